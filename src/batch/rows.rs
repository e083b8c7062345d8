//! The rows of a list, whatever file it was kept in: CSV with any of the usual separators, a workbook, or plain lines.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::BatchError;
use super::columns::of_header;
use crate::source::encoding;

/// A row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, or its row in the sheet, from 1.
    pub line: u64,
    /// Trimmed.
    pub cells: Vec<String>,
}

/// Reads the rows of a list in any encoding; blank ones are passed over.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, BatchError> {
    // ZIP, which XLSX and ODS are, and the compound files of old Excel.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return workbook(bytes);
    }
    let decoded = encoding::decode(bytes);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match [b',', b';', b'\t', b'|'].into_iter().find(|&separator| is_header(first, separator)) {
        Some(separator) => table(text, separator),
        None => Ok(lines(text)),
    }
}

fn is_header(line: &str, separator: u8) -> bool {
    let cells: Vec<String> =
        line.split(char::from(separator)).map(|name| clean(name.trim().trim_matches('"'))).collect();
    of_header(&cells).is_some()
}

/// What people paste: ends trimmed, invisible characters gone.
fn clean(cell: &str) -> String {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    cell.trim_matches(is_edge).to_owned()
}

/// A query a line, or `id<TAB>query`.
fn lines(text: &str) -> Vec<Row> {
    let cells = |line: &str| match line.split_once('\t') {
        Some((id, query)) => vec![clean(id), clean(query)],
        None => vec![clean(line)],
    };
    let rows = (1..).zip(text.lines()).map(|(line, content)| Row { line, cells: cells(content) });
    rows.filter(is_filled).collect()
}

fn is_filled(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.is_empty())
}

fn table(text: &str, separator: u8) -> Result<Vec<Row>, BatchError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, |position| position.line());
            BatchError::Csv { line, what: error.to_string() }
        })?;
        // The reader's own count is one behind where lines end in CR LF.
        let start = record.position().map_or(counted, |position| position.byte() as usize);
        let blank = text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let lines = text.as_bytes()[counted..start + blank].iter().filter(|&&byte| byte == b'\n').count();
        (line, counted) = (line + lines as u64, start + blank);
        rows.push(Row { line, cells: record.iter().map(clean).collect() });
    }
    rows.retain(is_filled);
    Ok(rows)
}

/// The first sheet that has something in it.
fn workbook(bytes: &[u8]) -> Result<Vec<Row>, BatchError> {
    let unread = |what: String| BatchError::Workbook { what };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unread(error.to_string()))?;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| unread(format!("sheet `{name}`: {error}")))?;
        let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
        let rows =
            (first..).zip(range.rows()).map(|(line, cells)| Row { line, cells: cells.iter().map(cell).collect() });
        let rows: Vec<Row> = rows.filter(is_filled).collect();
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

/// A cell as it would be typed: a date as 2025-09-03.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) | Data::Empty => String::new(),
        other => clean(&other.to_string()),
    }
}
