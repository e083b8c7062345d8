//! A query in words, for `--explain`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ast::{Expr, Form, Interval, Node, PersonName, TextField, ValueField, Word};

/// What the query asks for, in English; times are shown in `zone`.
pub fn in_words(node: &Node, zone: &TimeZone) -> String {
    match &node.expr {
        Expr::Word(word) => one_word(word),
        Expr::Phrase { words, slop } => phrase(words, *slop),
        Expr::Near { left, right, distance } => {
            let words = if *distance == 1 { "word" } else { "words" };
            format!("{} within {distance} {words} of {}", part(left, zone), part(right, zone))
        }
        Expr::SameParagraph { left, right } => {
            format!("{} in the same paragraph as {}", part(left, zone), part(right, zone))
        }
        Expr::All(nodes) => all(nodes, zone),
        Expr::Any(nodes) => {
            format!("any of: {}", nodes.iter().map(|node| part(node, zone)).collect::<Vec<_>>().join("; "))
        }
        Expr::Not(inner) => format!("everything but {}", part(inner, zone)),
        Expr::Optional(inner) => format!("preferably {}", part(inner, zone)),
        Expr::In { field, inner } => format!("in {}: {}", text_field(*field), part(inner, zone)),
        Expr::Person(person) => one_person(person),
        Expr::Is { field, value, wildcard } => {
            let verb = if *wildcard { "is like" } else { "is" };
            format!("{} {verb} \"{value}\"", value_field(*field))
        }
        Expr::Value { facet, value } => format!("one of the {} is \"{value}\"", facet.name()),
        Expr::Urgency(bounds) if bounds.start() == bounds.end() => format!("urgency {}", bounds.start()),
        Expr::Urgency(bounds) => format!("urgency from {} to {}", bounds.start(), bounds.end()),
        Expr::Dated(interval) => dated(interval, zone),
        Expr::UnderEmbargo(now) => format!("what is under embargo on {}", local(*now, zone)),
    }
}

/// As [`in_words`], in parentheses where the words would run into their neighbours.
fn part(node: &Node, zone: &TimeZone) -> String {
    let words = in_words(node, zone);
    match node.expr {
        Expr::All(_) | Expr::Any(_) | Expr::Near { .. } | Expr::SameParagraph { .. } => format!("({words})"),
        _ => words,
    }
}

fn all(nodes: &[Node], zone: &TimeZone) -> String {
    let excluded = |node: &Node| matches!(node.expr, Expr::Not(_));
    let parts = nodes.iter().map(|node| match &node.expr {
        Expr::Not(inner) => format!("but not {}", part(inner, zone)),
        _ => part(node, zone),
    });
    let parts: Vec<_> = parts.collect();
    let opening = if nodes.iter().all(excluded) { "everything; " } else { "all of: " };
    format!("{opening}{}", parts.join("; "))
}

fn one_word(word: &Word) -> String {
    let text = &word.text;
    match word.form {
        Form::Inflected => format!("the word \"{text}\" with its inflections"),
        Form::Exact => format!("exactly the word \"{text}\""),
        Form::Wildcard => format!("words like \"{text}\""),
        Form::Fuzzy(1) => format!("words within 1 letter of \"{text}\""),
        Form::Fuzzy(letters) => format!("words within {letters} letters of \"{text}\""),
    }
}

/// Names of a person that are shown.
const MOST_NAMES: usize = 8;

fn one_person(person: &PersonName) -> String {
    let found: Vec<&str> = person.names().collect();
    let shown = found.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    let known = match (&person.terms, found.len()) {
        (None, _) => String::new(),
        (Some(_), 0) => ", of whom the index has no name".to_owned(),
        (Some(_), 1..=MOST_NAMES) => format!(", in the index as {shown}"),
        (Some(_), all) => format!(", in the index as {shown} and {} more", all - MOST_NAMES),
    };
    format!("the person \"{}\"{known}", person.name)
}

fn phrase(words: &[Word], slop: u32) -> String {
    let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    match slop {
        0 => format!("the phrase \"{text}\""),
        1 => format!("the phrase \"{text}\" give or take 1 place"),
        slop => format!("the phrase \"{text}\" give or take {slop} places"),
    }
}

fn dated(interval: &Interval, zone: &TimeZone) -> String {
    match (interval.from, interval.until) {
        (Some(from), Some(until)) => format!("dated from {} until before {}", local(from, zone), local(until, zone)),
        (Some(from), None) => format!("dated from {} on", local(from, zone)),
        (None, Some(until)) => format!("dated before {}", local(until, zone)),
        (None, None) => "of any date".to_owned(),
    }
}

fn local(instant: Timestamp, zone: &TimeZone) -> String {
    let moment = zone.to_datetime(instant);
    let time = moment.time();
    match (time.hour(), time.minute(), time.second()) {
        (0, 0, 0) => moment.date().to_string(),
        (_, _, 0) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
        _ => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

fn text_field(field: TextField) -> &'static str {
    match field {
        TextField::Headline => "the headline",
        TextField::Body => "the body",
        TextField::People => "the people",
        TextField::Location => "the locations",
        TextField::Topic => "the topics",
        TextField::Org => "the organisations",
        TextField::Byline => "the byline",
        TextField::Slug => "the slug",
        TextField::Keyword => "the keywords",
    }
}

fn value_field(field: ValueField) -> &'static str {
    match field {
        ValueField::Id => "the id",
        ValueField::Path => "the path",
        ValueField::Provider => "the agency",
        ValueField::Language => "the language",
        ValueField::Status => "the status",
        ValueField::Place => "a location",
        ValueField::Within => "what a location lies in",
    }
}
