//! The encodings of eight bits a character that French wires were sent in: windows-1252 and ISO-8859-15, and others when
//! there is enough text to be sure.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, WINDOWS_1252};

/// Fewer bytes above ASCII than this are no proof of another script.
const SURE: usize = 64;
/// How much of a file is looked at.
const SAMPLE: usize = 1 << 20;

/// The encoding of bytes that are not UTF-8.
pub fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(other) = other_than_western(sample) {
        return other;
    }
    if is_iso_8859_15(sample) { ISO_8859_15 } else { WINDOWS_1252 }
}

/// Another encoding than windows-1252, when there is much to judge by and the hint that the text is French changes nothing.
fn other_than_western(sample: &[u8]) -> Option<&'static Encoding> {
    if sample.iter().filter(|byte| !byte.is_ascii()).count() < SURE {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    (guess != WINDOWS_1252 && guess == detector.guess(None, Utf8Detection::Deny)).then_some(guess)
}

/// Decides by the bytes in which the two differ and by what stands around them: `8 ¤` is an amount in euros and `c½ur` a
/// heart. A byte that is a control character in ISO-8859-15 and a quote or dash in windows-1252 settles it.
fn is_iso_8859_15(sample: &[u8]) -> bool {
    let mut votes = 0;
    for (at, &byte) in sample.iter().enumerate() {
        let before = at.checked_sub(1).map_or(b' ', |i| sample[i]);
        let after = sample.get(at + 1).copied().unwrap_or(b' ');
        votes += match byte {
            0x80..=0x9F => return false,
            0xA4 if before.is_ascii_digit() || is_space(before) || is_space(after) || after.is_ascii_digit() => 1,
            0xBC..=0xBE if before.is_ascii_digit() || after.is_ascii_digit() => -1,
            0xBC..=0xBE | 0xA6 | 0xA8 if is_letter(before) || is_letter(after) => 1,
            _ => 0,
        };
    }
    votes > 0
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xC0
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0xA0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_that_differ_decide_by_their_neighbours() {
        let cases: [(&[u8], &Encoding); 9] = [
            (b"une hausse de 12 \xA4 par mois", ISO_8859_15),
            (b"la s\xBDur et le c\xBDur", ISO_8859_15),
            (b"\xBCuvre majeure", ISO_8859_15),
            (b"une hausse de 12 \x80 par mois", WINDOWS_1252),
            (b"l\x92Assembl\xE9e, 12 \xA4", WINDOWS_1252),
            (b"le c\x9Cur", WINDOWS_1252),
            (b"1\xBD tasse de lait", WINDOWS_1252),
            (b"l'\xE9t\xE9 \xE0 la mer", WINDOWS_1252),
            (b"", WINDOWS_1252),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(detect(bytes), encoding, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn enough_cyrillic_is_cyrillic() {
        let text =
            "Правительство объявило о новых мерах поддержки сельского хозяйства в южных областях страны. ".repeat(3);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        assert_eq!(detect(&bytes), encoding_rs::WINDOWS_1251);
    }
}
