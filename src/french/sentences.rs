//! Where sentences end, for snippets and for whoever reads a paragraph sentence by sentence.
//!
//! A sentence ends at `.`, `!`, `?` or `…` before white space and something that can open the next one, unless the full
//! stop belongs to an abbreviation or an initial. Closing quotes stay with the sentence they close. Agency copy that lost
//! its spaces on the way (`l'AFP.Aucune`) is split as well. Linear in the length of the text.

use std::ops::Range;

#[cfg(test)]
mod tests;

const TERMINATORS: [char; 4] = ['.', '!', '?', '…'];
/// Closing marks that touch what they close; `»` may stand apart.
const CLOSERS: [char; 5] = ['"', '”', ')', ']', '»'];
/// Marks that open a sentence, or stand before its first word.
const OPENERS: [char; 11] = ['«', '"', '“', '‘', '(', '[', '-', '–', '—', '•', '\''];
/// More characters than any abbreviation has: how far back a word before a full stop is looked at.
const WORD_LIMIT: usize = 24;

/// How a full stop after an abbreviation reads.
enum Abbreviation {
    /// Stands before a name and never ends a sentence: `M. Martin`.
    Title,
    /// May end a sentence, but does so only before a word that commonly opens one: `etc. Le maire`.
    Shortening,
    /// A common word too, and an abbreviation only before a number or an initial: `l'art. 12`, `le 3 sept. 2025`.
    Counter,
}

const TITLES: &[&str] = &[
    "Adj", "Bd", "Cdt", "Cne", "Col", "Dr", "Drs", "Gal", "Gén", "Lt", "M", "MM", "Me", "Mes", "Mgr", "Mlle", "Mlles",
    "Mme", "Mmes", "Pr", "Prs", "R.P", "Sgt", "St", "Ste", "Stes", "Sts", "Vve", "av", "bd", "boul", "cf", "st", "ste",
];

const SHORTENINGS: &[&str] = &[
    "J.-C", "Qué", "apr", "chap", "dép", "env", "etc", "ex", "hab", "ibid", "id", "jr", "resp", "réf", "tél", "vs",
    "éd",
];

const COUNTERS: &[&str] = &[
    "art", "avr", "dec", "déc", "fev", "fevr", "fig", "fév", "févr", "janv", "juil", "max", "min", "n°", "nov", "no",
    "nº", "oct", "p", "pp", "sept", "vol", "N°", "Art",
];

/// Words that, with a capital, open a sentence far more often than they open a name.
#[rustfmt::skip]
const OPENING_WORDS: &[&str] = &[
    "A", "Ainsi", "Alors", "Après", "Au", "Aucun", "Aucune", "Aussi", "Autre", "Aux", "Avant", "Avec", "Car", "Ce",
    "Ceci", "Cela", "Celle", "Celles", "Celui", "Cependant", "Ces", "Cet", "Cette", "Ceux", "Chaque", "Comme", "Dans", "De", "Depuis",
    "Des", "Deux", "Donc", "Du", "Elle", "Elles", "En", "Enfin", "Entre", "Et", "Il", "Ils", "Je", "La", "Le", "Les",
    "Leur", "Leurs", "Lors", "Lorsque", "Lui", "Mais", "Malgré", "Même", "Ni", "Nos", "Notre", "Nous", "On", "Or",
    "Ou", "Où", "Par", "Parmi", "Pendant", "Plus", "Plusieurs", "Pour", "Pourtant", "Près", "Puis", "Quand", "Quant",
    "Que", "Quelque", "Quelques", "Qui", "Sa", "Sans", "Selon", "Ses", "Seul", "Seule", "Si", "Son", "Sous", "Sur",
    "Tous", "Tout", "Toute", "Toutefois", "Toutes", "Trois", "Un", "Une", "Vers", "Vous", "À", "Également", "Ça",
];

/// Elided words that open a sentence; not `N` or `O`, which open names (`N'Djamena`, `O'Brien`).
const ELIDED: &[&str] = &["C", "D", "J", "L", "Lorsqu", "Qu", "S"];

/// Opening words that stand in names as well, after an initial: `J. Le Goff`.
const PARTICLES: &[&str] = &["D", "De", "Des", "Du", "L", "La", "Le", "Les"];

/// Endings of domain names that agency copy names, lest `Exemple.Com` be two sentences.
const DOMAINS: &[&str] = &["be", "ca", "ch", "com", "de", "dz", "eu", "fr", "info", "int", "io", "net", "org", "tv"];

/// The sentences of one paragraph, in order: byte ranges on character boundaries, without the white space around them.
///
/// Every character that is not white space lies in exactly one sentence.
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, at: 0 }
}

/// The iterator behind [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.text.len() - self.text[self.at..].trim_start().len();
        if start == self.text.len() {
            return None;
        }
        self.at = end_of(self.text, start);
        Some(start..start + self.text[start..self.at].trim_end().len())
    }
}

