//! The answers to a list of queries as one table.

use std::path::Path;

use anyhow::Context;
use depeche::batch::{Best, Found, Head, Journal, Last, List, Query};
use depeche::export::grid::{Cell, Grid, GridFormat, write as write_grids};
use depeche::safe::for_terminal;
use depeche::search::spelling::{Speller, Typed};
use depeche::search::{self, Advice, Details};

use super::super::args::BatchArgs;
use super::super::output::{count, say, thousands};
use super::super::{Outcome, advice, progress, spelling};
use super::outputs::Outputs;
use super::{Asked, Run, hits, many, outcome, say_error, until};

/// The columns that every table begins with; scripts rely on their order.
const COLUMNS: [&str; 9] = ["id", "query", "hits", "first", "last", "best", "error", "best_id", "snippet"];
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
    let found = found_all(run, asked, bytes)?;
    let compared: Option<Vec<(Vec<u64>, u64)>> =
        last.map(|last| found.iter().map(|found| last.compare(found)).collect());
    let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].hits == 0 && found[at].error.is_none()).collect();
    let listed = if args.missing.is_some() || format == GridFormat::Xlsx { missing.len() } else { LISTED };
    let advice: Vec<Advice> =
        missing.iter().take(listed).map(|&at| advised(run, &asked[at])).collect::<anyhow::Result<_>>()?;
    say_missing(&found, &missing, &advice);
    let table = table(list, &found, compared.as_deref());
    let without = without_hits(list, &missing, &advice);
    outputs.table.write(|out| {
        let grids = if format == GridFormat::Xlsx { vec![table, without.clone()] } else { vec![table] };
        Ok(write_grids(out, format, &grids)?)
    })?;
    if let Some((format, output)) = outputs.missing {
        output.write(|out| Ok(write_grids(out, format, &[without])?))?;
    }
    if let Some((format, output)) = outputs.hits {
        let keys: Option<Vec<Vec<u64>>> = compared.map(|compared| compared.into_iter().map(|(new, _)| new).collect());
        hits::all(run, asked, keys.as_deref(), format, output)?;
    }
    let failed = found.iter().filter(|found| found.error.is_some()).count();
    Ok(outcome(failed, found.iter().any(|found| found.hits > 0)))
}

/// Runs every query, but for those that an earlier start of this run has done.
fn found_all(run: &Run<'_>, asked: &[Asked<'_>], bytes: &[u8]) -> anyhow::Result<Vec<Found>> {
    let args = run.args;
    let state = args.state.as_deref();
    let unwritten = |path: &Path| format!("--state {}", path.display());
    let (mut journal, mut found) = match state {
        None => (None, Vec::new()),
        Some(path) => {
            let (journal, found) =
                Journal::open(path, &Head::new(fingerprint(run, bytes))).with_context(|| unwritten(path))?;
            (Some(journal), found)
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
                journal.add(&found_here).and_then(|()| journal.flush()).with_context(|| unwritten(path))?;
            }
            found.push(found_here);
            bar.inc(1);
            anyhow::Ok(())
        },
    )?;
    bar.finish_and_clear();
    if let (Some(journal), Some(path)) = (journal, state) {
        journal.finish().with_context(|| unwritten(path))?;
    }
    Ok(found)
}

/// A hash of what the answers depend on.
fn fingerprint(run: &Run<'_>, bytes: &[u8]) -> String {
    let state = &run.index.state;
    let BatchArgs { filters, names_are, .. } = run.args;
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    let rest =
        format!("{filters:?}\n{names_are:?}\n{}\n{}\n{}", state.generation, state.updated, env!("CARGO_PKG_VERSION"));
    hasher.update(rest.as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

fn answer(run: &Run<'_>, asked: &Asked<'_>, keys: bool) -> anyhow::Result<Found> {
    let request = run.request(asked, 1, Details { snippets: true, ..Details::NONE })?;
    let overview = search::overview(run.index, &request, keys)?;
    let best = match overview.total {
        0 => None,
        _ => search::run(run.index, &request)?.hits.into_iter().next(),
    };
    let day = |dispatch: &depeche::dispatch::Dispatch| dispatch.date().map(|date| date.day().to_string());
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

fn table(list: &List, found: &[Found], compared: Option<&[(Vec<u64>, u64)]>) -> Grid {
    let since_last: &[&str] = if compared.is_some() { &["new", "gone"] } else { &[] };
    let own = list.own.iter().map(String::as_str);
    let columns = COLUMNS.iter().chain(since_last).copied().chain(own).map(str::to_owned).collect();
    let row = |(number, (query, found)): (usize, (&Query, &Found))| {
        let [first, last] =
            found.days.as_ref().map_or([Cell::Empty, Cell::Empty], |days| days.each_ref().map(|day| day_cell(day)));
        let best = found.best.clone().unwrap_or_default();
        let hits = if found.error.is_some() { Cell::Empty } else { Cell::Number(found.hits) };
        let error = Cell::from(found.error.as_deref().unwrap_or_default());
        let mut row = vec![
            Cell::from(query.id.as_str()),
            Cell::from(query.shown().as_str()),
            hits,
            first,
            last,
            Cell::from(best.headline.as_str()),
            error,
            Cell::from(best.id.as_str()),
            Cell::from(best.snippet.as_str()),
        ];
        if let Some(compared) = compared {
            let (new, gone) = &compared[number];
            row.extend([Cell::Number(new.len() as u64), Cell::Number(*gone)]);
        }
        row.extend(query.own.iter().map(|cell| Cell::from(cell.as_str())));
        row
    };
    let rows = list.queries.iter().zip(found).enumerate().map(row).collect();
    Grid { name: "Queries".to_owned(), columns, rows }
}

fn day_cell(day: &str) -> Cell {
    day.parse().map_or_else(|_| Cell::from(day), Cell::Day)
}

fn advised(run: &Run<'_>, asked: &Asked<'_>) -> anyhow::Result<Advice> {
    let request = run.request(asked, 1, Details::NONE)?;
    let read = |typed: &Typed| {
        let node = spelling::read(typed, &asked.filters, run.index, &run.authority)?;
        until(asked.query, node).ok()
    };
    let speller = Speller { index: run.index, read: &read, all_versions: request.all_versions };
    Ok(search::advise(&speller, &spelling::typed(&asked.query.text, &asked.filters), &request.query)?)
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

fn without_hits(list: &List, missing: &[usize], advice: &[Advice]) -> Grid {
    let row = |(&at, advice): (&usize, &Advice)| {
        let query = &list.queries[at];
        let (suggestion, hits) = match advice.meant.first() {
            Some(meant) => (Cell::from(meant.typed.shown().as_str()), Cell::Number(meant.hits)),
            None => (Cell::Empty, Cell::Empty),
        };
        let mut row = vec![
            Cell::from(query.id.as_str()),
            Cell::from(query.shown().as_str()),
            Cell::Number(query.line),
            Cell::from(advice::lines(advice, None).join("; ").as_str()),
            suggestion,
            hits,
        ];
        row.extend(query.own.iter().map(|cell| Cell::from(cell.as_str())));
        row
    };
    let columns = ["id", "query", "line", "advice", "suggestion", "suggestion_hits"]
        .into_iter()
        .chain(list.own.iter().map(String::as_str));
    Grid {
        name: "Without hits".to_owned(),
        columns: columns.map(str::to_owned).collect(),
        rows: missing.iter().zip(advice).map(row).collect(),
    }
}
