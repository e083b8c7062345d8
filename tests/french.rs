//! French as people type it and as agencies spell it: which spelling finds which.

mod support;

use std::collections::BTreeSet;

use support::{Bench, json_lines, set};

/// Spellings in dispatches.
const DISPATCHES: &[(&str, &str)] = &[
    ("otan1", "Les ministres de l'OTAN se voient à Valmont."),
    ("otan2", "La réunion de l’OTAN est reportée."),
    ("otan3", "L'O.T.A.N. se tait."),
    ("usa1", "Les Etats-Unis hésitent."),
    ("usa2", "Aux États-Unis, on attend."),
    ("usa3", "ETATS-UNIS : une attente."),
    ("etats", "Les états généraux se sont unis à d'autres."),
    ("turc1", "Le président Erdogan est arrivé."),
    ("turc2", "Le président Erdoğan est reparti."),
    ("turc3", "ERDOĞAN A PARLÉ."),
    ("turc4", "Monsieur Erdoǧan, avec un autre accent."),
    ("turc5", "Monsieur Erdog\u{306}an, en deux signes."),
    ("oeuvre1", "Une œuvre perdue."),
    ("oeuvre2", "L'oeuvre retrouvée."),
    ("jour1", "Il pleut aujourd'hui."),
    ("jour2", "Il neige aujourd’hui."),
    ("hui", "Un huis clos au lever du jour."),
    ("mille1", "Un convoi de 1 500 tonnes."),
    ("mille2", "Un convoi de 1.500 tonnes."),
    ("mille3", "Un convoi de 1500 tonnes."),
    ("mille4", "Un convoi de 1\u{a0}500 tonnes."),
    ("mille5", "Un convoi de 1\u{202f}500 tonnes."),
    ("cinq", "Il en reste 1 et non 500."),
    ("redit", "La maire réitère sa demande."),
    ("attaque1", "Les attaques ont cessé."),
    ("attaque2", "Le bateau attaqué a coulé."),
    ("tours", "Le train de Tours est en retard."),
    ("tour", "La tour penche."),
    ("marche1", "Le marché aux poissons rouvre."),
    ("marche2", "La marche des bateliers commence."),
    ("tiret", "La porte-parole du port a parlé."),
    ("parole", "Elle ouvre la porte puis prend la parole."),
    ("ville", "Un avion venu de N'Djamena."),
    ("invisible", "Une dé\u{ad}pêche co\u{200b}upée."),
];

/// What is typed, and the dispatches that it finds.
const CASES: &[(&str, &[&str])] = &[
    ("l'OTAN", &["otan1", "otan2", "otan3"]),
    ("l’OTAN", &["otan1", "otan2", "otan3"]),
    ("OTAN", &["otan1", "otan2", "otan3"]),
    ("otan", &["otan1", "otan2", "otan3"]),
    ("O.T.A.N.", &["otan1", "otan2", "otan3"]),
    ("O.T.A.N", &["otan1", "otan2", "otan3"]),
    ("\"l'OTAN\"", &["otan1", "otan2", "otan3"]),
    ("Etats-Unis", &["usa1", "usa2", "usa3"]),
    ("États-Unis", &["usa1", "usa2", "usa3"]),
    ("ETATS-UNIS", &["usa1", "usa2", "usa3"]),
    ("ÉTATS-UNIS", &["usa1", "usa2", "usa3"]),
    ("« états unis »", &["usa1", "usa2", "usa3"]),
    ("états unis", &["usa1", "usa2", "usa3", "etats"]),
    ("Erdogan", &["turc1", "turc2", "turc3", "turc4", "turc5"]),
    ("Erdoğan", &["turc1", "turc2", "turc3", "turc4", "turc5"]),
    ("ERDOĞAN", &["turc1", "turc2", "turc3", "turc4", "turc5"]),
    ("Erdoǧan", &["turc1", "turc2", "turc3", "turc4", "turc5"]),
    ("Erdog\u{306}an", &["turc1", "turc2", "turc3", "turc4", "turc5"]),
    ("œuvre", &["oeuvre1", "oeuvre2"]),
    ("oeuvre", &["oeuvre1", "oeuvre2"]),
    ("ŒUVRES", &["oeuvre1", "oeuvre2"]),
    ("aujourd'hui", &["jour1", "jour2"]),
    ("aujourd’hui", &["jour1", "jour2"]),
    ("\"aujourd'hui\"", &["jour1", "jour2"]),
    ("1500", &["mille1", "mille2", "mille3", "mille4", "mille5"]),
    ("1.500", &["mille1", "mille2", "mille3", "mille4", "mille5"]),
    ("reiterer", &["redit"]),
    ("réitérer", &["redit"]),
    ("REITERE", &["redit"]),
    ("attaqué", &["attaque1", "attaque2"]),
    ("attaques", &["attaque1", "attaque2"]),
    ("=attaques", &["attaque1"]),
    ("tours", &["tour", "tours"]),
    ("=tours", &["tours"]),
    ("=tour", &["tour"]),
    ("=\"marché\"", &["marche1"]),
    ("\"marché\"", &["marche1"]),
    ("=marché", &["marche1"]),
    ("=marche", &["marche1", "marche2"]),
    ("\"marche\"", &["marche1", "marche2"]),
    ("porte-parole", &["tiret"]),
    ("porte parole", &["parole", "tiret"]),
    ("N'Djamena", &["ville"]),
    ("n’djamena", &["ville"]),
    ("djamena", &[]),
    ("dépêche coupée", &["invisible"]),
];

#[test]
fn every_spelling_finds_every_other_and_nothing_else() {
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(DISPATCHES))]);
    let queries: Vec<&str> = CASES.iter().map(|(query, _)| *query).collect();
    bench.write("queries.txt", queries.join("\n"));
    let run = bench.depeche(["batch", "queries.txt", "--limit", "1000", "--format", "jsonl"]);
    assert_eq!(run.code, support::FOUND, "{}", run.stderr);
    let mut found = vec![BTreeSet::new(); CASES.len()];
    for line in run.stdout.lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        let query: usize = hit["query"].as_str().unwrap().parse().unwrap();
        found[query - 1].insert(hit["id"].as_str().unwrap().to_owned());
        let snippet = hit["snippet"].as_str().unwrap();
        for range in hit["highlights"].as_array().unwrap() {
            let at = |end: usize| range[end].as_u64().unwrap() as usize;
            let marked = snippet.get(at(0)..at(1)).expect("a highlight ends between characters");
            let article = ["l'", "l’", "L'", "L’", "d'"].iter().any(|article| marked.starts_with(article));
            assert!(
                !article && !marked.contains(' ') || marked.starts_with('1'),
                "{} marks {marked:?}",
                CASES[query - 1].0
            );
        }
    }
    let wrong: Vec<String> = CASES
        .iter()
        .zip(&found)
        .filter(|((_, wanted), found)| **found != set(wanted))
        .map(|((query, wanted), found)| format!("{query}: {found:?}, not {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_with_spaces_in_it_is_one_number_in_a_query_too() {
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(DISPATCHES))]);
    for query in ["1 500 tonnes", "\"1 500\"", "\"1 500 tonnes\"", "1\u{a0}500", "1\u{202f}500"] {
        assert_eq!(bench.ids(&[query]), set(&["mille1", "mille2", "mille3", "mille4", "mille5"]), "{query}");
    }
}
