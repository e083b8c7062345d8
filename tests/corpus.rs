//! The sample dispatches in `corpus/`, read as `corpus_manifest.tsv` says, and what is special about some of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use depeche::dispatch::{Dispatch, PlaceRole, Status};
use depeche::source::{self, Fault, FileFacts, Item, Options, SkipReason};

/// What a file gives.
struct Reading {
    dispatches: Vec<Dispatch>,
    skips: Vec<SkipReason>,
    outcome: Result<FileFacts, Fault>,
}

fn read(name: &str) -> Reading {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let outcome = source::read(&Path::new("corpus").join(name), &Options::default(), &mut |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => skips.push(skip.reason),
    });
    Reading { dispatches, skips, outcome }
}

/// The only dispatch of a file.
fn one(name: &str) -> Dispatch {
    let mut dispatches = read(name).dispatches;
    assert_eq!(dispatches.len(), 1, "{name}");
    dispatches.remove(0)
}

/// A line of the manifest. Headline, provider and day are those of the first dispatch of the file.
struct Expected {
    format: String,
    encoding: String,
    dispatches: usize,
    headline: String,
    provider: String,
    created: String,
}

fn manifest() -> BTreeMap<String, Expected> {
    let lines = include_str!("corpus_manifest.tsv").lines().skip(1);
    let row = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        let (path, format, encoding, dispatches) = (next(), next(), next(), next());
        let dispatches = dispatches.parse().unwrap();
        (path, Expected { format, encoding, dispatches, headline: next(), provider: next(), created: next() })
    };
    lines.map(row).collect()
}

#[test]
fn manifest_and_folder_hold_the_same_files() {
    let found = source::walk(Path::new("corpus")).map(|step| step.unwrap().path);
    let names = found.map(|path| path.strip_prefix("corpus").unwrap().to_str().unwrap().replace('\\', "/"));
    assert_eq!(names.collect::<BTreeSet<_>>(), manifest().into_keys().collect());
}

#[test]
fn every_file_is_read_as_the_manifest_says() {
    for (name, expected) in manifest() {
        let reading = read(&name);
        assert_eq!(reading.dispatches.len(), expected.dispatches, "{name}");
        if let Ok(facts) = &reading.outcome {
            let unread = matches!(expected.format.as_str(), "binary" | "empty");
            assert_eq!(facts.format, if unread { "" } else { &expected.format }, "{name}");
            assert_eq!(facts.encoding, expected.encoding, "{name}");
        }
        let Some(first) = reading.dispatches.first() else { continue };
        assert_eq!(first.headline, expected.headline, "{name}");
        assert_eq!(first.provider.as_deref().unwrap_or_default(), expected.provider, "{name}");
        let created = first.created.map(|moment| moment.day().to_string()).unwrap_or_default();
        assert_eq!(created, expected.created, "{name}");
    }
}

#[test]
fn what_holds_for_every_dispatch() {
    for dispatch in manifest().keys().flat_map(|name| read(name).dispatches) {
        let name = format!("{} #{}", dispatch.source.path, dispatch.source.ordinal);
        let title = dispatch.title();
        assert!(!title.is_empty() && !dispatch.id.is_empty(), "{name}");
        // These collections are in English whoever writes them.
        let english = ["nyt", "reuters21578"].contains(&dispatch.source.format.as_str());
        let language = if english { "en" } else { "fr" };
        assert_eq!(dispatch.language.as_deref().map(|tag| &tag[..2]), Some(language), "{name}");
        assert!(dispatch.headline.is_empty() || !dispatch.body.contains(&dispatch.headline), "{name}: headline twice");
        assert!(!dispatch.byline.as_deref().unwrap_or_default().contains([')', '/']), "{name}: {:?}", dispatch.byline);
        let unsplit = dispatch.body.iter().any(|text| text.contains("(AFP) -") || text.contains("(BELGA) ="));
        assert!(!unsplit, "{name}: the dateline is still in the body");
        let mut names = BTreeSet::new();
        assert!(
            dispatch.locations.iter().all(|place| names.insert(place.name.to_lowercase())),
            "{name}: a place twice"
        );
        // Places of Reuters-21578 are its tags and no more.
        let datelines = dispatch.dateline.iter().filter(|_| dispatch.source.format != "reuters21578");
        for place in datelines.filter_map(|dateline| dateline.place.as_deref()) {
            let listed = |place: &str| {
                let same = |known: &&depeche::dispatch::Location| known.name == place;
                dispatch.locations.iter().find(same).is_some_and(|known| known.role == PlaceRole::Dateline)
            };
            assert!(place.split(", ").all(listed), "{name}: {place}");
            assert!(place.chars().any(char::is_lowercase), "{name}: {place} in capitals");
        }
    }
}

