//! Operators, fields, filters and pages: the list, the count and the list by date agree.

mod support;

use std::collections::BTreeSet;

use support::{Bench, ERROR, FOUND, NOTHING, json_lines, set};

/// Identifier and paragraphs. The words `alpha` … are chosen so that none is an inflection of another.
const DISPATCHES: &[(&str, &str)] = &[
    ("abc", "alpha bravo charlie"),
    ("axbxc", "alpha x bravo x charlie"),
    ("axbc", "alpha x bravo charlie"),
    ("ba", "bravo alpha"),
    ("far", "alpha un deux trois quatre bravo"),
    ("parted", "zoulou alpha.\n\nbravo zoulou."),
    ("alone", "alpha seul"),
    ("delta", "delta deltas deltoide"),
    ("zelensky", "zelensky parle"),
    ("zelenski", "zelenski parle"),
    ("repeated", "tango sierra tango"),
];

fn bench() -> Bench {
    Bench::indexed(&[("tout.jsonl", &json_lines(DISPATCHES))])
}

/// What a query finds: the list by score, after checking that the list by date and the count say the same.
fn found(bench: &Bench, query: &str) -> BTreeSet<String> {
    let list = bench.ids(&["--", query]);
    assert_eq!(bench.ids(&["--sort", "date", "--", query]), list, "by date: {query}");
    let tally = bench.depeche(["search", "--limit", "1", "--", query]).stderr;
    let number = tally.split(' ').next().unwrap();
    assert_eq!(number.parse().unwrap_or(0), list.len(), "count of {query}: {tally}");
    list
}

#[test]
fn operators_find_what_they_say_in_list_count_and_order_by_date() {
    let bench = bench();
    let cases: &[(&str, &[&str])] = &[
        ("alpha bravo charlie", &["abc", "axbxc", "axbc"]),
        ("alpha seul", &["alone"]),
        ("\"alpha bravo charlie\"", &["abc"]),
        ("« alpha bravo »", &["abc"]),
        ("“bravo alpha”", &["ba"]),
        ("\"alpha bravo charlie\"~1", &["abc", "axbc"]),
        ("\"alpha bravo charlie\"~2", &["abc", "axbc", "axbxc"]),
        ("\"alpha bravo\"~1", &["abc", "axbc", "axbxc"]),
        ("\"bravo alpha\"~2", &["abc", "ba"]),
        ("\"alpha bravo\"~50", &["abc", "axbc", "axbxc", "ba", "far"]),
        ("\"tango tango\"", &[]),
        ("\"tango tango\"~1", &["repeated"]),
        ("\"sierra sierra\"~5", &[]),
        ("alpha PRES/1 bravo", &["abc", "ba"]),
        ("bravo NEAR/1 alpha", &["abc", "ba"]),
        ("alpha PRES/4 bravo", &["abc", "axbc", "axbxc", "ba"]),
        ("alpha PRES/5 bravo", &["abc", "axbc", "axbxc", "ba", "far"]),
        ("\"bravo charlie\" PRES/2 alpha", &["abc", "axbc"]),
        ("alpha PARA bravo", &["abc", "axbc", "axbxc", "ba", "far"]),
        ("alpha PARA zoulou", &["parted"]),
        ("alpha bravo zoulou", &["parted"]),
        ("charl*", &["abc", "axbc", "axbxc"]),
        ("delt?", &["delta"]),
        ("z?lensk*", &["zelensky", "zelenski"]),
        ("zelenskY~", &["zelensky", "zelenski"]),
        ("zalensky~", &["zelensky"]),
        ("zalenski~2", &["zelensky", "zelenski"]),
        ("SAUF alpha", &["delta", "zelensky", "zelenski", "repeated"]),
        ("-alpha", &["delta", "zelensky", "zelenski", "repeated"]),
        ("alpha SAUF bravo", &["alone"]),
        ("alpha -bravo", &["alone"]),
        ("alpha AND NOT bravo", &["alone"]),
        ("alpha ET SAUF bravo", &["alone"]),
        (
            "bravo OU SAUF alpha",
            &["abc", "axbc", "axbxc", "ba", "far", "parted", "delta", "zelensky", "zelenski", "repeated"],
        ),
        ("parle OU seul", &["alone", "zelensky", "zelenski"]),
        ("parle OR (alpha ET seul)", &["alone", "zelensky", "zelenski"]),
        ("(parle OU seul) SAUF zelenski", &["alone", "zelensky"]),
        ("alpha SAUF \"alpha bravo\" SAUF seul", &["axbc", "axbxc", "ba", "far", "parted"]),
        ("introuvable", &[]),
        ("introuvable OU seul", &["alone"]),
    ];
    for (query, wanted) in cases {
        assert_eq!(found(&bench, query), set(wanted), "{query}");
    }
}

