//! A message taken apart: its header, the text that is to be read, and what is attached.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use jiff::Timestamp;
use jiff::tz::Offset;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    DateTime, Encoding as Transfer, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use memchr::memmem;

use crate::dispatch::Moment;
use crate::source::{encoding, fault::SkipReason, html};

/// More messages inside one another are not unpacked.
const DEEPEST: usize = 50;
/// When the plain text is this many times shorter than the HTML, it only says that there is HTML.
const MUCH_SHORTER: usize = 4;

/// What of a message matters.
#[derive(Debug, Default)]
pub struct Mail {
    pub subject: String,
    /// Name and address, as in a header.
    pub from: String,
    /// `Message-ID` without its brackets.
    pub id: String,
    pub sent: Option<Moment>,
    /// The header `Date` as it stands, for what is no date.
    pub date: String,
    /// When the last server had it.
    pub received: Option<Moment>,
    pub keywords: Vec<String>,
    /// Plain text; of HTML, its paragraphs parted by empty lines.
    pub text: String,
    /// Name and content.
    pub attachments: Vec<(String, Vec<u8>)>,
    /// The types of parts that hold no text.
    pub left_out: Vec<String>,
}

/// Takes a message apart.
///
/// # Errors
/// Why it cannot be read.
pub fn parse(bytes: &[u8]) -> Result<Mail, SkipReason> {
    let nested = memmem::find_iter(bytes, b"essage/").chain(memmem::find_iter(bytes, b"ultipart/digest"));
    if nested.take(DEEPEST + 1).count() > DEEPEST {
        let reason = format!("a message that holds more than `{DEEPEST}` others");
        return Err(SkipReason::NotADispatch(reason));
    }
    let bytes = with_clean_header(bytes);
    let no_header = || SkipReason::NotADispatch("a message without a header".to_owned());
    let message = MessageParser::default().parse(bytes.as_ref()).ok_or_else(no_header)?;
    let mut mail = header(&message);
    mail.text = text(&message, &bytes);
    // Pictures that stand between the paragraphs are listed with these.
    let is_text =
        |id: &u32| message.part(*id).is_some_and(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)));
    let is_body = |id: &u32| (message.text_body.contains(id) || message.html_body.contains(id)) && is_text(id);
    for id in message.attachments.iter().filter(|id| !is_body(id)) {
        if let Some(part) = message.part(*id) {
            attach(&mut mail, part, &bytes);
        }
    }
    Ok(mail)
}

/// The message from its first header on, and that header as UTF-8: mailers of old put eight bits there, in an encoding that
/// nothing names.
fn with_clean_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut bytes = bytes.trim_ascii_start();
    if bytes.starts_with(b"From ") {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        bytes = &bytes[end..];
    }
    let ends = [memmem::find(bytes, b"\n\n"), memmem::find(bytes, b"\n\r\n")];
    let end = ends.into_iter().flatten().min().unwrap_or(bytes.len());
    let (header, rest) = bytes.split_at(end);
    if std::str::from_utf8(header).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let mut clean = encoding::decode(header).text.into_owned().into_bytes();
    clean.extend_from_slice(rest);
    Cow::Owned(clean)
}

fn header(message: &Message) -> Mail {
    let date = message.header_raw(HeaderName::Date).unwrap_or_default().trim().to_owned();
    let keywords = message.header_raw(HeaderName::Keywords).unwrap_or_default();
    Mail {
        subject: message.subject().unwrap_or_default().to_owned(),
        from: sender(message).unwrap_or_default(),
        id: message.message_id().unwrap_or_default().to_owned(),
        sent: message.date().and_then(moment),
        received: message.received().and_then(|received| received.date()).as_ref().and_then(moment),
        keywords: keywords
            .split([',', ';'])
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect(),
        date,
        ..Mail::default()
    }
}

/// The author of the message, else its sender, as `name <address>`.
fn sender(message: &Message) -> Option<String> {
    let addr = message.from().or_else(|| message.sender())?.first()?;
    let (name, address) = (addr.name().unwrap_or_default(), addr.address().unwrap_or_default());
    Some(if address.is_empty() { name.to_owned() } else { format!("{name} <{address}>") })
}

/// A moment on the clock of the sender; None for a date that cannot be.
fn moment(date: &DateTime) -> Option<Moment> {
    // Before there was mail, and the year that mailers without a clock write.
    const FIRST_YEAR: u16 = 1971;
    if !date.is_valid() || date.year < FIRST_YEAR {
        return None;
    }
    let minutes = i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute);
    let seconds = if date.tz_before_gmt { -minutes * 60 } else { minutes * 60 };
    let instant = Timestamp::from_second(date.to_timestamp()).ok()?;
    Some(Moment::Instant(instant, Offset::from_seconds(seconds).ok()?))
}

