//! What is said of a text from outside: by the mail that it was attached to, by the crawl that fetched it.

use crate::dispatch::{Dispatch, Moment};

/// Serves where a text says nothing itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub id: Option<String>,
    pub headline: Option<String>,
    pub created: Option<Moment>,
    /// When it was fetched: at least it is not newer.
    pub fetched: Option<Moment>,
    pub provider: Option<String>,
}

impl About {
    /// Fills what `dispatch` lacks.
    pub fn complete(&self, dispatch: &mut Dispatch) {
        if dispatch.id.is_empty() {
            dispatch.id = self.id.clone().unwrap_or_default();
        }
        if dispatch.headline.is_empty() {
            dispatch.headline = self.headline.clone().unwrap_or_default();
        }
        if dispatch.date().is_none() {
            dispatch.created = self.created.or(self.fetched);
            if self.created.is_none() && self.fetched.is_some() {
                dispatch.warnings.push("no date of its own, dated when it was fetched".to_owned());
            }
        }
        dispatch.provider = dispatch.provider.take().or_else(|| self.provider.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_serves_where_the_text_says_nothing() {
        let day = |text: &str| Moment::Day(text.parse().unwrap());
        let about = About {
            id: Some("https://x.example/1".into()),
            headline: Some("Objet".into()),
            fetched: Some(day("2025-03-09")),
            created: None,
            provider: Some("AFP".into()),
        };
        let mut bare = Dispatch::default();
        about.complete(&mut bare);
        assert_eq!(
            (bare.id.as_str(), bare.headline.as_str(), bare.provider.as_deref()),
            ("https://x.example/1", "Objet", Some("AFP"))
        );
        assert_eq!(
            (bare.created, bare.warnings.join(" ")),
            (Some(day("2025-03-09")), "no date of its own, dated when it was fetched".into())
        );
        let own = Dispatch {
            id: "a".into(),
            headline: "Titre".into(),
            updated: Some(day("2025-01-01")),
            ..Dispatch::default()
        };
        let mut completed = Dispatch { provider: Some("ATS".into()), ..own.clone() };
        about.complete(&mut completed);
        assert_eq!(completed, Dispatch { provider: Some("ATS".into()), ..own });
    }
}
