//! What the index knows beside a dispatch, in words.

use depeche::search::{Copy, Link, Neighbour, Standing, Story};

/// Copies of a text, and hits that one stands for, that are named; the others are counted.
const NAMED: usize = 5;

/// How a version that is hidden from normal searches stands; nothing of one that is shown.
pub fn standing(story: &Story) -> Option<String> {
    let Story { standing, nth, versions, .. } = story;
    match standing {
        Standing::Current => None,
        Standing::Superseded | Standing::Killed => Some(format!("{}, version {nth} of {versions}", standing.name())),
    }
}

/// A line for each link to other dispatches: name and value.
pub fn lines(story: &Story) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(link) = &story.replaced {
        lines.push((if link.kill { "kills" } else { "replaces" }, linked(link)));
    }
    for link in &story.replaced_by {
        lines.push((if link.kill { "killed by" } else { "replaced by" }, linked(link)));
    }
    if !story.also_as.is_empty() {
        lines.push(("also as", copies(&story.also_as)));
    }
    lines
}

fn linked(link: &Link) -> String {
    let title = link.headline.as_deref().map(|headline| format!(" — {headline}")).unwrap_or_default();
    let date = link.date.map(|date| format!(" ({})", date.day())).unwrap_or_default();
    format!("{}{title}{date}", link.id)
}

fn copies(copies: &[Copy]) -> String {
    named(copies, |copy| {
        let provider = copy.provider.iter().map(|provider| format!("{provider} "));
        format!("{}{} ({})", provider.collect::<String>(), copy.id, copy.format)
    })
}

/// The hits that one stands for, in one line; `None` where there are none.
pub fn near(hits: &[Neighbour]) -> Option<String> {
    let one = |hit: &Neighbour| {
        let provider = hit.provider.iter().map(|provider| format!("{provider} "));
        let date = hit.date.map(|date| format!(" ({})", date.day())).unwrap_or_default();
        format!("{}{}{date}", provider.collect::<String>(), hit.id)
    };
    (!hits.is_empty()).then(|| named(hits, one))
}

/// The first of `items`, each as `one` names it, and how many more there are.
fn named<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    let mut named: Vec<String> = items.iter().take(NAMED).map(one).collect();
    if items.len() > NAMED {
        named.push(format!("{} more", items.len() - NAMED));
    }
    named.join("; ")
}
