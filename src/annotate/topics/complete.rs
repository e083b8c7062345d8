//! Gives the topics of the source French labels for bare codes, and their parents.

use super::media_topics::{above, media_topic};
use super::subject_codes::{self, Match};
use crate::dispatch::Topic;

/// The vocabularies that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    MediaTopic,
    SubjectCode,
    /// Three letters for each top.
    Category,
}

/// IPTC's categories of three letters, AFP's own where they differ; a number for each top.
/// Source: IPTC subject reference guidelines; `SubjectCode@cat` in AFP's NewsML.
const CATEGORIES: [(&str, u32); 21] = [
    ("ACE", 1),
    ("CLJ", 2),
    ("DIS", 3),
    ("FIN", 4),
    ("ECO", 4),
    ("EDU", 5),
    ("EVN", 6),
    ("ENV", 6),
    ("HTH", 7),
    ("HUM", 8),
    ("LAB", 9),
    ("LIF", 10),
    ("POL", 11),
    ("REL", 12),
    ("SCI", 13),
    ("SOI", 14),
    ("SOC", 14),
    ("SPO", 15),
    ("WAR", 16),
    ("UNR", 16),
    ("WEA", 17),
];

/// Gives every topic whose code is understood its French label, where it has none of its own but the code, and the
/// labels above it. Labels that the source gave stay as they are.
pub fn complete(topics: &mut [Topic]) {
    topics.iter_mut().for_each(complete_one);
}

fn complete_one(topic: &mut Topic) {
    // A list of codes in a plain header comes as labels.
    let code = topic.code.clone().unwrap_or_else(|| topic.label.clone());
    let given = topic.scheme.clone();
    let Some((scheme, digits, found)) = understand(given.as_deref(), &code) else { return };
    let (code, within) = match found {
        Match::Same(code) => (code, false),
        Match::Within(code) => (code, true),
    };
    let Some(entry) = media_topic(code) else { return };
    let unlabelled = topic.label.is_empty() || is_code(&topic.label, digits);
    if unlabelled && !within {
        if topic.code.is_none() {
            topic.code = Some(digits.to_owned());
        }
        if topic.scheme.is_none() {
            topic.scheme = Some(scheme.to_owned());
        }
        topic.label = entry.label.to_owned();
    }
    let nearest = within.then_some(entry.label);
    let broader = nearest.into_iter().chain(above(code).map(|(_, topic)| topic.label));
    topic.broader = broader.filter(|label| *label != topic.label).map(str::to_owned).collect();
}

/// The vocabulary of a code, the code without it, and the Media Topic it stands for.
fn understand<'c>(scheme: Option<&'c str>, code: &'c str) -> Option<(&'c str, &'c str, Match)> {
    let (prefix, digits) = match code.trim_end_matches('/').rsplit_once(['/', ':']) {
        Some((prefix, digits)) => (Some(prefix), digits),
        None => (None, code),
    };
    // What stands with the code knows better than what stands beside it.
    let named = prefix.or(scheme);
    let vocabulary = named.map(vocabulary);
    if let Some(Some(Scheme::Category)) = vocabulary {
        return Some((named?, digits, Match::Same(category(digits)?)));
    }
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    match vocabulary {
        // Another vocabulary may well have codes of eight digits.
        Some(None) => None,
        Some(Some(Scheme::SubjectCode)) => Some(("subj", digits, subject_codes::media_topic(number)?)),
        _ if media_topic(number).is_some() => Some(("medtop", digits, Match::Same(number))),
        None => Some(("subj", digits, subject_codes::media_topic(number)?)),
        Some(Some(_)) => None,
    }
}

pub(super) fn vocabulary(name: &str) -> Option<Scheme> {
    let last = name.trim_end_matches(['/', ':', '#']).rsplit(['/', ':']).next()?.to_ascii_lowercase();
    match last.as_str() {
        "medtop" | "mediatopic" | "mediatopics" => Some(Scheme::MediaTopic),
        "subj" | "subjectcode" | "subjectcodes" | "iptc" => Some(Scheme::SubjectCode),
        "cat" | "afpcat" | "iptccat" | "category" => Some(Scheme::Category),
        _ => None,
    }
}

fn category(letters: &str) -> Option<u32> {
    CATEGORIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(letters)).map(|&(_, top)| top * 1_000_000)
}

/// Whether a label is nothing but the code.
fn is_code(label: &str, digits: &str) -> bool {
    label.trim_end_matches('/').rsplit(['/', ':']).next() == Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(label: &str, scheme: Option<&str>, code: Option<&str>) -> Topic {
        let (scheme, code) = (scheme.map(str::to_owned), code.map(str::to_owned));
        let mut topics = [Topic { label: label.into(), scheme, code, ..Topic::default() }];
        complete(&mut topics);
        let [topic] = topics;
        topic
    }

    #[test]
    fn codes_in_every_form_get_label_and_parents() {
        let football: &[&str] = &["Discipline", "Sport"];
        for (label, scheme, code, wanted, broader) in [
            ("", Some("medtop"), Some("20001065"), "Football", football),
            ("20001065", None, None, "Football", football),
            ("medtop:20001065", None, Some("medtop:20001065"), "Football", football),
            ("", None, Some("http://cv.iptc.org/newscodes/mediatopic/20001065"), "Football", football),
            ("20001065", Some("http://cv.iptc.org/newscodes/mediatopic/"), Some("20001065"), "Football", football),
            ("subj:15054000", None, None, "Football", football),
            ("15054000", None, None, "Football", football),
            ("15000000", Some("subj"), Some("15000000"), "Sport", &[]),
            ("Ballon rond", Some("medtop"), Some("20001065"), "Ballon rond", football),
            ("Soccer", Some("subj"), Some("15054000"), "Soccer", football),
            ("Remaniement", Some("subj"), Some("11006006"), "Remaniement", &["Gouvernement", "Politique"]),
            ("POL", Some("afpcat"), Some("POL"), "Politique", &[]),
            ("", Some("cat"), Some("UNR"), "Conflit, guerre et paix", &[]),
        ] {
            let topic = completed(label, scheme, code);
            assert_eq!(
                (topic.label.as_str(), topic.broader.as_slice()),
                (wanted, strings(broader).as_slice()),
                "{label} {code:?}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_stays() {
        for (label, scheme, code) in [
            ("Politique", None, None),
            ("20250903", None, None),
            ("15054000", Some("dpa"), Some("15054000")),
            ("POL", None, None),
            ("POL", Some("slug"), Some("POL")),
            ("XYZ", Some("afpcat"), Some("XYZ")),
            ("11006006", Some("medtop"), Some("11006006")),
            ("", Some("medtop"), Some("")),
            ("é:", None, Some("//")),
        ] {
            let topic = completed(label, scheme, code);
            assert_eq!((topic.label.as_str(), topic.scheme.as_deref(), topic.code.as_deref()), (label, scheme, code));
            assert!(topic.broader.is_empty(), "{label}");
        }
    }

    #[test]
    fn a_bare_code_gets_its_vocabulary() {
        let topic = completed("11006000", None, None);
        assert_eq!((topic.label.as_str(), topic.scheme.as_deref()), ("Gouvernement", Some("subj")));
        assert_eq!(topic.code.as_deref(), Some("11006000"));
        let topic = completed("afpcat:POL", None, None);
        assert_eq!((topic.scheme.as_deref(), topic.code.as_deref()), (Some("afpcat"), Some("POL")));
    }

    fn strings(labels: &[&str]) -> Vec<String> {
        labels.iter().map(|&label| label.to_owned()).collect()
    }
}
