//! Whole names that are known beforehand: what they were in labelled news, and places of the gazetteer.

use super::hash;
use super::table::Table;
use super::word::{Slot, Words};

/// The longest known name, in words.
pub const LONGEST: usize = 6;

/// What is known of a name, and where in it a token stands. The default: no known name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// As [`value`] packs it.
    pub value: u32,
    /// 0 alone, 1 first, 2 between, 3 last.
    pub position: u32,
}

impl Known {
    /// The kind that the name mostly was in labelled news, and how steadily: 0 where it was not seen.
    pub fn main(self) -> u64 {
        u64::from(self.value & 31)
    }

    /// How often it was seen there, in powers of four.
    pub fn frequency(self) -> u64 {
        u64::from(self.value >> 5 & 3)
    }

    /// What the tables of facts say: 1 to 3 for places, larger ones higher; 4 for well-known people; 0 for nothing.
    pub fn fact(self) -> u64 {
        u64::from(self.value >> 7 & 7)
    }

    /// Whether anything is known.
    pub fn is_known(self) -> bool {
        self.value != 0
    }
}

/// Packs what is known of a name: how often it was each kind in labelled news, and the facts (0 to 7).
pub fn value(counts: &[u32; 4], fact: u32) -> u32 {
    let total: u32 = counts.iter().sum();
    let best = (0..counts.len()).fold(0, |best, each| if counts[each] > counts[best] { each } else { best });
    let share = f64::from(counts[best]) / f64::from(total.max(1));
    let steady = [0.6, 0.8, 0.95, 0.995].iter().filter(|&&limit| share >= limit).count() as u32;
    let main = if total == 0 { 0 } else { 1 + 5 * best as u32 + steady };
    let frequency = (total.max(1).ilog2() / 2).min(3);
    main | frequency << 5 | fact << 7
}

/// The key of the name that consists of words with these lower-case hashes.
pub fn key(words: impl IntoIterator<Item = u64>) -> u32 {
    hash::key(words.into_iter().fold(0x6e61_6d65, hash::mix))
}

/// The known names, by [`key`].
#[derive(Clone, Debug)]
pub struct Names(Table);

impl Names {
    /// From pairs of key and value.
    pub fn new(pairs: &[(u32, u32)]) -> Self {
        Names(Table::new(pairs.iter().copied()))
    }

    /// What is known of each token of a stretch: the longest names from the left on.
    pub fn find(&self, stretch: &[Slot], words: &Words, mut found: impl FnMut(Known)) {
        let mut at = 0;
        while at < stretch.len() {
            let mut state = 0x6e61_6d65;
            let mut longest = None;
            for (length, &slot) in (1..=LONGEST).zip(&stretch[at..]) {
                state = hash::mix(state, words.get(slot).lower);
                longest = self.0.get(hash::key(state)).map(|value| (length, value)).or(longest);
            }
            let (length, value) = longest.unwrap_or((1, 0));
            for place in 0..length {
                let position = match place {
                    _ if length == 1 => 0,
                    0 => 1,
                    _ if place + 1 == length => 3,
                    _ => 2,
                };
                found(Known { value, position });
            }
            at += length;
        }
    }
}
