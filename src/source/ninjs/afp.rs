//! AFP API Core: keys of its own, the text as a list of paragraphs, people and places found by AFP beside it.
//!
//! Sources of the fields: the AFP API as its public clients read it (afpnews-api, afp-apicore-sdk, afp-api-client).

use super::body;
use super::item::{self, Reading};
use super::{concepts, places};
use crate::dispatch::{Dateline, Dispatch, Location, Person, PlaceRole, Topic};
use crate::source::fault::SkipReason;
use crate::source::json::Json;
use crate::source::json::fields::{Fields, distinct, text};
use crate::source::{agencies, clean, complete, dateline, language};

/// In `hopHistory` of a story that went out as an alert before it was written.
const SENT_FIRST: &str = "validatedAsFlashOrAlertOrUrgent";

/// Makes a dispatch of a document.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(item: &Fields) -> Result<Dispatch, SkipReason> {
    item::of_text(item)?;
    let agency = item.text(&["provider", "source"]);
    let agency = agency.map_or("AFP".to_owned(), |name| agencies::canonical(&name).map_or(name, str::to_owned));
    let mut reading = Reading::new(item, Some(agency));
    let signals = signals(item);
    let kill = signals.iter().find(|signal| matches!(signal.as_str(), "kill" | "cancel"));
    let mut dispatch = Dispatch {
        id: item.text(&["uno", "newsitemid", "guid", "afpshortid"]).unwrap_or_default(),
        version: reading.version(&["revision", "version"]),
        language: item.text(&["lang", "language"]).and_then(|tag| language::tag(&tag)),
        slug: slug(item),
        headline: item.text(&["headline", "title"]).unwrap_or_default(),
        standfirst: item.text(&["subheadline", "summary", "abstract"]),
        body: item.get(&["news", "body"]).map(body::of_value).unwrap_or_default(),
        byline: byline(item),
        dateline: dateline(item),
        created: reading.moment(&["created", "contentcreated"]),
        updated: reading.moment(&["published", "versionmodified", "contentmodified"]),
        urgency: reading.urgency(),
        genre: genre(item),
        status: reading.status(kill.map(String::as_str)),
        embargo: reading.moment(&["embargoed"]),
        notes: notes(item, &signals),
        topics: topics(item),
        locations: locations(item),
        people: entities(item, &["entityperson"], &["person", "people"])
            .into_iter()
            .map(|name| Person { forms: vec![name.clone()], name, ..Person::default() })
            .collect(),
        organisations: entities(item, &["entitycompany", "entityorganisation"], &["organisation", "company"]),
        keywords: distinct(item.texts(&["keyword", "keywords", "event"]).into_iter(), |word| clean::key(word)),
        rights: rights(item),
        ..Dispatch::default()
    };
    (dispatch.provider, dispatch.warnings) = (reading.provider, reading.warnings);
    complete::dispatch(&mut dispatch);
    item::finished(dispatch)
}

/// `France-procès-assises`: the parts of the slug, as AFP's other formats join them.
fn slug(item: &Fields) -> Option<String> {
    let parts = item.texts(&["slug"]);
    (!parts.is_empty()).then(|| parts.join("-")).or_else(|| newsline(item, "slug"))
}

/// A line of the first `bagItem` that has one.
fn newsline(item: &Fields, name: &str) -> Option<String> {
    item.all(&["bagitem"]).find_map(|bag| Fields::of(bag)?.object(&["newslines"])?.text(&[name]))
}

/// Who wrote it; the agency itself is no author.
fn byline(item: &Fields) -> Option<String> {
    let author = item.text(&["byline"]).or_else(|| newsline(item, "byline"));
    author.or_else(|| item.text(&["creator", "contributor"])).filter(|name| agencies::canonical(name).is_none())
}

/// The dateline of the metadata: `newslines`, else the city.
fn dateline(item: &Fields) -> Option<Dateline> {
    let city = item.text(&["city"]).map(|city| dateline::titled(&city));
    let raw = item.text(&["dateline"]).or_else(|| newsline(item, "dateline")).or_else(|| city.clone())?;
    let place = dateline::split(&raw, None).and_then(|(dateline, _)| dateline.place).or(city);
    Some(Dateline { raw, place, ..Dateline::default() })
}

/// A label, or the last part of the first code: `Agenda` of `afpattribute:Agenda`.
fn genre(item: &Fields) -> Option<String> {
    let genre = item.text(&["genre", "genreid"])?;
    Some(genre.rsplit(':').next().unwrap_or(&genre).to_owned())
}

