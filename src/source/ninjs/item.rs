//! One item of ninjs, made a dispatch.

use jiff::tz::TimeZone;

use super::{body, concepts, places, provider, texts};
use crate::dispatch::{Dispatch, Moment, Status};
use crate::source::fault::SkipReason;
use crate::source::json::Json;
use crate::source::json::fields::{Fields, text};
use crate::source::{agencies, complete, language, when};

/// Types whose items are no text, whatever caption they carry.
const NOT_TEXT: [&str; 17] = [
    "picture",
    "image",
    "photo",
    "graphic",
    "infographic",
    "video",
    "videography",
    "audio",
    "animation",
    "animated",
    "livevideo",
    "map",
    "planning",
    "event",
    "coverage",
    "package",
    "component",
];
/// Makes a dispatch of an item.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(item: &Fields) -> Result<Dispatch, SkipReason> {
    of_text(item)?;
    let paragraphs = body::paragraphs(item);
    if paragraphs.is_empty() && item.get(&["eventdetails"]).is_some() {
        return Err(SkipReason::PackageOrPicture("event".to_owned()));
    }
    with_body(item, paragraphs)
}

/// As [`read`], of an item whose type and paragraphs are known.
pub fn with_body(item: &Fields, paragraphs: Vec<String>) -> Result<Dispatch, SkipReason> {
    let mut dispatch = Reading::new(item, provider::provider(item)).dispatch(paragraphs);
    let kind = kind(item);
    // A kill needs no text to withdraw what had one.
    if dispatch.body.is_empty() && kind == "composite" && dispatch.status != Status::Canceled {
        return Err(SkipReason::PackageOrPicture(kind));
    }
    complete::dispatch(&mut dispatch);
    finished(dispatch)
}

/// Refuses an item whose type says that it is no text.
pub fn of_text(item: &Fields) -> Result<(), SkipReason> {
    let kind = kind(item);
    if NOT_TEXT.contains(&kind.as_str()) { Err(SkipReason::PackageOrPicture(kind)) } else { Ok(()) }
}

fn kind(item: &Fields) -> String {
    item.text(&["type", "class"]).unwrap_or_default().to_lowercase()
}

/// Refuses a dispatch that says nothing; the notice of a kill says what is killed.
pub fn finished(dispatch: Dispatch) -> Result<Dispatch, SkipReason> {
    let killed = dispatch.status == Status::Canceled && !dispatch.id.is_empty();
    if dispatch.title().is_empty() && !killed {
        let why = "JSON without headline or text; if it is news, its format is not known yet";
        return Err(SkipReason::NotADispatch(why.to_owned()));
    }
    Ok(dispatch)
}

/// An item while it is read.
pub struct Reading<'a> {
    pub item: &'a Fields<'a>,
    pub provider: Option<String>,
    zone: TimeZone,
    pub warnings: Vec<String>,
}

impl<'a> Reading<'a> {
    /// `provider` names the agency, whose clock counts where a time has no zone.
    pub fn new(item: &'a Fields<'a>, provider: Option<String>) -> Self {
        let zone = provider::zone(provider.as_deref());
        Reading { item, provider, zone, warnings: Vec::new() }
    }

    fn dispatch(mut self, paragraphs: Vec<String>) -> Dispatch {
        let item = self.item;
        let signal = signal(item);
        Dispatch {
            id: item.text(&["uri", "guid", "urn", "id"]).unwrap_or_default(),
            version: self.version(&["version"]),
            language: item.text(&["language", "lang"]).and_then(|tag| language::tag(&tag)),
            slug: item.text(&["slugline", "slug"]),
            headline: texts::headline(item, !paragraphs.is_empty()).unwrap_or_default(),
            standfirst: texts::standfirst(item),
            byline: texts::byline(item).filter(|name| agencies::canonical(name).is_none()),
            dateline: places::dateline(item),
            created: self.moment(&["firstcreated", "contentcreated", "firstversion"]),
            updated: self.moment(&["versioncreated", "datetimesent", "updated"]),
            urgency: self.urgency(),
            genre: item.text(&["genre", "genres"]),
            status: self.status(signal.as_deref()),
            embargo: self.moment(&["embargoed", "embargoeduntil"]),
            notes: notes(item, signal),
            replaces: item.text(&["evolvedfrom", "replacing", "rewriteof"]),
            topics: concepts::topics(item),
            locations: places::locations(item),
            people: concepts::people(item),
            organisations: concepts::organisations(item),
            keywords: concepts::keywords(item),
            rights: rights(item),
            body: paragraphs,
            provider: self.provider,
            warnings: self.warnings,
            ..Dispatch::default()
        }
    }

    /// A number; what is none is 0, with a warning.
    pub fn version(&mut self, names: &[&str]) -> u64 {
        let Some(text) = self.item.text(names) else { return 0 };
        let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
        whole.parse().unwrap_or_else(|_| {
            self.warnings.push(format!("version `{text}` is no number, taken as 0"));
            0
        })
    }

    /// From 1 to 9. Superdesk and Fingerpost also have a `priority` on the same scale.
    pub fn urgency(&mut self) -> Option<u8> {
        let text = self.item.text(&["urgency", "priority"])?;
        let urgency = text.parse().ok().filter(|urgency| (1..=9).contains(urgency));
        if urgency.is_none() {
            self.warnings.push(format!("urgency `{text}` is not from 1 to 9, left out"));
        }
        urgency
    }

    /// The moment under the first of `names` that has a value.
    pub fn moment(&mut self, names: &[&str]) -> Option<Moment> {
        match self.item.get(names)? {
            Json::Number(number) => number.as_i64().and_then(when::from_number),
            value => when::noted(names[0], &text(value)?, &self.zone, &mut self.warnings),
        }
    }

    /// The status; a `signal` may kill too.
    pub fn status(&mut self, signal: Option<&str>) -> Status {
        let text = self.item.text(&["pubstatus", "status"]).unwrap_or_default().to_lowercase();
        match text.rsplit(':').next().unwrap_or_default() {
            "canceled" | "cancelled" | "killed" | "kill" => Status::Canceled,
            "withheld" => Status::Withheld,
            "embargoed" => Status::Embargoed,
            _ if matches!(signal, Some("kill" | "cancel")) => Status::Canceled,
            "" | "usable" => Status::Usable,
            _ => {
                self.warnings.push(format!("status `{text}` is not known, taken as usable"));
                Status::Usable
            }
        }
    }
}

/// The last part of `signal`, such as `correction` of `sig:correction`; AP's `newscontent` says nothing.
fn signal(item: &Fields) -> Option<String> {
    let signals = item.texts(&["signal", "signals"]);
    let mut names = signals.iter().map(|signal| signal.rsplit(':').next().unwrap_or(signal).to_lowercase());
    names.find(|name| name != "newscontent")
}

/// What people wrote to editors; of a correction that nobody explains, at least that it is one.
fn notes(item: &Fields, signal: Option<String>) -> Vec<String> {
    let ednotes = item.all(&["ednote", "ednotes"]).filter_map(|note| match Fields::of(note) {
        Some(fields) => fields.text(&["ednote", "value"]),
        None => text(note),
    });
    let notes: Vec<String> = ednotes.collect();
    let correction = signal.filter(|signal| notes.is_empty() && signal.starts_with("correct"));
    notes.into_iter().chain(correction).collect()
}

fn rights(item: &Fields) -> Option<String> {
    let texts = item.texts(&["copyrightnotice", "usageterms", "usage"]);
    (!texts.is_empty()).then(|| texts.join(" "))
}
