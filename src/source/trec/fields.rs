//! What the archives call their fields, and how they write them.

use jiff::tz::TimeZone;

use crate::dispatch::{Dispatch, Moment};
use crate::source::markup::sgml::{Element, Sgml};
use crate::source::markup::story_line::StoryLine;
use crate::source::{agencies, entities, when};

/// `TI` is CLEF's (ATS, Le Monde), `HL` the Wall Street Journal's, `H3` FBIS's, `TTL` Patents'; SUBJECT the L. A. Times'.
pub const HEADLINE: &[&str] = &["HEADLINE", "TITLE", "TI", "HEAD", "HL", "TTL", "H3", "SUBJECT"];
pub const STANDFIRST: &[&str] = &["SUBTITLE", "CHAPO", "ABSTRACT"];
pub const BYLINE: &[&str] = &["BYLINE", "AUTHOR", "AU"];
pub const DATELINE: &[&str] = &["DATELINE", "DL"];
pub const SLUG: &[&str] = &["SLUG", "KEYS"];
/// `LD` and `LP` open the text that `TX` and `TEXT` go on with; `ST` stands between the parts of it.
pub const BODY: &[&str] = &["LEADPARA", "LD", "LP", "TEXT", "TX", "ST", "PREAMBLE"];
pub const KEYWORDS: &[&str] = &["KW", "KEYWORD", "KEYWORDS"];
pub const TOPICS: &[&str] = &["SECTION", "CAT", "RUBRIQUE"];
const ID: &[&str] = &["DOCNO", "DOCID", "ID", "NO"];
const DATE: &[&str] = &["DATE", "DD", "DATE_TIME", "DATE1", "PUBDATE"];

/// The archive's own identifier: of the tag, else of a field.
pub fn id(sgml: &Sgml) -> Option<String> {
    let of_tag = sgml.root().and_then(|root| root.attribute("id").or_else(|| root.attribute("docid")));
    of_tag.map(|id| id.into_owned()).or_else(|| sgml.first(ID).and_then(|id| id.line()))
}

/// The agency by the first letters of the identifier (`AFP_FRE_…`, `AP880212-…`, `ATS.940101…`), else by what the file says.
pub fn provider(sgml: &Sgml, id: &str) -> Option<String> {
    let letters = &id[..id.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let of_id = agencies::canonical(letters).map(str::to_owned).or_else(|| match letters {
        "APW" => Some("AP".to_owned()),
        "LEMONDE" | "MONDE" => Some("Le Monde".to_owned()),
        "WSJ" => Some("Wall Street Journal".to_owned()),
        "FT" => Some("Financial Times".to_owned()),
        "LA" => Some("Los Angeles Times".to_owned()),
        "NYT" => Some("New York Times".to_owned()),
        "SDA" => Some("ATS".to_owned()),
        "XIN" | "XIE" => Some("XINHUA".to_owned()),
        _ => None,
    });
    of_id.or_else(|| {
        let source = sgml.first(&["SO", "SOURCE", "AGENCY"]).and_then(|source| source.line())?;
        Some(agencies::credited(&source).map_or(source, str::to_owned))
    })
}

/// What LDC keeps of the header of the wire (`storyid@pri@cat@count`), and TREC of the story line of AP.
pub fn wire(sgml: &Sgml, d: &mut Dispatch) {
    if let Some(story) = sgml.first(&["STORYID"]) {
        d.urgency = story.attribute("pri").and_then(|priority| urgency(&priority));
        let category = story.attribute("cat").map(|category| category.trim().to_owned());
        d.topics.extend(category.filter(|code| !code.is_empty()).map(|code| crate::dispatch::Topic {
            label: code.clone(),
            scheme: Some("anpa".to_owned()),
            code: Some(code),
            ..Default::default()
        }));
    }
    let first = sgml.first(&["1ST_LINE", "FIRST"]).map(|line| entities::decoded(line.inner()).into_owned());
    if let Some(line) = first.as_deref().and_then(StoryLine::read) {
        d.slug = Some(line.slug.to_owned());
        d.urgency = line.urgency();
    }
}

fn urgency(priority: &str) -> Option<u8> {
    match priority.trim().to_ascii_lowercase().as_str() {
        "f" => Some(1),
        "b" => Some(2),
        "u" => Some(3),
        digit => digit.parse().ok().filter(|urgency| (1..=9).contains(urgency)),
    }
}

/// The headline without the day and the page that some archives put into it: `FT  14 MAY 91 / Titre`.
pub fn headline(line: &str) -> &str {
    match line.split_once(" / ") {
        Some((before, title)) if before.starts_with("FT ") => title.trim(),
        _ => line,
    }
}

/// `By ANA ROY` or `Par Ana Roy`.
pub fn byline(line: &str) -> &str {
    let after = |word: &str| {
        line.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &line[word.len()..])
    };
    after("by ").or_else(|| after("par ")).unwrap_or(line).trim_matches([',', ';', ' '])
}

