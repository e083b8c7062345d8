//! `similar`: other dispatches about the same event.

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Bench, ERROR, FOUND, NOTHING, dispatch};

/// A bench with the dispatches of `corpus/2025`, whose events have several.
fn corpus() -> Bench {
    let bench = Bench::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/2025");
    let run = bench.depeche(["index".as_ref(), corpus.as_os_str()]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    bench
}

/// The identifier of the dispatch in the file whose name ends so.
fn id_of(bench: &Bench, file: &str) -> String {
    let hits = bench.hits(&["date:1900..2100"]);
    let hit = hits.iter().find(|hit| hit["path"].as_str().unwrap().ends_with(file)).unwrap();
    hit["id"].as_str().unwrap().to_owned()
}

/// The names of the files that are similar, in their order.
fn similar(bench: &Bench, file: &str, options: &[&str]) -> Vec<String> {
    let id = id_of(bench, file);
    let run = bench.depeche(["similar", &id, "--format", "paths"].iter().chain(options));
    assert!(run.code == if run.stdout.is_empty() { NOTHING } else { FOUND }, "{}", run.stderr);
    let name = |line: &str| Path::new(line).file_name().unwrap().to_string_lossy().into_owned();
    run.stdout.lines().map(name).collect()
}

#[test]
fn follow_ups_of_an_event_are_found_and_no_others() {
    let bench = corpus();
    assert_eq!(similar(&bench, "afp-0312-greve.txt", &[]), ["afp-0314-mediateur.txt"]);
    assert_eq!(similar(&bench, "afp-0314-mediateur.txt", &[]), ["afp-0312-greve.txt"]);
    let mut summit = similar(&bench, "aa-0903-sommet-helsinki.txt", &[]);
    summit.sort_unstable();
    assert_eq!(summit, ["aa-0908-detroits.txt", "réactions sommet Helsinki.txt"]);
    assert_eq!(similar(&bench, "reuters-trieste-ponts.txt", &[]), ["aa-1006-trieste.txt"]);
    assert_eq!(similar(&bench, "correction-inflation.txt", &[]), [""; 0]);
}

#[test]
fn the_days_the_agency_and_the_number_can_be_chosen() {
    let bench = corpus();
    let found = |options: &[&str]| similar(&bench, "aa-0903-sommet-helsinki.txt", options);
    assert_eq!(found(&["--days", "3"]), ["réactions sommet Helsinki.txt"]);
    assert_eq!(found(&["--agency", "AFP"]), ["réactions sommet Helsinki.txt"]);
    assert_eq!(found(&["--limit", "1"]), ["aa-0908-detroits.txt"]);
    assert_eq!(found(&["--days", "0"]).len(), 2, "no more are alike at any time");
    assert_eq!(found(&["--days", "4294967295"]).len(), 2);
}

#[test]
fn who_is_alone_is_told_so() {
    let bench =
        Bench::indexed(&[("a.txt", &dispatch("x-1", "2025-03-12", "Le bac repart", "Le bac de l'Orvine repart."))]);
    let run = bench.depeche(["similar", "x-1"]);
    assert_eq!((run.code, run.stdout.as_str()), (NOTHING, ""));
    assert_eq!(run.stderr, "no other dispatch about the same event within 7 days; --days 0 looks at any time\n");
    let run = bench.depeche(["similar", "y"]);
    assert_eq!((run.code, run.stderr.as_str()), (NOTHING, "no dispatch has the identifier y\n"));
}

#[test]
fn versions_and_copies_of_a_dispatch_are_not_similar_to_it() {
    let text =
        "Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.";
    let bench = Bench::indexed(&[
        ("a.txt", &dispatch("x-1", "2025-03-12T08:00:00+01:00", "Le bac repart", text)),
        ("b.txt", &dispatch("x-1", "2025-03-12T09:00:00+01:00", "Le bac repart", &format!("{text} Enfin."))),
        ("c.txt", &dispatch("x-2", "2025-03-12T10:00:00+01:00", "Orvine : le bac", &format!("{text} Enfin."))),
        (
            "d.txt",
            &dispatch(
                "x-3",
                "2025-03-12T11:00:00+01:00",
                "Orvine : le bac repris",
                "Le bac de l'Orvine a repris mardi.",
            ),
        ),
        (
            "e.txt",
            &dispatch("x-21", "", "Orvine : le bac sans date", "Le bac de l'Orvine a repris son service à Valbrune."),
        ),
        (
            "f.txt",
            &dispatch("x-4", "2025-03-12T11:00:00+01:00", "Foire aux vins", "La foire aux vins de Sault ouvre jeudi."),
        ),
    ]);
    let run = bench.depeche(["similar", "x-1", "--format", "jsonl"]);
    let hits: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = hits.iter().map(|hit| &hit["id"]).collect();
    assert_eq!(ids, ["x-3", "x-21"], "one without date is less alike");
    let scores: Vec<f64> = hits.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)) && scores[0] > scores[1], "{scores:?}");
    let several = bench.depeche(["similar", "x-"]);
    let said = "5 identifiers begin with `x-`; type more of it:\n  x-1\n  x-2\n  x-21\n  x-3\n  x-4\n";
    assert!(several.code == ERROR && several.stderr.contains(said), "{}", several.stderr);
}
