//! From rows to queries.

use super::columns::{AS, Column, Setting, may_be_query, of_header, results};
use super::rows::{Row, Rows, rows};
use super::{BatchError, List, Query, first_few, ids};

/// Reads the queries of a list in any encoding.
///
/// # Errors
/// When it is a workbook that cannot be read, or no text.
pub fn read_queries(bytes: &[u8]) -> Result<List, BatchError> {
    let Rows { rows, remarks, sheets } = rows(bytes)?;
    let lost = sheets.iter().map(|name| format!("the sheet `{name}`")).collect();
    let mut list = List { remarks, lost, ..List::default() };
    match rows.split_first().and_then(|(first, rest)| Some((of_header(&first.cells, !rest.is_empty())?, first, rest))) {
        Some((columns, header, rows)) => Table::of(columns, header, rows, &mut list).read(rows, &mut list),
        None => without_header(&rows, &mut list),
    }
    ids::complete(&mut list);
    Ok(list)
}

/// The first cell is the query; of two cells, the second one. What a sheet has behind them is the user's own.
fn without_header(rows: &[Row], list: &mut List) {
    let own: Vec<usize> = (2..width(rows)).filter(|&at| is_filled(rows, at)).collect();
    list.own = own.iter().map(|&at| unnamed(at)).collect();
    let query = |row: &Row| {
        let (id, text) = match row.cells.as_slice() {
            [id, text, ..] if !text.is_empty() => (id.as_str(), text),
            [text, ..] => ("", text),
            [] => return None,
        };
        let own = own.iter().map(|&at| row.cells.get(at).cloned().unwrap_or_default()).collect();
        let query = Query { id: id.to_owned(), text: text.clone(), line: row.line, own, ..Query::default() };
        Some(query).filter(|query| !query.text.is_empty())
    };
    take(rows, query, list);
}

/// Adds the queries of the rows to the list, and notes the rows that are none.
fn take(rows: &[Row], query: impl Fn(&Row) -> Option<Query>, list: &mut List) {
    let mut lines = Vec::new();
    for row in rows {
        match query(row) {
            Some(query) => list.queries.push(query),
            None => lines.push(row.line.to_string()),
        }
    }
    list.lost.extend(first_few(&lines).map(|lines| format!("what has neither id nor query (line {lines})")));
}

/// The name of a column that has none.
fn unnamed(at: usize) -> String {
    format!("column {}", at + 1)
}

fn is_filled(rows: &[Row], at: usize) -> bool {
    rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()))
}

fn width(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()
}

/// What the columns of a table hold.
struct Table {
    columns: Vec<Column>,
    /// How many of them the header has.
    named: usize,
    id: Option<usize>,
    query: Option<usize>,
    /// What queries are names of, where nothing else is said.
    kind: Option<Setting>,
    /// Where it is said.
    kinds: Option<usize>,
    /// Columns that come back.
    own: Vec<usize>,
}

impl Table {
    fn of(mut columns: Vec<Column>, header: &Row, rows: &[Row], list: &mut List) -> Self {
        let names = &header.cells;
        if may_be_query(names) {
            list.remarks.push(format!("line {}, `{}`, is taken for the header", header.line, names.join("").trim()));
        }
        let named = columns.len();
        columns.resize(named.max(width(rows)), Column::Own);
        let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let mut query = place(Column::Query);
        let mut kind = None;
        if query.is_none() {
            // The first column of names is what the table is a list of.
            let of_names = |(at, column): (usize, &Column)| match column {
                Column::Set(setting) if setting.is_name() => Some((at, *setting)),
                _ => None,
            };
            (query, kind) = columns.iter().enumerate().find_map(of_names).unzip();
        }
        let results = results(names).unwrap_or_default();
        let name = |at: usize| names.get(at).filter(|name| !name.is_empty());
        let comes_back = |&at: &usize| {
            let may = matches!(columns[at], Column::Own | Column::Set(_)) && query != Some(at);
            may && !results.contains(&at) && (name(at).is_some() || is_filled(rows, at))
        };
        let own: Vec<usize> = (0..columns.len()).filter(comes_back).collect();
        list.own = own.iter().map(|&at| name(at).cloned().unwrap_or_else(|| unnamed(at))).collect();
        let (id, kinds) = (place(Column::Id), place(Column::As));
        Table { named, id, query, kind, kinds, own, columns }
    }

    fn read(&self, rows: &[Row], list: &mut List) {
        for row in rows {
            let extra = row.cells.iter().skip(self.named).filter(|cell| !cell.is_empty()).count();
            if extra > 0 {
                let (cells, columns) = (row.cells.len(), self.named);
                let remark = "a cell that holds the separator must stand in quotes";
                list.remarks.push(format!("line {}: {cells} cells where the header has {columns}: {remark}", row.line));
            }
        }
        take(rows, |row| self.query(row), list);
    }

    fn query(&self, row: &Row) -> Option<Query> {
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let text = self.query.map(cell).unwrap_or_default();
        let settings: Vec<(Setting, String)> = (0..)
            .zip(&self.columns)
            .filter_map(|(at, column)| match column {
                Column::Set(setting) if self.query != Some(at) => Some((*setting, cell(at))),
                _ => None,
            })
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let (mut kind, mut fault) = (self.kind, None);
        let name = self.kinds.map(cell).unwrap_or_default();
        if !name.is_empty() {
            kind = Setting::named(&name).filter(|kind| kind.is_name());
            if kind.is_none() {
                fault = Some(format!("`{name}` in the column `{AS}` is none of person, location, topic, agency"));
            }
        }
        let id = self.id.map(cell).unwrap_or_default();
        if text.is_empty() {
            kind = None;
            if settings.iter().all(|(setting, _)| !setting.is_name()) {
                // A row of notes alone, or a date that is filled down below the last name.
                if id.is_empty() {
                    return None;
                }
                fault = Some("no query".to_owned());
            }
        }
        let own = self.own.iter().map(|&at| cell(at)).collect();
        let kind_cell = if kind.is_none() { name } else { String::new() };
        Some(Query { id, text, kind, kind_cell, line: row.line, settings, own, fault })
    }
}
