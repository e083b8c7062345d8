//! The names of fields and of their values, in French and in English.

use std::ops::RangeInclusive;

use super::ast::{TextField, ValueField};
use super::chars::fold;
use crate::dispatch::Status;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Words are sought in it.
    Text(TextField),
    /// It is compared with a value.
    Valued(Valued),
}

/// A field of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Valued {
    Whole(ValueField),
    Urgency,
    Date,
    Since,
    Before,
}

/// The most urgent and the least urgent a dispatch can be.
const URGENCY: RangeInclusive<u8> = 1..=9;

/// Longer words are not compared with the names of fields.
const LONGEST_NAME: usize = 24;

/// Every name of every field, folded; the first name of a field is the one that messages use.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Text(TextField::Headline), &["titre", "titres", "title", "titles", "headline", "headlines"]),
    (Field::Text(TextField::Body), &["texte", "textes", "text", "body", "corps"]),
    (Field::Text(TextField::People), &["personne", "personnes", "person", "persons", "people"]),
    (Field::Text(TextField::Location), &["lieu", "lieux", "place", "places", "location", "locations"]),
    (Field::Valued(Valued::Whole(ValueField::Within)), &["dans", "within"]),
    (Field::Text(TextField::Topic), &["sujet", "sujets", "rubrique", "rubriques", "topic", "topics"]),
    (Field::Text(TextField::Org), &["org", "orgs", "organisation", "organisations", "organization", "organizations"]),
    (
        Field::Valued(Valued::Whole(ValueField::Provider)),
        &["agence", "agences", "agency", "agencies", "provider", "providers"],
    ),
    (Field::Text(TextField::Byline), &["auteur", "auteurs", "author", "authors", "byline", "bylines"]),
    (Field::Text(TextField::Slug), &["slug", "slugs"]),
    (
        Field::Text(TextField::Keyword),
        &["mot-cle", "mots-cles", "motcle", "motscles", "mot-clef", "mots-clefs", "keyword", "keywords"],
    ),
    (Field::Valued(Valued::Whole(ValueField::Language)), &["langue", "langues", "lang", "language", "languages"]),
    (Field::Valued(Valued::Whole(ValueField::Status)), &["statut", "statuts", "status"]),
    (Field::Valued(Valued::Urgency), &["urgence", "urgences", "urgency"]),
    (Field::Valued(Valued::Date), &["date", "dates"]),
    (Field::Valued(Valued::Since), &["depuis", "since"]),
    (Field::Valued(Valued::Before), &["avant", "before"]),
    (Field::Valued(Valued::Whole(ValueField::Id)), &["id", "ids"]),
    (Field::Valued(Valued::Whole(ValueField::Path)), &["chemin", "chemins", "path", "paths"]),
];

/// What people call each status, folded.
const STATUSES: &[(Status, &[&str])] = &[
    (Status::Usable, &["usable", "utilisable", "utilisables", "publiable", "publiables"]),
    (Status::Embargoed, &["embargoed", "embargo", "sous embargo", "under embargo"]),
    (Status::Withheld, &["withheld", "retenu", "retenue", "retenus", "retenues", "suspendu", "suspendue"]),
    (
        Status::Canceled,
        &["canceled", "cancelled", "annule", "annulee", "annules", "annulees", "annulation", "killed", "kill"],
    ),
];

/// What a message says when it does not know a status.
pub(super) const STATUS_VALUES: &str = "usable, embargoed (sous embargo), withheld (retenu), canceled (annulé)";

impl Field {
    /// The field that people call `name`, case and accents ignored.
    pub(super) fn named(name: &str) -> Option<Field> {
        let name = fold(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|&(field, _)| field)
    }

    /// The name that messages use.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }

    /// A value that this field can have, for an example.
    pub(super) fn sample(self) -> &'static str {
        match self {
            Field::Text(TextField::People) => "Rutte",
            Field::Text(TextField::Location) => "Ankara",
            Field::Text(_) => "otan",
            Field::Valued(Valued::Whole(ValueField::Provider)) => "AFP",
            Field::Valued(Valued::Whole(ValueField::Language)) => "fr",
            Field::Valued(Valued::Whole(ValueField::Status)) => "embargo",
            Field::Valued(Valued::Whole(ValueField::Id | ValueField::Path)) => "*2025*",
            Field::Valued(Valued::Whole(ValueField::Place | ValueField::Within)) => "Estonie",
            Field::Valued(Valued::Urgency) => "1..3",
            Field::Valued(Valued::Date | Valued::Since | Valued::Before) => "2025-09",
        }
    }
}

