//! The one-line header of ARC: `address IP date type length`, with more between type and length in version 2.
//!
//! Source: <https://archive.org/web/researcher/ArcFileFormat.php>.

use super::Head;

/// The header that a line is, if it is one.
pub fn head(line: &[u8]) -> Option<Head> {
    let line = std::str::from_utf8(line).ok()?.trim_end_matches(['\r', '\n']);
    let mut words = line.split(' ');
    let (uri, _address, date, content_type) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let length = words.next_back()?.parse().ok()?;
    if !uri.contains(':') || date.len() != 14 || !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kind = if uri.starts_with("filedesc:") { "filedesc" } else { "response" };
    Some(Head {
        kind: kind.to_owned(),
        uri: uri.to_owned(),
        date: date.to_owned(),
        content_type: content_type.to_owned(),
        length: Some(length),
        ..Head::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_have_two_versions() {
        let read = |line: &str| head(line.as_bytes()).map(|head| (head.kind, head.length));
        let response = Some(("response".to_owned(), Some(512)));
        assert_eq!(read("http://exemple.fr/ 192.0.2.1 20050309140500 text/html 512\n"), response);
        assert_eq!(read("http://exemple.fr/ 192.0.2.1 20050309140500 text/html 200 a - 0 f.arc 512\r\n"), response);
        assert_eq!(
            read("filedesc://f.arc 0.0.0.0 20050309140500 text/plain 77\n"),
            Some(("filedesc".to_owned(), Some(77)))
        );
        for line in ["http://exemple.fr/ 192.0.2.1 2005 text/html 512", "Une phrase de cinq mots.", "a: b c d e", ""] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
