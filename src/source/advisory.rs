//! Notes to editors that stand at the head of a dispatch: corrections, kills, embargoes.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dispatch::{Dispatch, Moment, Status};
use crate::french::dates;
use crate::french::loose::loose;

/// A note is not longer than this, in bytes.
const LONGEST: usize = 400;

/// Beginnings of notes, in loose spelling; followed by anything.
const ALWAYS: [&str; 14] = [
    "annule et remplace",
    "annule et substitue",
    "sous embargo",
    "embargo jusqu",
    "embargo:",
    "(maj)",
    "(maj ",
    "(mise a jour",
    "(actualise",
    "(actualisation:",
    "(actualisation)",
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

/// What AFP ends its notes with, and often opens them: `ATTENTION - ajoute détails ///`.
const MARK: &str = "///";

/// Whether `line`, at the head of a dispatch, is a note to editors.
pub fn is_advisory(line: &str) -> bool {
    if line.len() <= LONGEST && is_marked(line) {
        return true;
    }
    let line = line.trim_start_matches(['*', '/', ' ']);
    if line.len() > LONGEST || !line.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return false;
    }
    let key = loose(line).replace(" :", ":");
    if is_kill(line) || ALWAYS.iter().any(|start| key.starts_with(start)) {
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

fn is_marked(line: &str) -> bool {
    let Some(note) = line.trim().strip_suffix(MARK) else { return false };
    note.starts_with(MARK) || note.starts_with("ATTENTION")
}

/// Whether `line` says nothing but that the dispatch is withdrawn.
fn is_kill(line: &str) -> bool {
    let letters = line.trim_matches(|c: char| !c.is_alphabetic());
    !letters.chars().any(char::is_lowercase) && KILLS.contains(&loose(letters).as_str())
}

/// Draws from the notes what they mean for the status and the embargo; times are on the clock of `zone`, and days without
/// year those around the day of the dispatch.
pub fn apply(dispatch: &mut Dispatch, zone: &TimeZone) {
    if dispatch.notes.iter().any(|note| is_kill(note)) {
        dispatch.status = Status::Canceled;
    }
    let until = dispatch.notes.iter().filter(|note| loose(note).contains("embargo"));
    let day = dispatch.date().map(|moment| moment.day());
    let moment = |note: &String| dates::parse_moment(note, zone).or_else(|| moment_near(note, day?, zone));
    let until = until.filter_map(moment).next();
    dispatch.embargo = dispatch.embargo.or(until);
    if dispatch.embargo.is_some() && dispatch.status == Status::Usable {
        dispatch.status = Status::Embargoed;
    }
}

/// The moment in a note that names no year: in the year of `day`, or in the next one for a dispatch at the end of a year.
fn moment_near(note: &str, day: Date, zone: &TimeZone) -> Option<Moment> {
    const HALF_A_YEAR: i32 = 183;
    let in_year = |year| dates::parse_moment_of_year(note, year, zone);
    let long_past = |moment: &Moment| (day - moment.day()).get_days() > HALF_A_YEAR;
    match in_year(day.year()) {
        Some(moment) if long_past(&moment) => in_year(day.year().checked_add(1)?),
        moment => moment,
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
            ("ATTENTION - CORRIGE le nom du quai ///", true),
            ("ATTENTION - Quai glissant, prévient la mairie", false),
            ("/// embargo au 6 mars à 05H00 GMT ///", true),
            ("/// Le quai ///", true),
            ("Le quai ///", false),
            ("///", false),
            ("(ACTUALISATION: le maire s'explique)", true),
            ("(Actualisation des tarifs comprise, le quai coûtera plus cher.)", false),
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

    #[test]
    fn an_embargo_without_year_is_near() {
        for (day, note, until) in [
            ("2024-03-05", "/// ATTENTION - embargo au 6 mars à 05H00 GMT ///", Some("2024-03-06T05:00:00+00:00")),
            ("2024-12-30", "EMBARGO jusqu'au 2 janvier", Some("2025-01-02")),
            ("2024-01-03", "EMBARGO jusqu'au 31 décembre", Some("2024-12-31")),
            ("2024-03-05", "EMBARGO jusqu'au 31 février", None),
        ] {
            let created = Some(Moment::Day(day.parse().unwrap()));
            let mut dispatch = Dispatch { created, notes: vec![note.to_owned()], ..Dispatch::default() };
            apply(&mut dispatch, &TimeZone::UTC);
            assert_eq!(dispatch.embargo.map(|moment| moment.to_string()).as_deref(), until, "{note}");
        }
    }
}