/// Names of fields that `name` may be a slip of, the nearest first; at most three, one a field.
pub(super) fn similar_names(name: &str) -> Vec<&'static str> {
    let name: Vec<char> = fold(name).chars().take(LONGEST_NAME + 1).collect();
    if name.len() > LONGEST_NAME {
        return Vec::new();
    }
    let allowed = if name.len() < 5 { 1 } else { 2 };
    let nearest = |names: &[&'static str]| {
        names.iter().map(|&known| (edit_distance(&name, known), known)).min_by_key(|&(distance, _)| distance)
    };
    let mut near: Vec<_> = NAMES.iter().filter_map(|(_, names)| nearest(names)).collect();
    near.retain(|&(distance, _)| distance <= allowed);
    near.sort_by_key(|&(distance, _)| distance);
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

/// Levenshtein distance.
fn edit_distance(left: &[char], right: &str) -> usize {
    let mut row: Vec<usize> = (0..=left.len()).collect();
    for (i, r) in right.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &l) in left.iter().enumerate() {
            let substitution = diagonal + usize::from(l != r);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[left.len()]
}

/// The name by which the index knows a status that the user names in French or English.
pub(super) fn status(text: &str) -> Option<&'static str> {
    let text = fold(text);
    let (_, names) = STATUSES.iter().find(|(_, names)| names.contains(&text.as_str()))?;
    Some(names[0])
}

/// Bounds of urgency: `1`, `1..3`, `2..`, `<=2`, `>3`; 1 is the most urgent.
///
/// None where the text is not of this form or nothing lies within the bounds.
pub(super) fn urgency(text: &str) -> Option<RangeInclusive<u8>> {
    let (least, most) = (*URGENCY.start(), *URGENCY.end());
    let number = |text: &str| text.trim().parse::<u8>().ok().filter(|n| URGENCY.contains(n));
    let bounds = if let Some(rest) = text.strip_prefix("<=") {
        least..=number(rest)?
    } else if let Some(rest) = text.strip_prefix(">=") {
        number(rest)?..=most
    } else if let Some(rest) = text.strip_prefix('<') {
        least..=number(rest)? - 1
    } else if let Some(rest) = text.strip_prefix('>') {
        number(rest)? + 1..=most
    } else if let Some((from, to)) = text.split_once("..").filter(|_| text != "..") {
        let bound = |text: &str, open| if text.is_empty() { Some(open) } else { number(text) };
        bound(from, least)?..=bound(to, most)?
    } else {
        let only = number(text)?;
        only..=only
    };
    (!bounds.is_empty()).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages() {
        let cases = [
            ("Titre", Some(Field::Text(TextField::Headline))),
            ("MOTS-CLÉS", Some(Field::Text(TextField::Keyword))),
            ("people", Some(Field::Text(TextField::People))),
            ("lieux", Some(Field::Text(TextField::Location))),
            ("Agence", Some(Field::Valued(Valued::Whole(ValueField::Provider)))),
            ("since", Some(Field::Valued(Valued::Since))),
            ("mot", None),
            ("", None),
        ];
        for (name, field) in cases {
            assert_eq!(Field::named(name), field, "{name:?}");
        }
    }

    #[test]
    fn every_name_is_folded_and_stands_once() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for name in &all {
            assert_eq!(fold(name), *name);
            assert_eq!(all.iter().filter(|other| *other == name).count(), 1, "{name}");
        }
    }

    #[test]
    fn slips_of_the_pen() {
        let cases: [(&str, &[&str]); 6] = [
            ("persone", &["personne"]),
            ("tittre", &["titre"]),
            ("lieuu", &["lieu"]),
            ("slgu", &[]),
            ("macron", &[]),
            ("Dates", &["dates"]),
        ];
        for (name, expected) in cases {
            let near = similar_names(name);
            assert_eq!(near.get(..expected.len()), Some(expected), "{name}: {near:?}");
            assert!(!expected.is_empty() || near.is_empty(), "{name}: {near:?}");
        }
        assert!(similar_names(&"a".repeat(60_000)).is_empty());
    }

    #[test]
    fn statuses() {
        let cases = [
            ("Annulée", Some("canceled")),
            ("sous embargo", Some("embargoed")),
            ("USABLE", Some("usable")),
            ("x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(status(text), expected);
        }
    }

    #[test]
    fn urgencies() {
        let cases = [
            ("1", Some(1..=1)),
            ("1..3", Some(1..=3)),
            ("2..", Some(2..=9)),
            ("..2", Some(1..=2)),
            ("<=2", Some(1..=2)),
            (">=3", Some(3..=9)),
            ("<3", Some(1..=2)),
            (">2", Some(3..=9)),
            ("<1", None),
            (">9", None),
            ("3..1", None),
            ("..", None),
            ("0", None),
            ("10", None),
            ("999", None),
            ("haute", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(urgency(text), expected, "{text:?}");
        }
    }
}
