//! Places of an item: those it is about or mentions, and the one it was written in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::dispatch::{Dateline, Location, Origin, PlaceRole};
use crate::source::json::Json;
use crate::source::json::fields::{Fields, text};
use crate::source::{clean, dateline};

/// The places of an item, each once, the one of its dateline first. A place that is told of twice has the stronger role,
/// and the country and coordinates of whichever gives them.
pub fn locations(item: &Fields) -> Vec<Location> {
    let located = item.get(&["located", "datelinelocation"]).and_then(dateline_place);
    let places = item.all(&["place", "places"]).filter(|value| !is_ancestor(value)).filter_map(place);
    let places = places.chain(item.all(&["subject"]).filter_map(place_among_subjects));
    let mut seen = HashMap::new();
    let mut locations: Vec<Location> = Vec::new();
    for place in located.into_iter().chain(places) {
        match seen.entry(clean::key(&place.name)) {
            Entry::Vacant(entry) => {
                entry.insert(locations.len());
                locations.push(place);
            }
            Entry::Occupied(entry) => merge(&mut locations[*entry.get()], place),
        }
    }
    locations
}

/// AP lists the state, country and continent of each place beside it; the gazetteer knows them.
fn is_ancestor(value: &Json) -> bool {
    let rels = Fields::of(value).map(|fields| fields.texts(&["rels"])).unwrap_or_default();
    rels.iter().any(|rel| rel == "ancestor") && !rels.iter().any(|rel| rel == "direct")
}

/// BBC lists the places of a story as subjects.
fn place_among_subjects(value: &Json) -> Option<Location> {
    let fields = Fields::of(value)?;
    let location = (fields.text(&["rel"])? == "location").then(|| place(value))??;
    Some(Location { role: PlaceRole::Event, ..location })
}

fn merge(known: &mut Location, other: Location) {
    let strength = |role: PlaceRole| match role {
        PlaceRole::Dateline => 2,
        PlaceRole::Event => 1,
        PlaceRole::Mentioned => 0,
    };
    if strength(other.role) > strength(known.role) {
        known.role = other.role;
    }
    known.country = known.country.take().or(other.country);
    if known.lat.is_none() {
        (known.lat, known.lon) = (other.lat, other.lon);
    }
}

/// The dateline that the metadata give, for an item whose text has none.
pub fn dateline(item: &Fields) -> Option<Dateline> {
    if let Some(raw) = item.text(&["dateline"]) {
        let place = dateline::split(&raw, None).and_then(|(dateline, _)| dateline.place).or_else(|| {
            let before_agency = raw.split('(').next().unwrap_or_default().trim();
            dateline::is_place(before_agency).then(|| dateline::titled(before_agency))
        });
        return Some(Dateline { raw, place, ..Dateline::default() });
    }
    let located = item.get(&["located", "datelinelocation"])?;
    let place = dateline_place(located)?.name;
    let raw = if located.as_str().is_some() { text(located)? } else { place.clone() };
    Some(Dateline { raw, place: Some(place), ..Dateline::default() })
}

/// `Marseille`, `Grenoble, France`, an object, or a list of which the first counts.
fn dateline_place(value: &Json) -> Option<Location> {
    let mut location = match value {
        Json::List(list) => return list.iter().find_map(dateline_place),
        Json::Object(_) => place(value)?,
        _ => {
            let raw = text(value)?;
            let (name, country) = match raw.split_once(',') {
                Some((name, country)) => (name.trim(), Some(country.trim().to_owned())),
                None => (raw.as_str(), None),
            };
            Location { name: name.to_owned(), country: country.filter(|c| !c.is_empty()), ..Location::default() }
        }
    };
    location.name = dateline::titled(&location.name);
    location.role = PlaceRole::Dateline;
    (!location.name.is_empty()).then_some(location)
}

fn place(value: &Json) -> Option<Location> {
    let Some(fields) = Fields::of(value) else {
        return text(value).map(|name| Location { name, ..Location::default() });
    };
    let (lat, lon) = fields.get(&["geometrygeojson", "geojson"]).and_then(point).unzip();
    Some(Location {
        name: fields.text(&["name", "city", "label", "literal", "code"])?,
        role: role(&fields),
        country: country(&fields),
        lat,
        lon,
        from: Origin::Source,
        ..Location::default()
    })
}

fn role(place: &Fields) -> PlaceRole {
    let is = |wanted: &[&str]| place.texts(&["rel", "rels", "role"]).iter().any(|rel| wanted.contains(&rel.as_str()));
    if is(&["dateline", "located", "origin"]) {
        PlaceRole::Dateline
    } else if is(&["about", "event", "eventplace", "direct"]) {
        PlaceRole::Event
    } else {
        PlaceRole::Mentioned
    }
}

