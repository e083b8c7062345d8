//! What agencies say in `meta` and `title`, where NITF has no place for it or they do not use it.

use super::{body, concepts, first};
use crate::dispatch::{Dispatch, Topic};
use crate::source::clean;
use crate::source::markup::tree::Element;

/// Fills the fields that the rest of the document has left empty. `anpa-*` are AAP's, `categoria` EFE's, `category_iptc`
/// ANSA's.
pub fn fill(dispatch: &mut Dispatch, head: Element) {
    let content = |names: &[&str]| {
        let named = |meta: &Element| meta.attribute("name").is_some_and(|name| names.contains(&&*name));
        let content = head.all("meta").filter(named).find_map(|meta| meta.attribute("content"))?;
        Some(clean::markup_line(&content)).filter(|content| !content.is_empty())
    };
    let title = head.child("title").and_then(|title| title.line());
    let title = title.map(|title| body::without_marks(&title).to_owned());
    // A title in one word is a slug: `Rideau-Hall-Police`.
    if dispatch.headline.is_empty() && title.as_ref().is_some_and(|title| title.contains(' ')) {
        dispatch.headline = title.clone().unwrap_or_default();
    }
    first(&mut dispatch.slug, || content(&["anpa-keyword", "slug"]));
    let headline = &dispatch.headline;
    first(&mut dispatch.slug, || title.filter(|title| !clean::same(title, headline)));
    dispatch.notes.extend(content(&["anpa-takekey"]));
    if let Some(codes) = content(&["category_iptc"]) {
        codes.split([',', ';', ' ']).for_each(|code| concepts::add_subject(dispatch, Some(code), None));
    }
    if let Some(category) = content(&["categoria"]) {
        let code = category.to_uppercase();
        let scheme = Some("category".to_owned());
        dispatch.topics.push(Topic { label: code.clone(), scheme, code: Some(code), ..Topic::default() });
    }
}
