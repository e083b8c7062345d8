//! What the readers of JSON share, whatever the dialect.
//!
//! [`cut`] finds the records of a file of any length, [`mend`] repairs one that is broken, [`value`] holds it, [`fields`]
//! looks into it, and [`document`] takes a file through all of them, or line by line with [`lines`].

mod cut;
pub mod document;
pub mod fields;
mod lines;
mod mend;
mod unwrap;
pub mod value;

pub use lines::is_lines;
pub use unwrap::unwrap;
pub use value::Json;

use super::reader::Head;

/// How much of a text is looked at for the names by which a dialect is told, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// Whether a text opens as an object of JSON does, or a list of them.
pub fn opens(head: &Head) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut inner = head.text.chars().filter(|c| !is_blank(*c));
    match (inner.next(), inner.next()) {
        (Some('{'), next) => matches!(next, Some('"' | '}') | None),
        (Some('['), next) => matches!(next, Some('{' | '[' | ']') | None),
        _ => false,
    }
}

/// Whether a text has a key of each group of `wanted` near its start. Keys are written as the vendor writes them.
pub fn has_keys(head: &Head, wanted: &[&[&str]]) -> bool {
    let end = LOOKED_AT.min(head.text.len());
    let bytes = &head.text.as_bytes()[..end];
    wanted.iter().all(|group| group.iter().any(|key| has_key(bytes, key)))
}

/// Whether `"key"` stands before a colon.
fn has_key(bytes: &[u8], key: &str) -> bool {
    memchr::memmem::find_iter(bytes, key).any(|at| {
        let after = bytes[at + key.len()..].strip_prefix(b"\"").unwrap_or_default();
        at > 0 && bytes[at - 1] == b'"' && after.trim_ascii_start().starts_with(b":")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_by_its_opening() {
        let cases = [
            ("{\"uri\":1}", true),
            (" \n{\n \"uri\": 1}", true),
            ("[{\"uri\":1}]", true),
            ("\u{feff}[\u{feff}{}]", true),
            ("[]", true),
            ("{}", true),
            ("[ALERTE] Séisme", false),
            ("{Paris} Séisme", false),
            ("\"uri\"", false),
            ("", false),
        ];
        for (text, json) in cases {
            assert_eq!(opens(&Head { text, whole: true }), json, "{text}");
        }
    }

    #[test]
    fn keys_are_found_as_keys_only() {
        let head = Head { text: "{\"uno\" : 1, \"b\": \"lang\", \"class\":\"text\"}", whole: true };
        assert!(has_keys(&head, &[&["uno"], &["lang", "class"]]));
        assert!(!has_keys(&head, &[&["uno"], &["lang"]]));
        assert!(!has_keys(&head, &[&["no"]]));
    }
}
