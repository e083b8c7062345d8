//! What can be typed: one definition for parsing, `--help`, completions and man pages; one file a command, or a few that are alike.

mod batch;
mod counts;
mod export;
mod filters;
mod house;
mod index;
mod read;
mod search;
mod show;
mod similar;
mod sort;
mod timeline;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use batch::{BatchArgs, BatchFormat};
pub use counts::{AgenciesArgs, CountArgs, FacetArgs, FacetFormat, FacetSort, LocationsArgs, PeopleArgs, TopicsArgs};
pub use export::ExportArgs;
pub use filters::{FieldValue, Filters};
pub use house::{CompletionsArgs, InspectArgs, ManArgs, StatusArgs};
pub use index::IndexArgs;
pub use read::{PagerArgs, ReadArgs};
pub use search::{SearchArgs, SearchFormat};
pub use show::{RecordFormat, ShowArgs};
pub use similar::{Joining, SimilarArgs};
pub use sort::SortArg;
pub use timeline::{PeriodArg, TimelineArgs, TimelineFormat};

/// Full-text search for French wire dispatches
///
/// Index a folder of dispatches once, search it in French, export the hit lists. Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = "Run `depeche COMMAND --help` for examples.")]
pub struct Cli {
    /// Folder of the index
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "DEPECHE_INDEX",
        default_value = "index",
        hide_env_values = true
    )]
    pub index: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Index(IndexArgs),
    Search(Box<SearchArgs>),
    Show(ShowArgs),
    Read(Box<ReadArgs>),
    Similar(SimilarArgs),
    Export(Box<ExportArgs>),
    Batch(Box<BatchArgs>),
    People(Box<PeopleArgs>),
    Locations(Box<LocationsArgs>),
    Topics(Box<TopicsArgs>),
    Agencies(Box<AgenciesArgs>),
    Count(Box<CountArgs>),
    Timeline(Box<TimelineArgs>),
    Inspect(InspectArgs),
    Status(StatusArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}
