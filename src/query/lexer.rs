//! From a query to its tokens. Parentheses are balanced, prefixes (`-`, `+`, `=`, `titre:`) stand before an operand.

mod names;
mod quotes;

use std::ops::Range;

use super::chars::{Chars, Quote, ends_word, is_apostrophe, is_closing_quote, is_word};
use super::error::{QueryError, QueryWarning};
use super::fields::Field;
use super::keywords::{Op, keyword};
use super::terms;

/// No phrase and no `PRES` reaches further.
pub(super) const FARTHEST: u32 = 100;

/// Further warnings about one query are not kept.
const MAX_WARNINGS: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Indices of its characters.
    pub(super) range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or a value as typed, punctuation included.
    Word,
    /// A phrase; `inner` is what stands between its quotes.
    Quote {
        inner: Range<usize>,
        slop: Option<u32>,
    },
    Op(Op),
    Open,
    Close,
    Minus,
    Plus,
    Exact,
    Field(Field),
}

impl Kind {
    fn is_prefix(&self) -> bool {
        matches!(self, Kind::Minus | Kind::Plus | Kind::Exact | Kind::Field(_))
    }
}

/// The tokens of a query, and what was passed over.
///
/// In the mode of running text (`any`), stray quotes and parentheses and unknown fields are warnings, not errors.
pub(super) fn tokens(chars: &Chars, any: bool) -> Result<(Vec<Token>, Vec<QueryWarning>), QueryError> {
    let mut lexer =
        Lexer { chars, any, at: 0, tokens: Vec::new(), warnings: Vec::new(), open: Vec::new(), unclosed: Vec::new() };
    while let Some(c) = chars.get(lexer.at) {
        lexer.token(c)?;
    }
    lexer.finish()
}

struct Lexer<'a> {
    chars: &'a Chars,
    any: bool,
    at: usize,
    tokens: Vec<Token>,
    warnings: Vec<QueryWarning>,
    /// Where each open parenthesis stands, and whether it holds the values of a field.
    open: Vec<(usize, bool)>,
    /// Quotes known to have no closing partner in the rest of the query, so that each is sought once.
    unclosed: Vec<Quote>,
}

