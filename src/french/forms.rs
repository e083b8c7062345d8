//! The forms of a word: what the index holds for each word, and what a query asks it for.
//!
//! Up to five terms stand at one position, told apart by how they begin:
//!
//! | term | example for `États` | found by |
//! |---|---|---|
//! | the folded stem | `etat` | an unquoted word, any inflection |
//! | the stem of the word without its accents, where that differs | `cause` beside `caus` for `causée` | the same, typed without accents |
//! | `=` and the folded word | `=etats` | an exact word typed without accents |
//! | `==` and the word with its accents | `==états` | an exact word typed with them |
//! | `=^` and the word, where capitals may hide accents | `=^etats` for `Etats` and `ETATS` | the same |
//!
//! Grammatical words, figures and words in other scripts have no stem: the `=` form alone stands for both levels.

use std::borrow::Cow;

use super::elision;
use super::fold::{is_apostrophe, lower, plain, unaccented};
use super::invariable::is_invariable;
use super::stem::stem;

/// Opens a term that is a folded word.
pub const EXACT: &str = "=";
/// Opens a term that is a word with its accents.
pub const ACCENTED: &str = "==";
/// Opens a term that is a word whose capitals may lack their accents.
pub const CAPITAL: &str = "=^";
/// The term that stands after the last word of each paragraph.
pub const PARAGRAPH_END: &str = "¶";

/// A word taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Byte offset into the chunk where the word begins, its elided article left out.
    pub start: usize,
    /// Folded: lower case, no accents, no typography.
    pub folded: String,
    /// Lower case with accents, only where it has any.
    pub accented: Option<String>,
    /// The word as its capitals allow it to be read, only where they may hide accents.
    capital: Option<String>,
    /// The folded stem, unless the word is not stemmed.
    stem: Option<String>,
    /// The stem of the word without its accents, only where it differs.
    unaccented_stem: Option<String>,
}

impl Forms {
    /// Takes a chunk apart.
    pub fn of(chunk: &str) -> Self {
        let start = elision::word_start(chunk);
        let plain = plain(&chunk[start..]);
        let lower = lower(&plain);
        let folded = unaccented(&lower).into_owned();
        let stemmable = is_stemmable(&lower, &folded);
        let base = without_possessive(&chunk[start..], &lower);
        let stem_of = stemmable.then(|| stem(base));
        let unaccented_stem = stem_of.as_ref().filter(|_| lower != folded).and_then(|first| {
            let second = stem(&unaccented(base));
            (second != *first).then_some(second)
        });
        let capital = stemmable.then(|| hidden_accents(&plain, &lower, &folded)).flatten();
        let accented = (lower != folded).then_some(lower);
        Forms { start, folded, accented, capital, stem: stem_of, unaccented_stem }
    }

    /// Every term that the index holds for this word, at one position.
    pub fn indexed(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let stems = self.stem.iter().chain(&self.unaccented_stem).map(|stem| Cow::Borrowed(stem.as_str()));
        let marked = |mark: &'static str| move |word: &String| Cow::Owned([mark, word].concat());
        stems
            .chain(std::iter::once(self.exact_term().into()))
            .chain(self.accented.iter().map(marked(ACCENTED)))
            .chain(self.capital.iter().map(marked(CAPITAL)))
    }

    /// The terms that find this word with its inflections: any of them.
    ///
    /// One term nearly always. A word typed with accents whose unaccented spelling has another stem is also sought as
    /// it would stand in capitals without accents (`CAUSEE`).
    pub fn inflected(&self) -> Vec<String> {
        match (&self.stem, &self.unaccented_stem) {
            (Some(stem), None) => vec![stem.clone()],
            (Some(stem), Some(_)) => vec![stem.clone(), self.exact_term()],
            (None, _) => vec![self.exact_term()],
        }
    }

    /// The terms that find this very form: any of them. Accents that are typed count, others are not asked for.
    pub fn exact(&self) -> Vec<String> {
        let Some(accented) = &self.accented else { return vec![self.exact_term()] };
        let mut terms = vec![[ACCENTED, accented].concat()];
        let initial = accented.chars().next().unwrap_or_default();
        let bare = unaccented(initial.encode_utf8(&mut [0; 4])).into_owned();
        let as_capital = [&bare, &accented[initial.len_utf8()..]].concat();
        if as_capital != *accented && as_capital != self.folded {
            terms.push([ACCENTED, &as_capital].concat());
        }
        terms.push([CAPITAL, &self.folded].concat());
        terms
    }

    /// The term of the folded form.
    pub fn exact_term(&self) -> String {
        [EXACT, &self.folded].concat()
    }
}

