//! Plain text without the dirt of its journey.

use std::borrow::Cow;

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
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match kind(c) {
            Kind::Text => out.push(c),
            Kind::Blank if !out.ends_with(' ') => out.push(' '),
            Kind::LineEnd => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    continue;
                }
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            Kind::Blank | Kind::Invisible => {}
        }
    }
    Cow::Owned(out)
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
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Kind::Invisible,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Kind::Invisible,
        c if c.is_control() => Kind::Invisible,
        _ => Kind::Text,
    }
}

/// Whether [`tidy`] would change nothing: most files of an archive are clean, and need no copy.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, &byte)| match byte {
        b'\n' => true,
        b' ' => !matches!(bytes.get(at + 1), Some(b' ' | b'\n')),
        // Lead bytes of the characters that `kind` singles out.
        0xc2 | 0xd8 | 0xe1..=0xe3 | 0xef => text[at..].chars().next().is_some_and(|c| matches!(kind(c), Kind::Text)),
        _ => byte > b' ' && byte != 0x7f,
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
