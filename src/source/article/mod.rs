//! Articles of news sites, as HTML pages.
//!
//! A page says most about its article in JSON-LD ([`linked`]), less in OpenGraph and other `meta` ([`head`]); the text is
//! found by the rules that browsers have for their reading view ([`body`]). First the page is made slim ([`slim`]): whatever
//! it is like, what is parsed after that is small and shallow.

mod address;
mod authors;
mod body;
mod elements;
mod head;
mod linked;
mod slim;
mod tokens;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::fault::{Fault, Skip, SkipReason};
use super::markup::root;
use super::plain::page::credits::{Credits, is_byline, is_dated};
use super::plain::page::sift;
use super::read::Options;
use super::reader::{Head as FileHead, Input, Item, Reader};
use super::{agencies, clean, complete, dateline, language, when};
use crate::dispatch::{Dispatch, Moment, Origin, Person, PlaceRole, Topic};
pub use address::id as page_id;
use head::Head;
use linked::Linked;

/// Elements that a file of HTML opens with.
const ROOTS: [&str; 17] = [
    "html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "span", "section", "article",
    "main", "h1", "table", "a",
];
/// Paragraphs that are longer, in bytes, are no name of an author.
const LONGEST_NAME: usize = 100;
/// Without a word of the page itself, this much text makes an article, in bytes.
const SHORTEST: usize = 400;

/// Reads pages of HTML.
pub struct Article;

impl Reader for Article {
    fn name(&self) -> &'static str {
        "html"
    }

    fn recognises(&self, head: &FileHead) -> bool {
        root(head.text).is_some_and(|root| {
            let is_html = root.is_one_of(&["html"]);
            is_html || !root.is_xml && ROOTS.iter().any(|name| root.name.eq_ignore_ascii_case(name))
        })
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let limit = options.max_dispatch_bytes;
        match input {
            Input::Text(text) => sink(read(text)),
            Input::Stream(_) => return Err(Fault::TooLarge { bytes: limit + 1, limit }),
        }
        Ok(())
    }
}

/// The article of a page, or why there is none.
pub fn read(html: &str) -> Item {
    let page = slim::slim(html);
    let linked = Linked::read(&page.linked_data);
    let head = Head(&page);
    let headline = linked.text("headline").or_else(|| head.title()).unwrap_or_default();
    let found = body::body(&page.body, &headline);
    let (text, rights, agency) = sifted(&found.paragraphs);
    let own = linked.body();
    let body = if size(&own) > 2 * size(&text) { own } else { text };
    if let Some(reason) = no_article(&linked, &head, found.is_list, size(&body), &headline) {
        return Skip::file(SkipReason::NotADispatch(reason)).into();
    }
    let mut dispatch = Dispatch { headline, body, rights, ..Dispatch::default() };
    fill(&mut dispatch, &linked, &head, agency);
    dispatch.into()
}

/// The paragraphs that belong to the article, the notice of rights, and the agency whose notices stand among them.
fn sifted(paragraphs: &[String]) -> (Vec<String>, Option<String>, Option<&'static str>) {
    let text = paragraphs.join("\n");
    let sifted = sift::sift(&text);
    let lines = sifted.lines.iter().map(|line| (*line).to_owned()).collect();
    (lines, sifted.rights.map(str::to_owned), sifted.agency)
}

fn size(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(String::len).sum()
}

/// Why a page holds no article: it is a list, a home page, or there is next to no text.
fn no_article(linked: &Linked, head: &Head, is_list: bool, size: usize, headline: &str) -> Option<String> {
    let of_article = |kind: &str| kind.eq_ignore_ascii_case("article") || kind.ends_with(":article");
    let kind = head.meta(&["og:type"]).unwrap_or_default();
    let says_so = linked.is_article() || of_article(&kind);
    if size == 0 && !is_list && (!linked.is_article() || headline.is_empty()) {
        return Some("a page without an article".to_owned());
    }
    if says_so && (!is_list || linked.is_article()) {
        return None;
    }
    if let Some(other) = linked.other_type().filter(|_| is_list || size < SHORTEST) {
        return Some(format!("a page of type `{other}`, not an article"));
    }
    if is_list {
        return Some("a page of links, not an article".to_owned());
    }
    (head.0.whole && size < SHORTEST && head.created().is_none())
        .then(|| "a page with too little text to be an article".to_owned())
}

