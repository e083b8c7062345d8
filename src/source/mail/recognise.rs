//! Mail: a block of headers as RFC 5322 has them.

/// Headers that only mail has.
const CERTAIN: [&str; 5] = ["received", "message-id", "mime-version", "return-path", "delivered-to"];

/// The block is looked at as far as this line.
const MOST_HEADERS: usize = 100;
/// And no further than this, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// Whether the headers before the first empty line are those of mail: one that only mail has, or `From` and `Subject`.
pub fn recognises(head: &[u8]) -> bool {
    let head = &head[..head.len().min(LOOKED_AT)];
    let text = String::from_utf8_lossy(head);
    let (mut from, mut subject) = (false, false);
    for line in text.trim_start().lines().take(MOST_HEADERS) {
        // `From ` opens a message of a mailbox; a line that begins with a blank continues a header.
        if line.starts_with([' ', '\t']) || line.starts_with("From ") && !(from || subject) {
            continue;
        }
        let Some((name, _)) = line.split_once(':').filter(|(name, _)| is_name(name)) else { return false };
        if CERTAIN.iter().any(|certain| name.eq_ignore_ascii_case(certain)) {
            return true;
        }
        from |= name.eq_ignore_ascii_case("from");
        subject |= name.eq_ignore_ascii_case("subject");
        if from && subject {
            return true;
        }
    }
    false
}

/// Whether `name` is that of a header: one word of ASCII.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_mail() {
        for (text, mail) in [
            ("From: a@exemple.fr\nSubject: Crue\nDate: Sun, 9 Mar 2025 14:05:00 +0100\n\nBonjour", true),
            ("Subject: Crue\nX-Mailer: un\n deux\nFrom: a@exemple.fr\n\nBonjour", true),
            ("From a@exemple.fr Sun Mar  9 14:05:00 2025\nReturn-Path: <a@exemple.fr>\n\nBonjour", true),
            ("Date: hier\nMessage-ID: <1@exemple.fr>\n\nBonjour", true),
            ("From: Paris\nDate: hier\n\nMIME-Version: un mot", false),
            ("Title: Crue\nSubject: Météo\nDate: 2025-03-09\n\nTexte", false),
            ("Il écrit\nMessage-ID: <1@exemple.fr>", false),
            ("   \nDelivered-To: b@exemple.fr\n\nBonjour", true),
            ("", false),
        ] {
            assert_eq!(recognises(text.as_bytes()), mail, "{text}");
        }
    }
}
