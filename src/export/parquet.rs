//! A Parquet file for R, pandas and DuckDB: columns with types, lists as lists, and nothing where nothing is known.
//!
//! Moments are those of the house clock, without a zone, a bare day at its midnight: the same day and hour as in a
//! workbook. Hits are written in groups of rows, of which one is held.

mod cells;
mod schema;

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FloatType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};

use self::cells::Cell;
pub(super) use self::cells::Row;
use self::schema::{Kind, kind, schema};
use super::Options;
use super::list::Binder;
use crate::clock;

/// A group of rows ends with this many hits or bytes: readers take groups whole, and so does the memory of this program.
const GROUP_ROWS: usize = 50_000;
const GROUP_BYTES: usize = 32 << 20;

/// A file in the making.
pub(super) struct Table<W> {
    out: W,
    options: Options,
    columns: Vec<Values>,
    /// What is held for the group at hand.
    rows: usize,
    bytes: usize,
    /// Writes to memory, which goes to `out` after each group: it wants an output that can go to another thread.
    file: Option<SerializedFileWriter<Vec<u8>>>,
}

/// The cells of a column in one group. Levels are those of the format: whether a value is there, and whether an element
/// goes on with the list before it.
struct Values {
    kind: Kind,
    integers: Vec<i64>,
    scores: Vec<f32>,
    texts: Vec<ByteArray>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl<W: Write> Table<W> {
    pub fn new(out: W, options: Options) -> Self {
        let columns = options.columns().into_iter().map(|column| Values::new(kind(column))).collect();
        Table { out, options, columns, rows: 0, bytes: 0, file: None }
    }

    /// What a reader finds beside the columns: the clock, and with `--method` how the list came about.
    fn metadata(&self) -> Vec<KeyValue> {
        let clock = clock::zone().iana_name().unwrap_or_default().to_owned();
        let rows = if self.options.with_method { self.options.method.rows() } else { Vec::new() };
        let all = std::iter::once(("clock", clock)).chain(rows);
        all.map(|(name, value)| KeyValue::new(format!("depeche.{name}"), Some(value))).collect()
    }

    /// Writes the group at hand and begins another one.
    fn group(&mut self) -> Result<(), ParquetError> {
        if let Some(file) = self.file.as_mut().filter(|_| self.rows > 0) {
            let mut group = file.next_row_group()?;
            for values in &mut self.columns {
                if let Some(mut column) = group.next_column()? {
                    values.write(&mut column)?;
                    column.close()?;
                }
            }
            group.close()?;
        }
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// Hands on what has been written to memory.
    fn hand_on(&mut self) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.flush()?;
        self.out.write_all(&std::mem::take(file.inner_mut()))
    }
}

impl Values {
    fn new(kind: Kind) -> Self {
        let (integers, scores, texts) = (Vec::new(), Vec::new(), Vec::new());
        Values { kind, integers, scores, texts, definition: Vec::new(), repetition: Vec::new() }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Nothing => self.definition.push(0),
            Cell::Integer(number) => self.integers.push(number),
            Cell::Score(score) => self.scores.push(score),
            Cell::Text(text) => self.texts.push(text.as_bytes().to_vec().into()),
            Cell::List(texts) => {
                let before = self.texts.len();
                self.texts.extend(texts.map(|text| ByteArray::from(text.as_bytes().to_vec())));
                let added = self.texts.len() - before;
                self.definition.extend(if added == 0 { vec![0] } else { vec![1; added] });
                self.repetition.extend((0..added.max(1)).map(|place| i16::from(place > 0)));
                return;
            }
        }
        if !matches!(cell, Cell::Nothing) {
            self.definition.push(1);
        }
    }

    /// Writes the values, and holds none any more.
    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        fn all<T: DataType>(
            column: &mut SerializedColumnWriter<'_>,
            values: &mut Vec<T::T>,
            definition: &[i16],
            repetition: Option<&[i16]>,
        ) -> Result<(), ParquetError> {
            column.typed::<T>().write_batch(values, Some(definition), repetition)?;
            values.clear();
            Ok(())
        }
        let definition = &self.definition;
        match self.kind {
            Kind::Integer | Kind::Moment => all::<Int64Type>(column, &mut self.integers, definition, None)?,
            Kind::Score => all::<FloatType>(column, &mut self.scores, definition, None)?,
            Kind::Text => all::<ByteArrayType>(column, &mut self.texts, definition, None)?,
            Kind::List => all::<ByteArrayType>(column, &mut self.texts, definition, Some(&self.repetition))?,
        }
        self.definition.clear();
        self.repetition.clear();
        Ok(())
    }
}

impl<W: Write> Binder for Table<W> {
    fn begin(&mut self) -> io::Result<()> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            // Page by page they would grow with the file.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_created_by(concat!("depeche version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(self.metadata()));
        let schema = schema(&self.options.columns()).map_err(into_io)?;
        let file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build()));
        self.file = Some(file.map_err(into_io)?);
        Ok(())
    }

    fn add(&mut self, hit: &[u8]) -> io::Result<()> {
        let mut packed = hit;
        for values in &mut self.columns {
            let Some((cell, rest)) = Cell::unpack(values.kind, packed) else { break };
            values.push(cell);
            packed = rest;
        }
        self.rows += 1;
        self.bytes += hit.len();
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.group().map_err(into_io)?;
            self.hand_on()?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.group().map_err(into_io)?;
        if let Some(file) = &mut self.file {
            file.finish().map_err(into_io)?;
        }
        self.hand_on()?;
        self.out.flush()
    }
}

fn into_io(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}
