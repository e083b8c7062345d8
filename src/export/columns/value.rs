//! What stands in a cell of a table or under a key of an object.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::dispatch::Moment;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    None,
    Text(Cow<'a, str>),
    Integer(u64),
    Score(f32),
    Moment(Moment),
    List(Vec<&'a str>),
    /// Paragraphs.
    Paragraphs(&'a [String]),
    Ranges(&'a [Range<usize>]),
}

impl<'a> Value<'a> {
    /// As one cell of a table: lists are joined with `; `, paragraphs stand apart by an empty line.
    pub fn cell(self) -> Cow<'a, str> {
        match self {
            Value::None => Cow::Borrowed(""),
            Value::Text(text) => text,
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Score(score) => Cow::Owned(score.to_string()),
            Value::Moment(moment) => Cow::Owned(moment.to_string()),
            Value::List(list) => Cow::Owned(list.join("; ")),
            Value::Paragraphs(paragraphs) => Cow::Owned(paragraphs.join("\n\n")),
            Value::Ranges(ranges) => Cow::Owned(
                ranges.iter().map(|range| format!("{}-{}", range.start, range.end)).collect::<Vec<_>>().join("; "),
            ),
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Integer(number) => serializer.serialize_u64(*number),
            Value::Score(score) => serializer.serialize_f32(*score),
            Value::Moment(moment) => serializer.collect_str(moment),
            Value::List(list) => list.serialize(serializer),
            Value::Paragraphs(paragraphs) => paragraphs.serialize(serializer),
            Value::Ranges(ranges) => serializer.collect_seq(ranges.iter().map(|range| [range.start, range.end])),
        }
    }
}

/// A text; nothing of an empty one.
pub(super) fn text(text: &str) -> Value<'_> {
    if text.is_empty() { Value::None } else { Value::Text(Cow::Borrowed(text)) }
}

/// As [`text`].
pub(super) fn optional(value: &Option<String>) -> Value<'_> {
    text(value.as_deref().unwrap_or_default())
}

/// A moment, if there is one.
pub(super) fn moment(moment: Option<Moment>) -> Value<'static> {
    moment.map_or(Value::None, Value::Moment)
}
