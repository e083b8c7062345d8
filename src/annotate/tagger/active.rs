//! Which tokens may belong to a name. All others are outside of any without a second look.

use std::ops::Range;

use super::dictionary::{field, role};
use super::word::{Slot, Word, Words};
use crate::annotate::token::{Case, Token, TokenKind};

/// How many small words may stand between two capitalised ones of a name.
const GAP: usize = 3;

/// Gives each stretch of active tokens to `take`: indices into `slots`, the words of one passage.
///
/// Active are words with a capital; up to three links between two of them (`de la`, `ben`); a head up to three links
/// before one (`rue de la`) and a link before a surname that keeps it (`de Gaulle`); a tail and a short number behind
/// one (`Mer noire`, `France 2`).
///
/// The capital of a word that opens a sentence says nothing: where the word is known to have none elsewhere and no
/// capital follows, it is not active.
pub fn stretches(slots: &[Slot], tokens: &[Token], words: &Words, mut take: impl FnMut(Range<usize>)) {
    let word = |at: usize| words.get(slots[at]);
    let common = |at: usize| {
        let alone = slots.get(at + 1).is_none_or(|&next| !is_capital(words.get(next)));
        tokens[at].opens_sentence && alone && is_common(word(at))
    };
    let mut at = 0;
    // The first token that no stretch holds.
    let mut free = 0;
    while at < slots.len() {
        if !is_capital(word(at)) || common(at) {
            at += 1;
            continue;
        }
        let start = head_before(free, at, word);
        let mut end = at + 1;
        while let Some(next) = continuation(end, slots.len(), word) {
            end = next;
        }
        take(start..end);
        (at, free) = (end, end);
    }
}

fn is_capital(word: &Word) -> bool {
    word.kind == TokenKind::Word && word.case != Case::Lower
}

/// Whether the word has no capital, nearly always, unless it opens a sentence.
fn is_common(word: &Word) -> bool {
    matches!(word.case, Case::Title | Case::Single) && word.uses.level(field::LOWER) >= 6
}

/// Where the stretch begins whose first capitalised word stands at `at`.
fn head_before<'a>(free: usize, at: usize, word: impl Fn(usize) -> &'a Word) -> usize {
    let mut from = at;
    while from > free && at - from < GAP && word(from - 1).roles & (role::LINK | role::HEAD) == role::LINK {
        from -= 1;
    }
    if from > free && word(from - 1).roles & role::HEAD != 0 {
        return from - 1;
    }
    let particle = at > free && word(at - 1).roles & role::LINK != 0 && word(at).roles & role::PARTICLED != 0;
    if particle { at - 1 } else { at }
}

/// Where the stretch that ends at `end` so far goes on to.
fn continuation<'a>(end: usize, length: usize, word: impl Fn(usize) -> &'a Word) -> Option<usize> {
    if end >= length {
        return None;
    }
    let mut next = end;
    while next < length && next - end < GAP && word(next).roles & role::LINK != 0 {
        next += 1;
    }
    if next < length && is_capital(word(next)) {
        return Some(next + 1);
    }
    let here = word(end);
    let tail = here.roles & role::TAIL != 0 || here.kind == TokenKind::Number && is_capital(word(end - 1));
    tail.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::{Dictionary, Uses, key};
    use super::*;
    use crate::annotate::token::tokenize;

    #[test]
    fn capitals_and_what_belongs_to_them() {
        let uses = [
            ("rue", role::HEAD),
            ("de", role::LINK),
            ("la", role::LINK),
            ("noire", role::TAIL),
            ("et", role::LINK),
            ("tour", role::PARTICLED),
        ];
        let common = Uses::of(&[0, 0, 0, 0, 0, 1, 99]).0;
        let uses = uses.map(|(word, roles)| (key(word), roles << 24)).into_iter().chain([(key("puis"), common)]);
        let uses: Vec<(u32, u32)> = uses.collect();
        let dictionary = Dictionary::new(&[], &uses, &[]);
        for (text, wanted) in [
            ("il est à Brume, la rue de la Paix est là", "Brume|rue de la Paix"),
            ("Anne de la Tour et Paul parlent", "Anne de la Tour et Paul"),
            ("la mer de glace et la Mer noire", "Mer noire"),
            ("sur France 2 et Paul de", "France 2 et Paul"),
            ("rue de Brume rue de", "rue de Brume"),
            ("la mort de Tour, de Paul", "de Tour|Paul"),
            ("Puis il part. Puis Paul part. Il a vu Puis", "Puis Paul|Il|Puis"),
            ("de la, rien", ""),
            ("", ""),
        ] {
            let (mut tokens, mut words) = (Vec::new(), Words::new());
            tokenize(text, 0, &mut tokens);
            let slots: Vec<Slot> = tokens.iter().map(|t| words.slot(&text[t.range()], t, &dictionary)).collect();
            let mut found = Vec::new();
            stretches(&slots, &tokens, &words, |range| {
                found.push(&text[tokens[range.start].start as usize..tokens[range.end - 1].end as usize]);
            });
            assert_eq!(found.join("|"), wanted, "{text}");
        }
    }
}
