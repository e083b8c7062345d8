//! RCV1 and RCV2: Reuters' news of 1996 and 1997 for research, a `<newsitem>` a file. It is neither NewsML nor NewsML-G2.
//!
//! Source: the description of the corpora by Reuters; codes of the classes `bip:topics`, `bip:countries`, `bip:industries`.

use jiff::tz::TimeZone;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::markup::records::{self, Cut, Record};
use super::markup::root;
use super::markup::tree::{Element, Tree};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::{complete, dateline, when};
use crate::dispatch::{Dateline, Dispatch, Location, PlaceRole, Topic};

/// Reads the corpora.
pub struct Rcv1;

impl Reader for Rcv1 {
    fn name(&self) -> &'static str {
        "rcv1"
    }

    fn recognises(&self, head: &Head) -> bool {
        root(head.text).is_some_and(|root| root.name == "newsitem" && root.rest.trim_start().starts_with("itemid"))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        const CUT: Cut = Cut { names: &["newsitem"], xml: true };
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            sink(match dispatch(&record) {
                Some(dispatch) => dispatch.into(),
                None => {
                    let reason = SkipReason::NotADispatch("a newsitem without headline and text".to_owned());
                    Skip { at: Place::Record(record.number), reason }.into()
                }
            });
            Ok(())
        })
    }
}

/// None for an item that says nothing.
fn dispatch(record: &Record) -> Option<Dispatch> {
    let tree = Tree::read(record.text);
    let item = tree.root()?;
    let line = |name: &str| item.child(name).and_then(|element| element.line());
    let mut d = Dispatch {
        id: item.attribute("itemid").map(|id| format!("rcv1-{}", id.trim())).unwrap_or_default(),
        provider: Some("REUTERS".to_owned()),
        language: item.attribute("lang").and_then(|tag| super::language::tag(&tag)),
        headline: line("headline").or_else(|| line("title")).unwrap_or_default(),
        byline: line("byline"),
        body: item.child("text").map(|text| text.paragraphs()).unwrap_or_default(),
        rights: line("copyright"),
        warnings: tree.fault.clone().into_iter().collect(),
        ..Dispatch::default()
    };
    if d.headline.is_empty() && d.body.is_empty() {
        return None;
    }
    if let Some(place) = line("dateline") {
        let name = dateline::titled(place.split(',').next().unwrap_or_default().trim());
        d.dateline = Some(Dateline { raw: place, place: Some(name), ..Dateline::default() });
    }
    let metadata = item.child("metadata");
    let published = metadata.and_then(|metadata| dublin_core(metadata, "dc.date.published"));
    let date = item.attribute("date").map(|date| date.into_owned()).or(published);
    d.created = date.and_then(|date| when::noted("date", &date, &TimeZone::UTC, &mut d.warnings));
    if let Some(metadata) = metadata {
        codes(metadata, &mut d);
    }
    complete::dispatch(&mut d);
    Some(d)
}

fn dublin_core(metadata: Element, name: &str) -> Option<String> {
    let is_it = |element: &Element| element.attribute("element").is_some_and(|found| found == name);
    metadata.all("dc").find(is_it)?.attribute("value").map(|value| value.into_owned())
}

/// Topics and industries keep their codes; countries are places.
fn codes(metadata: Element, d: &mut Dispatch) {
    for list in metadata.all("codes") {
        let class = list.attribute("class").unwrap_or_default();
        let values = list.all("code").filter_map(|code| code.attribute("code"));
        if class.contains("countries") {
            d.locations.extend(values.map(|code| Location {
                country: Some(code.trim().to_owned()),
                ..dateline::place(code.trim(), PlaceRole::Mentioned)
            }));
        } else {
            let scheme = class.split(':').nth(1).unwrap_or("rcv1");
            d.topics.extend(values.map(|code| Topic {
                label: code.trim().to_owned(),
                scheme: Some(format!("rcv1-{scheme}")),
                code: Some(code.trim().to_owned()),
                ..Topic::default()
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_the_french_corpus() {
        let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?>\n<newsitem itemid=\"41\" id=\"root\" date=\"1997-03-09\" xml:lang=\"fr\">\n\
                    <title>FRANCE: Le pont ferme.</title>\n<headline>Le pont ferme.</headline>\n<byline>Ana Roy</byline>\n\
                    <dateline>VALMONT, France</dateline>\n<text>\n<p>Le pont de l'Orvine &amp; son bac\nferment.</p>\n<p>On attend.</p>\n</text>\n\
                    <copyright>(c) Presse Libre 1997</copyright>\n<metadata>\n<codes class=\"bip:countries:1.0\"><code code=\"FRA\"> </code></codes>\n\
                    <codes class=\"bip:topics:1.0\"><code code=\"GDIS\"> </code></codes></metadata>\n</newsitem>";
        let mut found = Vec::new();
        let head = Head { text, whole: true };
        assert!(Rcv1.recognises(&head) && !Rcv1.recognises(&Head { text: "<newsItem guid='x'>", whole: true }));
        Rcv1.read(Input::Text(text), &Options::default(), &mut |item| {
            if let Item::Dispatch(dispatch) = item {
                found.push(*dispatch);
            }
        })
        .unwrap();
        let d = &found[0];
        assert_eq!(
            (d.id.as_str(), d.headline.as_str(), d.byline.as_deref()),
            ("rcv1-41", "Le pont ferme.", Some("Ana Roy"))
        );
        assert_eq!(d.body, ["Le pont de l'Orvine & son bac ferment.", "On attend."]);
        assert_eq!((d.created.unwrap().to_string().as_str(), d.language.as_deref()), ("1997-03-09", Some("fr")));
        let places: Vec<_> = d.locations.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(places, ["FRA", "Valmont"]);
        assert_eq!((d.topics[0].label.as_str(), d.topics[0].scheme.as_deref()), ("GDIS", Some("rcv1-topics")));
    }

    #[test]
    fn an_item_that_says_nothing_is_told() {
        let mut skipped = Vec::new();
        Rcv1.read(Input::Text("<newsitem itemid='1'><title/></newsitem>"), &Options::default(), &mut |item| {
            if let Item::Skipped(skip) = item {
                skipped.push(skip.to_string());
            }
        })
        .unwrap();
        assert_eq!(skipped, ["record 1: not a dispatch: a newsitem without headline and text"]);
    }
}
