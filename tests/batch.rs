//! Lists of queries: how they are written, what is shown of each.

mod support;

use std::io::Write;
use std::process::Stdio;

use support::{Bench, ERROR, FOUND, NOTHING, Run, dispatch, json_lines};

const DISPATCHES: &[(&str, &str)] = &[
    ("pont", "Le pont de Valmont est fermé à cause de la crue."),
    ("bac", "Le bac de Valmont remplace le pont."),
    ("foire", "La foire de Port-Lazare ouvre; \"Les Bateliers\" chantent."),
];

fn bench() -> Bench {
    Bench::indexed(&[("tout.jsonl", &json_lines(DISPATCHES))])
}

fn batch(bench: &Bench, list: impl AsRef<[u8]>, options: &[&str]) -> Run {
    bench.write("queries", list);
    bench.depeche(["batch", "queries"].iter().chain(options))
}

fn read(bench: &Bench, file: &str) -> String {
    std::fs::read_to_string(bench.path(file)).unwrap()
}

/// The columns `id`, `query` and `hits`.
type Row<'a> = [&'a str; 3];

fn rows(run: &Run) -> Vec<[String; 3]> {
    let mut table = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(run.stdout.as_bytes());
    let header: Vec<&str> = "id query hits first last best error best_id snippet".split(' ').collect();
    assert_eq!(table.headers().unwrap(), header);
    table.records().map(|row| row.unwrap()).map(|row| [0, 1, 2].map(|column| row[column].to_owned())).collect()
}

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
fn a_run_says_what_is_new_since_the_last_one() {
    let bench = bench();
    let run = batch(&bench, "pont\nfoire\n", &["--state", "names.state"]);
    assert_eq!((run.code, run.stderr.as_str()), (FOUND, ""));
    bench.write("plus.jsonl", json_lines(&[("halage", "Le pont de halage est neuf.")]));
    assert_eq!(bench.depeche(["index", "plus.jsonl"]).code, FOUND);
    let options = ["--diff", "names.state", "--state", "names.state", "--format", "csv", "--hits", "new.csv"];
    let run = batch(&bench, "pont\nfoire\nbac\n", &options);
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<String> = table
        .records()
        .map(Result::unwrap)
        .map(|row| format!("{} {} {} {}", &row[1], &row[2], &row[9], &row[10]))
        .collect();
    assert_eq!(rows, ["pont 3 1 0", "foire 1 0 0", "bac 1 1 0"]);
    let new: Vec<_> =
        read(&bench, "new.csv").lines().skip(1).map(|line| line.split(',').nth(3).map(str::to_owned)).collect();
    assert_eq!(new, [Some("halage".to_owned()), Some("bac".to_owned())]);
}

