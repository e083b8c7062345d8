use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::dispatch::Dispatch;
use crate::source::{Skip, SkipReason};

/// Dispatches and skips of a file, and how reading ended.
struct Outcome {
    dispatches: Vec<Dispatch>,
    skips: Vec<Skip>,
    facts: Result<FileFacts, Fault>,
}

fn read_file(path: &Path, limit: u64) -> Outcome {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let facts = read(path, &Options { max_dispatch_bytes: limit, ..Options::default() }, &mut |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => skips.push(skip),
    });
    Outcome { dispatches, skips, facts }
}

fn read_bytes(bytes: &[u8], limit: u64) -> Outcome {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fichier.xyz");
    fs::write(&path, bytes).unwrap();
    read_file(&path, limit)
}

const LIMIT: u64 = 1 << 20;

#[test]
fn a_dispatch_knows_its_file() {
    let text = "[{\"uri\":\"a\",\"headline\":\"Crue\"},{\"uri\":\"b\",\"headline\":\"Séisme\"}]";
    let outcome = read_bytes(text.as_bytes(), LIMIT);
    let facts = outcome.facts.unwrap();
    assert_eq!((facts.bytes, facts.format, facts.encoding, facts.dispatches), (text.len() as u64, "ninjs", "UTF-8", 2));
    assert!(facts.settled && facts.hash == blake3::hash(text.as_bytes()).to_hex().as_str());
    let source = &outcome.dispatches[1].source;
    assert_eq!((source.ordinal, source.format.as_str(), &source.hash), (1, "ninjs", &facts.hash));
    assert!(source.path.ends_with("/fichier.xyz") && source.modified.is_some());
}

#[test]
fn the_encoding_and_its_repairs_are_told() {
    let outcome = read_bytes(b"Crue de l'Orvine\n\nTrois ponts ferm\xE9s d\xE8s l'\xE9t\xE9.", LIMIT);
    assert_eq!(outcome.dispatches[0].body, ["Trois ponts fermés dès l'été."]);
    assert_eq!(outcome.facts.unwrap().encoding, "windows-1252");
    let twice = read_bytes("{\"uri\":\"a\",\"headline\":\"Ã‰tÃ© Ã\u{A0} Valmont\"}".as_bytes(), LIMIT);
    assert_eq!(twice.dispatches[0].headline, "Été à Valmont");
    assert!(twice.dispatches[0].warnings[0].starts_with("repaired"));
}

#[test]
fn files_that_are_no_dispatch_say_why() {
    let cases: [(&[u8], SkipReason); 8] = [
        (b"", SkipReason::Empty),
        (b" \n\t\r\n", SkipReason::Empty),
        (b"\xEF\xBB\xBF", SkipReason::Empty),
        (b"%PDF-1.4 ...", SkipReason::Binary("PDF")),
        (&[0; 4096], SkipReason::NotText),
        (&[1, 0, 2, 0, 3, 0, 4, 0], SkipReason::NotText),
        (
            b"<?xml version='1.0'?><a/>",
            SkipReason::NotADispatch("XML or SGML with the root `a`, in no format of news that is known".into()),
        ),
        (b"[]", SkipReason::Empty),
    ];
    for (bytes, reason) in cases {
        let outcome = read_bytes(bytes, LIMIT);
        assert_eq!(outcome.skips, [Skip::file(reason)], "{}", bytes[..bytes.len().min(40)].escape_ascii());
        assert_eq!(outcome.facts.unwrap().dispatches, 0);
    }
    let binary = [&[0; 4096][..], b"%PDF"].concat();
    assert!(read_bytes(&binary, 100).facts.is_ok(), "refused by its first bytes, whatever its size");
}

