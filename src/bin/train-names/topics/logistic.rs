//! Logistic regression for all topics at once, by AdaGrad (Duchi, Hazan, Singer 2011).

use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::decision::Scores;

const TOP_COUNT: usize = TOPS.len();

/// What to learn from one dispatch.
pub struct Example<'a> {
    /// Row and value of each feature.
    pub features: &'a [(u32, f32)],
    /// How likely each topic is.
    pub target: Scores,
    /// How much that counts.
    pub weight: Scores,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Pace {
    pub epochs: usize,
    pub rate: f32,
}

/// A linear model: log-odds of each topic.
#[derive(Clone)]
pub struct Linear {
    pub rows: Vec<Scores>,
    pub bias: Scores,
}

impl Linear {
    /// A model of so many features, all of no weight.
    pub fn new(features: usize, bias: f32) -> Self {
        Linear { rows: vec![[0.0; TOP_COUNT]; features], bias: [bias; TOP_COUNT] }
    }

    pub fn scores(&self, features: &[(u32, f32)]) -> Scores {
        let mut scores = self.bias;
        for &(row, value) in features {
            scores.iter_mut().zip(&self.rows[row as usize]).for_each(|(score, weight)| *score += value * weight);
        }
        scores
    }

    /// Goes on learning from where it stands.
    pub fn train(&mut self, examples: &[Example], pace: Pace) {
        const FIRST_SQUARE: f32 = 1e-3;
        /// The biases move with every example; at the full rate they would run after the last ones.
        const BIAS_PACE: f32 = 0.3;
        let mut squares = vec![[FIRST_SQUARE; TOP_COUNT]; self.rows.len()];
        let mut bias_squares = [FIRST_SQUARE; TOP_COUNT];
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = Random::new();
        for _ in 0..pace.epochs {
            random.shuffle(&mut order);
            for example in order.iter().map(|&index| &examples[index]) {
                let scores = self.scores(example.features);
                let slopes: Scores =
                    std::array::from_fn(|top| example.weight[top] * (probability(scores[top]) - example.target[top]));
                step(&mut self.bias, &mut bias_squares, &slopes, 1.0, BIAS_PACE * pace.rate);
                for &(row, value) in example.features {
                    step(&mut self.rows[row as usize], &mut squares[row as usize], &slopes, value, pace.rate);
                }
            }
        }
    }
}

fn step(weights: &mut Scores, squares: &mut Scores, slopes: &Scores, value: f32, rate: f32) {
    for top in 0..TOP_COUNT {
        let gradient = slopes[top] * value;
        squares[top] += gradient * gradient;
        weights[top] -= rate * gradient / squares[top].sqrt();
    }
}

/// The probability for these log-odds.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Xorshift (Marsaglia 2003), always from the same seed: same data, same model.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Random(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_what_parts_the_examples() {
        let features = [[(0, 1.0), (1, 1.0)], [(0, 1.0), (2, 1.0)]];
        let examples: Vec<Example> = (0..2)
            .map(|n| {
                let mut target = [0.0; TOP_COUNT];
                target[n] = 1.0;
                Example { features: &features[n], target, weight: [1.0; TOP_COUNT] }
            })
            .collect();
        let mut model = Linear::new(3, -2.0);
        model.train(&examples, Pace { epochs: 30, rate: 0.3 });
        let scores = model.scores(&features[0]);
        assert!(scores[0] > 0.0 && scores[1] < 0.0 && scores[2] < -1.0, "{scores:?}");
    }
}
