//! The linear chain over one stretch of tokens: probabilities of labels, and the best sequence.
//!
//! A stretch stands between tokens that are outside of any name, so that it opens and ends like one.

use super::label::{LABELS, OUTSIDE, may_end, may_follow, may_start};

/// A score for each label, in natural logarithms.
pub type Scores = [f32; LABELS];

/// How well one label follows another.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// By the label and the one behind it; `f32::NEG_INFINITY` for what cannot be.
    scores: [Scores; LABELS],
    /// `e` to the power of the scores.
    odds: [Scores; LABELS],
    /// The labels that may stand behind each.
    next: Vec<Vec<u8>>,
}

impl Transitions {
    /// From a score for each pair of labels; those of pairs that cannot be do not count.
    pub fn new(weights: &[Scores; LABELS]) -> Self {
        let mut scores = *weights;
        let mut next = vec![Vec::new(); LABELS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                if may_follow(from as u8, to as u8) {
                    next[from].push(to as u8);
                } else {
                    scores[from][to] = f32::NEG_INFINITY;
                }
            }
        }
        Transitions { odds: scores.map(|row| row.map(f32::exp)), scores, next }
    }

    fn pairs(&self, from: usize) -> impl Iterator<Item = usize> {
        self.next[from].iter().map(|&to| usize::from(to))
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
    best: Vec<[u8; LABELS]>,
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
        let start = &transitions.odds[usize::from(OUTSIDE)];
        for (at, odds) in self.odds.iter().enumerate() {
            let mut row = [0.0; LABELS];
            match self.forward.last() {
                None => (0..LABELS).filter(|&to| may_start(to as u8)).for_each(|to| row[to] = start[to]),
                Some(before) => {
                    for from in 0..LABELS {
                        transitions.pairs(from).for_each(|to| row[to] += before[from] * transitions.odds[from][to]);
                    }
                }
            }
            for (label, value) in row.iter_mut().enumerate() {
                *value *= odds[label];
                if at == last {
                    *value *= if may_end(label as u8) { transitions.odds[label][usize::from(OUTSIDE)] } else { 0.0 };
                }
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
            let mut ahead = [0.0; LABELS];
            for (label, value) in ahead.iter_mut().enumerate() {
                *value = self.odds[at][label] * self.backward[at][label] / self.scale[at];
            }
            if at + 1 == self.odds.len() {
                for (label, value) in ahead.iter_mut().enumerate() {
                    *value *= if may_end(label as u8) { transitions.odds[label][usize::from(OUTSIDE)] } else { 0.0 };
                }
            }
            for from in 0..LABELS {
                self.backward[at - 1][from] =
                    transitions.pairs(from).map(|to| transitions.odds[from][to] * ahead[to]).sum();
            }
        }
    }

    /// The probability of each label of a token.
    pub fn marginals(&self, at: usize) -> Scores {
        let mut row = self.forward[at];
        row.iter_mut().zip(&self.backward[at]).for_each(|(value, backward)| *value *= backward);
        row
    }

    /// The probability of each pair of labels of a token and the one behind it, given to `take`.
    pub fn pair_marginals(&self, at: usize, transitions: &Transitions, mut take: impl FnMut(usize, usize, f32)) {
        let next = at + 1;
        let last = next + 1 == self.odds.len();
        for from in 0..LABELS {
            for to in transitions.pairs(from) {
                let end = match last {
                    true if !may_end(to as u8) => 0.0,
                    true => transitions.odds[to][usize::from(OUTSIDE)],
                    false => 1.0,
                };
                let ahead = self.odds[next][to] * end * self.backward[next][to] / self.scale[next];
                take(from, to, self.forward[at][from] * transitions.odds[from][to] * ahead);
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
            let mut here = [f32::NEG_INFINITY; LABELS];
            let mut from_best = [0; LABELS];
            if at == 0 {
                here = transitions.scores[outside];
            } else {
                for from in 0..LABELS {
                    for to in transitions.pairs(from) {
                        let score = row[from] + transitions.scores[from][to];
                        if score > here[to] {
                            (here[to], from_best[to]) = (score, from as u8);
                        }
                    }
                }
            }
            here.iter_mut().zip(token).for_each(|(value, score)| *value += score);
            self.best.push(from_best);
            row = here;
        }
        let ending = |label: usize| row[label] + transitions.scores[label][outside];
        let mut label =
            (0..LABELS).fold(outside, |best, label| if ending(label) > ending(best) { label } else { best });
        let first = labels.len();
        for from_best in self.best.iter().rev() {
            labels.push(label as u8);
            label = usize::from(from_best[label]);
        }
        labels[first..].reverse();
    }
}

/// `e` to the power of the scores, the largest of which becomes 1.
fn odds(scores: &Scores) -> Scores {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| (score - top).exp())
}

#[cfg(test)]
mod tests {
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
                    transitions.pairs(from).map(move |to| {
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
            for label in 0..LABELS {
                let expected = all.iter().filter(|(labels, _)| usize::from(labels[at]) == label);
                let expected = expected.map(|(_, odds)| odds).sum::<f32>() / sum;
                assert!((marginals[label] - expected).abs() < 1e-4, "{at} {label}: {} {expected}", marginals[label]);
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
