//! A folded term as people write it: with its accents, and with the capitals and the apostrophe of the word it replaces.

use tantivy::Term;
use tantivy::schema::Field;

use crate::french::fold::{fold, is_apostrophe};
use crate::french::forms::{ACCENTED, EXACT};
use crate::index::OpenIndex;
use crate::query::compile::{Pattern, matching_terms};

/// The spelling with accents in which most dispatches write a folded word; the word itself where most write none.
pub(super) fn accented(index: &OpenIndex, field: Field, folded: &str) -> tantivy::Result<String> {
    let frequency = |term: &str| index.searcher.doc_freq(&Term::from_field_text(field, term));
    let Some(pattern) = Pattern::accents_of(folded) else { return Ok(folded.to_owned()) };
    let mut best = (frequency(&[EXACT, folded].concat())? / 2, folded.to_owned());
    for term in matching_terms(index, field, &pattern)? {
        let frequency = frequency(&term)?;
        if frequency > best.0 {
            best = (frequency, term.trim_start_matches(ACCENTED).to_owned());
        }
    }
    Ok(best.1)
}

/// `word` with the capitals of `typed` and with its apostrophe, if the word begins with what stands before that.
pub(super) fn as_typed(word: &str, typed: &str) -> String {
    if let Some((at, mark)) = typed.char_indices().find(|&(_, c)| is_apostrophe(c)) {
        let (before, after) = typed.split_at(at);
        let letters = before.chars().count();
        let cut = word.char_indices().nth(letters).map_or(word.len(), |(cut, _)| cut);
        if cut < word.len() && fold(&word[..cut]) == fold(before) {
            let rest = in_capitals(&word[cut..], &after[mark.len_utf8()..]);
            return format!("{}{mark}{rest}", in_capitals(&word[..cut], before));
        }
    }
    in_capitals(word, typed)
}

/// All capitals, a capital first, or none, as `typed`.
fn in_capitals(word: &str, typed: &str) -> String {
    let mut letters = typed.chars().filter(|c| c.is_alphabetic());
    let initial = letters.next().is_some_and(char::is_uppercase);
    let rest: Vec<char> = letters.collect();
    if initial && !rest.is_empty() && rest.iter().all(|c| c.is_uppercase()) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if initial => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_as_the_one_it_replaces() {
        for (word, typed, wanted) in [
            ("zelensky", "Zelenski", "Zelensky"),
            ("sommet", "SOMMMET", "SOMMET"),
            ("sommet", "sommmet", "sommet"),
            ("état", "Etatt", "État"),
            ("aujourdhui", "aujourd’hiu", "aujourd’hui"),
            ("obrien", "O'Brein", "O'Brien"),
            ("obrien", "o'Brein", "o'Brien"),
            ("ocean", "o'cean", "o'cean"),
            ("prix", "d'prix", "prix"),
        ] {
            assert_eq!(as_typed(word, typed), wanted, "{typed}");
        }
    }
}
