//! What a query means, said again as simply as can be: by trying every place of every word in a dispatch.

use std::ops::Range;

use depeche::dispatch::Dispatch;
use depeche::index::document::searched_text;
use depeche::query::ast::{Expr, Node, TextField};

/// The words of a paragraph.
type Paragraph = Vec<String>;

/// Whether a dispatch of words without inflections is asked for.
pub fn matches(query: &Node, dispatch: &Dispatch) -> bool {
    let paragraph = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let paragraphs: Vec<Paragraph> = searched_text(dispatch).lines().map(paragraph).collect();
    holds(query, &paragraphs, 0..paragraphs.len())
}

/// Whether the query holds of these paragraphs.
fn holds(query: &Node, text: &[Paragraph], region: Range<usize>) -> bool {
    match &query.expr {
        Expr::All(nodes) => nodes.iter().all(|node| holds(node, text, region.clone())),
        Expr::Any(nodes) => nodes.iter().any(|node| holds(node, text, region.clone())),
        Expr::Not(inner) => !holds(inner, text, region),
        Expr::In { field: TextField::Headline, inner } => holds(inner, text, 0..1),
        Expr::In { field: TextField::Body, inner } => holds(inner, text, 1..text.len()),
        _ => text[region].iter().any(|paragraph| !places(query, paragraph).is_empty()),
    }
}

/// Every stretch of a paragraph that the query describes.
fn places(query: &Node, paragraph: &Paragraph) -> Vec<Range<usize>> {
    match &query.expr {
        Expr::Word(word) => {
            (0..paragraph.len()).filter(|&at| paragraph[at] == word.text).map(|at| at..at + 1).collect()
        }
        Expr::Phrase { words, slop } => {
            let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let mut found = Vec::new();
            choose(&words, paragraph, &mut Vec::new(), &mut |chosen| {
                let displaced = || chosen.iter().zip(0..).map(|(&at, place)| at as i64 - place);
                let used = displaced().max().unwrap_or(0) - displaced().min().unwrap_or(0);
                if used <= i64::from(*slop) {
                    found
                        .push(chosen.iter().copied().min().unwrap_or(0)..chosen.iter().copied().max().unwrap_or(0) + 1);
                }
            });
            found
        }
        Expr::Near { left, right, distance } => pairs(left, right, paragraph, |a, b| {
            (a.end <= b.start && b.start - a.end < *distance as usize)
                || (b.end <= a.start && a.start - b.end < *distance as usize)
        }),
        Expr::SameParagraph { left, right } => pairs(left, right, paragraph, |_, _| true),
        Expr::Any(nodes) => nodes.iter().flat_map(|node| places(node, paragraph)).collect(),
        other => panic!("{other:?} has no place in a paragraph"),
    }
}

fn pairs(
    left: &Node,
    right: &Node,
    paragraph: &Paragraph,
    fit: impl Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let right = places(right, paragraph);
    let mut found = Vec::new();
    for a in places(left, paragraph) {
        for b in right.iter().filter(|b| fit(&a, b)) {
            found.push(a.start.min(b.start)..a.end.max(b.end));
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

/// Calls `each` with every choice of different positions for `words`, in their order.
fn choose(words: &[&str], paragraph: &Paragraph, chosen: &mut Vec<usize>, each: &mut dyn FnMut(&[usize])) {
    let Some(word) = words.get(chosen.len()) else { return each(chosen) };
    for at in 0..paragraph.len() {
        if paragraph[at] == *word && !chosen.contains(&at) {
            chosen.push(at);
            choose(words, paragraph, chosen, each);
            chosen.pop();
        }
    }
}
