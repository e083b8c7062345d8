//! People across dispatches: every spelling is found, look-alikes are not, cards and counts tell who is meant.

mod support;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, NOTHING, json_lines, set};

/// Identifier, day of March 2025, people with their roles, text.
type Line<'a> = (&'a str, u32, &'a [(&'a str, &'a str)], &'a str);

const DISPATCHES: &[Line<'_>] = &[
    ("putin", 1, &[("Vladimir Putin", "president")], "Le bac traverse, a dit Vladimir Putin. Putin insiste."),
    ("poutine", 2, &[("Vladimir Poutine", "président russe"), ("Volodymyr Zelensky", "")], "Vladimir Poutine parle."),
    ("nu", 3, &[("Poutine", "")], "Poutine se tait."),
    ("zelenskyy", 4, &[("Volodymyr Zelenskyy", "président ukrainien")], "Un bac."),
    ("inverse", 5, &[("Zelensky, Volodymyr", "président ukrainien")], "Un bac."),
    ("olena", 6, &[("Olena Zelenska", "")], "Un bac."),
    ("mbs", 7, &[("MBS", "prince héritier")], "Un bac."),
    ("salman", 8, &[("Mohammed bin Salman", "prince héritier")], "Un bac."),
    ("gaddafi", 9, &[("Muammar Gaddafi", "")], "Un bac."),
    (
        "emmanuel",
        10,
        &[("Emmanuel Macron", "président français"), ("Brigitte Macron", "")],
        "Emmanuel Macron et son bac.",
    ),
    ("brigitte", 11, &[("Brigitte Macron", "")], "Brigitte Macron seule."),
    ("macron", 12, &[("Macron", "")], "Macron est passé."),
    ("kim", 13, &[("Kim Jong Un", "")], "Un bac."),
    ("kimil", 14, &[("Kim Jong-il", "")], "Un bac."),
    ("paul", 15, &[("Paul Orvine", "maire")], "Un bac."),
    ("jeanpaul", 16, &[("Jean-Paul Orvine", "maire")], "Un bac."),
    ("prix", 17, &[("Prix Orvine", "")], "Un bac."),
    ("loup", 18, &[("Loup de Brume", "")], "Un bac."),
];

fn bench() -> Bench {
    let line = |(id, day, people, text): &Line<'_>| {
        let people: Vec<Value> = people.iter().map(|(name, role)| json!({ "name": name, "rel": role })).collect();
        let date = format!("2025-03-{day:02}T08:00:00+01:00");
        let item = json!({
            "uri": id, "type": "text", "language": "fr", "headline": format!("Dossier {id}"), "versioncreated": date,
            "firstcreated": date, "body_text": text, "person": people, "place": [{ "name": "Valmont" }],
            "subject": [{ "name": "Transports" }],
        });
        format!("{item}\n")
    };
    Bench::indexed(&[("tout.jsonl", &DISPATCHES.iter().map(line).collect::<String>())])
}

#[test]
fn every_spelling_is_found_and_look_alikes_are_not() {
    let bench = bench();
    let cases: &[(&[&str], &[&str])] = &[
        (&["--person", "Poutine"], &["putin", "poutine", "nu"]),
        (&["--person", "Putin"], &["putin", "poutine", "nu"]),
        (&["--person", "Poutin, Vladimir"], &["putin", "poutine", "nu"]),
        (&["personne:poutine"], &["putin", "poutine", "nu"]),
        (&["personne:\"Wladimir Putin\""], &["putin", "poutine", "nu"]),
        (&["--person", "Volodymyr Zelensky"], &["poutine", "zelenskyy", "inverse"]),
        (&["--person", "Zelenski"], &["poutine", "zelenskyy", "inverse"]),
        (&["--person", "Mohammed ben Salmane"], &["mbs", "salman"]),
        (&["--person", "MBS"], &["mbs", "salman"]),
        (&["--person", "Kadhafi"], &["gaddafi"]),
        (&["--person", "Macron"], &["emmanuel", "brigitte", "macron"]),
        (&["--person", "Brigitte Macron"], &["emmanuel", "brigitte"]),
        (&["--person", "Emmanuel Macron"], &["emmanuel", "macron"]),
        (&["personne:(macron SAUF \"Brigitte Macron\")"], &["macron"]),
        (&["--person", "Kim Jong-un"], &["kim"]),
        (&["--person", "Paul Orvine"], &["paul"]),
        (&["--person", "Vladimir Zelensky"], &[]),
        // Written out as words, nothing but the words is looked for.
        (&["personne:=poutine"], &["poutine", "nu"]),
        (&["personne:pouti*"], &["poutine", "nu"]),
    ];
    let mut right = 0;
    for (query, wanted) in cases {
        assert_eq!(bench.ids(query), set(wanted), "{query:?}");
        right += 1;
    }
    println!("{right} queries for people give exactly their dispatches");
}

#[test]
fn the_names_found_are_marked_and_told() {
    let bench = bench();
    let run = bench.depeche(["search", "--person", "Poutine", "--explain"]);
    assert!(run.stdout.contains("*Vladimir Putin*. *Putin* insiste"), "{}", run.stdout);
    assert_eq!(
        run.stderr.lines().next(),
        Some("looking for the person \"Poutine\", in the index as Poutine, Vladimir Poutine, Vladimir Putin")
    );
}

