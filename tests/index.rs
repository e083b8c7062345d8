//! The index follows its sources: what is new, changed, touched, gone, renamed, copied.

mod support;

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use support::{Bench, ERROR, FOUND, NOTHING, dispatch, set};

fn crue() -> String {
    dispatch("urn:x:crue", "12 mars 2025", "Crue de l'Orvine", "La rivière Orvine a quitté son lit à Valmont.")
}

fn greve() -> String {
    dispatch("urn:x:greve", "13 mars 2025", "Grève des bacs", "Les bateliers de Port-Lazare cessent le travail.")
}

#[test]
fn only_what_is_new_or_changed_is_read() {
    let bench = Bench::indexed(&[("crue.txt", &crue()), ("greve.txt", &greve())]);
    bench.write("files/foire.txt", dispatch("urn:x:foire", "14 mars 2025", "Foire aux livres", "Mille exposants."));
    bench.write("files/greve.txt", greve().replace("cessent", "reprennent"));
    let run = bench.depeche(["index", "files"]);
    insta::assert_snapshot!(run.stderr, @r"
    3 files, 1 new, 1 changed
    3 dispatches (2 written, 1 dropped) in TIME
    ");
    assert_eq!(bench.ids(&["bateliers reprennent"]), set(&["urn:x:greve"]));
    assert_eq!(bench.ids(&["bateliers cessent"]), set(&[]));
    assert_eq!(bench.ids(&["exposants"]), set(&["urn:x:foire"]));
}

#[test]
fn nothing_changed_is_nothing_to_do_and_no_commit() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    let (generation, status) = (bench.generation(), bench.status());
    let run = bench.depeche(["index"]);
    insta::assert_snapshot!(run.stderr, @r"
    1 file, nothing to do
    1 dispatch in TIME
    ");
    assert_eq!((run.code, bench.generation(), &bench.status()["updated"]), (FOUND, generation, &status["updated"]));
}

#[test]
fn a_file_that_was_only_touched_is_not_indexed_again() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    let file = File::options().write(true).open(bench.path("files/crue.txt")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(86_400)).unwrap();
    drop(file);
    insta::assert_snapshot!(bench.depeche(["index"]).stderr, @r"
    1 file
    1 dispatch in TIME
    ");
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    insta::assert_snapshot!(bench.depeche(["index"]).stderr, @r"
    1 file, nothing to do
    1 dispatch in TIME
    ");
}

#[test]
fn what_is_gone_is_dropped() {
    let bench = Bench::indexed(&[("crue.txt", &crue()), ("greve.txt", &greve())]);
    bench.remove("files/crue.txt");
    insta::assert_snapshot!(bench.depeche(["index"]).stderr, @r"
    1 file, 1 gone
    1 dispatch (0 written, 1 dropped) in TIME
    ");
    assert_eq!(bench.ids(&["orvine"]), set(&[]));
    assert_eq!(bench.ids(&["bateliers"]), set(&["urn:x:greve"]));
}

#[test]
fn a_renamed_file_keeps_its_one_dispatch_under_the_new_path() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    fs::create_dir(bench.path("files/2025")).unwrap();
    bench.rename("files/crue.txt", "files/2025/orvine.txt");
    let run = bench.depeche(["index"]);
    assert_eq!(run.stderr.lines().next(), Some("1 file, 1 renamed"));
    let held = bench.held();
    assert_eq!(held, [("urn:x:crue".into(), 0, "BENCH/files/2025/orvine.txt".into())].into());
    assert_eq!(bench.status()["dispatches"], 1);
}

#[test]
fn a_copy_is_no_second_dispatch_and_takes_over_when_the_first_file_goes() {
    let bench = Bench::indexed(&[("a.txt", &crue()), ("b.txt", &crue())]);
    let place = |file: &str| [("urn:x:crue".to_owned(), 0, format!("BENCH/files/{file}"))].into();
    assert_eq!(bench.held(), place("a.txt"));
    bench.remove("files/a.txt");
    bench.depeche(["index"]);
    assert_eq!(bench.held(), place("b.txt"));
    bench.write("files/a.txt", crue());
    bench.depeche(["index"]);
    bench.write("files/b.txt", greve());
    bench.depeche(["index"]);
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]), "the source changed and the copy took over");
    assert_eq!(bench.ids(&["bateliers"]), set(&["urn:x:greve"]));
}

