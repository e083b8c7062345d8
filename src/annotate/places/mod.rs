//! Places: a gazetteer of the world as French dispatches name it, and which of its places a dispatch means.
//!
//! The gazetteer ([`gazetteer`]) is packed into the program and read when a command needs it. Where its facts come from,
//! and under what terms, is told in `src/annotate/model/PLACES.md`.

pub mod gazetteer;
pub mod key;
pub mod kind;
pub mod packed;
