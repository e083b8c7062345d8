//! The short texts of an item: headlines, summary, byline, dateline, genre, keywords, rights.

use super::code;
use crate::dispatch::{Dateline, Dispatch};
use crate::source::markup::tree::Element;
use crate::source::{agencies, clean, dateline};

/// Words before the name in a byline.
const BY: [&str; 8] = ["By ", "BY ", "by ", "Par ", "par ", "Von ", "De notre correspondant ", "Di "];
/// Such words that may also begin a surname: `von Trotta`, `di Pietro`.
const BY_OR_NAME: [&str; 2] = ["von ", "di "];

/// Fills headline and standfirst. `language` is that of the item: headlines in others are translations.
pub fn headlines(content: Element, language: Option<&str>, dispatch: &mut Dispatch) {
    let mut headlines: Vec<(u8, u32, String)> = Vec::new();
    for headline in content.all("headline") {
        let Some(text) = headline.line() else { continue };
        let role = code::attribute(headline, "role");
        let foreign =
            matches!((headline.attribute("lang"), language), (Some(tag), Some(own)) if !same_language(&tag, own));
        let kind = match role.as_str() {
            _ if foreign => FOREIGN,
            "" => MAIN,
            role if role.starts_with("sub") || role.contains("deck") => SUB,
            role if role.contains("title") || role.contains("main") || role.contains("headline") => MAIN + 1,
            _ => OTHER,
        };
        let rank = headline.attribute("rank").and_then(|rank| rank.parse().ok()).unwrap_or(0);
        headlines.push((kind, rank, text));
    }
    headlines.sort_by_key(|(kind, rank, _)| (*kind, *rank));
    let mut headlines = headlines.into_iter();
    let Some((_, _, headline)) = headlines.next() else { return };
    let mut summary: Vec<String> = Vec::new();
    for (kind, _, text) in headlines.filter(|(_, _, text)| !clean::same(text, &headline)) {
        match kind {
            SUB => summary.push(text),
            // dpa's kicker, such as `Reportage`.
            MAIN | OTHER => dispatch.keywords.push(text),
            _ => {}
        }
    }
    dispatch.headline = headline;
    dispatch.standfirst = (!summary.is_empty()).then(|| summary.join(" - "));
}

const MAIN: u8 = 0;
const OTHER: u8 = 2;
const SUB: u8 = 3;
const FOREIGN: u8 = 4;

fn same_language(a: &str, b: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    primary(a) == primary(b)
}

/// The summary; captions are those of pictures, and Reuters' repeats slug and headline.
pub fn description(content: Element) -> Option<String> {
    content.all("description").filter(|text| code::attribute(*text, "role") != "caption").find_map(|text| text.line())
}

