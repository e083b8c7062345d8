//! `depeche timeline`

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use depeche::annotate::authority::Authority;
use depeche::clock;
use depeche::export::Target;
use depeche::export::chart::{Chart, svg};
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::compile::compile;
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_csv_cell, for_terminal, write_json};
use depeche::search::Shown;
use depeche::search::timeline::{Period, Timeline, rows, timeline};
use jiff::civil::DateTime;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{PeriodArg, TimelineArgs, TimelineFormat};
use super::output::{self, count, say, thousands};
use super::people_file::authority;
use super::{Outcome, query};

/// Columns of the longest bar.
const BAR: f64 = 50.0;
/// Periods shown at the most: a century of hours.
const MOST: usize = 900_000;

/// What is written: a name for each query, and its hits in each period.
struct Lines {
    names: Vec<String>,
    period: Period,
    rows: Vec<(DateTime, Vec<u64>)>,
    timelines: Vec<Timeline>,
}

pub fn run(path: &Path, args: &TimelineArgs) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let first = args.query.join(" ");
    let typed: Vec<&str> = std::iter::once(first.as_str()).chain(args.compare.iter().map(String::as_str)).collect();
    let nodes =
        typed.iter().map(|text| query::parse_or_all(text, &args.filters)).collect::<anyhow::Result<Vec<Node>>>()?;
    let index = OpenIndex::open(path)?;
    let authority = authority(args.filters.people_file.as_deref(), &index)?;
    let lines = count_all(&index, &authority, nodes, &typed, args)?;
    let total: u64 = lines.timelines.iter().map(|line| line.periods.values().sum::<u64>() + line.undated).sum();
    match args.output.as_deref().filter(|file| *file != Path::new("-")) {
        None => {
            let mut out = output::stdout();
            write(&mut out, &lines, format, &index)?;
            out.flush()?;
        }
        Some(file) => {
            let unwritten = || format!("cannot write {}", file.display());
            let mut target = Target::create(file).with_context(unwritten)?;
            write(&mut target, &lines, format, &index)
                .map_err(anyhow::Error::from)
                .and_then(|()| Ok(target.finish()?))
                .with_context(unwritten)?;
        }
    }
    for (name, line) in lines.names.iter().zip(&lines.timelines) {
        let dated = count(line.periods.values().sum(), "dispatch", "dispatches");
        let undated =
            if line.undated > 0 { format!(", {} without date", thousands(line.undated)) } else { String::new() };
        say(format_args!("{}: {dated}{undated}", for_terminal(name)));
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// What was asked for by name, else by the ending of the file.
fn format(args: &TimelineArgs) -> anyhow::Result<TimelineFormat> {
    let Some(file) = args.output.as_deref().filter(|_| args.format.is_none()) else {
        return Ok(args.format.unwrap_or(TimelineFormat::Text));
    };
    match file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(TimelineFormat::Csv),
        Some("json") => Ok(TimelineFormat::Json),
        Some("svg") => Ok(TimelineFormat::Svg),
        Some("txt") => Ok(TimelineFormat::Text),
        _ => bail!("the ending of {} stands for no format; give --format, one of text, csv, json, svg", file.display()),
    }
}

fn count_all(
    index: &OpenIndex,
    authority: &Authority,
    nodes: Vec<Node>,
    typed: &[&str],
    args: &TimelineArgs,
) -> anyhow::Result<Lines> {
    let zone = clock::zone();
    let mut period = args.by.map(PeriodArg::period);
    let mut timelines = Vec::new();
    for mut node in nodes {
        look_up(&mut node, index, authority)?;
        let compiled = compile(&node, &index.fields)?;
        let query = compiled.query.as_ref();
        let shown = Shown::of(index, query, args.filters.all_versions)?;
        let (line, chosen) = timeline(&shown, query, period, &zone)?;
        // The first query that has hits chooses for all.
        period = period.or((!line.periods.is_empty()).then_some(chosen));
        timelines.push(line);
    }
    let name = |text: &&str| if text.trim().is_empty() { "all dispatches".to_owned() } else { (*text).to_owned() };
    let period = period.unwrap_or(Period::Year);
    let rows = rows(&timelines, period, MOST);
    Ok(Lines { names: typed.iter().map(name).collect(), period, rows, timelines })
}

fn write(out: &mut impl Write, lines: &Lines, format: TimelineFormat, index: &OpenIndex) -> io::Result<()> {
    match format {
        TimelineFormat::Text => draw(out, lines),
        TimelineFormat::Csv => csv(out, lines),
        TimelineFormat::Json => {
            write_json(
                &mut *out,
                SafeJson::pretty(),
                &lines.rows.iter().map(|row| Row::of(row, lines)).collect::<Vec<_>>(),
            )?;
            writeln!(out)
        }
        TimelineFormat::Svg => {
            let values = |place: usize| lines.rows.iter().map(|(_, hits)| hits[place]).collect();
            let chart = Chart {
                title: lines.names.join(" / "),
                source: format!(
                    "{} dispatches, {} · depeche {}",
                    thousands(index.state.dispatches),
                    clock::now().date(),
                    env!("CARGO_PKG_VERSION")
                ),
                periods: lines.rows.iter().map(|(start, _)| lines.period.label(*start)).collect(),
                series: lines.names.iter().enumerate().map(|(place, name)| (name.clone(), values(place))).collect(),
            };
            out.write_all(svg(&chart).as_bytes())
        }
    }
}

/// A period with the hits of each query; the keys of `--format json`.
#[derive(Serialize)]
struct Row<'a> {
    period: String,
    hits: Vec<Hits<'a>>,
}

#[derive(Serialize)]
struct Hits<'a> {
    query: &'a str,
    dispatches: u64,
}

impl<'a> Row<'a> {
    fn of((start, hits): &(DateTime, Vec<u64>), lines: &'a Lines) -> Self {
        let hits = lines.names.iter().zip(hits).map(|(query, dispatches)| Hits { query, dispatches: *dispatches });
        Row { period: lines.period.label(*start), hits: hits.collect() }
    }
}

/// A line a period and query, with a bar.
fn draw(out: &mut impl Write, lines: &Lines) -> io::Result<()> {
    let most = lines.rows.iter().flat_map(|(_, hits)| hits).copied().max().unwrap_or(0).max(1);
    let several = lines.names.len() > 1;
    let names: Vec<_> = lines.names.iter().map(|name| for_terminal(name)).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (start, hits) in &lines.rows {
        let mut label = lines.period.label(*start);
        for (name, &hits) in names.iter().zip(hits) {
            let bar = bar(hits as f64 / most as f64 * BAR);
            let name = if several { format!("  {name}{}", " ".repeat(width - name.width())) } else { String::new() };
            writeln!(out, "{}", format!("{label}{name}  {:>9}  {bar}", thousands(hits)).trim_end())?;
            // The period stands before its first line only.
            label = " ".repeat(label.len());
        }
    }
    Ok(())
}

/// A bar to the eighth of a column; never empty for something.
fn bar(length: f64) -> String {
    let eighths = (length * 8.0).round().max(if length > 0.0 { 1.0 } else { 0.0 }) as usize;
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{rest}", "█".repeat(eighths / 8))
}

fn csv(out: &mut impl Write, lines: &Lines) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let names = lines.names.iter().map(|name| for_csv_cell(&for_terminal(name)).into_owned());
    table.write_record(std::iter::once("period".to_owned()).chain(names))?;
    for (start, hits) in &lines.rows {
        table.write_record(std::iter::once(lines.period.label(*start)).chain(hits.iter().map(u64::to_string)))?;
    }
    table.flush()
}
