//! From files to dispatches. Knows no index.

pub mod agencies;
pub mod boilerplate;
pub mod dateline;
pub mod language;
pub mod plain;
