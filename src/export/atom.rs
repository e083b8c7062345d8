//! An Atom feed (RFC 4287): an entry a hit.

use std::io::{self, Write};

use jiff::Timestamp;
use quick_xml::escape::escape;

use super::authors::{Author, authors};
use super::list::Layout;
use super::{Options, reference};
use crate::dispatch::{Dispatch, Moment, Status};
use crate::safe::is_unsafe;
use crate::search::Hit;

pub(super) struct Atom {
    options: Options,
}

impl Atom {
    pub fn new(options: Options) -> Self {
        Atom { options }
    }

    /// An instant as RFC 3339 has it, with the offset of the house: in UTC a bare day would begin on the day before.
    fn instant(&self, moment: Moment) -> String {
        self.shown(moment.timestamp(self.options.method.made.time_zone()))
    }

    fn shown(&self, instant: Timestamp) -> String {
        Moment::from(instant.to_zoned(self.options.method.made.time_zone().clone())).to_string()
    }

    /// When the dispatch last changed. Atom asks for it of every entry: without any date, when the list was made.
    fn updated(&self, dispatch: &Dispatch) -> String {
        let moment = dispatch.updated.or(dispatch.created).map(|moment| self.instant(moment));
        let modified = || dispatch.source.modified.unwrap_or(self.options.method.made.timestamp());
        moment.unwrap_or_else(|| self.shown(modified()))
    }
}

/// Text as XML 1.0 may hold it; what could drive a terminal or deceive the eye is written as a reference.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\t' => out.push(c),
            c if is_unsafe(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push_str(&escape(c.encode_utf8(&mut [0; 4]) as &str)),
        }
    }
    out
}

/// The identifier of an entry, for which Atom asks for an IRI. Only one that is no address yet has its `%` encoded.
fn id(dispatch: &Dispatch) -> String {
    let id = dispatch.id.as_str();
    let version = if dispatch.version > 1 { format!("#{}", dispatch.version) } else { String::new() };
    let is_absolute = ["urn:", "http://", "https://", "tag:"].iter().any(|scheme| id.starts_with(scheme));
    if is_absolute {
        format!("{}{version}", reference::iri(id))
    } else {
        format!("urn:depeche:{}{version}", reference::iri(&id.replace('%', "%25")))
    }
}

/// What a reader of the feed must not miss, and what the dispatch is about: of a kill its notes.
fn summary(hit: &Hit) -> String {
    let mut lines: Vec<String> = reference::warnings(&hit.dispatch);
    match hit.dispatch.status {
        Status::Canceled => lines.extend(hit.dispatch.notes.iter().cloned()),
        _ => lines.push(reference::summary(hit, false)),
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

impl Layout for Atom {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let method = &self.options.method;
        let id = blake3::hash(method.command.as_bytes()).to_hex();
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
             <title>{}</title>\n<id>urn:depeche:search:{id}</id>\n<updated>{made}</updated>\n<author><name>{tool}</name></author>\n\
             <generator>{tool}</generator>\n",
            xml(&method.heading),
            id = &id[..32],
            made = method.made.timestamp(),
            tool = xml(&method.tool),
        )
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let dispatch = &hit.dispatch;
        let mut entry = format!(
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n",
            xml(dispatch.title()),
            xml(&id(dispatch)),
            self.updated(dispatch)
        );
        if let Some(created) = dispatch.created {
            entry += &format!("<published>{}</published>\n", self.instant(created));
        }
        let mut names: Vec<String> = authors(dispatch).iter().map(Author::in_reading_order).collect();
        if names.is_empty() {
            names.extend(dispatch.provider.clone());
        }
        for name in names {
            entry += &format!(
                "<author><name>{}</name></author>
",
                xml(&name)
            );
        }
        for keyword in reference::keywords(dispatch) {
            entry += &format!("<category term=\"{}\"/>\n", xml(keyword));
        }
        if let Some(url) = reference::url(dispatch) {
            entry += &format!("<link href=\"{}\"/>\n", xml(&url));
        }
        if let Some(rights) = &dispatch.rights {
            entry += &format!("<rights>{}</rights>\n", xml(rights));
        }
        let summary = summary(hit);
        if !summary.is_empty() {
            entry += &format!("<summary>{}</summary>\n", xml(&summary));
        }
        // An entry without a link must have content, be it empty.
        let text = if self.options.full_text { reference::summary(hit, true) } else { String::new() };
        if !text.is_empty() || reference::url(dispatch).is_none() {
            entry += &format!("<content type=\"text\">{}</content>\n", xml(&text));
        }
        entry += "</entry>\n";
        out.write_all(entry.as_bytes())
    }

    fn foot(&self, _: bool, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</feed>\n")
    }
}
