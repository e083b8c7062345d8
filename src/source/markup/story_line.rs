//! The line that American wires open a story with: `u f BC-BAHIA-COCOA-REVIEW   02-26 0105`.
//!
//! Priority, category, slug, day, number of words. Source: ANPA 1312, second line of the header; archives of Reuters and
//! AP keep it as text.

/// What such a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryLine<'a> {
    /// The letter of the priority.
    pub priority: char,
    /// As it stands, with the cycle in front (`BC-`, `AM-`, `PM-`).
    pub slug: &'a str,
}

impl<'a> StoryLine<'a> {
    /// Reads a line; None for any other.
    pub fn read(line: &'a str) -> Option<Self> {
        let line = line.trim();
        let (before, words) = line.rsplit_once(' ')?;
        let (before, day) = before.trim_end().rsplit_once(' ')?;
        let mut letters = before.trim_start().splitn(3, ' ');
        let (priority, category, slug) = (letters.next()?, letters.next()?, letters.next()?.trim());
        let is_day =
            day.len() == 5 && day.bytes().enumerate().all(|(i, b)| if i == 2 { b == b'-' } else { b.is_ascii_digit() });
        let is_number = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
        let priority = one_letter(priority)?;
        one_letter(category)?;
        (is_day && is_number && !slug.is_empty()).then_some(StoryLine { priority, slug })
    }

    /// The urgency that the priority stands for, 1 (flash) to 3; ordinary ones say nothing.
    pub fn urgency(&self) -> Option<u8> {
        match self.priority {
            'f' => Some(1),
            'b' => Some(2),
            'u' => Some(3),
            _ => None,
        }
    }
}

fn one_letter(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    chars.next().is_none().then(|| letter.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn story_lines() {
        for (line, wanted) in [
            ("u f BC-CACAO-ABIDJAN   02-26 0105", Some(("BC-CACAO-ABIDJAN", Some(3)))),
            ("f f BC-******CACAO/HAUSSE  02-26 0013", Some(("BC-******CACAO/HAUSSE", Some(1)))),
            ("r w AM-PontSurOrvine     02-12 0155", Some(("AM-PontSurOrvine", None))),
            ("B i PM-Orvine, Bjt 03-01 0800", Some(("PM-Orvine, Bjt", Some(2)))),
            ("d f BC-SANS-NOMBRE   02-26", None),
            ("uu f BC-X   02-26 0105", None),
            ("u f BC-X   26 fév 0105", None),
            ("f0704reute", None),
            ("F Y", None),
            ("", None),
        ] {
            let read = StoryLine::read(line).map(|line| (line.slug, line.urgency()));
            assert_eq!(read, wanted, "{line}");
        }
    }
}