fn fill(dispatch: &mut Dispatch, linked: &Linked, head: &Head, of_notice: Option<&'static str>) {
    if linked.broken > 0 {
        dispatch.warnings.push("JSON-LD that is no JSON, ignored".to_owned());
    }
    let meta = |names: &[&str]| head.meta(names);
    dispatch.id = id(linked, head).unwrap_or_default();
    dispatch.genre = genre(linked);
    dispatch.topics = topics(linked, head);
    dispatch.keywords = keywords(linked, head);
    let people = linked.about("Person").into_iter();
    dispatch.people = people.map(|name| Person { forms: vec![name.clone()], name, ..Person::default() }).collect();
    dispatch.organisations = linked.about("Organization");
    for (key, role) in [("locationCreated", PlaceRole::Dateline), ("contentLocation", PlaceRole::Event)] {
        linked.texts(key).iter().for_each(|name| dateline::add_place(dispatch, name, role));
    }
    let site = linked.text("publisher").or_else(|| head.site()).unwrap_or_default();
    dispatch
        .body
        .retain(|text| text.len() > LONGEST_NAME || !head.0.authors.iter().any(|name| clean::same(name, text)));
    let of_lines = authors::credits(&take_credits(&mut dispatch.body), &site);
    let credits = authors::credits(&authors(linked, head), &site);
    dispatch.byline = credits.byline.or(of_lines.byline);
    dispatch.provider = credits.agency.or(of_lines.agency).or(of_notice).map(str::to_owned);
    dispatch.rights = dispatch.rights.take().or_else(|| linked.text("copyrightNotice"));
    if linked.is_paid() || meta(&["article:content_tier"]).is_some_and(|tier| tier == "locked") {
        dispatch.notes.push("Article réservé aux abonnés : la page n'en porte peut-être qu'une partie.".to_owned());
    }
    let summaries = ["og:description", "description", "twitter:description"].map(|name| meta(&[name]));
    let mut summaries = linked.text("description").into_iter().chain(summaries.into_iter().flatten());
    dispatch.standfirst = summaries.find(|summary| !repeats(summary, dispatch));
    drop_repeated(dispatch, &head.0.heading);
    dates(dispatch, linked, head);
    complete::dispatch(dispatch);
    if dispatch.provider.is_none() && !site.is_empty() {
        dispatch.provider = Some(agencies::canonical(&site).map_or(site, str::to_owned));
    }
    set_language(dispatch, linked, head);
    if dispatch.body.is_empty() {
        dispatch.warnings.push("no text found in the page, only what it says about its article".to_owned());
    }
}

/// The address that the page has for good.
fn id(linked: &Linked, head: &Head) -> Option<String> {
    let canonical = clean::markup_line(head.0.canonical);
    let of_head = address::id(&canonical).or_else(|| address::id(&head.meta(&["og:url", "twitter:url"])?));
    let keys = ["mainEntityOfPage", "url", "@id"];
    of_head.or_else(|| keys.iter().find_map(|key| address::id(&linked.text(key)?)))
}

/// What kind of article it is, where its type says more than that it is one.
fn genre(linked: &Linked) -> Option<String> {
    let kind = linked.kind()?;
    let special = kind.trim_end_matches("NewsArticle").trim_end_matches("Posting").trim_end_matches("Article");
    linked.text("genre").or_else(|| Some(special.to_owned()).filter(|kind| !kind.is_empty() && kind != "Blog"))
}

fn topics(linked: &Linked, head: &Head) -> Vec<Topic> {
    let mut sections = linked.texts("articleSection");
    if sections.is_empty() {
        sections = head.metas("article:section");
    }
    // `culture_culture-lifestyle` is a name for machines.
    if sections.is_empty() || sections.iter().any(|section| section.contains('_')) {
        sections = linked.breadcrumbs();
    }
    let labels = sections.iter().flat_map(|section| section.split([',', ';', '>'])).map(str::trim);
    let topic = |label: String| Topic { label, from: Origin::Source, ..Topic::default() };
    distinct(labels).into_iter().map(topic).collect()
}

fn keywords(linked: &Linked, head: &Head) -> Vec<String> {
    let sources =
        [linked.texts("keywords"), head.metas("article:tag"), head.metas("news_keywords"), head.metas("keywords")];
    let words = sources.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    distinct(words.iter().flat_map(|list| list.split([',', ';'])).map(str::trim))
}

