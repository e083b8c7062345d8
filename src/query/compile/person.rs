//! A person who is asked for, as a query for the names found in the index.

use tantivy::Term;
use tantivy::query::{EmptyQuery, Query, TermSetQuery};

use super::clauses::{term_query, unscored};
use super::{Compiler, Mark, MarkScope, Probe, Slot};
use crate::french::chunks::words;
use crate::french::forms::Forms;
use crate::query::ast::{Expr, Form, Node, PersonName, TextField, Word};

/// Names that are marked in the texts; whoever has more is asked for by a surname that marks them all.
const MOST_MARKED: usize = 40;

impl Compiler<'_> {
    /// Selects without ranking, as all that is said of a dispatch.
    pub(super) fn person(&mut self, person: &PersonName, wanted: bool) -> Option<Box<dyn Query>> {
        let Some(terms) = &person.terms else {
            return self.node(&as_words(&person.name)?, self.scope(TextField::People), wanted);
        };
        if wanted {
            self.mark_names(person);
        }
        let field = self.fields.person;
        Some(match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [only] => unscored(term_query(field, only)),
            terms => unscored(Box::new(TermSetQuery::new(terms.iter().map(|term| Term::from_field_text(field, term))))),
        })
    }

    /// Marks each name that was found where it stands whole, and its last word wherever it stands.
    fn mark_names(&mut self, person: &PersonName) {
        let mut alone: Vec<Vec<String>> = Vec::new();
        for name in person.names().take(MOST_MARKED) {
            let forms: Vec<Vec<String>> = words(name).map(|range| Forms::of(&name[range]).exact()).collect();
            let Some(last) = forms.last() else { continue };
            if !alone.contains(last) {
                alone.push(last.clone());
            }
            if forms.len() > 1 {
                let probe = Probe::Phrase { slots: (0..forms.len()).collect(), slop: 0 };
                let slots = forms.into_iter().map(Slot::Terms).collect();
                self.marks.push(Mark { scope: MarkScope::Everywhere, slots, probe });
            }
        }
        let surnames = alone.into_iter().map(|terms| Mark {
            scope: MarkScope::Everywhere,
            slots: vec![Slot::Terms(terms)],
            probe: Probe::Slot(0),
        });
        self.marks.extend(surnames);
    }
}

/// All words of the name in one value, in whatever order: for a query whose people have not been looked up.
fn as_words(name: &str) -> Option<Node> {
    let node = |expr| Node { expr, span: 0..0 };
    let word = |text: &str| node(Expr::Word(Word { text: text.to_owned(), form: Form::Exact, span: 0..0 }));
    let all = name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(word);
    let inner = all.reduce(|left, right| node(Expr::SameParagraph { left: Box::new(left), right: Box::new(right) }))?;
    Some(node(Expr::In { field: TextField::People, inner: Box::new(inner) }))
}
