//! Subjects, keywords, people, organisations and places: those of `head`, and those that are marked in the text.

use super::first;
use crate::dispatch::{Dispatch, Person, PlaceRole, Topic};
use crate::source::markup::tree::Element;
use crate::source::{clean, dateline};

/// No dispatch has more of each; what is added is compared with all that is there.
const MOST: usize = 500;

/// No name is longer with its markup, in bytes.
const LONGEST_MARKED: usize = 400;

/// Fills what `head` says.
pub fn of_head(dispatch: &mut Dispatch, head: Element) {
    for subject in head.descendants().filter(|element| element.name() == "tobject.subject") {
        let code = subject.attribute("tobject.subject.refnum");
        let names = ["detail", "matter", "type"].map(|level| format!("tobject.subject.{level}"));
        let label = names.iter().find_map(|name| subject.attribute(name));
        add_subject(dispatch, code.as_deref(), label.as_deref());
    }
    let properties = head.descendants().filter(|element| element.name() == "tobject.property");
    let genre = properties.filter_map(|property| property.attribute("tobject.property.type"));
    let genre = genre.map(|genre| clean::markup_line(&genre)).find(|genre| !genre.eq_ignore_ascii_case("current"));
    first(&mut dispatch.genre, || genre);
    let Some(docdata) = head.child("docdata") else { return };
    for keyword in docdata.at(&["key-list"]).into_iter().flat_map(|list| list.all("keyword")) {
        add_keyword(dispatch, &keyword.attribute("key").unwrap_or_else(|| keyword.text()));
    }
    for event in docdata.all("evloc") {
        let of = |name: &str| event.attribute(name).map(|text| clean::markup_line(&text));
        let country = of("iso-cc");
        let name = of("city").or_else(|| of("county-dist")).or_else(|| of("state-prov")).or_else(|| country.clone());
        add_place(dispatch, name, country, PlaceRole::Event);
    }
    for content in docdata.all("identified-content") {
        marked(dispatch, content);
    }
}

/// Adds the people, organisations and places that are marked inside an element.
pub fn marked(dispatch: &mut Dispatch, element: Element) {
    for inside in element.descendants().filter(|inside| inside.inner().len() <= LONGEST_MARKED) {
        match inside.name() {
            "person" => add_marked_person(dispatch, inside),
            "org" => {
                if let Some(name) = inside.line() {
                    add_organisation(dispatch, name);
                }
            }
            "location" => {
                let (name, country) = place(inside);
                add_place(dispatch, name, country, PlaceRole::Mentioned);
            }
            _ => {}
        }
    }
}

/// Adds a subject by its code of the IPTC, its name, or both. Agencies send many of them twice.
pub fn add_subject(dispatch: &mut Dispatch, code: Option<&str>, label: Option<&str>) {
    let code = code.map(|code| clean::line(code).into_owned());
    let label = label.map(clean::markup_line).or_else(|| code.clone()).unwrap_or_default();
    let scheme = code.as_ref().filter(|code| code.len() == 8).map(|_| "subj".to_owned());
    let topic = Topic { label, scheme, code, ..Topic::default() };
    let same = |known: &Topic| if topic.code.is_some() { known.code == topic.code } else { known.label == topic.label };
    if dispatch.topics.len() < MOST && !topic.label.is_empty() && !dispatch.topics.iter().any(same) {
        dispatch.topics.push(topic);
    }
}

/// Adds an organisation that is not there yet.
pub fn add_organisation(dispatch: &mut Dispatch, name: String) {
    if dispatch.organisations.len() < MOST && !dispatch.organisations.contains(&name) {
        dispatch.organisations.push(name);
    }
}

/// Adds a keyword that is not there yet.
pub fn add_keyword(dispatch: &mut Dispatch, keyword: &str) {
    let keyword = clean::markup_line(keyword);
    if dispatch.keywords.len() < MOST && !keyword.is_empty() && !dispatch.keywords.contains(&keyword) {
        dispatch.keywords.push(keyword);
    }
}

/// Adds a place with its country, or the country to a place that is there.
pub fn add_place(dispatch: &mut Dispatch, name: Option<String>, country: Option<String>, role: PlaceRole) {
    let Some(name) = name.filter(|name| !name.is_empty() && dispatch.locations.len() < MOST) else { return };
    dateline::add_place(dispatch, &name, role);
    if let Some(location) = dispatch.locations.iter_mut().find(|location| clean::same(&location.name, &name)) {
        location.country = location.country.take().or(country);
    }
}

/// Name and country of a `location`: of the elements inside, the narrowest names it.
pub fn place(location: Element) -> (Option<String>, Option<String>) {
    let part = |name: &str| location.child(name).and_then(|part| part.line());
    let country = part("country");
    let code = location.child("country").and_then(|country| country.attribute("iso-cc")).map(|code| code.into_owned());
    let narrow = ["city", "sublocation", "state", "region"].iter().find_map(|name| part(name));
    let name = narrow.or_else(|| country.clone()).or_else(|| {
        let line = location.line()?;
        Some(line.split(',').next().unwrap_or_default().trim().to_owned())
    });
    let country = code.or(country).filter(|country| Some(country) != name.as_ref());
    (name.map(|name| dateline::titled(without_possessive(&name))), country)
}

/// A person by the elements of the name, or by its text.
fn add_marked_person(dispatch: &mut Dispatch, person: Element) {
    let given = person.child("name.given").and_then(|name| name.line());
    let family = person.child("name.family").and_then(|name| name.line());
    let line = match (given, family) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        _ => person.line(),
    };
    if let Some(line) = line {
        add_person(dispatch, without_possessive(&line));
    }
}

/// PA marks names by machine, possessive and all.
fn without_possessive(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// Adds a person that is not there yet; the end of a name that is there is a form of it.
pub fn add_person(dispatch: &mut Dispatch, name: &str) {
    let is_it = |known: &&mut Person| {
        known.name == name || known.name.strip_suffix(name).is_some_and(|given| given.ends_with(' '))
    };
    if dispatch.people.len() >= MOST {
        return;
    }
    match dispatch.people.iter_mut().find(is_it) {
        Some(known) if known.forms.iter().any(|form| form == name) => {}
        Some(known) => known.forms.push(name.to_owned()),
        None => {
            let (name, forms) = (name.to_owned(), vec![name.to_owned()]);
            dispatch.people.push(Person { name, forms, ..Person::default() });
        }
    }
}

/// Gives a place that is there its coordinates, in degrees; those that are not on this globe are left out.
pub fn locate(dispatch: &mut Dispatch, name: &str, lat: f64, lon: f64) {
    let on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    let place = dispatch.locations.iter_mut().find(|location| clean::same(&location.name, name));
    if let Some(location) = place.filter(|_| on_globe) {
        (location.lat, location.lon) = (Some(lat), Some(lon));
    }
}
