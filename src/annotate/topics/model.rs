//! The packed model: words, what each says about each topic, and the second layer.
//!
//! All numbers little-endian. In order: the magic, BLAKE3 of the training data (32 bytes), number of
//! words `n` (u32); scales, bias (17 f32 each); second layer: weights (17 × 34 f32), bias (17 f32), threshold (f32);
//! hashes of the words (n u32, ascending); rarities (n u8); weights (n × 17 i8).

use super::TOPS;
use super::decision::{Decision, SIGNALS, Scores};

const MAGIC: &[u8; 8] = b"topics 1";
const TOP_COUNT: usize = TOPS.len();
/// Steps of rarity in 1.
const RARITY_STEPS: f32 = 64.0;
/// No word.
const EMPTY: u32 = u32::MAX;

/// A model as it is trained.
#[derive(Clone, Debug)]
pub struct Contents {
    /// BLAKE3 of the training data.
    pub data: [u8; 32],
    /// A word each, ascending by hash.
    pub words: Vec<Word>,
    pub scales: Scores,
    pub bias: Scores,
    pub decision: Decision,
}

/// A word of the model.
#[derive(Clone, Debug)]
pub struct Word {
    pub hash: u32,
    /// See [`rarity`].
    pub rarity: u8,
    /// Times [`Contents::scales`]: what the word adds to the score of each topic.
    pub weights: [i8; TOP_COUNT],
}

/// A model as it is used.
#[derive(Debug)]
pub struct Model {
    /// The words by hash, open addressing: indices into the three below, or [`EMPTY`].
    slots: Vec<u32>,
    hashes: Vec<u32>,
    rarities: &'static [u8],
    weights: &'static [[u8; TOP_COUNT]],
    scales: Scores,
    bias: Scores,
    pub decision: Decision,
}

/// How much a word weighs for standing in few dispatches: the square root of the logarithm of one in how many, packed.
pub fn rarity(dispatches: usize, with_word: usize) -> u8 {
    let rarity = (dispatches as f32 / with_word as f32).ln().max(0.0).sqrt();
    (rarity * RARITY_STEPS).round() as u8
}

/// What a word weighs in a dispatch before all are brought to length 1, by its rarity and the sum of its weights there.
pub fn value(rarity: u8, weight: f32) -> f32 {
    (1.0 + weight).ln() * f32::from(rarity) / RARITY_STEPS
}

impl Contents {
    /// The packed form.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.data);
        out.extend((self.words.len() as u32).to_le_bytes());
        let second =
            self.decision.weights.iter().flatten().chain(&self.decision.bias).chain([&self.decision.threshold]);
        let numbers = self.scales.iter().chain(&self.bias).chain(second);
        numbers.for_each(|number| out.extend(number.to_le_bytes()));
        self.words.iter().for_each(|word| out.extend(word.hash.to_le_bytes()));
        out.extend(self.words.iter().map(|word| word.rarity));
        self.words.iter().for_each(|word| out.extend(word.weights.map(|weight| weight as u8)));
        out
    }
}

impl Model {
    /// Reads the packed form; none for bytes that are not exactly one.
    pub fn parse(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?.get(32..)?;
        let count = u32::from_le_bytes(*take(&mut rest)?) as usize;
        let mut number = || take(&mut rest).map(|bytes| f32::from_le_bytes(*bytes));
        let scales = numbers(&mut number)?;
        let bias = numbers(&mut number)?;
        let mut weights = [[0.0; SIGNALS]; TOP_COUNT];
        for row in &mut weights {
            *row = numbers(&mut number)?;
        }
        let decision = Decision { weights, bias: numbers(&mut number)?, threshold: number()? };
        let (hashes, rest) = rest.split_at_checked(count.checked_mul(4)?)?;
        let (rarities, weights) = rest.split_at_checked(count)?;
        let (weights, beyond) = weights.as_chunks();
        if weights.len() != count || !beyond.is_empty() {
            return None;
        }
        let hashes: Vec<u32> = hashes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let slots = slots(&hashes);
        Some(Model { slots, hashes, rarities, weights, scales, bias, decision })
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether it knows no word.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The index of the word with this hash.
    pub fn row(&self, hash: u32) -> Option<u32> {
        let mut slot = hash as usize & (self.slots.len() - 1);
        loop {
            match self.slots[slot] {
                EMPTY => return None,
                row if self.hashes[row as usize] == hash => return Some(row),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The scores of the first layer for a dispatch with these words: index and sum of weights.
    pub fn scores(&self, words: impl Iterator<Item = (u32, f32)>) -> Scores {
        let mut sums = [0.0; TOP_COUNT];
        let mut length = 0.0;
        for (row, weight) in words {
            let value = value(self.rarities[row as usize], weight);
            length += value * value;
            for (sum, &packed) in sums.iter_mut().zip(&self.weights[row as usize]) {
                *sum += value * f32::from(packed as i8);
            }
        }
        let length = length.sqrt().max(f32::MIN_POSITIVE);
        std::array::from_fn(|top| self.bias[top] + sums[top] * self.scales[top] / length)
    }
}

fn take<const N: usize>(bytes: &mut &'static [u8]) -> Option<&'static [u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}

fn numbers<const N: usize>(next: &mut impl FnMut() -> Option<f32>) -> Option<[f32; N]> {
    let mut all = [0.0; N];
    for number in &mut all {
        *number = next()?;
    }
    Some(all)
}

/// A table, half empty at least, from hash to index.
fn slots(hashes: &[u32]) -> Vec<u32> {
    let mut slots = vec![EMPTY; (2 * hashes.len() + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for (row, &hash) in (0u32..).zip(hashes) {
        let mut slot = hash as usize & mask;
        while slots[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        slots[slot] = row;
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents() -> Contents {
        let decision = Decision { weights: [[0.5; SIGNALS]; TOP_COUNT], bias: [0.25; TOP_COUNT], threshold: -0.5 };
        // The second and third fall into one slot.
        let words = [3, 4, 12].map(|hash| Word { hash, rarity: 64, weights: [-(hash as i8); TOP_COUNT] });
        Contents { data: [1; 32], words: words.to_vec(), scales: [2.0; TOP_COUNT], bias: [1.0; TOP_COUNT], decision }
    }

    #[test]
    fn what_is_packed_is_read() {
        let model = Model::parse(contents().pack().leak()).unwrap();
        assert_eq!(model.decision, contents().decision);
        assert_eq!([3, 4, 12, 20].map(|hash| model.row(hash)), [Some(0), Some(1), Some(2), None]);
        // One word of rarity 1 makes up the whole length.
        assert_eq!(model.scores([(2, 1.0)].into_iter())[5], 1.0 - 12.0 * 2.0);
        assert_eq!(model.scores(std::iter::empty()), [1.0; TOP_COUNT]);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes: &'static [u8] = contents().pack().leak();
        for length in 0..bytes.len() {
            assert!(Model::parse(&bytes[..length]).is_none(), "{length}");
        }
        let longer: &'static [u8] = [bytes, &[0]].concat().leak();
        assert!(Model::parse(longer).is_none());
    }
}
