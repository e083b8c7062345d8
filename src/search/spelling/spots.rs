//! Where in what was typed a slip may be: each word that is looked for in a field of words, each agency.

use std::ops::Range;

use tantivy::schema::Field;

use super::{Named, Typed};
use crate::french::chunks::words;
use crate::french::forms::Forms;
use crate::index::fields::Fields;
use crate::query::ast::{Expr, Form, Node, TextField, ValueField, Word};
use crate::query::compile::text_field;

/// A word, or a value, that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// In which text it stands: 0 in the query, from 1 on in the names.
    pub text: usize,
    /// Its bytes there, its elided article left out.
    pub range: Range<usize>,
    pub typed: String,
    pub sought: Sought,
    /// The name that it is part of, in a field of people or of places.
    pub name: Option<(TextField, String)>,
}

/// What it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// The words of this field; in their very form if `exact`.
    Word { field: Field, exact: bool },
    /// The names of the agencies.
    Agency,
}

/// Every spot, in order. What the query excludes is none, nor are patterns, figures and addresses: `tree` is the query as
/// it was parsed, before people and places were looked up.
pub(super) fn spots(fields: &Fields, typed: &Typed, tree: Option<&Node>) -> Vec<Spot> {
    let mut finder = Finder { fields, query: &typed.query, spots: Vec::new() };
    if let Some(tree) = tree {
        finder.node(tree, None);
    }
    for (text, (named, value)) in (1..).zip(&typed.names) {
        match named {
            Named::Agency => finder.spots.push(Spot {
                text,
                range: 0..value.len(),
                typed: value.clone(),
                sought: Sought::Agency,
                name: None,
            }),
            Named::Person => finder.option(text, value, TextField::People),
            Named::Location => finder.option(text, value, TextField::Location),
            Named::Topic => finder.option(text, value, TextField::Topic),
        }
    }
    // The tree has its nodes in another order than they were typed in where some words must match and others may.
    finder.spots.sort_by_key(|spot| (spot.text, spot.range.start));
    finder.spots
}

struct Finder<'a> {
    fields: &'a Fields,
    query: &'a str,
    spots: Vec<Spot>,
}

impl Finder<'_> {
    fn node(&mut self, node: &Node, field: Option<TextField>) {
        match &node.expr {
            Expr::Word(word) => self.words(std::slice::from_ref(word), field),
            Expr::Phrase { words, .. } => self.words(words, field),
            Expr::Near { left, right, .. } | Expr::SameParagraph { left, right } => {
                self.node(left, field);
                self.node(right, field);
            }
            Expr::All(nodes) | Expr::Any(nodes) => nodes.iter().for_each(|node| self.node(node, field)),
            Expr::Optional(inner) => self.node(inner, field),
            Expr::In { field, inner } => self.node(inner, Some(*field)),
            Expr::Is { field: ValueField::Provider, value, wildcard: false } => {
                if let Some(at) = self.query.get(node.span.clone()).and_then(|text| text.rfind(value.as_str())) {
                    let start = node.span.start + at;
                    let (range, typed) = (start..start + value.len(), value.clone());
                    self.spots.push(Spot { text: 0, range, typed, sought: Sought::Agency, name: None });
                }
            }
            _ => {}
        }
    }

    /// The words of a leaf of the query, which may name someone together.
    fn words(&mut self, leaf: &[Word], field: Option<TextField>) {
        let name = leaf.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        for word in leaf.iter().filter(|word| matches!(word.form, Form::Inflected | Form::Exact)) {
            let Some(text) = self.query.get(word.span.clone()).filter(|text| !text.contains("://")) else { continue };
            let exact = word.form == Form::Exact;
            self.text(0, text, word.span.start, field, exact, &name);
        }
    }

    fn option(&mut self, text: usize, value: &str, field: TextField) {
        self.text(text, value, 0, Some(field), field != TextField::Topic, value);
    }

    /// Each word of `text`, which begins at `start` of text number `number`.
    fn text(&mut self, number: usize, text: &str, start: usize, field: Option<TextField>, exact: bool, name: &str) {
        let is_name = |field: &TextField| matches!(field, TextField::People | TextField::Location);
        for chunk in words(text) {
            let from = chunk.start + Forms::of(&text[chunk.clone()]).start;
            let typed = &text[from..chunk.end];
            if typed.contains(char::is_numeric) {
                continue;
            }
            self.spots.push(Spot {
                text: number,
                range: start + from..start + chunk.end,
                typed: typed.to_owned(),
                sought: Sought::Word {
                    field: field.map_or(self.fields.text, |field| text_field(self.fields, field)),
                    exact,
                },
                name: field.filter(is_name).map(|field| (field, name.to_owned())),
            });
        }
    }
}
