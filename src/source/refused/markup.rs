//! Markup by its root element: which of the XML, SGML and HTML formats of news it is.

use crate::source::markup::root;

/// Root elements without namespace prefix, in lower case, and the format each belongs to.
const ROOTS: &[(&str, &str)] = &[
    ("newsmessage", "NewsML-G2"),
    ("packageitem", "NewsML-G2"),
    ("planningitem", "NewsML-G2"),
    ("conceptitem", "NewsML-G2"),
    ("knowledgeitem", "NewsML-G2"),
    ("catalogitem", "NewsML-G2"),
    ("rss", "RSS"),
    ("rdf", "RSS 1 (RDF)"),
    ("feed", "Atom"),
    ("reuters", "Reuters-21578 SGML"),
    ("lewis", "Reuters-21578 SGML"),
    ("doc", "SGML (TREC or Gigaword)"),
    ("docno", "SGML (TREC or Gigaword)"),
    ("svg", "SVG picture"),
];

/// Elements that only stand in HTML.
const HTML: [&str; 17] = [
    "html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "span", "section", "article",
    "main", "h1", "table", "a",
];

/// The name of the format of a text that opens with markup.
pub fn format(text: &str) -> Option<&'static str> {
    let Some(root) = root(text) else { return text.starts_with("<?xml").then_some("XML") };
    let (local, rest, is_xml) = (root.local(), root.rest, root.is_xml);
    // RCV1 is told from NewsML-G2 by its case and its attribute.
    if local == "newsitem" {
        return Some(if rest.trim_start().starts_with("itemid=") { "RCV1 (Reuters)" } else { "NewsML-G2" });
    }
    let lower = local.to_ascii_lowercase();
    let known = ROOTS.iter().find(|(name, _)| *name == lower).map(|(_, format)| *format);
    let html = || (HTML.contains(&lower.as_str()) && (!is_xml || lower == "html")).then_some("HTML");
    let item = || (lower == "newsitem").then_some("NewsML-G2");
    known.or_else(item).or_else(html).or(Some(if is_xml { "XML" } else { "XML or SGML" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_root() {
        let cases = [
            ("<ns0:newsMessage xmlns:ns0='x'>", Some("NewsML-G2")),
            ("<newsItem guid='x'>", Some("NewsML-G2")),
            ("<newsitem itemid='2330' id='root'>", Some("RCV1 (Reuters)")),
            ("<!-- Un flux -->\n<rss\n version='2.0'>", Some("RSS")),
            ("<rdf:RDF xmlns='x'>", Some("RSS 1 (RDF)")),
            ("<feed xmlns='x'>", Some("Atom")),
            ("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>", Some("Reuters-21578 SGML")),
            ("<DOC>\n<DOCNO> 1 </DOCNO>", Some("SGML (TREC or Gigaword)")),
            ("<!DOCTYPE HTML>", Some("HTML")),
            ("<div class='a'><p>Un", Some("HTML")),
            ("<?xml version='1.0'?><depeche/>", Some("XML")),
            ("<?xml version='1.0'?>", Some("XML")),
            ("<?xml version='1.0'?><a/>", Some("XML")),
            ("<?xml version='1.0'?><html xmlns='x'>", Some("HTML")),
            ("<depeche id='1'>", Some("XML or SGML")),
            ("<agence@exemple.fr> annonce", None),
            ("< 3 % d'inflation", None),
            ("<< Nous partirons >>, a dit la maire", None),
            ("<!-- sans fin", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(format(text), wanted, "{text}");
        }
    }
}
