//! CSV after RFC 4180, in UTF-8 without BOM, and TSV: a header row, then one hit a row; lists are joined with `; `.
//!
//! TSV knows no quotes: tabs and ends of lines within a cell are spaces.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::QuoteStyle;

use super::columns::{Column, Value};
use super::{HitWriter, Options};
use crate::safe::{for_csv_cell, for_terminal};
use crate::search::Hit;

pub(super) struct Table<W: Write> {
    table: csv::Writer<W>,
    columns: Vec<Column>,
    tabs: bool,
    terminal: bool,
}

impl<W: Write> Table<W> {
    pub fn csv(out: W, options: Options) -> Self {
        Table {
            table: csv::Writer::from_writer(out),
            columns: options.columns(),
            tabs: false,
            terminal: options.terminal,
        }
    }

    pub fn tsv(out: W, options: Options) -> Self {
        let table = csv::WriterBuilder::new().delimiter(b'\t').quote_style(QuoteStyle::Never).from_writer(out);
        Table { table, columns: options.columns(), tabs: true, terminal: options.terminal }
    }

    fn cell(&mut self, value: &Value<'_>) -> io::Result<()> {
        let text = value.cell();
        if matches!(value, Value::Integer(_) | Value::Score(_) | Value::Moment(_)) {
            return self.table.write_field(&*text).map_err(into_io);
        }
        let shown = if self.terminal { for_terminal(&text) } else { text };
        let is_line_end =
            |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let flat = if self.tabs && shown.contains(is_line_end) {
            Cow::Owned(shown.split(is_line_end).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
        } else {
            shown
        };
        self.table.write_field(&*for_csv_cell(&flat)).map_err(into_io)
    }
}

/// The output's own error, so that a closed pipe is still known for one.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<W: Write> HitWriter for Table<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.table.write_record(self.columns.iter().map(|column| column.name())).map_err(into_io)
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        for place in 0..self.columns.len() {
            self.cell(&self.columns[place].value(hit))?;
        }
        self.table.write_record(None::<&[u8]>).map_err(into_io)
    }

    fn end(&mut self) -> io::Result<()> {
        self.table.flush()
    }
}
