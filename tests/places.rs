//! Places: every name of one place finds it, what lies in it, and those who speak of its people.

mod support;

use serde_json::json;
use support::{Bench, ERROR, FOUND, NOTHING, set};

/// Identifier, places of the metadata, text.
const DISPATCHES: &[(&str, &[&str], &str)] = &[
    ("usa", &["États-Unis"], "Un pont ferme pour travaux."),
    ("tallinn", &["Tallinn"], "Un bac part à l'heure."),
    ("estonie", &["Estonie"], "Une route est ouverte."),
    ("adjectif", &["Oslo"], "Des pêcheuses estoniennes sont rentrées."),
    ("texas", &["Dallas"], "Un train est en retard."),
    ("rouen", &["Rouen"], "Un quai est fermé."),
    ("reunion", &["Saint-Denis de La Réunion"], "Une piste est ouverte."),
    ("inconnu", &["Valbrume-sous-Orge"], "Un moulin tourne."),
];

fn bench() -> Bench {
    let line = |&(id, places, text): &(&str, &[&str], &str)| {
        let places: Vec<_> = places.iter().map(|name| json!({ "name": name })).collect();
        let item = json!({
            "uri": id, "type": "text", "language": "fr", "headline": "En bref", "body_text": text, "place": places,
            "versioncreated": "2025-03-01T08:00:00+01:00",
        });
        format!("{item}\n")
    };
    Bench::indexed(&[("tout.jsonl", &DISPATCHES.iter().map(line).collect::<String>())])
}

#[test]
fn names_people_and_what_lies_inside() {
    let bench = bench();
    let cases: &[(&[&str], &[&str])] = &[
        (&["--location", "USA"], &["usa"]),
        (&["--location", "Etats-Unis d'Amérique"], &["usa"]),
        (&["lieu:usa"], &["usa"]),
        (&["lieu:\"etats unis\""], &["usa"]),
        (&["--location", "Estonie"], &["estonie"]),
        (&["--location", "~Estonie"], &["estonie", "adjectif"]),
        (&["--location", "Estonie", "--within"], &["estonie", "tallinn"]),
        (&["--location", "~Estonie", "--within"], &["estonie", "tallinn", "adjectif"]),
        (&["dans:Estonie"], &["estonie", "tallinn"]),
        (&["within:estonia"], &["estonie", "tallinn"]),
        (&["dans:USA"], &["usa", "texas"]),
        (&["dans:Texas"], &["texas"]),
        (&["dans:Normandie"], &["rouen"]),
        (&["dans:\"Seine-Maritime\""], &["rouen"]),
        (&["dans:France"], &["rouen", "reunion"]),
        (&["dans:FR-76"], &["rouen"]),
        (&["dans:Europe"], &["estonie", "tallinn", "adjectif", "rouen"]),
        (&["dans:\"Pays baltes\""], &["estonie", "tallinn"]),
        (&["dans:Europe", "SAUF", "dans:Estonie"], &["adjectif", "rouen"]),
        (&["--location", "Valbrume-sous-Orge"], &["inconnu"]),
        (&["lieu:valbrume*"], &["inconnu"]),
    ];
    for (args, ids) in cases {
        assert_eq!(bench.ids(args), set(ids), "{args:?}");
    }
}

#[test]
fn a_place_that_the_gazetteer_does_not_know_is_no_whole() {
    let bench = bench();
    let run = bench.depeche(["search", "dans:Valbrume"]);
    assert_eq!(run.code, ERROR, "{}", run.stderr);
    assert!(run.stderr.contains("knows no place"), "{}", run.stderr);
    let run = bench.depeche(["search", "--location", "Valbrume", "--within"]);
    assert_eq!(run.code, ERROR, "{}", run.stderr);
    assert_eq!(bench.depeche(["search", "--within", "bac"]).code, ERROR);
    assert_eq!(bench.depeche(["search", "dans:Albanie"]).code, NOTHING);
}

#[test]
fn a_place_has_country_region_and_coordinates() {
    let bench = Bench::new();
    let text =
        "PARIS, 3 mars 2025 (AFP) - Un quai a été fermé lundi à Rouen, en Seine-Maritime.\n\nLe port de Rouen attend.";
    bench.write("une.txt", text);
    let run = bench.depeche(["inspect", "--format", "json", "une.txt"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let record: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let locations = record["locations"].as_array().unwrap();
    let named = |name: &str| locations.iter().find(|location| location["name"] == name).unwrap();
    assert_eq!((&named("Paris")["role"], &named("Paris")["country"]), (&json!("dateline"), &json!("FR")));
    let rouen = named("Rouen");
    assert_eq!((&rouen["role"], &rouen["region"]), (&json!("event"), &json!("Seine-Maritime")));
    assert!((rouen["lat"].as_f64().unwrap() - 49.44).abs() < 0.05, "{rouen}");
    assert_eq!(locations.iter().filter(|location| location["name"] == "Rouen").count(), 1);
}

#[test]
fn a_place_written_in_several_ways_counts_once() {
    let file = |id: &str, places: &str| {
        format!("Titre: Sommet\nId: {id}\nDate: 12 mars 2025\nLieu: {places}\n\nLa réunion a duré une heure.\n")
    };
    let bench = Bench::indexed(&[
        ("1.txt", &file("a", "États-Unis")),
        ("2.txt", &file("b", "ETATS-UNIS, Etats-Unis")),
        ("3.txt", &file("c", "États-Unis")),
    ]);
    let counts = bench.depeche(["locations", "--format", "csv"]).stdout;
    assert!(counts.contains("\nÉtats-Unis,3,1\n"), "{counts}");
    assert_eq!(counts.to_lowercase().matches("tats-unis").count(), 1, "{counts}");
    assert_eq!(bench.ids(&["--location", "États-Unis"]).len(), 3, "the search that is proposed finds as many");
}
