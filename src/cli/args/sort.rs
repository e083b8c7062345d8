//! The order of hits, as it is typed.

use clap::ValueEnum;
use depeche::search::Sort;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortArg {
    /// The best first
    Score,
    /// The newest first
    Date,
}

impl From<SortArg> for Sort {
    fn from(sort: SortArg) -> Self {
        match sort {
            SortArg::Score => Sort::Score,
            SortArg::Date => Sort::Date,
        }
    }
}
