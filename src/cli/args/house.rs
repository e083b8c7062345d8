//! What the commands take that look after the house.

use std::path::PathBuf;

use clap::Args;
use depeche::source::Columns;

use super::RecordFormat;

/// Show how files are read, without an index
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche inspect dispatch.txt
  depeche inspect --format jsonl folder | jq .headline
  depeche inspect export.csv --map headline=objet,body=contenu")]
pub struct InspectArgs {
    /// Files and folders
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show the records
    pub format: RecordFormat,
    /// Only what the files themselves say: do not look for people, places and topics in the text
    #[arg(long)]
    pub no_annotate: bool,
    /// Only the table at the end: formats, files, dispatches, what was skipped and why, warnings by kind
    #[arg(long)]
    pub summary: bool,
    /// What columns of tables hold: FIELD=COLUMN,FIELD=COLUMN…
    ///
    /// CSV, TSV and JSON of any kind are read by the names of their columns (`titre`, `texte`, `date`…); this is for names
    /// that are not understood. FIELD is id, headline, standfirst, body, date, byline, provider, topics, keywords or another
    /// field of the record; COLUMN is a name, the number of a column of a table without header, or a path in JSON such as
    /// `article.titre`.
    #[arg(long, value_name = "MAP")]
    pub map: Option<Columns>,
}

/// Say what the index holds
#[derive(Debug, Args)]
pub struct StatusArgs {
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show it
    pub format: RecordFormat,
}

/// Write the completions of a shell
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche completions bash > ~/.local/share/bash-completion/completions/depeche
  depeche completions zsh > ~/.zfunc/_depeche
  depeche completions fish > ~/.config/fish/completions/depeche.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Write manual pages
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche man query | man -l -              the query language
  depeche man --dir ~/.local/share/man    every page, where man looks for it")]
pub struct ManArgs {
    /// A command, or `query` for the query language; left out, the page on depeche itself
    #[arg(conflicts_with = "dir")]
    pub page: Option<String>,
    /// Write every page to `man1` and `man7` in this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}
