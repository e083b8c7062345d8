//! One document of a collection, by the names of its elements.
//!
//! Names are those of TIPSTER (AP, FT, Los Angeles Times, Wall Street Journal, FBIS), CLEF (ATS, Le Monde, EFE), AFP in the
//! LDC's DTD, Gigaword and AQUAINT. Sources: the DTDs and documentation of these collections, and programs that read them.

use super::{collection, date};
use crate::dispatch::{Dateline, Dispatch, Moment, PlaceRole, Topic};
use crate::source::markup::records::Record;
use crate::source::markup::sgml::{Element, Sgml};
use crate::source::markup::story_line::StoryLine;
use crate::source::{agencies, clean, complete, dateline, sign_off};

/// Headlines, the best first.
const HEADLINES: &[&str] = &["HEADLINE", "HEAD", "HL", "TITLE", "TI", "HD", "TTL"];
/// Parts of the body, which follow each other in the document; `ST` are the headings within ATS's.
const TEXTS: &[&str] = &["TEXT", "LP", "LEADPARA", "LEAD", "LEAD1", "LD", "LE", "RETRO", "TX", "ST", "TE"];
/// Parts of the body where there is none of those.
const BODIES: &[&str] = &["BODY", "CONTENT", "SUMMARY"];
const BYLINES: &[&str] = &["BYLINE", "AUTHOR", "AU", "BY"];
const DATES: &[&str] = &["DATE_TIME", "DATE", "DATE1", "DD", "PUBDATE"];
/// File names and trailers of the wire that hold a date.
const STAMPS: &[&str] = &["FILEID", "TRAILER"];
const KEYWORDS: &[&str] = &["KW", "KEYWORDS", "DESCRIPTORS"];
const TOPICS: &[&str] = &["SUBJECT", "SUBJECTS", "CATEGORY", "IN", "NS"];
/// Regions and companies of the Wall Street Journal.
const REGIONS: &[&str] = &["RE"];
const COMPANIES: &[&str] = &["CO"];
const RIGHTS: &[&str] = &["COPYRGHT", "COPYRIGHT"];
/// Kinds of documents: `story` of Gigaword says nothing, `advis` is a note to editors.
const ORDINARY: [&str; 2] = ["story", "news story"];
/// Written where there is no headline.
const NO_HEADLINE: &str = "No Headline Present";

/// Makes a dispatch of a document.
pub fn dispatch(record: &Record) -> Dispatch {
    let sgml = Sgml::read(record.text);
    let Some(root) = sgml.root() else { return Dispatch::default() };
    let line = |names: &[&str]| sgml.first(names).and_then(|element| element.line());
    let mut d = Dispatch { id: id(&sgml, root), ..Dispatch::default() };
    if !record.closed {
        d.warnings.push("cut off: its end is missing".to_owned());
    }
    let collection = collection::of(&d.id);
    let named = line(&["PUB"]).map(|name| agencies::canonical(&name).map_or(name, str::to_owned));
    d.provider = collection.map(|collection| collection.provider.to_owned()).or(named);
    d.language = collection.and_then(|collection| collection.language).or_else(|| language(&sgml)).map(str::to_owned);
    headlines(&sgml, &mut d);
    d.body = body(&sgml, root);
    // FBIS has numbers of its own there.
    let byline = line(BYLINES).filter(|line| !line.contains(|c: char| c.is_ascii_digit()));
    d.byline = byline.map(|byline| without_by(&byline).to_owned());
    d.rights = line(RIGHTS);
    d.genre = genre(&sgml, root);
    wire(&sgml, &mut d);
    concepts(&sgml, &mut d);
    if let Some(raw) = line(&["DATELINE"]) {
        place_line(&raw, &mut d);
    }
    created(&sgml, &mut d);
    complete::dispatch(&mut d);
    d
}

/// What a document is cited by: `DOCNO`, else the attribute of Gigaword, else `DOCID`.
fn id(sgml: &Sgml, root: Element) -> String {
    let line = |name| sgml.first(&[name]).and_then(|element| element.line());
    let attribute = || root.attribute("id").map(|id| id.trim().to_owned());
    line("DOCNO").or_else(attribute).or_else(|| line("DOCID")).unwrap_or_default()
}

