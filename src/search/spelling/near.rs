//! Words and agencies of the index that are spelt nearly as one that was typed.

use tantivy::Term;
use tantivy::schema::Field;

use super::dress::{accented, as_typed};
use super::slip::cost;
use super::spots::{Sought, Spot};
use crate::french::fold::fold;
use crate::french::forms::{EXACT, Forms};
use crate::index::{OpenIndex, value_term};
use crate::query::compile::{Pattern, matching_terms};

/// Shorter words have too many neighbours to be told from chance.
const SHORTEST: usize = 4;
/// In shorter words no two letters are wrong.
const LONG: usize = 7;
/// Longer words are no misspellings, and an automaton for one would be huge.
const LONGEST: usize = 32;
/// A word with one letter wrong that fewer dispatches have may be a slip itself: two wrong letters are thought of too.
const RARE: u64 = 10;
/// Agencies are few and known by their initials.
const SHORTEST_AGENCY: usize = 3;

/// What may have been meant.
#[derive(Clone, Debug)]
pub(super) struct Near {
    /// As it would be typed.
    pub text: String,
    /// The dispatches that have it, against how unlikely the slip is: comparable with dispatches.
    pub weight: f64,
    pub dispatches: u64,
}

/// How many dispatches have the word or the agency itself.
pub(super) fn dispatches(index: &OpenIndex, spot: &Spot) -> tantivy::Result<u64> {
    let (field, terms) = match spot.sought {
        Sought::Agency => (index.fields.provider, vec![value_term(&spot.typed)]),
        Sought::Word { field, exact } => {
            let forms = Forms::of(&spot.typed);
            let terms = match exact {
                true => forms.exact(),
                false if index.fields.is_inflected(field) => forms.inflected(),
                false => vec![forms.exact_term()],
            };
            (field, terms)
        }
    };
    let each = terms.iter().map(|term| frequency(index, field, term));
    Ok(each.collect::<tantivy::Result<Vec<u64>>>()?.into_iter().max().unwrap_or_default())
}

/// The `most` likeliest, the likeliest first.
pub(super) fn near(index: &OpenIndex, spot: &Spot, most: usize) -> tantivy::Result<Vec<Near>> {
    let mut near = match spot.sought {
        Sought::Agency => agencies(index, &spot.typed)?,
        Sought::Word { field, exact } => words(index, field, &spot.typed, exact)?,
    };
    near.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.text.cmp(&b.text)));
    near.truncate(most);
    if let Sought::Word { field, .. } = spot.sought {
        for near in &mut near {
            near.text = as_typed(&accented(index, field, &near.text)?, &spot.typed);
        }
        near.retain(|near| near.text != spot.typed);
    }
    Ok(near)
}

fn words(index: &OpenIndex, field: Field, typed: &str, exact: bool) -> tantivy::Result<Vec<Near>> {
    let folded = fold(typed);
    let length = folded.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Ok(Vec::new());
    }
    let mut near = at_distance(index, field, &folded, 1, exact)?;
    if length >= LONG && near.iter().all(|near| near.dispatches < RARE) {
        near = at_distance(index, field, &folded, 2, exact)?;
    }
    Ok(near)
}

/// In an exact search the word itself with other accents is another word.
fn at_distance(index: &OpenIndex, field: Field, folded: &str, distance: u8, exact: bool) -> tantivy::Result<Vec<Near>> {
    let mut near = Vec::new();
    for term in matching_terms(index, field, &Pattern::fuzzy(folded, distance))? {
        let word = term.trim_start_matches(EXACT);
        if word.contains(char::is_numeric) || (word == folded && !exact) {
            continue;
        }
        let dispatches = frequency(index, field, &term)?;
        near.push(Near { text: word.to_owned(), weight: dispatches as f64 / cost(folded, word), dispatches });
    }
    Ok(near)
}

fn agencies(index: &OpenIndex, typed: &str) -> tantivy::Result<Vec<Near>> {
    let folded = value_term(typed);
    let most = match folded.chars().count() {
        ..SHORTEST_AGENCY => return Ok(Vec::new()),
        SHORTEST_AGENCY..LONG => 1,
        _ => 2,
    };
    let mut near: Vec<Near> = Vec::new();
    for reader in index.searcher.segment_readers() {
        let Some(column) = reader.fast_fields().str("provider")? else { continue };
        let mut names = column.dictionary().stream()?;
        while names.advance() {
            let name = String::from_utf8_lossy(names.key()).into_owned();
            let term = value_term(&name);
            let is_near = term != folded && strsim::osa_distance(&term, &folded) <= most;
            if is_near && near.iter().all(|near| value_term(&near.text) != term) {
                let dispatches = frequency(index, index.fields.provider, &term)?;
                near.push(Near { weight: dispatches as f64 / cost(&folded, &term), text: name, dispatches });
            }
        }
    }
    Ok(near)
}

fn frequency(index: &OpenIndex, field: Field, term: &str) -> tantivy::Result<u64> {
    index.searcher.doc_freq(&Term::from_field_text(field, term))
}
