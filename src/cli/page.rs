//! Dispatches of the index as one page, to be read or as JSON.
//!
//! A page is made whole before any of it is shown: a pager is told what to look for before it is given the text.

use std::io::{self, Write};
use std::ops::Range;

use depeche::dispatch::Dispatch;
use depeche::index::document::searched_text;
use depeche::safe::{SafeJson, write_json};
use depeche::search::{Story, marked_lines};
use serde::Serialize;

use super::args::RecordFormat;
use super::output::{self, Look};
use super::pager::{Pager, Pattern};
use super::text::write_dispatch;

/// A record and what the index knows beside it.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    dispatch: &'a Dispatch,
    #[serde(flatten)]
    story: &'a Story,
}

/// Dispatches in the format that was asked for.
pub struct Page {
    format: RecordFormat,
    look: Look,
    text: Vec<u8>,
    pattern: Pattern,
}

impl Page {
    /// An empty page for standard output.
    pub fn new(format: RecordFormat) -> Self {
        Page { format, look: Look::of_stdout(), text: Vec::new(), pattern: Pattern::default() }
    }

    /// Adds a line of ours above the next dispatch, where the page is to be read.
    pub fn head(&mut self, line: &str) -> io::Result<()> {
        match self.format {
            RecordFormat::Text => writeln!(self.text, "{}", self.look.aside(line)),
            RecordFormat::Json | RecordFormat::Jsonl => Ok(()),
        }
    }

    /// Adds a dispatch; what is `marked` of its [`searched_text`] is set off.
    pub fn add(&mut self, dispatch: &Dispatch, story: &Story, marked: &[Range<usize>]) -> io::Result<()> {
        let record = Record { dispatch, story };
        match self.format {
            RecordFormat::Text => {
                write_dispatch(&mut self.text, dispatch, Some(story), marked, self.look)?;
                let text = searched_text(dispatch);
                marked_lines(&text, marked).for_each(|(line, ranges)| self.pattern.add(line, &ranges));
            }
            RecordFormat::Json => write_json(&mut self.text, SafeJson::pretty(), &record)?,
            RecordFormat::Jsonl => write_json(&mut self.text, SafeJson::compact(), &record)?,
        }
        writeln!(self.text)
    }

    /// Shows the page: what is to be read by `pager`, JSON as it is.
    pub fn show(&self, pager: &Pager) -> io::Result<()> {
        match self.format {
            RecordFormat::Text => {
                let text = String::from_utf8_lossy(&self.text);
                pager.show(&text, &self.pattern, self.look.first_mark(&text).unwrap_or_default())
            }
            RecordFormat::Json | RecordFormat::Jsonl => output::write(&self.text),
        }
    }
}