#[test]
fn a_run_that_was_broken_off_goes_on() {
    let bench = bench();
    let list = "pont\nfoire\nbac\n";
    let whole = batch(&bench, list, &["--state", "names.state"]);
    let state = read(&bench, "names.state");
    let two_lines: usize = state.split_inclusive('\n').take(2).map(str::len).sum();
    bench.write("names.state.partial", &state[..two_lines + 9]);
    let again = batch(&bench, list, &["--state", "names.state"]);
    assert_eq!((again.stdout, again.stderr.as_str()), (whole.stdout.clone(), "going on after 1 of 3 queries\n"));
    assert_eq!(read(&bench, "names.state"), state);
    bench.write("names.state.partial", &state[..two_lines]);
    let other = batch(&bench, "pont\nbac\n", &["--state", "names.state"]);
    let told = "--state names.state: what was broken off there is of another run (its list had 3 queries, this one has 2): it is begun anew\n";
    assert_eq!(other.stderr, told);
    let other = batch(&bench, "pont\nbac\n", &["--state", "names.state", "--any"]);
    assert_eq!(
        other.stderr,
        "--state names.state: what is there is of another run (its options were others (none)): it is replaced\n"
    );
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
fn a_state_never_replaces_a_file_that_is_no_state() {
    let bench = bench();
    bench.write("notes.txt", "ne pas perdre\n");
    bench.write("names.state.partial", "ni ceci\n");
    for (state, kept) in [("notes.txt", "notes.txt"), ("names.state", "names.state.partial"), ("queries", "queries")] {
        let before = if state == "queries" { "pont\n".to_owned() } else { read(&bench, kept) };
        let run = batch(&bench, "pont\n", &["--state", state]);
        assert_eq!((run.code, run.stdout.as_str()), (ERROR, ""), "{}", run.stderr);
        assert_eq!(read(&bench, kept), before);
    }
    let run = batch(&bench, "pont\n", &["--state", "notes.txt"]);
    let message = "depeche: --state notes.txt: notes.txt is there and was not written by --state: give another name\n";
    assert_eq!(run.stderr, message);
}

#[test]
fn a_slip_in_the_name_of_an_output_costs_no_work() {
    let bench = bench();
    bench.write("names.state", "{\"depeche_batch\":1,\"run\":\"x\"}\n");
    let cases: &[(&[&str], &str)] = &[
        (&["--hits", "h.txt"], "--hits h.txt: the name must end in .csv, .tsv, .xlsx, .json or .jsonl"),
        (&["--missing", "m.ods"], "--missing m.ods: the name must end in .tsv, .csv, .xlsx or .json"),
        (&["--missing", "m.jsonl"], "--missing m.jsonl: the name must end in .tsv, .csv, .xlsx or .json"),
        (&["-o", "nosuch/t.csv"], "cannot write nosuch/t.csv: "),
        (&["--hits", "nosuch/h.csv"], "cannot write nosuch/h.csv: "),
        (&["-o", "t.csv", "--hits", "t.csv"], "--hits and -o are the same file, BENCH/t.csv: give another name"),
        (&["-o", "t.csv", "--missing", "./t.csv"], "--missing and -o are the same file, BENCH/t.csv: "),
        (&["--missing", "-"], "--missing and -o are the same file, standard output: "),
        (&["--state", "s.csv", "--hits", "s.csv"], "--state and --hits are the same file, BENCH/s.csv: "),
        (&["--diff", "names.state", "-o", "names.state", "--format", "csv"], "-o and --diff are the same file, "),
        (&["--missing", "queries"], "--missing and the list are the same file, BENCH/queries: "),
        (&["-o", "queries", "--format", "jsonl"], "-o and the list are the same file, BENCH/queries: "),
    ];
    for (options, message) in cases {
        let run = batch(&bench, "pont\nfoire ET\n", options);
        assert_eq!((run.code, run.stdout.as_str()), (ERROR, ""), "{options:?}");
        assert!(run.stderr.starts_with(&format!("depeche: {message}")), "{}", run.stderr);
        assert_eq!(read(&bench, "queries"), "pont\nfoire ET\n");
    }
    let run = batch(&bench, "introuvable\n", &["--missing", "m.XLSX", "-o", "t.TSV"]);
    assert_eq!(run.code, NOTHING, "{}", run.stderr);
    assert!(std::fs::read(bench.path("m.XLSX")).unwrap().starts_with(b"PK"));
}

/// The columns `id`, `query` and `hits` of a table, and its header.
fn table(bench: &Bench, file: &str) -> (Vec<String>, Vec<[String; 3]>) {
    let bytes = std::fs::read(bench.path(file)).unwrap();
    let rows: Vec<Vec<String>> = if bytes.starts_with(b"PK") {
        use calamine::Reader;
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Queries").unwrap();
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    } else if file.ends_with(".csv") {
        let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    } else {
        let text = String::from_utf8(bytes).unwrap();
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    };
    let cells = rows[1..].iter().map(|row| [row[0].clone(), row[1].clone(), row[2].clone()]).collect();
    (rows[0].clone(), cells)
}

#[test]
fn a_table_that_takes_the_place_of_its_list_asks_the_same_again() {
    let texts = [
        ("a", "Le maire de Valmont, Jean Rouvel, est élu à Lyon."),
        ("b", "À Lyon, Marie-Hélène Le Guen parle du pont de Valmont."),
        ("c", "Le marché de Lyon, selon Jean Rouvel, marche bien."),
    ];
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&texts))]);
    let lists: &[(&str, &str, &[&str])] = &[
        ("names", "M. Jean Rouvel\nLe Guen, Marie-Hélène\nMartin\n", &["--as", "person"]),
        ("rows", "nom;Lieu;jusqu’à;Note\nRouvel;Lyon;2025-03-02;a\n\"le pont\";;;\"b;c\"\nLe Guen;Lyon;;\n", &[]),
        ("people", "Personne,Depuis,hits\nRouvel,2025-03-02,12\nLe Guen,,\n", &[]),
        ("plain", "\"pont de valmont\"\n=marché\n-pont\nQ7\t\"a, b\" OU =lyon\nx\tfaux ET\n", &[]),
        ("empty", "id,query\nA,pont\nB,\n", &[]),
        (
            "taken",
            "query,last,new,gone,line,Note,Note,,as,as\nLyon,l,n,g,1,a,b,c,bidule,x\nRouvel,,,,,,,,person,\n",
            &[],
        ),
        ("twice", "query;Lieu;Lieu\nRouvel;Lyon;Valmont\nRouvel;Lyon;Nulle-part\n", &[]),
    ];
    for (name, list, options) in lists {
        for ending in ["csv", "tsv", "xlsx"] {
            let file = format!("{name}.{ending}");
            bench.write(&file, list);
            let run = |options: &[&str]| {
                let run = bench.depeche(["batch", &file, "-o", &file].iter().chain(options));
                assert!(bench.path(&file).is_file(), "{}", run.stderr);
                (run.code, table(&bench, &file))
            };
            let first = run(options);
            assert_eq!(first.1.1.len(), list.lines().count() - usize::from(!["names", "plain"].contains(name)));
            let mut once: Vec<_> = first.1.0.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), first.1.0.len(), "each column stands once: {:?}", first.1.0);
            assert_eq!(run(options), first, "{file}, the same command again");
            assert_eq!(run(&[]), first, "{file}, without --as");
        }
    }
    let hits = |file: &str| table(&bench, file).1.into_iter().map(|[_, _, hits]| hits).collect::<Vec<_>>();
    assert_eq!(hits("names.tsv"), ["2", "1", "0"]);
    assert_eq!(hits("rows.tsv"), ["1", "1", "1"]);
    assert_eq!(hits("twice.tsv"), ["1", "0"]);
    let lines: Vec<String> = read(&bench, "taken.tsv").lines().map(|line| line.replace('\t', "|")).collect();
    assert!(lines[0].ends_with("|snippet|last_2|new_2|gone_2|line|Note|Note_2|column 8|as_2|as"), "{}", lines[0]);
    assert!(lines[1].ends_with("|l|n|g|1|a|b|c|x|bidule"), "{}", lines[1]);
}

