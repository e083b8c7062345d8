//! Trains a linear-chain CRF: AdaGrad with a soft threshold, so that useless weights become zero.

use depeche::annotate::tagger::features::{Feature, View};
use depeche::annotate::tagger::label::{LABELS, may_follow};
use depeche::annotate::tagger::lattice::{Lattice, Scores, Transitions};
use depeche::annotate::tagger::model::Reading;
use depeche::annotate::tagger::weights::Weights;
use rustc_hash::FxHashMap;

/// Stretches of tokens with their features and labels.
#[derive(Clone, Default)]
pub struct Examples {
    /// Features of all tokens, one after another.
    features: Vec<Feature>,
    /// Where the features of each token end.
    ends: Vec<usize>,
    labels: Vec<u8>,
    /// Scores that are there before any weight is learned; none means zeros.
    base: Vec<Scores>,
    /// The index behind the last token of each stretch, and how much the stretch counts.
    stretches: Vec<(usize, f32)>,
}

impl Examples {
    /// Adds a token to the stretch at hand.
    pub fn push(&mut self, features: &[Feature], label: u8, base: Option<&Scores>) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len());
        self.labels.push(label);
        self.base.extend(base);
    }

    /// Closes the stretch at hand.
    pub fn close(&mut self, weight: f32) {
        self.stretches.push((self.labels.len(), weight));
    }

    /// All of these, one after another.
    pub fn join<'a>(parts: impl Iterator<Item = &'a Examples>) -> Self {
        let mut all = Examples::default();
        for part in parts {
            let (features, tokens) = (all.features.len(), all.labels.len());
            all.features.extend_from_slice(&part.features);
            all.ends.extend(part.ends.iter().map(|end| features + end));
            all.labels.extend_from_slice(&part.labels);
            all.base.extend_from_slice(&part.base);
            all.stretches.extend(part.stretches.iter().map(|&(end, weight)| (tokens + end, weight)));
        }
        all
    }
}

/// How to train.
#[derive(Clone, Copy)]
pub struct Options {
    pub epochs: usize,
    pub rate: f32,
    /// The soft threshold of each step, in units of the gradient.
    pub sparsity: f32,
    /// How often a feature must occur, weighted as its stretches are.
    pub seen: f32,
    /// How many features to keep.
    pub keep: usize,
}

/// A trained model, eight bits a weight.
#[derive(Clone)]
pub struct Trained {
    pub view: View,
    pub scale: f32,
    pub transitions: [Scores; LABELS],
    /// In ascending order.
    pub features: Vec<Feature>,
    pub rows: Vec<[i8; LABELS]>,
}

impl Trained {
    /// As the tagger reads it.
    pub fn reading(&self) -> Reading {
        Reading {
            view: self.view,
            weights: Weights::new(&self.features, &self.rows, self.scale),
            transitions: Transitions::new(&self.transitions),
        }
    }

    /// Without features, but with these transitions: a second reading that changes nothing.
    pub fn silent(&self) -> Reading {
        Trained { features: Vec::new(), rows: Vec::new(), ..self.clone() }.reading()
    }
}

/// Weights and the sums of their squared gradients.
#[derive(Clone, Copy)]
struct Row {
    weights: Scores,
    squares: Scores,
}

const FRESH: Row = Row { weights: [0.0; LABELS], squares: [1e-3; LABELS] };

struct Trainer {
    rows: Vec<Row>,
    transitions: [Row; LABELS],
    options: Options,
}

/// Trains on `examples`; `start` gives transitions to begin with.
pub fn train(examples: &Examples, view: View, options: Options, start: Option<&[Scores; LABELS]>) -> Trained {
    let names = vocabulary(examples, options.seen);
    let index: FxHashMap<Feature, u32> = names.iter().copied().zip(0..).collect();
    let mut ids = Vec::with_capacity(examples.features.len());
    let mut ends = Vec::with_capacity(examples.ends.len());
    let mut first = 0;
    for &end in &examples.ends {
        ids.extend(examples.features[first..end].iter().filter_map(|feature| index.get(feature).copied()));
        ends.push(ids.len());
        first = end;
    }
    drop(index);
    let mut trainer = Trainer { rows: vec![FRESH; names.len()], transitions: [FRESH; LABELS], options };
    if let Some(start) = start {
        trainer.transitions.iter_mut().zip(start).for_each(|(row, start)| row.weights = *start);
    }
    let mut order: Vec<usize> = (0..examples.stretches.len()).collect();
    let mut random = 0x1234_5678_9abc_def1;
    for _ in 0..options.epochs {
        shuffle(&mut order, &mut random);
        trainer.epoch(examples, &ids, &ends, &order);
    }
    trainer.pack(names, view)
}

/// The features that occur often enough, in ascending order.
fn vocabulary(examples: &Examples, seen: f32) -> Vec<Feature> {
    let mut counts: FxHashMap<Feature, f32> = FxHashMap::default();
    let mut token = 0usize;
    for &(end, weight) in &examples.stretches {
        let first = token.checked_sub(1).map_or(0, |before| examples.ends[before]);
        let last = end.checked_sub(1).map_or(0, |last| examples.ends[last]);
        for &feature in &examples.features[first..last] {
            *counts.entry(feature).or_default() += weight;
        }
        token = end;
    }
    let mut names: Vec<Feature> =
        counts.into_iter().filter(|&(_, count)| count >= seen).map(|(feature, _)| feature).collect();
    names.sort_unstable();
    names
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random % (at as u64 + 1)) as usize);
    }
}

