//! The agency that an item is from.

use super::code;
use super::envelope::Envelope;
use crate::source::agencies;
use crate::source::markup::tree::Element;

/// The code of the agency, if it is a known one: as the provider names itself, else by who sent the message. Else the
/// provider's name as it stands, the source, or the credit.
pub fn provider(item: Element, envelope: &Envelope) -> Option<String> {
    let names = names(item, &["itemMeta", "provider"]);
    let known = names.iter().chain(&envelope.senders).find_map(|name| agency(name));
    if let Some(code) = known {
        return Some(code.to_owned());
    }
    let named = names.into_iter().next();
    named.or_else(|| {
        let credit = item.at(&["contentMeta", "creditline"]).and_then(|credit| credit.line());
        let holder = self::names(item, &["rightsInfo", "copyrightHolder"]);
        let others = [self::names(item, &["contentMeta", "infoSource"]), credit.into_iter().collect(), holder].concat();
        let sender = envelope.senders.first().cloned();
        let known = others.iter().find_map(|name| agency(name)).map(str::to_owned);
        known.or_else(|| others.into_iter().chain(sender).next())
    })
}

/// What an element that names a party is called: by name, by literal, by code, by the host of its address.
fn names(item: Element, path: &[&str]) -> Vec<String> {
    let Some(party) = item.at(path) else { return Vec::new() };
    let attribute = |name: &str| party.attribute(name).map(|text| text.trim().to_owned());
    let code = attribute("qcode").map(|code| code.rsplit(':').next().unwrap_or_default().to_owned());
    let address = attribute("uri").map(|uri| host(&uri).to_owned());
    [code::name(party), attribute("literal"), code, address]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect()
}

/// The agency of a name or of the name of a site: `ansa.it`.
fn agency(name: &str) -> Option<&'static str> {
    let site = host(name).split('.').next().unwrap_or_default();
    agencies::credited(name).or_else(|| agencies::canonical(site))
}

fn host(address: &str) -> &str {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = address.split('/').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn agencies_by_every_name() {
        let of = |provider: &str, rest: &str, sender: &str| {
            let xml = format!("<newsItem><itemMeta>{provider}</itemMeta><contentMeta>{rest}</contentMeta></newsItem>");
            let envelope = Envelope { senders: vec![sender.to_owned()], ..Envelope::default() };
            super::provider(Tree::read(&xml).root().unwrap(), &envelope)
        };
        let cases = [
            ("<provider literal='reuters.com'/>", "", "", "REUTERS"),
            ("<provider qcode='nprov:dpa'><name>Deutsche Presse-Agentur GmbH</name></provider>", "", "", "DPA"),
            ("<provider uri='http://www.afp.com/'/>", "", "", "AFP"),
            ("<provider qcode='x:z01'><name>Chiffres et Cie</name></provider>", "", "ap.org", "AP"),
            ("<provider literal='Orvine Info'/>", "<creditline>AFP</creditline>", "", "Orvine Info"),
            ("", "<infoSource literal='x'/><creditline>AFP</creditline>", "", "AFP"),
        ];
        for (provider, rest, sender, wanted) in cases {
            assert_eq!(of(provider, rest, sender).as_deref(), Some(wanted), "{provider}{rest}");
        }
    }
}
