//! One item of ninjs, made a dispatch.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::fields::{Fields, text};
use super::{body, concepts, places, provider, texts};
use crate::dispatch::{Dispatch, Moment, Status};
use crate::source::fault::SkipReason;
use crate::source::reader::Item;
use crate::source::{agencies, clean, dateline, language, sign_off, when};

/// Types whose items are no text, whatever caption they carry.
const NOT_TEXT: [&str; 16] = [
    "picture",
    "image",
    "photo",
    "graphic",
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
/// Objects that wrap an item: Elasticsearch `_source`, AP `data.item`.
const WRAPPERS: [&str; 3] = ["source", "item", "data"];
/// How deep an item may be wrapped.
const DEPTH: usize = 4;

/// Makes a dispatch of an item.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(value: &Value) -> Result<Item, SkipReason> {
    let not = |why: &str| SkipReason::NotADispatch(why.to_owned());
    let item = unwrap(value).ok_or_else(|| not("JSON, but no object"))?;
    let kind = item.text(&["type", "class"]).unwrap_or_default().to_lowercase();
    if NOT_TEXT.contains(&kind.as_str()) {
        return Err(SkipReason::PackageOrPicture(kind));
    }
    let paragraphs = body::paragraphs(&item);
    let headline = texts::headline(&item, !paragraphs.is_empty()).unwrap_or_default();
    if paragraphs.is_empty() && kind == "composite" {
        return Err(SkipReason::PackageOrPicture(kind));
    }
    if paragraphs.is_empty() && item.get(&["eventdetails"]).is_some() {
        return Err(SkipReason::PackageOrPicture("event".to_owned()));
    }
    let provider = provider::provider(&item);
    let zone = provider::zone(provider.as_deref());
    let dispatch = Reading { item, zone, warnings: Vec::new() }.dispatch(provider, headline, paragraphs);
    let killed = dispatch.status == Status::Canceled && !dispatch.id.is_empty();
    if dispatch.title().is_empty() && !killed {
        return Err(not("JSON without headline or text; if it is news, its format is not known yet"));
    }
    Ok(dispatch.into())
}

/// Whether an object is an item of its own, not just the envelope of others.
pub fn has_text(value: &Value) -> bool {
    Fields::of(value).is_some_and(|item| texts::headline(&item, false).is_some() || !body::paragraphs(&item).is_empty())
}

/// The item inside its wrappers.
fn unwrap(value: &Value) -> Option<Fields<'_>> {
    let mut item = Fields::of(value)?;
    for _ in 0..DEPTH {
        if item.get(&["uri", "guid", "urn", "headline", "headlines"]).is_some() {
            break;
        }
        match item.get(&WRAPPERS).and_then(Fields::of) {
            Some(inner) => item = inner,
            None => break,
        }
    }
    Some(item)
}

struct Reading<'a> {
    item: Fields<'a>,
    zone: TimeZone,
    warnings: Vec<String>,
}

