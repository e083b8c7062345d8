//! Where a run writes. Names are checked and files begun before the first query is run: a slip then costs no work.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use depeche::export::grid::GridFormat;
use depeche::export::{Format, Target, UnknownFormat};
use depeche::paths::folder;

use super::super::args::{BatchArgs, BatchFormat};
use super::super::output::{self, unwritten};

/// What a run writes and how, the names being checked.
pub struct Formats {
    pub table: BatchFormat,
    missing: Option<GridFormat>,
    hits: Option<Format>,
}

/// A file in the making, or standard output.
pub enum Output {
    Stdout,
    File(Target, PathBuf),
}

/// All that a run writes but its state.
pub struct Outputs {
    pub table: Output,
    /// The queries without hits.
    pub missing: Option<(GridFormat, Output)>,
    /// Every hit of every query.
    pub hits: Option<(Format, Output)>,
}

impl Formats {
    /// What the options ask for.
    ///
    /// # Errors
    /// When an ending stands for no format, when options do not go together, and when a file is named twice.
    pub fn of(args: &BatchArgs) -> anyhow::Result<Self> {
        let table = table(args)?;
        let missing = args.missing.as_deref().map(missing).transpose()?;
        let hits = args.hits.as_deref().map(hits).transpose()?;
        each_named_once(args, table)?;
        Ok(Formats { table, missing, hits })
    }

    /// Begins the files.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn begin(&self, args: &BatchArgs) -> anyhow::Result<Outputs> {
        let pair = |file: &Option<PathBuf>| file.as_deref().map(|file| Output::begin(Some(file))).transpose();
        Ok(Outputs {
            table: Output::begin(args.output.as_deref())?,
            missing: self.missing.zip(pair(&args.missing)?),
            hits: self.hits.zip(pair(&args.hits)?),
        })
    }
}

impl Output {
    fn begin(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(file) = file.filter(|file| !leads_to_stdout(file)) else { return Ok(Output::Stdout) };
        Ok(Output::File(Target::create(file).with_context(|| unwritten(file))?, file.to_owned()))
    }

    /// Runs `write`; a file is then there whole, or not at all.
    pub fn write<T>(self, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
        match self {
            Output::Stdout => {
                let mut out = output::stdout();
                let value = write(&mut out)?;
                out.flush()?;
                Ok(value)
            }
            Output::File(mut target, file) => {
                let value = write(&mut target).with_context(|| unwritten(&file))?;
                target.finish().with_context(|| unwritten(&file))?;
                Ok(value)
            }
        }
    }
}

/// Whether a name is that of standard output, or leads to it: two lists in one stream are none.
fn leads_to_stdout(file: &Path) -> bool {
    // Links that lead round in a ring are followed that often.
    const MOST_LINKS: usize = 40;
    let mut file = file.to_owned();
    for _ in 0..MOST_LINKS {
        if output::is_stdout(&file) {
            return true;
        }
        let Ok(named) = std::fs::read_link(&file) else { return false };
        file = file.parent().unwrap_or(Path::new("")).join(named);
    }
    false
}

/// What a file's ending stands for; a file without one holds tabs. `None` for an ending that is not known.
fn by_ending(file: &Path) -> Option<BatchFormat> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        None | Some("tsv" | "tab" | "txt") => Some(BatchFormat::Tsv),
        Some("csv") => Some(BatchFormat::Csv),
        Some("xlsx") => Some(BatchFormat::Xlsx),
        Some("json") => Some(BatchFormat::Json),
        Some("jsonl") => Some(BatchFormat::Jsonl),
        Some(_) => None,
    }
}

/// What was asked for by name, else by the ending of the file.
fn table(args: &BatchArgs) -> anyhow::Result<BatchFormat> {
    let of_ending = || args.output.as_deref().map_or(Some(BatchFormat::Tsv), by_ending);
    let Some(format) = args.format.or_else(of_ending) else {
        let ending = args.output.as_deref().and_then(Path::extension).unwrap_or_default().to_string_lossy();
        bail!("the ending .{ending} stands for no format; give --format, one of tsv, csv, xlsx, json, jsonl, trec")
    };
    if matches!(format, BatchFormat::Trec | BatchFormat::Jsonl) {
        let given = [
            (args.hits.is_some(), "--hits"),
            (args.missing.is_some(), "--missing"),
            (args.state.is_some(), "--state"),
            (args.diff.is_some(), "--diff"),
        ];
        if let Some((_, option)) = given.iter().find(|(given, _)| *given) {
            bail!("{option} goes with a table of queries: --format tsv, csv, xlsx or json");
        }
    }
    if format == BatchFormat::Trec && args.filters.all_versions {
        bail!("a run names each dispatch once: leave out --all-versions");
    }
    if format == BatchFormat::Xlsx && args.output.as_deref().is_none_or(leads_to_stdout) && output::is_terminal() {
        bail!("a workbook is nothing for a terminal: give a file with -o");
    }
    Ok(format)
}

