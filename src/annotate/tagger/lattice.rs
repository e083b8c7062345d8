//! The linear chain over one stretch of tokens: probabilities of labels, and the best sequence.
//!
//! A stretch stands between tokens that are outside of any name, so that it opens and ends like one.

use super::label::{LABELS, OUTSIDE, may_follow};

/// A score for each label, in natural logarithms.
pub type Scores = [f32; LABELS];

/// Odds below these count as these: no label is ever impossible by its score alone, so that sums are never zero.
const FLOOR: f32 = 2e-9;

/// The score that gives [`FLOOR`].
const LOWEST: f32 = -20.03;

/// How well one label follows another.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// By the label and the one behind it; `f32::NEG_INFINITY` for what cannot be.
    scores: [Scores; LABELS],
    /// `e` to the power of the scores, 0 for what cannot be.
    odds: [Scores; LABELS],
    /// The same by the label and the one before it.
    odds_before: [Scores; LABELS],
    /// The odds of nothing behind a label.
    ending: Scores,
}

impl Transitions {
    /// From a score for each pair of labels; those of pairs that cannot be do not count.
    pub fn new(weights: &[Scores; LABELS]) -> Self {
        let outside = usize::from(OUTSIDE);
        let scores: [Scores; LABELS] = std::array::from_fn(|from| {
            std::array::from_fn(|to| match may_follow(from as u8, to as u8) {
                true => weights[from][to],
                false => f32::NEG_INFINITY,
            })
        });
        let odds = scores.map(|row| row.map(f32::exp));
        let odds_before = std::array::from_fn(|to| std::array::from_fn(|from| odds[from][to]));
        Transitions { scores, odds, odds_before, ending: odds_before[outside] }
    }
}

/// Buffers of the computation, and its results for the stretch at hand.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// Odds of each token's labels alone.
    odds: Vec<Scores>,
    /// Odds of the labels up to and with each token, scaled to a sum of 1, and the sums they were divided by.
    forward: Vec<Scores>,
    scale: Vec<f32>,
    /// Odds of what follows each token, scaled alike.
    backward: Vec<Scores>,
    /// The best label before each, by token and label.
    best: Vec<[u32; LABELS]>,
}

impl Lattice {
    /// Computes the probabilities for a stretch with these scores of its tokens.
    pub fn fill(&mut self, scores: &[Scores], transitions: &Transitions) {
        self.odds.clear();
        self.odds.extend(scores.iter().map(odds));
        self.forward_pass(transitions);
        self.backward_pass(transitions);
    }

    fn forward_pass(&mut self, transitions: &Transitions) {
        self.forward.clear();
        self.scale.clear();
        let last = self.odds.len().wrapping_sub(1);
        for (at, odds) in self.odds.iter().enumerate() {
            let mut row = match self.forward.last() {
                None => transitions.odds[usize::from(OUTSIDE)],
                Some(before) => product(before, &transitions.odds),
            };
            multiply(&mut row, odds);
            if at == last {
                multiply(&mut row, &transitions.ending);
            }
            let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|value| *value /= sum);
            self.forward.push(row);
            self.scale.push(sum);
        }
    }

    fn backward_pass(&mut self, transitions: &Transitions) {
        self.backward.clear();
        self.backward.resize(self.odds.len(), [1.0; LABELS]);
        for at in (1..self.odds.len()).rev() {
            let ahead = self.ahead(at, transitions);
            self.backward[at - 1] = product(&ahead, &transitions.odds_before);
        }
    }

    /// The odds of each label of a token together with all that follows it.
    fn ahead(&self, at: usize, transitions: &Transitions) -> Scores {
        let mut row = self.odds[at];
        multiply(&mut row, &self.backward[at]);
        if at + 1 == self.odds.len() {
            multiply(&mut row, &transitions.ending);
        }
        row.map(|value| value / self.scale[at])
    }

    /// The probability of each label of a token.
    pub fn marginals(&self, at: usize) -> Scores {
        let mut row = self.forward[at];
        row.iter_mut().zip(&self.backward[at]).for_each(|(value, backward)| *value *= backward);
        row
    }

    /// The probability of each pair of labels of a token and the one behind it, given to `take`.
    pub fn pair_marginals(&self, at: usize, transitions: &Transitions, mut take: impl FnMut(usize, usize, f32)) {
        let ahead = self.ahead(at + 1, transitions);
        for from in 0..LABELS {
            let before = self.forward[at][from];
            for (to, ahead) in ahead.iter().enumerate() {
                take(from, to, before * transitions.odds[from][to] * ahead);
            }
        }
    }

    /// The probability that the tokens from `start` on have exactly these labels.
    pub fn confidence(&self, start: usize, labels: &[u8], transitions: &Transitions) -> f32 {
        let Some(&first) = labels.first() else { return 0.0 };
        let mut value = self.forward[start][usize::from(first)];
        let mut before = usize::from(first);
        for (at, &label) in labels.iter().enumerate().skip(1).map(|(at, label)| (start + at, label)) {
            let label = usize::from(label);
            value *= transitions.odds[before][label] * self.odds[at][label] / self.scale[at];
            if at + 1 == self.odds.len() {
                value *= transitions.odds[label][usize::from(OUTSIDE)];
            }
            before = label;
        }
        (value * self.backward[start + labels.len() - 1][before]).clamp(0.0, 1.0)
    }

    /// Appends the most probable sequence of labels.
    pub fn best(&mut self, scores: &[Scores], transitions: &Transitions, labels: &mut Vec<u8>) {
        let outside = usize::from(OUTSIDE);
        let mut row = [f32::NEG_INFINITY; LABELS];
        self.best.clear();
        for (at, token) in scores.iter().enumerate() {
            let mut here = transitions.scores[outside];
            let mut before = [0; LABELS];
            if at > 0 {
                here = [f32::NEG_INFINITY; LABELS];
                for (from, &so_far) in row.iter().enumerate() {
                    for to in 0..LABELS {
                        let score = so_far + transitions.scores[from][to];
                        let better = score > here[to];
                        here[to] = if better { score } else { here[to] };
                        before[to] = if better { from as u32 } else { before[to] };
                    }
                }
            }
            here.iter_mut().zip(token).for_each(|(value, score)| *value += score);
            self.best.push(before);
            row = here;
        }
        let ending = |label: usize| row[label] + transitions.scores[label][outside];
        let mut label =
            (0..LABELS).fold(outside, |best, label| if ending(label) > ending(best) { label } else { best });
        let first = labels.len();
        for from_best in self.best.iter().rev() {
            labels.push(label as u8);
            label = from_best[label] as usize;
        }
        labels[first..].reverse();
    }
}

