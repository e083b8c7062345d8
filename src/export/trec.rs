//! A run as `trec_eval` reads it: `query Q0 id rank score depeche`, six columns between white space.

use std::io::{self, Write};

use super::Options;
use super::list::Layout;
use crate::safe::for_terminal;
use crate::search::Hit;

/// What a score falls from rank to rank at least: floats of the size of scores keep it apart.
const STEP: f64 = 1e-5;
/// The name of the system that made the run.
const RUN: &str = "depeche";

pub(super) struct Trec {
    query: String,
    terminal: bool,
    by_date: bool,
}

impl Trec {
    pub fn new(options: Options) -> Self {
        let query = column(&options.query, options.terminal);
        Trec { query, terminal: options.terminal, by_date: options.method.order == "date" }
    }
}

impl Layout for Trec {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let id = column(&hit.dispatch.id, self.terminal);
        // `trec_eval` reads a run in the order of its scores, as floats, and knows no other: hits by date have none, and those of
        // equal score must not be turned round.
        let rank = hit.rank as f64;
        let score = if self.by_date { -rank } else { f64::from(hit.score) - STEP * rank };
        writeln!(out, "{} Q0 {id} {} {score:.5} {RUN}", self.query, hit.rank)
    }
}

/// `text` as one column: never empty, with `_` for white space.
fn column(text: &str, terminal: bool) -> String {
    let text = text.replace(char::is_whitespace, "_");
    match text.as_str() {
        "" => "_".to_owned(),
        _ if terminal => for_terminal(&text).into_owned(),
        _ => text,
    }
}
