//! `depeche show`

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use depeche::dispatch::Dispatch;
use depeche::index::OpenIndex;
use depeche::query::compile::compile;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::search::{Found, Marker, Story, find_by_id};
use serde::Serialize;

use super::Outcome;
use super::args::{RecordFormat, ShowArgs};
use super::output::{self, Look, say};
use super::people_file::name_people;
use super::query;
use super::text::write_dispatch;

/// Identifiers shown when what was typed is the beginning of several.
const LISTED: usize = 10;

/// A record and what the index knows beside it.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    dispatch: &'a Dispatch,
    #[serde(flatten)]
    story: &'a Story,
}

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
    let mut out = output::stdout();
    for Found { address, dispatch } in &found {
        let story = Story::of(&index, *address, dispatch)?;
        let record = Record { dispatch, story: &story };
        match args.format {
            RecordFormat::Text => {
                write_dispatch(&mut out, dispatch, Some(&story), &Marker::new(&marks), Look::of_stdout())?;
            }
            RecordFormat::Json => write_json(&mut out, SafeJson::pretty(), &record)?,
            RecordFormat::Jsonl => write_json(&mut out, SafeJson::compact(), &record)?,
        }
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
