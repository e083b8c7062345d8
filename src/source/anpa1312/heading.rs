//! The two lines of the heading: `W2870 US asian`, `f l DC3 DC1 BC-LT--Argentina-CancerB     11-13 1049`.

/// Cycles that a story is sent for: both, morning, afternoon papers, and AP's own.
pub const CYCLES: [&str; 4] = ["BC-", "AM-", "PM-", "AP-"];
/// What parts the service from the selector on the first line.
const US: char = '\u{1f}';

/// What the heading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading<'t> {
    /// Letter of the service, with the number of the day: `W` and `2870`.
    letter: &'t str,
    number: &'t str,
    /// What follows the number: `KYODO`.
    pub agency: &'t str,
    priority: Option<char>,
    pub category: Option<char>,
    /// Cut to 24 characters by the wire: `BC-LT--Argentina-CancerB`.
    pub slug: &'t str,
    /// `1stLd-Writethru`.
    pub take: &'t str,
}

impl<'t> Heading<'t> {
    /// Reads the lines between SOH and STX. None unless US, or the second line, shows that they are of this format.
    pub fn parse(text: &'t str) -> Option<Self> {
        let text = text.trim_start_matches(|c: char| c.is_control() || c == ' ');
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (service, parted) = match first.split_once(US) {
            Some((service, _)) => (service, true),
            None => (first.split(' ').next().unwrap_or_default(), false),
        };
        let service = service.trim();
        let (letter, rest_of_service) = service.split_at(service.bytes().take_while(u8::is_ascii_alphabetic).count());
        let (number, agency) = rest_of_service.split_at(rest_of_service.bytes().take_while(u8::is_ascii_digit).count());
        if letter.len() > 4 || number.is_empty() || !agency.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let heading = Heading { letter, number, agency, ..Heading::default() };
        let second = rest.trim_start_matches(['\r', '\n']).split('\n').next().unwrap_or_default();
        match heading.with_keywords(second) {
            Some(heading) => Some(heading),
            None => parted.then_some(heading),
        }
    }

    /// Adds what the second line says; the column of the date may be missing.
    fn with_keywords(self, line: &'t str) -> Option<Self> {
        let mut chars = line.chars();
        let priority = chars.next().filter(char::is_ascii_alphabetic)?;
        chars.next().filter(|c| *c == ' ')?;
        let category = chars.next().filter(char::is_ascii_alphabetic)?;
        chars.next().filter(|c| ('\u{11}'..='\u{14}').contains(c) || *c == ' ')?;
        let controls = |c: char| c.is_control() || c == ' ';
        let keywords = chars.as_str().trim_matches(controls);
        let (keywords, date) = keywords.rsplit_once("   ").unwrap_or((keywords, ""));
        let (slug, take) = keywords.trim().split_once(' ').unwrap_or((keywords.trim(), ""));
        let dated = date.trim().get(2..3) == Some("-") || date.trim().get(1..2) == Some("-");
        let cycled = slug.get(..3).is_some_and(|cycle| CYCLES.iter().any(|known| known.eq_ignore_ascii_case(cycle)));
        let shown = dated || cycled || line.contains(['\u{11}', '\u{12}', '\u{13}', '\u{14}']);
        let (priority, category) = (Some(priority), Some(category));
        shown.then_some(Heading { priority, category, slug, take: take.trim(), ..self })
    }

    /// Service and number: unique on one day.
    pub fn source(&self) -> String {
        format!("{}{}", self.letter, self.number)
    }

    /// 1 flash, 2 bulletin, 3 urgent, 4 everything else.
    pub fn urgency(&self) -> Option<u8> {
        self.priority.map(|priority| match priority.to_ascii_lowercase() {
            'f' if !self.is_feature() => 1,
            'b' => 2,
            'u' => 3,
            _ => 4,
        })
    }

    /// `f` is also what AP sends features with, which are for the pages of leisure.
    fn is_feature(&self) -> bool {
        self.category.is_some_and(|category| matches!(category.to_ascii_lowercase(), 'd' | 'l' | 't'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::anpa1312::topic as topic_of;

    #[test]
    fn headings() {
        for (text, source, agency, urgency, topic, slug, take) in [
            (
                "W2870\u{1f}asian\nf l\u{13}\u{11} BC-LT--Orvine-QuaiRouv     11-13 1049\n",
                "W2870",
                "",
                Some(4),
                Some("art de vivre et loisirs"),
                "BC-LT--Orvine-QuaiRouv",
                "",
            ),
            (
                "z6715\u{1f}-----\r\nu s\u{13}\u{11} BC-BKN--Quai-Phare 1stLd-Writethru   02-20 0500\r\n",
                "z6715",
                "",
                Some(3),
                Some("sport"),
                "BC-BKN--Quai-Phare",
                "1stLd-Writethru",
            ),
            (
                "a0105KYODO\u{1f}koko-\r\nu s\u{14}\u{12} BC-Voile-Coupe   09-12 0344\r\n",
                "a0105",
                "KYODO",
                Some(3),
                Some("sport"),
                "BC-Voile-Coupe",
                "",
            ),
            ("\u{16}\u{16}\u{1}V0042\u{1f}\nb q\u{13}\u{11} bc-flash", "V0042", "", Some(2), Some("q"), "bc-flash", ""),
            ("V0042\u{1f}\nLe texte", "V0042", "", None, None, "", ""),
            (
                "W2870 asian\nf a BC-Quai     11-13 1049\n",
                "W2870",
                "",
                Some(1),
                Some("informations générales"),
                "BC-Quai",
                "",
            ),
        ] {
            let heading = Heading::parse(text).unwrap_or_default();
            let label = topic_of(heading.category).map(|topic| topic.label);
            let got =
                (heading.source(), heading.agency, heading.urgency(), label.as_deref(), heading.slug, heading.take);
            assert_eq!(got, (source.to_owned(), agency, urgency, topic, slug, take), "{text:?}");
        }
        for text in ["bsf025 3 ec 121   etf 967\r\n\r\nFrance\r\n", "W2870 asian\nLe texte", "", "\u{1f}\u{1f}"] {
            assert_eq!(Heading::parse(text), None, "{text:?}");
        }
    }
}