#[test]
fn a_source_added_later_leaves_the_others_alone() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    bench.write("autres/greve.txt", greve());
    assert_eq!(bench.depeche(["index", "autres"]).code, FOUND);
    assert_eq!(bench.status()["sources"].as_array().unwrap().len(), 2);
    assert_eq!(bench.status()["dispatches"], 2);
    bench.remove("files/crue.txt");
    let run = bench.depeche(["index", "autres"]);
    assert_eq!(run.stderr.lines().next(), Some("1 file, nothing to do"), "another source is not looked through");
    let run = bench.depeche(["index"]);
    assert_eq!(run.stderr.lines().next(), Some("1 file, 1 gone"), "without a source all are");
}

#[test]
fn without_any_source_there_is_nothing_to_index() {
    let bench = Bench::new();
    let run = bench.depeche(["index"]);
    assert_eq!(run.code, ERROR);
    insta::assert_snapshot!(run.stderr, @"depeche: nothing to index: name a folder or a file, as in: depeche index DIR");
}

#[test]
fn a_forgotten_source_takes_its_dispatches_with_it_even_when_its_folder_is_gone() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    bench.write("autres/greve.txt", greve());
    bench.depeche(["index", "autres"]);
    fs::remove_dir_all(bench.path("autres")).unwrap();
    let run = bench.depeche(["index", "--forget", "autres"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    assert_eq!(bench.held().len(), 1);
    assert_eq!(bench.status()["sources"].as_array().unwrap().len(), 1);
    let run = bench.depeche(["index", "--forget", "autres"]);
    assert_eq!(run.code, ERROR);
    insta::assert_snapshot!(run.stderr, @r"
    depeche: autres is no source of this index
      its sources: BENCH/files
    ");
}

#[test]
fn a_forgotten_source_hands_a_dispatch_on_to_the_copy_in_another() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    bench.write("autres/copie.txt", crue());
    bench.depeche(["index", "autres"]);
    bench.depeche(["index", "--forget", "files"]);
    assert_eq!(bench.held(), [("urn:x:crue".into(), 0, "BENCH/autres/copie.txt".into())].into());
}

#[test]
fn a_missing_source_is_an_error_and_nothing_is_lost() {
    let bench = Bench::indexed(&[("crue.txt", &crue())]);
    let run = bench.depeche(["index", "fichiers"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.starts_with("depeche: source fichiers cannot be read: No such file"), "{}", run.stderr);
    bench.rename("files", "ailleurs");
    let run = bench.depeche(["index"]);
    assert_eq!(run.code, ERROR, "a share that is not mounted");
    assert!(run.stderr.starts_with("BENCH/files: cannot be read: No such file"), "{}", run.stderr);
    assert_eq!(bench.ids(&["orvine"]), set(&["urn:x:crue"]));
    bench.rename("ailleurs", "files");
    assert_eq!(bench.depeche(["index"]).stderr.lines().next(), Some("1 file, nothing to do"));
}

#[test]
fn what_lies_in_the_folder_of_the_index_is_not_read() {
    let bench = Bench::new();
    bench.write("crue.txt", crue());
    for arguments in [&["index", "."][..], &["index", "."], &["index", "--rebuild", "."], &["index", "--rebuild"]] {
        let run = bench.depeche(arguments);
        assert_eq!(run.code, FOUND, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.starts_with("1 file"), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.contains("skipped"), "{arguments:?}: {}", run.stderr);
    }
    bench.write("index/greve.txt", greve());
    assert_eq!(bench.depeche(["index"]).stderr.lines().next(), Some("1 file, nothing to do"));
}

#[test]
fn several_dispatches_in_a_file_come_and_go_by_themselves() {
    let lines =
        support::json_lines(&[("urn:x:1", "Un pont."), ("urn:x:2", "Deux ponts."), ("urn:x:3", "Trois ponts.")]);
    let bench = Bench::indexed(&[("tout.jsonl", &lines)]);
    assert_eq!(bench.held().len(), 3);
    let without_second: Vec<&str> = lines.lines().filter(|line| !line.contains("urn:x:2")).collect();
    bench.write("files/tout.jsonl", without_second.join("\n"));
    bench.depeche(["index"]);
    assert_eq!(bench.ids(&["ponts"]), set(&["urn:x:1", "urn:x:3"]));
    assert_eq!(bench.status()["dispatches"], 2);
}

#[test]
fn more_memory_than_a_thread_can_use_is_no_error() {
    let bench = Bench::new();
    bench.write("files/crue.txt", crue());
    let run = bench.depeche(["index", "files", "--threads", "1", "--memory", "16000"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
}

#[test]
fn there_is_no_index_is_said_with_the_command_that_makes_one() {
    let bench = Bench::new();
    let run = bench.depeche(["search", "orvine"]);
    assert_eq!(run.code, ERROR);
    insta::assert_snapshot!(run.stderr, @r"
    depeche: there is no index in index
      make one with: depeche index DIR --index index
    ");
    assert!(!bench.path("index").exists(), "a search makes no index");
}

#[test]
fn an_empty_folder_is_an_index_without_dispatches() {
    let bench = Bench::new();
    fs::create_dir(bench.path("files")).unwrap();
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    assert_eq!(bench.depeche(["search", "orvine"]).code, NOTHING);
    bench.write("files/crue.txt", crue());
    assert_eq!(bench.depeche(["search", "--refresh", "files", "orvine"]).code, FOUND);
}

#[test]
fn a_source_brought_up_to_date_does_not_answer_for_the_faults_of_another() {
    let bench = Bench::new();
    bench.write("broken/a.json", "{\"uri\": \"x\", \"headline\": \"Crue");
    bench.write("whole/b.txt", "Titre: Crue de l’Orvine\nDate: 2025-03-09\n\nTrois ponts sont fermés.\n");
    assert_eq!(bench.depeche(["index", "broken"]).code, ERROR);
    assert_eq!(bench.depeche(["index", "whole"]).code, FOUND);
    assert_eq!(bench.depeche(["index"]).code, ERROR);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf8_stay_two_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let bench = Bench::new();
    bench.write("files/greve.txt", greve());
    for (name, text) in
        [(&b"n\xe9.txt"[..], crue()), (b"n\xe8.txt", crue().replace("crue", "etiage").replace("Crue", "Étiage"))]
    {
        fs::write(bench.path("files").join(OsStr::from_bytes(name)), text).unwrap();
    }
    for expected in ["3 files, 3 new", "3 files, nothing to do"] {
        let run = bench.depeche(["index", "files"]);
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    }
    assert_eq!(bench.counts(&["Orvine"]), [2]);
    fs::remove_file(bench.path("files").join(OsStr::from_bytes(b"n\xe9.txt"))).unwrap();
    bench.depeche(["index", "files"]);
    assert_eq!(bench.counts(&["Orvine"]), [1]);
}

#[test]
fn a_folder_of_other_files_is_not_made_an_index() {
    let bench = Bench::new();
    bench.write("files/greve.txt", greve());
    bench.write("photos/a.jpg", "x");
    let run = bench.depeche(["index", "files", "--index", "photos"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.contains("no index of depeche"), "{}", run.stderr);
    assert!(!bench.path("photos/segments").exists());
}

#[test]
#[cfg(unix)]
fn whoever_may_read_the_folder_can_search_it() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::new();
    bench.write("files/bac.txt", dispatch("urn:x:bac", "12 mars 2025", "Le bac", "Le bac repart."));
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    bench.write("files/pont.txt", dispatch("urn:x:pont", "13 mars 2025", "Le pont", "Le pont tient."));
    assert_eq!(bench.depeche(["index"]).code, FOUND);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let set = |path: &std::path::Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let segments = bench.path("index/segments");
    let files: Vec<_> = std::fs::read_dir(&segments).unwrap().map(|entry| entry.unwrap().path()).collect();
    for file in &files {
        assert_eq!(mode(file), mode(&segments) & 0o666, "{}", file.display());
    }
    // The superuser may write all the same.
    files.iter().for_each(|file| set(file, 0o444));
    set(&segments, 0o555);
    assert_eq!(bench.ids(&["bac"]), support::set(&["urn:x:bac"]));
    set(&segments, 0o755);
}
