//! Files that are no dispatches: each is named or counted with its reason, the others are indexed, nothing hangs.

#![cfg(unix)]

mod support;

use std::os::unix::fs::symlink;
use std::process::Command;

use support::{Bench, ERROR, FOUND, dispatch, set};

fn good() -> String {
    dispatch("urn:x:crue", "12 mars 2025", "Crue de l'Orvine", "La rivière Orvine a quitté son lit à Valmont.")
}

#[test]
fn what_is_passed_over_by_design_is_counted_with_its_reason_and_is_no_failure() {
    let bench = Bench::new();
    bench.write("files/bon.txt", good());
    bench.write("files/vide.txt", "");
    bench.write("files/blanc.txt", " \n\t\n");
    bench.write("files/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    bench.write("files/memoire.txt", [0, 1, 2, 3, 255, 254, 0, 0, 7, 9].repeat(100));
    symlink(bench.path("files"), bench.path("files/boucle")).unwrap();
    let made = Command::new("mkfifo").arg(bench.path("files/tube.txt")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is there wherever Unix is");
    let run = bench.depeche(["index", "files"]);
    assert_eq!(run.code, FOUND);
    insta::assert_snapshot!(run.stderr, @r"
    5 files, 5 new
      skipped 2: empty, nothing to index
      skipped 1: PNG picture, not text; passed over
      skipped 1: a link back to a folder it lies in, not followed
      skipped 1: neither a file nor a folder, passed over
      skipped 1: not text: control bytes where words should be; passed over
    1 dispatch (1 written, 0 dropped) in TIME
    ");
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    assert_eq!(bench.depeche(["index"]).stderr.lines().next(), Some("5 files, nothing to do"));
    let inspected = bench.depeche(["inspect", "files"]).stderr;
    for name in ["vide.txt", "blanc.txt", "photo.txt", "memoire.txt"] {
        assert!(inspected.contains(&format!("files/{name}: skipped, ")), "inspect names {name}: {inspected}");
    }
}

#[test]
fn what_could_not_be_read_is_named_each_time_and_stops_nothing_else() {
    let bench = Bench::new();
    bench.write("files/bon.txt", good());
    symlink(bench.path("nulle-part.txt"), bench.path("files/lien.txt")).unwrap();
    bench.write("files/casse.json", r#"{"uri": "urn:x:casse", "headline": "Un titre", "body_text": "Un texte"#);
    bench.write("files/enorme.txt", "mot ".repeat(70 << 18));
    let first = bench.depeche(["index", "files"]);
    assert_eq!(first.code, ERROR);
    insta::assert_snapshot!(first.stderr, @r"
    BENCH/files/casse.json: broken JSON at line 1, column 69: it ends in the middle, as if cut off; mend the file or fetch it again
    BENCH/files/enorme.txt: too large to be one dispatch: 70 MiB (at most 64 MiB); split it into its dispatches
    BENCH/files/lien.txt: cannot be read: No such file or directory (os error 2)
    3 files, 1 new, 3 not readable
    1 dispatch (1 written, 0 dropped) in TIME
    ");
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    let again = bench.depeche(["index", "files"]);
    assert_eq!(again.code, ERROR, "a second run does not make it good");
    let (faults, tally) = again.stderr.split_at(again.stderr.find("3 files").unwrap());
    assert!(first.stderr.starts_with(faults), "{faults}");
    assert_eq!(tally, "3 files, 3 not readable, nothing to do\n1 dispatch in TIME\n");

    let status = bench.status();
    assert_eq!(status["not_readable"].as_array().unwrap().len(), 2, "{status}");
    std::fs::remove_file(bench.path("files/lien.txt")).unwrap();
    bench.write("files/casse.json", r#"{"uri": "urn:x:casse", "headline": "Un titre", "body_text": "Un texte"}"#);
    bench.remove("files/enorme.txt");
    assert_eq!(bench.depeche(["index"]).code, FOUND);
    assert_eq!(bench.ids(&["titre"]), set(&["urn:x:casse"]));
}

#[test]
fn a_broken_record_does_not_take_the_good_ones_of_its_file_with_it() {
    let bench = Bench::new();
    let lines =
        support::json_lines(&[("urn:x:1", "Un pont."), ("urn:x:2", "Deux ponts."), ("urn:x:3", "Trois ponts.")]);
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.insert(2, r#"{"uri": "urn:x:casse", "headline": "#);
    bench.write("files/tout.jsonl", lines.join("\n"));
    let run = bench.depeche(["index", "files"]);
    assert!(run.stderr.contains("tout.jsonl") || run.stderr.contains("skipped 1"), "{}", run.stderr);
    assert_eq!(bench.ids(&["ponts"]), set(&["urn:x:1", "urn:x:2", "urn:x:3"]));
}

#[test]
fn a_dispatch_of_five_megabytes_on_one_line_is_a_dispatch() {
    let bench = Bench::new();
    bench.write("files/long.txt", format!("{}Orvine.", "La crue monte encore. ".repeat(5_000_000 / 22)));
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    let hits = bench.hits(&["orvine"]);
    assert_eq!(hits.len(), 1);
    assert!(hits[0]["snippet"].as_str().unwrap().ends_with("Orvine."), "{}", hits[0]["snippet"]);
}

#[test]
fn a_file_that_is_named_itself_is_a_source() {
    let bench = Bench::new();
    bench.write("crue.txt", good());
    assert_eq!(bench.depeche(["index", "crue.txt"]).code, FOUND);
    bench.remove("crue.txt");
    let run = bench.depeche(["index"]);
    assert_eq!(run.code, ERROR, "a source that is not there");
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]), "and its dispatches stay");
}
