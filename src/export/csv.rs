//! CSV after RFC 4180, in UTF-8 without BOM: a header row, then one hit a row; lists are joined with `; `.

use std::borrow::Cow;
use std::io::{self, Write};

use super::HitWriter;
use super::row::Row;
use crate::safe::{for_csv_cell, for_terminal};
use crate::search::Hit;

const HEADER: [&str; 12] = [
    "rank",
    "score",
    "id",
    "version",
    "date",
    "headline",
    "provider",
    "topics",
    "locations",
    "people",
    "path",
    "snippet",
];

pub(super) struct Csv<W: Write> {
    table: csv::Writer<W>,
    terminal: bool,
}

impl<W: Write> Csv<W> {
    pub fn new(out: W, terminal: bool) -> Self {
        Csv { table: csv::Writer::from_writer(out), terminal }
    }

    /// One cell of text from a dispatch.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let shown = if self.terminal { for_terminal(text) } else { Cow::Borrowed(text) };
        Ok(self.table.write_field(&*for_csv_cell(&shown))?)
    }
}

impl<W: Write> HitWriter for Csv<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(self.table.write_record(HEADER)?)
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let row = Row::new(hit);
        self.table.write_field(row.rank.to_string())?;
        self.table.write_field(row.score.to_string())?;
        self.text(row.id)?;
        self.table.write_field(row.version.to_string())?;
        self.text(row.date.as_deref().unwrap_or_default())?;
        self.text(row.headline)?;
        self.text(row.provider.unwrap_or_default())?;
        for list in [&row.topics, &row.locations, &row.people] {
            self.text(&list.join("; "))?;
        }
        self.text(row.path)?;
        self.text(row.snippet)?;
        Ok(self.table.write_record(None::<&[u8]>)?)
    }

    fn end(&mut self) -> io::Result<()> {
        self.table.flush()
    }
}
