//! Whole messages: encodings, parts, attachments, whatever is no copy.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;

const COPY: &str = "La crue de l'Orvine a reculé dans la nuit de samedi à dimanche, a indiqué la préfecture de Valmont, \
                    qui maintient l'alerte.";

type Named = (String, Vec<u8>);

/// The dispatches of a message, its attachments, and the reasons for what was left out.
fn parts(message: &[u8]) -> (Vec<Dispatch>, Vec<Named>, Vec<String>) {
    let (mut dispatches, mut attachments, mut skips) = (vec![], vec![], vec![]);
    read(message, &mut |part| match part {
        Part::Dispatch(dispatch) => dispatches.push(*dispatch),
        Part::Attachment { name, bytes, .. } => attachments.push((name, bytes)),
        Part::Skipped(skip) => skips.push(skip.to_string()),
    });
    (dispatches, attachments, skips)
}

fn one(message: &[u8]) -> Dispatch {
    let (mut dispatches, ..) = parts(message);
    assert_eq!(dispatches.len(), 1);
    dispatches.remove(0)
}

fn message(headers: &str, body: &str) -> Vec<u8> {
    format!("From: Ana Roy <ana@exemple.fr>\r\nMessage-ID: <1@exemple.fr>\r\n{headers}\r\n{body}").into_bytes()
}

#[test]
fn the_header_fills_the_fields() {
    let headers = "Subject: =?iso-8859-1?Q?TR_:_[fil]_Crue_=E0_Valmont?=\r\nDate: Sun, 9 Mar 2025 14:05:00 +0100\r\n\
                   Keywords: crue, Valmont\r\n";
    let dispatch = one(&message(headers, &format!("Bonjour,\r\n\r\nVALMONT (AFP) - {COPY}\r\n\r\nab/cd\r\n")));
    assert_eq!(dispatch.headline, "Crue à Valmont");
    assert_eq!(dispatch.id, "1@exemple.fr");
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy"));
    assert_eq!(dispatch.provider.as_deref(), Some("AFP"));
    assert_eq!(dispatch.created.unwrap().to_string(), "2025-03-09T14:05:00+01:00");
    assert_eq!(dispatch.keywords, ["crue", "Valmont"]);
    assert_eq!(dispatch.signature.as_deref(), Some("ab/cd"));
    assert_eq!(dispatch.body, [COPY]);
}

#[test]
fn encodings_are_seen_whatever_is_declared() {
    let latin = encoding_rs::WINDOWS_1252.encode(COPY).0.into_owned();
    let quoted: String = latin
        .iter()
        .map(
            |&byte| if byte.is_ascii() && byte != b'=' { char::from(byte).to_string() } else { format!("={byte:02X}") },
        )
        .collect();
    let typed = |kind: &str, body: &[u8]| {
        let mut message = message(&format!("Subject: Crue\r\nContent-Type: {kind}\r\n"), "");
        message.extend_from_slice(body);
        message
    };
    for message in [
        typed("text/plain; charset=us-ascii", COPY.as_bytes()),
        typed("text/plain; charset=iso-8859-1", COPY.as_bytes()),
        typed("text/plain; charset=inconnu", &latin),
        typed("text/plain", &latin),
        typed("text/plain; charset=\"utf-8\"", &latin),
        typed("text/plain; charset=utf-7bit", COPY.as_bytes()),
        typed("text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable", quoted.as_bytes()),
        typed("text/html; charset=utf-8", format!("<div>Bonjour,</div><p>{COPY}</p>").as_bytes()),
    ] {
        assert_eq!(one(&message).body, [COPY], "{}", String::from_utf8_lossy(&message));
    }
    let raw =
        [b"Subject: ".as_slice(), &encoding_rs::WINDOWS_1252.encode("Crue à Valmont").0, b"\n\n", &latin].concat();
    assert_eq!(one(&raw).headline, "Crue à Valmont");
}

#[test]
fn flowed_lines_are_joined() {
    let text = COPY.replace(" samedi", " \r\nsamedi").replace(" préf", " \r\npréf");
    let dispatch = one(&message("Subject: Crue\r\nContent-Type: text/plain; format=flowed\r\n", &text));
    assert_eq!(dispatch.body, [COPY]);
}

#[test]
fn plain_text_is_preferred_unless_it_only_points_to_html() {
    let alternative = |plain: &str| {
        let html = format!("<p>{COPY}</p><p>Deux.</p>");
        let body = format!(
            "--b\r\nContent-Type: text/plain\r\n\r\n{plain}\r\n--b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b--\r\n"
        );
        one(&message("Subject: Crue\r\nContent-Type: multipart/alternative; boundary=b\r\n", &body)).body
    };
    let plain = format!("{COPY}\r\n\r\nUn de plus, et une phrase.");
    assert_eq!(alternative(&plain), [COPY, "Un de plus, et une phrase."]);
    assert_eq!(alternative("Voir en HTML."), [COPY, "Deux."]);
}

/// A message with a text and parts after it.
fn mixed(text: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut body = format!("--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");
    for (headers, content) in others {
        body += &format!("--b\r\n{headers}\r\n\r\n{content}\r\n");
    }
    message("Subject: Crue\r\nContent-Type: multipart/mixed; boundary=b\r\n", &(body + "--b--\r\n"))
}

