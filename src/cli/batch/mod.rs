//! `depeche batch`

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use depeche::annotate::authority::Authority;
use depeche::batch::{List, Query, Setting, read_queries};
use depeche::clock;
use depeche::export::{self, Column, EXPORT_COLUMNS, Format, HitWriter, Method, Target, UnknownFormat};
use depeche::index::OpenIndex;
use depeche::query::ast::{Expr, Node};
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::search::{self, Details, Joined, Request, Results, Sort};
use serde::Serialize;

use super::args::{BatchArgs, BatchFormat, Filters};
use super::output::{self, say};
use super::people_file::authority;
use super::{Outcome, filters, query};

mod many;
mod table;

/// A query of the list, understood or not.
struct Asked<'a> {
    query: &'a Query,
    /// The options of its row and of the command line.
    filters: Filters,
    node: anyhow::Result<Node>,
}

/// What every query is run with.
struct Run<'a> {
    index: &'a OpenIndex,
    authority: Authority,
    args: &'a BatchArgs,
    /// In a run for evaluation dispatches are judged one by one.
    joined: Joined,
}

pub fn run(path: &Path, args: &BatchArgs) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let bytes = read_input(&args.file)?;
    let mut list = read_queries(&bytes).with_context(|| args.file.display().to_string())?;
    if list.queries.is_empty() {
        bail!("{} holds no query", args.file.display());
    }
    name_all(&mut list, args);
    let index = OpenIndex::open(path)?;
    let joined = if format == BatchFormat::Trec { Joined::Apart } else { Joined::Copies };
    let run = Run { index: &index, authority: authority(args.filters.people_file.as_deref(), &index)?, args, joined };
    let asked: Vec<Asked<'_>> = list.queries.iter().map(|query| understood(query, args)).collect();
    match format {
        BatchFormat::Trec | BatchFormat::Jsonl => write_hits(&run, &asked, format),
        _ => table::write(&run, &list, &asked, &bytes, format),
    }
}

/// What was asked for by name, else by the ending of the file.
fn format(args: &BatchArgs) -> anyhow::Result<BatchFormat> {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let format = match (args.format, ending.map(str::to_ascii_lowercase).as_deref()) {
        (Some(format), _) => format,
        (None, None | Some("tsv" | "tab" | "txt")) => BatchFormat::Tsv,
        (None, Some("csv")) => BatchFormat::Csv,
        (None, Some("xlsx")) => BatchFormat::Xlsx,
        (None, Some("json")) => BatchFormat::Json,
        (None, Some("jsonl")) => BatchFormat::Jsonl,
        (None, Some(other)) => {
            bail!("the ending .{other} stands for no format; give --format, one of tsv, csv, xlsx, json, jsonl, trec")
        }
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
    if format == BatchFormat::Xlsx && args.output.is_none() && output::is_terminal() {
        bail!("a workbook is nothing for a terminal: give a file with -o");
    }
    Ok(format)
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

/// With `--as`, the queries are names.
fn name_all(list: &mut List, args: &BatchArgs) {
    let Some(setting) = args.names_are.map(Setting::from) else { return };
    for query in list.queries.iter_mut().filter(|query| !query.text.is_empty()) {
        query.settings.insert(0, (setting, std::mem::take(&mut query.text)));
    }
}

fn understood<'a>(query: &'a Query, args: &BatchArgs) -> Asked<'a> {
    let filters = with_settings(query, args.filters.clone());
    let node = parse(query, &filters);
    Asked { query, filters, node }
}

fn parse(query: &Query, filters: &Filters) -> anyhow::Result<Node> {
    until(query, query::parse(&query.text, filters)?)
}

/// The options of a row on top of those of the command line.
fn with_settings(query: &Query, mut filters: Filters) -> Filters {
    query.settings.iter().for_each(|(setting, value)| set(&mut filters, *setting, value.clone()));
    filters
}

/// `node` up to the end that the row sets, for which there is no option.
fn until(query: &Query, node: Node) -> anyhow::Result<Node> {
    let ends = query.settings.iter().filter(|(setting, _)| *setting == Setting::Until);
    let mut nodes = ends.map(|(_, value)| filters::until(value)).collect::<anyhow::Result<Vec<Node>>>()?;
    if nodes.is_empty() {
        return Ok(node);
    }
    let span = node.span.clone();
    nodes.insert(0, node);
    Ok(Node { expr: Expr::All(nodes), span })
}

