//! People across dispatches: which spellings name one person, and which similar names do not.
//!
//! Names in, decisions out; nothing here knows an index. [`name`] cuts a name into its parts, [`key`] says how a part
//! sounds whatever its spelling, [`matching`] compares two names. What rules cannot know stands in a list of well-known
//! people ([`aliases`]) and in the user's own file ([`people_file`]); [`asked`] puts all of it together.

pub mod aliases;
pub mod asked;
pub mod key;
pub mod matching;
pub mod name;
mod order;
pub mod people_file;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use asked::{Asked, Authority};
pub use name::Name;
