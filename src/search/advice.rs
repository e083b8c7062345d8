//! What to say when nothing was found: which words have no dispatch, and what would match.

use tantivy::Term;

use super::near_names::near_names;
use super::shown::Shown;
use super::top;
use crate::index::OpenIndex;
use crate::query::ast::{Expr, Node};
use crate::query::compile::compile;
use crate::query::in_words;

/// Each part, and the query without it, is a search of its own: of longer queries nothing is said.
const MOST_PARTS: usize = 12;
/// Longer words are no misspellings, and an automaton for one would be huge.
const LONGEST_WORD: usize = 32;
/// Suggestions for a word or a name.
const MOST_SPELLINGS: usize = 3;

/// Why a search found nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Parts of the query that no dispatch matches even alone.
    pub nowhere: Vec<Part>,
    /// Leaving this part out, so many dispatches match.
    pub without: Vec<(Part, u64)>,
    /// For a word or a person that stands nowhere: words or names that are spelt nearly so, with their dispatches.
    pub spelt_nearly: Vec<(String, String, u64)>,
}

/// A part of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As it was typed; empty for what came from an option of the command line.
    pub typed: String,
    /// What it asks for.
    pub meaning: String,
}

/// Looks into why `node`, the parse of `query`, found nothing.
pub fn advise(index: &OpenIndex, query: &str, node: &Node, all_versions: bool) -> tantivy::Result<Advice> {
    let mut advice = Advice::default();
    let parts = match &node.expr {
        Expr::All(parts) => parts.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if parts.len() > MOST_PARTS {
        return Ok(advice);
    }
    let part = |node: &Node| Part {
        typed: query.get(node.span.clone()).unwrap_or_default().to_owned(),
        meaning: format!("the condition [{}]", in_words(node, &crate::clock::zone())),
    };
    for (number, node) in parts.iter().enumerate() {
        if matches!(node.expr, Expr::Not(_)) {
            continue;
        }
        if count(index, node, all_versions)? == 0 {
            advice.nowhere.push(part(node));
            advice.spelt_nearly.extend(spelt_nearly(index, node)?);
        }
        let rest: Vec<Node> =
            parts.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, node)| node.clone()).collect();
        if !rest.is_empty() {
            let found = count(index, &Node { expr: Expr::All(rest), span: 0..0 }, all_versions)?;
            if found > 0 {
                advice.without.push((part(node), found));
            }
        }
    }
    if let Some(exclusions) = excluded(parts) {
        let by_option =
            |node: &Node| matches!(&node.expr, Expr::Not(inner) if matches!(inner.expr, Expr::UnderEmbargo(_)));
        let only_embargo = parts.iter().all(|node| !matches!(node.expr, Expr::Not(_)) || by_option(node));
        let found = count(index, &exclusions, all_versions)?;
        if found > 0 {
            let meaning = if only_embargo { "--no-embargoed" } else { "the excluded words" }.to_owned();
            advice.without.push((Part { typed: String::new(), meaning }, found));
        }
    }
    Ok(advice)
}

/// The query without what it excludes, if it excludes anything and asks for anything.
fn excluded(parts: &[Node]) -> Option<Node> {
    let kept: Vec<Node> = parts.iter().filter(|part| !matches!(part.expr, Expr::Not(_))).cloned().collect();
    let excludes = kept.len() < parts.len();
    if excludes && !kept.is_empty() { Some(Node { expr: Expr::All(kept), span: 0..0 }) } else { None }
}

fn count(index: &OpenIndex, node: &Node, all_versions: bool) -> tantivy::Result<u64> {
    match compile(node, &index.fields) {
        Ok(compiled) => {
            let query = compiled.query.as_ref();
            top::count(&Shown::of(index, query, all_versions)?, query)
        }
        Err(_) => Ok(0),
    }
}

/// Words or names of the index that differ by a letter or two from one that stands nowhere, the commonest first.
fn spelt_nearly(index: &OpenIndex, node: &Node) -> tantivy::Result<Vec<(String, String, u64)>> {
    use crate::french::forms::Forms;
    use crate::query::compile::{Pattern, matching_terms};

    if let Expr::Person(person) = &node.expr {
        let near = near_names(index, &person.name, MOST_SPELLINGS)?;
        return Ok(near.into_iter().map(|(name, dispatches)| (person.name.clone(), name, dispatches)).collect());
    }
    let Expr::Word(word) = &node.expr else { return Ok(Vec::new()) };
    let folded = Forms::of(&word.text).folded;
    // Shorter words have too many neighbours to be told from chance.
    let distance = match folded.chars().count() {
        0..=3 => return Ok(Vec::new()),
        length if length > LONGEST_WORD => return Ok(Vec::new()),
        4..=6 => 1,
        _ => 2,
    };
    let mut near = Vec::new();
    for term in matching_terms(index, index.fields.text, &Pattern::fuzzy(&folded, distance))? {
        let frequency = index.searcher.doc_freq(&Term::from_field_text(index.fields.text, &term))?;
        near.push((word.text.clone(), term.trim_start_matches('=').to_owned(), frequency));
    }
    near.sort_unstable_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    near.truncate(MOST_SPELLINGS);
    Ok(near)
}
