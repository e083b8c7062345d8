//! Text of a dispatch on its way out: a file may hold anything, and an escape sequence in a headline must not drive the
//! reader's terminal, nor a formula the reader's spreadsheet.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

/// Whether a character acts on a terminal, or hides in it, instead of showing.
///
/// Control characters, bidirectional controls, zero-width characters, line and paragraph separators, variation selectors
/// and tags: the characters of "Trojan Source" (CVE-2021-42574) and the default-ignorables used to smuggle text. And the
/// noncharacters that no HTML and no XML may hold.
pub fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Bytes that [unsafe](is_unsafe) characters begin with.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        suspect[control] = true;
        control += 1;
    }
    let lead = [0x7f, 0xc2, 0xd8, 0xe1, 0xe2, 0xef, 0xf3];
    let mut at = 0;
    while at < lead.len() {
        suspect[lead[at]] = true;
        at += 1;
    }
    suspect
};

/// Where the first unsafe character is. Most text is passed over byte by byte, undecoded: whole exports come through here.
fn find_unsafe(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        from += text.as_bytes()[from..].iter().position(|&byte| SUSPECT[usize::from(byte)])?;
        let c = text[from..].chars().next()?;
        if is_unsafe(c) {
            return Some(from);
        }
        from += c.len_utf8();
    }
}

/// `text` fit for one line of a terminal: [unsafe](is_unsafe) characters are visible escapes such as `\u{202e}`; line
/// feeds and tabs are spaces.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if find_unsafe(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\t' => safe.push(' '),
            c if is_unsafe(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// `text` fit for a cell of CSV: with a leading `'` where a spreadsheet would take it for a formula.
///
/// The opening characters are those of the OWASP page on CSV injection, full-width forms included. Blanks, invisible
/// characters and quotes before them do not disarm them: what reads a table without its quotes may take these away.
pub fn for_csv_cell(text: &str) -> Cow<'_, str> {
    let ends_line = |c: char| matches!(c, '\t' | '\r' | '\n');
    let shown = text.trim_start_matches(|c: char| c == '"' || !ends_line(c) && (c.is_whitespace() || is_unsafe(c)));
    let formula = shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A JSON formatter that writes [unsafe](is_unsafe) characters as `\uXXXX`: the same data, safe to print.
#[derive(Clone, Debug, Default)]
pub struct SafeJson<F>(F);

impl SafeJson<CompactFormatter> {
    /// Everything on one line.
    pub fn compact() -> Self {
        SafeJson(CompactFormatter)
    }
}

impl SafeJson<PrettyFormatter<'static>> {
    /// Indented by two spaces.
    pub fn pretty() -> Self {
        SafeJson(PrettyFormatter::new())
    }
}

/// Writes `value` as JSON in this format, without a line end.
///
/// # Errors
/// What `out` reports, or `value` when it cannot be JSON.
pub fn write_json<W, F, T>(out: W, format: SafeJson<F>, value: &T) -> io::Result<()>
where
    W: io::Write,
    F: Formatter,
    T: Serialize + ?Sized,
{
    value.serialize(&mut serde_json::Serializer::with_formatter(out, format))?;
    Ok(())
}

/// Writes `json`, which was made by serde_json without [`SafeJson`], as that would have written it: characters that must be
/// escaped stand in its strings only.
///
/// # Errors
/// What `out` reports.
pub fn write_made_json(mut out: impl io::Write, json: &str) -> io::Result<()> {
    let mut rest = json;
    while let Some(at) = find_unsafe(rest) {
        out.write_all(&rest.as_bytes()[..at])?;
        let mut chars = rest[at..].chars();
        if let Some(c) = chars.next() {
            out.write_all(json_escape(c).as_bytes())?;
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())
}

impl<F: Formatter> Formatter for SafeJson<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // No formatter changes what is in a string.
        write_made_json(out, fragment)
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// `\uXXXX`, twice for a character beyond the first 65,536.
fn json_escape(c: char) -> String {
    let mut units = [0; 2];
    c.encode_utf16(&mut units).iter().fold(String::with_capacity(12), |mut escape, unit| {
        // Writing to a String cannot fail.
        let _ = write!(escape, "\\u{unit:04x}");
        escape
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_unsafe_character_is_found_behind_any_other() {
        for c in '\0'..=char::MAX {
            assert_eq!(find_unsafe(&format!("é’{c}")), is_unsafe(c).then_some(5), "{c:?}");
        }
    }

    #[test]
    fn a_terminal_is_shown_what_would_act_on_it() {
        for (raw, shown) in [
            ("Élysée : « l’œuvre »\u{a0}!", "Élysée : « l’œuvre »\u{a0}!"),
            ("a\nb\tc", "a b c"),
            ("\u{1b}[31mrouge", "\\u{1b}[31mrouge"),
            ("a\rb\0c\u{7f}d\u{9b}e", "a\\u{d}b\\u{0}c\\u{7f}d\\u{9b}e"),
            ("\u{202e}gnp.exe\u{2069}", "\\u{202e}gnp.exe\\u{2069}"),
            ("\u{200e}\u{200f}\u{61c}", "\\u{200e}\\u{200f}\\u{61c}"),
            ("a\u{200b}b\u{200d}c\u{2060}d\u{feff}", "a\\u{200b}b\\u{200d}c\\u{2060}d\\u{feff}"),
            ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
            ("a\u{fe0f}\u{e0041}", "a\\u{fe0f}\\u{e0041}"),
        ] {
            assert_eq!(for_terminal(raw), shown);
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(for_terminal("Grève à Lyon"), Cow::Borrowed(_)));
        assert!(matches!(for_csv_cell("Grève à Lyon"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_formula_is_disarmed() {
        for cell in [
            "=1+1",
            "+33",
            "-2",
            "@SUM",
            "\tx",
            "\rx",
            "  =x",
            "\u{a0}=x",
            "\u{feff}=x",
            " \t",
            "＝x",
            "－x",
            "＋",
            "＠",
            "\"=1+1\" x",
            "\" \"@x",
        ] {
            assert_eq!(for_csv_cell(cell), format!("'{cell}"));
        }
        for cell in ["", "a=b", "l’an 2-3", "« - »", "12", " a", "\"", "\"a\" =b"] {
            assert_eq!(for_csv_cell(cell), cell);
        }
    }

    fn json<F: Formatter>(format: SafeJson<F>, value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        write_json(&mut out, format, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_escapes_by_utf_16_units() {
        let value = serde_json::json!({ "é\u{9b}": ["\u{1b}\"\u{202e}\u{e0041}\u{7f}"] });
        assert_eq!(json(SafeJson::compact(), &value), r#"{"é\u009b":["\u001b\"\u202e\udb40\udc41\u007f"]}"#);
        let pretty = "{\n  \"é\\u009b\": [\n    \"\\u001b\\\"\\u202e\\udb40\\udc41\\u007f\"\n  ]\n}";
        assert_eq!(json(SafeJson::pretty(), &value), pretty);
    }

    proptest! {
        #[test]
        fn nothing_unsafe_comes_out(text in any::<String>()) {
            prop_assert!(!for_terminal(&text).contains(is_unsafe));
            let value = serde_json::Value::from(text.as_str());
            let line = json(SafeJson::compact(), &value);
            prop_assert!(!line.contains(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), value);
        }
    }
}
