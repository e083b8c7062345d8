//! The header of a news message: what it says holds for its items where they do not say it themselves.

use crate::source::markup::tree::{Element, Tree};

/// What is used of the header.
#[derive(Debug, Default)]
pub struct Envelope {
    /// Who sent the message, such as `reuters.com`; Scoop gives its `origin` only.
    pub senders: Vec<String>,
    /// When, as it stands there.
    pub sent: Option<String>,
    /// 1 to 9.
    pub priority: Option<String>,
}

impl Envelope {
    /// Reads what comes before the first item.
    pub fn read(prolog: &str) -> Self {
        let tree = Tree::read(prolog);
        let is_header = |element: &Element| element.name().eq_ignore_ascii_case("header");
        let Some(header) = tree.root().and_then(|root| root.children().find(is_header)) else {
            return Envelope::default();
        };
        let text = |name| header.child(name).and_then(|element| element.line());
        Envelope {
            senders: ["sender", "origin"].into_iter().filter_map(text).collect(),
            sent: text("sent"),
            priority: text("priority"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_with_and_without_prefix() {
        for xml in [
            "<n:newsMessage><n:header><n:sent>2025-03-09</n:sent><n:sender>afp.com</n:sender></n:header><n:itemSet>",
            "<newsMessage><Header>\n<sent>2025-03-09</sent><origin>afp.com</origin></Header><itemSet>",
        ] {
            let envelope = Envelope::read(xml);
            assert_eq!((envelope.senders, envelope.sent.as_deref()), (vec!["afp.com".to_owned()], Some("2025-03-09")));
        }
        assert!(Envelope::read("<?xml version='1.0'?>\n").sent.is_none());
    }
}
