//! Tables of dispatches, whatever their columns are called: CSV and TSV, JSON Lines, and lists of objects in JSON.
//!
//! [`columns`] says what a column holds, by its name or by what the user maps; [`row`] makes a dispatch of a row. [`sniff`]
//! tells tables from prose, [`delimited`] and [`objects`] are the readers.

pub mod columns;
mod delimited;
mod names;
mod objects;
mod row;
mod sniff;

pub use delimited::{CSV, TSV};
pub use objects::{JSON, JSON_LINES};

/// What to do about columns and keys that are not understood.
const ADVICE: &str = "say which is which with --map headline=…,body=…,date=…";
