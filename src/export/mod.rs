//! Hit lists: one file a format, all behind [`List`], which takes hits one by one.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use serde::Serialize;

use crate::search::Hit;

mod atom;
mod authors;
mod bibtex;
pub mod chart;
mod columns;
mod csl;
mod digest;
pub mod graph;
pub mod grid;
mod html;
mod json;
mod lines;
mod list;
mod markdown;
mod method;
mod ninjs;
#[cfg(feature = "parquet")]
mod parquet;
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
pub use list::{HitWriter, List};
pub use method::{IndexState, Method};
pub use table::csv_error;
pub use target::Target;

macro_rules! formats {
    ($($(#[$built:meta])? $variant:ident $name:literal [$($ending:literal),*] $meaning:literal),* $(,)?) => {
        /// A format of hit lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $($(#[$built])? #[doc = $meaning] $variant),* }

        impl Format {
            /// Every format, in the order a help text lists them, and what it is.
            pub const ALL: &[(Format, &'static str)] = &[$($(#[$built])? (Format::$variant, $meaning)),*];

            /// The name that `--format` takes.
            pub fn name(self) -> &'static str {
                match self { $($(#[$built])? Format::$variant => $name),* }
            }

            /// The endings of its files besides its name.
            fn endings(self) -> &'static [&'static str] {
                match self { $($(#[$built])? Format::$variant => &[$($ending),*]),* }
            }
        }
    };
}

formats! {
    Csv "csv" [] "A table for spreadsheets, R or pandas",
    Tsv "tsv" ["tab"] "A table with tabs, a line a hit",
    Xlsx "xlsx" [] "A workbook for Excel and LibreOffice",
    #[cfg(feature = "parquet")] Parquet "parquet" [] "A table for R, pandas, DuckDB",
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
    /// told from other JSON. `None` for a file without ending.
    ///
    /// # Errors
    /// When the ending stands for no format.
    pub fn from_path(path: &Path) -> Option<Result<Format, UnknownFormat>> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (stem, ending) = name.rsplit_once('.')?;
        Some(match (stem.rsplit_once('.').map(|(_, inner)| inner), ending) {
            (Some("csl"), "json") => Ok(Format::Csl),
            (Some("ninjs"), "json" | "jsonl") => Ok(Format::Ninjs),
            (_, ending) => ending.parse(),
        })
    }

    /// Whether each hit is a row or an object of columns, which can be chosen.
    pub fn has_columns(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::Json | Format::Jsonl) || self.is_binary()
    }

    /// Whether the format is no text: nothing for a terminal, and with a place for the method in the file itself.
    pub fn is_binary(self) -> bool {
        match self {
            Format::Xlsx => true,
            #[cfg(feature = "parquet")]
            Format::Parquet => true,
            _ => false,
        }
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
pub enum UnknownFormat {
    #[error("this build has no Parquet: build one with `cargo install --path . --features parquet`")]
    NotBuilt,
    #[error("no format is called `{0}`; there are {names}", names = names())]
    Unknown(String),
}

fn names() -> String {
    Format::ALL.iter().map(|(format, _)| format.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let is_meant = |format: &Format| format.name() == name || format.endings().contains(&name);
        let known = Format::ALL.iter().map(|(format, _)| *format).find(is_meant);
        known.ok_or_else(|| match name {
            "parquet" => UnknownFormat::NotBuilt,
            name => UnknownFormat::Unknown(name.to_owned()),
        })
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
    /// Show all of it, in formats that have a place for it ([`Format::is_binary`]).
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

/// A list in this format, written to `out`, which should be buffered.
pub fn writer<'a>(format: Format, out: Box<dyn io::Write + 'a>, options: Options) -> List<'a> {
    match format {
        Format::Csv => List::text(table::Table::csv(options), out),
        Format::Tsv => List::text(table::Table::tsv(options), out),
        Format::Xlsx => List::new(xlsx::Row::new(&options), xlsx::Book::new(out, options)),
        #[cfg(feature = "parquet")]
        Format::Parquet => List::new(parquet::Row::new(&options), parquet::Table::new(out, options)),
        Format::Jsonl => List::text(json::Json::lines(options), out),
        Format::Json => List::text(json::Json::array(options), out),
        Format::Html => List::text(html::Html::new(options), out),
        Format::Markdown => List::text(markdown::Markdown::new(options), out),
        Format::Digest => List::text(digest::Digest::new(options), out),
        Format::Ris => List::text(ris::Ris::new(options), out),
        Format::Bibtex => List::text(bibtex::Bibtex::new(options), out),
        Format::Csl => List::text(csl::Csl::new(options), out),
        Format::Ninjs => List::text(ninjs::Ninjs::new(options), out),
        Format::Atom => List::text(atom::Atom::new(options), out),
        Format::Paths => List::text(lines::Lines::paths(options.terminal), out),
        Format::Ids => List::text(lines::Lines::ids(options.terminal), out),
        Format::Trec => List::text(trec::Trec::new(options), out),
    }
}
