//! The words of dates: months, weekdays, time zones.

use crate::french::loose::loose;

/// No name in the tables is longer, in bytes.
const LONGEST: usize = 24;

/// The month (1 to 12) that a French or English name or abbreviation means: `févr.`, `FEV`, `aout`, `Sep`.
pub fn month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() > LONGEST {
        return None;
    }
    let month = match loose(word).as_str() {
        "janvier" | "janv" | "jan" | "january" => 1,
        "fevrier" | "fevr" | "fev" | "february" | "feb" => 2,
        "mars" | "mar" | "march" => 3,
        "avril" | "avr" | "april" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "jun" | "june" => 6,
        "juillet" | "juill" | "juil" | "jul" | "july" => 7,
        "aout" | "aou" | "august" | "aug" => 8,
        "septembre" | "sept" | "sep" | "september" => 9,
        "octobre" | "oct" | "october" => 10,
        "novembre" | "nov" | "november" => 11,
        "decembre" | "dec" | "december" => 12,
        _ => return None,
    };
    Some(month)
}

/// Whether `word` is the French or English name of a weekday, whole or in three letters.
pub fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 28] = [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    word.len() <= LONGEST && DAYS.contains(&loose(word).as_str())
}

/// Minutes east of Greenwich of a zone abbreviation; `TU` is the French for UTC.
pub(super) fn zone_minutes(word: &str) -> Option<i32> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "TU" | "UT" | "WET" => 0,
        "CET" | "MEZ" | "HNEC" | "BST" | "WEST" => 1,
        "CEST" | "MESZ" | "HAEC" | "EET" => 2,
        "EEST" | "MSK" | "TRT" => 3,
        "EST" | "HNE" | "CDT" => -5,
        "EDT" | "HAE" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 60)
}

/// The IANA zone of `heure de …`.
pub(super) fn zone_of_place(place: &str) -> Option<&'static str> {
    if place.len() > LONGEST {
        return None;
    }
    let zone = match loose(place).as_str() {
        "paris" | "france" => "Europe/Paris",
        "bruxelles" | "belgique" => "Europe/Brussels",
        "geneve" | "berne" | "zurich" | "suisse" => "Europe/Zurich",
        "londres" => "Europe/London",
        "berlin" => "Europe/Berlin",
        "moscou" => "Europe/Moscow",
        "kiev" | "kyiv" => "Europe/Kyiv",
        "istanbul" | "ankara" => "Europe/Istanbul",
        "alger" => "Africa/Algiers",
        "tunis" => "Africa/Tunis",
        "rabat" | "casablanca" => "Africa/Casablanca",
        "montreal" | "quebec" | "ottawa" => "America/Toronto",
        "washington" => "America/New_York",
        "tokyo" => "Asia/Tokyo",
        "pekin" => "Asia/Shanghai",
        _ => return None,
    };
    Some(zone)
}
