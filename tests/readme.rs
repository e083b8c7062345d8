//! The README and the help texts, tried: what they show is what the program does.
//!
//! Each line `$ depeche …` in a ```` ```console ```` block of the README is run, in order, in one folder with a copy of
//! `corpus/` and of `index/`; the lines below it are what it writes, stdout and stderr as they come to a terminal. A
//! ```` ```text NAME ```` block is a file that the reader is told to make. After a change of what commands write,
//! `UPDATE_README=1 cargo test --test readme` brings the README up to date.

mod readme_bench;

use std::fs;
use std::ops::Range;

use readme_bench::{Folder, steady, words};

/// What the README has its reader do.
#[derive(Debug, PartialEq)]
enum Part<'a> {
    /// A command, without `$ depeche`, and what the README says that it writes.
    Command { words: Vec<String>, shown: String },
    /// A file to be made.
    File { name: &'a str, text: String },
}

/// The parts of the README in order, each with the lines that hold the output of the command or the text of the file.
fn parts(readme: &str) -> Vec<(Part<'_>, Range<usize>)> {
    let lines: Vec<&str> = readme.lines().collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(kind) = lines[at].strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            at += 1;
            continue;
        };
        let start = at + 1;
        let end = (start..lines.len()).find(|&line| lines[line] == "```").expect("a block without end");
        if kind == "console" {
            let commands: Vec<usize> = (start..end).filter(|&line| lines[line].starts_with("$ ")).collect();
            assert_eq!(commands.first(), Some(&start), "a console block begins with a command");
            for (number, &line) in commands.iter().enumerate() {
                let output = line + 1..commands.get(number + 1).copied().unwrap_or(end);
                let command = lines[line].strip_prefix("$ depeche ").expect("a command of depeche");
                let part = Part::Command { words: words(command), shown: joined(&lines[output.clone()]) };
                parts.push((part, output));
            }
        } else if let Some(name) = kind.strip_prefix("text ") {
            parts.push((Part::File { name, text: joined(&lines[start..end]) }, start..end));
        }
        at = end + 1;
    }
    parts
}

/// Lines as text, blank ones at the end left out.
fn joined(lines: &[&str]) -> String {
    let text = lines.join("\n");
    format!("{}\n", text.trim_end()).trim_start_matches('\n').to_owned()
}

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

#[test]
fn every_command_writes_what_the_readme_shows() {
    let readme = readme();
    let folder = Folder::with_corpus();
    let mut lines: Vec<&str> = readme.lines().collect();
    let mut changed: Vec<(Range<usize>, String)> = Vec::new();
    for (part, place) in parts(&readme) {
        match part {
            Part::File { name, text } => fs::write(folder.path(name), text).unwrap(),
            Part::Command { words, shown } => {
                let written = folder.run(&words).text;
                if steady(&written) != steady(&shown) {
                    changed.push((place, written));
                }
            }
        }
    }
    let page = fs::read_to_string("index/README.md").unwrap();
    assert_eq!(fs::read_to_string(folder.path("index/README.md")).unwrap(), page, "the index leaves its page alone");
    if std::env::var_os("UPDATE_README").is_some() {
        for (place, written) in changed.iter().rev() {
            lines.splice(place.clone(), written.trim_end().lines());
        }
        return fs::write("README.md", lines.join("\n") + "\n").unwrap();
    }
    for (place, written) in &changed {
        let command = lines[place.start - 1];
        eprintln!("README.md:{}: {command}\n--- shown\n{}\n--- written", place.start, joined(&lines[place.clone()]));
        eprintln!("{written}");
    }
    assert!(changed.is_empty(), "{} commands write something else; see UPDATE_README above", changed.len());
}

#[test]
fn the_first_command_searches_the_corpus() {
    let readme = readme();
    let command = readme.lines().find_map(|line| line.strip_prefix("cargo run --release -- ")).unwrap();
    let run = Folder::with_corpus().run(&words(command));
    assert_eq!(run.code, 0, "{}", run.text);
    assert!(run.text.replace('*', "").contains("garanties de sécurité"), "{}", run.text);
}

