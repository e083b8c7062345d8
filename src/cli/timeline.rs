//! `depeche timeline`

use std::io::{self, Write};
use std::path::Path;

use anyhow::bail;
use depeche::clock;
use depeche::export::chart::{Chart, MOST_SERIES, svg};
use depeche::export::csv_error;
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::compile::compile;
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_csv_cell, for_terminal, write_json};
use depeche::search::Shown;
use depeche::search::timeline::{self, Moments, Period};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{PeriodArg, TimelineArgs, TimelineFormat};
use super::filters::heading;
use super::output::{self, count, say, thousands};
use super::people_file::authority;
use super::{Outcome, advice, query};

/// Columns of the longest bar.
const BAR: f64 = 50.0;
/// Periods at the most of a table: what a sheet of a workbook holds, more than a century of hours.
const ROWS: u64 = 1_000_000;
/// Periods at the most of what is there to be looked at: more than a year of hours, a century of weeks.
const DRAWN: u64 = 10_000;

/// What is written: a name for each query, and its hits in each period.
struct Lines {
    /// With the options that narrow all queries.
    title: String,
    names: Vec<String>,
    zone: TimeZone,
    period: Period,
    rows: Vec<timeline::Row>,
}

impl Lines {
    fn label(&self, start: Timestamp) -> String {
        self.period.label(start, &self.zone)
    }
}

pub fn run(path: &Path, args: &TimelineArgs) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    if format == TimelineFormat::Svg && args.compare.len() >= MOST_SERIES {
        bail!("a picture tells {MOST_SERIES} queries apart at the most: compare fewer, or give --format csv");
    }
    let first = args.query.join(" ");
    let typed: Vec<&str> = std::iter::once(first.as_str()).chain(args.compare.iter().map(String::as_str)).collect();
    let mut nodes =
        typed.iter().map(|text| query::parse_or_all(text, &args.filters)).collect::<anyhow::Result<Vec<Node>>>()?;
    let index = OpenIndex::open(path)?;
    let authority = authority(args.filters.people_file.as_deref(), &index)?;
    nodes.iter_mut().try_for_each(|node| look_up(node, &index, &authority))?;
    let found = nodes.iter().map(|node| find(&index, node, args)).collect::<anyhow::Result<Vec<Moments>>>()?;
    let lines = lines(&typed, &found, format, args)?;
    output::write_to(args.output.as_deref(), |out| write(out, &lines, format, &index))?;
    for ((text, node), (name, moments)) in typed.iter().zip(&nodes).zip(lines.names.iter().zip(&found)) {
        say(summary(name, moments));
        advice::advise(path, &index, node, text, &args.filters, moments.hits())?;
    }
    let at_midnight =
        |(start, hits): &timeline::Row| lines.zone.to_datetime(*start).hour() == 0 && hits.iter().any(|hits| *hits > 0);
    if lines.period == Period::Hour && lines.rows.iter().any(at_midnight) {
        say("a dispatch of which only the day is known stands at its 00:00");
    }
    let any = found.iter().any(|moments| moments.hits() > 0);
    Ok(if any { Outcome::Found } else { Outcome::Nothing })
}

/// How many dispatches a query finds, and why some of them are in no period.
fn summary(name: &str, moments: &Moments) -> String {
    let reasons = [(moments.undated, "without date"), (moments.beyond, "not dated between 1677-09-21 and 2262-04-11")];
    let reasons = reasons.iter().filter(|(hits, _)| *hits > 0);
    let reasons: Vec<String> = reasons.map(|(hits, reason)| format!("{} {reason}", thousands(*hits))).collect();
    let apart =
        if reasons.is_empty() { String::new() } else { format!(", of them in no period: {}", reasons.join(", ")) };
    format!("{}: {}{apart}", for_terminal(name), count(moments.hits(), "dispatch", "dispatches"))
}

