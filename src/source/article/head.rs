//! What the head of a page says besides JSON-LD: OpenGraph, `meta` of every kind, `time`.

use super::slim::Page;
use crate::source::clean;

/// Where a moment of publication stands, in the order of trust. Le Monde writes `og:article:…`.
const CREATED: [&str; 13] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "date.available",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "pubdate",
    "dc.date",
    "date",
];
const UPDATED: [&str; 7] = [
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "date.modified",
    "dcterms.modified",
    "last-modified",
];

/// The head of a page.
pub struct Head<'p, 'h>(pub &'p Page<'h>);

impl Head<'_, '_> {
    /// The first `meta` that is there, in the order of `names`.
    pub fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas(name).into_iter().next())
    }

    /// Every `meta` of a name.
    pub fn metas(&self, name: &str) -> Vec<String> {
        let named = self.0.metas.iter().filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        named.map(|(_, content)| clean::markup_line(content)).filter(|content| !content.is_empty()).collect()
    }

    /// When it was published, as it stands: of `meta`, else of `time`.
    pub fn created(&self) -> Option<String> {
        let of_time = |wanted: &str| {
            let named = self.0.times.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
            named.map(|(_, value)| (*value).to_owned())
        };
        let first = || self.0.times.iter().find(|(key, _)| key.is_empty()).map(|(_, value)| (*value).to_owned());
        self.meta(&CREATED).or_else(|| of_time("datePublished")).or_else(|| of_time("dateCreated")).or_else(first)
    }

    /// When it was changed, as it stands.
    pub fn updated(&self) -> Option<String> {
        let of_time = || self.0.times.iter().find(|(key, _)| key.eq_ignore_ascii_case("dateModified"));
        self.meta(&UPDATED).or_else(|| of_time().map(|(_, value)| (*value).to_owned()))
    }

    /// The name of the site.
    pub fn site(&self) -> Option<String> {
        self.meta(&["og:site_name", "application-name"])
    }

    /// The title, without the name of the site after it.
    pub fn title(&self) -> Option<String> {
        let title = self.meta(&["og:title", "twitter:title", "dc.title", "title"]);
        let title = title.or_else(|| Some(self.0.heading.clone()).filter(|heading| !heading.is_empty()));
        let title = title.or_else(|| Some(self.0.title.clone()).filter(|title| !title.is_empty()))?;
        // A heading that the title opens with is what stands above the article.
        if !self.0.heading.is_empty() && title.starts_with(&self.0.heading) {
            return Some(self.0.heading.clone());
        }
        Some(without_site(&title, &self.site().unwrap_or_default()).to_owned())
    }

    /// The language of the page as it is declared, as a tag.
    pub fn language(&self) -> Option<String> {
        let declared = Some(self.0.language.trim().to_owned()).filter(|tag| !tag.is_empty());
        let declared = declared.or_else(|| self.meta(&["og:locale", "content-language", "dc.language", "language"]))?;
        let tag = declared.split([',', ';', '.']).next().unwrap_or_default().replace('_', "-");
        let known =
            (2..=11).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        known.then_some(tag)
    }
}

/// `Titre` of `Titre - Le Journal` and of `Titre | lejournal.fr`.
fn without_site<'t>(title: &'t str, site: &str) -> &'t str {
    const MARKS: [&str; 5] = [" - ", " | ", " – ", " — ", " : "];
    let last = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len()))).max();
    let Some((at, length)) = last else { return title };
    let (before, after) = (&title[..at], clean::key(&title[at + length..]));
    let of_site = !after.is_empty()
        && !site.is_empty()
        && (clean::key(site).starts_with(&after) || after.starts_with(&clean::key(site)));
    if of_site { before.trim() } else { title }
}

#[cfg(test)]
mod tests {
    use super::super::slim::slim;
    use super::*;

    #[test]
    fn titles_lose_the_name_of_the_site() {
        for (title, wanted) in [
            ("Crue à Valmont - Le Courrier", "Crue à Valmont"),
            ("Crue à Valmont | lecourrier.fr", "Crue à Valmont"),
            ("Crue - l'eau recule", "Crue - l'eau recule"),
            ("Crue", "Crue"),
        ] {
            assert_eq!(without_site(title, "Le Courrier"), wanted);
        }
    }

    #[test]
    fn moments_are_found_wherever_they_stand() {
        for (html, wanted) in [
            ("<meta property=og:article:published_time content=a>", Some("a")),
            ("<meta name=date content=b><meta itemprop=datePublished content=a>", Some("a")),
            ("<time itemprop=datePublished datetime=a></time>", Some("a")),
            ("<time itemprop=dateModified datetime=b></time><time datetime=a></time>", Some("a")),
            ("<p>hier</p>", None),
        ] {
            assert_eq!(Head(&slim(html)).created().as_deref(), wanted, "{html}");
        }
    }

    #[test]
    fn languages() {
        for (html, wanted) in [
            ("<html lang=fr-FR>", Some("fr-FR")),
            ("<meta property=og:locale content=fr_CH>", Some("fr-CH")),
            ("<html lang='!'>", None),
        ] {
            assert_eq!(Head(&slim(html)).language().as_deref(), wanted, "{html}");
        }
    }
}
