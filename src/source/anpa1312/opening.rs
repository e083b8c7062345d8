//! The dateline of Kyodo, which has no brackets: `SAITAMA, Japan, Dec. 9 Kyodo - `.

use crate::dispatch::{Dateline, Dispatch};
use crate::source::{agencies, dateline};

/// Such a dateline is not longer than this, in bytes.
const LONGEST: usize = 100;

/// Takes a dateline whose agency stands without brackets off the first paragraph.
pub fn take_bare_dateline(dispatch: &mut Dispatch) {
    let Some(paragraph) = dispatch.body.first_mut() else { return };
    let Some((head, text)) = paragraph.split_once(" - ").filter(|(head, _)| head.len() <= LONGEST) else { return };
    let Some((before, agency)) = head.rsplit_once(' ') else { return };
    let place = before.split(',').next().unwrap_or_default().trim();
    let dated = before.split_once(',').is_none_or(|(_, rest)| rest.len() <= LONGEST / 2);
    if agencies::canonical(agency).is_none() || !dateline::is_place(place) || !dated || before.contains('(') {
        return;
    }
    let raw = format!("{head} -");
    let dateline = Dateline { raw, place: Some(dateline::titled(place)), date: None, agency: Some(agency.to_owned()) };
    *paragraph = text.trim_start().to_owned();
    dateline::record(dispatch, dateline);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_without_brackets() {
        for (text, place, rest) in [
            ("NAGOYA, Japan, Jan. 7 Kyodo - The quay is open.", Some("Nagoya"), "The quay is open."),
            ("TOKYO Kyodo - The quay is open - for now.", Some("Tokyo"), "The quay is open - for now."),
            ("The quay - a long one - is open.", None, "The quay - a long one - is open."),
            ("She told Kyodo - and others - so.", None, "She told Kyodo - and others - so."),
        ] {
            let mut dispatch = Dispatch { body: vec![text.to_owned()], ..Dispatch::default() };
            take_bare_dateline(&mut dispatch);
            let found = dispatch.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
            assert_eq!((found, dispatch.body[0].as_str()), (place, rest), "{text}");
        }
    }
}
