//! The leaves of the tree, words, phrases and values, and what to say where one is missing.

use super::super::ast::{Expr, Form, Node};
use super::super::error::QueryError;
use super::super::fields::{Field, Valued};
use super::super::lexer::{Kind, Token};
use super::super::{MAX_LEAVES, dates, terms, values};
use super::Parser;

/// `mercredi 3 septembre 2025 14h`, in words.
const LONGEST_DATE: usize = 5;

impl<'a> Parser<'a> {
    /// A word, a phrase or a value; `exact` after `=`.
    pub(super) fn leaf(&mut self, exact: bool) -> Result<Node, QueryError> {
        let token = &self.tokens[self.at];
        let span = self.span(self.at);
        let expr = match (self.field, &token.kind) {
            (Some(Field::Valued(field)), _) => self.value(field, token)?,
            (_, Kind::Quote { inner, slop }) => {
                let words = terms::phrase(self.chars, inner.clone(), self.options.any)?;
                Expr::Phrase { words, slop: slop.unwrap_or(0) }
            }
            _ => self.word(token, exact)?,
        };
        self.leaves += if let Expr::Phrase { words, .. } = &expr { words.len() } else { 1 };
        if self.leaves > MAX_LEAVES {
            return Err(QueryError::new(span, format!("the query has more than {MAX_LEAVES} words"))
                .hint("make several queries of it"));
        }
        self.at += 1;
        Ok(Node { expr, span })
    }

    fn word(&self, token: &Token, exact: bool) -> Result<Expr, QueryError> {
        let span = self.chars.span(token.range.clone());
        let Some(mut word) = terms::word(self.chars, token.range.clone(), self.options.any)? else {
            return Err(self.missing_operand());
        };
        match word.form {
            Form::Inflected if exact => word.form = Form::Exact,
            Form::Fuzzy(_) if exact => {
                let tilde = word.span.end..span.end;
                return Err(QueryError::new(tilde.clone(), "a word after = cannot have ~ as well")
                    .hint("choose one of the two")
                    .example("=macron")
                    .fix(tilde, ""));
            }
            _ => {}
        }
        Ok(Expr::Word(word))
    }

    fn value(&self, field: Valued, token: &Token) -> Result<Expr, QueryError> {
        let span = self.chars.span(token.range.clone());
        let range = match &token.kind {
            Kind::Quote { slop: Some(_), .. } => {
                return Err(QueryError::new(span, "~ and a number have no meaning after a value")
                    .hint("take them away")
                    .example("agence:\"Agence Anadolu\""));
            }
            Kind::Quote { inner, .. } => inner.clone(),
            _ => self.chars.trim(token.range.clone(), |c| c == '=', |c| matches!(c, ',' | ';')),
        };
        if let Some(last) = self.end_of_date(field) {
            let whole = token.range.start..last.range.end;
            let (text, span) = (self.chars.string(whole.clone()), self.chars.span(whole));
            return Err(QueryError::new(span.clone(), "a date of several words needs quotation marks")
                .hint("put the whole date in quotation marks")
                .example("date:\"3 septembre 2025\"")
                .fix(span, format!("\"{text}\"")));
        }
        values::value(field, self.chars.string(range).trim(), span, &self.options.now)
    }

    /// The last word of a date that goes on after the value at hand, as in `date:3 septembre 2025`.
    fn end_of_date(&self, field: Valued) -> Option<&'a Token> {
        let dated = matches!(field, Valued::Date | Valued::Since | Valued::Before);
        if !dated || !matches!(self.kind_before(), Some(Kind::Field(_))) {
            return None;
        }
        let words = self.tokens[self.at..].iter().take(LONGEST_DATE).take_while(|token| token.kind == Kind::Word);
        let words: Vec<&Token> = words.collect();
        let start = words.first()?.range.start;
        words
            .into_iter()
            .skip(1)
            .rfind(|last| dates::interval(&self.chars.string(start..last.range.end), &self.options.now).is_ok())
    }

    /// Why there is no operand at the token at hand.
    pub(super) fn missing_operand(&self) -> QueryError {
        let here = self.tokens.get(self.at).map(|token| &token.kind);
        let error = match (self.kind_before(), here) {
            (Some(Kind::Op(_)), Some(Kind::Op(_))) => {
                let span = self.span(self.at);
                QueryError::new(span.clone(), "one operator cannot follow another").fix(span, "")
            }
            (Some(Kind::Op(_)), _) => {
                let span = self.span(self.at - 1);
                QueryError::new(span.clone(), "nothing stands after this operator").fix(span, "")
            }
            (_, Some(Kind::Op(_))) => {
                let span = self.span(self.at);
                QueryError::new(span.clone(), "nothing stands before this operator").fix(span, "")
            }
            (Some(Kind::Open), Some(Kind::Close)) => {
                let span = self.span(self.at - 1).start..self.span(self.at).end;
                return QueryError::new(span.clone(), "there is nothing between these parentheses")
                    .hint("write what belongs there, or take them away")
                    .example("otan (ankara OU kiev)")
                    .fix(span, "");
            }
            _ => QueryError::new(self.chars.span(self.chars.len()..self.chars.len()), "a word is missing here"),
        };
        error
            .hint("an operator stands between two operands; to search for its word, write it in quotation marks")
            .example("otan ET ankara")
    }
}
