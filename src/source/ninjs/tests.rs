use serde_json::json;

use super::*;
use crate::dispatch::{Dispatch, PlaceRole, Status};

/// What the reader gives for a text: dispatches, and skips as people read them.
fn read(text: &str) -> (Vec<Dispatch>, Vec<String>, Result<(), Fault>) {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let mut sink = |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => skips.push(skip.to_string()),
    };
    let outcome = Ninjs.read(Input::Text(text), &Options::default(), &mut sink);
    (dispatches, skips, outcome)
}

fn one(value: serde_json::Value) -> Dispatch {
    let (mut dispatches, skips, outcome) = read(&value.to_string());
    outcome.unwrap();
    assert!(skips.is_empty() && dispatches.len() == 1, "{skips:?}");
    dispatches.remove(0)
}

#[test]
fn json_is_recognised_by_its_opening() {
    let cases = [
        ("{\"uri\":1}", true),
        (" \n{\n \"uri\": 1}", true),
        ("[{\"uri\":1}]", true),
        ("[]", true),
        ("{}", true),
        ("[ALERTE] Séisme", false),
        ("{Paris} Séisme", false),
        ("\"uri\"", false),
        ("", false),
    ];
    for (text, json) in cases {
        assert_eq!(Ninjs.recognises(&Head { text, whole: true }), json, "{text}");
    }
}

#[test]
fn an_item_of_version_1_gives_every_field() {
    let dispatch = one(json!({
        "uri": "urn:x:orvine:1", "type": "text", "version": "20250309140500", "language": "fr_ch", "urgency": "3",
        "infosource": [{"name": "Agence France-Presse"}], "headline": "Crue de l&rsquo;Orvine", "slugline": "crue-orvine",
        "byline": "Ada Brévent", "firstcreated": "2025-03-09T14:05:00+01:00", "versioncreated": "2025-03-09T15:00:00+01:00",
        "embargoed": "2025-03-10T06:00:00Z", "pubstatus": "Canceled", "description_text": "Trois ponts fermés",
        "body_text": "Un.\n\nDeux.", "located": "Valmont", "subject": [{"name": "inondation", "code": "medtop:20000150"}],
        "person": [{"name": "Ilo Stern"}], "organisation": [{"name": "Ponts de l'Orvine"}], "keywords": ["crue"],
        "genre": [{"name": "Factuel", "code": "Actual"}], "copyrightnotice": "(c) Presse Libre", "usageterms": "Tous usages",
        "ednote": "Annule la première version", "evolvedfrom": "urn:x:orvine:0", "signal": "sig:correction",
    }));
    let record = serde_json::to_value(dispatch).unwrap();
    let wanted = json!({
        "id": "urn:x:orvine:1", "version": 20_250_309_140_500_u64, "provider": "AFP", "language": "fr-CH", "slug": "crue-orvine",
        "headline": "Crue de l’Orvine", "standfirst": "Trois ponts fermés", "body": ["Un.", "Deux."], "byline": "Ada Brévent",
        "dateline": {"raw": "Valmont", "place": "Valmont"}, "created": "2025-03-09T14:05:00+01:00",
        "updated": "2025-03-09T15:00:00+01:00", "urgency": 3, "genre": "Factuel", "status": "canceled",
        "embargo": "2025-03-10T06:00:00+00:00", "notes": ["Annule la première version"],
        "replaces": "urn:x:orvine:0", "keywords": ["crue"], "organisations": ["Ponts de l'Orvine"],
        "topics": [{"label": "inondation", "scheme": "medtop", "code": "20000150", "from": "source"}],
        "locations": [{"name": "Valmont", "role": "dateline", "from": "source"}],
        "people": [{"name": "Ilo Stern", "forms": ["Ilo Stern"], "count": 0, "from": "source"}],
        "rights": "(c) Presse Libre Tous usages",
    });
    for (key, value) in wanted.as_object().unwrap() {
        assert_eq!(&record[key], value, "{key}");
    }
}

