use rust_xlsxwriter::{Format, Workbook};

use super::*;

fn pairs(list: impl AsRef<[u8]>) -> Vec<(String, String)> {
    read_queries(list.as_ref()).unwrap().queries.into_iter().map(|query| (query.id, query.text)).collect()
}

fn expected(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|&(id, text)| (id.to_owned(), text.to_owned())).collect()
}

#[test]
fn a_query_a_line_is_numbered() {
    assert_eq!(pairs("\u{feff}OTAN\r\n\r\n« Mark Rutte »\r\n"), expected(&[("1", "OTAN"), ("2", "« Mark Rutte »")]));
}

#[test]
fn tabs_part_the_identifier() {
    assert_eq!(pairs("A1\tgrève, trains\nA2\tRATP"), expected(&[("A1", "grève, trains"), ("A2", "RATP")]));
    assert_eq!(pairs("A1\tRATP\t\nSNCF\t\n"), expected(&[("A1", "RATP"), ("2", "SNCF")]));
}

#[test]
fn csv_is_told_by_its_header() {
    let list = "id;query;note\nx;\"a; b\";\n;Macron;vu\nz;;rien\n;;;\n";
    assert_eq!(pairs(list), expected(&[("x", "a; b"), ("2", "Macron")]));
    assert_eq!(read_queries(list.as_bytes()).unwrap().own, ["note"]);
    assert_eq!(read_queries(list.as_bytes()).unwrap().queries[1].own, ["vu"]);
}

#[test]
fn a_query_with_a_comma_is_no_csv() {
    assert_eq!(pairs("grève, trains\nRATP"), expected(&[("1", "grève, trains"), ("2", "RATP")]));
    assert_eq!(pairs("Durand, Marie\nMartin, Paul"), expected(&[("1", "Durand, Marie"), ("2", "Martin, Paul")]));
}

#[test]
fn columns_set_options() {
    let list = "Personne,Depuis,Lieu,Desk\nMark Rutte,2025-01-01,,Monde\n,2025,,\nAnne Roy,,Lyon,\n";
    let read = read_queries(list.as_bytes()).unwrap();
    let shown: Vec<String> = read.queries.iter().map(Query::shown).collect();
    assert_eq!(shown, ["person:Mark Rutte since:2025-01-01", "person:Anne Roy location:Lyon"]);
    assert_eq!((read.queries[1].line, read.queries[0].own.as_slice()), (4, ["Monde".to_owned()].as_slice()));
}

#[test]
fn workbooks_are_read_with_their_dates() {
    let mut book = Workbook::new();
    book.add_worksheet();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_row(1, 0, ["Query", "Depuis", "N°"]).unwrap();
    sheet.write_row(3, 0, ["« Les Bateliers »"]).unwrap();
    sheet.write_number_with_format(3, 1, 45_903.0, &day).unwrap();
    sheet.write_number(3, 2, 7).unwrap();
    let read = read_queries(&book.save_to_buffer().unwrap()).unwrap();
    let query = Query {
        id: "7".into(),
        text: "« Les Bateliers »".into(),
        line: 4,
        settings: vec![(Setting::Since, "2025-09-03".into())],
        own: vec![],
    };
    assert_eq!(read.queries, [query]);
}

#[test]
fn a_broken_workbook_says_what_to_do() {
    let error = read_queries(b"PK\x03\x04 cut off").unwrap_err().to_string();
    assert!(
        error.starts_with("a workbook that cannot be read: ") && error.ends_with("; save it as CSV instead"),
        "{error}"
    );
}
