//! Bringing the index up to date with its sources: all or nothing, one writer at a time.

use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError};

use super::IndexError;
use super::failure::{cause, in_words};
use super::fields::{Fields, register_tokenizers};
use super::lock::WriterLock;
use super::manifest::{self, FileEntry};
use super::numbers::Lists;
use super::open::{ReadStore, damaged, open_tantivy, root_cause, segments_dir};
use super::plan::{self, Plan};
use super::reading::{Step, read_in_order};
use super::rebuild::put_back;
use super::side_files::remove_other_generations;
use super::state::State;
use super::summary::Summary;
use super::transaction::Transaction;
use crate::annotate::Annotator;
use crate::paths;
use crate::source::Columns;

/// The memory that tantivy takes for a thread, in bytes: just above its least, just below its most.
const SMALLEST_MEMORY: usize = 16_000_000;
const LARGEST_MEMORY: usize = 4_000_000_000;

/// Shows how an update gets on.
pub trait Progress {
    /// The number and length of the files that are to be read.
    fn begin(&mut self, files: u64, bytes: u64);
    /// A file of this length is done.
    fn file_done(&mut self, bytes: u64);
    /// All is read; tantivy writes and merges.
    fn committing(&mut self);
}

/// Where an index is at home. A new one that grows elsewhere moves in when it is whole.
#[derive(Clone, Copy)]
pub(super) struct Home<'a> {
    /// The folder, which is no source even when it lies in one.
    pub folder: &'a Path,
    /// The highest generation in use there: the next commit has a higher one.
    pub generation: u64,
}

/// An update to be run.
pub struct Update<'a> {
    /// Folder of the index; made when it is not there.
    pub index: &'a Path,
    /// Folders and files to bring up to date; all that the index knows when there are none.
    pub sources: &'a [PathBuf],
    /// Sources that the index shall no longer follow, and whose dispatches it shall drop.
    pub forget: &'a [PathBuf],
    /// Whether people, places and topics are found in the text. What a new index is made with; an old one keeps to what
    /// it was made with, which is also what `None` stands for.
    pub annotate: Option<bool>,
    /// What the columns of tables hold. Remembered by the index; `None` is what it remembers.
    pub columns: Option<Columns>,
    /// Memory for building segments, in bytes.
    pub memory: usize,
    /// Threads for reading, and as many for indexing.
    pub threads: usize,
}

