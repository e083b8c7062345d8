use std::io::{BufRead, Read};

use proptest::prelude::*;

use super::*;

/// Gives a text in pieces of `size` bytes.
struct Pieces<'a> {
    text: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let piece = self.fill_buf()?;
        let length = piece.len().min(buffer.len());
        buffer[..length].copy_from_slice(&piece[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        Ok(&self.text[..self.size.min(self.text.len())])
    }

    fn consume(&mut self, length: usize) {
        self.text = &self.text[length..];
    }
}

/// Each record as `text` with what is said of it, and what went wrong.
fn cut(input: Input, limit: u64) -> (Vec<String>, Option<String>) {
    let mut found = Vec::new();
    let mut skips = Vec::new();
    let mut sink = |item| {
        if let Item::Skipped(skip) = item {
            skips.push(skip.to_string());
        }
    };
    let outcome = each(input, limit, &mut sink, &mut |record, _| {
        let signs = match (record.closed, record.is_envelope) {
            (false, _) => "…",
            (true, true) => "+",
            (true, false) => "",
        };
        found.push(format!("{}:{} {}{signs}", record.start.line, record.start.column, record.text));
        Ok(())
    });
    found.extend(skips);
    (found, outcome.err().map(|fault| fault.to_string()))
}

#[test]
fn records_are_found_wherever_they_lie() {
    let cases: [(&str, &[&str]); 14] = [
        (r#"{"a":1}"#, &[r#"1:1 {"a":1}"#]),
        ("{\"a\":1}\n {\"b\":2}", &[r#"1:1 {"a":1}"#, r#"2:2 {"b":2}"#]),
        ("[{\"a\":1},\n\n{\"b\":[{}]}]", &[r#"1:2 {"a":1}"#, r#"3:1 {"b":[{}]}"#]),
        (r#"[1, "x]", oups, null]"#, &["1:2 1", r#"1:5 "x]""#, "1:11 oups", "1:17 null"]),
        (r#"{"items":[{"a":1}],"n":1}"#, &[r#"1:11 {"a":1}"#, r#"1:1 {"items":null,"n":1}+"#]),
        (r#"{"data":{"item":{"a":"}"}}}"#, &[r#"1:17 {"a":"}"}"#, r#"1:9 {"item":null}+"#, r#"1:1 {"data":null}+"#]),
        (r#"{"items":[1,2]}"#, &[r#"1:1 {"items":[1,2]}"#]),
        (r#"{"items":[]}"#, &[r#"1:1 {"items":null}+"#]),
        (r#"{"a":"\"}","b\"":{"items":[{}]}}"#, &[r#"1:1 {"a":"\"}","b\"":{"items":[{}]}}"#]),
        (r#"{"a":,"b":}"#, &[r#"1:1 {"a":,"b":}"#]),
        (r#"[{"a":1},,}]"#, &[r#"1:2 {"a":1}"#, "1:11 }"]),
        (r#"[{"a":1},{"b"#, &[r#"1:2 {"a":1}"#, r#"1:10 {"b…"#]),
        (r#"{"a":[1"#, &[r#"1:1 {"a":[1…"#]),
        ("[]", &[]),
    ];
    for (text, wanted) in cases {
        let (found, _) = cut(Input::Text(text), 1000);
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn a_long_record_is_dropped_and_the_next_one_kept() {
    let long = "é".repeat(400_000);
    let text = format!(r#"{{"items":[{{"a":"{long}"}},{{"b":1}}],"c":"{long}"}}"#);
    let mut bytes = text.as_bytes();
    let (found, fault) = cut(Input::Stream(&mut bytes), 1000);
    assert_eq!(fault, None);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].ends_with(r#"{"b":1}"#));
    assert!(found[1].starts_with("record 1: a record of more than 1000 bytes"), "{}", found[1]);
    assert!(found[2].starts_with("a record of more than 1000 bytes"), "{}", found[2]);
}

proptest! {
    /// Wherever a file is cut into pieces, its records are the same.
    #[test]
    fn pieces_do_not_matter(
        tokens in prop::collection::vec(
            prop::sample::select(vec!["{", "}", "[", "]", "\"items\":", "\"a\":", "\"é\\\\\"", ",", "1", "\n", "\\", "\""]), 0..30),
        filler in 0usize..3,
        size in 1usize..9,
    ) {
        // Long texts between the tokens make the cutter read several times.
        let filler = format!("\"{}\"", "é".repeat(filler * 90_000));
        let text = format!("[{},{}{filler}]", filler, tokens.concat());
        let whole = cut(Input::Text(&text), u64::MAX);
        let mut pieces = Pieces { text: text.as_bytes(), size: size * 10_007 };
        prop_assert_eq!(whole, cut(Input::Stream(&mut pieces), u64::MAX));
    }
}
