//! Counts as a table: for the eye, for spreadsheets and as JSON.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use depeche::export::csv_error;
use depeche::safe::{SafeJson, for_csv_cell, for_terminal, write_json};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::FacetFormat;
use super::output::{self, Look, thousands};

/// A value, or two that stand together, and how often; the keys of JSON and the columns of a table.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<&'a str>,
    pub dispatches: u64,
    /// Of all dispatches found, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Of the dispatches that have either, those that have both, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// The command line that finds the dispatches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// Rows of values, or of pairs.
pub struct Table<'a> {
    pub rows: Vec<Row<'a>>,
    pub pairs: bool,
    /// Whether the rows have their searches.
    pub queries: bool,
    /// The search of the first row.
    pub example: Option<String>,
}

impl Table<'_> {
    /// Writes the table to `file`, or to standard output.
    pub fn write(&self, format: FacetFormat, file: Option<&Path>) -> anyhow::Result<()> {
        let file = output::file(file);
        let look = if file.is_none() { Look::of_stdout() } else { Look::plain() };
        let terminal = output::is_for_terminal(file);
        output::write_to(file, |out| match format {
            FacetFormat::Csv => self.cells(csv::Writer::from_writer(out), terminal),
            FacetFormat::Tsv => {
                // A row is a line: tabs and ends of lines are shown as for a terminal.
                self.cells(csv::WriterBuilder::new().delimiter(b'\t').from_writer(out), true)
            }
            FacetFormat::Json => {
                write_json(&mut *out, SafeJson::pretty(), &self.rows)?;
                writeln!(out)
            }
            FacetFormat::Jsonl => self.rows.iter().try_for_each(|row| {
                write_json(&mut *out, SafeJson::compact(), row)?;
                writeln!(out)
            }),
            FacetFormat::Text | FacetFormat::Graphml | FacetFormat::Gephi => self.lines(out, look),
        })
    }

    /// A line a row, the numbers below each other.
    fn lines(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let names: Vec<String> = self.rows.iter().map(Row::title).collect();
        let width = names.iter().map(|name| name.width()).max().unwrap_or_default();
        for (row, name) in self.rows.iter().zip(&names) {
            let blank = " ".repeat(width - name.width());
            let number = match row.strength {
                Some(strength) => format!("{strength:>5.2}"),
                None => format!("{:>5.1} %", row.share.unwrap_or_default() * 100.0),
            };
            writeln!(out, "{name}{blank}  {:>9}  {number}", thousands(row.dispatches))?;
            if let Some(search) = &row.search {
                writeln!(out, "    {}", look.aside(search))?;
            }
        }
        match &self.example {
            Some(search) if !self.queries => writeln!(out, "\n{}", look.aside(search)),
            _ => Ok(()),
        }
    }

    /// A header, then a row each.
    fn cells<W: Write>(&self, mut table: csv::Writer<W>, flat: bool) -> io::Result<()> {
        let shown = |text: &str| -> String {
            let text = if flat { for_terminal(text) } else { Cow::Borrowed(text) };
            for_csv_cell(&text).into_owned()
        };
        let mut header = if self.pairs {
            vec!["name", "with", "dispatches", "strength"]
        } else {
            vec!["name", "dispatches", "share"]
        };
        header.extend(self.queries.then_some("search"));
        table.write_record(header).map_err(csv_error)?;
        for row in &self.rows {
            let texts = std::iter::once(row.name).chain(row.with).map(&shown);
            let numbers = row.share.or(row.strength).map(|number| number.to_string());
            let search = row.search.as_deref().map(&shown);
            table
                .write_record(texts.chain([row.dispatches.to_string()]).chain(numbers).chain(search))
                .map_err(csv_error)?;
        }
        table.flush()
    }
}

impl Row<'_> {
    /// The value or the pair, for the eye.
    fn title(&self) -> String {
        let name = for_terminal(self.name);
        self.with.map_or_else(|| name.to_string(), |with| format!("{name} + {}", for_terminal(with)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_a_name_hides_no_rows() {
        let names = ["\"Jo\" Lin", "Ada \"Brévent", "\"", "Ivo\tStern\n"];
        let row = |name| Row { name, with: None, dispatches: 1, share: Some(0.5), strength: None, search: None };
        let table = Table { rows: names.map(row).into(), pairs: false, queries: false, example: None };
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.tsv");
        table.write(FacetFormat::Tsv, Some(&file)).unwrap();
        let mut read = csv::ReaderBuilder::new().delimiter(b'\t').from_path(&file).unwrap();
        let rows: Vec<Vec<String>> = read.deserialize().collect::<Result<_, _>>().unwrap();
        let read: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(read, ["\"Jo\" Lin", "Ada \"Brévent", "\"", "Ivo Stern "]);
    }
}
