//! One value of each hit a line, for `xargs` and `while read`: its path or its identifier.

use std::io::{self, Write};

use super::HitWriter;
use crate::safe::for_terminal;
use crate::search::Hit;

pub(super) struct Lines<W> {
    out: W,
    value: fn(&Hit) -> &str,
    terminal: bool,
}

impl<W: Write> Lines<W> {
    pub fn paths(out: W, terminal: bool) -> Self {
        Lines { out, value: |hit| &hit.dispatch.source.path, terminal }
    }

    pub fn ids(out: W, terminal: bool) -> Self {
        Lines { out, value: |hit| &hit.dispatch.id, terminal }
    }
}

impl<W: Write> HitWriter for Lines<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let value = (self.value)(hit);
        // A program that reads the path must be able to open it: only a terminal gets it altered.
        if self.terminal { writeln!(self.out, "{}", for_terminal(value)) } else { writeln!(self.out, "{value}") }
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
