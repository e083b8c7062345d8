//! The weights of features, eight bits each.

use super::features::Feature;
use super::label::LABELS;
use super::lattice::Scores;
use super::table::Table;

/// Sums of weights before they are scaled.
pub type Sums = [i32; LABELS];

/// A weight for each label, by feature.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: Vec<[i8; LABELS]>,
    by_feature: Table,
    /// What a step of a weight is worth.
    scale: f32,
}

impl Weights {
    /// The weights `rows` of these features.
    pub fn new(features: &[Feature], rows: Vec<[i8; LABELS]>, scale: f32) -> Self {
        let by_feature = Table::new(features.iter().copied().zip(0..features.len() as u32));
        Weights { rows, by_feature, scale }
    }

    /// Adds the weights of those of the features that are known.
    #[inline]
    pub fn add(&self, features: &[Feature], sums: &mut Sums) {
        for row in features.iter().filter_map(|&feature| self.by_feature.get(feature)) {
            let row = &self.rows[row as usize];
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight));
        }
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
