//! What can be typed: one definition for parsing, `--help`, completions and man pages.

mod read;
mod similar;
mod sort;

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use depeche::batch::Setting;
use depeche::export::{Column, Format};
use depeche::index::facet::Facet;
use depeche::search::timeline::Period;
use depeche::source::Columns;

pub use read::{PagerArgs, ReadArgs};
pub use similar::{Joining, SimilarArgs};
pub use sort::SortArg;

/// Full-text search for French wire dispatches
///
/// Index a folder of dispatches once, search it in French, export the hit lists. Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = "Run `depeche COMMAND --help` for examples.")]
pub struct Cli {
    /// Folder of the index
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "DEPECHE_INDEX",
        default_value = "index",
        hide_env_values = true
    )]
    pub index: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Index(IndexArgs),
    Search(Box<SearchArgs>),
    Show(ShowArgs),
    Read(Box<ReadArgs>),
    Similar(SimilarArgs),
    Export(Box<ExportArgs>),
    Batch(Box<BatchArgs>),
    People(Box<PeopleArgs>),
    Locations(Box<LocationsArgs>),
    Topics(Box<TopicsArgs>),
    Agencies(Box<AgenciesArgs>),
    Count(Box<CountArgs>),
    Timeline(Box<TimelineArgs>),
    Inspect(InspectArgs),
    Status(StatusArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Bring the index up to date with folders and files of dispatches
///
/// Reads what is new or changed since the last time, drops what is gone. Without SOURCE, does so for all sources that
/// the index knows. Files that cannot be read are named and skipped, and the exit status is then 2; the others are
/// indexed. Interrupted or killed at any moment, the index stays as it was before.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche index corpus                 index the folder, or bring it up to date
  depeche index                        bring all known sources up to date
  depeche index --forget /old/folder   drop a source and its dispatches
  depeche index --rebuild              read everything anew, as after an upgrade
  depeche index export.csv --map headline=objet,body=contenu,date=jour")]
pub struct IndexArgs {
    /// Folders and files to follow
    pub sources: Vec<PathBuf>,
    /// Drop this source and its dispatches
    #[arg(long, value_name = "SOURCE")]
    pub forget: Vec<PathBuf>,
    /// Make the index anew from its sources; the old one is searched until the new one is whole
    #[arg(long, conflicts_with = "forget")]
    pub rebuild: bool,
    /// Do not look for people, places and topics in the text. Decided when an index is made or rebuilt
    #[arg(long)]
    pub no_annotate: bool,
    /// Look for them again, with --rebuild of an index made without
    #[arg(long, conflicts_with = "no_annotate")]
    pub annotate: bool,
    /// What columns of tables hold: FIELD=COLUMN,FIELD=COLUMN…
    ///
    /// CSV, TSV and JSON of any kind are read by the names of their columns (`titre`, `texte`, `date`…); this is for names
    /// that are not understood. FIELD is id, headline, standfirst, body, date, byline, provider, topics, keywords or another
    /// field of the record; COLUMN is a name, the number of a column of a table without header, or a path in JSON such as
    /// `article.titre`. The index remembers it; `none` forgets it, and tables are read again when it changes.
    #[arg(long, value_name = "MAP")]
    pub map: Option<Columns>,
    /// Threads for reading, and as many for indexing
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=8))]
    pub threads: Option<u16>,
    /// Memory for building the index, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 350, value_parser = clap::value_parser!(u32).range(32..=16_000))]
    pub memory: u32,
}

impl IndexArgs {
    /// Whether to annotate, where that is said.
    pub fn annotation(&self) -> Option<bool> {
        if self.annotate { Some(true) } else { self.no_annotate.then_some(false) }
    }
}

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

/// Search the index
///
/// All words must match, with their inflections and whatever the accents, apostrophes and capitals.
///
///   "à la lettre"  «à la lettre»   the words as they are, side by side
///   =mot                           this very form
///   mot*  z?lensk*                 any ending, any letter
///   mot~  mot~2                    one or two letters may differ
///   a OU b, a SAUF b, -b, ( )      also OR, NOT, ET, AND
///   a PRES/5 b, a PARA b           within 5 words, in one paragraph
///   titre:mot personne:"Nom" lieu:… dans:Estonie sujet:… agence:… date:2025-09 depuis:7j
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_long_help = "Examples:
  depeche search \"garanties de sécurité\"
  depeche search '\"garanties de sécurité\"' --location Helsinki --since 2025-09
  depeche search 'grève (SNCF OU RATP) SAUF Lyon' --sort date --limit 50
  depeche search --person 'Mark Rutte' --format csv > rutte.csv
  depeche search --refresh corpus 'incendie PRES/5 forêt'
  depeche search incendie --near-duplicates   a text sent again with small changes once
  depeche search -- otan -ankara       after --, a word with - is an exclusion, no option

