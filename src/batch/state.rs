//! What a run over a list found, kept in a file: a run that was broken off goes on, and a later one says what is new.
//!
//! JSON Lines: first the [`Head`], then a [`Found`] for each query, in the order of the list. While the run goes on the
//! file is called `NAME.partial` and locked. A file that begins otherwise is not ours, and never written to.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::claim::{check, locked};
use super::head::Head;
use crate::paths;

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub id: String,
    /// As [`Query::shown`](super::Query::shown).
    pub query: String,
    /// How many dispatches it finds.
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

/// The best hit: its identifier, title and snippet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Best {
    pub id: String,
    pub headline: String,
    pub snippet: String,
}

/// What an earlier start left behind.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// What the same run found already.
    pub found: Vec<Found>,
    /// Why what was broken off is not gone on with: how its run was another.
    pub broken_off: Option<String>,
    /// How the run was another whose file is replaced at the end.
    pub replaced: Option<String>,
}

/// The file in the making; nobody else can open it meanwhile.
pub struct Journal {
    out: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of the run that `head` tells; gives what an earlier start left behind. What another run found is
    /// dropped.
    ///
    /// # Errors
    /// When the file cannot be read or written, when one of this name is no journal, and when another run is writing it.
    pub fn open(path: &Path, head: &Head) -> io::Result<(Self, Earlier)> {
        let path = paths::behind_link(path);
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        check(&path)?;
        check(&partial)?;
        let mut file = locked(&partial)?;
        let other = |of: Option<Head>| of.filter(|of| !of.is_of(head)).map(|of| of.why_other(head));
        let broken_off = other(head_of(&mut file));
        let replaced = File::open(&path).ok().and_then(|mut whole| other(head_of(&mut whole)));
        let (found, length) = whole_lines(&mut file, head)?;
        // A line that was cut off goes.
        file.set_len(length)?;
        let mut journal = Journal { out: BufWriter::new(file), partial, path };
        if length == 0 {
            journal.line(head)?;
            journal.flush()?;
        }
        Ok((journal, Earlier { found, broken_off, replaced }))
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
        fs::rename(&self.partial, &self.path)?;
        paths::settle_name(&self.path);
        Ok(())
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }
}

/// The first line of a journal, if it is whole.
fn head_of(file: &mut File) -> Option<Head> {
    let mut line = Vec::new();
    file.rewind().ok()?;
    BufReader::new(file).read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
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
        assert_eq!(earlier, Earlier::default());
        journal.add(&found("pont", &[1, 2])).unwrap();
        journal.add(&found("bac", &[])).unwrap();
        journal.flush().unwrap();
        drop(journal);
        let whole = fs::read(&partial).unwrap();
        fs::write(&partial, &whole[..whole.len() - 3]).unwrap();
        let (mut journal, earlier) = Journal::open(&path, &head("a")).unwrap();
        assert_eq!(earlier.found, [found("pont", &[1, 2])]);
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
        let why = Some("since then the list, the index or the day has changed".to_owned());
        assert_eq!(earlier, Earlier { broken_off: why, ..Earlier::default() });
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
        assert!(Journal::open(&path, &head("a")).unwrap().1.found.is_empty());
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
        assert!(earlier.found.is_empty());
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_what_is_protected_is_not_replaced() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("state"), dir.path().join("link"));
        symlink("state", &link).unwrap();
        for run in ["a", "b"] {
            Journal::open(&link, &head(run)).unwrap().0.finish().unwrap();
            assert!(link.is_symlink() && fs::read_to_string(&path).unwrap().contains(run));
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        for name in [&path, &link] {
            assert_eq!(Journal::open(name, &head("c")).err().unwrap().to_string(), "it is write-protected");
        }
    }
}