#[test]
fn any_word_is_enough_when_asked_for() {
    let bench = bench();
    assert_eq!(bench.ids(&["--any", "seul parle introuvable"]), set(&["alone", "zelensky", "zelenski"]));
}

/// A newsroom day: three agencies, with people, places and topics in their metadata.
fn newsroom() -> Bench {
    let item = |id: &str, date: &str, agency: &str, fields: serde_json::Value| {
        let mut item = serde_json::json!({
            "uri": id, "type": "text", "firstcreated": date, "versioncreated": date, "language": "fr",
            "infosource": [{"name": agency}], "headline": format!("Dossier {id}"), "body_text": "Le bac traverse.",
        });
        item.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        format!("{item}\n")
    };
    let lines = [
        item(
            "un",
            "2025-03-09T14:05:00+01:00",
            "AFP",
            serde_json::json!({
                "headline": "Pont neuf à Valmont", "person": [{"name": "Ada Brévent"}, {"name": "Ilo Stern"}],
                "place": [{"name": "Valmont"}], "subject": [{"name": "travaux publics"}, {"name": "crue"}], "urgency": 1,
                "byline": "Jeanne Orsel", "slugline": "pont-valmont", "keywords": ["chantier"],
                "organisation": [{"name": "Ponts de l'Orvine"}],
            }),
        ),
        item(
            "deux",
            "2025-03-31T23:30:00+02:00",
            "ATS",
            serde_json::json!({ "person": [{"name": "Ada Stern"}], "place": [{"name": "Port-Lazare"}], "urgency": 4 }),
        ),
        item(
            "trois",
            "2025-04-01T00:10:00+02:00",
            "Belga",
            serde_json::json!({ "pubstatus": "withheld", "language": "fr-BE" }),
        ),
    ];
    Bench::indexed(&[("jour.jsonl", &lines.concat())])
}

#[test]
fn fields_and_filters_select() {
    let bench = newsroom();
    let cases: &[(&[&str], &[&str])] = &[
        (&["titre:pont"], &["un"]),
        (&["texte:pont"], &[]),
        (&["texte:bac"], &["un", "deux", "trois"]),
        (&["headline:(pont ET valmont)"], &["un"]),
        (&["personne:stern"], &["un", "deux"]),
        (&["personne:\"Ilo Stern\""], &["un"]),
        (&["--person", "Stern, Ilo"], &["un"]),
        (&["--person", "Ada Stern"], &["deux"]),
        (&["--person", "ada", "--person", "ilo"], &["un"]),
        (&["lieu:port-lazare"], &["deux"]),
        (&["--location", "Valmont"], &["un"]),
        (&["sujet:travaux"], &["un"]),
        (&["--topic", "public travaux"], &["un"]),
        (&["--topic", "travaux crue"], &[]),
        (&["org:ponts"], &["un"]),
        (&["auteur:orsel"], &["un"]),
        (&["slug:valmont"], &["un"]),
        (&["mot-clé:chantiers"], &["un"]),
        (&["agence:ats"], &["deux"]),
        (&["--agency", "afp", "--agency", "BELGA"], &["un", "trois"]),
        (&["langue:fr-be"], &["trois"]),
        (&["statut:retenu"], &["trois"]),
        (&["urgence:1..3"], &["un"]),
        (&["id:deux"], &["deux"]),
        (&["id:*r*s"], &["trois"]),
        (&["chemin:*jour.jsonl"], &["un", "deux", "trois"]),
        (&["bac", "SAUF", "agence:afp"], &["deux", "trois"]),
    ];
    for (arguments, wanted) in cases {
        assert_eq!(bench.ids(arguments), set(wanted), "{arguments:?}");
    }
}

