//! One item, made a dispatch.

use jiff::tz::TimeZone;

use super::body;
use super::code;
use super::concepts::{self, Assertions};
use super::envelope::Envelope;
use super::{ITEMS, notes, places, provider, texts};
use crate::dispatch::{Dateline, Dispatch, Moment, PlaceRole, Status};
use crate::source::fault::SkipReason;
use crate::source::markup::tree::{Element, Tree};
use crate::source::reader::Item;
use crate::source::{clean, complete, language, nitf, when};

/// Classes of items that are texts. Source: the vocabularies `ninat` and, at Reuters, `icls`.
const TEXT: [&str; 3] = ["", "text", "composite"];

/// Relations of a dispatch to the one that it replaces. Source: TT and Naviga, `irel:previousVersion`.
const REPLACES: [&str; 5] = ["previousversion", "evolvedfrom", "replaces", "supersedes", "updateof"];

/// Makes a dispatch of an item. `closed` is false when the file ends before it does.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(tree: &Tree, envelope: &Envelope, closed: bool) -> Result<Item, SkipReason> {
    let not = |why: &str| SkipReason::NotADispatch(why.to_owned());
    let item = tree.root().ok_or_else(|| not("an item without content"))?;
    if !item.name().eq_ignore_ascii_case(ITEMS[0]) {
        return Err(SkipReason::PackageOrPicture(item.name().to_owned()));
    }
    let class = item.at(&["itemMeta", "itemClass"]).map(code::value).unwrap_or_default();
    let provider = provider::provider(item, envelope);
    let mut dispatch = Reading::new(item, provider).dispatch(envelope);
    dispatch.warnings.extend(tree.fault.clone());
    if !closed {
        dispatch.warnings.push("the file ends within this item".to_owned());
    }
    let killed = dispatch.status == Status::Canceled && !dispatch.id.is_empty();
    let has_text = dispatch.body.iter().any(|text| dispatch.standfirst.as_ref() != Some(text));
    if !has_text && !killed && (!TEXT.contains(&class.as_str()) || class == "composite") {
        return Err(SkipReason::PackageOrPicture(class));
    }
    if dispatch.title().is_empty() && !killed {
        return Err(not("an item without headline and text"));
    }
    Ok(dispatch.into())
}

struct Reading<'t, 'a> {
    item: Element<'t, 'a>,
    provider: Option<String>,
    zone: TimeZone,
    warnings: Vec<String>,
}

impl<'t, 'a> Reading<'t, 'a> {
    fn new(item: Element<'t, 'a>, provider: Option<String>) -> Self {
        let zone = complete::zone(&Dispatch { provider: provider.clone(), ..Dispatch::default() });
        Reading { item, provider, zone, warnings: Vec::new() }
    }

    fn dispatch(mut self, envelope: &Envelope) -> Dispatch {
        let item = self.item;
        let mut dispatch = Dispatch { provider: self.provider.take(), ..Dispatch::default() };
        dispatch.id = self.id();
        dispatch.version = self.version();
        dispatch.language = self.language();
        dispatch.status = self.status();
        dispatch.created = self.moment(&[&["itemMeta", "firstCreated"], &["contentMeta", "contentCreated"]]);
        dispatch.updated = self
            .moment(&[&["itemMeta", "versionCreated"], &["contentMeta", "contentModified"]])
            .or_else(|| when::parse(envelope.sent.as_deref()?, &self.zone));
        dispatch.embargo = self.moment(&[&["itemMeta", "embargoed"]]);
        dispatch.urgency = self.urgency(envelope);
        dispatch.replaces = self.replaces(&dispatch.id);
        let language = dispatch.language.clone();
        if let Some(content) = item.child("contentMeta") {
            texts::headlines(content, language.as_deref(), &mut dispatch);
            concepts::read(content, &Assertions::read(item), &mut dispatch);
            dispatch.slug = content.all("slugline").find_map(|slug| slug.line());
            dispatch.byline = texts::byline(content);
            dispatch.genre = texts::genre(content);
            dispatch.dateline = content.child("dateline").and_then(|line| line.line()).and_then(texts::dateline);
            add_summary(&mut dispatch, texts::description(content));
        }
        dispatch.rights = item.child("rightsInfo").and_then(|info| texts::rights(info, language.as_deref()));
        if let Some(meta) = item.child("itemMeta") {
            notes::read(meta, &mut dispatch);
        }
        if dispatch.notes.is_empty() {
            dispatch.notes = body::notes(item);
        }
        fill_text(item, &mut dispatch);
        if dispatch.notes.is_empty() && self.signals("correct") {
            dispatch.notes.push("correction".to_owned());
        }
        dispatch.warnings.append(&mut self.warnings);
        dispatch
    }

    fn text(&self, path: &[&str]) -> Option<String> {
        self.item.at(path).and_then(|element| element.line())
    }

