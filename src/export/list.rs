//! A hit list in the making: hits are laid out one by one, by several threads where there are many, and then bound together
//! in their order.

use std::io::{self, Write};
use std::sync::Arc;

use crate::search::{Hit, Page, SearchError};

/// How a format shows a hit, whatever stands before and after it.
pub(super) trait Layout: Send + Sync {
    /// Writes what stands before the first hit.
    fn head(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one hit.
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()>;

    /// What stands before a hit, of which the first may differ.
    fn before(&self, _first: bool) -> &'static [u8] {
        b""
    }

    /// Writes what stands after the last hit, if there was one.
    fn foot(&self, _empty: bool, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Puts what was laid out together, in its order.
pub(super) trait Binder {
    fn begin(&mut self) -> io::Result<()>;
    /// Adds a hit as its [`Layout`] wrote it.
    fn add(&mut self, hit: &[u8]) -> io::Result<()>;
    /// Writes what is still held, and flushes the output.
    fn end(&mut self) -> io::Result<()>;
}

/// Writes a hit list: `begin`, every hit, `end`.
///
/// Each call fails only with what the output reports.
pub trait HitWriter {
    /// What stands before the first hit.
    fn begin(&mut self) -> io::Result<()>;
    /// One hit.
    fn hit(&mut self, hit: &Hit) -> io::Result<()>;
    /// What stands after the last hit; flushes the output.
    fn end(&mut self) -> io::Result<()>;
}

/// A hit list of one of the [formats](super::Format).
pub struct List<'a> {
    layout: Arc<dyn Layout>,
    binder: Box<dyn Binder + 'a>,
    part: Vec<u8>,
}

impl<'a> List<'a> {
    /// A format that is text from the first byte to the last.
    pub(super) fn text(layout: impl Layout + 'static, out: Box<dyn Write + 'a>) -> Self {
        let layout: Arc<dyn Layout> = Arc::new(layout);
        let binder = Box::new(Text { layout: layout.clone(), out, empty: true });
        List { layout, binder, part: Vec::new() }
    }

    pub(super) fn new(layout: impl Layout + 'static, binder: impl Binder + 'a) -> Self {
        List { layout: Arc::new(layout), binder: Box::new(binder), part: Vec::new() }
    }

    /// Writes every hit of a page, in order, and calls `progress` now and then with how many more were laid out.
    ///
    /// # Errors
    /// Those of the index and those of the output.
    pub fn page<E>(&mut self, page: &Page<'_>, progress: &(dyn Fn(u64) + Sync)) -> Result<(), E>
    where
        E: From<SearchError> + From<io::Error> + Send,
    {
        let (layout, binder) = (&self.layout, &mut self.binder);
        page.render(|hit, out| layout.hit(hit, out), |part| binder.add(part), progress)
    }
}

impl HitWriter for List<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.binder.begin()
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        self.part.clear();
        self.layout.hit(hit, &mut self.part)?;
        self.binder.add(&self.part)
    }

    fn end(&mut self) -> io::Result<()> {
        self.binder.end()
    }
}

struct Text<'a> {
    layout: Arc<dyn Layout>,
    out: Box<dyn Write + 'a>,
    empty: bool,
}

impl Binder for Text<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.layout.head(&mut self.out)
    }

    fn add(&mut self, hit: &[u8]) -> io::Result<()> {
        self.out.write_all(self.layout.before(self.empty))?;
        self.empty = false;
        self.out.write_all(hit)
    }

    fn end(&mut self) -> io::Result<()> {
        self.layout.foot(self.empty, &mut self.out)?;
        self.out.flush()
    }
}
