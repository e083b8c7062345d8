//! A JSON array, written element by element: the objects of JSON Lines, one a line.

use std::io::{self, Write};

use super::HitWriter;
use super::row::Row;
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Json<W> {
    out: W,
    empty: bool,
}

impl<W: Write> Json<W> {
    pub fn new(out: W) -> Self {
        Json { out, empty: true }
    }
}

impl<W: Write> HitWriter for Json<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.out.write_all(b"[")
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        write_json(&mut self.out, SafeJson::compact(), &Row::new(hit))
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(if self.empty { b"]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}
