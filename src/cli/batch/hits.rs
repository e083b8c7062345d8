//! The hits of a list of queries, one after the other.

use std::io::{self, Write};
use std::slice;

use anyhow::anyhow;
use depeche::batch::Query;
use depeche::clock;
use depeche::export::{self, Column, EXPORT_COLUMNS, Format, HitWriter, Method};
use depeche::safe::{SafeJson, write_json};
use depeche::search::{self, Details, Hit, Request};
use serde::Serialize;

use super::super::Outcome;
use super::super::args::BatchFormat;
use super::outputs::Output;
use super::{Asked, Run, many, outcome, say_error};

/// Hits of several queries that are held together; with a higher limit queries go one by one, and no list is held.
const HELD: usize = 1_000;

/// A line for each hit, up to the limit of each query.
pub fn lines(run: &Run<'_>, asked: &[Asked<'_>], format: BatchFormat, output: Output) -> anyhow::Result<Outcome> {
    output.write(
        |out| if run.args.limit > HELD { streamed(run, asked, format, out) } else { held(run, asked, format, out) },
    )
}

/// By several threads, each holding the lines of a query.
fn held(run: &Run<'_>, asked: &[Asked<'_>], format: BatchFormat, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let (mut failed, mut found) = (0, false);
    // Laid out by the thread that found them: what waits for its turn is lines, not dispatches.
    let search = |asked: &Asked<'_>| -> anyhow::Result<Vec<u8>> {
        let mut lines = Vec::new();
        lay_out(asked.query, &search::run(run.index, &request(run, asked, format)?)?.hits, format, &mut lines)?;
        Ok(lines)
    };
    many::run(asked, search, |asked, lines| {
        match lines {
            Ok(lines) => {
                found |= !lines.is_empty();
                out.write_all(&lines)?;
            }
            Err(error) => {
                failed += 1;
                say_error(asked.query, &error);
            }
        }
        anyhow::Ok(())
    })?;
    Ok(outcome(failed, found))
}

/// Query by query, the hits of each laid out by several threads.
fn streamed(run: &Run<'_>, asked: &[Asked<'_>], format: BatchFormat, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let (mut failed, mut found) = (0, false);
    for asked in asked {
        let request = request(run, asked, format);
        let page = match &request {
            Ok(request) => search::page(run.index, request).map_err(anyhow::Error::from),
            Err(error) => Err(anyhow!("{error:#}")),
        };
        match page {
            Ok(page) => {
                found |= page.hits() > 0;
                let lay_out = |hit: &Hit, out: &mut Vec<u8>| lay_out(asked.query, slice::from_ref(hit), format, out);
                page.render::<anyhow::Error>(lay_out, |lines| out.write_all(lines), &|_| {})?;
            }
            Err(error) => {
                failed += 1;
                say_error(asked.query, &error);
            }
        }
    }
    Ok(outcome(failed, found))
}

fn request(run: &Run<'_>, asked: &Asked<'_>, format: BatchFormat) -> anyhow::Result<Request> {
    let details = if format == BatchFormat::Jsonl { Details::LIST } else { Details::NONE };
    run.request(asked, run.args.limit, details)
}

fn lay_out(query: &Query, hits: &[Hit], format: BatchFormat, out: &mut Vec<u8>) -> io::Result<()> {
    if format == BatchFormat::Trec {
        let options = export::Options { query: query.id.clone(), ..export::Options::default() };
        let mut list = export::writer(Format::Trec, Box::new(out), options);
        list.begin()?;
        hits.iter().try_for_each(|hit| list.hit(hit))?;
        return list.end();
    }
    for hit in hits {
        write_json(&mut *out, SafeJson::compact(), &QueryHit { query: &query.id, hit: export::row(hit) })?;
        out.push(b'\n');
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

/// Writes every hit of every query, the identifier of the query in front; of some queries, those of `keys` only.
pub fn all(
    run: &Run<'_>,
    asked: &[Asked<'_>],
    keys: Option<&[Vec<u64>]>,
    format: Format,
    output: Output,
) -> anyhow::Result<()> {
    let columns: Vec<Column> = std::iter::once(Column::Query).chain(EXPORT_COLUMNS).collect();
    let details = Column::details(&columns, format);
    // Moments are told by the clock of the house.
    let method = Method { made: clock::now(), ..Method::default() };
    let options = export::Options { columns: Some(columns), method, ..export::Options::default() };
    output.write(|out| {
        let mut list = export::writer(format, Box::new(out), options);
        list.begin()?;
        for (number, asked) in asked.iter().enumerate().filter(|(_, asked)| asked.node.is_ok()) {
            // What went wrong was said when the table was made.
            let Ok(request) = run.request(asked, usize::MAX, details) else { continue };
            let mut page = search::page(run.index, &request)?.named(&asked.query.id);
            if let Some(keys) = keys {
                page = page.only(&keys[number]);
            }
            list.page::<anyhow::Error>(&page, &|_| {})?;
        }
        Ok(list.end()?)
    })
}
