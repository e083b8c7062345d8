//! Kills, replacements, embargoes and copies of a text, as they are shown.

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::{Bench, FOUND, NOTHING, set};

const BAC: &str =
    "Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.";

/// A dispatch with more headers.
fn dispatch(id: &str, date: &str, headline: &str, headers: &[&str], body: &str) -> String {
    let headers: String = headers.iter().map(|header| format!("{header}\n")).collect();
    format!("Titre: {headline}\nId: {id}\nDate: {date}\n{headers}\n{body}\n")
}

fn indexed(files: &[(&str, String)]) -> Bench {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Bench::indexed(&files)
}

/// Identifier, version and standing of each hit.
fn standings(hits: &[Value]) -> Vec<(String, u64, String)> {
    let mut found: Vec<_> = hits
        .iter()
        .map(|hit| {
            (
                hit["id"].as_str().unwrap().into(),
                hit["version"].as_u64().unwrap(),
                hit["standing"].as_str().unwrap().into(),
            )
        })
        .collect();
    found.sort();
    found
}

fn row(id: &str, version: u64, standing: &str) -> (String, u64, String) {
    (id.into(), version, standing.into())
}

#[test]
fn a_kill_is_for_good_and_shows_its_notes_in_place_of_text() {
    let killed = ["Version: 2", "Agence: AFP", "Statut: annulé", "Note: Information démentie, ne pas utiliser."];
    let bench = indexed(&[
        ("1.txt", dispatch("urn:x:bac", "12 mars 2025", "Le bac repart", &["Version: 1", "Agence: AFP"], BAC)),
        ("2.txt", dispatch("urn:x:bac", "13 mars 2025", "ANNULATION, le bac", &killed, BAC)),
        ("3.txt", dispatch("urn:x:bac", "14 mars 2025", "Le bac repart", &["Version: 3", "Agence: AFP"], BAC)),
    ]);
    insta::assert_snapshot!(bench.depeche(["search", "orvine"]).stdout, @"
      1. [KILLED] ANNULATION, le bac
         AFP · 2025-03-13 · CANCELED · version 2
         Information démentie, ne pas utiliser.
         BENCH/files/2.txt  urn:x:bac
    ");
    let hits = bench.hits(&["orvine"]);
    assert_eq!((hits.len(), &hits[0]["status"]), (1, &json!("canceled")));
    let all = bench.hits(&["orvine", "--all-versions"]);
    let wanted = [row("urn:x:bac", 1, "killed"), row("urn:x:bac", 2, "current"), row("urn:x:bac", 3, "killed")];
    assert_eq!(standings(&all), wanted);
    insta::assert_snapshot!(bench.depeche(["search", "titre:repart", "--all-versions", "--sort", "date"]).stdout, @"
      1. [KILLED] Le bac *repart*
         AFP · 2025-03-14 · CANCELED · version 3 · killed, version 3 of 3
         BENCH/files/3.txt  urn:x:bac

      2. [KILLED] Le bac *repart*
         AFP · 2025-03-12 · CANCELED · killed, version 1 of 3
         BENCH/files/1.txt  urn:x:bac
    ");
    let shown = bench.depeche(["show", "urn:x:bac"]).stdout;
    assert!(shown.starts_with("[KILLED] ANNULATION, le bac\n"), "{shown}");
}

#[test]
fn a_kill_of_another_id_holds_as_long_as_it_is_there() {
    let bench = indexed(&[("1.txt", dispatch("urn:x:1", "12 mars 2025", "Le bac repart", &[], BAC))]);
    let kill =
        dispatch("urn:x:9", "13 mars 2025", "KILL", &["Statut: annulé", "Remplace: urn:x:1"], "Ne pas utiliser.");
    bench.write("files/9.txt", kill);
    bench.depeche(["index"]);
    assert_eq!(bench.ids(&["date:2025"]), set(&["urn:x:9"]));
    assert_eq!(bench.depeche(["search", "orvine"]).code, NOTHING);
    let all = standings(&bench.hits(&["date:2025", "--all-versions"]));
    assert_eq!(all, [row("urn:x:1", 0, "killed"), row("urn:x:9", 0, "current")]);
    let shown = bench.depeche(["show", "urn:x:1"]).stdout;
    assert!(shown.starts_with("[KILLED] Le bac repart\n"), "{shown}");
    assert!(shown.contains("\nkilled by    urn:x:9 — KILL (2025-03-13)\n"), "{shown}");
    let notice = bench.depeche(["show", "urn:x:9"]).stdout;
    assert!(notice.contains("\nkills        urn:x:1 — Le bac repart (2025-03-12)\n"), "{notice}");
    bench.remove("files/9.txt");
    bench.depeche(["index"]);
    assert_eq!(bench.ids(&["date:2025"]), set(&["urn:x:1"]));
}

#[test]
fn what_replaces_what_is_said_in_both_directions_and_hides_nothing() {
    let bench = indexed(&[
        ("1.txt", dispatch("urn:x:1", "12 mars 2025", "Le bac repart", &[], BAC)),
        ("2.txt", dispatch("urn:x:2", "13 mars 2025", "CORRECTION, le bac", &["Remplace: urn:x:1"], "Orvine, le 12.")),
        ("3.txt", dispatch("urn:x:3", "14 mars 2025", "Foire", &["Remplace: urn:x:absent"], "Orvine, mille livres.")),
    ]);
    insta::assert_snapshot!(bench.depeche(["search", "orvine", "--sort", "date"]).stdout, @"
      1. Foire
         2025-03-14
         *Orvine*, mille livres.
         replaces: urn:x:absent
         BENCH/files/3.txt  urn:x:3

      2. CORRECTION, le bac
         2025-03-13
         *Orvine*, le 12.
         replaces: urn:x:1 — Le bac repart (2025-03-12)
         BENCH/files/2.txt  urn:x:2

      3. Le bac repart
         2025-03-12
         Le bac de l'*Orvine* a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.
         replaced by: urn:x:2 — CORRECTION, le bac (2025-03-13)
         BENCH/files/1.txt  urn:x:1
    ");
    let record =
        |id: &str| -> Value { serde_json::from_str(&bench.depeche(["show", id, "--format", "json"]).stdout).unwrap() };
    let link =
        |id: &str, headline: &str, date: &str| json!({ "id": id, "headline": headline, "date": date, "kill": false });
    assert_eq!(record("urn:x:1")["replaced_by"], json!([link("urn:x:2", "CORRECTION, le bac", "2025-03-13")]));
    assert_eq!(record("urn:x:2")["replaced"], link("urn:x:1", "Le bac repart", "2025-03-12"));
    assert_eq!(record("urn:x:2")["replaces"], "urn:x:1");
    assert_eq!(
        record("urn:x:3")["replaced"],
        json!({ "id": "urn:x:absent", "headline": null, "date": null, "kill": false })
    );
    let shown = bench.depeche(["show", "urn:x:1"]).stdout;
    assert!(shown.contains("\nreplaced by  urn:x:2 — CORRECTION, le bac (2025-03-13)\n"), "{shown}");
}

#[test]
fn an_embargo_is_shown_with_its_end_and_can_be_left_out() {
    let bench = indexed(&[
        (
            "1.txt",
            dispatch("future", "12 mars 2025", "Rapport", &["Embargo: 2199-07-01T10:00:00Z"], "Crue de l'Orvine."),
        ),
        ("2.txt", dispatch("past", "12 mars 2025", "Rapport", &["Embargo: 2025-03-13T10:00:00Z"], "Crue de l'Orvine.")),
        ("3.txt", dispatch("open", "12 mars 2025", "Rapport", &["Statut: embargo"], "Crue de l'Orvine.")),
        ("4.txt", dispatch("free", "12 mars 2025", "Rapport", &[], "Crue de l'Orvine.")),
    ]);
    let facts: BTreeMap<&str, String> = ["future", "past", "open", "free"]
        .map(|id| (id, bench.depeche(["show", id]).stdout.lines().nth(1).unwrap().to_owned()))
        .into();
    // Paris is two hours ahead of UTC in July, one in March.
    assert_eq!(facts["future"], "2025-03-12 · UNDER EMBARGO until 2199-07-01 12:00");
    assert_eq!(facts["past"], "2025-03-12 · embargo ended 2025-03-13 11:00");
    assert_eq!(facts["open"], "2025-03-12 · UNDER EMBARGO, no end given");
    assert_eq!(facts["free"], "2025-03-12");
    assert_eq!(bench.ids(&["orvine"]).len(), 4);
    assert_eq!(bench.ids(&["orvine", "--no-embargoed"]), set(&["free", "past"]));
    assert_eq!(bench.ids(&["--no-embargoed"]), set(&["free", "past"]));
    assert_eq!(bench.ids(&["statut:embargo"]), set(&["future", "open", "past"]));
    bench.write("queries.txt", "orvine");
    let batch = bench.depeche(["batch", "queries.txt", "--no-embargoed"]).stdout;
    assert_eq!(batch.lines().nth(1).unwrap().split('\t').nth(2), Some("2"));
    let advice = bench.depeche(["search", "orvine", "id:open", "--no-embargoed"]);
    assert_eq!(advice.code, NOTHING);
    assert!(advice.stderr.contains("  without --no-embargoed: 1 dispatch\n"), "{}", advice.stderr);
}

/// One text from two agencies in two formats, again the week after, and one that is like it.
fn copies() -> Bench {
    let item = json!({
        "uri": "ats-1", "type": "text", "versioncreated": "2025-03-12T09:00:00Z", "headline": "Reprise du bac de l'Orvine",
        "body_text": BAC.replace('é', "e"), "infosource": [{ "name": "ATS" }],
    });
    let afp = ["Agence: AFP", "Sujet: Transports"];
    indexed(&[
        ("afp.txt", dispatch("afp-1", "2025-03-12T08:00:00Z", "Le bac repart", &afp, BAC)),
        ("ats.json", item.to_string()),
        ("later.txt", dispatch("afp-2", "2025-03-19T08:00:00Z", "Le bac repart", &["Agence: AFP"], BAC)),
        (
            "like.txt",
            dispatch("afp-3", "2025-03-12T08:00:00Z", "Le bac repart", &["Agence: AFP"], &format!("{BAC} Enfin.")),
        ),
    ])
}

#[test]
fn one_text_from_several_services_is_one_hit_that_names_the_others() {
    let bench = copies();
    assert_eq!(bench.ids(&["orvine"]), set(&["afp-1", "afp-2", "afp-3"]));
    insta::assert_snapshot!(bench.depeche(["search", "orvine", "--sort", "date", "--before", "2025-03-13"]).stdout, @"
    1. Le bac repart
       AFP · 2025-03-12 09:00
       Le bac de l'*Orvine* a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.
       also as: ATS ats-1 (ninjs)
       BENCH/files/afp.txt  afp-1

    2. Le bac repart
       AFP · 2025-03-12 09:00
       Le bac de l'*Orvine* a repris son service mardi après onze jours d'arrêt, a annoncé la mairie de Valbrune.
       BENCH/files/like.txt  afp-3
    ");
    for format in ["html", "md", "txt"] {
        let run = bench.depeche(["export", "orvine", "--format", format]);
        assert!(run.stdout.contains("also as: ATS ats-1 (ninjs)"), "{}", run.stdout);
    }
    let hits = bench.hits(&["orvine", "--agency", "ATS"]);
    assert_eq!(hits.len(), 1);
    let copy = json!({ "id": "afp-1", "provider": "AFP", "format": "header-block", "path": "BENCH/files/afp.txt", "version": 0 });
    assert_eq!((&hits[0]["id"], &hits[0]["also_as"]), (&json!("ats-1"), &json!([copy])));
    assert_eq!(bench.ids(&["orvine", "--all-versions"]).len(), 4);
    let all = bench.hits(&["orvine", "--all-versions"]);
    assert!(all.iter().all(|hit| hit["also_as"] == json!([])), "every copy is a hit of its own");
}

#[test]
fn counts_and_lists_agree_on_copies() {
    let bench = copies();
    for (query, hits) in [("orvine", 3), ("orvine agence:ATS", 1), ("repris OU enfin", 3), ("agence:AFP", 3)] {
        assert_eq!(bench.counts(&[query]), [hits], "{query}");
        assert_eq!(bench.hits(&[query]).len() as u64, hits, "{query}");
        let run = bench.depeche(["search", query, "--limit", "1"]);
        let found = if hits == 1 { "1 dispatch".to_owned() } else { format!("{hits} dispatches") };
        assert!(run.stderr.starts_with(&found), "{query}: {}", run.stderr);
    }
    let topics = bench.depeche(["topics", "orvine", "--format", "jsonl"]).stdout;
    let row = |line: &str| -> Value { serde_json::from_str(line).unwrap() };
    let transports = topics.lines().map(row).find(|row| row["name"] == "Transports").unwrap();
    assert_eq!((transports["dispatches"].as_u64(), transports["share"].as_f64()), (Some(1), Some(0.3333)));
}

#[test]
fn a_copy_stands_for_itself_when_the_other_goes() {
    let bench = copies();
    bench.remove("files/afp.txt");
    bench.depeche(["index"]);
    let hits = bench.hits(&["orvine", "--before", "2025-03-13"]);
    let found: BTreeMap<&str, &Value> = hits.iter().map(|hit| (hit["id"].as_str().unwrap(), &hit["also_as"])).collect();
    assert_eq!(found, BTreeMap::from([("ats-1", &json!([])), ("afp-3", &json!([]))]));
}

#[test]
fn an_index_without_the_new_fields_is_refused() {
    let bench = copies();
    let path = bench.path("index/segments/meta.json");
    let meta = std::fs::read_to_string(&path).unwrap().replace("\\\"format\\\":4", "\\\"format\\\":3");
    std::fs::write(&path, meta).unwrap();
    let run = bench.depeche(["search", "orvine"]);
    assert!(
        run.stderr.contains("its layout is version 3, not 4\n  make it anew with: depeche index --rebuild"),
        "{}",
        run.stderr
    );
    assert_eq!(bench.depeche(["index", "--rebuild"]).code, FOUND);
    assert_eq!(bench.hits(&["orvine"]).len(), 3);
}
