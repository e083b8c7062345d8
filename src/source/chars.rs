//! Characters that no text of a dispatch keeps, white space, and accents that stand apart from their letter.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether nobody sees `c`: soft hyphens, zero-width characters, marks of direction, byte order marks.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// `text` trimmed, its white space folded to single spaces, without control and invisible characters.
pub fn folded(text: &str) -> Cow<'_, str> {
    let Some(mut dirt) = next_dirt(text) else { return Cow::Borrowed(text) };
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (plain, after) = rest.split_at(dirt);
        clean.push_str(plain);
        rest = after.trim_start_matches(matters);
        let gap = &after[..after.len() - rest.len()];
        if gap.contains(char::is_whitespace) && !clean.is_empty() && !clean.ends_with(' ') {
            clean.push(' ');
        }
        match next_dirt(rest) {
            Some(at) => dirt = at,
            None => break,
        }
    }
    clean.push_str(rest);
    clean.truncate(clean.trim_end_matches(' ').len());
    Cow::Owned(clean)
}

/// Whether [`folded`] drops `c`, where it is no white space.
pub fn is_dropped(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

fn matters(c: char) -> bool {
    c.is_whitespace() || is_dropped(c)
}

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// The first place of `text` that [`folded`] changes: every character that matters, but for a single space within.
///
/// Every text passes here; most blocks of it are nothing but letters and single spaces, and are passed over at once.
fn next_dirt(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min(at + BLOCK);
        let plain = at > 0 && bytes.get(at..=at + BLOCK).is_some_and(is_plain);
        if !plain && let Some(dirt) = (at..end).find(|&at| is_dirt(text, at)) {
            return Some(dirt);
        }
        at = end;
    }
    None
}

/// Whether nothing in a block can be dirt; its last byte is only looked at as the neighbour of the one before.
fn is_plain(block: &[u8]) -> bool {
    let odd = |byte: u8, next: u8| may_matter(byte) & (byte != b' ') | (byte == b' ') & (next == b' ');
    // Without a branch, the compiler does this for many bytes at a time.
    block.iter().zip(&block[1..]).fold(0, |seen, (&byte, &next)| seen | u8::from(odd(byte, next))) == 0
}

fn is_dirt(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match (bytes[at], bytes.get(at + 1)) {
        (byte, _) if !may_matter(byte) => false,
        (b' ', next) => at == 0 || matches!(next, Some(b' ') | None),
        // The dashes and quotes of every text: U+2010 to U+2027.
        (0xE2, Some(0x80)) if matches!(bytes.get(at + 2), Some(0x90..=0xA7)) => false,
        _ => text[at..].starts_with(matters),
    }
}

/// Whether a byte is, or may open, a character that matters: ASCII spaces and controls, C1 controls, the spaces of Unicode
/// and what is invisible (C2, D8, E1, E2, E3, EF).
fn may_matter(byte: u8) -> bool {
    (byte <= b' ') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xD8) | (byte.wrapping_sub(0xE1) < 3) | (byte == 0xEF)
}

/// `text` with every accent on its letter, as one character: Unicode's form NFC.
pub fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if !may_be_apart(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

/// Whether there may be anything to compose. Below U+0300 there is not, nor among the dashes, quotes and currency signs of
/// U+2000 to U+20BF, so French text is seldom looked at twice.
fn may_be_apart(text: &[u8]) -> bool {
    let punctuation = |next: Option<&u8>| matches!(next, Some(0x80..=0x82));
    let suspect = |at: usize, byte: u8| byte >= 0xCC && !(byte == 0xE2 && punctuation(text.get(at + 1)));
    let has_high = |block: &[u8]| block.iter().fold(0, |most, &byte| most.max(byte)) >= 0xCC;
    text.chunks(BLOCK)
        .enumerate()
        .filter(|(_, block)| has_high(block))
        .any(|(i, block)| block.iter().enumerate().any(|(at, &byte)| suspect(i * BLOCK + at, byte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_come_onto_their_letters() {
        for (text, expected) in [
            ("Ge\u{301}ne\u{300}ve", "Génève"),
            ("franc\u{327}ais", "français"),
            ("5 \u{212a}", "5 K"),
            ("l’été – 3 €", "l’été – 3 €"),
        ] {
            assert_eq!(composed(Cow::Borrowed(text)), expected);
        }
        assert!(matches!(composed(Cow::Borrowed("l’été – 3 €")), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn it_is_the_form_nfc(text in "([a-eé ’]|[\\u{300}-\\u{330}]|\\PC){0,20}") {
            let plainly: String = text.nfc().collect();
            let spaced = text.contains(['\u{2000}', '\u{2001}']);
            prop_assert!(spaced || composed(Cow::Borrowed(&text)) == plainly);
        }
    }
}
