//! `depeche inspect`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use depeche::annotate::{Annotator, Scratch};
use depeche::dispatch::Dispatch;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::search::Marker;
use depeche::source::{self, Item, Options};

use super::Outcome;
use super::args::{InspectArgs, RecordFormat};
use super::output::{self, Look, count, say};
use super::text::write_dispatch;

/// What was seen, by format.
#[derive(Default)]
struct Tally {
    formats: BTreeMap<String, (u64, u64)>,
    skipped: BTreeMap<String, u64>,
    faults: u64,
}

pub fn run(args: &InspectArgs) -> anyhow::Result<Outcome> {
    let mut out = output::stdout();
    let mut tally = Tally::default();
    let mut annotation = (!args.no_annotate).then(|| (Annotator::shared(), Scratch::default()));
    let options = Options { columns: args.map.clone().unwrap_or_default(), ..Options::default() };
    for root in &args.files {
        for step in source::walk(root) {
            match step {
                Ok(found) => {
                    let mut write = |mut dispatch: Dispatch| {
                        if let Some((annotator, scratch)) = &mut annotation {
                            annotator.annotate(&mut dispatch, scratch);
                        }
                        write_one(&mut out, &dispatch, args.format)
                    };
                    inspect(found.path, &options, &mut write, &mut tally)?;
                }
                Err(fault) if fault.is_skip() => *tally.skipped.entry(fault.to_string()).or_default() += 1,
                Err(fault) => {
                    say(format_args!(
                        "{}: {}",
                        for_terminal(&fault.path().to_string_lossy()),
                        for_terminal(&fault.to_string())
                    ));
                    tally.faults += 1;
                }
            }
        }
    }
    out.flush()?;
    if args.format == RecordFormat::Text {
        report(&tally);
    }
    super::index::say_missing(args.map.as_ref());
    let dispatches: u64 = tally.formats.values().map(|(_, dispatches)| dispatches).sum();
    Ok(match (tally.faults, dispatches) {
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Found,
        _ => Outcome::Incomplete,
    })
}

fn inspect(
    path: PathBuf,
    options: &Options,
    write: &mut dyn FnMut(Dispatch) -> io::Result<()>,
    tally: &mut Tally,
) -> io::Result<()> {
    let mut written = Ok(());
    let name = for_terminal(&path.to_string_lossy()).into_owned();
    let outcome = source::read(&path, options, &mut |item| match item {
        Item::Dispatch(dispatch) if written.is_ok() => written = write(*dispatch),
        Item::Dispatch(_) => {}
        Item::Skipped(skip) if skip.reason.is_fault() => {
            say(format_args!("{name}: {}", for_terminal(&skip.to_string())));
            tally.faults += 1;
        }
        Item::Skipped(skip) => {
            say(format_args!("{name}: skipped, {}", for_terminal(&skip.to_string())));
            *tally.skipped.entry(skip.reason.to_string()).or_default() += 1;
        }
    });
    match outcome {
        Ok(facts) if !facts.format.is_empty() => {
            let (files, dispatches) = tally.formats.entry(facts.format.to_owned()).or_default();
            *files += 1;
            *dispatches += facts.dispatches;
        }
        Ok(_) => {}
        Err(fault) => {
            say(format_args!("{name}: {}", for_terminal(&fault.to_string())));
            tally.faults += 1;
        }
    }
    written
}

fn write_one(out: &mut impl Write, dispatch: &Dispatch, format: RecordFormat) -> io::Result<()> {
    match format {
        RecordFormat::Text => write_dispatch(out, dispatch, None, &Marker::new(&[]), Look::of_stdout())?,
        RecordFormat::Json => write_json(&mut *out, SafeJson::pretty(), dispatch)?,
        RecordFormat::Jsonl => write_json(&mut *out, SafeJson::compact(), dispatch)?,
    }
    writeln!(out)
}

fn report(tally: &Tally) {
    for (format, (files, dispatches)) in &tally.formats {
        say(format_args!(
            "{format}: {}, {}",
            count(*files, "file", "files"),
            count(*dispatches, "dispatch", "dispatches")
        ));
    }
    for (reason, n) in &tally.skipped {
        say(format_args!("skipped {n}: {}", for_terminal(reason)));
    }
    if tally.faults > 0 {
        say(format_args!("not readable: {}", tally.faults));
    }
}
