//! The notebook below dpa's texts: notes to editors, links, and names and telephones of the staff, in English and German.

use crate::dispatch::Dispatch;
use crate::source::telegraph::{closing, paragraphs};

/// What opens the part that is not for publication, where no heading of a notebook stands above it.
const NOT_PUBLIC: [&str; 5] = [
    "The following information is not",
    "Die folgenden Informationen sind nicht",
    "Folgende Informationen sind nicht",
    "Nicht zur Ver",
    "Les informations suivantes ne sont pas",
];

/// The line that a notebook begins at.
pub fn start(lines: &[&str]) -> Option<usize> {
    // Few lines of a text begin like that.
    let may = |line: &str| line.trim_start().starts_with(['#', 'T', 't', 'D', 'd', 'F', 'f', 'N', 'n', 'L', 'l']);
    lines.iter().position(|line| may(line) && opens(line.trim()))
}

/// `# Notebook`, `# dpa-Notizblock`, `## Internet links`, or one of [`NOT_PUBLIC`].
fn opens(line: &str) -> bool {
    if line.starts_with('#') {
        return line.trim_start_matches('#').starts_with(' ');
    }
    let speaks_of_it = || line.contains("publication") || line.contains("ffentlich") || line.contains("publié");
    let starts = |start: &str| line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    NOT_PUBLIC.iter().any(|start| starts(start)) && speaks_of_it()
}

/// Makes notes of a notebook: every item with the heading above it, so that it says what it is.
pub fn fill(dispatch: &mut Dispatch, lines: &[&str]) {
    let mut heading = "";
    let mut item: Vec<&str> = Vec::new();
    for line in lines {
        let text = line.trim();
        let begins = text.starts_with(['-', '#']) || text.is_empty() || opens(text) || closing::is_signature(text);
        if begins {
            add(dispatch, heading, &mut item);
        }
        if text.starts_with('#') {
            heading = text.trim_start_matches(['#', ' ']);
        } else if dispatch.signature.is_none() && closing::is_signature(text) {
            dispatch.signature = Some(text.to_owned());
        } else if !opens(text) {
            item.push(text.trim_start_matches(['-', ' ']));
        }
    }
    add(dispatch, heading, &mut item);
}

fn add(dispatch: &mut Dispatch, heading: &str, item: &mut Vec<&str>) {
    let text = paragraphs::join(item.drain(..)).join(" ");
    if !text.is_empty() {
        dispatch.notes.push(if heading.is_empty() { text } else { format!("{heading}: {text}") });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_leave_the_text() {
        let text = [
            "Der Hafen ist offen.",
            "# Notizblock",
            "",
            "## Redaktionelle Hinweise",
            "- Neu: Reaktion der Stadt",
            "  und des Hafens",
            "* * * *",
            "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
            "## dpa-Kontakte",
            "- Autorin: Ada Quai, +49 00 0000, <quai@example.org>",
            "",
            "dpa ab cd",
        ];
        let at = start(&text).unwrap();
        assert_eq!(at, 1);
        let mut dispatch = Dispatch::default();
        fill(&mut dispatch, &text[at..]);
        let wanted = [
            "Redaktionelle Hinweise: Neu: Reaktion der Stadt und des Hafens",
            "dpa-Kontakte: Autorin: Ada Quai, +49 00 0000, <quai@example.org>",
        ];
        assert_eq!(dispatch.notes, wanted);
        assert_eq!(dispatch.signature.as_deref(), Some("dpa ab cd"));
    }

    #[test]
    fn a_text_may_speak_of_hashes_and_information() {
        assert_eq!(start(&["#Quai est le mot du jour.", "The following information is public.", ""]), None);
        assert_eq!(start(&["", "The following information is not intended for publication"]), Some(1));
    }
}
