use std::io;
use std::path::Path;

use super::{Format, HitWriter, Options, writer};
use crate::dispatch::{Dispatch, Location, Moment, Person, Source, Status, Topic};
use crate::safe::is_unsafe;
use crate::search::{Copy, Hit, Link, Snippet, Standing, Story};

mod references;
mod tables;

/// A dispatch of someone who means harm: escapes, bidi controls, formulas and line ends wherever a text may stand.
fn hostile() -> Hit {
    let dispatch = Dispatch {
        id: "urn:x:1\u{1b}[2J 2".into(),
        version: 3,
        provider: Some("@AFP".into()),
        headline: "=cmd|' /C calc'!A1, \"Grève\"".into(),
        status: Status::Embargoed,
        embargo: Moment::try_from("2025-03-13".to_owned()).ok(),
        replaces: Some("\u{9b}z".into()),
        created: Moment::try_from("2025-03-12T14:05:00+01:00".to_owned()).ok(),
        topics: vec![
            Topic { label: "Social".into(), ..Topic::default() },
            Topic { label: "Santé".into(), ..Topic::default() },
        ],
        locations: vec![Location { name: "\u{202e}noyL".into(), ..Location::default() }],
        people: vec![Person { name: "+Ève Ménard".into(), ..Person::default() }],
        source: Source { path: "2025/a\u{1b}]0;x\u{7}\nb.txt".into(), ..Source::default() },
        ..Dispatch::default()
    };
    let snippet = Snippet { text: "Une grève\u{9b}31m.".into(), highlights: vec![0..3, 4..10] };
    let link = Link { id: "urn:\u{1b}y".into(), headline: Some("\u{202e}Fin".into()), date: None, kill: true };
    let copy = Copy {
        id: "-2\u{7}".into(),
        provider: Some("ATS".into()),
        format: "text".into(),
        path: "\u{1b}c".into(),
        version: 1,
    };
    let story = Story {
        standing: Standing::Superseded,
        nth: 1,
        versions: 2,
        replaced: None,
        replaced_by: vec![link],
        also_as: vec![copy],
    };
    Hit { rank: 1, score: 12.5, dispatch, snippet, story, ..Hit::default() }
}

fn alert() -> Hit {
    let dispatch = Dispatch { id: "alerte".into(), body: vec!["Séisme à Volvic".into()], ..Dispatch::default() };
    Hit { rank: 2, score: 0.25, dispatch, ..Hit::default() }
}

fn formats() -> impl Iterator<Item = Format> {
    Format::ALL.iter().map(|(format, _)| *format)
}

fn written(format: Format, terminal: bool, hits: &[Hit]) -> String {
    let mut out = Vec::new();
    let mut list = writer(format, Box::new(&mut out), Options { terminal, query: "q 1".into(), ..Options::default() });
    list.begin().unwrap();
    for hit in hits {
        list.hit(hit).unwrap();
    }
    list.end().unwrap();
    drop(list);
    String::from_utf8(out).unwrap()
}

#[test]
fn json_lines_keep_the_contract() {
    let list = written(Format::Jsonl, false, &[hostile(), alert()]);
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(
        lines[0],
        concat!(
            r#"{"rank":1,"score":12.5,"id":"urn:x:1\u001b[2J 2","version":3,"date":"2025-03-12T14:05:00+01:00","#,
            r#""headline":"=cmd|' /C calc'!A1, \"Grève\"","headline_from":"source","provider":"@AFP","topics":["Social","Santé"],"#,
            r#""locations":["\u202enoyL"],"people":["+Ève Ménard"],"path":"2025/a\u001b]0;x\u0007\nb.txt","#,
            r#""snippet":"Une grève\u009b31m.","highlights":[[0,3],[4,10]],"headline_highlights":[],"#,
            r#""status":"embargoed","embargo":"2025-03-13","replaces":"\u009bz","standing":"superseded","nth":1,"#,
            r#""versions":2,"replaced":null,"replaced_by":[{"id":"urn:\u001by","headline":"\u202eFin","date":null,"#,
            r#""kill":true}],"also_as":[{"id":"-2\u0007","provider":"ATS","format":"text","path":"\u001bc","#,
            r#""version":1}]}"#,
        )
    );
    assert_eq!(
        lines[1],
        concat!(
            r#"{"rank":2,"score":0.25,"id":"alerte","version":0,"date":null,"headline":"Séisme à Volvic","#,
            r#""headline_from":"text","provider":null,"topics":[],"locations":[],"people":[],"path":"","snippet":"","highlights":[],"headline_highlights":[],"#,
            r#""status":"usable","embargo":null,"replaces":null,"standing":"current","nth":0,"versions":0,"#,
            r#""replaced":null,"replaced_by":[],"also_as":[]}"#,
        )
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_json_array_holds_the_objects_of_json_lines() {
    let array: Vec<serde_json::Value> =
        serde_json::from_str(&written(Format::Json, false, &[hostile(), alert()])).unwrap();
    let lines = written(Format::Jsonl, false, &[hostile(), alert()]);
    let objects: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array, objects);
    assert_eq!(written(Format::Json, false, &[]), "[]\n");
}

#[test]
fn csv_reads_back_without_formulas() {
    let list = written(Format::Csv, false, &[hostile(), alert()]);
    let mut table = csv::Reader::from_reader(list.as_bytes());
    let header = "rank score id version date headline provider topics locations people path snippet \
        status embargo standing replaces replaced_by also_as";
    assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>().join(" "), header);
    let rows: Vec<Vec<String>> = table.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(
        rows[0],
        [
            "1",
            "12.5",
            "urn:x:1\u{1b}[2J 2",
            "3",
            "2025-03-12T14:05:00+01:00",
            "'=cmd|' /C calc'!A1, \"Grève\"",
            "'@AFP",
            "Social; Santé",
            "\u{202e}noyL",
            "'+Ève Ménard",
            "2025/a\u{1b}]0;x\u{7}\nb.txt",
            "Une grève\u{9b}31m.",
            "embargoed",
            "2025-03-13",
            "superseded",
            "\u{9b}z",
            "urn:\u{1b}y",
            "'-2\u{7}",
        ]
    );
    assert_eq!(
        rows[1],
        [
            "2",
            "0.25",
            "alerte",
            "0",
            "",
            "Séisme à Volvic",
            "",
            "",
            "",
            "",
            "",
            "",
            "usable",
            "",
            "current",
            "",
            "",
            ""
        ]
    );
    assert!(!list.starts_with('\u{feff}'));
}

