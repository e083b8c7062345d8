//! The header of another message inside the text of one: what mailers write when they pass a message on.

use crate::french::loose::loose;

/// Of that header, what matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forwarded {
    pub subject: String,
    pub from: String,
    pub date: String,
}

/// Where it stands.
#[derive(Debug)]
pub struct Found {
    pub header: Forwarded,
    /// The first line that belongs to it: the mark above it, if there is one.
    pub start: usize,
    /// The line after it.
    end: usize,
}

impl Found {
    /// The lines of the message that was passed on, without the `>` that some mailers put before each.
    pub fn below<'t>(&self, lines: &[&'t str]) -> Vec<&'t str> {
        let below = &lines[self.end..];
        let is_quoted = |line: &&str| line.trim().is_empty() || line.starts_with('>');
        let quoted = below.iter().all(is_quoted);
        let bare = |line: &&'t str| if quoted { line.trim_start_matches('>').trim_start() } else { line };
        below.iter().map(bare).collect()
    }
}

/// The names of the lines, in loose spelling.
const FROM: [&str; 4] = ["de", "from", "von", "expediteur"];
const SUBJECT: [&str; 5] = ["objet", "subject", "sujet", "betreff", "re"];
const DATE: [&str; 5] = ["date", "envoye", "sent", "gesendet", "envoye le"];
const OTHERS: [&str; 10] =
    ["a", "to", "an", "cc", "bcc", "cci", "reply-to", "repondre a", "pieces jointes", "attachments"];

/// What mailers write above such a header, in loose spelling without dashes.
const MARKS: [&str; 12] = [
    "forwarded message",
    "message transfere",
    "message original",
    "message d'origine",
    "message initial",
    "original message",
    "begin forwarded message:",
    "debut du message transfere:",
    "debut du message reexpedie:",
    "message reexpedie",
    "mail transfere",
    "e-mail d'origine",
];

/// Such a header has at most this many lines, the continued ones included.
const MOST_LINES: usize = 30;

/// The first header of another message: one that begins with its sender and has a subject or a date.
pub fn find(lines: &[&str]) -> Option<Found> {
    (0..lines.len()).find_map(|at| {
        let (name, _) = field(lines[at])?;
        FROM.contains(&name.as_str()).then_some(())?;
        let (header, end) = read(lines, at)?;
        Some(Found { header, start: start(lines, at), end })
    })
}

/// Whether a line says whom the next ones quote: `Ana Roy <ana@exemple.fr> a écrit :`.
pub fn is_attribution(line: &str) -> bool {
    let key = loose(line.trim()).replace(" :", ":");
    ["a ecrit:", "wrote:", "schrieb:", "escribio:"].iter().any(|end| key.ends_with(end))
}

/// Reads the header that begins at a line; None if it is none.
fn read(lines: &[&str], at: usize) -> Option<(Forwarded, usize)> {
    let mut header = Forwarded::default();
    let mut end = at;
    for line in lines[at..].iter().take(MOST_LINES) {
        match field(line) {
            Some((name, value)) if FROM.contains(&name.as_str()) => header.from = value,
            Some((name, value)) if SUBJECT.contains(&name.as_str()) => header.subject = value,
            Some((name, value)) if DATE.contains(&name.as_str()) => header.date = value,
            Some((name, _)) if OTHERS.contains(&name.as_str()) => {}
            _ if line.trim_matches(['>', ' ']).is_empty() => break,
            // A list of addressees goes on.
            _ if line.contains('@') || line.starts_with([' ', '\t']) => {}
            _ => break,
        }
        end += 1;
    }
    let whole = !header.from.is_empty() && (!header.subject.is_empty() || !header.date.is_empty());
    whole.then_some((header, end))
}

/// Name, in loose spelling, and value of a line `*De :* Ana Roy`, which may be quoted.
fn field(line: &str) -> Option<(String, String)> {
    const LONGEST: usize = 24;
    let line = line.trim_start_matches(['>', ' ', '*', '\u{a0}']);
    let colon = line.as_bytes().iter().take(LONGEST).position(|&byte| byte == b':')?;
    let name = loose(line[..colon].trim_matches(['*', ' ', '\u{a0}']));
    Some((name, line[colon + 1..].trim_matches(['*', ' ', '\u{a0}']).to_owned()))
}

/// The line of the mark above a header, else that of the header.
fn start(lines: &[&str], at: usize) -> usize {
    let above = lines[..at].iter().rposition(|line| !line.trim_matches(['>', ' ']).is_empty());
    above.filter(|above| at - above <= 3 && is_mark(lines[*above])).unwrap_or(at)
}

fn is_mark(line: &str) -> bool {
    const LONGEST: usize = 100;
    let inner = line.trim_matches(|c: char| matches!(c, '-' | '_' | '=' | '>' | ' ' | '\u{a0}' | '*'));
    let only_rule = inner.is_empty() && !line.is_empty();
    let key = if line.len() <= LONGEST { loose(inner).replace(" :", ":") } else { String::new() };
    only_rule || MARKS.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_with_their_mark() {
        for (text, wanted) in [
            ("Note\n-----Message d'origine-----\nDe : Ana\nObjet : Crue\n\nTexte", Some((1, 4, "Crue"))),
            (
                "Début du message réexpédié :\n\n> De: Ana\n> Objet: Crue\n> Date: hier\n>\n> Texte",
                Some((0, 5, "Crue")),
            ),
            ("*From:* Ana\n*Sent:* Sunday\n*To:* B\n*Subject:* Crue\n\nTexte", Some((0, 4, "Crue"))),
            ("________________________________\nDe : Ana\nEnvoyé : hier\n\nTexte", Some((0, 3, ""))),
            ("De : Paris, on voit la mer.\nTexte", None),
            ("Texte", None),
        ] {
            let lines: Vec<&str> = text.lines().collect();
            let found = find(&lines);
            let shape = found.as_ref().map(|found| (found.start, found.end, found.header.subject.as_str()));
            assert_eq!(shape, wanted, "{text}");
            let below = found.map(|found| found.below(&lines).join("\n"));
            assert!(below.is_none_or(|below| below.trim() == "Texte"), "{text}");
        }
    }
}
