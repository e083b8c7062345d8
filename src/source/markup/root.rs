//! The element that a text opens with: what formats of XML and SGML are told by.

/// The first element of a text, or the name that its document type gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root<'a> {
    /// With its prefix, as it stands.
    pub name: &'a str,
    /// What follows the name: attributes and content.
    pub rest: &'a str,
    /// Whether an XML declaration stands before it.
    pub is_xml: bool,
}

impl<'a> Root<'a> {
    /// The name without its prefix.
    pub fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    /// Whether the name, without its prefix, is one of `names`, in whatever case.
    pub fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.local().eq_ignore_ascii_case(name))
    }
}

/// The root of a text that opens with markup, behind declarations and comments. A document type counts as one, since its
/// name is the root's; internal subsets are not looked into.
pub fn root(text: &str) -> Option<Root<'_>> {
    let mut rest = text.trim_start();
    let mut is_xml = false;
    loop {
        let after = rest.strip_prefix('<')?;
        let skipped = if let Some(comment) = after.strip_prefix("!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = after.strip_prefix('?') {
            is_xml |= instruction.starts_with("xml");
            instruction.split_once("?>")
        } else {
            break;
        };
        rest = skipped?.1.trim_start();
    }
    let doctype = rest.get(..9).filter(|start| start.eq_ignore_ascii_case("<!doctype"));
    let name = match doctype {
        Some(start) => rest[start.len()..].trim_start(),
        None => rest.strip_prefix('<')?,
    };
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte)).count();
    let ends = matches!(name.as_bytes().get(length), Some(b'>' | b' ' | b'/' | b'[' | b'\n' | b'\r' | b'\t'));
    if !ends || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, rest) = name.split_at(length);
    Some(Root { name, rest, is_xml })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_behind_everything_that_is_none() {
        let cases = [
            ("<?xml version='1.0'?>\n<!-- a > b -->\n<NewsML Version='1.2'>", Some(("NewsML", true))),
            ("<?xml version='1.0'?><!DOCTYPE NewsML PUBLIC \"x\" [\n<!ENTITY % n SYSTEM 'n'>", Some(("NewsML", true))),
            ("\n<ns0:newsMessage xmlns:ns0='x'>", Some(("newsMessage", false))),
            ("<!doctype lewis SYSTEM \"lewis.dtd\">", Some(("lewis", false))),
            ("<?xml version='1.0'?>", None),
            ("<agence@exemple.fr> annonce", None),
            ("< 3 %", None),
            ("<!-- sans fin", None),
            ("Paris", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(root(text).map(|root| (root.local(), root.is_xml)), wanted, "{text}");
        }
        assert!(root("<ns0:newsMessage>").is_some_and(|root| root.is_one_of(&["newsitem", "newsmessage"])));
    }
}
