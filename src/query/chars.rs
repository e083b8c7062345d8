//! The characters of a query: which ones count, which separate, which quote.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::french::numbers::grouped_len;

/// A number with its separators is no longer than this, in characters.
const LONGEST_NUMBER: usize = 48;

/// A query as a row of the characters that count, each with the byte where it stands.
///
/// Invisible characters are left out and control characters are spaces, so that nothing after this has to think of
/// them. Ranges are indices into `chars`; [`Chars::span`] turns them into bytes of the query.
pub(super) struct Chars {
    chars: Vec<(usize, char)>,
    bytes: usize,
}

impl Chars {
    pub(super) fn new(text: &str) -> Self {
        let visible = text.char_indices().filter(|&(_, c)| !is_invisible(c));
        let chars = visible.map(|(at, c)| (at, if c.is_control() { ' ' } else { c })).collect();
        Chars { chars, bytes: text.len() }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|&(_, c)| c)
    }

    /// The first index from `start` on whose character is not `wanted`, or the end.
    pub(super) fn skip(&self, start: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = self.chars.get(start..).unwrap_or_default();
        rest.iter().position(|&(_, c)| !wanted(c)).map_or(self.len(), |found| start + found)
    }

    /// The end of a word that begins at `start` and would end at `end`: further on where it is a number whose groups of
    /// three are set off by spaces, as in `1 500`.
    pub(super) fn past_groups(&self, start: usize, end: usize) -> usize {
        if !self.get(start).is_some_and(|c| c.is_ascii_digit()) {
            return end;
        }
        let ahead = self.string(start..self.len().min(start + LONGEST_NUMBER));
        grouped_len(&ahead).map_or(end, |len| end.max(start + ahead[..len].chars().count()))
    }

    /// The range without the characters at its two ends that `unwanted` names.
    pub(super) fn trim(
        &self,
        range: Range<usize>,
        leading: impl Fn(char) -> bool,
        trailing: impl Fn(char) -> bool,
    ) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && leading(self.chars[start].1) {
            start += 1;
        }
        while start < end && trailing(self.chars[end - 1].1) {
            end -= 1;
        }
        start..end
    }

    pub(super) fn iter(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = char> {
        self.chars[range].iter().map(|&(_, c)| c)
    }

    pub(super) fn string(&self, range: Range<usize>) -> String {
        self.iter(range).collect()
    }

    /// The bytes of the query from the first to the last character of `range`.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.chars.get(range.start).map_or(self.bytes, |&(at, _)| at);
        match self.chars[range].last() {
            Some(&(at, c)) => start..at + c.len_utf8(),
            None => start..start,
        }
    }
}

/// Soft hyphen, zero-width characters, bidi controls, byte order mark, variation selectors: never part of a word.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The apostrophes that people and word processors write inside `l'OTAN`.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

pub(super) fn is_wildcard(c: char) -> bool {
    matches!(c, '*' | '?')
}

/// A letter, a digit, or an accent written as a character of its own.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A family of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    Straight,
    Curly,
    Guillemet,
    SingleGuillemet,
}

impl Quote {
    /// The family that `c` opens.
    pub(super) fn opened_by(c: char) -> Option<Quote> {
        match c {
            '"' => Some(Quote::Straight),
            '“' | '”' | '„' | '‟' => Some(Quote::Curly),
            '«' => Some(Quote::Guillemet),
            '‹' => Some(Quote::SingleGuillemet),
            _ => None,
        }
    }

    pub(super) fn closed_by(self, c: char) -> bool {
        match self {
            Quote::Straight => c == '"',
            Quote::Curly => matches!(c, '“' | '”' | '‟'),
            Quote::Guillemet => c == '»',
            Quote::SingleGuillemet => c == '›',
        }
    }

    /// What to close with, and the space that French puts before it.
    pub(super) fn closer(self) -> &'static str {
        match self {
            Quote::Straight => "\"",
            Quote::Curly => "”",
            Quote::Guillemet => " »",
            Quote::SingleGuillemet => " ›",
        }
    }
}

/// A mark that can only close a phrase.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '»' | '›')
}

/// Whether `c` ends a word wherever it stands: white space, a parenthesis, a quotation mark.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || Quote::opened_by(c).is_some() || is_closing_quote(c)
}

/// Lower case without accents, one kind of apostrophe, single spaces: how names and dates are compared.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|&c| !is_combining_mark(c) && !is_invisible(c)).flat_map(char::to_lowercase) {
        match c {
            c if is_apostrophe(c) => folded.push('\''),
            c if c.is_whitespace() && (folded.is_empty() || folded.ends_with(' ')) => {}
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let cases = [
            ("Mot-Clé", "mot-cle"),
            ("ANNULE\u{301}E", "annulee"),
            ("aujourd’hui", "aujourd'hui"),
            ("  3\u{a0} sept.  2025 ", "3 sept. 2025"),
            ("da\u{ad}te", "date"),
            ("", ""),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn spans_are_bytes_of_the_query() {
        let text = "é\u{200b}a\u{feff} b";
        let chars = Chars::new(text);
        assert_eq!(chars.string(0..2), "éa");
        assert_eq!(&text[chars.span(0..2)], "é\u{200b}a");
        assert_eq!(chars.span(4..4), text.len()..text.len());
    }
}