#[test]
fn csv_without_hits_is_a_header() {
    assert_eq!(written(Format::Csv, false, &[]).lines().count(), 1);
}

#[test]
fn paths_and_ids_are_raw_except_on_a_terminal() {
    assert_eq!(written(Format::Paths, false, &[hostile()]), "2025/a\u{1b}]0;x\u{7}\nb.txt\n");
    assert_eq!(written(Format::Paths, true, &[hostile()]), "2025/a\\u{1b}]0;x\\u{7} b.txt\n");
    assert_eq!(written(Format::Ids, false, &[hostile(), alert()]), "urn:x:1\u{1b}[2J 2\nalerte\n");
}

#[test]
fn a_run_has_six_columns() {
    let list = written(Format::Trec, true, &[hostile(), alert()]);
    assert_eq!(list, "q_1 Q0 urn:x:1\\u{1b}[2J_2 1 12.49999 depeche\nq_1 Q0 alerte 2 0.24998 depeche\n");
    let mut anonymous = alert();
    anonymous.dispatch.id.clear();
    assert_eq!(written(Format::Trec, false, &[anonymous]).split_whitespace().count(), 6);
}

#[test]
fn nothing_unsafe_reaches_a_terminal() {
    // A workbook is refused before it comes to that.
    for format in formats().filter(|format| !format.is_binary()) {
        let list = written(format, true, &[hostile()]);
        assert!(!list.replace("\r\n", "").replace(['\n', '\t'], "").contains(is_unsafe), "{format}: {list:?}");
    }
}

#[test]
fn a_format_has_a_name_and_an_ending() {
    for format in formats() {
        assert_eq!(format.name().parse(), Ok(format));
    }
    for (path, format) in [
        ("a.CSV", Some(Format::Csv)),
        ("a.b/liste.ndjson", Some(Format::Jsonl)),
        ("x.json", Some(Format::Json)),
        ("x.run", Some(Format::Trec)),
        ("x.CSL.json", Some(Format::Csl)),
        ("x.ninjs.jsonl", Some(Format::Ninjs)),
        ("x.md", Some(Format::Markdown)),
        ("x.docx", None),
        ("csv", None),
    ] {
        assert_eq!(Format::from_path(Path::new(path)).and_then(Result::ok), format);
    }
    let error = "xml".parse::<Format>().unwrap_err().to_string();
    assert!(error.starts_with("no format is called `xml`; there are csv, tsv, xlsx, "), "{error}");
    assert!(error.ends_with(", jsonl, json, html, md, txt, ris, bib, csl, ninjs, atom, paths, ids, trec"), "{error}");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_make_one_with_it() {
    let error = "parquet".parse::<Format>().unwrap_err();
    assert_eq!(Format::from_path(Path::new("hits.parquet")), Some(Err(error)));
}

/// An output whose reader has gone away.
struct ClosedPipe;

impl io::Write for ClosedPipe {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_closed_pipe_is_known_for_one() {
    let mut long = hostile();
    long.snippet.text = "long ".repeat(4000);
    for format in formats() {
        let mut list = writer(format, Box::new(ClosedPipe), Options::default());
        let outcome = list.begin().and_then(|()| list.hit(&long)).and_then(|()| list.end());
        assert_eq!(outcome.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe), "{format}");
    }
}
