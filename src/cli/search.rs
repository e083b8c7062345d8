//! `depeche search`

use std::path::Path;

use depeche::clock;
use depeche::export::{self, Column, Format, HitWriter, SEARCH_COLUMNS};
use depeche::index::OpenIndex;
use depeche::query::in_words;
use depeche::safe::for_terminal;
use depeche::search::{self, Details, Request, Results};

use super::Outcome;
use super::args::{SearchArgs, SearchFormat};
use super::output::{self, Look, count, say, thousands};
use super::people_file::name_people;
use super::text::TextHits;
use super::{advice, index, query};

pub fn run(path: &Path, args: &SearchArgs) -> anyhow::Result<Outcome> {
    // The query first: nobody should wait for an update to learn of a typing error.
    let typed = args.query.join(" ");
    let mut node = query::parse(&typed, &args.filters)?;
    if !args.refresh.is_empty() {
        index::refresh(path, &args.refresh)?;
    }
    let index = OpenIndex::open(path)?;
    name_people(&mut node, args.filters.people_file.as_deref(), &index)?;
    if args.explain {
        say(format_args!("looking for {}", for_terminal(&in_words(&node, &clock::zone()))));
    }
    let request = Request {
        query: node,
        sort: args.sort.into(),
        any: args.filters.any,
        limit: args.limit,
        offset: args.offset,
        all_versions: args.filters.all_versions,
        joined: args.joining.into(),
        total: true,
        details: match args.format {
            SearchFormat::Paths | SearchFormat::Ids => Details::NONE,
            _ => Details::LIST,
        },
    };
    let results = search::run(&index, &request)?;
    let total = results.total.unwrap_or_default();
    write(&results, args.format, args.joining.near_duplicates)?;
    if args.format == SearchFormat::Text {
        say(tally(&results, total, args.offset));
    }
    if total == 0 || args.format == SearchFormat::Text {
        advice::advise(path, &index, &request.query, &typed, &args.filters, total)?;
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Writes hits to standard output; `near`: tables have a column for what each stands for.
pub fn write(results: &Results, format: SearchFormat, near: bool) -> anyhow::Result<()> {
    let out = Box::new(output::stdout());
    let mut options = export::Options { terminal: output::is_terminal(), ..export::Options::default() };
    if format == SearchFormat::Csv && near {
        options.columns = Some(SEARCH_COLUMNS.into_iter().chain([Column::Near]).collect());
    }
    let mut writer: Box<dyn HitWriter> = match format {
        SearchFormat::Text => Box::new(TextHits::new(out, Look::of_stdout())),
        SearchFormat::Jsonl => Box::new(export::writer(Format::Jsonl, out, options)),
        SearchFormat::Json => Box::new(export::writer(Format::Json, out, options)),
        SearchFormat::Csv => Box::new(export::writer(Format::Csv, out, options)),
        SearchFormat::Paths => Box::new(export::writer(Format::Paths, out, options)),
        SearchFormat::Ids => Box::new(export::writer(Format::Ids, out, options)),
    };
    writer.begin()?;
    for hit in &results.hits {
        writer.hit(hit)?;
    }
    Ok(writer.end()?)
}

fn tally(results: &Results, total: u64, offset: usize) -> String {
    let found = count(total, "dispatch", "dispatches");
    match (total, results.hits.len()) {
        (0, _) => "no dispatch matches".to_owned(),
        (_, 0) if offset == 0 => format!("{found}, none shown"),
        (_, 0) => format!("{found}, none after the first {}", thousands(offset as u64)),
        (total, shown) if shown as u64 == total => found,
        (_, shown) => {
            format!("{found}, {} to {} shown", thousands(offset as u64 + 1), thousands((offset + shown) as u64))
        }
    }
}
