//! Reading files on several threads, and handing their dispatches on in the order of the files.
//!
//! Thread `i` of `n` reads the files `i`, `i + n`, `i + 2n`… and fills a queue of its own; the receiver empties the
//! queues in turn. So the order does not depend on which thread is faster, and what waits in memory is bounded by the
//! queues, however long a file is.

use std::io;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::document::{Prepared, prepare};
use super::fields::Fields;
use super::plan::Job;
use super::record::Packer;
use crate::annotate::{Annotator, Scratch};
use crate::clock;
use crate::dispatch::Dispatch;
use crate::source::{self, Columns, Fault, FileFacts, Item, Options};

/// Dispatches that may wait in each queue.
const QUEUE: usize = 128;

/// What a thread hands on.
pub enum Step {
    Dispatch(Box<Prepared>, Warnings),
    /// A part of the file gave nothing, for this reason.
    Skipped(String),
    /// A part of the file cannot be read: where and why.
    Broken(String),
    /// The end of the file.
    Done(Result<FileFacts, Fault>),
}

/// The number of warnings on a dispatch.
pub type Warnings = usize;

/// Reads the files of `jobs` and calls `each` with the job's number and every step of it, jobs in order. With an
/// `annotator`, people, places and topics are found in the text; `columns` says what the columns of tables hold.
///
/// Ends early with the first error that `each` gives.
pub fn read_in_order<E>(
    jobs: &[Job],
    fields: &Fields,
    annotator: Option<&Annotator>,
    columns: &Columns,
    threads: usize,
    mut each: impl FnMut(usize, Step) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, jobs.len().max(1));
    std::thread::scope(|scope| {
        let mut queues: Vec<Receiver<Step>> = Vec::with_capacity(threads);
        for first in 0..threads {
            let (sender, receiver) = bounded(QUEUE);
            queues.push(receiver);
            scope.spawn(move || {
                let mut preparation = Preparation {
                    fields,
                    zone: clock::zone(),
                    annotator,
                    scratch: Scratch::default(),
                    packer: Packer::default(),
                };
                for job in jobs.iter().skip(first).step_by(threads) {
                    if read_one(job, columns, &mut preparation, &sender).is_err() {
                        return;
                    }
                }
            });
        }
        for number in 0..jobs.len() {
            for step in &queues[number % threads] {
                let last = matches!(step, Step::Done(_));
                each(number, step)?;
                if last {
                    break;
                }
            }
        }
        Ok(())
    })
}

/// What makes a dispatch ready for the index.
struct Preparation<'a> {
    fields: &'a Fields,
    zone: jiff::tz::TimeZone,
    annotator: Option<&'a Annotator>,
    scratch: Scratch,
    packer: Packer,
}

impl Preparation<'_> {
    fn prepare(&mut self, mut dispatch: Dispatch) -> io::Result<Prepared> {
        if let Some(annotator) = self.annotator {
            annotator.annotate(&mut dispatch, &mut self.scratch);
        }
        prepare(dispatch, self.fields, &self.zone, &mut self.packer)
    }
}

/// Nobody listens any more.
struct HungUp;

fn read_one(
    job: &Job,
    columns: &Columns,
    preparation: &mut Preparation<'_>,
    sender: &Sender<Step>,
) -> Result<(), HungUp> {
    let known_hash = job.previous.as_ref().map(|entry| entry.hash.clone()).filter(|hash| !hash.is_empty());
    let options = Options { known_hash, columns: columns.clone(), ..Options::default() };
    let mut open = true;
    let facts = source::read(&job.found.path, &options, &mut |item| {
        let step = match item {
            Item::Dispatch(dispatch) => {
                let warnings = dispatch.warnings.len();
                match preparation.prepare(*dispatch) {
                    Ok(prepared) => Step::Dispatch(Box::new(prepared), warnings),
                    Err(error) => Step::Skipped(format!("a record that cannot be stored: {error}")),
                }
            }
            Item::Skipped(skip) if skip.reason.is_fault() => Step::Broken(skip.to_string()),
            Item::Skipped(skip) => Step::Skipped(skip.reason.to_string()),
        };
        open = open && sender.send(step).is_ok();
    });
    if open && sender.send(Step::Done(facts)).is_ok() { Ok(()) } else { Err(HungUp) }
}
