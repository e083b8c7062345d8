//! Stored records: each packed by itself, and in parts, so that a list reads no more of a dispatch than it shows.
//!
//! The dispatches of a hit list lie far apart, and most lists want no paragraphs. tantivy packs neighbours together, so that
//! to read one field of one dispatch is to unpack several dispatches whole; its store is therefore told to pack nothing.
//! What a part alone is too short to teach the compressor, the dictionaries bring along: they were made from the sample
//! dispatches in `corpus/` by `cargo run --release --example train-dictionaries`. An index can be read only with those it
//! was written with, so a change to them changes the layout of the index.

mod brief;

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::TantivyDocument;
use tantivy::schema::Value;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use self::brief::Brief;
use super::fields::Fields;
use crate::dispatch::Dispatch;

/// How much of a record is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Id, version, agency, headline, dates, status, embargo, what it replaces, path and format; the names of topics, places
    /// and people. Everything else is as in an empty dispatch.
    #[default]
    Brief,
    /// All but the paragraphs.
    Head,
    Whole,
}

/// Higher levels make indexing slower and gain next to nothing on texts as short as these.
const LEVEL: i32 = 3;
/// Bytes. What claims to be longer when unpacked is damaged: a dispatch has 64 MiB at most, and JSON writes a character in
/// six bytes at most.
const LONGEST: usize = 400 << 20;

/// The parts of a record, each in a stored field of its own: the dispatch in brief, all of it but its paragraphs, and its
/// paragraphs, all as JSON.
pub(super) const PARTS: usize = 3;
const BRIEF: usize = 0;
const HEAD: usize = 1;
const BODY: usize = 2;

const DICTIONARIES: [&[u8]; PARTS] = [
    include_bytes!("record/brief.dictionary"),
    include_bytes!("record/head.dictionary"),
    include_bytes!("record/body.dictionary"),
];

static ENCODERS: [LazyLock<EncoderDictionary<'static>>; PARTS] = [
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARIES[BRIEF], LEVEL)),
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARIES[HEAD], LEVEL)),
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARIES[BODY], LEVEL)),
];
static DECODERS: [LazyLock<DecoderDictionary<'static>>; PARTS] = [
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARIES[BRIEF])),
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARIES[HEAD])),
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARIES[BODY])),
];

thread_local! {
    /// Contexts are far dearer to make than to use.
    static UNPACKERS: RefCell<[Option<Decompressor<'static>>; PARTS]> = const { RefCell::new([None, None, None]) };
}

/// The parts of a dispatch as JSON, from which the dictionaries are made too.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn parts(mut dispatch: Dispatch) -> serde_json::Result<[Vec<u8>; PARTS]> {
    let paragraphs = std::mem::take(&mut dispatch.body);
    Ok([json(&Brief::from(&dispatch))?, json(&dispatch)?, json(&paragraphs)?])
}

fn json(part: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(part)
}