fn language(sgml: &Sgml) -> Option<&'static str> {
    const LANGUAGES: [(&str, &str); 8] = [
        ("french", "fr"),
        ("fra", "fr"),
        ("fr", "fr"),
        ("english", "en"),
        ("eng", "en"),
        ("en", "en"),
        ("spanish", "es"),
        ("german", "de"),
    ];
    let keys = sgml.first(&["KEYS"]).and_then(|keys| keys.attribute("lang").map(|lang| lang.into_owned()));
    let said = keys.or_else(|| sgml.first(&["LANGUAGE"])?.line())?.to_ascii_lowercase();
    LANGUAGES.iter().find(|(name, _)| *name == said.trim()).map(|(_, language)| *language)
}

/// The best headline; others that say something else are the standfirst.
fn headlines(sgml: &Sgml, d: &mut Dispatch) {
    let mut lines = Vec::new();
    for name in HEADLINES {
        lines.extend(sgml.all(&[name]).filter_map(|element| element.line()).filter(|line| line != NO_HEADLINE));
    }
    let mut lines = lines.into_iter();
    d.headline = lines.next().unwrap_or_default();
    let others: Vec<String> = lines.filter(|line| !clean::same(line, &d.headline)).collect();
    d.standfirst = (!others.is_empty()).then(|| others.join(" – "));
}

/// The parts that are known for text; else everything that is not known for something else.
fn body(sgml: &Sgml, root: Element) -> Vec<String> {
    for names in [TEXTS, BODIES] {
        let parts: Vec<String> = sgml.outermost(names).flat_map(|part| part.paragraphs()).collect();
        if !parts.is_empty() {
            return parts.into_iter().filter_map(paragraph).collect();
        }
    }
    root.loose_paragraphs().into_iter().filter_map(paragraph).collect()
}

/// A paragraph without the marks of a collection: the fields of FBIS, the typesetting of the New York Times.
fn paragraph(mut text: String) -> Option<String> {
    const FBIS: [&str; 2] = ["Language:", "Article Type:"];
    const LONGEST_FIELD: usize = 40;
    if text.len() <= LONGEST_FIELD && FBIS.iter().any(|field| text.starts_with(field)) {
        return None;
    }
    if let Some(rest) = text.strip_prefix("[Text] ") {
        text = rest.to_owned();
    }
    Some(if text.contains('&') { without_marks(&text) } else { text })
}

/// `text` without `&UR;`, `&QC;`, `&Cx1f;`.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let mark = piece.split_once(';').filter(|(mark, _)| {
            let capitals = mark.len() == 2 && mark.bytes().all(|byte| byte.is_ascii_uppercase());
            capitals || mark.starts_with("Cx") && mark.len() == 4
        });
        match mark {
            Some((_, rest)) => out.push_str(rest),
            None => out.extend(["&", piece]),
        }
    }
    out
}

fn without_by(byline: &str) -> &str {
    let by = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    by.map_or(byline, |by| byline[by.len()..].trim_start())
}

/// The kind of document, where it is no ordinary story.
fn genre(sgml: &Sgml, root: Element) -> Option<String> {
    let said = root.attribute("type").map(|kind| kind.trim().to_owned());
    let kind = said.or_else(|| sgml.first(&["DOCTYPE", "TYPE"])?.line())?.to_lowercase();
    (!ORDINARY.contains(&kind.as_str())).then_some(kind)
}

/// What is left of the wire's own heading and trailer.
fn wire(sgml: &Sgml, d: &mut Dispatch) {
    let line = |names: &[&str]| sgml.first(names).and_then(|element| element.line());
    if let Some(first) = sgml.first(&["1ST_LINE", "FIRST"]).map(|element| element.inner())
        && let Some(story) = first.lines().find_map(StoryLine::read)
    {
        d.slug = Some(story.slug.to_owned());
        d.urgency = story.urgency();
    }
    // `AM-Pont sur Orvine,150`: with the number of words.
    let second = line(&["2ND_LINE", "SECOND"]).and_then(|line| {
        let (slug, words) = line.rsplit_once(',')?;
        words.trim().bytes().all(|byte| byte.is_ascii_digit()).then(|| slug.trim().to_owned())
    });
    d.slug = line(&["SLUG"]).or(second).or(d.slug.take());
    if let Some(story) = sgml.first(&["STORYID"]) {
        d.urgency = story.attribute("pri").and_then(|priority| urgency(priority.trim())).or(d.urgency);
        d.topics.extend(story.attribute("cat").map(|code| topic(code.trim(), Some("afp-category"))));
    }
    d.notes.extend(sgml.all(&["PREAMBLE"]).filter_map(|preamble| preamble.line()));
    let trailer = sgml.first(&["TRAILER"]).map(|trailer| trailer.paragraphs()).unwrap_or_default();
    d.signature = trailer
        .iter()
        .flat_map(|line| line.split_whitespace())
        .find(|word| sign_off::is_signature(word))
        .map(str::to_owned);
}