/// Whether the word has a stem of its own: a word in Latin letters, not a grammatical one.
fn is_stemmable(lower: &str, folded: &str) -> bool {
    !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_lowercase()) && !is_invariable(lower)
}

/// `moodys` → `moody` where the chunk says `Moody’s`.
fn without_possessive<'a>(word: &str, lower: &'a str) -> &'a str {
    let mut letters = word.chars().rev();
    let possessive =
        letters.next().is_some_and(|s| s.eq_ignore_ascii_case(&'s')) && letters.next().is_some_and(is_apostrophe);
    if possessive && lower.len() > 1 { lower.strip_suffix('s').unwrap_or(lower) } else { lower }
}

/// The folded word where its capitals may hide accents: all capitals without any, or a first letter that French
/// printers often leave bare (`Etat`, `Ile`, `Ca`).
fn hidden_accents(plain: &str, lower: &str, folded: &str) -> Option<String> {
    let accented = lower != folded;
    let all_capitals = plain.len() > 1 && !plain.contains(char::is_lowercase);
    let bare_initial = plain.starts_with(['A', 'E', 'I', 'O', 'U', 'C']);
    (!accented && (all_capitals || bare_initial)).then(|| folded.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(chunk: &str) -> Vec<String> {
        Forms::of(chunk).indexed().map(Cow::into_owned).collect()
    }

    /// Whether a word typed as `query` finds the word written as `text`.
    fn inflected(query: &str, text: &str) -> bool {
        let held = indexed(text);
        Forms::of(query).inflected().iter().any(|term| held.contains(term))
    }

    fn exact(query: &str, text: &str) -> bool {
        let held = indexed(text);
        Forms::of(query).exact().iter().any(|term| held.contains(term))
    }

    #[test]
    fn terms_of_a_word() {
        assert_eq!(indexed("l’États"), ["etat", "=etats", "==états"]);
        assert_eq!(indexed("Etats"), ["etat", "=etats", "=^etats"]);
        assert_eq!(indexed("causée"), ["caus", "cause", "=causee", "==causée"]);
        assert_eq!(indexed("qu’à"), ["=a", "==à"]);
        assert_eq!(indexed("1\u{202f}500"), ["=1500"]);
        assert_eq!(indexed("Moody’s"), ["moody", "=moodys"]);
        assert_eq!(indexed("Путин"), ["=путин"]);
    }

    #[test]
    fn words_that_find_each_other() {
        for group in [
            &["l'OTAN", "L’OTAN", "OTAN", "O.T.A.N", "otan"][..],
            &["Etats", "États", "ETATS", "états", "E\u{301}tats"],
            &["Erdogan", "Erdoğan", "ERDOĞAN", "Erdoǧan", "Erdog\u{306}an"],
            &["œuvre", "oeuvre", "ŒUVRE", "Oeuvres"],
            &["aujourd'hui", "aujourd’hui", "AUJOURD'HUI"],
            &["1 500", "1.500", "1500", "1\u{a0}500", "1\u{202f}500", "1’500"],
            &["réitère", "reiterer", "RÉITÉRÉ"],
            &["attaques", "attaqué", "ATTAQUE"],
            &["dé\u{ad}pêche", "depeches", "dépêche\u{200b}s"],
            &["İstanbul", "Istanbul"],
        ] {
            for query in group {
                for text in group {
                    assert!(inflected(query, text), "{query} must find {text}");
                }
            }
        }
    }

    #[test]
    fn an_accented_word_is_found_in_unaccented_capitals() {
        assert!(inflected("causée", "CAUSEE"));
        assert!(inflected("causee", "causée"));
    }

    #[test]
    fn exact_forms() {
        for (query, text, found) in [
            ("tours", "tours", true),
            ("tours", "tour", false),
            ("marché", "marché", true),
            ("marché", "marche", false),
            ("marché", "Marche", false),
            ("marché", "MARCHÉ", true),
            ("marché", "MARCHE", true),
            ("marche", "marché", true),
            ("marche", "marche", true),
            ("état", "Etat", true),
            ("état", "etat", false),
            ("écoutée", "Ecoutée", true),
            ("écoutée", "Ecoutee", true),
            ("œuvre", "oeuvre", true),
            ("l’OTAN", "OTAN", true),
        ] {
            assert_eq!(exact(query, text), found, "={query} on {text}");
        }
    }

    #[test]
    fn grammatical_words_keep_apart_from_their_stems_neighbours() {
        assert!(!inflected("James", "jamais"));
        assert!(!inflected("par", "paré"));
        assert!(inflected("à", "a"));
    }
}
