//! Repairs what vendors write for JSON: line ends in texts, `\“`, commas too many, `NaN`, quotes that were not escaped.
//!
//! Source of the cases: the dialect of Fingerpost as the Guardian receives it, and lists made by hand or by templates.

use std::fmt;

/// What was mended, for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    controls: bool,
    escapes: bool,
    quotes: bool,
    commas: bool,
    words: bool,
    bytes: bool,
}

impl fmt::Display for Mended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (self.controls, "control characters in texts"),
            (self.escapes, "wrong escapes"),
            (self.quotes, "quotes in texts"),
            (self.commas, "commas too many"),
            (self.words, "words that are no values"),
            (self.bytes, "invisible characters between values"),
        ];
        let named: Vec<&str> = kinds.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        f.write_str(&named.join(", "))
    }
}

/// Whether a text spells out an escape, such as `\u00a0`, because it was escaped twice.
pub fn has_double_escapes(json: &str) -> bool {
    memchr::memmem::find_iter(json.as_bytes(), r"\\u").any(|at| {
        let backslashes = json.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        backslashes % 2 == 0 && hex(json, at + 3).is_some()
    })
}

/// The same as valid JSON, as far as it can be told what was meant. What is valid stays as it is.
pub fn mend(json: &str) -> (String, Mended) {
    let out = String::with_capacity(json.len() + 64);
    let mut mender = Mender { json, at: 0, out, last: None, mended: Mended::default() };
    while mender.at < json.len() {
        mender.between();
    }
    (mender.out, mender.mended)
}

/// The number that four hexadecimal digits at `at` stand for.
fn hex(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

struct Mender<'a> {
    json: &'a str,
    at: usize,
    out: String,
    /// Where in `out` the last byte stands that is no blank.
    last: Option<usize>,
    mended: Mended,
}

