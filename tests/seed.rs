//! The one real dispatch that the project was asked to read well. It is not ours to ship: without it, nothing is checked.

use std::collections::BTreeSet;
use std::path::Path;

use depeche::annotate::{Annotator, Scratch};
use depeche::dispatch::{Dispatch, Origin, PlaceRole};
use depeche::source::{self, Item, Options};

const SEED: &str = "../shared/data/seed/000_7abf3220b5766a87.txt";

/// The dispatch, if the file is there.
fn seed() -> Option<Dispatch> {
    if !Path::new(SEED).exists() {
        eprintln!("skipped: {SEED} is absent");
        return None;
    }
    let mut dispatches = Vec::new();
    let facts = source::read(Path::new(SEED), &Options::default(), &mut |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => panic!("{skip}"),
    });
    assert_eq!(facts.map(|facts| facts.format).ok(), Some("web-page"));
    assert_eq!(dispatches.len(), 1);
    dispatches.pop()
}

#[test]
fn its_facts() {
    let Some(dispatch) = seed() else { return };
    assert_eq!((dispatch.provider.as_deref(), dispatch.language.as_deref()), (Some("AA"), Some("fr")));
    assert_eq!(dispatch.topics.iter().map(|topic| topic.label.as_str()).collect::<Vec<_>>(), ["Politique", "Monde"]);
    assert_eq!((dispatch.byline.as_deref(), dispatch.translator.as_deref()), (Some("Burak Bir"), Some("Sanaa Amir")));
    let day = |moment: Option<depeche::dispatch::Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    assert_eq!((day(dispatch.created), day(dispatch.updated)), ("2025-09-03".to_owned(), "2025-09-03".to_owned()));
    assert_eq!(dispatch.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()), Some("Londres"));
    let places: Vec<_> = dispatch.locations.iter().map(|place| (place.name.as_str(), place.role)).collect();
    assert_eq!(places, [("Londres", PlaceRole::Dateline), ("Greater London", PlaceRole::Dateline)]);
    assert!(dispatch.standfirst.as_deref().is_some_and(|text| text.starts_with('«') && text.contains("Mark Rutte")));
    assert_eq!(dispatch.body.len(), 9);
    assert_eq!((dispatch.warnings.len(), dispatch.notes.len()), (0, 0));
}

#[test]
fn the_headline_stands_once_and_nothing_of_the_site_stays() {
    let Some(dispatch) = seed() else { return };
    let record =
        serde_json::to_string(&Dispatch { source: depeche::dispatch::Source::default(), ..dispatch.clone() }).unwrap();
    let headline = serde_json::to_string(&dispatch.headline).unwrap();
    assert!(dispatch.headline.len() > 20);
    assert_eq!(record.matches(headline.trim_matches('"')).count(), 1);
    let lower = record.to_lowercase();
    for furniture in ["abonner", "abonnés", "a lire aussi", "paylaşın", "mıse à jour", "traduit", "| "] {
        assert!(!lower.contains(furniture), "{furniture}");
    }
    assert!(!record.contains("HAS") && !record.contains(['ı', 'ş', 'ğ']));
}

#[test]
fn who_where_and_what_its_text_tells() {
    let Some(mut dispatch) = seed() else { return };
    Annotator::shared().annotate(&mut dispatch, &mut Scratch::default());
    let people: BTreeSet<&str> = dispatch.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, BTreeSet::from(["Alar Karis", "Donald Trump", "Mark Rutte"]));
    let places: BTreeSet<&str> = dispatch.locations.iter().map(|place| place.name.as_str()).collect();
    let wanted =
        ["Londres", "Greater London", "Bruxelles", "Paris", "Ukraine", "Russie", "Estonie", "Kiev", "États-Unis"];
    for name in wanted {
        assert!(places.contains(name), "{name}: {places:?}");
    }
    let topics: Vec<(&str, Origin)> = dispatch.topics.iter().map(|topic| (topic.label.as_str(), topic.from)).collect();
    assert_eq!(topics[..2], [("Politique", Origin::Source), ("Monde", Origin::Source)]);
    assert!(topics[2..].iter().all(|(_, from)| *from == Origin::Text), "{topics:?}");
}
