//! Full-text search for French wire dispatches.
//!
//! The way of a dispatch, one direction: [`source`] → [`dispatch`] → [`index`] ← [`query`] → [`search`] → [`export`].

pub mod annotate;
pub mod batch;
pub mod clock;
pub mod dispatch;
pub mod export;
pub mod french;
pub mod index;
pub mod paths;
pub mod query;
pub mod safe;
pub mod search;
pub mod source;
