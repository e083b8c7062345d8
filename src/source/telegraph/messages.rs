//! Parts a spool into its transmissions, one at a time and however long the spool is.
//!
//! A transmission begins at SOH, or, where the control characters were lost, at a line that is a heading of IPTC 7901 or
//! `ZCZC`; it ends at EOT, at a line `NNNN`, or where the next one begins.

use std::borrow::Cow;
use std::io::BufRead;

use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::iptc7901;
use crate::source::reader::{Input, Item};
use crate::source::zczc;

const SOH: u8 = 1;
const EOT: u8 = 4;
/// No more is taken at once, in bytes, so that lines that never end need not be held.
const PIECE: usize = 64 << 10;
/// This many letters outside of all transmissions are reported: less is noise on the line.
const NOISE: usize = 20;
/// How much of them is shown, in characters.
const SHOWN: usize = 60;

/// One transmission.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// From its heading on, without SOH and EOT.
    pub text: &'a str,
    /// Its place among the transmissions, from 1.
    pub number: u64,
    /// Whether its own end was found, not just that of the file or the next heading.
    pub closed: bool,
}

/// Calls `each` with every transmission of `input`, in order. One longer than `limit` bytes is a skip given to `sink`, and
/// so is text between transmissions.
///
/// # Errors
/// What the input gives.
pub fn each(
    input: Input,
    limit: u64,
    sink: &mut dyn FnMut(Item),
    mut each: impl FnMut(Message, &mut dyn FnMut(Item)),
) -> Result<(), Fault> {
    let mut text: &[u8];
    let bytes: &mut dyn BufRead = match input {
        Input::Text(whole) => {
            text = whole.as_bytes();
            &mut text
        }
        Input::Stream(bytes) => bytes,
    };
    let mut cutter = Cutter::new(usize::try_from(limit).unwrap_or(usize::MAX), sink, &mut each);
    loop {
        let piece = bytes.fill_buf()?;
        if piece.is_empty() {
            cutter.end();
            return Ok(());
        }
        let taken = cutter.take(piece);
        bytes.consume(taken);
    }
}

type Each<'e> = dyn FnMut(Message, &mut dyn FnMut(Item)) + 'e;

/// How the transmission that is being read began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    /// None has begun.
    Nowhere,
    /// At SOH: only control characters part it from the next one, and its lines are of no interest.
    AtMark,
    /// At a line that is a heading.
    AtLine,
}

struct Cutter<'e> {
    limit: usize,
    sink: &'e mut dyn FnMut(Item),
    each: &'e mut Each<'e>,
    /// What has been read of the transmission; between two, the line that is being read.
    held: Vec<u8>,
    /// Where that line begins in `held`.
    start: usize,
    begun: Begun,
    /// The transmission has grown too long: only its end is looked for.
    dropped: bool,
    number: u64,
    /// The number of the line that is being read, from 1.
    line: u64,
    /// Whether a heading may stand on the line: behind a blank one or a trailer.
    after_gap: bool,
    stray: Stray,
}

/// Letters outside of transmissions.
#[derive(Default)]
struct Stray {
    line: u64,
    letters: usize,
    shown: String,
}

impl<'e> Cutter<'e> {
    fn new(limit: usize, sink: &'e mut dyn FnMut(Item), each: &'e mut Each<'e>) -> Self {
        Cutter {
            limit,
            sink,
            each,
            held: Vec::new(),
            start: 0,
            begun: Begun::Nowhere,
            dropped: false,
            number: 0,
            line: 1,
            after_gap: true,
            stray: Stray::default(),
        }
    }

    /// Takes from `piece` up to the next mark, and says how much that was.
    fn take(&mut self, piece: &[u8]) -> usize {
        let piece = &piece[..piece.len().min(PIECE)];
        let found = match self.begun {
            Begun::AtMark => memchr::memchr2(SOH, EOT, piece),
            Begun::AtLine | Begun::Nowhere => memchr::memchr3(b'\n', SOH, EOT, piece),
        };
        let taken = &piece[..found.unwrap_or(piece.len())];
        self.line += memchr::memchr_iter(b'\n', taken).count() as u64;
        self.hold(taken);
        match found.map(|at| piece[at]) {
            Some(SOH) => {
                self.close(false);
                self.begun = Begun::AtMark;
            }
            Some(EOT) => {
                self.close(true);
                self.begun = Begun::Nowhere;
            }
            Some(end_of_line) => {
                self.held.push(end_of_line);
                self.end_of_line();
                self.line += 1;
            }
            None => {}
        }
        found.map_or(taken.len(), |at| at + 1)
    }

