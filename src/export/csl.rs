//! CSL-JSON, which citation processors and Zotero read: an array of items of type `article-newspaper`.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::authors::{Author, authors};
use super::columns::place;
use super::list::Layout;
use super::{Options, reference};
use crate::safe::{SafeJson, write_json};
use crate::search::Hit;

pub(super) struct Csl {
    options: Options,
}

impl Csl {
    pub fn new(options: Options) -> Self {
        Csl { options }
    }

    fn item(&self, hit: &Hit) -> Value {
        let dispatch = &hit.dispatch;
        let mut item = Map::new();
        let version = if dispatch.version > 1 { format!("#{}", dispatch.version) } else { String::new() };
        let mut set = |name: &str, value: &str| {
            if !value.trim().is_empty() {
                item.insert(name.to_owned(), value.into());
            }
        };
        set("id", &format!("{}{version}", dispatch.id));
        set("type", "article-newspaper");
        set("title", dispatch.title());
        set("container-title", dispatch.provider.as_deref().unwrap_or_default());
        set("publisher-place", place(dispatch).unwrap_or_default());
        set("language", dispatch.language.as_deref().unwrap_or_default());
        set("keyword", &reference::keywords(dispatch).join("; "));
        set("abstract", &reference::summary(hit, self.options.full_text));
        // On one line: processors take lines of `name: value` for variables, and `status: canceled` into the reference.
        set("note", &format!("{} (id {})", reference::notes(hit).join("; "), dispatch.id));
        set("source", &self.options.method.tool);
        set("URL", &reference::url(dispatch).unwrap_or_default());
        let authors = authors(dispatch);
        if !authors.is_empty() {
            let names: Vec<Value> = authors.into_iter().map(name_of).collect();
            item.insert("author".to_owned(), names.into());
        }
        if let Some(day) = reference::day(dispatch) {
            item.insert("issued".to_owned(), json!({ "date-parts": [[day.year(), day.month(), day.day()]] }));
        }
        item.into()
    }
}

fn name_of(author: Author) -> Value {
    match author {
        Author::Whole(name) => json!({ "literal": name }),
        Author::Parts { family, given, suffix: None } => json!({ "family": family, "given": given }),
        Author::Parts { family, given, suffix } => json!({ "family": family, "given": given, "suffix": suffix }),
    }
}

impl Layout for Csl {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        write_json(out, SafeJson::compact(), &self.item(hit))
    }

    fn before(&self, first: bool) -> &'static [u8] {
        if first { b"\n" } else { b",\n" }
    }

    fn foot(&self, empty: bool, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if empty { b"]\n" } else { b"\n]\n" })
    }
}