    fn id(&self) -> String {
        let guid = self.item.attribute("guid").map(|guid| guid.into_owned());
        guid.or_else(|| self.text(&["contentMeta", "altId"])).unwrap_or_default()
    }

    /// Reuters has numbers of ten digits. Without one, it is the first: <https://iptc.org/std/NewsML-G2/guidelines/>.
    fn version(&mut self) -> u64 {
        let Some(text) = self.item.attribute("version") else { return 1 };
        text.trim().parse().unwrap_or_else(|_| {
            self.warnings.push(format!("version `{}` is no number, taken as 0", clean::line(&text)));
            0
        })
    }

    fn language(&self) -> Option<String> {
        let stated = self.item.at(&["contentMeta", "language"]).and_then(|language| language.attribute("tag"));
        stated.or_else(|| self.item.attribute("lang")).and_then(|tag| language::tag(&tag))
    }

    fn moment(&mut self, paths: &[&[&str]]) -> Option<Moment> {
        for path in paths {
            let field = path.last().copied().unwrap_or_default();
            let moment = self.text(path).and_then(|text| when::noted(field, &text, &self.zone, &mut self.warnings));
            if moment.is_some() {
                return moment;
            }
        }
        None
    }

    /// From 1 to 9; the header's priority is on the same scale.
    fn urgency(&mut self, envelope: &Envelope) -> Option<u8> {
        let text = self.text(&["contentMeta", "urgency"]).or_else(|| envelope.priority.clone())?;
        let urgency = text.parse().ok().filter(|urgency| (1..=9).contains(urgency));
        if urgency.is_none() {
            self.warnings.push(format!("urgency `{text}` is not from 1 to 9, left out"));
        }
        urgency
    }

    fn status(&mut self) -> Status {
        let status = self.item.at(&["itemMeta", "pubStatus"]).map(code::value).unwrap_or_default();
        match status.as_str() {
            "canceled" | "cancelled" | "killed" => Status::Canceled,
            "withheld" => Status::Withheld,
            _ if self.is_killed() => Status::Canceled,
            "" | "usable" => Status::Usable,
            _ => {
                self.warnings.push(format!("status `{status}` is not known, taken as usable"));
                Status::Usable
            }
        }
    }

    /// Whether a signal withdraws it; Reuters says `edStat:D`.
    fn is_killed(&self) -> bool {
        let signals = self.item.child("itemMeta").into_iter().flat_map(|meta| meta.all("signal"));
        let deletes = |signal: Element| {
            let reuters = signal.attribute("qcode").is_some_and(|code| code == "edStat:D");
            reuters || matches!(code::value(signal).as_str(), "kill" | "cancel" | "canceled" | "delete")
        };
        signals.into_iter().any(deletes)
    }

    /// Whether a signal begins with this word; Reuters says `edStat:C`.
    fn signals(&self, start: &str) -> bool {
        let signals = self.item.child("itemMeta").into_iter().flat_map(|meta| meta.all("signal"));
        signals.into_iter().any(|signal| {
            signal.attribute("qcode").is_some_and(|code| code == "edStat:C") || code::value(signal).starts_with(start)
        })
    }

    fn replaces(&self, id: &str) -> Option<String> {
        let mut links = self.item.child("itemMeta").into_iter().flat_map(|meta| meta.all("link"));
        let link = links.find(|link| REPLACES.contains(&code::attribute(*link, "rel").as_str()))?;
        let replaced = link.attribute("residref").or_else(|| link.attribute("href"))?.into_owned();
        (replaced != id).then_some(replaced)
    }
}

fn add_summary(dispatch: &mut Dispatch, summary: Option<String>) {
    let Some(summary) = summary.filter(|summary| !clean::same(summary, &dispatch.headline)) else { return };
    dispatch.standfirst = Some(match dispatch.standfirst.take() {
        Some(sub) if !clean::same(&sub, &summary) => format!("{sub} - {summary}"),
        _ => summary,
    });
}

/// Takes over what stands in the text, and leaves only the story in the body.
fn fill_text(item: Element, dispatch: &mut Dispatch) {
    body::fill(item, dispatch);
    let signature = dispatch.signature.take();
    notes::take(dispatch);
    nitf::closing::take(dispatch);
    located_dateline(dispatch);
    complete::dispatch(dispatch);
    places::keep_to_dateline(dispatch);
    dispatch.signature = signature.or(dispatch.signature.take());
}

/// Takes a dateline off the text that only `located` makes sure of: `(ANSA) - ROME, JUL 11 - `.
fn located_dateline(dispatch: &mut Dispatch) {
    if dispatch.dateline.is_some() {
        return;
    }
    let located = dispatch.locations.iter().find(|location| location.role == PlaceRole::Dateline);
    let place = located.map(|location| location.name.clone());
    dispatch.dateline = place.map(|place| Dateline { place: Some(place), ..Dateline::default() });
    nitf::dateline::off_body(dispatch);
    dispatch.dateline.take_if(|dateline| dateline.raw.is_empty());
}
