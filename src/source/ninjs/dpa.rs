//! dpa digital wires: the text in parts, each in HTML; notes to editors, some of them not for publication; categories of
//! every kind in one list.
//!
//! Source: dpa-newslab's digital-wires formats, version 0.9.

use super::{body, item};
use crate::dispatch::{Dispatch, Location, PlaceRole, Topic};
use crate::source::fault::SkipReason;
use crate::source::json::fields::{Fields, distinct};
use crate::source::{clean, dateline, html};

use super::concepts;
use super::places;

/// The parts of the text, in their order. Boxes of links hold addresses only.
const PARTS: [&str; 2] = ["articlehtml", "infoboxhtml"];

/// Makes a dispatch of an item.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(item: &Fields) -> Result<Dispatch, SkipReason> {
    item::of_text(item)?;
    let parts = PARTS.iter().filter_map(|part| item.get(&[part])?.as_str());
    let mut paragraphs: Vec<String> = parts.flat_map(html::paragraphs).filter(|text| !is_contact(text)).collect();
    if paragraphs.is_empty() {
        paragraphs = body::paragraphs(item);
    }
    let mut dispatch = item::with_body(item, paragraphs)?;
    dispatch.standfirst = standfirst(item).or(dispatch.standfirst);
    notes(item, &mut dispatch);
    let categories: Vec<Fields> = item.all(&["categories"]).filter_map(Fields::of).collect();
    if dispatch.provider.is_none() {
        dispatch.provider = named(&categories, "provider").next();
    }
    dispatch.genre = dispatch.genre.or_else(|| named(&categories, "genre").next()).or(item.text(&["genrenames"]));
    topics(item, &categories, &mut dispatch);
    keywords(item, &categories, &mut dispatch);
    locations(item, &categories, &mut dispatch);
    Ok(dispatch)
}

/// Sub-head and teaser.
fn standfirst(item: &Fields) -> Option<String> {
    let texts = item.texts(&["subhead", "teaser"]);
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// How to reach the desk: only staff may know.
fn is_contact(paragraph: &str) -> bool {
    const LONGEST: usize = 300;
    let opens = ["Ihr Ansprechpartner", "Ihre Ansprechpartner", "Ansprechpartner", "Kontakt:"];
    opens.iter().any(|start| paragraph.starts_with(start))
        || paragraph.len() <= LONGEST && (paragraph.contains("@dpa.com") || paragraph.starts_with("E-Mail:"))
}

/// Puts the notes that may be published in `notes`, and the closing line in `signature`; the others are staff's.
fn notes(item: &Fields, dispatch: &mut Dispatch) {
    let ednotes: Vec<Fields> = item.all(&["ednotes"]).filter_map(Fields::of).collect();
    let is_public = |note: &&Fields| note.get(&["ispublishable"]) != Some(&crate::source::json::Json::Bool(false));
    dispatch.notes.clear();
    for note in ednotes.iter().filter(is_public) {
        let Some(text) = note.text(&["ednote", "value"]) else { continue };
        let role = note.text(&["role"]).unwrap_or_default();
        match role.rsplit(':').next().unwrap_or_default() {
            "closingline" => dispatch.signature = Some(text),
            "picture" | "dpacontacts" | "internet" | "address" => {}
            _ if dispatch.notes.contains(&text) => {}
            _ => dispatch.notes.push(text),
        }
    }
    if ednotes.is_empty()
        && let Some(public) = item.object(&["notepad"]).and_then(|pad| pad.get(&["publichtml"])?.as_str())
    {
        dispatch.notes.extend(html::paragraphs(public).into_iter().filter(|text| !is_contact(text)));
    }
    let signal = item.text(&["signal"]).unwrap_or_default();
    if dispatch.notes.is_empty() && signal.ends_with("correction") {
        dispatch.notes.push("correction".to_owned());
    }
}

/// The categories of a type: `dnltype:geosubject` is `geosubject`.
fn of_type<'c, 'a>(categories: &'c [Fields<'a>], name: &'c str) -> impl Iterator<Item = &'c Fields<'a>> {
    let is = move |text: String| text.rsplit(':').next() == Some(name);
    categories.iter().filter(move |category| category.text(&["type"]).is_some_and(is))
}

fn named<'c>(categories: &'c [Fields], name: &'c str) -> impl Iterator<Item = String> + use<'c> {
    of_type(categories, name).filter_map(|category| category.text(&["name"]))
}

fn topics(item: &Fields, categories: &[Fields], dispatch: &mut Dispatch) {
    for subject in of_type(categories, "dpasubject") {
        let Some(label) = subject.text(&["name"]) else { continue };
        let coded = subject.text(&["qcode"]).map(|code| concepts::coded(code, None)).unwrap_or_default();
        dispatch.topics.push(Topic { label, ..coded });
    }
    let labels = item.texts(&["dpasubjectnames", "rubricnames"]);
    let others = labels.into_iter().filter(|label| !dispatch.topics.iter().any(|topic| topic.label == *label));
    // `weblines.labline.test` is the way that the item took.
    let others = others.filter(|label| label.contains(' ') || !label.contains('.'));
    let others: Vec<Topic> = others.map(|label| Topic { label, ..Topic::default() }).collect();
    dispatch.topics.extend(others);
}

