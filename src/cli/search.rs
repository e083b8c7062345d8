//! `depeche search`

use std::path::Path;

use depeche::clock;
use depeche::export::{self, Column, Format, HitWriter, List, SEARCH_COLUMNS};
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
    let near = args.joining.near_duplicates;
    let (total, shown) = match listed(args.format, near) {
        // A script may ask for very many: they are not held.
        Some(mut list) => {
            let page = search::page(&index, &request)?;
            list.begin()?;
            list.page::<anyhow::Error>(&page, &|_| {})?;
            list.end()?;
            (page.total(), page.hits())
        }
        None => {
            let results = search::run(&index, &request)?;
            write(&results, args.format, near)?;
            (results.total.unwrap_or_default(), results.hits.len() as u64)
        }
    };
    if args.format == SearchFormat::Text {
        say(tally(shown, total, args.offset as u64));
    }
    if total == 0 || args.format == SearchFormat::Text {
        advice::advise(path, &index, &request.query, &typed, &args.filters, total)?;
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Writes hits to standard output; `near`: tables have a column for what each stands for.
pub fn write(results: &Results, format: SearchFormat, near: bool) -> anyhow::Result<()> {
    let mut writer: Box<dyn HitWriter> = match listed(format, near) {
        Some(list) => Box::new(list),
        None => Box::new(TextHits::new(output::stdout(), Look::of_stdout())),
    };
    writer.begin()?;
    results.hits.iter().try_for_each(|hit| writer.hit(hit))?;
    Ok(writer.end()?)
}

/// A list on standard output; none of what is to be read.
fn listed(format: SearchFormat, near: bool) -> Option<List<'static>> {
    let format = match format {
        SearchFormat::Text => return None,
        SearchFormat::Jsonl => Format::Jsonl,
        SearchFormat::Json => Format::Json,
        SearchFormat::Csv => Format::Csv,
        SearchFormat::Paths => Format::Paths,
        SearchFormat::Ids => Format::Ids,
    };
    let mut options = export::Options { terminal: output::is_terminal(), ..export::Options::default() };
    if format == Format::Csv && near {
        options.columns = Some(SEARCH_COLUMNS.into_iter().chain([Column::Near]).collect());
    }
    Some(export::writer(format, Box::new(output::stdout()), options))
}

fn tally(shown: u64, total: u64, offset: u64) -> String {
    let found = count(total, "dispatch", "dispatches");
    match (total, shown) {
        (0, _) => "no dispatch matches".to_owned(),
        (_, 0) if offset == 0 => format!("{found}, none shown"),
        (_, 0) => format!("{found}, none after the first {}", thousands(offset)),
        (total, shown) if shown == total => found,
        (_, shown) => format!("{found}, {} to {} shown", thousands(offset + 1), thousands(offset + shown)),
    }
}
