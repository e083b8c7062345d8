//! `depeche batch`

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use depeche::annotate::authority::Authority;
use depeche::batch::{Query, read_queries};
use depeche::export::{self, Format, HitWriter};
use depeche::index::OpenIndex;
use depeche::query::ast::{Expr, Interval, Node};
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::search::{self, Details, Request, Results, SearchError, Sort};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::args::{BatchArgs, BatchFormat};
use super::output::{self, say};
use super::people_file::authority;
use super::{Outcome, query};

pub fn run(path: &Path, args: &BatchArgs) -> anyhow::Result<Outcome> {
    let queries = read_queries(&read_input(&args.file)?).with_context(|| args.file.display().to_string())?;
    if queries.is_empty() {
        bail!("{} holds no query", args.file.display());
    }
    let index = OpenIndex::open(path)?;
    let authority = authority(args.filters.people_file.as_deref(), &index)?;
    let mut out = output::stdout();
    if args.format == BatchFormat::Tsv {
        writeln!(out, "id\tquery\thits\tfirst\tlast\tbest\terror")?;
    }
    let (mut failed, mut found) = (0, false);
    for query in &queries {
        let outcome = search_one(&index, &authority, query, args);
        found |= outcome.as_ref().is_ok_and(|answer| !answer.results.hits.is_empty());
        if let Err(error) = &outcome {
            failed += 1;
            let message = output::safe_lines(&format!("{error:#}"));
            say(format_args!("query {}, line {}: {message}", for_terminal(&query.id), query.line));
        }
        match args.format {
            BatchFormat::Tsv => write_row(&mut out, query, &outcome)?,
            BatchFormat::Trec | BatchFormat::Jsonl => {
                if let Ok(answer) = &outcome {
                    write_hits(&mut out, query, &answer.results, args.format)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(match (failed, found) {
        (0, true) => Outcome::Found,
        (0, false) => Outcome::Nothing,
        _ => Outcome::Incomplete,
    })
}

fn read_input(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    Ok(bytes)
}

/// What a query found.
struct Answer {
    results: Results,
    /// The days of the oldest and of the newest of all hits; only for a table.
    days: Option<[Date; 2]>,
}

fn search_one(index: &OpenIndex, authority: &Authority, query: &Query, args: &BatchArgs) -> anyhow::Result<Answer> {
    let mut node = query::parse(&query.text, &args.filters)?;
    look_up(&mut node, index, authority)?;
    let request = Request {
        query: node,
        sort: Sort::Score,
        any: args.filters.any,
        limit: args.limit,
        offset: 0,
        all_versions: args.filters.all_versions,
        total: args.format == BatchFormat::Tsv,
        details: if args.format == BatchFormat::Jsonl { Details::LIST } else { Details::NONE },
    };
    let results = search::run(index, &request)?;
    let days = if args.format == BatchFormat::Tsv { days(index, request)? } else { None };
    Ok(Answer { results, days })
}

/// The days of the oldest and of the newest hit that has a date.
fn days(index: &OpenIndex, request: Request) -> Result<Option<[Date; 2]>, SearchError> {
    let node = |expr| Node { expr, span: 0..0 };
    let dated = node(Expr::Dated(Interval { from: Some(Timestamp::MIN), until: None }));
    let query = node(Expr::All(vec![request.query, dated]));
    let newest = Request { query, sort: Sort::Date, limit: 1, total: true, details: Details::NONE, ..request };
    let day = |results: &Results| results.hits.first().and_then(|hit| Some(hit.dispatch.date()?.day()));
    let found = search::run(index, &newest)?;
    let Some(last) = day(&found) else { return Ok(None) };
    let offset = found.total.unwrap_or(1).saturating_sub(1) as usize;
    let first = day(&search::run(index, &Request { offset, total: false, ..newest })?);
    Ok(Some([first.unwrap_or(last), last]))
}

fn write_row(out: &mut impl Write, query: &Query, outcome: &anyhow::Result<Answer>) -> io::Result<()> {
    let cell = |text: &str| depeche::safe::for_csv_cell(&for_terminal(text)).into_owned();
    let (id, text) = (cell(&query.id), cell(&query.text));
    match outcome {
        Ok(Answer { results, days }) => {
            let best = results.hits.first().map(|hit| cell(hit.dispatch.title())).unwrap_or_default();
            let [first, last] = days.map_or_else(Default::default, |days| days.map(|day| day.to_string()));
            writeln!(out, "{id}\t{text}\t{}\t{first}\t{last}\t{best}\t", results.total.unwrap_or_default())
        }
        Err(error) => {
            let summary = error.to_string();
            writeln!(out, "{id}\t{text}\t\t\t\t\t{}", cell(summary.lines().next().unwrap_or_default()))
        }
    }
}

fn write_hits(out: &mut impl Write, query: &Query, results: &Results, format: BatchFormat) -> io::Result<()> {
    if format == BatchFormat::Trec {
        let options = export::Options { query: query.id.clone(), ..export::Options::default() };
        let mut writer = export::writer(Format::Trec, Box::new(out), options);
        writer.begin()?;
        for hit in &results.hits {
            writer.hit(hit)?;
        }
        return writer.end();
    }
    for hit in &results.hits {
        write_json(&mut *out, SafeJson::compact(), &QueryHit { query: &query.id, hit: export::row(hit) })?;
        writeln!(out)?;
    }
    Ok(())
}

/// A hit with the query that found it.
#[derive(Serialize)]
struct QueryHit<'a, T: Serialize> {
    query: &'a str,
    #[serde(flatten)]
    hit: T,
}
