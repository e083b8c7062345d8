//! Sketches: whether two texts are nearly the same, told from 64 bytes of each.
//!
//! The resemblance of two texts is the share of their runs of three words, of all that either has, that both have (Broder,
//! *On the resemblance and containment of documents*, 1997). A sketch estimates it by one-permutation MinHash: each run is
//! hashed into one of 64 bins, and of each bin the sketch keeps eight bits of the smallest hash (Li, Owen and Zhang, *One
//! permutation hashing*, 2012; Li and König, *b-bit minwise hashing*, 2010). The share of bins in which two sketches agree
//! is their resemblance, give or take 0.06. A bin that no run fell into borrows from another one, the same for all texts
//! (Shrivastava, *Optimal densification*, 2017), so that short texts can be compared as well.

use super::twins;
use crate::dispatch::Dispatch;

/// Words of a run.
const RUN: usize = 3;
const BINS: usize = 64;
/// Bins in which texts that are nearly the same agree at least: a resemblance of 0.7. On real news, what lies above is a text
/// that was sent again, corrected, cut or with another opening; below begin follow-ups that keep much of what they follow.
const NEAR: usize = 45;
/// Words that a text must have. Alerts and short set pieces, such as the state of the roads, may differ by no more than a
/// number or a name and yet tell different things.
const FEWEST_WORDS: usize = 60;
/// A bin without a run. No hash is as large but by a chance of nothing.
const EMPTY: u64 = u64::MAX;

/// What is kept of a text to compare it with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u64; BINS / 8]);

impl Sketch {
    /// The sketch of standfirst and body. `None` for a text of few words, and for what [`twins`] leave alone.
    pub fn of(dispatch: &Dispatch, format: &str) -> Option<Self> {
        if twins::stands_alone(dispatch, format) {
            return None;
        }
        Self::of_text(dispatch.standfirst.iter().chain(&dispatch.body))
    }

    fn of_text<'a>(paragraphs: impl Iterator<Item = &'a String>) -> Option<Self> {
        let mut bins = [EMPTY; BINS];
        let (mut words, mut run) = (0, [0_u64; RUN]);
        for paragraph in paragraphs {
            each_word(paragraph, |word| {
                words += 1;
                run.rotate_left(1);
                run[RUN - 1] = word;
                if words >= RUN {
                    let hash = mixed(run.iter().fold(0, |hash, word| mixed(hash ^ word)));
                    let bin = &mut bins[(hash % BINS as u64) as usize];
                    *bin = hash.min(*bin);
                }
            });
        }
        (words >= FEWEST_WORDS).then(|| Sketch::of_bins(&bins))
    }

    fn of_bins(bins: &[u64; BINS]) -> Self {
        let mut bytes = [[0; 8]; BINS / 8];
        for (bin, byte) in bytes.as_flattened_mut().iter_mut().enumerate() {
            let lenders = (1..).map(|attempt: u64| (mixed(attempt * BINS as u64 + bin as u64) % BINS as u64) as usize);
            let full = std::iter::once(bin).chain(lenders).find(|&bin| bins[bin] != EMPTY);
            // Bits beside those that choose the bin, and not the highest, which are low in every smallest hash.
            *byte = full.map_or(0, |bin| (bins[bin] >> 8) as u8);
        }
        Sketch(bytes.map(u64::from_le_bytes))
    }

    /// As numbers for a column.
    pub fn numbers(&self) -> &[u64] {
        &self.0
    }

    /// From the numbers of a column; `None` of a dispatch that has none.
    pub fn from_numbers(numbers: impl Iterator<Item = u64>) -> Option<Self> {
        let mut sketch = Sketch([0; BINS / 8]);
        let filled = sketch.0.iter_mut().zip(numbers).map(|(place, number)| *place = number).count();
        (filled == sketch.0.len()).then_some(sketch)
    }

    /// How many bands a sketch has.
    pub const BANDS: usize = BINS / 4;

    /// A number that stands for four bins. Texts that are nearly the same share at least one band: of those with a resemblance
    /// of 0.7 one pair in a hundred shares none, of more alike ones hardly any; unlike ones share none.
    pub fn band(&self, number: usize) -> u64 {
        let half = self.0[number / 2] >> (32 * (number % 2)) & 0xffff_ffff;
        (number as u64) << 32 | half
    }

    /// Every band.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        (0..Self::BANDS).map(|number| self.band(number))
    }

    /// In how many bins two sketches agree, if that is enough for texts that are nearly the same.
    pub fn likeness(&self, other: &Sketch) -> Option<usize> {
        let pairs = self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).to_le_bytes());
        let agreeing = pairs.map(|bins| bins.iter().filter(|bin| **bin == 0).count()).sum();
        (agreeing >= NEAR).then_some(agreeing)
    }
}

