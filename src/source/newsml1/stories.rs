//! The stories of an item: which of its components are dispatches, and which are pictures, captions and other renditions.

use crate::source::markup::tree::Element;

/// Components nested deeper than this are not looked into.
const DEEPEST: usize = 16;
/// An item has at most this many stories: what is around a story is read for each.
pub const MOST: usize = 100;
/// Roles and media types of what is no text, in small letters. Roles of several words begin with one of these.
const MEDIA: [&str; 18] = [
    "photo",
    "picture",
    "image",
    "graphic",
    "video",
    "clip",
    "audio",
    "sound",
    "animation",
    "caption",
    "highdef",
    "quicklook",
    "thumbnail",
    "preview",
    "still",
    "infographic",
    "sketch",
    "livevideo",
];
/// Roles of the parts of one story, at Belga.
const PARTS: [&str; 3] = ["title", "lead", "body"];

/// One story: the components from the outermost to its own.
#[derive(Clone, Debug)]
pub struct Story<'t, 'a> {
    pub chain: Vec<Element<'t, 'a>>,
}

impl<'t, 'a> Story<'t, 'a> {
    /// The component that has the text.
    pub fn own(&self) -> Option<Element<'t, 'a>> {
        self.chain.last().copied()
    }

    /// What the nearest component gives that gives it.
    pub fn nearest<T>(&self, of: impl FnMut(Element<'t, 'a>) -> Option<T>) -> Option<T> {
        self.chain.iter().rev().copied().find_map(of)
    }

    /// A part by its role, such as `title`.
    pub fn part(&self, role: &str) -> Option<Element<'t, 'a>> {
        self.own()?.all("NewsComponent").find(|part| is_role(*part, &[role]))
    }
}

/// What was found in an item.
#[derive(Clone, Debug, Default)]
pub struct Found<'t, 'a> {
    pub stories: Vec<Story<'t, 'a>>,
    /// How many more than [`MOST`] there are.
    pub beyond: usize,
    /// The first kind of what is no text: `photo`, `video`…
    pub media: Option<String>,
}

/// Finds the stories of an item.
pub fn find<'t, 'a>(item: Element<'t, 'a>) -> Found<'t, 'a> {
    let mut found = Found::default();
    for component in item.all("NewsComponent") {
        visit(component, &[], &mut found);
    }
    found
}

fn visit<'t, 'a>(component: Element<'t, 'a>, around: &[Element<'t, 'a>], found: &mut Found<'t, 'a>) {
    if let Some(kind) = media_role(component) {
        found.media.get_or_insert(kind);
        return;
    }
    let chain: Vec<_> = around.iter().copied().chain([component]).collect();
    if chain.len() > DEEPEST {
        return;
    }
    let is_part = |part: &Element<'t, 'a>| is_role(*part, &PARTS);
    if component.all("NewsComponent").any(|part| is_part(&part)) || texts(component).next().is_some() {
        if found.stories.len() < MOST {
            found.stories.push(Story { chain });
        } else {
            found.beyond += 1;
        }
        return;
    }
    if let Some(kind) = component.all("ContentItem").find_map(media_type) {
        found.media.get_or_insert(kind);
    }
    let before = found.stories.len();
    for inside in component.all("NewsComponent") {
        visit(inside, &chain, found);
    }
    let equivalents = component.attribute("EquivalentsList").is_some_and(|value| value.eq_ignore_ascii_case("yes"));
    if equivalents {
        one_a_language(&mut found.stories, before);
    }
}

/// Of renditions that say the same, the first in each language stays.
fn one_a_language(stories: &mut Vec<Story>, from: usize) {
    let renditions = stories.split_off(from);
    for story in renditions {
        let language = language(&story);
        if !stories[from..].iter().any(|known| self::language(known) == language) {
            stories.push(story);
        }
    }
}

/// The language of a story, as its component, its metadata or a component around it gives it.
pub fn language(story: &Story) -> Option<String> {
    story.nearest(|component| {
        let named =
            component.at(&["DescriptiveMetadata", "Language"]).and_then(|language| language.attribute("FormalName"));
        let own = component.attribute("lang");
        named.iter().chain(&own).find_map(|tag| crate::source::language::tag(tag))
    })
}

/// The contents of a component that are text.
pub fn texts<'t, 'a>(component: Element<'t, 'a>) -> impl Iterator<Item = Element<'t, 'a>> {
    component
        .all("ContentItem")
        .filter(|content| media_type(*content).is_none() && content.child("DataContent").is_some())
}

/// The kind of a component whose role says that it is no text.
fn media_role(component: Element) -> Option<String> {
    let role = component.child("Role")?.attribute("FormalName")?.trim().to_lowercase();
    MEDIA.iter().any(|kind| role.starts_with(kind)).then_some(role)
}

/// The kind of a content that is no text: by its media type, else because it lies in another file.
pub fn media_type(content: Element) -> Option<String> {
    let named = content.child("MediaType").and_then(|kind| kind.attribute("FormalName"));
    let named =
        named.map(|kind| kind.trim().to_lowercase()).filter(|kind| MEDIA.iter().any(|media| kind.starts_with(media)));
    named.or_else(|| {
        let elsewhere = content.attribute("Href").is_some() && content.child("DataContent").is_none();
        elsewhere.then(|| "file".to_owned())
    })
}

fn is_role(component: Element, roles: &[&str]) -> bool {
    let role = component.child("Role").and_then(|role| role.attribute("FormalName"));
    role.is_some_and(|role| roles.iter().any(|known| known.eq_ignore_ascii_case(role.trim())))
}
