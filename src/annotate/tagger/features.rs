//! What the model sees of a token and its neighbours: the templates of its features.
//!
//! Training and tagging both read this, so that they cannot differ. A feature is a 32-bit hash of its template and of
//! what the template finds. Features of a single word are apart from the joint ones: their weights are summed once
//! for each word and distance and kept.

use super::dictionary::{field, role};
use super::hash;
use super::known::Known;
use super::word::{BOUNDARY, Slot, Word, Words};
use crate::annotate::token::{Case, TokenKind};

/// How far the features look, in words.
pub const REACH: usize = 3;

/// What a feature is keyed by in the model.
pub type Feature = u32;

/// Which features a model reads: two that differ serve as each other's check on unlabelled news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All.
    Full,
    /// Words and their letters, without clusters and dictionary.
    Letters,
    /// Clusters and shapes, without the words themselves.
    Clusters,
}

/// Where a token stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Index of the token into the padded slots of the dispatch: [`REACH`] words before and behind are there.
    pub at: usize,
    /// Index of the first token of its stretch, and of the one behind the last.
    pub stretch: (usize, usize),
    pub opens_sentence: bool,
    pub headline: bool,
    pub known: Known,
}

/// Appends features built from a template's number and two values.
struct Sink<'a> {
    out: &'a mut Vec<Feature>,
    base: u64,
    template: u64,
}

impl Sink<'_> {
    fn put(&mut self, one: u64, other: u64) {
        self.template += 1;
        self.out.push(hash::feature(self.base + self.template, one, other));
    }
}

/// Appends the features of the word `slot` for a token that stands `distance` words before it; behind it, when that is
/// negative.
pub fn of_word(slot: Slot, words: &Words, distance: isize, view: View, out: &mut Vec<Feature>) {
    let mut sink = Sink { out, base: (distance + 8) as u64 * 0x100, template: 0 };
    let (word, letters) = (words.get(slot), words.letters(slot));
    let near = distance.abs() <= 1;
    if view != View::Clusters {
        sink.put(word.lower, 0);
    }
    if view != View::Letters {
        sink.put(u64::from(word.cluster), 1);
        sink.put(u64::from(word.coarse), 2);
        if near {
            (0..field::COUNT).for_each(|each| sink.put(u64::from(word.uses.level(each)), u64::from(each)));
        }
        sink.put(word.main_use, u64::from(word.uses.level(field::FREQUENCY)));
    }
    if near {
        sink.put(word.shape, 3);
        sink.put(letters.suffixes[2], 4);
    }
    if distance == 0 {
        if view != View::Clusters {
            sink.put(letters.exact, 5);
        }
        letters.prefixes.iter().zip(6..).for_each(|(&prefix, tag)| sink.put(prefix, tag));
        letters.suffixes.iter().zip(10..).for_each(|(&suffix, tag)| sink.put(suffix, tag));
    }
}

/// Appends the features of a token that join several words, or the word and where it stands.
pub fn joint(place: &Place, slots: &[Slot], words: &Words, view: View, out: &mut Vec<Feature>) {
    let word = |distance: isize| words.get(slots[place.at.wrapping_add_signed(distance)]);
    let mut sink = Sink { out, base: 0x1000, template: 0 };
    let (here, before, behind) = (word(0), word(-1), word(1));
    let position = u64::from(place.opens_sentence) | u64::from(place.headline) << 1;
    sink.put(position, here.shape);
    if view != View::Clusters {
        sink.put(before.lower, here.lower);
        sink.put(here.lower, behind.lower);
        sink.put(word(-2).lower, before.lower);
        sink.put(behind.lower, word(2).lower);
        sink.put(before.lower, behind.lower);
        sink.put(position, here.lower);
        sink.put(hash::mix(word(-2).lower, before.lower), word(-3).lower);
        sink.put(hash::mix(word(-2).lower, before.lower), here.shape);
        sink.put(hash::mix(behind.lower, word(2).lower), here.shape);
    }
    sink.put(before.lower, here.shape);
    sink.put(behind.lower, here.shape);
    sink.put(hash::mix(before.shape, here.shape), behind.shape);
    if view != View::Letters {
        let cluster = |distance: isize| u64::from(word(distance).cluster);
        sink.put(cluster(-1), cluster(0));
        sink.put(cluster(0), cluster(1));
        sink.put(cluster(-2), cluster(-1));
        sink.put(cluster(1), cluster(2));
        sink.put(cluster(-1), cluster(1));
        sink.put(before.main_use, here.main_use);
        sink.put(here.main_use, behind.main_use);
        sink.put(hash::mix(before.main_use, here.main_use), behind.main_use);
        sink.put(position, here.main_use);
        sink.put(before.lower, here.main_use);
        sink.put(behind.lower, here.main_use);
        sink.put(cluster(-1), here.main_use);
        sink.put(cluster(1), here.main_use);
    }
    if view != View::Letters {
        known(place, here, before, behind, &mut sink);
    }
    surroundings(place, slots, words, view, &mut sink);
}

