//! Kills and full disks: what was held before is held afterwards, and the next run completes.

mod support;

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::time::Duration;

use support::{Bench, ERROR, FOUND, NOTHING, dispatch};

/// Files that are indexed before anything goes wrong, and those that come later.
const HELD: usize = 20;
const LATER: usize = 2000;

fn id(number: usize) -> String {
    format!("urn:x:{number:05}")
}

fn ids(numbers: std::ops::Range<usize>) -> BTreeSet<String> {
    numbers.map(id).collect()
}

fn write_dispatches(bench: &Bench, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let body = format!("Le bac numéro {number} traverse la rivière Orvine entre Valmont et Port-Lazare.");
        let text = dispatch(&id(number), "12 mars 2025", &format!("Traversée {number}"), &body);
        bench.write(&format!("files/{}/{number}.txt", number / 100), text);
    }
}

/// Starts the program, kills it after so many milliseconds, and says whether it was still running.
fn kill_after(bench: &Bench, args: &[&str], milliseconds: u64) -> bool {
    let mut child = bench.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(milliseconds));
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

#[test]
fn an_update_killed_at_any_moment_loses_nothing_and_the_next_one_completes() {
    let bench = Bench::new();
    write_dispatches(&bench, 0..HELD);
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    write_dispatches(&bench, HELD..HELD + LATER);
    let mut killed = 0;
    for (turn, milliseconds) in [5, 20, 60, 120, 200, 300, 450, 700].into_iter().enumerate() {
        let arguments = if turn % 2 == 0 { &["index"][..] } else { &["index", "--rebuild"] };
        killed += usize::from(kill_after(&bench, arguments, milliseconds));
        let found = bench.ids(&["orvine"]);
        let all = found == ids(0..HELD + LATER);
        assert!(all || found == ids(0..HELD), "{} found after {milliseconds} ms", found.len());
    }
    assert!(killed >= 3, "only {killed} runs were killed while they worked");
    let run = bench.depeche(["index"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    assert_eq!(bench.ids(&["orvine"]), ids(0..HELD + LATER));
    assert_eq!(bench.status()["dispatches"], HELD + LATER);
    let left: Vec<String> = std::fs::read_dir(bench.path("index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| ["files-", "superseded-", "twins-"].iter().any(|kind| name.starts_with(kind)))
        .collect();
    assert_eq!(left.len(), 3, "side files of killed runs are removed: {left:?}");
}

#[test]
fn a_first_run_that_was_killed_leaves_no_index_or_a_whole_one() {
    let bench = Bench::new();
    write_dispatches(&bench, 0..300);
    for milliseconds in [1, 5, 10, 15, 25, 40] {
        kill_after(&bench, &["index", "files"], milliseconds);
        let run = bench.depeche(["search", "orvine", "--format", "ids", "--limit", "300"]);
        match run.code {
            FOUND => assert_eq!(run.stdout.lines().count(), 300),
            ERROR => assert!(run.stderr.starts_with("depeche: there is no index in index"), "{}", run.stderr),
            _ => assert_eq!((run.code, &*run.stdout), (NOTHING, ""), "an index that was made and never filled"),
        }
    }
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    assert_eq!(bench.ids(&["orvine"]), ids(0..300));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = Bench::new();
    write_dispatches(&bench, 0..300);
    bench.depeche(["index", "files"]);
    for format in ["text", "jsonl", "json", "csv", "paths", "ids"] {
        let arguments = ["search", "orvine", "--limit", "300", "--format", format];
        let mut child = bench.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(FOUND), "{format}: {stderr}");
        assert!(!stderr.contains("depeche:"), "{format}: {stderr}");
    }
}

/// A small file system of its own over the index folder, taken off at the end.
#[cfg(target_os = "linux")]
struct SmallDisk {
    folder: std::path::PathBuf,
}

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where the tests may not mount.
    fn mount(bench: &Bench, kilobytes: u32) -> Option<Self> {
        let folder = bench.path("index");
        std::fs::create_dir(&folder).unwrap();
        let size = format!("size={kilobytes}k");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&folder).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(SmallDisk { folder })
    }

    fn grow(&self, kilobytes: u32) {
        let size = format!("remount,size={kilobytes}k");
        let status = std::process::Command::new("mount").args(["-o", &size]).arg(&self.folder).status().unwrap();
        assert!(status.success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.folder).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_index_stays_as_it_was_and_the_next_run_with_room_completes() {
    let bench = Bench::new();
    let Some(disk) = SmallDisk::mount(&bench, 512) else {
        eprintln!("skipped: a small file system can only be mounted by root");
        return;
    };
    write_dispatches(&bench, 0..HELD);
    assert_eq!(bench.depeche(["index", "files"]).code, FOUND);
    let files = || std::fs::read_dir(bench.path("index/segments")).unwrap().count();
    let before = files();
    let mut state = 1u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x} ", state >> 24)
    };
    for number in 0..10 {
        let body: String = (0..8000).map(|_| word()).collect();
        bench.write(&format!("files/{number}.txt"), dispatch(&id(HELD + number), "12 mars 2025", "Orvine", &body));
    }
    for arguments in [&["index"][..], &["index", "--rebuild"], &["index"]] {
        let run = bench.depeche(arguments);
        assert_eq!(run.code, ERROR, "{}", run.stderr);
        assert!(run.stderr.contains("No space left on device"), "{}", run.stderr);
        assert!(run.stderr.contains("writing the index failed: the disk of "), "{}", run.stderr);
        assert!(run.stderr.contains("the index is as it was before"), "{}", run.stderr);
        assert_eq!(bench.ids(&["orvine"]), ids(0..HELD));
        assert_eq!(files(), before, "what was half written does not take up the room");
    }
    disk.grow(100_000);
    let run = bench.depeche(["index"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    assert_eq!(bench.ids(&["orvine"]), ids(0..HELD + 10));
}

#[test]
#[cfg(target_os = "linux")]
fn an_export_that_is_killed_leaves_the_old_file_and_nothing_else() {
    let bench = Bench::new();
    write_dispatches(&bench, 0..LATER);
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let arguments = ["export", "orvine", "-o", "lists/bacs.html", "--full-text"];
    let mut killed = 0;
    for milliseconds in [20, 40, 80, 160, 320] {
        bench.write("lists/bacs.html", "old");
        if kill_after(&bench, &arguments, milliseconds) {
            killed += 1;
            let list = std::fs::read_to_string(bench.path("lists/bacs.html")).unwrap();
            assert!(list == "old" || list.ends_with("</html>\n"), "after {milliseconds} ms");
        }
        let left = std::fs::read_dir(bench.path("lists")).unwrap().count();
        assert_eq!(left, 1, "after {milliseconds} ms");
    }
    assert!(killed >= 2, "only {killed} runs were killed while they worked");
}
