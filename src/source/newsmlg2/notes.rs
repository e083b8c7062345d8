//! Notes to editors: `edNote`, dpa's notepad, and what Reuters writes into the text.
//!
//! Contacts of the desk are notes as well: nothing of them is ever part of the text.

use std::collections::HashSet;

use super::code;
use crate::dispatch::Dispatch;
use crate::french::loose::loose;
use crate::source::clean;
use crate::source::markup::tree::Element;

/// Roles of notes that say nothing: the German end mark.
const SILENT: [&str; 2] = ["closing", "end"];

/// Beginnings, in loose spelling, of what stands in brackets before the text and tells what has changed in it.
const CHANGES: [&str; 29] = [
    "actualise",
    "ajoute",
    "ajout",
    "adds",
    "add ",
    "avec",
    "changes",
    "clarifies",
    "completes",
    "complete",
    "corrects",
    "corrige",
    "correction",
    "deletes",
    "drops",
    "fixes",
    "in ",
    "maj",
    "mise a jour",
    "precise",
    "precisions",
    "recasts",
    "refiles",
    "removes",
    "repeats",
    "repetition",
    "rewrites",
    "updates",
    "writes through",
];

/// Words of the credits in brackets below the text.
const CREDITS: [&str; 9] = [
    "editing by",
    "reporting by",
    "writing by",
    "compiled by",
    "edite par",
    "version francaise",
    "service francais",
    "reportage",
    "avec la contribution",
];

/// What stands before the number of a telephone, in loose spelling.
const PHONES: [&str; 6] = ["tel.:", "tel. :", "tel:", "tel :", "tel. (", "phone:"];

/// What stands before an address.
const MAILS: [&str; 4] = ["e-mail:", "email:", "courriel:", "mail:"];

/// Fills notes and signature from the metadata of an item.
pub fn read(meta: Element, dispatch: &mut Dispatch) {
    let mut seen = HashSet::new();
    for note in meta.all("edNote") {
        match code::attribute(note, "role").as_str() {
            "notepad" => {}
            "closingline" => dispatch.signature = note.line(),
            role if SILENT.contains(&role) => {}
            _ => note.paragraphs().into_iter().for_each(|text| keep(text, &mut seen, dispatch)),
        }
    }
    // The notepad repeats the other notes and adds links and addresses.
    for notepad in meta.all("edNote").filter(|note| code::attribute(*note, "role") == "notepad") {
        for line in notepad.descendants() {
            if line.attribute("class").as_deref() == Some("closingline") {
                dispatch.signature = dispatch.signature.take().or_else(|| line.line());
            } else if line.name() == "li" {
                line.line().into_iter().for_each(|text| keep(text, &mut seen, dispatch));
            }
        }
    }
}

fn keep(note: String, seen: &mut HashSet<String>, dispatch: &mut Dispatch) {
    if seen.insert(clean::key(&note)) {
        dispatch.notes.push(note);
    }
}

/// Moves notes that stand in the text to where they belong: what has changed, key points and byline above it, credits
/// below it, contacts anywhere.
pub fn take(dispatch: &mut Dispatch) {
    let body = std::mem::take(&mut dispatch.body);
    // A text that is nothing but notes is a text all the same.
    if body.iter().all(|text| is_change(text) || is_contact(text)) {
        dispatch.body = body;
        return;
    }
    dispatch.body.reserve(body.len());
    let mut points: Vec<String> = Vec::new();
    for text in body {
        let above = dispatch.body.is_empty();
        if is_contact(&text) || above && is_change(&text) {
            dispatch.notes.push(text);
        } else if above && is_byline(&text, dispatch.byline.as_deref()) {
            dispatch.byline.get_or_insert_with(|| super::texts::author(&text).to_owned());
        } else if above && let Some(point) = text.strip_prefix("* ") {
            points.push(point.to_owned());
        } else if !is_rule(&text) {
            dispatch.body.push(text);
        }
    }
    if dispatch.body.is_empty() {
        dispatch.body.append(&mut points);
    }
    if !points.is_empty() {
        let summary = dispatch.standfirst.take().into_iter().chain(points).collect::<Vec<_>>();
        dispatch.standfirst = Some(summary.join(" - "));
    }
    if dispatch.body.len() > 1
        && let Some(credit) = dispatch.body.pop_if(|text| is_credit(text))
    {
        dispatch.signature = Some(credit);
    }
}

fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')')
}

/// `(Adds details)`, `(Corrige le nom au 3e paragraphe)`.
fn is_change(text: &str) -> bool {
    in_brackets(text).map(loose).is_some_and(|inner| CHANGES.iter().any(|start| inner.starts_with(start)))
}

/// `((ana.roy@exemple.fr; +33 1 23 45 67 89))`, `Tel.: +33 1 23 45 67 89`, `E-Mail: desk@exemple.fr`: a short line with a
/// number or an address, which no sentence is.
fn is_contact(text: &str) -> bool {
    const LONGEST: usize = 160;
    const FEWEST_DIGITS: usize = 6;
    if in_brackets(text).and_then(in_brackets).is_some() {
        return true;
    }
    if text.len() > LONGEST || text.ends_with(['.', '!', '?', '»', '"']) {
        return false;
    }
    let key = loose(text);
    let has_number = key.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS;
    let calls = PHONES.iter().any(|word| key.contains(word)) && has_number;
    let writes = MAILS.iter().any(|word| key.starts_with(word)) && key.contains('@');
    calls || writes
}

