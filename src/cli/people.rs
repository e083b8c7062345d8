//! `depeche people`: who is meant by a name, or who is named in the hits of a query.

use std::io::{self, Write};
use std::path::Path;

use depeche::export::csv_error;
use depeche::index::OpenIndex;
use depeche::index::facet::Facet;
use depeche::query::ast::{Expr, Form, Node};
use depeche::query::people::look_up;
use depeche::safe::{SafeJson, for_csv_cell, for_terminal, write_json};

use depeche::search::people::{Card, cards};
use serde::Serialize;

use super::args::{FacetFormat, Filters, PeopleArgs};
use super::output::{self, Look, count, say};
use super::people_file::authority;
use super::{Outcome, command_line, facets, filters, query};

/// Cards shown.
const MOST: usize = 5;

pub fn run(path: &Path, args: &PeopleArgs) -> anyhow::Result<Outcome> {
    let format = facets::format(&args.facet)?;
    let counts = args.count || args.facet.together || format.is_network() || args.facet.shapes_counts();
    let typed = args.facet.query.join(" ");
    let options = &args.facet.filters;
    let node = query::parse_or_all(&typed, options)?;
    let index = OpenIndex::open(path)?;
    let authority = authority(options.people_file.as_deref(), &index)?;
    if !counts && !typed.trim().is_empty() && !options.any && is_name(&query::parse_text(&typed, false)?) {
        let mut within = filters::all(options)?;
        if let Some(node) = &mut within {
            look_up(node, &index, &authority)?;
        }
        let name = typed.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '“' | '”'));
        let (found, all) = cards(&index, &authority, name, within.as_ref(), options.all_versions, MOST)?;
        if !found.is_empty() {
            write(&found, format, args.facet.output.as_deref(), &index.path, options)?;
            if format == FacetFormat::Text {
                let shown = if all > MOST { format!(", {MOST} shown") } else { String::new() };
                let line = command_line::asking("people", &index.path, &typed, options, &[], &["--count"]);
                let found = count(all as u64, "person", "people");
                say(format_args!("{found}{shown}; to count who is named beside the word: {line}"));
            }
            return Ok(Outcome::Found);
        }
        say(format_args!("the index knows no person named {}: counting over the query", for_terminal(name)));
    }
    facets::run_on(&index, &authority, node, &args.facet, Facet::People, format)
}

/// Whether a query is nothing but words, as a name is.
fn is_name(node: &Node) -> bool {
    let plain = |form: Form| matches!(form, Form::Inflected | Form::Exact);
    match &node.expr {
        Expr::Word(word) => word.form == Form::Inflected,
        Expr::Phrase { words, slop: 0 } => words.iter().all(|word| plain(word.form)),
        Expr::All(nodes) => nodes.iter().all(|node| matches!(node.expr, Expr::Word(_)) && is_name(node)),
        _ => false,
    }
}

fn write(
    cards: &[Card],
    format: FacetFormat,
    file: Option<&Path>,
    index: &Path,
    options: &Filters,
) -> anyhow::Result<()> {
    let file = output::file(file);
    let look = if file.is_none() { Look::of_stdout() } else { Look::plain() };
    let terminal = output::is_for_terminal(file);
    output::write_to(file, |out| match format {
        FacetFormat::Text | FacetFormat::Graphml | FacetFormat::Gephi => {
            cards.iter().try_for_each(|card| write_card(out, card, look))?;
            let Some(first) = cards.first() else { return Ok(()) };
            let line = command_line::search(index, "", options, &[("--person", &first.name)]);
            writeln!(out, "{}", look.aside(&line))
        }
        FacetFormat::Csv => write_table(csv::Writer::from_writer(out), cards, terminal),
        FacetFormat::Tsv => {
            // A card is a line.
            write_table(csv::WriterBuilder::new().delimiter(b'\t').from_writer(out), cards, true)
        }
        FacetFormat::Json => {
            write_json(&mut *out, SafeJson::pretty(), &cards.iter().map(Record::of).collect::<Vec<_>>())?;
            writeln!(out)
        }
        FacetFormat::Jsonl => cards.iter().try_for_each(|card| {
            write_json(&mut *out, SafeJson::compact(), &Record::of(card))?;
            writeln!(out)
        }),
    })
}

