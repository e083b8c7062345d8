//! Joining operands: what several of them side by side mean.

use super::ast::{Expr, Node};

/// What an operand does in the group where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// Marked with `+`.
    Required,
    /// Marked with `-` or `SAUF`; the node is an [`Expr::Not`].
    Excluded,
}

pub(super) type Operand = (Node, Role);

/// Every node; a lone one stands for itself.
pub(super) fn all_of(nodes: Vec<Node>) -> Node {
    join(nodes, Expr::All)
}

/// At least one of the nodes; a lone one stands for itself.
pub(super) fn any_of(nodes: Vec<Node>) -> Node {
    join(nodes, Expr::Any)
}

/// The nodes of operands whose roles change nothing, as where all must match.
pub(super) fn nodes(operands: Vec<Operand>) -> Vec<Node> {
    operands.into_iter().map(|(node, _)| node).collect()
}

/// The branches of an `OU` where any word may match: what is required or excluded is so for the whole.
///
/// An exclusion alone between two `OU` is a branch of its own.
pub(super) fn running_text(branches: Vec<Vec<Operand>>) -> Node {
    let several = branches.len() > 1;
    let (mut required, mut excluded, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for branch in branches {
        let alone = several && branch.len() == 1;
        for (node, role) in branch {
            match role {
                Role::Required => required.push(node),
                Role::Excluded if !alone => excluded.push(node),
                _ => plain.push(node),
            }
        }
    }
    let mut parts = required;
    if parts.is_empty() && !plain.is_empty() {
        parts.push(any_of(plain));
    } else {
        parts.extend(
            plain.into_iter().map(|node| Node { span: node.span.clone(), expr: Expr::Optional(Box::new(node)) }),
        );
    }
    parts.extend(excluded);
    all_of(parts)
}

fn join(mut nodes: Vec<Node>, expr: impl Fn(Vec<Node>) -> Expr) -> Node {
    if nodes.len() == 1 {
        return nodes.remove(0);
    }
    let start = nodes.iter().map(|node| node.span.start).min().unwrap_or(0);
    let end = nodes.iter().map(|node| node.span.end).max().unwrap_or(0);
    Node { expr: expr(nodes), span: start..end }
}
