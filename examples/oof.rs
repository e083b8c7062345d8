use depeche::annotate::{
    document::Document,
    mention::{EntityKind, Mention},
    people,
};
use depeche::dispatch::Dispatch;
use std::io::BufRead;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let read = |p: &str| -> Vec<serde_json::Value> {
        std::io::BufReader::new(std::fs::File::open(p).unwrap())
            .lines()
            .map(|l| serde_json::from_str(&l.unwrap()).unwrap())
            .collect()
    };
    let found: std::collections::HashMap<String, serde_json::Value> =
        read(&a[2]).into_iter().map(|g| (g["id"].as_str().unwrap().to_owned(), g)).collect();
    let verbose = a.len() > 3;
    for d in read(&a[1]) {
        let id = d["id"].as_str().unwrap();
        let Some(g) = found.get(id) else { continue };
        let dispatch = Dispatch {
            headline: d["title"].as_str().unwrap().into(),
            body: d["text"]
                .as_str()
                .unwrap()
                .split("\n\n")
                .map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect(),
            ..Dispatch::default()
        };
        let doc = Document::of(&dispatch);
        let mut mentions: Vec<Mention> = g["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| Mention {
                kind: match m[2].as_str().unwrap() {
                    "Person" => EntityKind::Person,
                    "Location" => EntityKind::Location,
                    "Organisation" => EntityKind::Organisation,
                    _ => EntityKind::Other,
                },
                confidence: m[3].as_f64().unwrap() as f32,
                tokens: m[0].as_u64().unwrap() as usize..m[1].as_u64().unwrap() as usize,
            })
            .collect();
        depeche::annotate::settle::settle(&doc, &mut mentions);
        let people: Vec<_> = people::resolve(&doc, &mentions);
        let mut seen = std::collections::HashSet::new();
        let places: Vec<String> = mentions
            .iter()
            .filter(|m| m.kind == EntityKind::Location)
            .map(|m| doc.span(m.tokens.clone()).to_owned())
            .filter(|p| seen.insert(people::Form::new(p).key()))
            .collect();
        if verbose {
            for m in &mentions {
                if m.kind == EntityKind::Person || m.kind == EntityKind::Location {
                    let from = doc.tokens[m.tokens.start].start as usize;
                    let to = doc.tokens[m.tokens.end - 1].end as usize;
                    let mut s = from.saturating_sub(45);
                    while !doc.text.is_char_boundary(s) {
                        s -= 1
                    }
                    let mut e = (to + 30).min(doc.text.len());
                    while !doc.text.is_char_boundary(e) {
                        e += 1
                    }
                    eprintln!(
                        "{id}\t{:?}\t{}\t{:.2}\t{}",
                        m.kind,
                        doc.span(m.tokens.clone()),
                        m.confidence,
                        doc.text[s..e].replace('\n', " ¶ ")
                    );
                }
            }
        }
        println!(
            "{}",
            serde_json::json!({"id": id, "people": people.iter().map(|p| p.name.clone()).collect::<Vec<_>>(), "places": places})
        );
    }
}
