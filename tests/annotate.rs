//! People, places and topics found in the text, from the files to the searches; and switched off.

mod support;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, NOTHING, set};

/// A page of an agency: the byline, the dateline and the translator are no people of the story.
const PAGE: &str = "Politique

Le président estonien rencontre le chef de la diplomatie à Tallinn

Deniz Akarsu  | 14.05.2025 - Mise à jour : 14.05.2025

AA/Ankara/Deniz Akarsu

Le ministre des Affaires étrangères, Aurélien Bastide, a été reçu mercredi à Tallinn par le président estonien, Alar Karis, \
pour préparer le vote du Parlement sur le budget de la défense.

« Le gouvernement tiendra parole », a déclaré M. Bastide devant la presse. Selon lui, les États-Unis et l'Ukraine ont \
approuvé le projet.

Alar Karis a salué « un accord utile ». M. Bastide se rendra jeudi à Riga.

*Traduit de l'anglais par Selin Arpaç
";

/// A plain dispatch about the same people.
const PLAIN: &str = "RIGA, 15 mai 2025 (AFP) - Aurélien Bastide est arrivé jeudi à Riga, en Lettonie, où des élections \
législatives auront lieu dimanche. M. Bastide doit rencontrer les chefs des partis du gouvernement.";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("files/page.txt", PAGE);
    bench.write("files/plain.txt", PLAIN);
    bench
}

/// The only record of a file.
fn record(bench: &Bench, args: &[&str], file: &str) -> Value {
    let run = bench.depeche(["inspect", "--format", "json"].iter().chain(args).chain(&[file]));
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The values of `key` in a list of the record.
fn all<'a>(record: &'a Value, list: &str, key: &str) -> Vec<&'a str> {
    record[list].as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}

fn named<'a>(record: &'a Value, list: &str, name: &str) -> &'a Value {
    let found = record[list].as_array().unwrap().iter().find(|entry| entry["name"] == name || entry["label"] == name);
    found.unwrap_or_else(|| panic!("no {name} in the {list}: {}", record[list]))
}

#[test]
fn people_places_and_topics_are_found_and_say_where() {
    let bench = bench();
    let record = record(&bench, &[], "files/page.txt");
    assert_eq!((&record["byline"], &record["translator"]), (&json!("Deniz Akarsu"), &json!("Selin Arpaç")));
    let mut people = all(&record, "people", "name");
    people.sort_unstable();
    assert_eq!(people, ["Alar Karis", "Aurélien Bastide"], "no byline and no translator");
    let bastide = named(&record, "people", "Aurélien Bastide");
    assert_eq!((&bastide["count"], &bastide["from"]), (&json!(3), &json!("text")));
    assert_eq!(bastide["role"], "ministre des Affaires étrangères");
    assert!(bastide["forms"].as_array().unwrap().contains(&json!("Bastide")), "{bastide}");
    assert_eq!(named(&record, "people", "Alar Karis")["role"], "président estonien");
    let place = |name: &str| named(&record, "locations", name);
    assert_eq!((&place("Ankara")["role"], &place("Ankara")["from"]), (&json!("dateline"), &json!("source")));
    let tallinn = place("Tallinn");
    let facts = ["role", "country", "from"].map(|key| &tallinn[key]);
    assert_eq!(facts, [&json!("event"), &json!("EE"), &json!("text")]);
    assert!((tallinn["lat"].as_f64().unwrap() - 59.44).abs() < 0.1, "{tallinn}");
    for name in ["États-Unis", "Ukraine", "Riga"] {
        assert_eq!(place(name)["from"], "text", "{name}");
    }
    assert_eq!(named(&record, "topics", "Politique")["from"], "source");
}

#[test]
fn a_topic_of_the_text_is_a_media_topic() {
    let bench = bench();
    let record = record(&bench, &[], "files/plain.txt");
    let topic = named(&record, "topics", "Politique");
    assert_eq!(topic, &json!({ "label": "Politique", "scheme": "medtop", "code": "11000000", "from": "text" }));
    assert!((1..=3).contains(&record["topics"].as_array().unwrap().len()), "{}", record["topics"]);
}

#[test]
fn without_annotation_there_is_only_what_the_file_says() {
    let bench = bench();
    let record = record(&bench, &["--no-annotate"], "files/page.txt");
    assert_eq!(record["people"], json!([]));
    assert_eq!(all(&record, "topics", "label"), ["Politique"]);
    assert_eq!(all(&record, "locations", "name"), ["Ankara"]);
}

