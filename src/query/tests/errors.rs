//! Queries that are wrong, and what is said of them.

use super::read;

/// What is said of each query, one after the other.
fn told(queries: &[&str]) -> String {
    let told = queries.iter().map(|query| match read(query, false) {
        Ok(parsed) => panic!("{query:?} is understood: {}", super::tree(&parsed.node)),
        Err(error) => error.render(query),
    });
    told.collect::<Vec<_>>().join("\n\n")
}
