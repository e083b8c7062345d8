//! What elements and their classes mean on a page of news.

use super::tokens::Tag;

/// How an element is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Parts paragraphs; stays a tag.
    Block,
    /// Has no content.
    Void,
    /// A link: how much of a text is links tells an article from a list.
    Link,
    /// Belongs to the site, not to the article.
    Furniture,
    /// The rest: emphasis, spans, elements of a site's own. Its text stays.
    Inline,
}

const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "hgroup",
];
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const FURNITURE: [&str; 18] = [
    "aside",
    "audio",
    "button",
    "canvas",
    "datalist",
    "dialog",
    "figure",
    "figcaption",
    "footer",
    "map",
    "math",
    "menu",
    "nav",
    "object",
    "select",
    "svg",
    "template",
    "video",
];

/// Words of `class` and `id` that mark what belongs to the site. What else is unlikely to be text, such as comments, is left
/// to the rules of the reading view, which count before they drop.
const WORDS: [&str; 35] = [
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "captions",
    "consent",
    "cookie",
    "cookies",
    "credit",
    "credits",
    "hashtag",
    "instagram",
    "legend",
    "legende",
    "newsletter",
    "newsletters",
    "outbrain",
    "partage",
    "promo",
    "pub",
    "publicite",
    "recommendation",
    "recommendations",
    "related",
    "share",
    "sharing",
    "sponsored",
    "subscribe",
    "taboola",
    "tags",
    "tiktok",
    "tooltip",
    "tweet",
];

/// What an element of this name, in small letters, is.
pub fn kind(name: &str) -> Kind {
    let is_in = |names: &[&str]| names.contains(&name);
    match name {
        "a" => Kind::Link,
        _ if is_in(&BLOCKS) => Kind::Block,
        _ if is_in(&VOID) => Kind::Void,
        _ if is_in(&FURNITURE) => Kind::Furniture,
        _ => Kind::Inline,
    }
}

/// The elements that a tag of this name ends before it opens, and the one that shields what is above it (HTML, section
/// 13.1.2.4): a paragraph goes at the next block, an item at the next item of its list.
pub fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li", "p"], &["ul", "ol"]),
        "dt" | "dd" => (&["dt", "dd", "p"], &["dl"]),
        "td" | "th" => (&["td", "th", "p"], &["tr", "table"]),
        "tr" => (&["tr", "td", "th", "p"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "tr", "td", "th", "p"], &["table"]),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            (&["h1", "h2", "h3", "h4", "h5", "h6", "p"], &["div", "section", "td"])
        }
        _ => (&["p"], &["div", "section", "article", "li", "td", "th", "blockquote", "table"]),
    }
}

/// Whether one of the words of a class or an id marks what belongs to the site: `article__share` does.
pub fn is_furniture_class(class: &str) -> bool {
    const LONGEST: usize = 400;
    let class = class.get(..LONGEST).unwrap_or(class);
    class
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() > 1 && WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Whether an element is marked as the name of an author: `rel=author`, `itemprop=author`, `class="author__name"`.
pub fn names_author(tag: Tag) -> bool {
    let get = |attribute| tag.attribute(attribute).unwrap_or_default();
    let is_author = |word: &str| word.eq_ignore_ascii_case("author");
    let class = |word: &str| {
        let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
        letters.to_ascii_lowercase().ends_with("authorname")
    };
    get("rel").split_whitespace().any(is_author)
        || get("itemprop").split_whitespace().any(is_author)
        || get("class").split_whitespace().any(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_told_by_their_words() {
        for (class, furniture) in [
            ("article__share", true),
            ("wp-caption aligncenter", true),
            ("Newsletter", true),
            ("article-body shareable", false),
            ("header", false),
            ("", false),
        ] {
            assert_eq!(is_furniture_class(class), furniture, "{class}");
        }
    }
}
