use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::source::{Item, Options, read};

/// Paths behind the file's own and headlines, then skips and the fault.
fn read_bytes(bytes: &[u8]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("f");
    std::fs::write(&path, bytes).unwrap();
    let mut found = Vec::new();
    let outcome = read(&path, &Options::default(), &mut |item| match item {
        Item::Dispatch(dispatch) => {
            let within = dispatch.source.path.rsplit_once("/f").map_or("", |(_, within)| within);
            found.push(format!("{within} {}", dispatch.headline));
        }
        Item::Skipped(skip) => found.push(skip.to_string()),
    });
    found.extend(outcome.err().map(|fault| fault.to_string()));
    found
}

fn item(headline: &str) -> Vec<u8> {
    format!("{{\"uri\":\"{headline}\",\"headline\":\"{headline}\"}}").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_gnu();
        // The library refuses `..`, hostile archives do not.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, ::zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn compressed_files_are_read_as_what_they_hold() {
    let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 1);
    xz.write_all(&item("Crue")).unwrap();
    for packed in [gzip(&item("Crue")), zstd::encode_all(&item("Crue")[..], 1).unwrap(), xz.finish().unwrap()] {
        assert_eq!(read_bytes(&packed), [" Crue"]);
    }
    let several = [gzip(b"{\"uri\":\"a\","), gzip(b"\"headline\":\"Crue\"}")].concat();
    assert_eq!(read_bytes(&several), [" Crue"]);
}

#[test]
fn archives_lie_in_archives() {
    let inner = zip(&[("a/1.json", &item("Un")), ("b.gz", &gzip(&item("Deux")))]);
    let outer = gzip(&tar(&[("x.zip", &inner), ("t.json", &item("Trois")), ("vide", b"")]));
    let wanted = ["!/x.zip!/a/1.json Un", "!/x.zip!/b.gz Deux", "!/t.json Trois", "vide: empty, nothing to index"];
    assert_eq!(read_bytes(&outer), wanted);
}

#[test]
fn names_lead_nowhere_and_hidden_members_are_passed_over() {
    let archive = tar(&[("../../etc/un.json", &item("Un")), ("__MACOSX/._a", b"x"), ("/.git/config", b"x")]);
    assert_eq!(read_bytes(&archive), ["!/etc/un.json Un"]);
    assert_eq!(harmless_name("C:\\a\\..\\b\u{1b}[2J\n"), "C:/a/b[2J");
}

#[test]
fn what_is_cut_off_gives_what_it_has() {
    let whole = tar(&[("a.json", &item("Un")), ("b.json", &item("Deux"))]);
    let found = read_bytes(&whole[..1024 + 512 + 10]);
    assert_eq!(found[0], "!/a.json Un");
    assert!(found.len() > 1, "{found:?}");
    let text: String = (0..20_000).map(|n| format!("{{\"uri\":\"{n}\",\"headline\":\"Crue {n}\"}}\n")).collect();
    let packed = gzip(text.as_bytes());
    let found = read_bytes(&packed[..packed.len() / 2]);
    assert!(found.len() > 1000 && found[0] == " Crue 0", "{}", found.len());
    assert!(found.last().unwrap().starts_with("broken gzip"), "{:?}", found.last());
    assert!(read_bytes(b"PK\x03\x04 rien")[0].starts_with("broken zip"));
}

#[test]
fn a_broken_member_costs_no_other() {
    let archive = zip(&[("a.json", b"{\"uri\": oups"), ("b.json", &item("Deux"))]);
    let found = read_bytes(&archive);
    assert!(found[0].starts_with("a.json: ") && found[0].contains("column"), "{found:?}");
    assert_eq!(found[1], "!/b.json Deux");
}

#[test]
fn bombs_go_off_outside() {
    let mut bomb = item("Crue");
    bomb.extend(vec![b' '; 300 << 20]);
    let packed = gzip(&gzip(&bomb));
    assert!(packed.len() < 10_000, "{}", packed.len());
    let found = read_bytes(&packed);
    assert!(
        found.last().unwrap().contains("unpacks to far more") || found.last().unwrap().contains("too large"),
        "{found:?}"
    );
    let mut nested = item("Crue");
    for _ in 0..12 {
        nested = gzip(&nested);
    }
    assert!(read_bytes(&nested)[0].contains("archive in 8 others"));
}

#[test]
fn office_documents_are_no_archives_of_dispatches() {
    let document = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert!(read_bytes(&document)[0].starts_with("office document"));
}
