use super::*;
use crate::dispatch::{Dispatch, Status};
use crate::source::telegraph::messages;

/// The only dispatch of a file.
fn one(text: &str) -> Dispatch {
    let mut found = Vec::new();
    messages::each(Input::Text(text), 1 << 20, &mut |_| {}, |message, _| found.push(dispatch(&message).unwrap()))
        .unwrap();
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

const P1: &str = "La mairie de Valmont ouvre lundi son quai aux péniches, après trois ans de travaux.";

#[test]
fn a_transmission_of_ats() {
    let text = "\u{7f}\r\n\u{7f}\u{1}bsf031 2 cl 121   etf 967\r\n\r\nSuisse\r\n\r\n\u{2}Synthèse \r\nValmont:  \r\n\
        Le quai rouvre: une «fête pour \r\ntous» (le maire) = \r\n \r\n   Valmont VD (ats) La mairie de Valmont ouvre lundi \r\n\
        son quai aux péniches. \r\n \r\n   «Enfin», a dit le maire. \r\n \r\n(SDA\\/ab) \r\n \r\n\u{3}150923 aou 19\r\n\r\n\u{4}\r\n";
    let d = one(text);
    assert_eq!(d.id, "ats-bsf031-20190815");
    assert_eq!(d.headline, "Valmont: Le quai rouvre: une «fête pour tous» (le maire)");
    assert_eq!(d.body, ["La mairie de Valmont ouvre lundi son quai aux péniches.", "«Enfin», a dit le maire."]);
    assert_eq!((d.genre.as_deref(), d.slug.as_deref(), d.urgency), (Some("Synthèse"), Some("Suisse"), Some(2)));
    assert_eq!((d.signature.as_deref(), d.provider.as_deref()), (Some("(SDA/ab)"), Some("ATS")));
    assert_eq!(d.created.map(|moment| moment.to_string()).as_deref(), Some("2019-08-15T09:23:00+02:00"));
    assert_eq!((d.topics[0].label.as_str(), d.topics[0].code.as_deref()), ("culture", Some("cl")));
    assert_eq!(d.language.as_deref(), Some("fr"));
    assert_eq!(d.warnings, [""; 0]);
}

#[test]
fn a_transmission_of_dpa_without_control_characters() {
    let text = "eca00075 3 i 510    dpa 1003\n\n/politics/Orvine/\nREFILE\n2ND LEAD\nOrvine opens its quay\n\
        By Ada Quai, dpa, and\nBo Ufer, dpa  =\n \nOrvine (dpa) - The quay opens on Monday, says the\nmayor.\n\n\
        # Notebook\n\n## Note to editors\n- Adds mayor\n\n* * * *\n\
        The following information is not intended for publication\n\n## Editorial contacts\n- Tel: +00 00\n\ndpa aq bu\n\n\n\
        101137 GMT Dez 18\n";
    let d = one(text);
    assert_eq!(d.id, "dpa-eca00075-20181210");
    assert_eq!((d.headline.as_str(), d.byline.as_deref()), ("Orvine opens its quay", Some("Ada Quai and Bo Ufer")));
    assert_eq!(d.body, ["The quay opens on Monday, says the mayor."]);
    assert_eq!(d.notes, ["REFILE", "2ND LEAD", "Note to editors: Adds mayor", "Editorial contacts: Tel: +00 00"]);
    assert_eq!((d.version, d.keywords.len(), d.signature.as_deref()), (2, 2, Some("dpa aq bu")));
    assert_eq!(d.created.map(|moment| moment.to_string()).as_deref(), Some("2018-12-10T11:37:00+00:00"));
}

#[test]
fn a_flash_of_afp() {
    let d = one("FRA0064 1 G 0004 FRA/AFP-RC58\nFLASH\n- Le quai de Valmont est ouvert\nly\nAFP 310544 AOU 97\n");
    assert_eq!((d.id.as_str(), d.headline.as_str(), d.urgency), ("afp-FRA0064-19970831", "", Some(1)));
    assert_eq!((d.body, d.notes), (vec!["Le quai de Valmont est ouvert".to_owned()], vec!["FLASH".to_owned()]));
    assert_eq!(d.signature.as_deref(), Some("ly"));
}

#[test]
fn a_trailer_above_the_end_of_the_text() {
    for behind in ["", "\r\n", "\r\nNNNN\r\n"] {
        let d = one(&format!(
            "\u{1}FRA0064 1 G 0004 FRA/AFP-RC58\r\n\u{2}- Le quai de Valmont est ouvert\r\nly\r\nAFP 310544 AOU 97\r\n\u{3}{behind}\u{4}"
        ));
        assert_eq!((d.id.as_str(), d.body), ("afp-FRA0064-19970831", vec!["Le quai de Valmont est ouvert".to_owned()]));
        assert_eq!((d.signature.as_deref(), d.warnings), (Some("ly"), Vec::new()), "{behind:?}");
    }
}

#[test]
fn a_headline_without_mark_is_told_by_the_dateline() {
    let text = format!(
        "\u{1}FRA0171 4 G 0110 FRA/AFP-AB12\r\nValmont-quai\r\n\u{2}Le quai de Valmont rouvre\r\n\r\n   VALMONT, 12 mars (AFP) - {P1}\r\nab/cd\r\n\u{3}AFP 120959 MAR 98\r\n\u{4}"
    );
    let d = one(&text);
    assert_eq!((d.headline.as_str(), d.slug.as_deref()), ("Le quai de Valmont rouvre", Some("Valmont-quai")));
    assert_eq!((d.body.as_slice(), d.signature.as_deref()), ([P1.to_owned()].as_slice(), Some("ab/cd")));
    assert_eq!(d.dateline.and_then(|dateline| dateline.date).map(|day| day.to_string()).as_deref(), Some("1998-03-12"));
}

#[test]
fn a_day_in_the_heading_helps_where_there_is_no_trailer() {
    let d = one(
        "\u{1}bkn014 4 pl 171 vvvvb KNA 170123-89-00065#2\r\nLandtag/Kinder\r\n\u{2}Das Ufer ist offen=\r\n   Berlin (KNA) Das Ufer.\u{3}\u{4}",
    );
    assert_eq!((d.id.as_str(), d.provider.as_deref()), ("kna-bkn014-20170123", Some("KNA")));
    assert_eq!(d.body, ["Das Ufer."]);
    assert_eq!(
        (d.headline.as_str(), d.keywords),
        ("Das Ufer ist offen", vec!["Landtag".to_owned(), "Kinder".to_owned()])
    );
}

#[test]
fn an_embargo_above_the_headline_is_one() {
    let d = one(&format!(
        "\u{1}FRA0418 4 G 0095 FRA/AFP-HB07\r\n\u{2}SOUS EMBARGO JUSQU'AU 18 mars 2004 à 18h00\r\nLe quai rouvre =\r\n\r\n   {P1}\r\n\u{3}\u{4}"
    ));
    assert_eq!((d.status, d.headline.as_str()), (Status::Embargoed, "Le quai rouvre"));
    assert_eq!(d.embargo.map(|moment| moment.to_string()).as_deref(), Some("2004-03-18T18:00:00+01:00"));
}

#[test]
fn damage_is_told_and_nothing_is_lost() {
    let cut = one(&format!("\u{1}bsf031 2 cl 121\r\n\u{2}Le quai =\r\n\r\n   {P1}"));
    assert_eq!((cut.body.as_slice(), cut.id.as_str()), ([P1.to_owned()].as_slice(), ""));
    assert_eq!(cut.warnings, ["the text has no end (ETX): it may have been cut off"]);
    let garbled = one(&format!("\u{1}b#f0 2 cl\r\n\u{2}Le quai =\r\n\r\n   {P1}\r\n\u{3}159923 aou 19\u{4}"));
    assert_eq!(garbled.headline, "Le quai");
    assert_eq!(
        garbled.warnings,
        ["heading `b#f0 2 cl` is not understood", "trailer `159923 aou 19` is no date, left out"]
    );
}

#[test]
fn a_kill_is_one_and_a_transmission_without_text_is_none() {
    let d = one(&format!(
        "\u{1}bsf031 2 cl 121 etf 1\r\n\u{2}ANNULATION\r\n(concerne bsf028)\r\nLe quai rouvre =\r\n\r\n   Valmont (ats) {P1}\r\n\u{3}150923 aou 19\u{4}"
    ));
    assert_eq!((d.status, d.headline.as_str()), (Status::Canceled, "Le quai rouvre"));
    assert_eq!((d.id.as_str(), d.replaces.as_deref()), ("ats-bsf031-20190815", Some("ats-bsf028-20190815")));
    let mut reasons = Vec::new();
    messages::each(Input::Text("\u{1}bsf031 2 cl 0\r\n\u{2}\r\n\u{3}\u{4}"), 100, &mut |_| {}, |message, _| {
        reasons.push(dispatch(&message).unwrap_err().to_string());
    })
    .unwrap();
    assert_eq!(reasons, ["not a dispatch: a transmission without text"]);
}
