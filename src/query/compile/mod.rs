//! From the syntax tree to tantivy queries: the one place where the query language meets the index.

mod clauses;
mod column_query;
mod pattern;
mod pattern_query;
mod person;
mod probe;
mod slot_cursor;
pub mod span;
mod span_query;
mod text_field;
mod values;

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Field;

pub use self::clauses::{combine, matching_terms, prefix_query, term_query, unscored};
pub use self::pattern::Pattern;
pub use self::probe::{Positions, Probe, Slot};
pub use self::span_query::Region;
pub use self::text_field::text_field;

use self::clauses::{everything, single};
use self::column_query::ColumnQuery;
use self::span_query::SpanQuery;
use super::ast::{Expr, Form, Node, TextField, Word};
use crate::french::chunks::words;
use crate::french::forms::Forms;
use crate::index::fields::Fields;

/// A query ready to be run.
#[derive(Debug)]
pub struct Compiled {
    /// Matches exactly the dispatches that are asked for. Its scores are a first ranking.
    pub query: Box<dyn Query>,
    /// The words that a dispatch should have, for ranking: those of the text that are not excluded.
    pub words: Vec<RankWord>,
    /// What to mark in a text.
    pub marks: Vec<Mark>,
    /// For a query that is nothing but words: the same in their exact forms. Its best matches are candidates too, since
    /// a stem can drown a name (`France` in `franc` and `français`).
    pub exact: Option<Box<dyn Query>>,
}

/// A word of the query as ranking sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankWord {
    /// The terms of the word with its inflections, the first being the one that matters most.
    pub inflected: Vec<String>,
    /// The term of its folded form.
    pub exact: String,
}

/// Words to be marked, and where.
#[derive(Clone, Debug)]
pub struct Mark {
    pub scope: MarkScope,
    pub slots: Vec<Slot>,
    pub probe: Probe,
}

/// The part of a dispatch in which a [`Mark`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkScope {
    Everywhere,
    Headline,
    Body,
}

/// A query that cannot be run.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CompileError {
    #[error("the query has no word that can be searched: only punctuation or elided articles are left of it")]
    NothingToSearch,
    #[error(
        "the query has {0} words with wildcards or `~`, more than {MOST_PATTERNS}\n  split it, or write some words out"
    )]
    TooManyPatterns(usize),
}

/// Each pattern goes through the dictionary of the index.
const MOST_PATTERNS: usize = 64;

/// Compiles a query.
pub fn compile(node: &Node, fields: &Fields) -> Result<Compiled, CompileError> {
    let patterns = patterns(node);
    if patterns > MOST_PATTERNS {
        return Err(CompileError::TooManyPatterns(patterns));
    }
    let mut compiler = Compiler { fields, words: Vec::new(), marks: Vec::new() };
    let scope = Scope { field: fields.text, region: Region::Whole, mark: Some(MarkScope::Everywhere) };
    let query = compiler.node(node, scope, true).ok_or(CompileError::NothingToSearch)?;
    let exact = exact_forms(node, &compiler.words, fields);
    Ok(Compiled { query, exact, words: compiler.words, marks: compiler.marks })
}

fn exact_forms(node: &Node, words: &[RankWord], fields: &Fields) -> Option<Box<dyn Query>> {
    let inflected = |node: &Node| matches!(&node.expr, Expr::Word(Word { form: Form::Inflected, .. }));
    let (occur, plain) = match &node.expr {
        Expr::All(nodes) => (Occur::Must, nodes.iter().all(inflected)),
        Expr::Any(nodes) => (Occur::Should, nodes.iter().all(inflected)),
        _ => (Occur::Must, inflected(node)),
    };
    let all_exact = words.iter().all(|word| word.inflected == [word.exact.as_str()]);
    let terms = words.iter().map(|word| (occur, term_query(fields.text, &word.exact))).collect();
    if plain && !all_exact { combine(terms) } else { None }
}

