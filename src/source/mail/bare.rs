//! The head of the copy in a message: greeting, headers of its own, slug and byline, off the text.

use crate::french::loose::loose;

/// What opens a letter, in loose spelling.
const GREETINGS: [&str; 9] = ["bonjour", "bonsoir", "hello", "chers", "cheres", "cher", "chere", "madame", "salut"];
/// A greeting, and what it announces, is not longer, in bytes.
const LONGEST_GREETING: usize = 200;
/// Slug and byline are looked for among this many lines.
const HEAD: usize = 8;

/// What stands above the text.
#[derive(Debug, Default)]
pub struct Credits {
    pub slug: Option<String>,
    pub byline: Option<String>,
}

/// The lines from the first one that is no greeting, nor announces what follows (`Veuillez trouver ci-dessous`).
pub fn without_greeting<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let mut rest = lines;
    let mut greeted = false;
    while let Some((line, after)) = rest.split_first() {
        let key = loose(line.trim());
        let greets = key.split([',', ' ', '!']).next().is_some_and(|word| GREETINGS.contains(&word)) && key.len() <= 60;
        let announces =
            ["ci-joint", "ci-dessous", "ci-apres", "attached", "below"].iter().any(|word| key.contains(word));
        let skip =
            key.is_empty() || greets || announces && key.len() <= LONGEST_GREETING && (greeted || starts_so(&key));
        if !skip {
            return rest;
        }
        greeted |= greets;
        rest = after;
    }
    rest
}

fn starts_so(key: &str) -> bool {
    ["veuillez trouver", "vous trouverez", "voici", "please find", "je vous"].iter().any(|start| key.starts_with(start))
}

/// The text with the headers that open it (`Headline: …`) together, where empty lines stand between them, and without a
/// line of routing in capitals above them.
pub fn headers_together(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let code = first.len() <= 20 && first.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ');
    let routing = code && lines.next().is_some_and(is_header);
    let mut rest = text.trim_start();
    if routing {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    let mut joined = String::with_capacity(text.len());
    while let Some((line, after)) = rest.split_once('\n')
        && is_header(line)
    {
        joined.push_str(line);
        joined.push('\n');
        let next = after.trim_start();
        let goes_on = after.lines().next().is_some_and(|line| !line.trim().is_empty());
        rest = if is_header(next.lines().next().unwrap_or_default()) || goes_on { next } else { after };
    }
    joined.push_str(rest);
    joined
}

/// Whether a line has the shape of a header: one or two words before a colon.
fn is_header(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let words = name.split_whitespace().count();
    name.len() <= 24
        && (1..=2).contains(&words)
        && name.starts_with(char::is_uppercase)
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\u{a0}'))
        && (value.starts_with([' ', '\u{a0}']) || value.is_empty())
}

/// Takes `Par Ana Roy` off the head, and a slug that stands right above it.
pub fn without_credits<'t>(lines: &[&'t str]) -> (Vec<&'t str>, Credits) {
    let mut lines = lines.to_vec();
    let mut credits = Credits::default();
    let Some(at) = lines.iter().take(HEAD).position(|line| byline(line).is_some()) else { return (lines, credits) };
    credits.byline = byline(lines[at]).map(str::to_owned);
    let is_slug = |line: &str| (1..=30).contains(&line.trim().len()) && !line.contains([':', '.', ',', '!', '?']);
    if let Some(above) = at.checked_sub(1).filter(|above| is_slug(lines[*above])) {
        credits.slug = Some(lines[above].trim().to_owned());
        lines[above] = "";
    }
    lines[at] = "";
    (lines, credits)
}

/// The name in a line that says who wrote it and nothing else.
fn byline(line: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    let line = line.trim();
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("Par "))?.trim_end_matches(['=', ' ', ',']);
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "de" | "du" | "et" | "and" | "van");
    let words = name.split_whitespace().count();
    (line.len() <= LONGEST && (2..=6).contains(&words) && name.split_whitespace().all(is_name) && !name.ends_with('.'))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings() {
        for (text, wanted) in [
            ("Bonjour,\n\nVeuillez trouver ci-dessous notre papier.\n\nLa crue recule.", "La crue recule."),
            ("Chers collègues,\nvoici le texte, ci-après.\nLa crue recule.", "La crue recule."),
            ("La pièce ci-jointe manque.", "La pièce ci-jointe manque."),
            (
                "Bonjour tristesse a été réédité par une maison de Nevers, dix ans après.",
                "Bonjour tristesse a été réédité par une maison de Nevers, dix ans après.",
            ),
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(without_greeting(&lines).join("\n"), wanted, "{text}");
        }
    }

    #[test]
    fn headers_come_together() {
        for (text, wanted) in [
            (
                "SDA\n\nHeadline: Crue\n\nAbstract: L'eau recule\n\nTexte",
                "Headline: Crue\nAbstract: L'eau recule\n\nTexte",
            ),
            ("Titre: Crue\nDate: hier\n\nTexte", "Titre: Crue\nDate: hier\n\nTexte"),
            ("Texte\n\nNote: rien", "Texte\n\nNote: rien"),
            ("Nevers: la crue", "Nevers: la crue"),
        ] {
            assert_eq!(headers_together(text), wanted, "{text}");
        }
    }

    #[test]
    fn credits_stand_above_the_text() {
        let (lines, credits) = without_credits(&["Crue Orvine", "Par Ana Roy", "", "L'eau recule."]);
        assert_eq!((credits.slug.as_deref(), credits.byline.as_deref()), (Some("Crue Orvine"), Some("Ana Roy")));
        assert_eq!(lines.join("").as_str(), "L'eau recule.");
        assert!(without_credits(&["Par Toutatis, il pleut.", "Texte"]).1.byline.is_none());
    }
}
