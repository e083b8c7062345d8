//! Hit lists: one file a format, all behind [`HitWriter`], which takes hits one by one and holds none of them.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use serde::Serialize;

use crate::search::Hit;

mod atom;
mod bibtex;
pub mod chart;
mod columns;
mod csl;
mod digest;
pub mod graph;
mod html;
mod json;
mod lines;
mod markdown;
mod method;
mod ninjs;
mod prose;
mod reference;
mod ris;
mod row;
mod table;
mod target;
#[cfg(test)]
mod tests;
mod trec;
mod xlsx;

pub use columns::{Column, EXPORT_COLUMNS, SEARCH_COLUMNS, UnknownColumn};
pub use method::{IndexState, Method};
pub use target::Target;

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

macro_rules! formats {
    ($($variant:ident $name:literal [$($ending:literal),*] $meaning:literal),* $(,)?) => {
        /// A format of hit lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $(#[doc = $meaning] $variant),* }

        impl Format {
            /// Every format, in the order a help text lists them, and what it is.
            pub const ALL: &[(Format, &'static str)] = &[$((Format::$variant, $meaning)),*];

            /// The name that `--format` takes.
            pub fn name(self) -> &'static str {
                match self { $(Format::$variant => $name),* }
            }

            /// The endings of its files besides its name.
            fn endings(self) -> &'static [&'static str] {
                match self { $(Format::$variant => &[$($ending),*]),* }
            }
        }
    };
}

formats! {
    Csv "csv" [] "A table for spreadsheets, R or pandas",
    Tsv "tsv" ["tab"] "A table with tabs, without quotes",
    Xlsx "xlsx" [] "A workbook for Excel and LibreOffice",
    Jsonl "jsonl" ["ndjson"] "A JSON object a line",
    Json "json" [] "One JSON array",
    Html "html" ["htm"] "A page to be read and printed",
    Markdown "md" ["markdown"] "Markdown",
    Digest "txt" ["digest"] "Plain text to be mailed",
    Ris "ris" [] "References for Zotero, EndNote, Mendeley",
    Bibtex "bib" ["bibtex"] "References for LaTeX",
    Csl "csl" [] "CSL-JSON: references for citation processors and Zotero",
    Ninjs "ninjs" [] "ninjs 1.4 of the IPTC, an item a line",
    Atom "atom" [] "A feed",
    Paths "paths" [] "The path of each hit's file, one a line; a file with two hits stands twice",
    Ids "ids" [] "The identifier of each hit, one a line",
    Trec "trec" ["run"] "A run for evaluation tools, after `trec_eval`",
}

impl Format {
    /// The format that a file's ending stands for, such as `.csv`; upper case alike. `.csl.json` and `.ninjs.jsonl` are
    /// told from other JSON.
    pub fn from_path(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (stem, ending) = name.rsplit_once('.')?;
        match (stem.rsplit_once('.').map(|(_, inner)| inner), ending) {
            (Some("csl"), "json") => Some(Format::Csl),
            (Some("ninjs"), "json" | "jsonl") => Some(Format::Ninjs),
            (_, ending) => ending.parse().ok(),
        }
    }

    /// Whether each hit is a row or an object of columns, which can be chosen.
    pub fn has_columns(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::Xlsx | Format::Json | Format::Jsonl)
    }

    /// Whether the format shows what matched.
    pub fn shows_matches(self) -> bool {
        matches!(self, Format::Html | Format::Markdown | Format::Digest)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of [`Format::ALL`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no format is called `{0}`; there are {names}", names = names())]
pub struct UnknownFormat(String);

fn names() -> String {
    Format::ALL.iter().map(|(format, _)| format.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let is_meant = |format: &Format| format.name() == name || format.endings().contains(&name);
        let known = Format::ALL.iter().map(|(format, _)| *format).find(is_meant);
        known.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// What a writer needs to know besides the hits.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The output is a terminal: what could drive it is shown as visible escapes. JSON is safe either way.
    pub terminal: bool,
    /// The identifier of the query, for [`Format::Trec`].
    pub query: String,
    /// The columns of a table or of a JSON object; `None` for those of the contract of `search`.
    pub columns: Option<Vec<Column>>,
    /// Whole texts, in formats without columns.
    pub full_text: bool,
    /// How the list came about; formats for readers show some of it.
    pub method: Method,
    /// Show all of it, in formats that have a place for it ([`Format::Xlsx`]).
    pub with_method: bool,
}

impl Options {
    /// The columns of a table.
    fn columns(&self) -> Vec<Column> {
        self.columns.clone().unwrap_or_else(|| SEARCH_COLUMNS.to_vec())
    }
}

/// A hit as JSON shows it: the keys of the contract.
pub fn row(hit: &Hit) -> impl Serialize + '_ {
    row::Row::new(hit)
}

/// A writer of this format to `out`, which should be buffered.
pub fn writer<'a>(format: Format, out: Box<dyn io::Write + 'a>, options: Options) -> Box<dyn HitWriter + 'a> {
    match format {
        Format::Csv => Box::new(table::Table::csv(out, options)),
        Format::Tsv => Box::new(table::Table::tsv(out, options)),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(out, options)),
        Format::Jsonl => Box::new(json::Json::lines(out, options)),
        Format::Json => Box::new(json::Json::array(out, options)),
        Format::Html => Box::new(html::Html::new(out, options)),
        Format::Markdown => Box::new(markdown::Markdown::new(out, options)),
        Format::Digest => Box::new(digest::Digest::new(out, options)),
        Format::Ris => Box::new(ris::Ris::new(out, options)),
        Format::Bibtex => Box::new(bibtex::Bibtex::new(out, options)),
        Format::Csl => Box::new(csl::Csl::new(out, options)),
        Format::Ninjs => Box::new(ninjs::Ninjs::new(out, options)),
        Format::Atom => Box::new(atom::Atom::new(out, options)),
        Format::Paths => Box::new(lines::Lines::paths(out, options.terminal)),
        Format::Ids => Box::new(lines::Lines::ids(out, options.terminal)),
        Format::Trec => Box::new(trec::Trec::new(out, options)),
    }
}
