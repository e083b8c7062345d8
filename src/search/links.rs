//! What links a hit to other dispatches, in words, for lists that are read.

use super::hit::{Hit, Neighbour};
use super::story::{Copy, Link, Standing, Story};
use crate::clock::zone;

/// Copies of a text, and hits that one stands for, that are named; the others are counted.
const NAMED: usize = 5;

/// How a version that is hidden from normal searches stands; nothing of one that is shown.
pub fn hidden(story: &Story) -> Option<String> {
    let Story { standing, nth, versions, .. } = story;
    match standing {
        Standing::Current => None,
        Standing::Superseded | Standing::Killed => Some(format!("{}, version {nth} of {versions}", standing.name())),
    }
}

/// A line for each kind of link of a hit, name and value: those of its story, and the hits that it stands for.
pub fn hit_links(hit: &Hit) -> Vec<(&'static str, String)> {
    let near = hit.near.as_deref().filter(|hits| !hits.is_empty()).map(|hits| ("near", named(hits, neighbour)));
    story_links(&hit.story).into_iter().chain(near).collect()
}

/// A line for each kind of link of a story to other dispatches: name and value.
pub fn story_links(story: &Story) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(link) = &story.replaced {
        lines.push((if link.kill { "kills" } else { "replaces" }, linked(link)));
    }
    for link in &story.replaced_by {
        lines.push((if link.kill { "killed by" } else { "replaced by" }, linked(link)));
    }
    if !story.also_as.is_empty() {
        lines.push(("also as", named(&story.also_as, copy)));
    }
    lines
}

fn linked(link: &Link) -> String {
    let title = link.headline.as_deref().map(|headline| format!(" — {headline}")).unwrap_or_default();
    let date = link.date.map(|date| format!(" ({})", date.day_in(&zone()))).unwrap_or_default();
    format!("{}{title}{date}", link.id)
}

fn copy(copy: &Copy) -> String {
    format!("{}{} ({})", agency(copy.provider.as_deref()), copy.id, copy.format)
}

fn neighbour(hit: &Neighbour) -> String {
    let date = hit.date.map(|date| format!(" ({})", date.day_in(&zone()))).unwrap_or_default();
    format!("{}{}{date}", agency(hit.provider.as_deref()), hit.id)
}

fn agency(provider: Option<&str>) -> String {
    provider.map(|provider| format!("{provider} ")).unwrap_or_default()
}

/// The first of `items`, each as `one` names it, and how many more there are.
fn named<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    let mut named: Vec<String> = items.iter().take(NAMED).map(one).collect();
    if items.len() > NAMED {
        named.push(format!("{} more", items.len() - NAMED));
    }
    named.join("; ")
}
