//! The first line: `bsf025 3 ec 121   etf 967`, `FRA0064 1 G 0004 FRA/AFP-RC58`.

use jiff::civil::Date;

use crate::source::{agencies, when};

/// Services of the agencies that name themselves nowhere else, by the letters before the number.
const SERVICES: [(&str, &str); 6] =
    [("bsf", "ATS"), ("bsd", "ATS"), ("bsi", "ATS"), ("bdt", "DPA"), ("eca", "DPA"), ("bkn", "KNA")];

/// The first line of a transmission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading<'t> {
    /// The letters of the service and the number of the day, as one word: `bsf025`.
    pub service: &'t str,
    pub number: &'t str,
    /// 1 (flash) to 9.
    pub priority: Option<u8>,
    /// One to three letters.
    pub category: &'t str,
    /// What follows the count of words: routing, the agency's own number.
    pub tail: &'t str,
}

impl<'t> Heading<'t> {
    /// Reads a line behind SOH. Count and tail may be missing.
    pub fn parse(line: &'t str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let (source, priority, category) = (words.next()?, words.next()?, words.next()?);
        let (service, number) = source.split_at(source.bytes().take_while(u8::is_ascii_alphabetic).count());
        let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (1..=8).contains(&service.len())
            && is_number(number)
            && number.len() <= 6
            && priority.len() == 1
            && (1..=3).contains(&category.len())
            && category.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !fits {
            return None;
        }
        let count = words.next().filter(|word| is_number(word));
        let behind = count.unwrap_or(category);
        let tail = line[behind.as_ptr().addr() - line.as_ptr().addr() + behind.len()..].trim();
        let priority = priority.parse().ok().filter(|priority| (1..=9).contains(priority));
        Some(Heading { service, number, priority, category, tail })
    }

    /// Whether a line that no SOH marks is a heading beyond doubt.
    pub fn is_certain(line: &str) -> bool {
        let Some(heading) = Heading::parse(line) else { return false };
        let counted = line
            .split_ascii_whitespace()
            .nth(3)
            .is_some_and(|count| (1..=5).contains(&count.len()) && count.bytes().all(|byte| byte.is_ascii_digit()));
        let (service, one_case) =
            (heading.service, |case: fn(&u8) -> bool| heading.service.as_bytes().iter().all(case));
        counted
            && heading.priority.is_some()
            && (2..=5).contains(&service.len())
            && (one_case(u8::is_ascii_lowercase) || one_case(u8::is_ascii_uppercase))
            && heading.number.len() >= 3
    }

    /// Service and number: unique on one day.
    pub fn source(&self) -> String {
        format!("{}{}", self.service, self.number)
    }

    /// The number of another transmission of the same service that one of `texts` names: `bsf112` in `(concerne bsf112)`.
    pub fn other_number<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Option<String> {
        let mut words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let named = words.find_map(|word| {
            let number = word.get(self.service.len()..)?;
            let same = word.get(..self.service.len())?.eq_ignore_ascii_case(self.service);
            let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            (same && digits && number != self.number).then_some(number)
        });
        named.filter(|_| !self.service.is_empty()).map(|number| format!("{}{number}", self.service))
    }

    /// The agency that the tail names: `dpa 1003`, `FRA/AFP-RC58`.
    pub fn agency(&self) -> Option<&'static str> {
        self.tail.split([' ', '/', '-', '#']).find_map(agencies::canonical)
    }

    /// The agency that the service belongs to, else a word of the tail in capitals, as agencies write theirs.
    pub fn likely_agency(&self) -> Option<&'t str> {
        let known = SERVICES.iter().find(|(service, _)| self.service.eq_ignore_ascii_case(service));
        known.map(|(_, agency)| *agency).or_else(|| {
            let capitals =
                |word: &&str| (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
            self.tail.split([' ', '/']).find(capitals)
        })
    }

    /// The day in KNA's own number: `170123-89-00065`.
    pub fn day(&self) -> Option<Date> {
        let is_day = |word: &&str| word.len() > 7 && word.as_bytes()[6] == b'-';
        let digits = self.tail.split(' ').find(is_day)?.get(..6)?;
        let two = |at: usize| digits.get(at..at + 2)?.parse::<i8>().ok();
        Date::new(when::full_year(two(0)?.into()), two(2)?, two(4)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (line, service, number, priority, category, tail) in [
            ("bsf025 3 ec 121   etf 967", "bsf", "025", Some(3), "ec", "etf 967"),
            ("eca00075 3 i 510    dpa 1003", "eca", "00075", Some(3), "i", "dpa 1003"),
            ("bkn014 4 pl 171 vvvvb KNA 170123-89-00065#2", "bkn", "014", Some(4), "pl", "vvvvb KNA 170123-89-00065#2"),
            ("FRA0064 1 G 0004 FRA/AFP-RC58\r", "FRA", "0064", Some(1), "G", "FRA/AFP-RC58"),
            ("abc12 x sp", "abc", "12", None, "sp", ""),
            ("abc12 4 sp dpa 12", "abc", "12", Some(4), "sp", "dpa 12"),
        ] {
            assert_eq!(Heading::parse(line), Some(Heading { service, number, priority, category, tail }), "{line}");
        }
        for line in ["", "abc 4 sp 12", "abc1 4", "abc1 44 sp 12", "é1 4 sp 12", "1234 4 sp 12"] {
            assert_eq!(Heading::parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_kill_names_another_number() {
        let heading = Heading { service: "bsf", number: "118", ..Heading::default() };
        for (text, number) in [
            ("(concerne bsf112)", Some("bsf112")),
            ("Annule BSF009, pas bsf118", Some("bsf009")),
            ("bsf118", None),
            ("bsfx 112", None),
            ("", None),
        ] {
            assert_eq!(heading.other_number([text].into_iter()).as_deref(), number, "{text}");
        }
        assert_eq!(Heading::default().other_number(["112"].into_iter()), None);
    }

    #[test]
    fn what_is_a_heading_without_marks() {
        for (line, certain) in [
            ("bsf025 3 ec 121   etf 967", true),
            ("FRA0064 1 G 0004 FRA/AFP-RC58", true),
            ("f1 3 km 12", false),
            ("Art12 3 al 4", false),
            ("bsf025 3 ec", false),
            ("le 3 mai 2025", false),
        ] {
            assert_eq!(Heading::is_certain(line), certain, "{line}");
        }
    }

    #[test]
    fn agencies_name_themselves_somewhere() {
        let agency = |line| {
            let heading = Heading::parse(line).unwrap_or_default();
            heading.agency().or(heading.likely_agency())
        };
        assert_eq!(agency("FRA0064 1 G 0004 FRA/AFP-RC58"), Some("AFP"));
        assert_eq!(agency("bsf025 3 ec 121   etf 967"), Some("ATS"));
        assert_eq!(agency("xyz025 3 ec 121 vvvb NTB 12"), Some("NTB"));
        assert_eq!(agency("xyz025 3 ec 121"), None);
        let day = Heading::parse("bkn014 4 pl 171 vvvvb KNA 170123-89-00065#2").and_then(|heading| heading.day());
        assert_eq!(day, Some(jiff::civil::date(2017, 1, 23)));
    }
}
