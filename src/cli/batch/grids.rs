//! The tables that a run writes. They are lists again: the columns that came with the queries stand behind the results,
//! and what the queries are names of in the last one.

use depeche::batch::{AS, COMPARED, Change, Found, List, Query, RESULT, Setting, WITHOUT_HITS, own};
use depeche::export::grid::{Cell, Grid};
use depeche::search::Advice;
use depeche::search::spelling::{Named, Typed};

use super::super::{advice, spelling};
use super::Asked;

/// The answer to every query; `changes` since an earlier run are told where they are known.
pub fn answers(list: &List, found: &[Found], changes: Option<&[Option<Change>]>) -> Grid {
    let columns = columns(changes.is_some());
    let row = |(number, (query, found)): (usize, (&Query, &Found))| {
        let [first, last] =
            found.days.as_ref().map_or([Cell::Empty, Cell::Empty], |days| days.each_ref().map(|day| day_cell(day)));
        let best = found.best.clone().unwrap_or_default();
        let hits = if found.error.is_some() { Cell::Empty } else { Cell::Number(found.hits) };
        let error = Cell::from(found.error.as_deref().unwrap_or_default());
        let mut row = vec![
            Cell::from(query.id.as_str()),
            Cell::from(query.text.as_str()),
            hits,
            first,
            last,
            Cell::from(best.headline.as_str()),
            error,
            Cell::from(best.id.as_str()),
            Cell::from(best.snippet.as_str()),
        ];
        if let Some(changes) = changes {
            let counts = |change: &Change| [change.new.len() as u64, change.gone].map(Cell::Number);
            row.extend(changes[number].as_ref().map_or([Cell::Empty, Cell::Empty], counts));
        }
        row
    };
    let rows = list.queries.iter().zip(found).enumerate().map(row).collect();
    with_own("Queries", list, &columns, rows, list.queries.iter())
}

/// Those that it begins with.
fn columns(compared: bool) -> Vec<&'static str> {
    [&RESULT[..], if compared { &COMPARED } else { &[] }].concat()
}

/// What is to be told of own columns that it does not give back under their names.
pub fn renamed(list: &List, compared: bool) -> Option<String> {
    own::renamed(&list.own, &own::named(&list.own, &columns(compared)))
}

fn day_cell(day: &str) -> Cell {
    day.parse().map_or_else(|_| Cell::from(day), Cell::Day)
}

/// The queries without hits, by their places in the list, and what would match.
pub fn without_hits(list: &List, asked: &[Asked<'_>], missing: &[usize], advice: &[Advice]) -> Grid {
    let row = |(&at, advice): (&usize, &Advice)| {
        let query = &list.queries[at];
        let (suggestion, hits) = match advice.meant.first() {
            Some(meant) => (Cell::from(suggestion(&asked[at], &meant.typed).as_str()), Cell::Number(meant.hits)),
            None => (Cell::Empty, Cell::Empty),
        };
        vec![
            Cell::from(query.id.as_str()),
            Cell::from(query.text.as_str()),
            Cell::Number(query.line),
            Cell::from(advice::lines(advice, None).join("; ").as_str()),
            suggestion,
            hits,
        ]
    };
    let rows = missing.iter().zip(advice).map(row).collect();
    with_own("Without hits", list, &WITHOUT_HITS, rows, missing.iter().map(|&at| &list.queries[at]))
}

/// A grid of `rows`, each with what came with its query.
fn with_own<'a>(
    name: &str,
    list: &'a List,
    columns: &[&str],
    mut rows: Vec<Vec<Cell>>,
    queries: impl Iterator<Item = &'a Query>,
) -> Grid {
    let has_names = list.queries.iter().any(|query| query.kind.is_some() || !query.kind_cell.is_empty());
    let mut names: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    names.extend(own::named(&list.own, columns));
    names.extend(has_names.then(|| AS.to_owned()));
    for (row, query) in rows.iter_mut().zip(queries) {
        row.extend(query.own.iter().map(|cell| Cell::from(cell.as_str())));
        row.extend(has_names.then(|| Cell::from(query.kind.map_or(query.kind_cell.as_str(), |kind| kind.name()))));
    }
    Grid { name: name.to_owned(), columns: names, rows }
}

/// What to put in the place of the query. Where it is an option that was misspelt: all of it, as a query of its own.
fn suggestion(asked: &Asked<'_>, meant: &Typed) -> String {
    let query = asked.query;
    let typed = spelling::typed(query.words(), &asked.filters);
    let is_it = |(named, value): &(Named, String)| {
        query.kind.is_some_and(|kind| kind.name() == named.name()) && *value == query.text
    };
    let place = typed.names.iter().position(is_it);
    let mut others = typed.clone();
    match place.zip(place.and_then(|place| meant.names.get(place))) {
        Some((place, name)) => others.names[place] = name.clone(),
        None => others.query.clone_from(&meant.query),
    }
    if others == *meant {
        return place.map_or(&meant.query, |place| &meant.names[place].1).clone();
    }
    let dates = query.settings.iter().filter_map(|(setting, value)| match setting {
        Setting::Since | Setting::Before => Some(format!("{}:\"{value}\"", setting.name())),
        Setting::Until => Some(format!("date:\"..{value}\"")),
        _ => None,
    });
    std::iter::once(meant.shown()).chain(dates).collect::<Vec<_>>().join(" ")
}