/// How a table in this format is written; `None` if it is one of hits.
pub fn grid(format: BatchFormat) -> Option<GridFormat> {
    match format {
        BatchFormat::Tsv => Some(GridFormat::Tsv),
        BatchFormat::Csv => Some(GridFormat::Csv),
        BatchFormat::Xlsx => Some(GridFormat::Xlsx),
        BatchFormat::Json => Some(GridFormat::Json),
        BatchFormat::Trec | BatchFormat::Jsonl => None,
    }
}

fn missing(file: &Path) -> anyhow::Result<GridFormat> {
    let format = by_ending(file).and_then(grid);
    format.with_context(|| format!("--missing {}: the name must end in .tsv, .csv, .xlsx or .json", file.display()))
}

fn hits(file: &Path) -> anyhow::Result<Format> {
    match Format::from_path(file) {
        Some(Err(error @ UnknownFormat::NotBuilt)) => Err(error.into()),
        Some(Ok(format)) if format.has_columns() => Ok(format),
        _ => bail!("--hits {}: the name must end in .csv, .tsv, .xlsx, .json or .jsonl", file.display()),
    }
}

/// No file is written twice, nor read and written, but for two: a later state may take the place of the one that it is
/// compared with, and a table that of its list, if it can be read as one.
fn each_named_once(args: &BatchArgs, format: BatchFormat) -> anyhow::Result<()> {
    // Beside the file, where the name is a link.
    let state = args.state.as_ref().map(|file| place(file).unwrap_or_else(|| file.clone()));
    let partial = state.map(|file| PathBuf::from([file.as_os_str(), ".partial".as_ref()].join("".as_ref())));
    let stdout = PathBuf::from("-");
    let written = [
        ("-o", Some(args.output.as_ref().unwrap_or(&stdout))),
        ("--missing", args.missing.as_ref()),
        ("--hits", args.hits.as_ref()),
        ("--state", args.state.as_ref()),
        ("--state", partial.as_ref()),
    ];
    let list = Some(&args.file).filter(|file| !leads_to_stdout(file));
    let read =
        [("the list", list), ("--diff", args.diff.as_ref()), ("--people-file", args.filters.people_file.as_ref())];
    let given = |named: &[(&'static str, Option<&PathBuf>)]| -> Vec<(&'static str, PathBuf)> {
        named.iter().filter_map(|&(name, file)| Some((name, place(file?)?))).collect()
    };
    let (written, read) = (given(&written), given(&read));
    for (number, (name, file)) in written.iter().enumerate() {
        let mut others = written[..number].iter().chain(&read);
        let may_be = |other: &str| match (*name, other) {
            ("--state", "--diff") => true,
            ("-o", "the list") => matches!(format, BatchFormat::Tsv | BatchFormat::Csv | BatchFormat::Xlsx),
            _ => false,
        };
        if let Some((other, _)) = others.find(|(other, place)| place == file && !may_be(other)) {
            let file = if leads_to_stdout(file) { "standard output".into() } else { file.to_string_lossy() };
            bail!("{name} and {other} are the same file, {file}: give another name");
        }
    }
    Ok(())
}

/// Whether the table is to take the place of its list.
pub fn is_in_place(args: &BatchArgs) -> bool {
    let place = |file: &Path| place(file).filter(|file| !leads_to_stdout(file));
    args.output.as_deref().and_then(place).is_some_and(|output| place(&args.file) == Some(output))
}

/// Where a name leads to. `None` for what any number of lists may be written to, such as `/dev/null`.
fn place(file: &Path) -> Option<PathBuf> {
    if leads_to_stdout(file) {
        return Some(PathBuf::from("-"));
    }
    match std::fs::metadata(file) {
        Ok(there) if !there.is_file() => None,
        Ok(_) => file.canonicalize().ok(),
        Err(_) => Some(folder(file).canonicalize().ok()?.join(file.file_name()?)),
    }
}