/// Who signs: `by`, else a creator who has first and last name. Logins, initials and agencies are nobody.
pub fn byline(content: Element) -> Option<String> {
    let signed = content.all("by").find_map(|by| by.line()).map(|by| author(&by).to_owned());
    let named = || {
        let names = content.all("creator").filter_map(code::name);
        let names: Vec<String> = names.filter(|name| name.contains(' ')).filter(|name| is_somebody(name)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    signed.filter(|name| is_somebody(name)).or_else(named)
}

fn is_somebody(name: &str) -> bool {
    !name.is_empty()
        && agencies::credited(name).is_none()
        && name.split_whitespace().all(|word| !word.contains('@') && !word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// A byline without `By` and without the agency behind the name.
pub fn author(line: &str) -> &str {
    let is_full_name = |name: &&str| name.starts_with(char::is_uppercase) && name.trim().contains(' ');
    let by_or_name = || BY_OR_NAME.iter().find_map(|by| line.strip_prefix(by)).filter(is_full_name);
    let name = BY.iter().find_map(|by| line.strip_prefix(by)).or_else(by_or_name).unwrap_or(line).trim();
    name.rsplit_once(", ").filter(|(_, agency)| agencies::credited(agency).is_some()).map_or(name, |(name, _)| name)
}

/// The dateline that the metadata give. Reuters has the date of the version in its place at times.
pub fn dateline(raw: String) -> Option<Dateline> {
    if raw.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((dateline, _)) = dateline::split(&raw, None) {
        return Some(dateline);
    }
    let before = raw.split(['(', ',']).next().unwrap_or_default().trim();
    let place = dateline::is_place(before).then(|| dateline::titled(before));
    place.is_some().then_some(Dateline { raw, place, ..Dateline::default() })
}

/// The first genre that has a name, else the code of the first.
pub fn genre(content: Element) -> Option<String> {
    let named = content.all("genre").find_map(code::name);
    named.or_else(|| content.all("genre").map(code::value).find(|code| !code.is_empty()))
}

/// The notice of copyright and the terms of use, in the language of the item if there are several.
pub fn rights(info: Element, language: Option<&str>) -> Option<String> {
    let texts = ["copyrightNotice", "usageTerms"].into_iter().filter_map(|name| {
        let own = |text: &Element| {
            matches!((text.attribute("lang"), language), (Some(tag), Some(language)) if same_language(&tag, language))
        };
        info.all(name).find(own).or_else(|| info.child(name)).and_then(|text| text.line())
    });
    let rights = texts.collect::<Vec<_>>().join(" ");
    (!rights.is_empty()).then_some(rights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    fn headed(xml: &str) -> (String, String, Vec<String>) {
        let mut dispatch = Dispatch::default();
        let xml = format!("<contentMeta>{xml}</contentMeta>");
        headlines(Tree::read(&xml).root().unwrap(), Some("fr-FR"), &mut dispatch);
        (dispatch.headline, dispatch.standfirst.unwrap_or_default(), dispatch.keywords)
    }

    #[test]
    fn headlines_have_roles_and_ranks() {
        let cases: [(&str, &str, &str, &[&str]); 6] = [
            ("<headline>A</headline><headline role='h:subHeadline'>B</headline>", "A", "B", &[]),
            ("<headline role='x:subtitle'>B</headline><headline role='x:title'>A</headline>", "A", "B", &[]),
            ("<headline rank='3'>Récit</headline><headline rank='1'>A</headline>", "A", "", &["Récit"]),
            ("<headline role='r:short'>B</headline><headline>A</headline>", "A", "", &["B"]),
            ("<headline xml:lang='en'>Z</headline><headline xml:lang='fr'>A</headline>", "A", "", &[]),
            ("<headline/><headline>\n A\n b </headline>", "A b", "", &[]),
        ];
        for (xml, headline, standfirst, keywords) in cases {
            let (found, sub, others) = headed(xml);
            assert_eq!((found.as_str(), sub.as_str()), (headline, standfirst), "{xml}");
            assert_eq!(others, keywords, "{xml}");
        }
    }

    #[test]
    fn bylines_name_somebody() {
        let cases = [
            ("<by>Par Ana Roy</by>", Some("Ana Roy")),
            ("<by>Von Ana Roy und Ilo Stern, dpa</by>", Some("Ana Roy und Ilo Stern")),
            ("<by>Von dpa</by>", None),
            ("<by>par Ana Roy</by>", Some("Ana Roy")),
            ("<by>di Ana Roy</by>", Some("Ana Roy")),
            ("<by>von Roy</by>", Some("von Roy")),
            ("<by>von der Aue</by>", Some("von der Aue")),
            ("<by/><creator><name>roy.ana</name></creator><creator><name>Ana Roy</name></creator>", Some("Ana Roy")),
            ("<creator literal='Reuters'/><creator><name>ab</name></creator>", None),
        ];
        for (xml, wanted) in cases {
            let xml = format!("<contentMeta>{xml}</contentMeta>");
            assert_eq!(byline(Tree::read(&xml).root().unwrap()).as_deref(), wanted, "{xml}");
        }
    }

    #[test]
    fn datelines_of_the_metadata() {
        let cases = [
            ("Berlin (dpa) -", Some("Berlin")),
            ("FORT ORVINE, Pa.", Some("Fort Orvine")),
            ("Kiev/Paris", Some("Kiev/Paris")),
            ("2014-07-16 15:53:10 GMT+00:00", None),
        ];
        for (raw, wanted) in cases {
            let place = dateline(raw.to_owned()).and_then(|dateline| dateline.place);
            assert_eq!(place.as_deref(), wanted, "{raw}");
        }
    }
}
