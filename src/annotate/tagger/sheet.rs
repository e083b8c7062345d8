//! A dispatch as the model reads it: its words by slot, and the stretches that may hold names.

use std::ops::Range;

use super::active;
use super::dictionary::Dictionary;
use super::features::{Place, REACH};
use super::known::Known;
use super::word::{BOUNDARY, Slot, Words};
use crate::annotate::document::{Document, PassageKind};

/// A token that may belong to a name.
#[derive(Clone, Copy, Debug)]
pub struct Active {
    /// Index into the document's tokens.
    pub token: usize,
    pub slot: Slot,
    pub place: Place,
}

/// The words of a dispatch and the stretches that may hold names. Made to be filled again and again.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The words of all passages, each passage between margins of [`BOUNDARY`].
    pub slots: Vec<Slot>,
    pub actives: Vec<Active>,
    /// Indices into `actives`.
    pub stretches: Vec<Range<usize>>,
}

impl Sheet {
    /// Lays out `document`, in the place of what was held before.
    pub fn fill(&mut self, document: &Document, words: &mut Words, dictionary: &Dictionary) {
        self.slots.clear();
        self.actives.clear();
        self.stretches.clear();
        self.slots.extend([BOUNDARY; REACH]);
        for passage in &document.passages {
            let first = self.slots.len();
            let tokens = &document.tokens[passage.tokens.clone()];
            self.slots.extend(tokens.iter().map(|token| words.slot(&document.text[token.range()], token, dictionary)));
            let (slots, actives, stretches) = (&self.slots, &mut self.actives, &mut self.stretches);
            active::stretches(&slots[first..], tokens, words, |range| {
                let start = actives.len();
                actives.extend(range.clone().map(|at| Active {
                    token: passage.tokens.start + at,
                    slot: slots[first + at],
                    place: Place {
                        at: first + at,
                        stretch: (first + range.start, first + range.end),
                        opens_sentence: tokens[at].opens_sentence,
                        headline: passage.kind == PassageKind::Headline,
                        known: Known::default(),
                    },
                }));
                let mut next = start;
                dictionary.names.find(&slots[first + range.start..first + range.end], words, |known| {
                    actives[next].place.known = known;
                    next += 1;
                });
                stretches.push(start..actives.len());
            });
            self.slots.extend([BOUNDARY; REACH]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn passages_stand_between_margins() {
        let dispatch =
            Dispatch { headline: "Brume vote".into(), body: vec!["Ilo Stern, à Brume".into()], ..Dispatch::default() };
        let document = Document::of(&dispatch);
        let (mut sheet, mut words) = (Sheet::default(), Words::new());
        sheet.fill(&document, &mut words, &Dictionary::new(&[], &[], &[]));
        assert_eq!(sheet.slots.len(), document.tokens.len() + 3 * REACH);
        let found: Vec<&str> = sheet.actives.iter().map(|active| document.word(active.token)).collect();
        assert_eq!((found, sheet.stretches.clone()), (vec!["Brume", "Ilo", "Stern", "Brume"], vec![0..1, 1..3, 3..4]));
        for active in &sheet.actives {
            assert_eq!(sheet.slots[active.place.at], active.slot);
        }
    }
}
