//! Taking typography, capitals and accents off a word, each by itself.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Every mark that stands for the apostrophe in French texts, in print or by mistake.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '´' | '`' | '＇')
}

/// Characters that may stand inside a word and are no part of it: soft hyphen, zero-width, joiners, direction marks.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A letter, digit or combining mark.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The word with its typography made even, capitals kept: NFKC, `œ` as `oe`, `æ` as `ae`, without apostrophes, dots,
/// spaces and ignorable characters.
pub fn plain(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_owned();
    }
    // A second composition: dropping a character may bring a letter and its accent together.
    let even: String = word.chars().filter(|&c| !is_ignorable(c)).nfkc().collect();
    let mut out = String::with_capacity(even.len());
    for c in even.nfc() {
        match c {
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            c if is_word_char(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Lower case, accents kept. A dotted capital `İ` becomes a plain `i`.
pub fn lower(plain: &str) -> String {
    let lower = plain.to_lowercase();
    if lower.contains("i\u{307}") { lower.replace("i\u{307}", "i") } else { lower }
}

/// The lower-case word without accents: `erdoğan` → `erdogan`.
///
/// Marks are taken off by canonical decomposition; letters that Unicode does not decompose are in a table.
pub fn unaccented(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() {
        return Cow::Borrowed(lower);
    }
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfkd().filter(|&c| !is_combining_mark(c)) {
        match undecomposable(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Latin letters with a stroke, a hook or no dot, as a keyboard without them would type them.
fn undecomposable(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ß' => "ss",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "ng",
        'ə' => "e",
        'ɓ' => "b",
        'ɗ' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// All of it: the lower-case form without accents or typography.
pub fn fold(word: &str) -> String {
    unaccented(&lower(&plain(word))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_table() {
        for (word, folded) in [
            ("État", "etat"),
            ("E\u{301}tat", "etat"),
            ("ERDOĞAN", "erdogan"),
            ("Erdoǧan", "erdogan"),
            ("Erdog\u{306}an", "erdogan"),
            ("İstanbul", "istanbul"),
            ("Mıse", "mise"),
            ("Œuvre", "oeuvre"),
            ("ﬁnance", "finance"),
            ("aujourd’hui", "aujourdhui"),
            ("O.T.A.N", "otan"),
            ("dé\u{ad}pêche", "depeche"),
            ("1\u{202f}500", "1500"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn a_dropped_soft_hyphen_lets_the_accent_reach_its_letter() {
        assert_eq!(plain("de\u{ad}\u{301}"), "dé");
    }
}