const ATTACHED: &str = "Content-Type: text/plain; name=\"../a/copie.txt\"\r\nContent-Disposition: attachment\r\n\
                        Content-Transfer-Encoding: base64";

#[test]
fn attachments_are_handed_on() {
    let picture = ("Content-Type: image/png; name=p.png\r\nContent-Transfer-Encoding: base64", "iVBORw0KGgo=");
    let (dispatches, attachments, skips) = parts(&mixed("Bonjour, voir la copie.", &[(ATTACHED, "w6l0w6kK"), picture]));
    assert!(dispatches.is_empty());
    assert_eq!(attachments, [("copie.txt".to_owned(), "été\n".as_bytes().to_vec())]);
    assert_eq!(skips, ["not a dispatch: attachment of type `image/png`"]);
    let long = format!("{COPY} {COPY}");
    let (dispatches, attachments, _) = parts(&mixed(&long, &[(ATTACHED, "w6l0w6kK")]));
    assert_eq!((dispatches.len(), attachments.len()), (1, 1));
    let (dispatches, attachments, _) = parts(&mixed("Bref.", &[picture]));
    assert_eq!((dispatches.len(), attachments.len()), (1, 0));
}

#[test]
fn a_message_inside_a_message_is_an_attachment() {
    let inner = format!("Subject: Dedans\r\nFrom: b@exemple.fr\r\n\r\n{COPY}");
    let (dispatches, attachments, _) = parts(&mixed("Pour info.", &[("Content-Type: message/rfc822", &inner)]));
    assert!(dispatches.is_empty());
    assert_eq!(attachments.len(), 1);
    assert_eq!((attachments[0].0.as_str(), one(&attachments[0].1).headline.as_str()), ("message.eml", "Dedans"));
}

#[test]
fn a_body_of_json_is_a_file_of_its_own() {
    let body = "{\"Headline\":[\"Crue\"],\"Timestamp\":[\"9/3/2025\r\n14:05:00\"]}\r\n";
    let (dispatches, attachments, _) = parts(&message("Subject: Formulaire\r\n", body));
    assert!(dispatches.is_empty());
    assert_eq!(attachments[0].0, "body.json");
    let json: serde_json::Value = serde_json::from_slice(&attachments[0].1).unwrap();
    assert_eq!(json["Timestamp"][0].as_str().map(|text| text.split_whitespace().count()), Some(2));
}

#[test]
fn headers_in_the_text_come_before_those_of_the_message() {
    let text = format!(
        "SDA\r\n\r\nHeadline: L'eau recule\r\n\r\nAbstract: Une nuit calme\r\n\r\n{COPY}\r\nAAP xy/\r\nAna\r\nPh: 5550100100"
    );
    let dispatch = one(&message("Subject: copie du jour\r\n", &text));
    assert_eq!((dispatch.headline.as_str(), dispatch.standfirst.as_deref()), ("L'eau recule", Some("Une nuit calme")));
    assert_eq!((dispatch.body, dispatch.signature.as_deref()), (vec![COPY.to_owned()], Some("AAP xy/")));
}

#[test]
fn a_bad_date_is_a_warning_and_an_empty_message_a_skip() {
    let dispatch = one(&message("Subject: Crue\r\nDate: bientôt\r\n", COPY));
    assert_eq!((dispatch.created, dispatch.warnings.len()), (None, 1));
    let (dispatches, _, skips) = parts(&message("X-Vide: 1\r\n", "\r\n"));
    assert_eq!((dispatches.len(), skips), (0, vec!["empty, nothing to index".to_owned()]));
}

#[test]
fn hostile_messages_take_linear_time() {
    let start = ThreadTime::now();
    for piece in [
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
        "Content-Type: multipart/digest; boundary=a\r\n\r\n--a\r\n\r\n",
        "> > > De : a\r\nObjet : b\r\n",
        "Le 9 mars, x a écrit :\r\n> ",
        "<div>",
        "=?utf-8?Q?=",
        " \r\n",
        "a: b\r\n",
    ] {
        let headers = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n";
        for opening in ["", "\r\n", headers, "Content-Type: text/html\r\n\r\n", "Subject: "] {
            parts(format!("From: a\r\n{opening}{}", piece.repeat(20_000)).as_bytes());
        }
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_bytes_are_read(
        pieces in proptest::collection::vec(prop_oneof![
            any::<Vec<u8>>(),
            "\\PC{0,20}".prop_map(String::into_bytes),
            prop_oneof![
                Just("From: a\n"), Just("\n\n"), Just("--b\n"), Just("--b--\n"), Just("Content-Type: message/rfc822\n\n"),
                Just("Content-Type: multipart/alternative; boundary=b\n\n"), Just("Content-Transfer-Encoding: base64\n\n"),
                Just("De : a\nObjet : b\n\n"), Just("> x\n"), Just("-- \n"), Just("From a 1:02\n"), Just("Tél. : 01 02 03 04\n"),
            ].prop_map(|text| text.as_bytes().to_vec()),
        ], 0..16)
    ) {
        let bytes = pieces.concat();
        messages(&mut bytes.as_slice(), 1 << 20, &mut |message| {
            if let Ok(message) = message {
                parts(message);
            }
        }).unwrap();
        parts(&bytes);
    }
}