impl Trainer {
    fn epoch(&mut self, examples: &Examples, ids: &[u32], ends: &[usize], order: &[usize]) {
        let mut lattice = Lattice::default();
        let mut scores = Vec::new();
        let mut transitions = self.current_transitions();
        for (step, &stretch) in order.iter().enumerate() {
            // The transitions are few and settle early: they are refreshed now and then.
            if step % 64 == 0 {
                transitions = self.current_transitions();
            }
            let first = stretch.checked_sub(1).map_or(0, |before| examples.stretches[before].0);
            let (end, weight) = examples.stretches[stretch];
            let features = |token: usize| &ids[token.checked_sub(1).map_or(0, |before| ends[before])..ends[token]];
            scores.clear();
            scores.extend((first..end).map(|token| {
                let mut sum = examples.base.get(token).copied().unwrap_or([0.0; LABELS]);
                for &id in features(token) {
                    let row = &self.rows[id as usize].weights;
                    sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
                }
                sum
            }));
            lattice.fill(&scores, &transitions);
            for token in first..end {
                let mut gradient = lattice.marginals(token - first);
                gradient[usize::from(examples.labels[token])] -= 1.0;
                if gradient.iter().all(|value| value.abs() < 1e-4) {
                    continue;
                }
                gradient.iter_mut().for_each(|value| *value *= weight);
                for &id in features(token) {
                    self.rows[id as usize].step(&gradient, self.options);
                }
            }
            self.learn_transitions(&lattice, &transitions, &examples.labels[first..end], weight);
        }
    }

    fn current_transitions(&self) -> Transitions {
        Transitions::new(&self.transitions.map(|row| row.weights))
    }

    fn learn_transitions(&mut self, lattice: &Lattice, transitions: &Transitions, labels: &[u8], weight: f32) {
        if labels.len() < 2 {
            return;
        }
        let mut gradient = [[0.0; LABELS]; LABELS];
        for at in 0..labels.len() - 1 {
            lattice.pair_marginals(at, transitions, |from, to, value| gradient[from][to] += weight * value);
            gradient[usize::from(labels[at])][usize::from(labels[at + 1])] -= weight;
        }
        let options = Options { sparsity: 0.0, ..self.options };
        self.transitions.iter_mut().zip(&gradient).for_each(|(row, gradient)| row.step(gradient, options));
    }

    /// Keeps the features with the largest weights.
    fn pack(self, names: Vec<Feature>, view: View) -> Trained {
        let size = |row: &Row| row.weights.iter().map(|weight| weight.abs()).fold(0.0, f32::max);
        let mut kept: Vec<usize> = (0..names.len()).filter(|&at| size(&self.rows[at]) > 0.02).collect();
        kept.sort_by(|&a, &b| size(&self.rows[b]).total_cmp(&size(&self.rows[a])).then(a.cmp(&b)));
        kept.truncate(self.options.keep);
        // The few weights beyond the largest step are cut to it.
        let top = kept.get(kept.len() / 200).map_or(1.0, |&at| size(&self.rows[at])).max(0.1);
        let scale = top / 127.0;
        kept.sort_unstable();
        Trained {
            view,
            scale,
            transitions: std::array::from_fn(|from| {
                std::array::from_fn(|to| {
                    let weight = self.transitions[from].weights[to];
                    if may_follow(from as u8, to as u8) { weight } else { 0.0 }
                })
            }),
            features: kept.iter().map(|&at| names[at]).collect(),
            rows: kept
                .iter()
                .map(|&at| self.rows[at].weights.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8))
                .collect(),
        }
    }
}

impl Row {
    fn step(&mut self, gradient: &Scores, options: Options) {
        for ((weight, square), slope) in self.weights.iter_mut().zip(&mut self.squares).zip(gradient) {
            *square += slope * slope;
            let rate = options.rate / square.sqrt();
            let moved = *weight - rate * slope;
            let threshold = rate * options.sparsity;
            *weight = (moved.abs() - threshold).max(0.0).copysign(moved);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: Options = Options { epochs: 20, rate: 0.3, sparsity: 0.0, seen: 2.0, keep: 9 };

    const SEVEN: Feature = 7 << 10;
    const EIGHT: Feature = 8 << 10;
    const NINE: Feature = 9 << 10;

    /// Seven is a person, eight is none, nine says nothing; five is seen once.
    fn examples() -> Examples {
        let mut examples = Examples::default();
        for at in 0..20 {
            let (feature, label) = if at % 2 == 0 { (SEVEN, 4) } else { (EIGHT, 0) };
            let features = if at == 0 { vec![SEVEN, NINE, 5 << 10] } else { vec![feature, NINE] };
            examples.push(&features, label, None);
            examples.close(1.0);
        }
        examples
    }

    #[test]
    fn learns_which_feature_is_which_label() {
        let trained = train(&examples(), View::Full, OPTIONS, None);
        assert_eq!(trained.features, [SEVEN, EIGHT, NINE]);
        let weight = |row: usize, label: usize| i32::from(trained.rows[row][label]);
        assert!(weight(0, 4) > weight(0, 0) + 20 && weight(1, 0) > weight(1, 4) + 20, "{:?}", trained.rows);
    }

    #[test]
    fn twice_the_same() {
        let (one, other) = (examples(), examples());
        let joined = Examples::join(std::iter::once(&one).chain(Some(&other)));
        assert_eq!(joined.ends.last(), Some(&(2 * one.features.len())));
        let options = Options { keep: 2, ..OPTIONS };
        let train = || train(&joined, View::Full, options, None);
        let (one, other) = (train(), train());
        assert_eq!((one.features.len(), &one.features, &one.rows), (2, &other.features, &other.rows));
    }
}
