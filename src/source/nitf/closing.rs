//! What agencies of XML wires write below the last paragraph, beside the initials that [`sign_off`] knows.

use crate::dispatch::Dispatch;
use crate::french::loose::loose;
use crate::source::{agencies, boilerplate, sign_off, telegraph};

/// Notices of La Presse canadienne, by their beginning.
const NOTICES: [&str; 3] = [
    "This report by The Canadian Press was first published ",
    "Cette dépêche de La Presse Canadienne a été publiée initialement ",
    "Cette dépêche de La Presse canadienne a été publiée initialement ",
];
/// Lines that only say that the text is over: PA, Reuters, EFE.
const ENDS: [&str; 8] = ["ends", "end", "fin", "(fin)", "(end)", "***", "###", "-30-"];
/// Words that go with a telephone number, in loose spelling.
const CONTACTS: [&str; 6] = ["contact", "tel.", "telephone", "phone", "joindre", "reached on"];
/// A mark of agency and desk is not longer, in bytes.
const LONGEST: usize = 24;

/// Takes the end mark, the notice of rights and the mark of the desk off the end of the body, and makes notes of its
/// telephone numbers.
pub fn take(dispatch: &mut Dispatch) {
    let (numbers, text) = std::mem::take(&mut dispatch.body).into_iter().partition(|line| is_contact(line));
    dispatch.body = text;
    dispatch.notes.extend::<Vec<String>>(numbers);
    if let Some(last) = dispatch.body.last_mut()
        && let Some(text) = without_credit(last)
    {
        last.truncate(text.len());
        dispatch.body.retain(|line| !line.is_empty());
    }
    while dispatch.body.len() > 1
        && let Some(last) = dispatch.body.last()
    {
        let is_agency = agencies::canonical(last).is_some_and(|code| dispatch.provider.as_deref() == Some(code));
        if is_agency || is_end(last) {
            dispatch.body.pop();
        } else if last.starts_with('©') || last.starts_with(['C', 'c', '(']) && boilerplate::is_copyright(last) {
            let notice = dispatch.body.pop();
            dispatch.rights = dispatch.rights.take().or(notice);
        } else if dispatch.signature.is_none() && (is_mark(last) || sign_off::is_signature(last)) {
            dispatch.signature = dispatch.body.pop();
        } else {
            break;
        }
    }
}

/// How to reach an agency, for its clients: `Contacter la rédaction d'AAP au (02) 5550 1234`.
fn is_contact(line: &str) -> bool {
    const DIGITS: usize = 8;
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '+' | '\u{a0}');
    let has_number = || {
        line.split(|c| !is_number(c))
            .any(|run| run.bytes().filter(u8::is_ascii_digit).count() >= DIGITS && !run.contains(". "))
    };
    let names_agency = || {
        let words = line.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| word.len() >= 2 && word.chars().all(char::is_uppercase))
            .any(|word| agencies::canonical(word).is_some())
    };
    let invites = || {
        let key = loose(line);
        CONTACTS.iter().any(|word| key.contains(word))
    };
    line.bytes().filter(u8::is_ascii_digit).count() >= DIGITS && has_number() && names_agency() && invites()
}

/// Belga ends its last sentence with its name: `… au printemps. (Belga)`.
fn without_credit(line: &str) -> Option<&str> {
    let (text, credit) = line.strip_suffix(')')?.rsplit_once('(')?;
    agencies::credited(credit).map(|_| text.trim_end())
}

/// `ends`, `==Kyodo`.
fn is_end(line: &str) -> bool {
    let of_agency = line.strip_prefix("==").is_some_and(|name| agencies::canonical(name).is_some());
    of_agency || NOTICES.iter().any(|start| line.starts_with(start)) || ENDS.contains(&line.to_lowercase().as_str())
}

/// `AAP RTV ar`, `AAP gfr`: the agency, perhaps its desk in capitals, and initials; in brackets as on the text wires.
fn is_mark(line: &str) -> bool {
    if line.starts_with('(') {
        return telegraph::closing::is_signature(line);
    }
    let mut words = line.split(' ');
    let agency = words.next().and_then(agencies::canonical).is_some_and(|code| line.starts_with(code));
    let initials = line.rsplit(' ').next().unwrap_or_default();
    let desk = |word: &str| word == initials || word.chars().all(|c| c.is_uppercase() || c == '/');
    line.len() <= LONGEST
        && agency
        && (1..=7).contains(&initials.len())
        && initials.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'/')
        && words.all(desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_leaves_the_end() {
        for (lines, rest, signature) in [
            (vec!["Un", "ends"], 1, None),
            (vec!["Un", "==Kyodo"], 1, None),
            (vec!["Un", "AAP RTV ar"], 1, Some("AAP RTV ar")),
            (vec!["Un", "AAP gfr"], 1, Some("AAP gfr")),
            (vec!["Un", "ab/cd", "© 2025 Presse Libre"], 1, Some("ab/cd")),
            (vec!["Un", "AFP a dit non"], 2, None),
            (vec!["Un", "AFP oui."], 2, None),
            (vec!["Fin"], 1, None),
            (vec!["Un", "AFP"], 1, None),
            (vec!["Un", "(ats afp)"], 1, None),
            (vec!["Un", "(SDA-ATS/lm)"], 1, Some("(SDA-ATS/lm)")),
            (vec!["Un", "(lire ci-contre)"], 2, None),
            (vec!["Un", "EFE gr/bp"], 1, Some("EFE gr/bp")),
            (vec!["Un", "Contacter la rédaction de l'AFP au 01 99 00 12 34."], 1, None),
            (vec!["Un", "Contactée au 01 99 00 12 34, la mairie n'a pas répondu."], 2, None),
            (vec!["Un", "Contactée en 2024 et en 2025, l'AFP a dit non."], 2, None),
        ] {
            let body = lines.iter().map(|line| (*line).to_owned()).collect();
            let mut dispatch = Dispatch { body, provider: Some("AFP".to_owned()), ..Dispatch::default() };
            take(&mut dispatch);
            assert_eq!((dispatch.body.len(), dispatch.signature.as_deref()), (rest, signature), "{lines:?}");
        }
        let mut dispatch = Dispatch { body: vec!["Un.  (Belga)".to_owned()], ..Dispatch::default() };
        take(&mut dispatch);
        assert_eq!(dispatch.body, ["Un."]);
    }
}
