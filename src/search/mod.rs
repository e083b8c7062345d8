//! Running a query: hits, snippets, explanations.

mod hit;

pub use hit::{Hit, Snippet};
