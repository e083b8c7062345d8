//! The answers to a list of queries as one table.

use std::path::Path;

use anyhow::Context;
use depeche::batch::{Best, Change, Found, Head, Journal, Last, List};
use depeche::clock;
use depeche::export::grid::{GridFormat, write as write_grids};
use depeche::safe::for_terminal;
use depeche::search::spelling::{Speller, Typed};
use depeche::search::{self, Advice, Details};

use super::super::output::{count, say, thousands};
use super::super::{Outcome, advice, is_closed_pipe, progress, spelling};
use super::outputs::Outputs;
use super::{Asked, Run, grids, head, hits, many, outcome, say_error, say_of, until};

/// Queries without hits that are listed on the terminal; `--missing` has all.
const LISTED: usize = 10;

pub(super) fn write(
    run: &Run<'_>,
    list: &List,
    asked: &[Asked<'_>],
    bytes: &[u8],
    format: GridFormat,
    outputs: Outputs,
) -> anyhow::Result<Outcome> {
    let args = run.args;
    let last = match &args.diff {
        Some(file) => Some(Last::read(file).with_context(|| format!("--diff {}", file.display()))?),
        None => None,
    };
    if let Some(renamed) = grids::renamed(list, last.is_some()) {
        say_of(&args.file, &renamed);
    }
    let head = head::of(run, asked, bytes)?;
    let (found, journal) = found_all(run, asked, &head)?;
    let changes: Option<Vec<Option<Change>>> =
        last.as_ref().map(|last| found.iter().map(|found| last.compare(found)).collect());
    if let (Some(last), Some(file)) = (&last, &args.diff) {
        let differences = last.differences(&head, &found).join("; ");
        if !differences.is_empty() {
            say(for_terminal(&format!("--diff {}: {differences}", file.display())));
        }
    }
    let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].hits == 0 && found[at].error.is_none()).collect();
    let listed = if args.missing.is_some() || format == GridFormat::Xlsx { missing.len() } else { LISTED };
    let advice: Vec<Advice> =
        missing.iter().take(listed).map(|&at| advised(run, &asked[at])).collect::<anyhow::Result<_>>()?;
    say_missing(&found, &missing, &advice);
    let table = grids::answers(list, &found, changes.as_deref());
    let without = grids::without_hits(list, asked, &missing, &advice);
    // The table may take the place of the list, and the state that of the one it is compared with: a run that fails before
    // is asked again, and finds the same.
    let mut unread = Ok(());
    if let Some((format, output)) = outputs.missing {
        let written = output.write(|out| Ok(write_grids(out, format, std::slice::from_ref(&without))?));
        unread = postponed(unread, written)?;
    }
    if let Some((format, output)) = outputs.hits {
        // Where nothing can be compared, no hit may be lost.
        let new =
            |(change, found): (Option<Change>, &Found)| change.map_or_else(|| found.keys.clone(), |change| change.new);
        let keys: Option<Vec<Vec<u64>>> = changes.map(|changes| changes.into_iter().zip(&found).map(new).collect());
        unread = postponed(unread, hits::all(run, asked, keys.as_deref(), format, output))?;
    }
    let grids = if format == GridFormat::Xlsx { vec![table, without] } else { vec![table] };
    unread = postponed(unread, outputs.table.write(|out| Ok(write_grids(out, format, &grids)?)))?;
    if let (Some(journal), Some(path)) = (journal, &args.state) {
        journal.finish().with_context(|| unkept(path))?;
    }
    unread?;
    let failed = found.iter().filter(|found| found.error.is_some()).count();
    Ok(outcome(failed, found.iter().any(|found| found.hits > 0)))
}

