//! What `depeche index` takes.

use std::path::PathBuf;

use clap::Args;
use depeche::source::Columns;

/// Bring the index up to date with folders and files of dispatches
///
/// Reads what is new or changed since the last time, drops what is gone. Without SOURCE, does so for all sources that
/// the index knows. Files that cannot be read are named and skipped, and the exit status is then 2; the others are
/// indexed. Interrupted or killed at any moment, the index stays as it was before.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche index corpus                 index the folder, or bring it up to date
  depeche index                        bring all known sources up to date
  depeche index --forget /old/folder   drop a source and its dispatches
  depeche index --rebuild              read everything anew, as after an upgrade
  depeche index export.csv --map headline=objet,body=contenu,date=jour")]
pub struct IndexArgs {
    /// Folders and files to follow
    pub sources: Vec<PathBuf>,
    /// Drop this source and its dispatches
    #[arg(long, value_name = "SOURCE")]
    pub forget: Vec<PathBuf>,
    /// Make the index anew from its sources; the old one is searched until the new one is whole
    #[arg(long, conflicts_with = "forget")]
    pub rebuild: bool,
    /// Do not look for people, places and topics in the text. Decided when an index is made or rebuilt
    #[arg(long)]
    pub no_annotate: bool,
    /// Look for them again, with --rebuild of an index made without
    #[arg(long, conflicts_with = "no_annotate")]
    pub annotate: bool,
    /// What columns of tables hold: FIELD=COLUMN,FIELD=COLUMN…
    ///
    /// CSV, TSV and JSON of any kind are read by the names of their columns (`titre`, `texte`, `date`…); this is for names
    /// that are not understood. FIELD is id, headline, standfirst, body, date, byline, provider, topics, keywords or another
    /// field of the record; COLUMN is a name, the number of a column of a table without header, or a path in JSON such as
    /// `article.titre`. The index remembers it; `none` forgets it, and tables are read again when it changes.
    #[arg(long, value_name = "MAP")]
    pub map: Option<Columns>,
    /// Threads for reading, and as many for indexing
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=8))]
    pub threads: Option<u16>,
    /// Memory for building the index, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 350, value_parser = clap::value_parser!(u32).range(32..=16_000))]
    pub memory: u32,
}

impl IndexArgs {
    /// Whether to annotate, where that is said.
    pub fn annotation(&self) -> Option<bool> {
        if self.annotate { Some(true) } else { self.no_annotate.then_some(false) }
    }
}
