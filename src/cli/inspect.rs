//! `depeche inspect`

use std::io::{self, Write};
use std::path::PathBuf;

use depeche::annotate::{Annotator, Scratch};
use depeche::dispatch::Dispatch;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::source::{self, Item, Options};

use super::Outcome;
use super::args::{InspectArgs, RecordFormat};
use super::output::{self, Look, say};
use super::tally::Tally;
use super::text::write_dispatch;

pub fn run(args: &InspectArgs) -> anyhow::Result<Outcome> {
    let mut out = output::stdout();
    let mut tally = Tally::default();
    let mut annotation = (!args.no_annotate && !args.summary).then(|| (Annotator::shared(), Scratch::default()));
    let options = Options { columns: args.map.clone().unwrap_or_default(), ..Options::default() };
    for root in &args.files {
        for step in source::walk(root) {
            match step {
                Ok(found) => {
                    let mut write = |mut dispatch: Dispatch| {
                        if let Some((annotator, scratch)) = &mut annotation {
                            annotator.annotate(&mut dispatch, scratch);
                        }
                        if args.summary { Ok(()) } else { write_one(&mut out, &dispatch, args.format) }
                    };
                    inspect(found.path, &options, &mut write, &mut tally)?;
                }
                Err(fault) if fault.is_skip() => tally.skipped_for(&fault.to_string()),
                Err(fault) => {
                    let path = fault.path().to_string_lossy();
                    say(format_args!("{}: {}", for_terminal(&path), for_terminal(&fault.to_string())));
                    tally.fault(&fault.to_string());
                }
            }
        }
    }
    match args.format {
        RecordFormat::Text => tally.write(&mut out)?,
        // What a script reads holds records and nothing else.
        _ if args.summary => tally.write(&mut out)?,
        _ => {}
    }
    out.flush()?;
    super::index::say_missing(args.map.as_ref());
    Ok(match (tally.faults(), tally.dispatches()) {
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
        Item::Dispatch(dispatch) => {
            tally.dispatch(&dispatch);
            if written.is_ok() {
                written = write(*dispatch);
            }
        }
        Item::Skipped(skip) => {
            let passed = if skip.reason.is_fault() { "" } else { "skipped, " };
            say(format_args!("{name}: {passed}{}", for_terminal(&skip.to_string())));
            tally.skip(&skip);
        }
    });
    if let Err(fault) = outcome {
        say(format_args!("{name}: {}", for_terminal(&fault.to_string())));
        tally.fault(&fault.to_string());
    }
    written
}

fn write_one(out: &mut impl Write, dispatch: &Dispatch, format: RecordFormat) -> io::Result<()> {
    match format {
        RecordFormat::Text => write_dispatch(out, dispatch, None, &[], Look::of_stdout())?,
        RecordFormat::Json => write_json(&mut *out, SafeJson::pretty(), dispatch)?,
        RecordFormat::Jsonl => write_json(&mut *out, SafeJson::compact(), dispatch)?,
    }
    writeln!(out)
}
