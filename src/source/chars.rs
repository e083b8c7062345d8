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

/// The first place of `text` that [`folded`] changes: every character that matters, but for a single space within.
fn next_dirt(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| MAY_MATTER[usize::from(**byte)]).map(|(at, _)| at).find(|&at| {
        match (bytes[at], bytes.get(at + 1)) {
            (b' ', next) => at == 0 || matches!(next, Some(b' ') | None),
            // The dashes and quotes of every text: U+2010 to U+2027.
            (0xE2, Some(0x80)) if matches!(bytes.get(at + 2), Some(0x90..=0xA7)) => false,
            _ => text[at..].starts_with(matters),
        }
    })
}

/// Whether a byte is, or may open, a character that matters: ASCII spaces and controls, C1 controls, the spaces of Unicode
/// and what is invisible (C2, D8, E1, E2, E3, EF). Every text passes here, and few of its bytes do.
const MAY_MATTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte <= 0x20 || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE1..=0xE3 | 0xEF);
        byte += 1;
    }
    table
};

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
    text.iter().enumerate().any(|(at, &byte)| suspect(at, byte))
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
