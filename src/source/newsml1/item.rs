//! One news item, made the dispatches of its stories.

use jiff::tz::TimeZone;

use super::identity::Identity;
use super::management::{self, moment, name};
use super::stories::{self, Found, Story};
use super::{content, lines, metadata};
use crate::dispatch::{Dispatch, Status};
use crate::source::fault::SkipReason;
use crate::source::markup::tree::{Element, Tree};
use crate::source::nitf::{set_standfirst, set_urgency};
use crate::source::reader::Item;
use crate::source::{complete, language, when};

/// What the envelope says of all its items.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    sender: Option<String>,
    priority: Option<String>,
    sent: Option<String>,
}

impl Envelope {
    /// Reads what stands before the first item.
    pub fn read(prolog: &str) -> Self {
        let tree = Tree::read(prolog);
        let envelope = tree.root().and_then(|root| root.find("NewsEnvelope"));
        let at = |path: &[&str]| envelope?.at(path);
        Envelope {
            sender: at(&["SentFrom", "Party"]).and_then(name),
            priority: at(&["Priority"]).and_then(name),
            sent: at(&["DateAndTime"]).and_then(|element| element.line()),
        }
    }
}

/// Gives every story of an item to `sink`, or the reason why there is none.
pub fn read(item: Element, envelope: &Envelope, warnings: &[String], sink: &mut dyn FnMut(Result<Item, SkipReason>)) {
    let identity = Identity::read(item);
    let found = stories::find(item);
    if found.stories.is_empty() {
        sink(without_text(item, envelope, &identity, found, warnings));
        return;
    }
    let ids = identity.of_stories(&found.stories);
    for (id, story) in ids.into_iter().zip(&found.stories) {
        let dispatch = Dispatch { id, ..dispatch(item, envelope, &identity, story, warnings) };
        sink(if dispatch.title().is_empty() && !is_notice(&dispatch) {
            Err(SkipReason::NotADispatch("NewsML item without headline or text".to_owned()))
        } else {
            Ok(dispatch.into())
        });
    }
    if found.beyond > 0 {
        let reason = format!("{} stories of a news item that has more than {}", found.beyond, stories::MOST);
        sink(Err(SkipReason::Broken(reason)));
    }
}

/// A kill needs no text.
fn is_notice(dispatch: &Dispatch) -> bool {
    matches!(dispatch.status, Status::Canceled | Status::Withheld) && !dispatch.id.is_empty()
}

fn dispatch(item: Element, envelope: &Envelope, identity: &Identity, story: &Story, warnings: &[String]) -> Dispatch {
    let provider = metadata::provider(story, &identity.provider, envelope.sender.as_deref());
    let mut d =
        Dispatch { provider, version: identity.revision.number, warnings: warnings.to_vec(), ..Dispatch::default() };
    if let Some(odd) = &identity.revision.odd {
        d.warnings.push(format!("RevisionId `{odd}` is no number, taken as 0"));
    }
    let zone = complete::zone(&d);
    management::fill(&mut d, item, &zone);
    let of_item = item.attribute("lang").and_then(|tag| language::tag(&tag));
    d.language = stories::language(story).or(of_item);
    lines::fill(&mut d, item, story);
    metadata::fill(&mut d, story);
    content::fill(&mut d, story);
    let sub_head = lines::sub_head(story);
    if d.provider.as_deref() == Some("EFE") {
        d.slug = d.slug.take().or(sub_head);
    } else {
        set_standfirst(&mut d, sub_head.into_iter().collect());
    }
    if d.urgency.is_none()
        && let Some(priority) = &envelope.priority
    {
        set_urgency(&mut d, priority);
    }
    number_of_headline(&mut d);
    dates(&mut d, item, envelope, &zone);
    complete::dispatch(&mut d);
    d
}

/// ANP ends its headlines with the number of the version: `Titre (2)`.
fn number_of_headline(dispatch: &mut Dispatch) {
    if dispatch.provider.as_deref() != Some("ANP") {
        return;
    }
    let numbered = dispatch.headline.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    if let Some((headline, number)) = numbered
        && let Ok(version) = number.parse()
    {
        dispatch.version = dispatch.version.max(version);
        dispatch.headline = headline.trim_end().to_owned();
    }
}

/// Dates of an item whose management has none.
fn dates(dispatch: &mut Dispatch, item: Element, envelope: &Envelope, zone: &TimeZone) {
    if dispatch.date().is_some() {
        return;
    }
    dispatch.created = moment(dispatch, item, &["Identification", "NewsIdentifier", "DateId"], zone);
    if let Some(sent) = &envelope.sent
        && dispatch.created.is_none()
    {
        dispatch.created = when::noted("DateAndTime", sent, zone, &mut dispatch.warnings);
    }
}

/// An item that holds no text: a kill, a picture, a list of others, a change of another revision.
fn without_text(
    item: Element,
    envelope: &Envelope,
    identity: &Identity,
    found: Found,
    warnings: &[String],
) -> Result<Item, SkipReason> {
    let story = Story { chain: item.child("NewsComponent").into_iter().collect() };
    let id = identity.of_stories(std::slice::from_ref(&story)).concat();
    let mut dispatch = Dispatch { id, ..dispatch(item, envelope, identity, &story, warnings) };
    if dispatch.title().is_empty() && is_notice(&dispatch) {
        // What the advisory says is all there is to read.
        dispatch.standfirst = dispatch.notes.last().or(dispatch.slug.as_ref()).cloned();
    }
    let is_list = item.find("NewsItemRef").is_some() || item.find("NewsLines").is_none();
    match found.media {
        _ if is_notice(&dispatch) => Ok(dispatch.into()),
        Some(kind) => Err(SkipReason::PackageOrPicture(kind)),
        None if identity.revision.update == 'A' => Err(not("only new management data, no text (Update `A`)")),
        None if identity.revision.update == 'U' => Err(not("only changes of another revision (Update `U`)")),
        None if is_list => Err(SkipReason::PackageOrPicture("list of items".to_owned())),
        None if !dispatch.title().is_empty() => Ok(dispatch.into()),
        None => Err(not("NewsML item without headline or text")),
    }
}

fn not(why: &str) -> SkipReason {
    SkipReason::NotADispatch(why.to_owned())
}
