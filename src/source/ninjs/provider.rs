//! The agency of an item, and the clock on its wall.

use jiff::tz::TimeZone;

use super::fields::Fields;
use crate::source::agencies;

/// Where an item names its agency, the most telling key first. `source` is Superdesk's, `provider` AP's, `creditline` dpa's.
const KEYS: [&str; 6] = ["infosource", "infosources", "source", "provider", "copyrightholder", "creditline"];

/// The code of an agency that is known, else its name as it stands.
pub fn provider(item: &Fields) -> Option<String> {
    let name = KEYS.iter().find_map(|key| item.text(&[key]))?;
    Some(agencies::canonical(&name).map_or(name, str::to_owned))
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

    #[test]
    fn known_agencies_have_a_code() {
        let cases = [
            (json!({"infosource": [{"name": "Agence France-Presse"}]}), Some("AFP")),
            (json!({"infosource": [{"name": "AFP"}], "copyrightholder": "Autre"}), Some("AFP")),
            (json!({"copyrightHolder": "dpa"}), Some("DPA")),
            (json!({"source": "ANADOLU"}), Some("AA")),
            (json!({"provider": "Presse Libre"}), Some("Presse Libre")),
            (json!({"infosource": []}), None),
        ];
        for (value, wanted) in cases {
            assert_eq!(provider(&Fields::of(&value).unwrap()).as_deref(), wanted, "{value}");
        }
    }
}
