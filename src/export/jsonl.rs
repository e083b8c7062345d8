//! JSON Lines: one object a hit, one hit a line.

use std::io::{self, Write};

use super::HitWriter;
use super::row::Row;
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Jsonl<W> {
    out: W,
}

impl<W: Write> Jsonl<W> {
    pub fn new(out: W) -> Self {
        Jsonl { out }
    }
}

impl<W: Write> HitWriter for Jsonl<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        write_json(&mut self.out, SafeJson::compact(), &Row::new(hit))?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
