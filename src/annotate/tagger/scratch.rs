//! What a thread keeps from dispatch to dispatch: buffers, and the words met with the sums of their weights.

use super::context::Context;
use super::dictionary::Dictionary;
use super::features::{self, Feature, REACH};
use super::label::LABELS;
use super::lattice::{Lattice, Scores};
use super::model::Reading;
use super::sheet::Sheet;
use super::weights::Sums;
use super::word::Words;
use crate::annotate::document::Document;

/// How many words are kept between dispatches.
const KEPT_WORDS: usize = 1 << 15;

/// A token whose label is at least this probable is not looked at again.
const CERTAIN: f32 = 0.98;

fn is_certain(marginals: &Scores) -> bool {
    marginals.iter().any(|&probability| probability >= CERTAIN)
}

/// How many distances there are between a token and a word within reach.
const DISTANCES: usize = 2 * REACH + 1;

/// The buffers of a tagger, one for each thread. They hold sums of one model: do not share them between taggers.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) sheet: Sheet,
    /// The scores of each active token; those of the second reading in the end.
    pub(super) scores: Vec<Scores>,
    pub(super) lattice: Lattice,
    pub(super) labels: Vec<u8>,
    words: Words,
    /// Where in `sums` the sum of a word's features stands, by word and distance; 0 where it has not been needed yet.
    sum_of: Vec<[u32; DISTANCES]>,
    sums: Vec<Sums>,
    marginals: Vec<Scores>,
    context: Context,
    features: Vec<Feature>,
}

impl Scratch {
    /// Lays out the dispatch to be read.
    pub(super) fn lay(&mut self, document: &Document, dictionary: &Dictionary) {
        if self.words.len() > KEPT_WORDS || self.sums.is_empty() {
            self.words.clear();
            self.sum_of.clear();
            self.sums.clear();
            self.sums.push([0; LABELS]);
            self.context = Context::default();
        }
        self.sheet.fill(document, &mut self.words, dictionary);
        self.sum_of.resize(self.words.len(), [0; DISTANCES]);
    }

    /// The first reading: scores and probabilities of every active token, by its neighbourhood.
    pub(super) fn read_alone(&mut self, reading: &Reading) {
        self.scores.clear();
        for index in 0..self.sheet.actives.len() {
            let scores = self.score(index, reading);
            self.scores.push(scores);
        }
        self.marginals.clear();
        for stretch in &self.sheet.stretches {
            self.lattice.fill(&self.scores[stretch.clone()], &reading.transitions);
            self.marginals.extend((0..stretch.len()).map(|at| self.lattice.marginals(at)));
        }
    }

    fn score(&mut self, index: usize, reading: &Reading) -> Scores {
        let place = self.sheet.actives[index].place;
        let mut sums = [0; LABELS];
        for at in 0..DISTANCES {
            let slot = self.sheet.slots[place.at + at - REACH] as usize;
            if self.sum_of[slot][at] == 0 {
                self.features.clear();
                features::of_word(
                    slot as u32,
                    &self.words,
                    at as isize - REACH as isize,
                    reading.view,
                    &mut self.features,
                );
                let mut sum = [0; LABELS];
                reading.weights.add(&self.features, &mut sum);
                self.sum_of[slot][at] = self.sums.len() as u32;
                self.sums.push(sum);
            }
            let known = &self.sums[self.sum_of[slot][at] as usize];
            sums.iter_mut().zip(known).for_each(|(sum, known)| *sum += known);
        }
        self.features.clear();
        features::joint(&place, &self.sheet.slots, &self.words, reading.view, &mut self.features);
        reading.weights.add(&self.features, &mut sums);
        reading.weights.scores(&sums)
    }

    /// The second reading: adds to the scores what the whole dispatch says, except where the first had no doubt.
    pub(super) fn read_again(&mut self, reading: &Reading) {
        self.context.fill(&self.sheet, &self.words, &self.marginals);
        for stretch in &self.sheet.stretches {
            if self.marginals[stretch.clone()].iter().all(is_certain) {
                continue;
            }
            for index in stretch.clone() {
                self.features.clear();
                self.context.features(index, &self.sheet, &self.words, &self.marginals, &mut self.features);
                let mut sums = [0; LABELS];
                reading.weights.add(&self.features, &mut sums);
                let more = reading.weights.scores(&sums);
                self.scores[index].iter_mut().zip(more).for_each(|(score, more)| *score += more);
            }
        }
    }

    /// Gives each active token to `take`, with its scores so far and the features of the second reading.
    pub(super) fn second_features(&mut self, mut take: impl FnMut(&Sheet, usize, &mut Scores, &[Feature])) {
        self.context.fill(&self.sheet, &self.words, &self.marginals);
        for (index, scores) in self.scores.iter_mut().enumerate() {
            self.features.clear();
            self.context.features(index, &self.sheet, &self.words, &self.marginals, &mut self.features);
            take(&self.sheet, index, scores, &self.features);
        }
    }
}
