//! The fields whose values are counted, and which values count as one.

use crate::french::fold::fold;

/// A field that the index keeps as a column of whole values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Full names, as each dispatch gives them.
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
            Facet::Keywords => &["keywords", "keyword", "mot-cle", "mots-cles"],
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

    /// Whether values count as one only where they are the same letter for letter.
    pub fn is_literal(self) -> bool {
        matches!(self, Facet::People | Facet::Urgencies)
    }

    /// What values that count as one share: capitals, accents, spaces and punctuation make no other value, save of a name.
    pub fn key(self, value: &str) -> String {
        let key = if self.is_literal() { String::new() } else { fold(value) };
        if key.is_empty() { value.to_owned() } else { key }
    }
}

#[cfg(test)]
mod tests {
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
        for (facet, a, b, one) in [
            (Facet::Locations, "États-Unis", "ETATS-UNIS", true),
            (Facet::Agencies, "AFP", "afp", true),
            (Facet::Keywords, "+++", "***", false),
            (Facet::People, "Ada Roux", "ada roux", false),
        ] {
            assert_eq!(facet.key(a) == facet.key(b), one, "{a} {b}");
        }
    }
}
