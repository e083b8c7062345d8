//! The language as its users see it: a table of queries, a table of errors, properties of any query.

mod cases;
mod errors;
mod explain;
mod properties;

use jiff::Zoned;

use super::ast::{Expr, Form, Interval, Node, Word};
use super::{ParseOptions, Parsed, QueryError, parse};

/// Wednesday 10 September 2025, afternoon, in Paris.
fn now() -> Zoned {
    "2025-09-10T15:30[Europe/Paris]".parse().unwrap()
}

fn read(query: &str, any: bool) -> Result<Parsed, QueryError> {
    parse(query, &ParseOptions { any, now: now() })
}

/// The tree on one line: `(all a (not b))`, words as they are typed.
fn tree(node: &Node) -> String {
    match &node.expr {
        Expr::Word(word) => one_word(word),
        Expr::Phrase { words, slop } => {
            let words = words.iter().map(one_word).collect::<Vec<_>>().join(" ");
            if *slop == 0 { format!("[{words}]") } else { format!("[{words}]~{slop}") }
        }
        Expr::Near { left, right, distance } => format!("(near/{distance} {} {})", tree(left), tree(right)),
        Expr::SameParagraph { left, right } => format!("(para {} {})", tree(left), tree(right)),
        Expr::All(nodes) => list("all", nodes),
        Expr::Any(nodes) => list("any", nodes),
        Expr::Not(inner) => format!("(not {})", tree(inner)),
        Expr::Optional(inner) => format!("(opt {})", tree(inner)),
        Expr::In { field, inner } => format!("({field:?} {})", tree(inner)),
        Expr::Person(person) => format!("(Person {})", person.name),
        Expr::Is { field, value, wildcard } => format!("({field:?} {}{value})", if *wildcard { "≈" } else { "=" }),
        Expr::Value { facet, value } => format!("({facet:?} ={value})"),
        Expr::Urgency(bounds) => format!("(Urgency {bounds:?})"),
        Expr::UnderEmbargo(now) => format!("(UnderEmbargo {now})"),
        Expr::Dated(Interval { from, until }) => {
            let day = |at: &Option<jiff::Timestamp>| {
                at.map_or(String::new(), |at| at.to_zoned(now().time_zone().clone()).date().to_string())
            };
            format!("(Dated {}..{})", day(from), day(until))
        }
    }
}

fn list(name: &str, nodes: &[Node]) -> String {
    format!("({name} {})", nodes.iter().map(tree).collect::<Vec<_>>().join(" "))
}

/// Exact words have `=`, patterns `≈`, fuzzy words their distance.
fn one_word(word: &Word) -> String {
    let text = &word.text;
    match word.form {
        Form::Inflected => text.clone(),
        Form::Exact => format!("={text}"),
        Form::Wildcard => format!("≈{text}"),
        Form::Fuzzy(letters) => format!("{text}~{letters}"),
    }
}