/// `e` to the power of the scores, the largest of which becomes 1.
fn odds(scores: &Scores) -> Scores {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| if score - top < LOWEST { FLOOR } else { (score - top).exp() })
}

/// The sum of the rows of `matrix`, each as often as `factors` says.
fn product(factors: &Scores, matrix: &[Scores; LABELS]) -> Scores {
    let mut sum = [0.0; LABELS];
    for (factor, row) in factors.iter().zip(matrix) {
        for label in 0..LABELS {
            sum[label] += factor * row[label];
        }
    }
    sum
}

fn multiply(row: &mut Scores, factors: &Scores) {
    row.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor);
}

#[cfg(test)]
mod tests {
    use super::super::label::may_end;
    use super::*;

    /// Scores that differ from label to label and token to token.
    fn scores(length: usize) -> Vec<Scores> {
        (0..length).map(|at| std::array::from_fn(|label| ((at * 7 + label * 5) % 11) as f32 * 0.3 - 1.0)).collect()
    }

    fn transitions() -> Transitions {
        Transitions::new(&std::array::from_fn(|from| {
            std::array::from_fn(|to| ((from + 3 * to) % 5) as f32 * 0.2 - 0.4)
        }))
    }

    /// Every sequence that can be, with its odds.
    fn sequences(scores: &[Scores], transitions: &Transitions) -> Vec<(Vec<u8>, f32)> {
        let mut all = vec![(vec![OUTSIDE], 0.0)];
        for row in scores {
            all = all
                .iter()
                .flat_map(|(labels, score)| {
                    let from = usize::from(labels[labels.len() - 1]);
                    (0..LABELS).filter(move |&to| may_follow(from as u8, to as u8)).map(move |to| {
                        let with = [labels.as_slice(), &[to as u8]].concat();
                        (with, score + transitions.scores[from][to] + row[to])
                    })
                })
                .collect();
        }
        all.retain(|(labels, _)| may_end(labels[labels.len() - 1]));
        all.iter_mut().for_each(|(labels, score)| {
            *score = (*score + transitions.scores[usize::from(labels[labels.len() - 1])][0]).exp();
            labels.remove(0);
        });
        all
    }

    #[test]
    fn probabilities_are_those_of_all_sequences() {
        let (scores, transitions) = (scores(3), transitions());
        let all = sequences(&scores, &transitions);
        let sum: f32 = all.iter().map(|(_, odds)| odds).sum();
        let mut lattice = Lattice::default();
        lattice.fill(&scores, &transitions);
        for at in 0..3 {
            let marginals = lattice.marginals(at);
            for (label, &found) in marginals.iter().enumerate() {
                let expected = all.iter().filter(|(labels, _)| usize::from(labels[at]) == label);
                let expected = expected.map(|(_, odds)| odds).sum::<f32>() / sum;
                assert!((found - expected).abs() < 1e-4, "{at} {label}: {found} {expected}");
            }
        }
        for (start, name) in [(0, vec![1, 3]), (1, vec![5, 7]), (2, vec![8]), (0, vec![1, 2, 3])] {
            let expected = all.iter().filter(|(labels, _)| labels[start..start + name.len()] == name);
            let expected = expected.map(|(_, odds)| odds).sum::<f32>() / sum;
            let confidence = lattice.confidence(start, &name, &transitions);
            assert!((confidence - expected).abs() < 1e-4, "{name:?}: {confidence} {expected}");
        }
        let mut pairs = 0.0;
        lattice.pair_marginals(1, &transitions, |_, _, value| pairs += value);
        assert!((pairs - 1.0).abs() < 1e-4, "{pairs}");
    }

    #[test]
    fn the_best_sequence_is_the_best_of_all() {
        let transitions = transitions();
        for length in 1..4 {
            let scores = scores(length);
            let all = sequences(&scores, &transitions);
            let expected = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            let mut labels = Vec::new();
            Lattice::default().best(&scores, &transitions, &mut labels);
            assert_eq!(labels, expected.0);
        }
    }
}
