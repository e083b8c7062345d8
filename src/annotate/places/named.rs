//! Places that a user asks for by name.

use super::Places;
use super::context::prior;
use super::gazetteer::{Candidate, PlaceId};
use super::key::key;

impl Places {
    /// The place that a French reader means by a name or an identifier: `Estonie`, `USA`, `FR-75`. Of several the more
    /// populous, those in France before others; `Paris (Texas)` and `Valence, Espagne` tell which.
    pub fn named(&self, name: &str) -> Option<PlaceId> {
        let name = name.trim();
        let whole = self.likeliest(name, |_| true);
        if whole.is_some() {
            return whole;
        }
        let (inner, outer) = name.trim_end_matches(')').rsplit_once(['(', ','])?;
        let outer = self.likeliest(outer, |_| true)?;
        self.likeliest(inner, |place| place != outer && self.gazetteer.lies_in(place, outer))
    }

    /// The usual name of the place whose name is spelt nearly as one that names none; of several equally near the one that
    /// comes to mind first.
    pub fn spelt_nearly(&self, name: &str) -> Option<&str> {
        let typed = key(name);
        let most = match typed.chars().count() {
            0..4 => return None,
            4..7 => 1,
            _ => 2,
        };
        let gazetteer = &self.gazetteer;
        let slips = |place: PlaceId| {
            let name = key(gazetteer.name(place));
            // Most names are told apart by their lengths.
            if name.len().abs_diff(typed.len()) > most { usize::MAX } else { strsim::osa_distance(&name, &typed) }
        };
        let near = gazetteer.places().map(|place| (slips(place), place)).filter(|(slips, _)| *slips <= most);
        let weight = |place| prior(gazetteer, Candidate { place, alias: false }, Some("FR"));
        let best = near.min_by(|a, b| a.0.cmp(&b.0).then(weight(b.1).total_cmp(&weight(a.1))).then(a.1.cmp(&b.1)));
        best.map(|(_, place)| gazetteer.name(place))
    }

    fn likeliest(&self, name: &str, fits: impl Fn(PlaceId) -> bool) -> Option<PlaceId> {
        let coded = || self.gazetteer.place_of_id(name.trim()).filter(|&place| fits(place));
        let key = key(name);
        let candidates = self.gazetteer.candidates(&key).filter(|candidate| fits(candidate.place));
        let scored = candidates.map(|candidate| (prior(&self.gazetteer, candidate, Some("FR")), candidate.place));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, place)| place);
        best.or_else(coded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_name_is_put_right() {
        let places = Places::load();
        for (name, wanted) in [
            ("Alasace", Some("Alsace")),
            ("estonnie", Some("Estonie")),
            ("Marseile", Some("Marseille")),
            ("Zzyzzyva", None),
            ("", None),
        ] {
            assert_eq!(places.spelt_nearly(name), wanted, "{name}");
        }
    }

    #[test]
    fn names_codes_and_places_in_others() {
        let places = Places::load();
        for (name, wanted) in [
            ("Estonie", Some("EE")),
            ("usa", Some("US")),
            ("Etats-Unis", Some("US")),
            ("FR-75", Some("FR-75")),
            ("Paris", Some("2988507")),
            ("Paris (Texas)", Some("4717560")),
            ("Valence, Espagne", Some("2509954")),
            ("Géorgie", Some("GE")),
            ("Géorgie (USA)", Some("US.GA")),
            ("Saint-Denis", Some("2980916")),
            ("Saint-Denis, La Réunion", Some("935264")),
            ("Alsace", Some("FR-ALS")),
            ("Zzyzzyva", None),
            ("", None),
            (",", None),
        ] {
            assert_eq!(places.named(name).map(|place| places.gazetteer.id(place)), wanted, "{name}");
        }
    }
}
