//! What `body` says: headline, byline, dateline, abstract and the text.

use super::{closing, concepts, first, text};
use crate::dispatch::{Dispatch, PlaceRole};
use crate::source::markup::tree::Element;
use crate::source::{clean, language, sign_off};

/// Fills the dispatch from the `body`, or from a fragment that is one in all but name.
pub fn fill(dispatch: &mut Dispatch, body: Element) {
    let head = body.child("body.head");
    let content = body.child("body.content").unwrap_or(body);
    if let Some(head) = head {
        headlines(dispatch, head);
        credits(dispatch, head);
    }
    dispatch.body.extend(text::paragraphs(content));
    concepts::marked(dispatch, content);
    // In pieces of a document, these may stand in each `block`.
    for block in content.all("block") {
        credits(dispatch, block);
    }
    if let Some(head) = head {
        standfirst(dispatch, head);
    }
    head.into_iter().chain([content]).for_each(|element| notes(dispatch, element));
    for tagline in body.child("body.end").into_iter().flat_map(|end| end.all("tagline")) {
        tag(dispatch, tagline);
    }
    let tags = [content.attribute("lang"), body.attribute("lang")];
    first(&mut dispatch.language, || tags.iter().flatten().find_map(|tag| language::tag(tag)));
    closing::take(dispatch);
    super::dateline::off_body(dispatch);
}

fn headlines(dispatch: &mut Dispatch, head: Element) {
    let headline = head.at(&["hedline", "hl1"]).and_then(|headline| headline.line());
    if dispatch.headline.is_empty()
        && let Some(headline) = headline
    {
        dispatch.headline = without_marks(&headline).to_owned();
    }
}

/// ANSA marks what is urgent: `>>>ANSA/Titre`.
pub fn without_marks(headline: &str) -> &str {
    let unmarked = headline.trim_start_matches('>');
    if unmarked.len() == headline.len() {
        return headline;
    }
    unmarked.strip_prefix("ANSA").map_or(unmarked, |rest| rest.trim_start_matches('/')).trim_start()
}

/// Byline and dateline, of the whole document or of a block.
fn credits(dispatch: &mut Dispatch, head: Element) {
    if let Some(line) = head.child("byline").and_then(byline) {
        if dispatch.provider.as_deref() == Some("ANSA") {
            // ANSA has its sub-head there.
            first(&mut dispatch.standfirst, || Some(line));
        } else if sign_off::is_signature(&line) {
            first(&mut dispatch.signature, || Some(line));
        } else {
            first(&mut dispatch.byline, || Some(line));
        }
    }
    dateline(dispatch, head);
}

/// The dateline of a head, and its place.
pub fn dateline(dispatch: &mut Dispatch, head: Element) {
    let Some(field) = head.child("dateline") else { return };
    if dispatch.dateline.is_none()
        && let Some(raw) = dateline_text(field)
    {
        let day = dispatch.date().map(|moment| moment.day());
        dispatch.dateline = super::dateline::read(&raw, day);
        let (name, country) = field.child("location").map(concepts::place).unwrap_or_default();
        if let Some(dateline) = &mut dispatch.dateline
            && name.is_some()
        {
            dateline.place = name.clone();
        }
        concepts::add_place(dispatch, name, country, PlaceRole::Dateline);
    }
}

/// `Sarn, Nord, France` also where nothing but elements part the names.
fn dateline_text(field: Element) -> Option<String> {
    let line = field.line()?;
    let parts: Vec<_> = field.child("location").into_iter().flat_map(|location| location.children()).collect();
    if line.contains(',') || parts.len() < 2 {
        return Some(line);
    }
    Some(parts.iter().filter_map(|part| part.line()).collect::<Vec<_>>().join(", "))
}

/// The names of a byline, without `By` and the title of their bearers.
pub fn byline(element: Element) -> Option<String> {
    let people: Vec<String> = element.all("person").filter_map(|person| person.line()).collect();
    let line = if people.is_empty() {
        let title = element.child("byttl").and_then(|title| title.line());
        let line = element.line()?;
        title.and_then(|title| line.strip_suffix(&title).map(str::to_owned)).unwrap_or(line)
    } else {
        people.join(", ")
    };
    let line = line.trim().trim_end_matches([',', ';']);
    let name = ["By ", "BY ", "Par ", "PAR ", "by ", "par "].iter().find_map(|word| line.strip_prefix(word));
    let name = name.unwrap_or(line).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Sub-head and abstract. PA's abstract is the beginning of the text, and AAP's the headline.
fn standfirst(dispatch: &mut Dispatch, head: Element) {
    let lines = head.all("hedline").flat_map(|hedline| hedline.all("hl2"));
    // AP keeps the headline there that the desk has changed.
    let sub_heads = lines.filter(|line| line.attribute("id").as_deref() != Some("originalHeadline"));
    let sub_heads: Vec<String> = sub_heads.filter_map(|line| line.line()).collect();
    let abstracts = head.all("abstract").flat_map(text::paragraphs);
    if dispatch.provider.as_deref() == Some("EFE") {
        // EFE has its slug there.
        first(&mut dispatch.slug, || sub_heads.into_iter().next());
        set_standfirst(dispatch, abstracts.collect());
    } else {
        set_standfirst(dispatch, sub_heads.into_iter().chain(abstracts).collect());
    }
}

/// Sets the standfirst out of lines above the text, but for those that headline or text say too. One that is set stays.
pub fn set_standfirst(dispatch: &mut Dispatch, mut lines: Vec<String>) {
    if lines.is_empty() || dispatch.standfirst.is_some() {
        return;
    }
    let text = dispatch.body.first().map(|text| clean::key(text)).unwrap_or_default();
    lines.retain(|line| {
        let key = clean::key(line);
        !(key.is_empty() || clean::same(line, &dispatch.headline) || text.starts_with(&key))
    });
    lines.dedup();
    dispatch.standfirst = Some(lines.join(" – ")).filter(|standfirst| !standfirst.is_empty());
}

/// Adds the notes inside an element; what lies within a note is part of it.
fn notes(dispatch: &mut Dispatch, element: Element) {
    for inside in element.children() {
        match inside.name() {
            "note" => dispatch.notes.extend(inside.line()),
            _ => notes(dispatch, inside),
        }
    }
}

/// Who else wrote, at the end; NTB has the addresses of its desk there.
fn tag(dispatch: &mut Dispatch, tagline: Element) {
    let Some(line) = tagline.line() else { return };
    if line.contains('@') || sign_off::is_signature(&line) {
        first(&mut dispatch.signature, || Some(line));
    } else {
        dispatch.notes.push(line);
    }
}
