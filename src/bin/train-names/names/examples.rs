//! From tagged dispatches to what the trainer reads.

use depeche::annotate::document::Document;
use depeche::annotate::mention::Mention;
use depeche::annotate::tagger::dictionary::Dictionary;
use depeche::annotate::tagger::features::{self, REACH, View};
use depeche::annotate::tagger::label::{OUTSIDE, labels_of};
use depeche::annotate::tagger::sheet::Sheet;
use depeche::annotate::tagger::word::Words;
use depeche::annotate::tagger::{Scratch, Tagger};

use super::crf::Examples;
use super::gold::Sample;

/// Turns dispatches into examples of the first reading.
pub struct Extractor<'a> {
    dictionary: &'a Dictionary,
    view: View,
    words: Words,
    sheet: Sheet,
}

impl<'a> Extractor<'a> {
    /// For a model that reads `view` with this dictionary.
    pub fn new(dictionary: &'a Dictionary, view: View) -> Self {
        Extractor { dictionary, view, words: Words::new(), sheet: Sheet::default() }
    }

    /// Adds the stretches of those passages that `wanted` takes.
    pub fn add(
        &mut self,
        document: &Document,
        mentions: &[Mention],
        weight: f32,
        wanted: impl Fn(usize) -> bool,
        examples: &mut Examples,
    ) {
        self.sheet.fill(document, &mut self.words, self.dictionary);
        let owner = owners(document, mentions);
        let mut row = Vec::new();
        let mut passage = 0;
        for stretch in &self.sheet.stretches {
            let first = self.sheet.actives[stretch.start].token;
            while document.passages[passage].tokens.end <= first {
                passage += 1;
            }
            if !wanted(passage) {
                continue;
            }
            let labels = labels(&owner[first..first + stretch.len()], mentions);
            for (active, label) in self.sheet.actives[stretch.clone()].iter().zip(labels) {
                row.clear();
                for at in 0..=2 * REACH {
                    let slot = self.sheet.slots[active.place.at + at - REACH];
                    features::of_word(slot, &self.words, at as isize - REACH as isize, self.view, &mut row);
                }
                features::joint(&active.place, &self.sheet.slots, &self.words, self.view, &mut row);
                examples.push(&row, label, None);
            }
            examples.close(weight);
        }
    }
}

/// Adds the stretches of a dispatch as the second reading of `tagger` sees them.
pub fn add_second(tagger: &Tagger, scratch: &mut Scratch, sample: &Sample, examples: &mut Examples) {
    let owner = owners(&sample.document, &sample.mentions);
    let mut stretches = 0;
    tagger.first_reading(&sample.document, scratch, |sheet, index, scores, features| {
        let stretch = &sheet.stretches[stretches];
        let first = sheet.actives[stretch.start].token;
        let labels = labels(&owner[first..first + stretch.len()], &sample.mentions);
        examples.push(features, labels[index - stretch.start], Some(scores));
        if index + 1 == stretch.end {
            examples.close(1.0);
            stretches += 1;
        }
    });
}

/// Which mention each token belongs to.
fn owners(document: &Document, mentions: &[Mention]) -> Vec<Option<usize>> {
    let mut owner = vec![None; document.tokens.len()];
    for (index, mention) in mentions.iter().enumerate() {
        owner[mention.tokens.clone()].fill(Some(index));
    }
    owner
}

/// The labels of a stretch; a name that reaches beyond it is taken as what lies within.
fn labels(owner: &[Option<usize>], mentions: &[Mention]) -> Vec<u8> {
    let mut labels = Vec::with_capacity(owner.len());
    for run in owner.chunk_by(|one, next| one == next) {
        match run[0] {
            Some(mention) => labels.extend(labels_of(mentions[mention].kind, run.len())),
            None => labels.extend(run.iter().map(|_| OUTSIDE)),
        }
    }
    labels
}
