//! The IPTC Media Topics: labels and tree.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TABLE: &str = include_str!("media_topics.tsv");

static TOPICS: LazyLock<FxHashMap<u32, MediaTopic>> = LazyLock::new(|| TABLE.lines().filter_map(read).collect());

/// A Media Topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaTopic {
    /// The French label.
    pub label: &'static str,
    /// The code of the topic above it; none for a top.
    pub parent: Option<u32>,
    /// No longer given to new dispatches; old ones have it.
    pub retired: bool,
}

/// The Media Topic with this code, such as 20000593.
pub fn media_topic(code: u32) -> Option<&'static MediaTopic> {
    TOPICS.get(&code)
}

/// The topics above this one, nearest first.
pub fn above(code: u32) -> impl Iterator<Item = (u32, &'static MediaTopic)> {
    let parent = |code: u32| {
        let parent = media_topic(code)?.parent?;
        Some((parent, media_topic(parent)?))
    };
    std::iter::successors(parent(code), move |&(code, _)| parent(code))
}

/// Code, parent, state, label.
fn read(line: &'static str) -> Option<(u32, MediaTopic)> {
    let mut fields = line.split('\t');
    let code = fields.next()?.parse().ok()?;
    let parent = fields.next()?.parse().ok();
    let retired = fields.next()?.contains("retired");
    Some((code, MediaTopic { label: fields.next()?, parent, retired }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::topics::TOPS;

    #[test]
    fn every_line_is_read_and_every_branch_leads_to_a_top() {
        assert_eq!(TOPICS.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        assert_eq!(TOPICS.len(), 1387);
        for (&code, topic) in TOPICS.iter() {
            let top = above(code).take(10).last().map_or(code, |(top, _)| top);
            assert!(top.is_multiple_of(1_000_000) && (1..=17).contains(&(top / 1_000_000)), "{code}");
            assert!(!topic.label.is_empty() && topic.label.trim() == topic.label, "{code}");
        }
    }

    #[test]
    fn the_tops_are_those_of_the_table() {
        for (number, label) in (1..).zip(TOPS) {
            let top = MediaTopic { label, parent: None, retired: false };
            assert_eq!(media_topic(number * 1_000_000), Some(&top));
        }
    }

    #[test]
    fn from_football_up() {
        let labels: Vec<&str> = above(20_001_065).map(|(_, topic)| topic.label).collect();
        assert_eq!(labels, ["Discipline", "Sport"]);
    }
}
