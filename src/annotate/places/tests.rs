//! Which places a dispatch means, how they are named, and where the story happens.

use proptest::prelude::*;

use super::Places;
use crate::annotate::document::Document;
use crate::annotate::mention::{EntityKind, Mention};
use crate::dispatch::{Dateline, Dispatch, Location, PlaceRole};

/// A dispatch of these paragraphs, the first being the headline, in which names of places stand between brackets.
fn dispatch(marked: &[&str]) -> (Dispatch, Document, Vec<Mention>) {
    let plain = |text: &&str| text.replace(['[', ']'], "");
    let mut texts = marked.iter().map(plain);
    let headline = texts.next().unwrap_or_default();
    let dispatch = Dispatch { headline, body: texts.collect(), ..Dispatch::default() };
    let document = Document::of(&dispatch);
    let mut mentions = Vec::new();
    let mut base = 0;
    for text in marked.iter().filter(|text| !text.is_empty()) {
        let mut at = base;
        let mut start = 0;
        for part in text.split_inclusive(['[', ']']) {
            let name = part.trim_end_matches(['[', ']']);
            if part.ends_with('[') {
                start = at + name.len();
            } else if part.ends_with(']') {
                let end = at + name.len();
                let first = document.tokens.partition_point(|token| (token.start as usize) < start);
                let last = document.tokens.partition_point(|token| (token.end as usize) <= end);
                // Part of a word is no mention.
                if first < last {
                    mentions.push(Mention { kind: EntityKind::Location, confidence: 1.0, tokens: first..last });
                }
            }
            at += name.len();
        }
        base += plain(text).len() + 1;
    }
    (dispatch, document, mentions)
}

fn resolve(marked: &[&str]) -> Vec<Location> {
    let (dispatch, document, mentions) = dispatch(marked);
    Places::shared().resolve(&dispatch, &document, &mentions)
}

