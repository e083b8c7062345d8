//! What the commands take that count: who, where, what.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use depeche::index::facet::Facet;

use super::Filters;

/// Say who a person is, or count the people of a query
///
/// A bare name that the index knows gives a card for each person meant by it: spellings, roles, first and last date, who
/// is in the same dispatches, who else has the surname. Anything else is a query, and the people of its hits are counted;
/// without a query, those of all dispatches.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche people Poutine                    who that is
  depeche people --count Poutine            who is named in the dispatches that match the word
  depeche people 'grève SAUF SNCF' -n 50
  depeche people --location Ankara --since 2025 -o ankara.csv
  depeche people --together grève           who is in the same dispatches as whom
  depeche people otan -o otan.graphml       the same as a network for Gephi or networkx")]
pub struct PeopleArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
    /// Count, even where the query is the name of a person; so do --top, --min, --sort and --queries
    #[arg(long)]
    pub count: bool,
}

/// Count the locations of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche locations                         all dispatches
  depeche locations otan --since 2025-09 -n 10
  depeche locations --person Rutte -o rutte.csv
  depeche locations --together sommet       places named in the same dispatches")]
pub struct LocationsArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the topics of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche topics                            all dispatches
  depeche topics --person 'Emmanuel Macron' --sort name
  depeche topics crue --queries             each with the search for its dispatches")]
pub struct TopicsArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the agencies of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche agencies                          all dispatches
  depeche agencies séisme --since 7j        who reports on it")]
pub struct AgenciesArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the values of any field over a query
///
/// Bylines, slugs and file formats cannot be counted: the index does not keep them as whole values. A table of them can be
/// made with `depeche export --fields byline,slug,format`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche count genres crue
  depeche count mots-clés --agency AFP -n 50
  depeche count urgencies --sort name
  depeche count organisations 'plan social' --together")]
pub struct CountArgs {
    /// What to count; French names and singulars are understood too
    #[arg(value_name = "FIELD", value_parser = facet_parser(), ignore_case = true)]
    pub field: Facet,
    #[command(flatten)]
    pub facet: FacetArgs,
}

fn facet_parser() -> impl TypedValueParser<Value = Facet> {
    let known = |facet: Facet| PossibleValue::new(facet.name()).aliases(&facet.names()[1..]);
    let names = PossibleValuesParser::new(Facet::ALL.map(known));
    names.try_map(|name| Facet::named(&name).ok_or_else(|| format!("no field is called `{name}`")))
}

/// What every count takes.
#[derive(Debug, Args)]
pub struct FacetArgs {
    /// The query, as for `search`; left out, all dispatches
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// The most values to show, or pairs of them; 20 when left out, but a network has all
    /// pairs of its --nodes
    #[arg(long, short = 'n', value_name = "N", allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// Only what is in N dispatches or more
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min: u64,
    /// Order of the values
    #[arg(long, value_enum, default_value_t = FacetSort::Count)]
    pub sort: FacetSort,
    /// Pairs of values that stand in the same dispatches, with the number of these
    ///
    /// Beside it stands how strong the tie is: of the dispatches that have either, the share that has both, 0 to 1. A text
    /// that was sent several times counts once.
    #[arg(long)]
    pub together: bool,
    /// Pair only the N most frequent values
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u16).range(2..=5_000))]
    pub nodes: u16,
    /// For each value the search that finds its dispatches, ready to be copied: below its line, or in a column `search`
    #[arg(long)]
    pub queries: bool,
    /// How to show them; else told by the ending of FILE. `graphml` and `gephi` are networks of --together
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FacetFormat>,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl FacetArgs {
    /// Whether an option says which values are wanted, or how.
    pub fn shapes_counts(&self) -> bool {
        self.top.is_some() || self.min > 1 || self.sort != FacetSort::Count || self.queries
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetSort {
    /// The most frequent first
    Count,
    /// By the alphabet
    Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetFormat {
    /// To be read
    Text,
    /// A table for spreadsheets, R or pandas
    Csv,
    /// A table with tabs, a line a row
    Tsv,
    /// One JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// A network for Gephi, yEd, Cytoscape or networkx
    Graphml,
    /// A network as two tables for Gephi: edges in FILE, nodes beside it: of otan.csv in otan.nodes.csv
    Gephi,
}

impl FacetFormat {
    /// Whether it holds a network and nothing else.
    pub fn is_network(self) -> bool {
        matches!(self, FacetFormat::Graphml | FacetFormat::Gephi)
    }
}
