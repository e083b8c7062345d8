//! CSV and TSV: a dispatch a row.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use super::ADVICE;
use super::columns::{Columns, Header};
use super::row::Row;
use super::sniff::{self, Shape};
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::read::Options;
use crate::source::reader::{Head, Input, Item, Reader};

/// Numbers of columns of GDELT's tables, which have no header: events of versions 2 and 1, mentions, knowledge graph.
/// Source: the GDELT 2.0 event and global knowledge graph codebooks.
const GDELT: [usize; 5] = [61, 58, 57, 16, 27];
/// The first columns of GDELT's tables where a header was added.
const GDELT_NAMES: [&str; 2] = ["GLOBALEVENTID", "GKGRECORDID"];
/// How many columns are named in a message.
const SHOWN: usize = 12;
/// Rows that a stray quote made of several lines are read again line by line: this often at most.
const MOST_RETRIES: usize = 1000;
/// How much of a stream is read at once.
const BUFFER: usize = 256 << 10;

/// Tables whose cells are parted by one character.
pub struct Delimited {
    name: &'static str,
    is_tab: bool,
}

/// Parted by commas, semicolons or bars.
pub static CSV: Delimited = Delimited { name: "csv", is_tab: false };
/// Parted by tabs.
pub static TSV: Delimited = Delimited { name: "tsv", is_tab: true };

impl Reader for Delimited {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, head: &Head) -> bool {
        sniff::shape(head.text, head.whole).is_some_and(|shape| (shape.delimiter == b'\t') == self.is_tab)
    }

    fn streams(&self) -> bool {
        true
    }

    fn maps_columns(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let limit = options.max_dispatch_bytes;
        match input {
            Input::Text(text) => {
                let Some(shape) = sniff::shape(text, true) else { return Ok(()) };
                read_text(&text[shape.skip..], shape, &options.columns, sink)
            }
            Input::Stream(bytes) => {
                let head = bytes.fill_buf()?;
                let Some(shape) = sniff::shape(&String::from_utf8_lossy(head), false) else { return Ok(()) };
                bytes.consume(shape.skip);
                read_stream(bytes, limit, shape, &options.columns, sink)
            }
        }
    }
}

fn read_stream(
    bytes: &mut dyn BufRead,
    limit: u64,
    shape: Shape,
    columns: &Columns,
    sink: &mut dyn FnMut(Item),
) -> Result<(), Fault> {
    let left = Cell::new(0);
    let guard = Guard { bytes, left: &left };
    let mut reader = sniff::reader(shape.delimiter, shape.quoting).buffer_capacity(BUFFER).from_reader(guard);
    let mut table = Table::new(shape, columns);
    let mut record = csv::StringRecord::new();
    loop {
        left.set(limit.saturating_add(BUFFER as u64));
        match reader.read_record(&mut record) {
            Ok(false) => return table.end(sink),
            Ok(true) => table.row(&record, sink)?,
            Err(error) => return Err(fault(error, limit)),
        }
        if table.is_over {
            return Ok(());
        }
    }
}

/// Reads a text, and the lines again that a stray quote has made one row.
fn read_text(text: &str, shape: Shape, columns: &Columns, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    let builder = sniff::reader(shape.delimiter, shape.quoting);
    let mut reader = builder.from_reader(io::Cursor::new(text.as_bytes()));
    let mut table = Table::new(shape, columns);
    let mut record = csv::StringRecord::new();
    let (mut retries, mut again) = (0, text.len());
    while !table.is_over && reader.read_record(&mut record).map_err(|error| fault(error, u64::MAX))? {
        let start = record.position().cloned().unwrap_or_else(csv::Position::new);
        let (from, to) = (start.byte() as usize, reader.position().byte() as usize);
        let raw = &text.as_bytes()[from.min(to)..to];
        if table.is_torn(&record, raw, to == text.len()) && retries < MOST_RETRIES && raw.len() <= again {
            retries += 1;
            again -= raw.len();
            table.broken(&record, start.line(), sink);
            let mut next = start.clone();
            let first_line = memchr::memchr(b'\n', raw).map_or(raw.len(), |at| at + 1);
            next.set_byte(start.byte() + first_line as u64).set_line(start.line() + 1);
            reader.seek(next).map_err(|error| fault(error, u64::MAX))?;
        } else {
            table.row(&record, sink)?;
        }
    }
    table.end(sink)
}

fn fault(error: csv::Error, limit: u64) -> Fault {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Fault::TooLarge { bytes: limit + 1, limit }
        }
        csv::ErrorKind::Io(error) => Fault::from(error),
        _ => Fault::Broken { format: "CSV", line, column: 1, what: "a row that cannot be read".to_owned() },
    }
}

