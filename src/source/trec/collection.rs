//! What the identifier of a document tells: the agency or newspaper, the language, the day.
//!
//! `AP880212-0004` (TIPSTER), `AFP_FRE_19940513.0001` (Gigaword), `ATS.940101.0001` and `LEMONDE94-000001-19940101` (CLEF).
//! Sources: the documentation of these collections.

use jiff::civil::Date;

use crate::source::when;

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    pub provider: &'static str,
    pub language: Option<&'static str>,
}

/// By the letters that identifiers begin with.
const COLLECTIONS: [(&str, &str, Option<&str>); 22] = [
    ("AFP", "AFP", None),
    ("AGZ", "ATS", Some("it")),
    ("AP", "AP", Some("en")),
    ("APW", "AP", None),
    ("ATS", "ATS", Some("fr")),
    ("CNA", "CNA", None),
    ("EFE", "EFE", Some("es")),
    ("FBIS", "FBIS", Some("en")),
    ("FT", "FINANCIAL TIMES", Some("en")),
    ("GH", "GLASGOW HERALD", Some("en")),
    ("LA", "LOS ANGELES TIMES", Some("en")),
    ("LASTAMPA", "LA STAMPA", Some("it")),
    ("LEMONDE", "LE MONDE", Some("fr")),
    ("LTW", "LTW", None),
    ("NYT", "NEW YORK TIMES", None),
    ("REU", "REUTERS", None),
    ("SDA", "ATS", None),
    ("SJMN", "SAN JOSE MERCURY NEWS", Some("en")),
    ("WPB", "WPB", None),
    ("WSJ", "WALL STREET JOURNAL", Some("en")),
    ("XIE", "XINHUA", Some("en")),
    ("XIN", "XINHUA", None),
];

/// The languages of the LDC's identifiers.
const LANGUAGES: [(&str, &str); 6] =
    [("ARB", "ar"), ("CMN", "zh"), ("ENG", "en"), ("FRE", "fr"), ("GER", "de"), ("SPA", "es")];

/// The collection of an identifier, if it is known.
pub fn of(id: &str) -> Option<Collection> {
    let length = id.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = id.split_at(length);
    let (_, provider, language) = COLLECTIONS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(letters))?;
    let of_ldc = rest.strip_prefix('_').and_then(|rest| rest.split('_').next()).and_then(|code| {
        LANGUAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(code)).map(|(_, language)| *language)
    });
    Some(Collection { provider, language: of_ldc.or(*language) })
}

/// The day in an identifier of a known collection: eight digits, or six with the year in front, or behind (`LA010189-0001`).
pub fn day(id: &str) -> Option<Date> {
    of(id)?;
    let runs = || id.split(|c: char| !c.is_ascii_digit());
    let full = runs().filter(|run| run.len() == 8).find_map(|run| date(run.get(..4)?, run.get(4..6)?, run.get(6..)?));
    let short = |run: &str| {
        let (a, b, c) = (run.get(..2)?, run.get(2..4)?, run.get(4..)?);
        date(a, b, c).or_else(|| date(c, a, b))
    };
    full.or_else(|| runs().filter(|run| run.len() == 6).find_map(short))
}

/// A day out of digits; a year of two digits is of the years since 1970.
pub fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = when::full_year(year.parse().ok()?);
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().filter(|date| (1900..2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_tell() {
        for (id, provider, language, wanted) in [
            ("AFP_FRE_19940513.0001", Some("AFP"), Some("fr"), Some("1994-05-13")),
            ("APW_FRE_20010203.0004", Some("AP"), Some("fr"), Some("2001-02-03")),
            ("AP880212-0004", Some("AP"), Some("en"), Some("1988-02-12")),
            ("LA010189-0001", Some("LOS ANGELES TIMES"), Some("en"), Some("1989-01-01")),
            ("ATS.940101.0001", Some("ATS"), Some("fr"), Some("1994-01-01")),
            ("LEMONDE94-000001-19940101", Some("LE MONDE"), Some("fr"), Some("1994-01-01")),
            ("FT911-3", Some("FINANCIAL TIMES"), Some("en"), None),
            ("SJMN91-06010225", Some("SAN JOSE MERCURY NEWS"), Some("en"), None),
            ("DOC19940101", None, None, None),
            ("", None, None, None),
        ] {
            let found = of(id);
            assert_eq!(found.map(|found| found.provider), provider, "{id}");
            assert_eq!(found.and_then(|found| found.language), language, "{id}");
            assert_eq!(day(id).map(|day| day.to_string()).as_deref(), wanted, "{id}");
        }
    }
}
