//! JSON whose objects are rows: one a line, or in a list, an envelope or alone. Every JSON that is no dialect of ninjs.

use super::columns::{Columns, Field};
use super::row::Row;
use crate::dispatch::Dispatch;
use crate::source::fault::{Fault, SkipReason};
use crate::source::json::fields::{Fields, text};
use crate::source::json::{self, Json, document};
use crate::source::ninjs::body;
use crate::source::read::Options;
use crate::source::reader::{Head, Input, Item, Reader};

/// Objects with any keys.
pub struct Objects {
    name: &'static str,
    is_lines: bool,
}

/// An object a line.
pub static JSON_LINES: Objects = Objects { name: "json-lines", is_lines: true };
/// Lists, envelopes, and objects alone.
pub static JSON: Objects = Objects { name: "json", is_lines: false };

impl Reader for Objects {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, head: &Head) -> bool {
        json::opens(head) && json::is_lines(head.text) == self.is_lines
    }

    fn streams(&self) -> bool {
        true
    }

    fn maps_columns(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let read = |value: &Json<'_>| read(value, &options.columns);
        document::each(input, options.max_dispatch_bytes, &read, sink)
    }
}

fn read(value: &Json, columns: &Columns) -> Result<Dispatch, SkipReason> {
    let object = json::unwrap(value)?;
    let header = columns.header(object.iter().map(|(key, _)| key));
    let mut row = Row::new(header.trusts_ids);
    for (field, (_, value)) in header.fields.iter().zip(object.iter()) {
        if let Some(field) = field {
            push(&mut row, *field, value);
        }
    }
    for (field, path) in columns.paths() {
        if let Some(value) = at(&object, &path) {
            columns.found(field);
            if field == Field::Id {
                row.trust_ids();
            }
            row.forget(field);
            push(&mut row, field, value);
        }
    }
    // Settings and lists of all kinds have titles too: news has a text, or at least a date.
    let is_news = |dispatch: &Dispatch| !dispatch.body.is_empty() || dispatch.created.is_some();
    row.dispatch().ok().filter(is_news).ok_or_else(|| {
        let what = "JSON without headline and text that are understood";
        SkipReason::NotADispatch(format!("{what}; if it is news, {}", super::ADVICE))
    })
}

fn push<'a>(row: &mut Row<'a>, field: Field, value: &'a Json<'a>) {
    match value {
        _ if field == Field::Body => row.set_body(body::of_value(value)),
        Json::Text(text) => row.push(field, text.as_ref()),
        Json::List(list) if field.is_list() => {
            list.iter().filter_map(text).for_each(|text| row.push_element(field, text));
        }
        Json::List(list) => row.push(field, list.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        _ => row.push(field, text(value).unwrap_or_default()),
    }
}

fn at<'a>(object: &Fields<'a>, path: &[String]) -> Option<&'a Json<'a>> {
    let (last, outer) = path.split_last()?;
    let inner = outer.iter().try_fold(*object, |object, key| object.object(&[key]))?;
    inner.get(&[last])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(reader: &Objects, text: &str, map: &str) -> (Vec<Dispatch>, Vec<String>) {
        assert!(reader.recognises(&Head { text, whole: true }), "{text}");
        let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
        let options = Options { columns: map.parse().unwrap(), ..Options::default() };
        let outcome = reader.read(Input::Text(text), &options, &mut |item| match item {
            Item::Dispatch(dispatch) => dispatches.push(*dispatch),
            Item::Skipped(skip) => skips.push(skip.to_string()),
        });
        outcome.unwrap();
        (dispatches, skips)
    }

    #[test]
    fn objects_with_any_keys_are_rows() {
        let lines = "{\"titre\": \"Un\", \"texte\": \"Deux.\", \"publié le\": \"9 mars 2025\", \"Mots-clés\": [\"a\", \"b\"]}\n\
            {\"title\": \"Trois\", \"content\": [\"Quatre.\", \"Cinq.\"], \"author\": {\"name\": \"Ada Roy\"}}\n{\"a\": 1}\n";
        let (dispatches, skips) = read_all(&JSON_LINES, lines, "");
        assert_eq!((dispatches[0].headline.as_str(), dispatches[0].keywords.len()), ("Un", 2));
        assert_eq!(dispatches[0].created.unwrap().to_string(), "2025-03-09");
        assert_eq!((dispatches[1].body.len(), dispatches[1].byline.as_deref()), (2, Some("Ada Roy")));
        assert!(skips[0].starts_with("line 3: not a dispatch: JSON without headline and text"), "{skips:?}");
    }

    #[test]
    fn values_of_a_list_are_not_parted_at_their_commas() {
        let line = r#"{"title": "Un", "date": "2025-03-09", "people": ["Stern, Ilo", "Ada Roy"],
            "topics": ["Criminalité, droit et justice"], "keywords": "eau, gaz"}"#;
        let (dispatches, _) = read_all(&JSON, line, "");
        let people: Vec<&str> = dispatches[0].people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((people, dispatches[0].topics.len()), (vec!["Stern, Ilo", "Ada Roy"], 1));
        assert_eq!(dispatches[0].keywords, ["eau", "gaz"]);
    }

    #[test]
    fn a_mark_in_a_line_joins_no_paragraphs() {
        let line = r#"{"title": "Un", "text": "Deux.\n\nTrois <b>gras</b>.\n\nQuatre &amp; cinq < six."}"#;
        let (dispatches, _) = read_all(&JSON, line, "");
        assert_eq!(dispatches[0].body, ["Deux.", "Trois gras.", "Quatre & cinq < six."]);
    }

    #[test]
    fn a_feed_in_json_gives_its_items_and_not_itself() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Le fil", "items": [
            {"id": "17", "url": "https://exemple.fr/17", "title": "Crue", "content_html": "<p>Un.</p><p>Deux.</p>",
             "date_published": "2025-03-09T14:05:00Z", "tags": ["eau"], "authors": [{"name": "Ada Roy"}]}]}"#;
        let (dispatches, skips) = read_all(&JSON, feed, "");
        assert!(skips.is_empty(), "{skips:?}");
        assert_eq!((dispatches.len(), dispatches[0].id.as_str()), (1, "https://exemple.fr/17"));
        assert_eq!((dispatches[0].body.len(), dispatches[0].byline.as_deref()), (2, Some("Ada Roy")));
    }

    #[test]
    fn keys_are_mapped_also_those_that_lie_deeper() {
        let text = r#"[{"nr": 17, "o": {"kopf": "Un", "t": {"x": "Deux."}}, "titre": "Non"}]"#;
        let (dispatches, _) = read_all(&JSON, text, "id=nr,headline=o.kopf,body=o.t.x");
        let found = (dispatches[0].id.as_str(), dispatches[0].headline.as_str(), &dispatches[0].body);
        assert_eq!(found, ("17", "Un", &vec!["Deux.".to_owned()]));
    }
}
