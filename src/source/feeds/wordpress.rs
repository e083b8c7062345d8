//! Exports of WordPress (WXR): which items are articles, and their text as authors typed it.
//!
//! See <https://developer.wordpress.org/plugins/wordpress-org/> and `wpautop`: blank lines are paragraphs.

use std::borrow::Cow;
use std::collections::HashMap;

use super::fields::Fields;
use crate::source::fault::SkipReason;

/// Types of items that are part of the site, not of what it publishes; also all that begin with `wp_`.
const NO_ARTICLES: [&str; 7] =
    ["page", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"];

/// States in which nobody was to see an item: an `inherit` belongs to another one.
const UNPUBLISHED: [&str; 6] = ["draft", "auto-draft", "pending", "private", "trash", "inherit"];

/// Shortcodes whose content is no text: captions of pictures, addresses of players.
const NO_TEXT: [&str; 5] = ["caption", "embed", "audio", "video", "gallery"];

/// Whether an item is one of an export.
pub fn is_export(item: &Fields) -> bool {
    item.module("wp", "post_type").next().is_some()
}

/// Whether an item waits for its hour.
pub fn is_scheduled(item: &Fields) -> bool {
    item.line(&["wp:status"]).is_some_and(|status| status == "future")
}

/// Why an item of an export is no article.
pub fn skipped(item: &Fields) -> Option<SkipReason> {
    let kind = item.line(&["wp:post_type"])?;
    if kind == "attachment" {
        return Some(SkipReason::PackageOrPicture(kind));
    }
    let status = item.line(&["wp:status"]).unwrap_or_default();
    let what = if NO_ARTICLES.contains(&kind.as_str()) || kind.starts_with("wp_") {
        kind
    } else if UNPUBLISHED.contains(&status.as_str()) {
        status
    } else {
        return None;
    };
    Some(SkipReason::NotADispatch(format!("WordPress `{what}`, no published article")))
}

/// The text of an export as HTML: shortcodes taken out, lines apart.
pub fn markup(text: &str) -> Cow<'_, str> {
    let text = without_shortcodes(text);
    if has_paragraphs(&text) { text } else { text.replace('\n', "<br/>").into() }
}

/// HTML without paragraphs keeps them apart by blank lines, as WordPress does.
pub fn blank_lines_as_breaks(text: &str) -> Cow<'_, str> {
    if has_paragraphs(text) || !text.contains("\n\n") {
        return Cow::Borrowed(text);
    }
    text.replace("\n\n", "<br/>").into()
}

fn has_paragraphs(text: &str) -> bool {
    text.contains("<p>") || text.contains("<p ")
}

/// Drops `[contact_form]`, `[gallery ids="1,2"]`, `[dropcap]` and `[/dropcap]`, and `[caption]` with all inside. Brackets
/// round words stay, such as `[sic]`.
fn without_shortcodes(text: &str) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let closings = closings(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|open| at + open) {
        out.push_str(&text[at..open]);
        let Some(code) = Shortcode::read(&text[open..]) else {
            out.push('[');
            at = open + 1;
            continue;
        };
        at = open + code.length;
        let closing = closings.get(code.name).filter(|_| !code.closes).and_then(|ends| {
            let next = ends.partition_point(|end| *end < at);
            ends.get(next).copied()
        });
        match closing {
            Some(end) if NO_TEXT.contains(&code.name) => at = end,
            Some(_) => {}
            None if code.closes || code.is_certain => {}
            None => out.push_str(&text[open..at]),
        }
    }
    out.push_str(&text[at..]);
    out.into()
}

/// Where each `[/name]` ends, by name, in the order of the text.
fn closings(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut closings: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices("[/") {
        if let Some(code) = Shortcode::read(&text[at..]) {
            closings.entry(code.name).or_default().push(at + code.length);
        }
    }
    closings
}

struct Shortcode<'a> {
    name: &'a str,
    closes: bool,
    /// It has attributes, or a name that no word has.
    is_certain: bool,
    length: usize,
}

impl<'a> Shortcode<'a> {
    /// The shortcode at the start of `text`, which opens with `[`.
    fn read(text: &'a str) -> Option<Self> {
        const LONGEST: usize = 500;
        let head = &text.as_bytes()[..LONGEST.min(text.len())];
        let end = memchr::memchr(b']', head)?;
        let inner = text.get(1..end)?;
        let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        let length = inner.bytes().take_while(|byte| byte.is_ascii_lowercase() || b"_-".contains(byte)).count();
        let (name, attributes) = inner.split_at(length);
        let is_name = name.len() > 1 && (attributes.is_empty() || attributes.starts_with([' ', '/']));
        let is_certain = attributes.contains('=') || name.contains('_') || NO_TEXT.contains(&name);
        (is_name && (attributes.is_empty() || is_certain)).then_some(Shortcode {
            name,
            closes,
            is_certain,
            length: end + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use cpu_time::ThreadTime;

    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn shortcodes_go_and_brackets_stay() {
        let cases = [
            ("[caption id='x']<img/>Photo[/caption]Un.", "Un."),
            ("[dropcap]L[/dropcap]e pont", "Le pont"),
            ("Un.[contact_form]", "Un."),
            ("[gallery ids=\"1,2\"]Un.[gallery]", "Un."),
            ("Un [sic] [deux] […] [ndlr : oui]", "Un [sic] [deux] […] [ndlr : oui]"),
            ("[[[", "[[["),
            ("[/quote]Un [", "Un ["),
        ];
        for (text, wanted) in cases {
            assert_eq!(without_shortcodes(text), wanted, "{text}");
        }
    }

    #[test]
    fn lines_are_paragraphs_where_there_are_none() {
        assert_eq!(markup("Un.\nDeux.\n\nTrois."), "Un.<br/>Deux.<br/><br/>Trois.");
        assert_eq!(markup("<p>Un\ndeux.</p>"), "<p>Un\ndeux.</p>");
        assert_eq!(blank_lines_as_breaks("<b>Un</b>\nun.\n\nDeux."), "<b>Un</b>\nun.<br/>Deux.");
    }

    #[test]
    fn only_published_articles_are_read() {
        let cases = [
            ("post", "publish", None),
            ("article", "future", None),
            ("attachment", "inherit", Some("`attachment`")),
            ("page", "publish", Some("`page`")),
            ("wp_block", "publish", Some("`wp_block`")),
            ("post", "draft", Some("`draft`")),
        ];
        for (kind, status, wanted) in cases {
            let xml = format!("<item><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>");
            let reason = skipped(&Fields::of(Tree::read(&xml).root().unwrap())).map(|reason| reason.to_string());
            match wanted {
                Some(wanted) => assert!(reason.is_some_and(|reason| reason.contains(wanted)), "{kind} {status}"),
                None => assert_eq!(reason, None, "{kind} {status}"),
            }
        }
    }

    #[test]
    fn many_brackets_take_linear_time() {
        let start = ThreadTime::now();
        for piece in ["[", "[a", "[ab]", "[caption]", "[a_b]", "[/x]", "[ab][/ab]"] {
            without_shortcodes(&piece.repeat(300_000 / piece.len()));
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
