//! The second layer: trained on scores of dispatches that the first had not seen.

use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::decision::{Decision, SIGNALS, signals};

use super::logistic::{Example, Linear, Pace};
use super::score::{Answer, Tally};
use super::student::target;

const PACE: Pace = Pace { epochs: 20, rate: 0.02 };
/// Thresholds that are tried: log-odds from here on, in tenths.
const THRESHOLDS: std::ops::Range<i32> = -20..5;
/// What a point of "main topic found" is worth in points of F1: F1 hardly changes over a wide range of thresholds.
const MAIN_WORTH: f64 = 0.25;

/// Trains it on these answers.
pub fn train(answers: &[Answer]) -> Decision {
    let features: Vec<Vec<(u32, f32)>> =
        answers.iter().map(|(scores, _)| (0..).zip(signals(scores)).collect()).collect();
    let examples: Vec<Example> = answers
        .iter()
        .zip(&features)
        .map(|((_, gold), features)| Example { features, target: target(gold), weight: [1.0; TOPS.len()] })
        .collect();
    // It begins by passing the scores on.
    let mut layer = Linear::new(SIGNALS, 0.0);
    (0..TOPS.len()).for_each(|top| layer.rows[top][top] = 1.0);
    layer.train(&examples, PACE);
    let weights = std::array::from_fn(|top| std::array::from_fn(|signal| layer.rows[signal][top]));
    Decision { weights, bias: layer.bias, threshold: 0.0 }
}

/// The threshold that serves these answers best: pairs of a second layer and an answer that it had not seen.
pub fn threshold(unseen: &[(Decision, Vec<Answer>)]) -> f32 {
    let worth = |tally: &Tally| tally.f1() + MAIN_WORTH * tally.main_found();
    let best =
        THRESHOLDS.max_by(|&a, &b| worth(&tally(unseen, tenths(a))).total_cmp(&worth(&tally(unseen, tenths(b)))));
    tenths(best.unwrap_or(THRESHOLDS.start))
}

/// What comes of the answers at this threshold.
pub fn tally(unseen: &[(Decision, Vec<Answer>)], threshold: f32) -> Tally {
    let mut whole = Tally::default();
    for (decision, answers) in unseen {
        whole.add(Tally::of(&Decision { threshold, ..decision.clone() }, answers));
    }
    whole
}

fn tenths(number: i32) -> f32 {
    number as f32 / 10.0
}
