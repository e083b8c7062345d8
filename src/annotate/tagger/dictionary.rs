//! What is known of words beforehand: their cluster, what they were in labelled news, which may be parts of names
//! without a capital.

use super::hash;
use super::known::Names;
use super::table::Table;
use crate::annotate::token::Case;

/// The cluster of words of which nothing is known.
pub const NO_CLUSTER: u32 = 0xffff;

/// What a word may be in a name though it has no capital.
pub mod role {
    /// Opens names: `rue`, `lac`, `tribunal`.
    pub const HEAD: u32 = 1;
    /// Ties the parts of a name: `de`, `ben`, `et`.
    pub const LINK: u32 = 2;
    /// Ends names: `saoudite`, `noire`.
    pub const TAIL: u32 = 4;
    /// A surname that keeps its particle when it stands alone: `Gaulle`, `Villepin`.
    pub const PARTICLED: u32 = 8;
}

/// How often a word was what in labelled news: levels from 0 (never) to 7 (always).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses(pub u32);

/// The fields of [`Uses`], in the order of their bits.
pub mod field {
    /// The first of several words of a person's name.
    pub const FIRST_NAME: u32 = 0;
    /// Another word of a person's name, or the only one.
    pub const SURNAME: u32 = 1;
    pub const LOCATION: u32 = 2;
    pub const ORGANISATION: u32 = 3;
    pub const OTHER: u32 = 4;
    /// With a capital, outside of any name.
    pub const BARE: u32 = 5;
    /// Without a capital.
    pub const LOWER: u32 = 6;
    /// How often it stood there at all, in powers of four.
    pub const FREQUENCY: u32 = 7;
    pub const COUNT: u32 = 8;
}

impl Uses {
    /// The level of a field.
    pub fn level(self, field: u32) -> u32 {
        self.0 >> (3 * field) & 7
    }

    /// The use with the highest level, and that level; nothing for unknown words.
    pub fn main(self) -> u32 {
        let best =
            (0..field::FREQUENCY).fold(0, |best, each| if self.level(each) > self.level(best) { each } else { best });
        if self.0 == 0 { 0 } else { 1 + 2 * best + u32::from(self.level(best) >= 6) }
    }

    /// Packs counts by field, those before [`field::FREQUENCY`].
    pub fn of(counts: &[u32; field::FREQUENCY as usize]) -> Self {
        let total: u32 = counts.iter().sum();
        let levels = counts.iter().map(|&count| match 100.0 * f64::from(count) / f64::from(total.max(1)) {
            _ if count == 0 => 0,
            share if share < 2.0 => 1,
            share if share < 10.0 => 2,
            share if share < 35.0 => 3,
            share if share < 65.0 => 4,
            share if share < 90.0 => 5,
            share if share < 98.0 => 6,
            _ => 7,
        });
        let frequency = (total.max(1).ilog2() / 2).min(7);
        Uses(levels.chain([frequency]).enumerate().fold(0, |packed, (at, level)| packed | level << (3 * at)))
    }
}

/// The tables, by hash of the word.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// By the word as it is written: its cluster of 1024 and of 128, as `fine << 7 | coarse`.
    clusters: Table,
    /// By the word in lower case: [`Uses`] and, from bit 24, [`role`].
    uses: Table,
    /// Whole names.
    pub names: Names,
}

/// The key of a word in the tables of a dictionary.
pub fn key(word: &str) -> u32 {
    hash::key(hash::text(word))
}

impl Dictionary {
    /// From pairs of a word's [`key`] and its value: clusters, then uses and roles; then those of whole names.
    pub fn new(clusters: &[(u32, u32)], uses: &[(u32, u32)], names: &[(u32, u32)]) -> Self {
        Dictionary {
            clusters: Table::new(clusters.iter().copied()),
            uses: Table::new(uses.iter().copied()),
            names: Names::new(names),
        }
    }

    /// The cluster of a word of 1024 and of 128: as it is written, else as it is written elsewhere.
    pub fn clusters(&self, word: &str, lower: &str, case: Case) -> (u32, u32) {
        let packed = (case == Case::Upper && word.len() > 3)
            .then(|| self.clusters.get(key(&titled(lower))))
            .flatten()
            .or_else(|| self.clusters.get(key(word)))
            .or_else(|| self.clusters.get(key(lower)));
        packed.map_or((NO_CLUSTER, NO_CLUSTER), |packed| (packed >> 7, packed & 127))
    }

    /// What the word was in labelled news, and its roles.
    pub fn uses(&self, lower: &str) -> (Uses, u32) {
        let packed = self.uses.get(key(lower)).unwrap_or(0);
        (Uses(packed & 0xff_ffff), packed >> 24)
    }
}

/// With a capital in front of each part: `jean-marie` gives `Jean-Marie`.
fn titled(lower: &str) -> String {
    let mut starts = true;
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        if starts {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        starts = c == '-';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_are_levels_of_shares() {
        let uses = Uses::of(&[0, 50, 45, 4, 1, 0, 0]);
        let levels: Vec<u32> = (0..field::COUNT).map(|each| uses.level(each)).collect();
        assert_eq!(levels, [0, 4, 4, 2, 1, 0, 0, 3]);
        assert_eq!((Uses::of(&[0, 0, 99, 1, 0, 0, 0]).main(), Uses(0).main()), (1 + 2 * field::LOCATION + 1, 0));
    }

    #[test]
    fn a_word_in_capitals_has_the_cluster_of_the_name() {
        let dictionary =
            Dictionary::new(&[(key("Jean-Marie"), 5 << 7 | 3), (key("ici"), 9 << 7)], &[(key("lac"), 1 << 24)], &[]);
        assert_eq!(dictionary.clusters("JEAN-MARIE", "jean-marie", Case::Upper), (5, 3));
        assert_eq!(dictionary.clusters("Ici", "ici", Case::Title), (9, 0));
        assert_eq!(dictionary.clusters("zut", "zut", Case::Lower), (NO_CLUSTER, NO_CLUSTER));
        assert_eq!(dictionary.uses("lac"), (Uses(0), role::HEAD));
    }
}