/// A table while it is read.
struct Table<'a> {
    shape: Shape,
    columns: &'a Columns,
    /// What the columns hold, once the first record is read.
    header: Option<Header>,
    rows: u64,
    /// It holds no dispatches: this has been said.
    is_over: bool,
}

impl<'a> Table<'a> {
    fn new(shape: Shape, columns: &'a Columns) -> Self {
        Table { shape, columns, header: None, rows: 0, is_over: false }
    }

    /// Whether a record has not as many cells as the header; blank ones at its end do not count.
    fn is_uneven(&self, record: &csv::StringRecord) -> bool {
        record.len() < self.shape.columns || record.iter().skip(self.shape.columns).any(|cell| !cell.trim().is_empty())
    }

    /// Whether a record has run over several lines because of a stray quote: it is uneven, or its last cell never ends.
    fn is_torn(&self, record: &csv::StringRecord, raw: &[u8], is_last: bool) -> bool {
        let runs_on = memchr::memchr(b'\n', raw.trim_ascii()).is_some();
        let never_ends = || is_last && memchr::memchr_iter(b'"', raw).count() % 2 == 1;
        runs_on && (self.is_uneven(record) || never_ends())
    }

    fn row(&mut self, record: &csv::StringRecord, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let line = record.position().map_or(0, csv::Position::line);
        if self.header.is_none() {
            match self.open(record) {
                Ok(is_header) if is_header => return Ok(()),
                Ok(_) => {}
                Err(reason) => {
                    self.is_over = true;
                    sink(Skip::file(SkipReason::NotADispatch(reason)).into());
                    return Ok(());
                }
            }
        }
        self.rows += 1;
        if self.is_uneven(record) {
            self.broken(record, line, sink);
            return Ok(());
        }
        let Some(header) = &self.header else { return Ok(()) };
        let mut row = Row::new(header.trusts_ids);
        for (field, cell) in header.fields.iter().zip(record) {
            if let Some(field) = field {
                row.push(*field, cell);
            }
        }
        sink(match row.dispatch() {
            Ok(dispatch) => dispatch.into(),
            Err(reason) => Skip { at: Place::Line(line), reason }.into(),
        });
        Ok(())
    }

    /// Learns from the first record what the columns hold; true if it was a header and is no row.
    fn open(&mut self, first: &csv::StringRecord) -> Result<bool, String> {
        if is_gdelt(first) {
            return Err("a table of GDELT: metadata only, no text".to_owned());
        }
        if let Some(header) = self.columns.numbered(self.shape.columns) {
            self.header = Some(header);
            return Ok(false);
        }
        let header = self.columns.header(first.iter());
        if !header.has_text() {
            let names: Vec<String> = first.iter().take(SHOWN).map(|name| format!("`{}`", shortened(name))).collect();
            let names = names.join(", ");
            return Err(format!("a table without header, or with names not known; {ADVICE} (it begins with {names})"));
        }
        self.header = Some(header);
        Ok(true)
    }

    fn broken(&mut self, record: &csv::StringRecord, line: u64, sink: &mut dyn FnMut(Item)) {
        let (cells, columns) = (record.len(), self.shape.columns);
        let reason = format!("a row of {cells} cells where the table has {columns}");
        sink(Skip { at: Place::Line(line), reason: SkipReason::Broken(reason) }.into());
    }

    fn end(&self, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        if self.rows == 0 && !self.is_over {
            sink(Skip::file(SkipReason::Empty).into());
        }
        Ok(())
    }
}

/// Whether a first record is one of GDELT's: as many columns as its tables have, and a number or its name for the first.
fn is_gdelt(first: &csv::StringRecord) -> bool {
    let cell = first.get(0).unwrap_or_default();
    GDELT_NAMES.contains(&cell) || GDELT.contains(&first.len()) && cell.starts_with(|c: char| c.is_ascii_digit())
}

/// The beginning of a cell, to be shown.
fn shortened(cell: &str) -> String {
    const MOST: usize = 30;
    let line = crate::source::clean::line(cell);
    if line.chars().count() <= MOST { line.into_owned() } else { line.chars().take(MOST).chain(['…']).collect() }
}

/// Fails with [`io::ErrorKind::FileTooLarge`] when more is read than is left for a row.
struct Guard<'a> {
    bytes: &'a mut dyn BufRead,
    left: &'a Cell<u64>,
}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.left.set(left);
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