/// Where the sentence that begins at `start` ends, its closing marks included.
fn end_of(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = text[at..].find(TERMINATORS) {
        let stop = at + found;
        let after = text.len() - text[stop..].trim_start_matches(TERMINATORS).len();
        let closed = past_closers(text, after);
        if is_end(text, start, stop..after, closed) {
            return closed;
        }
        at = closed;
    }
    text.len()
}

/// The position behind the closing marks at `at`, if any.
fn past_closers(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        let closing = if trimmed.starts_with('»') { trimmed } else { rest };
        match closing.chars().next() {
            Some(mark) if CLOSERS.contains(&mark) => at = text.len() - closing.len() + mark.len_utf8(),
            _ => return at,
        }
    }
}

/// Whether the terminators at `mark` end the sentence begun at `start`; `closed` is behind the marks that close it.
fn is_end(text: &str, start: usize, mark: Range<usize>, closed: usize) -> bool {
    let before = &text[start..mark.start];
    let next = text[closed..].trim_start();
    let Some(first) = next.chars().next() else { return true };
    // A dash may close the line that it opened: `- Et demain? -`.
    let only_dashes = next.trim_start_matches([' ', '-', '–', '—']).is_empty();
    let elision = before.ends_with(['(', '[']);
    if only_dashes || elision {
        return false;
    }
    let spaced = next.len() < text.len() - closed;
    let opens = if spaced { can_open(first) } else { first == '«' || opens_glued(before, next) };
    let lone_stop = &text[mark.clone()] == "." && closed == mark.end;
    opens && !(lone_stop && belongs_to_word(before, next))
}

fn can_open(first: char) -> bool {
    OPENERS.contains(&first) || (first.is_alphanumeric() && !first.is_lowercase())
}

/// Whether `next`, which follows a terminator without a space, is a sentence all the same.
fn opens_glued(before: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let word_follows = letters.next().is_some_and(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    let address = |word: &str| word.starts_with("www") || word.contains(['@', '/']);
    capital && word_follows && !address(last_word(before)) && !is_domain(first_word(next))
}

/// Whether the full stop between `before` and `next` is part of the word before it.
fn belongs_to_word(before: &str, next: &str) -> bool {
    let word = last_word(before);
    match abbreviation(word) {
        Some(Abbreviation::Title) => true,
        Some(Abbreviation::Shortening) => !opens_sentence(next),
        Some(Abbreviation::Counter) => is_reference(next),
        None => is_list_number(before) || is_initials(word, next),
    }
}

fn abbreviation(word: &str) -> Option<Abbreviation> {
    if TITLES.contains(&word) {
        Some(Abbreviation::Title)
    } else if SHORTENINGS.contains(&word) {
        Some(Abbreviation::Shortening)
    } else if COUNTERS.contains(&word) {
        Some(Abbreviation::Counter)
    } else {
        None
    }
}

/// `J` and `J.-P` before a name, or `O.N.U`; but `le plan B` and `l'O.N.U` when what follows commonly opens a sentence.
fn is_initials(word: &str, next: &str) -> bool {
    let is_initial = |part: &str| {
        let mut letters = part.strip_prefix('-').unwrap_or(part).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let of_name = !word.contains('.') || word.contains('-');
    let name_follows = of_name && PARTICLES.contains(&first_word(next));
    word.split('.').all(is_initial) && (name_follows || !opens_sentence(next))
}

/// A number that opens the sentence, as in `2. Les mesures`.
fn is_list_number(before: &str) -> bool {
    before.len() <= 3 && before.bytes().all(|b| b.is_ascii_digit())
}

/// A number, or the initial of a code: `art. 12`, `art. L. 121-1`.
fn is_reference(next: &str) -> bool {
    let mut chars = next.chars();
    match chars.next() {
        Some(first) if first.is_numeric() => true,
        Some(first) => first.is_uppercase() && chars.next() == Some('.'),
        None => false,
    }
}

fn opens_sentence(next: &str) -> bool {
    let word = first_word(next);
    match next[word.len()..].chars().next() {
        Some('\'' | '’') => ELIDED.contains(&word),
        Some('.') => false,
        _ => next.starts_with(['«', '"', '“', '–', '—']) || OPENING_WORDS.contains(&word),
    }
}

fn is_domain(word: &str) -> bool {
    DOMAINS.iter().any(|domain| domain.eq_ignore_ascii_case(word))
}

/// The letters that `text` begins with, up to [`WORD_LIMIT`].
fn first_word(text: &str) -> &str {
    let end = text.char_indices().take(WORD_LIMIT).take_while(|(_, c)| c.is_alphabetic()).last();
    end.map_or("", |(at, last)| &text[..at + last.len_utf8()])
}

/// What `text` ends with, back to white space, an opening mark or an apostrophe, up to [`WORD_LIMIT`] characters.
fn last_word(text: &str) -> &str {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '«' | '"' | '“' | '‘' | '(' | '[' | '\'' | '’');
    let start = text.char_indices().rev().take(WORD_LIMIT).take_while(|(_, c)| !is_edge(*c)).last();
    start.map_or("", |(at, _)| &text[at..])
}