/// A priority by its number, or by ANPA's letter.
fn urgency(priority: &str) -> Option<u8> {
    match priority {
        "f" | "F" => Some(1),
        "b" | "B" => Some(2),
        "u" | "U" => Some(3),
        number => number.parse().ok().filter(|urgency| (1..=9).contains(urgency)),
    }
}

/// Topics, regions, companies and keywords.
fn concepts(sgml: &Sgml, d: &mut Dispatch) {
    d.topics.extend(values(sgml, TOPICS).iter().map(|value| topic(value, None)));
    for region in values(sgml, REGIONS) {
        let name = labelled(&region).0;
        dateline::add_place(d, &dateline::titled(name), PlaceRole::Mentioned);
    }
    d.organisations.extend(values(sgml, COMPANIES).iter().map(|company| labelled(company).0.to_owned()));
    d.keywords.extend(values(sgml, KEYWORDS));
}

/// The values of elements that list them: one a line or paragraph, or parted by `;`, each once.
fn values(sgml: &Sgml, names: &[&str]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for element in sgml.all(names) {
        for line in element.rows() {
            for value in line.split(';').map(str::trim).filter(|value| !value.is_empty()) {
                if !values.iter().any(|known| known == value) {
                    values.push(value.to_owned());
                }
            }
        }
    }
    values
}

/// `CENTRAL U.S. BANKS (BAC)`.
fn labelled(value: &str) -> (&str, Option<&str>) {
    let coded = value.strip_suffix(')').and_then(|value| value.rsplit_once(" ("));
    coded.map_or((value, None), |(label, code)| (label.trim(), Some(code)))
}

fn topic(value: &str, scheme: Option<&str>) -> Topic {
    let (label, code) = labelled(value);
    let code = code.or(scheme.map(|_| value)).map(str::to_owned);
    Topic { label: label.to_owned(), scheme: scheme.map(str::to_owned), code, ..Topic::default() }
}

/// Place, day and agency out of the element that holds the dateline.
fn place_line(raw: &str, d: &mut Dispatch) {
    let raw = raw.trim_end_matches(['-', '_', '–', '—', '=', ' ']);
    let day = collection::day(&d.id);
    let split = dateline::split(&format!("{raw} - "), day).map(|(dateline, _)| dateline);
    let dateline = split.unwrap_or_else(|| {
        let city = raw.split([',', '(']).next().unwrap_or_default().trim();
        let agency = raw.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(agency, _)| agency.trim());
        let agency = agency.filter(|agency| agencies::credited(agency).is_some()).map(str::to_owned);
        let place = (dateline::is_place(city) && agencies::canonical(city).is_none()).then(|| dateline::titled(city));
        Dateline { place, agency, ..Dateline::default() }
    });
    if d.provider.is_none() {
        d.provider = dateline.agency.as_deref().and_then(agencies::credited).map(str::to_owned);
    }
    d.dateline = Some(Dateline { raw: raw.to_owned(), ..dateline });
}

/// The date that the document gives, else that of the wire, else that of its identifier.
fn created(sgml: &Sgml, d: &mut Dispatch) {
    let zone = complete::zone(d);
    let day_first = d.language.as_deref() != Some("en") && d.language.is_some();
    let said = sgml.all(DATES).filter_map(|element| element.line());
    let mut unread = None;
    for text in said {
        d.created = date::read(&text, day_first, &zone);
        if d.created.is_some() {
            return;
        }
        unread.get_or_insert(text);
    }
    let stamps = sgml.all(STAMPS).filter_map(|element| element.line());
    d.created = stamps.into_iter().find_map(|text| date::stamp(&text, &zone));
    d.created = d.created.or_else(|| collection::day(&d.id).map(Moment::Day));
    if let Some(text) = unread {
        let shown: String = text.chars().take(100).collect();
        d.warnings.push(format!("date `{shown}` is no date, left out"));
    }
}
