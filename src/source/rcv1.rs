//! Reuters Corpus Volume 1 and its multilingual sister RCV2: one `<newsitem>` a file, codes of countries, industries and
//! topics.
//!
//! It calls itself NewsML, and is neither NewsML 1 nor NewsML-G2. The reader takes several items in a file too.

use super::complete;
use super::dateline::{self, is_place, titled};
use super::fault::{Fault, Place, Skip, SkipReason};
use super::markup::records::{self, Cut, Record};
use super::markup::root;
use super::markup::tree::{Element, Tree};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::when;
use crate::dispatch::{Dateline, Dispatch, Location, PlaceRole, Topic};

/// Reads RCV1 and RCV2.
pub struct Rcv1;

impl Reader for Rcv1 {
    fn name(&self) -> &'static str {
        "rcv1"
    }

    fn recognises(&self, head: &Head) -> bool {
        // NewsML-G2 has a `newsItem`, known by its `guid`.
        root(head.text).is_some_and(|root| {
            let tag = root.rest.split('>').next().unwrap_or_default();
            root.name == "newsitem" && tag.contains("itemid=")
        })
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        const CUT: Cut = Cut { names: &["newsitem"], xml: true };
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            let dispatch = dispatch(&record);
            sink(if dispatch.headline.is_empty() && dispatch.body.is_empty() {
                let reason = SkipReason::NotADispatch("a newsitem without headline and text".to_owned());
                Skip { at: Place::Record(record.number), reason }.into()
            } else {
                dispatch.into()
            });
            Ok(())
        })
    }
}

fn dispatch(record: &Record) -> Dispatch {
    let tree = Tree::read(record.text);
    let mut d = Dispatch { provider: Some("REUTERS".to_owned()), ..Dispatch::default() };
    d.warnings.extend(tree.fault.clone());
    if !record.closed {
        d.warnings.push("cut off: its end is missing".to_owned());
    }
    let Some(item) = tree.root() else { return d };
    let line = |name: &str| item.child(name).and_then(|element| element.line());
    d.language = item.attribute("lang").map(|language| language.trim().to_owned());
    d.id = item.attribute("itemid").map(|id| identifier(id.trim(), d.language.as_deref())).unwrap_or_default();
    let zone = complete::zone(&d);
    d.created = item.attribute("date").and_then(|date| when::noted("date", &date, &zone, &mut d.warnings));
    let title = line("title").unwrap_or_default();
    let (countries, own_title) = title.split_once(": ").filter(|(head, _)| is_countries(head)).unwrap_or(("", &title));
    d.headline = line("headline").unwrap_or_else(|| own_title.to_owned());
    d.byline = line("byline").map(|byline| without_by(&byline).to_owned());
    d.rights = line("copyright");
    d.body = item.child("text").map(|text| text.paragraphs()).unwrap_or_default();
    let metadata = item.child("metadata");
    if let Some(raw) = line("dateline") {
        let said = metadata.and_then(|metadata| said(metadata, "dc.creator.location.country.name"));
        dateline(raw, said, &mut d);
    }
    if let Some(metadata) = metadata {
        codes(metadata, countries, &mut d);
    }
    complete::dispatch(&mut d);
    d
}

/// The name under which the item was given out, `2330newsML`: its number alone is that of other collections too. The
/// languages of RCV2 are numbered apart.
fn identifier(number: &str, language: Option<&str>) -> String {
    match language {
        Some(language) if language != "en" => format!("{number}newsML-{language}"),
        _ => format!("{number}newsML"),
    }
}

/// What the metadata say: `<dc element="dc.source" value="Reuters"/>`.
fn said(metadata: Element, name: &str) -> Option<String> {
    let is_it = |dc: &Element| dc.attribute("element").is_some_and(|element| element == name);
    metadata.all("dc").find(is_it)?.attribute("value").map(|value| value.trim().to_owned())
}

/// `USA` or `UK/FRANCE` before a title.
fn is_countries(head: &str) -> bool {
    head.len() <= 60 && head.contains(char::is_alphabetic) && !head.chars().any(char::is_lowercase)
}

fn without_by(byline: &str) -> &str {
    let by = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    by.map_or(byline, |by| byline[by.len()..].trim_start())
}

/// Topics and industries by their codes. Countries too; the only one goes by the name that the title gives it.
fn codes(metadata: Element, title_country: &str, d: &mut Dispatch) {
    for list in metadata.all("codes") {
        let class = list.attribute("class").unwrap_or_default();
        let codes = list.all("code").filter_map(|code| code.attribute("code"));
        let codes: Vec<String> = codes.map(|code| code.trim().to_owned()).collect();
        // `bip:topics:1.0`
        match (class.split(':').nth(1).unwrap_or(&class), &codes[..]) {
            ("countries", [_]) if !(title_country.is_empty() || title_country.contains('/')) => {
                dateline::add_place(d, &titled(title_country), PlaceRole::Mentioned);
            }
            ("countries", codes) => codes.iter().for_each(|code| dateline::add_place(d, code, PlaceRole::Mentioned)),
            (class, codes) => d.topics.extend(codes.iter().map(|code| topic(class, code))),
        }
    }
}

fn topic(class: &str, code: &str) -> Topic {
    Topic {
        label: code.to_owned(),
        scheme: Some(format!("bip-{class}")),
        code: Some(code.to_owned()),
        ..Topic::default()
    }
}

/// `SAN DIEGO`, and the country that the metadata give.
fn dateline(raw: String, country: Option<String>, d: &mut Dispatch) {
    let city = raw.split(',').next().unwrap_or_default().trim();
    let place = is_place(city).then(|| titled(city));
    if let Some(place) = &place {
        let country = country.map(|country| titled(&country));
        d.locations.push(Location { country, ..dateline::place(place, PlaceRole::Dateline) });
    }
    let date = d.created.map(|moment| moment.day());
    d.dateline = Some(Dateline { raw, place, date, agency: None });
}

#[cfg(test)]
mod tests;