#[test]
fn every_query_of_the_table_finds_something() {
    let readme = readme();
    let table = readme.split("| Write | To find |").nth(1).unwrap();
    let queries = table.lines().skip(2).map_while(|row| row.strip_prefix("| `")?.split_once("` |"));
    let queries: Vec<&str> = queries.map(|(query, _)| query).collect();
    assert!(queries.len() > 15, "{queries:?}");
    let folder = Folder::indexed();
    for query in queries {
        let run = folder.run(&["search", "--limit", "0", query].map(str::to_owned));
        assert_eq!(run.code, 0, "{query}: {}", run.text);
    }
}

#[test]
fn every_field_and_option_of_the_readme_exists() {
    let readme = readme();
    let fields = readme.split("### Fields").nth(1).and_then(|rest| rest.split("## ").next()).unwrap();
    let names: Vec<&str> = fields.split('`').skip(1).step_by(2).collect();
    assert!(names.len() > 30, "{names:?}");
    let folder = Folder::indexed();
    for name in names {
        // A value that no field minds: whether it finds anything is no matter here.
        let value = ["1", "embargo", "2025", "Finlande"].map(|value| format!("{name}:{value}"));
        let codes = value.map(|query| folder.run(&["search".to_owned(), query]).code);
        assert!(codes.iter().any(|code| *code < 2), "{name}");
    }
    let commands = [
        "index",
        "search",
        "export",
        "timeline",
        "agencies",
        "count",
        "show",
        "read",
        "similar",
        "batch",
        "people",
        "locations",
        "topics",
        "inspect",
        "status",
        "completions",
        "man",
    ];
    let helps: String = commands.map(|command| folder.run(&[command, "--help"].map(str::to_owned)).text).concat();
    let words = readme.split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
    let is_option = |word: &&str| word.starts_with("--") && word.contains(char::is_alphabetic);
    // These are cargo's.
    for option in words.filter(is_option).filter(|option| !["--release", "--path", "--features"].contains(option)) {
        assert!(helps.contains(&format!("{option} ")) || helps.contains(&format!("{option}\n")), "{option}");
    }
}

/// The examples of `--help`: what comes before a pipe is run. Files that they name need not be there.
#[test]
fn every_example_of_the_help_texts_can_be_typed() {
    let folder = Folder::indexed();
    let mut tried = 0;
    for command in [
        "index",
        "search",
        "export",
        "timeline",
        "show",
        "read",
        "similar",
        "batch",
        "people",
        "locations",
        "topics",
        "agencies",
        "count",
        "inspect",
    ] {
        let help = folder.run(&[command, "--help"].map(str::to_owned)).text;
        let examples = help.split("Examples:").nth(1).unwrap_or_default();
        for line in examples.lines().filter_map(|line| line.trim_start().strip_prefix("depeche ")) {
            let line = line.split(" | ").next().unwrap_or_default();
            let example = line.split("   ").next().unwrap_or_default();
            let run = folder.run(&words(example));
            let is_absent =
                ["cannot read", "cannot be read", "is no source"].iter().any(|text| run.text.contains(text));
            // The corpus has a broken file, for which updates end with 2.
            let is_broken = run.text.contains("broken JSON");
            assert!(run.code < 2 || is_absent || is_broken, "{example}: {}", run.text);
            tried += 1;
        }
    }
    assert!(tried >= 23, "{tried}");
}

#[test]
fn what_the_readme_says_of_the_project() {
    let readme = readme();
    assert!(readme.lines().count() <= 570);
    assert!(readme.contains(&format!("{} or newer", env!("CARGO_PKG_RUST_VERSION"))));
    let commands = readme.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let tests = commands.lines().nth(1).unwrap();
    assert!(fs::read_to_string(".ci/run").unwrap().lines().any(|line| line == tests), "{tests}");
}
