//! From a dispatch to tantivy's document.

use std::io;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use tantivy::schema::Field;
use tantivy::{DateTime, TantivyDocument, Term};

use super::fields::{Fields, SEPARATOR, own_place_term, person_term};
use super::record::Packer;
use super::sketch::Sketch;
use super::twins;
use super::versions::Member;
use crate::annotate::authority::asked::{entries, keys_of};
use crate::annotate::places::Places;
use crate::dispatch::{Dispatch, Moment, Person, Status};
use crate::french::chunks::words;

/// Names one dispatch in one version with one content; the same wherever and whenever it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Key(u128);

impl Key {
    /// The key of a record given as JSON without its source: the first 16 bytes of its BLAKE3 hash.
    fn of(record: &str) -> Self {
        let hash = blake3::hash(record.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Key(u128::from_be_bytes(bytes))
    }

    /// What orders documents of equal rank: the first eight bytes.
    pub fn tie(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The term to delete the document by.
    pub fn term(self, fields: &Fields) -> Term {
        Term::from_field_text(fields.key, &self.to_string())
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for Key {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&text, 16).map(Key)
    }
}

/// Orders the versions of one id: the greatest is the one that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionRank {
    pub version: u64,
    /// Seconds since 1970 of the last update, else of creation; `i64::MIN` without date.
    pub updated: i64,
    /// So that the order of two versions that claim the same is the same in every index.
    pub tie: u64,
}

/// A dispatch made ready for the index.
pub struct Prepared {
    pub key: Key,
    pub id: String,
    pub member: Member,
    pub replaces: Option<String>,
    pub twin: Option<u64>,
    pub document: TantivyDocument,
}

/// Bytes; what is longer names nobody.
const LONGEST_NAME: usize = 200;

/// Makes a dispatch ready for the index. `zone` is the clock by which bare days and months are told.
///
/// # Errors
/// When it cannot be written as JSON, or there is no memory to pack it.
pub fn prepare(mut dispatch: Dispatch, fields: &Fields, zone: &TimeZone, packer: &mut Packer) -> io::Result<Prepared> {
    let source = std::mem::take(&mut dispatch.source);
    let key = Key::of(&serde_json::to_string(&dispatch)?);
    let mut document = TantivyDocument::default();
    document.add_text(fields.key, key.to_string());
    document.add_u64(fields.tie, key.tie());
    document.add_text(fields.id, &dispatch.id);
    document.add_u64(fields.version, dispatch.version);
    let replaces = replaced_id(&dispatch);
    replaces.iter().for_each(|id| document.add_text(fields.replaces, id));
    let twin = twins::key(&dispatch, &source.format);
    twin.iter().for_each(|key| document.add_u64(fields.twin, *key));
    let sketch = Sketch::of(&dispatch, &source.format);
    sketch.iter().flat_map(Sketch::numbers).for_each(|number| document.add_u64(fields.sketch, *number));
    document.add_text(fields.path, &source.path);
    add_values(&mut document, fields, &dispatch);
    let updated = add_dates(&mut document, fields, &dispatch, zone);
    if !dispatch.headline.is_empty() {
        document.add_text(fields.headline, &dispatch.headline);
    }
    document.add_u64(fields.headline_words, words(&dispatch.headline).count() as u64);
    document.add_text(fields.text, searched_text(&dispatch));
    let rank = VersionRank { version: dispatch.version, updated, tie: key.tie() };
    let member = Member { rank, canceled: dispatch.status == Status::Canceled };
    let id = dispatch.id.clone();
    packer.pack(Dispatch { source, ..dispatch }, fields, &mut document)?;
    Ok(Prepared { key, id, member, replaces, twin, document })
}

/// The identifier of another dispatch that this one replaces, as that dispatch has it: identifiers are kept without
/// white space.
pub fn replaced_id(dispatch: &Dispatch) -> Option<String> {
    let id: String = dispatch.replaces.as_deref()?.split_whitespace().collect();
    (!id.is_empty() && id != dispatch.id).then_some(id)
}

/// Headline, standfirst and body, a line each; the text that the `text` field indexes and that highlighting reads.
pub fn searched_text(dispatch: &Dispatch) -> String {
    let paragraphs = || dispatch.standfirst.iter().chain(&dispatch.body);
    let length = dispatch.headline.len() + 1 + paragraphs().map(|paragraph| paragraph.len() + 1).sum::<usize>();
    let mut text = String::with_capacity(length);
    text.push_str(&dispatch.headline);
    text.push('\n');
    for paragraph in paragraphs() {
        text.push_str(paragraph);
        text.push('\n');
    }
    text
}

fn add_values(document: &mut TantivyDocument, fields: &Fields, dispatch: &Dispatch) {
    let mut add = |field: Field, value: &str| {
        if !value.is_empty() {
            document.add_text(field, value);
        }
    };
    let optional = [
        (fields.provider, &dispatch.provider),
        (fields.language, &dispatch.language),
        (fields.genre, &dispatch.genre),
        (fields.byline, &dispatch.byline),
        (fields.slug, &dispatch.slug),
    ];
    for (field, value) in optional {
        add(field, value.as_deref().unwrap_or_default());
    }
    add(fields.status, status_name(dispatch.status));
    topic_labels(dispatch).into_iter().for_each(|label| add(fields.topic, label));
    dispatch.locations.iter().for_each(|location| add(fields.location, &location.name));
    place_terms(dispatch).iter().for_each(|term| add(fields.within, term));
    for person in &dispatch.people {
        add(fields.people, &person.name);
        person.forms.iter().filter(|form| **form != person.name).for_each(|form| add(fields.people, form));
        add_names(person, fields, &mut add);
    }
    dispatch.organisations.iter().for_each(|org| add(fields.org, org));
    dispatch.keywords.iter().for_each(|keyword| add(fields.keyword, keyword));
    if let Some(urgency) = dispatch.urgency {
        document.add_u64(fields.urgency, urgency.into());
    }
}

/// The labels of the topics and of all above them, each once: a dispatch counts once for Sport, however many of its
/// topics lie under it.
fn topic_labels(dispatch: &Dispatch) -> Vec<&str> {
    let labels = dispatch.topics.iter().flat_map(|topic| std::iter::once(&topic.label).chain(&topic.broader));
    let mut seen = FxHashSet::default();
    labels.map(String::as_str).filter(|label| seen.insert(*label)).collect()
}

/// The places of the dispatch and what they lie in, each once.
fn place_terms(dispatch: &Dispatch) -> FxHashSet<String> {
    let mut terms = FxHashSet::default();
    for id in dispatch.locations.iter().filter_map(|location| location.id.as_deref()) {
        let gazetteer = &Places::shared().gazetteer;
        let line = gazetteer.place_of_id(id).map(|place| gazetteer.line(place)).unwrap_or_default();
        terms.insert(own_place_term(id));
        terms.extend(line.into_iter().map(|place| gazetteer.id(place).to_owned()));
    }
    terms
}

/// Files a person under the sounds of all names that the dispatch gives.
fn add_names(person: &Person, fields: &Fields, add: &mut impl FnMut(Field, &str)) {
    add(fields.person_name, &person.name);
    for (form, name) in entries(&person.name, &person.forms) {
        if form.len() <= LONGEST_NAME && !form.contains(SEPARATOR) {
            keys_of(&name).iter().for_each(|sound| add(fields.person, &person_term(sound, form)));
        }
    }
}

/// Adds the dates; gives the seconds that [`VersionRank::updated`] wants.
fn add_dates(document: &mut TantivyDocument, fields: &Fields, dispatch: &Dispatch, zone: &TimeZone) -> i64 {
    let indexed = |moment: Moment| index_date(moment.timestamp(zone));
    if let Some(date) = dispatch.date() {
        document.add_date(fields.date, indexed(date));
        let day = match date {
            Moment::Day(day) => day,
            Moment::Instant(instant, _) => zone.to_datetime(instant).date(),
        };
        // Years before 1 are nobody's dispatch; they share the key 0.
        document
            .add_u64(fields.month, u64::try_from(i64::from(day.year()) * 100 + i64::from(day.month())).unwrap_or(0));
    }
    let updated = dispatch.updated.or(dispatch.created).map(indexed);
    if let Some(updated) = updated {
        document.add_date(fields.updated, updated);
    }
    match dispatch.embargo {
        Some(end) => document.add_date(fields.embargo, indexed(end)),
        None if dispatch.status == Status::Embargoed => document.add_date(fields.embargo, index_date(Timestamp::MAX)),
        None => {}
    }
    updated.map_or(i64::MIN, DateTime::into_timestamp_secs)
}

/// An instant to the second as the index holds it: tantivy counts nanoseconds, which reach from 1677 to 2262, and an
/// instant beyond (the year 9999 for "never") is the last or the first of those.
pub fn index_date(instant: Timestamp) -> DateTime {
    const LAST: i64 = i64::MAX / 1_000_000_000;
    DateTime::from_timestamp_secs(instant.as_second().clamp(-LAST, LAST))
}

/// The name of a status, as `statut:` finds it and as JSON shows it.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Usable => "usable",
        Status::Embargoed => "embargoed",
        Status::Withheld => "withheld",
        Status::Canceled => "canceled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Topic;
    use crate::index::record::{Depth, Record};

