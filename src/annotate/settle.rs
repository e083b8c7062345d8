//! One kind a name: what the whole dispatch says of a name settles every mention of it.
//!
//! The tagger judges each mention by its sentence. A headline in capitals or a sentence that opens with the name says
//! little; the paragraph with `M.` before it says all. So the mentions of one name vote, each with its confidence.

use std::collections::HashMap;

use super::document::Document;
use super::mention::{EntityKind, Mention};
use super::people::Form;

/// A name that none of its mentions is surer of is none. Of several words it is a name for sure, only its limits are in
/// doubt. By cross-validation on the training dispatches.
fn least(mention: &Mention) -> f32 {
    match (mention.kind, mention.tokens.len()) {
        (EntityKind::Person, 1) => 0.65,
        (EntityKind::Person | EntityKind::Location, _) => 0.5,
        (EntityKind::Organisation | EntityKind::Other, _) => 0.4,
    }
}

const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Location, EntityKind::Organisation, EntityKind::Other];

/// What the mentions of one name say.
#[derive(Default)]
struct Votes {
    /// Summed confidence, in the order of [`KINDS`].
    sums: [f32; 4],
    /// The highest confidence of any mention.
    best: f32,
}

impl Votes {
    fn kind(&self) -> EntityKind {
        let first = (0..KINDS.len()).rev().max_by(|&a, &b| self.sums[a].total_cmp(&self.sums[b]));
        first.map_or(EntityKind::Other, |at| KINDS[at])
    }
}

/// Gives all mentions of a name one kind and its highest confidence, and drops the names that remain doubtful.
pub fn settle(document: &Document, mentions: &mut Vec<Mention>) {
    let keys: Vec<String> =
        mentions.iter().map(|mention| Form::new(document.span(mention.tokens.clone())).key()).collect();
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    for (key, mention) in keys.iter().zip(mentions.iter()) {
        let votes = votes.entry(key).or_default();
        votes.sums[mention.kind as usize] += mention.confidence;
        votes.best = votes.best.max(mention.confidence);
    }
    for (key, mention) in keys.iter().zip(mentions.iter_mut()) {
        let votes = &votes[key.as_str()];
        mention.kind = votes.kind();
        mention.confidence = votes.best;
    }
    mentions.retain(|mention| mention.confidence >= least(mention));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn mentions_vote_and_the_doubtful_go() {
        use EntityKind::*;
        let text = "STERN à BRUME avec Kolb. Brume. M. Stern. Rien";
        let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
        let mention = |word: &str, kind, confidence| {
            let at = (0..document.tokens.len()).find(|&at| document.word(at) == word).unwrap();
            Mention { kind, confidence, tokens: at..at + 1 }
        };
        let mut mentions = vec![
            mention("STERN", Organisation, 0.4),
            mention("BRUME", Person, 0.3),
            mention("Kolb", Person, 0.55),
            mention("Brume", Location, 0.9),
            mention("Stern", Person, 0.95),
        ];
        settle(&document, &mut mentions);
        let settled: Vec<_> = mentions.iter().map(|m| (document.word(m.tokens.start), m.kind, m.confidence)).collect();
        let wanted =
            [("STERN", Person, 0.95), ("BRUME", Location, 0.9), ("Brume", Location, 0.9), ("Stern", Person, 0.95)];
        assert_eq!(settled, wanted);
    }
}
