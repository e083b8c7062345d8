//! Places in a query: other names of the same place, the words for its people, and what lies in it.

use super::ast::{Expr, Form, Node, TextField, ValueField, Word};
use crate::annotate::places::Places;
use crate::annotate::places::gazetteer::PlaceId;

/// Every dispatch with a place that lies in the one called `name`; `None` when the gazetteer knows none.
pub fn within(name: &str) -> Option<Expr> {
    let place = Places::shared().named(name)?;
    Some(is(ValueField::Within, place))
}

/// The place that was meant by a name that [`within`] does not know, if one is spelt nearly so.
pub fn meant_by(name: &str) -> Option<&'static str> {
    Places::shared().spelt_nearly(name)
}

/// Every dispatch that names `place`, which was typed as `name`, or only speaks of its people: `estonienne`.
///
/// `by_name` finds the name itself.
pub fn with_people(name: &str, by_name: Node) -> Node {
    let places = Places::shared();
    let Some(place) = places.named(name) else { return by_name };
    let word = |form: &String| node(Expr::Word(Word { text: form.clone(), form: Form::Exact, span: 0..0 }));
    let people = places.demonyms.of(place).iter().map(word);
    node(Expr::Any([by_name].into_iter().chain(people).collect()))
}

/// Lets plain words and phrases in `lieu:` find the other names of their place: `lieu:USA` finds `États-Unis`.
///
/// Words with wildcards or `~` and words near each other stay what they are.
pub fn look_up(node: &mut Node) {
    match &mut node.expr {
        Expr::In { field: TextField::Location, inner } => {
            if let Some(place) = place_of(inner) {
                let inner = std::mem::replace(&mut node.expr, is(ValueField::Place, place));
                let named = Node { expr: inner, span: node.span.clone() };
                let known = node.clone();
                node.expr = Expr::Any(vec![named, known]);
            }
        }
        Expr::All(nodes) | Expr::Any(nodes) => nodes.iter_mut().for_each(look_up),
        Expr::Not(inner) | Expr::Optional(inner) => look_up(inner),
        _ => {}
    }
}

/// The place that the words below a `lieu:` name together.
fn place_of(node: &Node) -> Option<PlaceId> {
    let mut words = Vec::new();
    collect(node, &mut words).then(|| Places::shared().named(&words.join(" ")))?
}

/// Gathers the words of a name; false when the node is more than a name.
fn collect<'a>(node: &'a Node, words: &mut Vec<&'a str>) -> bool {
    let plain = |word: &Word| matches!(word.form, Form::Inflected | Form::Exact);
    match &node.expr {
        Expr::Word(word) if plain(word) => words.push(&word.text),
        Expr::Phrase { words: phrase, slop: 0 } if phrase.iter().all(plain) => {
            words.extend(phrase.iter().map(|word| word.text.as_str()));
        }
        // An option of several words.
        Expr::SameParagraph { left, right } => return collect(left, words) && collect(right, words),
        _ => return false,
    }
    true
}

fn is(field: ValueField, place: PlaceId) -> Expr {
    let value = Places::shared().gazetteer.id(place).to_owned();
    Expr::Is { field, value, wildcard: false }
}

/// A node that stands nowhere in the query text.
fn node(expr: Expr) -> Node {
    Node { expr, span: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(text: &str) -> Node {
        let inner = Box::new(node(Expr::Word(Word { text: text.to_owned(), form: Form::Exact, span: 0..0 })));
        node(Expr::In { field: TextField::Location, inner })
    }

    #[test]
    fn a_known_place_is_found_by_its_identifier_too() {
        for (name, wanted) in [("USA", Some("US")), ("etats-unis", Some("US")), ("Zzyzzyva", None)] {
            let mut query = location(name);
            look_up(&mut query);
            let place = match &query.expr {
                Expr::Any(nodes) => Some(&nodes[1].expr),
                _ => None,
            };
            let expected = wanted.map(|id| Expr::Is { field: ValueField::Place, value: id.into(), wildcard: false });
            assert_eq!(place, expected.as_ref(), "{name}");
        }
    }

    #[test]
    fn exclusions_keep_their_sense() {
        let mut query = node(Expr::Not(Box::new(location("USA"))));
        look_up(&mut query);
        assert!(matches!(&query.expr, Expr::Not(inner) if matches!(inner.expr, Expr::Any(_))));
    }
}
