//! The hand-tagged dispatches: names listed for each, projected onto its text.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::document::Document;
use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::token::tokenize;
use depeche::dispatch::Dispatch;
use serde::Deserialize;

/// A dispatch with the names in it.
#[derive(Clone)]
pub struct Sample {
    pub id: String,
    pub document: Document,
    pub mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    title: String,
    text: String,
}

#[derive(Deserialize)]
struct Lists {
    id: String,
    people: Vec<Entry>,
    places: Vec<Entry>,
    orgs: Vec<Entry>,
    #[serde(default)]
    other: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Name(String),
    Forms {
        name: String,
        #[serde(default)]
        variants: Vec<String>,
    },
}

impl Entry {
    fn forms(&self) -> Vec<&str> {
        match self {
            Entry::Name(name) => vec![name],
            Entry::Forms { name, variants } => std::iter::once(name).chain(variants).map(String::as_str).collect(),
        }
    }
}

/// Reads `NAME.jsonl` and `NAME.gold.jsonl` of `folder`.
pub fn read(folder: &Path, name: &str) -> Result<Vec<Sample>> {
    let texts: Vec<Text> = lines(&folder.join(format!("{name}.jsonl")))?;
    let lists: Vec<Lists> = lines(&folder.join(format!("{name}.gold.jsonl")))?;
    texts
        .into_iter()
        .map(|text| {
            let lists = lists.iter().find(|lists| lists.id == text.id);
            let lists = lists.with_context(|| format!("{name}: no names of {}", text.id))?;
            let body =
                text.text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
            let dispatch = Dispatch { headline: text.title, body: body.collect(), ..Dispatch::default() };
            let document = Document::of(&dispatch);
            let mentions = project(&document, lists);
            Ok(Sample { id: text.id, document, mentions })
        })
        .collect()
}

/// Reads a file of one JSON object a line.
fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Finds the listed names: the longest first, so that an organisation shields the place inside its name.
fn project(document: &Document, lists: &Lists) -> Vec<Mention> {
    let kinds = [
        (EntityKind::Person, &lists.people),
        (EntityKind::Location, &lists.places),
        (EntityKind::Organisation, &lists.orgs),
        (EntityKind::Other, &lists.other),
    ];
    let mut forms: Vec<(Vec<String>, EntityKind)> = Vec::new();
    for (kind, entries) in kinds {
        forms.extend(entries.iter().flat_map(Entry::forms).map(|form| (words(form), kind)));
    }
    forms.retain(|(words, _)| !words.is_empty());
    forms.sort_by_key(|(words, _)| std::cmp::Reverse((words.len(), words.iter().map(String::len).sum::<usize>())));
    let text: Vec<String> = (0..document.tokens.len()).map(|token| plain(document.word(token))).collect();
    let mut taken = vec![false; text.len()];
    let mut mentions = Vec::new();
    for (form, kind) in forms {
        for passage in &document.passages {
            let mut at = passage.tokens.start;
            while at + form.len() <= passage.tokens.end {
                let tokens: Range<usize> = at..at + form.len();
                if text[tokens.clone()] == form && !taken[tokens.clone()].contains(&true) {
                    taken[tokens.clone()].fill(true);
                    mentions.push(Mention { kind, confidence: 1.0, tokens: tokens.clone() });
                    at = tokens.end;
                } else {
                    at += 1;
                }
            }
        }
    }
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

fn words(form: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(form, 0, &mut tokens);
    tokens.iter().map(|token| plain(&form[token.range()])).collect()
}

fn plain(word: &str) -> String {
    word.chars().map(depeche::annotate::tagger::word::plain_apostrophe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_names_shield_what_is_in_them() {
        let lists = r#"{"id": "1", "people": [{"name": "Ilo Stern", "variants": ["Stern"]}], "places": [{"name": "Brume"}],
            "orgs": ["université de Brume"], "other": []}"#;
        let lists: Lists = serde_json::from_str(lists).unwrap();
        let body = vec!["Ilo Stern quitte l'université de Brume. À Brume, Sterns et Stern".to_owned()];
        let document = Document::of(&Dispatch { body, ..Dispatch::default() });
        let found: Vec<(EntityKind, &str)> = project(&document, &lists)
            .into_iter()
            .map(|mention| (mention.kind, document.span(mention.tokens)))
            .collect();
        let expected = [
            (EntityKind::Person, "Ilo Stern"),
            (EntityKind::Organisation, "université de Brume"),
            (EntityKind::Location, "Brume"),
            (EntityKind::Person, "Stern"),
        ];
        assert_eq!(found, expected);
    }
}
