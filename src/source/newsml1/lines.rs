//! `NewsLines` of a story: headline, slug, dateline, byline, rights, keywords and lines of any other type.

use super::stories::Story;
use crate::dispatch::Dispatch;
use crate::source::clean;
use crate::source::markup::tree::Element;
use crate::source::nitf::{concepts, dateline};

/// Fills what the lines of a story say, the nearest first.
pub fn fill(dispatch: &mut Dispatch, item: Element, story: &Story) {
    let line =
        |names: &[&str]| story.nearest(|component| lines(component).find(|line| is_one_of(*line, names))?.line());
    dispatch.headline = line(&["HeadLine"]).unwrap_or_default();
    dispatch.byline = line(&["ByLine"]).map(|byline| without_by(&byline).to_owned());
    let day = dispatch.date().map(|moment| moment.day());
    dispatch.dateline = line(&["DateLine"]).and_then(|raw| dateline::read(&raw, day));
    dispatch.rights = line(&["CopyrightLine", "RightsLine"]);
    let label = item.at(&["Identification", "NameLabel"]).and_then(|label| label.line());
    let slug = line(&["SlugLine"]);
    if label.is_some() && slug.is_some() && label != slug {
        slug.iter().for_each(|slug| concepts::add_keyword(dispatch, slug));
    }
    dispatch.slug = label.or(slug);
    for component in &story.chain {
        for line in lines(*component) {
            if is_one_of(line, &["KeywordLine", "SeriesLine"]) {
                concepts::add_keyword(dispatch, &line.text());
            } else if line.name() == "NewsLine" {
                other(dispatch, line);
            }
        }
    }
}

/// The sub-head; EFE has its slug there.
pub fn sub_head(story: &Story) -> Option<String> {
    story.nearest(|component| lines(component).find(|line| is_one_of(*line, &["SubHeadLine"]))?.line())
}

fn lines<'t, 'a>(component: Element<'t, 'a>) -> impl Iterator<Item = Element<'t, 'a>> {
    component.all("NewsLines").flat_map(|lines| lines.children())
}

/// Belga writes `Headline` in some profiles.
fn is_one_of(line: Element, names: &[&str]) -> bool {
    names.iter().any(|name| line.name().eq_ignore_ascii_case(name))
}

/// A line of a type that the agency has chosen: `AdvisoryLine`, `ProductLine` (AFP), `CatchWord`, `storyType` (ATS).
fn other(dispatch: &mut Dispatch, line: Element) {
    let kind = line.child("NewsLineType").and_then(|kind| kind.attribute("FormalName")).unwrap_or_default();
    for text in line.all("NewsLineText").filter_map(|text| text.line()) {
        match kind.to_lowercase().as_str() {
            "catchword" => concepts::add_keyword(dispatch, &text),
            "storytype" if dispatch.genre.is_none() => {
                dispatch.genre = (!text.eq_ignore_ascii_case("news")).then_some(text);
            }
            "storytype" => {}
            _ if clean::same(&text, &dispatch.headline) => {}
            _ => dispatch.notes.push(text),
        }
    }
}

fn without_by(byline: &str) -> &str {
    ["By ", "BY ", "Par ", "PAR "].iter().find_map(|word| byline.strip_prefix(word)).unwrap_or(byline)
}
