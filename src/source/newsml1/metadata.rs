//! Administrative and descriptive metadata of a story: agency, authors, language, subjects, places, keywords.

use std::borrow::Cow;

use super::management::name;
use super::stories::Story;
use crate::dispatch::{Dispatch, PlaceRole};
use crate::source::markup::tree::Element;
use crate::source::nitf::{self, concepts};
use crate::source::{agencies, clean, dateline, sign_off};

/// Nobody counts more authors than these.
const MOST_AUTHORS: usize = 50;

/// The agency of a story: the first name that is known of provider, source, credit and identifier, else the first name.
pub fn provider(story: &Story, identifier: &str, sender: Option<&str>) -> Option<String> {
    let party =
        |role: &str| story.nearest(|component| component.at(&["AdministrativeMetadata", role, "Party"]).and_then(name));
    let credit = story.nearest(|component| component.at(&["NewsLines", "CreditLine"])?.line());
    let named = [party("Provider"), Some(identifier.to_owned()), party("Source"), credit, sender.map(str::to_owned)];
    let mut named = named.into_iter().flatten().filter(|name| !name.is_empty()).peekable();
    let first = named.peek().cloned();
    named.find_map(|name| known(&name)).map(str::to_owned).or(first)
}

/// An agency by its name, or by the address of its site: `www.sda-ats.ch`.
fn known(name: &str) -> Option<&'static str> {
    agencies::canonical(name).or_else(|| {
        let is_address = name.contains('.') && !name.contains(' ');
        name.split('.').filter(|_| is_address).find_map(agencies::canonical)
    })
}

/// Fills what the metadata of a story say.
pub fn fill(dispatch: &mut Dispatch, story: &Story) {
    authors(dispatch, story);
    let rights = story.nearest(|component| component.at(&["RightsMetadata", "UsageRights", "UsageType"])?.line());
    dispatch.rights = match (dispatch.rights.take(), rights) {
        (Some(notice), Some(usage)) => Some(format!("{notice} {usage}")),
        (notice, usage) => notice.or(usage),
    };
    for component in story.chain.iter().rev() {
        for property in component.all("AdministrativeMetadata").flat_map(|metadata| metadata.all("Property")) {
            administrative(dispatch, property);
        }
        // `DescriptiveMetada` is how TASS spells it.
        for metadata in component.children().filter(|child| child.name().starts_with("DescriptiveMetada")) {
            descriptive(dispatch, metadata);
        }
        let keywords = component.all("item_keywords").flat_map(|list| list.all("item_keyword"));
        keywords.for_each(|keyword| concepts::add_keyword(dispatch, &keyword.text()));
    }
}

/// Names go to the byline; initials, as Belga and ATS have them, to the signature.
fn authors(dispatch: &mut Dispatch, story: &Story) {
    let mut authors: Vec<String> = Vec::new();
    for metadata in story.chain.iter().rev().flat_map(|component| component.all("AdministrativeMetadata")) {
        let creators = metadata.all("Creator").flat_map(|creator| creator.all("Party")).filter_map(name);
        let properties = metadata.all("Property").filter(|property| is(*property, "author")).filter_map(value);
        for author in creators.chain(properties) {
            let author = author.trim_matches(['(', ')', ' ']).to_owned();
            if authors.len() < MOST_AUTHORS
                && !author.is_empty()
                && !authors.contains(&author)
                && agencies::credited(&author).is_none()
            {
                authors.push(author);
            }
        }
    }
    let (names, initials): (Vec<_>, Vec<_>) = authors.into_iter().partition(|author| author.contains(' '));
    if dispatch.byline.is_none() && !names.is_empty() {
        dispatch.byline = Some(names.join(", "));
    }
    if dispatch.byline.as_deref().is_some_and(sign_off::is_signature) {
        dispatch.signature = dispatch.byline.take();
    }
    if dispatch.signature.is_none() && !initials.is_empty() {
        dispatch.signature = Some(initials.join("/"));
    }
}

