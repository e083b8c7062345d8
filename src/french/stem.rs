//! The one place that calls the stemmer, for the index and for queries alike.

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::unaccented;

/// The Snowball stem of a French word, accents taken off after stemming since the stemmer needs them.
///
/// `lower` is in lower case with its accents. A word that the stemmer would use up is its own stem.
pub fn stem(lower: &str) -> String {
    let stem = Stemmer::create(Algorithm::French).stem(lower);
    let folded = unaccented(&stem);
    if folded.is_empty() { unaccented(lower).into_owned() } else { folded.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_those_the_index_was_built_with() {
        for (word, expected) in [
            ("réitère", "reiter"),
            ("reiterer", "reiter"),
            ("attaqué", "attaqu"),
            ("attaques", "attaqu"),
            ("présidente", "president"),
            ("causée", "caus"),
            ("causee", "cause"),
            ("chevaux", "cheval"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    /// Snowball's own list, where it is at hand. `rust-stemmers` is older than the list: some words differ, none panics.
    #[test]
    fn the_snowball_vocabulary_is_stemmed_without_panic() {
        let Ok(words) = std::fs::read_to_string("../shared/data/stemming/french-2015/voc.txt") else {
            eprintln!("skipped: no ../shared/data/stemming");
            return;
        };
        let expected = std::fs::read_to_string("../shared/data/stemming/french-2015/output.txt").unwrap();
        let pairs = words.lines().zip(expected.lines());
        let different = pairs.filter(|(word, expected)| stem(word) != *unaccented(expected)).count();
        assert!(different < 40, "{different} stems differ from Snowball's");
    }
}
