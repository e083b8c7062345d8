//! Words with wildcards and misspelt words, as automata over the terms of the index.

use std::sync::Arc;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::termdict::TermDictionary;
use tantivy_fst::{Automaton, Regex};

use crate::french::fold::{lower, plain, unaccented};
use crate::french::forms::{ACCENTED, EXACT};

/// Letters with the accents that French and the names in its news put on them.
const ACCENTS: [&str; 11] =
    ["aàâäáãåā", "cçćč", "eéèêëę", "gğ", "iîïíı", "lł", "nñń", "oôöóõøō", "sşśš", "uûùüúū", "zžźż"];

/// What a term must look like.
#[derive(Clone)]
pub enum Pattern {
    Wildcard(Arc<Regex>),
    Fuzzy(Arc<Fuzzy>),
}

impl Pattern {
    /// A word with `*` (any letters) and `?` (one letter). An accent that is typed counts.
    ///
    /// `None` when nothing but wildcards is left of it, or when it is too large for an automaton.
    pub fn wildcard(word: &str) -> Option<Pattern> {
        let mut regex = String::new();
        let mut has_letters = false;
        let mut accented = false;
        for part in word.split_inclusive(['*', '?']) {
            let text = lower(&plain(part.trim_end_matches(['*', '?'])));
            has_letters |= !text.is_empty();
            accented |= unaccented(&text) != text;
            regex.push_str(&escape(&text));
            // The first letter must not be a mark of another kind of term.
            let any = if regex.is_empty() { r"[^=\^]" } else { "." };
            match part.chars().next_back() {
                Some('*') if regex.is_empty() => regex.push_str(r"([^=\^].*)?"),
                Some('*') => regex.push_str(".*"),
                Some('?') => regex.push_str(any),
                _ => {}
            }
        }
        let mark = if accented { ACCENTED } else { EXACT };
        let regex = Regex::new(&[mark, &regex].concat()).ok().filter(|_| has_letters)?;
        Some(Pattern::Wildcard(Arc::new(regex)))
    }

    /// A whole value with wildcards, for fields that are not cut into words; `value` is folded as its field is.
    pub fn value_wildcard(value: &str) -> Option<Pattern> {
        let regex: String = value
            .chars()
            .map(|c| match c {
                '*' => ".*".to_owned(),
                '?' => ".".to_owned(),
                c => escape(c.encode_utf8(&mut [0; 4])),
            })
            .collect();
        Regex::new(&regex).ok().map(|regex| Pattern::Wildcard(Arc::new(regex)))
    }

    /// Whole values that begin with `prefix`, in which nothing is a wildcard.
    pub fn value_prefix(prefix: &str) -> Option<Pattern> {
        Regex::new(&[&escape(prefix), ".*"].concat()).ok().map(|regex| Pattern::Wildcard(Arc::new(regex)))
    }

    /// Words in which at most `distance` letters are wrong, missing, too many or swapped.
    pub fn fuzzy(folded: &str, distance: u8) -> Pattern {
        let dfa = LevenshteinAutomatonBuilder::new(distance.min(2), true).build_dfa(folded);
        Pattern::Fuzzy(Arc::new(Fuzzy(dfa)))
    }

    /// Terms of accented words that are `folded` without their accents; `None` where no letter of it can bear one.
    pub fn accents_of(folded: &str) -> Option<Pattern> {
        let mut regex = ACCENTED.to_owned();
        let mut bears = false;
        for letter in folded.chars() {
            match ACCENTS.iter().find(|accents| accents.starts_with(letter)) {
                Some(accents) => {
                    bears = true;
                    regex.push_str(&format!("[{accents}]"));
                }
                None => regex.push_str(&escape(letter.encode_utf8(&mut [0; 4]))),
            }
        }
        let regex = Regex::new(&regex).ok().filter(|_| bears)?;
        Some(Pattern::Wildcard(Arc::new(regex)))
    }

    /// Calls `each` with every term of a dictionary that fits, in order.
    pub fn each_term(&self, terms: &TermDictionary, each: &mut dyn FnMut(&str)) -> std::io::Result<()> {
        fn all<A: Automaton>(terms: &TermDictionary, automaton: &A, each: &mut dyn FnMut(&str)) -> std::io::Result<()>
        where
            A::State: Clone,
        {
            let mut stream = terms.search(automaton).into_stream()?;
            while stream.advance() {
                each(&String::from_utf8_lossy(stream.key()));
            }
            Ok(())
        }
        match self {
            Pattern::Wildcard(regex) => all(terms, regex.as_ref(), each),
            Pattern::Fuzzy(fuzzy) => all(terms, fuzzy.as_ref(), each),
        }
    }

