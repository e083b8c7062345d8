//! Did you mean: misspelt words wherever they stand, put right, counted, with the search to copy.

mod support;

use std::process::Command;

use depeche::index::OpenIndex;
use depeche::query::{self, ParseOptions};
use depeche::search::spelling::{Speller, Typed};
use depeche::search::{self, Details, Joined, Request, Sort};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use support::{Bench, FOUND, NOTHING, dispatch, json_lines};

fn bench() -> Bench {
    let strike =
        "La grève générale est suivie aujourd'hui à Helsinki. Jean-Luc O'Brien et Volodymyr Zelensky en parlent.";
    let fields = "Agence: AFP\nPersonne: Volodymyr Zelensky\nLieu: Helsinki\nSujet: inondation";
    let files = ["un", "deux"].map(|id| {
        let text = dispatch(id, "12 mars 2025", &format!("Zelensky et la grève {id}"), &format!("{strike} Fin {id}."));
        (format!("{id}.txt"), text.replace("Agence: AFP", fields))
    });
    let bench = Bench::new();
    for (name, text) in files {
        bench.write(&format!("files/{name}"), text);
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

/// The first suggestion for a search without hits: what was meant, and the search for it.
fn meant(bench: &Bench, args: &[&str]) -> (String, String) {
    let run = bench.depeche(["search"].iter().chain(args));
    assert_eq!(run.code, NOTHING, "{args:?}: {}", run.stdout);
    let mut lines = run.stderr.lines().skip_while(|line| !line.starts_with("  did you mean "));
    let suggestion = lines.next().unwrap_or_else(|| panic!("{args:?}: {}", run.stderr));
    let command = lines.next().unwrap_or_default().trim_start();
    (suggestion.trim_start_matches("  did you mean ").to_owned(), command.to_owned())
}

#[test]
fn what_was_meant_is_put_in_place_of_what_was_typed() {
    let bench = bench();
    for (args, wanted) in [
        (&["grevve"][..], "grève"),
        (&["Volodimir Zelenksi grêvve"], "Volodymyr Zelensky grève"),
        (&["HELSNIKI"], "HELSINKI"),
        (&["d'Helsniki"], "d'Helsinki"),
        (&["aujourd’hiu"], "aujourd’hui"),
        (&["Jaen-Luc"], "Jean-Luc"),
        (&["O'Brein"], "O'Brien"),
        (&["=helsniki"], "=helsinki"),
        (&["\"grêve générale\""], "\"grève générale\""),
        (&["\"grève genrale\"~2"], "\"grève générale\"~2"),
        (&["titre:(Zelenksi grève)"], "titre:(Zelensky grève)"),
        (&["--any", "--", "Helsniki +grevve"], "Helsinki +grève"),
        (&["(Zelenksi OU rhododendron) +grève"], "(Zelensky OU rhododendron) +grève"),
        (&["grève PRES/3 genrale SAUF rhododendron"], "grève PRES/3 générale SAUF rhododendron"),
        (&["personne:\"Volodymyr Zelinxky\""], "personne:\"Volodymyr Zelensky\""),
        (&["lieu:Helsniki"], "lieu:Helsinki"),
        (&["sujet:inodnation"], "sujet:inondation"),
        (&["agence:(AFF OU ATS)"], "agence:(AFP OU ATS)"),
        (&["--person", "Zelinxky, Volodymyr"], "person:\"Zelensky, Volodymyr\""),
        (&["grève", "--location", "Helsniki"], "grève location:Helsinki"),
        (&["--topic", "inodnation", "--agency", "afp"], "topic:inondation agency:afp"),
        (&["grevve", "--agency", "AFF"], "grève agency:AFP"),
    ] {
        let (suggestion, command) = meant(&bench, args);
        assert_eq!(suggestion, format!("{wanted}? 2 dispatches"), "{args:?}");
        // The search that is printed finds what was counted.
        let program = assert_cmd::cargo::cargo_bin!("depeche").display().to_string();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(command.replacen("depeche", &program, 1));
        let run = bench.run(shell.current_dir(bench.root()).env("DEPECHE_INDEX", "index"));
        assert_eq!((run.code, run.stderr.as_str()), (FOUND, "2 dispatches\n"), "{command}");
    }
}

#[test]
fn exports_and_counts_doubt_what_was_typed_too() {
    let bench = bench();
    for arguments in [
        &["export", "grveè", "-o", "list.csv"][..],
        &["export", "grveè", "--format", "csv"],
        &["people", "--count", "grveè"],
        &["topics", "grveè"],
        &["timeline", "grveè"],
    ] {
        let run = bench.depeche(arguments);
        assert!(run.code == NOTHING && run.stderr.contains("did you mean grève? 2 dispatches"), "{}", run.stderr);
    }
}

#[test]
fn nothing_is_suggested_that_would_find_nothing_or_be_another_kind_of_query() {
    let bench =
        Bench::indexed(&[("tout.jsonl", &json_lines(&[("a", "Tous sauf un bac de Valmont."), ("b", "La foire.")]))]);
    for query in ["rhododendron", "bac sauff Valmont", "20255", "htpp://valmont.example"] {
        let run = bench.depeche(["search", "--", query]);
        assert_eq!(run.code, NOTHING, "{query}");
        assert!(!run.stderr.contains("did you mean"), "{query}: {}", run.stderr);
    }
    // Each of them alone finds something.
    let said = bench.depeche(["search", "vallmontt foirre"]).stderr;
    assert!(
        said.contains("did you mean valmont? 1 dispatch\n") && said.contains("did you mean foire? 1 dispatch\n"),
        "{said}"
    );
}

#[test]
fn a_rare_word_is_doubted_only_where_another_one_is_in_many_times_more_dispatches() {
    let many = (0..60).map(|number| (format!("n{number}"), format!("Zelensky parle, séance {number}.")));
    let rare = [("rare".to_owned(), "Zelenski et les abattis.".to_owned())];
    let some = (0..10).map(|number| (format!("s{number}"), format!("Les abattus, jour {number}.")));
    let all: Vec<(String, String)> = many.chain(rare).chain(some).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&all))]);
    let said = |args: &[&str]| bench.depeche(["search", "--limit", "1"].iter().chain(args)).stderr;
    assert_eq!(said(&["Zelenski"]), "1 dispatch\ndid you mean Zelensky? 60 dispatches: depeche search -- Zelensky\n");
    assert_eq!(said(&["abattis"]), "1 dispatch\n");
    assert_eq!(said(&["Zelensky"]), "60 dispatches, 1 to 1 shown\n");
    assert_eq!(said(&["Zelenski", "--format", "jsonl"]), "");
}