/// Identifiers, in order; `?` for a place that the gazetteer does not know.
fn ids(locations: &[Location]) -> String {
    locations.iter().map(|location| location.id.as_deref().unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

#[test]
fn names_of_several_places_are_settled_by_what_stands_beside_them() {
    const PARIS: &str = "2988507";
    for (text, name, wanted) in [
        ("Le bac de [Paris] est plein.", "Paris", PARIS),
        ("Le bac de [Paris] ([Texas]) est plein.", "Paris", "4717560"),
        ("Une fête à [Paris], au [Texas].", "Paris", "4717560"),
        ("Une fête à [Paris] et à [Dallas].", "Paris", PARIS),
        ("Un pont à [Saint-Denis] ([Seine-Saint-Denis]).", "Saint-Denis", "2980916"),
        ("Un pont à [Saint-Denis], à [La Réunion].", "Saint-Denis", "935264"),
        ("Des élus de [Saint-Denis], [Saint-Pierre] et [Cilaos].", "Saint-Denis", "935264"),
        ("Un lac à [Valence], en [Espagne].", "Valence", "2509954"),
        ("Un lac à [Valence], dans la [Drôme].", "Valence", "2971053"),
        ("La pluie sur [Poitiers], [Châtellerault] et la [Vienne].", "Vienne", "FR-86"),
        ("Des pourparlers à [Vienne] avec l'[Iran] et l'[Autriche].", "Vienne", "2761369"),
        ("Le vote en [Géorgie], dans le [Caucase].", "Géorgie", "GE"),
        ("Le vote à [Atlanta], en [Géorgie], aux [États-Unis].", "Géorgie", "US.GA"),
        ("Un marin de [Tripoli], au [Liban].", "Tripoli", "266826"),
        ("Un marin de [Tripoli], en [Libye].", "Tripoli", "2210247"),
        ("La neige à [London] ([Ontario]).", "London", "6058560"),
    ] {
        let locations = resolve(&["En bref", text]);
        let found =
            locations.iter().find(|location| location.name == name).map(|found| ids(std::slice::from_ref(found)));
        assert_eq!(found.as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn one_place_is_one_entry() {
    for (text, names, forms) in [
        ("Les [Etats-Unis], l'[Amérique] et les [USA].", "Etats-Unis", "Amérique USA"),
        ("[PARIS] dort. On dort à [Paris].", "Paris", ""),
        ("[SEINE-MARITIME] : rien.", "Seine-Maritime", ""),
        ("La [RDC].", "RDC", ""),
        ("Le [mont Kilimandjaro], ou [Kilimandjaro].", "Kilimandjaro", "mont Kilimandjaro"),
        ("À [Valbrume], dans l'[île de Valbrume].", "île de Valbrume", "Valbrume"),
        ("À [Thionville], oui, [Thonville].", "Thionville", "Thonville"),
        ("Le [golfe du Mexique] et le [Mexique].", "golfe du Mexique|Mexique", "|"),
        ("[Valbrume] et [Orvines].", "Valbrume|Orvines", "|"),
    ] {
        let locations = resolve(&["", text]);
        let found: Vec<&str> = locations.iter().map(|location| location.name.as_str()).collect();
        let mut found = found.join("|");
        if names.contains('|') && !found.starts_with(names.split('|').next().unwrap_or_default()) {
            found = found.split('|').rev().collect::<Vec<_>>().join("|");
        }
        assert_eq!(found, names, "{text}");
        let others: Vec<String> = locations.iter().map(|location| location.forms.join(" ")).collect();
        assert_eq!(others.join("|"), forms, "{text}");
    }
}

#[test]
fn a_place_has_its_country_region_and_coordinates() {
    let locations = resolve(&["", "Un bal à [Rouen]."]);
    let rouen = &locations[0];
    assert_eq!((rouen.country.as_deref(), rouen.region.as_deref()), (Some("FR"), Some("Seine-Maritime")));
    assert_eq!((rouen.lat, rouen.lon), (Some(49.4431), Some(1.0993)));
    let unknown = &resolve(&["", "Un bal à [Valbrume]."])[0];
    assert_eq!((&unknown.id, &unknown.country, unknown.lat), (&None, &None, None));
}

#[test]
fn what_the_source_gave_comes_first_and_keeps_its_role() {
    let (mut dispatch, document, mentions) = dispatch(&["Crue à [Rouen]", "À [Rouen] et à [Paris], l'eau monte."]);
    let given = |name: &str, role| Location { name: name.into(), role, ..Location::default() };
    dispatch.locations = vec![given("PARIS", PlaceRole::Dateline), given("Orvines", PlaceRole::Mentioned)];
    let locations = Places::shared().resolve(&dispatch, &document, &mentions);
    let found: Vec<_> = locations.iter().map(|location| (location.name.as_str(), location.role)).collect();
    let wanted = [("PARIS", PlaceRole::Dateline), ("Orvines", PlaceRole::Mentioned), ("Rouen", PlaceRole::Event)];
    assert_eq!(found, wanted);
    assert_eq!(ids(&locations), "2988507 ? 2982652");
}

#[test]
fn the_place_of_the_dateline_is_told_by_what_stands_beside_it_and_in_the_text() {
    for (raw, place, text, wanted) in [
        ("VALENCE, 12 mars 2025 (AFP) -", "VALENCE", "Le préfet de la [Drôme] a fermé un pont.", "2971053"),
        ("VALENCE, 12 mars 2025 (AFP) -", "VALENCE", "Un train a déraillé en [Espagne].", "2509954"),
        ("VALENCE (Espagne), 12 mars 2025 (AFP) -", "VALENCE", "Le maire attend des Français.", "2509954"),
        ("PARIS (AFP) -", "PARIS", "Le gouverneur du [Texas] est arrivé.", "2988507"),
        ("LUXEMBOURG (AFP) -", "LUXEMBOURG", "Un bus est tombé en panne.", "LU"),
        ("TRIPOLI (AFP) -", "TRIPOLI", "L'armée du [Liban] a fermé un pont près de [Beyrouth].", "266826"),
    ] {
        let (mut dispatch, document, mentions) = dispatch(&["", text]);
        dispatch.locations = vec![Location { name: place.into(), role: PlaceRole::Dateline, ..Location::default() }];
        dispatch.dateline = Some(Dateline { raw: raw.into(), place: Some(place.into()), ..Dateline::default() });
        let locations = Places::shared().resolve(&dispatch, &document, &mentions);
        assert_eq!(locations[0].id.as_deref(), Some(wanted), "{raw} {text}");
    }
}

#[test]
fn the_event_is_where_it_happens() {
    for (texts, wanted) in [
        (
            &["Un pont s'effondre à [Gênes]", "Un pont s'est effondré mardi à [Gênes], en [Italie], selon la police."]
                [..],
            "Gênes",
        ),
        (&["Incendie en [Corse]", "Un feu a pris en [Corse]. Des renforts sont venus de [Marseille]."], "Corse"),
        (&["", "L'[Europe] regarde. Le festival ouvre jeudi à [Locarno]."], "Locarno"),
    ] {
        let locations = resolve(texts);
        let event: Vec<&str> =
            locations.iter().filter(|l| l.role == PlaceRole::Event).map(|l| l.name.as_str()).collect();
        assert_eq!(event, [wanted]);
    }
}

#[test]
fn the_gazetteer_is_whole() {
    let gazetteer = &Places::shared().gazetteer;
    assert!(gazetteer.len() > 45_000, "{}", gazetteer.len());
    for (id, line) in [
        ("EE", "EE 154 x-baltes 150"),
        ("588409", "588409 EE.01 EE 154 x-baltes 150"),
        ("RE", "RE FR 014 x-outre-mer x-mascareignes 202 002"),
    ] {
        let place = gazetteer.place_of_id(id).unwrap();
        let found: Vec<&str> = gazetteer.line(place).into_iter().map(|place| gazetteer.id(place)).collect();
        assert_eq!(found.join(" "), line);
    }
}

/// Many places, each only once, and one name in many capitals: the time of either must grow as the text does.
#[test]
fn hostile_texts_take_no_longer_than_their_length() {
    let many: String = (0..20_000).map(|n| format!("[Val{n}], [Paris] ")).collect();
    let locations = resolve(&["", &many]);
    assert_eq!(locations.len(), 20_001);
}

proptest! {
    #[test]
    fn any_mentions_give_each_place_once(texts in proptest::collection::vec("(\\[?(Paris|PARIS|Géorgie|Lac|Mont Blanc|St|Val d'Or|é|-)\\]?[ ,(]?){0,8}", 1..4)) {
        let balanced: Vec<String> = texts.iter().map(|text| balance(text)).collect();
        let locations = resolve(&balanced.iter().map(String::as_str).collect::<Vec<_>>());
        let mut ids: Vec<_> = locations.iter().filter_map(|location| location.id.clone()).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), all);
    }
}

/// `text` with every bracket paired and no pair inside another or empty.
fn balance(text: &str) -> String {
    let mut out = String::new();
    let mut open = false;
    for c in text.chars() {
        match c {
            '[' if open => {}
            ']' if !open || out.ends_with('[') => {}
            _ => {
                open = if c == '[' { true } else { open && c != ']' };
                out.push(c);
            }
        }
    }
    if open { out.replace(['[', ']'], "") } else { out }
}
