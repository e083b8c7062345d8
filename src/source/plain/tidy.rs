//! Plain text without the dirt of its journey.

use std::borrow::Cow;

use crate::source::chars::is_invisible;

/// `text` with line feeds for every kind of line end, runs of blanks folded to one space, and without control
/// characters, soft hyphens and other invisible characters.
///
/// No-break spaces (U+00A0, U+202F) are typography and stay. A blank at the start of a line stays too, as one space: it
/// tells a continued header. Blanks at the end of a line go.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = suspect(rest.as_bytes(), out.ends_with(' ')) {
        let (clean, after) = rest.split_at(at);
        out.push_str(clean);
        let mut chars = after.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match kind(c) {
            Kind::Text => out.push(c),
            Kind::Blank if !out.ends_with(' ') => out.push(' '),
            Kind::LineEnd if c == '\r' && rest.starts_with('\n') => {}
            Kind::LineEnd => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            Kind::Blank | Kind::Invisible => {}
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where the next byte is that may have to go, or a line ends; `after_blank` if a blank stands before `bytes`. A space
/// between words stays.
fn suspect(bytes: &[u8], after_blank: bool) -> Option<usize> {
    let stays = |at: usize| {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        (at > 0 || !after_blank) && next != b'\n' && !SUSPECT[usize::from(next)]
    };
    (0..bytes.len()).find(|&at| match bytes[at] {
        b' ' => !stays(at),
        byte => byte == b'\n' || SUSPECT[usize::from(byte)],
    })
}

enum Kind {
    Text,
    Blank,
    LineEnd,
    Invisible,
}

fn kind(c: char) -> Kind {
    match c {
        ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Kind::Blank,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::LineEnd,
        c if c.is_control() || is_invisible(c) => Kind::Invisible,
        _ => Kind::Text,
    }
}

/// Bytes that may have to go: controls, blanks, and the lead bytes of the other characters that [`kind`] singles out.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte <= 0x20 && byte != 0x0a || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe1..=0xe3 | 0xef);
        byte += 1;
    }
    table
};

/// Whether [`tidy`] would change nothing: most files of an archive are clean, and need no copy.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut suspects = bytes.iter().enumerate().filter(|(_, byte)| SUSPECT[usize::from(**byte)]);
    suspects.all(|(at, byte)| match byte {
        b' ' => !matches!(bytes.get(at + 1), Some(b' ' | b'\n')),
        0x80.. => text[at..].chars().next().is_some_and(|c| matches!(kind(c), Kind::Text)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dirt() {
        for (text, expected) in [
            ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne"),
            ("a \t b  \n\t c", "a b\n c"),
            ("gou\u{ad}verne\u{200b}ment\u{0}\u{7}", "gouvernement"),
            ("\u{feff}«\u{a0}a\u{202f}!", "«\u{a0}a\u{202f}!"),
            ("a\u{2003}b", "a b"),
            ("l’été – fini", "l’été – fini"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
            assert!(matches!(tidy(expected), Cow::Borrowed(_)), "{expected:?}");
        }
    }

    proptest! {
        #[test]
        fn once_is_enough(text in "[ \\t\\r\\na«\u{a0}\u{ad}\u{2028}\u{200b}é]{0,40}") {
            let once = tidy(&text).into_owned();
            prop_assert_eq!(tidy(&once), once.as_str());
        }
    }
}
