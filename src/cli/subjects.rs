//! What a dispatch is about, as text to be read: topics, places, people, and where each was found.

use std::io::{self, Write};

use depeche::dispatch::{Dispatch, Location, Origin, Person, PlaceRole, Topic};
use depeche::safe::for_terminal;

use super::output::Look;

/// Writes a line each, the name of the field before the first.
pub fn write(out: &mut impl Write, dispatch: &Dispatch, look: Look) -> io::Result<()> {
    let mut rows = |name: &str, values: Vec<String>| -> io::Result<()> {
        for (number, value) in values.iter().enumerate() {
            let name = if number == 0 { name } else { "" };
            writeln!(out, "{} {}", look.aside(&format!("{name:<12}")), for_terminal(value))?;
        }
        Ok(())
    };
    rows("topics", dispatch.topics.iter().map(topic).collect())?;
    rows("locations", dispatch.locations.iter().map(location).collect())?;
    rows("people", dispatch.people.iter().map(person).collect())
}

fn topic(topic: &Topic) -> String {
    let code = match (&topic.scheme, &topic.code) {
        (Some(scheme), Some(code)) if !code.contains(':') => format!(" {scheme}:{code}"),
        (_, Some(code)) => format!(" {code}"),
        _ => String::new(),
    };
    let broader: String = topic.broader.iter().map(|label| format!(" < {label}")).collect();
    format!("{}{broader}{code} ({})", topic.label, origin(topic.from))
}

fn location(location: &Location) -> String {
    let mut text = location.name.clone();
    let within = [&location.region, &location.country];
    for part in within.into_iter().flatten().filter(|part| **part != location.name) {
        text += &format!(", {part}");
    }
    if let (Some(lat), Some(lon)) = (location.lat, location.lon) {
        text += &format!(" {lat:.2} {lon:.2}");
    }
    let role = match location.role {
        PlaceRole::Dateline => "dateline, ",
        PlaceRole::Event => "event, ",
        PlaceRole::Mentioned => "",
    };
    format!("{text} ({role}{})", origin(location.from))
}

fn person(person: &Person) -> String {
    let mut text = person.name.clone();
    if let Some(role) = &person.role {
        text += &format!(", {role}");
    }
    let forms: Vec<&str> = person.forms.iter().filter(|form| **form != person.name).map(String::as_str).collect();
    if !forms.is_empty() {
        text += &format!("; also {}", forms.join(", "));
    }
    let count = if person.count > 1 { format!("{} times, ", person.count) } else { String::new() };
    format!("{text} ({count}{})", origin(person.from))
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Source => "source",
        Origin::Text => "text",
    }
}
