//! The French language: normalise, tokenise, elide, fold, stem; sentences; dates.
//!
//! Pure functions and one tantivy tokenizer; knows no index schema. Read in this order: [`chunks`] cuts a text into
//! words, [`fold`] takes accents and capitals away, [`forms`] says in which forms a word is indexed and sought,
//! [`tokenizer`] does both in one pass for the index.

pub mod chunks;
pub mod dates;
pub mod elision;
pub mod fold;
pub mod forms;
pub mod invariable;
pub mod loose;
pub mod numbers;
pub mod sentences;
pub mod stem;
pub mod tokenizer;