#[test]
fn the_users_own_list_is_heard_without_indexing_again() {
    let bench = bench();
    assert_eq!(bench.ids(&["--person", "Orvine"]), set(&["paul", "jeanpaul", "prix"]));
    bench.write("index/people.txt", "# les nôtres\nPaul Orvine = Loup de Brume\nignore Prix Orvine\n");
    assert_eq!(bench.ids(&["--person", "Paul Orvine"]), set(&["paul", "loup"]));
    assert_eq!(bench.ids(&["--person", "Orvine"]), set(&["paul", "jeanpaul"]));
    bench.write("autres.txt", "Vladimir Poutine != Vladimir Putin\n");
    let mine = ["--people-file", "autres.txt", "--person", "Vladimir Poutine"];
    assert_eq!(bench.ids(&mine), set(&["poutine", "nu"]), "the user knows better than the rules");
    bench.write("faux.txt", "Paul Orvine = Loup\n\nPaul Orvine\n");
    let run = bench.depeche(["search", "--people-file", "faux.txt", "bac"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.starts_with("depeche: faux.txt: line 3: `Paul Orvine`"), "{}", run.stderr);
    let run = bench.run(bench.command(["search", "bac"]).env("DEPECHE_PEOPLE", "absent.txt"));
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.contains("absent.txt"), "{}", run.stderr);
}

#[test]
fn a_card_tells_who_is_meant() {
    let bench = bench();
    let run = bench.depeche(["people", "Poutine"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let wanted = [
        "Vladimir Poutine\n",
        "dispatches   3, 2025-03-01 to 2025-03-03\n",
        "spellings    Poutine (1); Vladimir Poutine (1); Vladimir Putin (1)\n",
        "beside       Volodymyr Zelensky (1)\n",
        "depeche search --person 'Vladimir Poutine'\n",
    ];
    for line in wanted {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    let run = bench.depeche(["people", "--format", "json", "Macron"]);
    let cards: Value = serde_json::from_str(&run.stdout).unwrap();
    let names: Vec<&str> = cards.as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Brigitte Macron", "Emmanuel Macron"]);
    assert_eq!(cards[1]["namesakes"], json!([{ "name": "Brigitte Macron", "dispatches": 2 }]));
    let narrowed = bench.depeche(["people", "--format", "jsonl", "Emmanuel Macron", "--since", "2025-03-12"]).stdout;
    let card: Value = serde_json::from_str(&narrowed).unwrap();
    assert_eq!((&card["dispatches"], &card["first"]), (&json!(1), &json!("2025-03-12")));
}

#[test]
fn what_shapes_counts_counts_and_shows_no_card() {
    let bench = bench();
    for options in [&["--min", "1", "--top", "3"][..], &["--sort", "name"], &["--queries"]] {
        let run = bench.depeche(["people", "Poutine"].iter().chain(options));
        assert!(run.code == FOUND && !run.stdout.contains("spellings"), "{options:?}: {}", run.stdout);
    }
}

#[test]
fn counts_over_any_query() {
    let bench = bench();
    let run = bench.depeche(["people", "--format", "csv", "--top", "2"]);
    assert_eq!(run.stdout, "name,dispatches,share\nBrigitte Macron,2,0.1111\nEmmanuel Macron,1,0.0556\n");
    let run = bench.depeche(["people", "--count", "macron", "--sort", "name"]);
    assert!(run.stdout.starts_with("Brigitte Macron          2   66.7 %\nEmmanuel Macron "), "{}", run.stdout);
    assert!(run.stdout.ends_with("\ndepeche search --value 'people=Brigitte Macron' -- macron\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "3 dispatches, 3 names\n");
    let run = bench.depeche(["people", "bac"]);
    assert!(run.stderr.starts_with("the index knows no person named bac: counting over the query\n"), "{}", run.stderr);
    let run = bench.depeche(["topics", "--person", "MBS", "--format", "jsonl"]);
    // Beside it there may be topics found in the text.
    assert!(run.stdout.contains("{\"name\":\"Transports\",\"dispatches\":2,\"share\":1.0}\n"), "{}", run.stdout);
    let run = bench.depeche(["locations", "--person", "Kadhafi"]);
    assert!(run.stdout.starts_with("Valmont          1  100.0 %\n"), "{}", run.stdout);
    assert_eq!(bench.depeche(["topics", "introuvable"]).code, NOTHING);
}

#[test]
fn a_misspelt_name_is_answered_with_names_that_are_spelt_nearly_so() {
    let bench =
        Bench::indexed(&[("tout.jsonl", &json_lines(&[("a", "Le maire de Valmont, Jean Rouvellier, est élu.")]))]);
    let run = bench.depeche(["search", "--person", "Jaen Rouvelier"]);
    assert_eq!(run.code, NOTHING);
    assert!(run.stderr.contains("  did you mean person:\"Jean Rouvellier\"? 1 dispatch\n"), "{}", run.stderr);
}
