//! A mailbox: messages one after another, each behind a line `From sender date` (RFC 4155).

use std::io::{self, BufRead, Read};

use crate::source::fault::{Fault, SkipReason};

/// No more of a line is read at once, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// A message, or why it is none.
pub type Cut<'m> = Result<&'m [u8], SkipReason>;

/// Gives the messages of a mailbox to `each`, or the only one of a file that is no mailbox. A message longer than `limit`
/// bytes is a reason instead.
///
/// `>From ` at the start of a line is `From ` again (mboxrd, and mboxo as far as it can be undone).
///
/// # Errors
/// When the bytes cannot be read.
pub fn messages(bytes: &mut dyn BufRead, limit: u64, each: &mut dyn FnMut(Cut)) -> Result<(), Fault> {
    let mut message = Open { bytes: Vec::new(), length: 0, limit };
    let mut line = Vec::new();
    // Of the line before: whether it was read to its end, and whether it was blank.
    let (mut whole, mut blank) = (true, true);
    let mut mailbox = None;
    while next_line(bytes, &mut line)? > 0 {
        let begins = whole;
        whole = line.ends_with(b"\n");
        let is_mailbox = *mailbox.get_or_insert_with(|| line.starts_with(b"From "));
        if begins && blank && is_mailbox && is_separator(&line) {
            message.give(each);
        } else {
            message.push(if begins && is_mailbox { unquoted(&line) } else { &line });
        }
        blank = begins && line.trim_ascii().is_empty();
    }
    message.give(each);
    Ok(())
}

/// A message that is being read.
struct Open {
    bytes: Vec<u8>,
    /// Of the message, also of what is not kept.
    length: u64,
    limit: u64,
}

impl Open {
    fn push(&mut self, line: &[u8]) {
        self.length += line.len() as u64;
        if self.length <= self.limit {
            self.bytes.extend_from_slice(line);
        } else {
            self.bytes = Vec::new();
        }
    }

    fn give(&mut self, each: &mut dyn FnMut(Cut)) {
        let Open { length, limit, .. } = *self;
        if length > limit {
            each(Err(SkipReason::Broken(format!("a message of `{length}` bytes, at most `{limit}` are read"))));
        } else if !self.bytes.trim_ascii().is_empty() {
            each(Ok(&self.bytes));
        }
        self.bytes.clear();
        self.length = 0;
    }
}

/// Reads a line, or a piece of a very long one.
fn next_line(bytes: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    line.clear();
    bytes.take(LONGEST_LINE).read_until(b'\n', line)
}

/// Whether a line parts messages: it says when the next one came, which a sentence that begins with `From` does not.
fn is_separator(line: &[u8]) -> bool {
    let is_clock = |word: &[u8]| {
        let mut parts = word.split(|&byte| byte == b':');
        let number = |part: Option<&[u8]>| {
            part.is_some_and(|part| (1..=2).contains(&part.len()) && part.iter().all(u8::is_ascii_digit))
        };
        number(parts.next()) && number(parts.next())
    };
    line.starts_with(b"From ") && line.split(u8::is_ascii_whitespace).any(is_clock)
}

/// A line without the `>` that was put before its `From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&byte| byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, limit: u64) -> Vec<String> {
        let mut found = Vec::new();
        messages(&mut text.as_bytes(), limit, &mut |message| {
            found.push(message.map_or_else(|reason| reason.to_string(), |m| String::from_utf8_lossy(m).into_owned()));
        })
        .unwrap();
        found
    }

    #[test]
    fn a_mailbox_is_cut_at_its_separators() {
        let text = "From a@exemple.fr Sun Mar  9 14:05:00 2025\nSubject: un\n\n>From ici\n>>From là\nFrom loin\n\n\
                    From - Sun, 9 Mar 2025 14:06:00 +0100\r\nSubject: deux\r\n\r\nFrom 9 on, rien\r\n";
        let wanted = ["Subject: un\n\nFrom ici\n>From là\nFrom loin\n\n", "Subject: deux\r\n\r\nFrom 9 on, rien\r\n"];
        assert_eq!(cut(text, 1000), wanted);
    }

    #[test]
    fn a_single_message_is_never_cut() {
        let text = "Subject: un\n\nFrom a@exemple.fr Sun Mar  9 14:05:00 2025\n>From ici\n";
        assert_eq!(cut(text, 1000), [text]);
        assert_eq!(cut("", 1000), Vec::<String>::new());
    }

    #[test]
    fn a_message_above_the_limit_costs_only_itself() {
        let text = format!(
            "From a 1:02\nSubject: un\n\n{}\n\nFrom b 1:03\nSubject: deux\n",
            "x".repeat(LONGEST_LINE as usize + 9)
        );
        let found = cut(&text, 100);
        assert!(found[0].contains("at most `100`"), "{found:?}");
        assert_eq!(found[1..], ["Subject: deux\n"]);
    }
}
