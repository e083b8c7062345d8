//! CSV after RFC 4180, in UTF-8 without BOM: a header row, then one hit a row; lists are joined with `; `.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use super::HitWriter;
use super::row::Row;
use crate::safe::{for_csv_cell, for_terminal};
use crate::search::Hit;

const HEADER: [&str; 18] = [
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
    "status",
    "embargo",
    "standing",
    "replaces",
    "replaced_by",
    "also_as",
];

pub(super) struct Csv<W: Write> {
    table: csv::Writer<W>,
    terminal: bool,
}

impl<W: Write> Csv<W> {
    pub fn new(out: W, terminal: bool) -> Self {
        Csv { table: csv::Writer::from_writer(out), terminal }
    }

    fn number(&mut self, number: impl Display) -> io::Result<()> {
        self.table.write_field(number.to_string()).map_err(into_io)
    }

    /// One cell of text from a dispatch.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let shown = if self.terminal { for_terminal(text) } else { Cow::Borrowed(text) };
        self.table.write_field(&*for_csv_cell(&shown)).map_err(into_io)
    }
}

/// The output's own error, so that a closed pipe is still known for one.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<W: Write> HitWriter for Csv<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.table.write_record(HEADER).map_err(into_io)
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let row = Row::new(hit);
        self.number(row.rank)?;
        self.number(row.score)?;
        self.text(row.id)?;
        self.number(row.version)?;
        self.text(row.date.as_deref().unwrap_or_default())?;
        self.text(row.headline)?;
        self.text(row.provider.unwrap_or_default())?;
        for list in [&row.topics, &row.locations, &row.people] {
            self.text(&list.join("; "))?;
        }
        self.text(row.path)?;
        self.text(row.snippet)?;
        self.text(row.status)?;
        self.text(row.embargo.as_deref().unwrap_or_default())?;
        self.text(row.story.standing.name())?;
        self.text(row.replaces.unwrap_or_default())?;
        self.text(&row.story.replaced_by.iter().map(|link| link.id.as_str()).collect::<Vec<_>>().join("; "))?;
        self.text(&row.story.also_as.iter().map(|copy| copy.id.as_str()).collect::<Vec<_>>().join("; "))?;
        self.table.write_record(None::<&[u8]>).map_err(into_io)
    }

    fn end(&mut self) -> io::Result<()> {
        self.table.flush()
    }
}
