//! Topics that a dispatch gives twice: by one code, or by labels that differ in capitals and accents only.

use std::collections::HashMap;

use super::complete::vocabulary;
use crate::dispatch::Topic;
use crate::french::fold::fold;

/// Keeps the first of the topics that are one. It takes over what it has not from the others.
pub fn merge(topics: &mut Vec<Topic>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut merged: Vec<Topic> = Vec::with_capacity(topics.len());
    for topic in topics.drain(..) {
        let keys = keys(&topic);
        let place = keys.iter().find_map(|key| known.get(key)).copied().unwrap_or(merged.len());
        for key in keys {
            known.entry(key).or_insert(place);
        }
        match merged.get_mut(place) {
            Some(first) => complete(first, topic),
            None => merged.push(topic),
        }
    }
    *topics = merged;
}

/// What topics that are one share: the code with its vocabulary, or the folded label.
fn keys(topic: &Topic) -> Vec<String> {
    let code = topic.code.as_deref().map(|code| {
        let code = code.trim_end_matches('/');
        let (prefix, digits) = code.rsplit_once(['/', ':']).map_or((None, code), |(prefix, rest)| (Some(prefix), rest));
        let scheme = prefix.or(topic.scheme.as_deref()).unwrap_or_default();
        match vocabulary(scheme) {
            Some(known) => format!("{known:?}:{digits}"),
            None => format!("{scheme}:{digits}"),
        }
    });
    let label = fold(&topic.label);
    // Codes have a colon in them; a label with one gets two.
    code.into_iter().chain((!label.is_empty()).then(|| format!("::{label}"))).collect()
}

fn complete(first: &mut Topic, other: Topic) {
    if first.code.is_none() && other.code.is_some() {
        (first.scheme, first.code) = (other.scheme, other.code);
    }
    if first.broader.is_empty() {
        first.broader = other.broader;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(label: &str, code: Option<(&str, &str)>) -> Topic {
        let (scheme, code) = code.map(|(scheme, code)| (scheme.to_owned(), code.to_owned())).unzip();
        Topic { label: label.into(), scheme, code, ..Topic::default() }
    }

    #[test]
    fn what_is_one_stands_once() {
        let iptc = "http://cv.iptc.org/newscodes/mediatopic/";
        for (given, labels) in [
            (vec![topic("sport", None), topic("Sport", Some(("medtop", "15000000")))], vec!["sport"]),
            (vec![topic("Economie", None), topic("Économie", None)], vec!["Economie"]),
            (
                vec![topic("Football", Some(("medtop", "20001065"))), topic("Ballon rond", Some((iptc, "20001065")))],
                vec!["Football"],
            ),
            (
                vec![
                    topic("Ballon rond", Some(("medtop", "medtop:20001065"))),
                    topic("Foot", Some(("medtop", "20001065"))),
                ],
                vec!["Ballon rond"],
            ),
            (vec![topic("A", Some(("x", "1"))), topic("B", Some(("y", "1"))), topic("C", None)], vec!["A", "B", "C"]),
        ] {
            let mut topics = given.clone();
            merge(&mut topics);
            assert_eq!(topics.iter().map(|topic| topic.label.as_str()).collect::<Vec<_>>(), labels, "{given:?}");
        }
    }

    #[test]
    fn a_label_of_the_source_takes_the_code_of_the_other() {
        let found = Topic { broader: vec!["Discipline".into()], ..topic("Football", Some(("medtop", "20001065"))) };
        let mut topics = vec![topic("FOOTBALL", None), found];
        merge(&mut topics);
        assert_eq!((topics.len(), topics[0].label.as_str()), (1, "FOOTBALL"));
        assert_eq!(
            (topics[0].code.as_deref(), &*topics[0].broader),
            (Some("20001065"), &["Discipline".to_owned()][..])
        );
    }
}
