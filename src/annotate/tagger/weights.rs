//! The weights of features, eight bits each.

use super::features::Feature;
use super::label::LABELS;
use super::lattice::Scores;
use super::table::Table;

/// Sums of weights before they are scaled.
pub type Sums = [i32; LABELS];

/// How many of a feature's lower bits do not count for [`Weights::known`].
const KNOWN_SHIFT: u32 = 10;

/// A weight for each label, by feature.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: Vec<[i8; LABELS]>,
    by_feature: Table,
    /// A bit for each upper part of a feature that is known: most features are not, and this fits the nearest caches.
    known: Vec<u64>,
    /// What a step of a weight is worth.
    scale: f32,
}

impl Weights {
    /// The weights `rows` of these features.
    pub fn new(features: &[Feature], rows: Vec<[i8; LABELS]>, scale: f32) -> Self {
        let by_feature = Table::new(features.iter().copied().zip(0..features.len() as u32));
        let mut known = vec![0; 1 << (32 - KNOWN_SHIFT - 6)];
        for feature in features.iter().map(|feature| feature >> KNOWN_SHIFT) {
            known[feature as usize >> 6] |= 1 << (feature & 63);
        }
        Weights { rows, by_feature, known, scale }
    }

    /// Adds the weights of those of the features that are known.
    #[inline]
    pub fn add(&self, features: &[Feature], sums: &mut Sums) {
        for &feature in features {
            if !self.may_know(feature) {
                continue;
            }
            if let Some(row) = self.by_feature.get(feature) {
                let row = &self.rows[row as usize];
                for label in 0..LABELS {
                    sums[label] += i32::from(row[label]);
                }
            }
        }
    }

    #[inline]
    fn may_know(&self, feature: Feature) -> bool {
        let upper = feature >> KNOWN_SHIFT;
        self.known[upper as usize >> 6] >> (upper & 63) & 1 != 0
    }

    /// What the sums are worth.
    pub fn scores(&self, sums: &Sums) -> Scores {
        sums.map(|sum| sum as f32 * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_features_weigh_nothing() {
        let weights = Weights::new(&[7, 9], vec![[1; LABELS], [-3; LABELS]], 0.5);
        let mut sums = [0; LABELS];
        weights.add(&[7, 8, 9, 9], &mut sums);
        assert_eq!(weights.scores(&sums), [-2.5; LABELS]);
    }
}
