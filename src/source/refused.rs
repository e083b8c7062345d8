//! Markup that no reader knows, RTF, and licences of programs, which lie beside data of all kinds: named and passed over, so that no reader of plain text makes garbage of it.
//!
//! A reader for one of these goes before this one in the table of readers.

use super::fault::{Fault, Skip, SkipReason};
use super::markup::root;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

/// The longest name of an element that is told, in bytes.
const LONGEST_NAME: usize = 60;

const LICENCE: &str = "the licence of a program";
/// What licences of programs open with.
const TITLES: [&str; 5] =
    ["Apache License", "GNU GENERAL PUBLIC LICENSE", "GNU AFFERO", "GNU LESSER", "Mozilla Public License"];
/// What stands near the head of those without a title. Sources: the licences of MIT, BSD and Debian's packages.
const GRANTS: [&str; 3] = [
    "Permission is hereby granted, free of charge",
    "Redistribution and use in source and binary forms",
    "packaging-manuals/copyright-format",
];
/// How far titles and grants are looked for, in bytes.
const TITLE_WITHIN: usize = 200;
const GRANT_WITHIN: usize = 2000;

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
    if is_licence(text) {
        return Some(LICENCE.to_owned());
    }
    match root(text) {
        Some(root) if root.is_one_of(&["svg"]) => Some("SVG picture".to_owned()),
        Some(root) if root.name.len() <= LONGEST_NAME => Some(format!("XML or SGML with the root `{}`", root.name)),
        Some(_) => Some("XML or SGML".to_owned()),
        None => text.starts_with("<?xml").then(|| "XML".to_owned()),
    }
}

fn is_licence(text: &str) -> bool {
    let has = |within: usize, marks: &[&str]| {
        let start = &text.as_bytes()[..within.min(text.len())];
        marks.iter().any(|mark| memchr::memmem::find(start, mark.as_bytes()).is_some())
    };
    has(TITLE_WITHIN, &TITLES) || has(GRANT_WITHIN, &GRANTS)
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
            ("MIT License\n\nCopyright (c) 2014 A. Roy\n\nPermission is hereby granted, free of charge", Some(LICENCE)),
            ("                 Apache License\n           Version 2.0", Some(LICENCE)),
            ("BREST (AFP) - Le logiciel est sous licence Apache.", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(format(text).as_deref(), wanted, "{text}");
        }
    }
}
