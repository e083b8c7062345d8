//! The packed model: dictionary, and weights and transitions of both readings.
//!
//! A file of names is zstd over little-endian numbers: the magic word, then three tables of the dictionary (a count, the
//! keys in ascending order as differences, the values), then each reading (scale, transitions, a count of features,
//! their keys like those of the tables, the weights label by label). Differences are variable-length integers.

use super::dictionary::Dictionary;
use super::features::View;
use super::label::LABELS;
use super::lattice::Transitions;
use super::weights::Weights;

/// What a file of names begins with; its digit is the version of the features.
pub const MAGIC: &[u8; 8] = b"dpnames1";

/// The most bytes that a file may unpack to.
const LIMIT: usize = 64 << 20;

/// The weights of one reading.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The features it was trained on.
    pub view: View,
    pub weights: Weights,
    pub transitions: Transitions,
}

/// All that the tagger knows.
#[derive(Clone, Debug)]
pub struct Model {
    pub dictionary: Dictionary,
    /// Reads every token by its own neighbourhood.
    pub first: Reading,
    /// Corrects the first by what the whole dispatch says: its scores are added.
    pub second: Reading,
}

impl Model {
    /// Reads a file of names; nothing for bytes that are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = zstd::bulk::decompress(bytes, LIMIT).ok()?;
        let mut input = Input { rest: bytes.strip_prefix(MAGIC)? };
        let clusters = input.pairs()?;
        let uses = input.pairs()?;
        let names = input.pairs()?;
        let model = Model {
            dictionary: Dictionary::new(&clusters, &uses, &names),
            first: input.reading()?,
            second: input.reading()?,
        };
        input.rest.is_empty().then_some(model)
    }
}

/// What is left to be read.
struct Input<'a> {
    rest: &'a [u8],
}

impl Input<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn f32(&mut self) -> Option<f32> {
        self.u32().map(f32::from_bits)
    }

    /// A count of things that take a byte each at least.
    fn count(&mut self) -> Option<usize> {
        self.u32().map(|count| count as usize).filter(|&count| count <= self.rest.len())
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u32::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    fn keys(&mut self, count: usize) -> Option<Vec<u32>> {
        let mut last = 0u32;
        (0..count)
            .map(|_| {
                last = last.checked_add(self.varint()?)?;
                Some(last)
            })
            .collect()
    }

    fn pairs(&mut self) -> Option<Vec<(u32, u32)>> {
        let count = self.count()?;
        let keys = self.keys(count)?;
        keys.into_iter().map(|key| Some((key, self.u32()?))).collect()
    }

    fn reading(&mut self) -> Option<Reading> {
        let scale = self.f32()?;
        let mut transitions = [[0.0; LABELS]; LABELS];
        for value in transitions.iter_mut().flatten() {
            *value = self.f32()?;
        }
        let count = self.count()?;
        let features = self.keys(count)?;
        let columns = self.take(count.checked_mul(LABELS)?)?;
        let rows: Vec<[i8; LABELS]> =
            (0..count).map(|row| std::array::from_fn(|label| columns[label * count + row] as i8)).collect();
        let view = View::Full;
        Some(Reading {
            view,
            weights: Weights::new(&features, &rows, scale),
            transitions: Transitions::new(&transitions),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_bytes_are_no_model() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"not zstd").is_none());
        for text in [&b"dpnames1"[..], b"dpnames1\xff\xff\xff\xff", b"dpnames2\0\0\0\0\0\0\0\0"] {
            assert!(Model::read(&zstd::bulk::compress(text, 1).unwrap()).is_none());
        }
    }
}
