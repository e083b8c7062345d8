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
    assert_eq!(pairs(list), expected(&[("x", "a; b"), ("2", "Macron"), ("z", "")]));
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
    assert_eq!(read.own, ["Depuis", "Lieu", "Desk"]);
    assert_eq!((read.queries[1].line, read.queries[0].own.join("|").as_str()), (4, "2025-01-01||Monde"));
    assert_eq!((read.queries[0].text.as_str(), read.queries[0].kind), ("Mark Rutte", Some(Setting::Person)));
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
        own: vec!["2025-09-03".into()],
        ..Query::default()
    };
    assert_eq!(read.queries, [query]);
}

#[test]
fn the_time_of_a_cell_is_not_lost() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write_row(0, 0, ["Query", "Relance"]).unwrap().write_row(1, 0, ["pont"]).unwrap();
    sheet.write_number_with_format(1, 1, 45_903.437_5, &moment).unwrap();
    let read = read_queries(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.queries[0].own, ["2025-09-03 10:30"]);
}

#[test]
fn a_broken_workbook_says_what_to_do() {
    let error = read_queries(b"PK\x03\x04 cut off").unwrap_err().to_string();
    assert!(
        error.starts_with("a workbook that cannot be read: ") && error.ends_with("; save it as CSV instead"),
        "{error}"
    );
}

fn remarks(list: impl AsRef<[u8]>) -> Vec<String> {
    read_queries(list.as_ref()).unwrap().remarks
}

#[test]
fn automatic_ids_are_none_that_are_given() {
    assert_eq!(
        pairs("2\tMacron\n\tHollande\n\tRoyal"),
        expected(&[("2", "Macron"), ("3", "Hollande"), ("4", "Royal")])
    );
    assert_eq!(
        pairs("\tMacron\n1\tHollande\n\tRoyal"),
        expected(&[("2", "Macron"), ("1", "Hollande"), ("3", "Royal")])
    );
}

#[test]
fn an_id_that_is_given_twice_is_told_with_its_lines() {
    let told = ["lines 1 and 3 have the same id, 7: what they find bears one name"];
    assert_eq!(remarks("7\tMacron\n8\tHollande\n7\tRoyal"), told);
}

#[test]
fn a_row_with_an_id_and_no_query_does_not_vanish() {
    let read = read_queries(b"id,query,note\nA,pont,\nB,,vu\n,,rien\n").unwrap();
    let faults: Vec<_> = read.queries.iter().map(|query| (query.id.as_str(), query.fault.as_deref())).collect();
    assert_eq!(faults, [("A", None), ("B", Some("no query"))]);
}

#[test]
fn a_row_with_too_many_cells_is_told() {
    let list = "requête,commentaire\nMacron,a\nMacron, Emmanuel,b\nRoyal,c,\n";
    let told = ["line 3: 3 cells where the header has 2: a cell that holds the separator must stand in quotes"];
    assert_eq!(remarks(list), told);
}

#[test]
fn a_quote_that_is_not_closed_does_not_merge_rows() {
    let list = "id,query\nA,\"Macron\nB,Hollande\nC,\"le bac\" OU pont\n";
    assert_eq!(pairs(list), expected(&[("A", "\"Macron"), ("B", "Hollande"), ("C", "\"le bac\" OU pont")]));
    assert_eq!(remarks(list), ["line 2: a quote is not closed; the row is taken to end with its line"]);
}

#[test]
fn a_single_name_above_a_list_is_its_header() {
    assert_eq!(pairs("Nom\nDurand, Marie\nPaul Martin"), expected(&[("1", "Durand, Marie"), ("2", "Paul Martin")]));
    assert_eq!(remarks("Nom\nMarie Durand"), ["line 1, `Nom`, is taken for the header"]);
    assert_eq!(pairs("Requête\n\"le bac\""), expected(&[("1", "\"le bac\"")]));
    assert_eq!((pairs("nom"), remarks("nom")), (expected(&[("1", "nom")]), vec![]));
    assert_eq!(pairs("nom propre\nbac"), expected(&[("1", "nom propre"), ("2", "bac")]));
}

#[test]
fn what_is_no_text_is_refused() {
    let error = |bytes: &[u8]| read_queries(bytes).unwrap_err().to_string();
    assert_eq!(error(b"%PDF-1.7\n1 0 obj\n"), "no list of queries: it is a PDF; save the list as text, CSV or xlsx");
    assert_eq!(
        error(b"\x7fELF\x02\x01\0\0"),
        "no list of queries: it is a program; save the list as text, CSV or xlsx"
    );
    for json in ["[\n  {\"query\": \"pont\"}\n]\n", "{\"query\":\"pont\"}\n", "[{}]"] {
        assert_eq!(error(json.as_bytes()), "no list of queries: it is JSON; save the list as text, CSV or xlsx");
    }
    assert_eq!(pairs("[pont]\n{bac}"), expected(&[("1", "[pont]"), ("2", "{bac}")]));
    assert!(error(b"pont\nbac\0\n").starts_with("no list of queries: it is no text; "));
    let wide: Vec<u8> = "\u{feff}pont\r\nbac".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(pairs(wide), expected(&[("1", "pont"), ("2", "bac")]));
}

