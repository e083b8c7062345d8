//! `depeche search`

use std::path::Path;

use depeche::clock;
use depeche::export::{self, Format, HitWriter};
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::in_words;
use depeche::safe::for_terminal;
use depeche::search::spelling::{FEW, Speller, Typed};
use depeche::search::{self, Details, Request, Results, Sort};

use super::Outcome;
use super::args::{SearchArgs, SearchFormat, SortArg};
use super::output::{self, Look, count, say, thousands};
use super::people_file::{authority, name_people};
use super::text::TextHits;
use super::{advice, index, query, spelling};

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
        sort: match args.sort {
            SortArg::Score => Sort::Score,
            SortArg::Date => Sort::Date,
        },
        any: args.filters.any,
        limit: args.limit,
        offset: args.offset,
        all_versions: args.filters.all_versions,
        total: true,
        details: match args.format {
            SearchFormat::Paths | SearchFormat::Ids => Details::NONE,
            _ => Details::LIST,
        },
    };
    let results = search::run(&index, &request)?;
    let total = results.total.unwrap_or_default();
    write(&results, args.format)?;
    if args.format == SearchFormat::Text {
        say(tally(&results, total, args.offset));
    }
    if total == 0 || (total <= FEW && args.format == SearchFormat::Text && !args.filters.any) {
        advise(path, &index, &request.query, total, args)?;
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn write(results: &Results, format: SearchFormat) -> anyhow::Result<()> {
    let out = Box::new(output::stdout());
    let options = export::Options { terminal: output::is_terminal(), ..export::Options::default() };
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

/// Says why nothing was found; of a word that is surely a slip, also where something was.
fn advise(path: &Path, index: &OpenIndex, node: &Node, total: u64, args: &SearchArgs) -> anyhow::Result<()> {
    let filters = &args.filters;
    let typed = spelling::typed(&args.query.join(" "), filters);
    let authority = authority(filters.people_file.as_deref(), index)?;
    let read = |typed: &Typed| spelling::read(typed, filters, index, &authority);
    let command = |typed: &Typed| spelling::command(typed, path, filters);
    let speller = Speller { index, read: &read, all_versions: filters.all_versions };
    if total > 0 {
        if let Some(meant) = speller.instead_of(&typed, total)? {
            say(format_args!("{}: {}", spelling::line(&meant), command(&meant.typed)));
        }
        return Ok(());
    }
    for line in advice::lines(&search::advise(&speller, &typed, node)?, Some(&command)) {
        say(format_args!("  {line}"));
    }
    Ok(())
}
