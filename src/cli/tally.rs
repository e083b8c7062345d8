//! What a run over files has seen: formats, what was passed over, and what the records have to complain of.

use std::collections::BTreeMap;
use std::io::{self, Write};

use depeche::dispatch::Dispatch;
use depeche::safe::for_terminal;
use depeche::source::Skip;

use super::output::thousands;

/// Counts, for the table at the end.
#[derive(Default)]
pub struct Tally {
    formats: BTreeMap<String, Format>,
    skipped: BTreeMap<String, u64>,
    faults: BTreeMap<String, u64>,
    warnings: BTreeMap<String, u64>,
}

#[derive(Default)]
struct Format {
    files: u64,
    dispatches: u64,
    /// The last file that gave a dispatch: those of one file come one after the other.
    last: String,
}

impl Tally {
    /// Counts a dispatch with its file, a member of an archive being a file, and its warnings.
    pub fn dispatch(&mut self, dispatch: &Dispatch) {
        let format = self.formats.entry(dispatch.source.format.clone()).or_default();
        format.dispatches += 1;
        if format.last != dispatch.source.path || format.files == 0 {
            format.files += 1;
            format.last.clone_from(&dispatch.source.path);
        }
        for warning in &dispatch.warnings {
            *self.warnings.entry(kind(warning)).or_default() += 1;
        }
    }

    /// Counts a place without dispatch, by its reason.
    pub fn skip(&mut self, skip: &Skip) {
        if skip.reason.is_fault() {
            self.fault(&skip.reason.to_string());
        } else {
            self.skipped_for(&skip.reason.to_string());
        }
    }

    /// Counts what was passed over for a reason in words.
    pub fn skipped_for(&mut self, reason: &str) {
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts what could not be read, by what was wrong.
    pub fn fault(&mut self, what: &str) {
        *self.faults.entry(kind(what)).or_default() += 1;
    }

    /// How many places could not be read.
    pub fn faults(&self) -> u64 {
        self.faults.values().sum()
    }

    /// How many dispatches there were.
    pub fn dispatches(&self) -> u64 {
        self.formats.values().map(|format| format.dispatches).sum()
    }

    /// Writes the table.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:<20}{:>10}{:>12}", "format", "files", "dispatches")?;
        for (name, Format { files, dispatches, .. }) in &self.formats {
            writeln!(out, "{:<20}{:>10}{:>12}", for_terminal(name), thousands(*files), thousands(*dispatches))?;
        }
        let files = self.formats.values().map(|format| format.files).sum();
        writeln!(out, "{:<20}{:>10}{:>12}", "all", thousands(files), thousands(self.dispatches()))?;
        for (title, counts) in
            [("skipped", &self.skipped), ("not readable", &self.faults), ("warnings", &self.warnings)]
        {
            if counts.is_empty() {
                continue;
            }
            writeln!(out, "\n{title}")?;
            let mut counts: Vec<_> = counts.iter().collect();
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            for (what, count) in counts {
                writeln!(out, "{:>8}  {}", thousands(*count), for_terminal(what))?;
            }
        }
        Ok(())
    }
}

/// The kind of a message: what stands in backticks, and numbers, are the single case.
fn kind(message: &str) -> String {
    let mut kind = String::with_capacity(message.len());
    for (at, part) in message.split('`').enumerate() {
        if at % 2 == 1 {
            kind.push_str("`…`");
            continue;
        }
        let mut digits = false;
        for c in part.chars() {
            if !c.is_ascii_digit() {
                kind.push(c);
            } else if !digits {
                kind.push('N');
            }
            digits = c.is_ascii_digit();
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_counted_by_kind() {
        for (message, wanted) in [
            ("created `2025-02-30` is no date, left out", "created `…` is no date, left out"),
            (
                "repaired: 12 foreign bytes in UTF-8, read as windows-1252",
                "repaired: N foreign bytes in UTF-N, read as windows-N",
            ),
            ("sans fin `x", "sans fin `…`"),
            ("", ""),
        ] {
            assert_eq!(kind(message), wanted);
        }
    }

    #[test]
    fn the_files_of_a_format_are_counted_once() {
        let mut tally = Tally::default();
        for path in ["a.sgm", "a.sgm", "b.zip!/c.sgm"] {
            let mut dispatch = Dispatch { warnings: vec!["date `x`".into()], ..Dispatch::default() };
            (dispatch.source.path, dispatch.source.format) = (path.into(), "trec".into());
            tally.dispatch(&dispatch);
        }
        let mut table = Vec::new();
        tally.write(&mut table).unwrap();
        let table = String::from_utf8(table).unwrap();
        assert!(table.contains("trec                         2           3"), "{table}");
        assert!(table.ends_with("warnings\n       3  date `…`\n"), "{table}");
    }
}
