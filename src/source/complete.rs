//! What every reader does with a dispatch once its fields are filled: what is no text of the body goes to its own field.
//!
//! Readers of formats with fields call [`dispatch`]; those of plain text [`open`] and [`close`].

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::telegraph::takes;
use super::{advisory, agencies, boilerplate, clean, dateline, language, sign_off};
use crate::dispatch::{Dispatch, Moment};

/// Completes a dispatch whose fields and paragraphs are filled: repeated headline, notes to editors, dateline, signature and
/// translator leave the body; agency, status, embargo, date and language are drawn from them where no field gave them.
pub fn dispatch(dispatch: &mut Dispatch) {
    let day = dispatch.date().map(|moment| moment.day());
    let of_fields = dispatch.dateline.take();
    open(dispatch, day);
    if dispatch.dateline.is_none()
        && let Some(dateline) = of_fields
    {
        dateline::record(dispatch, dateline);
    }
    let zone = zone(dispatch);
    close(dispatch, &zone);
}

/// Takes notes to editors, the dateline and a repeated headline off the head of the body.
///
/// `day` is the day of the dispatch as far as it is known, for a dateline without year.
pub fn open(dispatch: &mut Dispatch, day: Option<Date>) {
    drop_head(dispatch);
    if dispatch.dateline.is_none() {
        open_with_dateline(dispatch, day);
        drop_head(dispatch);
    }
    let agency = dispatch.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    if dispatch.provider.is_none() {
        dispatch.provider = agency.and_then(agencies::credited).map(str::to_owned);
    }
}

/// Drops what repeats headline or standfirst from the head of the body, and moves notes to editors to their place.
fn drop_head(dispatch: &mut Dispatch) {
    let mut first = 0;
    while let Some(paragraph) = dispatch.body.get(first) {
        if advisory::is_advisory(paragraph) {
            dispatch.notes.push(paragraph.clone());
        } else if !(clean::same(paragraph, &dispatch.headline) || dispatch.standfirst.as_ref() == Some(paragraph)) {
            break;
        }
        first += 1;
    }
    dispatch.body.drain(..first);
}

fn open_with_dateline(dispatch: &mut Dispatch, day: Option<Date>) {
    let Some(paragraph) = dispatch.body.first_mut() else { return };
    let Some((dateline, at)) = dateline::split(paragraph, day) else { return };
    paragraph.drain(..at);
    if paragraph.is_empty() {
        dispatch.body.remove(0);
    }
    dateline::record(dispatch, dateline);
}

/// Moves notes to editors from the end of the body to their place; they stand above the signature or below it.
fn drop_closing_notes(dispatch: &mut Dispatch) {
    const LAST: usize = 2;
    for at in (1..dispatch.body.len()).rev().take(LAST) {
        if takes::is_note(&dispatch.body[at]) {
            dispatch.notes.push(dispatch.body.remove(at));
        }
    }
}

/// The clock of the dispatch: its agency's, else that of Paris.
pub fn zone(dispatch: &Dispatch) -> TimeZone {
    let name = agencies::zone(dispatch.provider.as_deref().unwrap_or_default());
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Takes the sign-off off the end of the body, and fills what follows from everything else.
pub fn close(dispatch: &mut Dispatch, zone: &TimeZone) {
    if dispatch.body.len() > 1
        && let Some(notice) = dispatch.body.pop_if(|last| boilerplate::is_copyright(last))
    {
        dispatch.rights.get_or_insert(notice);
    }
    drop_closing_notes(dispatch);
    sign_off::take(dispatch);
    advisory::apply(dispatch, zone);
    if dispatch.created.is_none() {
        dispatch.created = dispatch.dateline.as_ref().and_then(|dateline| dateline.date).map(Moment::Day);
    }
    if dispatch.language.is_none() {
        dispatch.language = language::of(dispatch).map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_leave_the_end_of_the_body() {
        for (body, left, notes, signature) in [
            (vec!["Un.", "Deux.", "Note aux rédactions: remplace abc12.", "ab/cd"], 2, 1, Some("ab/cd")),
            (vec!["Un.", "ab/cd", "Note aux rédactions: remplace abc12."], 1, 1, Some("ab/cd")),
            (vec!["Note aux rédactions: remplace abc12."], 1, 0, None),
            (vec!["Un.", "Note aux amateurs: le vent tombe."], 2, 0, None),
            (vec!["Un.", "With photographs of the quay in hand, he said: no."], 2, 0, None),
        ] {
            let body = body.into_iter().map(str::to_owned).collect();
            let mut d = Dispatch { body, ..Dispatch::default() };
            close(&mut d, &TimeZone::UTC);
            assert_eq!((d.body.len(), d.notes.len(), d.signature.as_deref()), (left, notes, signature), "{d:?}");
        }
    }
}
