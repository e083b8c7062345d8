//! Standard output, and how it may look.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use depeche::export::Target;
use depeche::safe::for_terminal;
use owo_colors::{OwoColorize, Style};

/// Buffered standard output.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes to standard output what was made beforehand.
pub fn write(made: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(made)?;
    out.flush()
}

/// The file that `-o` names; none for `-` and what leads to standard output anyway.
pub fn file(named: Option<&Path>) -> Option<&Path> {
    named.filter(|file| !is_stdout(file))
}

/// Whether a name is one of standard output; links are not followed.
pub fn is_stdout(file: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|stdout| file == Path::new(stdout))
}

/// Whether what is written to `file`, or to standard output, comes before somebody's eyes, so that what a dispatch holds must be
/// made safe for a terminal.
pub fn is_for_terminal(file: Option<&Path>) -> bool {
    match file {
        None => is_terminal(),
        // `/dev/tty`. A file or a pipe is not opened for this.
        Some(file) => {
            let is_device = std::fs::metadata(file).is_ok_and(|there| !there.is_file() && !there.is_dir());
            is_device && file.starts_with("/dev") && File::open(file).is_ok_and(|device| device.is_terminal())
        }
    }
}

/// Writes to a file, which is there whole or not at all; to standard output where none is named, or `-`.
pub fn write_to(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let Some(file) = self::file(file) else {
        let mut out = stdout();
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let mut target = Target::create(file).with_context(|| unwritten(file))?;
    write(&mut target).and_then(|()| target.finish()).with_context(|| unwritten(file))
}

/// What is said of a file that cannot be written.
pub fn unwritten(file: &Path) -> String {
    format!("cannot write {}", for_terminal(&file.to_string_lossy()))
}

/// Whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How text is set off: by colours on a terminal that wants them, by signs elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    coloured: bool,
}

impl Look {
    /// For standard output, after NO_COLOR, CLICOLOR and TERM.
    pub fn of_stdout() -> Self {
        Look { coloured: AutoStream::choice(&io::stdout()) != ColorChoice::Never }
    }

    /// For a file: nothing is coloured.
    pub fn plain() -> Self {
        Look { coloured: false }
    }

    /// A match: bold red, or between asterisks.
    pub fn marked(self, text: &str) -> String {
        if self.coloured { text.style(Style::new().bold().red()).to_string() } else { format!("*{text}*") }
    }

    /// Where the first match begins in a text that was written with this look.
    pub fn first_mark(self, text: &str) -> Option<usize> {
        let sign = self.marked(" ");
        sign.split(' ').next().and_then(|sign| text.find(sign))
    }

    /// A title.
    pub fn title(self, text: &str) -> String {
        if self.coloured { text.bold().to_string() } else { text.to_owned() }
    }

    /// What must not be overlooked.
    pub fn warning(self, text: &str) -> String {
        if self.coloured { text.style(Style::new().bold().white().on_red()).to_string() } else { text.to_owned() }
    }

    /// What is said beside the text.
    pub fn aside(self, text: &str) -> String {
        if self.coloured { text.dimmed().to_string() } else { text.to_owned() }
    }
}

/// Writes a line to stderr. When that is closed there is nobody left to tell.
pub fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A message of several lines, each fit for a terminal: it may name a file, an identifier or the value of an option.
pub fn safe_lines(message: &str) -> String {
    message.lines().map(for_terminal).collect::<Vec<_>>().join("\n")
}

/// `n` with its noun: `1 dispatch`, `2 dispatches`, thousands set off by spaces.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// A number with its thousands set off by spaces.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_off() {
        assert_eq!(count(1, "dispatch", "dispatches"), "1 dispatch");
        assert_eq!(count(1_234_567, "dispatch", "dispatches"), "1 234 567 dispatches");
        assert_eq!(thousands(100), "100");
    }
}
