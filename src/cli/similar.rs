//! `depeche similar`

use std::path::Path;

use depeche::index::OpenIndex;
use depeche::search::{self, Likeness};

use super::args::{Filters, SearchFormat, SimilarArgs};
use super::output::{count, say, thousands};
use super::search::write;
use super::{Outcome, by_id, filters};

pub fn run(path: &Path, args: &SimilarArgs) -> anyhow::Result<Outcome> {
    let filter = filters::all(&Filters { agency: args.agency.clone(), ..Filters::default() })?;
    let index = OpenIndex::open(path)?;
    let Some(found) = by_id::versions(&index, &args.id)?.into_iter().next() else { return Ok(Outcome::Nothing) };
    let asked = Likeness {
        limit: args.limit,
        days: (args.days > 0).then_some(args.days),
        filter,
        details: !matches!(args.format, SearchFormat::Paths | SearchFormat::Ids),
    };
    let results = search::similar(&index, &found, &asked)?;
    let total = results.total.unwrap_or_default();
    write(&results, args.format, false)?;
    if args.format == SearchFormat::Text || total == 0 {
        say(tally(total, results.hits.len() as u64, args));
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn tally(total: u64, shown: u64, args: &SimilarArgs) -> String {
    match total {
        0 if args.days > 0 => {
            let days = count(args.days.into(), "day", "days");
            format!("no other dispatch about the same event within {days}; --days 0 looks at any time")
        }
        0 => "no other dispatch about the same event".to_owned(),
        _ => {
            let found = count(total, "dispatch", "dispatches");
            if shown < total { format!("{found}, {} shown", thousands(shown)) } else { found }
        }
    }
}
