//! What `depeche read` takes, and how pages come to a terminal.

use std::num::NonZeroUsize;

use clap::Args;

use super::{Filters, Joining, RecordFormat, SortArg};

/// How a page comes to the terminal.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct PagerArgs {
    /// Write to the terminal itself, without a pager
    ///
    /// On a terminal, a page goes through the command that the environment variable DEPECHE_PAGER holds, else PAGER, else
    /// `less`. An empty value, `cat`, and TERM=dumb stand for none. `less` opens at the first match, and its keys n and N go
    /// to the next and the previous one; LESS and LESSCHARSET are set for it where they are not set.
    #[arg(long)]
    pub no_pager: bool,
}

/// Read the hits of a query, one after the other
///
/// Each is the page that `show` writes, with what the query matches marked. On a terminal, you are asked after each page
/// where to go on. Elsewhere the page of one hit is written, and on standard error the commands for the next and the previous.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche read grève --sort date
  depeche read 'incendie PRES/3 forêt' --hit 2     begin with the second hit
  depeche read grève --limit 3 --no-pager          three pages at a time
  depeche read --location Finlande --within --limit 100 --format jsonl | jq -r .headline

Exit status: 0 if there is such a hit, 1 if there is none, 2 on an error.")]
pub struct ReadArgs {
    /// The query, as for `search`
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub joining: Joining,
    /// The hit to begin with
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::MIN, value_parser = from_one)]
    pub hit: NonZeroUsize,
    /// The most hits to show at a time
    #[arg(long, short = 'n', value_name = "N", default_value_t = NonZeroUsize::MIN, value_parser = from_one)]
    pub limit: NonZeroUsize,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t = SortArg::Score)]
    pub sort: SortArg,
    #[command(flatten)]
    pub pager: PagerArgs,
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show them
    pub format: RecordFormat,
}

fn from_one(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a number from 1 on".to_owned())
}