#[test]
fn large_files_are_read_in_pieces_or_refused() {
    let line = |id: usize| format!("{{\"uri\":\"{id}\",\"headline\":\"Crue à l'Orvine\"}}\n");
    let mut lines: String = (0..5000).map(line).collect();
    lines.insert_str(line(0).len(), "{\"uri\": oups\n");
    lines.push_str(&format!("{{\"uri\":\"long\",\"headline\":\"{}\"}}\n", "x".repeat(40_000)));
    lines.push_str(&line(5000));
    for bytes in [lines.clone().into_bytes(), encoding_rs::WINDOWS_1252.encode(&lines).0.into_owned()] {
        let outcome = read_bytes(&bytes, 10_000);
        let facts = outcome.facts.unwrap();
        assert_eq!((facts.dispatches, facts.settled, facts.bytes), (5001, true, bytes.len() as u64));
        assert_eq!(facts.hash, blake3::hash(&bytes).to_hex().as_str());
        assert!(outcome.dispatches.iter().all(|dispatch| dispatch.headline == "Crue à l'Orvine"));
        let places: Vec<_> = outcome.skips.iter().map(|skip| skip.at.clone()).collect();
        assert_eq!(places, [crate::source::Place::Line(2), crate::source::Place::Line(5002)]);
    }
    let text = read_bytes("mot ".repeat(10_000).as_bytes(), 10_000);
    assert!(matches!(text.facts, Err(Fault::TooLarge { bytes: 40_000, limit: 10_000 })));
    let message = text.facts.unwrap_err().to_string();
    assert_eq!(
        message,
        "too large to be one dispatch: 40000 bytes (at most 10000 bytes); split it into its dispatches"
    );
    let xml = read_bytes(format!("<?xml?>{}", "<a/>".repeat(10_000)).as_bytes(), 10_000);
    assert_eq!(xml.skips.len(), 1);
}

#[test]
fn a_file_that_is_gone_is_a_fault_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let outcome = read_file(&dir.path().join("absent.json"), LIMIT);
    assert!(matches!(outcome.facts, Err(Fault::Vanished)));
}

/// Sample files that are not part of the project; a test that wants them passes without them.
fn samples(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    let files: Vec<PathBuf> = crate::source::walk(&root).filter_map(Result::ok).map(|found| found.path).collect();
    if files.is_empty() {
        eprintln!("skipped: no samples at {}", root.display());
    }
    files
}

#[test]
fn every_sample_gives_dispatches_or_a_reason() {
    let folders = ["ninjs", "dpa-digitalwires-json", "ap-media-api-json", "guardian-fingerpost-json"];
    for path in folders.iter().flat_map(|folder| samples(&format!("wire/{folder}"))) {
        let outcome = read_file(&path, LIMIT);
        let facts = outcome.facts.unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        assert!(facts.dispatches > 0 || !outcome.skips.is_empty(), "{}", path.display());
        for dispatch in outcome.dispatches {
            assert!(!dispatch.id.is_empty() && !dispatch.title().is_empty(), "{}", path.display());
        }
    }
}

/// Every text of a dispatch, as its JSON has it.
fn has_control(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains(char::is_control),
        serde_json::Value::Array(list) => list.iter().any(has_control),
        serde_json::Value::Object(map) => map.values().any(has_control),
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic_and_come_out_clean(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "(\\{|\\}|\\[|\\]|\"|:|,|uri|headline|body_text|\\\\u0007|<p>|&#7;|\n|\\PC){0,80}".prop_map(String::into_bytes),
            ("\\PC{0,20}", any::<String>(), any::<String>()).prop_map(|(a, b, c)| {
                let item = serde_json::json!({"uri": a, "headline": b, "body_html": c, "keywords": [b], "place": {"name": c}});
                item.to_string().into_bytes()
            }),
        ],
        limit in prop_oneof![Just(LIMIT), Just(40_u64)],
    ) {
        let outcome = read_bytes(&bytes, limit);
        for dispatch in outcome.dispatches {
            prop_assert!(!has_control(&serde_json::to_value(dispatch).unwrap()));
        }
    }
}
