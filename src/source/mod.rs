//! From files to dispatches. Knows no index.

pub mod agencies;
pub mod dateline;
pub mod language;
