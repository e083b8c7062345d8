//! How good the topics are, as the project measures it.

use std::fmt;

use depeche::annotate::topics::decision::{Decision, Scores};

/// Scores of the first layer and the topics marked by hand.
pub type Answer<'a> = (Scores, &'a [usize]);

/// Topics counted over dispatches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
    main_found: usize,
    main_first: usize,
    dispatches: usize,
}

impl Tally {
    /// Counts what `decision` makes of these.
    pub fn of<'a>(decision: &Decision, answers: impl IntoIterator<Item = &'a Answer<'a>>) -> Self {
        let mut tally = Tally::default();
        for (scores, gold) in answers {
            tally.count(&decision.choose(scores), gold);
        }
        tally
    }

    fn count(&mut self, chosen: &[usize], gold: &[usize]) {
        let right = chosen.iter().filter(|top| gold.contains(top)).count();
        self.right += right;
        self.wrong += chosen.len() - right;
        self.missed += gold.len() - right;
        self.main_found += usize::from(chosen.contains(&gold[0]));
        self.main_first += usize::from(chosen[0] == gold[0]);
        self.dispatches += 1;
    }

    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.main_found += other.main_found;
        self.main_first += other.main_first;
        self.dispatches += other.dispatches;
    }

    /// F1 of the sets of topics.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }

    /// Share of the dispatches whose main topic is among those chosen.
    pub fn main_found(&self) -> f64 {
        self.main_found as f64 / self.dispatches.max(1) as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let chosen = self.right + self.wrong;
        write!(
            f,
            "P {:.1} R {:.1} F1 {:.1}, main topic found {:.1}, first {:.1}; {:.2} topics a dispatch, {} dispatches",
            percent(self.right, chosen),
            percent(self.right, self.right + self.missed),
            100.0 * self.f1(),
            percent(self.main_found, self.dispatches),
            percent(self.main_first, self.dispatches),
            chosen as f64 / self.dispatches.max(1) as f64,
            self.dispatches
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let mut tally = Tally::default();
        tally.count(&[1, 2], &[2, 3]);
        tally.count(&[4], &[4]);
        assert!((tally.f1() - 2.0 * 2.0 / 6.0).abs() < 1e-9);
        assert_eq!((tally.main_found(), tally.main_first), (1.0, 1));
    }
}