/// Words of the dispatches, slips of them, and what may stand around them.
const PIECES: [&str; 26] = [
    "grève",
    "grevve",
    "helsinki",
    "Helsniki",
    "=helsniki",
    "\"grêve générale\"",
    "\"grève genrale\"~1",
    "l'",
    "d’",
    "aujourd'hiu",
    "Jaen-Luc",
    "ET",
    "OU",
    "SAUF",
    "-",
    "(",
    ")",
    "titre:",
    "titre:zelenksi",
    "lieu:helsniki",
    "personne:(zelinxky OU obrein)",
    "sujet:inodnation",
    "agence:AFF",
    "PRES/4",
    "PARA",
    "\u{200b}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_suggestion_finds_as_many_dispatches_as_it_says(pieces in vec((select(&PIECES[..]), any::<bool>()), 1..7)) {
        thread_local! {
            static BENCH: (Bench, OpenIndex) = {
                let bench = bench();
                let index = OpenIndex::open(&bench.path("index")).unwrap();
                (bench, index)
            };
        }
        let space = |(piece, space): &(&str, bool)| format!("{piece}{}", if *space { " " } else { "" });
        let query: String = pieces.iter().map(space).collect();
        BENCH.with(|(_, index)| {
            let parse = |text: &str| {
                let options = ParseOptions { any: false, now: depeche::clock::now() };
                query::parse(text, &options).ok().map(|parsed| parsed.node)
            };
            let read = |typed: &Typed| parse(&typed.query);
            let speller = Speller { index, read: &read, all_versions: false };
            let typed = Typed { query, ..Typed::default() };
            for meant in speller.instead_of_nothing(&typed).unwrap() {
                let query = parse(&meant.typed.query).unwrap();
                let request = Request {
                    query, sort: Sort::Score, any: false, limit: 10, offset: 0, all_versions: false, total: true,
                    joined: Joined::Copies,
                    details: Details::NONE,
                };
                let results = search::run(index, &request).unwrap();
                assert_eq!(results.total, Some(meant.hits), "{typed:?} {meant:?}");
                assert!(meant.hits > 0 && meant.typed != typed, "{typed:?} {meant:?}");
            }
        });
    }
}
