//! Names before a colon: fields, slips of the pen, and words that merely end in a colon.

use std::ops::Range;

use super::super::chars::{Quote, ends_word, is_word};
use super::super::error::QueryError;
use super::super::fields::{Field, similar_names};
use super::{Kind, Lexer, nested_field};

impl Lexer<'_> {
    /// A word, or the name of a field where a colon and something after it say so.
    pub(super) fn word_or_field(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let colon = self.chars.skip(start, |c| is_word(c) && !c.is_numeric() || matches!(c, '-' | '_'));
        let named = colon > start && self.chars.get(colon) == Some(':');
        if !named || self.last() == Some(&Kind::Exact) {
            self.word();
            return Ok(());
        }
        let inside_field = self.among_values() || matches!(self.last(), Some(Kind::Field(_)));
        match Field::named(&self.chars.string(start..colon)) {
            Some(_) if inside_field => return Err(nested_field(self.chars.span(start..colon + 1))),
            Some(field) => self.field(field, start..colon + 1)?,
            None if inside_field => self.word(),
            None => self.unknown_field(start..colon)?,
        }
        Ok(())
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
}

/// `` `titre:` or `sujet:` ``.
fn or_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}:`")).collect::<Vec<_>>().join(" or ")
}
