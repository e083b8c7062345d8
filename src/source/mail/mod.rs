//! Mail: a message (`.eml`, RFC 5322 and MIME) or a mailbox of them (mbox).
//!
//! Bytes, not text: each part has an encoding of its own. [`messages`] cuts a mailbox, [`read`] makes a dispatch of a
//! message, and hands its attachments on as files of their own.
//!
//! The copy is what an agency or a correspondent wrote. Whatever mail puts round it stays out of the body: quoted answers,
//! the header of what was forwarded, signatures with their telephone numbers, footers of lists, notices of
//! confidentiality.

mod address;
mod bare;
mod copy;
mod forward;
mod mbox;
mod message;
mod recognise;
mod subject;
mod tail;

use jiff::tz::TimeZone;

use super::about::About;
use super::fault::{Place, Skip, SkipReason};
use super::plain::{blocks, header};
use super::{agencies, complete, when};
use crate::dispatch::{Dispatch, Moment};
use copy::Copy;
pub use mbox::{Cut, messages};
use message::Mail;
pub use recognise::recognises;

/// What a message is made of.
#[derive(Debug)]
pub enum Part {
    Dispatch(Box<Dispatch>),
    /// To be read as a file of its own.
    Attachment {
        /// As the sender called it; never a path.
        name: String,
        bytes: Vec<u8>,
        /// What the message says of it.
        about: About,
    },
    Skipped(Skip),
}

/// Beside an attachment, a text without a paragraph of this many bytes only says that there is one.
const SHORTEST_COPY: usize = 150;

/// Gives the dispatch of a message and its attachments to `sink`.
///
/// A message that only carries attachments gives none of its own; a body of JSON is an attachment `body.json`.
pub fn read(message: &[u8], sink: &mut dyn FnMut(Part)) {
    let skip = |reason| Part::Skipped(Skip { at: Place::File, reason });
    let mail = match message::parse(message) {
        Ok(mail) => mail,
        Err(reason) => return sink(skip(reason)),
    };
    let attached = !mail.attachments.is_empty();
    if is_json(&mail.text) {
        // Line ends of the mail stand in the middle of its strings.
        let bytes = mail.text.replace(['\r', '\n'], " ").into_bytes();
        sink(Part::Attachment { name: "body.json".to_owned(), bytes, about: about(&mail) });
    } else {
        let dispatch = dispatch(&mail);
        let empty = dispatch.title().is_empty();
        let only_carries = attached && dispatch.body.iter().all(|paragraph| paragraph.len() < SHORTEST_COPY);
        match (empty, attached) {
            (true, false) => sink(skip(SkipReason::Empty)),
            _ if empty || only_carries => {}
            _ => sink(Part::Dispatch(Box::new(dispatch))),
        }
    }
    let about = about(&mail);
    for (name, bytes) in mail.attachments {
        sink(Part::Attachment { name, bytes, about: about.clone() });
    }
    for kind in mail.left_out {
        sink(skip(SkipReason::NotADispatch(format!("attachment of type `{kind}`"))));
    }
}

fn is_json(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("{\"") && text.ends_with('}')) || (text.starts_with("[{") && text.ends_with(']'))
}

/// The dispatch that the text of a message is, perhaps with a block of headers of its own.
fn dispatch(mail: &Mail) -> Dispatch {
    let copy = copy::copy(&mail.text, subject::is_answer(&mail.subject));
    let text = bare::headers_together(&copy.text);
    let has_header = header::recognises(&text);
    let mut dispatch = if has_header { header::read(&text) } else { Dispatch::default() };
    if !has_header {
        dispatch.body = blocks::paragraphs(&text);
    }
    fill(&mut dispatch, mail, copy);
    complete::dispatch(&mut dispatch);
    dispatch
}

/// Fills from the header of the message, or of the one that it forwards, what the text does not say itself.
fn fill(dispatch: &mut Dispatch, mail: &Mail, copy: Copy) {
    let forwarded = copy.forwarded.unwrap_or_default();
    let sender = if forwarded.from.is_empty() { &mail.from } else { &forwarded.from };
    let (name, agency) = address::sender(sender);
    dispatch.id.clone_from(&mail.id);
    dispatch.notes.extend(copy.notes);
    dispatch.keywords.extend(mail.keywords.iter().cloned());
    dispatch.slug = dispatch.slug.take().or(copy.slug);
    dispatch.byline = dispatch.byline.take().or(copy.byline).or(name);
    dispatch.signature = dispatch.signature.take().or(copy.signature);
    if dispatch.headline.is_empty() {
        let own = subject::headline(&forwarded.subject);
        dispatch.headline = if own.is_empty() { subject::headline(&mail.subject) } else { own };
    }
    dispatch.provider = dispatch.provider.take().or(agency.map(str::to_owned));
    let zone = complete::zone(dispatch);
    if dispatch.created.is_none() {
        dispatch.created = when::parse(&forwarded.date, &zone).or_else(|| sent(mail, &zone, &mut dispatch.warnings));
    }
}

/// What the header of a message says of its attachments. They have no share in its identifier, which would be the same for
/// all of them.
fn about(mail: &Mail) -> About {
    let (_, agency) = address::sender(&mail.from);
    let provider = agency.map(str::to_owned);
    let zone = complete::zone(&Dispatch { provider: provider.clone(), ..Dispatch::default() });
    let created = sent(mail, &zone, &mut Vec::new());
    let headline = Some(subject::headline(&mail.subject)).filter(|subject| !subject.is_empty());
    About { headline, created, provider, ..About::default() }
}

/// When the message was sent.
fn sent(mail: &Mail, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    mail.sent.or_else(|| when::noted("Date", &mail.date, zone, warnings)).or(mail.received)
}

/// The agency that a domain or a name is of.
fn agency(name: &str) -> Option<&'static str> {
    agencies::canonical(name).or_else(|| agencies::credited(name))
}

#[cfg(test)]
mod tests;
