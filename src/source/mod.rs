//! From files to dispatches.
//!
//! [`walk()`] finds the files, [`read()`] makes dispatches of one: its bytes are read once ([`bytes`]) and decoded
//! ([`encoding`]), the first reader of [`READERS`] that recognises the text takes it, and what it gives is completed
//! ([`identity`]). The choice is made by content; names and endings have no say.
//!
//! A new format is one file with a [`Reader`], and one line in [`READERS`].

pub mod advisory;
pub mod agencies;
pub mod anpa1312;
pub mod boilerplate;
pub mod bytes;
mod chars;
pub mod clean;
pub mod complete;
pub mod dateline;
pub mod encoding;
mod entities;
mod fault;
mod html;
mod identity;
pub mod iptc7901;
pub mod language;
mod magic;
pub mod markup;
pub mod ninjs;
pub mod plain;
mod read;
mod reader;
mod refused;
mod sign_off;
pub mod telegraph;
mod walk;
pub mod when;
pub mod zczc;

pub use fault::{Fault, Place, Skip, SkipReason};
pub use read::{FileFacts, Options, read};
pub use reader::{Head, Input, Item, Reader, TextReader};
pub use walk::{Found, WalkFault, walk};

/// Every reader, in the order in which they are asked. Formats that are told by a mark come before those that are guessed.
pub static READERS: &[&dyn Reader] = &[
    &ninjs::Ninjs,
    &iptc7901::Iptc7901,
    &anpa1312::Anpa1312,
    &zczc::Zczc,
    &refused::Refused,
    &plain::split::Texts,
    &TextReader { name: "header-block", recognises: plain::header::recognises, read: plain::header::read },
    &TextReader { name: "web-page", recognises: plain::page::recognises, read: plain::page::read },
    &TextReader { name: "text", recognises: plain::paragraphs::recognises, read: plain::paragraphs::read },
];