/// The members of a list: a line each, or parted by `;` or `,`.
pub fn list(element: &Element) -> Vec<String> {
    let text = entities::text(element.inner()).into_owned();
    let by: &[char] = if text.contains(';') { &[';', '\n'] } else { &[',', '\n'] };
    text.split(by).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The moment of the file identifier of AP, of a field, or of the identifier.
pub fn created(sgml: &Sgml, id: &str, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    let of_wire = sgml.first(&["FILEID"]).and_then(|element| of_file_id(&element.line()?, zone));
    of_wire.or_else(|| of_field(sgml, zone, warnings)).or_else(|| of_id(id))
}

/// `AP-NR-02-12-88 1637EST`.
fn of_file_id(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (day, clock) = text.rsplit_once(' ')?;
    let mut numbers = day.rsplit('-').map(|number| number.parse::<i16>());
    let (year, day, month) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    let (hour, minute, name) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    let year = when::full_year(year);
    when::parse(&format!("{year:04}-{month:02}-{day:02}T{hour}:{minute}"), zone).and_then(|local| {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let named = months.get(usize::try_from(month - 1).ok()?)?;
        when::parse(&format!("{day} {named} {year} {hour}:{minute} {name}"), zone).or(Some(local))
    })
}

fn of_field(sgml: &Sgml, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    let line = sgml.first(DATE).and_then(|date| date.line())?;
    if let Some(day) = american(&line) {
        return Some(day);
    }
    // The L. A. Times has the day, the edition and more in one field, the Financial Times a number of six digits.
    let digits = line.bytes().all(|byte| byte.is_ascii_digit());
    if digits && line.len() == 6 {
        return six_digits(&line);
    }
    let words: Vec<&str> = line.split(',').collect();
    let parts = [line.as_str(), &words[..words.len().min(2)].join(","), &words[..words.len().min(3)].join(",")]
        .map(str::to_owned);
    parts.iter().find_map(|part| when::parse(part, zone)).or_else(|| when::noted("DATE", &line, zone, warnings))
}

/// `01/30/03`: the month first, since a year of two digits is American here.
fn american(text: &str) -> Option<Moment> {
    let numbers: Vec<i16> = text.split('/').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let [month, day, year] = numbers[..] else { return None };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(when::full_year(year), month, day).ok().map(Moment::Day)
}

/// The day in `AFP_FRE_19940512.0001`, `LEMONDE94-000001-19940101`, `ATS.940101.0001`, `AP880212-0004`, `FT911-3`.
fn of_id(id: &str) -> Option<Moment> {
    let runs = || id.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let eight = runs().filter(|run| run.len() == 8).find_map(|run| run.parse().ok().map(Moment::Day));
    eight.or_else(|| runs().filter(|run| run.len() == 6).find_map(six_digits))
}

/// `YYMMDD`.
fn six_digits(run: &str) -> Option<Moment> {
    let number = |range: std::ops::Range<usize>| run.get(range).and_then(|digits| digits.parse::<i8>().ok());
    let year = when::full_year(number(0..2)?.into());
    jiff::civil::Date::new(year, number(2..4)?, number(4..6)?).ok().map(Moment::Day)
}

/// The language that LDC and CLEF write into their identifiers.
pub fn language(id: &str) -> Option<&'static str> {
    let id = id.to_ascii_uppercase();
    let has = |name: &str| id.split(['_', '.']).any(|part| part == name);
    match () {
        () if has("FRE") || id.starts_with("LEMONDE") || id.starts_with("ATS.") => Some("fr"),
        () if has("ENG") => Some("en"),
        () if has("ARB") => Some("ar"),
        () if has("SPA") => Some("es"),
        () => None,
    }
}
