//! A workbook for Excel and LibreOffice: real dates and links, a frozen header with filters.
//!
//! Text is written as text, so no cell is ever a formula. A sheet holds 1,048,576 rows and 65,530 links, a cell 32,767
//! characters (Excel's limits): further hits go to further sheets, further links are plain text, longer text ends in `[…]`.

use std::io::{self, BufWriter, Seek, Write};

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::Options;
use super::columns::Column;
use super::list::Binder;

mod cell;

use cell::Cell;
pub(super) use cell::{Row, fitting, serial};

const ROWS: u32 = 1_048_576;
const LINKS: u32 = 65_530;

pub(super) struct Book<W> {
    out: W,
    options: Options,
    columns: Vec<Column>,
    book: Workbook,
    sheet: usize,
    row: u32,
    links: u32,
    integer: Format,
    day: Format,
    instant: Format,
}

impl<W: Write> Book<W> {
    pub fn new(out: W, options: Options) -> Self {
        Book {
            out,
            columns: options.columns(),
            options,
            book: Workbook::new(),
            sheet: 0,
            row: 0,
            links: 0,
            integer: Format::new().set_num_format("0"),
            day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            instant: Format::new().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
        }
    }

    /// A sheet that says how the list came about.
    fn method(&mut self) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet();
        sheet.set_name("Method")?.set_column_width(0, 14)?.set_column_width(1, 100)?;
        let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for (row, (name, value)) in (0..).zip(self.options.method.rows()) {
            sheet.write_string_with_format(row, 0, name, &Format::new().set_bold())?;
            sheet.write_string_with_format(row, 1, fitting(&value), &wrap)?;
        }
        Ok(())
    }

    /// Begins a sheet of hits.
    fn page(&mut self) -> Result<(), XlsxError> {
        let number = self.book.worksheets().len() + 1 - usize::from(self.options.with_method);
        // Written row by row to a file that is dropped at the end: memory does not grow with the rows.
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(if number == 1 { "Hits".to_owned() } else { format!("Hits {number}") })?;
        sheet.set_freeze_panes(1, 0)?;
        let header = Format::new().set_bold();
        for (place, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(place, width(*column))?;
            sheet.write_string_with_format(0, place, column.name(), &header)?;
        }
        (self.sheet, self.row, self.links) = (self.book.worksheets().len() - 1, 0, 0);
        Ok(())
    }

    /// Ends a sheet of hits with filters over all of its rows.
    fn filter(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.book.worksheet_from_index(self.sheet)?.autofilter(0, 0, self.row.max(1), last)?;
        Ok(())
    }

    fn row(&mut self, mut packed: &[u8]) -> Result<(), XlsxError> {
        if self.row + 1 == ROWS {
            self.filter()?;
            self.page()?;
        }
        self.row += 1;
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        let mut place = 0;
        while let Some((cell, rest)) = Cell::unpack(packed) {
            match cell {
                Cell::Integer(number) => {
                    sheet.write_number_with_format(self.row, place, number, &self.integer)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(self.row, place, number)?;
                }
                Cell::Day(serial) => {
                    sheet.write_number_with_format(self.row, place, serial, &self.day)?;
                }
                Cell::Instant(serial) => {
                    sheet.write_number_with_format(self.row, place, serial, &self.instant)?;
                }
                Cell::Text("") | Cell::Path("") => {}
                Cell::Path(path) if self.links < LINKS => {
                    self.links += u32::from(link(sheet, self.row, place, path)?);
                }
                Cell::Text(text) | Cell::Path(text) => {
                    sheet.write_string(self.row, place, fitting(text))?;
                }
            }
            (packed, place) = (rest, place + 1);
        }
        Ok(())
    }
}

/// Writes a path as a link to the file, or to the archive that it lies in; whether it is one.
fn link(sheet: &mut Worksheet, row: u32, place: u16, path: &str) -> Result<bool, XlsxError> {
    let file = path.split_once("!/").map_or(path, |(archive, _)| archive);
    let absolute = std::path::absolute(file).ok();
    let address = absolute.and_then(|path| Some(format!("file:///{}", percent_encoded(path.to_str()?))));
    // Excel refuses longer addresses, and longer texts of links.
    match address.filter(|address| address.len() <= 2_000 && path.chars().count() <= 255) {
        Some(address) => {
            sheet.write_url_with_text(row, place, Url::new(address), path)?;
            Ok(true)
        }
        None => {
            sheet.write_string(row, place, fitting(path))?;
            Ok(false)
        }
    }
}

fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// In characters.
fn width(column: Column) -> f64 {
    match column {
        Column::Rank | Column::Version | Column::Urgency | Column::Language => 8.0,
        Column::Headline | Column::Snippet | Column::Body | Column::Standfirst => 60.0,
        Column::Topics | Column::Locations | Column::People | Column::Path | Column::Id => 30.0,
        _ => 16.0,
    }
}

pub(super) fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

impl<W: Write> Binder for Book<W> {
    fn begin(&mut self) -> io::Result<()> {
        if self.options.with_method {
            self.method().map_err(into_io)?;
        }
        self.page().map_err(into_io)
    }

    fn add(&mut self, hit: &[u8]) -> io::Result<()> {
        self.row(hit).map_err(into_io)
    }

    fn end(&mut self) -> io::Result<()> {
        self.filter().map_err(into_io)?;
        // By way of a file, which is dropped at the end: the output may be one that cannot go to another thread, as the zip does.
        let mut zip = tempfile::tempfile()?;
        self.book.save_to_writer(BufWriter::new(&zip)).map_err(into_io)?;
        zip.rewind()?;
        io::copy(&mut zip, &mut self.out)?;
        self.out.flush()
    }
}
