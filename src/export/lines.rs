//! One value of each hit a line, for `xargs` and `while read`: its path or its identifier.

use std::io::{self, Write};

use super::list::Layout;
use crate::safe::for_terminal;
use crate::search::Hit;

pub(super) struct Lines {
    value: fn(&Hit) -> &str,
    terminal: bool,
}

impl Lines {
    pub fn paths(terminal: bool) -> Self {
        Lines { value: |hit| &hit.dispatch.source.path, terminal }
    }

    pub fn ids(terminal: bool) -> Self {
        Lines { value: |hit| &hit.dispatch.id, terminal }
    }
}

impl Layout for Lines {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let value = (self.value)(hit);
        // A program that reads the path must be able to open it: only a terminal gets it altered.
        if self.terminal { writeln!(out, "{}", for_terminal(value)) } else { writeln!(out, "{value}") }
    }
}
