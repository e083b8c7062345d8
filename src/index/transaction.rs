//! One update of the index under way: which dispatches are written, which are dropped, which versions are hidden.

use std::collections::HashSet;

use tantivy::{Index, IndexWriter};

use super::IndexError;
use super::document::{Key, Prepared, replaced_id};
use super::fields::Fields;
use super::lookup::Lookup;
use super::manifest::FileEntry;
use super::numbers::{Lists, Numbers};
use super::plan::{Job, Plan};
use super::reading::Step;
use super::summary::Summary;
use super::twins::Census;
use super::versions::Families;
use crate::dispatch::Status;
use crate::paths;
use crate::source::{Fault, FileFacts};

/// What has been done so far.
pub struct Transaction<'a> {
    writer: &'a IndexWriter,
    fields: Fields,
    /// The index as it was before.
    before: Lookup,
    /// Dispatches of files that stay as they are.
    kept: HashSet<Key>,
    /// Dispatches of files that are gone or read again, unless they have been written again.
    lost: HashSet<Key>,
    written: HashSet<Key>,
    lists: Lists,
    families: Families,
    /// Ids of which other versions, or the dispatch that kills them, may be in the index.
    touched: Vec<String>,
    census: Census,
    /// The map of columns that tables are read with.
    columns: String,
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
        lists: Lists,
    ) -> Result<Self, IndexError> {
        Ok(Transaction {
            writer,
            fields,
            before: Lookup::committed(index, fields)?,
            kept: plan.kept.iter().flat_map(|entry| entry.dispatches.iter().copied()).collect(),
            lost: plan.lost().collect(),
            written: HashSet::new(),
            lists,
            families: Families::default(),
            touched: Vec::new(),
            census: Census::default(),
            columns: plan.columns.clone(),
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
            columns: None,
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
        self.families.add(&prepared.id, prepared.member);
        prepared.twin.iter().for_each(|twin| self.census.add(*twin));
        if let Some(killed) = prepared.replaces.filter(|_| prepared.member.canceled) {
            self.families.kill(&killed);
            self.touch(killed);
        }
        self.touch(prepared.id);
        self.writer.add_document(prepared.document)?;
        summary.added += 1;
        Ok(())
    }

    /// Notes that another dispatch of a family may be shown now.
    fn touch(&mut self, id: String) {
        if !self.before.is_empty() {
            self.touched.push(id);
        }
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
                entry.columns = facts.has_table.then(|| self.columns.clone());
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

    /// Drops what is gone and settles which versions are shown. Gives the entries of the new manifest and the lists that
    /// lie beside the index.
    pub fn finish(mut self, plan: Plan, summary: &mut Summary) -> Result<(Vec<FileEntry>, Lists), IndexError> {
        for key in std::mem::take(&mut self.lost) {
            if let Some((dispatch, twin)) = self.before.find(key)? {
                self.touched.extend(replaced_id(&dispatch).filter(|_| dispatch.status == Status::Canceled));
                self.touched.push(dispatch.id);
                twin.iter().for_each(|twin| self.census.drop_one(*twin));
            }
            self.lists.superseded.remove(&key.tie());
            self.writer.delete_term(key.term(&self.fields));
            self.kept.remove(&key);
            summary.removed += 1;
        }
        self.settle()?;
        let hashes: HashSet<&str> =
            plan.gone.iter().filter(|entry| !entry.hash.is_empty()).map(|entry| entry.hash.as_str()).collect();
        let new = plan.jobs.iter().zip(&self.entries).filter(|(job, _)| job.previous.is_none());
        summary.renamed = new.filter(|(_, entry)| hashes.contains(entry.hash.as_str())).count() as u64;
        summary.gone = (plan.gone.len() as u64).saturating_sub(summary.renamed);
        summary.new = summary.new.saturating_sub(summary.renamed);
        plan.kept_here().for_each(|entry| summary.count_what_gave_nothing(entry));
        let mut entries = plan.kept;
        entries.append(&mut self.entries);
        Ok((entries, self.lists))
    }

    /// Works out which members of the touched families are shown, and which texts several dispatches have.
    fn settle(&mut self) -> Result<(), IndexError> {
        let kept: Numbers = self.kept.iter().map(|key| key.tie()).collect();
        self.touched.sort_unstable();
        self.touched.dedup();
        for id in std::mem::take(&mut self.touched) {
            for (_, member) in self.before.family(&id)? {
                if kept.contains(&member.rank.tie) {
                    self.families.add(&id, member);
                }
            }
            if self.before.killers(&id)?.iter().any(|killer| kept.contains(killer)) {
                self.families.kill(&id);
            }
        }
        std::mem::take(&mut self.families).settle(&mut self.lists.superseded);
        let before = &self.before;
        let still_there = |key| Ok(before.twins(key)?.iter().filter(|twin| kept.contains(&twin.tie)).count() as u64);
        std::mem::take(&mut self.census).settle(&mut self.lists.twins, still_there)
    }
}
