//! The small tantivy queries that larger ones are made of.

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::pattern::Pattern;
use super::pattern_query::PatternQuery;
use super::probe::Slot;
use crate::index::OpenIndex;

/// A query for one position.
pub fn single(slot: &Slot, field: Field) -> Box<dyn Query> {
    match slot {
        Slot::Pattern(pattern) => Box::new(PatternQuery { field, pattern: pattern.clone() }),
        Slot::Terms(terms) => {
            let clauses = terms.iter().map(|term| (Occur::Should, term_query(field, term))).collect();
            combine(clauses).unwrap_or_else(|| Box::new(EmptyQuery))
        }
    }
}

/// The documents whose whole value in `field` begins with `prefix`.
pub fn prefix_query(field: Field, prefix: &str) -> Option<Box<dyn Query>> {
    Some(Box::new(PatternQuery { field, pattern: Pattern::value_prefix(prefix)? }))
}

/// The terms of a field that fit a pattern, each once.
pub fn matching_terms(index: &OpenIndex, field: Field, pattern: &Pattern) -> tantivy::Result<Vec<String>> {
    let mut terms = Vec::new();
    for reader in index.searcher.segment_readers() {
        pattern.each_term(reader.inverted_index(field)?.terms(), &mut |term| terms.push(term.to_owned()))?;
    }
    terms.sort_unstable();
    terms.dedup();
    Ok(terms)
}

/// A term, read with its frequencies: without them tantivy cannot skip what ranks too low.
pub fn term_query(field: Field, term: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs))
}

/// One query of clauses; `None` of none.
pub fn combine(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Option<Box<dyn Query>> {
    match clauses.len() {
        0 => None,
        1 if clauses[0].0 != Occur::MustNot => clauses.pop().map(|(_, query)| query),
        _ => Some(Box::new(BooleanQuery::new(clauses))),
    }
}

/// All dispatches, without weight.
pub fn everything() -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(AllQuery), 0.0))
}

/// Selects without ranking.
pub fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
