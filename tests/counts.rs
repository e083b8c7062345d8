//! Counts over any query, what stands together, and the searches that find what was counted.

mod support;

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, NOTHING};

/// Identifier, agency, people, places, text. `double` was sent twice, by two agencies.
type Line<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str], &'a str);

/// Arguments, and the values that they count.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, u64)]);

const AGAIN: &str = "La digue a cédé dans la nuit, et quatre rues du bourg sont sous une eau boueuse, a dit la mairie.";

const DISPATCHES: &[Line<'_>] = &[
    ("un", "AFP", &["Ada Brévent", "Ivo Stern"], &["Valmont"], "Une crue, dit le maire."),
    ("deux", "AFP", &["Ada Brévent", "Ivo Stern", "Maud Kérivel"], &["VALMONT", "Orvine"], "Une crue encore."),
    ("trois", "ATS", &["Ada Brévent"], &["Orvine"], "La crue baisse."),
    ("quatre", "ATS", &["Jo \"l'Eau\" d'Arc"], &["Val-d'Orge"], "La crue de $HOME."),
    ("double-1", "AFP", &["Maud Kérivel"], &["Orvine"], AGAIN),
    ("double-2", "ATS", &["Ivo Stern"], &["Orvine"], AGAIN),
    ("sec", "AFP", &["Ada Brévent", "Ivo Stern"], &["Valmont"], "Il fait sec."),
    ("formule", "AFP", &["=CMD()"], &["Valmont"], "Un tableur."),
];

