//! Lists of queries, as people keep them: a query a line, `id<TAB>query`, or a table with a header in CSV or a workbook.

use columns::{Column, of_header};
use rows::{Row, rows};

mod columns;
mod last;
mod rows;
mod state;

pub use columns::Setting;
pub use last::Last;
pub use state::{Best, Found, Head, Journal};

/// A list that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub queries: Vec<Query>,
    /// Names of the user's own columns.
    pub own: Vec<String>,
}

/// A query of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// As the list gives it, else its number from 1.
    pub id: String,
    /// Empty for a row that only sets options.
    pub text: String,
    /// Its line in the list, or its row in the sheet, from 1.
    pub line: u64,
    /// Options of `search` that its row sets.
    pub settings: Vec<(Setting, String)>,
    /// Its cells in the user's own columns, one each.
    pub own: Vec<String>,
}

/// A list that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    #[error("line {line}: {what}")]
    Csv { line: u64, what: String },
    #[error("a workbook that cannot be read: {what}; save it as CSV instead")]
    Workbook { what: String },
}

impl Query {
    /// What is asked for, on one line: the query, and behind it the options.
    pub fn shown(&self) -> String {
        let settings = self.settings.iter().map(|(setting, value)| format!("{}:{value}", setting.name()));
        let parts: Vec<String> =
            std::iter::once(self.text.clone()).filter(|text| !text.is_empty()).chain(settings).collect();
        parts.join(" ")
    }
}

impl Setting {
    /// The option's name.
    pub fn name(self) -> &'static str {
        match self {
            Setting::Person => "person",
            Setting::Location => "location",
            Setting::Topic => "topic",
            Setting::Agency => "agency",
            Setting::Since => "since",
            Setting::Before => "before",
            Setting::Until => "until",
        }
    }
}

/// Reads the queries of a list in any encoding.
///
/// # Errors
/// When it is a table or a workbook that cannot be read.
pub fn read_queries(bytes: &[u8]) -> Result<List, BatchError> {
    let rows = rows(bytes)?;
    let Some(header) = rows.first().and_then(|row| of_header(&row.cells)) else {
        return Ok(without_header(&rows));
    };
    let place = |wanted: Column| header.iter().position(|column| *column == wanted);
    let (query, id) = (place(Column::Query), place(Column::Id));
    let names = &rows[0].cells;
    let is_own = |at: &usize| header[*at] == Column::Own && !names[*at].is_empty();
    let own: Vec<usize> = (0..header.len()).filter(is_own).collect();
    let mut list = List { own: own.iter().map(|&at| names[at].clone()).collect(), ..List::default() };
    for row in &rows[1..] {
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let text = query.map(cell).unwrap_or_default();
        let settings: Vec<(Setting, String)> = (0..)
            .zip(&header)
            .filter_map(|(at, column)| match column {
                Column::Set(setting) => Some((*setting, cell(at))),
                _ => None,
            })
            .filter(|(_, value)| !value.is_empty())
            .collect();
        // A row of notes alone, or a date that is filled down below the last name.
        let dates_only =
            settings.iter().all(|(setting, _)| matches!(setting, Setting::Since | Setting::Before | Setting::Until));
        if text.is_empty() && dates_only {
            continue;
        }
        let id = id.map(cell).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| (list.queries.len() + 1).to_string());
        list.queries.push(Query { id, text, line: row.line, settings, own: own.iter().map(|&at| cell(at)).collect() });
    }
    Ok(list)
}

/// The first cell is the query; of two cells, the second one.
fn without_header(rows: &[Row]) -> List {
    let mut list = List::default();
    for row in rows {
        let (id, text) = match row.cells.as_slice() {
            [id, text, ..] if !text.is_empty() => (id.as_str(), text),
            [text, ..] => ("", text),
            [] => continue,
        };
        if text.is_empty() {
            continue;
        }
        let number = (list.queries.len() + 1).to_string();
        let id = if id.is_empty() { number } else { id.to_owned() };
        list.queries.push(Query { id, text: text.clone(), line: row.line, settings: Vec::new(), own: Vec::new() });
    }
    list
}

#[cfg(test)]
mod tests;