Exit status: 0 if there are hits, 1 if there are none, 2 on an error."
)]
pub struct SearchArgs {
    /// The query; several words need no quotes. May be left out when an option says what to look for
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub joining: Joining,
    /// First bring the index up to date with this folder or file
    #[arg(long, value_name = "SOURCE")]
    pub refresh: Vec<PathBuf>,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t = SortArg::Score)]
    pub sort: SortArg,
    /// The most hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub limit: usize,
    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    pub offset: usize,
    /// Say how the query was understood
    #[arg(long)]
    pub explain: bool,
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    /// How to show the hits
    pub format: SearchFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// To be read
    Text,
    /// A JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// A table for spreadsheets, R or pandas
    Csv,
    /// The files, one a line
    Paths,
    /// The identifiers, one a line
    Ids,
}

/// Show one dispatch
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche show urn:newsml:exemple.afp:20240117:RETRAITES-BATELIERS --all-versions
  depeche show aa-77acf89b --mark 'garanties de sécurité'
  depeche search --format ids otan | head -1 | xargs depeche show")]
pub struct ShowArgs {
    /// The identifier, as a search shows it; its beginning is enough where no other begins alike
    pub id: String,
    /// Mark what this query matches
    #[arg(long, value_name = "QUERY")]
    pub mark: Option<String>,
    /// Every version, the newest first
    #[arg(long)]
    pub all_versions: bool,
    #[command(flatten)]
    pub pager: PagerArgs,
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show it
    pub format: RecordFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// To be read
    Text,
    /// JSON, the whole record
    Json,
    /// JSON, a record a line
    Jsonl,
}

/// Write every hit of a query to a file
///
/// FILE is there whole or not at all: it is written under another name beside its place and moved there at the end; a file
/// that was there is replaced then. The format is told by its ending or by --format: csv, tsv, xlsx, jsonl, json, html, md,
/// txt (a digest), ris, bib, csl, ninjs, atom, paths, ids, trec.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche export 'grève SNCF' -o greve.xlsx --method
  depeche export --person Rutte --since 2025-09 -o rutte.csv --fields date,headline,provider,path
  depeche export otan --full-text -o otan.html          to be read or printed, matches marked
  depeche export otan -o otan.ris                       for Zotero
  depeche export otan --format jsonl --full-text | jq .headline

Exit status: 0 if there are hits, 1 if there are none, 2 on an error.")]
pub struct ExportArgs {
    /// The query, as for `search`
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub joining: Joining,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format, where the ending of FILE does not tell it
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// The columns of a table or the keys of JSON, in their order
    ///
    /// rank, score, id, version, date, updated, headline, standfirst, provider, language, byline, dateline, topics, locations,
    /// people, organisations, keywords, slug, genre, urgency, path, format, encoding, hash, snippet, highlights, body, status,
    /// embargo, standing, replaces, replaced_by, also_as, near, notes, rights, signature.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<Column>,
    /// Sentences around what matched too
    #[arg(long)]
    pub snippets: bool,
    /// Whole texts too
    #[arg(long)]
    pub full_text: bool,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t = SortArg::Score)]
    pub sort: SortArg,
    /// The most hits to write; left out, all
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// How the list came about too: query, state of the index, date, version, counts. In FILE.method.json; in a workbook, on
    /// its first sheet; in a Parquet file, within it
    #[arg(long)]
    pub method: bool,
    /// Leave FILE as it is if it is there
    #[arg(long)]
    pub no_clobber: bool,
}

/// Run a list of queries or names: one table
///
/// FILE is plain text with a query a line, or `id<TAB>query`, or a table with a header: CSV with commas, semicolons or
/// tabs, or a workbook (xlsx, ods, xls). Of a table, the column `query` (or `requête`, `nom`, …) is the query and `id` its
/// name; the columns `person`, `location`, `topic`, `agency`, `since`, `before` and `until` (or `personne`, `lieu`,
/// `sujet`, `agence`, `depuis`, `avant`, `jusqu'à`) set these options for their row; all others come back beside the result. `-` is standard
/// input.
///
/// Queries without hits are listed with what would match. A query that cannot be read is named and the others go on; the
/// exit status is then 2.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche batch names.txt                              how many hits each query has
  depeche batch --as person names.txt -o names.xlsx    lines are names of people
  depeche batch list.csv -o list.csv --hits hits.csv   every hit of every query too
  depeche batch list.xlsx --state list.state           can be broken off and called again
  depeche batch list.xlsx --diff list.state --hits new.csv   what is new since then
  depeche batch --any --format trec --limit 201 topics.tsv > run")]
