//! Labels of our own on untagged news: where two different taggers agree, they are mostly right.

use depeche::annotate::document::Document;
use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::settle::settle;
use depeche::annotate::tagger::{Scratch, Tagger};
use depeche::dispatch::Dispatch;

/// An article as both taggers read it.
pub struct Labelled {
    /// The names that both found, with the lower of their confidences.
    pub mentions: Vec<Mention>,
    /// The passages in which they agree on everything.
    pub agreed: Vec<usize>,
}

/// How sure both must be of every name in a passage.
const SURE: f32 = 0.5;

/// Labels `news` with both.
pub fn label(news: &[Dispatch], one: &Tagger, other: &Tagger) -> Vec<Labelled> {
    let (mut one_scratch, mut other_scratch) = (Scratch::default(), Scratch::default());
    let (mut ours, mut theirs, mut document) = (Vec::new(), Vec::new(), Document::default());
    news.iter()
        .map(|dispatch| {
            document.fill(dispatch);
            ours.clear();
            theirs.clear();
            one.tag(&document, &mut one_scratch, &mut ours);
            settle(&document, &mut ours);
            other.tag(&document, &mut other_scratch, &mut theirs);
            settle(&document, &mut theirs);
            compare(&document, &ours, &theirs)
        })
        .collect()
}

fn compare(document: &Document, ours: &[Mention], theirs: &[Mention]) -> Labelled {
    let mut mentions = Vec::new();
    let mut agreed = Vec::new();
    for (index, passage) in document.passages.iter().enumerate() {
        let within = |mentions: &[Mention]| -> Vec<Mention> {
            let first = mentions.partition_point(|mention| mention.tokens.start < passage.tokens.start);
            let end = mentions.partition_point(|mention| mention.tokens.start < passage.tokens.end);
            mentions[first..end].to_vec()
        };
        let (ours, theirs) = (within(ours), within(theirs));
        let same = |one: &Mention, other: &Mention| one.kind == other.kind && one.tokens == other.tokens;
        let mut disputes = 0;
        for mention in &ours {
            match theirs.iter().find(|other| same(mention, other)) {
                Some(other) => {
                    let confidence = mention.confidence.min(other.confidence);
                    disputes += usize::from(confidence < SURE && matters(mention));
                    mentions.push(Mention { confidence, ..mention.clone() });
                }
                None => disputes += usize::from(matters(mention)),
            }
        }
        disputes += theirs.iter().filter(|other| matters(other) && !ours.iter().any(|one| same(one, other))).count();
        if disputes == 0 {
            agreed.push(index);
            // Names of other kinds are kept as the first tagger has them.
            let kept = |mention: &&Mention| !mentions.iter().any(|known| known.tokens == mention.tokens);
            let rest: Vec<Mention> = ours.iter().filter(kept).cloned().collect();
            mentions.extend(rest);
        }
    }
    mentions.sort_by_key(|mention| mention.tokens.start);
    Labelled { mentions, agreed }
}

fn matters(mention: &Mention) -> bool {
    matches!(mention.kind, EntityKind::Person | EntityKind::Location)
}
