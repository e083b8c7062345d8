//! From mentions to the places of a dispatch.

use hashbrown::{HashMap, HashSet};

use super::Places;
use super::context::{self, Anchor};
use super::event::{self, Seen};
use super::forms::{self, Form};
use super::gazetteer::PlaceId;
use super::given;
use super::group::{Group, groups};
use super::key::key;
use crate::annotate::document::Document;
use crate::annotate::mention::Mention;
use crate::dispatch::{Dispatch, Location, Origin, PlaceRole};

/// The places that the text of a dispatch names, before they meet those of the source.
pub struct Resolution {
    pub forms: Vec<Form>,
    pub groups: Vec<Group>,
}

impl Resolution {
    /// The groups with their mentions, as [`event`] wants them.
    pub fn seen<'a>(&self, mentions: &'a [Mention]) -> Vec<Seen<'a>> {
        let mentions_of = |group: &Group| {
            let mut indices: Vec<usize> =
                group.forms.iter().flat_map(|&form| self.forms[form].mentions.iter().copied()).collect();
            indices.sort_unstable();
            indices.into_iter().map(|i| &mentions[i]).collect()
        };
        self.groups.iter().map(|group| Seen { place: group.place, mentions: mentions_of(group) }).collect()
    }
}

impl Places {
    /// The places of a dispatch, one entry a place: what the source gave first, with its role; then those that
    /// `mentions`, locations in the order of the text, name.
    pub fn resolve(&self, dispatch: &Dispatch, document: &Document, mentions: &[Mention]) -> Vec<Location> {
        let mut locations = dispatch.locations.clone();
        let home = context::home_of(dispatch.provider.as_deref());
        let named = forms::forms(&self.gazetteer, document, mentions);
        let known = given::places(&self.gazetteer, dispatch, &named.0, home);
        let resolution = self.grouped(document, mentions, named, &known, home);
        let main = event::main_place(&self.gazetteer, document, &resolution.seen(mentions));
        let from_source = locations.len();
        let given_keys: Vec<String> = locations.iter().map(|location| key(&location.name)).collect();
        let by_key: HashMap<&str, usize> =
            given_keys.iter().enumerate().map(|(j, key)| (key.as_str(), j)).rev().collect();
        let by_place: HashMap<PlaceId, usize> =
            known.iter().enumerate().filter_map(|(j, place)| Some(((*place)?, j))).rev().collect();
        for (i, group) in resolution.groups.iter().enumerate() {
            let mut found = self.location(group, &resolution.forms);
            let of_place = group.place.and_then(|place| by_place.get(&place));
            // The same name may stand for another place only where both are known.
            let of_key = || {
                let given = group.forms.iter().find_map(|&form| by_key.get(resolution.forms[form].key.as_str()));
                given.filter(|&&j| known[j].is_none() || group.place.is_none())
            };
            if let Some(&given) = of_place.or_else(of_key) {
                let entry = &mut locations[given];
                let names = std::iter::once(found.name).chain(found.forms);
                entry.forms.extend(names.filter(|name| *name != entry.name));
            } else {
                found.role = if Some(i) == main { PlaceRole::Event } else { PlaceRole::Mentioned };
                locations.push(found);
            }
        }
        for (entry, place) in locations.iter_mut().zip(&known) {
            if let Some(place) = place {
                self.complete(entry, *place);
            }
        }
        // The place of the event before those that are only mentioned.
        locations[from_source..].sort_by_key(|entry| entry.role != PlaceRole::Event);
        locations
    }

    /// Completes the places that the source gave with what the gazetteer knows; for a dispatch whose text is not read.
    pub fn complete_given(&self, dispatch: &mut Dispatch) {
        let home = context::home_of(dispatch.provider.as_deref());
        let known = given::places(&self.gazetteer, dispatch, &[], home);
        for (entry, place) in dispatch.locations.iter_mut().zip(known) {
            if let Some(place) = place {
                self.complete(entry, place);
            }
        }
    }

    /// The places that `mentions` name; `known` are those that the source gave.
    pub fn group(
        &self,
        document: &Document,
        mentions: &[Mention],
        known: &[Option<PlaceId>],
        home: Option<&str>,
    ) -> Resolution {
        self.grouped(document, mentions, forms::forms(&self.gazetteer, document, mentions), known, home)
    }

    /// As [`Places::group`], with the forms of the mentions.
    fn grouped(
        &self,
        document: &Document,
        mentions: &[Mention],
        (forms, form_of): (Vec<Form>, Vec<usize>),
        known: &[Option<PlaceId>],
        home: Option<&str>,
    ) -> Resolution {
        let gazetteer = &self.gazetteer;
        let explicit = context::explicit(document, mentions, &form_of, forms.len());
        let given = known.iter().flatten().map(|&place| Anchor::new(gazetteer, place, None)).collect();
        let places = context::choose(gazetteer, &forms, &explicit, given, home);
        let groups = groups(gazetteer, &forms, &places);
        Resolution { forms, groups }
    }

    fn location(&self, group: &Group, forms: &[Form]) -> Location {
        let mut spellings: Vec<(usize, String)> = Vec::new();
        for &form in &group.forms {
            let form = &forms[form];
            let names = form.spellings.iter().enumerate().map(|(i, name)| {
                let weight = if i == 0 && !form.capitals { form.mentions.len() } else { 0 };
                (weight, if form.capitals { self.as_written(group.place, name, &form.key) } else { name.clone() })
            });
            spellings.extend(names);
        }
        // The form that everybody uses, else the most frequent of the dispatch; of equals the longer, which is the fuller.
        let usual = group.place.map(|place| key(self.gazetteer.name(place)));
        let rank = |i: usize| {
            let (weight, name) = &spellings[i];
            (*weight > 0 && usual.as_deref() == Some(&*key(name)), *weight, name.len(), std::cmp::Reverse(i))
        };
        let best = (0..spellings.len()).max_by_key(|&i| rank(i));
        let name = best.map(|i| spellings.remove(i).1).unwrap_or_default();
        // Capitals make no other form.
        let mut seen: HashSet<String> = std::iter::once(name.to_lowercase()).collect();
        let mut others: Vec<String> = spellings.into_iter().map(|(_, other)| other).collect();
        others.retain(|other| seen.insert(other.to_lowercase()));
        let mut location = Location { name, forms: others, from: Origin::Text, ..Location::default() };
        if let Some(place) = group.place {
            self.complete(&mut location, place);
        }
        location
    }

    /// A name in capitals as the gazetteer writes it.
    fn as_written(&self, place: Option<PlaceId>, name: &str, wanted: &str) -> String {
        let written = place.and_then(|place| self.gazetteer.names(place).find(|name| key(name) == wanted));
        written.unwrap_or(name).to_owned()
    }

    /// Adds what the gazetteer knows where the entry says nothing.
    fn complete(&self, location: &mut Location, place: PlaceId) {
        let gazetteer = &self.gazetteer;
        let country = gazetteer.country(place);
        location.id = Some(gazetteer.id(place).to_owned());
        if location.country.is_none() {
            location.country = country.map(|country| gazetteer.id(country).to_owned());
        }
        if let (None, None, Some((north, east))) = (location.lat, location.lon, gazetteer.coordinates(place)) {
            (location.lat, location.lon) = (Some(north), Some(east));
        }
        if location.region.is_none() && country != Some(place) {
            location.region = gazetteer.region(place).map(|region| gazetteer.name(region).to_owned());
        }
    }
}