/// What is known of the whole name that the token may belong to.
fn known(place: &Place, here: &Word, before: &Word, behind: &Word, sink: &mut Sink<'_>) {
    let known = place.known;
    let position = u64::from(known.position);
    sink.put(known.main(), position);
    sink.put(known.main(), position + 4 * known.frequency());
    sink.put(known.fact(), position);
    sink.put(hash::mix(known.main(), known.fact()), position);
    sink.put(hash::mix(known.main(), known.fact()), before.lower);
    sink.put(hash::mix(known.main(), known.fact()), behind.lower);
    sink.put(hash::mix(known.fact(), position), u64::from(here.uses.main()));
    sink.put(hash::mix(known.main(), position), u64::from(here.uses.main()));
}

/// The words around the whole stretch: what comes before its first capital and behind its last.
fn surroundings(place: &Place, slots: &[Slot], words: &Words, view: View, sink: &mut Sink<'_>) {
    let here = words.get(slots[place.at]);
    let (start, end) = place.stretch;
    let left = words.get(trigger(start, slots, words));
    let (right, beyond) = (words.get(slots[end]), words.get(slots[end + 1]));
    let position = ((place.at - start).min(3) * 4 + (end - 1 - place.at).min(3)) as u64;
    sink.put(position, here.shape);
    sink.put(position, here.main_use);
    if view == View::Clusters {
        sink.put(u64::from(left.cluster), position);
        sink.put(u64::from(right.cluster), position);
    } else {
        sink.put(left.lower, position);
        sink.put(right.lower, position);
        sink.put(hash::mix(right.lower, beyond.lower), position);
    }
    sink.put(left.lower, here.shape);
    sink.put(left.lower, here.main_use);
    sink.put(right.lower, here.main_use);
    sink.put(u64::from(left.coarse), u64::from(right.coarse));
    let quoted = is_quote(words, slots[start - 1]) && is_quote(words, slots[end]);
    sink.put(u64::from(quoted), position);
}

fn is_quote(words: &Words, slot: Slot) -> bool {
    words.get(slot).kind == TokenKind::Sign && slot != BOUNDARY
}

/// The nearest word before the stretch that is neither link nor sign: `procureur` in `procureur de la Brume`.
fn trigger(start: usize, slots: &[Slot], words: &Words) -> Slot {
    let before = start.saturating_sub(6)..start;
    for &slot in slots[before].iter().rev() {
        let word = words.get(slot);
        let ties = word.roles & role::LINK != 0 && word.case == Case::Lower;
        if slot == BOUNDARY || word.kind == TokenKind::Word && !ties {
            return slot;
        }
    }
    BOUNDARY
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::Dictionary;
    use super::*;
    use crate::annotate::token::tokenize;

    fn features(text: &str, at: usize, view: View) -> Vec<Feature> {
        let (mut tokens, mut words, mut out) = (Vec::new(), Words::new(), Vec::new());
        tokenize(text, 0, &mut tokens);
        let dictionary = Dictionary::new(&[], &[], &[]);
        let mut slots = vec![BOUNDARY; REACH];
        slots.extend(tokens.iter().map(|token| words.slot(&text[token.range()], token, &dictionary)));
        slots.extend([BOUNDARY; REACH]);
        let at = at + REACH;
        let place =
            Place { at, stretch: (at, at + 1), opens_sentence: false, headline: false, known: Known::default() };
        for distance in -(REACH as isize)..=REACH as isize {
            of_word(slots[at.wrapping_add_signed(distance)], &words, distance, view, &mut out);
        }
        joint(&place, &slots, &words, view, &mut out);
        out
    }

    #[test]
    fn a_feature_depends_on_words_within_reach_only() {
        let near = features("un deux trois Brume quatre cinq six sept", 3, View::Full);
        assert_eq!(near, features("zéro un deux trois Brume quatre cinq six huit", 4, View::Full));
        assert_ne!(near, features("un deux trois Brume quatre cinq sept", 3, View::Full));
    }

    #[test]
    fn views_differ_and_templates_do_not_collide() {
        let full = features("un deux trois Brume quatre cinq six", 3, View::Full);
        let mut distinct = full.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), full.len());
        assert!(features("un deux trois Brume", 3, View::Letters).len() < full.len());
        assert_ne!(features("un deux Brume", 2, View::Letters), features("un deux Brume", 2, View::Clusters));
    }
}