/// The words of a query that need an automaton.
fn patterns(node: &Node) -> usize {
    let is_pattern = |word: &Word| matches!(word.form, Form::Wildcard | Form::Fuzzy(_));
    match &node.expr {
        Expr::Word(word) => usize::from(is_pattern(word)),
        Expr::Phrase { words, .. } => words.iter().filter(|word| is_pattern(word)).count(),
        Expr::Near { left, right, .. } | Expr::SameParagraph { left, right } => patterns(left) + patterns(right),
        Expr::All(nodes) | Expr::Any(nodes) => nodes.iter().map(patterns).sum(),
        Expr::Not(inner) | Expr::Optional(inner) | Expr::In { inner, .. } => patterns(inner),
        Expr::Is { wildcard, .. } => usize::from(*wildcard),
        Expr::Person(_) | Expr::Value { .. } | Expr::Urgency(_) | Expr::Dated(_) | Expr::UnderEmbargo(_) => 0,
    }
}

/// Where words are looked for.
#[derive(Clone, Copy)]
struct Scope {
    field: Field,
    region: Region,
    /// Where matches are marked; `None` for what does not stand in the text.
    mark: Option<MarkScope>,
}

struct Compiler<'a> {
    fields: &'a Fields,
    words: Vec<RankWord>,
    marks: Vec<Mark>,
}

