//! `depeche show`

use std::path::Path;

use anyhow::bail;
use depeche::index::OpenIndex;
use depeche::index::document::searched_text;
use depeche::query::compile::compile;
use depeche::safe::for_terminal;
use depeche::search::{Found, Marker, Story, find_by_id};

use super::args::ShowArgs;
use super::output::say;
use super::page::Page;
use super::pager::Pager;
use super::people_file::name_people;
use super::{Outcome, query};

/// Identifiers shown when what was typed is the beginning of several.
const LISTED: usize = 10;

pub fn run(path: &Path, args: &ShowArgs) -> anyhow::Result<Outcome> {
    let index = OpenIndex::open(path)?;
    let mut found = find_by_id(&index, &args.id)?;
    let mut ids: Vec<&str> = found.iter().map(|found| found.dispatch.id.as_str()).collect();
    ids.dedup();
    if ids.len() > 1 {
        let shown: Vec<_> = ids.iter().take(LISTED).map(|id| format!("  {}", for_terminal(id))).collect();
        bail!("{} dispatches begin with `{}`; type more of it:\n{}", ids.len(), args.id, shown.join("\n"));
    }
    if found.is_empty() {
        say(format_args!("no dispatch has the identifier {}", for_terminal(&args.id)));
        return Ok(Outcome::Nothing);
    }
    if !args.all_versions {
        found.truncate(1);
    }
    let marks = match &args.mark {
        Some(text) => {
            let mut node = query::parse_text(text, false)?;
            name_people(&mut node, None, &index)?;
            compile(&node, &index.fields)?.marks
        }
        None => Vec::new(),
    };
    let marker = Marker::new(&marks);
    let mut page = Page::new(args.format);
    for Found { address, dispatch } in &found {
        let story = Story::of(&index, *address, dispatch)?;
        let marked: Vec<_> = marker.mark(&searched_text(dispatch)).into_iter().map(|word| word.range).collect();
        page.add(dispatch, &story, &marked)?;
    }
    page.show(&Pager::of_stdout(args.pager)?)?;
    Ok(Outcome::Found)
}
