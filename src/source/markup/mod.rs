//! What the readers of XML and SGML share.
//!
//! [`root()`] tells formats apart, [`records`] cuts a file of any length into its dispatches, one at a time, and [`tree`]
//! makes one of them an XML tree;
//! [`story`] knows which parts of a text in HTML are no text. Entities are never fetched nor declared: only characters have references here.

pub mod records;
mod root;
pub mod story;
pub mod tree;

pub use root::{Root, root};
