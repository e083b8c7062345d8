//! Reuters-21578: 21,578 dispatches of 1987 with topics, places, people and organisations given by hand.
//!
//! Files `reut2-*.sgm` of a thousand `<REUTERS>` each, in SGML with control characters of the wire as references, or in XML,
//! also one a file. What indexers gave is what the record holds; a place of theirs is never mixed with that of the dateline,
//! so that counts of the index are those of the collection. Source: README of distribution 1.0.

mod text;

use jiff::tz::TimeZone;

use super::fault::{Fault, Skip, SkipReason};
use super::markup::records::{self, Cut, Record};
use super::markup::root;
use super::markup::sgml::Sgml;
use super::markup::story_line::StoryLine;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::{complete, dateline, entities, language, when};
use crate::dispatch::{Dispatch, Moment, Person, PlaceRole, Topic};

/// Reads the collection.
pub struct Reuters21578;

impl Reader for Reuters21578 {
    fn name(&self) -> &'static str {
        "reuters21578"
    }

    fn recognises(&self, head: &Head) -> bool {
        root(head.text).is_some_and(|root| root.is_one_of(&["REUTERS", "LEWIS"]))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        const CUT: Cut = Cut { names: &["REUTERS"], xml: false };
        let clock = clock();
        let mut found = false;
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            found = true;
            sink(dispatch(&record, &clock).into());
            Ok(())
        })?;
        if !found {
            sink(Skip::file(SkipReason::NotADispatch("Reuters-21578 without any <REUTERS>".to_owned())).into());
        }
        Ok(())
    }
}

/// The clock of `DATE`: the index of the New York exchange at 15:30 is stamped 15:41, the gold of Zurich at 14:15 with 8:14.
fn clock() -> TimeZone {
    TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC)
}

fn dispatch(record: &Record, clock: &TimeZone) -> Dispatch {
    let sgml = Sgml::read(record.text);
    let line = |name: &str| sgml.first(&[name]).and_then(|element| element.line());
    let mut d = Dispatch { provider: Some("REUTERS".to_owned()), ..Dispatch::default() };
    if let Some(id) = sgml.root().and_then(|root| root.attribute("NEWID")) {
        d.id = id.into_owned();
    }
    if !record.closed {
        d.warnings.push("cut off: its end is missing".to_owned());
    }
    d.created = sgml.first(&["DATE"]).and_then(|date| moment(date.inner(), clock, &mut d.warnings));
    d.headline = line("TITLE").unwrap_or_default().trim_start_matches(['*', '/', ' ']).to_owned();
    d.byline = line("AUTHOR").as_deref().map(byline);
    story_line(&sgml, &mut d);
    vocabulary(&sgml, &mut d);
    text::fill(&sgml, &mut d);
    d.language = Some(language_of(&d).to_owned());
    complete::close(&mut d, clock);
    d
}

/// `26-FEB-1987 15:01:01.79`; codes of the services, or a remark of the editors, may follow.
fn moment(raw: &str, clock: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    let text = raw.split(['&', '#']).next().unwrap_or_default().trim();
    let moment = when::noted("DATE", text, clock, warnings);
    if matches!(moment, Some(Moment::Day(_))) && text.contains(':') {
        warnings.push(format!("DATE `{text}` has no such time of day, only the day is kept"));
    }
    moment
}

/// The collection is English, and ASCII. French with its accents is what others keep in this form.
fn language_of(d: &Dispatch) -> &'static str {
    let is_ascii = d.headline.is_ascii() && d.body.iter().all(|paragraph| paragraph.is_ascii());
    if !is_ascii && language::of(d) == Some("fr") { "fr" } else { "en" }
}

/// `By Ana Roy, Reuters`.
fn byline(author: &str) -> String {
    let name = author.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(author, |by| &author[by.len()..]);
    let (people, agency) = name.rsplit_once([' ', ',']).unwrap_or((name, ""));
    let is_agency = agency.eq_ignore_ascii_case("Reuters") || agency.eq_ignore_ascii_case("Reuter");
    let name = if is_agency { people } else { name };
    name.trim_matches([' ', ',']).to_owned()
}

/// Slug and urgency out of the line of the wire that is kept in `UNKNOWN`.
fn story_line(sgml: &Sgml, d: &mut Dispatch) {
    for unknown in sgml.all(&["UNKNOWN"]) {
        let raw = entities::decoded(unknown.inner());
        if let Some(line) = raw.lines().find_map(StoryLine::read) {
            d.slug = Some(line.slug.replace('*', ""));
            d.urgency = line.urgency();
        }
    }
}

/// What the indexers gave, as they spelled it: `west-germany`, `james-baker`.
fn vocabulary(sgml: &Sgml, d: &mut Dispatch) {
    let given = |list: &[&str]| -> Vec<String> {
        sgml.all(list).flat_map(|list| list.children()).filter_map(|value| value.line()).collect()
    };
    let topic = |code: String| {
        let scheme = Some("reuters".to_owned());
        Topic { label: code.clone(), scheme, code: Some(code), ..Topic::default() }
    };
    d.topics = given(&["TOPICS"]).into_iter().map(topic).collect();
    d.locations = given(&["PLACES"]).iter().map(|name| dateline::place(name, PlaceRole::Mentioned)).collect();
    let person = |name: String| Person { forms: vec![name.clone()], name, ..Person::default() };
    d.people = given(&["PEOPLE"]).into_iter().map(person).collect();
    d.organisations = given(&["ORGS", "EXCHANGES", "COMPANIES"]);
}

#[cfg(test)]
mod tests;
