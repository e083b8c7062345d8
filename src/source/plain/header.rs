//! Dispatches that begin with a block of headers: `Titre: …`, `Date: …`, an empty line, the text.

mod keys;

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::blocks;
use super::tidy::tidy;
use crate::dispatch::{Dispatch, Moment, Origin, Person, PlaceRole, Status, Topic};
use crate::french::dates;
use crate::french::loose::loose;
use crate::source::{agencies, complete, dateline};
use keys::Key;

/// One header of the block.
struct Header<'t> {
    name: &'t str,
    /// `None` when the name is not in the table.
    key: Option<Key>,
    /// The value; lines that continue it are joined by spaces.
    value: String,
}

/// Whether `text` begins with two headers that are known, or with a title.
pub fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut known = 0;
    for line in text.split(['\n', '\r', '\u{2028}']).take(40) {
        if line.is_empty() && known == 0 {
            continue;
        }
        match split(line) {
            Some((name, _)) => match keys::key(name) {
                Some(Key::Headline) => return true,
                Some(_) => known += 1,
                None => {}
            },
            None if continues(line) && known > 0 => {}
            None => break,
        }
    }
    known >= 2
}

/// Reads a dispatch whose text [`recognises`] accepts; any other text is all body.
pub fn read(text: &str) -> Dispatch {
    let text = tidy(text);
    let (headers, body) = block(text.trim_start());
    let mut dispatch = Dispatch { body: blocks::paragraphs(body), ..Dispatch::default() };
    let mut dates = Vec::new();
    for header in &headers {
        match header.key {
            Some(key @ (Key::Created | Key::Updated | Key::Embargo)) => dates.push((key, header)),
            Some(key) => set(&mut dispatch, key, header),
            None => dispatch.warnings.push(format!("unknown header {}: {}", header.name, header.value)),
        }
    }
    let created = dates.iter().find(|(key, _)| *key == Key::Created);
    let day = created.and_then(|(_, header)| dates::parse_moment(&header.value, &TimeZone::UTC)).map(|date| date.day());
    complete::open(&mut dispatch, day);
    let zone = complete::zone(&dispatch);
    for (key, header) in dates {
        let moment = dates::parse_moment(&header.value, &zone);
        if moment.is_none() && !header.value.is_empty() {
            dispatch.warnings.push(format!("{}: no date in \"{}\"", header.name, header.value));
        }
        set_date(&mut dispatch, key, moment);
    }
    complete::close(&mut dispatch, &zone);
    dispatch
}

/// Parts the headers from the text. Names that are not in the table are headers only inside of a block of known ones,
/// or at its end when an empty line follows.
fn block(text: &str) -> (Vec<Header<'_>>, &str) {
    let mut headers: Vec<Header> = Vec::new();
    let (mut kept, mut end, mut at) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            (kept, end) = (headers.len(), at);
            break;
        }
        if let Some((name, value)) = split(line) {
            headers.push(Header { name, key: keys::key(name), value: value.to_owned() });
        } else if let Some(header) = headers.last_mut().filter(|_| continues(line)) {
            header.value.push(' ');
            header.value.push_str(line.trim());
        } else {
            break;
        }
        at += line.len();
        if headers.last().is_some_and(|header| header.key.is_some()) || at == text.len() {
            (kept, end) = (headers.len(), at);
        }
    }
    headers.truncate(kept);
    (headers, &text[end..])
}

/// Name and value of a line that has the shape of a header.
fn split(line: &str) -> Option<(&str, &str)> {
    let colon = line.as_bytes().iter().take(keys::LONGEST).position(|byte| *byte == b':')?;
    let name = line[..colon].trim_end();
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’' | '\u{300}'..='\u{36f}');
    let shaped = name.starts_with(char::is_alphabetic) && name.chars().all(word) && name.split(' ').count() <= 3;
    shaped.then(|| (name, line[colon + 1..].trim()))
}

/// Whether `line` continues the value of the header before it.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{a0}']) && !line.trim().is_empty()
}

fn set_date(dispatch: &mut Dispatch, key: Key, moment: Option<Moment>) {
    let field = match key {
        Key::Created => &mut dispatch.created,
        Key::Updated => &mut dispatch.updated,
        _ => &mut dispatch.embargo,
    };
    *field = field.or(moment);
}

