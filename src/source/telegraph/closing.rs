//! What stands below the text of a transmission: the desk's initials, a notice of rights.

use crate::dispatch::Dispatch;
use crate::source::{agencies, boilerplate, clean, sign_off};

use super::takes;

/// Initials are not longer than this, in bytes.
const LONGEST: usize = 7;
/// A signature has at most this many words.
const MOST_WORDS: usize = 6;

/// Parts the signature from the lines above it, if it is their last one; on the line, nothing parts it from the text.
pub fn part_signature<'l>(lines: &'l [&str]) -> (&'l [&'l str], Option<String>) {
    let said = |line: &&str| line.bytes().any(|byte| byte.is_ascii_graphic());
    let Some(last) = lines.iter().rposition(said).filter(|last| lines[..*last].iter().any(said)) else {
        return (lines, None);
    };
    let line = clean::line(lines[last]);
    if is_signature(&line) { (&lines[..last], Some(line.replace('\\', ""))) } else { (lines, None) }
}

/// Puts where it belongs what is no text to read in the body: signature, notices of rights, notes to editors.
pub fn take(dispatch: &mut Dispatch) {
    while let Some(last) = dispatch.body.last() {
        if boilerplate::is_copyright(last) || is_rights(last) {
            dispatch.rights = dispatch.rights.take().or(dispatch.body.pop());
        } else if dispatch.signature.is_none() && dispatch.body.len() > 1 && is_signature(last) {
            dispatch.signature = dispatch.body.pop();
        } else {
            break;
        }
    }
    if dispatch.body.iter().any(|paragraph| takes::is_note(paragraph)) {
        let (notes, body) = std::mem::take(&mut dispatch.body).into_iter().partition(|p: &String| takes::is_note(p));
        dispatch.body = body;
        dispatch.notes.extend::<Vec<_>>(notes);
    }
}

/// `(c) dpa GmbH`, which is no sentence.
fn is_rights(line: &str) -> bool {
    const LONGEST_NOTICE: usize = 120;
    line.len() <= LONGEST_NOTICE && line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("(c)"))
}

/// Whether `line` is the initials of those who wrote and checked: `(SDA\/sj)`, `dpa hm bs wjh`, `==Kyodo`, `ly`; also the bare name of
/// the agency, as `The AP` below a kill.
pub fn is_signature(line: &str) -> bool {
    let line = line.replace('\\', "");
    let inner = line.trim_matches(['(', ')', '=', ' ']);
    if sign_off::is_signature(&line) || agencies::canonical(inner).is_some() {
        return true;
    }
    let initials = |word: &str| {
        (1..=4).contains(&word.chars().count()) && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit())
    };
    let mut words = inner.split([' ', '/', '-']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let rest = words.clone().count();
    let led = agencies::canonical(first).is_some() && rest > 0;
    let alone = rest == 0 && initials(first) && first.len() <= LONGEST && first.chars().all(char::is_lowercase);
    let another = |word: &str| agencies::canonical(word).is_some();
    (led || alone) && rest < MOST_WORDS && words.all(|word| initials(word) || another(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        for (line, signature) in [
            ("(SDA\\/sj)", true),
            ("(ats/ab/cd)", true),
            ("(SDA\\/AFP\\/sj)", true),
            ("(SDA/AWP/ab)", true),
            ("(SDA-ATS/lm)", true),
            ("(SDA/Le port)", false),
            ("dpa ab cde fg", true),
            ("==Kyodo", true),
            ("(ats afp)", true),
            ("ab/cd", true),
            ("ly", true),
            ("(ab)", true),
            ("AFP", true),
            ("The AP", true),
            ("The AP a dit non", false),
            ("nuit.", false),
            ("dpa meldet das nicht", false),
            ("Le port rouvre", false),
            ("AFP est une agence", false),
            ("1-0", false),
            ("", false),
        ] {
            assert_eq!(is_signature(line), signature, "{line}");
        }
    }

    #[test]
    fn what_is_no_text_leaves_the_body() {
        let body = ["Le quai rouvre.", "Eds: Ajoute le quai.", "Il pleut.", "(ats/ab)", "(c) Agence du Quai"];
        let mut dispatch = Dispatch { body: body.map(str::to_owned).to_vec(), ..Dispatch::default() };
        take(&mut dispatch);
        assert_eq!(dispatch.body, ["Le quai rouvre.", "Il pleut."]);
        assert_eq!(dispatch.notes, ["Eds: Ajoute le quai."]);
        assert_eq!(dispatch.signature.as_deref(), Some("(ats/ab)"));
        assert_eq!(dispatch.rights.as_deref(), Some("(c) Agence du Quai"));
    }
}
