//! JSON: an object a hit, in one array or one a line.

use std::io::{self, Write};

use super::columns::{Column, Record};
use super::row::Row;
use super::{HitWriter, Options};
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Json<W> {
    out: W,
    /// `None`: the keys of the contract of `search`.
    columns: Option<Vec<Column>>,
    lines: bool,
    empty: bool,
}

impl<W: Write> Json<W> {
    /// One array, written element by element, the objects a line each.
    pub fn array(out: W, options: Options) -> Self {
        Json { out, columns: options.columns, lines: false, empty: true }
    }

    /// JSON Lines.
    pub fn lines(out: W, options: Options) -> Self {
        Json { out, columns: options.columns, lines: true, empty: true }
    }
}

impl<W: Write> HitWriter for Json<W> {
    fn begin(&mut self) -> io::Result<()> {
        if self.lines { Ok(()) } else { self.out.write_all(b"[") }
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        if !self.lines {
            self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        }
        self.empty = false;
        match &self.columns {
            Some(columns) => write_json(&mut self.out, SafeJson::compact(), &Record { hit, columns })?,
            None => write_json(&mut self.out, SafeJson::compact(), &Row::new(hit))?,
        }
        if self.lines { self.out.write_all(b"\n") } else { Ok(()) }
    }

    fn end(&mut self) -> io::Result<()> {
        if !self.lines {
            self.out.write_all(if self.empty { b"]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}
