//! From a query to its tokens. Parentheses are balanced, prefixes (`-`, `+`, `=`, `titre:`) stand before an operand.

use std::ops::Range;

use super::chars::{Chars, Quote, ends_word, is_closing_quote, is_word};
use super::error::{QueryError, QueryWarning};
use super::fields::{Field, similar_names};
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

    fn quote(&mut self, quote: Quote) -> Result<(), QueryError> {
        let inner = self.at + 1;
        let known = self.unclosed.contains(&quote);
        let close = if known { self.chars.len() } else { self.chars.skip(inner, |c| !quote.closed_by(c)) };
        if close == self.chars.len() {
            self.unclosed.push(quote);
            return self.unclosed_quote(quote);
        }
        let mut range = self.at..close + 1;
        let slop = self.slop(range.end)?;
        range.end = slop.as_ref().map_or(range.end, |(end, _)| *end);
        if !self.wants_value() && !self.chars.iter(inner..close).any(is_word) {
            return self.empty_quote(range);
        }
        self.push(Kind::Quote { inner: inner..close, slop: slop.and_then(|(_, slop)| slop) }, range);
        Ok(())
    }

    fn unclosed_quote(&mut self, quote: Quote) -> Result<(), QueryError> {
        let message = "this quotation mark is never closed";
        if self.any {
            self.pass_over(message);
            return Ok(());
        }
        let end = self.chars.span(self.chars.len()..self.chars.len());
        Err(QueryError::new(self.chars.span(self.at..self.at + 1), message)
            .hint(format!("{} is missing", quote.closer().trim()))
            .example("\"premier ministre\"")
            .fix(end, quote.closer()))
    }

    fn empty_quote(&mut self, range: Range<usize>) -> Result<(), QueryError> {
        if !self.any {
            let span = self.chars.span(range);
            return Err(QueryError::new(span.clone(), "there is no word between these quotation marks")
                .hint("write the words of the phrase, or take the quotation marks away")
                .example("\"premier ministre\"")
                .fix(span, ""));
        }
        self.drop_prefixes();
        self.at = range.end;
        Ok(())
    }

    /// `~5` after a phrase: where it ends, and the number.
    fn slop(&self, tilde: usize) -> Result<Option<(usize, Option<u32>)>, QueryError> {
        if self.chars.get(tilde) != Some('~') {
            return Ok(None);
        }
        let end = self.chars.skip(tilde + 1, |c| c.is_ascii_digit());
        let number = self.chars.string(tilde + 1..end).parse().ok().filter(|&slop| slop <= FARTHEST);
        if number.is_none() && !(self.any && end == tilde + 1) {
            let span = self.chars.span(tilde..end);
            return Err(QueryError::new(span.clone(), "~ after a phrase needs a number from 0 to 100")
                .hint("it says how far the words may stand from their places")
                .example("\"accord climat\"~5")
                .fix(span, "~5"));
        }
        Ok(Some((end, number)))
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
                .hint("- excludes what follows, + requires it")
                .example("ankara -otan")
                .fix(span, "-"));
        }
        let kind = if self.chars.get(start) == Some('-') { Kind::Minus } else { Kind::Plus };
        self.push(kind, start..end);
        Ok(())
    }

    fn equals(&mut self) {
        let next = self.chars.get(self.at + 1);
        if next.is_some_and(|c| c.is_alphanumeric() || Quote::opened_by(c).is_some()) {
            self.push(Kind::Exact, self.at..self.at + 1);
        } else {
            self.at += 1;
        }
    }

    fn word_or_field(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let colon = self.chars.skip(start, |c| is_word(c) && !c.is_numeric() || matches!(c, '-' | '_'));
        let named = colon > start && self.chars.get(colon) == Some(':');
        if !named || self.among_values() || self.last() == Some(&Kind::Exact) {
            self.word();
            return Ok(());
        }
        match Field::named(&self.chars.string(start..colon)) {
            Some(_) if matches!(self.last(), Some(Kind::Field(_))) => {
                Err(nested_field(self.chars.span(start..colon + 1)))
            }
            Some(field) => self.field(field, start..colon + 1),
            None if matches!(self.last(), Some(Kind::Field(_))) => {
                self.word();
                Ok(())
            }
            None => self.unknown_field(start..colon),
        }
    }

    /// A known name and its colon. With nothing directly after, it is a word of running text.
    fn field(&mut self, field: Field, range: Range<usize>) -> Result<(), QueryError> {
        let rest = self.chars.skip(range.end, |c| !ends_word(c));
        let has_word = match field {
            Field::Text(_) => self.chars.iter(range.end..rest).any(|c| is_word(c) || c == '*'),
            _ => self.chars.iter(range.end..rest).any(|c| !matches!(c, ',' | ';')),
        };
        let group = rest == range.end || matches!(field, Field::Text(_));
        let opens = self.chars.get(rest).is_some_and(|c| c == '(' || Quote::opened_by(c).is_some());
        if has_word || group && opens {
            self.push(Kind::Field(field), range);
        } else if self.any {
            self.word();
        } else {
            let typed = self.chars.string(range.clone());
            let example = format!("{typed}{}", field.sample());
            return Err(QueryError::new(self.chars.span(range), format!("nothing stands directly after `{typed}`"))
                .hint("write the value without a space after the colon, or leave the colon out")
                .example(&example));
        }
        Ok(())
    }

    /// A name that is no field: an error where something stands directly after its colon, else a word.
    fn unknown_field(&mut self, name: Range<usize>) -> Result<(), QueryError> {
        let next = self.chars.get(name.end + 1);
        if !next.is_some_and(|c| c.is_alphabetic() || c == '(' || Quote::opened_by(c).is_some()) {
            self.word();
            return Ok(());
        }
        let span = self.chars.span(name.start..name.end + 1);
        let message = "there is no field of this name";
        if self.any {
            self.warn(span, format!("{message}; it is read as a word"));
            self.push(Kind::Word, name.clone());
            self.at = name.end + 1;
            return Ok(());
        }
        let near = similar_names(&self.chars.string(name.clone()));
        let after = self.chars.span(name.end + 1..name.end + 1);
        let error = QueryError::new(span.clone(), message).example("personne:\"Mark Rutte\"");
        Err(match near.first() {
            Some(first) => error.hint(format!("did you mean {}?", or_list(&near))).fix(span, format!("{first}:")),
            None => error.hint("put a space after the colon, or the whole in quotation marks").fix(after, " "),
        })
    }

    /// Everything up to the next space, parenthesis or quotation mark; punctuation alone is passed over.
    fn word(&mut self) {
        let range = self.at..self.chars.skip(self.at, |c| !ends_word(c));
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

/// `` `titre:` or `sujet:` ``.
fn or_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}:`")).collect::<Vec<_>>().join(" or ")
}
