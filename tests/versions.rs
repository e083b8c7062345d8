//! Versions, corrections and kills of a dispatch; indexes of other versions of the program, and damaged ones.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{Bench, ERROR, FOUND, dispatch, set};

fn version(number: u64, headline: &str) -> String {
    dispatch("urn:x:crue", "12 mars 2025", headline, "La rivière Orvine monte.")
        .replace("Agence:", &format!("Version: {number}\nAgence:"))
}

fn versions(hits: &[Value]) -> Vec<u64> {
    hits.iter().map(|hit| hit["version"].as_u64().unwrap()).collect()
}

#[test]
fn the_newest_version_is_shown_whatever_the_order_of_the_files() {
    for order in [["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"]] {
        let bench = Bench::new();
        for (number, name) in (1..).zip(order) {
            bench.write(&format!("files/{name}.txt"), version(number, &format!("Crue, point {number}")));
            if order[0] == "c" {
                bench.depeche(["index", "files"]);
            }
        }
        bench.depeche(["index", "files"]);
        assert_eq!(versions(&bench.hits(&["orvine"])), [3], "{order:?}");
        let mut all = versions(&bench.hits(&["--all-versions", "orvine"]));
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3], "{order:?}");
        assert_eq!(bench.hits(&["\"point 2\""]).len(), 0, "an older version is not found by its own words");
        assert_eq!(bench.status()["superseded"], 2);
    }
}

#[test]
fn an_older_version_is_shown_again_when_the_newer_one_goes() {
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue")), ("2.txt", &version(2, "Crue et orages"))]);
    bench.remove("files/2.txt");
    bench.depeche(["index"]);
    assert_eq!(versions(&bench.hits(&["orvine"])), [1]);
    assert_eq!(bench.status()["superseded"], 0);
    bench.write("files/3.txt", version(3, "Décrue"));
    bench.depeche(["index"]);
    assert_eq!(versions(&bench.hits(&["orvine"])), [3]);
}

#[test]
fn a_corrected_file_replaces_what_it_gave_before() {
    let bench = Bench::indexed(&[("crue.txt", &version(1, "Crue"))]);
    bench.write("files/crue.txt", version(2, "Crue, corrigé"));
    bench.depeche(["index"]);
    assert_eq!(versions(&bench.hits(&["--all-versions", "orvine"])), [2]);
}

#[test]
fn a_kill_hides_what_was_sent_before() {
    let killed = version(2, "ANNULATION").replace("Agence:", "Statut: annulé\nAgence:");
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue")), ("2.txt", &killed)]);
    let hits = bench.hits(&["orvine"]);
    assert_eq!(versions(&hits), [2]);
    assert_eq!(bench.hits(&["orvine", "statut:annulé"]).len(), 1);
    assert_eq!(bench.hits(&["orvine", "statut:usable"]).len(), 0, "the killed version is not shown as usable");
    let shown = bench.depeche(["search", "orvine"]);
    assert!(shown.stdout.contains("CANCELED"), "{}", shown.stdout);
}

#[test]
fn show_gives_the_newest_version_and_all_of_them_when_asked() {
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue")), ("2.txt", &version(2, "Décrue"))]);
    let shown = bench.depeche(["show", "urn:x:crue", "--format", "jsonl"]);
    assert_eq!(shown.stdout.lines().count(), 1);
    let all = bench.depeche(["show", "urn:x:cr", "--all-versions", "--format", "jsonl"]);
    let records: Vec<Value> = all.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(versions(&records), [2, 1]);
    let none = bench.depeche(["show", "urn:y"]);
    assert_eq!((none.code, &*none.stderr), (1, "no dispatch has the identifier urn:y\n"));
}

#[test]
fn a_rebuilt_index_holds_the_same() {
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue")), ("2.txt", &version(2, "Décrue"))]);
    bench.write("autres/3.txt", dispatch("urn:x:bac", "1er avril 2025", "Le bac repart", "Un bac neuf."));
    bench.depeche(["index", "autres"]);
    let (before, generation) = (bench.held(), bench.generation());
    let run = bench.depeche(["index", "--rebuild"]);
    assert_eq!((run.code, bench.held()), (FOUND, before));
    assert!(bench.generation() > generation);
    assert_eq!(versions(&bench.hits(&["orvine"])), [2]);
    assert_eq!(bench.depeche(["index"]).stderr.lines().next(), Some("3 files, nothing to do"));
}

#[test]
fn an_index_whose_rebuild_was_killed_while_it_moved_in_answers_and_is_put_back() {
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue"))]);
    bench.rename("index/segments", "index/segments.old");
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    assert_eq!(bench.depeche(["index"]).stderr.lines().next(), Some("1 file, nothing to do"));
    assert!(bench.path("index/segments/meta.json").is_file());
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
}

