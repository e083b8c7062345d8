//! The SGML of research archives: TREC, CLEF and LDC (Gigaword). Many `<DOC>` a file, and every archive has names of its own
//! for the same few fields.
//!
//! Sources: the collections' readers in Anserini and Lucene's benchmark for TREC and CLEF; the DTD of LDC2000T51 for AFP; the
//! documentation of French Gigaword (LDC2006T17) for the kinds of documents.

mod fields;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::language;
use super::markup::records::{self, Cut, Record};
use super::markup::root;
use super::markup::sgml::Sgml;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::{agencies, clean, complete, dateline};
use crate::dispatch::{Dateline, Dispatch, Origin, Topic};
use fields::{BODY, BYLINE, DATELINE, HEADLINE, KEYWORDS, SLUG, STANDFIRST, TOPICS};

/// Reads the archives.
pub struct Trec;

const CUT: Cut = Cut { names: &["DOC"], xml: false };

impl Reader for Trec {
    fn name(&self) -> &'static str {
        "trec"
    }

    fn recognises(&self, head: &Head) -> bool {
        root(head.text).is_some_and(|root| root.is_one_of(&["DOC", "DOCNO", "DOCS", "GWENG", "CORPUS"]))
            && memchr::memmem::find(head.text.as_bytes(), b"<DOC").or_else(|| head.text.find("<doc")).is_some()
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let mut found = false;
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            found = true;
            sink(match dispatch(&record) {
                Some(dispatch) => dispatch.into(),
                None => Skip {
                    at: Place::Record(record.number),
                    reason: SkipReason::NotADispatch("a <DOC> without headline and text".to_owned()),
                }
                .into(),
            });
            Ok(())
        })?;
        if !found {
            sink(Skip::file(SkipReason::NotADispatch("an archive without any <DOC>".to_owned())).into());
        }
        Ok(())
    }
}

/// None for a record that says nothing.
fn dispatch(record: &Record) -> Option<Dispatch> {
    let sgml = Sgml::read(record.text);
    let line = |names: &[&str]| sgml.first(names).and_then(|element| element.line());
    let id = fields::id(&sgml).unwrap_or_default();
    let mut d = Dispatch {
        headline: line(HEADLINE).map(|line| fields::headline(&line).to_owned()).unwrap_or_default(),
        standfirst: line(STANDFIRST),
        byline: line(BYLINE).map(|line| fields::byline(&line).to_owned()),
        genre: sgml.root().and_then(|root| root.attribute("type")).map(|kind| kind.into_owned()),
        provider: fields::provider(&sgml, &id),
        ..Dispatch::default()
    };
    for part in sgml.all(BODY) {
        d.body.extend(part.paragraphs());
    }
    if d.headline.is_empty() && d.body.is_empty() {
        return None;
    }
    if !record.closed {
        d.warnings.push("cut off: its end is missing".to_owned());
    }
    fields::wire(&sgml, &mut d);
    d.slug = d.slug.take().or_else(|| line(SLUG));
    d.keywords = sgml.all(KEYWORDS).flat_map(|list| fields::list(&list)).collect();
    let topic = |label| Topic { label, from: Origin::Source, ..Topic::default() };
    d.topics.extend(sgml.all(TOPICS).flat_map(|list| fields::list(&list)).map(topic));
    d.created = fields::created(&sgml, &id, &complete::zone(&d), &mut d.warnings);
    d.dateline = line(DATELINE).map(|raw| of_field(&raw, d.created.map(|moment| moment.day())));
    d.id = id;
    d.language = fields::language(&d.id).map(str::to_owned).or_else(|| language::of(&d).map(str::to_owned));
    complete::dispatch(&mut d);
    Some(d)
}

/// A dateline in a field of its own often lacks the dash that ends those of running text.
fn of_field(raw: &str, day: Option<jiff::civil::Date>) -> Dateline {
    let whole = format!("{} - ", clean::line(raw).trim_end_matches(['-', '_', ' ']));
    if let Some((dateline, _)) = dateline::split(&whole, day) {
        return Dateline { raw: raw.to_owned(), ..dateline };
    }
    let place = raw.split([',', '(']).next().unwrap_or_default().trim();
    let is_agency = agencies::canonical(place).is_some();
    let place = (!is_agency && dateline::is_place(place)).then(|| dateline::titled(place));
    Dateline { raw: raw.to_owned(), place, agency: is_agency.then(|| raw.to_owned()), ..Dateline::default() }
}

#[cfg(test)]
mod tests;
