//! The paragraphs of an article out of the body of its page.

use dom_smoothie::{Config, Readability};

use super::slim::unmasked;
use super::tokens::{Token, Tokens};
use crate::source::html;

/// Larger bodies, in bytes, are read as they are: no article is so long, and the tree would take many times that.
const LARGEST: usize = 2 << 20;
/// With so many links in its text, in percent, a page is a list of links.
const MOST_LINKS: usize = 50;

/// The text of an article.
#[derive(Debug, Default)]
pub struct Body {
    pub paragraphs: Vec<String>,
    /// Most of it is links to other pages.
    pub is_list: bool,
}

/// Finds the article in a slim body, by the rules of Mozilla's Readability. `title` tells its heading from others.
pub fn body(slim: &str, title: &str) -> Body {
    if slim.len() > LARGEST {
        return of(slim);
    }
    let page = format!("<html><head><title>{}</title></head><body>{slim}</body></html>", escaped(title));
    let config = Config { disable_json_ld: true, char_threshold: 200, ..Config::default() };
    let found = Readability::new(page, None, Some(config)).ok().and_then(|mut page| page.parse().ok());
    found.map(|article| of(&article.content)).unwrap_or_default()
}

fn of(content: &str) -> Body {
    let paragraphs = html::paragraphs(&without_links(content));
    Body { is_list: links(content) > MOST_LINKS, paragraphs: paragraphs.iter().map(|text| unmasked(text)).collect() }
}

/// The content without the blocks that are nothing but a link: those lead to other articles.
fn without_links(content: &str) -> String {
    let mut kept = String::with_capacity(content.len());
    let mut block = Block::default();
    for token in Tokens::new(content) {
        match token {
            Token::Text(text) => block.text(text),
            Token::Open(tag) if tag.name == "a" => block.inside = true,
            Token::Close("a") => block.inside = false,
            Token::Open(tag) => {
                block.end(&mut kept);
                kept.extend(["<", tag.name, ">"]);
            }
            Token::Close(name) => {
                block.end(&mut kept);
                kept.extend(["</", name, ">"]);
            }
            Token::Raw(..) => {}
        }
    }
    block.end(&mut kept);
    kept
}

/// The text between two borders of blocks; the slim body has no other tags than theirs and those of links.
#[derive(Default)]
struct Block {
    text: String,
    /// Whether a link is open.
    inside: bool,
    linked: bool,
    plain: bool,
}

impl Block {
    fn text(&mut self, text: &str) {
        let says = text.contains(char::is_alphanumeric);
        self.linked |= says && self.inside;
        self.plain |= says && !self.inside;
        self.text.push_str(text);
    }

    fn end(&mut self, kept: &mut String) {
        if self.plain || !self.linked {
            kept.push_str(&self.text);
        }
        *self = Block { inside: self.inside, ..Block::default() };
    }
}

/// How much of the text is links, in percent.
fn links(content: &str) -> usize {
    let (mut inside, mut linked, mut all) = (false, 0, 0);
    for token in Tokens::new(content) {
        match token {
            Token::Open(tag) if tag.name == "a" => inside = true,
            Token::Close("a") => inside = false,
            Token::Text(text) => {
                let length = text.trim().len();
                all += length;
                linked += if inside { length } else { 0 };
            }
            _ => {}
        }
    }
    (linked * 100).checked_div(all).unwrap_or(0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "La crue de l'Orvine, qui menaçait trois villages, a reculé dans la nuit de samedi à dimanche, a \
                        indiqué la préfecture, qui maintient l'alerte jusqu'à lundi.";

    #[test]
    fn the_article_is_told_from_the_page() {
        let menu = "<ul><li><a>Accueil</a></li><li><a>Sports</a></li></ul>";
        let article = format!("<div><h1>Crue</h1><p>{TEXT}</p><h2>Alerte</h2><p>{TEXT} Encore.</p></div>");
        let found = body(&format!("{menu}{article}<div>Contact</div>"), "Crue");
        assert_eq!(found.paragraphs, [TEXT.to_owned(), "Alerte".to_owned(), format!("{TEXT} Encore.")]);
        assert!(!found.is_list);
    }

    #[test]
    fn blocks_of_nothing_but_a_link_lead_elsewhere() {
        let content =
            format!("<p>{TEXT} <a href=x>Ici</a>.</p><p> <a>Lire aussi<br>Le port rouvre</a></p><p>3 \u{e001} 5</p>");
        assert_eq!(of(&content).paragraphs, [format!("{TEXT} Ici."), "3 < 5".to_owned()]);
    }

    #[test]
    fn a_list_is_known_by_its_links() {
        assert!(of(&format!("<p><a>{TEXT}</a></p><p><a>{TEXT}</a> Lire.</p>")).is_list);
    }
}
