//! What a dispatch is about: `subject`, with its type told by `@type` or by its vocabulary.

use std::collections::{HashMap, HashSet};

use super::code::{self, Code};
use super::places;
use crate::dispatch::{Dispatch, Location, Person, Topic};
use crate::source::clean;
use crate::source::markup::tree::Element;

/// What an item asserts of the concepts that its subjects are: names, coordinates.
#[derive(Debug, Default)]
pub struct Assertions<'t, 'a> {
    by_code: HashMap<String, Element<'t, 'a>>,
}

impl<'t, 'a> Assertions<'t, 'a> {
    pub fn read(item: Element<'t, 'a>) -> Self {
        let mut by_code = HashMap::new();
        for assertion in item.all("assert") {
            let Some(key) = key(assertion) else { continue };
            // STT has the codes of its places in other vocabularies there: `sttlocmeta:rich:20016`.
            let last = code::bare(&key);
            if key.starts_with(STT_PLACES) {
                by_code.entry(last).or_insert(assertion);
            }
            by_code.entry(key).or_insert(assertion);
        }
        Assertions { by_code }
    }

    /// The assertion of the concept that `element` refers to.
    pub fn of(&self, element: Element) -> Option<Element<'t, 'a>> {
        let key = key(element)?;
        let alias = || key.strip_prefix(STT_ALIAS).and_then(|alias| self.by_code.get(alias));
        self.by_code.get(&key).or_else(alias).copied()
    }
}

const STT_PLACES: &str = "sttlocmeta:";
const STT_ALIAS: &str = "sttlocationalias:";

fn key(element: Element) -> Option<String> {
    ["qcode", "uri", "literal"].into_iter().find_map(|name| element.attribute(name)).map(|code| code.into_owned())
}

enum Kind {
    Person,
    Organisation,
    Place,
    PointOfInterest,
    /// Events and products, found by their names.
    Thing,
    Topic,
}

/// By `@type` of the IPTC's concept natures, else by the vocabulary: `afpperson:`, `apgeography:`.
fn kind(subject: Element) -> Kind {
    match code::attribute(subject, "type").as_str() {
        "person" => return Kind::Person,
        "organisation" | "organization" | "company" | "team" => return Kind::Organisation,
        "geoarea" | "city" | "country" | "location" => return Kind::Place,
        "poi" => return Kind::PointOfInterest,
        "event" | "object" | "product" => return Kind::Thing,
        _ => {}
    }
    let scheme = Code::of(subject).and_then(|code| code.scheme).unwrap_or_default().to_lowercase();
    match scheme {
        scheme if scheme.ends_with("person") => Kind::Person,
        scheme if scheme.contains("organi") || scheme.ends_with("company") => Kind::Organisation,
        scheme if scheme.ends_with("location") || scheme.ends_with("geography") => Kind::Place,
        _ => Kind::Topic,
    }
}

/// Fills people, organisations, places, topics and keywords. Of a tree of subjects only those that were meant count, not
/// all that is above them (`why:ancestor`).
pub fn read(content: Element, assertions: &Assertions, dispatch: &mut Dispatch) {
    let mut seen = HashSet::new();
    let name = |subject: Element| code::name(subject).or_else(|| assertions.of(subject).and_then(code::name));
    places::located(content, assertions).into_iter().for_each(|place| keep_place(Some(place), &mut seen, dispatch));
    for subject in content.all("subject").filter(|subject| code::attribute(*subject, "why") != "ancestor") {
        match kind(subject) {
            Kind::Person => {
                let people = name(subject).filter(|name| seen.insert(('P', name.clone())));
                let person = |name: String| Person { forms: vec![name.clone()], name, ..Person::default() };
                dispatch.people.extend(people.map(person));
            }
            Kind::Organisation => {
                dispatch.organisations.extend(name(subject).filter(|name| seen.insert(('O', name.clone()))));
            }
            Kind::Place => keep_place(places::place(subject, assertions), &mut seen, dispatch),
            Kind::PointOfInterest => keep_place(places::point_of_interest(subject, assertions), &mut seen, dispatch),
            Kind::Thing => dispatch.keywords.extend(name(subject)),
            Kind::Topic => {
                let topic = topic(subject).filter(|topic| !clean::same(&topic.label, &dispatch.headline));
                let distinct = |topic: &Topic| {
                    let code = topic.code.as_deref().unwrap_or(&topic.label);
                    seen.insert(('T', format!("{}:{code}", topic.scheme.as_deref().unwrap_or_default())))
                };
                dispatch.topics.extend(topic.filter(distinct));
            }
        }
    }
    dispatch
        .keywords
        .extend(content.all("keyword").filter_map(|keyword| keyword.line()).filter(|text| code::is_said(text)));
    dispatch.keywords.retain(|keyword| seen.insert(('K', keyword.clone())));
}