#[test]
fn what_is_no_dispatch_says_why() {
    assert_eq!(read("à classer/pixel.png").skips, [SkipReason::Binary("PNG picture")]);
    assert_eq!(read("à classer/vide.txt").skips, [SkipReason::Empty]);
    assert_eq!(read("ninjs/2021/enveloppe-items.json").skips, [SkipReason::PackageOrPicture("picture".into())]);
}

#[test]
fn broken_json_names_line_and_column() {
    match read("ninjs/2018/transfert-interrompu.json").outcome {
        Err(Fault::Broken { format, line, column, .. }) => assert_eq!((format, line, column), ("JSON", 11, 113)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn kills_are_canceled() {
    let kill = one("ninjs/2023/belga-230608-0417-kill.json");
    let killed = one("ninjs/2023/belga-230608-0417.json");
    assert_eq!((kill.status, killed.status), (Status::Canceled, Status::Usable));
    assert_eq!((&kill.id, kill.version > killed.version, kill.notes.len()), (&killed.id, true, 1));
    let annulation = one("2024/09/annulation-depeche.txt");
    assert_eq!((annulation.status, annulation.notes), (Status::Canceled, vec!["ANNULATION".to_owned()]));
}

#[test]
fn embargoes_have_their_moment() {
    let embargo = |name| {
        let dispatch = one(name);
        (dispatch.status, dispatch.embargo.map(|moment| moment.to_string()).unwrap_or_default())
    };
    let text = embargo("2025/03/embargo-rapport-eau.txt");
    assert_eq!(text, (Status::Embargoed, "2025-03-21T06:00:00+01:00".to_owned()));
    let (_, moment) = embargo("ninjs/2025/embargo-prix-roman.json");
    assert_eq!(moment, "2025-11-03T12:45:00+01:00");
}

#[test]
fn corrections_and_replacements_keep_their_note_out_of_the_text() {
    for (name, start) in [
        ("2025/03/correction-inflation.txt", "Au troisième"),
        ("2025/03/annule-et-remplace-0318.txt", "ANNULE ET REMPLACE"),
        ("ninjs/2024/retraites-bateliers-v2.json", "Actualise"),
    ] {
        let dispatch = one(name);
        assert!(dispatch.notes.len() == 1 && dispatch.notes[0].starts_with(start), "{name}: {:?}", dispatch.notes);
        assert!(!dispatch.body.iter().any(|text| text.contains(start)), "{name}");
    }
    let update = one("ninjs/2025/evolution-crue-remplace.json");
    assert!(update.replaces.is_some_and(|id| id != update.id));
    assert!(update.notes.is_empty());
}

#[test]
fn an_alert_has_no_headline_but_a_title() {
    for name in ["2024/09/afp-alerte-seisme.txt", "1998/afp-981112-alerte.txt", "ninjs/2025/alerte-tunnel-kaimai.json"]
    {
        let alert = one(name);
        assert!(alert.headline.is_empty(), "{name}");
        assert_eq!(alert.title(), alert.body[0], "{name}");
    }
}

#[test]
fn a_dispatch_has_one_id_wherever_it_lies() {
    assert_eq!(one("2024/04/algerie-tournoi.txt").id, one("à classer/copie de algerie-tournoi (2).txt").id);
}

#[test]
fn versions_have_one_id() {
    let (first, second) =
        (one("ninjs/2024/retraites-bateliers-v1.json"), one("ninjs/2024/retraites-bateliers-v2.json"));
    assert_eq!((&first.id, first.version, second.version), (&second.id, 1, 2));
    assert_eq!((first.signature.as_deref(), second.signature.as_deref()), (Some("bh/cv"), Some("bh/cv/abd")));
}

#[test]
fn invisible_characters_and_loose_accents_are_gone() {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{300}'..='\u{36f}')
    };
    for name in ["ninjs/2025/caracteres-de-controle.json", "2020/ats-0211-glacier.txt"] {
        let dispatch = one(name);
        let texts = [&dispatch.id, &dispatch.headline].into_iter().chain(&dispatch.body);
        assert_eq!(texts.flat_map(|text| text.chars()).find(|&c| odd(c)), None, "{name}");
    }
}

#[test]
fn pages_lose_their_furniture() {
    let page = one("2025/10/aa-1006-trieste.txt");
    let places: Vec<_> = page.locations.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(places, ["Trieste", "Frioul-Vénétie julienne"]);
    assert!(page.standfirst.is_some_and(|text| text.ends_with("conférence")));
    let bus = one("2020/12/vaccin-bus-perche.txt");
    assert_eq!((bus.byline, bus.provider.as_deref()), (None, Some("AFP")));
}
