//! Who wrote it, and when: `Ana Roy | 03.09.2025 - Mise à jour : 04.09.2025`, `Par Ana Roy avec AFP`.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dispatch::Moment;
use crate::french::dates;
use crate::french::loose::loose;
use crate::source::agencies;

/// Longer lines are no credits, in bytes.
const LONGEST: usize = 220;

/// Small words of lines of credits, in loose spelling.
const WORDS: [&str; 55] = [
    "a",
    "actualise",
    "actualisee",
    "agence",
    "at",
    "avec",
    "by",
    "cree",
    "creee",
    "d",
    "de",
    "depuis",
    "derniere",
    "des",
    "du",
    "ecrit",
    "et",
    "gmt",
    "h",
    "heure",
    "il",
    "jour",
    "l",
    "la",
    "last",
    "le",
    "lecture",
    "les",
    "maj",
    "min",
    "minutes",
    "mis",
    "mise",
    "mn",
    "modification",
    "modifie",
    "modifiee",
    "on",
    "paris",
    "par",
    "posted",
    "publication",
    "publie",
    "publiee",
    "published",
    "redaction",
    "source",
    "temps",
    "the",
    "update",
    "updated",
    "van",
    "von",
    "y",
    "date",
];

/// Labels of the date of a change.
const CHANGED: [&str; 7] = ["jour", "modif", "actualis", "updated", "update", "maj", "derniere"];

/// Labels of the date of publication.
const PUBLISHED: [&str; 5] = ["publi", "cree", "ecrit", "posted", "mis en ligne"];

/// What the lines of credits of one page say.
pub struct Credits<'t> {
    pub byline: Option<String>,
    pub agency: Option<&'static str>,
    lines: Vec<&'t str>,
}

impl<'t> Credits<'t> {
    /// Reads lines for which [`is_dated`] or [`is_byline`] holds.
    pub fn read(lines: &[&'t str]) -> Self {
        let byline = lines.iter().find_map(|line| byline(line));
        let agency = lines.iter().find_map(|line| agency(line));
        Self { byline, agency, lines: lines.to_vec() }
    }

    /// The day of the first date, whatever its clock.
    pub fn first_day(&self) -> Option<Date> {
        self.lines.iter().find_map(|line| dates::parse_moment(line, &TimeZone::UTC)).map(|moment| moment.day())
    }

    /// When it was published, and when it was changed.
    pub fn moments(&self, zone: &TimeZone) -> (Option<Moment>, Option<Moment>) {
        let (mut created, mut updated) = (None, None);
        for line in &self.lines {
            let mut end = 0;
            for (range, moment) in dates::find_moments(line, zone) {
                let changed = says_changed(&line[end..range.start]).unwrap_or(created.is_some());
                let field = if changed { &mut updated } else { &mut created };
                *field = field.or(Some(moment));
                end = range.end;
            }
            // `mis à jour à 15h12`: on the same day.
            let rest = &line[end..];
            if updated.is_none() && says_changed(rest) == Some(true) {
                updated = created.and_then(|created| at_time(created, rest, zone));
            }
        }
        (created, updated)
    }
}

/// The moment of the day of `created` at the time that `text` names.
fn at_time(created: Moment, text: &str, zone: &TimeZone) -> Option<Moment> {
    let time = dates::parse_time(text)?;
    created.day().to_datetime(time).to_zoned(zone.clone()).ok().map(Moment::from)
}

/// Whether the label before a date is that of a change (`Some(true)`) or of publication; the last one counts.
fn says_changed(label: &str) -> Option<bool> {
    let label = loose(label);
    let last = |words: &[&str]| words.iter().filter_map(|word| label.rfind(word)).max();
    match (last(&CHANGED), last(&PUBLISHED)) {
        (None, None) => None,
        (changed, published) => Some(changed > published),
    }
}

/// Whether `line` holds a date and, besides, nothing but names and the words of credits.
pub fn is_dated(line: &str) -> bool {
    if line.len() > LONGEST || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let moments = dates::find_moments(line, &TimeZone::UTC);
    !moments.is_empty() && outside(line, &moments).all(is_credit_text)
}

/// Whether `line` names an author or an agency and says nothing else.
pub fn is_byline(line: &str) -> bool {
    if line.len() > LONGEST / 2 || line.ends_with(['.', '?', '!', '»']) || !is_credit_text(line) {
        return false;
    }
    let start = loose(line);
    let says_so = ["par ", "by ", "redaction", "la redaction", "source", "auteur"].iter().any(|s| start.starts_with(s));
    let names = line.split_whitespace().filter(|word| is_name(word)).count();
    agency(line).is_some() || says_so && (names > 0 || start.contains("redaction"))
}

/// The parts of `line` between and around its dates.
fn outside<'t>(line: &'t str, moments: &[(std::ops::Range<usize>, Moment)]) -> impl Iterator<Item = &'t str> {
    let starts = std::iter::once(0).chain(moments.iter().map(|(range, _)| range.end));
    let ends = moments.iter().map(|(range, _)| range.start).chain(std::iter::once(line.len()));
    starts.zip(ends).map(|(start, end)| &line[start..end])
}

