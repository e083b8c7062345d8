use proptest::prelude::*;

use super::*;
use crate::source::reader::Item;

/// Two dispatches as the collection has them, with invented text.
const FILE: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">
<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" CGISPLIT=\"TRAINING-SET\" OLDID=\"91\" NEWID=\"90001\">
<DATE>27-MAR-1987 00:02:59.13&#5;&#5;&#5;RM</DATE>
<UNKNOWN>&#22;&#22;&#1;f0024&#31;reute</UNKNOWN>
<TOPICS><D>cocoa</D><D>ship</D></TOPICS>
<PLACES><D>ivory-coast</D><D>usa</D></PLACES>
<PEOPLE><D>ada-brevent</D></PEOPLE>
<ORGS><D>icco</D></ORGS>
<EXCHANGES><D>nyse</D></EXCHANGES>
<COMPANIES></COMPANIES>
<UNKNOWN>\u{20}
u f BC-CACAO-&lt;ORV>-BATEAU   03-27 0102</UNKNOWN>
<TEXT>&#2;
<TITLE>****ORVINE &lt;ORV> SELLS
 TWO SHIPS</TITLE>
<AUTHOR>    By Ada Brevent, Reuters</AUTHOR>
<DATELINE>    ORVINE-SUR-MER, March 27 - The Franco-</DATELINE><BODY>Belgian group Orvine said it
sold two ships for&#127;nine mln dlrs, R&D included.
    Shares rose to
 April    1,148   1,150
 May      1,165   1,168
 REUTER...^M
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS=\"NO\" NEWID=\"90002\">
<DATE> 7-APR-1987 605:12:19.12</DATE>
<TOPICS></TOPICS>
<PLACES></PLACES>
<PEOPLE></PEOPLE>
<TEXT TYPE=\"BRIEF\">&#2;
******<TITLE> Orvine profit 12 mln dlrs
</TITLE>Blah blah blah.
&#3;

</TEXT>
</REUTERS>
<REUTERS NEWID=\"90003\">
<DATE>demain</DATE>
<TEXT TYPE=\"UNPROC\">&#2;
ORVINE TIN NOON - APRIL 7
Spot 315.00/317.00
May  316.00/318.00
 reuter
&#3;
";

fn read(input: Input) -> Vec<Dispatch> {
    let mut dispatches = Vec::new();
    let mut sink = |item| {
        if let Item::Dispatch(dispatch) = item {
            dispatches.push(*dispatch);
        }
    };
    Reuters21578.read(input, &Options::default(), &mut sink).unwrap();
    dispatches
}

#[test]
fn every_field_has_its_place() {
    let dispatches = read(Input::Text(FILE));
    let d = &dispatches[0];
    assert_eq!((d.id.as_str(), d.headline.as_str()), ("90001", "ORVINE <ORV> SELLS TWO SHIPS"));
    assert_eq!(d.created.unwrap().to_string(), "1987-03-27T00:02:59.13-05:00");
    assert_eq!(
        (d.byline.as_deref(), d.slug.as_deref(), d.urgency),
        (Some("Ada Brevent"), Some("BC-CACAO-<ORV>-BATEAU"), Some(3))
    );
    let dateline = d.dateline.as_ref().unwrap();
    assert_eq!(
        (dateline.raw.as_str(), dateline.place.as_deref()),
        ("ORVINE-SUR-MER, March 27", Some("Orvine-sur-Mer"))
    );
    assert_eq!(dateline.date.unwrap().to_string(), "1987-03-27");
    let rows = ["Shares rose to", "April    1,148   1,150", "May      1,165   1,168"];
    assert_eq!(d.body[0], "The Franco-Belgian group Orvine said it sold two ships for nine mln dlrs, R&D included.");
    assert_eq!(d.body[1..], rows);
    let topics: Vec<_> = d.topics.iter().map(|t| (t.label.as_str(), t.code.as_deref(), t.scheme.as_deref())).collect();
    assert_eq!(topics, [("cocoa", Some("cocoa"), Some("reuters")), ("ship", Some("ship"), Some("reuters"))]);
    let places: Vec<_> = d.locations.iter().map(|place| place.name.as_str()).collect();
    assert_eq!((places, d.people[0].name.as_str()), (vec!["ivory-coast", "usa"], "ada-brevent"));
    assert_eq!(d.organisations, ["icco", "nyse"]);
    assert_eq!((d.language.as_deref(), d.provider.as_deref()), (Some("en"), Some("REUTERS")));
    assert!(d.warnings.is_empty());
}

