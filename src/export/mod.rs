//! Hit lists: one file a format, all behind [`HitWriter`], which takes hits one by one and holds none of them.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use serde::Serialize;

use crate::search::Hit;

mod csv;
mod json;
mod jsonl;
mod lines;
mod row;
#[cfg(test)]
mod tests;
mod trec;

/// Writes a hit list: `begin`, every hit, `end`.
///
/// Each call fails only with what the output reports.
pub trait HitWriter {
    /// What stands before the first hit.
    fn begin(&mut self) -> io::Result<()>;
    /// One hit.
    fn hit(&mut self, hit: &Hit) -> io::Result<()>;
    /// What stands after the last hit; flushes the output.
    fn end(&mut self) -> io::Result<()>;
}

/// A format of hit lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A JSON array.
    Json,
    /// A table with a header row, for spreadsheets and for R or pandas.
    Csv,
    /// The path of each hit's file, one a line; a file with two hits stands twice.
    Paths,
    /// The identifier of each hit, one a line.
    Ids,
    /// A run for evaluation tools, after `trec_eval`.
    Trec,
}

impl Format {
    /// Every format, in the order a help text lists them.
    pub const ALL: [Format; 6] = [Format::Jsonl, Format::Json, Format::Csv, Format::Paths, Format::Ids, Format::Trec];

    /// The name that `--format` takes.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Paths => "paths",
            Format::Ids => "ids",
            Format::Trec => "trec",
        }
    }

    /// The format that a file's ending stands for, such as `.csv`; upper case alike.
    pub fn from_path(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "ndjson" => Some(Format::Jsonl),
            "run" => Some(Format::Trec),
            name => name.parse().ok(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of [`Format::ALL`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no format is called `{0}`; there are jsonl, json, csv, paths, ids and trec")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// What a writer needs to know besides the hits.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The output is a terminal: what could drive it is shown as visible escapes. JSON is safe either way.
    pub terminal: bool,
    /// The identifier of the query, for [`Format::Trec`].
    pub query: String,
}

/// A hit as JSON shows it: the keys of the contract.
pub fn row(hit: &Hit) -> impl Serialize + '_ {
    row::Row::new(hit)
}

/// A writer of this format to `out`, which should be buffered.
pub fn writer<'a>(format: Format, out: Box<dyn io::Write + 'a>, options: Options) -> Box<dyn HitWriter + 'a> {
    match format {
        Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
        Format::Json => Box::new(json::Json::new(out)),
        Format::Csv => Box::new(csv::Csv::new(out, options.terminal)),
        Format::Paths => Box::new(lines::Lines::paths(out, options.terminal)),
        Format::Ids => Box::new(lines::Lines::ids(out, options.terminal)),
        Format::Trec => Box::new(trec::Trec::new(out, options)),
    }
}
