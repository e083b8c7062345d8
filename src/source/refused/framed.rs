//! Formats of telegraph lines, framed by control characters: IPTC 7901 and ANPA 1312.
//!
//! Sources: IPTC 7901 (`SOH source number priority category words … STX text ETX`), ANPA 1312 (`SYN SYN SOH service
//! number US keyword CR LF priority category DC2 …`).

/// Start of heading.
const SOH: char = '\u{1}';
/// Idle characters before a heading of ANPA.
const SYN: char = '\u{16}';
/// What parts the words on the first line of ANPA.
const US: char = '\u{1f}';

/// The name of the format of a text with such a heading.
pub fn format(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(|c: char| c == '\u{7f}' || c == '\0' || c.is_whitespace());
    let first_line = text.lines().next().unwrap_or_default();
    match text.chars().next() {
        Some(SYN) => Some("ANPA 1312"),
        Some(SOH) if first_line.contains(US) => Some("ANPA 1312"),
        Some(SOH) => Some("IPTC 7901"),
        _ => is_heading(first_line).then_some("IPTC 7901"),
    }
}

/// Whether a line is a heading of IPTC 7901 that lost its control characters: `bsf025 3 ec 121 …`.
fn is_heading(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let (source, priority, category, count) = (next(), next(), next(), next());
    let is = |word: &str, length: usize, kind: fn(&u8) -> bool| {
        (1..=length).contains(&word.len()) && word.as_bytes().iter().all(kind)
    };
    let (letters, number) = source.split_at(source.bytes().take_while(u8::is_ascii_lowercase).count());
    is(letters, 5, u8::is_ascii_lowercase)
        && is(number, 6, u8::is_ascii_digit)
        && is(priority, 1, u8::is_ascii_digit)
        && is(category, 3, u8::is_ascii_alphabetic)
        && is(count, 5, u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (text, wanted) in [
            ("\u{1}bsf025 3 ec 121 etf\r\n\r\nFrance\r\n\u{2}Titre =\r\n", Some("IPTC 7901")),
            ("\u{7f}\r\n\u{7f}\u{1}bsf025 3 ec 121", Some("IPTC 7901")),
            ("eca00075 3 i 510    dpa 1003\n\n/crue/\n", Some("IPTC 7901")),
            ("\u{16}\u{16}\u{1}W2595\u{1f}asian\r\nu i\u{14}\u{12}", Some("ANPA 1312")),
            ("\u{1}a0105KYODO\u{1f}koko-\r\nu s\u{14}\u{12}", Some("ANPA 1312")),
            ("abc1 2 pl douze", None),
            ("le 3 mai 2025", None),
            ("é1 2 a 3", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ] {
            assert_eq!(format(text), wanted, "{text:?}");
        }
    }
}
