use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;
use crate::dispatch::PlaceRole;

/// What a file gives: its dispatches, and the reasons of what was skipped.
fn read_all(reader: &dyn Reader, text: &str) -> (Vec<Dispatch>, Vec<SkipReason>) {
    let both = [Input::Text(text), Input::Stream(&mut text.as_bytes())].map(|input| {
        let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
        let outcome = reader.read(input, &Options::default(), &mut |item| match item {
            Item::Dispatch(dispatch) => dispatches.push(*dispatch),
            Item::Skipped(skip) => skips.push(skip.reason),
        });
        outcome.unwrap();
        (dispatches, skips)
    });
    let [whole, streamed] = both;
    assert_eq!(whole, streamed);
    whole
}

fn one(head: &str, body: &str) -> Dispatch {
    let (mut dispatches, skips) = read_all(&Nitf, &format!("<nitf><head>{head}</head><body>{body}</body></nitf>"));
    assert_eq!((dispatches.len(), skips), (1, vec![]));
    dispatches.remove(0)
}

const TEXT: &str = "<body.content><p>Le bac de l'Orvine ne passe plus.</p></body.content>";

#[test]
fn a_document_with_all_its_fields() {
    let d = one(
        "<title>Orvine-bac-crue</title><tobject tobject.type='news'><tobject.property tobject.property.type='papier'/>
         <tobject.subject tobject.subject.refnum='03000000'/><tobject.subject tobject.subject.refnum='03000000'/></tobject>
         <docdata management-status='usable'><doc-id id-string='presse.77' regsrc='AFP'/><urgency ed-urg='3'/>
         <evloc city='Lens' iso-cc='FR'/><del-list><from-src src-name='Agence France-Presse' level-number='1'/></del-list>
         <date.issue norm='20250309T140500+0100'/><date.release norm='20250309T140500+0100'/>
         <du-key key='crue' generation='1' version='4'/><ed-msg info='Ajoute le préfet'/>
         <key-list><keyword key='crue'/><keyword>bac</keyword><keyword key='crue'/></key-list>
         <doc.copyright year='2025' holder='AFP'/></docdata>",
        "<body.head><hedline><hl1>Crue: le bac  à quai</hl1><hl2>Les riverains attendent</hl2></hedline>
         <note><p>Photos à suivre</p></note><byline>Par <person>Ada Brévent</person><byttl>à Lens</byttl></byline>
         <dateline><location><city>LENS</city>, <country iso-cc='FR'>France</country></location></dateline></body.head>
         <body.content><media media-type='image'><media-caption>Le bac</media-caption></media>
         <p>Le bac de <location>Sarn</location> attend, dit <person>Ilo Stern</person>.</p><p>M. <person>Stern</person>
         dirige les <org>Ponts de l'Orvine</org>.</p><p>asl/tib</p></body.content>
         <body.end><tagline>Avec la rédaction de Metz</tagline></body.end>",
    );
    assert_eq!((d.id.as_str(), d.version, d.provider.as_deref()), ("presse.77", 4, Some("AFP")));
    assert_eq!(
        (d.headline.as_str(), d.standfirst.as_deref()),
        ("Crue: le bac à quai", Some("Les riverains attendent"))
    );
    assert_eq!((d.slug.as_deref(), d.byline.as_deref()), (Some("Orvine-bac-crue"), Some("Ada Brévent")));
    assert_eq!((d.urgency, d.genre.as_deref(), d.signature.as_deref()), (Some(3), Some("papier"), Some("asl/tib")));
    assert_eq!(d.body, ["Le bac de Sarn attend, dit Ilo Stern.", "M. Stern dirige les Ponts de l'Orvine."]);
    assert_eq!(d.notes, ["Ajoute le préfet", "Photos à suivre", "Avec la rédaction de Metz"]);
    assert_eq!(d.keywords, ["crue", "bac"]);
    assert_eq!(d.topics.len(), 1);
    assert_eq!(
        (d.people[0].name.as_str(), &d.people[0].forms[..]),
        ("Ilo Stern", &["Ilo Stern".into(), "Stern".into()][..])
    );
    assert_eq!((d.people.len(), d.organisations), (1, vec!["Ponts de l'Orvine".to_owned()]));
    let places: Vec<_> = d.locations.iter().map(|l| (l.name.as_str(), l.role, l.country.as_deref())).collect();
    assert_eq!(places, [("Lens", PlaceRole::Dateline, Some("FR")), ("Sarn", PlaceRole::Mentioned, None)]);
    assert_eq!(d.created.unwrap().to_string(), "2025-03-09T14:05:00+01:00");
    assert_eq!((d.embargo, d.status, d.rights.as_deref()), (None, Status::Usable, Some("© 2025 AFP")));
    assert_eq!(d.warnings, Vec::<String>::new());
}