/// What was asked for by name, else by the ending of the file.
fn format(args: &TimelineArgs) -> anyhow::Result<TimelineFormat> {
    let Some(file) = output::file(args.output.as_deref()).filter(|_| args.format.is_none()) else {
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

/// When the hits of a query are dated.
fn find(index: &OpenIndex, node: &Node, args: &TimelineArgs) -> anyhow::Result<Moments> {
    let compiled = compile(node, &index.fields)?;
    let query = compiled.query.as_ref();
    let shown = Shown::of(index, query, args.filters.all_versions)?;
    Ok(timeline::moments(&shown, query)?)
}

/// Cuts the time of all queries in periods of one length.
fn lines(typed: &[&str], found: &[Moments], format: TimelineFormat, args: &TimelineArgs) -> anyhow::Result<Lines> {
    let zone = clock::zone();
    let span = timeline::span(found);
    let fitting = || span.map_or(Period::Year, |(first, last)| Period::fitting(first, last));
    let period = args.by.map_or_else(fitting, PeriodArg::period);
    if let Some(span) = span {
        bounded(period, span, &zone, format)?;
    }
    let name = |text: &&str| if text.trim().is_empty() { "all dispatches".to_owned() } else { (*text).to_owned() };
    let rows = timeline::rows(found, period, &zone);
    let names: Vec<String> = typed.iter().map(name).collect();
    let title = match typed {
        [text] => heading(text, &args.filters),
        _ => heading(&names.join(" / "), &args.filters),
    };
    Ok(Lines { title, names, zone, period, rows })
}

/// Refuses more periods than a format can show: none is left out unsaid.
fn bounded(
    period: Period,
    (first, last): (Timestamp, Timestamp),
    zone: &TimeZone,
    format: TimelineFormat,
) -> anyhow::Result<()> {
    let count = |period: Period| period.count(first, last, zone);
    let most = if format.is_table() { ROWS } else { DRAWN };
    if count(period) <= most {
        return Ok(());
    }
    let enough = Period::ALL.into_iter().find(|longer| count(*longer) <= most).unwrap_or(Period::Year);
    let table = if !format.is_table() && count(period) <= ROWS { ", or make a table with --format csv" } else { "" };
    let [first, last] = [first, last].map(|moment| zone.to_datetime(moment).date());
    bail!(
        "from the first hit, dated {first}, to the last, dated {last}, there are {}, and {} at most can be shown: give \
         --by {}, or take a part of the time with --since and --before{table}",
        output::count(count(period), period.name(), &format!("{}s", period.name())),
        thousands(most),
        enough.name()
    )
}

fn write(out: &mut dyn Write, lines: &Lines, format: TimelineFormat, index: &OpenIndex) -> io::Result<()> {
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
                title: lines.title.clone(),
                source: format!(
                    "of {} searched on {} · depeche {}",
                    count(index.state.dispatches, "dispatch", "dispatches"),
                    clock::now().date(),
                    env!("CARGO_PKG_VERSION")
                ),
                periods: lines.rows.iter().map(|(start, _)| lines.label(*start)).collect(),
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
    fn of((start, hits): &timeline::Row, lines: &'a Lines) -> Self {
        let hits = lines.names.iter().zip(hits).map(|(query, dispatches)| Hits { query, dispatches: *dispatches });
        Row { period: lines.label(*start), hits: hits.collect() }
    }
}

/// A line a period and query, with a bar.
fn draw(out: &mut dyn Write, lines: &Lines) -> io::Result<()> {
    let most = lines.rows.iter().flat_map(|(_, hits)| hits).copied().max().unwrap_or(0).max(1);
    let several = lines.names.len() > 1;
    let names: Vec<_> = lines.names.iter().map(|name| for_terminal(name)).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let labels: Vec<String> = lines.rows.iter().map(|(start, _)| lines.label(*start)).collect();
    let longest = labels.iter().map(String::len).max().unwrap_or(0);
    for (label, (_, hits)) in labels.iter().zip(&lines.rows) {
        let mut label = label.as_str();
        for (name, &hits) in names.iter().zip(hits) {
            let bar = bar(hits as f64 / most as f64 * BAR);
            let name = if several { format!("  {name}{}", " ".repeat(width - name.width())) } else { String::new() };
            writeln!(out, "{}", format!("{label:longest$}{name}  {:>9}  {bar}", thousands(hits)).trim_end())?;
            // The period stands before its first line only.
            label = "";
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

fn csv(out: &mut dyn Write, lines: &Lines) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let names = lines.names.iter().map(|name| for_csv_cell(&for_terminal(name)).into_owned());
    table.write_record(std::iter::once("period".to_owned()).chain(names)).map_err(csv_error)?;
    for (start, hits) in &lines.rows {
        table
            .write_record(std::iter::once(lines.label(*start)).chain(hits.iter().map(u64::to_string)))
            .map_err(csv_error)?;
    }
    table.flush()
}
