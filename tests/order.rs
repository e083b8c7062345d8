//! Whatever the order in which files come, go and come again: the answers are those of reading all that is there.

mod model;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use depeche::clock;
use depeche::index::{OpenIndex, Progress, Update};
use depeche::query::compile::compile;
use depeche::query::{ParseOptions, parse};
use depeche::search::facets::{self, Facet};
use depeche::search::{self, Details, Joined, Request, Shown, Sort, Standing};
use model::{Model, name};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

struct Silent;

impl Progress for Silent {
    fn begin(&mut self, _: u64, _: u64) {}
    fn file_done(&mut self, _: u64) {}
    fn committing(&mut self) {}
}

const IDS: [&str; 8] = ["urn:a", "urn:b", "urn:c", "urn:d", "urn:e", "urn:f", "urn:g", "urn:h"];
const TEXTS: [&str; 4] = [
    "Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.",
    "LE BAC DE L’ORVINE A REPRIS SON SERVICE MARDI APRES ONZE JOURS D'ARRET A ANNONCE LA MAIRIE DE VALBRUNE",
    "La foire aux livres de Valbrune ouvre samedi avec cent douze exposants, autant que l'an dernier à la même date.",
    "Trop court pour deux.",
];
/// What every text matches, and what only some agencies' dispatches do.
const QUERIES: [&str; 4] =
    ["date:1900..2100 OU bac OU foire OU court", "agence:ATS", "valbrune", "bac SAUF statut:annulé"];

/// A dispatch as a file with a block of headers.
#[derive(Clone, Debug)]
struct Spec {
    id: &'static str,
    version: u64,
    /// Days and hours; `None` is a dispatch without date.
    date: Option<(u8, u8)>,
    canceled: bool,
    replaces: Option<&'static str>,
    agency: &'static str,
    topic: &'static str,
    text: &'static str,
}

impl Spec {
    fn write(&self, number: usize) -> String {
        let mut file = format!("Titre: Point {number}\nId: {}\nVersion: {}\n", self.id, self.version);
        file += &format!("Agence: {}\nSujet: {}\n", self.agency, self.topic);
        if let Some((day, hour)) = self.date {
            file += &format!("Date: 2025-03-{:02}T{hour:02}:00:00Z\n", day + 1);
        }
        if self.canceled {
            file += "Statut: annulé\n";
        }
        if let Some(replaced) = self.replaces {
            file += &format!("Remplace: {replaced}\n");
        }
        format!("{file}\n{}\n", self.text)
    }
}

fn spec() -> impl Strategy<Value = Spec> {
    let date = option::weighted(0.8, (0..14u8, 0..24u8));
    let replaces = option::weighted(0.6, select(&IDS[..]));
    let said = (select(&["AFP", "ATS"][..]), select(&["Transports", "Culture"][..]), select(&TEXTS[..]));
    (select(&IDS[..]), 0..4u64, date, prop::bool::weighted(0.15), replaces, said).prop_map(
        |(id, version, date, canceled, replaces, (agency, topic, text))| Spec {
            id,
            version,
            date,
            canceled,
            replaces,
            agency,
            topic,
            text,
        },
    )
}

fn bring_up_to_date(dir: &Path) -> OpenIndex {
    let index = dir.join("index");
    let update = Update {
        index: &index,
        sources: &[dir.join("files")],
        forget: &[],
        annotate: Some(false),
        columns: None,
        memory: 20_000_000,
        threads: 1,
    };
    update.run(&mut Silent).unwrap();
    OpenIndex::open(&index).unwrap()
}

/// Compares everything that is seen of the index with the model.
fn check(index: &OpenIndex, model: &Model) -> Result<(), TestCaseError> {
    for text in QUERIES {
        let node = parse(text, &ParseOptions { any: false, now: clock::now() }).unwrap().node;
        let compiled = compile(&node, &index.fields).unwrap();
        let wanted = model.hits(&|dispatch| model::matches(text, dispatch));
        for (sort, limit) in [(Sort::Score, 100), (Sort::Date, 100), (Sort::Score, 1), (Sort::Date, 1)] {
            let query = node.clone();
            let request = Request {
                query,
                sort,
                any: false,
                limit,
                offset: 0,
                all_versions: false,
                joined: Joined::Copies,
                total: true,
                details: Details::LIST,
            };
            let found = search::run(index, &request).unwrap();
            prop_assert_eq!(found.total, Some(wanted.len() as u64), "{} {:?}", text, sort);
            let hits: BTreeMap<_, _> = found
                .hits
                .iter()
                .map(|hit| (name(&hit.dispatch), hit.story.also_as.iter().map(|copy| copy.path.clone()).collect()))
                .collect();
            let expected: BTreeMap<String, BTreeSet<String>> = wanted.clone();
            if limit > 1 {
                prop_assert_eq!(hits, expected, "{} {:?}", text, sort);
            } else {
                prop_assert!(hits.iter().all(|(hit, copies)| expected.get(hit) == Some(copies)), "{} {:?}", text, sort);
                prop_assert_eq!(hits.len(), expected.len().min(1));
            }
        }
        let shown = Shown::of(index, compiled.query.as_ref(), false).unwrap();
        let counts = facets::count(&shown, compiled.query.as_ref(), Facet::Topics).unwrap();
        prop_assert_eq!(counts.dispatches, wanted.len() as u64);
        let topics: BTreeMap<String, u64> = counts.values.into_iter().collect();
        prop_assert_eq!(topics, model.topics(&|dispatch| model::matches(text, dispatch)), "{}", text);

        let all = Request {
            query: node,
            sort: Sort::Date,
            any: false,
            limit: 100,
            offset: 0,
            all_versions: true,
            joined: Joined::Copies,
            total: true,
            details: Details::LIST,
        };
        let found = search::run(index, &all).unwrap();
        let standings: BTreeMap<String, Standing> =
            found.hits.iter().map(|hit| (name(&hit.dispatch), hit.story.standing)).collect();
        prop_assert_eq!(found.total, Some(found.hits.len() as u64));
        prop_assert_eq!(standings, model.standings(&|dispatch| model::matches(text, dispatch)), "{}", text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        specs in vec(spec(), 1..28),
        batches in vec(vec((any::<prop::sample::Index>(), prop::bool::weighted(0.7)), 1..12), 1..8),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let files = dir.path().join("files");
        fs::create_dir(&files).unwrap();
        let mut there = BTreeSet::new();
        for batch in batches {
            for (file, comes) in batch {
                let number = file.index(specs.len());
                let path = files.join(format!("{number:02}.txt"));
                if comes {
                    fs::write(&path, specs[number].write(number)).unwrap();
                    there.insert(path);
                } else if there.remove(&path) {
                    fs::remove_file(&path).unwrap();
                }
            }
            let model = Model::read(&there);
            check(&bring_up_to_date(dir.path()), &model)?;
        }
        // At once, in an index of its own.
        let again = tempfile::tempdir().unwrap();
        fs::rename(&files, again.path().join("files")).unwrap();
        let there = there.iter().map(|path| again.path().join("files").join(path.file_name().unwrap())).collect();
        check(&bring_up_to_date(again.path()), &Model::read(&there))?;
    }
}
