//! Markup that no reader knows, and RTF: named and passed over, so that no reader of plain text makes garbage of it.
//!
//! A reader for one of these goes before this one in the table of readers.

use super::fault::{Fault, Skip, SkipReason};
use super::markup::root;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

/// The longest name of an element that is told, in bytes.
const LONGEST_NAME: usize = 60;

/// Stands in the table of readers behind all that know their markup.
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
        let reason = format!("{}, in no format of news that is known", format.unwrap_or_else(|| "markup".to_owned()));
        sink(Skip::file(SkipReason::NotADispatch(reason)).into());
        Ok(())
    }
}

/// What the text is, if it opens with markup or as RTF.
fn format(text: &str) -> Option<String> {
    let text = text.trim_start();
    if text.starts_with("{\\rtf") {
        return Some("RTF".to_owned());
    }
    match root(text) {
        Some(root) if root.is_one_of(&["svg"]) => Some("SVG picture".to_owned()),
        Some(root) if root.name.len() <= LONGEST_NAME => Some(format!("XML or SGML with the root `{}`", root.name)),
        Some(_) => Some("XML or SGML".to_owned()),
        None => text.starts_with("<?xml").then(|| "XML".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_without_a_reader_are_named() {
        let cases = [
            ("{\\rtf1\\ansi", Some("RTF")),
            ("<?xml version='1.0'?><svg xmlns='x'>", Some("SVG picture")),
            ("<?xml version='1.0'?>\n<facture no='1'/>", Some("XML or SGML with the root `facture`")),
            ("<depeche id='1'>", Some("XML or SGML with the root `depeche`")),
            ("<?xml version='1.0'?>", Some("XML")),
            ("<agence@exemple.fr> annonce", None),
            ("< 3 % d'inflation", None),
            ("<< Nous partirons >>, a dit la maire", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(format(text).as_deref(), wanted, "{text}");
        }
    }
}
