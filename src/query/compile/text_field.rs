//! Which field of the index a field of the query language looks into.

use tantivy::schema::Field;

use crate::index::fields::Fields;
use crate::query::ast::TextField;

/// The field of the index that holds the words of a field of the query language.
pub fn text_field(fields: &Fields, field: TextField) -> Field {
    match field {
        TextField::Headline => fields.headline,
        TextField::Body => fields.text,
        TextField::People => fields.people,
        TextField::Location => fields.location,
        TextField::Topic => fields.topic,
        TextField::Org => fields.org,
        TextField::Byline => fields.byline,
        TextField::Slug => fields.slug,
        TextField::Keyword => fields.keyword,
    }
}
