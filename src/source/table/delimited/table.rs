//! One table: what its columns hold, and what each row gives.

use crate::source::fault::{Place, Skip, SkipReason};
use crate::source::reader::Item;
use crate::source::table::ADVICE;
use crate::source::table::columns::{Columns, Header};
use crate::source::table::row::Row;
use crate::source::table::sniff::Shape;

/// Numbers of columns of GDELT's tables, which have no header: events of versions 2 and 1, mentions, knowledge graph.
/// Source: the GDELT 2.0 event and global knowledge graph codebooks.
const GDELT: [usize; 5] = [61, 58, 57, 16, 27];
/// The first columns of GDELT's tables where a header was added.
const GDELT_NAMES: [&str; 2] = ["GLOBALEVENTID", "GKGRECORDID"];
/// How many columns are named in a message.
const SHOWN: usize = 12;

/// A table while it is read.
pub struct Table<'a> {
    shape: Shape,
    columns: &'a Columns,
    /// What the columns hold, once the first record is read.
    header: Option<Header>,
    rows: u64,
    /// It holds no dispatches: this has been said.
    pub is_over: bool,
}

impl<'a> Table<'a> {
    pub fn new(shape: Shape, columns: &'a Columns) -> Self {
        Table { shape, columns, header: None, rows: 0, is_over: false }
    }

    /// Whether a record has not as many cells as the header; blank ones at its end do not count.
    fn is_uneven(&self, record: &csv::StringRecord) -> bool {
        record.len() < self.shape.columns || record.iter().skip(self.shape.columns).any(|cell| !cell.trim().is_empty())
    }

    /// Whether a record has run over several lines because of a stray quote: it is uneven, or its last cell never ends.
    pub fn is_torn(&self, record: &csv::StringRecord, raw: &[u8], is_last: bool) -> bool {
        let runs_on = memchr::memchr(b'\n', raw.trim_ascii()).is_some();
        let never_ends = || is_last && memchr::memchr_iter(b'"', raw).count() % 2 == 1;
        runs_on && (self.is_uneven(record) || never_ends())
    }

    /// Gives the dispatch of a row, or why it is none; the first record may be the header.
    pub fn row(&mut self, record: &csv::StringRecord, line: u64, sink: &mut dyn FnMut(Item)) {
        if self.header.is_none() {
            match self.open(record) {
                Ok(is_header) if is_header => return,
                Ok(_) => {}
                Err(reason) => {
                    self.is_over = true;
                    sink(Skip::file(SkipReason::NotADispatch(reason)).into());
                    return;
                }
            }
        }
        self.rows += 1;
        if self.is_uneven(record) {
            self.broken(record, line, sink);
            return;
        }
        let Some(header) = &self.header else { return };
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

    /// Tells of a row that is not as wide as the table.
    pub fn broken(&mut self, record: &csv::StringRecord, line: u64, sink: &mut dyn FnMut(Item)) {
        let (cells, columns) = (record.len(), self.shape.columns);
        let reason = format!("a row of {cells} cells where the table has {columns}");
        sink(Skip { at: Place::Line(line), reason: SkipReason::Broken(reason) }.into());
    }

    /// Says of a table without rows that it is empty.
    pub fn end(&self, sink: &mut dyn FnMut(Item)) {
        if self.rows == 0 && !self.is_over {
            sink(Skip::file(SkipReason::Empty).into());
        }
    }
}

/// Tells of a row that does not end, as if a quote were never closed.
pub fn too_long(limit: usize, line: u64, sink: &mut dyn FnMut(Item)) {
    let reason = format!("a row of more than {limit} bytes, as if a quote were never closed");
    sink(Skip { at: Place::Line(line), reason: SkipReason::Broken(reason) }.into());
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