impl Mender<'_> {
    fn rest(&self) -> &str {
        &self.json[self.at..]
    }

    /// Takes one token outside of texts.
    fn between(&mut self) {
        let Some(next) = self.rest().chars().next() else { return };
        match next {
            '"' => self.text(),
            ',' => return self.comma(),
            '}' | ']' => {
                self.drop_comma();
                self.take(1);
            }
            ' ' | '\t' | '\n' | '\r' => return self.take(1),
            '{' | '[' | ':' => self.take(1),
            '-' | '+' | '0'..='9' | 'a'..='z' | 'A'..='Z' => self.word(),
            _ => {
                self.mended.bytes = true;
                self.at += next.len_utf8();
                return;
            }
        }
        self.last = self.out.len().checked_sub(1);
    }

    /// The last byte that is no blank.
    fn before(&self) -> Option<u8> {
        self.last.map(|at| self.out.as_bytes()[at])
    }

    /// Copies the next `length` bytes.
    fn take(&mut self, length: usize) {
        self.out.push_str(&self.json[self.at..self.at + length]);
        self.at += length;
    }

    /// Copies a comma if a value stands before it.
    fn comma(&mut self) {
        if matches!(self.before(), None | Some(b',' | b'[' | b'{' | b':')) {
            self.mended.commas = true;
            self.at += 1;
        } else {
            self.last = Some(self.out.len());
            self.take(1);
        }
    }

    /// Drops a comma that nothing came after.
    fn drop_comma(&mut self) {
        if let Some(at) = self.last.filter(|at| self.out.as_bytes()[*at] == b',') {
            self.out.remove(at);
            self.mended.commas = true;
        }
    }

    /// Copies a number, `true`, `false` or `null`; for any other word puts what it means elsewhere.
    fn word(&mut self) {
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let length = self.rest().bytes().take_while(|byte| is_of_word(byte)).count();
        let word = &self.rest()[..length];
        let value = match word {
            "true" | "True" => "true",
            "false" | "False" => "false",
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => return self.take(length),
            _ => "null",
        };
        self.mended.words |= word != value;
        self.out.push_str(value);
        self.at += length;
    }

    /// Copies a text with its quotes.
    fn text(&mut self) {
        self.take(1);
        while let Some(next) = self.rest().chars().next() {
            match next {
                '"' if self.ends_here() => return self.take(1),
                '"' => {
                    self.mended.quotes = true;
                    self.replace(1, "\\\"");
                }
                '\\' => self.escape(),
                '\u{0}'..='\u{1f}' => {
                    self.mended.controls = true;
                    let meant = match next {
                        '\n' => "\\n",
                        '\t' => "\\t",
                        '\r' => "\\r",
                        _ => " ",
                    };
                    self.replace(1, meant);
                }
                _ => {
                    let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
                    let length = self.rest().bytes().take_while(|byte| is_plain(byte)).count();
                    self.take(length);
                }
            }
        }
    }

    fn replace(&mut self, length: usize, by: &str) {
        self.out.push_str(by);
        self.at += length;
    }

    /// Whether the quote here ends its text: what follows is no text then.
    fn ends_here(&self) -> bool {
        let after = self.rest()[1..].trim_ascii_start();
        after.is_empty() || after.starts_with([',', ':', '}', ']'])
    }

    /// Copies an escape; a backslash that escapes nothing is dropped.
    fn escape(&mut self) {
        let bytes = self.rest().as_bytes();
        match bytes.get(1) {
            Some(b'u') => self.code(2),
            // `\\u00a0`, escaped twice.
            Some(b'\\') if bytes.get(2) == Some(&b'u') && hex(self.json, self.at + 3).is_some() => {
                self.mended.escapes = true;
                self.at += 1;
                self.code(2);
            }
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.take(2),
            _ => {
                self.mended.escapes = true;
                self.at += 1;
            }
        }
    }

    /// Copies an escape by code, whose digits stand `digits` bytes on; half a pair becomes U+FFFD.
    fn code(&mut self, digits: usize) {
        let length = digits + 4;
        let low = || {
            let next = self.at + length;
            self.json.get(next..next + 2).filter(|start| *start == "\\u").and_then(|_| hex(self.json, next + 2))
        };
        match hex(self.json, self.at + digits) {
            Some(0xd800..=0xdbff) if matches!(low(), Some(0xdc00..=0xdfff)) => self.take(2 * length),
            Some(0xd800..=0xdfff) => {
                self.mended.escapes = true;
                self.replace(length, "\\ufffd");
            }
            Some(_) => self.take(length),
            None => {
                self.mended.escapes = true;
                self.at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use cpu_time::ThreadTime;
    use proptest::prelude::*;

    use super::*;
    use crate::source::json::Json;

    #[test]
    fn broken_json_says_what_was_meant() {
        let cases = [
            ("{\"a\": \"un\tdeux\ntrois\"}", r#"{"a": "un\tdeux\ntrois"}"#, "control characters in texts"),
            (r#"{"a": "\“Oui\”, dit-il"}"#, r#"{"a": "“Oui”, dit-il"}"#, "wrong escapes"),
            (r#"{"a": "12\\u00a0ans"}"#, r#"{"a": "12\u00a0ans"}"#, "wrong escapes"),
            (r#"{"a": "\ud83d"}"#, r#"{"a": "\ufffd"}"#, "wrong escapes"),
            (r#"{"a": "\ud83d\ude00 \u00e"}"#, r#"{"a": "\ud83d\ude00 u00e"}"#, "wrong escapes"),
            (r#"{"a": [1, 2,], "b": {"c": 1,},}"#, r#"{"a": [1, 2], "b": {"c": 1}}"#, "commas too many"),
            (r#"{"a": 1,, "b": 2}"#, r#"{"a": 1, "b": 2}"#, "commas too many"),
            (
                r#"{"a": NaN, "b": -Infinity, "c": None, "d": True}"#,
                r#"{"a": null, "b": null, "c": null, "d": true}"#,
                "words that are no values",
            ),
            ("{\u{feff}\"a\":\u{a0}1\u{0}}", r#"{"a":1}"#, "invisible characters between values"),
            (r#"{"a": "Le "grand" soir", "b": 1}"#, r#"{"a": "Le \"grand\" soir", "b": 1}"#, "quotes in texts"),
        ];
        for (broken, meant, kinds) in cases {
            let (text, mended) = mend(broken);
            assert_eq!((text.as_str(), mended.to_string().as_str()), (meant, kinds), "{broken}");
            assert!(Json::parse(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn double_escapes_are_told_from_paths() {
        for (json, doubled) in [
            (r#"{"a": "12\\u00a0ans"}"#, true),
            (r#"{"a": "C:\\users"}"#, false),
            (r#"{"a": "\\\\u00a0"}"#, true),
            (r#"{"a": "\\\u00a0"}"#, false),
            (r#"{"a": "\u00a0"}"#, false),
        ] {
            assert_eq!(has_double_escapes(json), doubled, "{json}");
        }
    }

    #[test]
    fn mending_takes_linear_time() {
        for piece in ["\"", "\\", ",", "[", "\"a\" ", "\\u", ", ", "\" "] {
            let start = ThreadTime::now();
            mend(&piece.repeat(500_000));
            assert!(start.elapsed() < std::time::Duration::from_secs(2), "{piece}");
        }
    }

    fn values() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            "[a \"\\\\{}\\[\\],:\n\téu0\u{1}]{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map("[a\"\\\\]{0,3}", inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_valid_stays_as_it_is(value in values()) {
            let text = value.to_string();
            prop_assume!(!has_double_escapes(&text));
            let (mended, what) = mend(&text);
            prop_assert_eq!(mended, text);
            prop_assert_eq!(what, Mended::default());
        }

        #[test]
        fn any_text_is_taken(json in r#"(\\|"|,|\{|\}|\[|\]|:|u00e9|ud83d|é|NaN|1|-|\n| |\PC){0,40}"#) {
            let _ = mend(&json);
        }
    }
}
