//! Lists of queries, as people keep them: a query a line, `id<TAB>query`, or CSV with a header.

use crate::source::encoding;

/// A query of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// As the list gives it, else its number from 1.
    pub id: String,
    pub text: String,
    /// Its line in the list, from 1.
    pub line: u64,
}

/// A list that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    #[error("line {line}: {what}")]
    Csv { line: u64, what: String },
}

/// Names that the column of queries goes by, and that of identifiers.
const QUERY_COLUMNS: [&str; 10] =
    ["query", "requête", "requete", "q", "nom", "name", "recherche", "terme", "title", "topic"];
const ID_COLUMNS: [&str; 5] = ["id", "n°", "no", "numéro", "qid"];

/// Reads the queries of a list in any encoding. Blank lines are passed over.
pub fn read_queries(bytes: &[u8]) -> Result<Vec<Query>, BatchError> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.as_ref();
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match csv_separator(first) {
        Some(separator) => read_csv(text, separator),
        None => Ok(read_lines(text)),
    }
}

fn read_lines(text: &str) -> Vec<Query> {
    let mut queries = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() {
            continue;
        }
        let (id, query) = match content.split_once('\t') {
            Some((id, query)) => (id.trim().to_owned(), query),
            None => ((queries.len() + 1).to_string(), content),
        };
        queries.push(Query { id, text: query.trim().to_owned(), line });
    }
    queries
}

/// The separator of a CSV header: a line of short names, one of which is known as that of a column of queries.
fn csv_separator(header: &str) -> Option<u8> {
    [b',', b';', b'\t'].into_iter().find(|&separator| {
        let names = column_names(header, separator);
        names.iter().any(|name| QUERY_COLUMNS.contains(&name.as_str()))
            && (names.len() > 1 || header.trim().to_lowercase() == "query")
    })
}

fn column_names(header: &str, separator: u8) -> Vec<String> {
    header.split(char::from(separator)).map(|name| name.trim().trim_matches('"').trim().to_lowercase()).collect()
}

fn read_csv(text: &str, separator: u8) -> Result<Vec<Query>, BatchError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let failed = |error: csv::Error| {
        let line = error.position().map_or(0, |position| position.line());
        BatchError::Csv { line, what: error.to_string() }
    };
    let names: Vec<String> = reader.headers().map_err(failed)?.iter().map(str::to_lowercase).collect();
    let column = |known: &[&str]| known.iter().find_map(|name| names.iter().position(|own| own == name));
    let (query, id) = (column(&QUERY_COLUMNS), column(&ID_COLUMNS));
    let mut queries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let text = query.and_then(|at| record.get(at)).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let own = id.and_then(|at| record.get(at)).filter(|id| !id.is_empty());
        let id = own.map_or_else(|| (queries.len() + 1).to_string(), str::to_owned);
        let line = record.position().map_or(0, |position| position.line());
        queries.push(Query { id, text: text.to_owned(), line });
    }
    Ok(queries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &str) -> Vec<(String, String)> {
        read_queries(list.as_bytes()).unwrap().into_iter().map(|query| (query.id, query.text)).collect()
    }

    fn expected(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|&(id, text)| (id.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn a_query_a_line_is_numbered() {
        assert_eq!(
            pairs("\u{feff}OTAN\r\n\r\n« Mark Rutte »\r\n"),
            expected(&[("1", "OTAN"), ("2", "« Mark Rutte »")])
        );
    }

    #[test]
    fn tabs_part_the_identifier() {
        assert_eq!(pairs("A1\tgrève, trains\nA2\tRATP"), expected(&[("A1", "grève, trains"), ("A2", "RATP")]));
    }

    #[test]
    fn csv_is_told_by_its_header() {
        let list = "id;query;note\nx;\"a; b\";\n;Macron;vu\nz;;rien\n";
        assert_eq!(pairs(list), expected(&[("x", "a; b"), ("2", "Macron")]));
    }

    #[test]
    fn a_query_with_a_comma_is_no_csv() {
        assert_eq!(pairs("grève, trains\nRATP"), expected(&[("1", "grève, trains"), ("2", "RATP")]));
    }
}
