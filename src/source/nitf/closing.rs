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
const ENDS: [&str; 14] =
    ["ends", "end", "fin", "(fin)", "(end)", "***", "###", "-30-", "./.", ".", "/.", "mf", "more follows", "___"];
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
    let provider = dispatch.provider.clone().unwrap_or_default();
    drop_credit(&mut dispatch.body, &provider);
    while dispatch.body.len() > 1
        && let Some(last) = dispatch.body.last()
    {
        let is_agency = agencies::canonical(last).is_some_and(|code| dispatch.provider.as_deref() == Some(code));
        if is_agency || is_end(last) {
            dispatch.body.pop();
        } else if last.starts_with('©') || last.starts_with(['C', 'c', '(']) && boilerplate::is_copyright(last) {
            let notice = dispatch.body.pop();
            dispatch.rights = dispatch.rights.take().or(notice);
        } else if is_mark(last) || is_desk(last, &provider) || sign_off::is_signature(last) {
            let mark = dispatch.body.pop();
            dispatch.signature = dispatch.signature.take().or(mark);
            drop_credit(&mut dispatch.body, &provider);
        } else {
            break;
        }
    }
}

/// Cuts the name of the agency off the last sentence, `… au printemps. (Belga)`, and at EFE's also without brackets.
fn drop_credit(body: &mut Vec<String>, provider: &str) {
    let Some(last) = body.last_mut() else { return };
    let bare =
        || last.strip_suffix(provider).map(str::trim_end).filter(|text| provider == "EFE" && text.ends_with('.'));
    if let Some(length) = without_credit(last).or_else(bare).map(str::len) {
        last.truncate(length);
        body.retain(|line| !line.is_empty());
    }
}

/// Initials as only one agency writes them: in capitals at ANSA and Belga (`AR-COM`, `ARO/XYZ/`), of one desk at AFP (`ly`).
fn is_desk(line: &str, provider: &str) -> bool {
    let letters = |count: std::ops::RangeInclusive<usize>, is_one: fn(char) -> bool| {
        count.contains(&line.chars().count()) && line.chars().all(is_one)
    };
    match provider {
        "ANSA" => letters(2..=10, |c| c.is_ascii_uppercase() || c == '-'),
        "BELGA" => letters(2..=16, |c| c.is_ascii_uppercase() || c == '/') && line.contains('/'),
        "AFP" => letters(2..=7, |c| c.is_lowercase() || c == '-' || ('\u{600}'..='\u{6ff}').contains(&c)),
        _ => false,
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

/// Belga ends its last sentence with its name: `… au printemps. (Belga)`, ANSA with `(ANSA).`.
fn without_credit(line: &str) -> Option<&str> {
    let (text, credit) = line.trim_end_matches('.').strip_suffix(')')?.rsplit_once('(')?;
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
    }

    #[test]
    fn agencies_sign_in_their_own_ways() {
        for (provider, lines, signature) in [
            ("BELGA", vec!["Un.  (Belga)"], None),
            ("BELGA", vec!["Un.", "ARO/XYZ/", "./."], Some("ARO/XYZ/")),
            ("ANSA", vec!["Un. (ANSA).", "AR-COM"], Some("AR-COM")),
            ("EFE", vec!["Un. EFE", "gr/bp"], Some("gr/bp")),
            ("AFP", vec!["Un.", "ly"], Some("ly")),
            ("ATS", vec!["Un.", "(SDA-ATS/lm)"], Some("(SDA-ATS/lm)")),
            ("AP", vec!["Un.", "___"], None),
        ] {
            let body = lines.iter().map(|line| (*line).to_owned()).collect();
            let mut dispatch = Dispatch { body, provider: Some(provider.to_owned()), ..Dispatch::default() };
            take(&mut dispatch);
            assert_eq!(
                (&dispatch.body[..], dispatch.signature.as_deref()),
                (&["Un.".to_owned()][..], signature),
                "{lines:?}"
            );
        }
    }
}
