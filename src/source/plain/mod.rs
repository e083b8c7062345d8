//! Dispatches as plain text: a block of headers, a web page saved as text, or nothing but paragraphs.
//!
//! Each reader has `recognises` and `read`, on decoded text. They are meant to be asked in the order [`header`],
//! [`page`], [`paragraphs`]; the last takes anything that has a letter. They leave `source` alone, and `id` unless the
//! text itself gives one. Before them, [`split`] takes files of several dispatches.

pub(super) mod blocks;
pub mod header;
pub mod page;
pub mod paragraphs;
pub mod split;
#[cfg(test)]
mod tests;
mod tidy;
