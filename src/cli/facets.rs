//! `depeche people`, `locations`, `topics`, `agencies` and `count` as counts over the hits of a query, and what of it stands
//! together.

use std::path::Path;

use anyhow::bail;
use depeche::annotate::authority::Authority;
use depeche::french::fold::fold;
use depeche::index::OpenIndex;
use depeche::index::facet::Facet;
use depeche::query::ast::Node;
use depeche::query::compile::compile;
use depeche::query::people::look_up;
use depeche::search::Shown;
use depeche::search::facets::{by_frequency, gather};

use super::args::{FacetArgs, FacetFormat, FacetSort};
use super::facet_table::{Row, Table};
use super::output::{self, say};
use super::people_file::authority;
use super::{Outcome, advice, command_line, network, query};

/// Rows of a table where `--top` does not say how many.
pub const ROWS: usize = 20;

pub fn run(path: &Path, args: &FacetArgs, facet: Facet) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let node = query::parse_or_all(&args.query.join(" "), &args.filters)?;
    let index = OpenIndex::open(path)?;
    let authority = authority(args.filters.people_file.as_deref(), &index)?;
    run_on(&index, &authority, node, args, facet, format)
}

/// What was asked for by name, else by the ending of the file.
pub fn format(args: &FacetArgs) -> anyhow::Result<FacetFormat> {
    let Some(file) = output::file(args.output.as_deref()).filter(|_| args.format.is_none()) else {
        return Ok(args.format.unwrap_or(FacetFormat::Text));
    };
    match file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(FacetFormat::Csv),
        Some("tsv" | "tab") => Ok(FacetFormat::Tsv),
        Some("json") => Ok(FacetFormat::Json),
        Some("jsonl" | "ndjson") => Ok(FacetFormat::Jsonl),
        Some("graphml") => Ok(FacetFormat::Graphml),
        Some("txt") => Ok(FacetFormat::Text),
        _ => bail!(
            "the ending of {} stands for no format; give --format, one of text, csv, tsv, json, jsonl, graphml, gephi",
            file.display()
        ),
    }
}

/// Counts over the hits of `node`.
pub fn run_on(
    index: &OpenIndex,
    authority: &Authority,
    mut node: Node,
    args: &FacetArgs,
    facet: Facet,
    format: FacetFormat,
) -> anyhow::Result<Outcome> {
    look_up(&mut node, index, authority)?;
    let compiled = compile(&node, &index.fields)?;
    let query = compiled.query.as_ref();
    let gathered = gather(&Shown::of(index, query, args.filters.all_versions)?, query, facet)?;
    let keep = |name: &str| facet != Facet::People || !authority.ignores(name);
    if args.together || format.is_network() {
        return network::run(&gathered, keep, args, facet, format, &index.path);
    }
    let mut values = gathered.values();
    values.retain(|(name, dispatches)| *dispatches >= args.min && keep(name));
    values.sort_unstable_by(by_frequency);
    let all = values.len();
    values.truncate(args.top.unwrap_or(ROWS));
    if args.sort == FacetSort::Name {
        values.sort_by_cached_key(|(name, _)| fold(name));
    }
    let rows = values.iter().map(|(name, dispatches)| Row {
        name,
        with: None,
        dispatches: *dispatches,
        share: Some(rounded(*dispatches as f64 / gathered.dispatches.max(1) as f64)),
        strength: None,
        search: args.queries.then(|| search(args, facet, &index.path, &[name])),
    });
    let table = Table {
        rows: rows.collect(),
        pairs: false,
        queries: args.queries,
        example: values.first().map(|(first, _)| search(args, facet, &index.path, &[first])),
    };
    table.write(format, args.output.as_deref())?;
    if format == FacetFormat::Text || args.output.is_some() {
        let dispatches = output::count(gathered.dispatches, "dispatch", "dispatches");
        say(format_args!("{dispatches}, {}{}", named(all, facet), shown(values.len(), all)));
        let typed = args.query.join(" ");
        advice::advise(&index.path, index, &node, &typed, &args.filters, gathered.dispatches)?;
    }
    Ok(if all > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// The command line that finds the dispatches with all these values among the hits.
pub fn search(args: &FacetArgs, facet: Facet, index: &Path, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("{}={value}", facet.name())).collect();
    let options: Vec<(&str, &str)> = values.iter().map(|value| ("--value", value.as_str())).collect();
    command_line::search(index, &args.query.join(" "), &args.filters, &options)
}

/// A number of values.
pub fn named(values: usize, facet: Facet) -> String {
    let (one, many) = match facet {
        Facet::People => ("name", "names"),
        Facet::Locations => ("location", "locations"),
        Facet::Topics => ("topic", "topics"),
        Facet::Agencies => ("agency", "agencies"),
        Facet::Organisations => ("organisation", "organisations"),
        Facet::Keywords => ("keyword", "keywords"),
        Facet::Genres => ("genre", "genres"),
        Facet::Languages => ("language", "languages"),
        Facet::Statuses => ("status", "statuses"),
        Facet::Urgencies => ("urgency", "urgencies"),
    };
    output::count(values as u64, one, many)
}

/// Says that not all is shown.
pub fn shown(shown: usize, all: usize) -> String {
    if shown < all { format!(", {} shown", output::thousands(shown as u64)) } else { String::new() }
}

/// To four places: more would only say that the dispatches were counted.
pub fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