fn keep_place(place: Option<Location>, seen: &mut HashSet<(char, String)>, dispatch: &mut Dispatch) {
    dispatch.locations.extend(place.filter(|place| seen.insert(('L', clean::key(&place.name)))));
}

/// A subject by name and code. A vendor's code that is the same as one of the IPTC's gives way to it; codes of one letter
/// only route copy.
fn topic(subject: Element) -> Option<Topic> {
    let concept = subject.child("mainConcept").unwrap_or(subject);
    let own = Code::of(concept);
    let same = || concept.all("sameAs").filter_map(Code::of).find(Code::is_iptc_subject);
    let code = match own {
        Some(code) if !code.is_iptc_subject() => same().or(Some(code)),
        code => code,
    };
    let label = code::name(concept).or_else(|| code.as_ref().map(|code| code.code.clone()))?;
    let routes = label.chars().count() == 1;
    let (scheme, code) = match code {
        _ if routes => return None,
        // A literal is a label, no code.
        Some(Code { scheme: None, .. }) | None => (None, None),
        Some(Code { scheme, code }) => (scheme, Some(code)),
    };
    Some(Topic { label, scheme, code, ..Topic::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    fn about(xml: &str) -> Dispatch {
        let tree = Tree::read(xml);
        let item = tree.root().unwrap();
        let mut dispatch = Dispatch::default();
        read(item.child("contentMeta").unwrap(), &Assertions::read(item), &mut dispatch);
        dispatch
    }

    #[test]
    fn subjects_go_to_their_fields() {
        let found = about(
            "<newsItem><contentMeta><located><name>ORVINE, Jura</name></located>
            <subject type='cpnat:person' qcode='p:1'><name>Ada Brévent</name></subject>
            <subject qcode='afpperson:2'><name>Ilo Stern</name></subject><subject qcode='afpperson:3'><name>-</name></subject>
            <subject type='cpnat:organisation' qcode='o:1'/><subject type='cpnat:geoArea' qcode='g:1'/>
            <subject type='cpnat:geoArea' why='why:ancestor' qcode='g:2'><name>Europe</name></subject>
            <subject type='cpnat:poi' literal='x'><name>Stade, 1 rue du Pont</name></subject>
            <subject type='cpnat:event' qcode='e:1'><name>Foire de Valmont</name></subject>
            <subject qcode='medtop:20000150'/><subject qcode='medtop:20000150'><name>Feu</name></subject>
            <subject qcode='v:9'><name>Crues</name><sameAs qcode='medtop:20000151'/></subject>
            <subject qcode='cat:f'/><subject type='cptype:cat' literal='ALR'/><keyword>pont</keyword><keyword>pont</keyword>
            </contentMeta><assert qcode='o:1'><name>Voies de l'Orvine</name></assert>
            <assert qcode='g:1'><name>Valmont</name><sameAs qcode='iso3166-1a2:FR-39'/><geoAreaDetails>
            <position latitude='46.5' longitude='5.75'/></geoAreaDetails></assert>
            <assert literal='x'><POIDetails><address><locality><name>Dôle</name></locality></address></POIDetails></assert>
            </newsItem>",
        );
        assert_eq!(found.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Ada Brévent", "Ilo Stern"]);
        assert_eq!(found.organisations, ["Voies de l'Orvine"]);
        assert_eq!(found.keywords, ["Foire de Valmont", "pont"]);
        let places: Vec<_> = found.locations.iter().map(|l| (l.name.as_str(), l.country.as_deref(), l.lat)).collect();
        assert_eq!(places, [("Orvine", None, None), ("Valmont", Some("FR"), Some(46.5)), ("Dôle", None, None)]);
        let topics: Vec<_> = found.topics.iter().map(|t| (t.label.as_str(), t.code.as_deref())).collect();
        assert_eq!(topics, [("20000150", Some("20000150")), ("Crues", Some("20000151")), ("ALR", None)]);
    }
}
