//! Text in a known format that no reader takes yet: named and passed over, so that no plain-text reader makes garbage of it.
//!
//! A reader for one of these goes before this one in the table of readers.

mod framed;
mod mail;
mod markup;

use super::fault::{Fault, Skip, SkipReason};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

/// Stands in the table of readers for every format that has none.
pub struct Refused;

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

    fn read(&self, input: Input, _: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let format = match input {
            Input::Text(text) => format(text),
            Input::Stream(bytes) => format(&String::from_utf8_lossy(bytes.fill_buf()?)),
        };
        let reason = format!("{}: no reader for this format yet", format.unwrap_or("unknown format"));
        sink(Skip::file(SkipReason::NotADispatch(reason)).into());
        Ok(())
    }
}

/// The name of the format, if it is one of those that no reader takes.
fn format(text: &str) -> Option<&'static str> {
    let framed = framed::format(text);
    let text = text.trim_start();
    let rtf = || text.starts_with("{\\rtf").then_some("RTF");
    let mail = || mail::recognises(text).then_some("e-mail");
    framed.or_else(|| markup::format(text)).or_else(rtf).or_else(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_without_a_reader_are_named() {
        let cases = [
            ("\n <!DOCTYPE HTML>", Some("HTML")),
            ("{\\rtf1\\ansi", Some("RTF")),
            ("\u{1}bsf025 3 ec 121\r\n", Some("IPTC 7901")),
            ("From: a@exemple.fr\nMIME-Version: 1.0\n\nBonjour", Some("e-mail")),
            ("id\tnom\tpays\n1\tOrvine\tFR\n", None),
            ("Titre: Crue\nDate: 2025-03-09\n\nTexte.", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(format(text), wanted, "{text}");
        }
    }
}
