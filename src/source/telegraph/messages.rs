//! Parts a spool into its transmissions, one at a time and however long the spool is.
//!
//! A transmission begins at SOH, or, where the control characters were lost, at a line that is a heading of IPTC 7901 or
//! `ZCZC`; it ends at EOT, at a line `NNNN`, or where the next one begins.

use std::io::{BufRead, Read};

use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::iptc7901;
use crate::source::reader::{Input, Item};
use crate::source::zczc;

const SOH: u8 = 1;
const EOT: u8 = 4;
/// Longer lines are taken in pieces, in bytes.
const LONGEST_LINE: u64 = 64 << 10;
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
        let start = cutter.held.len();
        if Read::take(&mut *bytes, LONGEST_LINE).read_until(b'\n', &mut cutter.held)? == 0 {
            cutter.end();
            return Ok(());
        }
        cutter.line(start);
    }
}

type Each<'e> = dyn FnMut(Message, &mut dyn FnMut(Item)) + 'e;

/// How the transmission that is being read began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    /// None has begun.
    Nowhere,
    /// At SOH: only control characters part it from the next one.
    AtMark,
    /// At a line that is a heading.
    AtLine,
    /// It has grown too long: only its end is looked for.
    Dropped,
}

struct Cutter<'e> {
    limit: usize,
    sink: &'e mut dyn FnMut(Item),
    each: &'e mut Each<'e>,
    /// What has been read of the transmission; nothing between two.
    held: Vec<u8>,
    begun: Begun,
    number: u64,
    /// The line that is looked at, from 1, and whether it is at its start.
    line: u64,
    at_line_start: bool,
    /// Whether a heading may stand on the next line: behind a blank one or a trailer.
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
            begun: Begun::Nowhere,
            number: 0,
            line: 1,
            at_line_start: true,
            after_gap: true,
            stray: Stray::default(),
        }
    }

    /// Looks at the line that `held` has from `start`.
    fn line(&mut self, start: usize) {
        let mut from = 0;
        if self.begun != Begun::AtMark && self.at_line_start && self.opens(start) {
            self.close(0..start, false);
            self.begun = Begun::AtLine;
            from = start;
        }
        let mut at = start;
        while let Some(found) = memchr::memchr2(SOH, EOT, &self.held[at..]) {
            at += found;
            let ends = self.held[at] == EOT;
            self.close(from..at, ends);
            self.begun = if ends { Begun::Nowhere } else { Begun::AtMark };
            at += 1;
            from = at;
        }
        let ended = self.held.ends_with(b"\n");
        self.look_back(start.max(from));
        if self.begun != Begun::Nowhere && self.at_line_start && ends_telex(&self.held[start.max(from)..]) {
            self.close(from..start.max(from), true);
            self.begun = Begun::Nowhere;
            from = self.held.len();
        }
        if self.begun == Begun::Nowhere {
            self.stray(from);
            from = self.held.len();
        } else if self.begun == Begun::Dropped {
            from = self.held.len();
        } else if self.held.len() - from > self.limit {
            self.drop_message();
            from = self.held.len();
        }
        self.held.drain(..from);
        self.at_line_start = ended;
        self.line += u64::from(ended);
    }

    /// Whether the line from `start` begins a transmission without SOH.
    fn opens(&self, start: usize) -> bool {
        let line = &self.held[start..];
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

    /// Notes whether the line from `start` parts what stands before it from a heading behind it.
    fn look_back(&mut self, start: usize) {
        let line = &self.held[start..];
        let blank = !line.iter().any(|byte| byte.is_ascii_graphic() || !byte.is_ascii());
        let may_be_trailer = || line.len() < 60 && line.iter().any(u8::is_ascii_digit);
        self.after_gap = blank
            || self.begun == Begun::Nowhere
            || may_be_trailer() && std::str::from_utf8(line).is_ok_and(iptc7901::is_trailer);
    }

    /// Gives the transmission that lies in `range`, or counts what is stray there.
    fn close(&mut self, range: std::ops::Range<usize>, closed: bool) {
        match self.begun {
            Begun::Dropped => return,
            Begun::Nowhere => {
                let piece = String::from_utf8_lossy(&self.held[range]);
                self.stray.add(&piece, self.line);
                return;
            }
            Begun::AtMark | Begun::AtLine => {}
        }
        self.report_stray();
        let text = String::from_utf8_lossy(&self.held[range]);
        self.number += 1;
        (self.each)(Message { text: &text, number: self.number, closed }, self.sink);
    }

    fn stray(&mut self, from: usize) {
        let piece = String::from_utf8_lossy(&self.held[from..]);
        self.stray.add(&piece, self.line);
    }

    fn report_stray(&mut self) {
        let Stray { line, letters, shown } = std::mem::take(&mut self.stray);
        if letters >= NOISE {
            let reason = SkipReason::NotADispatch(format!("text outside of any transmission: `{}`", shown.trim()));
            (self.sink)(Skip { at: Place::Line(line), reason }.into());
        }
    }

    fn drop_message(&mut self) {
        self.report_stray();
        self.number += 1;
        self.begun = Begun::Dropped;
        let reason = format!("a record of more than {} bytes, which is the most that is read", self.limit);
        (self.sink)(Skip { at: Place::Record(self.number), reason: SkipReason::Broken(reason) }.into());
    }

    fn end(&mut self) {
        self.close(0..self.held.len(), false);
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

/// Whether a line is the end of a telex: `NNNN`.
fn ends_telex(line: &[u8]) -> bool {
    line.trim_ascii() == b"NNNN"
}
