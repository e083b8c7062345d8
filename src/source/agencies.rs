//! News agencies: their spellings, the one code the record uses for each, and the clock each writes by.

use crate::french::loose::loose;

struct Agency {
    code: &'static str,
    /// IANA name of the zone that a time without zone is in.
    zone: &'static str,
    /// As [`loose`] leaves them.
    spellings: &'static [&'static str],
}

/// Spellings of up to this many bytes are compared; longer text is no name of an agency.
const LONGEST: usize = 64;

const AGENCIES: &[Agency] = &[
    agency(
        "AFP",
        "Europe/Paris",
        &["afp", "agence france-presse", "agence france presse", "afp.com", "أ ف ب", "ا ف ب"],
    ),
    agency("AA", "Europe/Istanbul", &["aa", "anadolu", "agence anadolu", "anadolu agency", "anadolu ajansi"]),
    agency("ATS", "Europe/Zurich", &["ats", "keystone-ats", "keystone-sda", "sda", "ats/keystone", "sda-ats"]),
    agency("AWP", "Europe/Zurich", &["awp"]),
    agency("BELGA", "Europe/Brussels", &["belga", "agence belga", "belga news agency", "belga exporter"]),
    agency("REUTERS", "Europe/London", &["reuters", "thomson reuters", "agence reuters"]),
    agency("AP", "America/New_York", &["ap", "associated press", "the associated press", "the ap"]),
    agency("DPA", "Europe/Berlin", &["dpa", "deutsche presse-agentur"]),
    agency("KNA", "Europe/Berlin", &["kna", "katholische nachrichten-agentur"]),
    agency("APA", "Europe/Vienna", &["apa", "austria presse agentur"]),
    agency("APS", "Africa/Algiers", &["aps", "algerie presse service"]),
    agency("MAP", "Africa/Casablanca", &["map", "maghreb arabe presse", "agence marocaine de presse"]),
    agency("TAP", "Africa/Tunis", &["tap", "tunis afrique presse", "agence tunis afrique presse"]),
    agency("AIP", "Africa/Abidjan", &["aip", "agence ivoirienne de presse"]),
    agency("ACP", "Africa/Kinshasa", &["acp", "agence congolaise de presse"]),
    agency("ANP", "Europe/Amsterdam", &["anp"]),
    agency("EFE", "Europe/Madrid", &["efe", "agencia efe", "agence efe"]),
    agency("ANSA", "Europe/Rome", &["ansa", "agence ansa"]),
    agency("LUSA", "Europe/Lisbon", &["lusa", "agence lusa"]),
    agency("XINHUA", "Asia/Shanghai", &["xinhua", "chine nouvelle", "agence chine nouvelle", "agence xinhua"]),
    agency("TASS", "Europe/Moscow", &["tass", "itar-tass", "agence tass"]),
    agency("INTERFAX", "Europe/Moscow", &["interfax"]),
    agency("UKRINFORM", "Europe/Kyiv", &["ukrinform"]),
    agency("KYODO", "Asia/Tokyo", &["kyodo", "kyodo news", "kyodonews", "agence kyodo"]),
    agency("YONHAP", "Asia/Seoul", &["yonhap"]),
    agency("PA", "Europe/London", &["pa", "pa media", "press association", "pa sport"]),
    agency(
        "PC",
        "America/Toronto",
        &["pc", "la presse canadienne", "presse canadienne", "the canadian press", "canadian press"],
    ),
    agency("ANA", "Europe/Athens", &["ana-mpe", "απε-μπε", "athens news agency"]),
    agency("AAP", "Australia/Sydney", &["aap", "australian associated press"]),
    agency("STT", "Europe/Helsinki", &["stt", "stt-lehtikuva"]),
    agency("TT", "Europe/Stockholm", &["tt", "tidningarnas telegrambyra"]),
    agency("RITZAU", "Europe/Copenhagen", &["ritzau"]),
    agency("NTB", "Europe/Oslo", &["ntb", "norsk telegrambyra"]),
    agency("NYT", "America/New_York", &["nyt", "the new york times", "new york times"]),
    agency("6MEDIAS", "Europe/Paris", &["6medias"]),
];

const fn agency(code: &'static str, zone: &'static str, spellings: &'static [&'static str]) -> Agency {
    Agency { code, zone, spellings }
}

/// The code of the agency that `name` names, in whatever case: `Agence France-Presse` is `AFP`.
pub fn canonical(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.len() > LONGEST {
        return None;
    }
    let name = loose(name);
    let name = name.strip_prefix("l'").unwrap_or(&name);
    AGENCIES.iter().find(|agency| agency.spellings.contains(&name)).map(|agency| agency.code)
}

/// The first agency of a credit that holds nothing but agencies: `ats afp`, `AFP/Belga`, `Reuters et AP`.
pub fn credited(credit: &str) -> Option<&'static str> {
    if let Some(code) = canonical(credit) {
        return Some(code);
    }
    if credit.len() > LONGEST {
        return None;
    }
    let mut parts = credit.split([' ', '/', ',', '-', '+', '&', '\u{a0}']).filter(|part| !matches!(*part, "" | "et"));
    let first = canonical(parts.next()?)?;
    parts.all(|part| canonical(part).is_some()).then_some(first)
}

/// IANA name of the zone that an agency writes by; Paris time for a code that is not in the table.
pub fn zone(code: &str) -> &'static str {
    AGENCIES.iter().find(|agency| agency.code == code).map_or("Europe/Paris", |agency| agency.zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, expected) in [
            ("AFP", Some("AFP")),
            ("Agence France-Presse", Some("AFP")),
            ("l’Agence Anadolu", Some("AA")),
            (" Keystone-ATS ", Some("ATS")),
            ("Belga", Some("BELGA")),
            ("Chine nouvelle", Some("XINHUA")),
            ("LREM", None),
            ("", None),
        ] {
            assert_eq!(canonical(name), expected, "{name}");
        }
    }

    #[test]
    fn credits() {
        for (credit, expected) in [
            ("ats afp", Some("ATS")),
            ("AFP/Belga", Some("AFP")),
            ("Reuters et AP", Some("REUTERS")),
            ("Keystone-ATS", Some("ATS")),
            ("AFP/archives", None),
            (" / ", None),
        ] {
            assert_eq!(credited(credit), expected, "{credit}");
        }
    }

    #[test]
    fn the_table_is_in_loose_spelling_and_its_zones_exist() {
        for agency in AGENCIES {
            assert!(agency.spellings.iter().all(|s| *s == loose(s)), "{}", agency.code);
            assert!(jiff::tz::TimeZone::get(agency.zone).is_ok(), "{}", agency.zone);
        }
        assert_eq!(zone("AA"), "Europe/Istanbul");
        assert_eq!(zone("inconnue"), "Europe/Paris");
    }
}