#[test]
fn dates_are_told_by_the_clock_of_paris_and_before_excludes_its_day() {
    let bench = newsroom();
    let cases: &[(&[&str], &[&str])] = &[
        (&["--since", "2025-04"], &["trois"]),
        (&["--since", "31/03/2025"], &["deux", "trois"]),
        (&["--before", "2025-04"], &["un", "deux"]),
        (&["--before", "2025-03-31"], &["un"]),
        (&["--since", "2025-03-10", "--before", "1er avril 2025"], &["deux"]),
        (&["date:2025-03"], &["un", "deux"]),
        (&["date:2025-03-09..2025-03-31"], &["un", "deux"]),
        (&["date:\"9 mars 2025\""], &["un"]),
        (&["depuis:2026"], &[]),
        (&["avant:2025-03-10"], &["un"]),
    ];
    for (arguments, wanted) in cases {
        assert_eq!(bench.ids(arguments), set(wanted), "{arguments:?}");
    }
    let run = bench.depeche(["search", "bac", "--since", "la semaine des quatre jeudis"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.starts_with("depeche: --since: "), "{}", run.stderr);
}

#[test]
fn dates_beyond_what_the_index_can_count_are_its_last_and_first() {
    let line = |id: &str, date: &str| {
        let item = serde_json::json!({ "uri": id, "type": "text", "headline": "Un bac", "firstcreated": date, "body_text": "Un bac." });
        format!("{item}\n")
    };
    let lines = [
        line("jamais", "9999-01-01"),
        line("loin", "2500-01-01T00:00:00Z"),
        line("passe", "1600-01-01"),
        line("un", "2025-03-09"),
    ];
    let bench = Bench::indexed(&[("tout.jsonl", &lines.concat())]);
    let by_date = bench.depeche(["search", "bac", "--sort", "date", "--format", "ids"]).stdout;
    let by_date: Vec<&str> = by_date.lines().collect();
    assert_eq!((by_date.len(), &by_date[2..]), (4, &["un", "passe"][..]));
    assert_eq!(bench.ids(&["--since", "2400"]), set(&["jamais", "loin"]));
    assert_eq!(bench.ids(&["--before", "1900"]), set(&["passe"]));
    assert_eq!(bench.ids(&["date:9998"]), set(&[]));
    assert_eq!(bench.hits(&["id:jamais"])[0]["date"], "9999-01-01", "the record says what the dispatch said");
}

#[test]
fn by_date_the_newest_comes_first() {
    let bench = newsroom();
    let run = bench.depeche(["search", "bac", "--sort", "date", "--format", "ids"]);
    assert_eq!(run.stdout, "trois\ndeux\nun\n");
}

#[test]
fn pages_join_to_the_whole_list_without_gap_or_double() {
    let texts: Vec<(String, String)> =
        (0..37).map(|n| (format!("n{n:02}"), format!("rivière {}", "bac ".repeat(n % 5 + 1)))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&texts))]);
    for sort in ["score", "date"] {
        let page = |limit: usize, offset: usize| {
            let (limit, offset) = (limit.to_string(), offset.to_string());
            let paged = ["search", "bac", "--format", "jsonl", "--sort", sort, "--limit", &limit, "--offset", &offset];
            let stdout = bench.depeche(paged).stdout;
            let hits = stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            hits.map(|hit| (hit["rank"].as_u64().unwrap(), hit["id"].to_string())).collect::<Vec<_>>()
        };
        let whole = page(100, 0);
        assert_eq!(whole.iter().map(|(rank, _)| *rank).collect::<Vec<_>>(), (1..=37).collect::<Vec<_>>());
        for size in [1, 10, 36, 37] {
            let starts = (0..37).step_by(size).take(4);
            for start in starts {
                let end = (start + size).min(37);
                assert_eq!(page(size, start), whole[start..end], "{sort}: {size} from {start}");
            }
        }
        assert_eq!(page(10, 37), []);
    }
}

