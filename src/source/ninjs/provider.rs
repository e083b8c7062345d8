//! The agency of an item, and the clock on its wall.

use jiff::tz::TimeZone;

use super::fields::Fields;

/// Where an item names its agency, the most telling key first. `source` is Superdesk's, `provider` AP's, `creditline` dpa's.
const KEYS: [&str; 6] = ["infosource", "infosources", "source", "provider", "copyrightholder", "creditline"];

/// Full names of agencies, and the codes they sign with.
const AGENCIES: &[(&str, &str)] = &[
    ("Agence France-Presse", "AFP"),
    ("Agence France Presse", "AFP"),
    ("Associated Press", "AP"),
    ("The Associated Press", "AP"),
    ("Thomson Reuters", "REUTERS"),
    ("Deutsche Presse-Agentur", "DPA"),
    ("Anadolu", "AA"),
    ("Agence Anadolu", "AA"),
    ("Anadolu Agency", "AA"),
    ("Keystone-ATS", "ATS"),
    ("Agence télégraphique suisse", "ATS"),
    ("La Presse Canadienne", "PC"),
    ("Agence Belga", "BELGA"),
    ("Xinhua", "XINHUA"),
];

/// The code of an agency that is known, else its name as it stands.
pub fn provider(item: &Fields) -> Option<String> {
    let name = KEYS.iter().find_map(|key| item.text(&[key]))?;
    let known = |(full, code): &&(&str, &str)| same(full, &name) || same(code, &name);
    Some(AGENCIES.iter().find(known).map_or(name.as_str(), |(_, code)| code).to_owned())
}

/// The time zone of clocks without offset: that of Paris, where French wires are written.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
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
