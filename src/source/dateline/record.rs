//! What a dateline says, put where it belongs in the record.

use super::{author, places};
use crate::dispatch::{Dateline, Dispatch, Location, Origin, PlaceRole};
use crate::source::clean;

/// Records a dateline, and the places and the author that it names.
pub fn record(dispatch: &mut Dispatch, dateline: Dateline) {
    if dispatch.byline.is_none() {
        dispatch.byline = author(&dateline).map(str::to_owned);
    }
    for place in dateline.place.iter().flat_map(|place| places(place)) {
        add_place(dispatch, place, PlaceRole::Dateline);
    }
    dispatch.dateline = Some(dateline);
}

/// Adds a place that the source names; one that is there already may only become the place of the dateline.
pub fn add_place(dispatch: &mut Dispatch, name: &str, role: PlaceRole) {
    match dispatch.locations.iter_mut().find(|location| clean::same(&location.name, name)) {
        Some(location) if role == PlaceRole::Dateline => location.role = role,
        Some(_) => {}
        None => dispatch.locations.push(place(name, role)),
    }
}

/// A place as the source names it.
pub fn place(name: &str, role: PlaceRole) -> Location {
    Location { name: name.to_owned(), role, from: Origin::Source, ..Location::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_recorded_once() {
        let mut dispatch = Dispatch {
            locations: vec![place("Saint-Lô", PlaceRole::Event), place("Caen", PlaceRole::Event)],
            ..Dispatch::default()
        };
        let dateline = Dateline { place: Some("Saint Lo, Gand".into()), ..Dateline::default() };
        record(&mut dispatch, dateline);
        let places: Vec<_> = dispatch.locations.iter().map(|place| (place.name.as_str(), place.role)).collect();
        let wanted = [("Saint-Lô", PlaceRole::Dateline), ("Caen", PlaceRole::Event), ("Gand", PlaceRole::Dateline)];
        assert_eq!(places, wanted);
    }
}
