//! Mail: the text of each message is a dispatch, and each attachment a file of its own.

use super::{Bytes, Container};
use crate::source::fault::{Fault, Place, Skip};
use crate::source::mail::{self, Part};
use crate::source::reader::Item;
use crate::source::reading::{Origin, Reading};

const FORMAT: &str = "mail";

pub struct Mailbox;

impl Container for Mailbox {
    fn name(&self) -> &'static str {
        FORMAT
    }

    fn recognises(&self, head: &[u8]) -> bool {
        mail::recognises(head)
    }

    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault> {
        let limit = reading.options.max_dispatch_bytes;
        let mut bytes = bytes.stream();
        let is_mailbox = bytes.fill_buf()?.starts_with(b"From ");
        let (mut number, mut ordinal) = (0, 0);
        mail::messages(&mut bytes, limit, &mut |message| {
            number += 1;
            let at = if is_mailbox { Place::Record(number) } else { Place::File };
            let message = match message {
                Ok(message) => message,
                Err(reason) => return reading.skip(origin, Skip { at, reason }),
            };
            mail::read(message, &mut |part| match part {
                Part::Dispatch(dispatch) => {
                    reading.give(origin, FORMAT, ordinal, Item::Dispatch(dispatch));
                    ordinal += 1;
                }
                Part::Attachment { name, bytes, about } => {
                    let name = if is_mailbox { format!("{number}/{name}") } else { name };
                    reading.member(&origin.member(&name, None).with(about), &mut &bytes[..]);
                }
                Part::Skipped(Skip { reason, .. }) => reading.skip(origin, Skip { at: at.clone(), reason }),
            });
        })
    }
}
