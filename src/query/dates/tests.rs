use super::*;
use jiff::Timestamp;

/// Wednesday 10 September 2025, afternoon, in Paris.
fn now() -> Zoned {
    "2025-09-10T15:30[Europe/Paris]".parse().unwrap()
}

/// The interval as local times, midnight left out.
fn shown(interval: Interval) -> String {
    let local = |instant: Option<Timestamp>| {
        instant.map_or(String::new(), |at| {
            let text = at.to_zoned(now().time_zone().clone()).datetime().to_string();
            text.strip_suffix("T00:00:00").unwrap_or(&text).to_owned()
        })
    };
    format!("{}..{}", local(interval.from), local(interval.until))
}

#[test]
fn dates_as_people_write_them() {
    let cases = [
        ("2025", "2025-01-01..2026-01-01"),
        ("2025-09", "2025-09-01..2025-10-01"),
        ("09/2025", "2025-09-01..2025-10-01"),
        ("9.2025", "2025-09-01..2025-10-01"),
        ("2025-09-03", "2025-09-03..2025-09-04"),
        ("2025/9/3", "2025-09-03..2025-09-04"),
        ("20250903", "2025-09-03..2025-09-04"),
        ("03/09/2025", "2025-09-03..2025-09-04"),
        ("3.9.2025", "2025-09-03..2025-09-04"),
        ("3-9-2025", "2025-09-03..2025-09-04"),
        ("3 septembre 2025", "2025-09-03..2025-09-04"),
        ("3\u{a0}sept.\u{202f}2025", "2025-09-03..2025-09-04"),
        ("1er août 2025", "2025-08-01..2025-08-02"),
        ("Mercredi 3 Septembre 2025", "2025-09-03..2025-09-04"),
        ("September 3, 2025", "2025-09-03..2025-09-04"),
        ("septembre 2025", "2025-09-01..2025-10-01"),
        ("sept.2025", "2025-09-01..2025-10-01"),
        ("Déc. 2024", "2024-12-01..2025-01-01"),
        ("2025-T3", "2025-07-01..2025-10-01"),
        ("2025-q1", "2025-01-01..2025-04-01"),
        ("T4 2024", "2024-10-01..2025-01-01"),
        ("2025-W36", "2025-09-01..2025-09-08"),
        ("2025-S01", "2024-12-30..2025-01-06"),
        ("2025-09-03T14:00", "2025-09-03T14:00:00..2025-09-03T14:01:00"),
        ("2025-09-03 14h05", "2025-09-03T14:05:00..2025-09-03T14:06:00"),
        ("03/09/2025 14h", "2025-09-03T14:00:00..2025-09-03T14:01:00"),
        ("2025-09-03T14:00:07", "2025-09-03T14:00:07..2025-09-03T14:00:08"),
        ("2025-09-03T14:00:00Z", "2025-09-03T16:00:00..2025-09-03T16:00:01"),
        ("2024-02-29", "2024-02-29..2024-03-01"),
        ("2025-03-30", "2025-03-30..2025-03-31"),
    ];
    for (text, expected) in cases {
        assert_eq!(interval(text, &now()).map(shown).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn dates_that_depend_on_today() {
    let cases = [
        ("aujourd'hui", "2025-09-10..2025-09-11"),
        ("aujourd’hui", "2025-09-10..2025-09-11"),
        ("hier", "2025-09-09..2025-09-10"),
        ("Yesterday", "2025-09-09..2025-09-10"),
        ("cette semaine", "2025-09-08..2025-09-15"),
        ("semaine dernière", "2025-09-01..2025-09-08"),
        ("ce mois", "2025-09-01..2025-10-01"),
        ("mois dernier", "2025-08-01..2025-09-01"),
        ("l’an dernier", "2024-01-01..2025-01-01"),
        ("mercredi", "2025-09-10..2025-09-11"),
        ("mercredi dernier", "2025-09-03..2025-09-04"),
        ("jeudi", "2025-09-04..2025-09-05"),
        ("7j", "2025-09-03..2025-09-10T15:30:00"),
        ("7d", "2025-09-03..2025-09-10T15:30:00"),
        ("2s", "2025-08-27..2025-09-10T15:30:00"),
        ("2 semaines", "2025-08-27..2025-09-10T15:30:00"),
        ("3m", "2025-06-10..2025-09-10T15:30:00"),
        ("1a", "2024-09-10..2025-09-10T15:30:00"),
        ("1y", "2024-09-10..2025-09-10T15:30:00"),
        ("12h", "2025-09-10T03:30:00..2025-09-10T15:30:00"),
    ];
    for (text, expected) in cases {
        assert_eq!(interval(text, &now()).map(shown).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn ranges_and_comparisons() {
    let cases = [
        ("2025-09-01..2025-09-30", "2025-09-01..2025-10-01"),
        ("..2025", "..2026-01-01"),
        ("2025-09..", "2025-09-01.."),
        ("3.9.2025..5.9.2025", "2025-09-03..2025-09-06"),
        ("mars 2025 .. mai 2025", "2025-03-01..2025-06-01"),
        (">=2025-09", "2025-09-01.."),
        (">2025", "2026-01-01.."),
        ("<=2025-09", "..2025-10-01"),
        ("<2025-09", "..2025-09-01"),
        (">= 7j", "2025-09-03.."),
    ];
    for (text, expected) in cases {
        assert_eq!(interval(text, &now()).map(shown).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn since_and_before_start_where_the_date_starts() {
    assert_eq!(since("2025-09", &now()).map(shown).as_deref(), Ok("2025-09-01.."));
    assert_eq!(before("2025-09", &now()).map(shown).as_deref(), Ok("..2025-09-01"));
    assert_eq!(since("7j", &now()).map(shown).as_deref(), Ok("2025-09-03.."));
    assert!(since("..2025", &now()).is_err());
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        " ",
        "..",
        ">=",
        ">",
        "31/02/2025",
        "2025-13",
        "2025-00-10",
        "29/02/2025",
        "3 septembre",
        "septembre",
        "12",
        "03/09/25",
        "1799",
        "9999",
        "2025-W54",
        "2025-T5",
        "0j",
        "99999999999j",
        "7x",
        "demain soir",
        "é",
        "t",
        " t",
        "2025-09-03T25:00",
        "2025-09-03T",
        "2025 t 14:00",
        "2025..hier..",
        "+1j",
        "-7j",
        "٣",
        "2025-09-31..",
    ] {
        assert!(matches!(interval(text, &now()), Err(DateError::Unknown(_))), "{text:?}");
    }
    assert_eq!(interval("2025..2024", &now()), Err(DateError::Backwards("2025..2024".to_owned())));
}

#[test]
fn a_range_after_since_or_before_is_an_error_and_not_cut_in_half() {
    for text in ["2025-01..2025-02", "2025..", "..2025", ">=2025", "<2025", " >2025"] {
        let error = DateError::Several(text.trim().to_owned());
        assert_eq!((since(text, &now()), before(text, &now())), (Err(error.clone()), Err(error)), "{text:?}");
    }
    assert_eq!(since("2025..hier..", &now()), Err(DateError::Unknown("hier..".to_owned())));
}

proptest::proptest! {
    #[test]
    fn any_text_gives_an_interval_or_an_error(text in r"(\PC|[0-9./: jhtT<>=-]|sept|hier|lundi){0,20}") {
        let _ = interval(&text, &now());
        let _ = before(&text, &now());
    }
}
