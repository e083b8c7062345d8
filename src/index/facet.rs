//! The fields whose values are counted, and which values count as one.

use crate::french::fold::fold;

/// A field that the index keeps as a column of whole values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Full names. Other spellings of one person than by capitals and accents are values of their own.
    People,
    Locations,
    /// Labels, those above a topic too.
    Topics,
    Agencies,
    Organisations,
    Keywords,
    Genres,
    Languages,
    Statuses,
    /// 1 the most urgent.
    Urgencies,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Numbers below [`NUMBERS`].
    Number,
}

/// How many numbers a column of numbers can hold: urgency is a byte.
pub const NUMBERS: usize = 256;

impl Facet {
    /// Every one, in the order a help text lists them.
    pub const ALL: [Facet; 10] = [
        Facet::People,
        Facet::Locations,
        Facet::Topics,
        Facet::Agencies,
        Facet::Organisations,
        Facet::Keywords,
        Facet::Genres,
        Facet::Languages,
        Facet::Statuses,
        Facet::Urgencies,
    ];

    /// What people call it, the name that messages use first: English and French, one and many.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Facet::People => &["people", "person", "personne", "personnes"],
            Facet::Locations => &["locations", "location", "place", "places", "lieu", "lieux"],
            Facet::Topics => &["topics", "topic", "sujet", "sujets", "rubrique", "rubriques"],
            Facet::Agencies => &["agencies", "agency", "provider", "providers", "agence", "agences"],
            Facet::Organisations => &["organisations", "organisation", "org", "orgs", "organization", "organizations"],
            Facet::Keywords => &["keywords", "keyword", "mot-clé", "mots-clés", "mot-cle", "mots-cles"],
            Facet::Genres => &["genres", "genre"],
            Facet::Languages => &["languages", "language", "lang", "langue", "langues"],
            Facet::Statuses => &["statuses", "status", "statut", "statuts"],
            Facet::Urgencies => &["urgencies", "urgency", "urgence", "urgences"],
        }
    }

    /// The name that messages use.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The field that people call `name`, whatever its capitals and accents.
    pub fn named(name: &str) -> Option<Facet> {
        let is_meant = |known: &&&str| fold(known) == fold(name);
        Facet::ALL.into_iter().find(|facet| facet.names().iter().find(is_meant).is_some())
    }

    /// The column of the index that holds it.
    pub fn column(self) -> &'static str {
        match self {
            Facet::People => "person_name",
            Facet::Locations => "location",
            Facet::Topics => "topic",
            Facet::Agencies => "provider",
            Facet::Organisations => "org",
            Facet::Keywords => "keyword",
            Facet::Genres => "genre",
            Facet::Languages => "lang",
            Facet::Statuses => "status",
            Facet::Urgencies => "urgency",
        }
    }

    /// What its column holds.
    pub fn kind(self) -> Kind {
        if self == Facet::Urgencies { Kind::Number } else { Kind::Text }
    }

    /// What values that count as one share: capitals, accents, spaces and punctuation make no other value.
    pub fn key(value: &str) -> String {
        let key = if value.is_ascii() { plain_letters(value).map(char::from).collect() } else { fold(value) };
        if key.is_empty() { value.to_owned() } else { key }
    }

    /// Whether the value counts as those of this key.
    pub fn has_key(value: &str, key: &str) -> bool {
        // Plain letters stay in every key, in their order: most values are told from the one sought without making their keys.
        let mut rest = key.bytes();
        plain_letters(value).all(|letter| rest.any(|other| other == letter)) && Facet::key(value) == key
    }
}

/// [`fold`] of the letters and figures of ASCII, which most values are made of.
fn plain_letters(value: &str) -> impl Iterator<Item = u8> {
    value.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::fields::Fields;

    #[test]
    fn names_in_both_languages() {
        for (name, facet) in [
            ("people", Some(Facet::People)),
            ("Lieux", Some(Facet::Locations)),
            ("MOTS-CLÉS", Some(Facet::Keywords)),
            ("agence", Some(Facet::Agencies)),
            ("byline", None),
            ("", None),
        ] {
            assert_eq!(Facet::named(name), facet, "{name}");
        }
    }

    #[test]
    fn every_facet_is_a_column_of_the_index() {
        let (schema, _) = Fields::schema();
        for facet in Facet::ALL {
            let field = schema.get_field(facet.column()).unwrap();
            assert!(schema.get_field_entry(field).is_fast(), "{facet:?}");
            assert_eq!(schema.get_field_entry(field).field_type().is_str(), facet.kind() == Kind::Text, "{facet:?}");
        }
    }

    #[test]
    fn values_that_count_as_one() {
        for (a, b, one) in [
            ("États-Unis", "ETATS-UNIS", true),
            ("+++", "***", false),
            ("Édouard Jean-Roux", "Edouard JEAN ROUX", true),
            ("Ada Roux", "Ida Roux", false),
        ] {
            assert_eq!(Facet::key(a) == Facet::key(b), one, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn plain_letters_are_folded_as_all_others(value in "[ -~]{0,12}", other in "\\PC{0,4}|[a-eA-E \u{301}\u{307}é’œ-]{0,3}") {
            let folded = fold(&value);
            let key = if folded.is_empty() { value.clone() } else { folded };
            prop_assert_eq!(&Facet::key(&value), &key);
            prop_assert!(Facet::has_key(&value, &key));
            prop_assert!(Facet::has_key(&other, &Facet::key(&other)));
            prop_assert_eq!(Facet::has_key(&other, &key), Facet::key(&other) == key);
        }
    }
}
