//! Characters that no text of a dispatch keeps, and accents that stand apart from their letter.

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