/// Lets a closed pipe wait, as an error inside, until all else that was asked for is written.
fn postponed(unread: anyhow::Result<()>, written: anyhow::Result<()>) -> anyhow::Result<anyhow::Result<()>> {
    match written {
        Ok(()) => Ok(unread),
        Err(error) if is_closed_pipe(&error) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

fn unkept(state: &Path) -> String {
    format!("--state {}", state.display())
}

/// Runs every query, but for those that an earlier start of this run has done. The journal is to be finished when all that
/// was asked for is written.
fn found_all(run: &Run<'_>, asked: &[Asked<'_>], head: &Head) -> anyhow::Result<(Vec<Found>, Option<Journal>)> {
    let args = run.args;
    let state = args.state.as_deref();
    let (mut journal, mut found) = match state {
        None => (None, Vec::new()),
        Some(path) => {
            let (journal, earlier) = Journal::open(path, head).with_context(|| unkept(path))?;
            let say_of_state = |what: String| say(for_terminal(&format!("{}: {what}", unkept(path))));
            if let Some(why) = earlier.broken_off {
                say_of_state(format!("what was broken off there is of another run ({why}): it is begun anew"));
            } else if let Some(why) = earlier.replaced.filter(|_| args.diff.as_deref() != Some(path)) {
                // What it is compared with is meant to be replaced, and the differences were told.
                say_of_state(format!("what is there is of another run ({why}): it is replaced"));
            }
            (Some(journal), earlier.found)
        }
    };
    found.truncate(asked.len());
    let done = found.len();
    if done > 0 {
        say(format_args!("going on after {} of {} queries", thousands(done as u64), thousands(asked.len() as u64)));
    }
    let keys = state.is_some() || args.diff.is_some();
    let bar = progress::bar(asked.len() as u64, "queries");
    bar.inc(done as u64);
    many::run(
        &asked[done..],
        |asked| answer(run, asked, keys),
        |asked, answer| {
            let found_here = answer.unwrap_or_else(|error| {
                bar.suspend(|| say_error(asked.query, &error));
                let line = error.to_string();
                let error = Some(line.lines().next().unwrap_or_default().to_owned());
                Found { id: asked.query.id.clone(), query: asked.query.shown(), error, ..Found::default() }
            });
            if let (Some(journal), Some(path)) = (&mut journal, state) {
                journal.add(&found_here).and_then(|()| journal.flush()).with_context(|| unkept(path))?;
            }
            found.push(found_here);
            bar.inc(1);
            anyhow::Ok(())
        },
    )?;
    bar.finish_and_clear();
    Ok((found, journal))
}

fn answer(run: &Run<'_>, asked: &Asked<'_>, keys: bool) -> anyhow::Result<Found> {
    let request = run.request(asked, 1, Details { snippets: true, ..Details::NONE })?;
    let overview = search::overview(run.index, &request, keys)?;
    let best = match overview.total {
        0 => None,
        _ => search::run(run.index, &request)?.hits.into_iter().next(),
    };
    let day =
        |dispatch: &depeche::dispatch::Dispatch| dispatch.date().map(|date| date.day_in(&clock::zone()).to_string());
    Ok(Found {
        id: asked.query.id.clone(),
        query: asked.query.shown(),
        hits: overview.total,
        days: overview.ends.and_then(|[first, last]| Some([day(&first)?, day(&last)?])),
        best: best.map(|hit| Best {
            headline: hit.dispatch.title().to_owned(),
            id: hit.dispatch.id,
            snippet: hit.snippet.text,
        }),
        error: None,
        keys: overview.keys,
    })
}

fn advised(run: &Run<'_>, asked: &Asked<'_>) -> anyhow::Result<Advice> {
    let request = run.request(asked, 1, Details::NONE)?;
    let read = |typed: &Typed| {
        let node = spelling::read(typed, &asked.filters, run.index, &run.authority)?;
        until(asked.query, node).ok()
    };
    let speller = Speller { index: run.index, read: &read, all_versions: request.all_versions };
    Ok(search::advise(&speller, &spelling::typed(asked.query.words(), &asked.filters), &request.query)?)
}

/// Names the queries without hits, and what would match.
fn say_missing(found: &[Found], missing: &[usize], advice: &[Advice]) {
    if missing.is_empty() {
        return;
    }
    say(format_args!(
        "{} of {} without hits:",
        thousands(missing.len() as u64),
        count(found.len() as u64, "query", "queries")
    ));
    for (&at, advice) in missing.iter().zip(advice).take(LISTED) {
        say(format_args!("  {}: {}", for_terminal(&found[at].id), for_terminal(&found[at].query)));
        for line in advice::lines(advice, None) {
            say(format_args!("    {line}"));
        }
    }
    if missing.len() > LISTED {
        say(format_args!("  and {} more; --missing FILE lists all", thousands((missing.len() - LISTED) as u64)));
    }
}
