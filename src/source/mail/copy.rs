//! The copy in the text of a message: what somebody wrote for publication, without what mail puts round it.

use super::forward::{self, Forwarded};
use super::{bare, tail};

/// A message that passes another on has at most this many letters of its own; more are copy.
const LONGEST_COMMENT: usize = 300;
/// Messages that were passed on this often are looked into.
const MOST_HOPS: usize = 8;

/// The copy, and what stood beside it.
#[derive(Debug, Default)]
pub struct Copy {
    pub text: String,
    /// The header of the message that was passed on, if one was.
    pub forwarded: Option<Forwarded>,
    /// What those who passed it on wrote above it.
    pub notes: Vec<String>,
    pub slug: Option<String>,
    pub byline: Option<String>,
    /// The initials of the desk.
    pub signature: Option<String>,
}

/// Finds the copy in the text of a message; `is_answer` if its subject says that it answers another.
pub fn copy(text: &str, is_answer: bool) -> Copy {
    let mut copy = Copy::default();
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    for _ in 0..MOST_HOPS {
        let Some(found) = forward::find(&lines) else { break };
        let comment = tail::cut(bare::without_greeting(&lines[..found.start])).lines;
        let letters = comment.iter().flat_map(|line| line.chars()).filter(|c| c.is_alphabetic()).count();
        if letters > LONGEST_COMMENT || is_answer && letters > 0 {
            lines.truncate(found.start);
            break;
        }
        let comment = comment.join(" ");
        copy.notes.extend(Some(comment.trim().to_owned()).filter(|comment| !comment.is_empty()));
        lines = found.below(&lines);
        copy.forwarded = Some(found.header);
    }
    let lines = without_quotes(&lines);
    let tail = tail::cut(bare::without_greeting(&lines));
    let (lines, credits) = bare::without_credits(&tail.lines);
    (copy.slug, copy.byline) = (credits.slug, credits.byline);
    copy.signature = tail.signature;
    copy.text = lines.join("\n");
    copy
}

/// The lines without quoted ones and without the line that says whom they quote. If there is nothing else, quotes are the
/// copy.
fn without_quotes<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let is_quote = |line: &str| line.trim_start().starts_with('>');
    let own = |line: &&str| !line.trim().is_empty() && !is_quote(line) && !forward::is_attribution(line);
    if !lines.iter().any(own) {
        return lines.iter().map(|line| line.trim_start_matches(['>', ' '])).collect();
    }
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if !is_quote(line) {
            kept.push(line);
        } else if at > 0 && !is_quote(lines[at - 1]) {
            drop_attribution(&mut kept);
        }
    }
    kept
}

/// Drops `Le 9 mars 2025 à 14:05, Ana Roy a écrit :` from the end, which may be broken into two lines.
fn drop_attribution(lines: &mut Vec<&str>) {
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    let Some(last) = end.checked_sub(1) else { return };
    if !forward::is_attribution(lines[last]) {
        return;
    }
    let starts = |line: &str| ["Le ", "On ", "Am ", "El "].iter().any(|start| line.starts_with(start));
    let first = if !starts(lines[last]) && last > 0 && starts(lines[last - 1]) { last - 1 } else { last };
    lines.truncate(first);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_who_said_them_go() {
        for (text, answer, wanted) in [
            ("Texte.\n\nLe 9 mars 2025 à 14:05, Ana Roy a écrit :\n> Ancien.\n>\n> Encore.", true, "Texte."),
            ("Texte.\n\nLe 9 mars 2025 à 14:05, Ana Roy <ana@exemple.fr>\na écrit :\n\n> Ancien.", true, "Texte."),
            ("On 9 Mar 2025, Ana Roy wrote:\n> Ancien.\nTexte.", true, "Texte."),
            ("> Seul.\n> Texte.", false, "Seul.\nTexte."),
            ("3 > 2\n> non", false, "3 > 2"),
        ] {
            assert_eq!(copy(text, answer).text.trim(), wanted, "{text}");
        }
    }

    #[test]
    fn a_message_passed_on_is_the_copy() {
        let text = "Pour info, à passer en page 3.\nAna\n\n---------- Forwarded message ---------\nDe : AFP <desk@afp.com>\n\
                    Date: dim. 9 mars 2025 à 14:05\nSubject: Crue\nTo: <a@exemple.fr>, <b@exemple.fr>,\n <c@exemple.fr>\n\n\
                    La crue recule.";
        let found = copy(text, false);
        assert_eq!(found.text.trim(), "La crue recule.");
        assert_eq!(found.notes, ["Pour info, à passer en page 3. Ana"]);
        let header = found.forwarded.unwrap();
        assert_eq!((header.from.as_str(), header.subject.as_str()), ("AFP <desk@afp.com>", "Crue"));
    }

    #[test]
    fn what_an_answer_answers_is_no_copy() {
        let text = "La crue a reculé ce matin.\n\nDe : Ana Roy [mailto:ana@exemple.fr]\nEnvoyé : dimanche 9 mars 2025 14:05\n\
                    À : Desk\nObjet : crue ?\n\nOù en est la crue ?";
        assert_eq!(copy(text, true).text.trim(), "La crue a reculé ce matin.");
    }
}
