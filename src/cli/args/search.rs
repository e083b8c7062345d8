//! What `depeche search` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Filters, Joining, SortArg};

/// Search the index
///
/// All words must match, with their inflections and whatever the accents, apostrophes and capitals.
///
///   "à la lettre"  «à la lettre»   the words as they are, side by side
///   =mot                           this very form
///   mot*  z?lensk*                 any ending, any letter
///   mot~  mot~2                    one or two letters may differ
///   a OU b, a SAUF b, -b, ( )      also OR, NOT, ET, AND
///   a PRES/5 b, a PARA b           within 5 words, in one paragraph
///   titre:mot personne:"Nom" lieu:… dans:Estonie sujet:… agence:… date:2025-09 depuis:7j
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_long_help = "Examples:
  depeche search \"garanties de sécurité\"
  depeche search '\"garanties de sécurité\"' --location Helsinki --since 2025-09
  depeche search 'grève (SNCF OU RATP) SAUF Lyon' --sort date --limit 50
  depeche search --person 'Mark Rutte' --format csv > rutte.csv
  depeche search --refresh corpus 'incendie PRES/5 forêt'
  depeche search incendie --near-duplicates   a text sent again with small changes once
  depeche search -- otan -ankara       after --, a word with - is an exclusion, no option

Exit status: 0 if there are hits, 1 if there are none, 2 on an error."
)]
pub struct SearchArgs {
    /// The query; several words need no quotes. May be left out when an option says what to look for
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub joining: Joining,
    /// First bring the index up to date with this folder or file
    #[arg(long, value_name = "SOURCE")]
    pub refresh: Vec<PathBuf>,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t = SortArg::Score)]
    pub sort: SortArg,
    /// The most hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub limit: usize,
    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    pub offset: usize,
    /// Say how the query was understood
    #[arg(long)]
    pub explain: bool,
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    /// How to show the hits
    pub format: SearchFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// To be read
    Text,
    /// A JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// A table for spreadsheets, R or pandas
    Csv,
    /// The files, one a line
    Paths,
    /// The identifiers, one a line
    Ids,
}