impl Update<'_> {
    /// Memory for building segments unless told otherwise: more makes fewer, larger segments.
    pub const MEMORY: usize = 350_000_000;

    /// Runs the update.
    ///
    /// Files that cannot be read are named in the [`Summary`] and do not stop it; any error leaves the index as it was.
    pub fn run(&self, progress: &mut dyn Progress) -> Result<Summary, IndexError> {
        // Before anything is made: a mistyped source must not leave an empty index behind.
        plan::resolve(self.sources)?;
        refuse_foreign(self.index)?;
        let created = std::fs::create_dir_all(self.index);
        created.map_err(IndexError::io(format!("cannot make the folder {}", self.index.display())))?;
        let _lock = WriterLock::take(self.index)?;
        put_back(self.index)?;
        self.run_in(Home { folder: self.index, generation: 0 }, progress)
    }

    /// [`Update::run`] for who holds the lock of `home`.
    pub(super) fn run_in(&self, home: Home<'_>, progress: &mut dyn Progress) -> Result<Summary, IndexError> {
        let start = Instant::now();
        let (index, mut state) = open_or_create(self.index)?;
        if state.generation == 0 {
            state.annotated = self.annotate.unwrap_or(true);
        } else if self.annotate.is_some_and(|wanted| wanted != state.annotated) {
            return Err(IndexError::Annotation { path: self.index.to_owned(), annotated: state.annotated });
        }
        let (sources, followed) = self.sources(&state)?;
        let manifest = manifest::read(self.index, state.generation)?;
        let folder = home.folder.canonicalize().unwrap_or_else(|_| home.folder.to_owned());
        let retry = state.tool != env!("CARGO_PKG_VERSION");
        let columns = self.columns.clone().unwrap_or_else(|| state.columns.clone());
        let mut plan = plan::compare(manifest, &sources, &folder, retry, columns.to_string());
        let forgotten = self.forgotten(&state)?;
        plan.forget(&forgotten);
        let mut summary = Summary { files: plan.files, dispatches: state.dispatches, ..Summary::default() };
        summary.faults.append(&mut plan.faults);
        for (_, reason) in &plan.passed_over {
            *summary.skipped.entry(reason.clone()).or_default() += 1;
        }
        if !plan.is_idle() || followed != state.sources || columns != state.columns {
            progress.begin(plan.jobs.len() as u64, plan.jobs.iter().map(|job| job.found.bytes).sum());
            let before = state.generation;
            let state = State { sources: followed, columns, ..state };
            let written = self.write(&index, plan, state, home.generation, &mut summary, progress);
            written.inspect_err(|_| self.sweep(before))?;
        } else {
            plan.kept_here().for_each(|entry| summary.count_what_gave_nothing(entry));
        }
        summary.faults.sort();
        summary.elapsed = start.elapsed();
        Ok(summary)
    }

    /// The sources to look through now, and all that the index follows afterwards.
    fn sources(&self, state: &State) -> Result<(Vec<PathBuf>, Vec<String>), IndexError> {
        let forgotten = self.forgotten(state)?;
        let known: Vec<PathBuf> = state
            .sources
            .iter()
            .map(|source| paths::from_text(source))
            .filter(|path| !forgotten.contains(path))
            .collect();
        let named = plan::resolve(self.sources)?;
        let all = plan::outermost(known.iter().chain(&named).cloned().collect());
        let followed = all.iter().map(|path| paths::to_text(path)).collect();
        let now = if self.sources.is_empty() { known } else { named };
        if now.is_empty() && self.forget.is_empty() {
            return Err(IndexError::NoSource);
        }
        // Only forgetting: nothing is looked through.
        let now = if self.sources.is_empty() && !self.forget.is_empty() { Vec::new() } else { now };
        Ok((now, followed))
    }

    /// The sources of [`Update::forget`] as the index knows them, which may no longer be on disk.
    fn forgotten(&self, state: &State) -> Result<Vec<PathBuf>, IndexError> {
        let as_known = |path: &PathBuf| {
            let absolute = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.clone());
            let known = state.sources.iter().any(|source| Path::new(source) == absolute);
            let sources = state.sources.join(", ");
            if known { Ok(absolute) } else { Err(IndexError::UnknownSource { path: path.clone(), sources }) }
        };
        self.forget.iter().map(as_known).collect()
    }

    fn write(
        &self,
        index: &Index,
        plan: Plan,
        state: State,
        generation: u64,
        summary: &mut Summary,
        progress: &mut dyn Progress,
    ) -> Result<(), IndexError> {
        let failed = |error: TantivyError| IndexError::Write(in_words(&error, self.index));
        let memory = (self.memory / self.threads).clamp(SMALLEST_MEMORY, LARGEST_MEMORY);
        let mut writer: IndexWriter =
            index.writer_with_num_threads(self.threads, memory * self.threads).map_err(failed)?;
        writer.set_merge_policy(merge_policy());
        let lists = Lists::read(self.index, state.generation)
            .map_err(|error| IndexError::Damaged { path: self.index.to_owned(), what: error.to_string() })?;
        let (_, fields) = Fields::schema();
        let mut transaction = Transaction::begin(&writer, index, fields, &plan, lists)?;
        let annotator = (state.annotated && !plan.jobs.is_empty()).then(Annotator::shared);
        let read = read_in_order(&plan.jobs, &fields, annotator, &state.columns, self.threads, |number, step| {
            if matches!(step, Step::Done(_)) {
                progress.file_done(plan.jobs[number].found.bytes);
            }
            transaction.step(&plan.jobs[number], step, summary)
        });
        if let Err(error) = read {
            drop(transaction);
            return Err(failed(cause(&mut writer, error)));
        }
        progress.committing();
        let (entries, lists) = transaction.finish(plan, summary)?;
        let state = State { generation: state.generation.max(generation), ..state };
        self.commit(writer, state, entries, &lists, summary)
    }

    /// Removes what a failed update has written: on a full disk it takes the room that the next one needs.
    fn sweep(&self, generation: u64) {
        // Opened anew, since tantivy takes the segments that the failed writer still holds in memory for living ones. What
        // stays behind all the same is removed by the next commit.
        if let Ok((index, _)) = open_tantivy(self.index)
            && let Ok(writer) = index.writer_with_num_threads::<TantivyDocument>(1, SMALLEST_MEMORY)
        {
            let _ = writer.garbage_collect_files().wait();
        }
        remove_other_generations(self.index, generation);
    }

    fn commit(
        &self,
        mut writer: IndexWriter,
        before: State,
        mut entries: Vec<FileEntry>,
        lists: &Lists,
        summary: &mut Summary,
    ) -> Result<(), IndexError> {
        let failed = |error: TantivyError| IndexError::Write(in_words(&error, self.index));
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let state = State {
            generation: before.generation + 1,
            files: entries.iter().filter(|entry| !entry.dispatches.is_empty() || !entry.copies.is_empty()).count()
                as u64,
            dispatches: entries.iter().map(|entry| entry.dispatches.len() as u64).sum(),
            updated: Timestamp::now(),
            sources: before.sources,
            annotated: before.annotated,
            columns: before.columns,
            ..State::empty()
        };
        manifest::write(self.index, state.generation, &entries)?;
        lists.write(self.index, state.generation).map_err(|error| IndexError::Write(error.to_string()))?;
        let payload = serde_json::to_string(&state).map_err(|error| IndexError::Write(error.to_string()))?;
        let mut prepared = writer.prepare_commit().map_err(failed)?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(failed)?;
        summary.committed = true;
        summary.dispatches = state.dispatches;
        remove_other_generations(self.index, state.generation);
        // The state is committed: a merge that fails costs speed, not dispatches, and is tried again next time.
        if let Err(error) = writer.wait_merging_threads() {
            let fault = format!("merging segments failed: {}", in_words(&error, self.index));
            summary.faults.push((self.index.display().to_string(), fault));
        }
        Ok(())
    }
}