    fn dispatch() -> Dispatch {
        Dispatch {
            id: "x-1".into(),
            headline: "Grève à Rouen".into(),
            body: vec!["Un paragraphe.".into()],
            created: Some(Moment::Day("2025-09-03".parse().unwrap())),
            ..Dispatch::default()
        }
    }

    fn prepared(dispatch: Dispatch) -> Prepared {
        let (_, fields) = Fields::schema();
        prepare(dispatch, &fields, &TimeZone::UTC, &mut Packer::default()).unwrap()
    }

    #[test]
    fn the_key_does_not_depend_on_where_the_dispatch_was_read() {
        let here = prepared(dispatch());
        let mut moved = dispatch();
        moved.source.path = "elsewhere.txt".into();
        assert_eq!(prepared(moved).key, here.key);
        let corrected = Dispatch { headline: "Grève à Caen".into(), ..dispatch() };
        assert_ne!(prepared(corrected).key, here.key);
    }

    #[test]
    fn documents_of_research_collections_have_no_twins() {
        let twin = |format: &str| {
            let mut read = dispatch();
            read.body = vec!["Le bac a repris son service mardi après onze jours d'arrêt, a dit la mairie.".into()];
            read.source.format = format.into();
            prepared(read).twin
        };
        assert!(twin("text").is_some() && twin("ninjs") == twin("text"));
        assert_eq!(["reuters21578", "trec", "rcv1", "nyt"].map(twin), [None; 4]);
    }

    #[test]
    fn labels_above_a_topic_are_indexed_once() {
        let topic = |label: &str| Topic {
            label: label.into(),
            broader: vec!["Discipline".into(), "Sport".into()],
            ..Topic::default()
        };
        let both = Dispatch { topics: vec![topic("Tennis"), topic("Football")], ..dispatch() };
        assert_eq!(topic_labels(&both), ["Tennis", "Discipline", "Sport", "Football"]);
    }

    #[test]
    fn a_stored_dispatch_comes_back_whole() {
        let (_, fields) = Fields::schema();
        let mut original = dispatch();
        original.source.path = "a/b.txt".into();
        let document = prepared(original.clone()).document;
        assert_eq!(Record::of(&document, &fields).read(Depth::Whole).unwrap(), original);
    }

    #[test]
    fn the_headline_line_is_there_even_when_the_headline_is_not() {
        let alert = Dispatch { headline: String::new(), ..dispatch() };
        assert_eq!(searched_text(&alert), "\nUn paragraphe.\n");
    }
}
