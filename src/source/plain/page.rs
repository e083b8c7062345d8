//! Dispatches that are web pages saved as text: the article somewhere between what the site prints around it.
//!
//! Sites cut their pages differently, so nothing but a headline has to be there. [`sift`] drops what belongs to the
//! site, [`head`] finds the last line of the head, and what is below is the body.

pub mod credits;
mod head;
pub mod sift;

use super::tidy::tidy;
use crate::dispatch::{Dispatch, Origin, PlaceRole, Topic};
use crate::source::{complete, dateline};
use credits::Credits;
use head::Head;
use sift::Sifted;

/// Whether `text` shows that it was a web page: a byline with a date, a repeated headline, a site's furniture.
pub fn recognises(text: &str) -> bool {
    let text = tidy(text);
    let sifted = sift::sift(&text);
    Head::find(&sifted.lines).is_some_and(|head| head.is_of_a_page() || sifted.furniture > 0)
}

/// Reads a dispatch whose text [`recognises`] accepts; of any other text the first line is the headline.
pub fn read(text: &str) -> Dispatch {
    let text = tidy(text);
    let sifted = sift::sift(&text);
    let mut dispatch = Dispatch { rights: sifted.rights.map(str::to_owned), ..Dispatch::default() };
    match Head::find(&sifted.lines) {
        Some(head) => fill(&mut dispatch, &head, &sifted),
        None => dispatch.headline = sifted.lines.first().copied().unwrap_or_default().to_owned(),
    }
    dispatch
}

fn fill(dispatch: &mut Dispatch, head: &Head, sifted: &Sifted) {
    let credits = Credits::read(&head.credits);
    dispatch.headline = head.headline.to_owned();
    dispatch.standfirst = standfirst(&head.standfirst);
    dispatch.byline = credits.byline.clone();
    dispatch.notes.extend(head.notes.iter().map(|note| (*note).to_owned()));
    dispatch.topics.extend(head.topics.iter().map(|label| Topic {
        label: (*label).to_owned(),
        from: Origin::Source,
        ..Topic::default()
    }));
    let day = credits.first_day();
    if let Some((dateline, _)) = head.dateline.and_then(|line| dateline::split(line, day)) {
        dateline::record(dispatch, dateline);
    }
    dispatch.body = sifted.lines[head.end..].iter().map(|line| (*line).to_owned()).collect();
    complete::open(dispatch, day);
    if let Some(place) = head.place {
        dateline::add_place(dispatch, &dateline::titled(place), PlaceRole::Dateline);
    }
    if dispatch.provider.is_none() {
        dispatch.provider = credits.agency.or(sifted.agency).map(str::to_owned);
    }
    let zone = complete::zone(dispatch);
    (dispatch.created, dispatch.updated) = credits.moments(&zone);
    complete::close(dispatch, &zone);
}

/// The sub-heads as one text, without the dash that some sites put before each.
fn standfirst(lines: &[&str]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_start_matches(['-', '–', '•', ' ', '\u{a0}'])).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}