impl Reading<'_> {
    fn dispatch(mut self, provider: Option<String>, headline: String, body: Vec<String>) -> Dispatch {
        let item = self.item;
        let signal = signal(&item);
        let mut dispatch = Dispatch {
            id: id(&item).unwrap_or_default(),
            version: self.version(),
            provider,
            language: item.text(&["language", "lang"]).and_then(|tag| language::tag(&tag)),
            slug: item.text(&["slugline", "slug"]),
            headline,
            standfirst: texts::standfirst(&item),
            byline: item.text(&["byline", "by", "bylines", "authors"]).or_else(|| texts::byline(&item)),
            dateline: places::dateline(&item),
            created: self.moment(&["firstcreated", "contentcreated", "firstversion"]),
            updated: self.moment(&["versioncreated", "datetimesent", "updated"]),
            urgency: self.urgency(),
            genre: item.text(&["genre", "genres", "genrenames"]),
            status: self.status(signal.as_deref()),
            embargo: self.moment(&["embargoed", "embargoeduntil"]),
            notes: notes(&item, signal),
            replaces: item.text(&["evolvedfrom", "replacing", "rewriteof"]),
            topics: concepts::topics(&item),
            locations: places::locations(&item),
            people: concepts::people(&item),
            organisations: concepts::organisations(&item),
            keywords: concepts::keywords(&item),
            rights: rights(&item),
            body,
            ..Dispatch::default()
        };
        dispatch.warnings = self.warnings;
        drop_repeated_headline(&mut dispatch);
        split_dateline(&mut dispatch);
        drop_repeated_headline(&mut dispatch);
        let first = dispatch.body.first();
        dispatch.standfirst.take_if(|text| first == Some(text));
        sign_off::take(&mut dispatch);
        if dispatch.language.is_none() {
            dispatch.language = language::of(&dispatch).map(str::to_owned);
        }
        dispatch
    }

    /// A number; what is none is 0, with a warning.
    fn version(&mut self) -> u64 {
        let Some(text) = self.item.text(&["version"]) else { return 0 };
        let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
        whole.parse().unwrap_or_else(|_| {
            self.warnings.push(format!("version `{text}` is no number, taken as 0"));
            0
        })
    }

    /// From 1 to 9. Superdesk and Fingerpost also have a `priority` on the same scale.
    fn urgency(&mut self) -> Option<u8> {
        let text = self.item.text(&["urgency", "priority"])?;
        let urgency = text.parse().ok().filter(|urgency| (1..=9).contains(urgency));
        if urgency.is_none() {
            self.warnings.push(format!("urgency `{text}` is not from 1 to 9, left out"));
        }
        urgency
    }

    fn moment(&mut self, names: &[&str]) -> Option<Moment> {
        match self.item.get(names)? {
            Value::Number(number) => number.as_i64().and_then(when::from_number),
            value => when::noted(names[0], &text(value)?, &self.zone, &mut self.warnings),
        }
    }

    fn status(&mut self, signal: Option<&str>) -> Status {
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

/// AP's `uri` changes with every request, its `altids.itemid` does not.
fn id(item: &Fields) -> Option<String> {
    let stable = item.get(&["altids"]).and_then(Fields::of).filter(|ids| ids.get(&["etag"]).is_some());
    stable.and_then(|ids| ids.text(&["itemid"])).or_else(|| item.text(&["uri", "guid", "urn", "uno", "id"]))
}

/// The last part of `signal`, such as `correction` of `sig:correction`; AP's `newscontent` says nothing.
fn signal(item: &Fields) -> Option<String> {
    let signals = item.texts(&["signal", "signals"]);
    let mut names = signals.iter().map(|signal| signal.rsplit(':').next().unwrap_or(signal).to_lowercase());
    names.find(|name| name != "newscontent")
}

/// What people wrote to editors; of a correction that nobody explains, at least that it is one.
fn notes(item: &Fields, signal: Option<String>) -> Vec<String> {
    let ednotes = item.all(&["ednote", "ednotes", "advisory"]).filter_map(|note| match Fields::of(note) {
        Some(fields) => fields.text(&["ednote", "value"]),
        None => text(note),
    });
    let notes: Vec<String> = ednotes.collect();
    let correction = signal.filter(|signal| notes.is_empty() && signal.starts_with("correct"));
    notes.into_iter().chain(correction).collect()
}

fn rights(item: &Fields) -> Option<String> {
    let texts = item.texts(&["copyrightnotice", "usageterms"]);
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Drops the headline from the head of a body that has more to say.
fn drop_repeated_headline(dispatch: &mut Dispatch) {
    if dispatch.body.len() > 1 && clean::same(&dispatch.body[0], &dispatch.headline) {
        dispatch.body.remove(0);
    }
}

/// Takes the dateline off the text; it says more than the metadata do. Without one, theirs is recorded.
fn split_dateline(dispatch: &mut Dispatch) {
    let created = dispatch.date().map(|moment| moment.day());
    let of_text = dispatch.body.first().and_then(|first| dateline::split(first, created));
    if let Some((dateline, start)) = of_text {
        dispatch.body[0].drain(..start);
        if dispatch.body[0].is_empty() {
            dispatch.body.remove(0);
        }
        let agency = dateline.agency.as_deref();
        dispatch.provider = dispatch.provider.take().or_else(|| agency.and_then(agencies::credited).map(str::to_owned));
        dateline::record(dispatch, dateline);
    } else if let Some(dateline) = dispatch.dateline.take() {
        dateline::record(dispatch, dateline);
    }
}
