//! Archives made for the purpose: chunked, compressed, cut off, with rubbish between records.

use std::io::Write;
use std::time::Duration;

use cpu_time::ThreadTime;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proptest::prelude::*;

use super::*;

const LIMIT: u64 = 1 << 20;
const PAGE: &[u8] = b"<html><p>La crue de l'Orvine recule.</p></html>";

/// A record with its header and the blank lines that end it.
fn record_of(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://exemple.fr/crue>\r\nWARC-Date: 2025-03-09T13:05:00Z\r\n\
         WARC-Record-ID: <urn:uuid:0a1b>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// A response of a server with these header lines.
fn response(header: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n").into_bytes();
    block.extend_from_slice(body);
    record_of("response", "application/http; msgtype=response", &block)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The captures of an archive, and the reasons for what was passed over.
fn read(archive: &[u8]) -> (Vec<Capture>, Vec<String>) {
    let (mut captures, mut skips) = (Vec::new(), Vec::new());
    records(&mut &archive[..], LIMIT, &mut |record| match record {
        WarcRecord::Capture(capture) => captures.push(*capture),
        WarcRecord::Skipped(skip) => skips.push(skip.to_string()),
    })
    .unwrap();
    (captures, skips)
}

#[test]
fn a_response_is_a_page_with_its_address_and_date() {
    let (captures, skips) = read(&response("", PAGE));
    let wanted = Capture {
        uri: "https://exemple.fr/crue".into(),
        date: Some("2025-03-09T13:05:00+00:00".to_owned().try_into().unwrap()),
        id: "urn:uuid:0a1b".into(),
        content_type: "text/html; charset=utf-8".into(),
        body: PAGE.to_vec(),
        truncated: false,
    };
    assert_eq!((captures, skips), (vec![wanted], vec![]));
}

#[test]
fn chunks_and_compression_are_undone() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(PAGE).unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
    raw.write_all(PAGE).unwrap();
    let chunked = |body: &[u8]| {
        let mut out = format!("5;x=1\r\n{}\r\n", String::from_utf8_lossy(&body[..5])).into_bytes();
        out.extend(format!("{:X}\r\n", body.len() - 5).into_bytes());
        out.extend_from_slice(&body[5..]);
        out.extend_from_slice(b"\r\n0\r\n\r\n");
        out
    };
    let cases = [
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        ("Transfer-Encoding: chunked\r\n", PAGE.to_vec()),
        ("Content-Encoding: gzip\r\n", gzip(PAGE)),
        ("Content-Encoding: gzip\r\n", PAGE.to_vec()),
        ("Content-Encoding: br\r\n", PAGE.to_vec()),
        ("content-encoding: Deflate\r\n", zlib.finish().unwrap()),
        ("Content-Encoding: deflate\r\n", raw.finish().unwrap()),
        ("Content-Encoding: zstd\r\n", zstd::encode_all(PAGE, 3).unwrap()),
        ("Content-Encoding: gzip, gzip\r\n", gzip(&gzip(PAGE))),
    ];
    for (header, body) in cases {
        let (captures, skips) = read(&response(header, &body));
        assert_eq!(captures.iter().map(|capture| capture.body.as_slice()).collect::<Vec<_>>(), [PAGE], "{header}");
        assert_eq!(skips, Vec::<String>::new(), "{header}");
    }
}

#[test]
fn what_is_no_page_says_so() {
    let moved = b"HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\n\r\n";
    let robots = record_of("resource", "text/plain", b"User-agent: *");
    let robots = String::from_utf8(robots).unwrap().replace("/crue", "/robots.txt").into_bytes();
    let cases = [
        (record_of("request", "application/http", b"GET / HTTP/1.1\r\n\r\n"), "record of type `request`"),
        (record_of("warcinfo", "application/warc-fields", b"software: x"), "record of type `warcinfo`"),
        (record_of("revisit", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"), "record of type `revisit`"),
        (record_of("response", "application/http", moved), "the server answered `HTTP/1.1 301 Moved Permanently`"),
        (record_of("resource", "image/png", b"\x89PNG"), "content of type `image/png`"),
        (response("Content-Encoding: br\r\n", b"\x0b\x02\x80"), "compressed with `br`"),
        (response("Content-Encoding: gzip\r\n", &gzip(&vec![b' '; 2 << 20])), "unpacks to more than"),
        (record_of("resource", "text/html", &vec![b'x'; 2 << 20]), "at most"),
        (response("", b""), "empty"),
        (robots, "`robots.txt`, a file for robots"),
    ];
    for (archive, wanted) in cases {
        let (captures, skips) = read(&archive);
        assert!(captures.is_empty() && skips.len() == 1 && skips[0].contains(wanted), "{wanted}: {skips:?}");
    }
}

#[test]
fn a_resource_is_the_page_itself() {
    let (captures, _) = read(&record_of("resource", "text/html", PAGE));
    assert_eq!((captures[0].body.as_slice(), captures[0].content_type.as_str()), (PAGE, "text/html"));
}

#[test]
fn a_cut_archive_gives_what_there_is() {
    let mut archive = response("", PAGE);
    archive.extend(response("Content-Encoding: gzip\r\n", &gzip(&PAGE.repeat(50))));
    archive.truncate(archive.len() - 20);
    let (captures, skips) = read(&archive);
    assert_eq!(captures.len(), 2);
    assert!(captures[1].truncated && captures[1].body.starts_with(PAGE));
    assert_eq!(skips.len(), 1);
    assert!(skips[0].starts_with("record 2: the archive ends in the middle"), "{skips:?}");
}

#[test]
fn rubbish_between_records_is_stepped_over() {
    let mut archive = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nsans longueur\r\n".to_vec();
    archive.extend(response("", PAGE));
    let (captures, skips) = read(&archive);
    assert_eq!(captures.len(), 1);
    assert!(skips[0].contains("how long") && skips[1].contains("`15` bytes"), "{skips:?}");
}

#[test]
fn records_of_arc() {
    let page = format!("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{}", String::from_utf8_lossy(PAGE));
    let archive = format!(
        "filedesc://a.arc 0.0.0.0 20050309140500 text/plain 10\n1 0 Bureau\n\n\
         http://exemple.fr/a 192.0.2.1 20050309140501 text/html {}\n{page}\n",
        page.len()
    );
    let (captures, skips) = read(archive.as_bytes());
    assert_eq!(captures[0].uri, "http://exemple.fr/a");
    assert_eq!(captures[0].date.unwrap().to_string(), "2005-03-09T14:05:01+00:00");
    assert_eq!(captures[0].body, PAGE);
    assert_eq!(skips, ["record 1: not a dispatch: record of type `filedesc`, no page"]);
    assert!(recognises(archive.as_bytes()) && recognises(b"WARC/1.1\r\n") && !recognises(b"WARC archives"));
}

#[test]
fn hostile_archives_take_linear_time() {
    let start = ThreadTime::now();
    read(&b"WARC/1.0\r\n\r\n".repeat(100_000));
    read(&b"WARC/".repeat(1_000_000));
    read(&response("Transfer-Encoding: chunked\r\n", &b"1\r\na\r\n".repeat(100_000)));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_bytes_are_read(
        pieces in proptest::collection::vec(prop_oneof![
            any::<Vec<u8>>(),
            Just(b"WARC/1.0\r\nContent-Length: 9\r\nWARC-Type: response\r\n\r\n".to_vec()),
            Just(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n".to_vec()),
            Just(response("", PAGE)),
            Just(gzip(PAGE)),
        ], 0..8),
        cut in any::<u8>(),
    ) {
        let mut archive = pieces.concat();
        archive.truncate(archive.len().saturating_sub(usize::from(cut)));
        read(&archive);
    }
}
