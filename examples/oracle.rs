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
    let gold: std::collections::HashMap<String, serde_json::Value> =
        read(&a[2]).into_iter().map(|g| (g["id"].as_str().unwrap().to_owned(), g)).collect();
    for d in read(&a[1]) {
        let id = d["id"].as_str().unwrap();
        let Some(g) = gold.get(id) else { continue };
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
        let mut forms: Vec<(String, EntityKind)> = vec![];
        for (k, kind) in [
            ("people", EntityKind::Person),
            ("places", EntityKind::Location),
            ("orgs", EntityKind::Organisation),
            ("other", EntityKind::Other),
        ] {
            for e in g[k].as_array().unwrap_or(&vec![]) {
                if let Some(s) = e.as_str() {
                    forms.push((s.into(), kind));
                    continue;
                }
                forms.push((e["name"].as_str().unwrap().into(), kind));
                for v in e["variants"].as_array().unwrap_or(&vec![]) {
                    forms.push((v.as_str().unwrap().into(), kind));
                }
            }
        }
        forms.sort_by_key(|f| std::cmp::Reverse(f.0.len()));
        let starts: std::collections::HashMap<usize, usize> =
            doc.tokens.iter().enumerate().map(|(i, t)| (t.start as usize, i)).collect();
        let ends: std::collections::HashMap<usize, usize> =
            doc.tokens.iter().enumerate().map(|(i, t)| (t.end as usize, i)).collect();
        let mut taken = vec![false; doc.tokens.len()];
        let mut mentions = vec![];
        for (f, kind) in forms {
            for (at, _) in doc.text.match_indices(f.as_str()) {
                if let (Some(&s), Some(&e)) = (starts.get(&at), ends.get(&(at + f.len()))) {
                    if taken[s..=e].iter().any(|x| *x) {
                        continue;
                    }
                    taken[s..=e].fill(true);
                    mentions.push(Mention { kind, confidence: 1.0, tokens: s..e + 1 });
                }
            }
        }
        mentions.sort_by_key(|m| m.tokens.start);
        let people: Vec<_> = people::resolve(&doc, &mentions).into_iter().map(|p| p.name).collect();
        println!("{}", serde_json::json!({"id": id, "people": people, "places": []}));
    }
}
