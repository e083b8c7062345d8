//! Notes to editors that stand at the head of a dispatch: corrections, kills, embargoes.

use jiff::tz::TimeZone;

use crate::dispatch::{Dispatch, Status};
use crate::french::dates;
use crate::french::loose::loose;

/// A note is not longer than this, in bytes.
const LONGEST: usize = 400;

/// Beginnings of notes, in loose spelling; followed by anything.
const ALWAYS: [&str; 13] = [
    "annule et remplace",
    "annule et substitue",
    "sous embargo",
    "embargo jusqu",
    "embargo:",
    "(maj)",
    "(maj ",
    "(mise a jour",
    "(actualise",
    "(actualisation",
    "(correction",
    "attention embargo",
    "attention redactions",
];

/// Words in capitals that are a note alone or before a colon; `CORRECTION - Titre` is a headline.
const LABELS: [&str; 9] = [
    "correction",
    "correctif",
    "rectificatif",
    "rectification",
    "mise a jour",
    "annulation",
    "precision",
    "repetition",
    "note aux redactions",
];

/// Lines that withdraw the dispatch when they stand alone.
const KILLS: [&str; 6] =
    ["annulation", "annulee", "depeche annulee", "annulation de depeche", "annulation obligatoire", "mandatory kill"];

/// Whether `line`, at the head of a dispatch, is a note to editors.
pub fn is_advisory(line: &str) -> bool {
    let is_framed = line.trim_end().ends_with("///");
    let line = line.trim_matches(['*', '/', ' ']);
    if line.len() > LONGEST || !line.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return false;
    }
    let key = loose(line).replace(" :", ":");
    if is_kill(line) || is_framed && key.starts_with("attention") || ALWAYS.iter().any(|start| key.starts_with(start)) {
        return true;
    }
    let label = line.split(['-', '–', '—', ':']).next().unwrap_or_default().trim();
    if label.chars().any(char::is_lowercase) || !LABELS.contains(&loose(label).trim_end_matches('.')) {
        return false;
    }
    let after = line[label.len()..].trim_start();
    // After a dash, an instruction is a sentence or says what to read; a headline is neither.
    let instructs = after.ends_with('.') || key.contains("lire") || key.contains("paragraphe");
    after.is_empty() || after.starts_with([':', '.']) || instructs
}

/// Whether `line` says nothing but that the dispatch is withdrawn.
fn is_kill(line: &str) -> bool {
    let letters = line.trim_matches(|c: char| !c.is_alphabetic());
    !letters.chars().any(char::is_lowercase) && KILLS.contains(&loose(letters).as_str())
}

/// Draws from the notes what they mean for the status and the embargo; times are on the clock of `zone`.
pub fn apply(dispatch: &mut Dispatch, zone: &TimeZone) {
    if dispatch.notes.iter().any(|note| is_kill(note)) {
        dispatch.status = Status::Canceled;
    }
    let until = dispatch.notes.iter().filter(|note| loose(note).contains("embargo"));
    let until = until.filter_map(|note| dates::parse_moment(note, zone)).next();
    dispatch.embargo = dispatch.embargo.or(until);
    if dispatch.embargo.is_some() && dispatch.status == Status::Usable {
        dispatch.status = Status::Embargoed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_headlines() {
        for (line, expected) in [
            ("ANNULE ET REMPLACE la dépêche de 10h02", true),
            ("Annule et remplace - bien lire Ana Roy", true),
            ("CORRECTION: bien lire douze bateaux", true),
            ("CORRECTION - Bien lire douze bateaux au 3e paragraphe", true),
            ("CORRECTION", true),
            ("CORRECTION - Port: douze bateaux en panne", false),
            ("ATTENTION - CORRIGE le nom du maire ///", true),
            ("/// ATTENTION - embargo au 6 mars à 05H00 GMT ///", true),
            ("(ACTUALISATION: ajoute le bilan)", true),
            ("ATTENTION - Travaux sur le port", false),
            ("(Màj) Ajoute une réaction du maire", true),
            ("SOUS EMBARGO JUSQU'AU 12 mars 2025 à 10h00", true),
            ("EMBARGO jusqu’au 12 mars", true),
            ("Embargo sur les armes : le conseil hésite", false),
            ("ANNULATION", true),
            ("DÉPÊCHE ANNULÉE.", true),
            ("Annulation du concert de Lyon", false),
            ("Annulation", false),
            ("Le port rouvre", false),
        ] {
            assert_eq!(is_advisory(line), expected, "{line}");
        }
    }

    #[test]
    fn what_they_mean() {
        let note = |text: &str| {
            let mut dispatch = Dispatch { notes: vec![text.to_owned()], ..Dispatch::default() };
            apply(&mut dispatch, &TimeZone::UTC);
            (dispatch.status, dispatch.embargo.map(|moment| moment.to_string()))
        };
        assert_eq!(note("DÉPÊCHE ANNULÉE"), (Status::Canceled, None));
        assert_eq!(note("ANNULE ET REMPLACE"), (Status::Usable, None));
        let until = Some("2025-03-12T10:00:00+00:00".to_owned());
        assert_eq!(note("SOUS EMBARGO JUSQU'AU 12 mars 2025 à 10h00"), (Status::Embargoed, until));
    }
}