/// Puts a value into its field. Dates wait until the agency, and so the clock, is known.
fn set(dispatch: &mut Dispatch, key: Key, header: &Header) {
    let value = header.value.as_str();
    if value.is_empty() {
        return;
    }
    let whole = || Some(value.to_owned());
    match key {
        Key::Headline => dispatch.headline = value.to_owned(),
        Key::Standfirst => dispatch.standfirst = whole(),
        Key::Byline => dispatch.byline = whole(),
        Key::Slug => dispatch.slug = whole(),
        Key::Genre => dispatch.genre = whole(),
        Key::Rights => dispatch.rights = whole(),
        Key::Translator => dispatch.translator = whole(),
        Key::Signature => dispatch.signature = whole(),
        Key::Replaces => dispatch.replaces = whole(),
        Key::Id => dispatch.id = value.to_owned(),
        Key::Note => dispatch.notes.push(value.to_owned()),
        Key::Agency => dispatch.provider = Some(agencies::credited(value).unwrap_or(value).to_owned()),
        Key::Language => dispatch.language = Some(language(value)),
        Key::Keywords => dispatch.keywords.extend(list(value).map(str::to_owned)),
        Key::Organisations => dispatch.organisations.extend(list(value).map(str::to_owned)),
        Key::Topics => dispatch.topics.extend(list(value).map(topic)),
        Key::People => dispatch.people.extend(list(value).map(person)),
        Key::Places => dispatch.locations.extend(list(value).map(|place| dateline::place(place, PlaceRole::Event))),
        Key::Version => match value.parse() {
            Ok(version) => dispatch.version = version,
            Err(_) => not_understood(dispatch, header),
        },
        Key::Urgency => match urgency(value) {
            Some(urgency) => dispatch.urgency = Some(urgency),
            None => not_understood(dispatch, header),
        },
        Key::Status => match status(value) {
            Some(status) => dispatch.status = status,
            None => not_understood(dispatch, header),
        },
        Key::Created | Key::Updated | Key::Embargo => {}
    }
}

fn not_understood(dispatch: &mut Dispatch, header: &Header) {
    dispatch.warnings.push(format!("{}: \"{}\" is not understood", header.name, header.value));
}

/// The values of a list, each once: parted by `;`, or by `,` where there is no `;`.
fn list(value: &str) -> impl Iterator<Item = &str> {
    let separator = if value.contains(';') { ';' } else { ',' };
    let mut seen = HashSet::new();
    value.split(separator).map(str::trim).filter(move |item| !item.is_empty() && seen.insert(*item))
}

fn topic(label: &str) -> Topic {
    Topic { label: label.to_owned(), from: Origin::Source, ..Topic::default() }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), forms: vec![name.to_owned()], from: Origin::Source, ..Person::default() }
}

/// A language tag, or the tag of a language's name.
fn language(value: &str) -> String {
    match loose(value).as_str() {
        "francais" | "french" | "franzosisch" => "fr".to_owned(),
        "anglais" | "english" => "en".to_owned(),
        "allemand" | "german" | "deutsch" => "de".to_owned(),
        _ => value.to_owned(),
    }
}

/// 1 to 9, or the agencies' words for the first of them.
fn urgency(value: &str) -> Option<u8> {
    match loose(value).as_str() {
        "flash" => Some(1),
        "alerte" | "alert" | "bulletin" => Some(2),
        "urgent" => Some(3),
        number => number.parse().ok().filter(|number| (1..=9).contains(number)),
    }
}

fn status(value: &str) -> Option<Status> {
    match loose(value).as_str() {
        "usable" | "utilisable" | "publiable" | "publie" | "published" => Some(Status::Usable),
        "embargoed" | "embargo" | "sous embargo" => Some(Status::Embargoed),
        "withheld" | "retenu" | "retenue" | "suspendu" | "suspendue" => Some(Status::Withheld),
        "canceled" | "cancelled" | "annule" | "annulee" | "killed" | "kill" => Some(Status::Canceled),
        _ => None,
    }
}
