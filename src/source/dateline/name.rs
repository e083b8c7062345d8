//! What the name of a place looks like, and its spelling when it is set in capitals.

/// Small words within names of places.
const SMALL_WORDS: [&str; 27] = [
    "à", "al", "aux", "au", "d", "da", "de", "del", "des", "di", "do", "du", "e", "el", "en", "et", "l", "la", "le",
    "les", "lès", "lez", "of", "près", "sous", "sur", "y",
];

/// Places that are written in capitals.
const ABBREVIATIONS: [&str; 6] = ["NY", "ONU", "RCA", "RDC", "UE", "USA"];

/// Rivers and regions that German towns have behind a slash, to be told from their namesakes.
const OF_TOWNS: [&str; 9] = ["Main", "M.", "Oder", "O.", "Saale", "Neckar", "Donau", "Ruhr", "Breisgau"];

/// A name of a place has at most this many words.
const MOST_WORDS: usize = 9;

/// Whether `text` may be the name of a place, or several: words with a capital, and small words between them.
pub fn is_place(text: &str) -> bool {
    let mut words = text.split(separates).filter(|word| !word.is_empty());
    let is_small = |word: &str| SMALL_WORDS.contains(&word.to_lowercase().as_str());
    let name_like = |word: &str| {
        let starts_well = word.chars().next().is_some_and(char::is_uppercase) || SMALL_WORDS.contains(&word);
        starts_well && word.chars().all(|c| c.is_alphabetic() || c == '.' || ('\u{300}'..='\u{36f}').contains(&c))
    };
    text.starts_with(char::is_uppercase)
        && words.clone().count() <= MOST_WORDS
        && words.clone().any(|word| word.starts_with(char::is_uppercase) && word.len() > 1 && !is_small(word))
        && words.all(name_like)
}

/// The places in the place of a dateline: `Genève/Berne` are two, `Frankfurt/Main` is one.
pub fn places(place: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(place);
    let towns = std::iter::from_fn(move || {
        let text = rest?;
        let mut ends = text.match_indices(['/', ',']);
        let parts = |(at, mark): &(usize, &str)| *mark == "," || !begins_with_river(&text[at + 1..]);
        let end = ends.find(parts).map(|(at, _)| at);
        rest = end.map(|at| &text[at + 1..]);
        Some(text[..end.unwrap_or(text.len())].trim())
    });
    towns.filter(|place| !place.is_empty())
}

/// Whether what stands behind the slash of a town is its river or region: `Frankfurt/Main`, `Frankfurt/Oder`, `Halle/Saale`.
fn begins_with_river(text: &str) -> bool {
    let name = text.split(['/', ',']).next().unwrap_or_default().trim();
    OF_TOWNS.iter().any(|river| river.eq_ignore_ascii_case(name))
}

/// The place in what a dateline says before its date, without the region or country beside it: of `LENS (Nord)`, of
/// `LENS, Nord`. Nothing is a place too; `None` for words that are none.
///
/// `GAZA, JÉRUSALEM` are two places, since both are in capitals.
pub fn city(text: &str) -> Option<&str> {
    let text = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((_, region)) if !is_place(region) => return None,
        Some((place, _)) => place.trim_end(),
        None => text,
    };
    if !(text.is_empty() || is_place(text)) {
        return None;
    }
    let is_region = |city: &str, region: &str| !is_capitals(city) || !is_capitals(region) || region.contains('.');
    Some(
        text.split_once(',').filter(|(city, region)| is_region(city, region)).map_or(text, |(city, _)| city.trim_end()),
    )
}

/// Whether a place is told by its shape alone from the beginning of a sentence: `Selon Berne (ATS) …`, `Die Agentur (KNA) …`.
pub fn is_short(place: &str) -> bool {
    const MOST_WORDS: usize = 3;
    const OPENERS: [&str; 11] =
        ["Selon", "Pour", "Chez", "Avec", "Laut", "Nach", "Wie", "Der", "Die", "Das", "Secondo"];
    let mut words = place.split(' ');
    words.clone().count() <= MOST_WORDS && words.next().is_some_and(|first| !OPENERS.contains(&first))
}

/// Whether `text` has no small letters.
pub fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// `place` in small letters but for the first of each name, when it is all in capitals; else as it is.
pub fn titled(place: &str) -> String {
    if !is_capitals(place) || ABBREVIATIONS.contains(&place) {
        return place.to_owned();
    }
    let lower = place.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for (i, piece) in lower.split_inclusive(separates).enumerate() {
        let word = piece.trim_end_matches(separates);
        let mut chars = piece.chars();
        match chars.next() {
            Some(first) if i == 0 || !SMALL_WORDS.contains(&word) => out.extend(first.to_uppercase().chain(chars)),
            _ => out.push_str(piece),
        }
    }
    out
}

/// What stands between the words of a name.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '/' | ',')
}
