//! ninjs 1.4 of the IPTC, an item a line: what `depeche index` and other newsroom systems read back.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Options;
use super::atom::xml;
use super::columns::{body, place};
use super::list::Layout;
use crate::dispatch::{Dispatch, Moment, Status};
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Ninjs {
    options: Options,
}

impl Ninjs {
    pub fn new(options: Options) -> Self {
        Ninjs { options }
    }

    /// A moment as `date-time` wants it: a bare day is its first moment on the clock of the house.
    fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::Instant(..) => moment.to_string(),
            Moment::Day(_) => {
                let zone = self.options.method.made.time_zone();
                Moment::from(moment.timestamp(zone).to_zoned(zone.clone())).to_string()
            }
        }
    }

    fn item(&self, dispatch: &Dispatch) -> Value {
        let mut item = Map::new();
        let mut set = |name: &str, value: Value| {
            let is_empty = match &value {
                Value::String(text) => text.trim().is_empty(),
                Value::Array(list) => list.is_empty(),
                other => other.is_null(),
            };
            if !is_empty {
                item.insert(name.to_owned(), value);
            }
        };
        let status = match dispatch.status {
            // Without an end there is no other place for the embargo.
            Status::Embargoed if dispatch.embargo.is_none() => "withheld",
            Status::Usable | Status::Embargoed => "usable",
            Status::Withheld => "withheld",
            Status::Canceled => "canceled",
        };
        set("uri", dispatch.id.as_str().into());
        set("type", "text".into());
        set("version", dispatch.version.to_string().into());
        set("firstcreated", dispatch.created.map(|moment| self.moment(moment)).into());
        set("versioncreated", dispatch.updated.or(dispatch.created).map(|moment| self.moment(moment)).into());
        set("embargoed", dispatch.embargo.map(|moment| self.moment(moment)).into());
        set("pubstatus", status.into());
        set("urgency", dispatch.urgency.into());
        set("language", dispatch.language.clone().into());
        set("headline", dispatch.headline.as_str().into());
        set("byline", dispatch.byline.clone().into());
        set("slugline", dispatch.slug.clone().into());
        set("located", place(dispatch).into());
        set("ednote", dispatch.notes.join("\n").into());
        set("copyrightnotice", dispatch.rights.clone().into());
        set("subject", dispatch.topics.iter().map(subject).collect());
        set("place", dispatch.locations.iter().map(|place| json!({ "name": place.name })).collect());
        set("person", dispatch.people.iter().map(|person| json!({ "name": person.name })).collect());
        set("organisation", dispatch.organisations.iter().map(|name| json!({ "name": name })).collect());
        set("genre", dispatch.genre.iter().map(|name| json!({ "name": name })).collect());
        set("infosource", dispatch.provider.iter().map(|name| json!({ "name": name })).collect());
        if dispatch.status != Status::Canceled {
            set("description_text", dispatch.standfirst.clone().into());
        }
        // Twice: the plain text for those who read no other, and one in which no `<` of the text can be taken for markup.
        set("body_text", body(dispatch).join("\n\n").into());
        set(
            "body_xhtml",
            body(dispatch).iter().map(|paragraph| format!("<p>{}</p>", xml(paragraph))).collect::<String>().into(),
        );
        item.into()
    }
}

fn subject(topic: &crate::dispatch::Topic) -> Value {
    let mut subject = Map::new();
    subject.insert("name".to_owned(), topic.label.as_str().into());
    let parts = [("scheme", &topic.scheme), ("code", &topic.code)];
    for (name, value) in parts.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))) {
        subject.insert(name.to_owned(), value.into());
    }
    subject.into()
}

impl Layout for Ninjs {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let item = self.item(&hit.dispatch);
        write_json(&mut *out, SafeJson::compact(), &item)?;
        out.write_all(b"\n")
    }
}
