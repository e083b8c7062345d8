//! What a run over a list found, kept in a file, so that a run that was broken off goes on and a later one says what is new.
//!
//! JSON Lines: first the [`Head`], then a [`Found`] for each query, in the order of the list. While the run goes on the
//! file is called `NAME.partial`.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// The version of this format.
    depeche_batch: u32,
    /// A hash of the list, the options and the state of the index.
    run: String,
}

const VERSION: u32 = 1;

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

/// The file in the making.
pub struct Journal {
    out: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of a run, `run` being the hash of all it depends on; gives what an earlier start of the same run
    /// found already. What another run left behind there is dropped.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn open(path: &Path, run: &str) -> io::Result<(Self, Vec<Found>)> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let head = Head { depeche_batch: VERSION, run: run.to_owned() };
        let (found, length) = match File::open(&partial) {
            Ok(file) => whole_lines(file, &head)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Vec::new(), 0),
            Err(error) => return Err(error),
        };
        let file = OpenOptions::new().create(true).append(true).open(&partial)?;
        // A line that was cut off goes.
        file.set_len(length)?;
        let mut journal = Journal { out: BufWriter::new(file), partial, path: path.to_owned() };
        if length == 0 {
            journal.line(&head)?;
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

/// What the whole lines of a journal hold, and their bytes; nothing of a journal with another head.
fn whole_lines(file: File, head: &Head) -> io::Result<(Vec<Found>, u64)> {
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
        } else if !serde_json::from_slice::<Head>(&line).is_ok_and(|other| other == *head) {
            return Ok((Vec::new(), 0));
        }
        length += read;
    }
}

/// What an earlier run found: the keys of the hits of each query.
#[derive(Debug, Default)]
pub struct Last {
    queries: HashMap<String, Vec<u64>>,
}

impl Last {
    /// Reads the file of a run that came to its end.
    ///
    /// # Errors
    /// When it cannot be read, or is something else.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut last = Last::default();
        let strange = |line: usize, what: &dyn std::fmt::Display| {
            let message = format!("line {line}: no state of a batch ({what}); --state writes one");
            io::Error::new(io::ErrorKind::InvalidData, message)
        };
        for (number, line) in (1..).zip(BufReader::new(File::open(path)?).lines()) {
            let line = line?;
            if number == 1 {
                let head: Head = serde_json::from_str(&line).map_err(|error| strange(number, &error))?;
                if head.depeche_batch != VERSION {
                    return Err(strange(number, &format!("its format is {}, not {VERSION}", head.depeche_batch)));
                }
                continue;
            }
            let found: Found = serde_json::from_str(&line).map_err(|error| strange(number, &error))?;
            last.queries.insert(found.query, found.keys);
        }
        Ok(last)
    }

    /// The hits that the earlier run did not have, and how many it had that are no hits any more. All are new to a query
    /// that it did not ask.
    pub fn compare(&self, found: &Found) -> (Vec<u64>, u64) {
        let before = self.queries.get(&found.query).map_or(&[][..], Vec::as_slice);
        let is_in = |list: &[u64], key: &u64| list.binary_search(key).is_ok();
        let new = found.keys.iter().filter(|key| !is_in(before, key)).copied().collect();
        (new, before.iter().filter(|key| !is_in(&found.keys, key)).count() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, keys: &[u64]) -> Found {
        Found { query: query.into(), hits: keys.len() as u64, keys: keys.to_vec(), ..Found::default() }
    }

    #[test]
    fn a_run_goes_on_after_its_last_whole_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("names.state");
        let partial = dir.path().join("names.state.partial");
        let (mut journal, earlier) = Journal::open(&path, "a").unwrap();
        assert!(earlier.is_empty());
        journal.add(&found("pont", &[1, 2])).unwrap();
        journal.add(&found("bac", &[])).unwrap();
        journal.flush().unwrap();
        drop(journal);
        let whole = fs::read(&partial).unwrap();
        fs::write(&partial, &whole[..whole.len() - 3]).unwrap();
        let (mut journal, earlier) = Journal::open(&path, "a").unwrap();
        assert_eq!(earlier, [found("pont", &[1, 2])]);
        journal.add(&found("bac", &[])).unwrap();
        journal.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
        assert!(!partial.exists());
        let last = Last::read(&path).unwrap();
        assert_eq!(last.compare(&found("pont", &[2, 5])), (vec![5], 1));
        assert_eq!(last.compare(&found("foire", &[7])), (vec![7], 0));
    }

    #[test]
    fn another_run_begins_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state");
        let (mut journal, _) = Journal::open(&path, "a").unwrap();
        journal.add(&found("pont", &[1])).unwrap();
        journal.flush().unwrap();
        drop(journal);
        let (journal, earlier) = Journal::open(&path, "b").unwrap();
        assert!(earlier.is_empty());
        journal.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"depeche_batch\":1,\"run\":\"b\"}\n");
    }
}