#[test]
fn a_carriage_return_ends_a_line() {
    assert_eq!(pairs("pont\rbac\r"), expected(&[("1", "pont"), ("2", "bac")]));
    assert_eq!(pairs("id;query\rA;pont\rB;bac"), expected(&[("A", "pont"), ("B", "bac")]));
}

#[test]
fn what_disarms_a_cell_is_no_part_of_the_query() {
    let list = "'=marché\n'-grève\n'hier'\n'\u{200b}x\n";
    assert_eq!(pairs(list), expected(&[("1", "=marché"), ("2", "-grève"), ("3", "'hier'"), ("4", "'x")]));
}

#[test]
fn columns_of_results_are_not_taken_for_own_ones() {
    let ours = "id,query,hits,first,last,best,error,best_id,snippet,new,gone,Desk,as\n\
                A,Le Pen,3,,,,,,,1,0,Monde,person\nB,pont,,,,,,,,,,,\nC,bac,,,,,,,,,,,fleuve\n";
    let read = read_queries(ours.as_bytes()).unwrap();
    assert_eq!((read.own.as_slice(), read.remarks.len()), (["Desk".to_owned()].as_slice(), 0));
    let kinds: Vec<_> = read.queries.iter().map(|query| (query.kind, query.fault.is_some())).collect();
    assert_eq!(kinds, [(Some(Setting::Person), false), (None, false), (None, true)]);
    let kept = |list: &str| read_queries(list.as_bytes()).unwrap().own.join(" ");
    assert_eq!(kept("query,hits,Last,new\npont,3,x,1\n"), "hits Last new");
    assert_eq!(kept("id,query,line,advice,suggestion,suggestion_hits,line_2\nA,pont,,,,,7\n"), "line_2");
}

#[test]
fn a_column_without_a_name_is_not_lost() {
    let read = read_queries("query;;Note;\npont;a;b;;c\nbac;;;;\n".as_bytes()).unwrap();
    assert_eq!(read.own, ["column 2", "Note", "column 5"]);
    assert_eq!(read.queries[0].own, ["a", "b", "c"]);
    assert_eq!(read.queries[1].own, ["", "", ""]);
}

#[test]
fn what_a_table_in_its_place_would_lose_is_known() {
    let lost = |list: &[u8]| read_queries(list).unwrap().lost.join("|");
    assert_eq!(lost(b"query,note\npont,\n,vu\n"), "what has neither id nor query (line 3)");
    assert_eq!(lost(b"query,note\npont,\n,\n"), "");
    let mut book = Workbook::new();
    book.add_worksheet().write_row(0, 0, ["Query"]).unwrap().write_row(1, 0, ["pont"]).unwrap();
    let without = book.add_worksheet().set_name("Without hits").unwrap();
    without.write_row(0, 0, WITHOUT_HITS).unwrap();
    assert_eq!(lost(&book.save_to_buffer().unwrap()), "");
    let mut noted = Workbook::new();
    noted.add_worksheet().write_row(0, 0, ["Query"]).unwrap().write_row(1, 0, ["pont"]).unwrap();
    noted.add_worksheet().write_row(0, 0, WITHOUT_HITS).unwrap().write_string(0, 6, "vu par").unwrap();
    assert_eq!(lost(&noted.save_to_buffer().unwrap()), "the sheet `Sheet2`");
    book.add_worksheet().set_name("Notes").unwrap().write_row(0, 0, ["vu"]).unwrap();
    assert_eq!(lost(&book.save_to_buffer().unwrap()), "the sheet `Notes`");
}

#[test]
fn names_in_the_plural_are_a_header_and_a_line_for_excel_is_none() {
    assert_eq!(pairs("sep=;\r\nid;query\r\nA;pont\r\n"), expected(&[("A", "pont")]));
    assert_eq!(read_queries(b"sep=;\nid;query\nA;pont\n").unwrap().queries[0].line, 3);
    for (header, kind) in [("Personnes", Setting::Person), ("Lieux", Setting::Location), ("Thèmes", Setting::Topic)] {
        let read = read_queries(format!("{header};Note\nX;\n").as_bytes()).unwrap();
        assert_eq!((read.queries.len(), read.queries[0].kind), (1, Some(kind)), "{header}");
    }
    assert_eq!(pairs("Requêtes;Note\npont;\n"), expected(&[("1", "pont")]));
}
