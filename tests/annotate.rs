//! People, places and topics of the text, on the real binary: found, told from what the source says, and switched off.

mod support;

use serde_json::Value;
use support::{Bench, ERROR, FOUND};

const TEXT: &str = "Le maire de Rouen plaide pour le tramway

ROUEN, 3 mars 2025 (AFP) - La maire de Rouen, Anne Kolbert, a plaidé lundi pour une troisième ligne de tramway, devant le \
président de la région, Paul Vasseur.

\"Rien n'est joué\", a déclaré Mme Kolbert, qui doit se rendre à Tallinn avec M. Vasseur.

*Traduit de l'anglais par Sonia Merle
";

fn record(bench: &Bench, arguments: &[&str]) -> Value {
    let run = bench.depeche([&["inspect", "--format", "jsonl"], arguments].concat());
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn what_the_text_tells_says_so() {
    let bench = Bench::new();
    bench.write("tram.txt", TEXT);
    let record = record(&bench, &["tram.txt"]);
    let people = record["people"].as_array().unwrap();
    let names: Vec<&str> = people.iter().map(|person| person["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anne Kolbert", "Paul Vasseur"], "the translator is nobody of the story");
    assert_eq!((&people[0]["from"], &people[0]["count"]), (&Value::from("text"), &Value::from(2)));
    assert_eq!(people[0]["forms"], serde_json::json!(["Anne Kolbert", "Kolbert"]));
    let tallinn = record["locations"].as_array().unwrap().iter().find(|place| place["name"] == "Tallinn").unwrap();
    assert_eq!((&tallinn["country"], &tallinn["from"]), (&Value::from("EE"), &Value::from("text")));
    assert!(record["topics"].as_array().unwrap().iter().any(|topic| topic["scheme"] == "medtop"));
}

#[test]
fn without_annotation_only_the_source_speaks() {
    let bench = Bench::new();
    bench.write("tram.txt", TEXT);
    let record = record(&bench, &["--no-annotate", "tram.txt"]);
    assert_eq!((&record["people"], &record["topics"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn an_index_keeps_to_what_it_was_made_with() {
    let bench = Bench::new();
    bench.write("tram.txt", TEXT);
    assert_eq!(bench.depeche(["index", "tram.txt", "--no-annotate"]).code, FOUND);
    assert_ne!(bench.depeche(["search", "--person", "Vasseur"]).code, FOUND);
    assert!(bench.depeche(["status"]).stdout.contains("annotation   off"));
    let refused = bench.depeche(["index", "--annotate"]);
    assert_eq!(refused.code, ERROR);
    assert!(refused.stderr.contains("--rebuild --annotate"), "{}", refused.stderr);
    assert_eq!(bench.depeche(["index", "--rebuild", "--annotate"]).code, FOUND);
    assert_eq!(bench.depeche(["search", "--person", "Vasseur"]).code, FOUND);
}

#[test]
fn texts_of_all_kinds_are_read_without_harm() {
    let bench = Bench::new();
    for text in [
        "LE MAIRE DE ROUEN ANNE KOLBERT PLAIDE\n\nROUEN - LA MAIRE ANNE KOLBERT A PLAIDE LUNDI POUR LE TRAMWAY.\n",
        "Le president Elie Marchand a Tallinn\n\nLe president estonien a recu Elie Marchand, venu de Geneve.\n",
        "Mayor calls for tram\n\nThe mayor of Rouen, Anne Kolbert, called for a new tram line on Monday, she said in London.\n",
        "العمدة يدعو إلى الترام\n\nدعا رئيس البلدية يوم الاثنين إلى إنشاء خط جديد للترام في المدينة.\n",
    ] {
        bench.write("texte.txt", text);
        record(&bench, &["texte.txt"]);
    }
}
