//! What to say when nothing was found: which words have no dispatch, and what would match.

use super::run::count;
use super::spelling::{Corrected, Speller, Typed};
use crate::query::ast::{Expr, Node};
use crate::query::in_words;

/// Each part, and the query without it, is a search of its own: of longer queries nothing is said.
const MOST_PARTS: usize = 12;

/// Why a search found nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Parts of the query that no dispatch matches even alone.
    pub nowhere: Vec<Part>,
    /// Leaving this part out, so many dispatches match.
    pub without: Vec<(Part, u64)>,
    /// What may have been meant, the likeliest first: all that was typed, or, where something else is in its way too, a
    /// part of the query that no dispatch matches.
    pub meant: Vec<Corrected>,
}

/// A part of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As it was typed; empty for what came from an option of the command line.
    pub typed: String,
    /// What it asks for.
    pub meaning: String,
}

/// Looks into why `node`, which `typed` was read as, found nothing.
///
/// # Errors
/// Those of reading the index.
pub fn advise(speller: &Speller<'_>, typed: &Typed, node: &Node) -> tantivy::Result<Advice> {
    let Speller { index, all_versions, .. } = *speller;
    let mut advice = Advice { meant: speller.instead_of_nothing(typed)?, ..Advice::default() };
    let parts = match &node.expr {
        Expr::All(parts) => parts.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if parts.len() > MOST_PARTS {
        return Ok(advice);
    }
    let part = |node: &Node| Part {
        typed: typed.query.get(node.span.clone()).unwrap_or_default().to_owned(),
        meaning: format!("the condition [{}]", in_words(node, &crate::clock::zone())),
    };
    for (number, node) in parts.iter().enumerate() {
        if matches!(node.expr, Expr::Not(_)) {
            continue;
        }
        if count(index, node, all_versions)? == 0 {
            advice.nowhere.push(part(node));
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
    if advice.meant.is_empty() && parts.len() > 1 {
        for part in advice.nowhere.iter().filter(|part| !part.typed.is_empty()) {
            let alone = Typed { query: part.typed.clone(), any: typed.any, names: Vec::new() };
            advice.meant.extend(speller.instead_of_nothing(&alone)?.into_iter().next());
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
