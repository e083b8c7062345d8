//! Tables that are lists again.

use super::support::{Bench, ERROR, FOUND, json_lines};
use super::{batch, bench, read, rows};

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