/// `correction` of `sig:correction`, in a text or a list.
fn signals(item: &Fields) -> Vec<String> {
    let signals = item.texts(&["signal"]);
    signals.iter().map(|signal| signal.rsplit(':').next().unwrap_or(signal).to_lowercase()).collect()
}

/// Advisories, and what the signals say that no advisory explains.
fn notes(item: &Fields, signals: &[String]) -> Vec<String> {
    let mut notes = item.texts(&["advisory"]);
    notes.extend(newsline(item, "advisory").filter(|note| !item.texts(&["advisory"]).contains(note)));
    if notes.is_empty() && signals.iter().any(|signal| signal.starts_with("correct")) {
        notes.push("correction".to_owned());
    }
    if signals.iter().any(|signal| signal == "cwarn") {
        notes.push("content warning".to_owned());
    }
    let history = item.all(&["hophistory"]).filter_map(Json::as_str);
    if history.into_iter().any(|hop| hop.contains(SENT_FIRST)) {
        notes.push("sent first as flash, alert or urgent".to_owned());
    }
    notes
}

/// Codes of IPTC, of eight digits, and AFP's own labels.
fn topics(item: &Fields) -> Vec<Topic> {
    let coded = |key: &'static [&'static str], scheme: &'static str| {
        item.all(key).filter_map(move |value| {
            let fields = Fields::of(value);
            let code = fields.map_or_else(|| text(value), |fields| fields.text(&["code", "qcode", "id"]))?;
            let mut topic = concepts::coded(code.clone(), (!code.contains(':')).then(|| scheme.to_owned()));
            if let Some(label) = fields.and_then(|fields| fields.text(&["name", "label", "text"])) {
                topic.label = label;
            }
            Some(topic)
        })
    };
    let labels = item.texts(&["topic"]).into_iter().map(|label| Topic { label, ..Topic::default() });
    let all = coded(&["mediatopic"], "medtop").chain(coded(&["iptc"], "subj")).chain(labels);
    distinct(all, |topic| (topic.scheme.clone(), topic.code.clone(), topic.label.clone()))
}

/// Names under keys of their own, and those under `afpentity`.
fn entities(item: &Fields, keys: &'static [&'static str], kinds: &'static [&'static str]) -> Vec<String> {
    let found = item.object(&["afpentity"]);
    let found = found.iter().flat_map(|found| found.all(kinds)).filter_map(entity);
    distinct(item.texts(keys).into_iter().chain(found), |name| clean::key(name))
}

fn entity(value: &Json) -> Option<String> {
    Fields::of(value).and_then(|fields| fields.text(&["text"])).or_else(|| text(value))
}

/// Where it was written, where it is set, and the places it names.
fn locations(item: &Fields) -> Vec<Location> {
    let mut locations = Vec::new();
    let country = item.text(&["countrycode", "country", "countryname"]);
    let (lat, lon) = item.get(&["location"]).and_then(coordinates).unzip();
    if let Some(city) = item.text(&["city"]) {
        let name = dateline::titled(&city);
        locations.push(Location {
            role: PlaceRole::Dateline,
            country,
            lat,
            lon,
            ..dateline::place(&name, PlaceRole::Dateline)
        });
    }
    let about = item.texts(&["countryname"]).into_iter().map(|name| dateline::place(&name, PlaceRole::Event));
    let named = entities(item, &["entitylocation"], &["city", "country", "location", "region"]);
    let named = named.into_iter().map(|name| dateline::place(&name, PlaceRole::Mentioned));
    distinct(locations.into_iter().chain(about).chain(named), |place| clean::key(&place.name))
}

/// `{"lat": 48.85, "lon": 2.35}` or GeoJSON.
fn coordinates(value: &Json) -> Option<(f64, f64)> {
    let fields = Fields::of(value)?;
    let number = |names: &[&str]| fields.text(names)?.parse::<f64>().ok();
    match (number(&["lat", "latitude"]), number(&["lon", "lng", "longitude"])) {
        (Some(lat), Some(lon)) => (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon)),
        _ => places::point(value),
    }
}

