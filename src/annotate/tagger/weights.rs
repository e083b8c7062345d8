//! The weights of features, eight bits each.

use super::features::Feature;
use super::label::LABELS;
use super::lattice::Scores;

/// Sums of weights before they are scaled: the features of a token are too few for more bits.
pub type Sums = [i16; LABELS];

/// How many upper bits of a feature give its [`place`].
const PLACE_BITS: u32 = 22;

/// How many features are looked up at a time.
const CHUNK: usize = 64;

/// A weight for each label, by feature.
#[derive(Clone, Debug)]
pub struct Weights {
    /// In the order of their places.
    rows: Vec<Row>,
    /// Which places are taken, 64 at a time.
    places: Vec<Places>,
    /// What a step of a weight is worth.
    scale: f32,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// The lower bits of the feature, which tell it from most that share its place.
    check: u8,
    weights: [i8; LABELS],
}

/// A bit for each place that has a row, and how many rows stand before those.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    taken: u64,
    before: u32,
}

/// Where a feature stands; a model holds one feature of those with the same place.
pub fn place(feature: Feature) -> u32 {
    feature >> (u32::BITS - PLACE_BITS)
}

impl Weights {
    /// The weights `rows` of these features, which are in ascending order. The first of those with one place counts.
    pub fn new(features: &[Feature], rows: &[[i8; LABELS]], scale: f32) -> Self {
        let mut places = vec![Places::default(); 1 << (PLACE_BITS - 6)];
        let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
        for (&feature, &weights) in features.iter().zip(rows) {
            let place = place(feature);
            let taken = &mut places[place as usize >> 6].taken;
            if *taken >> (place & 63) & 1 == 0 {
                *taken |= 1 << (place & 63);
                kept.push(Row { check: feature as u8, weights });
            }
        }
        let mut before = 0;
        for each in &mut places {
            each.before = before;
            before += each.taken.count_ones();
        }
        Weights { rows: kept, places, scale }
    }

    /// Adds the weights of those of the features that are known.
    ///
    /// In two rounds, so that the reads of memory do not wait for each other.
    pub fn add(&self, features: &[Feature], sums: &mut Sums) {
        for features in features.chunks(CHUNK) {
            let mut found = [(0, 0); CHUNK];
            let mut count = 0;
            for &feature in features {
                let place = place(feature);
                let Places { taken, before } = self.places[place as usize >> 6];
                let below = taken & ((1 << (place & 63)) - 1);
                found[count] = (before + below.count_ones(), feature as u8);
                count += (taken >> (place & 63) & 1) as usize;
            }
            for &(row, check) in &found[..count] {
                let row = &self.rows[row as usize];
                let mask = if row.check == check { -1 } else { 0 };
                for (sum, &weight) in sums.iter_mut().zip(&row.weights) {
                    *sum += i16::from(weight) & mask;
                }
            }
        }
    }

    /// What the sums are worth.
    pub fn scores(&self, sums: &Sums) -> Scores {
        sums.map(|sum| f32::from(sum) * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_features_weigh_nothing() {
        let (seven, nine) = (7 << 10, 9 << 20);
        let weights = Weights::new(&[seven, seven + 1, nine], &[[1; LABELS], [5; LABELS], [-3; LABELS]], 0.5);
        for (features, expected) in [
            (vec![seven, nine, nine], -2.5),
            (vec![seven + 1, seven + (1 << 10), 8, u32::MAX, 0], 0.0),
            (vec![nine; 100], -150.0),
            (vec![], 0.0),
        ] {
            let mut sums = [0; LABELS];
            weights.add(&features, &mut sums);
            assert_eq!(weights.scores(&sums), [expected; LABELS], "{features:?}");
        }
    }
}
