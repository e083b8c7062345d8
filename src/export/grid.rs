//! Small tables that are held whole, such as the answers to a list of queries.

use std::io::{self, Write};

use csv::WriterBuilder;
use jiff::civil::Date;
use rust_xlsxwriter::{Format as Style, FormatAlign, Workbook, XlsxError};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::table::csv_error;
use super::xlsx::{fitting, into_io, serial};
use crate::safe::{SafeJson, for_csv_cell, for_terminal, write_json};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(u64),
    Day(Date),
}

/// A table with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The name of its sheet in a workbook.
    pub name: String,
    pub columns: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridFormat {
    Csv,
    Tsv,
    Xlsx,
    /// An array with an object a row; empty cells are `null`.
    Json,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

/// Writes grids: of several, a workbook has a sheet each, and the other formats only hold the first.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, format: GridFormat, grids: &[Grid]) -> io::Result<()> {
    let Some(first) = grids.first() else { return Ok(()) };
    match format {
        GridFormat::Csv => separated(out, first, b','),
        GridFormat::Tsv => separated(out, first, b'\t'),
        GridFormat::Xlsx => out.write_all(&workbook(grids).map_err(into_io)?),
        GridFormat::Json => {
            let rows: Vec<Row> = first.rows.iter().map(|cells| Row { columns: &first.columns, cells }).collect();
            write_json(&mut *out, SafeJson::pretty(), &rows)?;
            out.write_all(b"\n")
        }
    }
}

fn separated(out: &mut dyn Write, grid: &Grid, separator: u8) -> io::Result<()> {
    let mut table = WriterBuilder::new().delimiter(separator).from_writer(out);
    let safe = |text: &str| for_csv_cell(&for_terminal(text)).into_owned();
    table.write_record(grid.columns.iter().map(|name| safe(name))).map_err(csv_error)?;
    for row in &grid.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => safe(text),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
        });
        table.write_record(cells).map_err(csv_error)?;
    }
    table.flush()
}

fn workbook(grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let header = Style::new().set_bold();
    let date = Style::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    for grid in grids {
        let sheet = book.add_worksheet();
        sheet.set_name(&grid.name)?.set_freeze_panes(1, 0)?;
        for (place, name) in (0..).zip(&grid.columns) {
            let long =
                grid.rows.iter().any(|row| matches!(&row[usize::from(place)], Cell::Text(text) if text.len() > 24));
            sheet.set_column_width(place, if long { 40.0 } else { 12.0 })?;
            sheet.write_string_with_format(0, place, fitting(name), &header)?;
        }
        for (number, row) in (1..).zip(&grid.rows) {
            for (place, cell) in (0..).zip(row) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => {
                        sheet.write_string(number, place, fitting(text))?;
                    }
                    Cell::Number(value) => {
                        sheet.write_number(number, place, *value as f64)?;
                    }
                    Cell::Day(day) => {
                        match serial(day.at(0, 0, 0, 0)) {
                            Some(serial) => sheet.write_number_with_format(number, place, serial, &date)?,
                            None => sheet.write_string(number, place, day.to_string())?,
                        };
                    }
                }
            }
        }
        if let (Ok(rows), Ok(columns)) = (u32::try_from(grid.rows.len()), u16::try_from(grid.columns.len())) {
            sheet.autofilter(0, 0, rows.max(1), columns.saturating_sub(1))?;
        }
    }
    book.save_to_buffer()
}

/// A row as a JSON object.
struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (name, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Empty => map.serialize_entry(name, &None::<()>)?,
                Cell::Text(text) => map.serialize_entry(name, text)?,
                Cell::Number(number) => map.serialize_entry(name, number)?,
                Cell::Day(day) => map.serialize_entry(name, &day.to_string())?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let rows = vec![
            vec![Cell::Text("=1+1\nx".into()), Cell::Number(3), Cell::Day(jiff::civil::date(2025, 3, 2))],
            vec![Cell::from("a, b"), Cell::Empty, Cell::Empty],
        ];
        Grid { name: "Queries".into(), columns: ["query", "hits", "first"].map(str::to_owned).to_vec(), rows }
    }

    fn written(format: GridFormat) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, format, &[grid()]).unwrap();
        out
    }

    #[test]
    fn cells_are_safe_in_every_format() {
        let text = |format| String::from_utf8(written(format)).unwrap();
        assert_eq!(text(GridFormat::Csv), "query,hits,first\n'=1+1 x,3,2025-03-02\n\"a, b\",,\n");
        assert_eq!(text(GridFormat::Tsv), "query\thits\tfirst\n'=1+1 x\t3\t2025-03-02\na, b\t\t\n");
        let json: serde_json::Value = serde_json::from_str(&text(GridFormat::Json)).unwrap();
        assert_eq!(json[0], serde_json::json!({"query": "=1+1\nx", "hits": 3, "first": "2025-03-02"}));
        assert_eq!(json[1]["hits"], serde_json::Value::Null);
    }

    #[test]
    fn a_workbook_has_a_sheet_for_each_grid() {
        use calamine::{Data, DataType, Reader, Xlsx};
        let mut out = Vec::new();
        let second = Grid { name: "Without hits".into(), ..grid() };
        write(&mut out, GridFormat::Xlsx, &[grid(), second]).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(io::Cursor::new(out)).unwrap();
        assert_eq!(book.sheet_names(), ["Queries", "Without hits"]);
        let sheet = book.worksheet_range("Queries").unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1+1\nx".into())));
        assert!(sheet.get((1, 2)).is_some_and(|cell| cell.is_datetime()));
    }
}
