//! A test bench: a folder of its own with dispatches and an index, and the real `depeche` run in it.

#![allow(dead_code, reason = "each file of tests is a program of its own and uses its part of the bench")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Exit statuses.
pub const FOUND: i32 = 0;
pub const NOTHING: i32 = 1;
pub const ERROR: i32 = 2;
pub const LOCKED: i32 = 75;

/// A folder with sources and an index, removed at the end.
pub struct Bench {
    dir: TempDir,
}

/// What a run of the program gave: folder names, durations and speeds replaced by words that do not change.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Bench {
    pub fn new() -> Self {
        Bench { dir: tempfile::tempdir().unwrap() }
    }

    /// A bench whose folder `files` holds these dispatches, indexed.
    pub fn indexed(files: &[(&str, &str)]) -> Self {
        let bench = Bench::new();
        for (path, text) in files {
            bench.write(&format!("files/{path}"), text);
        }
        let run = bench.depeche(["index", "files"]);
        assert_eq!(run.code, FOUND, "{}", run.stderr);
        bench
    }

    /// The folder itself, without symbolic links in its name.
    pub fn root(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file and the folders it lies in.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// The program, to be run in the bench's folder with its index.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
        command
            .args(args)
            .current_dir(self.root())
            .env("DEPECHE_INDEX", "index")
            .env("NO_COLOR", "1")
            .env_remove("COLUMNS");
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn depeche<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.run(&mut self.command(args))
    }

    /// Runs a [`Bench::command`] to its end.
    pub fn run(&self, command: &mut Command) -> Run {
        self.try_run(command).unwrap()
    }

    /// [`Bench::run`] where the program may be one that cannot be started.
    pub fn try_run(&self, command: &mut Command) -> std::io::Result<Run> {
        let output = command.output()?;
        let text = |bytes: Vec<u8>| self.steady(&String::from_utf8(bytes).unwrap());
        Ok(Run { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) })
    }

    /// `text` with the bench's folder as `BENCH`, and `in 0.05 s, 1.2 MB/s` as `in TIME`.
    fn steady(&self, text: &str) -> String {
        let text = text.replace(&*self.root().to_string_lossy(), "BENCH");
        let lines = text.split_inclusive('\n').map(|line| match (line.rfind(" in "), line.ends_with(" MB/s\n")) {
            (Some(at), true) => format!("{} in TIME\n", &line[..at]),
            _ => line.to_owned(),
        });
        lines.collect()
    }

    /// The hits of a search as JSON; what is wrong with the search is a failure of the test.
    pub fn hits(&self, args: &[&str]) -> Vec<Value> {
        let all = ["search", "--format", "jsonl", "--limit", "1000"];
        let run = self.depeche(all.iter().chain(args));
        assert!(run.code < ERROR, "{args:?}: {}", run.stderr);
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The identifiers that a search finds.
    pub fn ids(&self, args: &[&str]) -> BTreeSet<String> {
        let all = ["search", "--format", "ids", "--limit", "100000"];
        let run = self.depeche(all.iter().chain(args));
        assert!(run.code < ERROR, "{args:?}: {}", run.stderr);
        run.stdout.lines().map(str::to_owned).collect()
    }

    /// Identifier, version and file of every dispatch that the index holds, older versions among them.
    pub fn held(&self) -> BTreeSet<(String, u64, String)> {
        let hits = self.hits(&["--all-versions", "date:1900..2100"]);
        let path = |hit: &Value| self.steady(hit["path"].as_str().unwrap());
        hits.iter()
            .map(|hit| (hit["id"].as_str().unwrap().into(), hit["version"].as_u64().unwrap(), path(hit)))
            .collect()
    }

    pub fn status(&self) -> Value {
        serde_json::from_str(&self.depeche(["status", "--format", "json"]).stdout).unwrap()
    }

    /// The number of the last commit, from the name of its manifest.
    pub fn generation(&self) -> u64 {
        self.manifest().file_stem().unwrap().to_str().unwrap().trim_start_matches("files-").parse().unwrap()
    }

    /// The only manifest in the folder of the index.
    pub fn manifest(&self) -> PathBuf {
        let entries = std::fs::read_dir(self.path("index")).unwrap().map(|entry| entry.unwrap().path());
        let is_manifest = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "zst");
        let found: Vec<PathBuf> = entries.filter(is_manifest).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().unwrap()
    }

    /// Runs `batch` with these lines; gives for each query its number of hits.
    pub fn counts(&self, queries: &[&str]) -> Vec<u64> {
        self.write("queries.txt", queries.join("\n"));
        let run = self.depeche(["batch", "queries.txt"]);
        let column = |line: &str| line.split('\t').nth(2).and_then(|cell| cell.parse().ok());
        let counts: Vec<u64> = run.stdout.lines().skip(1).filter_map(column).collect();
        assert_eq!(counts.len(), queries.len(), "{}", run.stderr);
        counts
    }
}

/// A set of names, for comparison with [`Bench::ids`].
pub fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Two files with versions of one dispatch under this headline: a text, and the kill that takes it back.
pub fn taken_back(headline: &str, text: &str) -> [(&'static str, String); 2] {
    let version = |more: &str, body: &str| {
        dispatch("urn:x:faux", "10 mars 2025", headline, body).replace("Agence: AFP", &format!("Agence: AFP\n{more}"))
    };
    let kill = "Version: 2\nStatut: annulée\nNote: Inventé.";
    [("files/1.txt", version("Version: 1", text)), ("files/2.txt", version(kill, &format!("{headline} : c'est faux.")))]
}

/// A dispatch as a file with a block of headers.
pub fn dispatch(id: &str, date: &str, headline: &str, body: &str) -> String {
    format!("Titre: {headline}\nId: {id}\nDate: {date}\nAgence: AFP\n\n{body}\n")
}

/// Lines of JSON, one dispatch each: identifier and paragraphs.
pub fn json_lines(dispatches: &[(&str, &str)]) -> String {
    let line = |(day, (id, text)): (usize, &(&str, &str))| {
        let date = format!("2025-03-{:02}T08:00:00+01:00", day % 28 + 1);
        let item = serde_json::json!({
            "uri": id, "type": "text", "language": "fr", "headline": format!("Dossier {}", id.to_uppercase()),
            "versioncreated": date, "firstcreated": date, "body_text": text,
        });
        format!("{item}\n")
    };
    dispatches.iter().enumerate().map(line).collect()
}

/// The user `nobody`, whom permissions stop even where the tests are run by root.
#[cfg(unix)]
pub const NOBODY: u32 = 65_534;

/// Whether the tests are run by root.
#[cfg(unix)]
pub fn is_root(bench: &Bench) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(bench.root()).unwrap().uid() == 0
}