/// A row adds names to those of the command line, and puts its dates in the place of these.
fn set(filters: &mut Filters, setting: Setting, value: String) {
    match setting {
        Setting::Person => filters.person.push(value),
        Setting::Location => filters.location.push(value),
        Setting::Topic => filters.topic.push(value),
        Setting::Agency => filters.agency.push(value),
        Setting::Since => filters.since = Some(value),
        Setting::Before => filters.before = Some(value),
        Setting::Until => {}
    }
}

impl Run<'_> {
    /// The request for a query that was understood.
    fn request(&self, asked: &Asked<'_>, limit: usize, details: Details) -> anyhow::Result<Request> {
        let mut node = match &asked.node {
            Ok(node) => node.clone(),
            Err(error) => bail!("{error:#}"),
        };
        look_up(&mut node, self.index, &self.authority)?;
        let (any, all_versions) = (self.args.filters.any, self.args.filters.all_versions);
        Ok(Request {
            query: node,
            sort: Sort::Score,
            any,
            limit,
            offset: 0,
            all_versions,
            joined: self.joined,
            total: false,
            details,
        })
    }
}

fn say_error(query: &Query, error: &anyhow::Error) {
    let message = output::safe_lines(&format!("{error:#}"));
    say(format_args!("query {}, line {}: {message}", for_terminal(&query.id), query.line));
}

fn outcome(failed: usize, found: bool) -> Outcome {
    match (failed, found) {
        (0, true) => Outcome::Found,
        (0, false) => Outcome::Nothing,
        _ => Outcome::Incomplete,
    }
}

/// Runs `write` with standard output, or with a file that is there whole or not at all.
fn to_output<T>(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let Some(file) = file.filter(|file| *file != Path::new("-")) else {
        let mut out = output::stdout();
        let value = write(&mut out)?;
        out.flush()?;
        return Ok(value);
    };
    let unwritten = || format!("cannot write {}", file.display());
    let mut target = Target::create(file).with_context(unwritten)?;
    let value = write(&mut target).with_context(unwritten)?;
    target.finish().with_context(unwritten)?;
    Ok(value)
}

/// A line for each hit, up to the limit of each query.
fn write_hits(run: &Run<'_>, asked: &[Asked<'_>], format: BatchFormat) -> anyhow::Result<Outcome> {
    let details = if format == BatchFormat::Jsonl { Details::LIST } else { Details::NONE };
    let search = |asked: &Asked<'_>| Ok(search::run(run.index, &run.request(asked, run.args.limit, details)?)?);
    to_output(run.args.output.as_deref(), |out| {
        let (mut failed, mut found) = (0, false);
        many::run(asked, search, |asked, results: anyhow::Result<Results>| {
            match results {
                Ok(results) => {
                    found |= !results.hits.is_empty();
                    query_hits(out, asked.query, &results, format)?;
                }
                Err(error) => {
                    failed += 1;
                    say_error(asked.query, &error);
                }
            }
            anyhow::Ok(())
        })?;
        Ok(outcome(failed, found))
    })
}

fn query_hits(out: &mut dyn Write, query: &Query, results: &Results, format: BatchFormat) -> io::Result<()> {
    if format == BatchFormat::Trec {
        let options = export::Options { query: query.id.clone(), ..export::Options::default() };
        let mut list = export::writer(Format::Trec, Box::new(out), options);
        list.begin()?;
        results.hits.iter().try_for_each(|hit| list.hit(hit))?;
        return list.end();
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

/// Writes every hit of every query to a file, the identifier of the query in front; of some queries, those of `keys` only.
fn all_hits(run: &Run<'_>, asked: &[Asked<'_>], keys: Option<&[Vec<u64>]>, file: &Path) -> anyhow::Result<()> {
    let format = Format::from_path(file);
    if let Some(Err(error @ UnknownFormat::NotBuilt)) = format {
        return Err(error.into());
    }
    let Some(format) = format.and_then(Result::ok).filter(|format| format.has_columns()) else {
        bail!("--hits {}: the name must end in .csv, .tsv, .xlsx, .json or .jsonl", file.display());
    };
    let columns: Vec<Column> = std::iter::once(Column::Query).chain(EXPORT_COLUMNS).collect();
    let details = Column::details(&columns, format);
    // Moments are told by the clock of the house.
    let method = Method { made: clock::now(), ..Method::default() };
    let options = export::Options { columns: Some(columns), method, ..export::Options::default() };
    to_output(Some(file), |out| {
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