/// Changes what an index says of itself.
fn alter(bench: &Bench, key: &str, value: Value) {
    let path = bench.path("index/segments/meta.json");
    let mut meta: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let mut payload: Value = serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
    payload[key] = value;
    meta["payload"] = payload.to_string().into();
    fs::write(path, meta.to_string()).unwrap();
}

#[test]
fn an_index_of_another_version_is_refused_with_the_command_that_mends_it() {
    for (key, value) in [("format", json!(99)), ("analyzer", json!("0123"))] {
        let bench = Bench::indexed(&[("1.txt", &version(1, "Crue"))]);
        alter(&bench, "tool", json!("9.9.9"));
        alter(&bench, key, value);
        for arguments in [&["search", "orvine"][..], &["index"], &["status"], &["search", "--refresh", "files", "x"]] {
            let run = bench.depeche(arguments);
            assert_eq!(run.code, ERROR, "{arguments:?}");
            assert!(run.stderr.contains("was made by depeche 9.9.9"), "{}", run.stderr);
            assert!(run.stderr.contains("make it anew with: depeche index --rebuild --index index"), "{}", run.stderr);
        }
        assert_eq!(bench.depeche(["index", "--rebuild", "--index", "index"]).code, FOUND);
        assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    }
}

#[test]
fn a_truncated_manifest_is_damage_and_a_rebuild_mends_it() {
    let bench = Bench::indexed(&[("1.txt", &version(1, "Crue"))]);
    let manifest = fs::read(bench.manifest()).unwrap();
    for length in [0, 3, manifest.len() / 2, manifest.len() - 1] {
        fs::write(bench.manifest(), &manifest[..length]).unwrap();
        let run = bench.depeche(["index"]);
        assert_eq!(run.code, ERROR, "{length}: {}", run.stderr);
        assert!(run.stderr.starts_with("depeche: the index in index is damaged: "), "{length}: {}", run.stderr);
        assert!(run.stderr.contains("depeche index --rebuild --index index"), "{length}: {}", run.stderr);
        assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]), "what was held still answers");
    }
    assert_eq!(bench.depeche(["index", "--rebuild"]).code, FOUND);
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    assert_eq!(bench.depeche(["index"]).code, FOUND);
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    use super::*;
    use support::{NOBODY, Run, is_root};

    fn allow(bench: &Bench, path: &str, mode: u32) {
        fs::set_permissions(bench.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Runs the program as somebody whom permissions stop; `None` where such a one cannot run it.
    fn run(bench: &Bench, args: &[&str]) -> Option<Run> {
        let mut command = bench.command(args);
        if is_root(bench) {
            command.uid(NOBODY);
        }
        let skipped = |error| eprintln!("skipped: the program cannot be run as another user: {error}");
        bench.try_run(&mut command).map_err(skipped).ok()
    }

    #[test]
    fn what_cannot_be_seen_is_not_gone_and_is_read_when_it_can_be_seen_again() {
        let bench = Bench::new();
        bench.write("files/2024/1.txt", version(1, "Crue"));
        bench.write("files/2025/2.txt", dispatch("urn:x:bac", "1er avril 2025", "Le bac repart", "Un bac neuf."));
        bench.write("files/2025/3.txt", dispatch("urn:x:foire", "2 avril 2025", "La foire", "Mille livres."));
        allow(&bench, "", 0o777);
        allow(&bench, "files/2025/3.txt", 0o000);
        let Some(first) = run(&bench, &["index", "files"]) else { return };
        assert_eq!(first.code, ERROR);
        assert!(first.stderr.contains("BENCH/files/2025/3.txt: cannot be read: Permission denied"), "{}", first.stderr);
        assert_eq!(bench.held().len(), 2);

        allow(&bench, "files/2025/3.txt", 0o644);
        allow(&bench, "files/2024", 0o000);
        let second = run(&bench, &["index", "files"]).unwrap();
        assert!(second.stderr.starts_with("BENCH/files/2024: cannot be read: Permission denied"), "{}", second.stderr);
        assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]), "a folder that cannot be listed is not gone");
        assert_eq!(bench.ids(&["livres"]), set(&["urn:x:foire"]), "a file is read again when it may be");

        allow(&bench, "files/2024", 0o755);
        let third = run(&bench, &["index", "files"]).unwrap();
        assert_eq!((third.code, third.stderr.lines().next()), (FOUND, Some("3 files, nothing to do")), "{third:?}");
    }
}
