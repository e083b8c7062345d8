//! What `depeche export` takes.

use std::path::PathBuf;

use clap::Args;
use depeche::export::{Column, Format};

use super::{Filters, Joining, SortArg};

/// Write every hit of a query to a file
///
/// FILE is there whole or not at all: it takes its place when it is whole; a file
/// that was there is replaced then. The format is told by its ending or by --format: csv, tsv, xlsx, jsonl, json, html, md,
/// txt (a digest), ris, bib, csl, ninjs, atom, paths, ids, trec.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche export 'grève SNCF' -o greve.xlsx --method
  depeche export --person Rutte --since 2025-09 -o rutte.csv --fields date,headline,provider,path
  depeche export otan --full-text -o otan.html          to be read or printed, matches marked
  depeche export otan -o otan.ris                       for Zotero
  depeche export otan --format jsonl --full-text | jq .headline

Exit status: 0 if there are hits, 1 if there are none, 2 on an error.")]
pub struct ExportArgs {
    /// The query, as for `search`; left out, all dispatches
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub joining: Joining,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format, where the ending of FILE does not tell it
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// The columns of a table or the keys of JSON, in their order
    ///
    /// rank, score, id, version, date, updated, headline, standfirst, provider, language, byline, dateline, topics, locations,
    /// people, organisations, keywords, slug, genre, urgency, path, format, encoding, hash, snippet, highlights, body, status,
    /// embargo, standing, replaces, replaced_by, also_as, near, notes, rights, signature.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<Column>,
    /// Sentences around what matched too
    #[arg(long)]
    pub snippets: bool,
    /// Whole texts too
    #[arg(long)]
    pub full_text: bool,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t = SortArg::Score)]
    pub sort: SortArg,
    /// The most hits to write; left out, all
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// How the list came about too: query, state of the index, date, version, counts. In FILE.method.json; in a workbook, on
    /// its first sheet; in a Parquet file, within it
    #[arg(long)]
    pub method: bool,
    /// Leave FILE as it is if it is there
    #[arg(long)]
    pub no_clobber: bool,
}