#[test]
fn an_index_has_what_the_texts_name() {
    let bench = bench();
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    assert_eq!(bench.status()["annotated"], true);
    let both = bench.ids(&["bastide"]);
    assert_eq!(both.len(), 2);
    let cases: &[(&[&str], usize)] = &[
        (&["--person", "Bastide, Aurélien"], 2),
        (&["--person", "Alar Karis"], 1),
        (&["--person", "Selin Arpaç"], 0),
        (&["--person", "Deniz Akarsu"], 0),
        (&["--location", "USA"], 1),
        (&["dans:Estonie"], 1),
        (&["--location", "~Estonie"], 1),
        (&["dans:\"Pays baltes\""], 2),
        (&["--topic", "politique"], 2),
    ];
    for (query, wanted) in cases {
        assert_eq!(bench.ids(query).len(), *wanted, "{query:?}");
    }
    let run = bench.depeche(["people", "--format", "csv"]);
    assert_eq!(run.stdout, "name,dispatches,share\nAurélien Bastide,2,1\nAlar Karis,1,0.5\n");
}

#[test]
fn an_index_keeps_to_how_it_was_made() {
    let bench = bench();
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    assert_eq!(bench.status()["annotated"], false);
    assert_eq!(bench.depeche(["search", "--person", "Bastide"]).code, NOTHING);

    bench.write("files/encore.txt", PLAIN.replace("jeudi", "vendredi"));
    assert_eq!(bench.depeche(["index"]).code, FOUND, "an update asks nothing");
    assert_eq!(bench.depeche(["search", "--person", "Bastide"]).code, NOTHING);

    let run = bench.depeche(["index", "--annotate"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.contains("was made without annotation"), "{}", run.stderr);
    assert!(run.stderr.contains("depeche index --rebuild --annotate"), "{}", run.stderr);
    assert_eq!(bench.status()["annotated"], false);

    assert_eq!(bench.depeche(["index", "--rebuild", "--annotate"]).code, FOUND);
    assert_eq!(bench.status()["annotated"], true);
    assert_eq!(bench.ids(&["--person", "Bastide"]), bench.ids(&["bastide"]));
    let run = bench.depeche(["index", "--no-annotate"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.contains("depeche index --rebuild --no-annotate"), "{}", run.stderr);
    assert_eq!(bench.depeche(["index", "--rebuild"]).code, FOUND);
    assert_eq!(bench.status()["annotated"], true, "a rebuild keeps to it");
}

#[test]
fn people_of_the_metadata_gain_what_the_text_says_of_them() {
    let bench = Bench::new();
    let text = "Titre: Le bac de Valmont repart\nDate: 2 juin 2025\nPersonnes: Maud Kerivel; Ivo Stern\n\n\
                « Il est réparé », a dit la maire de Valmont, Maud Kerivel. Mme Kerivel a remercié l'équipage.\n";
    bench.write("bac.txt", text);
    let record = record(&bench, &[], "bac.txt");
    assert_eq!(all(&record, "people", "name"), ["Maud Kerivel", "Ivo Stern"]);
    let maud = named(&record, "people", "Maud Kerivel");
    assert_eq!((&maud["count"], &maud["from"]), (&json!(2), &json!("source")));
    assert!(maud["role"].as_str().unwrap().starts_with("maire"), "{maud}");
    assert_eq!(named(&record, "people", "Ivo Stern")["count"], 0);
}

#[test]
fn texts_of_every_kind_are_read() {
    let bench = Bench::new();
    let capitals = PLAIN.to_uppercase();
    let plain = PLAIN.replace(['é', 'è'], "e").replace('à', "a");
    let english = "LONDON, May 15 2025 (AFP) - Prime Minister Aurelian Basted met reporters in London on Thursday.";
    let arabic = "الرباط، 15 مايو 2025 - التقى الوزير يوسف المنصوري الصحافيين في الرباط يوم الخميس.";
    let odd = "M. M. M.\n\n« » — … / / / AA/ /\n\n\u{200f}É\u{301}\u{301}\u{301} 𝔄𝔫𝔞 𝔖𝔱𝔢𝔯𝔫\n\nDe de de du d' d’ l’";
    let names = [("capitales", &*capitals), ("sans", &plain), ("anglais", english), ("arabe", arabic), ("signes", odd)];
    for (name, text) in names {
        let file = format!("files/{name}.txt");
        bench.write(&file, text);
        let record = record(&bench, &[], &file);
        assert!(record["people"].is_array() && record["locations"].is_array(), "{name}");
    }
    // A headline alone, and a body of nothing but signs.
    for (name, text) in [("titre", "Titre: Crue à Valmont\nDate: 2 juin 2025\n\n"), ("points", "...\n\n---\n")] {
        bench.write(&format!("files/{name}.txt"), text);
        let code = bench.depeche(["inspect", &format!("files/{name}.txt")]).code;
        assert!(code == FOUND || code == NOTHING, "{name}: {code}");
    }
    bench.write("files/vide.txt", "");
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    assert!(!bench.ids(&["--person", "Aurélien Bastide"]).is_empty(), "in capitals or without accents");
    assert_eq!(
        bench.ids(&["dans:Lettonie"]),
        set(&bench.ids(&["riga"]).iter().map(String::as_str).collect::<Vec<_>>())
    );
}
