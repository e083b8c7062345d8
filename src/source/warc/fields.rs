//! Lines of `Name: value` up to an empty one, as WARC and HTTP have them.

use std::io::{self, BufRead, Read};

use super::LONGEST_LINE;

/// More lines are read over.
const MOST: usize = 1000;

/// A block of named fields.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads up to and with the empty line, or the end. A line that begins with a blank goes on with the one before it;
    /// others without a colon are left out.
    pub fn read(bytes: &mut dyn BufRead) -> io::Result<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            (&mut *bytes).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
            let text = String::from_utf8_lossy(&line);
            if text.trim().is_empty() {
                return Ok(Fields(fields));
            }
            if fields.len() >= MOST {
                continue;
            }
            match (text.split_once(':'), fields.last_mut()) {
                (_, Some((_, value))) if text.starts_with([' ', '\t']) && value.len() < LONGEST_LINE as usize => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (Some((name, value)), _) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
                (None, _) => {}
            }
        }
    }

    /// The first value under `name`, in whatever case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_end_at_the_empty_line() {
        let mut text: &[u8] = b"Type: un\r\n deux\r\nsans nom\r\nLONG : 3\r\n\r\nreste: 1\r\n";
        let fields = Fields::read(&mut text).unwrap();
        assert_eq!((fields.get("type"), fields.get("Long"), fields.get("reste")), (Some("un deux"), Some("3"), None));
        assert_eq!(text, b"reste: 1\r\n");
    }
}
