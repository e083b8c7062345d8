//! What holds for any query.

use std::ops::Range;

use proptest::prelude::*;

use super::super::ast::{Expr, Node};
use super::super::{MAX_BYTES, MAX_DEPTH, in_words};
use super::{now, read};

/// Pieces of queries, to be strung together with and without spaces.
const PIECES: &[&str] = &[
    "ET",
    "OU",
    "SAUF",
    "et",
    "or",
    "NOT",
    "NON",
    "PRES",
    "PRES/5",
    "PRES/0",
    "NEAR/",
    "PARA",
    "-",
    "+",
    "--",
    "=",
    "(",
    ")",
    "()",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "„",
    "‹",
    "›",
    "*",
    "?",
    "~",
    "~2",
    "~9",
    "'",
    "’",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "\0",
    "\n",
    ".",
    ",",
    ":",
    "…",
    "–",
    "titre:",
    "titre",
    "sujet:",
    "persone:",
    "date:",
    "date:2025",
    "depuis:",
    "avant:7j",
    "statut:",
    "urgence:1..",
    "chemin:*",
    "id:",
    "agence:(",
    "https://",
    "otan",
    "l'OTAN",
    "macron*",
    "z?len",
    "mot~",
    "a",
    "é",
    "東京",
    "🙂",
    "1.500",
    "3 mars 2025",
    "U.S.",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), any::<bool>());
    let joined = |(piece, space): (&str, bool)| if space { format!("{piece} ") } else { piece.to_owned() };
    prop::collection::vec(piece.prop_map(joined), 0..24).prop_map(|pieces| pieces.concat())
}

/// Every span of the tree lies within the query, and no group is empty or of one.
fn check_tree(query: &str, node: &Node) {
    let within = |span: &Range<usize>| assert!(query.get(span.clone()).is_some(), "{query:?} {span:?}");
    within(&node.span);
    match &node.expr {
        Expr::Word(word) => within(&word.span),
        Expr::Phrase { words, .. } => {
            assert!(!words.is_empty(), "{query:?}");
            words.iter().for_each(|word| within(&word.span));
        }
        Expr::Near { left, right, .. } | Expr::SameParagraph { left, right } => {
            check_tree(query, left);
            check_tree(query, right);
        }
        Expr::All(nodes) | Expr::Any(nodes) => {
            assert!(nodes.len() > 1, "{query:?}");
            nodes.iter().for_each(|node| check_tree(query, node));
        }
        Expr::Not(inner) | Expr::Optional(inner) | Expr::In { inner, .. } => check_tree(query, inner),
        Expr::Person(_)
        | Expr::Is { .. }
        | Expr::Value { .. }
        | Expr::Urgency(_)
        | Expr::Dated(_)
        | Expr::UnderEmbargo(_) => {}
    }
}

fn check(query: &str, any: bool) {
    match read(query, any) {
        Ok(parsed) => {
            check_tree(query, &parsed.node);
            assert!(!in_words(&parsed.node, now().time_zone()).is_empty());
            for warning in &parsed.warnings {
                assert!(query.get(warning.span.clone()).is_some(), "{query:?} {warning:?}");
                assert_eq!(warning.render(query).lines().count(), 3);
            }
        }
        Err(error) => {
            assert!(query.get(error.span.clone()).is_some(), "{query:?} {error:?}");
            if let Some(example) = &error.example {
                assert!(read(example, any).is_ok(), "{query:?} {example:?}");
            }
            let rendered = error.render(query);
            assert!(!rendered.chars().any(|c| c.is_control() && c != '\n'), "{rendered:?}");
            assert_eq!(rendered.lines().nth(2).map(|caret| caret.trim_end_matches('~').trim_start()), Some("^"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn soup_of_operators(query in soup(), any: bool) {
        check(&query, any);
    }

    #[test]
    fn any_string(query: String, any: bool) {
        check(&query, any);
    }
}

#[test]
fn hostile_queries_end_at_once() {
    let repeated = [
        "(",
        ")",
        "()",
        "\"",
        "«",
        "“",
        "-",
        "-+",
        "- ",
        "a:",
        "titre:",
        "titre:(",
        "-(",
        "+(a ",
        "*",
        "? ",
        "~",
        "=",
        "a ",
        "a OU ",
        "a PRES/2 ",
        "a PARA ",
        "\"a b\" ",
        "date:3 ",
        "é",
        "\u{200b}",
        "https://",
        "a~",
        "U.",
        "ET ",
        "SAUF ",
    ];
    for piece in repeated {
        for any in [false, true] {
            check(&piece.repeat(MAX_BYTES / piece.len()), any);
            check(&piece.repeat(100_000 / piece.len()), any);
        }
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&nested(MAX_DEPTH), false).is_ok());
    assert!(read(&nested(MAX_DEPTH + 1), false).is_err());
    assert!(read(&format!("a{}", " PRES/2 b".repeat(MAX_DEPTH)), false).is_ok());
    assert!(read(&format!("a{}", " PRES/2 b".repeat(MAX_DEPTH + 1)), false).is_err());
}

#[test]
fn words_have_a_limit() {
    for (words, accepted) in [(1024, true), (1025, false)] {
        assert_eq!(read(&"mot ".repeat(words), false).is_ok(), accepted);
        assert_eq!(read(&format!("\"{}\"", "mot ".repeat(words)), true).is_ok(), accepted);
    }
}
