use proptest::prelude::*;

use super::*;
use crate::source::reader::Item;

/// An item as RCV2 has them, with invented text.
const ITEM: &str = r#"<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="9001" id="root" date="1996-09-03" xml:lang="fr">
<title>FRANCE: L'Orvine sort de son lit.</title>
<headline>L'Orvine sort de son lit.</headline>
<byline>By Ada Brévent</byline>
<dateline>ORVINE-SUR-MER, Nord</dateline>
<text>
<p>L'Orvine est sortie de son lit dans la nuit de lundi à mardi
&amp; deux ponts sont fermés.</p>
<p>Le maire attend l'aide du département.</p>
</text>
<copyright>(c) Reuters Limited 1996</copyright>
<metadata>
<codes class="bip:countries:1.0">
<code code="FRA"> </code>
</codes>
<codes class="bip:industries:1.0">
<code code="I92100"> </code>
</codes>
<codes class="bip:topics:1.0">
<code code="GDIS"><editdetail attribution="Reuters BIP Coding Group" action="confirmed" date="1996-09-03"/></code>
</codes>
<dc element="dc.publisher" value="Reuters Holdings Plc"/>
<dc element="dc.creator.location.country.name" value="FRANCE"/>
</metadata>
</newsitem>
"#;

fn read(input: Input) -> Vec<Dispatch> {
    let mut dispatches = Vec::new();
    let mut sink = |item| {
        if let Item::Dispatch(dispatch) = item {
            dispatches.push(*dispatch);
        }
    };
    Rcv1.read(input, &Options::default(), &mut sink).unwrap();
    dispatches
}

#[test]
fn every_field_has_its_place() {
    let dispatches = read(Input::Text(ITEM));
    let d = &dispatches[0];
    assert_eq!((d.id.as_str(), d.headline.as_str()), ("9001newsML-fr", "L'Orvine sort de son lit."));
    assert_eq!((d.byline.as_deref(), d.rights.as_deref()), (Some("Ada Brévent"), Some("(c) Reuters Limited 1996")));
    assert_eq!((d.created.unwrap().to_string(), d.language.as_deref()), ("1996-09-03".to_owned(), Some("fr")));
    let wanted = "L'Orvine est sortie de son lit dans la nuit de lundi à mardi & deux ponts sont fermés.";
    assert_eq!(d.body, [wanted, "Le maire attend l'aide du département."]);
    let places: Vec<_> = d.locations.iter().map(|l| (l.name.as_str(), l.country.as_deref(), l.role)).collect();
    let wanted = [("Orvine-sur-Mer", Some("FRANCE"), PlaceRole::Dateline), ("France", None, PlaceRole::Mentioned)];
    assert_eq!(places.len(), 2);
    assert_eq!((places[0].0, places[0].2, places[1]), (wanted[0].0, wanted[0].2, wanted[1]));
    let topics: Vec<_> = d.topics.iter().map(|t| (t.scheme.as_deref().unwrap(), t.label.as_str())).collect();
    assert_eq!(topics, [("bip-industries", "I92100"), ("bip-topics", "GDIS")]);
    let dateline = d.dateline.as_ref().unwrap();
    assert_eq!((dateline.raw.as_str(), dateline.place.as_deref()), ("ORVINE-SUR-MER, Nord", Some("Orvine-sur-Mer")));
}

#[test]
fn several_countries_go_by_their_codes() {
    let text = ITEM
        .replace("FRANCE: ", "FRANCE/UK: ")
        .replace("<code code=\"FRA\"> </code>", "<code code='FRA'/><code code='UK'/>");
    let dispatches = read(Input::Text(&text));
    let names: Vec<_> = dispatches[0].locations.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["Orvine-sur-Mer", "FRA", "UK"]);
    let untitled = text
        .replace("<headline>L'Orvine sort de son lit.</headline>", "")
        .replace("xml:lang=\"fr\"", "xml:lang=\"en\"");
    let dispatches = read(Input::Text(&untitled));
    assert_eq!(
        (dispatches[0].id.as_str(), dispatches[0].headline.as_str()),
        ("9001newsML", "L'Orvine sort de son lit.")
    );
}

#[test]
fn it_is_told_from_newsml_g2() {
    let recognised = |text| Rcv1.recognises(&Head { text, whole: true });
    assert!(recognised(ITEM));
    assert!(recognised("<newsitem id=\"root\"\n itemid='1'>"));
    assert!(!recognised("<newsItem guid='urn:x' version='1'>"));
    assert!(!recognised("<newsitem guid='urn:x'><itemid=1>"));
}

#[test]
fn streams_and_cut_off_items() {
    let two = ITEM.repeat(2);
    assert_eq!(read(Input::Stream(&mut two.as_bytes())), read(Input::Text(&two)));
    let cut = ITEM.split_once("</text>").unwrap().0;
    let dispatches = read(Input::Text(cut));
    assert_eq!(
        (dispatches[0].body.len(), dispatches[0].warnings.join(" ")),
        (2, "cut off: its end is missing".to_owned())
    );
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "(<title>|</title>|<text>|</text>|<p>|</p>|<codes class='bip:countries:1.0'>|<code code='X'/>|<dateline>|FRANCE: |&|é|\\PC){0,40}") {
        read(Input::Text(&format!("<newsitem itemid='1' date='x'>{text}")));
    }
}
