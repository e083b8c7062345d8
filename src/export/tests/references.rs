//! Formats for reference managers and feeds, of a dispatch whose identifier is an address.

use super::*;

/// A dispatch of someone who means harm, under an address: braces, quotes and markup, where a format would end what it is in.
fn hostile_address() -> Hit {
    let dispatch = Dispatch {
        id: "http://x.y/a%20b?c=\"<}}\n@article{evil,\u{202e}%".into(),
        headline: "Une { seule, \\{ et }} @article{evil, ER  - ]]> \"<é".into(),
        provider: Some("A{P\r\nER  - ".into()),
        byline: Some("Par Ada } Roux et {Léo} et {".into()),
        keywords: vec!["{".into(), "a|b ~ ^ # $ & _ %".into()],
        notes: vec!["}\u{1b}[2J".into()],
        created: Moment::try_from("2025-03-12".to_owned()).ok(),
        ..Dispatch::default()
    };
    Hit { rank: 1, dispatch, ..Hit::default() }
}

/// The entries of a file as BibTeX cuts it: braces count whatever stands before them.
fn entries(bib: &str) -> Vec<&str> {
    let (mut depth, mut start, mut entries) = (0_i32, 0, Vec::new());
    for (at, c) in bib.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        assert!(depth >= 0, "a brace too many: {}", &bib[..=at]);
        if depth == 0 {
            entries.push(bib[start..=at].trim());
            start = at + 1;
        }
    }
    assert_eq!((depth, bib[start..].trim()), (0, ""), "{bib}");
    entries
}

#[test]
fn braces_of_a_dispatch_end_no_entry_of_bibtex() {
    let bib = written(Format::Bibtex, false, &[hostile_address(), hostile(), alert()]);
    let entries = entries(&bib);
    assert!(entries.len() == 3 && entries.iter().all(|entry| entry.starts_with("@article{")), "{bib}");
    let first = entries[0];
    assert!(
        first.contains("  title = {{Une {\\textbraceleft} seule, {\\textbackslash}{\\textbraceleft} et "),
        "{first}"
    );
    assert!(first.contains("  author = {Ada  Roux and Léo},"), "{first}");
    assert!(first.contains("  url = {http://x.y/a%20b?c=%22%3C%7D%7D%0A@article%7Bevil,%E2%80%AE%25}"), "{first}");
    assert!(
        first.contains(
            "keywords = {{\\textbraceleft}; a{\\textbar}b {\\textasciitilde} {\\textasciicircum} \\# \\$ \\& \\_ \\%}"
        ),
        "{first}"
    );
}

#[test]
fn a_hostile_address_is_one_record_of_ris() {
    let ris = written(Format::Ris, false, &[hostile_address()]);
    let tags: Vec<&str> = ris.lines().filter_map(|line| line.split_once("  - ")).map(|(tag, _)| tag).collect();
    assert_eq!(tags, ["TY", "TI", "AU", "AU", "T2", "PY", "DA", "KW", "KW", "N1", "N1", "AN", "UR", "ER"], "{ris}");
    assert!(ris.contains("UR  - http://x.y/a%20b?c=%22%3C%7D%7D%0A@article%7Bevil,%E2%80%AE%25\r\n"), "{ris}");
}

#[test]
fn a_hostile_address_is_one_item_of_csl() {
    let csl: Vec<serde_json::Value> =
        serde_json::from_str(&written(Format::Csl, false, &[hostile_address(), alert()])).unwrap();
    assert_eq!(csl.len(), 2);
    assert_eq!(csl[0]["URL"], "http://x.y/a%20b?c=%22%3C%7D%7D%0A@article%7Bevil,%E2%80%AE%25");
    assert_eq!((&csl[0]["id"], &csl[1]["URL"]), (&hostile_address().dispatch.id.into(), &serde_json::Value::Null));
}

#[test]
fn an_address_is_encoded_once_in_a_feed() {
    let mut other = alert();
    other.dispatch.id = "50% de{x}".into();
    let atom = written(Format::Atom, false, &[hostile_address(), other]);
    let mut reader = quick_xml::Reader::from_str(&atom);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => names.push(tag.name().0.to_owned()),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(names.iter().filter(|name| *name == "entry").count(), 2, "{atom}");
    let address = "http://x.y/a%20b?c=%22%3C%7D%7D%0A@article%7Bevil,%E2%80%AE%25";
    assert!(atom.contains(&format!("<id>{address}</id>")), "{atom}");
    assert!(atom.contains(&format!("<link href=\"{address}\"/>")), "{atom}");
    assert!(atom.contains("<id>urn:depeche:50%25%20de%7Bx%7D</id>"), "{atom}");
}

#[test]
fn nothing_unsafe_of_an_address_reaches_a_terminal() {
    for format in formats().filter(|format| !format.is_binary()) {
        let list = written(format, true, &[hostile_address()]);
        assert!(!list.replace("\r\n", "").replace(['\n', '\t'], "").contains(is_unsafe), "{format}: {list:?}");
    }
}

#[test]
fn a_feed_and_references_tell_of_kills_and_embargoes() {
    let created = Moment::try_from("2025-12-31T23:30:00+00:00".to_owned()).ok();
    let killed = Dispatch {
        headline: "Crue à Brasmes".into(),
        status: Status::Canceled,
        body: vec!["Un faux secret.".into()],
        notes: vec!["Ne pas utiliser.".into()],
        created,
        ..Dispatch::default()
    };
    let held = Dispatch { status: Status::Embargoed, embargo: created, body: Vec::new(), ..killed.clone() };
    let [killed, held] = [killed, held].map(|dispatch| Hit { dispatch, ..Hit::default() });
    for format in [Format::Atom, Format::Ris, Format::Bibtex, Format::Csl] {
        let text = written(format, false, std::slice::from_ref(&killed));
        assert!(text.contains("status: canceled") && text.contains("Ne pas utiliser."), "{text}");
        assert!(!text.contains("faux secret"), "{text}");
        assert!(written(format, false, std::slice::from_ref(&held)).contains("embargo: 2025-12-31T23:30:00+00:00"));
    }
    let ris = written(Format::Ris, false, &[killed]);
    assert!(ris.contains("DA  - 2026/01/01"), "the day is that of the house: {ris}");
}
