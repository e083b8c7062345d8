//! Stored records: each packed by itself, its paragraphs apart from the rest.
//!
//! The dispatches of a hit list lie far apart, and most lists want no paragraphs. tantivy packs neighbours together, so that
//! to read one field of one dispatch is to unpack several dispatches whole; its store is therefore told to pack nothing.
//! What a record alone is too short to teach the compressor, the dictionaries bring along: they were made from the sample
//! dispatches in `corpus/` by `cargo run --release --example train-dictionaries`. An index can be read only with those it
//! was written with, so a change to them changes the layout of the index.

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::TantivyDocument;
use tantivy::schema::Value;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use super::fields::Fields;
use crate::dispatch::Dispatch;

/// Higher levels make indexing slower and gain next to nothing on texts as short as these.
const LEVEL: i32 = 3;
/// Bytes. What claims to be longer when unpacked is damaged: a dispatch has 64 MiB at most, and JSON writes a character in
/// six bytes at most.
const LONGEST: usize = 400 << 20;

const HEAD: &[u8] = include_bytes!("record/head.dictionary");
const BODY: &[u8] = include_bytes!("record/body.dictionary");

static HEAD_DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(HEAD));
static BODY_DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(BODY));
static HEAD_ENCODER: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(HEAD, LEVEL));
static BODY_ENCODER: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(BODY, LEVEL));

thread_local! {
    /// Contexts are far dearer to make than to use.
    static UNPACKER: RefCell<Unpacker> = RefCell::new(Unpacker::default());
}

/// A record ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The dispatch as JSON, its paragraphs taken out.
    pub head: Vec<u8>,
    /// The paragraphs as a JSON array.
    pub body: Vec<u8>,
}

/// A stored record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// As [`Packed::head`].
    pub head: &'a [u8],
    /// As [`Packed::body`].
    pub body: &'a [u8],
}

/// Packs records, one after the other.
#[derive(Default)]
pub struct Packer {
    head: Option<Compressor<'static>>,
    body: Option<Compressor<'static>>,
}

impl Packer {
    /// Packs a record.
    ///
    /// # Errors
    /// When it cannot be written as JSON, or there is no memory for it.
    pub fn pack(&mut self, mut dispatch: Dispatch) -> io::Result<Packed> {
        let paragraphs = std::mem::take(&mut dispatch.body);
        Ok(Packed {
            head: packed(&mut self.head, &HEAD_ENCODER, &dispatch)?,
            body: packed(&mut self.body, &BODY_ENCODER, &paragraphs)?,
        })
    }
}

fn packed(
    context: &mut Option<Compressor<'static>>,
    dictionary: &'static EncoderDictionary<'static>,
    part: &impl Serialize,
) -> io::Result<Vec<u8>> {
    let context = match context {
        Some(context) => context,
        None => context.insert(Compressor::with_prepared_dictionary(dictionary)?),
    };
    context.compress(&serde_json::to_vec(part)?)
}

/// Unpacks records of one thread.
#[derive(Default)]
struct Unpacker {
    head: Option<Decompressor<'static>>,
    body: Option<Decompressor<'static>>,
}

impl<'a> Parts<'a> {
    /// The record of a document as tantivy hands it out.
    pub fn of(document: &'a TantivyDocument, fields: &Fields) -> Self {
        let part = |field| document.get_first(field).and_then(|value| value.as_bytes()).unwrap_or_default();
        Parts { head: part(fields.head), body: part(fields.body) }
    }

    /// The dispatch without its paragraphs.
    ///
    /// # Errors
    /// When the record was damaged on disk.
    pub fn head(self) -> io::Result<Dispatch> {
        UNPACKER.with_borrow_mut(|unpacker| unpacked(&mut unpacker.head, &HEAD_DECODER, self.head))
    }

    /// The dispatch.
    ///
    /// # Errors
    /// As [`Parts::head`].
    pub fn whole(self) -> io::Result<Dispatch> {
        let mut dispatch = self.head()?;
        dispatch.body = UNPACKER.with_borrow_mut(|unpacker| unpacked(&mut unpacker.body, &BODY_DECODER, self.body))?;
        Ok(dispatch)
    }
}

fn unpacked<T: DeserializeOwned>(
    context: &mut Option<Decompressor<'static>>,
    dictionary: &'static DecoderDictionary<'static>,
    packed: &[u8],
) -> io::Result<T> {
    let context = match context {
        Some(context) => context,
        None => context.insert(Decompressor::with_prepared_dictionary(dictionary)?),
    };
    Ok(serde_json::from_slice(&context.decompress(packed, LONGEST)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(packed: &Packed) -> Parts<'_> {
        Parts { head: &packed.head, body: &packed.body }
    }

    fn dispatch() -> Dispatch {
        let mut dispatch = Dispatch {
            id: "x-1".into(),
            headline: "Grève à Rouen".into(),
            body: vec!["Un paragraphe.".into(), String::new(), "« \u{202e}\n\" \\ »".into()],
            ..Dispatch::default()
        };
        dispatch.source.path = "a/b.txt".into();
        dispatch
    }

    #[test]
    fn a_record_comes_back_whole_or_without_its_paragraphs() {
        let packed = Packer::default().pack(dispatch()).unwrap();
        assert_eq!(parts(&packed).whole().unwrap(), dispatch());
        assert_eq!(parts(&packed).head().unwrap(), Dispatch { body: Vec::new(), ..dispatch() });
    }

    #[test]
    fn a_damaged_record_is_an_error() {
        let packed = Packer::default().pack(dispatch()).unwrap();
        for at in 0..packed.head.len() {
            let cut = Parts { head: &packed.head[..at], ..parts(&packed) };
            assert!(cut.head().is_err(), "cut at {at}");
        }
        let vast = [&packed.head[..4], &[0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat();
        assert!(Parts { head: &vast, ..parts(&packed) }.head().is_err());
        assert!(Parts::default().whole().is_err());
    }
}
