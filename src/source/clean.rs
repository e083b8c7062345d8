//! Plain text out of whatever a file holds: nothing invisible, white space folded, accents composed, paragraphs apart.

use std::borrow::Cow;

use super::chars::{composed, folded};
use super::html;
use crate::dispatch::{Dispatch, Moment};
use crate::french::loose::loose;

/// Folds white space to single spaces, trims, drops control and invisible characters, and composes accents (NFC).
pub fn line(text: &str) -> Cow<'_, str> {
    composed(folded(text))
}

/// Whether two lines are the same but for quotes, blanks, capitals and accents.
pub fn same(a: &str, b: &str) -> bool {
    const MOST_DIFFERENCE: usize = 20;
    let key_of_a = || Some(key(a)).filter(|key| !key.is_empty());
    a == b || a.len().abs_diff(b.len()) < MOST_DIFFERENCE && key_of_a().is_some_and(|key_of_a| key_of_a == key(b))
}

/// What [`same`] compares: letters and digits in loose spelling.
pub fn key(line: &str) -> String {
    loose(line).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// As [`line`], and markup and entities are read as HTML where there are any.
pub fn markup_line(text: &str) -> String {
    if looks_like_html(text) || html::has_entity(text) {
        return html::paragraphs(text).join(" ");
    }
    line(text).into_owned()
}

/// The paragraphs of plain text: apart by blank lines, or by single line ends where there are no blank lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    let blank_lines = has_blank_line(text);
    let mut rows = text.lines().map(str::trim).peekable();
    let mut paragraphs = Vec::new();
    while let Some(row) = rows.next() {
        let mut paragraph = Cow::Borrowed(row);
        while let Some(next) = rows.next_if(|next| blank_lines && !next.is_empty()) {
            paragraph.to_mut().extend([" ", next]);
        }
        let paragraph = line(&paragraph);
        if !paragraph.is_empty() {
            paragraphs.push(paragraph.into_owned());
        }
    }
    paragraphs
}

/// Whether two paragraphs are kept apart by an empty line.
pub fn has_blank_line(text: &str) -> bool {
    text.trim().lines().any(|row| row.trim().is_empty())
}

/// Whether a text holds tags of HTML, or of NITF as agencies escape them within their texts; a lone `<`, as in `3 < 5`, is none.
pub fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 27] = [
        "p", "br", "div", "a", "b", "i", "em", "strong", "span", "table", "tr", "td", "ul", "ol", "li", "h1", "h2",
        "h3", "u", "strike", "sub", "sup", "org", "person", "location", "money", "hl2",
    ];
    text.split('<').skip(1).any(|piece| {
        let name = piece.strip_prefix('/').unwrap_or(piece);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let ends = matches!(name.as_bytes().get(length), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'));
        ends && TAGS.iter().any(|tag| name[..length].eq_ignore_ascii_case(tag)) && piece.contains('>')
    })
}

/// Makes every text of a dispatch clean, and drops those that are empty then. What a reader gives already clean costs a look.
pub fn dispatch(d: &mut Dispatch) {
    for text in [&mut d.id, &mut d.headline] {
        in_place(text);
    }
    let optional = [
        &mut d.provider,
        &mut d.language,
        &mut d.slug,
        &mut d.standfirst,
        &mut d.byline,
        &mut d.genre,
        &mut d.replaces,
        &mut d.rights,
        &mut d.signature,
        &mut d.translator,
    ];
    optional.into_iter().for_each(in_option);
    for list in [&mut d.body, &mut d.notes, &mut d.organisations, &mut d.keywords, &mut d.warnings] {
        in_list(list);
    }
    if let Some(dateline) = &mut d.dateline {
        in_place(&mut dateline.raw);
        in_option(&mut dateline.place);
        in_option(&mut dateline.agency);
    }
    for topic in &mut d.topics {
        in_place(&mut topic.label);
        in_option(&mut topic.scheme);
        in_option(&mut topic.code);
    }
    for location in &mut d.locations {
        in_place(&mut location.name);
        in_option(&mut location.country);
    }
    for person in &mut d.people {
        in_place(&mut person.name);
        in_option(&mut person.role);
        in_list(&mut person.forms);
    }
    d.topics.retain(|topic| !topic.label.is_empty());
    d.locations.retain(|location| !location.name.is_empty());
    d.people.retain(|person| !person.name.is_empty());
    d.id.retain(|c| !c.is_whitespace());
}

