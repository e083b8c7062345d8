//! The types of the columns.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::Type;

use super::super::columns::Column;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// INT64; a number that it cannot hold is null.
    Integer,
    /// FLOAT.
    Score,
    /// TIMESTAMP in microseconds, without a zone.
    Moment,
    /// STRING.
    Text,
    /// LIST of STRING, empty rather than null.
    List,
}

/// What a column holds. Every column is named: a new one has to say what it is.
pub fn kind(column: Column) -> Kind {
    match column {
        Column::Rank | Column::Version | Column::Urgency => Kind::Integer,
        Column::Score => Kind::Score,
        Column::Date | Column::Updated | Column::Embargo => Kind::Moment,
        Column::Topics
        | Column::Locations
        | Column::People
        | Column::Organisations
        | Column::Keywords
        | Column::Highlights
        | Column::Body
        | Column::ReplacedBy
        | Column::AlsoAs
        | Column::Near
        | Column::Notes => Kind::List,
        Column::Id
        | Column::Headline
        | Column::Standfirst
        | Column::Provider
        | Column::Language
        | Column::Byline
        | Column::Dateline
        | Column::Slug
        | Column::Genre
        | Column::Path
        | Column::Format
        | Column::Encoding
        | Column::Hash
        | Column::Snippet
        | Column::Status
        | Column::Standing
        | Column::Replaces
        | Column::Rights
        | Column::Signature
        | Column::Query => Kind::Text,
    }
}

/// The schema of a file with these columns.
pub fn schema(columns: &[Column]) -> Result<Type, ParquetError> {
    let fields = columns.iter().map(|column| Ok(Arc::new(field(*column)?)));
    Type::group_type_builder("hits").with_fields(fields.collect::<Result<_, ParquetError>>()?).build()
}

fn field(column: Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind(column) {
        Kind::Integer => (Physical::INT64, None),
        Kind::Score => (Physical::FLOAT, None),
        Kind::Moment => (Physical::INT64, Some(LogicalType::timestamp(false, TimeUnit::MICROS))),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::List => return list(column.name()),
    };
    let builder = Type::primitive_type_builder(column.name(), physical).with_repetition(Repetition::OPTIONAL);
    builder.with_logical_type(logical).build()
}

/// A list in the three levels that the format asks for.
fn list(name: &str) -> Result<Type, ParquetError> {
    let element = Type::primitive_type_builder("element", Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    let repeated = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    Type::group_type_builder(name)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(repeated)])
        .build()
}
