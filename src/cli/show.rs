//! `depeche show`

use std::path::Path;

use depeche::index::OpenIndex;
use depeche::index::document::searched_text;
use depeche::query::compile::compile;
use depeche::search::{Found, Marker, Story};

use super::args::ShowArgs;
use super::page::Page;
use super::pager::Pager;
use super::people_file::name_people;
use super::{Outcome, by_id, query};

pub fn run(path: &Path, args: &ShowArgs) -> anyhow::Result<Outcome> {
    let index = OpenIndex::open(path)?;
    let mut found = by_id::versions(&index, &args.id)?;
    if found.is_empty() {
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