#[test]
fn a_suggestion_stands_for_the_query_in_its_row() {
    let texts = [("a", "Le maire de Valmont, Jean Rouvel, est élu à Lyon.")];
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&texts))]);
    let list = "nom,Lieu,Depuis,as\nJean Roubel,,2024,person\nmaire,Lyonn,2024,\n";
    batch(&bench, list, &["--missing", "none.csv"]);
    let missing = read(&bench, "none.csv");
    let mut table = csv::Reader::from_reader(missing.as_bytes());
    let suggestions: Vec<_> = table.records().map(|row| row.unwrap()[4].to_owned()).collect();
    assert_eq!(suggestions, ["Jean Rouvel", "maire location:Lyon since:\"2024\""]);
    assert_eq!(rows(&batch(&bench, &suggestions[1], &[]))[0][2], "1");
}

#[test]
fn a_query_that_failed_is_neither_new_nor_gone() {
    let bench = bench();
    let state = |list: &str| {
        batch(&bench, list, &["--state", "names.state"]);
    };
    let counts = |list: &str, more: &[&str]| {
        let run = batch(&bench, list, &[&["--diff", "names.state", "--format", "json"], more].concat());
        let rows: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        (format!("{} {}", rows[0]["new"], rows[0]["gone"]), run.stderr)
    };
    let list = "requête;depuis\npont;2025-03-01\n";
    state(list);
    assert_eq!(counts(list, &[]), ("0 0".to_owned(), String::new()));
    let failing = "requête;depuis\npont;quand\n";
    assert_eq!(counts(failing, &[]).0, "null null");
    state(failing);
    let state_of_failure = read(&bench, "names.state").replace("since:quand", "since:2025-03-01");
    bench.write("names.state", state_of_failure);
    let (cells, said) = counts(list, &["--hits", "new.csv"]);
    assert_eq!(
        (cells.as_str(), said.as_str()),
        ("null null", "--diff names.state: queries failed that cannot be compared: 1\n",)
    );
    assert_eq!(read(&bench, "new.csv").lines().count(), 3, "no hit is lost where nothing can be compared");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let bench = bench();
    batch(&bench, "A\tpont\nB\tfoire\n", &["--state", "names.state", "--before", "2025-03-02"]);
    let run = batch(&bench, "A\tpont\nB\tbac\n", &["--diff", "names.state"]);
    assert_eq!(
        run.stderr,
        "--diff names.state: its options were others (--before 2025-03-02); it asked something else as B, of which all hits are new; queries of the list that it does not have: 1, of it that the list does not have: 1\n"
    );
    bench.write("empty", "");
    let run = batch(&bench, "pont\n", &["--diff", "empty"]);
    assert_eq!((run.code, run.stdout.as_str()), (ERROR, ""));
    let message = "depeche: --diff empty: line 1: no state of a batch (the file is empty); --state writes one\n";
    assert_eq!(run.stderr, message);
}

