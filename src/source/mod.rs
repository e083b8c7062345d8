//! From files to dispatches.
//!
//! [`walk()`] finds the files, [`read()`] makes dispatches of one: its bytes are read once ([`bytes`]), archives are opened
//! ([`container`]), texts decoded ([`encoding`]), the first reader of [`READERS`] that recognises the text takes it, and what it gives is completed
//! ([`identity`]). The choice is made by content; names and endings have no say.
//!
//! A new format is one file with a [`Reader`], and one line in [`READERS`].

pub mod advisory;
pub mod agencies;
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
mod html;
mod identity;
mod json;
pub mod language;
mod magic;
pub mod markup;
pub mod ninjs;
pub mod plain;
mod read;
mod reader;
mod reading;
mod refused;
mod sign_off;
mod table;
mod walk;
pub mod when;

pub use fault::{Fault, Place, Skip, SkipReason};
pub use read::{FileFacts, Options, read};
pub use reader::{Head, Input, Item, Reader, TextReader};
pub use table::columns::{BadMap, Columns};
pub use walk::{Found, WalkFault, walk};

/// Every reader, in the order in which they are asked. Formats that are told by a mark come before those that are guessed.
pub static READERS: &[&dyn Reader] = &[
    &ninjs::AFP,
    &ninjs::AP,
    &ninjs::DPA,
    &ninjs::FINGERPOST,
    &ninjs::NINJS,
    &table::JSON_LINES,
    &table::JSON,
    &refused::Refused,
    &table::TSV,
    &table::CSV,
    &TextReader { name: "header-block", recognises: plain::header::recognises, read: plain::header::read },
    &TextReader { name: "web-page", recognises: plain::page::recognises, read: plain::page::read },
    &TextReader { name: "text", recognises: plain::paragraphs::recognises, read: plain::paragraphs::read },
];