#[test]
fn a_limit_of_none_only_counts() {
    let bench = bench();
    let run = bench.depeche(["search", "bravo", "--limit", "0"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (FOUND, "", "6 dispatches, none shown\n"));
    let run = bench.depeche(["search", "bravo", "--offset", "6"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (FOUND, "", "6 dispatches, none after the first 6\n"));
    assert_eq!(bench.depeche(["search", "introuvable", "--limit", "0"]).code, NOTHING);
}

/// The cursor of a pattern once moved the postings of all its words for every dispatch: quadratic.
#[test]
fn patterns_of_many_words_stand_near_each_other_in_the_right_dispatches() {
    let texts: Vec<(String, String)> = (0..600)
        .map(|n| (format!("d{n}"), format!("Ici va{n} {} ve{} fin.", "loin ".repeat(n % 7), (n * 7) % 600)))
        .collect();
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (&**id, &**text)).collect();
    let bench = Bench::indexed(&[("mots.jsonl", &json_lines(&pairs))]);
    // n % 7 words in between.
    let near = |within: usize| texts.iter().enumerate().filter(|(n, _)| n % 7 < within).count() as u64;
    let phrase = "\"va* ve*\"".to_owned();
    assert_eq!(
        bench.counts(&["va* PRES/3 ve*", "ve* PRES/1 va*", &phrase, "va* PARA ve*"]),
        [near(3), near(1), near(1), 600]
    );
}

#[test]
fn absurd_limits_and_too_many_patterns_are_no_panic() {
    let bench =
        Bench::indexed(&[("a.txt", &support::dispatch("urn:x:a", "12 mars 2025", "Crue", "Trois ponts sont fermés."))]);
    let run = bench.depeche(["search", "crue", "--limit", "18446744073709551615", "--offset", "18446744073709551615"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(bench.depeche(["search", "crue", "--limit", "18446744073709551615"]).code, 0);
    let patterns: Vec<String> = (0..65).map(|n| format!("a{n}*")).collect();
    let run = bench.depeche(["search", &patterns.join(" OU ")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("65 words with wildcards"), "{}", run.stderr);
}

#[test]
fn a_match_in_the_headline_is_marked_there() {
    let bench = Bench::indexed(&[(
        "a.txt",
        &support::dispatch("urn:x:a", "12 mars 2025", "L’Orvine en crue", "Trois ponts fermés."),
    )]);
    let run = bench.depeche(["search", "titre:crue"]);
    assert!(run.stdout.contains("L’Orvine en *crue*"), "{}", run.stdout);
}

#[test]
fn pages_by_score_fit_together_behind_those_that_are_ranked_anew() {
    let bench = Bench::new();
    let line = |n: usize| {
        // Of each word now the exact form stands there, now an inflection, more or less often, early or late.
        let (early, late) = ("incendies et ".repeat(n % 4), "incendie puis ".repeat(n % 7));
        let filler = "Le maire parle du pont. ".repeat(n % 11);
        format!(
            r#"{{"uri":"n{n:03}","type":"text","headline":"Point {n}","body_text":"{early}{filler}{late}incendies."}}"#
        )
    };
    bench.write("files/many.jsonl", (0..200).map(line).collect::<Vec<_>>().join("\n"));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let ids = |offset: usize, limit: usize| {
        let [offset, limit] = [offset, limit].map(|number| number.to_string());
        bench.depeche(["search", "incendie", "--format", "ids", "--offset", &offset, "--limit", &limit]).stdout
    };
    let all = ids(0, 500);
    assert_eq!(all.lines().count(), 200);
    assert_eq!((0..20).map(|page| ids(page * 10, 10)).collect::<String>(), all);
}
