//! Categories of one to three letters.

use crate::dispatch::{Origin, Topic};

/// Labels of the categories that mean the same wherever they are known: those of dpa and KNA (two letters, German), ATS
/// (two, French) and AFP (one).
const LABELS: [(&str, &str); 20] = [
    ("cl", "culture"),
    ("cul", "culture"),
    ("ec", "économie"),
    ("eco", "économie"),
    ("f", "économie et finances"),
    ("fd", "faits divers"),
    ("g", "informations générales"),
    ("i", "international"),
    ("ku", "culture"),
    ("pl", "politique"),
    ("po", "politique"),
    ("pol", "politique"),
    ("re", "religion"),
    ("s", "sport"),
    ("sc", "sciences"),
    ("sp", "sport"),
    ("spo", "sport"),
    ("vm", "faits divers"),
    ("wi", "économie"),
    ("x", "international"),
];

/// The topic of a category; one that is not known is its own label.
pub fn topic(category: &str) -> Option<Topic> {
    let code = category.to_ascii_lowercase();
    let known = LABELS.iter().find(|(letters, _)| *letters == code);
    let label = known.map_or(code.as_str(), |(_, label)| label).to_owned();
    let topic = Topic { label, scheme: Some("iptc7901".to_owned()), code: Some(code), ..Topic::default() };
    (!category.is_empty()).then_some(Topic { from: Origin::Source, ..topic })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (category, label) in [("ec", "économie"), ("G", "informations générales"), ("zz", "zz")] {
            assert_eq!(topic(category).map(|topic| topic.label).as_deref(), Some(label), "{category}");
        }
        assert_eq!(topic(""), None);
        assert!(LABELS.is_sorted_by_key(|(letters, _)| *letters));
    }
}
