//! `depeche export`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use depeche::clock;
use depeche::export::{
    self, Column, EXPORT_COLUMNS, Format, HitWriter, IndexState, Method, Options, Target, UnknownFormat,
};
use depeche::index::OpenIndex;
use depeche::index::record::Depth;
use depeche::query::ast::Node;
use depeche::query::in_words;
use depeche::safe::{SafeJson, for_terminal, write_json};
use depeche::search::{self, Details, Joined, Page, Request};

use super::args::{ExportArgs, SortArg};
use super::output::{self, count, say, unwritten};
use super::people_file::{self, name_people};
use super::{Outcome, advice, command_line, filters, progress, query};

pub fn run(path: &Path, args: &ExportArgs) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let file = output::file(args.output.as_deref());
    if args.method && file.is_none() {
        bail!("--method writes a file beside the list: name that with -o");
    }
    // An empty text is an error, as in a script whose variable is empty; no text at all means all dispatches.
    let mut node = match args.query.as_slice() {
        [] => query::parse_or_all("", &args.filters)?,
        words => query::parse(&words.join(" "), &args.filters)?,
    };
    let index = OpenIndex::open(path)?;
    name_people(&mut node, args.filters.people_file.as_deref(), &index)?;
    let method = method(&index, &node, args);
    let columns = columns(args);
    let request = Request {
        details: details(args, format, &columns),
        query: node,
        sort: args.sort.into(),
        any: args.filters.any,
        limit: args.limit.unwrap_or(usize::MAX),
        offset: 0,
        all_versions: args.filters.all_versions,
        joined: match args.joining.into() {
            Joined::Copies if format == Format::Trec => Joined::Apart,
            joined => joined,
        },
        total: true,
    };
    let options = Options {
        terminal: output::is_for_terminal(file),
        columns: Some(columns),
        full_text: args.full_text,
        with_method: args.method,
        method,
        ..Options::default()
    };
    let page = search::page(&index, &request)?;
    let method = match file {
        None => write(&page, format, options, &mut output::stdout())?,
        Some(file) => to_file(&page, format, options, file, args.no_clobber)?,
    };
    if let Some(file) = file {
        let found = count(method.hits, "dispatch", "dispatches");
        say(format_args!("{found} in {}", for_terminal(&file.to_string_lossy())));
    }
    if method.matching == 0 || file.is_some() {
        advice::advise(path, &index, &request.query, &method.query, &args.filters, method.matching)?;
    }
    Ok(if method.matching > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// What was asked for by name, else by the ending of the file.
fn format(args: &ExportArgs) -> anyhow::Result<Format> {
    let of_ending = || output::file(args.output.as_deref()).and_then(Format::from_path);
    let names = |is_meant: fn(Format) -> bool| {
        let meant = Format::ALL.iter().map(|(format, _)| *format).filter(|format| is_meant(*format));
        meant.map(Format::name).collect::<Vec<_>>().join(", ")
    };
    let format = match (args.format.map(Ok).or_else(of_ending), output::file(args.output.as_deref())) {
        (Some(Ok(format)), _) => format,
        (Some(Err(error @ UnknownFormat::NotBuilt)), _) => return Err(error.into()),
        (_, Some(file)) => {
            let names = names(|_| true);
            bail!("the ending of {} stands for no format; give --format, one of {names}", file.display())
        }
        (_, None) => bail!("give --format, one of {}, or a file with -o", names(|_| true)),
    };
    if let Some(twice) = args.fields.iter().enumerate().find(|(at, column)| args.fields[..*at].contains(column)) {
        bail!("--fields names {} twice", twice.1);
    }
    if !format.has_columns() && !args.fields.is_empty() {
        bail!("--fields chooses columns, and {format} has none; these have: {}", names(Format::has_columns));
    }
    if format == Format::Trec && args.filters.all_versions {
        bail!("a run names each dispatch once: leave out --all-versions");
    }
    if format.is_binary() && output::is_for_terminal(output::file(args.output.as_deref())) {
        bail!("{format} is nothing for a terminal: give a file with -o");
    }
    Ok(format)
}

fn columns(args: &ExportArgs) -> Vec<Column> {
    let mut columns = if args.fields.is_empty() { EXPORT_COLUMNS.to_vec() } else { args.fields.clone() };
    let near = args.joining.near_duplicates && args.fields.is_empty();
    let asked = [(near, Column::Near), (args.snippets, Column::Snippet), (args.full_text, Column::Body)];
    for (_, column) in asked.into_iter().filter(|(asked, _)| *asked) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// What must be worked out for each hit.
fn details(args: &ExportArgs, format: Format, columns: &[Column]) -> Details {
    if format.has_columns() {
        return Column::details(columns, format);
    }
    if matches!(format, Format::Paths | Format::Ids | Format::Trec) {
        return Details::NONE;
    }
    Details {
        snippets: args.snippets || format.shows_matches(),
        marks: args.full_text && format.shows_matches(),
        stories: format.shows_matches(),
        near: format.shows_matches(),
        depth: if args.full_text || format == Format::Ninjs { Depth::Whole } else { Depth::Head },
        paragraphs: false,
    }
}

fn method(index: &OpenIndex, node: &Node, args: &ExportArgs) -> Method {
    let state = &index.state;
    let zone = clock::zone();
    let people = people_file::path(args.filters.people_file.as_deref(), index);
    let path = std::path::absolute(&index.path).unwrap_or_else(|_| index.path.clone()).to_string_lossy().into_owned();
    Method {
        heading: filters::heading(&args.query.join(" "), &args.filters),
        query: args.query.join(" "),
        meaning: in_words(node, &zone),
        command: command_line::as_typed("export", &index.path, people.as_deref()),
        folder: std::env::current_dir().unwrap_or_default().to_string_lossy().into_owned(),
        order: match args.sort {
            SortArg::Score => "score".to_owned(),
            SortArg::Date => "date".to_owned(),
        },
        made: clock::now(),
        tool: concat!("depeche ", env!("CARGO_PKG_VERSION")).to_owned(),
        index: IndexState {
            path,
            generation: state.generation,
            updated: state.updated.to_string(),
            dispatches: state.dispatches,
            sources: state.sources.clone(),
            analyzer: state.analyzer.clone(),
        },
        ..Method::default()
    }
}

/// Writes the list; gives the method with its counts.
fn write(page: &Page<'_>, format: Format, mut options: Options, out: &mut impl Write) -> anyhow::Result<Method> {
    (options.method.hits, options.method.matching) = (page.hits(), page.total());
    let method = options.method.clone();
    let mut writer = export::writer(format, Box::new(out), options);
    writer.begin()?;
    let bar = progress::bar(page.hits(), "hits");
    writer.page::<anyhow::Error>(page, &|rendered| bar.inc(rendered))?;
    bar.finish_and_clear();
    writer.end()?;
    Ok(method)
}

/// Writes the list to a file that is there whole or not at all, and its method beside it.
fn to_file(page: &Page<'_>, format: Format, options: Options, file: &Path, no_clobber: bool) -> anyhow::Result<Method> {
    let begin = |path: &Path| {
        let target = if no_clobber { Target::create_new(path) } else { Target::create(path) };
        target.with_context(|| unwritten(path))
    };
    let beside = (options.with_method && !format.is_binary()).then(|| sidecar(file));
    let mut target = begin(file)?;
    let beside = beside.map(|path| anyhow::Ok((begin(&path)?, path))).transpose()?;
    let method = write(page, format, options, &mut target).map_err(|error| {
        // What went wrong with the index is no fault of the file.
        if error.is::<io::Error>() { error.context(unwritten(file)) } else { error }
    })?;
    // The list first: a method without its list would be that of another one.
    target.finish().with_context(|| unwritten(file))?;
    if let Some((mut target, path)) = beside {
        write_json(&mut target, SafeJson::pretty(), &method).with_context(|| unwritten(&path))?;
        target.write_all(b"\n").and_then(|()| target.finish()).with_context(|| unwritten(&path))?;
    }
    Ok(method)
}

/// `hits.csv.method.json` beside `hits.csv`.
fn sidecar(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".method.json");
    name.into()
}
