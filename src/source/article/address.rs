//! The address of a page, as an id: the same however the page was come by.

/// Beginnings of parameters that only say where a reader came from.
const NOISE: [&str; 16] = [
    "utm_", "at_", "xtor", "fbclid", "gclid", "dclid", "msclkid", "mc_", "m_bt", "ref", "from", "origin", "share",
    "cmp", "_ga", "wt_",
];

/// The address without fragment and without parameters of noise, its scheme `https`; None if it is not absolute, or names no
/// page of its site.
pub fn id(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").or_else(|| Some(("https", address.strip_prefix("//")?)))?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let is_noise = |parameter: &&str| {
        let name = parameter.to_ascii_lowercase();
        parameter.is_empty() || NOISE.iter().any(|noise| name.starts_with(noise))
    };
    let kept: Vec<&str> = query.split('&').filter(|parameter| !is_noise(parameter)).collect();
    if host.is_empty() || path.is_empty() && kept.is_empty() || path.contains(char::is_whitespace) {
        return None;
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    Some(format!("https://{}/{path}{mark}{}", host.to_ascii_lowercase(), kept.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, wanted) in [
            ("http://WWW.exemple.fr/Crue/1#haut", Some("https://www.exemple.fr/Crue/1")),
            ("https://exemple.fr/a?id=3&utm_source=x&fbclid=y", Some("https://exemple.fr/a?id=3")),
            ("//exemple.fr/a?xtor=RSS", Some("https://exemple.fr/a")),
            ("https://exemple.fr/?p=12", Some("https://exemple.fr/?p=12")),
            ("https://exemple.fr/", None),
            ("/a", None),
            ("ftp://exemple.fr/a", None),
            ("", None),
        ] {
            assert_eq!(id(address).as_deref(), wanted, "{address}");
        }
    }
}
