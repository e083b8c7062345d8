//! `depeche read` where nobody can be asked: the page of a hit, and the commands that lead to the others.

mod support;

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, NOTHING, dispatch, json_lines};

/// Seven dispatches about a ferry.
fn ferry() -> Bench {
    let texts: Vec<(String, String)> = (1..=7)
        .map(|n| (format!("d{n}"), format!("Le {n} mars, l'embarcadère du bac.{}", " Le bac.".repeat(n))))
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (&**id, &**text)).collect();
    Bench::indexed(&[("tout.jsonl", &json_lines(&texts))])
}

#[test]
fn a_hit_is_a_page_with_its_place_above_it_and_the_way_to_the_others_on_stderr() {
    let text = |id: &str, day: &str| dispatch(id, day, "L’Orvine en crue", "La crue a pris le pont.\n\nLe bac passe.");
    let bench = Bench::new();
    for (number, day) in ["12 mars 2025", "13 avril 2025", "14 mai 2025"].into_iter().enumerate() {
        bench.write(
            &format!("files/{number}.txt"),
            text(&format!("urn:x:{number}"), day) + &format!("\nPage {number}.\n"),
        );
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let run = bench.depeche(["read", "crue", "--sort", "date", "--hit", "2", "--since", "2025"]);
    assert_eq!(run.code, FOUND);
    insta::assert_snapshot!(run.stdout, @r"
    hit 2 of 3
    L’Orvine en *crue*
    AFP · 2025-04-13

    La *crue* a pris le pont.

    Le bac passe.

    Page 1.

    id           urn:x:1
    created      2025-04-13
    source       BENCH/files/1.txt (header-block, UTF-8)
    ");
    insta::assert_snapshot!(run.stderr, @r"
    next: depeche read --since 2025 --hit 3 --sort date -- crue
    previous: depeche read --since 2025 --hit 1 --sort date -- crue
    ");
}

#[test]
fn the_commands_lead_through_all_hits_and_back() {
    let bench = ferry();
    let run = |arguments: &str| {
        let mut shell = Command::new("sh");
        let depeche = assert_cmd::cargo::cargo_bin!("depeche").to_str().unwrap();
        shell.args(["-c", &format!("'{depeche}' {arguments}")]).current_dir(bench.root());
        bench.run(shell.env("DEPECHE_INDEX", "index").env("NO_COLOR", "1").stdin(Stdio::null()))
    };
    let places = |run: &support::Run| -> Vec<String> {
        run.stdout.lines().filter(|line| line.starts_with("hit ")).map(str::to_owned).collect()
    };
    let mut walks = Vec::new();
    for (way, start) in [("next: depeche ", 1), ("previous: depeche ", 7)] {
        let query = r#"'"l'\''embarcadère du bac" SAUF $HOME'"#;
        let mut arguments = format!("read --sort date --value languages=fr --limit 2 --hit {start} -- {query}");
        let mut seen = Vec::new();
        loop {
            let page = run(&arguments);
            assert_eq!(page.code, FOUND, "{arguments}: {}", page.stderr);
            seen.push(places(&page));
            match page.stderr.lines().find_map(|line| line.strip_prefix(way)) {
                Some(command) => arguments = command.to_owned(),
                None => break,
            }
        }
        walks.push(seen);
    }
    let hits = |hits: &[u64]| hits.iter().map(|n| format!("hit {n} of 7")).collect::<Vec<_>>();
    assert_eq!(walks[0], [hits(&[1, 2]), hits(&[3, 4]), hits(&[5, 6]), hits(&[7])]);
    assert_eq!(walks[1], [hits(&[7]), hits(&[5, 6]), hits(&[3, 4]), hits(&[1, 2])]);
}

/// With a kill, an embargo and an older version.
fn newsroom() -> Bench {
    let item = |id: &str, version: u64, status: &str, text: &str| {
        let date = format!("2025-03-{:02}T08:00:00+01:00", version + 9);
        let item = json!({
            "uri": id, "type": "text", "language": "fr", "version": version.to_string(), "pubstatus": status,
            "headline": format!("Bac {id}"), "firstcreated": date, "versioncreated": date, "body_text": text,
            "embargoed": if id == "tard" { "2999-01-01T00:00:00Z" } else { "" },
        });
        format!("{item}\n")
    };
    let lines = [
        item("un", 1, "usable", "Le bac coule."),
        item("un", 2, "canceled", "Le bac ne coule pas."),
        item("deux", 1, "usable", "Le bac du port\n\nattend le bac."),
        item("tard", 1, "usable", "Le bac partira."),
    ];
    Bench::indexed(&[("jour.jsonl", &lines.concat())])
}

#[test]
fn a_page_is_what_show_writes_of_the_same_dispatch() {
    let bench = newsroom();
    let mut seen = BTreeSet::new();
    for (number, id) in bench.hits(&["bac"]).iter().map(|hit| hit["id"].as_str().unwrap()).enumerate() {
        let hit = (number + 1).to_string();
        for format in ["text", "json", "jsonl"] {
            let page = bench.depeche(["read", "bac", "--hit", &hit, "--format", format]);
            let shown = bench.depeche(["show", id, "--mark", "bac", "--format", format]);
            let head = if format == "text" { format!("hit {hit} of 3\n") } else { String::new() };
            assert_eq!((page.code, page.stdout), (FOUND, head + &shown.stdout), "{id}");
            assert_eq!(page.stderr.is_empty(), format != "text", "{}", page.stderr);
        }
        seen.insert(id.to_owned());
    }
    assert_eq!(seen, support::set(&["un", "deux", "tard"]));
    let killed = bench.depeche(["read", "id:un"]).stdout;
    assert!(killed.contains("[KILLED] Bac un") && killed.contains("CANCELED"), "{killed}");
    assert!(bench.depeche(["read", "id:tard"]).stdout.contains("UNDER EMBARGO until 2999"));
    let versions = bench.depeche(["read", "id:un", "--all-versions", "--limit", "9", "--format", "jsonl"]).stdout;
    let standing = |line: &str| serde_json::from_str::<Value>(line).unwrap()["standing"].as_str().unwrap().to_owned();
    let standings: BTreeSet<String> = versions.lines().map(standing).collect();
    assert_eq!(standings, support::set(&["current", "killed"]));
}

#[test]
fn without_hits_the_advice_is_that_of_a_search() {
    let bench = ferry();
    let read = bench.depeche(["read", "bacs péniche"]);
    let search = bench.depeche(["search", "bacs péniche"]);
    assert_eq!((read.code, &*read.stdout, read.stderr), (NOTHING, "", search.stderr));
    let past = bench.depeche(["read", "bac", "--hit", "8", "--sort", "date"]);
    assert_eq!((past.code, &*past.stdout), (NOTHING, ""));
    insta::assert_snapshot!(past.stderr, @r"
    there is no hit 8: 7 dispatches match
      the last one: depeche read --hit 7 --sort date -- bac
    ");
    let zero = bench.depeche(["read", "bac", "--hit", "0"]);
    assert_eq!(zero.code, ERROR);
    assert!(zero.stderr.contains("write a number from 1 on"), "{}", zero.stderr);
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    // Of a text, reading has already taken what acts on a terminal; the name of a file is what it is.
    let item =
        json!({ "uri": "x", "type": "text", "headline": "Le bac \u{1b}]0;titre\u{7}", "body_text": "\u{202e}bac" });
    let bench = Bench::indexed(&[("\u{1b}[2J\u{9b}.jsonl", &format!("{item}\n"))]);
    for (format, shown) in
        [("text", "\\u{1b}[2J\\u{9b}"), ("json", "\\u001b[2J\\u009b"), ("jsonl", "\\u001b[2J\\u009b")]
    {
        let page = bench.depeche(["read", "bac", "--format", format]).stdout;
        assert!(!page.contains(|c| depeche::safe::is_unsafe(c) && c != '\n'), "{format}: {page:?}");
        assert!(page.contains(shown), "{format}: {page}");
    }
}