/// The texts without empty ones and without doubles, in whatever case.
fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    const MOST: usize = 100;
    let mut seen: Vec<String> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if seen.len() < MOST && !seen.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
            seen.push(text.to_owned());
        }
    }
    seen
}

fn authors(linked: &Linked, head: &Head) -> Vec<String> {
    let of_page = head.0.authors.clone();
    let sources =
        [linked.texts("author"), head.metas("author"), head.metas("article:author"), head.metas("dc.creator"), of_page];
    let named = |authors: &&Vec<String>| authors.iter().any(|author| !author.contains("://"));
    let known = sources.iter().find(named).or_else(|| sources.iter().find(|authors| !authors.is_empty()));
    known.cloned().unwrap_or_default()
}

/// Takes the lines that say who wrote it and when off the head of the text, and a last line that says who; gives the names.
fn take_credits(body: &mut Vec<String>) -> Vec<String> {
    const HEAD: usize = 5;
    let mut names = Vec::new();
    let mut take = |line: &str, last: bool| {
        let is_credit = is_byline(line) || !last && is_dated(line);
        if is_credit {
            let by = line.split(['|', '•', '·']).map(str::trim).find(|piece| piece.starts_with("Par "));
            names.extend(by.map(str::to_owned).or_else(|| Credits::read(&[line]).byline));
            names.extend(Credits::read(&[line]).agency.map(str::to_owned));
        }
        is_credit
    };
    for at in (0..body.len().min(HEAD)).rev() {
        if take(&body[at], false) {
            body.remove(at);
        }
    }
    if body.len() > 1 && body.last().is_some_and(|line| take(line, true)) {
        body.pop();
    }
    names
}

/// Whether the summary of the page is nothing but the beginning of its text.
fn repeats(summary: &str, dispatch: &Dispatch) -> bool {
    let start = clean::key(summary);
    let longer = |first: &String| {
        let first = clean::key(first);
        !start.is_empty() && first.len() > start.len() && first.starts_with(&start)
    };
    clean::same(summary, &dispatch.headline) || dispatch.body.iter().take(2).any(longer)
}

/// Drops headline, heading and standfirst from the head of the body, where they may stand behind other lines.
fn drop_repeated(dispatch: &mut Dispatch, heading: &str) {
    const HEAD: usize = 4;
    let standfirst = dispatch.standfirst.as_deref().unwrap_or_default();
    let same = |text: &str| [&dispatch.headline, standfirst, heading].iter().any(|other| clean::same(text, other));
    let repeated: Vec<bool> = dispatch.body.iter().take(HEAD).map(|text| same(text)).collect();
    let mut at = 0;
    dispatch.body.retain(|_| {
        at += 1;
        !repeated.get(at - 1).copied().unwrap_or(false)
    });
}

fn dates(dispatch: &mut Dispatch, linked: &Linked, head: &Head) {
    let zone = complete::zone(dispatch);
    let created = linked.text("datePublished").or_else(|| head.created()).or_else(|| linked.page_text("datePublished"));
    let updated = linked.text("dateModified").or_else(|| head.updated()).or_else(|| linked.page_text("dateModified"));
    let mut note = |field, text: Option<String>| when::noted(field, &text?, &zone, &mut dispatch.warnings);
    dispatch.created = note("datePublished", created);
    dispatch.updated = note("dateModified", updated).filter(|updated| Some(*updated) != dispatch.created);
    dispatch.version = version(dispatch.updated.or(dispatch.created), &zone);
}

/// A page that was changed later is the newer one: the second of its last change.
fn version(last: Option<Moment>, zone: &TimeZone) -> u64 {
    let second = last.map(|moment| moment.timestamp(zone)).map_or(0, Timestamp::as_second);
    u64::try_from(second).unwrap_or(0)
}

/// The language that is declared, unless the text is clearly in another: templates declare that of their makers.
fn set_language(dispatch: &mut Dispatch, linked: &Linked, head: &Head) {
    let declared = head.language().or_else(|| linked.text("inLanguage"));
    let seen = language::of(dispatch);
    let agrees = |tag: &String| {
        seen.is_none_or(|seen| tag.len() >= 2 && tag.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case(seen)))
    };
    dispatch.language = declared.filter(agrees).or_else(|| seen.map(str::to_owned));
}

#[cfg(test)]
mod tests;
