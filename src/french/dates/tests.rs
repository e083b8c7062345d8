use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn read(text: &str) -> Option<String> {
    parse_moment(text, &paris()).map(|moment| moment.to_string())
}

#[test]
fn days() {
    for (text, expected) in [
        ("2025-09-03", "2025-09-03"),
        ("2025/9/3", "2025-09-03"),
        ("20250903", "2025-09-03"),
        ("03/09/2025", "2025-09-03"),
        ("3.9.2025", "2025-09-03"),
        ("03-09-2025", "2025-09-03"),
        ("03.09.25", "2025-09-03"),
        ("31/12/99", "1999-12-31"),
        ("26-FEB-87", "1987-02-26"),
        ("3 septembre 2025", "2025-09-03"),
        ("3\u{a0}SEPTEMBRE\u{a0}2025", "2025-09-03"),
        ("mercredi 3 sept. 2025", "2025-09-03"),
        ("1er mai 2024", "2024-05-01"),
        ("21 jan 2019", "2019-01-21"),
        ("10 juil 2024", "2024-07-10"),
        ("1er janv. 2024", "2024-01-01"),
        ("4 fe\u{301}vr. 2024", "2024-02-04"),
        ("31 AOU 1997", "1997-08-31"),
        ("31 aout 1997", "1997-08-31"),
        ("May 3, 2024", "2024-05-03"),
        ("Sept. 3rd 2025", "2025-09-03"),
        ("(3 septembre 2025)", "2025-09-03"),
        ("Le rendez-vous du 29 février 2024.", "2024-02-29"),
        ("3 septembre 2025 : 12 blessés", "2025-09-03"),
        ("3 septembre 2025 à 10 000 mètres", "2025-09-03"),
        ("2025-09-03 à 25h00", "2025-09-03"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn instants() {
    for (text, expected) in [
        ("2025-09-03T14:05:00+02:00", "2025-09-03T14:05:00+02:00"),
        ("2025-09-03T14:05:00.250-05:00", "2025-09-03T14:05:00-05:00"),
        ("2025-09-03 14:05:00+02:00", "2025-09-03T14:05:00+02:00"),
        ("2025-09-03T14:05:00Z", "2025-09-03T14:05:00+00:00"),
        ("2025-09-03 14:05", "2025-09-03T14:05:00+02:00"),
        ("2025-01-03T14:05", "2025-01-03T14:05:00+01:00"),
        ("20250903T140500Z", "2025-09-03T14:05:00+00:00"),
        ("20020225T143000-0500", "2002-02-25T14:30:00-05:00"),
        ("20190129T133400", "2019-01-29T13:34:00+01:00"),
        ("20250903140500", "2025-09-03T14:05:00+02:00"),
        ("mercredi 3 sept. 2025 à 14h05", "2025-09-03T14:05:00+02:00"),
        ("mercredi 3 sept. 2025 à 14 h 05", "2025-09-03T14:05:00+02:00"),
        ("le 3 septembre 2025 à 14:05", "2025-09-03T14:05:00+02:00"),
        ("le 3 septembre 2025, à 9h", "2025-09-03T09:00:00+02:00"),
        ("le 3 septembre 2025 à 9 heures", "2025-09-03T09:00:00+02:00"),
        ("Publié le 03/09/2025 à 14h05", "2025-09-03T14:05:00+02:00"),
        ("03/09/2025 - 14:05", "2025-09-03T14:05:00+02:00"),
        ("3 sep 2025 14:05 GMT", "2025-09-03T14:05:00+00:00"),
        ("3 sep 2025 14:05 GMT+3", "2025-09-03T14:05:00+03:00"),
        ("3 sep 2025 14h05 (CEST)", "2025-09-03T14:05:00+02:00"),
        ("3 déc. 2025 à 14h05 CET", "2025-12-03T14:05:00+01:00"),
        ("3 septembre 2025 à 14h05 (heure de Paris)", "2025-09-03T14:05:00+02:00"),
        ("3 septembre 2025 à 14h05, heure d'Alger", "2025-09-03T14:05:00+02:00"),
        ("3 décembre 2025 à 14h05 heure de Moscou", "2025-12-03T14:05:00+03:00"),
        ("Wed, 03 Sep 2025 14:05:00 +0200", "2025-09-03T14:05:00+02:00"),
        ("Wed, 03 Sep 2025 14:05:00 -0500 (EST)", "2025-09-03T14:05:00-05:00"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01+01:00"),
        ("May 3, 2024 at 2:05 pm", "2024-05-03T14:05:00+02:00"),
        ("03/09/2025 10:00-11:30", "2025-09-03T10:00:00+02:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        // The hour that clocks skip in spring.
        ("30/03/2025 à 02h30", "2025-03-30T03:30:00+02:00"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn no_dates() {
    for text in [
        "",
        "31/02/2025",
        "29 février 2025",
        "12/31/2025",
        "YYYYMMDD000000-HHMM",
        "00000000",
        "12345678",
        "20250903abc",
        "mars 2025",
        "3 septembre",
        "03/09",
        "3 pommes 2025",
        "01.23.45.67.89",
        "192.168.1.2025.4",
        "en 2025, 12 mois",
        "111111111111111111111111",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn months() {
    for (word, expected) in [
        ("janv.", Some(1)),
        ("févr.", Some(2)),
        ("fév", Some(2)),
        ("fevr", Some(2)),
        ("AOÛT", Some(8)),
        ("Déc.", Some(12)),
        ("june", Some(6)),
        ("marsouin", None),
        ("", None),
    ] {
        assert_eq!(month(word), expected, "{word}");
    }
}

#[test]
fn two_dates_in_a_line() {
    let line = "Ana Roy  | 03.09.2025 - Mıse À Jour : 04.09.2025 à 7h30";
    let found = find_moments(line, &paris());
    let said: Vec<&str> = found.iter().map(|(range, _)| &line[range.clone()]).collect();
    assert_eq!(said, ["03.09.2025", "04.09.2025 à 7h30"]);
    assert_eq!(found[1].1.to_string(), "2025-09-04T07:30:00+02:00");
}

#[test]
fn a_day_without_year() {
    assert_eq!(parse_day("3 sept", Some(2025)).unwrap().to_string(), "2025-09-03");
    assert_eq!(parse_day("03/09", Some(2025)).unwrap().to_string(), "2025-09-03");
    assert_eq!(parse_day("3 sept. 2019", Some(2025)).unwrap().to_string(), "2019-09-03");
    assert_eq!(parse_day("3 sept", None), None);
    assert_eq!(parse_day("3 sept dernier", Some(2025)), None);
}

#[test]
fn a_time_alone() {
    assert_eq!(parse_time("mis à jour à 15h12").unwrap().to_string(), "15:12:00");
    assert_eq!(parse_time("mis à jour"), None);
}

proptest! {
    #[test]
    fn ranges_are_on_character_boundaries(text in "\\PC{0,80}") {
        for (range, _) in find_moments(&text, &TimeZone::UTC) {
            prop_assert!(text.get(range).is_some());
        }
    }

    #[test]
    fn pieces_of_dates_in_any_order(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "3", "09", "2025", "sept.", "août", "é", "-", "/", ".", " ", "\u{a0}", "T", "h", ":", "+02:00", "à", "GMT", "(", "er",
            ]),
            0..14,
        )
    ) {
        let text = parts.concat();
        let found = find_moments(&text, &TimeZone::UTC);
        prop_assert!(found.iter().all(|(range, _)| text.get(range.clone()).is_some()));
        prop_assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
    }

    #[test]
    fn every_day_is_read_back(days in -20_000i32..40_000) {
        let day = Date::constant(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
        let names = ["janvier", "févr.", "mars", "avr", "mai", "juin", "juil.", "AOÛT", "sept", "octobre", "nov.", "déc"];
        let (d, m, y) = (day.day(), day.month(), day.year());
        let word = names[(m - 1) as usize];
        for text in [format!("{d} {word} {y}"), format!("{d}/{m}/{y}"), format!("{y}-{m:02}-{d:02}"), format!("{y}{m:02}{d:02}")] {
            prop_assert_eq!(parse_moment(&text, &TimeZone::UTC), Some(Moment::Day(day)), "{}", text);
        }
    }
}