/// Calls `each` with a hash of every word of `text`, read so that what services and damage change does not matter: of ASCII
/// letters only consonants, and figures. `député`, `DEPUTE`, `dÃ©putÃ©` and `d?put?` are one word.
fn each_word(text: &str, mut each: impl FnMut(u64)) {
    let mut word = 0_u64;
    for c in text.chars().chain(std::iter::once(' ')) {
        match c.to_ascii_lowercase() {
            'a' | 'e' | 'i' | 'o' | 'u' | '\'' | '?' => {}
            c if c.is_ascii_alphanumeric() => word = (word ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3),
            c if c.is_ascii() || c.is_whitespace() => {
                if word != 0 {
                    each(word);
                }
                word = 0;
            }
            _ => {}
        }
    }
}

/// Spreads a number over all bits (the finaliser of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sketch(text: &str) -> Option<Sketch> {
        Sketch::of_text([text.to_owned()].iter())
    }

    fn words(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word));
        words
    }

    /// A text of these made-up words.
    fn text(words: impl IntoIterator<Item = u32>) -> String {
        words.into_iter().map(|word| format!("bcd{word} ")).collect()
    }

    #[test]
    fn a_word_is_known_under_accents_capitals_and_debris() {
        let plain = words("Le député de l'Orvine a réuni 1500 élus");
        for other in [
            "LE DEPUTE DE L'ORVINE A REUNI 1500 ELUS",
            "Le dÃ©putÃ© de lâ€™Orvine a rÃ©uni 1500 Ã©lus",
            "Le d?put? de l?Orvine a r?uni 1500 ?lus",
            "« Le député » de l’Orvine, à réuni\u{a0}: 1500 élus…",
        ] {
            assert_eq!(words(other), plain, "{other}");
        }
        assert_ne!(words("Le député de l'Orvine a réuni 1501 élus"), plain);
        assert!(words("à où ô ?").is_empty());
    }

    #[test]
    fn a_text_of_few_words_has_no_sketch() {
        assert_eq!(sketch(&text(0..59)), None);
        assert!(sketch(&text(0..60)).is_some());
    }

    #[test]
    fn estimates_are_near_the_resemblance() {
        for (kept, near) in [(95, true), (90, true), (50, false), (20, false)] {
            let found = (0..100_u32).filter(|trial| {
                let from = trial * 10_000;
                let cut = (from..from + 200).take(2 * kept);
                let (whole, cut) = (sketch(&text(from..from + 200)).unwrap(), sketch(&text(cut)));
                cut.is_some_and(|cut| whole.likeness(&cut).is_some())
            });
            assert_eq!(found.count() > 90, near, "{kept} % kept");
        }
    }

    #[test]
    fn a_corrected_word_leaves_even_a_short_text_near() {
        let near = (0..50).filter(|&word| {
            let corrected = (0..65).map(|at| if at == word { 999 } else { at });
            sketch(&text(0..65)).unwrap().likeness(&sketch(&text(corrected)).unwrap()).is_some()
        });
        assert!(near.count() >= 49);
    }

    proptest! {
        #[test]
        fn the_same_text_has_the_same_sketch_however_it_is_cut(words in proptest::collection::vec(0..500_u32, 60..200), at in 0..60_usize) {
            let whole = sketch(&text(words.clone()));
            let parts = [text(words[..at].to_vec()), text(words[at..].to_vec())];
            prop_assert!(whole.is_some());
            prop_assert_eq!(Sketch::of_text(parts.iter()), whole);
            prop_assert_eq!(Sketch::from_numbers(whole.unwrap().numbers().iter().copied()), whole);
        }

        #[test]
        fn unrelated_texts_are_far(from in 0..1_000_000_u32, length in 60..400_u32) {
            let (a, b) = (sketch(&text(from..from + length)), sketch(&text(from + length..from + 2 * length)));
            prop_assert_eq!(a.unwrap().likeness(&b.unwrap()), None);
        }

        #[test]
        fn what_is_nearly_the_same_shares_a_band(from in 0..1_000_000_u32) {
            // All sixteen bands would have to miss: a chance of one in thirty thousand millions.
            let corrected = (from..from + 300).map(|word| if word % 100 == 7 { 0 } else { word });
            let (a, b) = (sketch(&text(from..from + 300)).unwrap(), sketch(&text(corrected)).unwrap());
            prop_assert!(a.bands().any(|band| b.bands().any(|other| other == band)));
        }
    }
}
