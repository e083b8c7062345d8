//! From rows to queries.

use super::columns::{AS, Column, Setting, is_ours, is_taken, may_be_query, of_header};
use super::rows::{Row, rows};
use super::{BatchError, List, Query, ids};

/// Reads the queries of a list in any encoding.
///
/// # Errors
/// When it is a workbook that cannot be read, or no text.
pub fn read_queries(bytes: &[u8]) -> Result<List, BatchError> {
    let (rows, remarks) = rows(bytes)?;
    let mut list = List { remarks, ..List::default() };
    match rows.split_first().and_then(|(first, rest)| Some((of_header(&first.cells, !rest.is_empty())?, first, rest))) {
        Some((columns, header, rows)) => Table::of(columns, header, &mut list).read(rows, &mut list),
        None => list.queries = rows.iter().filter_map(without_header).collect(),
    }
    ids::complete(&mut list);
    Ok(list)
}

/// The first cell is the query; of two cells, the second one.
fn without_header(row: &Row) -> Option<Query> {
    let (id, text) = match row.cells.as_slice() {
        [id, text, ..] if !text.is_empty() => (id.as_str(), text),
        [text, ..] => ("", text),
        [] => return None,
    };
    let query = Query { id: id.to_owned(), text: text.clone(), line: row.line, ..Query::default() };
    Some(query).filter(|query| !query.text.is_empty())
}

/// What the columns of a table hold.
struct Table {
    columns: Vec<Column>,
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
    fn of(columns: Vec<Column>, header: &Row, list: &mut List) -> Self {
        let names = &header.cells;
        if may_be_query(names) {
            list.remarks.push(format!("line {}, `{}`, is taken for the header", header.line, names.join("").trim()));
        }
        let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let mut query = place(Column::Query);
        let mut kind = None;
        if query.is_none() {
            // The first column of names is what the table is a list of.
            let named = |(at, column): (usize, &Column)| match column {
                Column::Set(setting) if setting.is_name() => Some((at, *setting)),
                _ => None,
            };
            (query, kind) = columns.iter().enumerate().find_map(named).unzip();
        }
        let comes_back = |at: &usize| {
            let may = matches!(columns[*at], Column::Own | Column::Set(_)) && query != Some(*at);
            may && !names[*at].is_empty()
        };
        let (left_out, own): (Vec<usize>, Vec<usize>) =
            (0..columns.len()).filter(comes_back).partition(|&at| columns[at] == Column::Own && is_taken(&names[at]));
        if !is_ours(names) {
            let left_out = left_out.iter().map(|&at| &names[at]);
            list.remarks
                .extend(left_out.map(|name| format!("the column `{name}` is left out: results have one so named")));
        }
        list.own = own.iter().map(|&at| names[at].clone()).collect();
        let (id, kinds) = (place(Column::Id), place(Column::As));
        Table { id, query, kind, kinds, own, columns }
    }

    fn read(&self, rows: &[Row], list: &mut List) {
        for row in rows {
            let extra = row.cells.iter().skip(self.columns.len()).filter(|cell| !cell.is_empty()).count();
            if extra > 0 {
                let (cells, columns) = (row.cells.len(), self.columns.len());
                let remark = "a cell that holds the separator must stand in quotes";
                list.remarks.push(format!("line {}: {cells} cells where the header has {columns}: {remark}", row.line));
            }
            list.queries.extend(self.query(row));
        }
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
        if let Some(name) = self.kinds.map(cell).filter(|name| !name.is_empty()) {
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
        Some(Query { id, text, kind, line: row.line, settings, own, fault })
    }
}