/// Packs records, one after the other.
#[derive(Default)]
pub struct Packer([Option<Compressor<'static>>; PARTS]);

impl Packer {
    /// Adds the record of a dispatch to its document.
    ///
    /// # Errors
    /// When it cannot be written as JSON, or there is no memory for it.
    pub fn pack(&mut self, dispatch: Dispatch, fields: &Fields, document: &mut TantivyDocument) -> io::Result<()> {
        let parts = parts(dispatch)?;
        for (number, part) in parts.iter().enumerate() {
            let packer = match &mut self.0[number] {
                Some(packer) => packer,
                none => none.insert(Compressor::with_prepared_dictionary(&ENCODERS[number])?),
            };
            document.add_bytes(fields.record[number], &packer.compress(part)?);
        }
        Ok(())
    }
}

/// A stored record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record<'a>(pub(super) [&'a [u8]; PARTS]);

impl<'a> Record<'a> {
    /// The record of a document as tantivy hands it out.
    pub fn of(document: &'a TantivyDocument, fields: &Fields) -> Self {
        let part = |field| document.get_first(field).and_then(|value| value.as_bytes()).unwrap_or_default();
        Record(fields.record.map(part))
    }

    /// The dispatch.
    ///
    /// # Errors
    /// When the record was damaged on disk.
    pub fn read(self, depth: Depth) -> io::Result<Dispatch> {
        match depth {
            Depth::Brief => Ok(self.part::<Brief<'static>>(BRIEF)?.into()),
            Depth::Head => self.part(HEAD),
            Depth::Whole => Ok(Dispatch { body: self.part(BODY)?, ..self.part(HEAD)? }),
        }
    }

    /// The paragraphs as a JSON array.
    ///
    /// # Errors
    /// As [`Record::read`].
    pub fn paragraphs(self) -> io::Result<String> {
        self.text(BODY)
    }

    fn part<T: DeserializeOwned>(self, number: usize) -> io::Result<T> {
        Ok(serde_json::from_str(&self.text(number)?)?)
    }

    fn text(self, number: usize) -> io::Result<String> {
        let unpacked = UNPACKERS.with_borrow_mut(|unpackers| {
            let unpacker = match &mut unpackers[number] {
                Some(unpacker) => unpacker,
                none => none.insert(Decompressor::with_prepared_dictionary(&DECODERS[number])?),
            };
            unpacker.decompress(self.0[number], LONGEST)
        })?;
        String::from_utf8(unpacked).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::{Person, Status, Topic};

    fn dispatch() -> Dispatch {
        let mut dispatch = Dispatch {
            id: "x-1".into(),
            version: 3,
            headline: "Grève à Rouen".into(),
            body: vec!["Un paragraphe.".into(), String::new(), "« \u{202e}\n\" \\ »".into()],
            status: Status::Withheld,
            topics: vec![Topic { label: "Transports".into(), code: Some("1".into()), ..Topic::default() }],
            people: vec![Person { name: "Ada Brévent".into(), count: 2, ..Person::default() }],
            ..Dispatch::default()
        };
        dispatch.source.path = "a/b.txt".into();
        dispatch
    }

    fn packed() -> (TantivyDocument, Fields) {
        let (_, fields) = Fields::schema();
        let mut document = TantivyDocument::default();
        Packer::default().pack(dispatch(), &fields, &mut document).unwrap();
        (document, fields)
    }

    #[test]
    fn a_record_comes_back_as_far_as_it_is_wanted() {
        let (document, fields) = packed();
        let record = Record::of(&document, &fields);
        assert_eq!(record.read(Depth::Whole).unwrap(), dispatch());
        assert_eq!(record.read(Depth::Head).unwrap(), Dispatch { body: Vec::new(), ..dispatch() });
        let brief = record.read(Depth::Brief).unwrap();
        let named = |dispatch: &Dispatch| (dispatch.topics[0].label.clone(), dispatch.people[0].name.clone());
        assert_eq!(named(&brief), named(&dispatch()));
        assert_eq!((brief.topics[0].code.as_ref(), brief.people[0].count), (None, 0));
        let rest = |brief: Dispatch| Dispatch { body: Vec::new(), topics: Vec::new(), people: Vec::new(), ..brief };
        assert_eq!(rest(brief), rest(dispatch()));
        assert_eq!(serde_json::from_str::<Vec<String>>(&record.paragraphs().unwrap()).unwrap(), dispatch().body);
    }

    #[test]
    fn a_damaged_record_is_an_error() {
        let (document, fields) = packed();
        let record = Record::of(&document, &fields);
        for at in 0..record.0[BRIEF].len() {
            let mut cut = record;
            cut.0[BRIEF] = &record.0[BRIEF][..at];
            assert!(cut.read(Depth::Brief).is_err(), "cut at {at}");
        }
        let vast = [&record.0[HEAD][..4], &[0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat();
        assert!(Record([record.0[BRIEF], &vast, record.0[BODY]]).read(Depth::Head).is_err());
        assert!(Record::default().read(Depth::Whole).is_err());
    }
}
