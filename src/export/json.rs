//! JSON: an object a hit, in one array or one a line.

use std::io::{self, Write};

use super::Options;
use super::columns::Column;
use super::list::Layout;
use super::row::Row;
use crate::dispatch::Status;
use crate::safe::{SafeJson, write_json, write_made_json};
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
            Some(columns) => object(hit, columns, out)?,
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

/// A hit as an object with these columns.
fn object(hit: &Hit, columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    for (number, column) in columns.iter().enumerate() {
        write!(out, "{}\"{column}\":", if number == 0 { '{' } else { ',' })?;
        match &hit.paragraphs {
            Some(paragraphs) if *column == Column::Body && hit.dispatch.status != Status::Canceled => {
                write_made_json(&mut *out, paragraphs)?;
            }
            _ => write_json(&mut *out, SafeJson::compact(), &column.value(hit))?,
        }
    }
    out.write_all(if columns.is_empty() { b"{}" } else { b"}" })
}
