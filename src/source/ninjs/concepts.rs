//! Subjects, people and organisations of an item.

use crate::dispatch::{Person, Topic};
use crate::source::json::Json;
use crate::source::json::fields::{Fields, distinct, text};

/// Vocabularies by the end of their address, and the short names of their codes.
/// Source: <https://cv.iptc.org/newscodes/>.
const SCHEMES: [(&str, &str); 5] =
    [("mediatopic", "medtop"), ("subjectcode", "subj"), ("medtop", "medtop"), ("subj", "subj"), ("cv.ap.org/id", "ap")];

/// The subjects, without doubles.
///
/// Where a vendor says how a subject was found (AP `rels`), only the direct ones count: with every ancestor in the tree of
/// subjects, all of sport would be found under each.
pub fn topics(item: &Fields) -> Vec<Topic> {
    let topics = item.all(&["subject", "subjects"]).flat_map(topics_of);
    distinct(topics, |topic| (topic.label.clone(), topic.scheme.clone(), topic.code.clone()))
}

fn topics_of(subject: &Json) -> Vec<Topic> {
    let Some(fields) = Fields::of(subject) else { return text(subject).map(bare).into_iter().collect() };
    if let Some(Json::List(codes)) = fields.get(&["code"]) {
        return codes.iter().filter_map(text).map(bare).collect();
    }
    // AP's `rels`; where others say `rel: category`, that is a topic as good as any.
    let (rels, rel) = (fields.texts(&["rels"]), fields.text(&["rel"]));
    let is = |wanted: &str| rels.iter().any(|rel| rel == wanted);
    let is_derived = ["ancestor", "category", "suppcategory"].into_iter().any(is);
    let is_place = is("location") || rel.as_deref() == Some("location");
    if (is_derived || is_place) && !is("direct") {
        return Vec::new();
    }
    let code = fields.text(&["code", "qcode", "literal"]);
    let address = fields.text(&["uri"]);
    let mut topic = match (&code, &address) {
        (None, Some(address)) => by_address(address),
        (Some(code), _) => coded(code.clone(), fields.text(&["scheme"])),
        (None, None) => Topic::default(),
    };
    if let Some(label) = fields.text(&["name", "label", "title"]) {
        topic.label = label;
    }
    if topic.label.is_empty() { Vec::new() } else { vec![topic] }
}

/// A topic by one text: a code if it carries its vocabulary, else a label.
fn bare(text: String) -> Topic {
    match text.split_once(':') {
        Some((prefix, _)) if is_prefix(prefix) => coded(text, None),
        _ => Topic { label: text, ..Topic::default() },
    }
}

/// A topic by its code, which may carry its vocabulary as `medtop:04000000` does.
pub fn coded(code: String, scheme: Option<String>) -> Topic {
    let scheme = scheme.map(|scheme| short_scheme(&scheme));
    let (scheme, code) = match code.split_once(':') {
        Some((prefix, rest)) if is_prefix(prefix) && scheme.as_ref().is_none_or(|own| *own == short_scheme(prefix)) => {
            (Some(short_scheme(prefix)), rest.to_owned())
        }
        _ => (scheme, code),
    };
    Topic { label: code.clone(), scheme, code: Some(code), ..Topic::default() }
}

/// A topic by its address: the last step is the code, what stands before it the vocabulary.
fn by_address(address: &str) -> Topic {
    match address.trim_end_matches('/').rsplit_once('/') {
        Some((scheme, code)) => coded(code.to_owned(), Some(scheme.to_owned())),
        None => coded(address.to_owned(), None),
    }
}

fn is_prefix(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) && text != "http" && text != "https"
}

fn short_scheme(scheme: &str) -> String {
    let end = scheme.trim_end_matches(['/', ':', '#']).to_ascii_lowercase();
    let is = |name: &str| end.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    SCHEMES.iter().find(|(name, _)| is(name)).map_or(scheme, |(_, short)| short).to_owned()
}

