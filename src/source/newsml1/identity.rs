//! Who an item is: `ProviderId`, `DateId` and `NewsItemId` together, and its revision.
//!
//! NewsML 1.2, 5.5: of equal items, the one with the larger `RevisionId` is the newer.

use std::collections::HashMap;

use super::stories::{self, Story};
use crate::source::markup::tree::Element;

/// Identifiers without any blank in them; TASS breaks its lines within.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    pub provider: String,
    date: String,
    item: String,
    public: String,
    pub revision: Revision,
}

/// A revision of an item.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    pub number: u64,
    /// As it stands, if it is no number.
    pub odd: Option<String>,
    /// `N`: a whole text; `U`: only changes of one; `A`: only new management data.
    pub update: char,
}

impl Identity {
    /// Reads `Identification`.
    pub fn read(item: Element) -> Self {
        let text = |name: &str| {
            let element = item.at(&["Identification", "NewsIdentifier", name]);
            element.map(|element| element.text().split_whitespace().collect::<String>()).unwrap_or_default()
        };
        let revision = item.at(&["Identification", "NewsIdentifier", "RevisionId"]);
        let (item, of_item) = without_version(&text("NewsItemId"));
        let mut revision = revision.map(Revision::read).unwrap_or_default();
        revision.number = revision.number.max(of_item);
        Identity {
            provider: text("ProviderId"),
            date: text("DateId"),
            item,
            public: text("PublicIdentifier"),
            revision,
        }
    }

    /// The identifiers of the stories of the item, in their order; empty ones if the agency gives none.
    pub fn of_stories(&self, stories: &[Story]) -> Vec<String> {
        let bases: Vec<String> = stories.iter().map(|story| self.of_story(story)).collect();
        let mut seen: HashMap<(&str, Option<String>), usize> = HashMap::new();
        let mut ids = Vec::with_capacity(bases.len());
        let shared = |base: &String| bases.iter().filter(|other| *other == base).count() > 1;
        for (base, story) in bases.iter().zip(stories) {
            if base.is_empty() || !shared(base) {
                ids.push(base.clone());
                continue;
            }
            // Versions in several languages, or stories that only their place tells apart.
            let language = stories::language(story);
            let number = seen.entry((base, language.clone())).and_modify(|number| *number += 1).or_insert(1);
            let language = language.map(|language| format!(":{language}")).unwrap_or_default();
            let number = if *number > 1 { format!(":{number}") } else { String::new() };
            ids.push(format!("{base}{language}{number}"));
        }
        ids
    }

    /// Belga dates the revision, not the item, and gives each story a `Duid`; TASS has nothing but that.
    fn of_story(&self, story: &Story) -> String {
        let is_belga = self.provider.to_lowercase().contains("belga");
        if !(is_belga || self.item.is_empty()) {
            return self.base();
        }
        let duid = story.nearest(|component| component.attribute("Duid").filter(|duid| duid.trim() != "0"));
        match duid {
            Some(duid) => format!("urn:newsml:{}:{}", self.provider, duid.trim()),
            None if is_belga && !self.item.is_empty() => format!("urn:newsml:{}:{}", self.provider, self.item),
            None => self.base(),
        }
    }

    /// The identifier of the item, as of any of its revisions.
    fn base(&self) -> String {
        match (self.item.as_str(), self.date.as_str()) {
            ("", _) => without_revision(&self.public).filter(|id| names_item(id)).unwrap_or_default(),
            (item, "") => format!("urn:newsml:{}:{item}", self.provider),
            (item, date) => format!("urn:newsml:{}:{date}:{item}", self.provider),
        }
    }
}

impl Revision {
    fn read(element: Element) -> Self {
        let text = element.text();
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text[..digits].parse().ok();
        let odd = (number.is_none() && !text.is_empty()).then(|| text.to_owned());
        let update = element.attribute("Update").and_then(|update| update.trim().chars().next()).unwrap_or('N');
        Revision { number: number.unwrap_or(0), odd, update: update.to_ascii_uppercase() }
    }
}

/// ANP numbers the versions within the identifier: `anp-310119-080-v2`.
fn without_version(item: &str) -> (String, u64) {
    let split = item.rsplit_once("-v").and_then(|(item, number)| Some((item, number.parse().ok()?)));
    split.map_or((item.to_owned(), 0), |(item, number)| (item.to_owned(), number))
}

/// Whether a URN goes down to the item; TASS has `urn:newsml:tass.ru::` where it is empty.
fn names_item(urn: &str) -> bool {
    urn.matches(':').count() >= 4 && !urn.ends_with(':')
}

/// `urn:newsml:provider:date:item:1N` without its revision. None for what names no item.
pub fn without_revision(urn: &str) -> Option<String> {
    let urn: String = urn.split_whitespace().collect();
    if !urn.get(..4)?.eq_ignore_ascii_case("urn:") {
        return None;
    }
    let is_revision = |text: &str| {
        let number = text.trim_end_matches(['N', 'A', 'U']);
        !number.is_empty() && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    match urn.rsplit_once(':') {
        Some((item, revision)) if urn.matches(':').count() >= 5 && is_revision(revision) => Some(item.to_owned()),
        _ => Some(urn),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_identifiers() {
        for (urn, wanted) in [
            ("urn:newsml:afp.com:20240710:doc-1:1", Some("urn:newsml:afp.com:20240710:doc-1")),
            ("urn:newsml:www.sda-ats.ch:20190603:bsf153:1N", Some("urn:newsml:www.sda-ats.ch:20190603:bsf153")),
            ("urn:newsml:afp.com:20190121T104233Z:doc-1c", Some("urn:newsml:afp.com:20190121T104233Z:doc-1c")),
            ("doc-1", None),
            ("", None),
        ] {
            assert_eq!(without_revision(urn).as_deref(), wanted, "{urn}");
        }
        assert!(names_item("urn:newsml:tass.ru:20240305:123"));
        assert!(!names_item("urn:newsml:tass.ru::") && !names_item("urn:newsml:tass.ru:123"));
        assert_eq!(without_version("anp-1-v12"), ("anp-1".to_owned(), 12));
        assert_eq!(without_version("doc-version"), ("doc-version".to_owned(), 0));
    }
}
