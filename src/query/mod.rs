//! The query language: lexer, parser, syntax tree with spans, errors with a caret.
//!
//! - Words side by side must all match; with [`ParseOptions::any`] one is enough.
//! - `a ET b`, `a OU b`, `a SAUF b`, `-a`, `+a`, `(…)`, and `AND`, `OR`, `NOT`; capitals or not.
//! - `"phrase"`, « phrase », “phrase”; `"a b"~5` with words in between.
//! - `a PRES/5 b` (`NEAR/5`) at most 5 words apart; `a PARA b` in one paragraph. `PRES`, `NEAR` and `PARA` without a
//!   number are operators only in capitals and between two operands.
//! - `=mot` the form itself; `mot*`, `z?lensk*` patterns; `mot~`, `mot~2` with letters that differ.
//! - `champ:valeur`, `champ:"deux mots"`, `champ:(a OU b)`; dates as in [`dates`].
//!
//! From the tightest: exclusion, `PRES`, `PARA`, `ET` and juxtaposition, `OU`. Two signs or two exclusions in a row
//! are an error. An operator is searched as a word in quotation marks or after `=`.
//!
//! With [`ParseOptions::any`] the query is taken for running text: only operators in capitals count (a lower-case `et`
//! is a word), an explicit `ET` binds its two neighbours, what is excluded or required is so for the whole group, a
//! `?` at the end of a word is punctuation, and stray quotes, stray parentheses and unknown fields are warnings.

pub mod ast;
mod chars;
pub mod compile;
pub mod dates;
mod error;
mod fields;
mod groups;
mod keywords;
mod lexer;
mod parser;
pub mod people;
pub mod places;
mod proximity;
mod terms;
mod values;
mod words;

#[cfg(test)]
mod tests;

use jiff::Zoned;

pub use self::error::{QueryError, QueryWarning};
pub use self::words::in_words;
use self::{ast::Node, chars::Chars};

/// The longest query, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// The deepest nesting of parentheses, and the longest chain of `PRES` or `PARA`.
pub const MAX_DEPTH: usize = 64;
/// The most words and values in one query, those of phrases counted one by one.
pub const MAX_LEAVES: usize = 1024;

/// How to read a query.
#[derive(Clone, Debug)]
pub struct ParseOptions {
    /// One word is enough: the mode for running text.
    pub any: bool,
    /// The moment and the zone that dates are reckoned from.
    pub now: Zoned,
}

/// A query understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub node: Node,
    /// What was passed over, in order.
    pub warnings: Vec<QueryWarning>,
}

/// Parses a query. Time is linear in its length.
///
/// # Errors
/// When the query is empty, too large, or says nothing clear; see [`QueryError::render`].
pub fn parse(text: &str, options: &ParseOptions) -> Result<Parsed, QueryError> {
    read(text, options).map_err(|error| error.settle(text, |fixed| read(fixed, options).is_ok()))
}

/// [`parse`], with the examples of errors not settled yet.
fn read(text: &str, options: &ParseOptions) -> Result<Parsed, QueryError> {
    if text.len() > MAX_BYTES {
        let message = format!("the query is longer than {} KiB", MAX_BYTES / 1024);
        return Err(QueryError::new(0..0, message).hint("make several queries of it"));
    }
    let chars = Chars::new(text);
    let (tokens, warnings) = lexer::tokens(&chars, options.any)?;
    let node = parser::tree(&chars, &tokens, options)?;
    Ok(Parsed { node, warnings })
}
