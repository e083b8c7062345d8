//! What a search shows: snippets and their highlights, every format, hostile text, advice, errors.

mod support;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, NOTHING, dispatch, json_lines};

/// The words that the first hit of a query marks in its snippet.
fn marked(bench: &Bench, query: &str) -> Vec<String> {
    let hits = bench.hits(&[query]);
    let hit = hits.first().unwrap_or_else(|| panic!("{query} finds nothing"));
    let snippet = hit["snippet"].as_str().unwrap();
    let ends: Vec<[usize; 2]> = serde_json::from_value(hit["highlights"].clone()).unwrap();
    assert!(ends.is_sorted_by(|a, b| a[1] <= b[0]), "in order and apart: {ends:?}");
    ends.iter().map(|&[start, end]| snippet.get(start..end).expect("ends between characters").to_owned()).collect()
}

#[test]
fn highlights_are_the_words_that_matched_and_only_those() {
    let text = "L'été dernier, l’œuvre d'Élise Brévent a été volée à l'atelier de la rive droite. \
                Le voleur a rendu la toile à la droite du port.";
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("vol", text)]))]);
    for (query, wanted) in [
        ("œuvre", &["œuvre"][..]),
        ("elise brevent", &["Élise", "Brévent"]),
        ("voler", &["volée"]),
        ("vol*", &["volée", "voleur"]),
        ("brevant~", &["Brévent"]),
        ("\"rive droite\"", &["rive", "droite"]),
        ("\"la droite\"", &["la", "droite"]),
        ("rive PRES/2 droite", &["rive", "droite"]),
        ("toile SAUF dragon", &["toile"]),
        ("toile SAUF (voler ET dragon)", &["toile"]),
        ("titre:dossier port", &["port"]),
        ("texte:port", &["port"]),
        ("atelier OU dragon", &["atelier"]),
    ] {
        assert_eq!(marked(&bench, query), wanted, "{query}");
    }
}

#[test]
fn a_snippet_is_whole_sentences_around_what_matched() {
    let text =
        "Une première phrase sans rien. La crue a pris le pont de Valmont. Une phrase de plus.\n\nEnfin le bac repart.";
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("crue", text)]))]);
    let snippet = |query: &str| bench.hits(&[query])[0]["snippet"].as_str().unwrap().to_owned();
    assert_eq!(snippet("pont"), "La crue a pris le pont de Valmont.");
    assert_eq!(snippet("pont bac"), "La crue a pris le pont de Valmont. […] Enfin le bac repart.");
    assert_eq!(snippet("dossier"), "Une première phrase sans rien.", "a match in the headline alone");
}