/// Who may use it and how; `country_out` lists where not.
fn rights(item: &Fields) -> Option<String> {
    let mut texts = item.texts(&["copyright", "rules", "usageright"]);
    let out = item.texts(&["countryout"]);
    if !out.is_empty() {
        texts.push(format!("not in {}", out.join(", ")));
    }
    (!texts.is_empty()).then(|| texts.join(" "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dispatch::Status;
    use crate::source::json;

    fn one(value: serde_json::Value) -> Result<Dispatch, SkipReason> {
        let text = value.to_string();
        let value = Json::parse(&text).unwrap();
        read(&json::unwrap(&value).unwrap())
    }

    #[test]
    fn a_document_gives_every_field() {
        let dispatch = one(json!({
            "uno": "newsml.exemple.20240315T143000Z.doc-1", "afpshortid": "A1", "class": "text", "lang": "fr", "revision": 3,
            "created": "2024-03-15T14:30:00Z", "published": "2024-03-15T15:00:00Z", "status": "", "urgency": 3,
            "headline": "Crue de l'Orvine: les ponts rouvrent", "subheadline": "Le niveau baisse", "signal": ["update", "cwarn"],
            "news": ["Le pont haut a rouvert vendredi.", "La <b>mairie</b> &amp; les riverains nettoient.", "ab/cd"],
            "slug": ["France", "crue"], "keyword": ["crue", "Crue"], "event": ["Crue de mars"], "iptc": ["03005000"],
            "mediatopic": ["medtop:20000150"], "topic": ["environnement"], "genreid": ["afpedtype:Lead", "afpattribute:Article"],
            "country": "FRA", "countryname": "France", "city": "VALMONT", "location": {"lat": 49.5, "lon": 1.5},
            "entity_person": ["Ada Brévent"], "entity_company": ["Ponts de l'Orvine"], "entity_location": ["Orvine"],
            "afpentity": {"person": [{"text": "Ada Brévent", "qcode": "1"}, {"text": "Ilo Stern"}], "city": [{"text": "Caen"}]},
            "provider": "AFP", "creator": "AFP", "copyright": "© AFP", "rules": ["Internet"], "country_out": ["CHE"],
            "hopHistory": ["x", "validatedAsFlashOrAlertOrUrgent"], "advisory": "Ajoute une réaction",
            "bagItem": [{"newslines": {"byline": "Par Ada ROY"}}],
        }))
        .unwrap();
        let record = serde_json::to_value(&dispatch).unwrap();
        let wanted = json!({
            "id": "newsml.exemple.20240315T143000Z.doc-1", "version": 3, "provider": "AFP", "language": "fr", "slug": "France-crue",
            "headline": "Crue de l'Orvine: les ponts rouvrent", "standfirst": "Le niveau baisse", "byline": "Par Ada ROY",
            "body": ["Le pont haut a rouvert vendredi.", "La mairie & les riverains nettoient."], "signature": "ab/cd",
            "created": "2024-03-15T14:30:00+00:00", "updated": "2024-03-15T15:00:00+00:00", "urgency": 3, "genre": "Lead",
            "dateline": {"raw": "Valmont", "place": "Valmont"}, "keywords": ["crue", "Crue de mars"],
            "notes": ["Ajoute une réaction", "content warning", "sent first as flash, alert or urgent"],
            "organisations": ["Ponts de l'Orvine"], "rights": "© AFP Internet not in CHE",
            "topics": [
                {"label": "20000150", "scheme": "medtop", "code": "20000150", "from": "source"},
                {"label": "03005000", "scheme": "subj", "code": "03005000", "from": "source"},
                {"label": "environnement", "from": "source"},
            ],
            "locations": [
                {"name": "Valmont", "role": "dateline", "country": "FRA", "lat": 49.5, "lon": 1.5, "from": "source"},
                {"name": "France", "role": "event", "from": "source"}, {"name": "Orvine", "role": "mentioned", "from": "source"},
                {"name": "Caen", "role": "mentioned", "from": "source"},
            ],
        });
        for (key, value) in wanted.as_object().unwrap() {
            assert_eq!(&record[key], value, "{key}");
        }
        assert_eq!(
            dispatch.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(),
            ["Ada Brévent", "Ilo Stern"]
        );
    }

    #[test]
    fn alerts_kills_and_pictures() {
        let alert =
            one(json!({"uno": "a", "class": "text", "urgency": 1, "news": "Séisme à Valmont (préfecture)"})).unwrap();
        assert_eq!((alert.headline.as_str(), alert.title()), ("", "Séisme à Valmont (préfecture)"));
        for (status, wanted) in [
            ("", Status::Usable),
            ("Canceled", Status::Canceled),
            ("WithHeld", Status::Withheld),
            ("embargoed", Status::Embargoed),
        ] {
            let dispatch = one(json!({"uno": "a", "headline": "Un", "status": status})).unwrap();
            assert_eq!(dispatch.status, wanted, "{status}");
        }
        let corrected = one(json!({"uno": "a", "headline": "Un", "signal": "correction"})).unwrap();
        assert_eq!(corrected.notes, ["correction"]);
        let picture = one(json!({"uno": "a", "class": "picture", "headline": "Un", "caption": ["Vue"]}));
        assert_eq!(picture, Err(SkipReason::PackageOrPicture("picture".to_owned())));
    }
}
