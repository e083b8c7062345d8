//! People in a query: from a name that was typed to the names in the index that mean the same person.

use super::ast::{Expr, Form, Node, PersonName, TextField, Word};
use crate::annotate::authority::{Asked, Authority, Name};
use crate::index::OpenIndex;
use crate::index::fields::SEPARATOR;

/// Looks up everyone whom a query names: options that name a person, and plain words and phrases in `personne:`.
///
/// Words with wildcards or `~`, exact words and words near each other stay what they are.
pub fn look_up(node: &mut Node, index: &OpenIndex, authority: &Authority) -> tantivy::Result<()> {
    match &mut node.expr {
        Expr::In { field: TextField::People, inner } => {
            name_people(inner);
            look_up(inner, index, authority)?;
            if let Expr::Person(_) = inner.expr {
                node.expr = inner.expr.clone();
            }
        }
        Expr::Person(person) => {
            person.terms = Some(terms(index, &authority.ask(&person.name))?);
        }
        Expr::All(nodes) | Expr::Any(nodes) => {
            nodes.iter_mut().try_for_each(|node| look_up(node, index, authority))?;
        }
        Expr::Not(inner) | Expr::Optional(inner) => look_up(inner, index, authority)?,
        _ => {}
    }
    Ok(())
}

/// Makes people of the plain words and phrases below a `personne:`.
fn name_people(node: &mut Node) {
    let joined = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    match &mut node.expr {
        Expr::Word(word) if word.form == Form::Inflected => {
            node.expr = Expr::Person(PersonName { name: word.text.clone(), terms: None });
        }
        Expr::Phrase { words, slop: 0 } if words.iter().all(|word| word.form == Form::Exact) => {
            node.expr = Expr::Person(PersonName { name: joined(words), terms: None });
        }
        Expr::All(nodes) | Expr::Any(nodes) => nodes.iter_mut().for_each(name_people),
        Expr::Not(inner) | Expr::Optional(inner) => name_people(inner),
        _ => {}
    }
}

/// A term for each name in the index that means the person, sorted by name.
///
/// Only the names that sound alike are read: a range of the dictionary for each key.
pub fn terms(index: &OpenIndex, asked: &Asked) -> tantivy::Result<Vec<String>> {
    let mut terms: Vec<String> = Vec::new();
    let keys = asked.keys();
    for reader in index.searcher.segment_readers() {
        let inverted = reader.inverted_index(index.fields.person)?;
        for key in &keys {
            let (first, after) = (format!("{key}{SEPARATOR}"), format!("{key}\u{20}"));
            let mut names = inverted.terms().range().ge(first.as_bytes()).lt(after.as_bytes()).into_stream()?;
            while names.advance() {
                terms.extend(std::str::from_utf8(names.key()).map(str::to_owned));
            }
        }
    }
    terms.sort_unstable_by(|a, b| name_of(a).cmp(name_of(b)));
    terms.dedup_by(|a, b| name_of(a) == name_of(b));
    terms.retain(|term| asked.finds(&Name::parse(name_of(term))));
    Ok(terms)
}

fn name_of(term: &str) -> &str {
    term.split_once(SEPARATOR).map_or("", |(_, name)| name)
}
