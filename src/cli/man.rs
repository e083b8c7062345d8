//! `depeche man` and `depeche completions`: pages and scripts made from the definitions of the command line.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use clap::CommandFactory;
use clap_mangen::Man;
use depeche::export::Target;
use depeche::safe::for_terminal;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::output::{self, say, unwritten};
use super::{Outcome, query_page};

/// The name of the page on the query language, in section 7.
const QUERY: &str = "query";

/// Writes the script that a shell loads.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    // Made in memory: the generator panics on an output that nobody reads.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "depeche", &mut script);
    output::write(&script)?;
    Ok(Outcome::Found)
}

/// Writes one page to stdout, or all of them to a folder.
pub fn run(args: &ManArgs) -> anyhow::Result<Outcome> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &args.dir {
        return write_all(&command, folder);
    }
    let name = args.page.as_deref().unwrap_or_default();
    let page = match (name, command.find_subcommand(name)) {
        ("", _) => command_page(&command)?,
        (QUERY, _) => query_page::page(),
        (_, Some(subcommand)) => command_page(subcommand)?,
        (_, None) => {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            bail!("there is no page on `{name}`; there are {QUERY}, {}", names.join(", "));
        }
    };
    output::write(&page)?;
    Ok(Outcome::Found)
}

fn command_page(command: &clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).manual("depeche").render(&mut page)?;
    Ok(page)
}

/// Writes the pages where `man` looks for them: `man1` and `man7` in the folder.
fn write_all(command: &clap::Command, folder: &Path) -> anyhow::Result<Outcome> {
    let mut pages = vec![
        ("man1/depeche.1".to_owned(), command_page(command)?),
        ("man7/depeche-query.7".to_owned(), query_page::page()),
    ];
    for subcommand in command.get_subcommands() {
        pages.push((format!("man1/depeche-{}.1", subcommand.get_name()), command_page(subcommand)?));
    }
    for section in ["man1", "man7"] {
        let section = folder.join(section);
        std::fs::create_dir_all(&section).with_context(|| format!("cannot make {}", section.display()))?;
    }
    for (name, page) in &pages {
        let path = folder.join(name);
        let unwritten = || unwritten(&path);
        let mut target = Target::create(&path).with_context(unwritten)?;
        target.write_all(page).and_then(|()| target.finish()).with_context(unwritten)?;
    }
    let pages = output::count(pages.len() as u64, "page", "pages");
    say(format_args!("{pages} in {}", for_terminal(&folder.to_string_lossy())));
    Ok(Outcome::Found)
}
