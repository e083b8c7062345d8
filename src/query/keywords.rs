//! The words that are operators: `ET`, `OU`, `SAUF`, `PRES/5`, `PARA` and their English twins.

use unicode_normalization::UnicodeNormalization;

/// An operator written as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    And,
    Or,
    Not,
    /// `NON`: an operator only after `ET` or `OU`.
    Non,
    /// `PRES`, an operator only between two operands.
    Near,
    /// `PRES/5`; the number is as typed, none where it is missing or absurd.
    NearWithin(Option<u32>),
    /// `PARA`, an operator only between two operands.
    Paragraph,
}

/// No operator is longer, in bytes.
const LONGEST: usize = 24;

/// The operator that `text` is, if it is one; with `capitals`, only where it is written in capitals.
///
/// `PRES`, `NEAR` and `PARA` without a number always need capitals: in lower case they are words.
pub(super) fn keyword(text: &str, capitals: bool) -> Option<Op> {
    if text.len() > LONGEST {
        return None;
    }
    let text: String = text.nfc().collect();
    let in_capitals = text == text.to_uppercase();
    if capitals && !in_capitals {
        return None;
    }
    match text.to_lowercase().as_str() {
        "et" | "and" => Some(Op::And),
        "ou" | "or" => Some(Op::Or),
        "sauf" | "not" => Some(Op::Not),
        "non" => Some(Op::Non),
        "pres" | "près" | "near" if in_capitals => Some(Op::Near),
        "para" if in_capitals => Some(Op::Paragraph),
        text => {
            let (name, number) = text.split_once('/')?;
            let counted = number.bytes().all(|b| b.is_ascii_digit()) && (in_capitals || !number.is_empty());
            let near = matches!(name, "pres" | "près" | "near") && counted;
            near.then(|| Op::NearWithin(number.parse().ok()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators() {
        let cases = [
            ("ET", Some(Op::And), Some(Op::And)),
            ("and", Some(Op::And), None),
            ("Ou", Some(Op::Or), None),
            ("où", None, None),
            ("OÙ", None, None),
            ("not", Some(Op::Not), None),
            ("SAUF", Some(Op::Not), Some(Op::Not)),
            ("pres", None, None),
            ("PRE\u{300}S", Some(Op::Near), Some(Op::Near)),
            ("près/5", Some(Op::NearWithin(Some(5))), None),
            ("NEAR/12", Some(Op::NearWithin(Some(12))), Some(Op::NearWithin(Some(12)))),
            ("PRES/", Some(Op::NearWithin(None)), Some(Op::NearWithin(None))),
            ("PRES/99999999999", Some(Op::NearWithin(None)), Some(Op::NearWithin(None))),
            ("pres/loin", None, None),
            ("para", None, None),
            ("PARA", Some(Op::Paragraph), Some(Op::Paragraph)),
            ("etc", None, None),
            ("", None, None),
        ];
        for (text, anywhere, in_capitals) in cases {
            assert_eq!((keyword(text, false), keyword(text, true)), (anywhere, in_capitals), "{text:?}");
        }
    }
}
