//! Who a byline names, one by one, as bibliographies want them.

use crate::dispatch::Dispatch;

/// What goes before the names.
const OPENINGS: &[&str] = &[
    "propos recueillis par ",
    "de notre correspondante ",
    "de notre correspondant ",
    "de notre envoyée spéciale ",
    "de notre envoyé spécial ",
    "texte de ",
    "texte : ",
    "par ",
    "by ",
    "von ",
];
/// What stands between two names.
const BETWEEN: &[&str] = &[" et ", " and ", " & ", " avec ", " with ", " mit ", ";", "/"];
/// What belongs to the name before it, behind a comma.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii"];
/// A name may begin with one of these in small letters.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "ter", "zu", "di", "da", "dos", "ben", "bin",
    "al", "el", "ould",
];

/// The authors of a dispatch as RIS and BibTeX read them: `Given Surname`, or `Surname, Given` where a comma or capitals
/// say which is which. What a byline says beside the names is left out: offices, towns, agencies.
pub(super) fn authors(dispatch: &Dispatch) -> Vec<String> {
    let byline = without_opening(dispatch.byline.as_deref().unwrap_or_default().trim());
    let groups = BETWEEN
        .iter()
        .fold(vec![byline], |parts, between| parts.into_iter().flat_map(|part| split(part, between)).collect());
    let is_agency = |name: &str| dispatch.provider.as_deref().is_some_and(|agency| agency.eq_ignore_ascii_case(name));
    let mut authors: Vec<String> = groups.into_iter().flat_map(of_group).collect();
    let all = authors.clone();
    authors.retain(|name| all.len() == 1 || !(is_agency(name) || is_acronym(name)));
    authors.dedup();
    authors
}

/// `text` without what opens a byline, whatever its capitals.
fn without_opening(text: &str) -> &str {
    let rest = |opening: &&str| {
        let head = text.get(..opening.len())?;
        (head.to_lowercase() == **opening).then(|| text[opening.len()..].trim_start())
    };
    OPENINGS.iter().find_map(rest).unwrap_or(text)
}

/// The pieces of `text` apart by `separator`, which is told without capitals.
fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.char_indices() {
        let meets =
            at >= start && text.get(at..at + separator.len()).is_some_and(|here| here.to_lowercase() == separator);
        if meets {
            pieces.push(&text[start..at]);
            start = at + separator.len();
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// The names between two commas, and the one that a comma turns round: `van der Linden, Hugo, Jr.`
fn of_group(group: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut suffix = String::new();
    for part in group.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        if SUFFIXES.contains(&part.to_lowercase().as_str()) && !parts.is_empty() {
            suffix = format!(", {part}");
        } else {
            parts.push(part.to_owned());
        }
    }
    if let [surname, given] = parts.as_slice()
        && is_name(given)
        && is_one_word(given)
        && (is_one_word(surname) || begins_with_particle(surname))
    {
        return vec![format!("{surname}{suffix}, {given}")];
    }
    let mut names: Vec<String> = parts.iter().filter(|part| is_name(part)).map(|name| capitals_first(name)).collect();
    if let [name] = names.as_mut_slice() {
        name.push_str(&suffix);
    }
    names
}

/// Whether a part of a byline may name someone: `envoyé spécial` does not.
fn is_name(part: &str) -> bool {
    let first = part.split(' ').next().unwrap_or_default();
    let letter = first.chars().find(|c| c.is_alphabetic());
    letter.is_some_and(char::is_uppercase) || begins_with_particle(part) && !is_one_word(part)
}

fn begins_with_particle(part: &str) -> bool {
    part.split([' ', '\'', '’']).next().is_some_and(|word| PARTICLES.contains(&word))
}

fn is_one_word(part: &str) -> bool {
    !part.contains(' ')
}

/// `AFP`, `dpa` written large: no name of a person.
fn is_acronym(name: &str) -> bool {
    (2..=5).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// `Morvan LE DANTEC` as `LE DANTEC, Morvan`; other names as they are.
fn capitals_first(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let is_capital =
        |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    let surname = words.iter().rev().take_while(is_capital).count();
    match words.split_at(words.len() - surname) {
        (given, surname) if !given.is_empty() && !surname.is_empty() => {
            format!("{}, {}", surname.join(" "), given.join(" "))
        }
        _ => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(byline: &str) -> Vec<String> {
        authors(&Dispatch { byline: Some(byline.into()), provider: Some("dpa".into()), ..Dispatch::default() })
    }

    #[test]
    fn a_byline_gives_its_names() {
        for (byline, wanted) in [
            ("Par Ada Roux et Léo Blanc", &["Ada Roux", "Léo Blanc"][..]),
            ("PAR Ada Roux; Jo Lin", &["Ada Roux", "Jo Lin"]),
            ("Ada Roux, Léo Blanc", &["Ada Roux", "Léo Blanc"]),
            ("Par Ada ROUX, envoyée spéciale", &["ROUX, Ada"]),
            ("Morvan LE DANTEC", &["LE DANTEC, Morvan"]),
            ("van der Linden, Hugo, Jr.", &["van der Linden, Jr., Hugo"]),
            ("Roux, Ada", &["Roux, Ada"]),
            ("Ada Roux avec AFP", &["Ada Roux"]),
            ("De Götz Amberger and dpa", &["De Götz Amberger"]),
            ("Rédaction avec AFP", &["Rédaction"]),
            ("AFP", &["AFP"]),
            ("Éva", &["Éva"]),
            ("", &[]),
            (", ;/", &[]),
        ] {
            assert_eq!(of(byline), wanted, "{byline}");
        }
    }

    proptest! {
        #[test]
        fn any_byline_has_names_without_empty_ones(byline in "\\PC{0,60}") {
            prop_assert!(of(&byline).iter().all(|name| !name.trim().is_empty()));
        }
    }
}
