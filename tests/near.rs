//! `--near-duplicates`: a text sent again with small changes is one hit.

mod support;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, dispatch, set};

const LONG: &str = "VALBRUNE, 11 mars 2025 (AFP) - Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a \
annoncé la mairie de Valbrune.\n\n\
Deux passages par heure sont prévus entre les deux rives, de six heures du matin à neuf heures du soir, a précisé le premier \
adjoint, Gaspard Morvan, qui a remercié les équipes de l'atelier municipal.\n\n\
La coque avait été endommagée en février par un tronc d'arbre charrié par la crue. Les réparations ont coûté quarante mille \
euros, dont la moitié sera remboursée par l'assureur.\n\n\
Les habitants de la rive gauche devaient jusque-là faire un détour de vingt kilomètres par le pont de Sault pour gagner leur \
travail, leurs commerces ou le collège.";

fn bench() -> Bench {
    let corrected = LONG.replace("Gaspard Morvan", "Gaspard Morvin").replace("(AFP)", "(ATS)");
    let cut = LONG.split("\n\nLes habitants").next().unwrap_or_default();
    let tide = |height: u32| {
        format!(
            "Le service des marées communique les hauteurs d'eau attendues cette semaine au port de Valbrune. Pleine mer au \
             quai nord, basse mer à la cale des pêcheurs, coefficient moyen de {height}. Les plaisanciers sont invités à \
             vérifier leurs amarres, à relever les mouillages et à ne pas franchir la passe de l'Orvine avant la mi-marée, \
             par vent de secteur ouest surtout. La capitainerie reste à l'écoute sur le canal neuf, jour et nuit, et tient à \
             jour les panneaux du môle."
        )
    };
    Bench::indexed(&[
        ("afp.txt", &dispatch("afp-1", "2025-03-11T08:00:00+01:00", "Le bac repart", LONG)),
        ("ats.txt", &dispatch("ats-1", "2025-03-11T09:30:00+01:00", "Reprise du bac de l'Orvine", &corrected)),
        ("cut.txt", &dispatch("afp-2", "2025-03-12T07:00:00+01:00", "Orvine : le bac repart", cut)),
        (
            "late.txt",
            &dispatch("afp-9", "2025-04-20T07:00:00+02:00", "Le bac repart", &corrected.replace("onze", "douze")),
        ),
        ("tides-1.txt", &dispatch("mer-1", "2025-03-03", "Marées", &tide(71))),
        ("tides-2.txt", &dispatch("mer-2", "2025-03-10", "Marées", &tide(84))),
        (
            "alert-1.txt",
            &dispatch(
                "flash-1",
                "2025-03-11T07:58:00+01:00",
                "",
                "Crue de l'Orvine : deux personnes évacuées, annonce la préfecture de Valbrune",
            ),
        ),
        (
            "alert-2.txt",
            &dispatch(
                "flash-2",
                "2025-03-11T07:59:00+01:00",
                "",
                "Crue de l'Orvine : trois personnes évacuées, annonce la préfecture de Valbrune",
            ),
        ),
    ])
}

