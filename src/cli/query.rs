//! From what was typed to a syntax tree.

use depeche::clock;
use depeche::query::ast::{Expr, Interval, Node};
use depeche::query::{self, ParseOptions, Parsed, QueryWarning, places};

use super::args::Filters;
use super::filters;
use super::output::say;

/// A query that cannot be understood, laid out for the reader.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadQuery(pub String);

/// Parses `text` and adds what the options ask for. Warnings go to stderr.
pub fn parse(text: &str, filters: &Filters) -> anyhow::Result<Node> {
    together(text, filters, parse_text)
}

/// As [`parse`], for what the program wrote itself: warnings go nowhere.
pub fn parse_quietly(text: &str, filters: &Filters) -> anyhow::Result<Node> {
    together(text, filters, |text, any| Ok(understood(text, any)?.0))
}

fn together(
    text: &str,
    filters: &Filters,
    parse: impl FnOnce(&str, bool) -> anyhow::Result<Node>,
) -> anyhow::Result<Node> {
    let mut parts = filters::nodes(filters)?;
    if !text.trim().is_empty() || parts.is_empty() {
        parts.insert(0, parse(text, filters.any)?);
    }
    Ok(match parts.len() {
        1 => parts.swap_remove(0),
        _ => Node { expr: Expr::All(flatten(parts)), span: 0..text.len() },
    })
}

/// As [`parse`]; nothing typed and no option asks for all dispatches.
pub fn parse_or_all(text: &str, filters: &Filters) -> anyhow::Result<Node> {
    if text.trim().is_empty() && filters::nodes(filters)?.is_empty() {
        return Ok(Node { expr: Expr::Dated(Interval::default()), span: 0..0 });
    }
    parse(text, filters)
}

/// Parses a query without options.
pub fn parse_text(text: &str, any: bool) -> anyhow::Result<Node> {
    let (node, warnings) = understood(text, any)?;
    warnings.iter().for_each(|warning| say(warning.render(text)));
    Ok(node)
}

fn understood(text: &str, any: bool) -> Result<(Node, Vec<QueryWarning>), BadQuery> {
    let options = ParseOptions { any, now: clock::now() };
    let Parsed { mut node, warnings } = query::parse(text, &options).map_err(|error| BadQuery(error.render(text)))?;
    places::look_up(&mut node);
    Ok((node, warnings))
}

/// All parts on one level, so that each can be told apart when nothing is found.
fn flatten(parts: Vec<Node>) -> Vec<Node> {
    let inner = |node: Node| match node.expr {
        Expr::All(nodes) => nodes,
        expr => vec![Node { expr, span: node.span }],
    };
    parts.into_iter().flat_map(inner).collect()
}
