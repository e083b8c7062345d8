//! Who wrote an item: people are its byline, agencies its provider.

use super::channel::Channel;
use super::fields::Fields;
use crate::source::agencies;
use crate::source::markup::tree::Element;

/// What joins the names of a credit.
const JOINTS: [&str; 6] = [" avec ", " et ", " with ", " and ", " / ", ", "];

/// Byline and agency of an item. Credits of pictures (`media:credit`) are neither.
pub fn read(item: &Fields, channel: &Channel) -> (Option<String>, Option<String>) {
    let named = item.all(&["author", "dc:creator", "dcterms:creator", "itunes:author"]).filter_map(name);
    let mut people: Vec<String> = Vec::new();
    let mut agency = item.line(&["source", "dc:source", "dc:publisher"]).and_then(|name| known(&name));
    for name in named {
        let name = channel.logins.get(&name).unwrap_or(&name);
        if let Some(code) = agencies::credited(name) {
            agency.get_or_insert(code);
            continue;
        }
        for part in JOINTS
            .iter()
            .fold(vec![name.as_str()], |parts, joint| parts.into_iter().flat_map(|part| part.split(joint)).collect())
        {
            let part = part.trim();
            match known(part) {
                Some(code) => _ = agency.get_or_insert(code),
                None if is_somebody(part) && !people.iter().any(|known| known == part) => people.push(part.to_owned()),
                None => {}
            }
        }
    }
    let byline = (!people.is_empty()).then(|| people.join(", "));
    (byline, agency.map(str::to_owned))
}

fn known(name: &str) -> Option<&'static str> {
    agencies::canonical(name)
}

/// The name of an author: `name` in Atom, else the text without its address: `ana@exemple.fr (Ana Roy)`.
pub fn name(author: Element) -> Option<String> {
    let line = author.child("name").and_then(|name| name.line()).or_else(|| author.line())?;
    let name = match (line.find('('), line.rfind(')')) {
        (Some(open), Some(close)) if line[..open].contains('@') && open < close => &line[open + 1..close],
        _ => line.split(['(', '<']).next().unwrap_or_default(),
    };
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.contains('@')).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A login such as `admin` is nobody.
fn is_somebody(name: &str) -> bool {
    name.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn people_and_agencies() {
        let cases = [
            ("<author>ana@exemple.fr (Ana Roy)</author>", "Ana Roy", ""),
            ("<author>Ana Roy &lt;ana@exemple.fr&gt;</author>", "Ana Roy", ""),
            ("<author>ana@exemple.fr</author>", "", ""),
            (
                "<author><name>Ana Roy</name><email>a@b.fr</email></author><author><name>AFP</name></author>",
                "Ana Roy",
                "AFP",
            ),
            ("<dc:creator>AFP</dc:creator>", "", "AFP"),
            ("<dc:creator>Le Journal avec AFP</dc:creator>", "Le Journal", "AFP"),
            ("<dc:creator>Ana Roy et Ilo Stern</dc:creator><author>Ana Roy</author>", "Ana Roy, Ilo Stern", ""),
            ("<dc:creator>aroy</dc:creator><dc:creator>admin</dc:creator>", "Ada Brévent", ""),
            ("<media:credit>Ilo Stern / AFP</media:credit><source url='x'>Agence Belga</source>", "", "BELGA"),
        ];
        let logins = [("aroy".to_owned(), "Ada Brévent".to_owned())].into();
        let channel = Channel { logins, ..Channel::default() };
        for (xml, byline, agency) in cases {
            let xml = format!("<item>{xml}</item>");
            let tree = Tree::read(&xml);
            let found = read(&Fields::of(tree.root().unwrap()), &channel);
            let found = (found.0.unwrap_or_default(), found.1.unwrap_or_default());
            assert_eq!((found.0.as_str(), found.1.as_str()), (byline, agency), "{xml}");
        }
    }
}