/// From the place itself, the address of ninjs 3, or its code in ISO 3166.
fn country(place: &Fields) -> Option<String> {
    let own = place.text(&["countrycode", "country", "countryname"]);
    let address = || {
        let contacts = place.get(&["contactinfo"]).into_iter().flat_map(Json::elements);
        contacts.filter_map(|contact| Fields::of(contact)?.object(&["address"])).find_map(|a| a.text(&["country"]))
    };
    let code = || {
        let iso = place.text(&["scheme"]).is_some_and(|scheme| scheme.to_ascii_lowercase().contains("iso3166"));
        place.text(&["code"]).filter(|code| iso && code.len() <= 3).map(|code| code.to_ascii_uppercase())
    };
    own.or_else(address).or_else(code)
}

/// Latitude and longitude of a GeoJSON point, which has them the other way round; None if they are not on this globe.
pub fn point(value: &Json) -> Option<(f64, f64)> {
    let fields = Fields::of(value)?;
    if let Some(geometry) = fields.get(&["geometry"]) {
        return point(geometry);
    }
    let [lon, lat, ..] = fields.get(&["coordinates"])?.elements() else { return None };
    let (lon, lat) = (number(lon)?, number(lat)?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// A number, also one that is written as a text.
fn number(value: &Json) -> Option<f64> {
    match value {
        Json::Number(number) => number.as_f64(),
        _ => value.as_str()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_have_roles_countries_and_coordinates() {
        let item = json!({
            "located": "ORVINE-SUR-MER, France",
            "place": [
                {"name": "Valmont", "rel": "about", "geometry_geojson": {"type": "Point", "coordinates": [6.5, 45.25]}},
                {"name": "Italie", "rel": "mentions", "scheme": "http://cvx.iptc.org/iso3166-1a2/", "code": "it"},
                {"name": "VALMONT", "rel": "mentions"}, {"name": "Orvine sur mer", "rel": "about", "country": "Non"},
                {"name": "Loin", "geojson": {"type": "Point", "coordinates": [999, 0]}},
            ],
            "places": [{"name": "Stade du Port", "contactInfo": [{"address": {"country": "Belgique"}}]}, {"rel": "x"}],
        });
        let text = item.to_string();
        let value = Json::parse(&text).unwrap();
        let item = Fields::of(&value).unwrap();
        let found: Vec<_> = locations(&item).into_iter().map(|l| (l.name, l.role, l.country, l.lat, l.lon)).collect();
        let some = |text: &str| Some(text.to_owned());
        let wanted = [
            ("Orvine-sur-Mer".to_owned(), PlaceRole::Dateline, some("France"), None, None),
            ("Valmont".to_owned(), PlaceRole::Event, None, Some(45.25), Some(6.5)),
            ("Italie".to_owned(), PlaceRole::Mentioned, some("IT"), None, None),
            ("Loin".to_owned(), PlaceRole::Mentioned, None, None, None),
            ("Stade du Port".to_owned(), PlaceRole::Mentioned, some("Belgique"), None, None),
        ];
        assert_eq!(found, wanted);
        let dateline = dateline(&item).unwrap();
        assert_eq!(
            (dateline.raw.as_str(), dateline.place.as_deref()),
            ("ORVINE-SUR-MER, France", Some("Orvine-sur-Mer"))
        );
    }

    #[test]
    fn a_dateline_as_text_gives_its_place() {
        for (raw, wanted) in [
            ("ORVINE, Italie (AP) --", Some("Orvine")),
            ("Orvine (dpa/abc) -", Some("Orvine")),
            ("ORVINE", Some("Orvine")),
            ("(AFP)", None),
        ] {
            let item = json!({"dateline": raw});
            let text = item.to_string();
            let value = Json::parse(&text).unwrap();
            let place = dateline(&Fields::of(&value).unwrap()).and_then(|dateline| dateline.place);
            assert_eq!(place.as_deref(), wanted, "{raw}");
        }
    }

    #[test]
    fn odd_shapes_give_no_place() {
        for shape in [json!(""), json!(null), json!([]), json!({}), json!(", France"), json!([{}])] {
            let item = json!({"located": shape, "place": shape});
            let text = item.to_string();
            let value = Json::parse(&text).unwrap();
            let item = Fields::of(&value).unwrap();
            assert!(dateline(&item).is_none(), "{shape}");
        }
    }
}