impl Compiler<'_> {
    /// `wanted` is false below a NOT. `None` when nothing of the node can be looked for.
    fn node(&mut self, node: &Node, scope: Scope, wanted: bool) -> Option<Box<dyn Query>> {
        match &node.expr {
            Expr::Word(_) | Expr::Phrase { .. } | Expr::Near { .. } | Expr::SameParagraph { .. } => {
                self.leaf(node, scope, wanted)
            }
            Expr::All(nodes) => self.all(nodes, scope, wanted),
            Expr::Any(nodes) => {
                let clauses: Vec<_> =
                    nodes.iter().filter_map(|node| Some((Occur::Should, self.node(node, scope, wanted)?))).collect();
                combine(clauses)
            }
            Expr::Not(inner) => {
                let excluded = self.node(inner, scope, !wanted)?;
                Some(Box::new(BooleanQuery::new(vec![(Occur::Must, everything()), (Occur::MustNot, excluded)])))
            }
            Expr::Optional(inner) => {
                let better = self.node(inner, scope, wanted)?;
                Some(Box::new(BooleanQuery::new(vec![(Occur::Must, everything()), (Occur::Should, better)])))
            }
            Expr::In { field, inner } => {
                let scope = self.scope(*field);
                let query = self.node(inner, scope, wanted)?;
                // What is said of a dispatch selects it; only its text ranks it.
                Some(if scope.mark.is_some() { query } else { unscored(query) })
            }
            Expr::Person(person) => self.person(person, wanted),
            Expr::Is { field, value, wildcard } => Some(unscored(values::is(self.fields, *field, value, *wildcard))),
            Expr::Value { facet, value } => {
                Some(unscored(Box::new(ColumnQuery { facet: *facet, value: value.clone() })))
            }
            Expr::Urgency(bounds) => Some(unscored(values::urgency(self.fields, bounds.clone()))),
            Expr::Dated(interval) => Some(unscored(values::dated(self.fields, *interval))),
            Expr::UnderEmbargo(now) => Some(unscored(values::under_embargo(self.fields, *now))),
        }
    }

    fn scope(&self, field: TextField) -> Scope {
        let (region, mark) = match field {
            TextField::Headline => (Region::Whole, Some(MarkScope::Headline)),
            TextField::Body => (Region::AfterFirstParagraph, Some(MarkScope::Body)),
            _ => (Region::Whole, None),
        };
        Scope { field: text_field(self.fields, field), region, mark }
    }

    fn all(&mut self, nodes: &[Node], scope: Scope, wanted: bool) -> Option<Box<dyn Query>> {
        let mut clauses = Vec::with_capacity(nodes.len());
        for node in nodes {
            let (occur, query) = match &node.expr {
                Expr::Not(inner) => (Occur::MustNot, self.node(inner, scope, !wanted)),
                Expr::Optional(inner) => (Occur::Should, self.node(inner, scope, wanted)),
                _ => (Occur::Must, self.node(node, scope, wanted)),
            };
            clauses.extend(query.map(|query| (occur, query)));
        }
        if !clauses.is_empty() && clauses.iter().all(|(occur, _)| *occur != Occur::Must) {
            clauses.push((Occur::Must, everything()));
        }
        combine(clauses)
    }

    /// A word, a phrase, or words near each other.
    fn leaf(&mut self, node: &Node, scope: Scope, wanted: bool) -> Option<Box<dyn Query>> {
        let mut slots = Vec::new();
        let probe = self.probe(node, scope, wanted, &mut slots)?;
        if wanted {
            // A name that selects a dispatch is marked in its text too, in its exact form.
            let people_or_place = [self.fields.people, self.fields.location].contains(&scope.field);
            if let Some(scope) = scope.mark.or(people_or_place.then_some(MarkScope::Everywhere)) {
                self.marks.push(Mark { scope, slots: slots.clone(), probe: probe.clone() });
            }
        }
        if let (Probe::Slot(0), [slot], Region::Whole) = (&probe, slots.as_slice(), scope.region) {
            return Some(single(slot, scope.field));
        }
        Some(Box::new(SpanQuery { field: scope.field, region: scope.region, slots, probe }))
    }

    fn probe(&mut self, node: &Node, scope: Scope, wanted: bool, slots: &mut Vec<Slot>) -> Option<Probe> {
        match &node.expr {
            Expr::Word(word) => self.sequence(std::slice::from_ref(word), 0, scope, wanted, slots),
            Expr::Phrase { words, slop } => self.sequence(words, *slop, scope, wanted, slots),
            Expr::Near { left, right, distance } => Some(Probe::Near {
                left: Box::new(self.probe(left, scope, wanted, slots)?),
                right: Box::new(self.probe(right, scope, wanted, slots)?),
                distance: *distance,
            }),
            Expr::SameParagraph { left, right } => Some(Probe::SameParagraph {
                left: Box::new(self.probe(left, scope, wanted, slots)?),
                right: Box::new(self.probe(right, scope, wanted, slots)?),
            }),
            Expr::Any(nodes) => {
                let probes: Vec<_> = nodes.iter().filter_map(|node| self.probe(node, scope, wanted, slots)).collect();
                (!probes.is_empty()).then_some(Probe::Any(probes))
            }
            // The parser lets nothing else stand beside PRES and PARA.
            _ => None,
        }
    }

    /// Words one after the other, each of which analysis may cut into several.
    fn sequence(
        &mut self,
        words: &[Word],
        slop: u32,
        scope: Scope,
        wanted: bool,
        slots: &mut Vec<Slot>,
    ) -> Option<Probe> {
        let first = slots.len();
        for word in words {
            self.word(word, scope, wanted, slots);
        }
        match slots.len() - first {
            0 => None,
            1 => Some(Probe::Slot(first)),
            _ => Some(Probe::Phrase { slots: (first..slots.len()).collect(), slop }),
        }
    }

    fn word(&mut self, word: &Word, scope: Scope, wanted: bool, slots: &mut Vec<Slot>) {
        if word.form == Form::Wildcard {
            // `porte-par*` is a phrase of `porte` and `par*`; an elided article before a wildcard is taken off.
            for part in word.text.split(|c: char| c == '-' || c == '\u{2011}' || c == '\u{2010}' || c.is_whitespace()) {
                let part = &part[crate::french::elision::word_start(part)..];
                if part.contains(['*', '?']) {
                    // A pattern that no automaton can be made of fits nothing; leaving it out would ask for less.
                    slots.push(Pattern::wildcard(part).map_or_else(|| Slot::Terms(Vec::new()), Slot::Pattern));
                } else {
                    self.chunks(part, Form::Exact, scope, wanted, slots);
                }
            }
            return;
        }
        self.chunks(&word.text, word.form, scope, wanted, slots);
    }

    fn chunks(&mut self, text: &str, form: Form, scope: Scope, wanted: bool, slots: &mut Vec<Slot>) {
        for range in words(text) {
            let forms = Forms::of(&text[range]);
            let ranked = wanted && scope.mark.is_some();
            if ranked {
                self.words.push(RankWord { inflected: forms.inflected(), exact: forms.exact_term() });
            }
            slots.push(match form {
                Form::Fuzzy(distance) => Slot::Pattern(Pattern::fuzzy(&forms.folded, distance)),
                Form::Inflected if self.fields.is_inflected(scope.field) => Slot::Terms(forms.inflected()),
                Form::Inflected => Slot::Terms(vec![forms.exact_term()]),
                Form::Exact | Form::Wildcard => Slot::Terms(forms.exact()),
            });
        }
    }
}
