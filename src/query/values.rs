//! What may stand after `statut:`, `urgence:`, `date:` and the other fields of values.

use std::ops::Range;

use jiff::Zoned;

use super::ast::{Expr, ValueField};
use super::chars::{is_wildcard, is_word};
use super::dates::{self, DateError};
use super::error::QueryError;
use super::fields::{self, Field, Valued};
use super::places;

/// What `text`, which stands at `span`, asks of a field of values.
pub(super) fn value(field: Valued, text: &str, span: Range<usize>, now: &Zoned) -> Result<Expr, QueryError> {
    match field {
        Valued::Date => dates::interval(text, now).map(Expr::Dated).map_err(|error| not_a_date(&error, field, span)),
        Valued::Since => dates::since(text, now).map(Expr::Dated).map_err(|error| not_a_date(&error, field, span)),
        Valued::Before => dates::before(text, now).map(Expr::Dated).map_err(|error| not_a_date(&error, field, span)),
        Valued::Urgency => fields::urgency(text).map(Expr::Urgency).ok_or_else(|| {
            QueryError::new(span, "this is no urgency")
                .hint("urgency goes from 1 (flash) to 9: write 1, 1..3, <=2 or >=3")
                .example("urgence:1..3")
        }),
        Valued::Whole(ValueField::Status) => {
            let status = fields::status(text).ok_or_else(|| {
                QueryError::new(span, "there is no status of this name")
                    .hint(format!("write one of {}", fields::STATUS_VALUES))
                    .example("statut:annulé")
            })?;
            Ok(Expr::Is { field: ValueField::Status, value: status.to_owned(), wildcard: false })
        }
        Valued::Whole(ValueField::Within) => within(text, span),
        Valued::Whole(field) => whole(field, text, span),
    }
}

fn within(text: &str, span: Range<usize>) -> Result<Expr, QueryError> {
    places::within(text).ok_or_else(|| {
        let error = QueryError::new(span, "the gazetteer knows no place of this name");
        match places::meant_by(text) {
            Some(meant) => error.hint(format!("did you mean {meant}?")).example(&format!("dans:\"{meant}\"")),
            None => error
                .hint("write a country, region or city; lieu: finds names that it does not know")
                .example("dans:Estonie"),
        }
    })
}

fn whole(field: ValueField, text: &str, span: Range<usize>) -> Result<Expr, QueryError> {
    if !text.chars().any(is_word) {
        let field = Field::Valued(Valued::Whole(field));
        let name = field.name();
        return Err(QueryError::new(span, format!("this value of `{name}:` has no letter and no digit"))
            .hint("write the value, with * for any number of characters")
            .example(&format!("{name}:{}", field.sample())));
    }
    Ok(Expr::Is { field, value: text.to_owned(), wildcard: text.chars().any(is_wildcard) })
}

fn not_a_date(error: &DateError, field: Valued, span: Range<usize>) -> QueryError {
    let field = Field::Valued(field);
    let example = format!("{}:{}", field.name(), field.sample());
    QueryError::new(span, error.to_string()).hint(error.hint()).example(&example)
}
