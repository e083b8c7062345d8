//! `depeche show`

use std::io::Write;
use std::path::Path;

use depeche::dispatch::Dispatch;
use depeche::index::OpenIndex;
use depeche::query::compile::compile;
use depeche::safe::{SafeJson, write_json};
use depeche::search::{Found, Marker, Story};
use serde::Serialize;

use super::args::{RecordFormat, ShowArgs};
use super::output::{self, Look};
use super::people_file::name_people;
use super::text::write_dispatch;
use super::{Outcome, by_id, query};

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
