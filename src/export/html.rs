//! One page of HTML that needs nothing else: no script, no outside file, made to be read and printed.

use std::io::{self, Write};

use quick_xml::escape::escape;

use super::Options;
use super::list::Layout;
use super::prose::{self, Piece};
use crate::safe::is_unsafe;
use crate::search::Hit;

const STYLE: &str = "\
body{font:16px/1.5 Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em;color:#111;background:#fff}\
h1{font-size:1.4em}h2{font-size:1.15em;margin:0 0 .2em}\
header,article{border-bottom:1px solid #bbb;padding-bottom:1em;margin-bottom:1.2em}\
p{margin:.4em 0}.facts,.source{font:13px/1.4 Helvetica,Arial,sans-serif;color:#444;overflow-wrap:anywhere}\
mark{background:#ffe680;color:inherit}\
@media print{body{font-size:11pt;margin:0;max-width:none}article{break-inside:avoid-page}\
mark{background:none;font-weight:bold;text-decoration:underline}}";

pub(super) struct Html {
    options: Options,
}

impl Html {
    pub fn new(options: Options) -> Self {
        Html { options }
    }
}

/// Text as it may stand in HTML: what could deceive the reader's eye or the parser is shown as a visible escape.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    escape(&out).into_owned()
}

fn marked(pieces: &[Piece<'_>]) -> String {
    let piece = |(text, matched): &Piece<'_>| {
        if *matched { format!("<mark>{}</mark>", safe(text)) } else { safe(text) }
    };
    pieces.iter().map(piece).collect()
}

impl Layout for Html {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let method = &self.options.method;
        let title = safe(&method.heading);
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
             <p class=\"facts\">{} of {} dispatches · {} · {}</p>\n</header>\n<main>",
            method.hits,
            method.matching,
            safe(&method.made.strftime("%Y-%m-%d %H:%M").to_string()),
            safe(&method.tool),
        )
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<article>\n<h2>{}. {}</h2>", hit.rank, marked(&prose::headline(hit)))?;
        writeln!(out, "<p class=\"facts\">{}</p>", safe(&prose::facts(hit).join(" · ")))?;
        if self.options.full_text {
            prose::paragraphs(hit, |line| writeln!(out, "<p>{}</p>", marked(line)))?;
        } else if let snippet = prose::snippet(hit)
            && !snippet.is_empty()
        {
            writeln!(out, "<p>{}</p>", marked(&snippet))?;
        }
        for note in prose::notes(hit) {
            writeln!(out, "<p class=\"facts\">{}</p>", safe(&note))?;
        }
        let source = format!("{} · {}", hit.dispatch.id, hit.dispatch.source.path);
        writeln!(out, "<p class=\"source\">{}</p>\n</article>", safe(&source))
    }

    fn foot(&self, _: bool, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</main>\n</body>\n</html>")
    }
}