    /// Looks at the line that has been read, if no transmission that began at SOH is open.
    fn end_of_line(&mut self) {
        let line = &self.held[self.start..];
        if self.opens(line) {
            let line = self.held.split_off(self.start);
            self.close(false);
            self.begun = Begun::AtLine;
            self.held = line;
        } else if self.begun == Begun::AtLine && line.trim_ascii() == b"NNNN" {
            self.held.truncate(self.start);
            self.close(true);
            self.begun = Begun::Nowhere;
        }
        let line = &self.held[self.start.min(self.held.len())..];
        self.after_gap = self.begun == Begun::Nowhere || is_gap(line);
        if self.begun == Begun::Nowhere {
            self.close(false);
        }
        self.start = self.held.len();
    }

    /// Whether `line` begins a transmission without SOH.
    fn opens(&self, line: &[u8]) -> bool {
        let text = || std::str::from_utf8(line).unwrap_or_default();
        match line.first() {
            Some(b'Z') => zczc::opens(text()),
            Some(byte) if byte.is_ascii_alphabetic() && self.after_gap => {
                // Headings have their number within the first eight bytes; most lines of text do not.
                let number = line.iter().take(8).any(u8::is_ascii_digit);
                number && iptc7901::opens(text())
            }
            _ => false,
        }
    }

    /// Gives the transmission that is held, or counts what is stray.
    fn close(&mut self, closed: bool) {
        let held = std::mem::take(&mut self.held);
        self.start = 0;
        let text = text_of(&held);
        if self.begun == Begun::Nowhere {
            self.stray.add(&text, self.line);
        } else if !std::mem::take(&mut self.dropped) {
            self.report_stray();
            self.number += 1;
            (self.each)(Message { text: &text, number: self.number, closed }, self.sink);
        }
        drop(text);
        self.held = held;
        self.held.clear();
    }

    /// Keeps what was read, but no more than a transmission may hold.
    fn hold(&mut self, piece: &[u8]) {
        if self.begun == Begun::Nowhere && self.held.len() > PIECE {
            self.close(false);
        } else if self.begun != Begun::Nowhere && !self.dropped && self.held.len() + piece.len() > self.limit {
            self.drop_message();
        }
        if self.dropped {
            // Only the line is still needed, to see the next heading.
            self.held.drain(..std::mem::take(&mut self.start));
            self.held.truncate(PIECE);
        }
        self.held.extend_from_slice(piece);
    }

    fn drop_message(&mut self) {
        self.report_stray();
        self.number += 1;
        self.dropped = true;
        let reason = format!("a record of more than {} bytes, which is the most that is read", self.limit);
        (self.sink)(Skip { at: Place::Record(self.number), reason: SkipReason::Broken(reason) }.into());
    }

    fn report_stray(&mut self) {
        let Stray { line, letters, shown } = std::mem::take(&mut self.stray);
        if letters >= NOISE {
            let reason = SkipReason::NotADispatch(format!("text outside of any transmission: `{}`", shown.trim()));
            (self.sink)(Skip { at: Place::Line(line), reason }.into());
        }
    }

    fn end(&mut self) {
        if self.begun != Begun::AtMark && self.start < self.held.len() {
            self.end_of_line();
        }
        self.close(false);
        self.report_stray();
    }
}

impl Stray {
    fn add(&mut self, piece: &str, line: u64) {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 0 || piece.trim() == "NNNN" {
            return;
        }
        if self.letters == 0 {
            self.line = line;
        }
        self.letters += letters;
        let room = SHOWN.saturating_sub(self.shown.chars().count());
        self.shown.extend(piece.chars().filter(|c| !c.is_control()).take(room));
    }
}

/// What was read is UTF-8, but for a character that lies across the end of an endless line.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    // The lossy way takes four times as long, and hardly ever matters.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Whether a line parts what stands before it from a heading behind it: it is blank, or a trailer.
fn is_gap(line: &[u8]) -> bool {
    let blank = || !line.iter().any(|byte| byte.is_ascii_graphic() || !byte.is_ascii());
    let may_be_trailer = line.len() < 60 && line.iter().any(u8::is_ascii_digit);
    blank() || may_be_trailer && std::str::from_utf8(line).is_ok_and(iptc7901::is_trailer)
}
