//! Why nothing was found, and what would be, in words.

use depeche::safe::for_terminal;
use depeche::search::{Advice, Part};

use super::output::count;

/// A line for each thing to say; fit for a terminal.
pub fn lines(advice: &Advice) -> Vec<String> {
    let name = |part: &Part| {
        let text = if part.typed.is_empty() { &part.meaning } else { &part.typed };
        for_terminal(text).into_owned()
    };
    let nowhere = advice.nowhere.iter().map(|part| format!("nothing matches {}", name(part)));
    let nearly = advice.spelt_nearly.iter().map(|(word, near, dispatches)| {
        let dispatches = count(*dispatches, "dispatch", "dispatches");
        format!("instead of {}: {} ({dispatches})", for_terminal(word), for_terminal(near))
    });
    let without = advice
        .without
        .iter()
        .map(|(part, found)| format!("without {}: {}", name(part), count(*found, "dispatch", "dispatches")));
    nowhere.chain(nearly).chain(without).collect()
}
