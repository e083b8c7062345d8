//! What agencies of XML wires write below the last paragraph, beside the initials that [`sign_off`] knows.

use crate::dispatch::Dispatch;
use crate::source::{agencies, boilerplate, sign_off};

/// Lines that only say that the text is over: PA, Reuters, EFE.
const ENDS: [&str; 8] = ["ends", "end", "fin", "(fin)", "(end)", "***", "###", "-30-"];
/// A mark of agency and desk is not longer, in bytes.
const LONGEST: usize = 24;

/// Takes the end mark, the notice of rights and the mark of the desk off the end of the body.
pub fn take(dispatch: &mut Dispatch) {
    while dispatch.body.len() > 1
        && let Some(last) = dispatch.body.last()
    {
        if is_end(last)
            || boilerplate::recognise(last).is_some_and(|found| found.furniture == boilerplate::Furniture::End)
        {
            dispatch.body.pop();
        } else if last.starts_with('©') || boilerplate::is_copyright(last) {
            let notice = dispatch.body.pop();
            dispatch.rights = dispatch.rights.take().or(notice);
        } else if dispatch.signature.is_none() && (is_mark(last) || sign_off::is_signature(last)) {
            dispatch.signature = dispatch.body.pop();
        } else {
            break;
        }
    }
}

/// `ends`, `==Kyodo`.
fn is_end(line: &str) -> bool {
    let of_agency = line.strip_prefix("==").is_some_and(|name| agencies::canonical(name).is_some());
    of_agency || ENDS.contains(&line.to_lowercase().as_str())
}

/// `AAP RTV ar`, `AAP gfr`: the agency, perhaps its desk in capitals, and initials.
fn is_mark(line: &str) -> bool {
    let mut words = line.split(' ');
    let agency = words.next().and_then(agencies::canonical).is_some_and(|code| line.starts_with(code));
    let initials = line.rsplit(' ').next().unwrap_or_default();
    let desk = |word: &str| word == initials || word.chars().all(|c| c.is_uppercase() || c == '/');
    line.len() <= LONGEST
        && agency
        && (1..=4).contains(&initials.len())
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
        ] {
            let body = lines.iter().map(|line| (*line).to_owned()).collect();
            let mut dispatch = Dispatch { body, ..Dispatch::default() };
            take(&mut dispatch);
            assert_eq!((dispatch.body.len(), dispatch.signature.as_deref()), (rest, signature), "{lines:?}");
        }
    }
}
