//! What the readers of XML and SGML share.
//!
//! [`root()`] tells formats apart, [`records`] cuts a file of any length into its dispatches, one at a time, [`tree`] makes
//! one of them an XML tree, and [`sgml`] finds the fields of one that is no XML; [`story`] knows which parts of a text in
//! HTML are no text. Entities are never fetched nor declared: only characters have references here.

pub mod records;
mod root;
pub mod sgml;
pub mod story;
pub mod story_line;
pub mod tree;
pub mod wrapped;

pub use root::{Root, root};
