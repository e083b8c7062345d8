//! What `head` says of a document: identity, status, dates, notes to editors, rights.
//!
//! Source of the meanings: the NITF 3.6 documentation, <https://iptc.org/standards/nitf/>.

use jiff::tz::TimeZone;

use super::first;
use crate::dispatch::{Dispatch, Moment, Status};
use crate::source::markup::tree::Element;
use crate::source::{agencies, clean, complete, language, when};

/// A release this much later than the issue, in seconds, is an embargo, whatever the status says; a shorter one is the
/// time that a document is under way.
const EMBARGO: i64 = 3600;
/// What a generation of the dynamic-use key weighs beside a version.
const GENERATION: u64 = 1000;

/// Names the agency, from whichever element names one that is known; else the first that is named.
pub fn provider(dispatch: &mut Dispatch, nitf: Element) {
    if dispatch.provider.is_some() {
        return;
    }
    let docdata = nitf.at(&["head", "docdata"]);
    let body_head = nitf.at(&["body", "body.head"]);
    let attribute =
        |path: &[&str], name: &str| docdata?.at(path)?.attribute(name).map(|value| clean::markup_line(&value));
    let named = [
        body_head.and_then(|head| head.child("distributor")?.line()),
        attribute(&["del-list", "from-src"], "src-name"),
        attribute(&["doc.copyright"], "holder").map(|holder| holder.split(". ").next().unwrap_or_default().to_owned()),
        attribute(&["doc-id"], "regsrc"),
        nitf.at(&["head", "pubdata"]).and_then(|pubdata| pubdata.attribute("name")).map(|name| name.into_owned()),
    ];
    let known = named.iter().flatten().find_map(|name| agencies::canonical(name)).map(str::to_owned);
    dispatch.provider = known.or_else(|| named.into_iter().flatten().find(|name| !name.is_empty()));
}

/// Fills what `head` says. The agency must be known already, since clocks without zone are its own.
pub fn fill(dispatch: &mut Dispatch, head: Element) {
    let zone = complete::zone(dispatch);
    let docdata = head.child("docdata").unwrap_or(head);
    identity(dispatch, docdata);
    status(dispatch, docdata);
    dates(dispatch, head, docdata, &zone);
    notes(dispatch, head, docdata);
    first(&mut dispatch.rights, || rights(docdata));
    if let Some(urgency) = head.find("urgency").and_then(|urgency| urgency.attribute("ed-urg")) {
        set_urgency(dispatch, &urgency);
    }
    let tag = head.attribute("lang");
    first(&mut dispatch.language, || language::tag(&tag?));
}

/// Takes an urgency from 1 to 9; another is a warning.
pub fn set_urgency(dispatch: &mut Dispatch, text: &str) {
    match text.trim().parse() {
        Ok(urgency @ 1..=9) if dispatch.urgency.is_none() => dispatch.urgency = Some(urgency),
        Ok(1..=9) => {}
        _ => dispatch.warnings.push(format!("urgency `{}` is not from 1 to 9, left out", clean::line(text))),
    }
}

fn identity(dispatch: &mut Dispatch, docdata: Element) {
    let number = |name: &str| docdata.child("du-key")?.attribute(name)?.trim().parse::<u64>().ok();
    // Either may be the one that grows from one sending to the next.
    let generation = number("generation").unwrap_or(1).max(1) - 1;
    let version = number("version").unwrap_or(0).saturating_add(generation.saturating_mul(GENERATION));
    let doc_id = docdata.child("doc-id");
    let id = doc_id.and_then(|doc_id| doc_id.attribute("id-string")).unwrap_or_default();
    let source = doc_id.and_then(|doc_id| doc_id.attribute("regsrc")).unwrap_or_default();
    if dispatch.id.is_empty() {
        dispatch.id = stem(&id, &source).to_owned();
    }
    if dispatch.version == 0 {
        dispatch.version = version;
    }
    let correction = docdata.child("correction").and_then(|correction| correction.attribute("id-string"));
    let replaced = docdata.attribute("management-doc-idref").or(correction);
    if dispatch.replaces.is_none()
        && let Some(replaced) = replaced
    {
        let replaced = stem(&replaced, &source);
        dispatch.replaces = (replaced != dispatch.id).then(|| replaced.to_owned());
    }
}

/// NTB numbers the versions within the identifier: `NTB6b1f_03`.
fn stem<'a>(id: &'a str, source: &str) -> &'a str {
    match id.rsplit_once('_') {
        Some((stem, number)) if source == "NTB" && number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => id,
    }
}

fn status(dispatch: &mut Dispatch, docdata: Element) {
    let Some(text) = docdata.attribute("management-status") else { return };
    match status_named(&text) {
        Some(Status::Usable) => {}
        Some(status) => dispatch.status = status,
        None => {
            dispatch.warnings.push(format!("management-status `{}` is not known, taken as usable", clean::line(&text)));
        }
    }
}

/// The status that a word of IPTC means; `Canceled` is spelled in two ways, and AP kills.
pub fn status_named(text: &str) -> Option<Status> {
    Some(match text.trim().to_lowercase().as_str() {
        "usable" | "" => Status::Usable,
        "embargoed" => Status::Embargoed,
        "withheld" => Status::Withheld,
        "canceled" | "cancelled" | "killed" | "kill" | "deleted" | "retracted" => Status::Canceled,
        _ => return None,
    })
}

fn dates(dispatch: &mut Dispatch, head: Element, docdata: Element, zone: &TimeZone) {
    let mut moment = |name: &str| {
        let element = docdata.child(name)?;
        let text = element.attribute("norm").or_else(|| element.line().map(Into::into))?;
        when::noted(name, &text, zone, &mut dispatch.warnings)
    };
    let issue = moment("date.issue");
    let release = moment("date.release");
    let publication = head.child("pubdata").and_then(|pubdata| pubdata.attribute("date.publication"));
    let publication = publication.filter(|_| issue.or(release).is_none());
    let publication = publication.and_then(|text| when::noted("date.publication", &text, zone, &mut dispatch.warnings));
    let issued = issue.or(publication);
    dispatch.created = dispatch.created.or(issued).or(release);
    dispatch.updated = dispatch.updated.or(issued);
    let seconds = |moment: Moment| moment.timestamp(zone).as_second();
    let later = release.zip(issue).is_some_and(|(release, issue)| seconds(release) - seconds(issue) > EMBARGO);
    if dispatch.status == Status::Embargoed || later {
        dispatch.embargo = dispatch.embargo.or(release);
    }
}

/// Messages to editors, and what the last revision changed.
fn notes(dispatch: &mut Dispatch, head: Element, docdata: Element) {
    let attribute = |element: Element, name: &str| element.attribute(name).map(|text| clean::markup_line(&text));
    let messages = docdata.all("ed-msg").filter_map(|message| attribute(message, "info"));
    let corrections = docdata.all("correction").filter_map(|correction| attribute(correction, "info"));
    let revision = head.all("revision-history").last().and_then(|revision| attribute(revision, "comment"));
    dispatch.notes.extend(messages.chain(corrections).chain(revision).filter(|note| !note.is_empty()));
}

fn rights(docdata: Element) -> Option<String> {
    let copyright = docdata.child("doc.copyright")?;
    let parts = [copyright.attribute("year"), copyright.attribute("holder")];
    let line = parts.iter().flatten().map(|part| part.trim()).collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| format!("© {line}"))
}
