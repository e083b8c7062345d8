//! CSV and TSV: a dispatch a row.

mod table;

use std::io::{self, BufRead, Cursor, Read};

use super::columns::Columns;
use super::sniff::{self, Shape};
use crate::source::fault::Fault;
use crate::source::read::Options;
use crate::source::reader::{Head, Input, Item, Reader};
use table::Table;

/// How much of a stream is looked at at once, in bytes; more where a row is longer.
const WINDOW: usize = 256 << 10;
/// So many bytes may be read again in any table, because a stray quote made one row of several lines.
const LEAST_AGAIN: usize = 4 << 20;
/// What it costs to go back at all, as if so many bytes were read again.
const RETRY: usize = 4 << 10;

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
        let may_be = !self.is_tab || head.text.contains('\t');
        may_be && sniff::shape(head.text, head.whole).is_some_and(|shape| (shape.delimiter == b'\t') == self.is_tab)
    }

    fn streams(&self) -> bool {
        true
    }

    fn maps_columns(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        match input {
            Input::Text(text) => {
                let Some(shape) = sniff::shape(text, true) else { return Ok(()) };
                let mut rows = Rows::new(shape, &options.columns);
                rows.again = rows.again.max(text.len());
                rows.read(&text[shape.skip..], true, usize::MAX, sink).map(|_| ())
            }
            Input::Stream(bytes) => read_stream(bytes, options, sink),
        }
    }
}

/// Hands on the stream window by window: each begins with a row, and grows until one fits. The first tells the shape.
fn read_stream(bytes: &mut dyn BufRead, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    let limit = usize::try_from(options.max_dispatch_bytes).unwrap_or(usize::MAX);
    let mut buffer = Vec::new();
    let mut rows: Option<Rows> = None;
    loop {
        let wanted = buffer.len().max(WINDOW);
        let is_end = (&mut *bytes).take(wanted as u64).read_to_end(&mut buffer)? < wanted;
        // What was cut within a character is whole with the next bytes.
        let whole = str::from_utf8(&buffer).map_or_else(|error| error.valid_up_to(), str::len);
        let text = str::from_utf8(&buffer[..whole]).map_err(io::Error::other)?;
        let done = match &mut rows {
            Some(rows) => rows.read(text, is_end, limit, sink)?,
            None => {
                let Some(shape) = sniff::shape(text, is_end) else { return Ok(()) };
                let rows = rows.insert(Rows::new(shape, &options.columns));
                shape.skip + rows.read(&text[shape.skip..], is_end, limit, sink)?
            }
        };
        if is_end || rows.as_ref().is_some_and(|rows| rows.table.is_over) {
            return Ok(());
        }
        buffer.drain(..done);
    }
}

/// Rows as they are read. Where a stray quote has made one row of several lines, they are read again line by line.
struct Rows<'a> {
    table: Table<'a>,
    shape: Shape,
    /// The line of the file that the next window begins with.
    line: u64,
    /// How much may be read again, in bytes: about as much as was read at all, so that time stays linear.
    again: usize,
}

impl<'a> Rows<'a> {
    fn new(shape: Shape, columns: &'a Columns) -> Self {
        Rows { table: Table::new(shape, columns), shape, line: 1, again: LEAST_AGAIN }
    }

    /// Reads the rows of `text` up to the last, which may go on unless this `is_end`; gives how many bytes are done with.
    fn read(&mut self, text: &str, is_end: bool, limit: usize, sink: &mut dyn FnMut(Item)) -> Result<usize, Fault> {
        let mut reader =
            sniff::reader(self.shape.delimiter, self.shape.quoting).from_reader(Cursor::new(text.as_bytes()));
        let mut at = csv::Position::new();
        reader.seek_raw(io::SeekFrom::Start(0), at.set_line(self.line).clone()).map_err(fault)?;
        let mut record = csv::StringRecord::new();
        while !self.table.is_over && reader.read_record(&mut record).map_err(fault)? {
            let start = record.position().cloned().unwrap_or_else(csv::Position::new);
            let (from, to) = (start.byte() as usize, reader.position().byte() as usize);
            let goes_on = to == text.len() && !is_end;
            if goes_on && to.saturating_sub(from) < limit {
                self.line = start.line();
                return Ok(self.done(from));
            }
            let raw = &text.as_bytes()[from.min(to)..to];
            // Of `\r\n` and of blank lines, the ends are read with the row that follows.
            let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let ends = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u64;
            let line = start.line() + ends(&raw[..blank]);
            let is_torn = goes_on || self.table.is_torn(&record, raw, to == text.len());
            if goes_on {
                table::too_long(limit, line, sink);
            } else if is_torn && self.again > raw.len() {
                self.table.broken(&record, line, sink);
            }
            if is_torn && self.again > raw.len() {
                self.again -= raw.len() + RETRY.min(self.again - raw.len());
                let first_line = memchr::memchr(b'\n', &raw[blank..]).map_or(raw.len(), |end| blank + end + 1);
                let mut next = start.clone();
                next.set_byte(start.byte() + first_line as u64).set_line(start.line() + ends(&raw[..first_line]));
                reader.seek(next).map_err(fault)?;
            } else if !goes_on {
                self.table.row(&record, line, sink);
            }
        }
        self.line = reader.position().line();
        if is_end {
            self.table.end(sink);
        }
        Ok(self.done(text.len()))
    }

    fn done(&mut self, bytes: usize) -> usize {
        self.again = self.again.saturating_add(bytes);
        bytes
    }
}

fn fault(error: csv::Error) -> Fault {
    let line = error.position().map_or(0, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Fault::from(error),
        _ => Fault::Broken { format: "CSV", line, column: 1, what: "a row that cannot be read".to_owned() },
    }
}

#[cfg(test)]
mod tests;
