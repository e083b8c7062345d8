//! CSV after RFC 4180, in UTF-8 without BOM, and TSV: a header row, then one hit a row; lists are joined with `; `.
//!
//! In TSV tabs and ends of lines within a cell are spaces, so that a hit is a line and `cut` finds its columns. A cell that
//! holds a `"` is quoted as in CSV, which is what Excel, pandas and R write and read: left as it is, a `"` would hide what
//! follows, up to the next one.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Options;
use super::columns::{Column, Value};
use super::list::Layout;
use crate::safe::{for_csv_cell, for_terminal};
use crate::search::Hit;

/// Bytes held of a row before they go out.
const ROW: usize = 1 << 10;

pub(super) struct Table {
    columns: Vec<Column>,
    tabs: bool,
    terminal: bool,
}

impl Table {
    pub fn csv(options: Options) -> Self {
        Table { columns: options.columns(), tabs: false, terminal: options.terminal }
    }

    pub fn tsv(options: Options) -> Self {
        Table { columns: options.columns(), tabs: true, terminal: options.terminal }
    }

    /// Writes one row.
    fn row<'a>(&self, out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        let mut table = csv::WriterBuilder::new();
        table.buffer_capacity(ROW);
        if self.tabs {
            table.delimiter(b'\t');
        }
        let mut table = table.from_writer(out);
        for cell in cells {
            table.write_field(cell.as_bytes()).map_err(csv_error)?;
        }
        table.write_record(None::<&[u8]>).map_err(csv_error)?;
        table.flush()
    }

    fn cell<'a>(&self, value: Value<'a>) -> Cow<'a, str> {
        let is_number = matches!(value, Value::Integer(_) | Value::Score(_) | Value::Moment(_));
        let text = value.cell();
        if is_number {
            return text;
        }
        let shown = if self.terminal { Cow::Owned(for_terminal(&text).into_owned()) } else { text };
        let is_line_end =
            |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let flat = if self.tabs && shown.contains(is_line_end) {
            Cow::Owned(shown.split(is_line_end).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
        } else {
            shown
        };
        match for_csv_cell(&flat) {
            Cow::Borrowed(_) => flat,
            Cow::Owned(disarmed) => disarmed.into(),
        }
    }
}

/// The output's own error, so that a closed pipe is still known for one: the conversion of the crate hides it.
pub fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl Layout for Table {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        self.row(out, self.columns.iter().map(|column| column.name().into()))
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        self.row(out, self.columns.iter().map(|column| self.cell(column.value(hit))))
    }
}
