//! The French language: normalise, tokenise, elide, fold, stem; sentences; dates. Pure functions; knows no index schema.

pub mod dates;
pub mod loose;
