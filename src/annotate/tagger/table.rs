//! A map from 32-bit keys to 32-bit values that is built once and read often.

/// Open addressing with linear probing, half full at most.
#[derive(Clone, Debug)]
pub struct Table {
    /// Key and value; an empty slot holds [`EMPTY`] as its value.
    slots: Vec<(u32, u32)>,
    mask: usize,
}

const EMPTY: u32 = u32::MAX;

impl Table {
    /// A map of these pairs. The first of equal keys counts; the value `u32::MAX` is not to be used.
    pub fn new(pairs: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let capacity = (2 * pairs.len()).next_power_of_two().max(4);
        let mut table = Table { slots: vec![(0, EMPTY); capacity], mask: capacity - 1 };
        for (key, value) in pairs {
            let at = table.slot(key);
            if table.slots[at].1 == EMPTY {
                table.slots[at] = (key, value);
            }
        }
        table
    }

    /// The value of `key`.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        let (_, value) = self.slots[self.slot(key)];
        (value != EMPTY).then_some(value)
    }

    /// Where `key` stands or would stand.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mut at = key as usize & self.mask;
        while self.slots[at].0 != key && self.slots[at].1 != EMPTY {
            at = (at + 1) & self.mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn answers_like_a_map(pairs in prop::collection::btree_map(0..64u32, 0..9u32, 0..40), absent in 0..99u32) {
            let table = Table::new(pairs.clone().into_iter().collect::<Vec<_>>().into_iter());
            let expected: &BTreeMap<u32, u32> = &pairs;
            for key in (0..64).chain([absent]) {
                prop_assert_eq!(table.get(key), expected.get(&key).copied());
            }
        }
    }
}
