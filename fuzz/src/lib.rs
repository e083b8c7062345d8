//! What every fuzz target does with the bytes it is given.

use depeche::dispatch::Dispatch;
use depeche::source::{Input, Item, Options, READERS, Reader, encoding, read_bytes};

/// No record of a stream may be longer; small, so that the limit is met.
const LIMIT: u64 = 1 << 16;

/// Lets the reader of this name read `data`, whole and as a stream, whether or not it would recognise it. Both must give
/// the same dispatches, and no text may be longer than what it was read from.
pub fn reader(name: &str, data: &[u8]) {
    let Some(reader) = READERS.iter().copied().find(|reader| reader.name() == name) else {
        panic!("there is no reader `{name}`");
    };
    let text = encoding::decode(data).text;
    let options = Options { max_dispatch_bytes: LIMIT, ..Options::default() };
    let whole = dispatches(reader, Input::Text(&text), &options);
    if reader.streams() {
        let streamed = dispatches(reader, Input::Stream(&mut text.as_bytes()), &options);
        if text.len() as u64 <= LIMIT {
            assert_eq!(whole, streamed, "whole and streamed");
        }
    }
}

fn dispatches(reader: &dyn Reader, input: Input, options: &Options) -> Vec<Dispatch> {
    let mut found = Vec::new();
    // A fault is an answer too; what matters is that it comes, and soon.
    let _ = reader.read(input, options, &mut |item| {
        if let Item::Dispatch(dispatch) = item {
            found.push(*dispatch);
        }
    });
    found
}

/// Reads `data` as a file of any kind: archives, mail and web crawls are opened. What comes out must be clean.
pub fn file(data: &[u8]) {
    let options = Options { max_dispatch_bytes: 1 << 20, ..Options::default() };
    let _ = read_bytes("f", data, &options, &mut |item| {
        if let Item::Dispatch(dispatch) = item {
            let texts = dispatch.body.iter().chain([&dispatch.headline, &dispatch.id]);
            texts.for_each(|text| assert!(!text.contains(char::is_control), "{text:?}"));
        }
    });
}
