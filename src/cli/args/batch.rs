//! What `depeche batch` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use depeche::batch::Setting;

use super::Filters;

/// Run a list of queries or names: one table
///
/// FILE is plain text with a query a line, or `id<TAB>query`, or a table with a header: CSV with commas, semicolons or
/// tabs, or a workbook (xlsx, ods, xls). Of a table, the column `query` (or `requête`, `nom`, …) is the query and `id` its
/// name; the columns `person`, `location`, `topic`, `agency`, `since`, `before` and `until` (or `personne`, `lieu`,
/// `sujet`, `agence`, `depuis`, `avant`, `jusqu'à`) set these options for their row; a table of names alone needs no column
/// `query`. A single column has a header too if its first line is one of these words. `-` is standard input.
///
/// All columns come back behind the result, one whose name is taken under another (`last_2`), and where queries are names,
/// `as` says of what: so the table may be written over its list (tsv, csv, xlsx), and asks the same when it is run again.
///
/// Queries without hits are listed with what would match. A query that cannot be read, or is missing, is named and the
/// others go on; the exit status is then 2.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche batch names.txt                              how many hits each query has
  depeche batch --as person names.txt -o names.xlsx    lines are names of people
  depeche batch list.csv -o list.csv --hits hits.csv   every hit of every query too
  depeche batch list.xlsx --state list.state           can be broken off and called again
  depeche batch list.xlsx --diff list.state --hits new.csv   what is new since then
  depeche batch --any --format trec --limit 201 topics.tsv > run")]
pub struct BatchArgs {
    /// The queries
    pub file: PathBuf,
    #[command(flatten)]
    pub filters: Filters,
    /// What the queries are, where they are plain names
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub names_are: Option<NamesAre>,
    /// Where to write; the ending decides the format
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The most hits of each query, with --format jsonl and trec
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub limit: usize,
    /// What to write; else what the ending of FILE says, else tsv
    #[arg(long, value_enum)]
    pub format: Option<BatchFormat>,
    /// Write every hit of every query to this file too: csv, tsv, xlsx, json or jsonl
    #[arg(long, value_name = "FILE")]
    pub hits: Option<PathBuf>,
    /// Write the queries without hits to this file, with what would match: tsv, csv, xlsx or json
    #[arg(long, value_name = "FILE")]
    pub missing: Option<PathBuf>,
    /// Keep what was found in this file: a run that was broken off goes on, and --diff can compare
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Compare with the --state of an earlier run: how many hits are new and gone; --hits then writes the new ones only
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,
}

/// What the names of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NamesAre {
    Person,
    Location,
    Topic,
    Agency,
}

impl From<NamesAre> for Setting {
    fn from(kind: NamesAre) -> Self {
        match kind {
            NamesAre::Person => Setting::Person,
            NamesAre::Location => Setting::Location,
            NamesAre::Topic => Setting::Topic,
            NamesAre::Agency => Setting::Agency,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// A line a query: id, query, hits, first and last date, headline of the best hit, error, its id and snippet
    Tsv,
    /// The same as CSV
    Csv,
    /// The same as a workbook, with the queries without hits on a second sheet
    Xlsx,
    /// The same as a JSON array
    Json,
    /// A line a hit for evaluation tools: query Q0 id rank score depeche
    Trec,
    /// A JSON object a hit, with the query
    Jsonl,
}