/// `(Reporting by Ana Roy; Editing by Ilo Stern)`, `(Ana Roy, édité par Ilo Stern)`, and an agency alone in brackets.
fn is_credit(text: &str) -> bool {
    const LONGEST_NAME: usize = 20;
    in_brackets(text).is_some_and(|inner| {
        let key = loose(inner);
        let is_name = inner.len() <= LONGEST_NAME && !inner.contains(' ') && inner.starts_with(char::is_uppercase);
        is_name || CREDITS.iter().any(|words| key.contains(words))
    })
}

/// A line of dashes between text and credits.
fn is_rule(text: &str) -> bool {
    text.bytes().all(|byte| b"_-*=. ".contains(&byte))
}

/// `By Ana Roy` above the text: the one that the metadata name, else a few words.
fn is_byline(text: &str, byline: Option<&str>) -> bool {
    const MOST_WORDS: usize = 12;
    let name = super::texts::author(text);
    let is_name = || {
        let mut words = name.split([' ', ',']).filter(|word| !word.is_empty());
        name.len() < text.len()
            && name.split_whitespace().count() <= MOST_WORDS
            && words.all(|word| word.starts_with(char::is_uppercase) || matches!(word, "and" | "et" | "und" | "de"))
    };
    byline.map_or_else(is_name, |byline| clean::same(name, byline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn every_note_once_and_the_closing_line_apart() {
        let xml = "<itemMeta><edNote role='r:correction'>Corrige le nom</edNote><edNote role='r:closing'>Fin</edNote>\
            <edNote role='r:notepad'><section class='notepad'><header><h3>Bloc</h3></header><section class='np-public'>\
            <h4>Sites</h4><ul><li><a href='x'>Rapport</a></li><li>Corrige le nom</li></ul></section>\
            <section class='np-nonpublic'><p class='np-constraint'>Non</p><ul><li>Desk, +33 1</li></ul></section>\
            <p class='closingline'>dpa ab cd</p></section></edNote></itemMeta>";
        let mut dispatch = Dispatch::default();
        read(Tree::read(xml).root().unwrap(), &mut dispatch);
        assert_eq!(dispatch.notes, ["Corrige le nom", "Rapport", "Desk, +33 1"]);
        assert_eq!(dispatch.signature.as_deref(), Some("dpa ab cd"));
    }

    fn taken(byline: Option<&str>, body: &[&str]) -> Dispatch {
        let body = body.iter().map(|&text| text.to_owned()).collect();
        let mut dispatch = Dispatch { byline: byline.map(str::to_owned), body, ..Dispatch::default() };
        take(&mut dispatch);
        dispatch
    }

    #[test]
    fn notes_in_the_text_leave_it() {
        let found = taken(
            Some("Ana Roy"),
            &[
                "(Ajoute réaction)",
                "Par Ana Roy",
                "La crue baisse.",
                "(Elle a baissé hier aussi)",
                "Desk - Tél. : +33 1 23 45 67",
                "_____",
                "((desk@exemple.fr; +33 1))",
                "(Ilo Stern, édité par Ana Roy)",
            ],
        );
        assert_eq!(found.body, ["La crue baisse.", "(Elle a baissé hier aussi)"]);
        assert_eq!(found.notes, ["(Ajoute réaction)", "Desk - Tél. : +33 1 23 45 67", "((desk@exemple.fr; +33 1))"]);
        assert_eq!(found.signature.as_deref(), Some("(Ilo Stern, édité par Ana Roy)"));
    }

    #[test]
    fn key_points_and_a_byline_above_the_text() {
        let found = taken(None, &["* Le lac monte", "* Un pont fermé", "By Ana Roy and Ilo Stern", "La crue monte."]);
        assert_eq!(found.body, ["La crue monte."]);
        assert_eq!(found.byline.as_deref(), Some("Ana Roy and Ilo Stern"));
        assert_eq!(found.standfirst.as_deref(), Some("Le lac monte - Un pont fermé"));
        for first in ["De l'eau partout", "Par chance, le pont tient.", "Elle s'appelle (Crue)"] {
            assert_eq!(taken(None, &[first, "La crue monte."]).body.len(), 2, "{first}");
        }
    }

    #[test]
    fn sentences_are_no_contacts() {
        for text in [
            "Le standard a reçu 250000 appels, a dit son directeur: tel est le bilan.",
            "L'adresse desk@exemple.fr est ouverte à tous",
            "Crue: 112345 habitants évacués",
        ] {
            assert!(!is_contact(text), "{text}");
        }
    }

    #[test]
    fn a_text_of_notes_only_stays() {
        assert_eq!(taken(None, &["(Corrige)"]).body, ["(Corrige)"]);
        assert_eq!(taken(None, &["* Un point"]).body, ["Un point"]);
    }
}
