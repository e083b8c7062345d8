//! Fields that are compared as a whole, numbers and dates.

use std::ops::{Bound, RangeInclusive};

use jiff::Timestamp;
use tantivy::Term;
use tantivy::query::{AllQuery, Query, RangeQuery};
use tantivy::schema::Field;

use super::clauses::term_query;
use super::pattern::Pattern;
use super::pattern_query::PatternQuery;
use crate::index::document::index_date;
use crate::index::fields::{Fields, own_place_term};
use crate::index::value_term;
use crate::query::ast::{Interval, ValueField};

/// The documents whose `field` is `value`.
///
/// A path is found by its end or by any folder it lies in; a language by its main tag (`fr` finds `fr-CH`).
pub fn is(fields: &Fields, field: ValueField, value: &str, wildcard: bool) -> Box<dyn Query> {
    let (field, value) = match field {
        ValueField::Id => (fields.id, value.trim().to_owned()),
        ValueField::Path if wildcard => (fields.path, value.to_owned()),
        ValueField::Path => return path(fields.path, value),
        ValueField::Provider => (fields.provider, value_term(value)),
        ValueField::Status => (fields.status, value_term(value)),
        ValueField::Place => (fields.within, own_place_term(value)),
        ValueField::Within => (fields.within, value.to_owned()),
        ValueField::Language => {
            let tag = value_term(value);
            let exact = term_query(fields.language, &tag);
            return either(exact, pattern(fields.language, &format!("{tag}-*")));
        }
    };
    if wildcard {
        pattern(field, &value).unwrap_or_else(|| term_query(field, &value))
    } else {
        term_query(field, &value)
    }
}

fn path(field: Field, value: &str) -> Box<dyn Query> {
    let inner = value.trim_matches('/');
    let forms = [format!("*/{inner}"), format!("*/{inner}/*")];
    let by_end = forms.iter().fold(term_query(field, value), |query, form| either(query, pattern(field, form)));
    either(by_end, pattern(field, &format!("{inner}/*")))
}

fn pattern(field: Field, value: &str) -> Option<Box<dyn Query>> {
    Some(Box::new(PatternQuery { field, pattern: Pattern::value_wildcard(value)? }))
}

fn either(query: Box<dyn Query>, other: Option<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(tantivy::query::BooleanQuery::union(std::iter::once(query).chain(other).collect()))
}

/// The documents with an urgency within bounds.
pub fn urgency(fields: &Fields, bounds: RangeInclusive<u8>) -> Box<dyn Query> {
    let term = |urgency: &u8| Bound::Included(Term::from_field_u64(fields.urgency, (*urgency).into()));
    Box::new(RangeQuery::new(term(bounds.start()), term(bounds.end())))
}

/// The documents dated within an interval.
pub fn dated(fields: &Fields, interval: Interval) -> Box<dyn Query> {
    let term = |instant: Timestamp| Term::from_field_date(fields.date, index_date(instant));
    let from = interval.from.map_or(Bound::Unbounded, |from| Bound::Included(term(from)));
    let until = interval.until.map_or(Bound::Unbounded, |until| Bound::Excluded(term(until)));
    if interval == Interval::default() { Box::new(AllQuery) } else { Box::new(RangeQuery::new(from, until)) }
}

/// The documents that may not be published yet.
pub fn under_embargo(fields: &Fields, now: Timestamp) -> Box<dyn Query> {
    let now = Term::from_field_date(fields.embargo, index_date(now));
    Box::new(RangeQuery::new(Bound::Excluded(now), Bound::Unbounded))
}
