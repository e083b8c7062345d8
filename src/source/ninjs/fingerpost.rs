//! Fingerpost: ninjs in names of its own, as the Guardian takes wires from.
//!
//! Source: the types of <https://github.com/guardian/newswires>.

use super::{body, item};
use crate::dispatch::{Dispatch, PlaceRole, Topic};
use crate::source::fault::SkipReason;
use crate::source::json::fields::Fields;
use crate::source::{agencies, dateline};

/// Makes a dispatch of an item.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(item: &Fields) -> Result<Dispatch, SkipReason> {
    item::of_text(item)?;
    let mut dispatch = item::with_body(item, body::paragraphs(item))?;
    let feed = item.text(&["sourcefeed"]).unwrap_or_default();
    // `uri` holds the moment of sending.
    if let Some(usn) = item.text(&["usn"]) {
        dispatch.id = format!("{feed}.{usn}");
    }
    dispatch.provider = provider(&feed).map(str::to_owned).or(dispatch.provider).or(Some(feed));
    // An abstract is a catchword as a rule.
    if let Some(text) = item.text(&["abstract"]) {
        match text.contains(' ') {
            true => dispatch.standfirst = dispatch.standfirst.or(Some(text)),
            false => dispatch.keywords.push(text),
        }
    }
    for codes in item.texts(&["mediacatcodes"]) {
        let codes = codes.split(['+', ',', ' ']).filter(|code| !code.is_empty());
        dispatch.topics.extend(codes.map(media_category));
    }
    if let Some(place) = item.text(&["location"]) {
        dateline::add_place(&mut dispatch, &place, PlaceRole::Event);
    }
    Ok(dispatch)
}

/// The agency of a feed: `PA` of `PA_API`, `AFP` of `AFP-FR`.
fn provider(feed: &str) -> Option<&'static str> {
    let first = feed.split(['_', '-', ' ']).next().unwrap_or_default();
    agencies::canonical(feed).or_else(|| agencies::canonical(first))
}

fn media_category(code: &str) -> Topic {
    let (label, code) = (code.to_owned(), Some(code.to_owned()));
    Topic { label, scheme: Some("mediacat".to_owned()), code, ..Topic::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::json::{self, Json};

    #[test]
    fn an_item_is_known_by_feed_and_number() {
        let text = r#"{
            "uri": "http://AFP_FR/8d-17/2026-02-09T15:02:05.000Z/2", "source-feed": "AFP_FR", "usn": "8d-17", "version": "2",
            "status": "", "type": "text", "firstVersion": "2026-02-09T15:02:05.000Z", "slug": "orvine crue", "priority": "4",
            "headline": "L'Orvine déborde", "subjects": {"code": ["iptccat:DIS", "crue"]}, "mediaCatCodes": "DIS+FRA",
            "keywords": "crue+Orvine", "location": "Valmont", "abstract": "CRUE", "copyrightHolder": "AFP",
            "body_text": "La rivière monte."
        }"#;
        let value = Json::parse(text).unwrap();
        let dispatch = read(&json::unwrap(&value).unwrap()).unwrap();
        assert_eq!((dispatch.id.as_str(), dispatch.version), ("AFP_FR.8d-17", 2));
        assert_eq!((dispatch.provider.as_deref(), dispatch.urgency), (Some("AFP"), Some(4)));
        assert_eq!(dispatch.keywords, ["crue", "Orvine", "CRUE"]);
        let topics: Vec<_> =
            dispatch.topics.iter().map(|topic| (topic.scheme.as_deref(), topic.label.as_str())).collect();
        let wanted = [(Some("iptccat"), "DIS"), (None, "crue"), (Some("mediacat"), "DIS"), (Some("mediacat"), "FRA")];
        assert_eq!(topics, wanted);
        assert_eq!(dispatch.created.unwrap().to_string(), "2026-02-09T15:02:05+00:00");
        assert_eq!((dispatch.locations[0].name.as_str(), dispatch.locations[0].role), ("Valmont", PlaceRole::Event));
    }
}
