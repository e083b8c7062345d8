//! One item or entry, made a dispatch.

use jiff::tz::TimeZone;

use super::channel::{self, Channel};
use super::fields::{DELETED, Fields};
use super::{authors, content, subjects, wenn, wordpress};
use crate::dispatch::{Dispatch, Moment, Status};
use crate::source::fault::SkipReason;
use crate::source::markup::tree::{Element, Tree};
use crate::source::reader::Item;
use crate::source::{clean, complete, language, when};

const TITLE: [&str; 3] = ["title", "media:title", "dc:title"];
const CREATED: [&str; 7] =
    ["pubDate", "published", "issued", "created", "dc:date", "dcterms:created", "dcterms:issued"];
const UPDATED: [&str; 3] = ["updated", "modified", "dcterms:modified"];

/// Makes a dispatch of an item. `closed` is false when the file ends before it does.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(tree: &Tree, channel: &Channel, closed: bool) -> Result<Item, SkipReason> {
    let not = |why: &str| SkipReason::NotADispatch(why.to_owned());
    let item = Fields::of(tree.root().ok_or_else(|| not("a feed item without content"))?);
    if item.element.name() == DELETED {
        return withdrawn(item.element).map(Item::from).ok_or_else(|| not("a withdrawal that names no entry"));
    }
    if let Some(reason) = wordpress::skipped(&item) {
        return Err(reason);
    }
    let mut dispatch = dispatch(&item, channel);
    dispatch.warnings.extend(tree.fault.clone());
    if !closed {
        dispatch.warnings.push("the file ends within this item".to_owned());
    }
    if dispatch.title().is_empty() {
        return Err(not("a feed item without title and text"));
    }
    Ok(dispatch.into())
}

fn dispatch(item: &Fields, channel: &Channel) -> Dispatch {
    let (byline, agency) = authors::read(item, channel);
    let provider = agency.or_else(|| channel.provider.clone());
    let mut dispatch = Dispatch { provider, byline, ..Dispatch::default() };
    let zone = complete::zone(&dispatch);
    dispatch.id = id(item, channel).unwrap_or_default();
    dispatch.headline = item.line(&TITLE).unwrap_or_default();
    dispatch.created = moment(item, &CREATED, &zone, &mut dispatch.warnings);
    dispatch.updated = moment(item, &UPDATED, &zone, &mut dispatch.warnings);
    let stated = item.line(&["dc:language"]).or_else(|| item.element.attribute("lang").map(|tag| tag.into_owned()));
    dispatch.language = stated.and_then(|tag| language::tag(&tag)).or_else(|| channel.language.clone());
    dispatch.rights = item.line(&["rights", "dc:rights", "media:copyright"]).or_else(|| channel.rights.clone());
    if wordpress::is_scheduled(item) {
        dispatch.embargo = dispatch.created;
    }
    subjects::read(item, &mut dispatch);
    content::fill(item, wordpress::is_export(item), &mut dispatch);
    wenn::fill(item, &mut dispatch);
    complete::dispatch(&mut dispatch);
    // Now that the text has no dateline any more, a summary may turn out to be its beginning.
    dispatch.standfirst.take_if(|summary| content::repeats(summary, &dispatch.body));
    dispatch
}

/// `guid`, `id`, `rdf:about` or the address. A number is only unique on its site.
fn id(item: &Fields, channel: &Channel) -> Option<String> {
    let given = item.line(&["guid", "id"]);
    let about = || item.element.attribute("about").map(|about| about.into_owned());
    let link = || item.own("link").find_map(channel::address);
    let id = given.or_else(about).or_else(link)?;
    if id.contains([':', '/', '.']) {
        return Some(id);
    }
    let site = link().and_then(|link| channel::host(&link)).or_else(|| channel.site.clone());
    Some(site.map_or(id.clone(), |site| format!("{site}/{id}")))
}

fn moment(item: &Fields, names: &[&str], zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    let said = item.all(names).filter_map(|element| Some((element.name(), element.line()?)));
    let mut bad = Vec::new();
    for (name, text) in said {
        if let Some(moment) = when::noted(name, &text, zone, &mut bad) {
            return Some(moment);
        }
    }
    warnings.append(&mut bad);
    None
}

/// The kill of an entry, by RFC 6721: `<at:deleted-entry ref="…" when="…">`.
fn withdrawn(entry: Element) -> Option<Dispatch> {
    let mut dispatch = Dispatch { status: Status::Canceled, ..Dispatch::default() };
    dispatch.id = entry.attribute("ref")?.into_owned();
    let when = entry.attribute("when").unwrap_or_default();
    dispatch.updated = when::noted("when", &when, &TimeZone::UTC, &mut dispatch.warnings);
    let comment = entry.child("comment").and_then(|comment| comment.line());
    dispatch.notes.extend(comment.filter(|comment| !clean::key(comment).is_empty()));
    Some(dispatch)
}