#[test]
fn kills_embargoes_and_replacements() {
    let d = one(
        "<docdata management-status='canceled' management-doc-idref='a.1' management-idref-status='canceled'>
         <doc-id id-string='a.2'/></docdata>",
        "",
    );
    assert_eq!((d.status, d.replaces.as_deref(), d.id.as_str()), (Status::Canceled, Some("a.1"), "a.2"));
    let d =
        one("<docdata><doc-id id-string='a.2'/><correction id-string='a.1' info='Bien lire deux'/></docdata>", TEXT);
    assert_eq!((d.replaces.as_deref(), &d.notes[..]), (Some("a.1"), &["Bien lire deux".to_owned()][..]));
    let issued = "<date.issue norm='20250309T140500Z'/>";
    for (status, release, wanted) in [
        ("embargoed", "20250309T140500Z", (Status::Embargoed, true)),
        ("usable", "20250310T060000Z", (Status::Embargoed, true)),
        ("usable", "20250309T141000Z", (Status::Usable, false)),
        ("Withheld", "", (Status::Withheld, false)),
    ] {
        let docdata =
            format!("<docdata management-status='{status}'>{issued}<date.release norm='{release}'/></docdata>");
        let d = one(&docdata, TEXT);
        assert_eq!((d.status, d.embargo.is_some()), wanted, "{status} {release}");
    }
}

#[test]
fn what_is_odd_is_a_warning_and_no_loss() {
    let d = one(
        "<docdata management-status='floating'><date.issue norm='YYYYMMDD000000-HHMM'/><urgency ed-urg='x'/></docdata>",
        TEXT,
    );
    assert_eq!(
        d.warnings,
        [
            "management-status `floating` is not known, taken as usable",
            "date.issue `YYYYMMDD000000-HHMM` is no date, left out",
            "urgency `x` is not from 1 to 9, left out",
        ]
    );
    assert_eq!(d.body.len(), 1);
}

#[test]
fn several_documents_and_none() {
    let document =
        |text: &str| format!("<?xml version='1.0'?>\n<nitf><body><body.content>{text}</body.content></body></nitf>");
    let file =
        [document("<p>Un.</p>"), document("<media media-type='Video'/>"), document(""), document("<p>Deux.")].concat();
    let (dispatches, skips) = read_all(&Nitf, &file);
    assert_eq!(dispatches.iter().map(|d| d.title()).collect::<Vec<_>>(), ["Un.", "Deux."]);
    let none = SkipReason::NotADispatch("NITF without headline or text".to_owned());
    assert_eq!(skips, [SkipReason::PackageOrPicture("video".to_owned()), none]);
    let (dispatches, _) = read_all(&Nitf, &file[..file.len() - "</body.content></body></nitf>".len()]);
    assert_eq!(dispatches[1].warnings, ["cut off before its end, read as far as it goes"]);
}

