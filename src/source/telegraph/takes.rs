//! How text wires say which take of a story this is: `2ND LEAD`, `1stLd-Writethru`, `REFILE`, `KORR`, `Kill`.

use crate::dispatch::Status;
use crate::french::loose::loose;

/// The version that a take key gives, larger for newer: the number of the lead. None where it says nothing of it.
///
/// `1stLd-Writethru`, `2ND LEAD`, `3RD NET`, `LEAD 2`, `2e LEAD`, `Update 3`; a writethru without number is the first.
pub fn version(key: &str) -> Option<u64> {
    let key = key.to_lowercase();
    let mut number = None;
    let mut leads = false;
    for word in words(&key) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            number = number.or(word.parse().ok());
        } else {
            let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_prefix(end)).unwrap_or(word);
            leads |= matches!(word, "ld" | "lead" | "lede" | "net" | "update" | "writethru" | "wrap");
        }
    }
    leads.then(|| number.filter(|number| *number < 1000).unwrap_or(1))
}

/// The runs of letters and the runs of digits in `key`.
fn words(key: &str) -> impl Iterator<Item = &str> {
    let runs = key.split(|c: char| !c.is_alphanumeric());
    runs.flat_map(|run| {
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        let (number, letters) = run.split_at(digits);
        [number, letters]
    })
    .filter(|word| !word.is_empty())
}

/// What a take key does to the dispatch: a kill withdraws it, a hold keeps it back.
pub fn status(key: &str) -> Option<Status> {
    let key = loose(key);
    let mut words = key.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| match word {
        "kill" | "killed" | "elimination" | "annulation" | "ruckzug" => Some(Status::Canceled),
        "hold" | "withhold" => Some(Status::Withheld),
        _ => None,
    })
}

/// Whether a paragraph speaks to editors, not to readers.
pub fn is_note(paragraph: &str) -> bool {
    const STARTS: [&str; 16] = [
        "eds:",
        "eds.:",
        "editors:",
        "editors note",
        "editor's note",
        "editors' note",
        "note to editors",
        "note aux redactions",
        "note aux redacteurs",
        "avis aux redactions",
        "attention redactions",
        "achtung redaktionen",
        "hinweis an die redaktion",
        "sperrfrist",
        "embargoed until",
        "embargoed for",
    ];
    const PHOTOS: [&str; 2] = ["with ap photo", "with photo"];
    const LONGEST_OF_PHOTOS: usize = 40;
    let inner = paragraph.trim_start_matches(['(', '[', '*', ' ']);
    // The most frequent of letters decides for most paragraphs without a copy.
    if !inner.starts_with(['E', 'e', 'N', 'n', 'A', 'a', 'H', 'h', 'S', 's', 'W', 'w']) {
        return false;
    }
    let head = &inner[..(0..=40.min(inner.len())).rev().find(|at| inner.is_char_boundary(*at)).unwrap_or(0)];
    let head = loose(head).replace(" :", ":");
    let begins = |starts: &[&str]| starts.iter().any(|start| head.starts_with(start));
    begins(&STARTS) || paragraph.len() <= LONGEST_OF_PHOTOS && begins(&PHOTOS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_have_numbers() {
        for (key, version_of_it) in [
            ("1stLd-Writethru", Some(1)),
            ("2nd Ld-Writethru", Some(2)),
            ("Writethru", Some(1)),
            ("1ST LEAD", Some(1)),
            ("3RD NET", Some(3)),
            ("LEAD 12", Some(12)),
            ("2e LEAD", Some(2)),
            ("UPDATE 4", Some(4)),
            ("REFILE", None),
            ("EXTRA", None),
            ("Adv12", None),
            ("Plomb", None),
            ("LEAD 99999999999999999999999", Some(1)),
        ] {
            assert_eq!(version(key), version_of_it, "{key}");
        }
    }

    #[test]
    fn kills_and_holds() {
        for (key, status_of_it) in [
            ("KILL", Some(Status::Canceled)),
            ("Mandatory Kill", Some(Status::Canceled)),
            ("ANNULATION", Some(Status::Canceled)),
            ("WITHHOLD", Some(Status::Withheld)),
            ("Killers", None),
            ("2ND LEAD", None),
        ] {
            assert_eq!(status(key), status_of_it, "{key}");
        }
    }

    #[test]
    fn notes_to_editors() {
        for (paragraph, note) in [
            ("Eds: With photos. Changes headline.", true),
            ("(Eds: Adds reaction.)", true),
            ("EDITOR'S NOTE _ The writer knows the port.", true),
            ("Note aux rédactions : une infographie suit.", true),
            ("Sperrfrist: 12. Januar, 10.00 Uhr", true),
            ("With AP Photos.", true),
            ("With photographs of the quay in hand, she left.", false),
            ("Edstrom a marqué deux buts.", false),
            ("Note aux amateurs de voile : le vent tombe.", false),
            ("Le port rouvre.", false),
        ] {
            assert_eq!(is_note(paragraph), note, "{paragraph}");
        }
    }
}
