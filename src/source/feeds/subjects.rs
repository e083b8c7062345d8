//! Categories are topics, tags are keywords.

use std::collections::HashSet;

use super::fields::Fields;
use crate::dispatch::{Dispatch, Topic};
use crate::source::markup::tree::Element;

/// What parts several keywords in one element.
const PARTS: [char; 2] = [',', ';'];

/// Fills topics and keywords.
pub fn read(item: &Fields, dispatch: &mut Dispatch) {
    let mut seen = HashSet::new();
    for category in item.all(&["category", "media:category"]) {
        let Some(topic) = topic(category) else { continue };
        if category.attribute("domain").is_some_and(|domain| domain.ends_with("_tag")) {
            dispatch.keywords.push(topic.label);
        } else if seen.insert((topic.label.clone(), topic.code.clone())) {
            dispatch.topics.push(topic);
        }
    }
    let keywords = item.all(&["dc:subject", "media:keywords", "itunes:keywords", "keywords"]);
    for keyword in keywords.filter_map(|element| element.line()) {
        let parts = keyword.split(PARTS).map(str::trim).filter(|part| !part.is_empty());
        dispatch.keywords.extend(parts.map(str::to_owned));
    }
    let mut seen = HashSet::new();
    dispatch.keywords.retain(|keyword| seen.insert(keyword.clone()));
}

/// A category by its text, or by `@label` and `@term` as in Atom. Numbers of eight digits are codes of the IPTC.
fn topic(category: Element) -> Option<Topic> {
    const IPTC_DIGITS: usize = 8;
    let term = category.attribute("term").map(|term| term.trim().to_owned()).or_else(|| category.line())?;
    let label = category.attribute("label").map(|label| label.trim().to_owned());
    let is_iptc = term.len() == IPTC_DIGITS && term.bytes().all(|byte| byte.is_ascii_digit());
    let scheme = category.attribute("scheme").or_else(|| category.attribute("domain")).map(|scheme| {
        let known = ["mediatopic", "subjectcode"].into_iter().find(|name| scheme.contains(name));
        known.map_or(scheme.trim().to_owned(), str::to_owned)
    });
    let code = (is_iptc || label.is_some()).then(|| term.clone());
    let scheme = scheme.filter(|_| code.is_some());
    Some(Topic { label: label.unwrap_or(term), scheme, code, ..Topic::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn topics_and_keywords() {
        let xml = "<item><category>Monde</category><category>Monde</category><category domain='post_tag'>Crue</category>\
            <category domain='category' nicename='eco'><![CDATA[Économie]]></category><category term='sport' label='Sport'/>\
            <category scheme='http://cv.iptc.org/newscodes/mediatopic/' term='20000151'/><category/>\
            <media:keywords>pont, Crue;  pluie</media:keywords></item>";
        let mut dispatch = Dispatch::default();
        read(&Fields::of(Tree::read(xml).root().unwrap()), &mut dispatch);
        let topics: Vec<_> =
            dispatch.topics.iter().map(|t| (t.label.as_str(), t.scheme.as_deref(), t.code.as_deref())).collect();
        let wanted = [
            ("Monde", None, None),
            ("Économie", None, None),
            ("Sport", None, Some("sport")),
            ("20000151", Some("mediatopic"), Some("20000151")),
        ];
        assert_eq!(topics, wanted);
        assert_eq!(dispatch.keywords, ["Crue", "pont", "pluie"]);
    }
}
