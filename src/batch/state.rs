//! What a run over a list found, kept in a file: a run that was broken off goes on, and a later one says what is new.
//!
//! JSON Lines: first the [`Head`], then a [`Found`] for each query, in the order of the list. While the run goes on the
//! file is called `NAME.partial` and locked. A file that begins otherwise is not ours, and never written to.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::claim::{check, locked};

/// The first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of this format.
    pub(super) depeche_batch: u32,
    /// A hash of all that the answers depend on.
    pub run: String,
    /// How many queries there are; like what follows, missing in files of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queries: Option<u64>,
    /// The options that hold for all queries, as they are typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<String>,
    /// The folder of the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

pub(super) const VERSION: u32 = 1;

impl Head {
    /// That of a run with this hash.
    pub fn new(run: String) -> Self {
        Head { depeche_batch: VERSION, run, ..Head::default() }
    }

    fn is_of(&self, other: &Head) -> bool {
        (self.depeche_batch, &self.run) == (other.depeche_batch, &other.run)
    }
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub id: String,
    /// As [`Query::shown`](super::Query::shown).
    pub query: String,
    pub hits: u64,
    /// Days of the oldest and of the newest hit that has a date.
    pub days: Option<[String; 2]>,
    pub best: Option<Best>,
    /// Why it could not be run, in one line.
    pub error: Option<String>,
    /// See [`Overview::keys`](crate::search::Overview::keys).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<u64>,
}

/// The best hit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Best {
    pub id: String,
    pub headline: String,
    pub snippet: String,
}

/// The file in the making; nobody else can open it meanwhile.
pub struct Journal {
    out: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of the run that `head` tells; gives what an earlier start of the same run found already. What
    /// another run left behind there is dropped.
    ///
    /// # Errors
    /// When the file cannot be read or written, when one of this name is no journal, and when another run is writing it.
    pub fn open(path: &Path, head: &Head) -> io::Result<(Self, Vec<Found>)> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        check(path)?;
        check(&partial)?;
        let mut file = locked(&partial)?;
        let (found, length) = whole_lines(&mut file, head)?;
        // A line that was cut off goes.
        file.set_len(length)?;
        let mut journal = Journal { out: BufWriter::new(file), partial, path: path.to_owned() };
        if length == 0 {
            journal.line(head)?;
            journal.flush()?;
        }
        Ok((journal, found))
    }

    /// Adds what a query found.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, found: &Found) -> io::Result<()> {
        self.line(found)
    }

    /// Hands what was added to the system: it outlives this process.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When it cannot be written or renamed.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.partial, &self.path)
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }
}

/// What the whole lines of a journal hold, and their bytes; nothing of a journal of another run.
fn whole_lines(file: &mut File, head: &Head) -> io::Result<(Vec<Found>, u64)> {
    file.rewind()?;
    let mut reader = BufReader::new(file);
    let (mut found, mut length, mut line) = (Vec::new(), 0, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)? as u64;
        if !line.ends_with(b"\n") {
            return Ok((found, length));
        }
        if length > 0 {
            match serde_json::from_slice(&line) {
                Ok(query) => found.push(query),
                Err(_) => return Ok((found, length)),
            }
        } else if !serde_json::from_slice::<Head>(&line).is_ok_and(|other| other.is_of(head)) {
            return Ok((Vec::new(), 0));
        }
        length += read;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, keys: &[u64]) -> Found {
        Found { query: query.into(), hits: keys.len() as u64, keys: keys.to_vec(), ..Found::default() }
    }

    fn head(run: &str) -> Head {
        Head::new(run.to_owned())
    }

    #[test]
    fn a_run_goes_on_after_its_last_whole_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("names.state");
        let partial = dir.path().join("names.state.partial");
        let (mut journal, earlier) = Journal::open(&path, &head("a")).unwrap();
        assert!(earlier.is_empty());
        journal.add(&found("pont", &[1, 2])).unwrap();
        journal.add(&found("bac", &[])).unwrap();
        journal.flush().unwrap();
        drop(journal);
        let whole = fs::read(&partial).unwrap();
        fs::write(&partial, &whole[..whole.len() - 3]).unwrap();
        let (mut journal, earlier) = Journal::open(&path, &head("a")).unwrap();
        assert_eq!(earlier, [found("pont", &[1, 2])]);
        journal.add(&found("bac", &[])).unwrap();
        journal.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
        assert!(!partial.exists());
    }

    #[test]
    fn another_run_begins_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state");
        let (mut journal, _) = Journal::open(&path, &head("a")).unwrap();
        journal.add(&found("pont", &[1])).unwrap();
        journal.flush().unwrap();
        drop(journal);
        let (journal, earlier) = Journal::open(&path, &head("b")).unwrap();
        assert!(earlier.is_empty());
        journal.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"depeche_batch\":1,\"run\":\"b\"}\n");
    }

    #[test]
    fn a_file_of_another_kind_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notes.txt");
        let partial = dir.path().join("notes.txt.partial");
        for strange in [&path, &partial] {
            fs::write(strange, "ne pas perdre\n").unwrap();
            let error = Journal::open(&path, &head("a")).err().unwrap().to_string();
            assert_eq!(
                error,
                format!("{} is there and was not written by --state: give another name", strange.display())
            );
            assert_eq!(fs::read_to_string(strange).unwrap(), "ne pas perdre\n");
            fs::remove_file(strange).unwrap();
        }
        fs::write(&path, "").unwrap();
        fs::write(&partial, "{\"depeche_").unwrap();
        assert!(Journal::open(&path, &head("a")).unwrap().1.is_empty());
    }

    #[test]
    fn two_runs_cannot_write_one_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state");
        let (mut first, _) = Journal::open(&path, &head("a")).unwrap();
        first.add(&found("pont", &[1])).unwrap();
        let error = Journal::open(&path, &head("a")).err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        first.finish().unwrap();
        let whole = fs::read_to_string(&path).unwrap();
        let (_second, earlier) = Journal::open(&path, &head("a")).unwrap();
        assert!(earlier.is_empty());
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    }
}
