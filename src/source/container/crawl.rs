//! Web crawls: the pages in WARC and ARC archives.

use super::{Bytes, Container};
use crate::dispatch::Moment;
use crate::source::about::About;
use crate::source::article::page_id;
use crate::source::fault::{Fault, Skip, SkipReason};
use crate::source::reading::{Origin, Reading};
use crate::source::warc::{self, WarcRecord};

pub struct Crawl;

impl Container for Crawl {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        warc::recognises(head)
    }

    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault> {
        let limit = reading.options.max_dispatch_bytes;
        warc::records(&mut bytes.stream(), limit, &mut |record| match record {
            WarcRecord::Capture(capture) => {
                let fetched = capture.date.and_then(|moment| match moment {
                    Moment::Instant(instant, _) => Some(instant),
                    Moment::Day(_) => None,
                });
                let about = About { id: page_id(&capture.uri), fetched: capture.date, ..About::default() };
                let page = origin.labelled(&capture.uri, fetched).with(about);
                reading.member(&page, &mut &capture.body[..]);
                if capture.truncated {
                    let reason = "the archive ends before the page does; what there is of it was read".to_owned();
                    reading.skip(&page, Skip::file(SkipReason::Broken(reason)));
                }
            }
            WarcRecord::Skipped(skip) => reading.skip(origin, skip),
        })
    }
}
