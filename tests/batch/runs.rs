//! What a run keeps for the next one, and where it writes.

use std::process::Stdio;

use super::support::{Bench, ERROR, FOUND, NOTHING, json_lines};
use super::{batch, bench, read};

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
fn the_list_of_people_that_the_environment_names_is_part_of_the_run() {
    let bench = bench();
    assert_eq!(batch(&bench, "pont\n", &["--state", "last"]).code, FOUND);
    bench.write("own.txt", "Ilo Stern = Loup de Brume\n");
    let mut heard = bench.command(["batch", "queries", "--diff", "last"]);
    let run = bench.run(heard.env("DEPECHE_PEOPLE", "own.txt"));
    assert!(run.stderr.contains("options were others"), "{}", run.stderr);
}