/// Belga's own.
fn administrative(dispatch: &mut Dispatch, property: Element) {
    let Some(text) = value(property) else { return };
    if is(property, "Priority") && dispatch.urgency.is_none() {
        nitf::set_urgency(dispatch, &text);
    } else if is(property, "EditorialInfo") {
        dispatch.notes.push(text);
    } else if is(property, "Topic") && dispatch.slug.is_none() {
        dispatch.slug = Some(text);
    } else if is(property, "Label") {
        concepts::add_keyword(dispatch, &text);
    }
}

fn descriptive(dispatch: &mut Dispatch, metadata: Element) {
    let genre = metadata.all("Genre").filter_map(name).find(|genre| !genre.eq_ignore_ascii_case("current"));
    if dispatch.genre.is_none() {
        dispatch.genre = genre;
    }
    for subject in metadata.all("SubjectCode").flat_map(|codes| codes.children()) {
        if let Some(code) = subject.attribute("FormalName") {
            concepts::add_subject(dispatch, Some(&whole_code(code.trim())), None);
        }
    }
    for location in metadata.all("Location") {
        let origin = location.attribute("HowPresent").is_some_and(|how| how.eq_ignore_ascii_case("origin"));
        place(dispatch, &properties(location), origin);
    }
    let properties = properties(metadata);
    // ANA has its place outside of any location.
    place(dispatch, &properties, false);
    for (name, keyword) in properties {
        if name.eq_ignore_ascii_case("Keyword") {
            concepts::add_keyword(dispatch, &keyword);
        }
    }
}

/// The properties of an element by name.
fn properties<'a>(element: Element<'_, 'a>) -> Vec<(Cow<'a, str>, String)> {
    element.all("Property").filter_map(|property| Some((property.attribute("FormalName")?, value(property)?))).collect()
}

/// Belga gives the first digits of a subject code only: `11` is `11000000`.
fn whole_code(code: &str) -> String {
    match code.len() {
        2 | 5 if code.bytes().all(|byte| byte.is_ascii_digit()) => format!("{code:0<8}"),
        _ => code.to_owned(),
    }
}

/// A place out of the properties that an element has. A place of origin that is not the one of the dateline is a mistake.
fn place(dispatch: &mut Dispatch, properties: &[(Cow<str>, String)], origin: bool) {
    let of = |wanted: &str| {
        properties.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.clone())
    };
    let dated = dispatch.dateline.as_ref().and_then(|dateline| dateline.place.clone());
    let country = of("Country");
    let city = of("City").map(|city| dateline::titled(&city));
    let name = match (city, dated) {
        (Some(city), Some(dated)) if origin && !clean::same(&city, &dated) => return,
        (Some(city), _) => Some(city),
        // A code of a country is no name.
        (None, Some(dated)) if country.as_ref().is_some_and(|country| country.len() <= 3) => Some(dated),
        (None, _) => country.clone().filter(|country| country.len() > 3).map(|country| dateline::titled(&country)),
    };
    let Some(name) = name else { return };
    let role = if origin { PlaceRole::Dateline } else { PlaceRole::Event };
    let country = country.filter(|country| !clean::same(country, &name));
    concepts::add_place(dispatch, Some(name.clone()), country, role);
    let degrees = |name: &str| of(name).and_then(|text| text.parse::<f64>().ok());
    if let (Some(lat), Some(lon)) = (degrees("Latitude"), degrees("Longitude")) {
        concepts::locate(dispatch, &name, lat, lon);
    }
}

fn is(property: Element, name: &str) -> bool {
    property.attribute("FormalName").is_some_and(|formal| formal.eq_ignore_ascii_case(name))
}

fn value(property: Element) -> Option<String> {
    let value = property.attribute("Value").map(|value| clean::markup_line(&value));
    value.filter(|value| !value.is_empty())
}
