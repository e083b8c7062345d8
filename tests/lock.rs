//! One writer at a time; searches go on meanwhile.

mod support;

use std::fs::File;
use std::io::Write;

use support::{Bench, FOUND, LOCKED, dispatch, set};

#[test]
fn a_second_writer_is_told_who_writes_and_to_try_again() {
    let crue = dispatch("urn:x:crue", "12 mars 2025", "Crue de l'Orvine", "La rivière monte.");
    let bench = Bench::indexed(&[("crue.txt", &crue)]);
    let mut lock = File::options().read(true).write(true).truncate(true).open(bench.path("index/writer.lock")).unwrap();
    lock.lock().unwrap();
    write!(lock, "process {} (depeche, since noon)", std::process::id()).unwrap();
    bench.write("files/bac.txt", dispatch("urn:x:bac", "13 mars 2025", "Le bac", "La rivière se traverse."));

    for arguments in [&["index"][..], &["index", "--rebuild"], &["index", "--forget", "files"]] {
        let run = bench.depeche(arguments);
        assert_eq!(run.code, LOCKED, "{arguments:?}: {}", run.stderr);
        let stderr = run.stderr.replace(&std::process::id().to_string(), "PID");
        insta::allow_duplicates! {
            insta::assert_snapshot!(stderr, @r"
            depeche: the index in index is being written by process PID (depeche, since noon)
              wait until that is done; searches go on meanwhile
            ");
        }
    }
    let refresh = bench.depeche(["search", "--refresh", "files", "rivière"]);
    assert_eq!(refresh.code, LOCKED, "a search that asks for a refresh does not answer from an index that may be old");
    assert_eq!(bench.ids(&["rivière"]), set(&["urn:x:crue"]), "searches go on");
    assert_eq!(bench.depeche(["status"]).code, FOUND);

    drop(lock);
    assert_eq!(bench.depeche(["index"]).code, FOUND);
    assert_eq!(bench.ids(&["rivière"]), set(&["urn:x:bac", "urn:x:crue"]));
}
