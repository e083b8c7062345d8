//! Places: a gazetteer of the world as French dispatches name it, and which of its places a dispatch means.
//!
//! The gazetteer ([`gazetteer`]) is packed into the program and read when a command needs it. Where its facts come from,
//! and under what terms, is told in `src/annotate/model/PLACES.md`.

mod bodies;
pub mod context;
pub mod demonyms;
pub mod event;
pub mod forms;
pub mod gazetteer;
mod generic;
mod given;
mod group;
pub mod key;
pub mod kind;
mod named;
pub mod packed;
mod resolve;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use self::demonyms::Demonyms;
use self::gazetteer::Gazetteer;

/// The packed gazetteer.
const PACKED: &[u8] = include_bytes!("../model/places.bin");

/// The places of the world, ready to be found in dispatches.
#[derive(Debug)]
pub struct Places {
    pub gazetteer: Gazetteer,
    pub demonyms: Demonyms,
}

impl Places {
    /// Reads the gazetteer of the program, some twenty milliseconds of work.
    pub fn load() -> Self {
        Places::new(Gazetteer::read(PACKED).unwrap_or_default())
    }

    /// The places of this process, read when they are first asked for.
    pub fn shared() -> &'static Places {
        static SHARED: LazyLock<Places> = LazyLock::new(Places::load);
        &SHARED
    }

    /// The places of a gazetteer.
    pub fn new(gazetteer: Gazetteer) -> Self {
        let demonyms = Demonyms::new(&gazetteer);
        Places { gazetteer, demonyms }
    }
}