fn bench() -> Bench {
    let line = |(number, (id, agency, people, places, text)): (usize, &Line<'_>)| {
        let named = |names: &[&str]| -> Vec<Value> { names.iter().map(|name| json!({ "name": name })).collect() };
        let date = format!("2025-03-12T08:{number:02}:00+01:00");
        let item = json!({
            "uri": id, "type": "text", "language": "fr", "headline": "Dossier", "versioncreated": date,
            "firstcreated": date, "body_text": text, "person": named(people), "place": named(places),
            "urgency": number % 3 + 1, "infosources": [{ "name": agency, "qcode": agency }], "provider": agency,
        });
        format!("{item}\n")
    };
    let bench = Bench::new();
    bench.write("files/tout.jsonl", DISPATCHES.iter().enumerate().map(line).collect::<String>());
    let run = bench.depeche(["index", "--no-annotate", "files"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    bench
}

fn rows(bench: &Bench, args: &[&str]) -> Vec<Value> {
    let run = bench.depeche(args.iter().chain(&["--format", "jsonl"]));
    assert!(run.code < ERROR, "{args:?}: {}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn counts(bench: &Bench, args: &[&str]) -> BTreeMap<String, u64> {
    let count = |row: Value| (row["name"].as_str().unwrap().to_owned(), row["dispatches"].as_u64().unwrap());
    rows(bench, args).into_iter().map(count).collect()
}

/// Runs printed command lines as a shell does; gives for each how many dispatches it finds.
fn found(bench: &Bench, searches: &[String]) -> Vec<u64> {
    let run = |search: &String| {
        let script = format!("depeche() {{ \"$DEPECHE\" \"$@\"; }}; {search}");
        let mut shell = Command::new("bash");
        shell.args(["-c", &script]).current_dir(bench.root()).env("DEPECHE_INDEX", "index");
        shell.env("DEPECHE", assert_cmd::cargo::cargo_bin!("depeche"));
        let run = bench.run(&mut shell);
        let line = run.stderr.lines().next().unwrap_or_default();
        let digits: String =
            line.chars().take_while(|c| c.is_ascii_digit() || *c == ' ').filter(|c| *c != ' ').collect();
        digits.parse().unwrap_or_else(|_| panic!("{search}\n{}", run.stderr))
    };
    searches.iter().map(run).collect()
}

#[test]
fn every_field_is_counted() {
    let bench = bench();
    let cases: &[Case<'_>] = &[
        (&["agencies", "crue"], &[("AFP", 2), ("ATS", 2)]),
        // A text that both sent is one dispatch, and one of each of them.
        (&["count", "agences"], &[("AFP", 5), ("ATS", 3)]),
        (&["count", "LIEUX", "crue"], &[("VALMONT", 2), ("Orvine", 2), ("Val-d'Orge", 1)]),
        (&["count", "urgency", "crue"], &[("1", 2), ("2", 1), ("3", 1)]),
        (&["count", "languages"], &[("fr", 7)]),
        (&["count", "statuses"], &[("usable", 7)]),
        (&["count", "people", "--min", "3"], &[("Ada Brévent", 4), ("Ivo Stern", 4)]),
        (&["people", "--count", "-n", "1", "sec"], &[("Ada Brévent", 1)]),
    ];
    for (args, wanted) in cases {
        let wanted: BTreeMap<String, u64> = wanted.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(counts(&bench, args), wanted, "{args:?}");
    }
    for field in ["genres", "mots-clés", "Organisation"] {
        assert_eq!(bench.depeche(["count", field]).code, NOTHING, "{field}");
    }
    let run = bench.depeche(["count", "byline"]);
    assert!(run.code == ERROR && run.stderr.contains("organisations, keywords"), "{}", run.stderr);
}

#[test]
fn printed_searches_find_what_was_counted() {
    let bench = bench();
    let cases: &[&[&str]] = &[
        &["people", "--count"],
        &["people", "crue", "--since", "2025-03", "--agency", "AFP"],
        &["locations", "crue OU $HOME"],
        &["locations"],
        &["agencies"],
        &["agencies", "--all-versions"],
        &["count", "urgencies", "-maire"],
        &["count", "statuses", "--value", "people=Ivo Stern"],
        &["people", "--together"],
        &["locations", "--together", "crue"],
        &["agencies", "--together"],
    ];
    let mut tried = 0;
    for args in cases {
        let all: Vec<&str> = args.iter().copied().chain(["--queries", "-n", "100"]).collect();
        // An argument with a hyphen in front stands behind `--`.
        let all: Vec<&str> = match all.iter().position(|word| *word == "-maire") {
            Some(at) => [&all[..at], &all[at + 1..], &["--format", "jsonl", "--", "-maire"]].concat(),
            None => [&all[..], &["--format", "jsonl"]].concat(),
        };
        let run = bench.depeche(&all);
        assert!(run.code < ERROR, "{all:?}: {}", run.stderr);
        let rows: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let searches: Vec<String> = rows.iter().map(|row| row["search"].as_str().unwrap().to_owned()).collect();
        let printed: Vec<u64> = rows.iter().map(|row| row["dispatches"].as_u64().unwrap()).collect();
        assert_eq!(found(&bench, &searches), printed, "{searches:#?}");
        tried += searches.len();
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn the_table_ends_with_a_search_or_has_one_a_row() {
    let bench = bench();
    let run = bench.depeche(["people", "--count", "crue", "-n", "2"]);
    insta::assert_snapshot!(run.stdout + &run.stderr, @r"
    Ada Brévent          3   75.0 %
    Ivo Stern            2   50.0 %

    depeche search --value 'people=Ada Brévent' -- crue
    4 dispatches, 4 names, 2 shown
    ");
    let run = bench.depeche(["people", "--together", "crue", "--queries", "-n", "2"]);
    insta::assert_snapshot!(run.stdout + &run.stderr, @r"
    Ada Brévent + Ivo Stern             2   0.67
        depeche search --value 'people=Ada Brévent' --value 'people=Ivo Stern' -- crue
    Ada Brévent + Maud Kérivel          1   0.33
        depeche search --value 'people=Ada Brévent' --value 'people=Maud Kérivel' -- crue
    4 dispatches, 4 names, 3 pairs, 2 shown
    ");
}

#[test]
fn pairs_are_dispatches_that_have_both() {
    let bench = bench();
    let pairs = |args: &[&str]| -> Vec<(String, String, u64, f64)> {
        let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        let pair = |row: &Value| {
            let strength = row["strength"].as_f64().unwrap();
            (text(row, "name"), text(row, "with"), row["dispatches"].as_u64().unwrap(), strength)
        };
        rows(&bench, args).iter().map(pair).collect()
    };
    let (ada, ivo, maud) = ("Ada Brévent".to_owned(), "Ivo Stern".to_owned(), "Maud Kérivel".to_owned());
    // In the text sent twice each agency names another person: no dispatch has both.
    assert_eq!(
        pairs(&["people", "--together"]),
        [(ada.clone(), ivo.clone(), 3, 0.6), (ada.clone(), maud.clone(), 1, 0.2), (ivo.clone(), maud.clone(), 1, 0.2)]
    );
    assert_eq!(pairs(&["people", "--together", "--min", "2"]), [(ada, ivo, 3, 0.6)]);
    assert_eq!(pairs(&["locations", "--together"]), [("Valmont".into(), "Orvine".into(), 1, 0.1667)]);
    let pruned = bench.depeche(["people", "--together", "--nodes", "2", "--format", "csv"]);
    assert_eq!(pruned.stdout, "name,with,dispatches,strength\nAda Brévent,Ivo Stern,3,0.6\n");
    assert_eq!(pruned.stderr, "only the 2 most frequent of 5 names were paired; --nodes N pairs more\n");
    assert_eq!(bench.depeche(["agencies", "--together"]).code, NOTHING);
}

#[test]
fn networks_are_written_whole() {
    let bench = bench();
    let run = bench.depeche(["people", "-o", "net.graphml"]);
    assert_eq!((run.code, run.stderr.as_str()), (FOUND, "7 dispatches, 5 names, 3 pairs\n"));
    let text = std::fs::read_to_string(bench.path("net.graphml")).unwrap();
    assert_eq!((text.matches("<node ").count(), text.matches("<edge ").count()), (3, 3), "{text}");
    assert_eq!(bench.depeche(["people", "--format", "graphml"]).stdout, text);
    let run = bench.depeche(["people", "--format", "gephi", "-o", "net.csv"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    assert!(run.stderr.starts_with("edges in net.csv, nodes in net.nodes.csv\n"), "{}", run.stderr);
    let edges = std::fs::read_to_string(bench.path("net.csv")).unwrap();
    assert!(edges.starts_with("Source,Target,Type,Weight,Strength\n1,2,Undirected,3,0.6000\n"), "{edges}");
    let nodes = std::fs::read_to_string(bench.path("net.nodes.csv")).unwrap();
    assert!(nodes.starts_with("Id,Label,Dispatches\n1,Ada Brévent,4\n2,Ivo Stern,4\n"), "{nodes}");
    let run = bench.depeche(["people", "--format", "gephi"]);
    assert!(run.code == ERROR && run.stderr.contains("-o"), "{}", run.stderr);
}

#[test]
fn tables_go_to_files_by_their_ending() {
    let bench = bench();
    for (file, wanted) in [
        ("a.csv", "name,dispatches,share\n'=CMD(),1,1\n"),
        ("a.tsv", "name\tdispatches\tshare\n'=CMD()\t1\t1\n"),
        ("a.jsonl", "{\"name\":\"=CMD()\",\"dispatches\":1,\"share\":1.0}\n"),
        ("a.txt", "=CMD()          1  100.0 %\n\ndepeche search --value 'people==CMD()' -- tableur\n"),
    ] {
        let run = bench.depeche(["people", "--count", "tableur", "-o", file]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (FOUND, "", "1 dispatch, 1 name\n"));
        assert_eq!(std::fs::read_to_string(bench.path(file)).unwrap(), wanted);
    }
    let run = bench.depeche(["people", "Ivo Stern", "-o", "carte.csv"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    assert!(std::fs::read_to_string(bench.path("carte.csv")).unwrap().contains("\nIvo Stern,"));
    let wrong = bench.depeche(["people", "--count", "crue", "-o", "a.gif"]);
    assert!(wrong.code == ERROR && wrong.stderr.contains("graphml, gephi"), "{}", wrong.stderr);
}

#[test]
fn a_value_is_told_by_field_and_whole() {
    let bench = bench();
    for (value, hits) in [
        ("people=Ivo Stern", 4),
        ("personne=IVO STÉRN", 4),
        ("people=Ivo", 0),
        ("lieu=valmont", 4),
        ("urgence=2", 3),
        ("agency=afp", 5),
    ] {
        assert_eq!(bench.hits(&["--value", value]).len(), hits, "{value}");
    }
    let run = bench.depeche(["search", "--value", "lieu=Orvine", "--explain"]);
    assert!(run.stderr.contains("one of the locations is \"Orvine\""), "{}", run.stderr);
    for (value, wanted) in
        [("Ivo", "FIELD=VALUE"), ("nom=Ivo", "no field is called `nom`; there are people, locations")]
    {
        let run = bench.depeche(["search", "--value", value]);
        assert!(run.code == ERROR && run.stderr.contains(wanted), "{}", run.stderr);
    }
}
