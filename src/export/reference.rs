//! What the bibliographic formats share.

use jiff::civil::Date;

use super::columns::body;
use crate::clock;
use crate::dispatch::{Dispatch, Status};
use crate::index::document::status_name;
use crate::search::Hit;

/// Labels of topics and the keywords, each once.
pub(super) fn keywords(dispatch: &Dispatch) -> Vec<&str> {
    let mut keywords: Vec<&str> = Vec::new();
    let labels = dispatch.topics.iter().map(|topic| topic.label.as_str());
    for keyword in labels.chain(dispatch.keywords.iter().map(String::as_str)) {
        if !keyword.trim().is_empty() && !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    keywords
}

/// The text where it is asked for, else the snippet, else the standfirst.
pub(super) fn summary(hit: &Hit, full_text: bool) -> String {
    let standfirst = hit.dispatch.standfirst.iter().filter(|_| hit.dispatch.status != Status::Canceled);
    if full_text {
        return standfirst.chain(body(&hit.dispatch)).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    }
    match hit.snippet.text.as_str() {
        "" => standfirst.cloned().collect(),
        snippet => snippet.to_owned(),
    }
}

/// What a reader of the reference must know: status, embargo, version, notes, where the dispatch lies.
pub(super) fn notes(hit: &Hit) -> Vec<String> {
    let dispatch = &hit.dispatch;
    let mut notes = warnings(dispatch);
    if dispatch.version > 1 {
        notes.push(format!("version: {}", dispatch.version));
    }
    notes.extend(dispatch.notes.iter().cloned());
    notes.push(format!("file: {}", dispatch.source.path));
    notes
}

/// What forbids the use of a dispatch, for a time or for good.
pub(super) fn warnings(dispatch: &Dispatch) -> Vec<String> {
    let status = (dispatch.status != Status::Usable).then(|| format!("status: {}", status_name(dispatch.status)));
    status.into_iter().chain(dispatch.embargo.map(|end| format!("embargo: {end}"))).collect()
}

/// The day of a dispatch on the clock of the house.
pub(super) fn day(dispatch: &Dispatch) -> Option<Date> {
    dispatch.date().map(|date| date.day_in(&clock::zone()))
}

/// The address of a dispatch, when its identifier is one.
pub(super) fn url(dispatch: &Dispatch) -> Option<String> {
    let id = dispatch.id.as_str();
    (id.starts_with("http://") || id.starts_with("https://")).then(|| iri(id))
}

/// `text` as an IRI (RFC 3987): what cannot stand in one is percent-encoded, what is encoded already stays.
pub(super) fn iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let encoded = |hex: &str| hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let plain = match c {
            '%' => text.get(at + 1..at + 3).is_some_and(encoded),
            c => c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=".contains(c),
        };
        if plain {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_is_encoded_and_no_brace() {
        for (id, wanted) in [
            ("http://x.y/a%20b?c=1&d#e", "http://x.y/a%20b?c=1&d#e"),
            ("https://x.y/été", "https://x.y/été"),
            ("http://x.y/}}@article{evil,", "http://x.y/%7D%7D@article%7Bevil,"),
            ("http://x.y/100%", "http://x.y/100%25"),
            ("http://x.y/%é %2", "http://x.y/%25é%20%252"),
            ("http://x.y/a\\\"<\u{202e}\n", "http://x.y/a%5C%22%3C%E2%80%AE%0A"),
        ] {
            let dispatch = Dispatch { id: id.into(), ..Dispatch::default() };
            assert_eq!(url(&dispatch).as_deref(), Some(wanted), "{id}");
        }
        assert_eq!(url(&Dispatch { id: "urn:x:1".into(), ..Dispatch::default() }), None);
    }
}
