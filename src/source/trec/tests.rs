use proptest::prelude::*;

use super::*;
use crate::dispatch::Dispatch;

fn read(text: &str) -> (Vec<Dispatch>, Vec<String>) {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    Trec.read(Input::Text(text), &Options::default(), &mut |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => skips.push(skip.to_string()),
    })
    .unwrap();
    (dispatches, skips)
}

fn moment(d: &Dispatch) -> String {
    d.created.map(|moment| moment.to_string()).unwrap_or_default()
}

#[test]
fn french_gigaword() {
    let text = "<DOC id=\"AFP_FRE_19990512.0042\" type=\"story\" >\n<HEADLINE>\nLe pont de l'Orvine ferme\n</HEADLINE>\n\
                <DATELINE>\nVALMONT, 12 mai (AFP)\n</DATELINE>\n<TEXT>\n<P>\nLe pont est ferm&eacute; & le bac\nde retour.\n</P>\n\
                <P>\nOn attend.\n</P>\n</TEXT>\n</DOC>\n<DOC id=\"AFP_FRE_19990512.0043\" type=\"advis\">\n<TEXT>\nAvis aux clients.\n</TEXT>\n</DOC>\n\
                <DOC id=\"AFP_FRE_19990512.0044\" type=\"other\">\n</DOC>";
    let (found, skips) = read(text);
    assert_eq!(found.len(), 2);
    let d = &found[0];
    assert_eq!((d.id.as_str(), d.headline.as_str()), ("AFP_FRE_19990512.0042", "Le pont de l'Orvine ferme"));
    assert_eq!(d.body, ["Le pont est fermé & le bac de retour.", "On attend."]);
    assert_eq!(
        (d.provider.as_deref(), d.language.as_deref(), moment(d).as_str()),
        (Some("AFP"), Some("fr"), "1999-05-12")
    );
    assert_eq!(d.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()), Some("Valmont"));
    assert_eq!((found[1].genre.as_deref(), found[1].headline.as_str()), (Some("advis"), ""));
    assert_eq!(skips, ["record 3: not a dispatch: a <DOC> without any text"]);
}

#[test]
fn associated_press() {
    let text = "<DOC>\n<DOCNO> AP890301-0007 </DOCNO>\n<FILEID>AP-NR-03-01-89 1637EST</FILEID>\n\
                <1ST_LINE>u i AM-Orvine     03-01 0155</1ST_LINE>\n<2ND_LINE>AM-Orvine,150</2ND_LINE>\n\
                <HEAD>Bridge Closes</HEAD>\n<DATELINE>VALMONT, France (AP) </DATELINE>\n<TEXT>\n   The bridge was closed\n\
                Friday.\n   A ferry runs.\n</TEXT>\n</DOC>";
    let d = &read(text).0[0];
    assert_eq!((moment(d).as_str(), d.urgency), ("1989-03-01T16:37:00-05:00", Some(3)));
    assert_eq!(d.body, ["The bridge was closed Friday.", "A ferry runs."]);
    assert_eq!((d.provider.as_deref(), d.slug.as_deref()), (Some("AP"), Some("AM-Orvine")));
}

#[test]
fn clef_in_french() {
    let text = "<DOC>\n<DOCNO>ATS.940103.0012</DOCNO>\n<TI>Crue de l'Orvine</TI>\n<KW>crue; ponts</KW>\n<LD>Trois ponts\nsont ferm\u{e9}s.</LD>\n\
                <TX>Le bac reprend.</TX>\n<ST>Un essai</ST>\n</DOC>\n<DOC>\n<DOCNO>LEMONDE94-000001-19940105</DOCNO>\n<TITLE>Un retour</TITLE>\n<TEXT>Texte.</TEXT>\n";
    let (found, _) = read(text);
    assert_eq!(found[0].body, ["Trois ponts sont fermés.", "Le bac reprend.", "Un essai"]);
    assert_eq!(found[0].keywords, ["crue", "ponts"]);
    assert_eq!((found[0].provider.as_deref(), moment(&found[0]).as_str()), (Some("ATS"), "1994-01-03"));
    assert_eq!((found[1].provider.as_deref(), moment(&found[1]).as_str()), (Some("LE MONDE"), "1994-01-05"));
    assert_eq!(found[1].warnings, ["cut off: its end is missing"]);
}

#[test]
fn numbers_are_no_authors() {
    let read_byline =
        |author: &str| read(&format!("<DOC><AU>{author}</AU><TEXT>Un pont.</TEXT></DOC>")).0[0].byline.clone();
    assert_eq!((read_byline("FBIS-WEU-94-001"), read_byline("By ANA ROY")), (None, Some("ANA ROY".to_owned())));
}

#[test]
fn other_dates() {
    for (fields, wanted) in [
        ("<DOCNO>WSJ_1</DOCNO><DATE>\n01/30/93\n</DATE>", "1993-01-30"),
        ("<DOCNO>FT911-3</DOCNO><DATE>910514</DATE>", "1991-05-14"),
        ("<DOCNO>LA010189-0001</DOCNO><DATE><P>January 1, 1989, Sunday, Home Edition</P></DATE>", "1989-01-01"),
        ("<DOCNO>x</DOCNO><DATE>jamais</DATE>", ""),
    ] {
        let (found, _) = read(&format!("<DOC>{fields}<TEXT>Un pont.</TEXT></DOC>"));
        assert_eq!(moment(&found[0]), wanted, "{fields}");
        assert_eq!(found[0].warnings.len(), usize::from(wanted.is_empty()), "{fields}");
    }
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "(<DOC>|</DOC>|<DOCNO>|</DOCNO>|<TEXT>|</TEXT>|<P>|<1ST_LINE>|<DATE>|<|&|é|1|a| |\n|-|\\PC){0,60}") {
        for dispatch in read(&text).0 {
            prop_assert!(!dispatch.title().is_empty() || !dispatch.body.is_empty());
        }
    }
}
