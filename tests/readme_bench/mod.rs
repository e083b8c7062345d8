//! Runs command lines as a reader of the README types them.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// Where the README has it that everything lies.
const HOME: &str = "/home/lea/depeche";

/// A folder such as the README's reader has: `corpus/`, and `index/` with its page.
pub struct Folder {
    dir: TempDir,
}

/// What a command wrote, stdout and stderr as they come to a terminal, and its exit status.
pub struct Run {
    pub text: String,
    pub code: i32,
}

impl Folder {
    pub fn with_corpus() -> Self {
        let folder = Folder { dir: tempfile::tempdir().unwrap() };
        copy(Path::new("corpus"), &folder.path("corpus"));
        fs::create_dir(folder.path("index")).unwrap();
        fs::copy("index/README.md", folder.path("index/README.md")).unwrap();
        folder
    }

    /// With the corpus in the index.
    pub fn indexed() -> Self {
        let folder = Folder::with_corpus();
        let run = folder.run(&words("index corpus"));
        assert!(run.text.contains("dispatches"), "{}", run.text);
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(name)
    }

    /// Runs the program with these words; `>` and the name of a file after them take its results away.
    pub fn run(&self, words: &[String]) -> Run {
        let (args, target) = match words {
            [args @ .., sign, target] if sign == ">" => (args, Some(target)),
            args => (args, None),
        };
        let mut terminal = tempfile::tempfile().unwrap();
        let stdout = match target {
            Some(name) => File::create(self.path(name)).unwrap(),
            None => terminal.try_clone().unwrap(),
        };
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
        command.args(args).current_dir(self.path("")).env("NO_COLOR", "1");
        // What the tests themselves run in is not to be seen: help texts are wrapped to COLUMNS.
        command.env_remove("DEPECHE_INDEX").env_remove("COLUMNS");
        command.stdin(Stdio::null()).stdout(stdout).stderr(terminal.try_clone().unwrap());
        let status = command.status().unwrap();
        let mut text = String::new();
        terminal.rewind().unwrap();
        terminal.read_to_string(&mut text).unwrap();
        let text = text.replace(self.path("").to_str().unwrap().trim_end_matches('/'), HOME);
        Run { text, code: status.code().unwrap_or(-1) }
    }
}

/// Copies a folder; the copies are a day old, as files are that nobody is writing to.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let yesterday = SystemTime::now() - Duration::from_secs(86_400);
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(&target, fs::read(entry.path()).unwrap()).unwrap();
            File::options().write(true).open(&target).unwrap().set_modified(yesterday).unwrap();
        }
    }
}

/// The words of a command line: parted by blanks, what stands between `'…'` or `"…"` kept together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut open = None;
    for c in line.chars() {
        match open {
            Some(quote) if c == quote => open = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                open = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    assert_eq!(open, None, "a quotation mark is never closed: {line}");
    words.extend(word);
    words
}

/// What a command wrote without what changes from run to run or from machine to machine: durations and speeds, the
/// moment and the size of the index, the last digits of scores.
pub fn steady(text: &str) -> String {
    let line = |line: &str| match line.split_once(char::is_whitespace) {
        Some((name @ ("updated" | "size"), _)) => format!("{name} …"),
        _ if line.ends_with(" MB/s") => line.rsplit_once(" in ").map_or(line, |(counts, _)| counts).to_owned(),
        _ => rounded(line),
    };
    text.trim_end().lines().map(|text| line(text) + "\n").collect()
}

/// Decimals after the second left out where there are more than three: `60.000` is no score.
fn rounded(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(point) = rest.find('.') {
        let digits = rest[point + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let kept = if digits > 3 { 2 } else { digits };
        out.push_str(&rest[..point + 1 + kept]);
        rest = &rest[point + 1 + digits..];
    }
    out + rest
}

#[test]
fn words_of_a_command_line() {
    assert_eq!(words(r#"search "l'OTAN" -n 1"#), ["search", "l'OTAN", "-n", "1"]);
    assert_eq!(words(r#"search '"a  b"' ''  > f"#), ["search", "\"a  b\"", "", ">", "f"]);
}

#[test]
fn what_changes_from_run_to_run() {
    let old = "1,9.08069,a\n82 dispatches in 0.41 s, 0.3 MB/s\nsize         0.3 MB in 2 segments\n60.000 euros\n";
    assert_eq!(steady(old), "1,9.08,a\n82 dispatches\nsize …\n60.000 euros\n");
}
