//! `depeche similar`, and what joins hits that are nearly the same.

use clap::Args;
use depeche::search::{DEFAULT_DAYS, Joined};

use super::SearchFormat;

/// Find other dispatches about the same event
///
/// Compares the openings of dispatches, their people, their places and their dates. What is not alike enough is not listed.
/// `score` is the likeness, from 0 to 1.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche similar aa-77acf89b                       others within a week before and after
  depeche similar aa-77acf89b --days 0              of any time
  depeche similar aa-77acf89b --agency ATS          what that agency sent on it
  depeche similar aa-77acf89b --format ids | xargs -n 1 depeche show

Exit status: 0 if there are others, 1 if there are none, 2 on an error.")]
pub struct SimilarArgs {
    /// The identifier, as a search shows it; its beginning is enough where no other begins alike
    pub id: String,
    /// How many days before and after it the others may be dated; 0: at any time
    #[arg(long, value_name = "N", default_value_t = DEFAULT_DAYS)]
    pub days: u32,
    /// Only dispatches of this agency; given twice, of either
    #[arg(long, value_name = "AGENCY")]
    pub agency: Vec<String>,
    /// The most dispatches to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub limit: usize,
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    /// How to show them
    pub format: SearchFormat,
}

/// What joins hits.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Joining {
    /// Show a text that was sent again with small changes once: the best hit, the others under `near`
    ///
    /// Corrected words, another opening, a cut of up to a third, another signature make no difference; more than three days
    /// do, and texts of less than 60 words are left alone.
    #[arg(long, conflicts_with = "all_versions")]
    pub near_duplicates: bool,
}

impl From<Joining> for Joined {
    fn from(joining: Joining) -> Self {
        if joining.near_duplicates { Joined::NearDuplicates } else { Joined::Copies }
    }
}
