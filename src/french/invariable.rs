//! Grammatical words that have no inflections a reader would look for.
//!
//! They are not stemmed. The stemmer would only harm them (`jamais` and `James`, `par` and `parer`, `moins` and `moine`
//! share a stem), and being a third of all words they would double the postings of the index for nothing. Words that
//! are also nouns or verbs with inflections (`son`, `même`, `entre`, `car`, `bien`, `tout`, `été`) are left out on purpose.

/// Sorted, lower case, accents kept.
const WORDS: &[&str] = &[
    "a",
    "afin",
    "ai",
    "ainsi",
    "alors",
    "après",
    "au",
    "aussi",
    "aux",
    "avaient",
    "avait",
    "avant",
    "avec",
    "avoir",
    "ayant",
    "ce",
    "cela",
    "celle",
    "celles",
    "celui",
    "ces",
    "cet",
    "cette",
    "ceux",
    "chez",
    "cinq",
    "comme",
    "dans",
    "de",
    "depuis",
    "des",
    "deux",
    "dix",
    "donc",
    "dont",
    "du",
    "dès",
    "déjà",
    "elle",
    "elles",
    "en",
    "encore",
    "est",
    "et",
    "eux",
    "hier",
    "huit",
    "ici",
    "il",
    "ils",
    "jamais",
    "je",
    "la",
    "le",
    "les",
    "leur",
    "leurs",
    "lors",
    "lorsque",
    "lui",
    "là",
    "ma",
    "mais",
    "me",
    "mes",
    "moi",
    "moins",
    "ne",
    "ni",
    "nos",
    "notamment",
    "notre",
    "nous",
    "on",
    "ont",
    "ou",
    "où",
    "par",
    "parce",
    "parmi",
    "pas",
    "peu",
    "plus",
    "plusieurs",
    "pour",
    "puis",
    "quand",
    "quatre",
    "que",
    "qui",
    "quoi",
    "sa",
    "sans",
    "se",
    "selon",
    "sept",
    "ses",
    "si",
    "six",
    "sont",
    "sous",
    "sur",
    "te",
    "toi",
    "toujours",
    "trois",
    "trop",
    "très",
    "tu",
    "un",
    "une",
    "vers",
    "voici",
    "voilà",
    "vos",
    "votre",
    "vous",
    "y",
    "à",
    "étaient",
    "était",
];

/// Whether `lower`, a word in lower case with its accents, is one of them.
pub fn is_invariable(lower: &str) -> bool {
    WORDS.binary_search(&lower).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_the_search() {
        assert!(WORDS.is_sorted(), "{:?}", WORDS.windows(2).find(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn words_with_inflections_are_not_in_it() {
        for word in ["son", "entre", "car", "bien", "tout", "été", "otan", "tours"] {
            assert!(!is_invariable(word), "{word}");
        }
    }
}