/// The text of the message: the plain one, unless it only points to the one in HTML.
fn text(message: &Message, raw: &[u8]) -> String {
    let parts = |ids: &[u32]| -> Vec<String> {
        ids.iter().filter_map(|id| message.part(*id)).filter_map(|part| part_text(part, raw)).collect()
    };
    let plain = parts(&message.text_body).join("\n\n");
    let is_html = |id: &u32| message.part(*id).is_some_and(|part| matches!(part.body, PartType::Html(_)));
    if message.text_body.iter().any(is_html) || !message.html_body.iter().any(is_html) {
        return plain;
    }
    let html = parts(&message.html_body).join("\n\n");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    if letters(&plain) * MUCH_SHORTER < letters(&html) { html } else { plain }
}

fn part_text(part: &MessagePart, raw: &[u8]) -> Option<String> {
    match &part.body {
        PartType::Text(text) => {
            let text = decoded(part, raw).unwrap_or_else(|| text.to_string());
            Some(if attribute(part, "format", "flowed") {
                unflowed(&text, attribute(part, "delsp", "yes"))
            } else {
                text
            })
        }
        PartType::Html(text) => {
            let text = decoded(part, raw).unwrap_or_else(|| text.to_string());
            Some(html::paragraphs(&text).join("\n\n"))
        }
        _ => None,
    }
}

fn attribute(part: &MessagePart, name: &str, wanted: &str) -> bool {
    let value = part.content_type().and_then(|kind| kind.attribute(name));
    value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
}

/// The bytes of a part, without base64 and quoted-printable; None where those are broken.
fn content(part: &MessagePart, raw: &[u8]) -> Option<Vec<u8>> {
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Transfer::None => Some(bytes.to_vec()),
        Transfer::QuotedPrintable => quoted_printable_decode(bytes),
        Transfer::Base64 => base64_decode(bytes),
    }
}

/// The text of a part. What it declares is believed, unless the bytes are valid UTF-8: mailers that convert a message
/// often leave the old declaration.
fn decoded(part: &MessagePart, raw: &[u8]) -> Option<String> {
    let bytes = content(part, raw)?;
    let named = part.content_type().and_then(|kind| kind.attribute("charset"));
    let declared = named.and_then(|name| Encoding::for_label(name.trim().as_bytes())).filter(|known| *known != UTF_8);
    let is_utf8 = std::str::from_utf8(&bytes).is_ok();
    if let Some(declared) = declared.filter(|known| !known.is_single_byte() || !is_utf8) {
        let (text, lossy) = declared.decode_without_bom_handling(&bytes);
        if !lossy {
            return Some(text.into_owned());
        }
    }
    Some(encoding::decode(&bytes).text.into_owned())
}

/// Joins the lines that were broken for the way: those that end in a blank (RFC 3676).
fn unflowed(text: &str, drop_blank: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        let flows = line.ends_with(' ') && line != "-- ";
        joined.push_str(if flows && drop_blank { &line[..line.len() - 1] } else { line });
        if !flows {
            joined.push('\n');
        }
    }
    joined
}

/// Puts a part that is no body among the attachments, or among what is left out.
fn attach(mail: &mut Mail, part: &MessagePart, raw: &[u8]) {
    let kind = part.content_type().map_or_else(String::new, |kind| match kind.subtype() {
        Some(subtype) => format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase(),
        None => kind.ctype().to_ascii_lowercase(),
    });
    let bytes = match &part.body {
        PartType::Multipart(_) => return,
        _ if is_left_out(&kind) => return mail.left_out.push(kind),
        PartType::Text(text) | PartType::Html(text) => content(part, raw).unwrap_or_else(|| text.as_bytes().to_vec()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Message(inner) => content(part, raw).unwrap_or_else(|| inner.raw_message.to_vec()),
    };
    if !bytes.trim_ascii().is_empty() {
        mail.attachments.push((name(part, &kind), bytes));
    }
}

/// Whether parts of this type hold nothing to read: pictures, films, appointments, cards, signatures.
fn is_left_out(kind: &str) -> bool {
    const KINDS: [&str; 4] = ["image/", "audio/", "video/", "font/"];
    const WORDS: [&str; 8] =
        ["calendar", "vcard", "x-vcard", "signature", "pkcs7", "ms-tnef", "delivery-status", "text/css"];
    KINDS.iter().any(|start| kind.starts_with(start)) || WORDS.iter().any(|word| kind.contains(word))
}

/// The name of an attachment, without folders before it.
fn name(part: &MessagePart, kind: &str) -> String {
    let given = part.attachment_name().unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    match (last, kind) {
        ("" | "." | "..", "message/rfc822") => "message.eml".to_owned(),
        ("" | "." | "..", "text/html") => "attachment.html".to_owned(),
        ("" | "." | "..", _) => "attachment".to_owned(),
        _ => last.to_owned(),
    }
}
