//! Markup by its root element: which of the XML, SGML and HTML formats of news it is.

use crate::source::markup::root;

/// Root elements without namespace prefix, in lower case, and the format each belongs to.
const ROOTS: &[(&str, &str)] = &[
    ("newsml", "NewsML 1"),
    ("nitf", "NITF"),
    ("rdf", "RDF"),
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
    // RCV1 is told from NewsML-G2, which has a reader, by its case and its attribute.
    if local == "newsitem" && rest.trim_start().starts_with("itemid=") {
        return Some("RCV1 (Reuters)");
    }
    let lower = local.to_ascii_lowercase();
    let known = ROOTS.iter().find(|(name, _)| *name == lower).map(|(_, format)| *format);
    let html = || (HTML.contains(&lower.as_str()) && (!is_xml || lower == "html")).then_some("HTML");
    known.or_else(html).or(Some(if is_xml { "XML" } else { "XML or SGML" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_root() {
        let cases = [
            ("<?xml version='1.0'?>\n<!-- a > b -->\n<NewsML Version='1.2'>", Some("NewsML 1")),
            ("<?xml version='1.0'?><!DOCTYPE NewsML PUBLIC \"x\" [\n<!ENTITY % nitf SYSTEM 'n'>", Some("NewsML 1")),
            ("<newsitem itemid='2330' id='root'>", Some("RCV1 (Reuters)")),
            ("<nitf version='3.6'>", Some("NITF")),
            ("<rdf:RDF xmlns='x'>", Some("RDF")),
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
