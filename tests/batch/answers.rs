//! How lists are written, and what is answered to each query.

use std::io::Write;
use std::process::Stdio;

use super::support::{Bench, ERROR, FOUND, NOTHING, dispatch, json_lines, taken_back};
use super::{Row, batch, bench, read, rows};

#[test]
fn a_table_has_a_row_for_each_query() {
    let run = batch(&bench(), "bac\nfoire\nintrouvable\n", &[]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout.replace('\t', " | "), @r#"
    id | query | hits | first | last | best | error | best_id | snippet
    1 | bac | 1 | 2025-03-02 | 2025-03-02 | Dossier BAC |  | bac | Le bac de Valmont remplace le pont.
    2 | foire | 1 | 2025-03-03 | 2025-03-03 | Dossier FOIRE |  | foire | "La foire de Port-Lazare ouvre; ""Les Bateliers"" chantent."
    3 | introuvable | 0 |  |  |  |  |  |
    "#);
}

#[test]
fn lists_are_read_as_people_keep_them() {
    let bench = bench();
    let cases: &[(&str, &[u8], &[Row])] = &[
        ("a query a line", b"pont\nfoire", &[["1", "pont", "2"], ["2", "foire", "1"]]),
        ("blank lines", b"\n\npont\n  \n\nfoire\n", &[["1", "pont", "2"], ["2", "foire", "1"]]),
        ("a mark of byte order", b"\xef\xbb\xbfpont\r\nfoire\r\n", &[["1", "pont", "2"], ["2", "foire", "1"]]),
        ("identifiers", b"Q7\tpont\nQ8\tfoire\n", &[["Q7", "pont", "2"], ["Q8", "foire", "1"]]),
        ("commas", b"id,query\nA,\"pont, valmont\"\nB,foire\n", &[["A", "pont, valmont", "2"], ["B", "foire", "1"]]),
        (
            "semicolons",
            b"query;id\n\"pont; valmont\";A\nfoire;B\n",
            &[["A", "pont; valmont", "2"], ["B", "foire", "1"]],
        ),
        ("a mark before a table", b"\xef\xbb\xbfid;nom\nA;pont\n;foire\n", &[["A", "pont", "2"], ["2", "foire", "1"]]),
        ("Latin-1", b"ferm\xe9 pont\nfoire\n", &[["1", "fermé pont", "1"], ["2", "foire", "1"]]),
        (
            "operators",
            b"pont SAUF crue\n\"les bateliers\"\n",
            &[["1", "pont SAUF crue", "1"], ["2", "\"les bateliers\"", "1"]],
        ),
    ];
    for (name, list, wanted) in cases {
        let run = batch(&bench, list, &[]);
        assert_eq!(rows(&run), *wanted, "{name}: {}", run.stderr);
        assert_eq!(run.code, FOUND, "{name}: {}", run.stderr);
    }
}

#[test]
fn a_broken_query_is_named_and_the_others_go_on() {
    let bench = bench();
    let run = batch(&bench, "pont\nfoire ET\n\nbac\n", &[]);
    assert_eq!(run.code, ERROR);
    assert_eq!(rows(&run), [["1", "pont", "2"], ["2", "foire ET", ""], ["3", "bac", "1"]]);
    assert!(run.stdout.contains("\tnothing stands after this operator\t"), "{}", run.stdout);
    assert!(run.stderr.starts_with("query 2, line 2: nothing stands after this operator\n"), "{}", run.stderr);
    let trec = batch(&bench, "pont\nfoire ET\nbac\n", &["--format", "trec"]);
    assert_eq!((trec.code, trec.stdout.lines().count()), (ERROR, 3));
}

#[test]
fn a_run_for_evaluation_has_six_columns_and_ranks_from_one() {
    let run = batch(&bench(), "Q1\tpont\nQ2\tintrouvable\nQ 3\tfoire\n", &["--format", "trec"]);
    assert_eq!(run.code, FOUND);
    let columns: Vec<Vec<&str>> = run.stdout.lines().map(|line| line.split(' ').collect()).collect();
    assert!(columns.iter().all(|columns| columns.len() == 6 && columns[1] == "Q0" && columns[5] == "depeche"));
    let ranks: Vec<_> = columns.iter().map(|columns| (columns[0], columns[3])).collect();
    assert_eq!(ranks, [("Q1", "1"), ("Q1", "2"), ("Q_3", "1")]);
    let scores: Vec<f32> = columns.iter().map(|columns| columns[4].parse().unwrap()).collect();
    assert!(scores[0] >= scores[1]);
}

#[test]
fn a_batch_finds_what_the_searches_find() {
    let bench = bench();
    let queries = ["pont", "valmont pont", "\"bac de valmont\"", "foire OU crue", "SAUF pont"];
    let run = batch(&bench, queries.join("\n"), &["--format", "jsonl", "--limit", "1000"]);
    let mut rows: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut wanted = Vec::new();
    for (number, query) in (1..).zip(queries) {
        for mut hit in bench.hits(&[query]) {
            hit["query"] = number.to_string().into();
            wanted.push(hit);
        }
    }
    rows.sort_by_key(|row| (row["query"].to_string(), row["rank"].as_u64()));
    assert_eq!(rows, wanted);
    for format in ["jsonl", "trec"] {
        let lines = |limit| batch(&bench, queries.join("\n") + "\nfoire ET", &["--format", format, "--limit", limit]);
        let (held, streamed) = (lines("1000"), lines("1001"));
        assert_eq!((held.stdout, held.stderr, held.code), (streamed.stdout, streamed.stderr, streamed.code));
        assert_eq!(held.code, ERROR);
    }
}

#[test]
fn the_limit_is_that_of_each_query_and_does_not_change_the_count() {
    let bench = bench();
    let run = batch(&bench, "pont\nvalmont\n", &["--limit", "1", "--format", "trec"]);
    assert_eq!(run.stdout.lines().count(), 2);
    let run = batch(&bench, "pont\nvalmont\n", &["--limit", "1"]);
    assert_eq!(rows(&run), [["1", "pont", "2"], ["2", "valmont", "2"]]);
    let row = run.stdout.lines().nth(1).unwrap();
    assert!(row.contains("\t2\t2025-03-01\t2025-03-02\t"), "the days are those of all hits: {row}");
}

#[test]
fn filters_hold_for_every_query_and_any_word_may_be_enough() {
    let bench = bench();
    assert_eq!(
        rows(&batch(&bench, "pont\nfoire\n", &["--before", "2025-03-02"])),
        [["1", "pont", "1"], ["2", "foire", "0"]]
    );
    assert_eq!(rows(&batch(&bench, "crue foire\n", &["--any"])), [["1", "crue foire", "2"]]);
}

#[test]
fn standard_input_is_a_list_too() {
    let bench = bench();
    let mut child = bench.command(["batch", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"pont\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("1\tpont\t2\t"));
}

#[test]
fn what_is_no_list_is_an_error_and_queries_without_hits_are_none_found() {
    let bench = bench();
    assert_eq!(batch(&bench, "introuvable\n", &[]).code, NOTHING);
    let empty = batch(&bench, "\n\n", &[]);
    assert_eq!((empty.code, &*empty.stderr), (ERROR, "depeche: queries holds no query\n"));
    let missing = bench.depeche(["batch", "nulle-part.txt"]);
    assert_eq!(missing.code, ERROR);
    assert!(missing.stderr.starts_with("depeche: cannot read nulle-part.txt: No such file"), "{}", missing.stderr);
}

#[test]
fn cells_of_a_table_are_disarmed() {
    let run = batch(&bench(), "=cmd\t=pont\n\u{202e}x\tpont\n", &[]);
    let hidden = run.stdout.chars().find(|c| depeche::safe::is_unsafe(*c) && !"\n\t".contains(*c));
    assert_eq!(hidden, None, "{}", run.stdout);
    assert_eq!(rows(&run)[0], ["'=cmd", "'=pont", "2"]);
}

#[test]
fn columns_set_options_and_own_columns_come_back() {
    let bench = bench();
    let list = "\u{feff}Requête;Depuis;Jusqu’à;Desk\r\npont;2025-03-02;;Régions\r\n;;;\r\n« pont »;;2025-03-01;\r\npont;quand;;\r\n";
    let run = batch(&bench, list, &["--format", "json"]);
    assert_eq!(run.code, ERROR);
    let rows: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let shown: Vec<String> = (0..3)
        .map(|at| ["query", "hits", "best_id", "Depuis", "Desk"].map(|name| rows[at][name].to_string()).join(" "))
        .collect();
    assert_eq!(
        shown,
        [
            r#""pont" 1 "bac" "2025-03-02" "Régions""#,
            r#""« pont »" 1 "pont" null null"#,
            r#""pont" null null "quand" null"#,
        ]
    );
    assert!(run.stderr.starts_with("query 3, line 5: --since: "), "{}", run.stderr);
}

#[test]
fn names_can_be_people() {
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("a", "Le maire de Valmont, Jean Rouvel, est élu.")]))]);
    let run = batch(&bench, "Rouvel, Jean\nJean Rouvel\nMartin\n", &["--as", "person"]);
    let cells = run.stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let shown: Vec<_> = cells.map(|cells| [cells[1], cells[2], cells[9]].join(" ")).collect();
    assert_eq!(shown, ["query hits as", "Rouvel, Jean 1 person", "Jean Rouvel 1 person", "Martin 0 person"]);
    assert!(run.stderr.starts_with("1 of 3 queries without hits:\n  3: person:Martin\n"), "{}", run.stderr);
}

