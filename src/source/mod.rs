//! From files to dispatches.
//!
//! [`walk()`] finds the files, [`read()`] makes dispatches of one: its bytes are read once ([`bytes`]), archives are opened
//! ([`container`]), texts decoded ([`encoding`]), the first reader of [`READERS`] that recognises the text takes it, and what it gives is completed
//! ([`identity`]). The choice is made by content; names and endings have no say.
//!
//! A new format is one file with a [`Reader`], and one line in [`READERS`].

mod about;
pub mod advisory;
pub mod agencies;
pub mod anpa1312;
pub mod article;
pub mod boilerplate;
pub mod bytes;
mod chars;
pub mod clean;
pub mod complete;
mod container;
pub mod dateline;
pub mod encoding;
mod entities;
mod fault;
pub mod feeds;
mod html;
mod identity;
pub mod iptc7901;
mod json;
pub mod language;
pub mod magic;
pub mod mail;
pub mod markup;
pub mod newsml1;
pub mod newsmlg2;
pub mod ninjs;
pub mod nitf;
pub mod plain;
pub mod rcv1;
mod read;
mod reader;
mod reading;
mod refused;
pub mod reuters21578;
mod sign_off;
mod table;
pub mod telegraph;
pub mod trec;
mod walk;
pub mod warc;
pub mod when;
pub mod zczc;

pub use fault::{Fault, Place, Skip, SkipReason};
pub use read::{FileFacts, Options, read, read_bytes};
pub use reader::{Head, Input, Item, Reader, TextReader};
pub use table::columns::{BadMap, Columns};
pub use walk::{Found, WalkFault, walk};

/// Every reader, in the order in which they are asked. Formats that are told by a mark come before those that are guessed.
pub static READERS: &[&dyn Reader] = &[
    &newsml1::NewsMl1,
    &rcv1::Rcv1,
    &newsmlg2::NewsMlG2,
    &feeds::Rss,
    &feeds::Atom,
    &nitf::Nyt,
    &nitf::Nitf,
    &iptc7901::Iptc7901,
    &anpa1312::Anpa1312,
    &zczc::Zczc,
    &reuters21578::Reuters21578,
    &article::Article,
    &ninjs::AFP,
    &ninjs::AP,
    &ninjs::DPA,
    &ninjs::FINGERPOST,
    &ninjs::NINJS,
    &table::JSON_LINES,
    &table::JSON,
    &trec::Trec,
    &refused::Refused,
    &table::TSV,
    &table::CSV,
    &plain::split::Texts,
    &TextReader { name: "header-block", recognises: plain::header::recognises, read: plain::header::read },
    &TextReader { name: "web-page", recognises: plain::page::recognises, read: plain::page::read },
    &TextReader { name: "text", recognises: plain::paragraphs::recognises, read: plain::paragraphs::read },
];
