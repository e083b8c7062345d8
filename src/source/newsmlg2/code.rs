//! Values of controlled vocabularies: `medtop:04000000`, `http://cv.iptc.org/newscodes/mediatopic/04000000`, or a literal.

use crate::source::markup::tree::Element;

/// A code and the vocabulary that it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub scheme: Option<String>,
    pub code: String,
}

/// Vocabularies by the last step of their address, and the short names of their codes.
/// Source: <https://cv.iptc.org/newscodes/>.
const SCHEMES: [(&str, &str); 2] = [("mediatopic", "medtop"), ("subjectcode", "subj")];

impl Code {
    /// The code of an element, by `@qcode`, `@uri` or `@literal`.
    pub fn of(element: Element) -> Option<Self> {
        if let Some(qcode) = element.attribute("qcode") {
            return Some(Self::parse(&qcode));
        }
        if let Some(uri) = element.attribute("uri") {
            return Some(Self::at(&uri));
        }
        element.attribute("literal").map(|code| Code { scheme: None, code: code.into_owned() })
    }

    fn parse(qcode: &str) -> Self {
        match qcode.split_once(':') {
            Some((scheme, code)) => Code { scheme: Some(scheme.trim().to_owned()), code: code.trim().to_owned() },
            None => Code { scheme: None, code: qcode.trim().to_owned() },
        }
    }

    /// Of an address, the last step is the code, and the one before it names the vocabulary.
    fn at(uri: &str) -> Self {
        let uri = uri.trim().trim_end_matches(['/', '#']);
        let (address, code) = uri.rsplit_once(['/', '#']).unwrap_or(("", uri));
        let last = address.rsplit('/').next().unwrap_or_default();
        let scheme = SCHEMES.iter().find(|(name, _)| *name == last).map_or(last, |(_, short)| short);
        Code { scheme: (!scheme.is_empty()).then(|| scheme.to_owned()), code: code.to_owned() }
    }

    /// Whether it is from one of the IPTC's vocabularies of subjects.
    pub fn is_iptc_subject(&self) -> bool {
        matches!(self.scheme.as_deref(), Some("medtop" | "subj"))
    }
}

/// The value of `element` without its vocabulary, in lower case: `canceled` of `stat:canceled`. Empty without one.
pub fn value(element: Element) -> String {
    Code::of(element).map(|code| bare(&code.code)).unwrap_or_default()
}

/// The value of an attribute that holds a code, as [`value`] gives it.
pub fn attribute(element: Element, name: &str) -> String {
    element.attribute(name).map(|code| bare(&code)).unwrap_or_default()
}

/// The last part of a code, in lower case.
pub fn bare(code: &str) -> String {
    code.trim_end_matches('/').rsplit([':', '/', '#']).next().unwrap_or_default().trim().to_lowercase()
}

/// What systems write for a name that they do not know.
const PLACEHOLDERS: [&str; 4] = ["-", "N/A", "No-Data-Available", "Unknown"];

/// Whether a name says something.
pub fn is_said(name: &str) -> bool {
    !name.trim().is_empty() && !PLACEHOLDERS.contains(&name.trim())
}

/// What an element is called: the French name, else the first that is no abbreviation.
pub fn name(element: Element) -> Option<String> {
    let mut best: Option<(u8, String)> = None;
    for name in element.all("name") {
        let is_french = name.attribute("lang").is_some_and(|tag| tag.starts_with("fr"));
        let is_short = matches!(attribute(name, "role").as_str(), "short" | "mnemonic");
        let rank = u8::from(!is_french) + 2 * u8::from(is_short);
        if best.as_ref().is_none_or(|(known, _)| rank < *known)
            && let Some(text) = name.line().filter(|text| is_said(text))
        {
            best = Some((rank, text));
        }
    }
    best.map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn codes_in_every_dress() {
        let cases = [
            ("<a qcode='medtop:04000000'/>", Some((Some("medtop"), "04000000"))),
            ("<a uri='http://cv.iptc.org/newscodes/mediatopic/04000000'/>", Some((Some("medtop"), "04000000"))),
            ("<a uri='http://cv.iptc.org/newscodes/subjectcode/15000000/'/>", Some((Some("subj"), "15000000"))),
            ("<a uri='https://exemple.fr/themes#crue'/>", Some((Some("themes"), "crue"))),
            ("<a qcode='x:a:b'/>", Some((Some("x"), "a:b"))),
            ("<a literal='ALR'/>", Some((None, "ALR"))),
            ("<a qcode=' '/>", None),
            ("<a/>", None),
        ];
        for (xml, wanted) in cases {
            let tree = Tree::read(xml);
            let found = Code::of(tree.root().unwrap());
            let wanted = wanted.map(|(scheme, code)| Code { scheme: scheme.map(str::to_owned), code: code.to_owned() });
            assert_eq!(found, wanted, "{xml}");
        }
        assert_eq!((bare("stat:Canceled"), bare("http://x/y/"), bare("")), ("canceled".into(), "y".into(), "".into()));
    }

    #[test]
    fn the_french_name_is_preferred_and_no_abbreviation() {
        let cases = [
            ("<a><name xml:lang='en'>Rain</name><name xml:lang='fr'>Pluie</name></a>", Some("Pluie")),
            ("<a><name role='nrol:mnemonic' xml:lang='fr'>plu</name><name xml:lang='en'>Rain</name></a>", Some("Rain")),
            ("<a><name role='nrol:mnemonic'>plu</name></a>", Some("plu")),
            ("<a><name>-</name><name>N/A</name><name/></a>", None),
        ];
        for (xml, wanted) in cases {
            assert_eq!(name(Tree::read(xml).root().unwrap()).as_deref(), wanted, "{xml}");
        }
    }
}
