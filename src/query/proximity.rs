//! What may stand beside `PRES` and `PARA`: things that have a place in the text.

use std::ops::{Range, RangeInclusive};

use super::ast::{Expr, Node};
use super::error::QueryError;
use super::lexer::FARTHEST;

/// The distances that `PRES/n` takes, in words.
pub(super) const DISTANCES: RangeInclusive<u32> = 1..=FARTHEST;

/// What `PRES` means without a number.
pub(super) const USUAL_DISTANCE: u32 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proximity {
    /// At most so many words apart.
    Within(u32),
    /// In the same paragraph.
    Paragraph,
}

/// The node that brings two operands together, or why one of them cannot be.
pub(super) fn link(left: Node, right: Node, proximity: Proximity) -> Result<Node, QueryError> {
    check(&left, proximity)?;
    check(&right, proximity)?;
    let span = left.span.start.min(right.span.start)..left.span.end.max(right.span.end);
    let (left, right) = (Box::new(left), Box::new(right));
    let expr = match proximity {
        Proximity::Within(distance) => Expr::Near { left, right, distance },
        Proximity::Paragraph => Expr::SameParagraph { left, right },
    };
    Ok(Node { expr, span })
}

/// The error for `PRES/0`, `PRES/` and `PRES/1000`, which stand at `operator`.
pub(super) fn no_distance(operator: Range<usize>) -> QueryError {
    QueryError::new(operator.clone(), "this distance is not a number from 1 to 100")
        .hint("PRES/5 finds words at most 5 words apart")
        .example("macron PRES/5 poutine")
        .fix(operator, "PRES/5")
}

fn check(node: &Node, proximity: Proximity) -> Result<(), QueryError> {
    let paragraph = proximity == Proximity::Paragraph;
    let name = if paragraph { "PARA" } else { "PRES" };
    let error = |message: &str| Err(QueryError::new(node.span.clone(), format!("{message} beside {name}")));
    match &node.expr {
        Expr::Word(_) | Expr::Phrase { .. } | Expr::Near { .. } => Ok(()),
        Expr::SameParagraph { .. } if paragraph => Ok(()),
        Expr::Any(nodes) => nodes.iter().try_for_each(|node| match node.expr {
            Expr::Near { .. } if !paragraph => {
                error("only words and phrases joined by OU can stand").map_err(|error| {
                    error.hint("take the PRES out of the group").example("macron PRES/5 (poutine OU zelensky)")
                })
            }
            _ => check(node, proximity),
        }),
        Expr::Not(_) | Expr::Optional(_) => error("an exclusion cannot stand").map_err(|error| {
            error.hint("exclude the two together, in parentheses").example("otan SAUF (macron PRES/5 poutine)")
        }),
        Expr::All(_) => error("words that must all match cannot stand").map_err(|error| {
            error.hint("join them with OU, or make a phrase of them").example("macron PRES/5 (poutine OU zelensky)")
        }),
        Expr::SameParagraph { .. } => error("PARA cannot stand")
            .map_err(|error| error.hint("put the PRES in parentheses").example("otan PARA (macron PRES/5 poutine)")),
        Expr::In { .. }
        | Expr::Person(_)
        | Expr::Is { .. }
        | Expr::Value { .. }
        | Expr::Urgency(_)
        | Expr::Dated(_)
        | Expr::UnderEmbargo(_) => error("a field cannot stand").map_err(|error| {
            error.hint("put both words in the group of one field").example("titre:(macron PRES/5 poutine)")
        }),
    }
}