#[test]
fn queries_without_hits_are_listed_with_what_would_match() {
    let bench = bench();
    let run = batch(&bench, "pont\nbateleirs\npont foire\n", &["--missing", "none.csv"]);
    assert_eq!(run.code, FOUND);
    insta::assert_snapshot!(run.stderr, @r"
    2 of 3 queries without hits:
      2: bateleirs
        nothing matches bateleirs
        did you mean bateliers? 1 dispatch
      3: pont foire
        without pont: 1 dispatch
        without foire: 2 dispatches
    ");
    insta::assert_snapshot!(read(&bench, "none.csv"), @r"
    id,query,line,advice,suggestion,suggestion_hits
    2,bateleirs,2,nothing matches bateleirs; did you mean bateliers? 1 dispatch,bateliers,1
    3,pont foire,3,without pont: 1 dispatch; without foire: 2 dispatches,,
    ");
}

#[test]
fn every_hit_of_every_query_stands_in_one_table() {
    let bench = bench();
    let run = batch(&bench, "A\tpont\nB\tintrouvable\nC\tfoire\n", &["--hits", "hits.csv", "-o", "list.xlsx"]);
    assert_eq!((run.code, run.stdout.as_str()), (FOUND, ""));
    let hits = read(&bench, "hits.csv");
    let mut table = csv::Reader::from_reader(hits.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let mut shown: Vec<String> = rows.iter().map(|row| format!("{} {} {}", &row[0], &row[1], &row[3])).collect();
    shown[..2].sort_by_key(|row| row.split(' ').next_back().map(str::to_owned));
    assert!(shown[2] == "C 1 foire" && shown.len() == 3, "{shown:?}");
    assert!(std::fs::read(bench.path("list.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_run_for_evaluation_lists_each_dispatch_with_one_text() {
    let bench = Bench::new();
    let text =
        "Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valmont.";
    for id in ["un", "deux"] {
        bench.write(&format!("files/{id}.txt"), dispatch(id, "12 mars 2025", "Le bac repart", text));
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    assert_eq!(bench.depeche(["search", "bac", "--format", "ids"]).stdout.lines().count(), 1);
    let run = batch(&bench, "Q1\tbac\n", &["--format", "trec"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    let exported = bench.depeche(["export", "bac", "--format", "trec"]);
    assert_eq!(exported.stdout.lines().count(), 2, "{}", exported.stdout);
}

#[test]
fn the_filters_of_a_workbook_of_hits_reach_over_all_rows() {
    let bench = bench();
    batch(&bench, "pont\nfoire\n", &["--hits", "hits.xlsx"]);
    let mut book = zip::ZipArchive::new(std::fs::File::open(bench.path("hits.xlsx")).unwrap()).unwrap();
    let sheet = std::io::read_to_string(book.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    let range = sheet.split_once("<autoFilter ref=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    assert!(range.starts_with("A1:") && range.ends_with('4'), "{range}");
}

#[test]
fn many_remarks_are_counted() {
    let list: String = (0..1_500).map(|_| "7\tpont\n").collect();
    let run = batch(&bench(), list, &[]);
    assert_eq!(run.stderr.lines().count(), 21);
    assert_eq!(run.stderr.lines().next_back().unwrap(), "queries: and 1 479 more remarks like these");
}

#[test]
fn what_a_kill_takes_back_is_in_no_answer() {
    let bench = Bench::new();
    for (file, text) in taken_back("Le bac coule", "Un faux naufrage du bac.") {
        bench.write(file, text);
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    for format in ["tsv", "csv", "json", "jsonl"] {
        let run = batch(&bench, "naufrage\nbac\n", &["--all-versions", "--format", format]);
        assert!(run.code == FOUND && run.stdout.contains("coule"), "{}", run.stderr);
        assert!(!run.stdout.contains("faux naufrage"), "{format}: {}", run.stdout);
    }
}
