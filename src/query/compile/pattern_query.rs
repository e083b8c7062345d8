//! A tantivy query for the documents that have a term which fits a [`Pattern`].

use tantivy::query::{AutomatonWeight, EnableScoring, Query, Weight};
use tantivy::schema::Field;

use tantivy_fst::Regex;

use super::pattern::{Fuzzy, Pattern};

/// Every match scores the same.
#[derive(Clone, Debug)]
pub struct PatternQuery {
    pub field: Field,
    pub pattern: Pattern,
}

impl Query for PatternQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(match &self.pattern {
            Pattern::Wildcard(regex) => Box::new(AutomatonWeight::<Regex>::new(self.field, regex.clone())),
            Pattern::Fuzzy(fuzzy) => Box::new(AutomatonWeight::<Fuzzy>::new(self.field, fuzzy.clone())),
        })
    }
}
