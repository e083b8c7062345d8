//! From files to dispatches.
//!
//! [`walk()`] finds the files, [`read()`] makes dispatches of one: its bytes are read once ([`bytes`]) and decoded
//! ([`encoding`]), the first reader of [`READERS`] that recognises the text takes it, and what it gives is completed
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
pub mod dateline;
pub mod encoding;
mod entities;
mod fault;
pub mod feeds;
mod html;
mod identity;
pub mod language;
mod magic;
pub mod markup;
pub mod newsmlg2;
pub mod ninjs;
pub mod nitf;
pub mod plain;
mod read;
mod reader;
mod refused;
mod sign_off;
mod walk;
pub mod when;

pub use fault::{Fault, Place, Skip, SkipReason};
pub use read::{FileFacts, Options, read};
pub use reader::{Head, Input, Item, Reader, TextReader};
pub use walk::{Found, WalkFault, walk};

/// Every reader, in the order in which they are asked. Formats that are told by a mark come before those that are guessed.
pub static READERS: &[&dyn Reader] = &[
    &ninjs::Ninjs,
    &newsmlg2::NewsMlG2,
    &feeds::Rss,
    &feeds::Atom,
    &nitf::Nyt,
    &nitf::Nitf,
    &refused::Refused,
    &TextReader { name: "header-block", recognises: plain::header::recognises, read: plain::header::read },
    &TextReader { name: "web-page", recognises: plain::page::recognises, read: plain::page::read },
    &TextReader { name: "text", recognises: plain::paragraphs::recognises, read: plain::paragraphs::read },
];
