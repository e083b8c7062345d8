//! AP Media API: ninjs whose text lies in another rendition, to be fetched, and whose subjects come with their ancestors.
//!
//! Source: <https://api.ap.org/media/v/docs/>.

use super::{body, item, provider};
use crate::dispatch::Dispatch;
use crate::source::agencies;
use crate::source::fault::SkipReason;
use crate::source::json::fields::Fields;

/// Makes a dispatch of an item.
///
/// # Errors
/// The reason why there is nothing to index in it.
pub fn read(item: &Fields) -> Result<Dispatch, SkipReason> {
    item::of_text(item)?;
    let paragraphs = body::paragraphs(item);
    let has_text = !paragraphs.is_empty();
    let mut dispatch = item::with_body(item, paragraphs)?;
    // `uri` changes with every request.
    if let Some(id) = item.object(&["altids"]).and_then(|ids| ids.text(&["itemid"])) {
        dispatch.id = id;
    }
    // `infosource` is whoever gave it to AP.
    let agency = item.text(&["provider"]).and_then(|name| agencies::canonical(&name)).map(str::to_owned);
    let of_text = dispatch.provider.take();
    dispatch.provider = agency.or_else(|| provider::provider(item)).or(of_text).or_else(|| Some("AP".to_owned()));
    // The short headline of a story may be no more than its slug.
    if dispatch.slug.as_ref() == Some(&dispatch.headline)
        && let Some(headline) = item.text(&["headlineextended"])
    {
        dispatch.headline = headline;
    }
    if dispatch.genre.is_none() {
        dispatch.genre = item.text(&["editorialtypes"]);
    }
    if !has_text && let Some(rendition) = text_elsewhere(item) {
        dispatch.warnings.push(format!("without its text, which lies in another file: rendition `{rendition}`"));
    }
    Ok(dispatch)
}

/// The name of the first rendition that is a text.
fn text_elsewhere<'a>(item: &Fields<'a>) -> Option<&'a str> {
    let renditions = item.object(&["renditions"])?;
    let is_text = |rendition: &Fields| rendition.text(&["type"]).is_some_and(|kind| kind == "text");
    renditions.iter().find(|(_, value)| Fields::of(value).is_some_and(|fields| is_text(&fields))).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::json::{self, Json};

    #[test]
    fn an_item_is_known_by_its_altids_and_lacks_its_text() {
        let text = json!({
            "uri": "https://api.exemple/content/77?qt=1", "altids": {"itemid": "77", "etag": "77_0a2"}, "type": "text",
            "headline": "FRA--Lac gelé", "slugline": "FRA--Lac gelé", "headline_extended": "Le lac de Valmont gelé pour la première fois",
            "description_summary": "Les patineurs sont prudents.", "provider": "AP", "infosource": [{"name": "Presse Libre"}],
            "datelinelocation": {"city": "Valmont", "countrycode": "FRA"}, "bylines": [{"by": "By Ada Brévent"}],
            "place": [
                {"name": "Valmont", "rels": ["direct"]}, {"name": "France", "rels": ["ancestor"]},
            ],
            "subject": [
                {"name": "Glace", "code": "9f", "scheme": "http://cv.ap.org/id/", "rels": ["direct"]},
                {"name": "Météo", "code": "9e", "rels": ["ancestor"]}, {"name": "a", "code": "a", "rels": ["suppcategory"]},
            ],
            "editorialtypes": ["Lead"], "renditions": {"nitf": {"type": "text", "href": "https://api.exemple/77.xml"}},
        })
        .to_string();
        let value = Json::parse(&text).unwrap();
        let dispatch = read(&json::unwrap(&value).unwrap()).unwrap();
        assert_eq!((dispatch.id.as_str(), dispatch.provider.as_deref()), ("77", Some("AP")));
        assert_eq!(dispatch.headline, "Le lac de Valmont gelé pour la première fois");
        assert_eq!(dispatch.standfirst.as_deref(), Some("Les patineurs sont prudents."));
        assert_eq!((dispatch.byline.as_deref(), dispatch.genre.as_deref()), (Some("By Ada Brévent"), Some("Lead")));
        let topics: Vec<_> =
            dispatch.topics.iter().map(|topic| (topic.label.as_str(), topic.scheme.as_deref())).collect();
        assert_eq!(topics, [("Glace", Some("ap"))]);
        assert_eq!(dispatch.locations.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Valmont"]);
        assert_eq!(dispatch.warnings, ["without its text, which lies in another file: rendition `nitf`"]);
    }

    #[test]
    fn pictures_are_none() {
        let value = Json::parse(r#"{"altids": {"itemid": "1"}, "type": "picture", "headline": "Lac"}"#).unwrap();
        let outcome = read(&json::unwrap(&value).unwrap());
        assert_eq!(outcome, Err(SkipReason::PackageOrPicture("picture".to_owned())));
    }
}