fn write_card(out: &mut dyn Write, card: &Card, look: Look) -> io::Result<()> {
    writeln!(out, "{}", look.title(&for_terminal(&card.name)))?;
    let mut line = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        writeln!(out, "  {} {}", look.aside(&format!("{name:<12}")), for_terminal(value))
    };
    let days = match (card.first, card.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) => format!(", {day}"),
        _ => String::new(),
    };
    line("dispatches", &format!("{}{days}", output::thousands(card.dispatches)))?;
    line("spellings", &listed(&card.spellings))?;
    line("roles", &listed(&card.roles))?;
    line("beside", &listed(&card.companions))?;
    line("namesakes", &listed(&card.namesakes))?;
    writeln!(out)
}

fn listed(values: &[(String, u64)]) -> String {
    values.iter().map(|(name, number)| format!("{name} ({number})")).collect::<Vec<_>>().join("; ")
}

/// `flat`: what could drive a terminal or end a line is shown instead.
fn write_table<W: Write>(mut table: csv::Writer<W>, cards: &[Card], flat: bool) -> io::Result<()> {
    table
        .write_record(["name", "dispatches", "first", "last", "spellings", "roles", "companions", "namesakes"])
        .map_err(csv_error)?;
    for card in cards {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            card.name.clone(),
            card.dispatches.to_string(),
            day(card.first),
            day(card.last),
            listed(&card.spellings),
            listed(&card.roles),
            listed(&card.companions),
            listed(&card.namesakes),
        ];
        let safe = |text: &String| if flat { for_terminal(text).into_owned() } else { text.clone() };
        table.write_record(cells.iter().map(|cell| for_csv_cell(&safe(cell)).into_owned())).map_err(csv_error)?;
    }
    table.flush()
}

/// A card as JSON shows it.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    dispatches: u64,
    first: Option<String>,
    last: Option<String>,
    spellings: Vec<Entry<'a>>,
    roles: Vec<Entry<'a>>,
    companions: Vec<Entry<'a>>,
    namesakes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    dispatches: u64,
}

impl<'a> Record<'a> {
    fn of(card: &'a Card) -> Self {
        let entries = |list: &'a [(String, u64)]| {
            list.iter().map(|(name, dispatches)| Entry { name, dispatches: *dispatches }).collect()
        };
        Record {
            name: &card.name,
            dispatches: card.dispatches,
            first: card.first.map(|day| day.to_string()),
            last: card.last.map(|day| day.to_string()),
            spellings: entries(&card.spellings),
            roles: entries(&card.roles),
            companions: entries(&card.companions),
            namesakes: entries(&card.namesakes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_a_role_hides_no_cards() {
        let card = |name: &str| Card {
            name: name.to_owned(),
            dispatches: 2,
            first: None,
            last: None,
            spellings: Vec::new(),
            roles: vec![("\"maire\" de Valmont".to_owned(), 2)],
            companions: Vec::new(),
            namesakes: Vec::new(),
        };
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.tsv");
        let cards = [card("Ada"), card("\"Jo\" Lin")];
        write(&cards, FacetFormat::Tsv, Some(&file), Path::new("index"), &Filters::default()).unwrap();
        let mut read = csv::ReaderBuilder::new().delimiter(b'\t').from_path(&file).unwrap();
        let rows: Vec<Vec<String>> = read.deserialize().collect::<Result<_, _>>().unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[5].as_str())).collect();
        assert_eq!(read, [("Ada", "\"maire\" de Valmont (2)"), ("\"Jo\" Lin", "\"maire\" de Valmont (2)")]);
    }
}
