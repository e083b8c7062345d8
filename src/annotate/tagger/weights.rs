//! The weights of features, eight bits each.

use super::features::Feature;
use super::label::LABELS;
use super::lattice::Scores;

/// Sums of weights before they are scaled: the features of a token are too few for more bits.
pub type Sums = [i16; LABELS];

/// The most upper bits of a feature that give its place.
const MOST_PLACE_BITS: u32 = 22;

/// How many features are looked up at a time.
const CHUNK: usize = 64;

/// A weight for each label, by feature.
///
/// The upper bits of a feature are its place. Most features of a text are unknown, which a bit for each place tells
/// without leaving the nearest caches; the rows of weights stand in the order of their places.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: Vec<Row>,
    /// A bit for each place that has a row.
    taken: Vec<u64>,
    /// How many rows stand before those of each 64 places.
    before: Vec<u32>,
    /// How many lower bits of a feature do not belong to its place.
    shift: u32,
    /// What a step of a weight is worth.
    scale: f32,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// The lower bits of the feature, which tell it from most that share its place.
    check: u8,
    weights: [i8; LABELS],
}

impl Row {
    fn heaviest(&self) -> u8 {
        self.weights.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0)
    }
}

impl Weights {
    /// The weights `rows` of these features, which are in ascending order. Of features with one place, the one with the
    /// largest weight counts.
    pub fn new(features: &[Feature], rows: &[[i8; LABELS]], scale: f32) -> Self {
        let bits = (features.len().max(1).ilog2() + 6).min(MOST_PLACE_BITS);
        let shift = Feature::BITS - bits;
        let mut taken = vec![0u64; 1 << (bits - 6)];
        let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
        let mut last = None;
        for (&feature, &weights) in features.iter().zip(rows) {
            let row = Row { check: feature as u8, weights };
            let place = feature >> shift;
            match kept.last_mut() {
                Some(rival) if last == Some(place) => {
                    if row.heaviest() > rival.heaviest() {
                        *rival = row;
                    }
                }
                _ => kept.push(row),
            }
            taken[place as usize >> 6] |= 1 << (place & 63);
            last = Some(place);
        }
        let mut count = 0;
        let mut before = Vec::with_capacity(taken.len());
        for places in &taken {
            before.push(count);
            count += places.count_ones();
        }
        Weights { rows: kept, taken, before, shift, scale }
    }

    /// Adds the weights of those of the features that are known.
    ///
    /// In three rounds, so that the reads of memory do not wait for each other.
    pub fn add(&self, features: &[Feature], sums: &mut Sums) {
        for features in features.chunks(CHUNK) {
            let mut known = [0; CHUNK];
            let mut count = 0;
            for &feature in features {
                let place = feature >> self.shift;
                known[count] = feature;
                count += (self.taken[place as usize >> 6] >> (place & 63) & 1) as usize;
            }
            let mut found = [(0, 0); CHUNK];
            for (found, &feature) in found.iter_mut().zip(&known[..count]) {
                let place = feature >> self.shift;
                let below = self.taken[place as usize >> 6] & ((1 << (place & 63)) - 1);
                *found = (self.before[place as usize >> 6] + below.count_ones(), feature as u8);
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
        let (seven, nine) = (7 << 25, 9 << 25);
        let rows = [[1; LABELS], [-5; LABELS], [2; LABELS], [-3; LABELS]];
        let weights = Weights::new(&[seven, seven + 1, seven + 2, nine], &rows, 0.5);
        for (features, expected) in [
            (vec![seven + 1, nine, nine], -5.5),
            (vec![seven, seven + 2, 8 << 25, u32::MAX, 0], 0.0),
            (vec![nine; 100], -150.0),
            (vec![], 0.0),
        ] {
            let mut sums = [0; LABELS];
            weights.add(&features, &mut sums);
            assert_eq!(weights.scores(&sums), [expected; LABELS], "{features:?}");
        }
        let mut sums = [0; LABELS];
        Weights::new(&[], &[], 1.0).add(&[0, 1, u32::MAX], &mut sums);
        assert_eq!(sums, [0; LABELS]);
    }
}
