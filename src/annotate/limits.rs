//! Where a name begins and ends: titles come off people, known places grow to their full names.

use super::document::Document;
use super::mention::{EntityKind, Mention};
use super::places::gazetteer::Gazetteer;
use super::places::key::key;
use super::token::TokenKind;

/// How many tokens a place may grow by at its end (`Emirats` to `Emirats arabes unis`), and at its start.
const BEHIND: usize = 4;
const BEFORE: usize = 3;

/// Corrects the limits of `mentions`, which stay in order; those that a longer name takes in are dropped.
pub fn correct(document: &Document, gazetteer: &Gazetteer, mentions: &mut Vec<Mention>) {
    for at in 0..mentions.len() {
        match mentions[at].kind {
            EntityKind::Person => without_title(document, &mut mentions[at]),
            EntityKind::Location => grow(document, gazetteer, mentions, at),
            EntityKind::Organisation | EntityKind::Other => {}
        }
    }
    let mut end = 0;
    mentions.retain(|mention| {
        let apart = mention.tokens.start >= end;
        end = end.max(mention.tokens.end);
        apart
    });
}

/// `Mme` is no part of a name, nor is `Maître`.
fn without_title(document: &Document, mention: &mut Mention) {
    while mention.tokens.len() > 1 && is_title(document.word(mention.tokens.start)) {
        mention.tokens.start += 1;
    }
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "M." | "MM"
            | "Mr"
            | "Mr."
            | "Mrs"
            | "Mme"
            | "Mmes"
            | "Mlle"
            | "Me"
            | "Dr"
            | "Pr"
            | "Mgr"
            | "Monsieur"
            | "Madame"
            | "Mademoiselle"
            | "Maître"
            | "Docteur"
            | "Professeur"
            | "Monseigneur"
    )
}

/// Makes the place `at` as long as the longest known name around it, as far as no name of another kind stands there.
fn grow(document: &Document, gazetteer: &Gazetteer, mentions: &mut [Mention], at: usize) {
    let tokens = mentions[at].tokens.clone();
    let passage = document.passages.partition_point(|passage| passage.tokens.end <= tokens.start);
    let Some(passage) = document.passages.get(passage) else { return };
    let is_other = |mention: &&Mention| mention.kind != EntityKind::Location;
    let floor = mentions[..at].last().map_or(0, |mention| mention.tokens.end).max(passage.tokens.start);
    let ceiling =
        mentions[at + 1..].iter().take(BEHIND).find(is_other).map_or(usize::MAX, |mention| mention.tokens.start);
    let ceiling = ceiling.min(passage.tokens.end);
    let starts = floor.max(tokens.start.saturating_sub(BEFORE))..=tokens.start;
    for start in starts {
        for end in (tokens.end..=ceiling.min(tokens.end + BEHIND)).rev() {
            if end - start > tokens.len() && may_be_name(document, start, end) {
                let key = key(document.span(start..end));
                if gazetteer.candidates(&key).next().is_some() {
                    mentions[at].tokens = start..end;
                    return;
                }
            }
        }
    }
}

/// Whether the words may be a name: words alone, which open with a capital or the noun of a water or height.
fn may_be_name(document: &Document, start: usize, end: usize) -> bool {
    if document.tokens[start..end].iter().any(|token| token.kind != TokenKind::Word) {
        return false;
    }
    let first = document.word(start);
    let opens = if document.tokens[start].is_capital() { !is_no_start(first) } else { is_natural(first) };
    opens && document.word(end - 1).chars().count() > 2
}

/// Articles, and nouns that say what a place is without being a part of its name: `Etat de New York`.
fn is_no_start(word: &str) -> bool {
    matches!(
        word,
        "La" | "Le"
            | "Les"
            | "L'"
            | "L’"
            | "Etat"
            | "État"
            | "Préfecture"
            | "Province"
            | "Région"
            | "Département"
            | "Ville"
    )
}

fn is_natural(word: &str) -> bool {
    matches!(
        word,
        "mer"
            | "golfe"
            | "lac"
            | "mont"
            | "île"
            | "îles"
            | "péninsule"
            | "vallée"
            | "détroit"
            | "océan"
            | "baie"
            | "massif"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::places::Places;
    use crate::dispatch::Dispatch;

    #[test]
    fn limits() {
        let places = Places::load();
        for (text, name, kind, wanted) in [
            ("Aux Emirats arabes unis demain", "Emirats", EntityKind::Location, "Emirats arabes unis"),
            ("En République tchèque", "République", EntityKind::Location, "République tchèque"),
            ("La Russie attaque", "Russie", EntityKind::Location, "Russie"),
            ("Mme Ana Roy", "Mme Ana Roy", EntityKind::Person, "Ana Roy"),
        ] {
            let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
            let start =
                (0..document.tokens.len()).find(|&at| document.span(at..document.tokens.len()).starts_with(name));
            let start = start.unwrap();
            let count = name.split(' ').count();
            let mut mentions = vec![Mention { kind, confidence: 1.0, tokens: start..start + count }];
            correct(&document, &places.gazetteer, &mut mentions);
            assert_eq!(document.span(mentions[0].tokens.clone()), wanted);
        }
    }
}
