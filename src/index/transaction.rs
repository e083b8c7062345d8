//! One update of the index under way: which dispatches are written, which are dropped, which versions are hidden.

use std::collections::HashSet;

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::IndexError;
use super::document::{Key, Prepared, VersionRank};
use super::fields::Fields;
use super::manifest::FileEntry;
use super::plan::{Job, Plan};
use super::reading::Step;
use super::summary::Summary;
use super::versions::{Families, Superseded};
use crate::paths;
use crate::source::{Fault, FileFacts};

/// What has been done so far.
pub struct Transaction<'a> {
    writer: &'a IndexWriter,
    fields: Fields,
    /// The index as it was before.
    before: Searcher,
    /// Dispatches of files that stay as they are.
    kept: HashSet<Key>,
    /// Dispatches of files that are gone or read again, unless they have been written again.
    lost: HashSet<Key>,
    written: HashSet<Key>,
    superseded: Superseded,
    families: Families,
    /// Ids of which older versions may be in the index.
    touched: Vec<String>,
    /// Entries of the files read so far; the last one is being read.
    entries: Vec<FileEntry>,
    current: Option<FileEntry>,
}

impl<'a> Transaction<'a> {
    /// Begins on the state of `index` as it is committed.
    pub fn begin(
        writer: &'a IndexWriter,
        index: &Index,
        fields: Fields,
        plan: &Plan,
        superseded: Superseded,
    ) -> Result<Self, IndexError> {
        let reader: tantivy::IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Transaction {
            writer,
            fields,
            before: reader.searcher(),
            kept: plan.kept.iter().flat_map(|entry| entry.dispatches.iter().copied()).collect(),
            lost: plan.lost().collect(),
            written: HashSet::new(),
            superseded,
            families: Families::default(),
            touched: Vec::new(),
            entries: Vec::new(),
            current: None,
        })
    }

    /// Takes the next step of reading a file.
    pub fn step(&mut self, job: &Job, step: Step, summary: &mut Summary) -> tantivy::Result<()> {
        let mut entry = self.current.take().unwrap_or_else(|| FileEntry {
            path: paths::to_text(&job.found.path),
            bytes: job.found.bytes,
            modified: job.found.modified,
            hash: String::new(),
            dispatches: Vec::new(),
            copies: Vec::new(),
            skipped: Vec::new(),
            broken: Vec::new(),
            fault: None,
            unsettled: false,
        });
        match step {
            Step::Dispatch(prepared, warnings) => {
                summary.warnings += warnings as u64;
                self.dispatch(*prepared, &mut entry, summary)?;
                self.current = Some(entry);
            }
            Step::Broken(fault) => {
                entry.broken.push(fault);
                self.current = Some(entry);
            }
            Step::Skipped(reason) => {
                entry.skipped.push(reason);
                self.current = Some(entry);
            }
            Step::Done(outcome) => self.done(job, entry, outcome, summary),
        }
        Ok(())
    }

    fn dispatch(&mut self, prepared: Prepared, entry: &mut FileEntry, summary: &mut Summary) -> tantivy::Result<()> {
        let key = prepared.key;
        if self.kept.contains(&key) || self.written.contains(&key) {
            if !entry.dispatches.contains(&key) && !entry.copies.contains(&key) {
                entry.copies.push(key);
            }
            return Ok(());
        }
        if self.lost.remove(&key) {
            // Deleted before it is added: the other way round tantivy would delete the new document too.
            self.writer.delete_term(key.term(&self.fields));
        }
        self.written.insert(key);
        entry.dispatches.push(key);
        self.families.add(&prepared.id, prepared.rank);
        if self.before.num_docs() > 0 {
            self.touched.push(prepared.id);
        }
        self.writer.add_document(prepared.document)?;
        summary.added += 1;
        Ok(())
    }

    fn done(&mut self, job: &Job, mut entry: FileEntry, outcome: Result<FileFacts, Fault>, summary: &mut Summary) {
        match outcome {
            Ok(facts) if facts.same => self.only_touched(job, &mut entry, facts),
            Ok(facts) => {
                summary.bytes += facts.bytes;
                if job.previous.is_some() {
                    summary.changed += 1
                } else {
                    summary.new += 1
                }
                entry.unsettled = !facts.settled;
                if facts.settled {
                    (entry.bytes, entry.modified) = (facts.bytes, facts.modified);
                }
                entry.hash = facts.hash;
            }
            // A file that could be read before and cannot now keeps its dispatches: what cannot be seen is not gone.
            Err(fault) => {
                entry.fault = Some(fault.to_string());
                // Permissions and shares come back without a trace on the file: only a fault of the content stays one.
                entry.unsettled = matches!(fault, Fault::Unreadable(_) | Fault::Vanished);
                if let Some(previous) = job.previous.as_ref().filter(|_| !fault.is_vanished()) {
                    self.keep(&previous.dispatches);
                    entry.dispatches.extend(previous.dispatches.iter().filter(|key| !self.written.contains(*key)));
                    entry.unsettled = true;
                }
            }
        }
        summary.count_what_gave_nothing(&entry);
        self.entries.push(entry);
    }

    /// The content is the one that was read before; only its time has changed.
    fn only_touched(&mut self, job: &Job, entry: &mut FileEntry, facts: FileFacts) {
        let Some(previous) = &job.previous else { return };
        self.keep(&previous.dispatches);
        *entry =
            FileEntry { bytes: facts.bytes, modified: facts.modified, unsettled: !facts.settled, ..previous.clone() };
    }

    fn keep(&mut self, dispatches: &[Key]) {
        for key in dispatches {
            if self.lost.remove(key) {
                self.kept.insert(*key);
            }
        }
    }

    /// Drops what is gone and settles which versions are shown. Gives the entries of the new manifest and the list of
    /// superseded dispatches.
    pub fn finish(mut self, plan: Plan, summary: &mut Summary) -> Result<(Vec<FileEntry>, Superseded), IndexError> {
        for key in std::mem::take(&mut self.lost) {
            if let Some(id) = self.id_of(key)? {
                self.touched.push(id);
            }
            self.superseded.remove(&key.tie());
            self.writer.delete_term(key.term(&self.fields));
            self.kept.remove(&key);
            summary.removed += 1;
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        let kept: HashSet<u64> = self.kept.iter().map(|key| key.tie()).collect();
        for id in std::mem::take(&mut self.touched) {
            self.add_family(&id, &kept)?;
        }
        self.families.settle(&mut self.superseded);
        let hashes: HashSet<&str> =
            plan.gone.iter().filter(|entry| !entry.hash.is_empty()).map(|entry| entry.hash.as_str()).collect();
        let new = plan.jobs.iter().zip(&self.entries).filter(|(job, _)| job.previous.is_none());
        summary.renamed = new.filter(|(_, entry)| hashes.contains(entry.hash.as_str())).count() as u64;
        summary.gone = (plan.gone.len() as u64).saturating_sub(summary.renamed);
        summary.new = summary.new.saturating_sub(summary.renamed);
        plan.kept_here().for_each(|entry| summary.count_what_gave_nothing(entry));
        let mut entries = plan.kept;
        entries.append(&mut self.entries);
        Ok((entries, self.superseded))
    }

    /// The id of a dispatch in the index as it was before.
    fn id_of(&self, key: Key) -> Result<Option<String>, IndexError> {
        let Some(address) = self.addresses(key.term(&self.fields))?.pop() else { return Ok(None) };
        let document: TantivyDocument = self.before.doc(address)?;
        let record = document.get_first(self.fields.record).and_then(|value| value.as_str()).unwrap_or_default();
        #[derive(serde::Deserialize)]
        struct Id {
            id: String,
        }
        Ok(serde_json::from_str::<Id>(record).ok().map(|record| record.id))
    }

    /// Notes the versions of `id` that were in the index before and still are.
    fn add_family(&mut self, id: &str, kept: &HashSet<u64>) -> Result<(), IndexError> {
        for address in self.addresses(Term::from_field_text(self.fields.id, id))? {
            let rank = self.rank(address)?;
            if kept.contains(&rank.tie) {
                self.families.add(id, rank);
            }
        }
        Ok(())
    }

    fn addresses(&self, term: Term) -> Result<Vec<DocAddress>, IndexError> {
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Ok(self.before.search(&query, &DocSetCollector)?.into_iter().collect())
    }

    fn rank(&self, address: DocAddress) -> Result<VersionRank, IndexError> {
        let columns = self.before.segment_reader(address.segment_ord).fast_fields();
        let first = |name: &str| columns.u64(name).map(|column| column.first(address.doc_id).unwrap_or_default());
        let updated = columns.date("updated")?.first(address.doc_id).map(|date| date.into_timestamp_secs());
        Ok(VersionRank { version: first("version")?, updated: updated.unwrap_or(i64::MIN), tie: first("tie")? })
    }
}
