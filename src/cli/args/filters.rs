//! What narrows a search, with a query or without.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use depeche::index::facet::Facet;

/// What every search takes.
#[derive(Clone, Debug, Default, Args)]
pub struct Filters {
    /// Only dispatches that name this person, however the name is spelt
    #[arg(long, value_name = "NAME")]
    pub person: Vec<String>,
    /// Only dispatches about or from this place, under any of its names; ~PLACE: also those that speak of its people
    ///
    /// `Paris (Texas)` and `Valence, Espagne` say which place is meant.
    #[arg(long, value_name = "PLACE")]
    pub location: Vec<String>,
    /// What lies in the place of --location too: cities in a country, countries in a continent
    #[arg(long, requires = "location")]
    pub within: bool,
    /// Only dispatches with this topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Only dispatches of this agency; given twice, of either
    #[arg(long, value_name = "AGENCY")]
    pub agency: Vec<String>,
    /// Only dispatches with this very value in a field, as the counts show it: people='Ada Roux', genre=Portrait
    ///
    /// Given twice, with both. Unlike --person and --location it finds no other name of the same person or place. FIELD is one
    /// of people, locations, topics, agencies, organisations, keywords, genres, languages, statuses, urgencies.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub value: Vec<FieldValue>,
    /// Only dispatches from the start of this date on: 2025, 2025-09, 03/09/2025, hier, 7j
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only dispatches before the start of this date
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// One word of the query is enough; the best hits have most of them
    #[arg(long)]
    pub any: bool,
    /// Leave out what is under embargo now
    #[arg(long)]
    pub no_embargoed: bool,
    /// Older versions of dispatches, killed ones and every copy of a text too
    #[arg(long)]
    pub all_versions: bool,
    /// Your own list of people; else $DEPECHE_PEOPLE, else people.txt in the folder of the index
    ///
    /// A line is `Name = Other Name` for one person, `Name != Other Name` for two, or `ignore Name`.
    #[arg(long, value_name = "PATH")]
    pub people_file: Option<PathBuf>,
}

/// A value of a field that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    pub facet: Facet,
    pub value: String,
}

impl FromStr for FieldValue {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((field, value)) = text.split_once('=').filter(|(_, value)| !value.trim().is_empty()) else {
            return Err("write FIELD=VALUE, such as people='Ada Roux'".to_owned());
        };
        let names = || Facet::ALL.map(Facet::name).join(", ");
        let facet =
            Facet::named(field).ok_or_else(|| format!("no field is called `{field}`; there are {}", names()))?;
        Ok(FieldValue { facet, value: value.to_owned() })
    }
}
