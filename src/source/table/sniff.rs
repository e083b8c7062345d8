//! Tells tables from prose, and what separates their cells.
//!
//! Prose has commas too, but not the same number in every line, nor a first line that names columns.

use super::columns::Columns;

/// A table shows itself in this many records.
const LOOKED_AT: usize = 20;
/// A table whose columns are not understood has at least this many.
const FEWEST_COLUMNS: usize = 3;
/// This many columns, parted by tabs, make a table of a single record.
const WIDE: usize = 16;
/// The names of columns are not longer than this, in bytes.
const LONGEST_NAME: usize = 60;
/// Spreadsheets may say what separates the cells, in a line before the table.
const SEPARATOR_LINE: &str = "sep=";
/// How much of a text is looked at, in bytes.
const HEAD: usize = 256 << 10;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Whether `"` encloses cells; where it does not, it is a character like any other.
    pub quoting: bool,
    /// Bytes before the first record.
    pub skip: usize,
    pub columns: usize,
    /// The first record names the columns, as far as can be told without the user's map.
    pub has_header: bool,
    /// All records that were looked at have as many cells as the first.
    pub is_even: bool,
}

/// The shape of the table that `text` is, or opens, unless it is `whole`; None for what is no table.
pub fn shape(text: &str, whole: bool) -> Option<Shape> {
    let end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let whole = whole && end == text.len();
    let lead = text.len() - text.trim_start_matches(['\n', '\r']).len();
    let (delimiter, said) = said(&text[lead..]);
    let skip = lead + said;
    let head = text.get(skip..end)?;
    let delimiters: &[u8] = delimiter.as_ref().map_or(b"\t;,|", std::slice::from_ref);
    let shapes = delimiters.iter().flat_map(|delimiter| [true, false].map(|quoting| (*delimiter, quoting)));
    shapes
        .filter(|(delimiter, quoting)| *quoting || *delimiter == b'\t')
        .filter_map(|(delimiter, quoting)| Sample::read(head, whole, delimiter, quoting)?.shape(skip))
        .max_by_key(|shape| (shape.has_header, shape.is_even, shape.columns, shape.quoting))
}

/// The delimiter that a line `sep=;` says, and the length of that line.
fn said(text: &str) -> (Option<u8>, usize) {
    let length = text.find('\n').map_or(text.len(), |end| end + 1);
    match text[..length].trim_end().strip_prefix(SEPARATOR_LINE).map(str::as_bytes) {
        Some([delimiter]) => (Some(*delimiter), length),
        _ => (None, 0),
    }
}

/// The first records of a text, read with one delimiter.
struct Sample {
    delimiter: u8,
    quoting: bool,
    records: Vec<csv::StringRecord>,
}

impl Sample {
    /// None if the text cannot be read so, or its first record has one cell only.
    fn read(head: &str, whole: bool, delimiter: u8, quoting: bool) -> Option<Self> {
        let first = head.lines().next()?;
        if !first.as_bytes().contains(&delimiter) || is_prose(head, first, delimiter) {
            return None;
        }
        let mut reader = reader(delimiter, quoting).from_reader(head.as_bytes());
        let mut records: Vec<_> = reader.records().take(LOOKED_AT + 1).collect::<Result<_, _>>().ok()?;
        // The last one may go on behind what is looked at.
        if !whole && records.len() > 1 || records.len() > LOOKED_AT {
            records.pop();
        }
        Some(Sample { delimiter, quoting, records })
    }

    fn shape(&self, skip: usize) -> Option<Shape> {
        let columns = self.records.first()?.len();
        let even = self.records.iter().filter(|record| record.len() == columns).count();
        let is_even = even == self.records.len() && even >= 2;
        let has_header = self.has_header() && even * 2 > self.records.len();
        let is_tab = self.delimiter == b'\t';
        let is_table = has_header
            || columns >= FEWEST_COLUMNS && is_even && (is_tab || self.names_columns() || self.holds_data(columns))
            || columns >= WIDE && is_tab;
        let Sample { delimiter, quoting, .. } = *self;
        is_table.then_some(Shape { delimiter, quoting, skip, columns, has_header, is_even })
    }

    /// Whether the first record names columns that are understood.
    fn has_header(&self) -> bool {
        let Some(first) = self.records.first() else { return false };
        let header = Columns::default().header(first.iter());
        header.has_text() && header.understood() >= 2 && first.iter().all(|name| name.len() <= LONGEST_NAME)
    }

    /// Whether the first record may name columns.
    fn names_columns(&self) -> bool {
        let is_name = |name: &str| {
            !name.is_empty() && name.len() <= LONGEST_NAME && name.trim() == name && !name.ends_with(['.', '!', '?'])
        };
        self.records.first().is_some_and(|first| first.iter().all(is_name))
    }

