//! `depeche read`: the hits of a query as pages, one after the other.

mod walk;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use depeche::index::OpenIndex;
use depeche::search::{self, Details, Request, Results};

use super::args::{ReadArgs, RecordFormat, SortArg};
use super::output::{self, say, thousands};
use super::page::Page;
use super::pager::Pager;
use super::people_file::name_people;
use super::{Outcome, advice, command_line, query};
use walk::{Step, Walk, no_hit};

pub fn run(path: &Path, args: &ReadArgs) -> anyhow::Result<Outcome> {
    let typed = args.query.join(" ");
    let mut node = query::parse(&typed, &args.filters)?;
    let index = OpenIndex::open(path)?;
    name_people(&mut node, args.filters.people_file.as_deref(), &index)?;
    let mut request = Request {
        query: node,
        sort: args.sort.into(),
        any: args.filters.any,
        limit: args.limit.get(),
        offset: args.hit.get() - 1,
        all_versions: args.filters.all_versions,
        total: true,
        joined: args.joining.into(),
        details: Details { stories: true, marks: true, ..Details::NONE },
    };
    let results = search::run(&index, &request)?;
    let total = usize::try_from(results.total.unwrap_or_default())?;
    if total == 0 {
        say("no dispatch matches");
        advice::advise(path, &index, &request.query, &typed, &args.filters, 0)?;
        return Ok(Outcome::Nothing);
    }
    let command = |hit: usize| command(path, &typed, args, hit);
    let Some(mut walk) = Walk::new(args.hit, total, args.limit) else {
        say(no_hit(args.hit, total));
        say(format_args!("  the last one: {}", command(total)));
        return Ok(Outcome::Nothing);
    };
    let pager = Pager::of_stdout(args.pager)?;
    let is_text = args.format == RecordFormat::Text;
    show(&results, total, args.format, &pager)?;
    if is_text && output::is_terminal() && io::stdin().is_terminal() {
        while ask(&mut walk)? {
            request.offset = walk.offset();
            show(&search::run(&index, &request)?, total, args.format, &pager)?;
        }
    } else if is_text {
        for (name, goal) in [("next", walk.next()), ("previous", walk.previous())] {
            goal.iter().for_each(|goal| say(format_args!("{name}: {}", command(goal.offset() + 1))));
        }
    }
    Ok(Outcome::Found)
}

fn show(results: &Results, total: usize, format: RecordFormat, pager: &Pager) -> io::Result<()> {
    let mut page = Page::new(format);
    for hit in &results.hits {
        page.head(&format!("hit {} of {}", thousands(hit.rank), thousands(total as u64)))?;
        page.add(&hit.dispatch, &hit.story, &hit.text_highlights)?;
    }
    page.show(pager)
}

/// Asks where to go on until an answer says so; `false` to leave, which is what the end of the input says too.
fn ask(walk: &mut Walk) -> io::Result<bool> {
    let mut input = io::stdin().lock();
    loop {
        let mut prompt = io::stderr();
        write!(prompt, "{} - Enter or n: next, p: previous, a number, q: quit: ", walk.place())?;
        prompt.flush()?;
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            say("");
            return Ok(false);
        }
        match walk.answer(&String::from_utf8_lossy(&line)) {
            Step::Show => return Ok(true),
            Step::Say(why) => say(why),
            Step::Quit => return Ok(false),
        }
    }
}

/// The command that begins at `hit`.
fn command(index: &Path, typed: &str, args: &ReadArgs, hit: usize) -> String {
    let (hit, limit) = (hit.to_string(), args.limit.to_string());
    let mut more = vec![("--hit", hit.as_str())];
    if args.limit.get() > 1 {
        more.push(("--limit", &limit));
    }
    if args.sort == SortArg::Date {
        more.push(("--sort", "date"));
    }
    let joining = args.joining.near_duplicates.then_some("--near-duplicates");
    command_line::asking("read", index, typed, &args.filters, &more, joining.as_slice())
}
