//! From the characters of a word or a phrase to [`Word`]s: punctuation stripped, wildcards and `~` understood.

use std::ops::Range;

use super::ast::{Form, Word};
use super::chars::{Chars, is_wildcard, is_word};
use super::error::QueryError;

/// Shorter words have too many neighbours to be searched with letters that differ.
const SHORTEST_FUZZY: usize = 3;
/// The automaton of a misspelt word grows by some 20 kB a letter; no French word is as long.
const LONGEST_FUZZY: usize = 64;

/// The word in `range`, none where nothing but punctuation stands there.
///
/// `any` is the mode of running text: a `?` at the end is then punctuation, and so is a pattern without letters.
pub(super) fn word(chars: &Chars, range: Range<usize>, any: bool) -> Result<Option<Word>, QueryError> {
    let trailing = |c| !is_word(c) && c != '~' && !(is_wildcard(c) && !(any && c == '?'));
    let trimmed = chars.trim(range.clone(), |c| !is_word(c) && !is_wildcard(c), trailing);
    if is_address(chars, trimmed.clone()) {
        return Ok(Some(plain(chars, trimmed, Form::Inflected)));
    }
    if !chars.iter(trimmed.clone()).any(is_word) {
        return if any || !is_pattern(chars, range) { Ok(None) } else { Err(empty_pattern(chars, trimmed)) };
    }
    if let Some((body, distance)) = fuzzy(chars, trimmed.clone())? {
        return Ok(Some(plain(chars, body, Form::Fuzzy(distance))));
    }
    let trimmed = chars.trim(trimmed, |_| false, |c| c == '~');
    if chars.iter(trimmed.clone()).any(is_wildcard) {
        return Ok(Some(plain(chars, trimmed, Form::Wildcard)));
    }
    Ok(Some(plain(chars, with_last_dot(chars, trimmed), Form::Inflected)))
}

/// The words of a phrase, in their exact forms; empty where it is all punctuation.
pub(super) fn phrase(chars: &Chars, range: Range<usize>, any: bool) -> Result<Vec<Word>, QueryError> {
    let mut words = Vec::new();
    let mut at = chars.skip(range.start, char::is_whitespace);
    while at < range.end {
        let end = chars.past_groups(at, chars.skip(at, |c| !c.is_whitespace())).min(range.end);
        let keep = |c| is_word(c) || c == '*';
        let trimmed = chars.trim(at..end, |c| !keep(c) && c != '?', |c| !keep(c));
        if chars.iter(trimmed.clone()).any(is_word) {
            let form = if chars.iter(trimmed.clone()).any(is_wildcard) { Form::Wildcard } else { Form::Exact };
            words.push(plain(chars, with_last_dot(chars, trimmed), form));
        } else if !any && !trimmed.is_empty() {
            return Err(empty_pattern(chars, trimmed)
                .hint("to allow for words in between, write ~ and their number after the phrase")
                .example("\"accord climat\"~5"));
        }
        at = chars.skip(end, char::is_whitespace);
    }
    Ok(words)
}

/// Whether a chunk without letters is meant as a pattern: `*`, `*-*`, `??`, but not a lone `?`.
pub(super) fn is_pattern(chars: &Chars, range: Range<usize>) -> bool {
    let marks = range.len() > 1 && chars.iter(range.clone()).all(is_wildcard);
    marks || chars.iter(range).any(|c| c == '*')
}

fn plain(chars: &Chars, range: Range<usize>, form: Form) -> Word {
    Word { text: chars.string(range.clone()), form, span: chars.span(range) }
}

/// `https://…`: `?` and `~` are part of it.
fn is_address(chars: &Chars, range: Range<usize>) -> bool {
    let colon = chars.skip(range.start, char::is_alphanumeric);
    colon > range.start && colon + 3 < range.end && chars.iter(colon..colon + 3).eq("://".chars())
}

/// `mot~`, `mot~1`, `mot~2`: the word, and how many of its letters may differ.
fn fuzzy(chars: &Chars, range: Range<usize>) -> Result<Option<(Range<usize>, u8)>, QueryError> {
    let before = chars.trim(range.clone(), |_| false, |c| c.is_ascii_digit());
    let body = chars.trim(before.clone(), |_| false, |c| c == '~');
    if body.len() + 1 != before.len() {
        return Ok(None);
    }
    let tail = chars.span(body.end..range.end);
    let distance = match chars.string(before.end..range.end).as_str() {
        "" | "1" => 1,
        "2" => 2,
        _ => {
            return Err(QueryError::new(tail.clone(), "at most 2 letters may differ")
                .hint("write ~1 or ~2 after a word")
                .example("zelenski~2")
                .fix(tail, "~2"));
        }
    };
    if chars.iter(body.clone()).any(is_wildcard) {
        return Err(QueryError::new(tail.clone(), "a pattern with * or ? cannot have ~ as well")
            .hint("choose one of the two")
            .example("zelensk*")
            .fix(tail, ""));
    }
    let letters = chars.iter(body.clone()).filter(|&c| is_word(c)).count();
    if letters > LONGEST_FUZZY {
        return Err(QueryError::new(tail.clone(), "this word is too long for ~")
            .hint(format!("~ takes a word of at most {LONGEST_FUZZY} letters"))
            .example("zelenski~2")
            .fix(tail, ""));
    }
    if letters < SHORTEST_FUZZY {
        return Err(QueryError::new(chars.span(range), "this word is too short for ~")
            .hint("~ needs a word of at least 3 letters")
            .example("kiev~")
            .fix(tail, ""));
    }
    Ok(Some((body, distance)))
}

/// Takes back the dot after initials (`O.T.A.N.`, `U.S.`), which is no full stop.
fn with_last_dot(chars: &Chars, range: Range<usize>) -> Range<usize> {
    let mut letter = false;
    let initials = range.len() > 2
        && chars.iter(range.clone()).all(|c| {
            letter = !letter;
            if letter { c.is_alphabetic() } else { c == '.' }
        });
    if initials && letter && chars.get(range.end) == Some('.') { range.start..range.end + 1 } else { range }
}

fn empty_pattern(chars: &Chars, range: Range<usize>) -> QueryError {
    QueryError::new(chars.span(range), "this pattern has no letter")
        .hint("put * (any letters) or ? (one letter) beside letters")
        .example("macron*")
}
