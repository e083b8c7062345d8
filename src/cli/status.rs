//! `depeche status`

use std::io::Write;
use std::path::Path;

use depeche::index::{OpenIndex, manifest};
use depeche::safe::{SafeJson, for_terminal, write_json};
use serde::Serialize;

use super::Outcome;
use super::args::{RecordFormat, StatusArgs};
use super::output::{self, thousands};

/// What the index holds; the keys are those of `--format json`.
#[derive(Serialize)]
struct Status {
    index: String,
    tool: String,
    updated: String,
    sources: Vec<String>,
    /// Files read, those that gave nothing among them.
    files: u64,
    dispatches: u64,
    /// Whether people, places and topics are found in the text.
    annotated: bool,
    /// Dispatches hidden behind a newer version.
    superseded: u64,
    /// Files that could not be read.
    not_readable: Vec<String>,
    /// Bytes on disk.
    bytes: u64,
    segments: usize,
}

pub fn run(path: &Path, args: &StatusArgs) -> anyhow::Result<Outcome> {
    let index = OpenIndex::open(path)?;
    let entries = manifest::read(path, index.state.generation)?;
    let faults = entries.iter().filter_map(|entry| Some(format!("{}: {}", entry.path, entry.fault.as_ref()?)));
    let status = Status {
        index: path.display().to_string(),
        tool: index.state.tool.clone(),
        updated: index.state.updated.to_zoned(depeche::clock::zone()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
        sources: index.state.sources.clone(),
        files: entries.len() as u64,
        dispatches: index.state.dispatches,
        annotated: index.state.annotated,
        superseded: index.superseded.len() as u64,
        not_readable: faults.collect(),
        bytes: bytes_below(path),
        segments: index.searcher.segment_readers().len(),
    };
    let mut out = output::stdout();
    match args.format {
        RecordFormat::Text => write_text(&mut out, &status)?,
        RecordFormat::Json => write_json(&mut out, SafeJson::pretty(), &status)?,
        RecordFormat::Jsonl => write_json(&mut out, SafeJson::compact(), &status)?,
    }
    if args.format != RecordFormat::Text {
        writeln!(out)?;
    }
    out.flush()?;
    Ok(if status.dispatches > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn write_text(out: &mut impl Write, status: &Status) -> std::io::Result<()> {
    writeln!(out, "index        {}", for_terminal(&status.index))?;
    writeln!(out, "updated      {} by depeche {}", status.updated, status.tool)?;
    for source in &status.sources {
        writeln!(out, "source       {}", for_terminal(source))?;
    }
    writeln!(out, "files        {}", thousands(status.files))?;
    writeln!(out, "dispatches   {}", thousands(status.dispatches))?;
    writeln!(out, "superseded   {}", thousands(status.superseded))?;
    let annotated = if status.annotated { "people, places and topics found in the text" } else { "off" };
    writeln!(out, "annotation   {annotated}")?;
    writeln!(out, "size         {:.1} MB in {} segments", status.bytes as f64 / 1e6, status.segments)?;
    for fault in &status.not_readable {
        writeln!(out, "not readable {}", for_terminal(fault))?;
    }
    Ok(())
}

/// The length of all files in a folder and below; what cannot be looked at counts for nothing.
fn bytes_below(path: &Path) -> u64 {
    depeche::source::walk(path).flatten().map(|found| found.bytes).sum()
}