#[test]
fn the_corpus_of_the_new_york_times() {
    let file = r#"<?xml version="1.0"?><nitf><head><title>A Ferry Waits</title><meta content="9" name="publication_day_of_month"/>
        <meta content="3" name="publication_month"/><meta content="1999" name="publication_year"/><meta content="FERRY" name="slug"/>
        <docdata><doc-id id-string="1099001"/><doc.copyright holder="The New York Times" year="1999"/><identified-content>
        <classifier class="indexing_service" type="descriptor">Ferries</classifier>
        <classifier class="online_producer" type="taxonomic_classifier">Top/News</classifier>
        <classifier class="online_producer" type="types_of_material">Letter</classifier>
        <org class="indexing_service">Orvine Bridges Co</org><person class="indexing_service">STERN, ILO (MAYOR)</person>
        <location class="indexing_service">Sarn (France)</location></identified-content></docdata>
        <pubdata date.publication="19990309T000000"/></head>
        <body><body.head><hedline><hl1>A Ferry Waits</hl1><hl2 class="online_headline">Ferry</hl2></hedline>
        <byline class="print_byline">By ADA BREVENT</byline><byline class="normalized_byline">Brevent, Ada</byline>
        <dateline>SARN, France, March 8</dateline><abstract><p>Letter on ferries</p></abstract></body.head><body.content>
        <block class="lead_paragraph"><p>The ferry waits.</p></block><block class="full_text"><p>LEAD: The ferry waits.</p><p>So do we.</p></block>
        <block class="correction_text"><p>The ferry was a bridge.</p></block></body.content></body></nitf>"#;
    assert!(Nyt.recognises(&Head { text: file, whole: true }));
    assert!(!Nyt.recognises(&Head { text: "<nitf><head/></nitf>", whole: true }));
    let (dispatches, _) = read_all(&Nyt, file);
    let d = &dispatches[0];
    assert_eq!(
        (d.id.as_str(), d.headline.as_str(), d.byline.as_deref()),
        ("1099001", "A Ferry Waits", Some("ADA BREVENT"))
    );
    assert_eq!(d.body, ["The ferry waits.", "So do we."]);
    assert_eq!((d.created.unwrap().to_string(), d.slug.as_deref()), ("1999-03-09".to_owned(), Some("FERRY")));
    assert_eq!((&d.notes[..], d.genre.as_deref()), (&["The ferry was a bridge.".to_owned()][..], Some("Letter")));
    assert_eq!(d.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()), Some("Sarn"));
    assert_eq!((d.topics.len(), d.topics[0].label.as_str(), d.people[0].name.as_str()), (1, "Ferries", "Ilo Stern"));
    assert_eq!((d.standfirst.as_deref(), d.organisations.len()), (Some("Letter on ferries"), 1));
}

#[test]
fn hostile_documents_take_linear_time() {
    let pieces = [
        "<p>x<br/>",
        "<person>A B</person>",
        "<keyword key='é'/>",
        "<hl2>x</hl2>",
        "<abstract><p>y</p></abstract>",
        "<note>x",
        "<block><byline>x</byline>",
        "<location>x</location>",
        "<media/>",
        "<pre>\n",
        "<![CDATA[",
        "&lt;b&gt;",
        "<revision-history/>",
    ];
    for piece in pieces {
        let many: String = (0..100_000 / piece.len()).map(|i| piece.replace('x', &i.to_string())).collect();
        let start = ThreadTime::now();
        for (open, close) in [
            ("<nitf><body><body.head><hedline>", "</hedline>"),
            ("<nitf><body><body.content>", ""),
            ("<nitf><head><docdata><key-list>", ""),
        ] {
            read_all(&Nitf, &format!("{open}{many}{close}"));
        }
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_is_taken(
        text in "(<nitf>|</nitf>|<head>|<docdata>|<doc-id id-string='|'/>|<body>|<body.head>|<hl1>|</|>|<p>|<br/>|<table>|<tr>|<pre>|<note>|<!\\[CDATA\\[|é|\n|\\PC){0,40}",
    ) {
        read_all(&Nitf, &text);
        read_all(&Nyt, &text);
    }
}
