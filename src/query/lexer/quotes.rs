//! Phrases: which quotation mark closes which, and the `~5` after them.

use std::ops::Range;

use super::super::chars::{Quote, is_word};
use super::super::error::QueryError;
use super::{FARTHEST, Kind, Lexer};

impl Lexer<'_> {
    /// A phrase, or a mark without its partner.
    pub(super) fn quote(&mut self, quote: Quote) -> Result<(), QueryError> {
        let inner = self.at + 1;
        let known = self.unclosed.contains(&quote);
        let close = if known { self.chars.len() } else { self.chars.skip(inner, |c| !quote.closed_by(c)) };
        if close == self.chars.len() {
            if !known {
                self.unclosed.push(quote);
            }
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
}
