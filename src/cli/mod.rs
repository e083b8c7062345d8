//! The command line: definitions in [`args`], one file a command. Only here are stdout and stderr.
//!
//! Results go to stdout, everything else to stderr. The exit status is that of grep: 0 found, 1 nothing found, 2 error;
//! 75 (`EX_TEMPFAIL`) when another process is writing the index. A closed pipe is success.

mod advice;
mod args;
mod batch;
mod by_id;
mod command_line;
mod export;
mod facet_table;
mod facets;
mod filters;
mod index;
mod inspect;
mod man;
mod network;
mod output;
mod page;
mod pager;
mod people;
mod people_file;
mod progress;
mod query;
mod query_page;
mod read;
mod search;
mod show;
mod similar;
mod spelling;
mod status;
mod subjects;
mod tally;
mod text;
mod timeline;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use depeche::index::IndexError;
use depeche::index::facet::Facet;

use args::{Cli, Command};
use query::BadQuery;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or all was done.
    Found,
    /// Nothing was found.
    Nothing,
    /// The command did what it could, but not all: what failed has been said on stderr.
    Incomplete,
}

const ERROR: u8 = 2;
/// `EX_TEMPFAIL` of sysexits.h: try again later.
const LOCKED: u8 = 75;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Index(args) => index::run(&cli.index, &args),
        Command::Search(args) => search::run(&cli.index, &args),
        Command::Show(args) => show::run(&cli.index, &args),
        Command::Read(args) => read::run(&cli.index, &args),
        Command::Similar(args) => similar::run(&cli.index, &args),
        Command::Export(args) => export::run(&cli.index, &args),
        Command::Batch(args) => batch::run(&cli.index, &args),
        Command::People(args) => people::run(&cli.index, &args),
        Command::Locations(args) => facets::run(&cli.index, &args.facet, Facet::Locations),
        Command::Topics(args) => facets::run(&cli.index, &args.facet, Facet::Topics),
        Command::Agencies(args) => facets::run(&cli.index, &args.facet, Facet::Agencies),
        Command::Count(args) => facets::run(&cli.index, &args.facet, args.field),
        Command::Timeline(args) => timeline::run(&cli.index, &args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Status(args) => status::run(&cli.index, &args),
        Command::Completions(args) => man::completions(&args),
        Command::Man(args) => man::run(&args),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(ERROR),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // A query error brings its own layout, with a caret under the place.
            let text = match error.downcast_ref::<BadQuery>() {
                Some(bad) => bad.to_string(),
                None => output::safe_lines(&format!("depeche: {error:#}")),
            };
            let _ = writeln!(io::stderr(), "{text}");
            let locked = matches!(error.downcast_ref::<IndexError>(), Some(IndexError::Locked { .. }));
            ExitCode::from(if locked { LOCKED } else { ERROR })
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