#[test]
fn the_text_gives_what_the_metadata_do_not() {
    let dispatch = one(json!({
        "uri": "urn:x:1\u{200b}", "headline": "Cru\u{202e}e\u{301}", "located": "Orvine", "signal": "sig:correction",
        "place": [{"name": "Orvine", "rel": "about", "geojson": {"coordinates": [6, 45]}}], "versioncreated": "2025-03-09",
        "body_text": "ORVINE, 9 mars (AFP) -\n\nCRUÉ\n\nLes ponts de la ville sont fermés.\n\n*Traduit du turc par Ana Roy\n\nab/cd",
    }));
    assert_eq!((dispatch.id.as_str(), dispatch.headline.as_str()), ("urn:x:1", "Crué"));
    assert_eq!(dispatch.body, ["Les ponts de la ville sont fermés."]);
    assert_eq!((dispatch.signature.as_deref(), dispatch.translator.as_deref()), (Some("ab/cd"), Some("Ana Roy")));
    assert_eq!((dispatch.provider.as_deref(), dispatch.language.as_deref()), (Some("AFP"), Some("fr")));
    assert_eq!((dispatch.created, dispatch.notes), (None, vec!["correction".to_owned()]));
    let places: Vec<_> = dispatch.locations.iter().map(|place| (place.name.as_str(), place.role, place.lat)).collect();
    assert_eq!(places, [("Orvine", PlaceRole::Dateline, Some(45.0))]);
    assert_eq!(one(json!({"uri": "a", "headline": "Un", "signal": "sig:update"})).notes, Vec::<String>::new());
}

