//! The rows of a list, whatever file it was kept in: CSV with any of the usual separators, a workbook, or plain lines.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use encoding_rs::{UTF_16BE, UTF_16LE};

use super::BatchError;
use super::columns::{of_header, results, unnumbered};
use super::delimited::{self, Shape};
use crate::safe::{for_csv_cell, is_unsafe};
use crate::source::{encoding, magic};

/// A row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, or its row in the sheet, from 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// The rows of a list, and what was beside them.
#[derive(Default)]
pub(super) struct Rows {
    /// Blank ones are passed over.
    pub rows: Vec<Row>,
    /// What is strange about them, a line each.
    pub remarks: Vec<String>,
    /// Further sheets of the workbook that hold something of the user's.
    pub sheets: Vec<String>,
}

/// Reads the rows of a list in any encoding.
pub(super) fn rows(bytes: &[u8]) -> Result<Rows, BatchError> {
    // ZIP, which XLSX and ODS are, and the compound files of old Excel.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return workbook(bytes);
    }
    if is_binary(bytes) {
        let what = magic::binary_kind(bytes).map_or("no text".to_owned(), |kind| format!("a {kind}"));
        return Err(BatchError::NotText { what });
    }
    let decoded = encoding::decode(bytes);
    // The lines of old Macs end in CR alone.
    let mut text = decoded.text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    if is_json(&text) {
        return Err(BatchError::NotText { what: "JSON".to_owned() });
    }
    // By such a line Excel is told the separator; the header tells it too.
    let first = text.find('\n').unwrap_or(text.len());
    if matches!(text[..first].trim_end_matches(' ').to_lowercase().strip_prefix("sep="), Some("," | ";" | "|" | "\t")) {
        text.replace_range(..first, "");
    }
    let (mut rows, remarks) = match shape(&text) {
        Some(shape) => delimited::rows(&text, shape),
        None => (lines(&text), Vec::new()),
    };
    rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| *cell = clean(cell));
    rows.retain(is_filled);
    Ok(Rows { rows, remarks, ..Rows::default() })
}

fn is_binary(bytes: &[u8]) -> bool {
    let is_wide = || [UTF_16LE, UTF_16BE].contains(&encoding::detect(bytes).0);
    bytes.starts_with(b"%PDF-") || magic::is_not_text(bytes) && !is_wide()
}

fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let objects = text.strip_prefix('[').map_or(text, str::trim_start);
    objects.strip_prefix('{').is_some_and(|object| object.trim_start().starts_with(['"', '}']))
}

/// How the table is written that `text` is, if its first line is a header.
fn shape(text: &str) -> Option<Shape> {
    let mut filled = text.lines().filter(|line| !line.trim().is_empty());
    let (first, has_rows) = (filled.next()?, filled.next().is_some());
    let names = |separator: char| -> Vec<String> {
        first.split(separator).map(|name| clean(name.trim().trim_matches('"'))).collect()
    };
    let mut known = [',', ';', '\t', '|'].into_iter().map(|separator| (separator, names(separator)));
    let (separator, names) = known.find(|(_, names)| of_header(names, has_rows).is_some())?;
    // Who puts a name in quotes that needs none does so with every cell.
    let all_quotes = first.trim_start().starts_with('"');
    Some(match separator {
        _ if names.len() == 1 => Shape { separator: None, all_quotes, commas: true },
        '\t' => Shape { separator: Some(separator), all_quotes, commas: results(&names).is_none() },
        _ => Shape { separator: Some(separator), all_quotes: true, commas: true },
    })
}

/// What people paste, and what was written here: ends trimmed, invisible characters gone, and so the `'` that keeps a
/// spreadsheet from taking a cell for a formula.
fn clean(cell: &str) -> String {
    let shown: String = cell.chars().filter(|c| matches!(c, '\n' | '\t') || !is_unsafe(*c)).collect();
    let cell = shown.trim();
    let disarmed = cell.strip_prefix('\'').filter(|rest| *for_csv_cell(rest) != **rest);
    disarmed.unwrap_or(cell).to_owned()
}

/// A query a line, or `id<TAB>query`.
fn lines(text: &str) -> Vec<Row> {
    let cells = |line: &str| match line.split_once('\t') {
        Some((id, query)) => vec![id.to_owned(), query.to_owned()],
        None => vec![line.to_owned()],
    };
    (1..).zip(text.lines()).map(|(line, content)| Row { line, cells: cells(content) }).collect()
}

fn is_filled(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.is_empty())
}

/// The first sheet that has something in it, and the names of the others.
fn workbook(bytes: &[u8]) -> Result<Rows, BatchError> {
    let unread = |what: String| BatchError::Workbook { what };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unread(error.to_string()))?;
    let mut read = Rows::default();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| unread(format!("sheet `{name}`: {error}")))?;
        let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
        let rows =
            (first..).zip(range.rows()).map(|(line, cells)| Row { line, cells: cells.iter().map(cell).collect() });
        let rows: Vec<Row> = rows.filter(is_filled).collect();
        if read.rows.is_empty() {
            read.rows = rows;
        } else if !rows.is_empty() && !is_made_of(&read.rows, &rows) {
            read.sheets.push(name);
        }
    }
    Ok(read)
}

/// Whether a further sheet was made here, and nothing was added that the list does not have.
fn is_made_of(list: &[Row], sheet: &[Row]) -> bool {
    let (Some(list), Some(header)) = (list.first(), sheet.first()) else { return false };
    let Some(results) = results(&header.cells) else { return false };
    let is_of_list = |name: &String| list.cells.iter().any(|other| other == unnumbered(name, &list.cells));
    let is_known = |(at, name): (usize, &String)| name.is_empty() || results.contains(&at) || is_of_list(name);
    header.cells.iter().enumerate().all(is_known)
}

/// A cell as it would be typed: a date as 2025-09-03, with its time if it has one.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                (0, 0, 0) => day,
                (_, _, 0) => format!("{day} {hour:02}:{minute:02}"),
                _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::Error(_) | Data::Empty => String::new(),
        other => clean(&other.to_string()),
    }
}
