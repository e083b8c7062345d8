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

/// How many paragraphs of notes are looked for at either end of a text.
const MOST: usize = 4;

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
        for line in notepad.descendants().filter(|element| matches!(element.name(), "li" | "p")) {
            match line.attribute("class").as_deref() {
                Some("closingline") => dispatch.signature = dispatch.signature.take().or_else(|| line.line()),
                Some("np-constraint") => {}
                _ => line.line().into_iter().for_each(|text| keep(text, &mut seen, dispatch)),
            }
        }
    }
}

fn keep(note: String, seen: &mut HashSet<String>, dispatch: &mut Dispatch) {
    if seen.insert(clean::key(&note)) {
        dispatch.notes.push(note);
    }
}

/// Moves notes that stand in the text to where they belong: what has changed and the byline above it, credits and contacts
/// below it.
pub fn take(dispatch: &mut Dispatch) {
    let mut first = 0;
    while let Some(text) = dispatch.body.get(first).filter(|_| first < MOST) {
        if is_change(text) || is_contact(text) {
            dispatch.notes.push(text.clone());
        } else if !is_byline(text, dispatch.byline.as_deref()) {
            break;
        }
        first += 1;
    }
    // A text that is nothing but notes is a text all the same.
    if first < dispatch.body.len() {
        dispatch.body.drain(..first);
    }
    for _ in 0..MOST.min(dispatch.body.len().saturating_sub(1)) {
        let Some(text) = dispatch.body.pop() else { return };
        if is_contact(&text) {
            dispatch.notes.push(text);
        } else if is_credit(&text) {
            dispatch.signature = Some(text);
        } else if !is_rule(&text) {
            dispatch.body.push(text);
            return;
        }
    }
}

fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')')
}

/// `(Adds details)`, `(Corrige le nom au 3e paragraphe)`.
fn is_change(text: &str) -> bool {
    in_brackets(text).map(loose).is_some_and(|inner| CHANGES.iter().any(|start| inner.starts_with(start)))
}

/// `((ana.roy@exemple.fr; +33 1 23 45 67 89))`.
fn is_contact(text: &str) -> bool {
    in_brackets(text).and_then(in_brackets).is_some()
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

/// `By Ana Roy` above the text, when the metadata name her too.
fn is_byline(text: &str, byline: Option<&str>) -> bool {
    byline.is_some_and(|byline| clean::same(super::texts::author(text), byline))
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

    #[test]
    fn notes_in_the_text_leave_it() {
        let body = [
            "(Ajoute réaction)",
            "Par Ana Roy",
            "La crue baisse.",
            "(Elle a baissé hier aussi)",
            "(Ilo Stern, édité par Ana Roy)",
            "((desk@exemple.fr; +33 1))",
        ];
        let mut dispatch =
            Dispatch { byline: Some("Ana Roy".into()), body: body.map(str::to_owned).to_vec(), ..Dispatch::default() };
        take(&mut dispatch);
        assert_eq!(dispatch.body, ["La crue baisse.", "(Elle a baissé hier aussi)"]);
        assert_eq!(dispatch.notes, ["(Ajoute réaction)", "((desk@exemple.fr; +33 1))"]);
        assert_eq!(dispatch.signature.as_deref(), Some("(Ilo Stern, édité par Ana Roy)"));
    }

    #[test]
    fn a_text_of_notes_only_stays() {
        let mut dispatch = Dispatch { body: vec!["(Corrige)".into()], ..Dispatch::default() };
        take(&mut dispatch);
        assert_eq!(dispatch.body, ["(Corrige)"]);
    }
}