/// The people of the story by name. Their forms in the text are found later.
pub fn people(item: &Fields) -> Vec<Person> {
    let names = item.texts(&["person", "people", "persons"]);
    names.into_iter().map(|name| Person { forms: vec![name.clone()], name, ..Person::default() }).collect()
}

/// The organisations by name.
pub fn organisations(item: &Fields) -> Vec<String> {
    const KEYS: &[&str] = &["organisation", "organisations", "organization", "organizations"];
    let named = item.all(KEYS).filter(|value| !matches!(value, Json::Object(_)) || has_name(value));
    distinct(named.filter_map(text), String::clone)
}

/// Fingerpost has an `organisation` of stock symbols only.
fn has_name(value: &Json) -> bool {
    Fields::of(value).is_some_and(|fields| fields.text(&["name", "label", "literal", "code"]).is_some())
}

/// Keywords: a list, or one text parted by `+`, `;` or `,`.
pub fn keywords(item: &Fields) -> Vec<String> {
    let keywords = item.all(&["keywords", "keyword"]).flat_map(|value| {
        let text = text(value).unwrap_or_default();
        let parts: Vec<&str> =
            if value.as_str().is_some() { text.split(['+', ';', ',']).collect() } else { vec![&text] };
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    });
    distinct(keywords, String::clone)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn topic(label: &str, scheme: Option<&str>, code: Option<&str>) -> Topic {
        let (scheme, code) = (scheme.map(Into::into), code.map(Into::into));
        Topic { label: label.into(), scheme, code, ..Topic::default() }
    }

    #[test]
    fn subjects_are_read_in_every_shape() {
        let politics = topic("politique", Some("medtop"), Some("11000000"));
        let cases = [
            (
                json!([{"name": "politique", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "11000000"}]),
                vec![politics.clone()],
            ),
            (
                json!([{"name": "politique", "uri": "http://cv.iptc.org/newscodes/mediatopic/11000000"}]),
                vec![politics.clone()],
            ),
            (
                json!([{"name": "politique", "code": "medtop:11000000"}, {"name": "politique", "code": "medtop:11000000"}]),
                vec![politics],
            ),
            (json!([{"code": "15000000", "name": "sport"}]), vec![topic("sport", None, Some("15000000"))]),
            (
                json!([{"name": "Crues", "rel": "about"}, "Vallées"]),
                vec![topic("Crues", None, None), topic("Vallées", None, None)],
            ),
            (
                json!([{"name": "Sport", "rels": ["ancestor"]}, {"name": "Voile", "rels": ["direct", "ancestor"]}]),
                vec![topic("Voile", None, None)],
            ),
            (
                json!({"code": ["iptccat:SFU", "foot"]}),
                vec![topic("SFU", Some("iptccat"), Some("SFU")), topic("foot", None, None)],
            ),
            (json!([{}, null, 3.5e300, {"scheme": "x"}, []]), vec![topic("3.5e+300", None, None)]),
        ];
        for (value, wanted) in cases {
            let item = json!({ "subject": value });
            let text = item.to_string();
            let value = Json::parse(&text).unwrap();
            assert_eq!(topics(&Fields::of(&value).unwrap()), wanted, "{item}");
        }
    }

    #[test]
    fn people_organisations_and_keywords_come_without_doubles() {
        let item = json!({
            "people": [{"name": "Ada Brévent", "rel": "about"}, {"name": "Ada Brévent"}], "person": [{"name": "Ilo Stern"}],
            "organisation": {"symbols": [""]}, "organisations": [{"name": "Ponts de l'Orvine"}, "Ponts de l'Orvine"],
            "keywords": ["crue", "ponts, routes"], "keyword": "crue+météo",
        });
        let text = item.to_string();
        let value = Json::parse(&text).unwrap();
        let item = Fields::of(&value).unwrap();
        let names: Vec<_> = people(&item).into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Ilo Stern", "Ada Brévent"]);
        assert_eq!(organisations(&item), ["Ponts de l'Orvine"]);
        assert_eq!(keywords(&item), ["crue", "ponts", "routes", "météo"]);
    }
}
