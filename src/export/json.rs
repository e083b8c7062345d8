//! JSON: an object a hit, in one array or one a line.

use std::io::{self, Write};

use super::Options;
use super::columns::{Column, Record};
use super::list::Layout;
use super::row::Row;
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Json {
    /// `None`: the keys of the contract of `search`.
    columns: Option<Vec<Column>>,
    lines: bool,
}

impl Json {
    /// One array, written element by element, the objects a line each.
    pub fn array(options: Options) -> Self {
        Json { columns: options.columns, lines: false }
    }

    /// JSON Lines.
    pub fn lines(options: Options) -> Self {
        Json { columns: options.columns, lines: true }
    }
}

impl Layout for Json {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"[") }
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        match &self.columns {
            Some(columns) => write_json(&mut *out, SafeJson::compact(), &Record { hit, columns })?,
            None => write_json(&mut *out, SafeJson::compact(), &Row::new(hit))?,
        }
        if self.lines { out.write_all(b"\n") } else { Ok(()) }
    }

    fn before(&self, first: bool) -> &'static [u8] {
        match (self.lines, first) {
            (true, _) => b"",
            (false, true) => b"\n",
            (false, false) => b",\n",
        }
    }

    fn foot(&self, empty: bool, out: &mut dyn Write) -> io::Result<()> {
        match (self.lines, empty) {
            (true, _) => Ok(()),
            (false, true) => out.write_all(b"]\n"),
            (false, false) => out.write_all(b"\n]\n"),
        }
    }
}
