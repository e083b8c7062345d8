//! What `depeche show` takes, and how a record is shown.

use clap::{Args, ValueEnum};

use super::PagerArgs;

/// Show one dispatch
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche show urn:newsml:exemple.afp:20240117:RETRAITES-BATELIERS --all-versions
  depeche show aa-77acf89b --mark 'garanties de sécurité'
  depeche search --format ids otan | head -1 | xargs depeche show")]
pub struct ShowArgs {
    /// The identifier, as a search shows it; its beginning is enough where no other begins alike
    pub id: String,
    /// Mark what this query matches
    #[arg(long, value_name = "QUERY")]
    pub mark: Option<String>,
    /// Every version, the newest first
    #[arg(long)]
    pub all_versions: bool,
    #[command(flatten)]
    pub pager: PagerArgs,
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show it
    pub format: RecordFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// To be read
    Text,
    /// JSON, the whole record
    Json,
    /// JSON, a record a line
    Jsonl,
}
