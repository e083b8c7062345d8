//! A name's words put in reading order, without what is no part of it: titles before, `Jr` behind.

use super::words::is_particle;
use crate::french::fold::fold;

/// Longer names are no names; what follows is not looked at.
const MOST_WORDS: usize = 10;

/// What goes before a name and is no part of it, folded.
const TITLES: &[&str] = &[
    "m",
    "mm",
    "mr",
    "mrs",
    "ms",
    "mme",
    "mmes",
    "mlle",
    "dr",
    "pr",
    "prof",
    "me",
    "mgr",
    "sir",
    "lord",
    "lady",
    "monsieur",
    "madame",
    "mademoiselle",
    "maitre",
    "docteur",
    "professeur",
    "monseigneur",
    "general",
    "colonel",
    "lieutenant",
    "capitaine",
    "commandant",
    "amiral",
    "marechal",
    "president",
    "presidente",
    "ministre",
    "senateur",
    "senatrice",
    "depute",
    "deputee",
    "cardinal",
    "ayatollah",
    "imam",
    "cheikh",
    "sheikh",
    "emir",
    "roi",
    "reine",
    "king",
    "queen",
    "prince",
    "princesse",
    "princess",
    "president-elu",
    "mollah",
];
/// Those who bear one are known by a given name, which many others bear.
const REIGNING: &[&str] =
    &["roi", "reine", "king", "queen", "prince", "princesse", "princess", "emir", "sultan", "empereur", "imperatrice"];
/// `Pape` is a given name in Senegal: a title only before these.
const POPES: &[&str] = &["francois", "benoit", "leon", "pie", "jean-paul", "jean", "paul", "francis"];
const SUFFIXES: &[&str] = &["jr", "junior", "sr", "senior", "fils", "pere"];

/// The words of a name, the surname last where that can be told, and what ends the name: `jr`, `iii`.
pub fn tokens(text: &str) -> (Vec<String>, Option<String>) {
    let mut tokens = in_reading_order(text);
    drop_titles(&mut tokens);
    surname_last(&mut tokens);
    let suffix = take_suffix(&mut tokens);
    (tokens, suffix)
}

/// The words between spaces, what stands before a comma put last. Marks that belong to no name are off.
fn in_reading_order(text: &str) -> Vec<String> {
    let cut = |text: &str| -> Vec<String> {
        text.replace(['\u{2010}', '\u{2011}'], "-")
            .split_whitespace()
            .map(|word| {
                word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.')).trim_start_matches('.').to_owned()
            })
            .filter(|word| word.contains(char::is_alphanumeric))
            .take(MOST_WORDS)
            .collect()
    };
    let Some((before, after)) = text.split_once(',') else { return cut(text) };
    let (mut before, mut after) = (cut(before), cut(after));
    if after.iter().all(|word| SUFFIXES.contains(&fold(word).as_str())) {
        before.append(&mut after);
        return before;
    }
    after.append(&mut before);
    after
}

/// Titles and roles before the name, as long as a name is left: words of [`TITLES`], and those without a capital.
fn drop_titles(tokens: &mut Vec<String>) {
    let has_capitals = tokens.iter().any(|token| token.starts_with(char::is_uppercase));
    while tokens.len() > 1 {
        let (first, second) = (fold(&tokens[0]), tokens[1].to_lowercase());
        let pope = first == "pape" && POPES.contains(&fold_keeping_hyphens(&second).as_str());
        let role = has_capitals
            && tokens[0].starts_with(char::is_lowercase)
            && !is_particle(&first)
            && !tokens[0].contains('-');
        let title = TITLES.contains(&first.as_str());
        if !(title || pope || role) {
            return;
        }
        tokens.remove(0);
    }
}

/// Whether the name begins with the title of one who reigns or is to reign: `pape François`, `roi Charles`.
pub fn is_reigning(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|word| fold_keeping_hyphens(&word.to_lowercase()));
    match (words.next(), words.next()) {
        (Some(title), Some(name)) => {
            REIGNING.contains(&title.as_str()) || title == "pape" && POPES.contains(&name.as_str())
        }
        _ => false,
    }
}

fn fold_keeping_hyphens(text: &str) -> String {
    text.split('-').map(fold).collect::<Vec<_>>().join("-")
}

/// Puts a surname in capitals behind given names that are not: `LE PEN Marine`.
fn surname_last(tokens: &mut [String]) {
    let capitals = |token: &String| {
        let letters = || token.chars().filter(|c| c.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase) && !token.contains('.') && !is_initials(token)
    };
    let leading = tokens.iter().take_while(|token| capitals(token)).count();
    let rest = tokens.get(leading..).unwrap_or_default();
    // The president of China is no eleventh.
    let is_number = leading == 1 && number(&tokens[0]).is_some();
    if leading > 0 && !rest.is_empty() && !rest.iter().any(capitals) && !is_number {
        tokens.rotate_left(leading);
    }
}

/// `JP`, `JF`: initials written without their stops.
pub fn is_initials(token: &str) -> bool {
    token.len() == 2 && token.bytes().all(|b| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b))
}

/// Takes `Jr`, and a number behind a given name and a surname.
fn take_suffix(tokens: &mut Vec<String>) -> Option<String> {
    let last = tokens.last()?;
    let folded = fold(last);
    let known = tokens.len() > 1 && SUFFIXES.contains(&folded.as_str());
    let numbered = tokens.len() > 2 && last.len() > 1 && number(last).is_some();
    if !(known || numbered) {
        return None;
    }
    tokens.pop();
    Some(match folded.as_str() {
        "junior" | "fils" => "jr".to_owned(),
        "senior" | "pere" => "sr".to_owned(),
        _ => folded,
    })
}

/// The value of a Roman numeral of a ruler's name: `VI`, `Ier`.
pub fn number(token: &str) -> Option<u32> {
    let token = token.strip_suffix("er").unwrap_or(token);
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = token.chars().map(value).collect::<Option<_>>()?;
    let below = |at: usize| digits.get(at + 1).is_some_and(|next| *next > digits[at]);
    let total =
        digits.iter().enumerate().map(|(at, &d)| if below(at) { -i64::from(d) } else { i64::from(d) }).sum::<i64>();
    u32::try_from(total).ok().filter(|total| *total > 0)
}
