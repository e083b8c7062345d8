//! From the scores of the words to one to three topics.
//!
//! A second, small layer: which topics go together, and how sure each must be. It is trained on dispatches that the
//! first layer had not seen.

use super::TOPS;

/// A number for each of the [`TOPS`], in their order.
pub type Scores = [f32; TOPS.len()];

/// What the second layer reads: the scores of the first, and each topic's share of the whole.
pub const SIGNALS: usize = 2 * TOPS.len();

/// Most topics that a dispatch gets.
const MOST: usize = 3;

/// The second layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// A row for each topic.
    pub weights: [[f32; SIGNALS]; TOPS.len()],
    pub bias: Scores,
    /// Score from which a topic is given beside the first.
    pub threshold: f32,
}

impl Decision {
    /// The topics for these scores of the first layer, indices into [`TOPS`], best first: one at least, three at most.
    pub fn choose(&self, scores: &Scores) -> Vec<usize> {
        let scores = self.refine(scores);
        let mut order: [usize; TOPS.len()] = std::array::from_fn(|top| top);
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        let more = order[1..MOST].iter().take_while(|&&top| scores[top] >= self.threshold).count();
        order[..=more].to_vec()
    }

    /// The scores of the second layer: log-odds.
    pub fn refine(&self, scores: &Scores) -> Scores {
        let signals = signals(scores);
        std::array::from_fn(|top| {
            let sum: f32 = self.weights[top].iter().zip(&signals).map(|(weight, signal)| weight * signal).sum();
            self.bias[top] + sum
        })
    }
}

/// What the second layer reads for these scores.
pub fn signals(scores: &Scores) -> [f32; SIGNALS] {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds = scores.map(|score| (score - highest).exp());
    let whole: f32 = odds.iter().sum();
    std::array::from_fn(|n| if n < TOPS.len() { scores[n] } else { odds[n - TOPS.len()] / whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passes the scores of the first layer on.
    fn identity() -> Decision {
        let mut weights = [[0.0; SIGNALS]; TOPS.len()];
        (0..TOPS.len()).for_each(|top| weights[top][top] = 1.0);
        Decision { weights, bias: [0.0; TOPS.len()], threshold: -1.0 }
    }

    #[test]
    fn one_to_three_best_first() {
        for (given, wanted) in [
            (vec![(4, -3.0)], vec![4]),
            (vec![(4, 0.5), (9, 2.0)], vec![9, 4]),
            (vec![(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)], vec![3, 2, 1]),
        ] {
            let mut scores = [-5.0; TOPS.len()];
            given.into_iter().for_each(|(top, score)| scores[top] = score);
            assert_eq!(identity().choose(&scores), wanted);
        }
    }

    #[test]
    fn shares_add_up() {
        let signals = signals(&std::array::from_fn(|top| top as f32 * 40.0));
        assert!((signals[TOPS.len()..].iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }
}