#[test]
fn an_item_of_version_3_says_the_same_in_camel_case() {
    let dispatch = one(json!({
        "uri": "x:2", "type": "text", "versionCreated": "2025-03-09", "embargoedUntil": "2025-03-10", "pubStatus": "withheld", "by": "A. B.",
        "headlines": [{"role": "subtitle", "value": "Non"}, {"role": "main", "value": "Crue"}],
        "descriptions": [{"role": "caption", "value": "Non"}, {"role": "text", "value": "Trois ponts"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>Un.</p><p>Deux.</p>"}],
        "edNote": "Note", "copyrightNotice": "(c)", "infoSources": [{"name": "dpa"}], "genres": [{"name": "Portrait"}],
    }));
    assert_eq!((dispatch.headline.as_str(), dispatch.standfirst.as_deref()), ("Crue", Some("Trois ponts")));
    assert_eq!((dispatch.byline.as_deref(), dispatch.provider.as_deref()), (Some("A. B."), Some("DPA")));
    assert_eq!((dispatch.status, dispatch.embargo.unwrap().to_string().as_str()), (Status::Withheld, "2025-03-10"));
    assert_eq!((dispatch.notes, dispatch.genre.as_deref()), (vec!["Note".to_owned()], Some("Portrait")));
    assert_eq!(dispatch.body, ["Un.", "Deux."]);
}

#[test]
fn bad_values_are_warnings_and_never_a_lost_dispatch() {
    let dispatch = one(json!({
        "guid": "g", "headline": "Crue", "versioncreated": "demain", "urgency": 12, "version": "v2", "pubstatus": "peut-être",
        "subject": 7, "person": true, "place": [[]], "bodies": "Un.", "located": {}, "keywords": {"a": 1}, "genre": [],
    }));
    assert_eq!(
        (dispatch.updated, dispatch.urgency, dispatch.version, dispatch.status),
        (None, None, 0, Status::Usable)
    );
    assert_eq!(dispatch.warnings.len(), 4, "{:?}", dispatch.warnings);
    assert_eq!(dispatch.body, ["Un."]);
}

#[test]
fn envelopes_lists_and_lines_give_their_items_in_order() {
    let (a, b) = (json!({"uri": "a", "headline": "Un"}), json!({"uri": "b", "headline": "Deux"}));
    let cases = [
        json!([a, b]).to_string(),
        json!({"items": [a, b]}).to_string(),
        json!({"total": 2, "item": [a, b], "limit": 20}).to_string(),
        json!({"data": {"query": "x", "items": [{"meta": {}, "item": a}, {"item": b}]}}).to_string(),
        json!({"took": 3, "hits": {"total": 2, "hits": [{"_id": "1", "_source": a}, {"_source": b}]}}).to_string(),
        json!({"response": {"status": {"code": 0}, "docs": [a, b]}}).to_string(),
        format!("{a}\n{b}\n"),
        format!("\n{a}\r\n\r\n{b}"),
        format!("{a:#}\n{b:#}"),
        format!("{:#}", json!({"items": [a, b]})),
    ];
    for text in cases {
        let (dispatches, skips, outcome) = read(&text);
        let ids: Vec<_> = dispatches.iter().map(|dispatch| dispatch.id.as_str()).collect();
        assert!(outcome.is_ok() && skips.is_empty(), "{text}: {skips:?} {outcome:?}");
        assert_eq!(ids, ["a", "b"], "{text}");
    }
    let extended =
        one(json!({"uri": "a", "headline_main": "Un", "body_main": "Trois.\nDeux.", "description_caption": "Photo"}));
    assert_eq!((extended.headline.as_str(), extended.body.len(), extended.standfirst), ("Un", 2, None));
    let repeated = one(json!({"uri": "a", "headline": "Un", "body_html": "<h1>Un</h1><p>Deux.</p>"}));
    assert_eq!(repeated.body, ["Deux."]);
    let led = one(
        json!({"uri": "a", "headline": "Un", "description_text": "Deux.", "body_text": "Un\nPARIS (AFP) - Deux.\nTrois."}),
    );
    assert_eq!((led.standfirst, led.body.len()), (None, 2));
    assert_eq!(one(json!({"api": 1, "data": {"meta": {}, "item": {"uri": "a", "headline": "Un"}}})).id, "a");
}

#[test]
fn what_is_no_dispatch_is_skipped_with_its_place_and_reason() {
    let (dispatches, skips, outcome) = read(
        &json!([
            {"uri": "p", "type": "picture", "headline": "Image"}, {"uri": "c", "type": "composite", "headline": "Dossier"},
            {"uri": "e", "title": "Match", "eventDetails": {}}, {"a": 1}, "texte", {"uri": "d", "headline": "Un"},
            {"uri": "k", "pubstatus": "canceled"},
        ])
        .to_string(),
    );
    outcome.unwrap();
    assert_eq!(dispatches.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["d", "k"]);
    let starts = [
        "record 1: news item of type `picture`",
        "record 2: news item of type `composite`",
        "record 3: news item of type `event`",
        "record 4: not a dispatch: JSON without",
        "record 5: not a dispatch: JSON, but no object",
    ];
    assert_eq!(skips.len(), starts.len(), "{skips:?}");
    for (skip, start) in skips.iter().zip(starts) {
        assert!(skip.starts_with(start), "{skip}");
    }
    assert_eq!(read("[]").1, ["empty, nothing to index"]);
    assert_eq!(read("{\"items\":[]}").1, ["empty, nothing to index"]);
}

#[test]
fn broken_json_keeps_what_came_before_and_names_the_place() {
    let cases = [
        ("[{\"uri\":\"a\",\"headline\":\"Un\"},\n {\"uri\": oups}]", 1, 2, "expected"),
        ("[{\"uri\":\"a\",\"headline\":\"Un\"},\n {\"uri\":", 1, 2, "cut off"),
        ("{\n\"uri\": \"a\",\n\"headline\" \"Un\"}", 0, 3, "expected `:`"),
        ("{\n\"uri\": \"a\", \"headline\": \"Un\"\n}\nsuite", 1, 4, "expected"),
    ];
    for (text, kept, at_line, wanted) in cases {
        let (dispatches, _, outcome) = read(text);
        assert_eq!(dispatches.len(), kept, "{text}");
        match outcome {
            Err(Fault::Broken { line, what, .. }) => {
                assert_eq!(line, at_line, "{text}");
                assert!(what.contains(wanted), "{text}: {what}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_stream_is_read_like_a_text_within_its_limit() {
    let list = |long: usize| {
        format!("[{},{}]", json!({"uri": "a", "headline": "Un"}), json!({"uri": "b", "headline": "x".repeat(long)}))
    };
    let stream = |text: &str, limit| {
        let mut ids = Vec::new();
        let mut sink = |item| match item {
            Item::Dispatch(dispatch) => ids.push(dispatch.id),
            Item::Skipped(skip) => panic!("{skip}"),
        };
        let outcome = Ninjs.read(
            Input::Stream(&mut text.as_bytes()),
            &Options { max_dispatch_bytes: limit, ..Options::default() },
            &mut sink,
        );
        (ids, outcome)
    };
    let (ids, outcome) = stream(&list(100_000), 200_000);
    assert!(outcome.is_ok());
    assert_eq!(ids, ["a", "b"]);
    let (ids, outcome) = stream(&list(100_000), 50_000);
    assert_eq!(ids, ["a"]);
    assert!(matches!(outcome, Err(Fault::TooLarge { limit: 50_000, .. })), "{outcome:?}");
    let (ids, outcome) = stream("{\"uri\":\"a\",\"headline\":\"Un\"}\n{\"uri\":\"b\",\"headline\":\"Deux\"}\n", 100);
    assert!(outcome.is_ok());
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn hostile_lists_take_linear_time() {
    let start = std::time::Instant::now();
    let many: Vec<String> = (0..100_000).map(|n| format!("mot {n}")).collect();
    let dispatch =
        one(json!({"uri": "a", "headline": "Un", "subject": many, "keywords": many, "place": many, "person": many}));
    assert_eq!((dispatch.topics.len(), dispatch.keywords.len(), dispatch.locations.len()), (100_000, 100_000, 100_000));
    let (_, _, outcome) = read(&"[".repeat(500_000));
    assert!(matches!(outcome, Err(Fault::Broken { .. })));
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}
