//! Figures written in groups of three: `1 500`, `1.500`, `1’500` are one number.

use super::fold::is_apostrophe;

/// The length in bytes of the grouped number that opens `text`, if one does.
///
/// One to three digits without a leading zero, then groups of exactly three after one and the same separator: a point,
/// an apostrophe (Switzerland), or any space. A number that goes on after the last group (`192.168.10.1`) is none.
pub fn grouped_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = bytes.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    if !(1..=3).contains(&first) || bytes[0] == b'0' {
        return None;
    }
    let separator = text[first..].chars().next().filter(|&c| separates(c))?;
    let mut end = first;
    while let Some(group) = text[end..].strip_prefix(separator)
        && group.len() >= 3
        && group.as_bytes()[..3].iter().all(u8::is_ascii_digit)
        && !group[3..].starts_with(char::is_alphanumeric)
    {
        end += separator.len_utf8() + 3;
    }
    let goes_on =
        text[end..].strip_prefix(separator).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_space = separator.is_whitespace();
    (end > first && (is_space || !goes_on)).then_some(end)
}

fn separates(c: char) -> bool {
    c == '.' || is_apostrophe(c) || (c.is_whitespace() && c != '\n' && c != '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_table() {
        for (text, number) in [
            ("1 500 euros", Some("1 500")),
            ("1.500", Some("1.500")),
            ("1\u{a0}500", Some("1\u{a0}500")),
            ("1\u{202f}500", Some("1\u{202f}500")),
            ("1\u{2009}500\u{2009}000 d’euros", Some("1\u{2009}500\u{2009}000")),
            ("1’500 francs", Some("1’500")),
            ("12 345 678", Some("12 345 678")),
            ("1.500,50", Some("1.500")),
            ("11 300 20", Some("11 300")),
            ("192.168.10.1", None),
            ("2025 300", None),
            ("1 5000", None),
            ("1 500km", None),
            ("01 500", None),
            ("1\n500", None),
            ("3,500", None),
            ("15", None),
        ] {
            assert_eq!(grouped_len(text).map(|len| &text[..len]), number, "{text}");
        }
    }
}
