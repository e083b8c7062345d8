//! What is wrong with a query, where, and how to say it right.

use std::fmt::Write;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::chars::is_invisible;

/// Columns of a query shown in an error.
const SHOWN_COLUMNS: usize = 72;
/// Columns kept before the place when a long query is cut.
const COLUMNS_BEFORE: usize = 30;

/// A query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong: one clause, no final full stop.
    pub message: String,
    /// Byte range into the query, on character boundaries; empty at a place where something is missing.
    pub span: Range<usize>,
    /// What was expected, or what to do.
    pub hint: Option<String>,
    /// A query that parses: this one put right where that can be done, else one of the kind meant.
    pub example: Option<String>,
    /// The edit that would put the query right, tried before `example` is settled.
    fix: Option<Box<Edit>>,
}

/// A replacement of some bytes of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    replacement: String,
}

/// Something of a query that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWarning {
    /// What was read how: one clause, no final full stop.
    pub message: String,
    /// Byte range into the query, on character boundaries.
    pub span: Range<usize>,
}

impl QueryError {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        QueryError { message: message.into(), span, hint: None, example: None, fix: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        QueryError { hint: Some(hint.into()), ..self }
    }

    pub(super) fn example(self, example: &str) -> Self {
        QueryError { example: Some(example.to_owned()), ..self }
    }

    pub(super) fn fix(self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        QueryError { fix: Some(Box::new(Edit { range, replacement })), ..self }
    }

    /// Settles the example: the query with its fix applied, if that is short and `parses`.
    pub(super) fn settle(mut self, query: &str, parses: impl Fn(&str) -> bool) -> Self {
        if let Some(edit) = self.fix.take() {
            let Edit { range, replacement } = *edit;
            let fixed = [&query[..range.start], &replacement, &query[range.end..]].concat();
            let shown = fixed.len() <= 2 * SHOWN_COLUMNS && !fixed.chars().any(|c| c.is_control() || is_invisible(c));
            let fixed = fixed.split_whitespace().collect::<Vec<_>>().join(" ");
            let fixed = fixed.replace("( ", "(").replace(" )", ")");
            if shown && parses(&fixed) {
                self.example = Some(fixed);
            }
        }
        self
    }

    /// The message, the query with a caret under the place, what was expected, and an example; several lines.
    pub fn render(&self, query: &str) -> String {
        let mut text = format!("{}\n{}", self.message, point_at(query, &self.span));
        if let Some(hint) = &self.hint {
            let _ = write!(text, "\nhint: {hint}");
        }
        if let Some(example) = &self.example {
            let _ = write!(text, "\nexample: {example}");
        }
        text
    }
}

impl QueryWarning {
    /// The message, and the query with a caret under the place; three lines.
    pub fn render(&self, query: &str) -> String {
        format!("{}\n{}", self.message, point_at(query, &self.span))
    }
}

/// The query on one line and `^~~~` under `span` on the next, long queries cut around the place.
fn point_at(query: &str, span: &Range<usize>) -> String {
    let column = width(query.get(..span.start).unwrap_or(query));
    let cells = query.char_indices().map(|(at, c)| (at, shown(c)));
    if column + width(query.get(span.start..).unwrap_or_default()) <= SHOWN_COLUMNS {
        return with_caret(cells, span, "", "");
    }
    let (first, last) = (column.saturating_sub(COLUMNS_BEFORE), column.saturating_sub(COLUMNS_BEFORE) + SHOWN_COLUMNS);
    let mut end = 0;
    let mut cut_after = false;
    let window: Vec<_> = cells
        .filter(|(_, cell)| {
            let start = end;
            end += columns(cell);
            cut_after |= end > last;
            start >= first && end <= last
        })
        .collect();
    let before = if first > 0 { "…" } else { "" };
    with_caret(window.into_iter(), span, before, if cut_after { "…" } else { "" })
}

/// Writes the cells and the caret line under those within `span`.
fn with_caret(cells: impl Iterator<Item = (usize, String)>, span: &Range<usize>, before: &str, after: &str) -> String {
    let mut line = format!("  {before}");
    let mut indent = columns(&line);
    let mut length = 0;
    for (at, cell) in cells {
        if at < span.start {
            indent += columns(&cell);
        } else if at < span.end {
            length += columns(&cell);
        }
        line += &cell;
    }
    let tail = "~".repeat(length.saturating_sub(1));
    format!("{line}{after}\n{:indent$}^{tail}", "")
}

/// A character as a terminal may safely show it.
fn shown(c: char) -> String {
    match c {
        '\n' | '\r' | '\t' => c.escape_default().to_string(),
        c if c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}') => {
            c.escape_unicode().to_string()
        }
        c => c.to_string(),
    }
}

fn columns(cell: &str) -> usize {
    cell.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn width(text: &str) -> usize {
    text.chars().map(|c| columns(&shown(c))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_place() {
        let cases = [
            ("a ET OU b", 5..7, "  a ET OU b\n       ^~"),
            ("a ET", 4..4, "  a ET\n      ^"),
            ("東京 ET", 7..9, "  東京 ET\n       ^~"),
            ("a\u{202e}\n(", 5..6, "  a\\u{202e}\\n(\n             ^"),
            ("e\u{301} (", 4..5, "  e\u{301} (\n    ^"),
        ];
        for (query, span, pointed) in cases {
            assert_eq!(point_at(query, &span), pointed, "{query:?}");
        }
    }

    #[test]
    fn a_long_query_is_cut_around_the_place() {
        let query = format!("{}( {}", "mot ".repeat(50), "fin ".repeat(50));
        let shown = point_at(&query, &(200..201));
        let (line, caret) = shown.split_once('\n').unwrap();
        assert!(line.starts_with("  …") && line.ends_with('…') && columns(line) <= SHOWN_COLUMNS + 4, "{line}");
        assert_eq!(line.chars().nth(caret.len() - 1), Some('('));
    }
}