#[test]
fn a_run_does_not_go_on_with_another_list_of_people() {
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("a", "Le maire de Valmont, Jean Rouvel, est élu.")]))]);
    let options = ["--as", "person", "--people-file", "people.txt", "--state", "names.state"];
    bench.write("people.txt", "Jean Rouvel = Le Baron\n");
    let whole = batch(&bench, "Le Baron\n", &options);
    assert_eq!(whole.code, FOUND, "{}", whole.stderr);
    bench.rename("names.state", "names.state.partial");
    let again = batch(&bench, "Le Baron\n", &options);
    assert_eq!(again.stderr, "going on after 1 of 1 queries\n");
    bench.rename("names.state", "names.state.partial");
    bench.write("people.txt", "Jean Rouvel = Le Comte\n");
    let other = batch(&bench, "Le Baron\n", &options);
    assert!(other.code == NOTHING && !other.stderr.contains("going on"), "{}", other.stderr);
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

#[cfg(target_os = "linux")]
#[test]
fn what_is_new_is_not_lost_when_an_output_fails() {
    let bench = bench();
    batch(&bench, "pont\n", &["--state", "names.state"]);
    bench.write("plus.jsonl", json_lines(&[("halage", "Le pont de halage est neuf.")]));
    assert_eq!(bench.depeche(["index", "plus.jsonl"]).code, FOUND);
    let before = read(&bench, "names.state");
    std::os::unix::fs::symlink("/dev/full", bench.path("full.csv")).unwrap();
    let options = |hits| ["--diff", "names.state", "--state", "names.state", "-o", "table.csv", "--hits", hits];
    let failed = batch(&bench, "pont\n", &options("full.csv"));
    assert!(failed.code == ERROR && failed.stderr.contains("cannot write full.csv"), "{}", failed.stderr);
    assert_eq!(read(&bench, "names.state"), before);
    assert!(!bench.path("table.csv").exists());
    batch(&bench, "pont\n", &options("new.csv"));
    assert!(read(&bench, "new.csv").lines().count() == 2 && read(&bench, "new.csv").contains("halage"));
    assert_ne!(read(&bench, "names.state"), before);
}

