//! Why nothing was found, and what would be, in words.

use std::path::Path;

use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::safe::for_terminal;
use depeche::search::spelling::{Speller, Typed};
use depeche::search::{self, Advice, Part};

use super::args::Filters;
use super::output::{count, say};
use super::people_file::authority;
use super::spelling;

/// Says why a search found nothing; where it found little, `total` hits, whether a word of it is surely a slip.
pub fn advise(
    path: &Path,
    index: &OpenIndex,
    node: &Node,
    query: &str,
    filters: &Filters,
    total: u64,
) -> anyhow::Result<()> {
    let typed = spelling::typed(query, filters);
    let authority = authority(filters.people_file.as_deref(), index)?;
    let read = |typed: &Typed| spelling::read(typed, filters, index, &authority);
    let command = |typed: &Typed| spelling::command(typed, path, filters);
    let speller = Speller { index, read: &read, all_versions: filters.all_versions };
    if total > 0 {
        if !filters.any
            && let Some(meant) = speller.instead_of(&typed, total)?
        {
            say(format_args!("{}: {}", spelling::line(&meant), command(&meant.typed)));
        }
        return Ok(());
    }
    for line in lines(&search::advise(&speller, &typed, node)?, Some(&command)) {
        say(format_args!("  {line}"));
    }
    Ok(())
}

/// A line for each thing to say, fit for a terminal; below each suggestion, `command` to look for it.
pub fn lines(advice: &Advice, command: Option<&dyn Fn(&Typed) -> String>) -> Vec<String> {
    let name = |part: &Part| {
        let text = if part.typed.is_empty() { &part.meaning } else { &part.typed };
        for_terminal(text).into_owned()
    };
    let nowhere = advice.nowhere.iter().map(|part| format!("nothing matches {}", name(part)));
    let meant = advice.meant.iter().flat_map(|meant| {
        let command = command.map(|command| format!("  {}", command(&meant.typed)));
        std::iter::once(spelling::line(meant)).chain(command)
    });
    let without = advice
        .without
        .iter()
        .map(|(part, found)| format!("without {}: {}", name(part), count(*found, "dispatch", "dispatches")));
    nowhere.chain(meant).chain(without).collect()
}
