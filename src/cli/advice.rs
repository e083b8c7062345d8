//! Why nothing was found, and what would be, in words.

use depeche::safe::for_terminal;
use depeche::search::spelling::Typed;
use depeche::search::{Advice, Part};

use super::output::count;
use super::spelling;

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
