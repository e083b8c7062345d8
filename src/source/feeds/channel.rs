//! What a feed says of itself, before its first item.

use std::collections::HashMap;

use super::authors;
use super::fields::Fields;
use crate::source::markup::tree::{Element, Tree};
use crate::source::{agencies, language};

/// What holds for the items that do not say it themselves.
#[derive(Debug, Default)]
pub struct Channel {
    /// The agency, if the feed is one's.
    pub provider: Option<String>,
    pub language: Option<String>,
    pub rights: Option<String>,
    /// The host of the site, without `www.`.
    pub site: Option<String>,
    /// Names to be shown by the logins that a WordPress export signs with.
    pub logins: HashMap<String, String>,
}

impl Channel {
    /// Reads what comes before the first item.
    pub fn read(prolog: &str) -> Self {
        let tree = Tree::read(prolog);
        let Some(root) = tree.root() else { return Channel::default() };
        let channel = Fields::of(root.child("channel").unwrap_or(root));
        let site = channel.all(&["link", "id"]).filter_map(address).find_map(|address| host(&address));
        let agency = agency(&channel).or_else(|| site.as_deref().and_then(of_site));
        let stated = channel.line(&["language", "dc:language"]);
        let tag = stated.or_else(|| root.attribute("lang").map(|tag| tag.into_owned()));
        Channel {
            provider: agency.map(str::to_owned),
            language: tag.and_then(|tag| language::tag(&tag)),
            rights: channel.line(&["copyright", "rights", "dc:rights"]),
            site,
            logins: channel.module("wp", "author").filter_map(login).collect(),
        }
    }
}

/// The agency that publishes the feed, or that its title names: `AFP - Monde`, `Dépêches Belga | Le Journal`.
fn agency(channel: &Fields) -> Option<&'static str> {
    let publishers = channel.all(&["dc:publisher", "dc:creator"]).filter_map(|element| element.line());
    let authors = channel.own("author").filter_map(|author| authors::name(author));
    let named = publishers.chain(authors).find_map(|name| agencies::credited(&name));
    named.or_else(|| {
        let title = channel.line(&["title"])?;
        let mut parts = title.split([':', '|', '/', '–', '—']).flat_map(|part| part.split(" - "));
        parts.find_map(|part| agencies::canonical(part).or_else(|| in_capitals(part)))
    })
}

/// An agency by its initials among other words: `Dépêches AFP`.
fn in_capitals(text: &str) -> Option<&'static str> {
    let mut words =
        text.split_whitespace().filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase()));
    words.find_map(agencies::canonical)
}

/// The agency whose site this is: `afp.com`.
fn of_site(host: &str) -> Option<&'static str> {
    let labels: Vec<&str> = host.split('.').collect();
    let name = labels.len().checked_sub(2).and_then(|at| labels.get(at))?;
    agencies::canonical(name)
}

/// An address, in the element or in its `@href` as in Atom.
pub fn address(element: Element) -> Option<String> {
    let alternate = element.attribute("rel").is_none_or(|rel| rel == "alternate");
    let href = element.attribute("href").filter(|_| alternate).map(|href| href.trim().to_owned());
    href.or_else(|| element.line())
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then(|| host.to_lowercase())
}

fn login(author: Element) -> Option<(String, String)> {
    let line = |name| author.child(name).and_then(|element| element.line());
    Some((line("author_login")?, line("author_display_name")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_of_feeds() {
        let cases = [
            ("<rss><channel><title>AFP - Monde</title>", Some("AFP")),
            ("<rss><channel><title>Dépêches AFP | Le Journal</title>", Some("AFP")),
            ("<rss><channel><title>Le Journal</title><link>https://www.belga.be/fr</link>", Some("BELGA")),
            ("<rss><channel><title>Monde</title><dc:publisher>Agence France-Presse</dc:publisher>", Some("AFP")),
            ("<feed><title>Monde</title><author><name>ATS</name></author>", Some("ATS")),
            ("<rss><channel><title>Le Journal - À la une</title><link>https://journal.exemple.fr</link>", None),
            ("<rss><channel><title>La carte des map</title>", None),
            ("", None),
        ];
        for (xml, wanted) in cases {
            assert_eq!(Channel::read(xml).provider.as_deref(), wanted, "{xml}");
        }
    }

    #[test]
    fn language_site_and_logins() {
        let channel = Channel::read(
            "<rss><channel><link>https://www.journal.exemple.fr/x</link><language>fr-fr</language><wp:author>\
             <wp:author_login><![CDATA[aroy]]></wp:author_login><wp:author_display_name>Ana Roy</wp:author_display_name>",
        );
        assert_eq!((channel.language.as_deref(), channel.site.as_deref()), (Some("fr-FR"), Some("journal.exemple.fr")));
        assert_eq!(channel.logins["aroy"], "Ana Roy");
        let atom =
            Channel::read("<feed xml:lang='fr'><link rel='self' href='https://x.fr/f'/><link href='https://y.fr'/>");
        assert_eq!((atom.language.as_deref(), atom.site.as_deref()), (Some("fr"), Some("y.fr")));
    }
}
