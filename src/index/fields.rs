//! The fields of the index.

use tantivy::Index;
use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use super::list_tokenizer::ListTokenizer;
use super::record::PARTS;
use super::value_tokenizer::ValueTokenizer;
use crate::french::tokenizer::{FrenchTokenizer, Level};

/// Running text: stems and exact forms.
const FRENCH: &str = "french";
/// Lists of labels: stems and exact forms, each label a paragraph.
const LABELS: &str = "labels";
/// Lists of names: exact forms, each name a paragraph.
const NAMES: &str = "name-list";
/// Whole values, folded.
const VALUE: &str = "value";

/// Every field, by what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The [`super::document::Key`] of the dispatch: what documents are deleted by.
    pub key: Field,
    /// The first eight bytes of the key as a number: names superseded dispatches, and orders versions that claim the same.
    pub tie: Field,
    /// The provider's identifier, as it is, which orders hits of equal rank. Several versions share one.
    pub id: Field,
    pub version: Field,
    /// The identifier of the dispatch that this one replaces.
    pub replaces: Field,
    /// What dispatches with the same text share ([`super::twins`]).
    pub twin: Field,
    /// What tells texts that are nearly the same ([`super::sketch`]): its numbers, in their order.
    pub sketch: Field,
    /// Path of the source file, as it is.
    pub path: Field,
    pub provider: Field,
    pub language: Field,
    pub status: Field,
    /// Not to be published before; the last date there is where no end is given.
    pub embargo: Field,
    pub genre: Field,
    pub urgency: Field,
    /// Creation, else last update.
    pub date: Field,
    pub updated: Field,
    /// Year × 100 + month of `date` on the house clock.
    pub month: Field,
    /// The headline alone.
    pub headline: Field,
    /// How many words the headline has: in `text`, words at lower positions stand in it.
    pub headline_words: Field,
    /// Headline, standfirst and body, a paragraph each; the first paragraph end closes the headline even where that is
    /// empty. What a query looks into when it names no field.
    pub text: Field,
    pub topic: Field,
    pub location: Field,
    /// The places of the gazetteer: their identifiers and those of all that they lie in, see [`own_place_term`].
    pub within: Field,
    pub people: Field,
    /// The authority of names: `sound + SEPARATOR + name` for every part of every name, see [`person_term`].
    pub person: Field,
    /// The full name of each person, as it is: for counts.
    pub person_name: Field,
    pub org: Field,
    pub byline: Field,
    pub slug: Field,
    pub keyword: Field,
    /// The parts of the record, packed by [`super::record`].
    pub record: [Field; PARTS],
}

impl Fields {
    /// The schema of a new index, and its fields.
    pub fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let seconds = DateOptions::from(FAST).set_precision(DateTimePrecision::Seconds);
        let fields = Fields {
            key: schema.add_text_field("key", STRING),
            tie: schema.add_u64_field("tie", FAST),
            id: schema.add_text_field("id", STRING.set_fast("raw")),
            version: schema.add_u64_field("version", FAST),
            replaces: schema.add_text_field("replaces", STRING),
            twin: schema.add_u64_field("twin", INDEXED | FAST),
            sketch: schema.add_u64_field("sketch", FAST),
            path: schema.add_text_field("path", STRING),
            provider: value(&mut schema, "provider"),
            language: value(&mut schema, "lang"),
            status: value(&mut schema, "status"),
            embargo: schema.add_date_field("embargo", seconds.clone()),
            genre: value(&mut schema, "genre"),
            urgency: schema.add_u64_field("urgency", INDEXED | FAST),
            date: schema.add_date_field("date", seconds.clone()),
            updated: schema.add_date_field("updated", seconds),
            month: schema.add_u64_field("month", FAST),
            headline: schema.add_text_field("headline", words(FRENCH)),
            headline_words: schema.add_u64_field("headline_words", FAST),
            text: schema.add_text_field("text", words(FRENCH)),
            topic: schema.add_text_field("topic", words(LABELS).set_fast("raw")),
            location: schema.add_text_field("location", words(NAMES).set_fast("raw")),
            within: schema.add_text_field("within", whole()),
            people: schema.add_text_field("people", words(NAMES)),
            person: schema.add_text_field("person", whole()),
            person_name: schema.add_text_field("person_name", TextOptions::default().set_fast("raw")),
            org: schema.add_text_field("org", words(NAMES).set_fast("raw")),
            byline: schema.add_text_field("byline", words(NAMES)),
            slug: schema.add_text_field("slug", words(NAMES)),
            keyword: schema.add_text_field("keyword", words(LABELS).set_fast("raw")),
            record: ["brief", "head", "body"].map(|part| schema.add_bytes_field(part, STORED)),
        };
        (schema.build(), fields)
    }

    /// Whether words in this field have stems; names have not.
    pub fn is_inflected(&self, field: Field) -> bool {
        [self.headline, self.text, self.topic, self.keyword].contains(&field)
    }
}

fn words(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

/// Whole values as they are, without lengths or positions.
fn whole() -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
}

/// The term in [`Fields::within`] of a place that the dispatch names itself; a place is found in what it lies in by the
/// bare identifier.
pub fn own_place_term(id: &str) -> String {
    format!("={id}")
}

/// What stands between the sound and the name in a term of [`Fields::person`]; names with it in them are not filed.
pub const SEPARATOR: char = '\u{1f}';

/// The term that files `name` under `sound`. All names of one sound stand side by side in the dictionary.
pub fn person_term(sound: &str, name: &str) -> String {
    format!("{sound}{SEPARATOR}{name}")
}

fn value(schema: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer(VALUE).set_index_option(IndexRecordOption::Basic);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing).set_fast("raw"))
}

/// Makes our tokenizers known. tantivy keeps only their names, so every process that opens an index must do this first.
pub fn register_tokenizers(index: &Index) {
    index.tokenizers().register(FRENCH, FrenchTokenizer::new(Level::Inflected));
    index.tokenizers().register(LABELS, ListTokenizer::new(Level::Inflected));
    index.tokenizers().register(NAMES, ListTokenizer::new(Level::Exact));
    index.tokenizers().register(VALUE, ValueTokenizer);
}
