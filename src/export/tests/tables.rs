//! Tables, read back as spreadsheets, pandas and R read them: with quotes.

use super::*;
use crate::export::Column;

/// What readers find in a table of these headlines and identifiers, header included.
fn read_back(format: Format, columns: &[Column], headlines: &[&str]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let options = Options { columns: Some(columns.to_vec()), ..Options::default() };
    let mut list = writer(format, Box::new(&mut out), options);
    list.begin().unwrap();
    for headline in headlines {
        let dispatch = Dispatch { id: "x".into(), headline: (*headline).to_owned(), ..Dispatch::default() };
        list.hit(&Hit { dispatch, ..Hit::default() }).unwrap();
    }
    list.end().unwrap();
    drop(list);
    if format == Format::Tsv {
        assert_eq!(String::from_utf8_lossy(&out).lines().count(), headlines.len() + 1, "a hit is a line");
    }
    let mut table = csv::ReaderBuilder::new();
    table.has_headers(false).delimiter(if format == Format::Tsv { b'\t' } else { b',' });
    let rows = table.from_reader(out.as_slice()).deserialize().collect::<Result<_, _>>();
    rows.unwrap()
}

#[test]
fn a_quote_in_a_cell_hides_no_rows() {
    let headlines = ["\"Non\", dit le maire", "un écran de 5\"", "\"", "\"ouverte", "a \"b\" c", "plat"];
    for format in [Format::Csv, Format::Tsv] {
        let rows = read_back(format, &[Column::Id, Column::Headline, Column::Version], &headlines);
        let cells: Vec<&str> = rows.iter().skip(1).map(|row| row[1].as_str()).collect();
        assert_eq!(cells, headlines, "{format}");
        assert!(rows.iter().all(|row| row.len() == 3), "{format}");
    }
}

#[test]
fn a_formula_in_quotes_is_disarmed() {
    for format in [Format::Csv, Format::Tsv] {
        let rows = read_back(format, &[Column::Headline], &["\"=1+1\" x", "\"\"@SUM(A1)"]);
        assert_eq!(rows[1..], [["'\"=1+1\" x"], ["'\"\"@SUM(A1)"]], "{format}");
    }
}

#[test]
fn a_row_whose_only_cell_is_empty_is_a_row() {
    for format in [Format::Csv, Format::Tsv] {
        let rows = read_back(format, &[Column::Slug], &["a", "b"]);
        assert_eq!(rows, [["slug"], [""], [""]], "{format}");
    }
}

#[test]
fn tabs_and_ends_of_lines_are_spaces_in_tsv() {
    let rows = read_back(Format::Tsv, &[Column::Headline, Column::Id], &["a\tb\r\nc\u{2028}\"d\""]);
    assert_eq!(rows[1], ["a b c \"d\"", "x"]);
}