pub struct BatchArgs {
    /// The queries
    pub file: PathBuf,
    #[command(flatten)]
    pub filters: Filters,
    /// What the queries are, where they are plain names
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub names_are: Option<NamesAre>,
    /// Where to write; the ending decides the format
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The most hits of each query, with --format jsonl and trec
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub limit: usize,
    /// What to write; else what the ending of FILE says, else tsv
    #[arg(long, value_enum)]
    pub format: Option<BatchFormat>,
    /// Write every hit of every query to this file too: csv, tsv, xlsx, json or jsonl
    #[arg(long, value_name = "FILE")]
    pub hits: Option<PathBuf>,
    /// Write the queries without hits to this file, with what would match: tsv, csv, xlsx or json
    #[arg(long, value_name = "FILE")]
    pub missing: Option<PathBuf>,
    /// Keep what was found in this file: a run that was broken off goes on, and --diff can compare
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Compare with the --state of an earlier run: how many hits are new and gone; --hits then writes the new ones only
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,
}

/// What the names of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NamesAre {
    Person,
    Location,
    Topic,
    Agency,
}

impl From<NamesAre> for Setting {
    fn from(kind: NamesAre) -> Self {
        match kind {
            NamesAre::Person => Setting::Person,
            NamesAre::Location => Setting::Location,
            NamesAre::Topic => Setting::Topic,
            NamesAre::Agency => Setting::Agency,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// A line a query: id, query, hits, first and last date, headline of the best hit, error, its id and snippet
    Tsv,
    /// The same as CSV
    Csv,
    /// The same as a workbook, with the queries without hits on a second sheet
    Xlsx,
    /// The same as a JSON array
    Json,
    /// A line a hit for evaluation tools: query Q0 id rank score depeche
    Trec,
    /// A JSON object a hit, with the query
    Jsonl,
}

/// Say who a person is, or count the people of a query
///
/// A bare name that the index knows gives a card for each person meant by it: spellings, roles, first and last date, who
/// is in the same dispatches, who else has the surname. Anything else is a query, and the people of its hits are counted;
/// without a query, those of all dispatches.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche people Poutine                    who that is
  depeche people --count Poutine            who is named in the dispatches that match the word
  depeche people 'grève SAUF SNCF' -n 50
  depeche people --location Ankara --since 2025 -o ankara.csv
  depeche people --together grève           who is in the same dispatches as whom
  depeche people otan -o otan.graphml       the same as a network for Gephi or networkx")]
pub struct PeopleArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
    /// Count, even where the query is the name of a person
    #[arg(long)]
    pub count: bool,
}

/// Count the locations of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche locations                         all dispatches
  depeche locations otan --since 2025-09 -n 10
  depeche locations --person Rutte -o rutte.csv
  depeche locations --together sommet       places named in the same dispatches")]
pub struct LocationsArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the topics of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche topics                            all dispatches
  depeche topics --person 'Emmanuel Macron' --sort name
  depeche topics crue --queries             each with the search for its dispatches")]
pub struct TopicsArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the agencies of a query
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche agencies                          all dispatches
  depeche agencies séisme --since 7j        who reports on it")]
pub struct AgenciesArgs {
    #[command(flatten)]
    pub facet: FacetArgs,
}

/// Count the values of any field over a query
///
/// Bylines, slugs and file formats cannot be counted: the index does not keep them as whole values. A table of them can be
/// made with `depeche export --fields byline,slug,format`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche count genres crue
  depeche count mots-clés --agency AFP -n 50
  depeche count urgencies --sort name
  depeche count organisations 'plan social' --together")]
pub struct CountArgs {
    /// What to count; French names and singulars are understood too
    #[arg(value_name = "FIELD", value_parser = facet_parser(), ignore_case = true)]
    pub field: Facet,
    #[command(flatten)]
    pub facet: FacetArgs,
}

fn facet_parser() -> impl TypedValueParser<Value = Facet> {
    let known = |facet: Facet| PossibleValue::new(facet.name()).aliases(&facet.names()[1..]);
    let names = PossibleValuesParser::new(Facet::ALL.map(known));
    names.try_map(|name| Facet::named(&name).ok_or_else(|| format!("no field is called `{name}`")))
}

/// What every count takes.
#[derive(Debug, Args)]
pub struct FacetArgs {
    /// The query, as for `search`; left out, all dispatches
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// The most values to show, or pairs of them; 20 when left out, but a network is written whole
    #[arg(long, short = 'n', value_name = "N", allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// Only what is in N dispatches or more
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min: u64,
    /// Order of the values
    #[arg(long, value_enum, default_value_t = FacetSort::Count)]
    pub sort: FacetSort,
    /// Pairs of values that stand in the same dispatches, with the number of these
    ///
    /// Beside it stands how strong the tie is: of the dispatches that have either, the share that has both, 0 to 1. A text
    /// that was sent several times counts once.
    #[arg(long)]
    pub together: bool,
    /// Pair only the N most frequent values
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u16).range(2..=5_000))]
    pub nodes: u16,
    /// For each value the search that finds its dispatches, ready to be copied: below its line, or in a column `search`
    #[arg(long)]
    pub queries: bool,
    /// How to show them; else told by the ending of FILE. `graphml` and `gephi` are networks of --together
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FacetFormat>,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetSort {
    /// The most frequent first
    Count,
    /// By the alphabet
    Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetFormat {
    /// To be read
    Text,
    /// A table for spreadsheets, R or pandas
    Csv,
    /// A table with tabs, without quotes
    Tsv,
    /// One JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// A network for Gephi, yEd, Cytoscape or networkx
    Graphml,
    /// A network as two tables for Gephi: edges in FILE, nodes beside it in FILE.nodes.csv
    Gephi,
}

impl FacetFormat {
    /// Whether it holds a network and nothing else.
    pub fn is_network(self) -> bool {
        matches!(self, FacetFormat::Graphml | FacetFormat::Gephi)
    }
}

/// Count the dispatches of a query over time
///
/// Hours, days, weeks (from Monday), months and years are those of Europe/Paris. Dispatches without date are counted apart.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche timeline grève --by month
  depeche timeline grève --compare incendie --since 2025 -o deux.svg
  depeche timeline --person Rutte --by day --format csv > rutte.csv")]
pub struct TimelineArgs {
    /// The query, as for `search`; left out, all dispatches
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// Another query to compare with; may be given several times
    #[arg(long, value_name = "QUERY")]
    pub compare: Vec<String>,
    /// The length of a period; left out, what suits the time between the first hit and the last
    #[arg(long, value_enum, value_name = "PERIOD")]
    pub by: Option<PeriodArg>,
    /// How to show it; else told by the ending of FILE
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<TimelineFormat>,
    /// The file to write; left out or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PeriodArg {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl PeriodArg {
    pub fn period(self) -> Period {
        match self {
            PeriodArg::Hour => Period::Hour,
            PeriodArg::Day => Period::Day,
            PeriodArg::Week => Period::Week,
            PeriodArg::Month => Period::Month,
            PeriodArg::Year => Period::Year,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    /// Drawn in the terminal
    Text,
    /// A table: a period a row, a query a column
    Csv,
    /// One JSON array
    Json,
    /// A picture
    Svg,
}

/// Show how files are read, without an index
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche inspect dispatch.txt
  depeche inspect --format jsonl folder | jq .headline
  depeche inspect export.csv --map headline=objet,body=contenu")]
pub struct InspectArgs {
    /// Files and folders
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show the records
    pub format: RecordFormat,
    /// Only what the files themselves say: do not look for people, places and topics in the text
    #[arg(long)]
    pub no_annotate: bool,
    /// Only the table at the end: formats, files, dispatches, what was skipped and why, warnings by kind
    #[arg(long)]
    pub summary: bool,
    /// What columns of tables hold: FIELD=COLUMN,FIELD=COLUMN…
    ///
    /// CSV, TSV and JSON of any kind are read by the names of their columns (`titre`, `texte`, `date`…); this is for names
    /// that are not understood. FIELD is id, headline, standfirst, body, date, byline, provider, topics, keywords or another
    /// field of the record; COLUMN is a name, the number of a column of a table without header, or a path in JSON such as
    /// `article.titre`.
    #[arg(long, value_name = "MAP")]
    pub map: Option<Columns>,
}

/// Say what the index holds
#[derive(Debug, Args)]
pub struct StatusArgs {
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    /// How to show it
    pub format: RecordFormat,
}

/// Write the completions of a shell
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche completions bash > ~/.local/share/bash-completion/completions/depeche
  depeche completions zsh > ~/.zfunc/_depeche
  depeche completions fish > ~/.config/fish/completions/depeche.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Write manual pages
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  depeche man query | man -l -              the query language
  depeche man --dir ~/.local/share/man    every page, where man looks for it")]
pub struct ManArgs {
    /// A command, or `query` for the query language; left out, the page on depeche itself
    #[arg(conflicts_with = "dir")]
    pub page: Option<String>,
    /// Write every page to `man1` and `man7` in this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}
