//! Tables as text. A quote that opens a cell is one of CSV only if it closes where the cell ends, for people type
//! `"a" OU "b"`.

use super::rows::Row;

/// How a table is written.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// `None` for a single column.
    pub separator: Option<char>,
    /// Whether every cell in quotes is taken out of them, or only one that holds what must stand in quotes: in lists and
    /// between tabs the others are phrases.
    pub all_quotes: bool,
    /// Whether a comma is such a thing, whatever the separator.
    pub commas: bool,
}

/// A record, and how much of the text it is.
struct Record {
    cells: Vec<String>,
    length: usize,
}

/// Reads the rows of `text`, whose lines end in line feeds, blank ones among them, and remarks where a quote is never
/// closed.
pub(super) fn rows(text: &str, shape: Shape) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut remarks): (Vec<Row>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut line, mut rest) = (1, text);
    while !rest.is_empty() {
        let end = rest.find('\n').unwrap_or(rest.len());
        let width = rows.first().map(|row| row.cells.len());
        let is_torn = |record: &Record| record.length > end && width.is_some_and(|width| width != record.cells.len());
        let read = record(rest, shape).filter(|record| !is_torn(record));
        let record = read.unwrap_or_else(|| {
            let cells = match shape.separator {
                Some(separator) => rest[..end].split(separator).map(str::to_owned).collect(),
                None => vec![rest[..end].to_owned()],
            };
            if rest[..end].matches('"').count() % 2 == 1 {
                remarks.push(format!("line {line}: a quote is not closed; the row is taken to end with its line"));
            }
            Record { cells, length: end }
        });
        let lines = 1 + rest[..record.length].matches('\n').count() as u64;
        rows.push(Row { line, cells: record.cells });
        (line, rest) = (line + lines, rest.get(record.length + 1..).unwrap_or_default());
    }
    (rows, remarks)
}

/// The first record; none if a quote does not close at the end of its cell.
fn record(text: &str, shape: Shape) -> Option<Record> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let ends = |c: char| c == '\n' || Some(c) == shape.separator;
        let length = match rest.strip_prefix('"') {
            Some(opened) => {
                let close = closing(opened)?;
                if opened[close + 1..].starts_with(|c: char| !ends(c)) {
                    return None;
                }
                let quoted = &opened[..close];
                let length = close + 2;
                let needed = quoted.contains(|c: char| c == '"' || ends(c) || shape.commas && matches!(c, ',' | ';'));
                let is_enclosed = shape.all_quotes || needed || quoted.is_empty();
                cells.push(if is_enclosed { quoted.replace("\"\"", "\"") } else { rest[..length].to_owned() });
                length
            }
            None => {
                let length = rest.find(ends).unwrap_or(rest.len());
                cells.push(rest[..length].to_owned());
                length
            }
        };
        at += length;
        if text[at..].starts_with('\n') || at == text.len() {
            return Some(Record { cells, length: at });
        }
        // Separators are ASCII.
        at += 1;
    }
}

/// Where the quote is that closes a cell; doubled ones stand for themselves.
fn closing(opened: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += opened[at..].find('"')?;
        if !opened[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: Shape = Shape { separator: Some(','), all_quotes: true, commas: true };
    const TSV: Shape = Shape { separator: Some('\t'), all_quotes: false, commas: true };
    const OURS: Shape = Shape { commas: false, ..TSV };
    const LIST: Shape = Shape { separator: None, ..TSV };

    fn cells(text: &str, shape: Shape) -> String {
        let (rows, _) = rows(text, shape);
        rows.iter().map(|row| format!("{} {}", row.line, row.cells.join("|"))).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn quotes_of_csv_are_told_from_those_of_phrases() {
        let cases = [
            (CSV, "a,\"b, c\"\n\"d \"\"e\"\"\",\n", "1 a|b, c / 2 d \"e\"|"),
            (CSV, "\"le bac\" OU \"le pont\",x", "1 \"le bac\" OU \"le pont\"|x"),
            (CSV, "\"a\nb\",c\nd,e", "1 a\nb|c / 3 d|e"),
            (TSV, "\"le bac\"\tx\n\"a, b\"\t\"\"\"c\"\"\"", "1 \"le bac\"|x / 2 a, b|\"c\""),
            (OURS, "\"a, b\"\tx", "1 \"a, b\"|x"),
            (LIST, "\"le bac\"\n\"Roy, Anne\"\nRoy, Anne", "1 \"le bac\" / 2 Roy, Anne / 3 Roy, Anne"),
            (CSV, "\n\na,b", "1  / 2  / 3 a|b"),
        ];
        for (shape, text, wanted) in cases {
            assert_eq!(cells(text, shape), wanted, "{text}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_no_rows() {
        let text = "id,query\n1,\"Macron\n2,Hollande\n3,\"Le Pen\"\n";
        assert_eq!(cells(text, CSV), "1 id|query / 2 1|\"Macron / 3 2|Hollande / 4 3|Le Pen");
        let (_, remarks) = rows(text, CSV);
        assert_eq!(remarks, ["line 2: a quote is not closed; the row is taken to end with its line"]);
        assert_eq!(
            cells("id,query,x\n1,\"Macron,\n2,Hollande\"", CSV),
            "1 id|query|x / 2 1|\"Macron| / 3 2|Hollande\""
        );
    }
}
