//! What `depeche timeline` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use depeche::search::timeline::Period;

use super::Filters;

/// Count the dispatches of a query over time
///
/// Hours, days, weeks (from Monday), months and years are those of Europe/Paris. A dispatch of which only the day is known
/// stands at its 00:00; an hour that stands twice, when the clock is put back, has its offset from UTC. Dispatches without
/// date, or not dated between 1677-09-21 and 2262-04-11, are in no period: standard error says how many they are.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche timeline grève --by month
  depeche timeline grève --compare incendie --since 2025 -o deux.svg
  depeche timeline --person Rutte --by day --format csv > rutte.csv")]
pub struct TimelineArgs {
    /// The query, as for `search`; left out, all dispatches
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// Another query to compare with; may be given several times
    #[arg(long, value_name = "QUERY")]
    pub compare: Vec<String>,
    /// The length of a period; left out, what suits the time between the first hit and the last, of all queries
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<PeriodArg>,
    /// How to show it; else told by the ending of FILE
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<TimelineFormat>,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PeriodArg {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl PeriodArg {
    pub fn period(self) -> Period {
        match self {
            PeriodArg::Hour => Period::Hour,
            PeriodArg::Day => Period::Day,
            PeriodArg::Week => Period::Week,
            PeriodArg::Month => Period::Month,
            PeriodArg::Year => Period::Year,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    /// Drawn in the terminal
    Text,
    /// A table: a period a row, a query a column
    Csv,
    /// One JSON array
    Json,
    /// A picture
    Svg,
}

impl TimelineFormat {
    /// Whether it is for programs, not for the eye.
    pub fn is_table(self) -> bool {
        matches!(self, TimelineFormat::Csv | TimelineFormat::Json)
    }
}
