//! `depeche batch`

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use depeche::annotate::authority::Authority;
use depeche::batch::{List, Query, Setting, read_queries};
use depeche::index::OpenIndex;
use depeche::query::ast::{Expr, Node};
use depeche::query::people::look_up;
use depeche::safe::for_terminal;
use depeche::search::{Details, Joined, Request, Sort};

use super::args::{BatchArgs, BatchFormat, Filters};
use super::output::{self, say, thousands};
use super::people_file::authority;
use super::{Outcome, filters, query};
use outputs::Formats;

mod grids;
mod head;
mod hits;
mod many;
mod outputs;
mod table;

/// Remarks on a list that are shown: a list of thousands of rows may have one for each.
const REMARKS: usize = 20;

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
    let formats = Formats::of(args)?;
    let format = formats.table;
    let bytes = read_input(&args.file)?;
    let mut list = read_queries(&bytes).with_context(|| args.file.display().to_string())?;
    for remark in list.remarks.iter().take(REMARKS) {
        say_of(&args.file, remark);
    }
    if list.remarks.len() > REMARKS {
        say_of(
            &args.file,
            &format!("and {} more remarks like these", thousands((list.remarks.len() - REMARKS) as u64)),
        );
    }
    if list.queries.is_empty() {
        bail!("{} holds no query", args.file.display());
    }
    if !list.lost.is_empty() && outputs::is_in_place(args) {
        let (file, lost) = (args.file.display(), list.lost.join(" and "));
        bail!("-o and the list are the same file, {file}: the table would lose {lost}; give another file");
    }
    name_all(&mut list, args);
    let index = OpenIndex::open(path)?;
    let outputs = formats.begin(args)?;
    let joined = if format == BatchFormat::Trec { Joined::Apart } else { Joined::Copies };
    let run = Run { index: &index, authority: authority(args.filters.people_file.as_deref(), &index)?, args, joined };
    let asked: Vec<Asked<'_>> = list.queries.iter().map(|query| understood(query, args)).collect();
    match outputs::grid(format) {
        None => hits::lines(&run, &asked, format, outputs.table),
        Some(format) => table::write(&run, &list, &asked, &bytes, format, outputs),
    }
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

/// With `--as`, queries are names where the list does not say so itself.
fn name_all(list: &mut List, args: &BatchArgs) {
    let Some(kind) = args.names_are.map(Setting::from) else { return };
    for query in list.queries.iter_mut().filter(|query| !query.text.is_empty() && query.kind_cell.is_empty()) {
        query.kind.get_or_insert(kind);
    }
}

fn understood<'a>(query: &'a Query, args: &BatchArgs) -> Asked<'a> {
    let filters = with_options(query, args.filters.clone());
    let node = match &query.fault {
        Some(fault) => Err(anyhow!("{fault}")),
        None => query::parse(query.words(), &filters).and_then(|node| until(query, node)),
    };
    Asked { query, filters, node }
}

/// The options of a row on top of those of the command line.
fn with_options(query: &Query, mut filters: Filters) -> Filters {
    query.options().for_each(|(setting, value)| set(&mut filters, setting, value.to_owned()));
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

/// Tells what is strange about a file.
fn say_of(file: &Path, remark: &str) {
    say(format_args!("{}: {}", for_terminal(&file.to_string_lossy()), for_terminal(remark)));
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