/// A dispatch, indexed with what its headers say and nothing else.
fn crue() -> Bench {
    let text = dispatch("urn:x:crue", "12 mars 2025", "Crue de l'Orvine", "La rivière a quitté son lit à Valmont.")
        .replace("Agence: AFP", "Agence: AFP\nVersion: 2\nLieu: Valmont\nPersonne: Ada Brévent\nSujet: inondation");
    let bench = Bench::new();
    bench.write("files/crue.txt", text);
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

#[test]
fn every_format_shows_the_hit() {
    let bench = crue();
    let show = |format: &str| {
        let run = bench.depeche(["search", "rivière", "--format", format]);
        assert_eq!(run.code, FOUND, "{}", run.stderr);
        (run.stdout, run.stderr)
    };
    let (text, tally) = show("text");
    insta::assert_snapshot!(text, @r"
    1. Crue de l'Orvine
       AFP · 2025-03-12 · Valmont · version 2
       La *rivière* a quitté son lit à Valmont.
       BENCH/files/crue.txt  urn:x:crue
    ");
    assert_eq!(tally, "1 dispatch\n");
    assert_eq!(show("paths"), ("BENCH/files/crue.txt\n".into(), String::new()));
    assert_eq!(show("ids"), ("urn:x:crue\n".into(), String::new()));

    let line: Value = serde_json::from_str(&show("jsonl").0).unwrap();
    let mut wanted = json!({
        "rank": 1, "id": "urn:x:crue", "version": 2, "date": "2025-03-12", "headline": "Crue de l'Orvine",
        "headline_from": "source", "provider": "AFP",
        "topics": ["inondation"], "locations": ["Valmont"], "people": ["Ada Brévent"], "path": "BENCH/files/crue.txt",
        "snippet": "La rivière a quitté son lit à Valmont.", "highlights": [[3, 11]], "headline_highlights": [],
        "status": "usable", "embargo": null, "standing": "current", "nth": 1, "versions": 1, "replaces": null,
        "replaced": null, "replaced_by": [], "also_as": [],
    });
    wanted["score"] = line["score"].clone();
    assert!(wanted["score"].as_f64().unwrap() > 0.0);
    assert_eq!(line, wanted);
    assert_eq!(serde_json::from_str::<Value>(&show("json").0).unwrap(), json!([wanted]));

    let table = show("csv").0;
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let header = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    for (name, cell) in header.iter().zip(&row) {
        let value = match &wanted[name] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(list) => list.iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join("; "),
            number => number.to_string(),
        };
        assert!(cell == value || name == "score", "{name}: {cell}, not {value}");
    }
}

#[test]
fn no_hit_is_still_well_formed() {
    let bench = crue();
    for (format, wanted) in [("json", "[]\n"), ("jsonl", ""), ("ids", ""), ("paths", ""), ("text", "")] {
        let run = bench.depeche(["search", "introuvable", "--format", format]);
        assert_eq!((run.code, &*run.stdout), (NOTHING, wanted), "{format}");
    }
    let run = bench.depeche(["search", "introuvable", "--format", "csv"]);
    assert_eq!((run.code, run.stdout.lines().count()), (NOTHING, 1));
}

#[test]
fn hostile_text_never_drives_a_terminal_or_a_spreadsheet() {
    let item = json!({
        "uri": "=cmd()", "type": "text", "headline": "=HYPERLINK(\"x\") \u{1b}[31mrouge \u{202e}mot\u{7}\u{9b}2J",
        "body_text": "@SUM(A1) \u{1b}]0;titre\u{7} la rivière \u{2066}cachée\u{2069} \u{200b}ici.", "slugline": "-1+1",
    });
    let bench = Bench::indexed(&[("=a.jsonl", &format!("{item}\n"))]);
    for format in ["text", "jsonl", "json", "csv", "paths", "ids"] {
        let shown = bench.depeche(["search", "rivière", "--format", format]).stdout;
        let raw = shown.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None, "{format}: {shown:?}");
        // The cells of a table that goes to a program are the data themselves.
        let hidden = shown.chars().find(|c| format != "csv" && depeche::safe::is_unsafe(*c) && *c != '\n');
        assert_eq!(hidden, None, "{format}: {shown:?}");
    }
    let table = bench.depeche(["search", "rivière", "--format", "csv"]).stdout;
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    for arguments in
        [&["show", "=cmd()"][..], &["show", "=cmd()", "--format", "json"], &["inspect", "files"], &["status"]]
    {
        let run = bench.depeche(arguments);
        let hidden = (run.stdout + &run.stderr).chars().find(|c| depeche::safe::is_unsafe(*c) && *c != '\n');
        assert_eq!(hidden, None, "{arguments:?}");
    }
    let echoed = bench.depeche(["search", "--explain", "\u{1b}[31mintrouvable\u{202e}"]).stderr;
    assert!(!echoed.chars().any(|c| depeche::safe::is_unsafe(c) && c != '\n'), "{echoed:?}");
}

#[test]
fn an_error_that_repeats_what_was_typed_does_not_drive_the_terminal() {
    let bench = crue();
    bench.write("queries.txt", "crue");
    let hostile = "\u{1b}[31mx\u{202e}";
    for arguments in [
        &["search", "crue", "--since", hostile][..],
        &["search", "crue", "--person", "\u{1b}"],
        &["search", "crue", "--index", hostile],
        &["index", hostile],
        &["batch", hostile],
        &["batch", "queries.txt", "--since", hostile],
    ] {
        let run = bench.depeche(arguments);
        assert_eq!(run.code, ERROR, "{arguments:?}");
        let hidden = run.stderr.chars().find(|c| depeche::safe::is_unsafe(*c) && *c != '\n');
        assert_eq!(hidden, None, "{arguments:?}: {:?}", run.stderr);
    }
}

#[test]
fn an_agency_without_a_name_is_an_error_and_not_a_search_for_nothing() {
    let run = crue().depeche(["search", "crue", "--agency", ""]);
    assert_eq!(run.code, ERROR);
    assert_eq!(run.stderr, "depeche: --agency needs a name: `` has no word in it\n");
}

#[test]
fn a_negative_limit_is_called_a_wrong_number_and_not_an_unknown_option() {
    let bench = crue();
    for option in ["--limit", "--offset"] {
        let run = bench.depeche(["search", "crue", option, "-1"]);
        assert_eq!(run.code, ERROR);
        assert!(run.stderr.starts_with(&format!("error: invalid value '-1' for '{option}")), "{}", run.stderr);
    }
    assert_eq!(bench.depeche(["search", "--", "-crue"]).code, NOTHING);
}