impl Lexer<'_> {
    fn token(&mut self, c: char) -> Result<(), QueryError> {
        if let Some(quote) = Quote::opened_by(c) {
            return self.quote(quote);
        }
        match c {
            '(' => self.open(),
            ')' => self.close()?,
            c if c.is_whitespace() => self.at += 1,
            c if is_closing_quote(c) => self.stray("this quotation mark closes nothing", "« premier ministre »")?,
            _ if self.wants_value() => self.word(),
            '-' | '+' => self.sign()?,
            '=' => self.equals(),
            _ => self.word_or_field()?,
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(Vec<Token>, Vec<QueryWarning>), QueryError> {
        if let Some(&(at, _)) = self.open.first() {
            let span = self.chars.span(at..at + 1);
            if !self.any {
                let end = self.chars.span(self.chars.len()..self.chars.len());
                return Err(QueryError::new(span, "this parenthesis is never closed")
                    .hint("a ) is missing")
                    .example("otan (ankara OU kiev)")
                    .fix(end, ")"));
            }
            self.warn(span, "this parenthesis is never closed");
        }
        let end = self.chars.len();
        for _ in 0..self.open.len() {
            self.close_group(end..end);
        }
        Ok((self.tokens, self.warnings))
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) {
        self.at = range.end;
        self.tokens.push(Token { kind, range });
    }

    fn warn(&mut self, span: Range<usize>, message: impl Into<String>) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(QueryWarning { message: message.into(), span });
        }
    }

    fn last(&self) -> Option<&Kind> {
        self.tokens.last().map(|token| &token.kind)
    }

    /// Whether a field of values stands directly before: what follows is taken as it is.
    fn wants_value(&self) -> bool {
        matches!(self.last(), Some(Kind::Field(Field::Valued(_))))
    }

    /// Whether the innermost open parenthesis holds the values of a field.
    fn among_values(&self) -> bool {
        self.open.last().is_some_and(|&(_, values)| values)
    }

    /// Forgets prefixes whose operand turned out to be nothing.
    fn drop_prefixes(&mut self) {
        while self.last().is_some_and(Kind::is_prefix) {
            self.tokens.pop();
        }
    }

    fn open(&mut self) {
        self.open.push((self.at, self.wants_value() || self.among_values()));
        self.push(Kind::Open, self.at..self.at + 1);
    }

    fn close(&mut self) -> Result<(), QueryError> {
        if self.open.is_empty() {
            return self.stray("this parenthesis closes nothing", "otan (ankara OU kiev)");
        }
        self.close_group(self.at..self.at + 1);
        Ok(())
    }

    /// Ends a group; in running text a group of mere punctuation, such as `(…)`, is forgotten.
    fn close_group(&mut self, range: Range<usize>) {
        self.open.pop();
        if self.any && self.last() == Some(&Kind::Open) {
            self.tokens.pop();
            self.drop_prefixes();
            self.at = range.end;
        } else {
            self.push(Kind::Close, range);
        }
    }

    /// A mark without its partner: read as a space in running text, else an error.
    fn stray(&mut self, message: &str, example: &str) -> Result<(), QueryError> {
        let span = self.chars.span(self.at..self.at + 1);
        if !self.any {
            return Err(QueryError::new(span.clone(), message).hint("take it away").example(example).fix(span, " "));
        }
        self.pass_over(message);
        Ok(())
    }

    /// Reads the mark at hand as a space, with a warning.
    fn pass_over(&mut self, message: &str) {
        self.warn(self.chars.span(self.at..self.at + 1), message);
        self.drop_prefixes();
        self.at += 1;
    }

    /// `-` or `+`: a sign directly before an operand at the start of a token, else punctuation.
    fn sign(&mut self) -> Result<(), QueryError> {
        let (start, end) = (self.at, self.chars.skip(self.at, |c| matches!(c, '-' | '+')));
        let span = self.chars.span(start..end);
        let attached = self.chars.get(end).is_some_and(|c| !c.is_whitespace() && c != ')' && !is_closing_quote(c));
        let after_field = matches!(self.last(), Some(Kind::Field(_)));
        let at_start = start == 0 || self.chars.get(start - 1).is_some_and(|c| c.is_whitespace() || c == '(');
        self.at = end;
        if !attached || !(at_start || after_field) || self.any && (after_field || end > start + 1) {
            return Ok(());
        }
        if after_field {
            return Err(QueryError::new(span, "a sign cannot stand after the name of a field")
                .hint("put it before the name")
                .example("-titre:otan"));
        }
        if end > start + 1 {
            return Err(QueryError::new(span.clone(), "only one sign can stand before a word")
                .hint("- excludes what follows, + requires it; options such as --since stand outside the quotes")
                .example("ankara -otan")
                .fix(span, "-"));
        }
        let kind = if self.chars.get(start) == Some('-') { Kind::Minus } else { Kind::Plus };
        self.push(kind, start..end);
        Ok(())
    }

    fn equals(&mut self) {
        let next = self.chars.get(self.at + 1);
        if next.is_some_and(|c| c.is_alphanumeric() || is_apostrophe(c) || Quote::opened_by(c).is_some()) {
            self.push(Kind::Exact, self.at..self.at + 1);
        } else {
            self.at += 1;
        }
    }

    /// Everything up to the next space, parenthesis or quotation mark; punctuation alone is passed over.
    fn word(&mut self) {
        let end = self.chars.past_groups(self.at, self.chars.skip(self.at, |c| !ends_word(c)));
        let range = self.at..self.chars.skip(end, |c| !ends_word(c));
        let pattern = !self.any && terms::is_pattern(self.chars, range.clone());
        let value = self.wants_value();
        if !value && !pattern && !self.chars.iter(range.clone()).any(is_word) {
            self.drop_prefixes();
            self.at = range.end;
            return;
        }
        let plain = self.last().is_none_or(|kind| !kind.is_prefix());
        let op = keyword(&self.chars.string(range.clone()), self.any).filter(|_| plain);
        if op == Some(Op::Or) && self.chars.iter(range.clone()).eq("or".chars()) {
            self.warn(self.chars.span(range.clone()), "`or` is read as OU; for the metal write =or");
        }
        self.push(op.map_or(Kind::Word, Kind::Op), range);
    }
}

/// A field within a field.
pub(super) fn nested_field(span: Range<usize>) -> QueryError {
    QueryError::new(span, "a field cannot stand inside another field")
        .hint("write one after the other")
        .example("titre:otan lieu:Ankara")
}
