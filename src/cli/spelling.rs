//! What was typed on the command line, as spelling sees it, and what it may have meant.

use std::path::Path;

use depeche::annotate::authority::Authority;
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::people::look_up;
use depeche::safe::for_terminal;
use depeche::search::spelling::{Corrected, Named, Typed};

use super::args::Filters;
use super::output::count;
use super::{command_line, query};

/// The query and the options that name something.
pub fn typed(text: &str, filters: &Filters) -> Typed {
    let lists = [
        (Named::Person, &filters.person),
        (Named::Location, &filters.location),
        (Named::Topic, &filters.topic),
        (Named::Agency, &filters.agency),
    ];
    let names = lists.into_iter().flat_map(|(named, values)| values.iter().map(move |value| (named, value.clone())));
    Typed { query: text.to_owned(), any: filters.any, names: names.collect() }
}

/// `filters` with the names of `typed` in the place of its own.
fn filters_of(typed: &Typed, filters: &Filters) -> Filters {
    let of = |wanted: Named| {
        let values = typed.names.iter().filter(|(named, _)| *named == wanted);
        values.map(|(_, value)| value.clone()).collect()
    };
    Filters {
        person: of(Named::Person),
        location: of(Named::Location),
        topic: of(Named::Topic),
        agency: of(Named::Agency),
        ..filters.clone()
    }
}

/// Understands `typed` as a search with these options does.
pub fn read(typed: &Typed, filters: &Filters, index: &OpenIndex, authority: &Authority) -> Option<Node> {
    let mut node = query::parse_quietly(&typed.query, &filters_of(typed, filters)).ok()?;
    look_up(&mut node, index, authority).ok()?;
    Some(node)
}

/// The search for `typed`, to be copied.
pub fn command(typed: &Typed, index: &Path, filters: &Filters) -> String {
    command_line::search(index, &typed.query, &filters_of(typed, filters), &[])
}

/// `did you mean Zelensky? 412 dispatches`, fit for a terminal.
pub fn line(meant: &Corrected) -> String {
    let hits = count(meant.hits, "dispatch", "dispatches");
    format!("did you mean {}? {hits}", for_terminal(&meant.typed.shown()))
}
