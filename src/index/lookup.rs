//! Dispatches of a committed index by what links them: their id, what they replace, their text.

use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DateTime, DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::document::{Key, VersionRank, status_name};
use super::fields::Fields;
use super::record::{Depth, Record};
use super::value_term;
use super::versions::Member;
use crate::dispatch::{Dispatch, Status};

/// Looks into one committed state of an index.
#[derive(Clone)]
pub struct Lookup {
    fields: Fields,
    searcher: Searcher,
}

/// A dispatch among those with one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    pub key: u64,
    pub address: DocAddress,
    /// Seconds since 1970.
    pub date: Option<i64>,
    pub tie: u64,
}

impl Lookup {
    /// Looks into what `searcher` holds.
    pub fn new(searcher: Searcher, fields: Fields) -> Self {
        Lookup { fields, searcher }
    }

    /// Looks into the last commit.
    pub fn committed(index: &Index, fields: Fields) -> tantivy::Result<Self> {
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Lookup::new(reader.searcher(), fields))
    }

    /// Whether the index holds nothing.
    pub fn is_empty(&self) -> bool {
        self.searcher.num_docs() == 0
    }

    /// A dispatch by its key, with the key of its text; `None` also for a record that was damaged on disk.
    pub fn find(&self, key: Key) -> tantivy::Result<Option<(Dispatch, Option<u64>)>> {
        let Some(address) = self.addresses(&exactly(key.term(&self.fields)))?.pop() else { return Ok(None) };
        let document: TantivyDocument = self.searcher.doc(address)?;
        let twin = self.number("twin", address)?;
        Ok(Record::of(&document, &self.fields).read(Depth::Whole).ok().map(|dispatch| (dispatch, twin)))
    }

    /// All dispatches of an id, the oldest version first.
    pub fn family(&self, id: &str) -> tantivy::Result<Vec<(DocAddress, Member)>> {
        let family = exactly(Term::from_field_text(self.fields.id, id));
        let canceled = self.addresses(&BooleanQuery::intersection(vec![Box::new(family.clone()), self.canceled()]))?;
        let member =
            |address| Ok((address, Member { rank: self.rank(address)?, canceled: canceled.contains(&address) }));
        let mut members: Vec<_> =
            self.addresses(&family)?.into_iter().map(member).collect::<tantivy::Result<Vec<_>>>()?;
        members.sort_unstable_by_key(|(_, member)| member.rank);
        Ok(members)
    }

    /// The dispatches that say that they replace `id`.
    pub fn replacing(&self, id: &str) -> tantivy::Result<Vec<DocAddress>> {
        self.addresses(&exactly(Term::from_field_text(self.fields.replaces, id)))
    }

    /// The ties of the dispatches that kill the family of `id` from another one.
    pub fn killers(&self, id: &str) -> tantivy::Result<Vec<u64>> {
        let replacing = exactly(Term::from_field_text(self.fields.replaces, id));
        let killers = self.addresses(&BooleanQuery::intersection(vec![Box::new(replacing), self.canceled()]))?;
        killers.into_iter().map(|address| self.tie(address)).collect()
    }

    /// The dispatches whose text has this key.
    pub fn twins(&self, key: u64) -> tantivy::Result<Vec<Twin>> {
        let twin = |address| Ok(Twin { key, address, date: self.date("date", address)?, tie: self.tie(address)? });
        self.addresses(&exactly(Term::from_field_u64(self.fields.twin, key)))?.into_iter().map(twin).collect()
    }

    /// What names a dispatch among those that are superseded, and orders those of equal rank.
    pub fn tie(&self, address: DocAddress) -> tantivy::Result<u64> {
        Ok(self.number("tie", address)?.unwrap_or_default())
    }

    /// The key of the text of a dispatch.
    pub fn twin_key(&self, address: DocAddress) -> tantivy::Result<Option<u64>> {
        self.number("twin", address)
    }

    /// The date of a dispatch, in seconds since 1970.
    pub fn dated(&self, address: DocAddress) -> tantivy::Result<Option<i64>> {
        self.date("date", address)
    }

    /// Orders a dispatch among those of its id.
    pub fn rank(&self, address: DocAddress) -> tantivy::Result<VersionRank> {
        let version = self.number("version", address)?.unwrap_or_default();
        let updated = self.date("updated", address)?.unwrap_or(i64::MIN);
        Ok(VersionRank { version, updated, tie: self.tie(address)? })
    }

    fn canceled(&self) -> Box<dyn Query> {
        let value = value_term(status_name(Status::Canceled));
        Box::new(exactly(Term::from_field_text(self.fields.status, &value)))
    }

    fn addresses(&self, query: &dyn Query) -> tantivy::Result<Vec<DocAddress>> {
        Ok(self.searcher.search(query, &DocSetCollector)?.into_iter().collect())
    }

    fn number(&self, column: &str, address: DocAddress) -> tantivy::Result<Option<u64>> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        Ok(columns.u64(column)?.first(address.doc_id))
    }

    fn date(&self, column: &str, address: DocAddress) -> tantivy::Result<Option<i64>> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        Ok(columns.date(column)?.first(address.doc_id).map(DateTime::into_timestamp_secs))
    }
}

fn exactly(term: Term) -> TermQuery {
    TermQuery::new(term, IndexRecordOption::Basic)
}
