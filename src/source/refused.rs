//! Text in a known format that no reader takes yet: named and passed over, so that no plain-text reader makes garbage of it.
//!
//! A reader for one of these goes before this one in the table of readers.

use super::fault::{Fault, Skip, SkipReason};
use super::reader::{Head, Input, Item, Reader};

/// Stands in the table of readers for every format that has none.
pub struct Refused;

/// How formats of markup open, in lower case.
const MARKUP: &[(&str, &str)] = &[
    ("<?xml", "XML"),
    ("<newsml", "NewsML"),
    ("<newsitem", "NewsML"),
    ("<newsmessage", "NewsML-G2"),
    ("<packageitem", "NewsML-G2"),
    ("<nitf", "NITF"),
    ("<rss", "RSS"),
    ("<feed", "Atom"),
    ("<doc>", "SGML"),
    ("<doc ", "SGML"),
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<head", "HTML"),
    ("<body", "HTML"),
    ("<!doctype", "SGML or XML"),
    ("<!--", "XML or HTML"),
    ("{\\rtf", "RTF"),
    ("warc/1.", "WARC"),
];

/// Headers that only mail has.
const MAIL: [&str; 4] = ["received:", "message-id:", "mime-version:", "return-path:"];

impl Reader for Refused {
    fn name(&self) -> &'static str {
        "refused"
    }

    fn recognises(&self, head: &Head) -> bool {
        format(head.text).is_some()
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let format = match input {
            Input::Text(text) => format(text),
            Input::Stream { bytes, .. } => format(&String::from_utf8_lossy(bytes.fill_buf()?)),
        };
        let reason = format!("{}: no reader for this format yet", format.unwrap_or("unknown format"));
        sink(Skip::file(SkipReason::NotADispatch(reason)).into());
        Ok(())
    }
}

/// The name of the format, if it is one of those that no reader takes.
fn format(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let opening: String = text.chars().take(64).map(|c| c.to_ascii_lowercase()).collect();
    let markup = MARKUP.iter().find(|(start, _)| opening.starts_with(start)).map(|(_, name)| *name);
    markup.or_else(|| is_element(&opening).then_some("XML or SGML")).or_else(|| is_mail(text).then_some("mail"))
}

/// Whether the text opens with a tag, as `<dispatch version="2">` does and `<agence@exemple.fr>` does not.
fn is_element(opening: &str) -> bool {
    let Some(name) = opening.strip_prefix('<') else { return false };
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte)).count();
    let ends = matches!(name.as_bytes().get(length), Some(b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t'));
    length > 0 && name.starts_with(|c: char| c.is_ascii_alphabetic()) && ends
}

/// Whether one of the header lines before the first empty one is a header of mail.
fn is_mail(text: &str) -> bool {
    const MOST_HEADERS: usize = 100;
    let headers = text.lines().take(MOST_HEADERS).take_while(|line| !line.trim().is_empty());
    let starts = |line: &str, name: &str| line.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
    headers.into_iter().any(|line| MAIL.iter().any(|name| starts(line, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_without_a_reader_are_named() {
        let cases = [
            ("<?xml version='1.0'?><a/>", Some("XML")),
            ("\n <!DOCTYPE HTML>", Some("HTML")),
            ("<NewsML>", Some("NewsML")),
            ("<nitf version='3.6'>", Some("NITF")),
            ("<depeche id='1'>", Some("XML or SGML")),
            ("{\\rtf1\\ansi", Some("RTF")),
            ("From: a@exemple.fr\nMIME-Version: 1.0\n\nBonjour", Some("mail")),
            ("From: Paris\nDate: hier\n\nMIME-Version: un mot", None),
            ("<agence@exemple.fr> annonce", None),
            ("< 3 % d'inflation", None),
            ("<< Nous partirons >>, a dit la maire", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(format(text), wanted, "{text}");
        }
    }
}
