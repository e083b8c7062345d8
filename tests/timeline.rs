//! `depeche timeline`, from the real program.

mod support;

use serde_json::Value;
use support::{Bench, ERROR, FOUND, NOTHING, dispatch, json_lines};

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
    assert_eq!(run.stderr, "crue: 5 dispatches, of them in no period: 1 without date\n");
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

/// A bench with a dispatch on each of these dates, `n0` the first.
fn dated(dates: &[&str]) -> Bench {
    let bench = Bench::new();
    for (number, date) in dates.iter().enumerate() {
        let text = dispatch(&format!("n{number}"), date, "Titre", &format!("La crue numéro {number}."));
        bench.write(&format!("files/{number:02}.txt"), text);
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

/// The periods of `crue` that have hits.
fn periods(bench: &Bench, by: &str) -> Vec<(String, usize)> {
    let run = bench.depeche(["timeline", "crue", "--format", "csv", "--by", by]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let rows = run.stdout.lines().skip(1).map(|line| line.split_once(',').unwrap());
    rows.filter(|(_, hits)| *hits != "0").map(|(label, hits)| (label.to_owned(), hits.parse().unwrap())).collect()
}

#[test]
fn a_period_holds_what_date_finds_before_1911_too() {
    let bench = dated(&[
        "1900-01-01",
        "1900-01-01T00:05:00+00:09",
        "1900-12-31",
        "1911-03-10",
        "1911-03-11",
        "1940-06-15",
        "2024-12-31T23:30:00Z",
        "2025-03-30T01:30:00Z",
        "2025-10-26T00:30:00Z",
    ]);
    for by in ["day", "week", "month", "year"] {
        let periods = periods(&bench, by);
        assert_eq!(periods.iter().map(|(_, hits)| hits).sum::<usize>(), 9, "{by}: {periods:?}");
        for (label, hits) in periods {
            assert_eq!(bench.ids(&[&format!("date:{label}"), "crue"]).len(), hits, "{by} {label}");
        }
    }
}

#[test]
fn dates_that_no_index_holds_are_in_no_period() {
    let bench = dated(&["9999-12-31", "0001-01-01", "2025-03-01", "2025-03-02"]);
    assert_eq!(periods(&bench, "year"), [("2025".to_owned(), 2)]);
    let run = bench.depeche(["timeline", "crue", "--format", "csv"]);
    assert!(
        run.stderr.contains("crue: 4 dispatches, of them in no period: 2 not dated between 1677-"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_early_date_hides_no_late_ones() {
    let bench = dated(&["1905-06-01", "2025-06-01", "2025-06-02"]);
    let hours = bench.depeche(["timeline", "crue", "--by", "hour", "--format", "csv"]);
    assert_eq!((hours.code, hours.stdout.as_str()), (ERROR, ""));
    for wanted in ["1905-06-01", "2025-06-02", "1 051 9", "1 000 000", "--by day", "--since"] {
        assert!(hours.stderr.contains(wanted), "{wanted}: {}", hours.stderr);
    }
    let days = bench.depeche(["timeline", "crue", "--by", "day"]);
    assert_eq!((days.code, days.stdout.as_str()), (ERROR, ""));
    assert!(days.stderr.contains("--by week") && days.stderr.contains("--format csv"), "{}", days.stderr);
    assert_eq!(periods(&bench, "day").len(), 3);
    let part = bench.depeche(["timeline", "crue", "--by", "hour", "--format", "csv", "--since", "2025"]);
    assert!(part.stdout.ends_with("2025-06-02 00:00,1\n"), "{}", part.stderr);
    assert!(part.stderr.contains("only the day is known"), "{}", part.stderr);
}

#[test]
fn an_hour_that_stands_twice_is_two_rows() {
    let bench =
        dated(&["2025-10-26T00:30:00Z", "2025-10-26T01:10:00Z", "2025-10-26T01:50:00Z", "2025-10-26T02:00:00Z"]);
    let run = bench.depeche(["timeline", "crue", "--by", "hour"]);
    insta::assert_snapshot!(run.stdout, @r"
    2025-10-26 02:00+02:00          1  █████████████████████████
    2025-10-26 02:00+01:00          2  ██████████████████████████████████████████████████
    2025-10-26 03:00                1  █████████████████████████
    ");
    assert_eq!(run.stderr, "crue: 4 dispatches\n");
}

#[test]
fn the_periods_of_a_comparison_suit_all_queries() {
    let bench = dated(&["2010-01-01", "2014-05-01", "2025-03-01T10:00:00Z"]);
    let run = bench.depeche(["timeline", "2", "--compare", "crue", "--format", "csv"]);
    assert_eq!(run.stdout.lines().count(), 17, "years suit fifteen: {}", run.stdout);
}

#[test]
fn standard_output_may_be_asked_for_by_name() {
    let bench = bench();
    let named = bench.depeche(["timeline", "crue", "--by", "year", "-o", "-"]);
    assert_eq!(named, bench.depeche(["timeline", "crue", "--by", "year"]));
    assert_eq!(named.code, FOUND);
}

#[test]
fn a_picture_refuses_more_queries_than_it_tells_apart() {
    let bench = bench();
    let many: Vec<String> = (0..63).map(|number| format!("--compare=crue{number}")).collect();
    let args = ["timeline", "crue", "--by", "year", "-o", "crue.svg"];
    let run = bench.depeche(args.iter().map(|arg| (*arg).to_owned()).chain(many.clone()));
    assert!(run.code == ERROR && run.stderr.contains("63 queries"), "{}", run.stderr);
    let run = bench.depeche(args.iter().map(|arg| (*arg).to_owned()).chain(many.into_iter().skip(1)));
    assert_eq!(run.code, FOUND, "{}", run.stderr);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read;
    use std::process::Stdio;

    let bench = dated(&["1990-06-01", "2025-06-01"]);
    let mut run = bench
        .command(["timeline", "crue", "--by", "hour", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 6];
    run.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = run.wait_with_output().unwrap();
    assert_eq!((&first, output.status.code()), (b"period", Some(FOUND)), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_picture_and_a_list_are_headed_with_what_narrows_them() {
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("a", "Le bac.")]))]);
    let narrowed = ["--since", "2020", "--before", "2030"];
    let picture = bench.depeche(["timeline", "--format", "svg"].iter().chain(&narrowed)).stdout;
    assert!(picture.contains("since 2020, before 2030") && !picture.contains("all dispatches"), "{picture}");
    assert!(picture.contains("of 1 dispatch searched on "), "{picture}");
    for format in ["html", "md", "txt", "atom"] {
        let list = bench.depeche(["export", "bac", "--format", format].iter().chain(&narrowed)).stdout;
        assert!(list.contains("bac — since 2020, before 2030"), "{list}");
    }
}