#[test]
fn files_are_written_when_nobody_reads_standard_output() {
    let bench = bench();
    bench.write("queries", "pont\nintrouvable\n");
    let options = ["batch", "queries", "--hits", "hits.csv", "--missing", "none.csv", "--state", "names.state"];
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = bench.command(options).stdout(writer).stderr(Stdio::null()).status().unwrap();
    assert!(status.success());
    assert_eq!(read(&bench, "hits.csv").lines().count(), 3);
    assert_eq!(read(&bench, "none.csv").lines().count(), 2);
    assert_eq!(read(&bench, "names.state").lines().count(), 3);
}

#[test]
fn a_table_does_not_take_the_place_of_more_than_a_list() {
    let bench = bench();
    let list = "query,note\npont,\n,vu\n";
    let run = batch(&bench, list, &["-o", "queries"]);
    let lost = "the table would lose what has neither id nor query (line 3); give another file";
    assert_eq!(run.stderr, format!("depeche: -o and the list are the same file, queries: {lost}\n"));
    assert_eq!((run.code, read(&bench, "queries").as_str()), (ERROR, list));
    assert_eq!(batch(&bench, list, &["-o", "table.csv"]).code, FOUND);
}

#[test]
fn own_columns_come_back_under_another_name_where_theirs_is_taken() {
    let bench = bench();
    let run = batch(&bench, "query,last,new,line\npont,a,b,c\n", &["--format", "json"]);
    let told = "queries: columns whose name is taken come back under another: `last` as `last_2`\n";
    assert_eq!(run.stderr, told);
    let rows: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(["last_2", "new", "line"].map(|name| rows[0][name].as_str().unwrap()), ["a", "b", "c"]);
}

#[test]
fn an_unknown_kind_of_name_is_told_again() {
    let bench = bench();
    bench.write("list.csv", "query,as\npont,Santé\n");
    let runs = [0, 1].map(|_| bench.depeche(["batch", "list.csv", "-o", "list.csv", "--as", "person"]).stderr);
    assert!(runs[0].contains("`Santé` in the column `as` is none of "), "{}", runs[0]);
    assert_eq!(runs[0], runs[1]);
}

#[cfg(unix)]
#[test]
fn a_link_to_standard_output_is_standard_output() {
    let bench = bench();
    std::os::unix::fs::symlink("/dev/stdout", bench.path("so.csv")).unwrap();
    let run = batch(&bench, "pont\n", &["--hits", "so.csv"]);
    let message = "depeche: --hits and -o are the same file, standard output: give another name\n";
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (ERROR, message, ""));
    let run = batch(&bench, "pont\n", &["--hits", "so.csv", "-o", "table.csv"]);
    assert_eq!((run.code, run.stdout.lines().count()), (FOUND, 3), "{}", run.stderr);
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
    let version = |number: u32, more: &str, body: &str| {
        dispatch("urn:x:bac", "12 mars 2025", "Le bac coule", body)
            .replace("Agence: AFP", &format!("Agence: AFP\nVersion: {number}{more}"))
    };
    bench.write("files/1.txt", version(1, "", "Un faux naufrage du bac."));
    bench.write("files/2.txt", version(2, "\nStatut: annulée\nNote: Inventé.", "Le bac flotte."));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    for format in ["tsv", "csv", "json", "jsonl"] {
        let run = batch(&bench, "naufrage\nbac\n", &["--all-versions", "--format", format]);
        assert!(run.code == FOUND && run.stdout.contains("coule"), "{}", run.stderr);
        assert!(!run.stdout.contains("faux naufrage"), "{format}: {}", run.stdout);
    }
}

#[test]
fn the_list_of_people_that_the_environment_names_is_part_of_the_run() {
    let bench = bench();
    assert_eq!(batch(&bench, "pont\n", &["--state", "last"]).code, FOUND);
    bench.write("own.txt", "Ilo Stern = Loup de Brume\n");
    let mut heard = bench.command(["batch", "queries", "--diff", "last"]);
    let run = bench.run(heard.env("DEPECHE_PEOPLE", "own.txt"));
    assert!(run.stderr.contains("options were others"), "{}", run.stderr);
}
