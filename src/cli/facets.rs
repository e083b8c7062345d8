//! `depeche people`, `locations` and `topics` as counts over the hits of a query.

use std::io::{self, Write};
use std::path::Path;

use depeche::annotate::authority::Authority;
use depeche::french::fold::fold;
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::compile::compile;
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_csv_cell, for_terminal, write_json};
use depeche::search::Shown;
use depeche::search::facets::{Counts, Facet, count};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{FacetArgs, FacetFormat, FacetSort};
use super::output::{self, Look, say, thousands};
use super::people_file::authority;
use super::{Outcome, command_line, query};

/// A value and how often it is there; the keys of `--format json`.
#[derive(Debug, Serialize)]
struct Row<'a> {
    name: &'a str,
    dispatches: u64,
    /// Of all dispatches found, 0 to 1.
    share: f64,
}

pub fn run(path: &Path, args: &FacetArgs, facet: Facet) -> anyhow::Result<Outcome> {
    let node = query::parse_or_all(&args.query.join(" "), &args.filters)?;
    let index = OpenIndex::open(path)?;
    let authority = authority(args.filters.people_file.as_deref(), &index)?;
    run_on(&index, &authority, node, args, facet)
}

/// Counts over the hits of `node`.
pub fn run_on(
    index: &OpenIndex,
    authority: &Authority,
    mut node: Node,
    args: &FacetArgs,
    facet: Facet,
) -> anyhow::Result<Outcome> {
    look_up(&mut node, index, authority)?;
    let compiled = compile(&node, &index.fields)?;
    let query = compiled.query.as_ref();
    let mut counts = count(&Shown::of(index, query, args.filters.all_versions)?, query, facet)?;
    if facet == Facet::People {
        counts.values.retain(|(name, _)| !authority.ignores(name));
    }
    let all = counts.values.len();
    counts.values.truncate(args.top);
    if args.sort == FacetSort::Name {
        counts.values.sort_by_cached_key(|(name, _)| fold(name));
    }
    write(&counts, args, facet, &index.path)?;
    if args.format == FacetFormat::Text {
        say(tally(&counts, all, facet));
    }
    Ok(if all > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn tally(counts: &Counts, all: usize, facet: Facet) -> String {
    let (one, many) = match facet {
        Facet::People => ("name", "names"),
        Facet::Locations => ("location", "locations"),
        Facet::Topics => ("topic", "topics"),
    };
    let dispatches = output::count(counts.dispatches, "dispatch", "dispatches");
    let values = output::count(all as u64, one, many);
    match counts.values.len() {
        shown if shown < all => format!("{dispatches}, {values}, {shown} shown"),
        _ => format!("{dispatches}, {values}"),
    }
}

fn write(counts: &Counts, args: &FacetArgs, facet: Facet, index: &Path) -> anyhow::Result<()> {
    let mut out = output::stdout();
    let rows: Vec<Row<'_>> = counts
        .values
        .iter()
        .map(|(name, dispatches)| Row { name, dispatches: *dispatches, share: share(*dispatches, counts.dispatches) })
        .collect();
    match args.format {
        FacetFormat::Text => write_table(&mut out, &rows, args, facet, index)?,
        FacetFormat::Csv => write_csv(&mut out, &rows)?,
        FacetFormat::Json => {
            write_json(&mut out, SafeJson::pretty(), &rows)?;
            writeln!(out)?;
        }
        FacetFormat::Jsonl => {
            for row in &rows {
                write_json(&mut out, SafeJson::compact(), row)?;
                writeln!(out)?;
            }
        }
    }
    Ok(out.flush()?)
}

/// To four places: more would only say that the dispatches were counted.
fn share(dispatches: u64, all: u64) -> f64 {
    (dispatches as f64 / all.max(1) as f64 * 1e4).round() / 1e4
}

fn write_table(out: &mut impl Write, rows: &[Row<'_>], args: &FacetArgs, facet: Facet, index: &Path) -> io::Result<()> {
    let names: Vec<_> = rows.iter().map(|row| for_terminal(row.name)).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or_default();
    for (row, name) in rows.iter().zip(&names) {
        let blank = " ".repeat(width - name.width());
        writeln!(out, "{name}{blank}  {:>9}  {:>5.1} %", thousands(row.dispatches), row.share * 100.0)?;
    }
    if let Some(first) = rows.first() {
        let option = match facet {
            Facet::People => "--person",
            Facet::Locations => "--location",
            Facet::Topics => "--topic",
        };
        let line = command_line::search(index, &args.query.join(" "), &args.filters, option, first.name);
        writeln!(out, "\n{}", Look::of_stdout().aside(&for_terminal(&line)))?;
    }
    Ok(())
}

fn write_csv(out: &mut impl Write, rows: &[Row<'_>]) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let safe = |text: &str| if output::is_terminal() { for_terminal(text).into_owned() } else { text.to_owned() };
    table.write_record(["name", "dispatches", "share"])?;
    for row in rows {
        let name = safe(row.name);
        table.write_record([&*for_csv_cell(&name), &row.dispatches.to_string(), &row.share.to_string()])?;
    }
    table.flush()
}
