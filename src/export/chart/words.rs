//! The room that words take in a picture.

use unicode_width::UnicodeWidthChar;

/// At most so many lines that are not wider than `room`, cut between words where there are any; `…` stands for the rest.
pub fn wrapped(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        let last = lines.len() + 1 == most;
        if width(rest, size) <= room {
            lines.push(rest.to_owned());
            break;
        }
        let room = if last { room - width("…", size) } else { room };
        let fits =
            rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| width(&rest[..*end], size) <= room);
        let fits = fits.last().unwrap_or(rest.len());
        let end = rest[..fits].rfind(' ').filter(|end| *end > 0 && !last).unwrap_or(fits);
        lines.push(format!("{}{}", rest[..end].trim_end(), if last { "…" } else { "" }));
        rest = rest[end..].trim_start();
    }
    lines
}

/// How wide a text is at the most, after the bold letters of Helvetica: no font is at hand to be asked.
pub fn width(text: &str, size: f64) -> f64 {
    let ems = text.chars().map(|c| match c {
        'i' | 'j' | 'l' | 'I' | 't' | 'f' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | ' ' | '(' | ')' | '/' => {
            0.34
        }
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 1.0,
        c if c.is_uppercase() => 0.78,
        c => 0.61 * c.width().unwrap_or(0).max(1) as f64,
    });
    ems.sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_room_and_number() {
        let (room, long) = (870.0, "GRÈVE DES MARINS ".repeat(20));
        let lines = wrapped(&long, 18.0, room, 2);
        assert!(lines.len() == 2 && lines[1].ends_with('…') && !lines[0].ends_with(' '), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 18.0) <= room), "{lines:?}");
        assert_eq!(wrapped("crue", 18.0, room, 2), ["crue"]);
        assert_eq!(wrapped(&"é".repeat(500), 13.0, 100.0, 1).concat().matches('…').count(), 1);
        assert!(wrapped("", 18.0, room, 2).is_empty());
    }
}
