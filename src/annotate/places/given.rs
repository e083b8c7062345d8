//! Which places the source's own entries mean: of `VALENCE` in the dateline of a story about the Drôme the French one.

use super::context::{self, Anchor};
use super::forms::{self, Form};
use super::gazetteer::{Candidate, Gazetteer, PlaceId};
use super::key::key;
use crate::dispatch::{Dispatch, Location, PlaceRole};

/// What parts the pieces of a dateline.
const PARTS: [char; 5] = ['(', ')', ',', '/', '–'];

/// A name that the source or the text gives, and the place that it means as far as it tells by itself.
struct Named<'a> {
    key: &'a str,
    anchor: Anchor,
}

/// The place of each of the dispatch's locations; `forms` are those that its text names.
pub(super) fn places(
    gazetteer: &Gazetteer,
    dispatch: &Dispatch,
    forms: &[Form],
    home: Option<&str>,
) -> Vec<Option<PlaceId>> {
    let locations = &dispatch.locations;
    let keys: Vec<String> = locations.iter().map(|location| key(&location.name)).collect();
    let candidates: Vec<Vec<Candidate>> =
        locations.iter().zip(&keys).map(|(location, key)| candidates(gazetteer, location, key)).collect();
    let likeliest =
        |candidates: &[Candidate]| context::best(candidates, |candidate| context::prior(gazetteer, candidate, home));
    let mut places: Vec<Option<PlaceId>> = candidates.iter().map(|candidates| likeliest(candidates)).collect();
    if candidates.iter().all(|candidates| candidates.len() < 2) {
        return places;
    }
    let named =
        |key, place: Option<PlaceId>| place.map(|place| Named { key, anchor: Anchor::new(gazetteer, place, None) });
    let given = keys.iter().zip(&places).filter_map(|(key, place)| named(key.as_str(), *place));
    let told = forms.iter().filter_map(|form| named(form.key.as_str(), likeliest(&form.candidates)));
    let given = given.take(context::MOST_ANCHORS);
    let others: Vec<Named<'_>> = given.chain(told.take(context::MOST_ANCHORS)).collect();
    for (((location, key), candidates), place) in locations.iter().zip(&keys).zip(&candidates).zip(&mut places) {
        if candidates.len() < 2 {
            continue;
        }
        let wider = if location.role == PlaceRole::Dateline { wider(gazetteer, dispatch, key) } else { Vec::new() };
        *place = context::best(candidates, |candidate| {
            let line = gazetteer.line(candidate.place);
            // The name itself says nothing, wherever else it stands.
            let anchors = others.iter().filter(|other| other.key != key).map(|other| &other.anchor);
            let explicit = if line[1..].iter().any(|place| wider.contains(place)) { context::EXPLICIT } else { 0.0 };
            context::prior(gazetteer, candidate, home) + explicit + context::support(gazetteer, &line, anchors)
        });
    }
    places
}

/// The places of a name that lie in the country which the source gives.
fn candidates(gazetteer: &Gazetteer, location: &Location, key: &str) -> Vec<Candidate> {
    let mut candidates = forms::candidates(gazetteer, key);
    if let Some(country) = location.country.as_deref() {
        let country = country_id(gazetteer, country);
        candidates.retain(|candidate| country.is_some() && country == gazetteer.country(candidate.place));
    }
    candidates
}

/// The country that a source names by code or by name.
fn country_id(gazetteer: &Gazetteer, country: &str) -> Option<PlaceId> {
    let key = key(country);
    let named = gazetteer.candidates(&key).map(|candidate| candidate.place);
    let named = named.filter(|&place| gazetteer.country(place) == Some(place)).min();
    let coded = gazetteer.place_of_id(country).filter(|&place| gazetteer.country(place) == Some(place));
    coded.or(named)
}

/// The places that the dateline names beside the one of this key, which may tell where that lies: `(Gironde)`.
fn wider(gazetteer: &Gazetteer, dispatch: &Dispatch, named: &str) -> Vec<PlaceId> {
    let raw = dispatch.dateline.as_ref().map_or("", |dateline| dateline.raw.as_str());
    let keys = raw.split(PARTS).map(key).filter(|part| part != named);
    keys.flat_map(|part| forms::candidates(gazetteer, &part)).map(|candidate| candidate.place).collect()
}
