//! Why nothing was found, and what would be, in words.

use depeche::index::OpenIndex;
use depeche::safe::for_terminal;
use depeche::search::{self, Advice, Part, Request, SearchError};

use super::output::{count, say};

/// Says why `request`, typed as `typed`, found nothing.
pub fn say_why(index: &OpenIndex, typed: &str, request: &Request) -> Result<(), SearchError> {
    let advice = search::advise(index, typed, &request.query, request.all_versions)?;
    lines(&advice).iter().for_each(|line| say(format_args!("  {line}")));
    Ok(())
}

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
