use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;
use crate::dispatch::{Dispatch, Status};

fn read_from(input: Input, limit: u64) -> (Vec<Dispatch>, Vec<String>) {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let options = Options { max_dispatch_bytes: limit, ..Options::default() };
    NewsMlG2
        .read(input, &options, &mut |item| match item {
            Item::Dispatch(dispatch) => dispatches.push(*dispatch),
            Item::Skipped(skip) => skips.push(skip.to_string()),
        })
        .unwrap();
    (dispatches, skips)
}

fn read(xml: &str) -> (Vec<Dispatch>, Vec<String>) {
    read_from(Input::Text(xml), u64::MAX)
}

fn one(xml: &str) -> Dispatch {
    let (mut dispatches, skips) = read(xml);
    assert_eq!((dispatches.len(), skips.len()), (1, 0), "{skips:?}");
    dispatches.remove(0)
}

/// A message in Reuters' style; `items` is what its set holds.
fn message(items: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<ns0:newsMessage xmlns:ns0='http://iptc.org/std/nar/2006-10-01/'><ns0:header>\
         <ns0:sent>2025-03-09T15:00:00Z</ns0:sent><ns0:sender>reuters.com</ns0:sender><ns0:priority>2</ns0:priority>\
         </ns0:header><ns0:itemSet>{items}</ns0:itemSet></ns0:newsMessage>"
    )
}

fn item(attributes: &str, item_meta: &str, content_meta: &str, body: &str) -> String {
    format!(
        "<newsItem {attributes}><itemMeta>{item_meta}</itemMeta><contentMeta>{content_meta}</contentMeta>\
         <contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )
}

#[test]
fn it_is_told_by_its_root() {
    let cases = [
        ("<?xml version='1.0'?><ns0:newsMessage xmlns:ns0='x'>", true),
        ("<newsItem guid='a'>", true),
        ("<nar:packageItem>", true),
        ("<newsitem itemid='2330' id='root'>", false),
        ("<newsItem>", true),
        ("<NewsML><NewsItem>", false),
        ("<nitf>", false),
        ("newsItem", false),
    ];
    for (text, wanted) in cases {
        assert_eq!(NewsMlG2.recognises(&Head { text, whole: true }), wanted, "{text}");
    }
}

#[test]
fn a_dispatch_has_its_fields() {
    let xml = message(
        "<ns0:newsItem guid='tag:reuters.com,0000:newsml_X1' version='978556838' xml:lang='fr'><ns0:rightsInfo>\
         <ns0:copyrightNotice xml:lang='en'>All rights</ns0:copyrightNotice>\
         <ns0:copyrightNotice xml:lang='fr'>Tous droits</ns0:copyrightNotice></ns0:rightsInfo><ns0:itemMeta>\
         <ns0:itemClass qcode='icls:text'/><ns0:provider literal='reuters.com'/>\
         <ns0:versionCreated>2025-03-09T14:43:34.000Z</ns0:versionCreated><ns0:pubStatus qcode='stat:usable'/>\
         <ns0:signal qcode='edStat:C'/></ns0:itemMeta><ns0:contentMeta><ns0:contentCreated>hier</ns0:contentCreated>\
         <ns0:slugline separator='-'>FRANCE-CRUE/ (CORRECTED)</ns0:slugline>\
         <ns0:headline>CORRIGÉ-La crue baisse</ns0:headline><ns0:genre qcode='-:-'><ns0:name>-</ns0:name></ns0:genre>\
         <ns0:description role='descRole:caption'>FRANCE-CRUE:CORRIGÉ</ns0:description></ns0:contentMeta>\
         <ns0:contentSet><ns0:inlineXML><h:html><h:head><h:title/></h:head><h:body><h:p>(Corrige le nom au 2e\nparagraphe)</h:p>\
         <h:p>ORVINE, 9 mars (Reuters) - La crue\nbaisse.</h:p><h:p>Le pont rouvre.</h:p>\
         <h:p>(Ana Roy, édité par Ilo Stern)</h:p></h:body></h:html></ns0:inlineXML></ns0:contentSet></ns0:newsItem>",
    );
    let found = one(&xml);
    assert_eq!((found.id.as_str(), found.version), ("tag:reuters.com,0000:newsml_X1", 978556838));
    assert_eq!((found.provider.as_deref(), found.language.as_deref()), (Some("REUTERS"), Some("fr")));
    assert_eq!(found.updated.map(|m| m.to_string()).as_deref(), Some("2025-03-09T14:43:34+00:00"));
    assert_eq!(found.created.map(|m| m.to_string()).as_deref(), Some("2025-03-09"));
    assert_eq!((found.urgency, found.rights.as_deref(), found.standfirst), (Some(2), Some("Tous droits"), None));
    assert_eq!(found.notes, ["(Corrige le nom au 2e paragraphe)"]);
    assert_eq!(found.body, ["La crue baisse.", "Le pont rouvre."]);
    assert_eq!(found.dateline.and_then(|dateline| dateline.place).as_deref(), Some("Orvine"));
    assert_eq!(found.signature.as_deref(), Some("(Ana Roy, édité par Ilo Stern)"));
    assert_eq!(found.warnings, ["contentCreated `hier` is no date, left out"]);
}

#[test]
fn every_item_of_a_message_is_given_or_named() {
    let text = |id: &str| item(&format!("guid='{id}'"), "<itemClass qcode='ninat:text'/>", "", "<p>Un.</p>");
    let picture = "<newsItem guid='p'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentMeta>\
        <headline>Une photo</headline></contentMeta></newsItem>";
    let script = item("guid='v'", "<itemClass qcode='ninat:video'/>", "", "<p>Un commentaire.</p>");
    let composite = "<newsItem guid='c'><itemMeta><itemClass qcode='icls:composite'/></itemMeta></newsItem>";
    let items =
        ["<packageItem><groupSet/></packageItem>", &text("a"), picture, &script, composite, "<newsItem/>", &text("b")];
    let (dispatches, skips) = read(&message(&items.concat()));
    assert_eq!(dispatches.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "v", "b"]);
    for (skip, start) in skips.iter().zip([
        "record 1: news item of type `packageItem`",
        "record 3: news item of type `picture`",
        "record 5: news item of type `composite`",
        "record 6: not a dispatch",
    ]) {
        assert!(skip.starts_with(start), "{skip}");
    }
    assert_eq!(skips.len(), 4);
    assert!(read(&message("")).1[0].contains("without items"));
}

