//! `NewsManagement` of an item: dates, status, embargo, urgency, and what it replaces or goes with.

use jiff::tz::TimeZone;

use super::identity;
use crate::dispatch::{Dispatch, Moment, Status};
use crate::source::markup::tree::Element;
use crate::source::{clean, nitf, when};

/// Fills what the management of `item` says; clocks without zone are those of `zone`.
pub fn fill(dispatch: &mut Dispatch, item: Element, zone: &TimeZone) {
    let Some(management) = item.child("NewsManagement") else { return };
    status(dispatch, management);
    let created = moment(dispatch, management, &["FirstCreated"], zone);
    dispatch.created = created;
    dispatch.updated = moment(dispatch, management, &["ThisRevisionCreated"], zone);
    if dispatch.status == Status::Embargoed {
        dispatch.embargo = moment(dispatch, management, &["StatusWillChange", "DateAndTime"], zone);
    }
    if let Some(urgency) = management.child("Urgency").and_then(name) {
        nitf::set_urgency(dispatch, &urgency);
    }
    let kind = management.child("NewsItemType").and_then(name);
    dispatch.genre = kind.filter(|kind| !kind.eq_ignore_ascii_case("news"));
    let derived = management.all("DerivedFrom").filter_map(|source| source.attribute("NewsItem"));
    dispatch.replaces = derived.filter_map(|urn| identity::without_revision(&urn)).next();
    let others = management
        .all("AssociatedWith")
        .filter_map(|other| other.attribute("NewsItem").or(name(other).map(Into::into)));
    let others: Vec<String> = others.map(|other| other.into_owned()).collect();
    if !others.is_empty() {
        dispatch.notes.push(format!("AssociatedWith: {}", others.join(", ")));
    }
    let instructions = management.all("Instruction").filter_map(|instruction| instruction.line());
    dispatch.notes.extend(instructions);
}

/// The name of a thing in NewsML; TASS has it as text.
pub fn name(element: Element) -> Option<String> {
    let formal = element.attribute("FormalName").map(|name| clean::markup_line(&name));
    formal.or_else(|| element.line()).filter(|name| !name.is_empty())
}

/// A moment by the path to its element; what is no date is a warning.
pub fn moment(dispatch: &mut Dispatch, element: Element, path: &[&str], zone: &TimeZone) -> Option<Moment> {
    let text = element.at(path)?.line()?;
    when::noted(path.last()?, &text, zone, &mut dispatch.warnings)
}

fn status(dispatch: &mut Dispatch, management: Element) {
    let Some(text) = management.child("Status").and_then(name) else { return };
    match nitf::status_named(&text) {
        Some(status) => dispatch.status = status,
        None => dispatch.warnings.push(format!("status `{text}` is not known, taken as usable")),
    }
}
