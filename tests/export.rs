//! `depeche export`: every format from the real program, and what becomes of the file when something goes wrong.

mod support;

use std::process::Stdio;

use serde_json::Value;
use support::{Bench, ERROR, FOUND, NOTHING, dispatch, taken_back};

/// Three dispatches about floods: one plain, one hostile, one killed.
const DEPECHE: &str = env!("CARGO_BIN_EXE_depeche");

fn floods() -> Bench {
    let plain = dispatch(
        "urn:x:crue",
        "12 mars 2025",
        "Crue de l'Orvine",
        "La crue a pris le pont de Valmont. 1. Rien *ne* va.",
    )
    .replace("Agence: AFP", "Agence: AFP\nAuteur: Par Ada Brévent et Jo Lin\nLieu: Valmont\nSujet: inondation");
    let hostile = dispatch(
        "x\u{1b}[2J<&>{}%é",
        "11 mars 2025",
        "=HYPERLINK(\"http://x\") <script>crue</script>",
        "Une crue & <b>du</b> bruit\u{202e} à 50 %.\n\n@SUM(1)",
    );
    let killed = dispatch("urn:x:faux", "10 mars 2025", "Crue à Brasmes", "Un faux secret de crue.")
        .replace("Agence: AFP", "Agence: AFP\nStatut: annulée\nNote: À ne pas utiliser, la crue est inventée.");
    let bench = Bench::new();
    for (name, text) in [("a.txt", plain), ("b.txt", hostile), ("c.txt", killed)] {
        bench.write(&format!("files/{name}"), text);
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

fn exported(bench: &Bench, args: &[&str]) -> String {
    let run = bench.depeche(["export", "crue", "--sort", "date"].iter().chain(args));
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    run.stdout
}

#[test]
fn every_format_is_written_whole_and_tells_of_every_hit() {
    let bench = floods();
    for ending in [
        "csv", "tsv", "jsonl", "json", "html", "md", "txt", "ris", "bib", "csl", "ninjs", "atom", "paths", "ids",
        "trec",
    ] {
        let text = exported(&bench, &["--format", ending]);
        let run = bench.depeche(["export", "crue", "--sort", "date", "-o", &format!("list.{ending}")]);
        assert_eq!((run.code, run.stderr.contains("3 dispatches in")), (FOUND, true), "{ending}: {}", run.stderr);
        let file = std::fs::read_to_string(bench.path(&format!("list.{ending}"))).unwrap();
        let whole = if ending == "paths" { file.contains("/files/a.txt") } else { file.contains("urn:x:crue") };
        assert!(whole, "{ending}: {file}");
        // But for the moment of its making, the list is the same wherever it goes.
        assert_eq!(file.lines().count(), text.lines().count(), "{ending}");
    }
}

#[test]
fn what_a_dispatch_holds_stays_text_in_every_format() {
    let bench = floods();
    let csv = exported(&bench, &["--format", "csv", "--full-text"]);
    assert!(csv.contains("\"'=HYPERLINK(") && csv.contains("\n\n@SUM"), "{csv}");
    let tsv = exported(&bench, &["--format", "tsv", "--full-text"]);
    assert_eq!(tsv.lines().count(), 4, "a hit is a line: {tsv}");
    let html = exported(&bench, &["--format", "html", "--full-text"]);
    assert!(html.contains("&lt;script&gt;<mark>crue</mark>&lt;/script&gt;"), "{html}");
    assert!(!html.contains('\u{1b}') && !html.contains('\u{202e}'), "{html}");
    let atom = exported(&bench, &["--format", "atom", "--full-text"]);
    assert!(atom.contains("&lt;script&gt;") && !atom.contains('\u{1b}') && !atom.contains("&#x1B;"), "{atom}");
    let bib = exported(&bench, &["--format", "bib", "--full-text"]);
    assert!(
        bib.contains("\\&") && bib.contains("50 \\%") && bib.contains("author = {Ada Brévent and Jo Lin}"),
        "{bib}"
    );
    let markdown = exported(&bench, &["--format", "md", "--full-text"]);
    assert!(markdown.contains("\\<script\\>**crue**") && markdown.contains("Rien \\*ne\\* va"), "{markdown}");
}

#[test]
fn the_text_of_a_killed_dispatch_is_in_no_export() {
    let bench = floods();
    for format in ["csv", "jsonl", "html", "md", "txt", "ris", "bib", "csl", "ninjs", "atom"] {
        let text = exported(&bench, &["--format", format, "--full-text", "--snippets"]);
        assert!(text.contains("Brasmes") && !text.contains("faux secret"), "{format}: {text}");
    }
}

#[test]
fn a_version_that_a_later_kill_takes_back_is_exported_like_the_kill() {
    let bench = Bench::new();
    for (file, text) in taken_back("Crue à Brasmes", "Un faux secret de crue.") {
        bench.write(file, text);
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    for format in ["csv", "tsv", "jsonl", "json", "html", "md", "txt", "ris", "bib", "csl", "ninjs", "atom"] {
        let text = exported(&bench, &["--all-versions", "--format", format, "--full-text", "--snippets"]);
        assert!(text.matches("Brasmes").count() >= 2 && !text.contains("faux secret"), "{format}: {text}");
    }
    let items = exported(&bench, &["--all-versions", "--format", "ninjs"]);
    assert_eq!(items.matches(r#""pubstatus":"canceled""#).count(), 2, "{items}");
}

#[test]
fn an_embargo_without_end_is_held_back_in_ninjs() {
    let bench = Bench::new();
    let text = dispatch("urn:x:crue", "10 mars 2025", "Crue à Brasmes", "La crue baisse.");
    bench.write("files/1.txt", text.replace("Agence: AFP", "Agence: AFP\nStatut: sous embargo"));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let items = exported(&bench, &["--format", "ninjs"]);
    assert!(items.contains(r#""pubstatus":"withheld""#), "{items}");
}

#[test]
#[cfg(unix)]
fn what_the_shell_opened_is_written_to_where_the_shell_stands() {
    let bench = floods();
    let script = "echo before; $DEPECHE export crue --format ids -o /dev/stdout; $DEPECHE export crue --format ids -o /dev/fd/3; echo after";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("echo first > log; {{ {script}; }} >> log 2> /dev/null 3> other; cat log other")]);
    shell.current_dir(bench.root()).env("DEPECHE_INDEX", "index");
    let run = bench.run(shell.env("DEPECHE", DEPECHE));
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!((lines[..2].to_vec(), lines[5], lines.len()), (vec!["first", "before"], "after", 9), "{}", run.stdout);
}

#[test]
fn a_name_that_the_disk_takes_is_taken() {
    let bench = floods();
    let name = format!("{}.csv", "é".repeat(120));
    let run = bench.depeche(["export", "crue", "-o", &name]);
    assert!(run.code == FOUND && bench.path(&name).is_file(), "{}", run.stderr);
}

#[test]
fn no_clobber_leaves_the_list_and_what_stands_beside_it() {
    let bench = floods();
    for name in ["list.csv", "list.csv.method.json"] {
        bench.write(name, "old");
        let run = bench.depeche(["export", "crue", "-o", "list.csv", "--method", "--no-clobber"]);
        assert!(run.code == ERROR && run.stderr.contains("it is there already"), "{}", run.stderr);
        assert_eq!(std::fs::read_to_string(bench.path(name)).unwrap(), "old");
        bench.remove(name);
    }
    assert_eq!(bench.depeche(["export", "crue", "-o", "list.csv", "--no-clobber"]).code, FOUND);
}

#[test]
fn what_is_wrong_with_the_query_is_not_blamed_on_the_file() {
    let bench = floods();
    let many: String = (0..70).map(|number| format!("a{number}* ")).collect();
    let run = bench.depeche(["export", &many, "-o", "list.csv"]);
    assert!(run.code == ERROR && !run.stderr.contains("cannot write"), "{}", run.stderr);
    let absent = bench.depeche(["export", "crue", "-o", "nowhere/list.csv"]);
    assert!(absent.stderr.contains("cannot write nowhere/list.csv: there is no folder"), "{}", absent.stderr);
}

#[test]
fn a_run_by_date_keeps_its_order_in_its_scores() {
    let run = exported(&floods(), &["--format", "trec"]);
    let scores: Vec<&str> = run.lines().filter_map(|line| line.split(' ').nth(4)).collect();
    assert_eq!(scores, ["-1.00000", "-2.00000", "-3.00000"]);
}

#[test]
fn columns_are_those_asked_for_in_their_order() {
    let bench = floods();
    let csv = exported(&bench, &["--format", "csv", "--fields", "date,headline,byline"]);
    assert_eq!(csv.lines().next(), Some("date,headline,byline"));
    assert!(csv.contains("2025-03-12,Crue de l'Orvine,Par Ada Brévent et Jo Lin"), "{csv}");
    let lines = exported(&bench, &["--format", "jsonl", "--fields", "id,highlights", "--snippets", "--full-text"]);
    let hit: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(hit["highlights"], serde_json::json!([[3, 7]]));
    assert_eq!(hit["body"][0], "La crue a pris le pont de Valmont. 1. Rien *ne* va.");
    assert_eq!(hit.as_object().unwrap().len(), 4);
    let wrong = bench.depeche(["export", "crue", "-o", "x.csv", "--fields", "titel"]);
    assert_eq!(wrong.code, ERROR);
    assert!(wrong.stderr.contains("no column is called `titel`; there are rank, score"), "{}", wrong.stderr);
    let twice = bench.depeche(["export", "crue", "-o", "x.json", "--fields", "id,path,id"]);
    assert!(twice.code == ERROR && twice.stderr.contains("--fields names id twice"), "{}", twice.stderr);
    let none = bench.depeche(["export", "crue", "-o", "x.ris", "--fields", "id"]);
    assert!(none.code == ERROR && none.stderr.contains("ris has none"), "{}", none.stderr);
}

#[test]
fn an_unknown_format_is_told_the_known_ones() {
    let bench = floods();
    for args in [&["-o", "x.docx"][..], &["-o", "x"], &[], &["--format", "docx"]] {
        let run = bench.depeche(["export", "crue"].iter().chain(args));
        assert_eq!(run.code, ERROR);
        assert!(run.stderr.contains("csv, tsv, xlsx, jsonl, json, html"), "{args:?}: {}", run.stderr);
    }
    assert!(!bench.path("x.docx").exists());
}

#[test]
fn ninjs_is_read_back_as_the_same_dispatches() {
    let bench = floods();
    exported(&bench, &["-o", "list.ninjs.jsonl"]);
    let read = |args: &[&str]| -> Vec<Value> {
        let run = bench.depeche(["inspect", "--no-annotate", "--format", "jsonl"].iter().chain(args));
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let by_id = |mut list: Vec<Value>| {
        list.sort_by_key(|record| record["id"].as_str().unwrap().to_owned());
        list
    };
    let (before, after) = (by_id(read(&["files"])), by_id(read(&["list.ninjs.jsonl"])));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        for key in ["id", "headline", "provider", "byline", "status"] {
            assert_eq!(before[key], after[key], "{key}");
        }
        if before["status"] != "canceled" {
            assert_eq!(before["body"], after["body"]);
        }
    }
}

#[test]
fn the_method_is_enough_to_run_the_search_again() {
    let bench = floods();
    exported(&bench, &["-o", "list.csv", "--method", "--since", "2025-03-11"]);
    let method: Value =
        serde_json::from_str(&std::fs::read_to_string(bench.path("list.csv.method.json")).unwrap()).unwrap();
    let (folder, command) = (method["folder"].as_str().unwrap(), method["command"].as_str().unwrap());
    assert!(command.ends_with("/index crue --sort date -o list.csv --method --since 2025-03-11"), "{command}");
    let list = std::fs::read(bench.path("list.csv")).unwrap();
    bench.remove("list.csv");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("depeche() {{ '{DEPECHE}' \"$@\"; }}; cd '{folder}' && {command}")]);
    let again = bench.run(shell.current_dir("/").env_remove("DEPECHE_INDEX"));
    assert_eq!((again.code, std::fs::read(bench.path("list.csv")).unwrap()), (FOUND, list), "{}", again.stderr);
    bench.write("own.txt", "Ilo Stern = Loup de Brume\n");
    let mut heard = bench.command(["export", "crue", "-o", "list.csv", "--method"]);
    assert_eq!(bench.run(heard.env("DEPECHE_PEOPLE", "own.txt")).code, FOUND);
    let told = std::fs::read_to_string(bench.path("list.csv.method.json")).unwrap();
    assert!(told.contains("/own.txt") && told.contains("export --index "), "{told}");
    assert_eq!((&method["hits"], &method["matching"], &method["order"]), (&2.into(), &2.into(), &"date".into()));
    assert_eq!(method["index"]["dispatches"], 3);
    let nowhere = bench.depeche(["export", "crue", "--format", "csv", "--method"]);
    assert_eq!(nowhere.code, ERROR, "{}", nowhere.stderr);
}

#[test]
fn a_workbook_begins_like_a_zip_and_leaves_no_other_file() {
    let bench = floods();
    exported(&bench, &["-o", "list.XLSX", "--method", "--full-text"]);
    let bytes = std::fs::read(bench.path("list.XLSX")).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let names: Vec<_> = std::fs::read_dir(bench.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_file_that_was_there_stays_until_the_new_one_is_whole() {
    let bench = floods();
    bench.write("list.csv", "old");
    let kept = bench.depeche(["export", "crue", "-o", "list.csv", "--no-clobber"]);
    assert!(kept.code == ERROR && kept.stderr.contains("is there already"), "{}", kept.stderr);
    assert_eq!(std::fs::read_to_string(bench.path("list.csv")).unwrap(), "old");
    let wrong = bench.depeche(["export", "(crue", "-o", "list.csv"]);
    assert_eq!(wrong.code, ERROR);
    assert_eq!(std::fs::read_to_string(bench.path("list.csv")).unwrap(), "old");
    let none = bench.depeche(["export", "introuvable", "-o", "list.csv"]);
    assert_eq!(none.code, NOTHING, "{}", none.stderr);
    assert_eq!(std::fs::read_to_string(bench.path("list.csv")).unwrap().lines().count(), 1, "the header alone");
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    let bench = floods();
    for target in ["nowhere/list.csv", "files"] {
        let run = bench.depeche(["export", "crue", "--format", "csv", "-o", target]);
        assert!(run.code == ERROR && run.stderr.contains(&format!("cannot write {target}")), "{}", run.stderr);
    }
}

#[test]
fn an_output_that_nobody_reads_is_no_error() {
    let bench = floods();
    let mut child = bench
        .command(["export", "crue", "--format", "jsonl", "--full-text"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn all_hits_are_written_in_the_order_of_the_search() {
    let bench = Bench::new();
    let lines: Vec<String> = (0..3000)
        .map(|n| {
            format!(
                r#"{{"uri":"n{n:04}","type":"text","headline":"Crue {n}","body_text":"La crue numéro {n} monte."}}"#
            )
        })
        .collect();
    bench.write("files/many.jsonl", lines.join("\n"));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    for sort in ["score", "date"] {
        let searched = bench.depeche(["search", "crue", "--sort", sort, "--format", "ids", "--limit", "5000"]);
        let written = bench.depeche(["export", "crue", "--sort", sort, "--format", "ids"]);
        assert_eq!(written.stdout.lines().count(), 3000);
        assert_eq!(written.stdout, searched.stdout, "{sort}");
    }
    let some = bench.depeche(["export", "crue", "--limit", "7", "--format", "ids"]);
    assert_eq!(some.stdout.lines().count(), 7);
}

#[test]
fn hits_of_one_rank_stand_in_the_order_of_their_ids_on_every_page() {
    let bench = Bench::new();
    let line = |n: u32| {
        let id = n * 7919 % 1200;
        format!(r#"{{"uri":"n{id:04}","type":"text","headline":"Crue","body_text":"La crue monte à {id}."}}"#)
    };
    // Two files, and an update between them, so that ids that follow each other lie in several segments.
    for (file, numbers) in [("files/one.jsonl", 0..700), ("files/two.jsonl", 700..1200)] {
        bench.write(file, numbers.map(line).collect::<Vec<_>>().join("\n"));
        assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    }
    let expected: Vec<String> = (0..1200).map(|id| format!("n{id:04}")).collect();
    for sort in ["date", "score"] {
        let written = bench.depeche(["export", "crue", "--sort", sort, "--format", "ids"]).stdout;
        assert_eq!(written.lines().collect::<Vec<_>>(), expected, "{sort}");
        for (offset, limit) in [(0, 1), (0, 10), (45, 10), (600, 300), (1195, 10)] {
            let page = ["--offset", &offset.to_string(), "--limit", &limit.to_string()].map(str::to_owned);
            let args = ["search", "crue", "--format", "ids", "--sort", sort].map(str::to_owned);
            let page = bench.depeche(args.iter().chain(&page)).stdout;
            assert_eq!(page.lines().collect::<Vec<_>>(), expected[offset..(offset + limit).min(1200)], "{sort}");
        }
    }
}

#[test]
fn all_dispatches_are_exported_where_nothing_is_looked_for() {
    let bench = floods();
    assert_eq!(bench.depeche(["export", "--format", "ids"]).stdout.lines().count(), 3);
    assert_eq!(bench.depeche(["export", "--format", "ids", "--since", "2025-03-12"]).stdout.lines().count(), 1);
    let empty = bench.depeche(["export", "", "--format", "ids"]);
    assert_eq!((empty.code, empty.stdout.as_str()), (ERROR, ""), "{}", empty.stderr);
}