fn keywords(item: &Fields, categories: &[Fields], dispatch: &mut Dispatch) {
    let kicker = item.text(&["kicker"]);
    let names = named(categories, "keyword").chain(item.texts(&["keywordnames"]));
    let all = std::mem::take(&mut dispatch.keywords).into_iter().chain(kicker).chain(names);
    dispatch.keywords = distinct(all, |keyword| clean::key(keyword));
}

/// The regions it is about, and the towns of the addresses in it.
fn locations(item: &Fields, categories: &[Fields], dispatch: &mut Dispatch) {
    for name in named(categories, "geosubject").chain(item.texts(&["geosubjectnames"])) {
        dateline::add_place(dispatch, &name, PlaceRole::Event);
    }
    for place in of_type(categories, "poi").filter_map(address) {
        if !dispatch.locations.iter().any(|known| clean::same(&known.name, &place.name)) {
            dispatch.locations.push(place);
        }
    }
}

/// The town of a point of interest, at the coordinates of the address.
fn address(poi: &Fields) -> Option<Location> {
    let feature = poi.get(&["geojson"])?;
    let properties = Fields::of(feature)?.object(&["properties"])?;
    let (lat, lon) = places::point(feature).unzip();
    let name = properties.text(&["locality"])?;
    Some(Location { name, country: properties.text(&["country"]), lat, lon, ..Location::default() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::json::{self, Json};

    #[test]
    fn what_is_for_staff_goes_nowhere() {
        let text = json!({
            "urn": "urn:newsml:dpa.com:20090101:250309-930-1", "version": 2, "version_created": "2025-03-09T14:05:00+01:00",
            "type": "composite", "signal": "sig:correction", "language": "de", "kicker": "Hochwasser", "headline": "Pegel sinkt",
            "subhead": "Zwei Brücken frei", "teaser": "Am Ufer wird aufgeräumt.", "dateline": "Valmont (dpa) - ",
            "article_html": "<section class=\"main\"><p>Ihr Ansprechpartner: Ilo Stern, Tel. 030 5551717</p><p>Eins.</p><p>Zwei.</p></section>",
            "infobox_html": "<section><h2>Pegel</h2><ul><li>Orvine: 3 m</li></ul></section>",
            "linkbox_html": "<ul><li><a href=\"x\">Stadt</a></li></ul>", "creditline": "dpa",
            "ednotes": [
                {"role": "dpaednoterole:closingline", "ednote": "dpa ab yyzz n1 cd", "is_publishable": true},
                {"role": "dpaednoterole:dpacontacts", "ednote": "Autor: Ilo Stern, 030 5551717", "is_publishable": false},
                {"role": "dpaednoterole:correction", "ednote": "Im 2. Satz: zwei statt drei.", "is_publishable": true},
                {"role": "dpaednoterole:picture", "ednote": "Foto", "is_publishable": true},
            ],
            "notepad": {"nonpublic_html": "<p>030 5551717</p>"},
            "categories": [
                {"type": "dnltype:dpasubject", "name": "Wetter", "qcode": "medtop:17000000"},
                {"type": "dnltype:geosubject", "name": "Normandie", "qcode": "dpaarea:1"},
                {"type": "dnltype:genre", "name": "Meldung"},
                {"type": "dnltype:poi", "name": "Rathaus, Rue Haute 1, Orvine", "geojson": {
                    "properties": {"name": "Rathaus", "locality": "Orvine", "country": "Frankreich"},
                    "geometry": {"type": "Point", "coordinates": [1.5, 49.5]}}},
            ],
            "dpasubject_names": ["Wetter"], "keyword_names": ["Flut"],
        })
        .to_string();
        let value = Json::parse(&text).unwrap();
        let dispatch = read(&json::unwrap(&value).unwrap()).unwrap();
        assert!(!serde_json::to_string(&dispatch).unwrap().contains("5551717"));
        assert_eq!(dispatch.body, ["Eins.", "Zwei.", "Pegel", "Orvine: 3 m"]);
        assert_eq!(dispatch.standfirst.as_deref(), Some("Zwei Brücken frei Am Ufer wird aufgeräumt."));
        assert_eq!((dispatch.signature.as_deref(), dispatch.version), (Some("dpa ab yyzz n1 cd"), 2));
        assert_eq!(dispatch.notes, ["Im 2. Satz: zwei statt drei."]);
        assert_eq!((dispatch.provider.as_deref(), dispatch.genre.as_deref()), (Some("DPA"), Some("Meldung")));
        assert_eq!(dispatch.keywords, ["Hochwasser", "Flut"]);
        let topics: Vec<_> =
            dispatch.topics.iter().map(|topic| (topic.label.as_str(), topic.code.as_deref())).collect();
        assert_eq!(topics, [("Wetter", Some("17000000"))]);
        let places: Vec<_> =
            dispatch.locations.iter().map(|place| (place.name.as_str(), place.role, place.lat)).collect();
        let wanted = [
            ("Valmont", PlaceRole::Dateline, None),
            ("Normandie", PlaceRole::Event, None),
            ("Orvine", PlaceRole::Mentioned, Some(49.5)),
        ];
        assert_eq!(places, wanted);
    }

    #[test]
    fn an_item_of_pictures_is_no_dispatch() {
        let value =
            Json::parse(r#"{"urn": "u", "type": "composite", "headline": "Foto", "article_html": null}"#).unwrap();
        let outcome = read(&json::unwrap(&value).unwrap());
        assert_eq!(outcome, Err(SkipReason::PackageOrPicture("composite".to_owned())));
    }
}