#[test]
fn a_kill_needs_no_text() {
    for kill in ["<pubStatus qcode='stat:canceled'/>", "<pubStatus qcode='stat:usable'/><signal qcode='edStat:D'/>"] {
        let found = one(&format!("<newsItem guid='a' version='2'><itemMeta>{kill}</itemMeta></newsItem>"));
        assert_eq!((found.status, found.version), (Status::Canceled, 2));
    }
}

#[test]
fn status_embargo_and_links() {
    let meta = "<pubStatus qcode='stat:usable'/><embargoed>2025-03-10T06:00:00+01:00</embargoed>\
        <signal qcode='sig:correction'/><link rel='irel:seeAlso' residref='x'/><link rel='irel:previousVersion' href='b'/>";
    let found = one(&item("guid='a' version='un'", meta, "<headline>Crue</headline>", "<h1>Crue</h1><p>Un.</p>"));
    assert_eq!((found.status, found.replaces.as_deref()), (Status::Embargoed, Some("b")));
    assert_eq!((found.notes, found.body), (vec!["correction".to_owned()], vec!["Un.".to_owned()]));
    assert_eq!(found.warnings, ["version `un` is no number, taken as 0"]);
    let held = one(&item("guid='a'", "<pubStatus qcode='stat:withheld'/>", "", "<p>Un.</p>"));
    assert_eq!((held.status, held.version), (Status::Withheld, 1));
    let odd = one(&item("guid='a'", "<pubStatus qcode='stat:neu'/>", "", "<p>Un.</p>"));
    assert_eq!(odd.warnings, ["status `neu` is not known, taken as usable"]);
}

#[test]
fn an_item_that_is_cut_off_is_kept_and_says_so() {
    let whole = item("guid='a'", "", "<headline>Crue</headline>", "<p>Un.</p><p>Deux.</p>");
    let found = one(&whole[..whole.find("</p><p>Deux").unwrap() + 13]);
    assert_eq!((found.id.as_str(), found.body), ("a", vec!["Un.".to_owned(), "Deux.".to_owned()]));
    assert!(found.warnings.iter().any(|warning| warning.contains("ends within")), "{:?}", found.warnings);
}

#[test]
fn a_header_of_another_dress_and_dates_without_zone() {
    let xml = "<newsMessage><Header><origin>afp.com</origin></Header><itemSet><newsItem guid='a'><itemMeta>\
        <versionCreated>2025-07-12 12:35:40</versionCreated></itemMeta><contentSet><inlineXML><nitf><head>\
        <title>Crue</title></head><body><body.content><p>Par Ana Roy</p><p>Un.</p></body.content></body></nitf>";
    let found = one(xml);
    assert_eq!(found.updated.map(|m| m.to_string()).as_deref(), Some("2025-07-12T12:35:40+02:00"));
    assert_eq!((found.headline.as_str(), found.byline.as_deref()), ("Crue", Some("Ana Roy")));
    assert_eq!(found.body, ["Un."]);
}

#[test]
fn hostile_items_take_linear_time() {
    let start = ThreadTime::now();
    let subject = |n: usize| format!("<subject type='cpnat:geoArea' qcode='g:{n}'><name>Lieu {n}</name></subject>");
    let subjects: String = (0..20_000).map(subject).collect();
    let notes = "<edNote>a</edNote>".repeat(50_000);
    assert_eq!(one(&item("guid='a'", &notes, &subjects, "<p>Un.</p>")).locations.len(), 20_000);
    one(&item("guid='a'", "", "", &"<p class='teaser'><section>\n a\nb ".repeat(20_000)));
    read(&"<newsItem>".repeat(100_000));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn a_stream_gives_what_a_text_gives(
        items in "(<newsItem guid='a'>|</newsItem>|<itemMeta>|</itemMeta>|<contentMeta>|</contentMeta>|<headline>|</headline>|<subject qcode='medtop:1'/>|<contentSet>|</contentSet>|<inlineXML>|</inlineXML>|<p>|</p>|<inlineData>|</inlineData>|<edNote role='x:notepad'>|</edNote>|<li>|</li>|\\(Corrige\\)|\n   |é|x|<|&|<!\\[CDATA\\[|\\]\\]>|<packageItem/>){0,40}",
    ) {
        let xml = message(&items);
        let (dispatches, skips) = read(&xml);
        for dispatch in &dispatches {
            prop_assert!(!dispatch.title().is_empty());
            prop_assert!(dispatch.body.iter().all(|text| !text.trim().is_empty()));
        }
        let streamed = read_from(Input::Stream(&mut xml.as_bytes()), 1 << 20);
        prop_assert_eq!((dispatches, skips), streamed);
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,200}") {
        read(&text);
        read(&format!("<newsItem>{text}</newsItem>"));
    }
}
