//! UTF-8 that was taken for windows-1252 and encoded again: `Ã©` for `é`, `â€™` for `’`.

use encoding_rs::WINDOWS_1252;

/// How often a text may have been encoded too often.
const ROUNDS: usize = 3;

/// The text as it was meant, if all of it went through UTF-8 more than once.
///
/// In a text that was not, the first accented letter is enough to say so: `é` before an ASCII letter is no UTF-8.
pub fn undo(text: &str) -> Option<String> {
    let mut repaired = undo_once(text)?;
    for _ in 1..ROUNDS {
        match undo_once(&repaired) {
            Some(again) => repaired = again,
            None => break,
        }
    }
    Some(repaired)
}

fn undo_once(text: &str) -> Option<String> {
    let ascii = text.bytes().position(|byte| !byte.is_ascii())?;
    let mut opening = text[ascii..].chars().map(byte_of);
    let (lead, next) = (opening.next()??, opening.next()??);
    if !(0xC2..=0xF4).contains(&lead) || !(0x80..=0xBF).contains(&next) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte that windows-1252 (or Latin-1, for control characters) shows as `c`.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut utf8 = [0; 4];
    match *WINDOWS_1252.encode(c.encode_utf8(&mut utf8)).0 {
        [byte] => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_was_encoded_twice_is_changed() {
        let cases = [
            ("L'Ã©tÃ© Ã\u{A0} la mer", Some("L'été à la mer")),
            ("lâ€™Ã‰lysÃ©e", Some("l’Élysée")),
            ("lâ\u{80}\u{99}Ã\u{89}tat", Some("l’État")),
            ("dÃƒÂ©jÃƒÂ\u{A0}", Some("déjà")),
            ("L'été à la mer", None),
            ("Ça va, ÇA VA", None),
            ("« très bien »", None),
            ("sans accent", None),
            ("L'Ã©tÃ© et l'été", None),
            ("Łódź", None),
            ("é", None),
        ];
        for (text, meant) in cases {
            assert_eq!(undo(text).as_deref(), meant, "{text}");
        }
    }
}
