//! A tantivy query for the documents that have a value in a column, as the counts tell values apart.

use tantivy::columnar::StrColumn;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use crate::index::facet::{Facet, Kind};

/// Every match scores the same.
#[derive(Clone, Debug)]
pub struct ColumnQuery {
    pub facet: Facet,
    pub value: String,
}

impl Query for ColumnQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ColumnWeight(self.clone())))
    }
}

struct ColumnWeight(ColumnQuery);

/// A list of documents, in order.
struct Docs {
    docs: Vec<DocId>,
    at: usize,
}

impl DocSet for Docs {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}

impl ColumnQuery {
    /// The documents of a segment, in order.
    fn docs(&self, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let columns = reader.fast_fields();
        let (column, ords) = match self.facet.kind() {
            Kind::Number => (columns.u64(self.facet.column())?, self.value.trim().parse().into_iter().collect()),
            Kind::Text => match columns.str(self.facet.column())? {
                Some(column) => (column.ords().clone(), self.ords(&column)?),
                None => return Ok(Vec::new()),
            },
        };
        let mut docs = Vec::new();
        // What lies below the least value of the column, tantivy takes for the least.
        let held = column.min_value()..=column.max_value();
        for ord in ords.into_iter().filter(|ord| held.contains(ord)) {
            let mut found = Vec::new();
            column.get_docids_for_value_range(ord..=ord, 0..reader.max_doc(), &mut found);
            docs.append(&mut found);
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(docs)
    }

    /// The numbers of the values that count as this one.
    fn ords(&self, column: &StrColumn) -> tantivy::Result<Vec<u64>> {
        let key = Facet::key(&self.value);
        let mut ords = Vec::new();
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            if std::str::from_utf8(terms.key()).is_ok_and(|term| Facet::has_key(term, &key)) {
                ords.push(terms.term_ord());
            }
        }
        Ok(ords)
    }
}

impl Weight for ColumnWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(Docs { docs: self.0.docs(reader)?, at: 0 }, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.0.docs(reader)?.binary_search(&doc).is_err() {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("a value of a column", 1.0))
    }
}