/// Whether every word of `text` is a name, a number or one of [`WORDS`].
fn is_credit_text(text: &str) -> bool {
    words(text).all(|word| word.starts_with(|c: char| !c.is_lowercase()) || is_small(word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_small(word: &str) -> bool {
    dates::is_weekday(word) || WORDS.contains(&loose(word).as_str())
}

/// Whether `word` is part of a name, not of a label.
fn is_name(word: &str) -> bool {
    let mut parts = words(word).peekable();
    parts.peek().is_some() && parts.any(|part| part.starts_with(char::is_uppercase) && !is_small(part))
}

/// The author in a line of credits, as it stands there but for the `Par` and the labels of dates.
fn byline(line: &str) -> Option<String> {
    let moments = dates::find_moments(line, &TimeZone::UTC);
    let pieces = outside(line, &moments).flat_map(|part| part.split(['|', '•', '·', ';', ':', '–', '—']));
    pieces.flat_map(|piece| piece.split(" - ")).find_map(author)
}

/// The authors in a piece of such a line: `Par Ana Roy, Ali Can, publié le` holds two.
fn author(piece: &str) -> Option<String> {
    let names_one = |part: &&str| part.split_whitespace().any(is_name) || loose(part).contains("redaction");
    let authors: Vec<&str> = piece.split(',').map(without_label).filter(names_one).map(without_par).collect();
    let authors = authors.join(", ");
    (!authors.is_empty() && agencies::credited(&authors).is_none()).then_some(authors)
}

/// `Ana Roy le`, as it stands before a date, without its last word.
fn without_label(author: &str) -> &str {
    let mut author = author.trim();
    while let Some((before, word)) = author.rsplit_once([' ', '\u{a0}'])
        && word.starts_with(char::is_lowercase)
        && is_small(word)
        && loose(word) != "redaction"
    {
        author = before.trim_end();
    }
    author
}

fn without_par(author: &str) -> &str {
    let author = author.trim_matches([' ', '-', '(', ')', '/', '\u{a0}']);
    match author.split_once([' ', '\u{a0}']) {
        Some((par, name)) if matches!(loose(par).as_str(), "par" | "by") => name,
        _ => author,
    }
}

/// The agency of `AFP`, `Source : AFP`, `Par Ana Roy avec AFP`, `Le Quotidien, avec l’AFP`, `AFP le 12/03/2025`.
fn agency(line: &str) -> Option<&'static str> {
    let moments = dates::find_moments(line, &TimeZone::UTC);
    let before_date = outside(line, &moments).next().unwrap_or_default();
    let credit = without_label(before_date.split('|').next().unwrap_or_default());
    let credit = credit.rsplit_once("avec ").map_or(credit, |(_, credit)| credit);
    let credit = credit.rsplit_once(':').map_or(credit, |(_, credit)| credit);
    let credit = credit.trim_start_matches("Par ").trim_start_matches("la ").trim_start_matches("l’");
    agencies::credited(credit.trim_start_matches("l'").trim())
}
