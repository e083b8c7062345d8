//! The agency of an item, and the clock on its wall.

use jiff::tz::TimeZone;

use crate::source::agencies;
use crate::source::json::fields::Fields;

/// Where an item names its agency, the most telling key first. `source` is Superdesk's, `provider` AP's, `creditline` dpa's.
const KEYS: [&str; 6] = ["infosource", "infosources", "source", "provider", "copyrightholder", "creditline"];

/// The code of an agency that is known, else its name as it stands.
pub fn provider(item: &Fields) -> Option<String> {
    let Some(name) = KEYS.iter().find_map(|key| item.text(&[key])) else { return by_domain(item).map(str::to_owned) };
    Some(agencies::canonical(&name).map_or(name, str::to_owned))
}

/// The agency in whose domain the identifier lies: `tag:reuters.com,2023:…`, `urn:newsml:dpa.com:…`.
fn by_domain(item: &Fields) -> Option<&'static str> {
    const SECOND_LEVEL: usize = 1;
    let id = item.text(&["uri", "guid", "urn"])?;
    let rest = ["tag:", "urn:newsml:", "https://", "http://"].iter().find_map(|start| id.strip_prefix(start))?;
    let domain = rest.split([':', '/', ',']).next()?;
    agencies::canonical(domain.rsplit('.').nth(SECOND_LEVEL)?)
}

/// The time zone of clocks without offset: the agency's own, else that of Paris, where French wires are written.
pub fn zone(provider: Option<&str>) -> TimeZone {
    let name = provider.map_or("Europe/Paris", agencies::zone);
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::json::Json;

    #[test]
    fn known_agencies_have_a_code() {
        let cases = [
            (json!({"infosource": [{"name": "Agence France-Presse"}]}), Some("AFP")),
            (json!({"infosource": [{"name": "AFP"}], "copyrightholder": "Autre"}), Some("AFP")),
            (json!({"copyrightHolder": "dpa"}), Some("DPA")),
            (json!({"source": "ANADOLU"}), Some("AA")),
            (json!({"provider": "Presse Libre"}), Some("Presse Libre")),
            (json!({"uri": "tag:reuters.com,2023:newsml_X"}), Some("REUTERS")),
            (json!({"guid": "urn:newsml:www.belga.be:17"}), Some("BELGA")),
            (json!({"uri": "https://exemple.fr/reuters.com/1", "infosource": []}), None),
        ];
        for (value, wanted) in cases {
            let text = value.to_string();
            let item = Json::parse(&text).unwrap();
            assert_eq!(provider(&Fields::of(&item).unwrap()).as_deref(), wanted, "{value}");
        }
    }
}
