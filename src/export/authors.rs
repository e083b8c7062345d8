//! Who a byline names, one by one, as bibliographies want them.

use std::fmt;

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
/// What goes behind a name and says where it was written.
const WHERE: &[&str] = &[" à ", " at ", " in ", " depuis "];
/// How offices and papers begin, which are no people.
const OFFICES: &[&str] = &["bureau", "rédaction", "redaction", "service", "agence", "desk", "le", "la", "les", "the"];
/// What belongs to the name before it, behind a comma.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii"];
/// A name may begin with one of these in small letters.
const PARTICLES: &[&str] =
    &["de", "du", "des", "van", "von", "der", "den", "ter", "zu", "di", "da", "dos", "ben", "bin", "al", "el", "ould"];

/// An author: a name as it stands, or in parts where the byline tells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Author {
    Whole(String),
    Parts { family: String, given: String, suffix: Option<String> },
}

/// As RIS has it: `Given Surname` or `Surname, Given, Jr.`
impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Author::Whole(name) => f.write_str(name),
            Author::Parts { family, given, suffix: None } => write!(f, "{family}, {given}"),
            Author::Parts { family, given, suffix: Some(suffix) } => write!(f, "{family}, {given}, {suffix}"),
        }
    }
}

impl Author {
    /// As BibTeX has it: the suffix stands before the given names.
    pub fn inverted(&self) -> String {
        match self {
            Author::Parts { family, given, suffix: Some(suffix) } => format!("{family}, {suffix}, {given}"),
            other => other.to_string(),
        }
    }

    /// As one says it.
    pub fn in_reading_order(&self) -> String {
        match self {
            Author::Whole(name) => name.clone(),
            Author::Parts { family, given, suffix } => {
                let suffix = suffix.iter().map(|suffix| format!(", {suffix}")).collect::<String>();
                format!("{given} {family}{suffix}")
            }
        }
    }
}

