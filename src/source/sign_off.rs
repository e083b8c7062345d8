//! What stands below the last paragraph: the initials of the desk, and who translated.

use crate::dispatch::Dispatch;
use crate::french::loose::loose;

/// The lines of a sign-off are looked for among this many at the end of the body.
const LAST: usize = 3;

/// Takes signature and translator off the end of the body.
pub fn take(dispatch: &mut Dispatch) {
    for at in (0..dispatch.body.len()).rev().take(LAST) {
        if dispatch.translator.is_none()
            && let Some(name) = translator(&dispatch.body[at])
        {
            dispatch.translator = Some(name.to_owned());
            dispatch.body.remove(at);
        } else if at + 1 == dispatch.body.len() && is_signature(&dispatch.body[at]) {
            let initials = dispatch.body.pop();
            dispatch.signature = dispatch.signature.take().or(initials);
        }
    }
}

/// Whether `line` is the initials of a desk, such as `asl/tib/pid`, or `سب-لال/نور/ب ق` of the Arabic desk of AFP.
pub fn is_signature(line: &str) -> bool {
    const LONGEST: usize = 80;
    let initials = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    let initials = initials.trim_end_matches(['.', ' ']);
    let letter = |c: char| c.is_lowercase() || c.is_ascii_digit() || arabic(c);
    let desk = |part: &str| {
        let blank = |c: char| c == ' ' && part.starts_with(arabic);
        (1..=7).contains(&part.chars().count())
            && part.chars().all(|c| letter(c) || blank(c))
            && part.contains(char::is_alphabetic)
    };
    // `burs-abc/de`, `bur/ab/`: several desks a part, a stroke behind the last.
    let parts = || initials.strip_suffix('/').unwrap_or(initials).split('/').flat_map(|part| part.split(['-', '_']));
    initials.len() <= LONGEST && initials.contains('/') && parts().all(desk)
}

/// The name in `*Traduit de l'anglais par Ana Roy`.
fn translator(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '(', ')', '.', ' ', '\u{a0}']);
    if line.len() > 160 || !loose(line).starts_with("trad") {
        return None;
    }
    let (_, name) = line.rsplit_once(" par ")?;
    Some(name.trim_start_matches([':', ' ', '\u{a0}'])).filter(|name| name.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        for (line, expected) in [
            ("asl/tib/pid/cac", true),
            ("(ab/cd)", true),
            ("ab-cd/ef", true),
            ("burs-abc/de/fg", true),
            ("str-abcd-ef/gh", true),
            ("bur/ab/cd/", true),
            ("bur_ab/cd", true),
            ("ab1/cd.", true),
            ("1/2", false),
            ("بيروت-ابج/كام", true),
            ("ab", false),
            ("ففف/ح س/كام", true),
            ("قال الوزير/اليوم في باريس إن", false),
            ("AFP/Belga", false),
            ("et/ou la", false),
            ("//", false),
        ] {
            assert_eq!(is_signature(line), expected, "{line}");
        }
    }

    #[test]
    fn translators() {
        for (line, expected) in [
            ("*Traduit de l'anglais par Ana Roy", Some("Ana Roy")),
            ("* Traduit du turc par : Ana Roy.", Some("Ana Roy")),
            ("(Traduction de l’arabe par Ana Roy)", Some("Ana Roy")),
            ("Traduit en justice par son voisin", None),
        ] {
            assert_eq!(translator(line), expected, "{line}");
        }
    }
}
