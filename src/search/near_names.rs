//! Names of people that are spelt nearly as one that nobody in the index bears.

use rustc_hash::FxHashMap;

use crate::french::fold::fold;
use crate::index::OpenIndex;
use crate::index::fields::SEPARATOR;

/// Up to `most` names with a word for each word of `name` that differs from it by a letter or two, with the dispatches that
/// give them, the most frequent first.
pub(super) fn near_names(index: &OpenIndex, name: &str, most: usize) -> tantivy::Result<Vec<(String, u64)>> {
    let sought = words(name);
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: FxHashMap<String, u64> = FxHashMap::default();
    for reader in index.searcher.segment_readers() {
        let mut here: FxHashMap<String, u64> = FxHashMap::default();
        let inverted = reader.inverted_index(index.fields.person)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let term = std::str::from_utf8(terms.key()).unwrap_or_default();
            let Some((_, name)) = term.split_once(SEPARATOR) else { continue };
            let own = words(name);
            if sought.iter().all(|word| own.iter().any(|other| word.is_near(other))) {
                // A name stands under each of its sounds: it counts once.
                here.insert(name.to_owned(), u64::from(terms.value().doc_freq));
            }
        }
        here.into_iter().for_each(|(name, dispatches)| *found.entry(name).or_default() += dispatches);
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(most);
    Ok(found)
}

/// A word of a name.
struct Word {
    text: String,
    /// In characters.
    length: usize,
    /// A bit for each letter in it, to refuse most words at a glance.
    mask: u32,
}

fn words(name: &str) -> Vec<Word> {
    let split = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split
        .map(|word| {
            let text = fold(word);
            Word { length: text.chars().count(), mask: mask(&text), text }
        })
        .collect()
}

fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| mask | 1 << (u32::from(c) % 32))
}

impl Word {
    /// Short words have too many neighbours to be told from chance.
    fn distance(&self) -> usize {
        match self.length {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        }
    }

    /// Whether so few letters are wrong, missing, too many or swapped.
    fn is_near(&self, other: &Word) -> bool {
        let most = self.distance();
        self.length.abs_diff(other.length) <= most
            && (self.mask ^ other.mask).count_ones() as usize <= 2 * most
            && strsim::osa_distance(&self.text, &other.text) <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_near_by_a_letter_or_two() {
        for (sought, name, wanted) in [
            ("Zelinksi", "Volodymyr Zelenski", true),
            ("Solhiem", "Ingrid Solheim", true),
            ("Selheim Ingrit", "Ingrid Solheim", true),
            ("Roy", "Anne Rey", false),
            ("Bauer", "Lauren", false),
        ] {
            let own = words(name);
            let near = words(sought).iter().all(|word| own.iter().any(|other| word.is_near(other)));
            assert_eq!(near, wanted, "{sought}");
        }
    }
}
