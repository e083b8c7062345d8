//! Adjectives and names of inhabitants, and the places they tell of: `estonienne`, `Lyonnais`.

use hashbrown::HashMap;

use super::context::prior;
use super::gazetteer::{Gazetteer, PlaceId};
use super::key::key;

/// Places and their adjectives; written for this project.
const TABLE: &str = include_str!("demonyms.tsv");

/// Every form of every adjective.
#[derive(Debug, Default)]
pub struct Demonyms {
    /// By key; a form may tell of several places (`congolais`).
    places: HashMap<String, Vec<PlaceId>>,
    forms: HashMap<PlaceId, Vec<String>>,
}

impl Demonyms {
    /// The demonyms of the places that the gazetteer has.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let mut demonyms = Demonyms::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, adjectives)) = line.split_once('\t') else { continue };
            let Some(place) = likeliest(gazetteer, name) else { continue };
            for form in adjectives.split(',').flat_map(forms) {
                let places = demonyms.places.entry(key(&form)).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
                demonyms.forms.entry(place).or_default().push(form);
            }
        }
        demonyms
    }

    /// The places that this word, whatever its capitals and accents, tells of.
    pub fn places(&self, key: &str) -> &[PlaceId] {
        self.places.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every form that tells of the place, in lower case: `estonien`, `estonienne`, `estoniens`, `estoniennes`.
    pub fn of(&self, place: PlaceId) -> &[String] {
        self.forms.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// What a name means to a French reader.
fn likeliest(gazetteer: &Gazetteer, name: &str) -> Option<PlaceId> {
    let key = key(name);
    let scored = gazetteer.candidates(&key).map(|c| (prior(gazetteer, c, Some("FR")), c.place));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, place)| place)
}

/// The forms of an adjective given by its masculine singular, or by all its forms with `/` between.
fn forms(adjective: &str) -> Vec<String> {
    if adjective.contains('/') {
        return adjective.split('/').map(str::to_owned).collect();
    }
    let base = adjective.to_owned();
    let (feminine, plural) = match base.as_str() {
        a if a.ends_with('s') => (format!("{a}e"), a.to_owned()),
        a if a.ends_with("al") => (format!("{a}e"), format!("{}aux", &a[..a.len() - 2])),
        a if a.ends_with("en") || a.ends_with("on") => (format!("{a}ne"), format!("{a}s")),
        a if a.ends_with('e') => (a.to_owned(), format!("{a}s")),
        a => (format!("{a}e"), format!("{a}s")),
    };
    let feminines = format!("{feminine}s");
    let mut forms = vec![base, feminine, plural, feminines];
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_agree() {
        for (adjective, wanted) in [
            ("estonien", "estonien estonienne estoniennes estoniens"),
            ("français", "français française françaises"),
            ("breton", "breton bretonne bretonnes bretons"),
            ("belge", "belge belges"),
            ("provençal", "provençal provençale provençales provençaux"),
            ("afghan", "afghan afghane afghanes afghans"),
            ("grec/grecque/grecs/grecques", "grec grecque grecs grecques"),
        ] {
            assert_eq!(forms(adjective).join(" "), wanted);
        }
    }

    #[test]
    fn every_place_of_the_table_is_in_the_gazetteer() {
        let places = super::super::Places::load();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, _) = line.split_once('\t').unwrap();
            assert!(likeliest(&places.gazetteer, name).is_some(), "{name}");
        }
    }

    #[test]
    fn words_tell_of_places() {
        let places = super::super::Places::load();
        for (word, wanted) in [
            ("Estonienne", "EE"),
            ("sud-coréens", "KR"),
            ("new-yorkaise", "5128581"),
            ("lyonnais", "2996944"),
            ("congolaise", "CG CD"),
            ("table", ""),
        ] {
            let ids: Vec<_> = places.demonyms.places(&key(word)).iter().map(|&p| places.gazetteer.id(p)).collect();
            assert_eq!(ids.join(" "), wanted, "{word}");
        }
    }
}
