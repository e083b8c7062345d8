use cpu_time::ThreadTime;
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
    let outcome = NINJS.read(Input::Text(text), &Options::default(), &mut sink);
    (dispatches, skips, outcome)
}

fn one(value: serde_json::Value) -> Dispatch {
    let (mut dispatches, skips, outcome) = read(&value.to_string());
    outcome.unwrap();
    assert!(skips.is_empty() && dispatches.len() == 1, "{skips:?}");
    dispatches.remove(0)
}

#[test]
fn dialects_are_told_by_their_keys() {
    let cases = [
        (r#"{"uri": "a", "versioncreated": "x"}"#, Some("ninjs")),
        (r#"[{"guid": "a", "pubStatus": "x"}]"#, Some("ninjs")),
        (r#"{"total": 1, "item": [{"uri": "a", "headline": "Un"}]}"#, Some("ninjs")),
        (
            r#"{"data": {"item": {"uri": "a", "altids": {"itemid": "1", "etag": "1_0"}, "signals": []}}}"#,
            Some("ap-media-api"),
        ),
        (r#"{"uri": "a", "headline": "Un", "altids": {"itemid": "1", "etag": "1_0"}}"#, Some("ninjs")),
        (r#"{"response": {"docs": [{"uno": "a", "lang": "fr"}]}}"#, Some("afp-api")),
        (r#"{"urn": "a", "version_created": "x", "kicker": null, "headline": "Un"}"#, Some("dpa-digitalwires")),
        (r#"{"uri": "a", "source-feed": "X", "usn": "1", "versionCreated": "x"}"#, Some("fingerpost")),
        (r#"{"titre": "Un", "texte": "Deux."}"#, None),
    ];
    let dialects = [&AFP, &AP, &DPA, &FINGERPOST, &NINJS];
    for (text, wanted) in cases {
        let head = Head { text, whole: true };
        let found = dialects.iter().find(|dialect| dialect.recognises(&head)).map(|dialect| dialect.name());
        assert_eq!(found, wanted, "{text}");
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
    let created = dispatch.created.map(|moment| moment.to_string());
    assert_eq!((created.as_deref(), dispatch.notes), (Some("2025-03-09"), vec!["correction".to_owned()]));
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
    assert_eq!((led.standfirst.as_deref(), led.body), (Some("Deux."), vec!["Trois.".to_owned()]));
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
fn broken_json_keeps_what_is_whole_and_names_the_place() {
    let cases = [
        ("[{\"uri\":\"a\",\"headline\":\"Un\"},\n {\"uri\":", 1, 2, "cut off"),
        ("[{\"uri\":\"a\",\"headline\":\"Un\"},\n", 1, 2, "cut off"),
        ("{\"items\":[{\"uri\":\"a\",\"headline\":\"Un\"}\n]", 1, 2, "cut off"),
        ("{\n\"uri\": \"a\",\n\"headline\" \"Un\"}", 0, 3, "expected `:`"),
        ("{\n\"uri\": \"a\", \"headline\": \"Un\"\n}\nsuite", 1, 4, "expected"),
        ("{\n\"uri\": \"a\", \"headline\": [1 2]\n}", 0, 2, "expected `,`"),
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
    let (dispatches, skips, outcome) =
        read("[{\"uri\":\"a\",\"headline\":\"Un\"},\n {\"uri\": [1 2]},\n{\"uri\":\"b\",\"headline\":\"Deux\"}]");
    outcome.unwrap();
    assert_eq!(dispatches.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(skips[0].starts_with("record 2: broken JSON at line 2, column 13: expected `,`"), "{skips:?}");
}

#[test]
fn broken_json_is_mended_with_a_warning() {
    let (dispatches, skips, outcome) = read(
        "{\"items\": [{\"uri\": \"a\", \"headline\": \"Le\tpont\nhaut\", \"body_text\": \"Il est \\“fermé\\”.\",},\n\
         {\"uri\": \"b\", \"headline\": \"12\\\\u00a0ponts\", \"urgency\": NaN},\n{\"uri\": \"c\", \"headline\": \"Un\"},]}",
    );
    outcome.unwrap();
    assert!(skips.is_empty(), "{skips:?}");
    let found: Vec<_> = dispatches.iter().map(|d| (d.headline.as_str(), d.warnings.len())).collect();
    assert_eq!(found, [("Le pont haut", 1), ("12 ponts", 1), ("Un", 0)]);
    assert_eq!(dispatches[0].body, ["Il est “fermé”."]);
    assert_eq!(dispatches[1].warnings, ["broken JSON, mended: `wrong escapes, words that are no values`"]);
}

#[test]
fn a_stream_is_read_like_a_text_within_its_limit() {
    let list = |long: usize| {
        let (a, b) = (json!({"uri": "a", "headline": "Un"}), json!({"uri": "b", "headline": "x".repeat(long)}));
        format!("{{\"items\": [{a},{b},{a}]}}")
    };
    let stream = |text: &str, limit| {
        let (mut ids, mut skips) = (Vec::new(), Vec::new());
        let mut sink = |item| match item {
            Item::Dispatch(dispatch) => ids.push(dispatch.id),
            Item::Skipped(skip) => skips.push(skip.to_string()),
        };
        let options = Options { max_dispatch_bytes: limit, ..Options::default() };
        NINJS.read(Input::Stream(&mut text.as_bytes()), &options, &mut sink).unwrap();
        (ids, skips)
    };
    let (ids, skips) = stream(&list(900_000), 2_000_000);
    assert_eq!((ids, skips.len()), (vec!["a".to_owned(), "b".to_owned(), "a".to_owned()], 0));
    let (ids, skips) = stream(&list(900_000), 50_000);
    assert_eq!(ids, ["a", "a"]);
    assert!(skips[0].starts_with("record 2: a record of more than 50000 bytes"), "{skips:?}");
    let (ids, _) = stream("{\"uri\":\"a\",\"headline\":\"Un\"}\n{\"uri\":\"b\",\"headline\":\"Deux\"}\n", 100);
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn an_object_that_is_too_long_is_a_skip_and_not_held() {
    let text = format!("{{\"uri\": \"a\", \"headline\": \"Un\", \"body_text\": \"{}\"}}", "é ".repeat(1_000_000));
    let mut skips = Vec::new();
    let options = Options { max_dispatch_bytes: 10_000, ..Options::default() };
    let outcome = NINJS.read(Input::Stream(&mut text.as_bytes()), &options, &mut |item| match item {
        Item::Dispatch(dispatch) => panic!("{dispatch:?}"),
        Item::Skipped(skip) => skips.push(skip.to_string()),
    });
    outcome.unwrap();
    assert!(skips[0].starts_with("a record of more than 10000 bytes"), "{skips:?}");
}

#[test]
fn a_kill_without_text_withdraws_what_had_one() {
    let kill = |status: &str| json!({"uri": "urn:x:1", "type": "composite", "version": "2", "pubstatus": status});
    let killed = one(kill("canceled"));
    assert_eq!((killed.id.as_str(), killed.status), ("urn:x:1", Status::Canceled));
    let (dispatches, skips, _) = read(&kill("usable").to_string());
    assert!(dispatches.is_empty() && skips[0].contains("`composite`"), "{skips:?}");
}

#[test]
fn subjects_by_relation_and_by_prefixed_code() {
    let subjects = json!([
        {"name": "Crues", "code": "medtop:20000151", "scheme": "mediatopic", "rel": "category"},
        {"name": "Sport", "code": "s", "rels": ["ancestor"]},
        {"name": "Sarn", "code": "x", "rel": "location"},
    ]);
    let item = one(json!({"uri": "urn:x:2", "headline": "Un", "body_text": "Deux.", "subject": subjects}));
    let topics: Vec<_> = item.topics.iter().map(|topic| (topic.label.as_str(), topic.code.as_deref())).collect();
    assert_eq!(topics, [("Crues", Some("20000151"))]);
}

#[test]
fn schemas_are_no_news() {
    let (dispatches, skips, _) = read(r#"{"$schema": "x", "title": "Un", "properties": {"uri": {}, "headline": {}}}"#);
    assert!(dispatches.is_empty());
    assert_eq!(skips, ["not a dispatch: a schema of JSON, not news"]);
}

#[test]
fn hostile_lists_take_linear_time() {
    let start = ThreadTime::now();
    let many: Vec<String> = (0..20_000).map(|n| format!("mot {n}")).collect();
    let dispatch =
        one(json!({"uri": "a", "headline": "Un", "subject": many, "keywords": many, "place": many, "person": many}));
    assert_eq!((dispatch.topics.len(), dispatch.keywords.len(), dispatch.locations.len()), (20_000, 20_000, 20_000));
    for piece in ["[", "{\"item\":", "{\"a\":", "[{", "\"", "[\"\\", "{\"a\" ", "[,", "[{},{\"a\":"] {
        let (_, _, outcome) = read(&piece.repeat(50_000));
        assert!(outcome.is_err() || piece == "[,", "{piece}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_text_is_taken_whole_and_in_pieces(
        text in r#"(\{"uri":"a","headline":"Un"\}|\{|\}|\[|\]|"items":|"item":|"|,|:|\\|é|1|null|\n| ){0,40}"#
    ) {
        let (whole, skips, _) = read(&text);
        let (mut ids, mut skipped) = (0, 0);
        let _ = NINJS.read(Input::Stream(&mut text.as_bytes()), &Options::default(), &mut |item| match item {
            Item::Dispatch(_) => ids += 1,
            Item::Skipped(_) => skipped += 1,
        });
        proptest::prop_assert_eq!((whole.len(), skips.len()), (ids, skipped));
    }
}