#[test]
fn a_search_without_hits_says_which_word_has_none_and_what_would_match() {
    let bench = crue();
    let advice = |query: &str| bench.depeche(["search", query]).stderr;
    insta::assert_snapshot!(advice("rivière dragon"), @r"
    no dispatch matches
      nothing matches dragon
      without dragon: 1 dispatch
    ");
    insta::assert_snapshot!(advice("rivierre valmont"), @r"
    no dispatch matches
      nothing matches rivierre
      did you mean rivière valmont? 1 dispatch
        depeche search -- 'rivière valmont'
      without rivierre: 1 dispatch
    ");
    insta::assert_snapshot!(advice("rivière SAUF valmont"), @r"
    no dispatch matches
      without the excluded words: 1 dispatch
    ");
    insta::assert_snapshot!(bench.depeche(["search", "rivière", "--person", "Stern", "--since", "2026"]).stderr, @r#"
    no dispatch matches
      nothing matches the condition [the person "Stern", of whom the index has no name]
      nothing matches the condition [dated from 2026-01-01 on]
    "#);
}

#[test]
fn an_error_shows_the_place_and_what_would_be_right() {
    let bench = crue();
    let error = |query: &str| {
        let run = bench.depeche(["search", query]);
        assert_eq!((run.code, &*run.stdout), (ERROR, ""), "{query}");
        run.stderr
    };
    insta::assert_snapshot!(error("\"rivière en crue"), @r#"
    this quotation mark is never closed
      "rivière en crue
      ^
    hint: " is missing
    example: "rivière en crue"
    "#);
    insta::assert_snapshot!(error("rivière\u{a0}(crue"), @r"
    this parenthesis is never closed
      rivière (crue
              ^
    hint: a ) is missing
    example: rivière (crue)
    ");
    insta::assert_snapshot!(error("rivière ET"), @r"
    nothing stands after this operator
      rivière ET
              ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: rivière
    ");
    insta::assert_snapshot!(error("titr:crue"), @r"
    there is no field of this name
      titr:crue
      ^~~~~
    hint: did you mean `titre:`?
    example: titre:crue
    ");
    insta::assert_snapshot!(error("« … »"), @r#"
    there is no word between these quotation marks
      « … »
      ^~~~~
    hint: write the words of the phrase, or take the quotation marks away
    example: "premier ministre"
    "#);
    assert!(error("").starts_with(
        "the query is empty
"
    ));
    let deep = error(&"(".repeat(100_000));
    assert!(deep.starts_with("the query is longer than 64 KiB") && deep.len() < 400, "{deep}");
    let deep = error(&format!("{}crue{}", "(".repeat(10_000), ")".repeat(10_000)));
    assert!(deep.len() < 1000, "{deep}");
}

#[test]
fn a_query_that_is_wrong_is_said_before_the_index_is_brought_up_to_date() {
    let bench = Bench::new();
    bench.write("files/crue.txt", "La crue.");
    assert_eq!(bench.depeche(["search", "--refresh", "files", "crue ET"]).code, ERROR);
    assert!(!bench.path("index").exists());
}

#[test]
fn explain_says_how_the_query_was_understood() {
    let bench = crue();
    let run = bench.depeche(["search", "--explain", "rivière SAUF titre:\"pont neuf\"", "--since", "2025-03"]);
    insta::assert_snapshot!(run.stderr, @r#"
    looking for all of: the word "rivière" with its inflections; but not in the headline: the phrase "pont neuf"; dated from 2025-03-01 on
    1 dispatch
    "#);
}

#[test]
fn times_and_days_are_shown_on_the_clock_by_which_they_are_searched() {
    let text = dispatch("urn:x:bac", "2024-12-31T23:30:00Z", "Le bac repart", "Le bac repart à minuit.");
    let bench = Bench::indexed(&[("bac.txt", &text)]);
    let shown = bench.depeche(["search", "bac", "date:2025-01-01"]);
    assert!(shown.code == FOUND && shown.stdout.contains("AFP · 2025-01-01 00:30"), "{}", shown.stdout);
    assert_eq!(bench.hits(&["bac"])[0]["date"], "2024-12-31T23:30:00+00:00", "scripts get what was written");
}

#[test]
fn a_page_beyond_all_hits_is_empty_in_every_format() {
    let bench = crue();
    for format in ["text", "ids", "jsonl", "csv"] {
        let run = bench.depeche(["search", "rivière", "--offset", "18446744073709551615", "--format", format]);
        assert!(run.code == FOUND && !run.stdout.contains("crue"), "{format}: {} {}", run.stdout, run.stderr);
    }
}