#[test]
fn flashes_tables_and_bad_dates() {
    let dispatches = read(Input::Text(FILE));
    let [_, flash, table] = &dispatches[..] else { panic!("{dispatches:?}") };
    assert_eq!((flash.headline.as_str(), flash.body.len()), ("Orvine profit 12 mln dlrs", 0));
    assert_eq!(flash.created.unwrap().to_string(), "1987-04-07");
    assert_eq!(flash.warnings, ["DATE `7-APR-1987 605:12:19.12` has no such time of day, only the day is kept"]);
    assert_eq!(table.body, ["ORVINE TIN NOON - APRIL 7", "Spot 315.00/317.00", "May  316.00/318.00"]);
    assert_eq!(table.warnings, ["cut off: its end is missing", "DATE `demain` is no date, left out"]);
}

#[test]
fn a_stream_and_xml_give_the_same() {
    assert_eq!(read(Input::Stream(&mut FILE.as_bytes())), read(Input::Text(FILE)));
    let xml = "<?xml version=\"1.0\"?>\n<REUTERS NEWID=\"90004\">\n <DATE>26-FEB-1987 15:01:01.79</DATE>\n <PEOPLE/>\n <PLACES>\n  \
        <D>usa</D>\n </PLACES>\n <TEXT>\n  <TITLE>L&apos;ORVINE &lt;ORV&gt; MONTE</TITLE>\n  <DATELINE>NEVERS, Feb 26 -\
        </DATELINE>\n  <BODY>L&apos;Orvine est montée d'un mètre dans la nuit, a dit le maire à la\npresse.\n    Les ponts sont \
        fermés.\n Reuter</BODY>\n </TEXT>\n</REUTERS>";
    let [d] = &read(Input::Text(xml))[..] else { panic!() };
    assert_eq!((d.headline.as_str(), d.language.as_deref(), d.people.len()), ("L'ORVINE <ORV> MONTE", Some("fr"), 0));
    assert_eq!(d.body[1], "Les ponts sont fermés.");
}

#[test]
fn bylines() {
    for (author, wanted) in [
        ("By Ada Brevent, Reuters", "Ada Brevent"),
        ("BY ADA BREVENT AND ILO STERN, REUTERS", "ADA BREVENT AND ILO STERN"),
        ("By Ada Brevent Reuters", "Ada Brevent"),
        ("by Ada Brevent", "Ada Brevent"),
        ("Bya Brevent", "Bya Brevent"),
    ] {
        assert_eq!(byline(author), wanted, "{author}");
    }
}

#[test]
fn what_holds_no_dispatch_says_so() {
    let mut reasons = Vec::new();
    let mut sink = |item| {
        if let Item::Skipped(skip) = item {
            reasons.push(skip.to_string());
        }
    };
    Reuters21578.read(Input::Text("<LEWIS></LEWIS>"), &Options::default(), &mut sink).unwrap();
    assert_eq!(reasons, ["not a dispatch: Reuters-21578 without any <REUTERS>"]);
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "(<REUTERS NEWID=\"1\">|</REUTERS>|<DATE>|</DATE>|<TEXT>|<BODY>|</BODY>|<DATELINE>|</DATELINE>|<D>|<PLACES>| - |NEVERS, |March 3|-|Reuter|\n|    |&#3;|é|\\PC){0,40}") {
        for dispatch in read(Input::Text(&format!("<REUTERS>{text}"))) {
            prop_assert!(dispatch.language.is_some());
        }
    }
}