/// The text by which two dispatches are the same: headline, standfirst, body and the moment of creation.
pub fn fingerprint_text(d: &Dispatch) -> impl Iterator<Item = Cow<'_, str>> {
    let created = d.created.as_ref().map(Moment::to_string).unwrap_or_default();
    let texts = [d.headline.as_str(), d.standfirst.as_deref().unwrap_or_default()];
    texts.into_iter().chain(d.body.iter().map(String::as_str)).map(line).chain([Cow::Owned(created)])
}

fn in_place(text: &mut String) {
    if let Cow::Owned(clean) = line(text) {
        *text = clean;
    }
}

fn in_option(text: &mut Option<String>) {
    if let Some(some) = text {
        in_place(some);
    }
    text.take_if(|text| text.is_empty());
}

fn in_list(texts: &mut Vec<String>) {
    texts.iter_mut().for_each(in_place);
    texts.retain(|text| !text.is_empty());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::chars::is_dropped;

    #[test]
    fn white_space_is_folded_and_control_characters_go() {
        let cases = [
            ("Séisme à Kobé", "Séisme à Kobé"),
            ("  Séisme\u{A0}\tà\r\nKobé ", "Séisme à Kobé"),
            ("\u{FEFF}\0Séis\u{7}me\u{85}à \u{0} Kobé\u{9F}", "Séisme à Kobé"),
            (" \u{3}\u{4} ", ""),
            ("mu\u{202e}se\u{202c}e\u{200b}\u{301} \u{61c}", "museé"),
            ("", ""),
        ];
        for (text, clean) in cases {
            assert_eq!(line(text), clean, "{text:?}");
        }
        assert!(matches!(line("un deux"), Cow::Borrowed(_)));
    }

    #[test]
    fn paragraphs_stand_apart_by_blank_lines_or_else_by_lines() {
        let cases: [(&str, &[&str]); 5] = [
            ("Un.\nDeux.\r\nTrois.", &["Un.", "Deux.", "Trois."]),
            ("Un\ndeux.\n\nTrois\r\n \r\n\r\nquatre.\n", &["Un deux.", "Trois", "quatre."]),
            ("\n\nUn.\nDeux.\n\n", &["Un.", "Deux."]),
            ("Un.", &["Un."]),
            (" \n ", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(paragraphs(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn html_is_known_by_its_tags() {
        let cases = [
            ("<p>Un", true),
            ("Un<br/>deux", true),
            ("Un</DIV>", true),
            ("un <a href=\"x\">lien</a>", true),
            ("l'<org idsrc=\"isin\" value=\"XX0000\">Armement de Sarn</org>", true),
            ("m<sup>2</sup>", true),
            ("<personne> absente", false),
            ("3 < 5 et a<b", false),
            ("<agence@exemple.fr>", false),
            ("<p", false),
        ];
        for (text, html) in cases {
            assert_eq!(looks_like_html(text), html, "{text}");
        }
    }

    #[test]
    fn entities_are_decoded_in_a_headline() {
        let cases = [
            ("R&amp;B &agrave; Lyon", "R&B à Lyon"),
            ("R&B; suite", "R&B; suite"),
            ("<b>Mali</b> : accord", "Mali : accord"),
            ("<org idsrc=\"isin\">Sarn</org> vend, <money>12 euros</money>", "Sarn vend, 12 euros"),
        ];
        for (text, clean) in cases {
            assert_eq!(markup_line(text), clean);
        }
    }

    proptest! {
        #[test]
        fn a_clean_line_stays_as_it_is(
            text in "( |a|é|’|–|\\u{A0}|\\u{2009}|\\u{2028}|\\u{200B}|\\u{61C}|\\u{85}|\\u{0}|\\u{FEFF}|\n|[a-z]{20}|.){0,30}",
        ) {
            let clean = line(&text).into_owned();
            prop_assert!(!clean.chars().any(|c| is_dropped(c) || (c.is_whitespace() && c != ' ')));
            prop_assert!(!clean.contains("  ") && clean.trim() == clean);
            prop_assert_eq!(line(&clean), clean.as_str());
            let words = text.split(char::is_whitespace).map(|word| word.replace(is_dropped, ""));
            let plainly: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(clean, composed(Cow::Owned(plainly.join(" "))).into_owned());
        }
    }
}
