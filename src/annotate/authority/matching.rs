//! Whether one name may mean the person of another.

use super::key::{alike, without_mute};
use super::name::{Name, NameWord, Part};
use super::tables::short_forms;
use super::words::same_particle;
use crate::annotate::given::differ;

/// Whether a dispatch that names `value` names whom `query` asks for.
///
/// Every part of the query must be found in the value, in its order or with the surname first. A single word finds
/// whoever bears it, as surname or given name; of a longer query the given names must agree: the value may have more of
/// them in the middle (`Emmanuel Jean-Michel Macron`), but neither another first one (`Jean-Paul Martin` is not `Paul
/// Martin`) nor another surname behind, save the second ones of Spain and Portugal and the Arabic names of origin.
/// Particles may be left out, initials stand for their names, `Jr` may not be left out.
pub fn matches(query: &Name, value: &Name) -> bool {
    if query.is_empty() || value.words.is_empty() || (query.qualifier.is_some() && query.qualifier != value.qualifier) {
        return false;
    }
    if query.is_bare() {
        return bare_in(&query.words[0], value);
    }
    if query.suffix != value.suffix {
        return false;
    }
    let wanted = tokens(query);
    surname_with_particle(query, value) || (0..value.words.len()).any(|turn| aligns(&wanted, &turned(value, turn)))
}

/// Whether two names are one but for their spelling: word for word, nothing left out.
pub fn is_same(a: &Name, b: &Name) -> bool {
    let same = |(a, b): (&Token<'_>, &Token<'_>)| a.is_like(b) && a.part.initial == b.part.initial;
    let (mine, others) = (tokens(a), tokens(b));
    a.suffix == b.suffix
        && a.qualifier == b.qualifier
        && !a.is_empty()
        && ((mine.len() == others.len() && mine.iter().zip(&others).all(same)) || joins(&mine, &others))
}

/// Whether `value` is the single word `ruler`, with a number behind it or none: `Jean-Paul`, `Jean-Paul II`.
pub fn is_ruler(ruler: &Name, value: &Name) -> bool {
    let Some((first, rest)) = value.words.split_first() else { return false };
    let is_number = |word: &NameWord| {
        let digits = word.parts.first().and_then(|part| part.folded.strip_prefix('n'));
        digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let alone = Name { words: vec![first.clone()], suffix: None, qualifier: value.qualifier.clone() };
    rest.len() <= 1 && rest.iter().all(is_number) && is_same(ruler, &alone)
}

/// Whether two names are written alike but for capitals and accents.
pub fn is_written_as(a: &Name, b: &Name) -> bool {
    let letters = |name: &Name| -> Vec<String> {
        name.words.iter().flat_map(|word| word.parts.iter().map(|part| part.folded.clone())).collect()
    };
    a.suffix == b.suffix && a.qualifier == b.qualifier && letters(a) == letters(b)
}

/// Whether `word` alone is found in the name: a whole word of it, or half of its double surname.
fn bare_in(word: &NameWord, value: &Name) -> bool {
    let surname = value.words.len() - 1;
    value.words.iter().enumerate().any(|(at, other)| word_in(word, other, at == surname))
}

/// Whether two words are one name; half of a double surname is enough.
fn word_in(word: &NameWord, other: &NameWord, is_surname: bool) -> bool {
    let like = if is_surname { same_surname } else { equal };
    let is_like = |a: &Part, b: &Part| match (a.initial, b.initial) {
        // The last letter of Jay-Z.
        (Some(a), Some(b)) => a == b,
        _ => meets(&a.sounds, &b.sounds, like) && !differ(&a.folded, &b.folded),
    };
    let whole =
        word.parts.len() == other.parts.len() && word.parts.iter().zip(&other.parts).all(|(a, b)| is_like(a, b));
    let half = word.parts.len() == 1 && is_surname;
    whole
        || (half && other.parts.iter().any(|part| is_like(part, &word.parts[0])))
        || (!(is_simple(word) && is_simple(other)) && meets(spelt_as_one(word), spelt_as_one(other), like))
}

/// Whether a word has one piece and nothing before it.
fn is_simple(word: &NameWord) -> bool {
    word.parts.len() == 1 && word.joined.is_empty()
}

/// `Ben Laden`, which may be given name and surname, as the surname of `Oussama ben Laden`.
fn surname_with_particle(query: &Name, value: &Name) -> bool {
    let ([first, last], Some(surname)) = (query.words.as_slice(), value.surname()) else { return false };
    surname.particles.iter().any(|particle| same_particle(particle, &first.parts[0].folded))
        && word_in(last, surname, true)
}

/// How a word sounds written as one.
fn spelt_as_one(word: &NameWord) -> &[String] {
    match word.parts.as_slice() {
        [only] if word.joined.is_empty() => &only.sounds,
        _ => &word.joined,
    }
}

/// A part of a name with its place in it.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    part: &'a Part,
    word: &'a NameWord,
    /// It opens its word.
    opens: bool,
    /// It belongs to the last word of the name as written.
    surname: bool,
    /// It belongs to the first word of the name as written.
    first: bool,
}

