//! `depeche index`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use depeche::index::{Summary, Update, rebuild};
use depeche::safe::for_terminal;
use depeche::source::Columns;

use super::Outcome;
use super::args::IndexArgs;
use super::output::{count, say};
use super::progress::Bar;

/// More faults than this are counted, not listed.
const LISTED: usize = 20;
/// How many reasons for skipping are told.
const REASONS: usize = 6;

pub fn run(index: &Path, args: &IndexArgs) -> anyhow::Result<Outcome> {
    let update = Update {
        index,
        sources: &args.sources,
        forget: &args.forget,
        annotate: args.annotation(),
        columns: args.map.clone(),
        memory: args.memory as usize * 1_000_000,
        threads: args.threads.map_or_else(threads, usize::from),
    };
    let summary = if args.rebuild { rebuild(&update, &mut Bar::default())? } else { update.run(&mut Bar::default())? };
    report(&summary);
    say_missing(args.map.as_ref());
    Ok(if summary.faults.is_empty() { Outcome::Found } else { Outcome::Incomplete })
}

/// Brings the index up to date before a search. What fails is said, and does not stop the search.
pub fn refresh(index: &Path, sources: &[PathBuf]) -> anyhow::Result<()> {
    let update = Update {
        index,
        sources,
        forget: &[],
        annotate: None,
        columns: None,
        memory: Update::MEMORY,
        threads: threads(),
    };
    let summary = update.run(&mut Bar::default()).context("the index could not be brought up to date")?;
    report(&summary);
    Ok(())
}

/// Warns of mapped columns that no table has: a slip of the pen, as a rule.
pub fn say_missing(map: Option<&Columns>) {
    for column in map.iter().flat_map(|columns| columns.missing()) {
        say(format_args!("warning: no table has a column `{}`, see --map", for_terminal(column)));
    }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().min(8))
}

fn report(summary: &Summary) {
    for (path, fault) in summary.faults.iter().take(LISTED) {
        say(format_args!("{}: {}", for_terminal(path), for_terminal(fault)));
    }
    if summary.faults.len() > LISTED {
        say(format_args!("… and {} more that could not be read", summary.faults.len() - LISTED));
    }
    let unread = summary.faults.iter().map(|(path, _)| path).collect::<BTreeSet<_>>().len() as u64;
    let mut files = vec![count(summary.files, "file", "files")];
    for (n, what) in [
        (summary.new, "new"),
        (summary.changed, "changed"),
        (summary.renamed, "renamed"),
        (summary.gone, "gone"),
        (unread, "not readable"),
    ] {
        if n > 0 {
            files.push(format!("{} {what}", super::output::thousands(n)));
        }
    }
    if !summary.committed {
        files.push("nothing to do".to_owned());
    }
    say(files.join(", "));
    skipped(summary);
    let mut dispatches = count(summary.dispatches, "dispatch", "dispatches");
    if summary.added + summary.removed > 0 {
        dispatches += &format!(" ({} written, {} dropped)", summary.added, summary.removed);
    }
    if summary.warnings > 0 {
        dispatches += &format!(", {}", count(summary.warnings, "warning", "warnings (see depeche inspect)"));
    }
    let seconds = summary.elapsed.as_secs_f64();
    say(format_args!("{dispatches} in {seconds:.2} s, {:.1} MB/s", summary.megabytes_per_second()));
}

/// Says how much was skipped and why, the most frequent reasons first.
fn skipped(summary: &Summary) {
    let mut reasons: Vec<(&String, u64)> = summary.skipped.iter().map(|(reason, n)| (reason, *n)).collect();
    reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let rest = reasons.split_off(reasons.len().min(REASONS));
    for (reason, n) in reasons {
        say(format_args!("  skipped {}: {}", super::output::thousands(n), for_terminal(reason)));
    }
    if !rest.is_empty() {
        let all = super::output::thousands(rest.iter().map(|(_, n)| n).sum());
        say(format_args!("  skipped {all} for other reasons; depeche inspect --summary tells them"));
    }
}
