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
        } else if at + 1 == dispatch.body.len() && dispatch.signature.is_none() && is_signature(&dispatch.body[at]) {
            dispatch.signature = dispatch.body.pop();
        }
    }
}

/// Whether `line` is the initials of a desk, such as `asl/tib/pid`.
pub fn is_signature(line: &str) -> bool {
    let initials = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let desk = |part: &str| (1..=7).contains(&part.len()) && part.chars().all(|c| c.is_lowercase() || c == '-');
    initials.len() <= 40 && initials.contains('/') && initials.split('/').all(desk)
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
            ("ab", false),
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