fn tokens(name: &Name) -> Vec<Token<'_>> {
    turned(name, 0)
}

/// The parts of the name, its first `turn` words put last.
fn turned(name: &Name, turn: usize) -> Vec<Token<'_>> {
    let last = name.words.len().saturating_sub(1);
    let mut numbered: Vec<(usize, &NameWord)> = name.words.iter().enumerate().collect();
    numbered.rotate_left(turn);
    let token = |(at, word)| {
        let word: &NameWord = word;
        (0..).zip(&word.parts).map(move |(number, part)| Token {
            part,
            word,
            opens: number == 0,
            surname: at == last,
            first: at == 0,
        })
    };
    numbered.into_iter().flat_map(token).collect()
}

impl Token<'_> {
    /// Whether two parts may be one name.
    fn is_like(&self, other: &Token<'_>) -> bool {
        let (a, b) = (self.part, other.part);
        match (a.initial, b.initial) {
            (None, None) => {}
            (Some(letter), _) | (None, Some(letter)) => {
                // A surname is not told by its first letter.
                let stands = |part: &Part| part.initial == Some(letter) || part.folded.starts_with(letter);
                return stands(a) && stands(b) && !(self.surname && other.surname && a.initial != b.initial);
            }
        }
        let surname = (self.surname || other.surname) && !differ(&a.folded, &b.folded);
        meets(&a.sounds, &b.sounds, if surname { alike } else { equal })
            || (!self.surname && !other.surname && short_forms(&a.folded, &b.folded))
            || (surname
                && whole(self)
                && whole(other)
                && meets(spelt_as_one(self.word), spelt_as_one(other.word), alike))
    }
}

/// Whether the token is all of its word.
fn whole(token: &Token<'_>) -> bool {
    token.word.parts.len() == 1
}

fn equal(a: &str, b: &str) -> bool {
    a == b
}

fn same_surname(a: &str, b: &str) -> bool {
    without_mute(a) == without_mute(b)
}

fn meets(a: &[String], b: &[String], like: fn(&str, &str) -> bool) -> bool {
    a.iter().any(|a| !a.is_empty() && b.iter().any(|b| like(a, b)))
}

/// Whether the query's parts are found in the value's, first with first, in order.
fn aligns(query: &[Token<'_>], value: &[Token<'_>]) -> bool {
    // A value may open with an initial that the query leaves out: J. Edgar Hoover.
    let opens_with_initial = value.first().is_some_and(|token| token.part.initial.is_some() && whole(token));
    rest_aligns(query, value, false)
        || (opens_with_initial && value.len() > 1 && rest_aligns(query, &value[1..], false))
}

/// As [`aligns`]; `begun` once a part has been found.
fn rest_aligns(query: &[Token<'_>], value: &[Token<'_>], begun: bool) -> bool {
    let Some((wanted, later)) = query.split_first() else { return value.iter().all(may_trail) };
    let Some((found, others)) = value.split_first() else { return false };
    if wanted.is_like(found) && rest_aligns(later, others, true) {
        return true;
    }
    // Kim Jongun, Kim Jong-un, Kim Jong Un.
    for (a, b) in [(1, 2), (2, 1), (1, 3), (3, 1)] {
        if query.len() >= a
            && value.len() >= b
            && joins(&query[..a], &value[..b])
            && rest_aligns(&query[a..], &value[b..], true)
        {
            return true;
        }
    }
    if !begun {
        return false;
    }
    // A name in the middle that the query leaves out; but an initial of the query asks for just this one.
    let asks_for_another = wanted.part.initial.is_some() || (found.part.initial.is_some() && !wanted.surname);
    if !asks_for_another && found.opens && !found.surname && !found.first {
        let next = found.word.parts.len();
        if value.len() > next && rest_aligns(query, &value[next..], true) {
            return true;
        }
    }
    // An initial in the middle that the value leaves out.
    let left_out = wanted.part.initial.is_some() && whole(wanted) && found.surname;
    left_out && !later.is_empty() && rest_aligns(later, value, true)
}

/// Whether these parts, written as one word each, sound alike.
fn joins(a: &[Token<'_>], b: &[Token<'_>]) -> bool {
    if a.len() == b.len() || a.iter().chain(b).any(|token| token.part.initial.is_some()) {
        return false;
    }
    let join = |tokens: &[Token<'_>]| -> String { tokens.iter().map(|token| token.part.folded.as_str()).collect() };
    let (a, b) = (join(a), join(b));
    a.chars().next() == b.chars().next() && meets(&super::key::sounds(&a), &super::key::sounds(&b), equal)
}

/// Whether a word behind the surname asked for may be there: a second surname of Spain or Portugal, an Arabic name of
/// origin.
fn may_trail(token: &Token<'_>) -> bool {
    const IBERIAN: &[&str] = &["ez", "oz", "iz", "az", "as", "es", "os", "is", "a", "o", "on", "an", "al", "or"];
    let folded = &token.part.folded;
    token.word.has_article()
        || (token.surname && folded.len() > 3 && IBERIAN.iter().any(|ending| folded.ends_with(ending)))
}

#[cfg(test)]
mod tests;
