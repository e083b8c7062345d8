use super::*;
use crate::dispatch::Dispatch;
use crate::source::telegraph::messages;

/// The only dispatch of a file.
fn one(text: &str) -> Dispatch {
    let mut found = Vec::new();
    messages::each(Input::Text(text), 1 << 20, &mut |_| {}, |message, _| found.push(dispatch(&message).unwrap()))
        .unwrap();
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

fn sent(keywords: &str, text: &str) -> String {
    format!(
        "\u{16}\u{16}\u{1}W2870\u{1f}asian\n{keywords}\n\u{2}{text}\n\t\u{3}AP-WF-11-13-13 1509GMT<\n\n\u{c}\n\u{4}\n"
    )
}

#[test]
fn a_transmission_of_ap() {
    let text = "^BC-EU--Orvine-Quay, 2nd Ld-Writethru,466< \n^In Orvine, the quay opens < \n^AP Photo XNP101, XNP102<\n\
        ^Eds: Updates with mayor. With AP Photos.<\n^By ADA QUAI and BO UFER=\n^AP Sports Writer=\n\
        \t   ORVINE, France (AP) _ The quay opens on Monday. \n \n\t   ``The quay _ at last _ is ours,'' she said. `Ours.' \n\
        \t   ___\n\t   SEA\n\t   It is wet.\n";
    let d = one(&sent("u i\u{13}\u{11} BC-EU--Orvine-Quay 2ndLd-Writethru   11-13 0466", text));
    assert_eq!((d.id.as_str(), d.version, d.urgency), ("ap-W2870-20131113", 2, Some(3)));
    assert_eq!((d.headline.as_str(), d.slug.as_deref()), ("In Orvine, the quay opens", Some("EU--Orvine-Quay")));
    assert_eq!(
        d.body,
        ["The quay opens on Monday.", "\"The quay – at last – is ours,\" she said. 'Ours.'", "SEA", "It is wet."]
    );
    assert_eq!(d.byline.as_deref(), Some("Ada Quai and Bo Ufer"));
    assert_eq!(d.notes, ["2nd Ld-Writethru", "AP Photo XNP101, XNP102", "Eds: Updates with mayor. With AP Photos."]);
    assert_eq!(d.created.map(|moment| moment.to_string()).as_deref(), Some("2013-11-13T15:09:00+00:00"));
    assert_eq!(d.topics[0].label, "international");
    assert_eq!(d.locations[0].name, "Orvine");
}

#[test]
fn an_alert_has_no_headline() {
    let d = one(&sent(
        "b a\u{13}\u{11} BC-EU--APNewsAlert     06-29 0358",
        "^BC-EU--APNewsAlert,17<\n\tORVINE (AP) _ The quay opens.",
    ));
    assert_eq!((d.headline.as_str(), d.title(), d.urgency), ("", "The quay opens.", Some(2)));
}

#[test]
fn rows_of_a_table_stay_apart() {
    let text = "^BC-WEA--Quays,<\n\tORVINE (AP) _ Heights of the quays in feet and inches, as they were yesterday:<\n\t;MIN;MAX<\n\tOrvine;12;40<\n\tValmont\u{8}7\u{10}9<\n^END<\n";
    let d = one(&sent("u i\u{14}\u{12} BC-WEA--Quays     11-13 0895", text));
    assert_eq!(d.body[1..], ["MIN;MAX", "Orvine;12;40", "Valmont 7 9"]);
}

#[test]
fn a_summary_that_repeats_the_text_is_left_out_and_another_kept() {
    let first = "The quay of Orvine opens on Monday after three years of work on its walls, the mayor says.";
    for (summary, kept) in
        [(format!("{first} It is wet."), None), ("What else is new".to_owned(), Some("What else is new"))]
    {
        let text = format!("^BC-Quay,12<\n^Quay opens<\n^{summary}<\n\tORVINE (AP) _ {first}\n");
        let d = one(&sent("u i\u{13}\u{11} BC-Quay   11-13 0895", &text));
        assert_eq!((d.standfirst.as_deref(), d.body.as_slice()), (kept, [first.to_owned()].as_slice()));
    }
}

#[test]
fn an_advisory_may_have_nothing_but_marked_lines() {
    let text = "^BC-Quay Digest,<\n^AP Digest\n of quays<\n^The quay of Orvine opens.<\n^Eds: More later.<\n";
    let d = one(&sent("r v\u{13}\u{11} BC-QuayDigest   11-13 0895", text));
    assert_eq!((d.headline.as_str(), d.notes.len()), ("AP Digest", 1));
    assert!(d.body.concat().contains("of quays"), "{:?}", d.body);
}

#[test]
fn kills_withdraw() {
    let text =
        "^BC-Quay, KILL,12<\n^Quay opens<\n^EDITORS: Kill BC-Quay. The quay is closed.<\n\tORVINE (AP) _ Withdrawn.\n";
    let d = one(&sent("b i\u{13}\u{11} BC-Quay KILL   11-13 0895", text));
    assert_eq!((d.status, d.notes.len()), (Status::Canceled, 2));
}

#[test]
fn a_transmission_of_kyodo() {
    let text = "\u{1}a0105KYODO\u{1f}koko-\r\nu s\u{14}\u{12} BC-Rowing-Cup   09-12 0344\r\n\u{2}BC-Rowing-Cup\r\n\
        Rowing: Nagoya wins the cup on a\r\nvery wet day+\r\n     NAGOYA, Japan, Dec. 9 Kyodo - Nagoya won the cup of quays on a very wet \r\n\
        Sunday.\r\n     It was wet.\r\n==Kyodo\r\n\u{3}KWS-21:37-09-12-18\u{4}\r\n";
    let d = one(text);
    assert_eq!(
        (d.id.as_str(), d.headline.as_str()),
        ("kyodo-a0105-20181209", "Rowing: Nagoya wins the cup on a very wet day")
    );
    assert_eq!(d.body, ["Nagoya won the cup of quays on a very wet Sunday.", "It was wet."]);
    assert_eq!((d.signature.as_deref(), d.locations[0].name.as_str()), (Some("==Kyodo"), "Nagoya"));
    assert_eq!(d.created.map(|moment| moment.to_string()).as_deref(), Some("2018-12-09T21:37:00+09:00"));
}