fn open_or_create(path: &Path) -> Result<(Index, State), IndexError> {
    let segments = segments_dir(path);
    if segments.join("meta.json").is_file() {
        return open_tantivy(path);
    }
    std::fs::create_dir_all(&segments).map_err(IndexError::io(format!("cannot make {}", segments.display())))?;
    let directory = ReadStore::open(&segments).map_err(|error| damaged(path, &error))?;
    let index = create(directory, Fields::schema().0)?;
    register_tokenizers(&index);
    Ok((index, State::empty()))
}

/// Refuses a folder that holds other things than an index: its files would mix with the user's. A page that tells what
/// the folder is for, the user's list of people, and hidden files, may be there.
fn refuse_foreign(path: &Path) -> Result<(), IndexError> {
    let Ok(listing) = std::fs::read_dir(path) else { return Ok(()) };
    let names: Vec<String> = listing.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let is_index = names.iter().any(|name| name.starts_with("segments"));
    let known = ["writer.lock", "rebuild", "people.txt"];
    let is_ours = |name: &str| name.starts_with('.') || name.starts_with("README") || known.contains(&name);
    if is_index || names.iter().all(|name| is_ours(name)) { Ok(()) } else { Err(IndexError::Foreign(path.to_owned())) }
}

/// Bytes that are read for one record. A smaller block makes the table of blocks larger, which every search reads.
const STORE_BLOCK: usize = 4 << 10;

fn create(directory: ReadStore, schema: Schema) -> Result<Index, IndexError> {
    let settings = IndexSettings {
        // Records are packed one by one, see `record`.
        docstore_compression: Compressor::None,
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    Index::create(directory, schema, settings).map_err(|error| IndexError::Write(root_cause(&error)))
}

/// tantivy's own policy, but segments are also merged when a fifth of their documents are deleted: an archive is full of
/// corrections, and deleted documents still count in its statistics.
fn merge_policy() -> Box<LogMergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(0.2);
    Box::new(policy)
}
