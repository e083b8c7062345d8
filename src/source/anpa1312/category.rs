//! Categories of one letter.

use crate::dispatch::{Origin, Topic};

/// Labels of the categories, by ANPA 1312 and AP's use.
const CATEGORIES: [(char, &str); 14] = [
    ('a', "informations générales"),
    ('b', "événements spéciaux"),
    ('d', "gastronomie"),
    ('e', "culture et spectacles"),
    ('f', "économie et finances"),
    ('i', "international"),
    ('k', "commentaire"),
    ('l', "art de vivre et loisirs"),
    ('o', "météo"),
    ('p', "politique"),
    ('r', "courses hippiques"),
    ('s', "sport"),
    ('t', "voyages"),
    ('w', "Washington"),
];

/// The topic of a category; one that is not known is its own label. AAP has the same letters in its telex frames.
pub fn topic(category: Option<char>) -> Option<Topic> {
    let code = category?.to_ascii_lowercase();
    let known = CATEGORIES.iter().find(|(letter, _)| *letter == code);
    let label = known.map_or_else(|| code.to_string(), |(_, label)| (*label).to_owned());
    let (scheme, code) = (Some("anpa".to_owned()), Some(code.to_string()));
    Some(Topic { label, scheme, code, from: Origin::Source, ..Topic::default() })
}
