//! The dialect of the New York Times Annotated Corpus (LDC2008T19): fields in `meta`, texts in blocks by their class.

use std::borrow::Cow;

use super::{body, closing, concepts, docdata, first, text};
use crate::dispatch::{Dispatch, Moment, PlaceRole};
use crate::source::markup::tree::Element;
use crate::source::{clean, dateline};

/// Names of `meta` that stand in every document of the corpus and nowhere else.
const METAS: [&str; 2] = ["\"publication_day_of_month\"", "\"publication_year\""];
/// Blocks of text, the best first: `lead_paragraph` is the beginning of `full_text`, and all there is if that is missing.
const TEXTS: [&str; 3] = ["full_text", "lead_paragraph", "online_lead_paragraph"];
/// Types of `classifier` that name subjects; the taxonomy of the site is sections, which say the same less well.
const SUBJECTS: [&str; 2] = ["descriptor", "general_descriptor"];

/// Whether a document of NITF that opens like this is of the corpus.
pub fn recognises(opening: &str) -> bool {
    METAS.iter().all(|name| opening.contains(name))
}

/// Fills a dispatch from a document of the corpus.
pub fn fill(dispatch: &mut Dispatch, nitf: Element) {
    dispatch.provider = Some("NYT".to_owned());
    dispatch.language = Some("en".to_owned());
    if let Some(head) = nitf.child("head") {
        docdata::fill(dispatch, head);
        // Every issue is dated midnight: that is its day.
        dispatch.created = dispatch.created.map(|moment| Moment::Day(moment.day()));
        dispatch.updated = None;
        fields(dispatch, head);
        classified(dispatch, head);
    }
    let Some(content) = nitf.child("body") else { return };
    if let Some(head) = content.child("body.head") {
        dispatch.headline = head.at(&["hedline", "hl1"]).and_then(|headline| headline.line()).unwrap_or_default();
        let bylines: Vec<_> = head.all("byline").collect();
        let printed = bylines.iter().find(|byline| class(**byline) == "print_byline").or(bylines.first());
        dispatch.byline = printed.and_then(|byline| body::byline(*byline));
        body::dateline(dispatch, head);
        dispatch.standfirst = head.child("abstract").map(|summary| text::paragraphs(summary).join(" "));
    }
    let blocks: Vec<_> = content.child("body.content").into_iter().flat_map(|content| content.all("block")).collect();
    let block = |name: &str| blocks.iter().find(|block| class(**block) == name);
    if let Some(content) = TEXTS.iter().find_map(|name| block(name)) {
        dispatch.body = text::paragraphs(*content);
    }
    // In the first years, the paragraph that the index quotes was marked so.
    if let Some(first) = dispatch.body.first_mut()
        && let Some(text) = first.strip_prefix("LEAD:")
    {
        *first = text.trim_start().to_owned();
    }
    if let Some(correction) = block("correction_text") {
        dispatch.notes.extend(text::paragraphs(*correction));
    }
    dispatch.standfirst.take_if(|summary| summary.is_empty());
    closing::take(dispatch);
}

fn class<'a>(element: Element<'_, 'a>) -> Cow<'a, str> {
    element.attribute("class").unwrap_or_default()
}

fn fields(dispatch: &mut Dispatch, head: Element) {
    let content = |name: &str| {
        let named = |meta: &Element| meta.attribute("name").as_deref() == Some(name);
        head.all("meta").find(named)?.attribute("content").map(|content| clean::markup_line(&content))
    };
    first(&mut dispatch.slug, || content("slug"));
    if dispatch.created.is_none() {
        let parts = ["publication_year", "publication_month", "publication_day_of_month"].map(content);
        let number = |part: &Option<String>| part.as_ref().and_then(|text| text.parse::<i16>().ok());
        let day =
            |year, month, day| jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let date = match [number(&parts[0]), number(&parts[1]), number(&parts[2])] {
            [Some(year), Some(month), Some(in_month)] => day(year, month, in_month),
            _ => None,
        };
        dispatch.created = date.map(Moment::Day);
        if date.is_none() {
            let shown = parts.map(Option::unwrap_or_default).join("-");
            dispatch.warnings.push(format!("date of publication `{shown}` is no date, left out"));
        }
    }
}

/// What the indexing service and the site's producers have put into `identified-content`.
fn classified(dispatch: &mut Dispatch, head: Element) {
    let Some(docdata) = head.child("docdata") else { return };
    for content in docdata.all("identified-content") {
        for element in content.children() {
            let Some(name) = element.line() else { continue };
            let kind = element.attribute("type").unwrap_or_default();
            match element.name() {
                "classifier" if kind == "types_of_material" => first(&mut dispatch.genre, || Some(name)),
                "classifier" if SUBJECTS.contains(&&*kind) => concepts::add_subject(dispatch, None, Some(&name)),
                "org" => concepts::add_organisation(dispatch, name),
                "person" => concepts::add_person(dispatch, &in_order(&name)),
                "location" => concepts::add_place(dispatch, Some(name), None, PlaceRole::Mentioned),
                _ => {}
            }
        }
    }
}

/// The indexing service writes `CLINTON, BILL (PRES)`, or the same in small letters.
fn in_order(name: &str) -> String {
    let name = name.split('(').next().unwrap_or_default().trim();
    let name = match name.split_once(", ") {
        Some((family, given)) => format!("{given} {family}"),
        None => name.to_owned(),
    };
    dateline::titled(&name)
}
