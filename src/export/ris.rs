//! RIS for Zotero, EndNote and Mendeley: a record of type NEWS a hit.
//!
//! The tags are those of the RIS format as Zotero's translator reads them: T2 the agency, CY the place, AN the identifier,
//! N2 the abstract (the standfirst, else the snippet where one is asked for), N1 notes. Lines end with CR LF.

use std::io::{self, Write};

use super::authors::authors;
use super::columns::place;
use super::list::Layout;
use super::{Options, reference};
use crate::safe::for_terminal;
use crate::search::Hit;

pub(super) struct Ris {
    options: Options,
}

impl Ris {
    pub fn new(options: Options) -> Self {
        Ris { options }
    }
}

impl Layout for Ris {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let dispatch = &hit.dispatch;
        let mut tag = |name: &str, value: &str| -> io::Result<()> {
            let value = for_terminal(value);
            if value.trim().is_empty() { Ok(()) } else { write!(out, "{name}  - {}\r\n", value.trim()) }
        };
        tag("TY", "NEWS")?;
        tag("TI", dispatch.title())?;
        authors(dispatch).iter().try_for_each(|author| tag("AU", &author.to_string()))?;
        tag("T2", dispatch.provider.as_deref().unwrap_or_default())?;
        if let Some(day) = reference::day(dispatch) {
            tag("PY", &format!("{:04}", day.year()))?;
            tag("DA", &day.strftime("%Y/%m/%d").to_string())?;
        }
        tag("CY", place(dispatch).unwrap_or_default())?;
        tag("LA", dispatch.language.as_deref().unwrap_or_default())?;
        reference::keywords(dispatch).iter().try_for_each(|keyword| tag("KW", keyword))?;
        tag("N2", &reference::summary(hit, self.options.full_text))?;
        reference::notes(hit).iter().try_for_each(|note| tag("N1", note))?;
        tag("AN", &dispatch.id)?;
        tag("DB", &self.options.method.tool)?;
        tag("UR", &reference::url(dispatch).unwrap_or_default())?;
        write!(out, "ER  - \r\n\r\n")
    }
}
