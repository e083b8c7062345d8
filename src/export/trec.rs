//! A run as `trec_eval` reads it: `query Q0 id rank score depeche`, six columns between white space.

use std::io::{self, Write};

use super::{HitWriter, Options};
use crate::safe::for_terminal;
use crate::search::Hit;

/// The name of the system that made the run.
const RUN: &str = "depeche";

pub(super) struct Trec<W> {
    out: W,
    query: String,
    terminal: bool,
}

impl<W: Write> Trec<W> {
    pub fn new(out: W, options: Options) -> Self {
        let query = column(&options.query, options.terminal);
        Trec { out, query, terminal: options.terminal }
    }
}

impl<W: Write> HitWriter for Trec<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let id = column(&hit.dispatch.id, self.terminal);
        writeln!(self.out, "{} Q0 {id} {} {} {RUN}", self.query, hit.rank, hit.score)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
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