/// The authors of a dispatch. What a byline says beside them is left out as far as it tells: towns, offices, agencies; where
/// nothing is left, it is all of the byline.
pub(super) fn authors(dispatch: &Dispatch) -> Vec<Author> {
    let byline = without_opening(dispatch.byline.as_deref().unwrap_or_default().trim());
    let groups = BETWEEN
        .iter()
        .fold(vec![byline], |parts, between| parts.into_iter().flat_map(|part| split(part, between)).collect());
    let known = |name: &str| {
        let is_it = |other: &str| other.to_lowercase() == name.to_lowercase();
        dispatch.provider.as_deref().is_some_and(is_it) || dispatch.locations.iter().any(|place| is_it(&place.name))
    };
    let mut authors: Vec<Author> = groups.into_iter().flat_map(|group| of_group(group, &known)).collect();
    authors.dedup();
    if authors.is_empty() && byline.contains(char::is_alphanumeric) {
        authors.push(Author::Whole(byline.to_owned()));
    }
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
        let here = text.get(at..at + separator.len());
        if at >= start && here.is_some_and(|here| here.to_lowercase() == separator) {
            pieces.push(&text[start..at]);
            start = at + separator.len();
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// The names between commas, or the one that a comma turns round: `van der Linden, Hugo, Jr.`; not those that are `known` to
/// be of something else.
fn of_group(group: &str, known: &dyn Fn(&str) -> bool) -> Vec<Author> {
    let (mut parts, mut suffix): (Vec<&str>, Option<String>) = (Vec::new(), None);
    for part in group.split(',').map(bare).filter(|part| !part.is_empty()) {
        if SUFFIXES.contains(&part.to_lowercase().as_str()) && !parts.is_empty() {
            suffix = Some(part.to_owned());
        } else if is_name(part) && !known(part) {
            parts.push(part);
        }
    }
    match parts.as_slice() {
        [family, given] if is_one_word(given) && (is_one_word(family) || begins_with_particle(family)) => {
            vec![Author::Parts { family: (*family).to_owned(), given: (*given).to_owned(), suffix }]
        }
        [name] => vec![in_parts(name, suffix)],
        names => names.iter().map(|name| in_parts(name, None)).collect(),
    }
}

/// A part of a byline without what stands in brackets and where it was written.
fn bare(part: &str) -> &str {
    let part = part.split(['(', '[']).next().unwrap_or_default();
    let end = WHERE.iter().filter_map(|opening| part.find(opening)).min().unwrap_or(part.len());
    part[..end].trim()
}

/// Whether a part of a byline may name someone: `envoyé spécial` and `Bureau de Londres` do not.
fn is_name(part: &str) -> bool {
    let first = part.split(' ').next().unwrap_or_default();
    let is_large = first.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let is_office = OFFICES.contains(&first.to_lowercase().as_str());
    let is_acronym = (2..=5).contains(&part.chars().count()) && part.chars().all(char::is_uppercase);
    (is_large || begins_with_particle(part) && !is_one_word(part)) && !is_office && !is_acronym
}

fn begins_with_particle(part: &str) -> bool {
    part.split([' ', '\'', '’']).next().is_some_and(|word| PARTICLES.contains(&word))
}

fn is_one_word(part: &str) -> bool {
    !part.contains(' ')
}

/// A name in parts where a suffix asks for them or capitals tell: `Morvan LE DANTEC`.
fn in_parts(name: &str, suffix: Option<String>) -> Author {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let is_capital =
        |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    let surname = words.iter().rev().take_while(is_capital).count().max(usize::from(suffix.is_some()));
    match words.split_at(words.len().saturating_sub(surname)) {
        (given, family) if !given.is_empty() && !family.is_empty() => {
            Author::Parts { family: family.join(" "), given: given.join(" "), suffix }
        }
        _ => Author::Whole(words.join(" ") + &suffix.map(|suffix| format!(" {suffix}")).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dispatch::Location;

    fn of(byline: &str) -> Vec<Author> {
        let place = |name: &str| Location { name: name.into(), ..Location::default() };
        let locations = vec![place("Paris"), place("Bruxelles")];
        let provider = Some("dpa".into());
        authors(&Dispatch { byline: Some(byline.into()), provider, locations, ..Dispatch::default() })
    }

    #[test]
    fn a_byline_gives_its_names() {
        for (byline, wanted) in [
            ("Par Ada Roux et Léo Blanc", &["Ada Roux", "Léo Blanc"][..]),
            ("PAR Ada Roux; Jo Lin", &["Ada Roux", "Jo Lin"]),
            ("Ada Roux, Léo Blanc", &["Ada Roux", "Léo Blanc"]),
            ("Par Ada ROUX, envoyée spéciale", &["ROUX, Ada"]),
            ("Morvan LE DANTEC", &["LE DANTEC, Morvan"]),
            ("van der Linden, Hugo, Jr.", &["van der Linden, Hugo, Jr."]),
            ("Hugo Linden, Jr.", &["Linden, Hugo, Jr."]),
            ("Ada ROUX, Jr.", &["ROUX, Ada, Jr."]),
            ("Roux, Ada", &["Roux, Ada"]),
            ("Roux, Paris", &["Roux"]),
            ("Ada Roux avec AFP", &["Ada Roux"]),
            ("Ada Roux (AFP)", &["Ada Roux"]),
            ("Ada Roux, Paris", &["Ada Roux"]),
            ("Ada Roux, Bureau de Londres", &["Ada Roux"]),
            ("Ada Roux, Le Monde", &["Ada Roux"]),
            ("Ada Roux à Bruxelles", &["Ada Roux"]),
            ("De Götz Amberger and dpa", &["De Götz Amberger"]),
            ("Rédaction avec AFP", &["Rédaction avec AFP"]),
            ("AFP", &["AFP"]),
            ("Éva", &["Éva"]),
            ("", &[]),
            (", ;/", &[]),
        ] {
            let names: Vec<String> = of(byline).iter().map(Author::to_string).collect();
            assert_eq!(names, wanted, "{byline}");
        }
    }

    #[test]
    fn each_format_has_its_order() {
        let author = &of("Hugo Linden, Jr.")[0];
        assert_eq!(
            (author.inverted(), author.in_reading_order()),
            ("Linden, Jr., Hugo".into(), "Hugo Linden, Jr.".into())
        );
    }

    proptest! {
        #[test]
        fn any_byline_has_names_without_empty_ones(byline in "\\PC{0,60}") {
            prop_assert!(of(&byline).iter().all(|author| !author.to_string().trim().is_empty()));
        }
    }
}
