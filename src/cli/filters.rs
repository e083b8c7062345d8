//! The options that narrow a search, as parts of the query.

use anyhow::{Context, bail};
use depeche::clock;
use depeche::query::ast::{Expr, Form, Interval, Node, PersonName, TextField, ValueField, Word};
use depeche::query::dates::{self, DateError};
use depeche::query::places;

use super::args::{FieldValue, Filters};

/// One node for each option that was given; each must match.
pub fn nodes(filters: &Filters) -> anyhow::Result<Vec<Node>> {
    let mut nodes = Vec::new();
    for name in &filters.person {
        nodes.push(person(name)?);
    }
    for place in &filters.location {
        nodes.push(location(place, filters.within)?);
    }
    for topic in &filters.topic {
        nodes.push(named(TextField::Topic, topic).context("--topic needs a name")?);
    }
    let mut agencies = filters.agency.iter().map(|name| agency(name)).collect::<anyhow::Result<Vec<Node>>>()?;
    match agencies.len() {
        0 => {}
        1 => nodes.append(&mut agencies),
        _ => nodes.push(node(Expr::Any(agencies))),
    }
    for FieldValue { facet, value } in &filters.value {
        nodes.push(node(Expr::Value { facet: *facet, value: value.clone() }));
    }
    let now = clock::now();
    if let Some(text) = &filters.since {
        nodes.push(dated("--since", dates::since(text, &now))?);
    }
    if let Some(text) = &filters.before {
        nodes.push(dated("--before", dates::before(text, &now))?);
    }
    if filters.no_embargoed {
        nodes.push(node(Expr::Not(Box::new(node(Expr::UnderEmbargo(now.timestamp()))))));
    }
    Ok(nodes)
}

/// A query and the options that narrow it as a heading: `grève — person Ada Roux, since 2025`.
pub fn heading(query: &str, filters: &Filters) -> String {
    let mut options = Vec::new();
    let lists = [
        ("person", &filters.person),
        (if filters.within { "within" } else { "location" }, &filters.location),
        ("topic", &filters.topic),
        ("agency", &filters.agency),
    ];
    lists.iter().for_each(|(name, values)| options.extend(values.iter().map(|value| format!("{name} {value}"))));
    options.extend(filters.value.iter().map(|asked| format!("{} {}", asked.facet.name(), asked.value)));
    options.extend(filters.since.iter().map(|date| format!("since {date}")));
    options.extend(filters.before.iter().map(|date| format!("before {date}")));
    options.extend(filters.no_embargoed.then(|| "none under embargo".to_owned()));
    options.extend(filters.all_versions.then(|| "all versions".to_owned()));
    match (query.trim(), options.join(", ")) {
        ("", options) if options.is_empty() => "all dispatches".to_owned(),
        ("", options) => options,
        (query, options) if options.is_empty() => query.to_owned(),
        (query, options) => format!("{query} — {options}"),
    }
}

/// Only dispatches up to the end of the time that `text` names, which a column of a list is for.
pub fn until(text: &str) -> anyhow::Result<Node> {
    dated("until", dates::until(text, &clock::now()))
}

/// All the options as one node; `None` when none was given.
pub fn all(filters: &Filters) -> anyhow::Result<Option<Node>> {
    let nodes = nodes(filters)?;
    Ok(if nodes.is_empty() { None } else { Some(node(Expr::All(nodes))) })
}

fn person(name: &str) -> anyhow::Result<Node> {
    if !name.contains(char::is_alphanumeric) {
        bail!("--person needs a name: `{name}` has no word in it");
    }
    Ok(node(Expr::Person(PersonName { name: name.to_owned(), terms: None })))
}

/// A place under any of its names; `~` in front: or words for its people; `within`: or what lies in it.
fn location(value: &str, within: bool) -> anyhow::Result<Node> {
    let (name, people) = value.trim().strip_prefix('~').map_or((value, false), |name| (name, true));
    let mut place = named(TextField::Location, name).context("--location needs a name")?;
    places::look_up(&mut place);
    if within {
        let Some(inside) = places::within(name) else {
            let meant = places::meant_by(name).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
            bail!("--within: the gazetteer knows no place named `{name}`{meant}")
        };
        place = node(Expr::Any(vec![place, node(inside)]));
    }
    Ok(if people { places::with_people(name, place) } else { place })
}

/// All words of `value` in one value of the field, in whatever order: `Rutte, Mark` is Mark Rutte.
fn named(field: TextField, value: &str) -> anyhow::Result<Node> {
    let form = if field == TextField::Topic { Form::Inflected } else { Form::Exact };
    let mut words = value
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| node(Expr::Word(Word { text: word.to_owned(), form, span: 0..0 })));
    let Some(first) = words.next() else { bail!("`{value}` has no word in it") };
    let together = |left: Node, right: Node| node(Expr::SameParagraph { left: Box::new(left), right: Box::new(right) });
    let inner = Box::new(words.fold(first, together));
    Ok(node(Expr::In { field, inner }))
}

fn agency(name: &str) -> anyhow::Result<Node> {
    if !name.contains(char::is_alphanumeric) {
        bail!("--agency needs a name: `{name}` has no word in it");
    }
    Ok(node(Expr::Is { field: ValueField::Provider, value: name.to_owned(), wildcard: false }))
}

fn dated(option: &str, interval: Result<Interval, DateError>) -> anyhow::Result<Node> {
    match interval {
        Ok(interval) => Ok(node(Expr::Dated(interval))),
        Err(error) => bail!("{option}: {error}\n  {}", error.hint()),
    }
}

/// A node that stands nowhere in the query text.
fn node(expr: Expr) -> Node {
    Node { expr, span: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_tells_what_narrows_the_list() {
        let filters = Filters {
            person: vec!["Ada Roux".into()],
            location: vec!["Jura".into()],
            within: true,
            since: Some("2025".into()),
            ..Filters::default()
        };
        assert_eq!(heading("grève", &filters), "grève — person Ada Roux, within Jura, since 2025");
        assert_eq!(heading("", &filters), "person Ada Roux, within Jura, since 2025");
        assert_eq!(
            (heading(" grève ", &Filters::default()), heading("", &Filters::default())),
            ("grève".into(), "all dispatches".into())
        );
    }
}