    /// Whether a term fits.
    pub fn matches(&self, term: &str) -> bool {
        match self {
            Pattern::Wildcard(regex) => accepts(regex.as_ref(), term),
            Pattern::Fuzzy(fuzzy) => accepts(fuzzy.as_ref(), term),
        }
    }
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Pattern::Wildcard(_) => "Wildcard",
            Pattern::Fuzzy(_) => "Fuzzy",
        })
    }
}

fn accepts<A: Automaton>(automaton: &A, term: &str) -> bool {
    let end = term.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
    automaton.is_match(&end)
}

fn escape(text: &str) -> String {
    let special = |c: char| c.is_ascii_punctuation();
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// A Levenshtein automaton behind the mark of exact forms.
pub struct Fuzzy(DFA);

/// Where in a term [`Fuzzy`] stands.
#[derive(Clone, Copy)]
pub enum FuzzyState {
    /// Before the mark.
    Start,
    /// After the mark, before the first letter.
    Marked,
    Word(u32),
    Dead,
}

impl Automaton for Fuzzy {
    type State = FuzzyState;

    fn start(&self) -> FuzzyState {
        FuzzyState::Start
    }

    fn is_match(&self, state: &FuzzyState) -> bool {
        matches!(state, FuzzyState::Word(state) if matches!(self.0.distance(*state), Distance::Exact(_)))
    }

    fn can_match(&self, state: &FuzzyState) -> bool {
        match state {
            FuzzyState::Word(state) => *state != SINK_STATE,
            FuzzyState::Dead => false,
            FuzzyState::Start | FuzzyState::Marked => true,
        }
    }

    fn accept(&self, state: &FuzzyState, byte: u8) -> FuzzyState {
        match state {
            FuzzyState::Start if byte == b'=' => FuzzyState::Marked,
            FuzzyState::Marked if byte != b'=' && byte != b'^' => {
                FuzzyState::Word(self.0.transition(self.0.initial_state(), byte))
            }
            FuzzyState::Word(state) => FuzzyState::Word(self.0.transition(*state, byte)),
            _ => FuzzyState::Dead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcard_table() {
        for (pattern, term, found) in [
            ("manif*", "=manifestants", true),
            ("manif*", "=manif", true),
            ("manif*", "manif", false),
            ("Z?lensk*", "=zelensky", true),
            ("z?lensk*", "=zlensky", false),
            ("z?lensk*", "==zélensky", false),
            ("zé*", "==zélensky", true),
            ("zé*", "=zelensky", false),
            ("*nation", "=nation", true),
            ("*nation", "=domination", true),
            ("?lan", "=elan", true),
            ("?lan", "=^lan", false),
            ("O.T*", "=otan", true),
        ] {
            assert_eq!(Pattern::wildcard(pattern).unwrap().matches(term), found, "{pattern} on {term}");
        }
        assert!(Pattern::wildcard("**?").is_none());
    }

    #[test]
    fn accents_table() {
        let accents = Pattern::accents_of("riviere").unwrap();
        for (term, found) in [("==rivière", true), ("==rîvïeré", true), ("=riviere", false), ("==rivières", false)]
        {
            assert_eq!(accents.matches(term), found, "{term}");
        }
        assert!(Pattern::accents_of("frz").is_some() && Pattern::accents_of("fbr.").is_none());
    }

    #[test]
    fn fuzzy_table() {
        for (word, distance, term, found) in [
            ("zelensky", 1, "=zelenski", true),
            ("zelensky", 1, "=zelensky", true),
            ("zelensky", 1, "=zelesnky", true),
            ("zelensky", 1, "=zelenskyy", true),
            ("zelensky", 1, "=zelinskiy", false),
            ("zelensky", 2, "=zelenski", true),
            ("macron", 1, "macron", false),
            ("macron", 1, "=^macron", false),
        ] {
            assert_eq!(Pattern::fuzzy(word, distance).matches(term), found, "{word}~{distance} on {term}");
        }
    }
}