#[test]
fn a_text_sent_again_with_small_changes_is_one_hit_that_names_the_others() {
    let bench = bench();
    assert_eq!(bench.ids(&["bac"]), set(&["afp-1", "ats-1", "afp-2", "afp-9"]));
    let run = bench.depeche(["search", "bac", "--sort", "date", "--near-duplicates"]);
    assert_eq!(run.stderr, "2 dispatches\n");
    insta::assert_snapshot!(run.stdout, @"
    1. Le *bac* repart
       AFP · 2025-04-20 07:00 · Valbrune
       Le *bac* de l'Orvine a repris son service mardi après douze jours d'arrêt, a annoncé la mairie de Valbrune.
       BENCH/files/late.txt  afp-9

    2. Orvine : le *bac* repart
       AFP · 2025-03-12 07:00 · Valbrune
       Le *bac* de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.
       near: AFP afp-1 (2025-03-11); AFP ats-1 (2025-03-11)
       BENCH/files/cut.txt  afp-2
    ");
    let hits = bench.hits(&["bac", "--sort", "date", "--near-duplicates"]);
    let near = |id: &str, hour: &str, file: &str| {
        json!({ "id": id, "provider": "AFP", "date": format!("2025-03-11T{hour}:00+01:00"),
            "path": format!("BENCH/files/{file}") })
    };
    let ids: Vec<&Value> = hits.iter().map(|hit| &hit["id"]).collect();
    assert_eq!(ids, ["afp-9", "afp-2"]);
    assert_eq!(hits[0]["near"], json!([]));
    assert_eq!(hits[1]["near"], json!([near("afp-1", "08:00", "afp.txt"), near("ats-1", "09:30", "ats.txt")]));
    assert!(bench.hits(&["bac"]).iter().all(|hit| hit.get("near").is_none()), "only where it is asked for");
}

#[test]
fn templates_and_alerts_are_left_alone() {
    let bench = bench();
    for (query, ids) in [("marées", set(&["mer-1", "mer-2"])), ("crue évacuées", set(&["flash-1", "flash-2"]))] {
        assert_eq!(bench.ids(&[query, "--near-duplicates"]), ids);
    }
}

#[test]
fn only_hits_stand_for_hits() {
    let bench = bench();
    let hits = bench.hits(&["assureur Morvin", "--near-duplicates"]);
    let near: Vec<&Value> = hits.iter().filter(|hit| hit["id"] == "ats-1").map(|hit| &hit["near"]).collect();
    assert_eq!(near, [&json!([])], "what the query does not find is not named");
}

#[test]
fn pages_and_exports_hold_each_group_once() {
    let bench = bench();
    let all = ["orvine", "--near-duplicates", "--format", "ids"];
    let whole = bench.depeche(["search"].iter().chain(&all)).stdout;
    let page = |offset: &str| bench.depeche(["search", "--limit", "1", "--offset", offset].iter().chain(&all)).stdout;
    let pages: String = (0..whole.lines().count()).map(|offset| page(&offset.to_string())).collect();
    assert_eq!(pages, whole);
    let run = bench.depeche(["export", "orvine", "--near-duplicates", "--format", "csv"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    assert_eq!(table.headers().unwrap().iter().next_back(), Some("near"));
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().unwrap();
    let ids: Vec<&str> = rows.iter().filter_map(|row| row.get(2)).collect();
    assert_eq!(ids, whole.lines().collect::<Vec<_>>());
    let named = rows.iter().filter_map(|row| row.iter().next_back()).flat_map(|ids| ids.split("; "));
    assert_eq!(named.filter(|id| !id.is_empty()).count(), 2);
}

#[test]
fn lists_to_be_read_name_what_a_hit_stands_for() {
    let bench = bench();
    for (format, line) in [
        ("txt", "\nnear: AFP afp-1 (2025-03-11); AFP ats-1 (2025-03-11)\n"),
        ("md", "\nnear: AFP afp-1 (2025-03-11); AFP ats-1 (2025-03-11)\n"),
        ("html", "<p class=\"facts\">near: AFP afp-1 (2025-03-11); AFP ats-1 (2025-03-11)</p>"),
    ] {
        let export = ["export", "bac", "--sort", "date", "--format", format];
        let run = bench.depeche(export.iter().chain(&["--near-duplicates"]));
        assert!(run.code == FOUND && run.stdout.contains(line), "{}", run.stdout);
        assert!(!bench.depeche(export).stdout.contains("near:"), "only where it is asked for");
    }
}

#[test]
fn all_versions_and_near_duplicates_exclude_each_other() {
    let run = bench().depeche(["search", "bac", "--near-duplicates", "--all-versions"]);
    assert!(run.code == ERROR && run.stderr.contains("cannot be used with"), "{}", run.stderr);
}
