//! `depeche timeline`, from the real program.

mod support;

use serde_json::Value;
use support::{Bench, ERROR, FOUND, NOTHING, dispatch};

fn bench() -> Bench {
    let texts = [
        ("31 décembre 2024", "Une crue la nuit."),
        ("1er janvier 2025", "La crue monte, un incendie aussi."),
        ("1er janvier 2025", "Une autre crue, plus bas sur la rivière."),
        ("3 mars 2025", "La crue est finie."),
    ];
    let bench = Bench::new();
    for (number, (date, text)) in texts.iter().enumerate() {
        bench.write(
            &format!("files/{number}.txt"),
            dispatch(&format!("n{number}"), date, &format!("Titre {number}"), text),
        );
    }
    bench.write("files/undated.txt", "Titre: Sans date\nId: n9\nAgence: AFP\n\nUne crue, un jour.\n");
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

#[test]
fn every_period_is_a_row_also_without_hits() {
    let bench = bench();
    let csv = |args: &[&str]| {
        let run = bench.depeche(["timeline", "crue", "--format", "csv"].iter().chain(args));
        assert_eq!(run.code, FOUND, "{}", run.stderr);
        run
    };
    let run = csv(&["--by", "month"]);
    assert_eq!(run.stdout, "period,crue\n2024-12,1\n2025-01,2\n2025-02,0\n2025-03,1\n");
    assert_eq!(run.stderr, "crue: 4 dispatches, 1 without date\n");
    assert_eq!(csv(&["--by", "year"]).stdout, "period,crue\n2024,1\n2025,3\n");
    let weeks = csv(&["--by", "week"]).stdout;
    assert!(weeks.starts_with("period,crue\n2025-W01,3\n2025-W02,0\n") && weeks.ends_with("2025-W10,1\n"), "{weeks}");
    let hours = csv(&["--by", "hour", "--before", "2025-01-02"]).stdout;
    assert!(hours.starts_with("period,crue\n2024-12-31 00:00,1\n2024-12-31 01:00,0\n"), "{hours}");
    assert_eq!(csv(&[]).stdout.lines().count(), 64, "days suit two months");
}

#[test]
fn queries_are_compared() {
    let bench = bench();
    let args = ["timeline", "crue", "--compare", "incendie", "--by", "year"];
    let csv = bench.depeche(args.iter().chain(&["--format", "csv"])).stdout;
    assert_eq!(csv, "period,crue,incendie\n2024,1,0\n2025,3,1\n");
    let text = bench.depeche(args).stdout;
    insta::assert_snapshot!(text, @r"
    2024  crue              1  ████████████████▋
          incendie          0
    2025  crue              3  ██████████████████████████████████████████████████
          incendie          1  ████████████████▋
    ");
    let json: Value = serde_json::from_str(&bench.depeche(args.iter().chain(&["--format", "json"])).stdout).unwrap();
    assert_eq!(json[1]["hits"][0], serde_json::json!({"query": "crue", "dispatches": 3}));
}

#[test]
fn a_picture_is_written_whole() {
    let bench = bench();
    let run = bench.depeche(["timeline", "crue", "--by", "month", "-o", "crue.svg"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let picture = std::fs::read_to_string(bench.path("crue.svg")).unwrap();
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    assert!(picture.contains(">2024-12</text>") && picture.contains(">crue</text>"), "{picture}");
    let wrong = bench.depeche(["timeline", "crue", "-o", "crue.gif"]);
    assert!(wrong.code == ERROR && wrong.stderr.contains("text, csv, json, svg"), "{}", wrong.stderr);
}

#[test]
fn nothing_found_is_an_empty_timeline() {
    let bench = bench();
    let run = bench.depeche(["timeline", "introuvable", "--format", "csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (NOTHING, "period,introuvable\n"));
    let all = bench.depeche(["timeline", "--by", "year", "--format", "csv"]);
    assert_eq!(all.stdout, "period,all dispatches\n2024,1\n2025,3\n");
}

#[test]
fn a_timeline_counts_what_a_search_counts() {
    let bench = bench();
    let hits = bench.hits(&["crue"]).len() as u64;
    let csv = bench.depeche(["timeline", "crue", "--by", "day", "--format", "csv"]);
    let dated: u64 =
        csv.stdout.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(dated + 1, hits, "one has no date");
}
