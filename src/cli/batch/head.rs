//! What a run depends on, so that it is known again.

use std::path::Path;

use anyhow::Context;
use depeche::batch::{Head, Query, Setting};
use depeche::clock;
use depeche::query::{self, ParseOptions, dates};
use jiff::{ToSpan, Zoned};

use super::super::args::{BatchArgs, Filters};
use super::super::{command_line, people_file};
use super::{Asked, Run};

/// The head of the state of this run over the list that `bytes` are.
///
/// # Errors
/// When the list of people cannot be read.
pub fn of(run: &Run<'_>, asked: &[Asked<'_>], bytes: &[u8]) -> anyhow::Result<Head> {
    let BatchArgs { filters, names_are, .. } = run.args;
    // Also the list of people that the environment names, or nobody.
    let people_file = people_file::path(filters.people_file.as_deref(), run.index);
    let filters = &Filters { people_file, ..filters.clone() };
    let names_are = names_are.map(|kind| ("--as", Setting::from(kind).name()));
    let command = command_line::asking("batch", Path::new("index"), "", filters, names_are.as_slice(), &[]);
    let options = command.trim_start_matches("depeche batch").trim_start().to_owned();
    let index = std::path::absolute(&run.index.path).unwrap_or_else(|_| run.index.path.clone());
    let mut head = Head::new(hash(run, asked, bytes, &options)?);
    head.queries = Some(asked.len() as u64);
    head.options = Some(options);
    head.index = Some(index.to_string_lossy().into_owned());
    Ok(head)
}

/// A hash of what the answers depend on.
fn hash(run: &Run<'_>, asked: &[Asked<'_>], bytes: &[u8], options: &str) -> anyhow::Result<String> {
    let state = &run.index.state;
    let filters = &run.args.filters;
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    if let Some(people) = people_file::path(filters.people_file.as_deref(), run.index) {
        hasher.update(&std::fs::read(&people).with_context(|| format!("cannot read {}", people.display()))?);
    }
    let day = filters.no_embargoed || asked.iter().any(|asked| heeds_the_day(asked.query, filters));
    let day = if day { clock::now().date().to_string() } else { String::new() };
    let (generation, updated, tool) = (state.generation, state.updated, env!("CARGO_PKG_VERSION"));
    hasher.update(format!("\0{options}\n{day}\n{generation}\n{updated}\n{tool}").as_bytes());
    Ok(hasher.finalize().to_hex()[..32].to_owned())
}

/// Whether a query asks for other days on other days, such as `depuis:7j`.
fn heeds_the_day(query: &Query, filters: &Filters) -> bool {
    let now = clock::now();
    let Ok(later) = now.checked_add(400.days()) else { return false };
    let node = |now: &Zoned| {
        query::parse(query.words(), &ParseOptions { any: filters.any, now: now.clone() }).ok().map(|parsed| parsed.node)
    };
    let options = query.settings.iter().filter(|(setting, _)| !setting.is_name()).map(|(_, value)| value);
    let mut options = options.chain(&filters.since).chain(&filters.before);
    options.any(|date| dates::interval(date, &now) != dates::interval(date, &later)) || node(&now) != node(&later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_dates_heed_the_day() {
        let heeds = |text: &str, since: &str| {
            let settings = vec![(Setting::Since, since.to_owned())];
            heeds_the_day(&Query { text: text.into(), settings, ..Query::default() }, &Filters::default())
        };
        for (text, since, wanted) in [
            ("grève depuis:7j", "2025", true),
            ("grève depuis:hier", "2025", true),
            ("grève", "lundi", true),
            ("grève depuis:2025-03", "2025", false),
            ("grève date:01/03/2025..2025-04", "3 mars 2025", false),
        ] {
            assert_eq!(heeds(text, since), wanted, "{text} {since}");
        }
    }
}