    /// Whether there is no header, but a column that holds numbers or dates in every record.
    fn holds_data(&self, columns: usize) -> bool {
        let is_data = |column: usize| self.records.iter().all(|record| record.get(column).is_some_and(is_datum));
        self.records.len() >= 2 && (0..columns).any(is_data)
    }
}

/// Whether a text is seen to be prose without a closer look. Where there are no quotes, the `first` line of a table names
/// columns, which takes short cells, or holds a number, and most lines have as many cells. Tabs stand in no prose.
fn is_prose(head: &str, first: &str, delimiter: u8) -> bool {
    let mut lines = head.lines().filter(|line| !line.is_empty()).take(LOOKED_AT);
    if delimiter == b'\t' || lines.clone().any(|line| line.contains('"')) {
        return false;
    }
    let cells = || first.split(char::from(delimiter));
    let is_long = |cell: &str| cell.len() > LONGEST_NAME;
    let count = |line: &str| memchr::memchr_iter(delimiter, line.as_bytes()).count();
    let (even, all) = (lines.clone().filter(|line| count(line) == count(first)).count(), lines.by_ref().count());
    cells().any(is_long) && !cells().any(is_datum) || even * 2 < all
}

/// Whether a cell is a number, a date or a time.
fn is_datum(cell: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | 'T' | 'Z' | ' ' | '+');
    cell.starts_with(|c: char| c.is_ascii_digit()) && cell.chars().all(is_sign)
}

/// A reader of tables of this shape; rows may have any number of cells.
pub fn reader(delimiter: u8, quoting: bool) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).quoting(quoting).has_headers(false).flexible(true);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_prose() {
        for (text, wanted) in [
            ("id,nom,pays\n1,\"Orvine, la\nhaute\",FR\n2,Valmont,BE\n", Some((b',', false))),
            ("id;nom;pays\r\n1;Orvine;FR\r\n", Some((b';', false))),
            ("titre;texte\nCrue;L'eau, hier, a monté.\n", Some((b';', true))),
            ("titre|texte\nCrue|L'eau monte\n", Some((b'|', true))),
            (",titre,texte\n0,Crue,L'eau monte\n1,Fin,L'eau baisse,trop\n2,Un,Deux\n", Some((b',', true))),
            ("sep=;\ntitre;texte;date\nCrue;L'eau;2025\n", Some((b';', true))),
            ("titre,texte,date\n", Some((b',', true))),
            ("1\tOrvine la haute\t\t2025\n2\tValmont\tFR\t2025\n", Some((b'\t', false))),
            ("1\t\"Orvine\tFR\n2\tValmont\tBE\n", Some((b'\t', false))),
            ("2025-03-01,Crue,\"L'eau, hier\"\n2025-03-02,Fin,Rien\n2025-03-03,Un,Deux\n", Some((b',', false))),
            (&"1\t".repeat(WIDE), Some((b'\t', false))),
            ("id,nom,pays\n1,Orvine\n", None),
            ("id,nom,pays\n", None),
            ("Lyon, Nice, Brest\nLens, Pau, Metz\n", None),
            ("Crues, routes, ponts : tout ferme.\nUn, deux, trois.\n", None),
            ("Titre : Crue\nDate : 9 mars, 14h\n\nL'eau monte, les ponts ferment.\n", None),
            ("Titre\tdu jour\nTexte", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ] {
            let found = shape(text, true).map(|shape| (shape.delimiter, shape.has_header));
            assert_eq!(found, wanted, "{text:?}");
        }
    }

    #[test]
    fn a_comma_in_every_cell_does_not_part_cells() {
        let text = "titre;texte;lieu\nUn;Deux, trois;Pau, Gers\nUn;Deux, trois;Pau, Gers\n";
        assert_eq!(shape(text, true).map(|shape| (shape.delimiter, shape.columns)), Some((b';', 3)));
    }

    #[test]
    fn quotes_enclose_cells_only_where_that_makes_rows_even() {
        let quoting = |text: &str| shape(text, true).map(|shape| shape.quoting);
        assert_eq!(quoting("titre\ttexte\nUn\t\"Deux\ttrois\"\nUn\tDeux\n"), Some(true));
        assert_eq!(quoting("titre\ttexte\n\"Un\tDeux\nUn\tDeux\n"), Some(false));
        assert_eq!(quoting("a\tb\tc\n1\t\"Un\tx\n2\tDeux\ty\n3\tTrois\tz\n"), Some(false));
    }
}
