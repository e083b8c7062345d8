//! Where a dispatch was written and what places it is about.

use super::code::{self, Code};
use super::concepts::Assertions;
use crate::dispatch::{Dispatch, Location, PlaceRole};
use crate::source::markup::tree::Element;
use crate::source::{clean, dateline};

/// The places that `located` names: `Kiev/Paris` are two.
pub fn located(content: Element, assertions: &Assertions) -> Vec<Location> {
    let Some(located) = content.all("located").find_map(|located| place(located, assertions)) else {
        return Vec::new();
    };
    // `New York, NY`: the region is not part of the name.
    let name = located.name.split(',').next().unwrap_or_default();
    let at = |name: &str| Location { name: dateline::titled(name), role: PlaceRole::Dateline, ..located.clone() };
    dateline::places(name).map(at).collect()
}

/// What the dateline does not name is not where the dispatch was written: Reuters and AP give the town of the desk as
/// `located`.
pub fn keep_to_dateline(dispatch: &mut Dispatch) {
    let Some(of_text) = dispatch.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()) else { return };
    for location in dispatch.locations.iter_mut().filter(|location| location.role == PlaceRole::Dateline) {
        if !dateline::places(of_text).any(|place| clean::same(place, &location.name)) {
            location.role = PlaceRole::Mentioned;
        }
    }
}

/// A place by its name, in the element itself or in what the item asserts of its code; a code alone is no name.
pub fn place(element: Element, assertions: &Assertions) -> Option<Location> {
    let asserted = assertions.of(element);
    let known = || [Some(element), asserted].into_iter().flatten();
    let literal = || element.attribute("literal").map(|name| name.trim().to_owned()).filter(|name| is_name(name));
    // STT asserts of a code only what it lies in, the nearest first.
    let within = || asserted?.all("broader").find_map(code::name);
    let name = known().find_map(code::name).or_else(literal).or_else(within)?;
    let (lat, lon) = known().find_map(position).unzip();
    Some(Location { name, country: known().find_map(country), lat, lon, ..Location::default() })
}

/// The town of a point of interest, whose name holds its address.
pub fn point_of_interest(element: Element, assertions: &Assertions) -> Option<Location> {
    let asserted = assertions.of(element)?;
    let town = asserted.find("locality").and_then(code::name)?;
    let (lat, lon) = position(asserted).unzip();
    let country = asserted.find("country").and_then(country);
    Some(Location { name: town, country, lat, lon, ..Location::default() })
}

fn is_name(text: &str) -> bool {
    code::is_said(text) && text.starts_with(char::is_uppercase) && text.chars().any(char::is_lowercase)
}

/// The country: the ISO code that a place is the same as, else the name of the country it lies in.
fn country(element: Element) -> Option<String> {
    let iso = element.all("sameAs").filter_map(Code::of).find_map(|same| {
        let is_iso = same.scheme.is_some_and(|scheme| scheme.starts_with("iso3166-1a2"));
        same.code.get(..2).filter(|_| is_iso).map(str::to_ascii_uppercase)
    });
    let is_country = |broader: &Element| {
        let scheme = Code::of(*broader).and_then(|code| code.scheme).unwrap_or_default().to_lowercase();
        code::attribute(*broader, "type") == "country" || scheme.ends_with("country") || scheme == "cntry"
    };
    iso.or_else(|| element.all("broader").filter(is_country).find_map(code::name))
}

/// Degrees north and east. Systems that do not know them write zeros.
fn position(element: Element) -> Option<(f64, f64)> {
    let position = element.find("position")?;
    let degrees = |name| position.attribute(name)?.trim().parse::<f64>().ok();
    let (lat, lon) = (degrees("latitude")?, degrees("longitude")?);
    let is_unknown = lat == 0.0 && lon == 0.0;
    (lat.abs() <= 90.0 && lon.abs() <= 180.0 && !is_unknown).then_some((lat, lon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dateline;

    #[test]
    fn a_desk_is_no_dateline() {
        for (of_text, role) in [
            (Some("Sarn"), PlaceRole::Mentioned),
            (Some("Sarn/Orvine"), PlaceRole::Dateline),
            (Some("ORVINE"), PlaceRole::Dateline),
            (None, PlaceRole::Dateline),
        ] {
            let dateline = Dateline { place: of_text.map(str::to_owned), ..Dateline::default() };
            let locations = vec![dateline::place("Orvine", PlaceRole::Dateline)];
            let mut dispatch = Dispatch { dateline: Some(dateline), locations, ..Dispatch::default() };
            keep_to_dateline(&mut dispatch);
            assert_eq!(dispatch.locations[0].role, role, "{of_text:?}");
        }
    }
}
