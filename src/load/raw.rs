//! The file format as it was written: texts with their places, nothing interpreted.

use std::collections::BTreeMap;

use super::recipe::Recipe;
use super::record::Record;
pub use super::slots::{RawBlock, RawCommentary, RawInline, RawSlot};
pub use super::small_numbers::{RawAddsUp, RawKnownAlready, RawSmallNumbers};
pub use super::sources::RawSource;
pub use super::text::Text;
use crate::diag::{FileIndex, SourceMap, Span};

/// `base/ratings.yaml` of a layout.
#[derive(Debug, Clone)]
pub struct RawRatings {
    /// Where the file begins.
    pub start: Span,
    /// Looks by the rating's key, in the order of the file.
    pub looks: Vec<(Text, RawLook)>,
}

/// How a rating looks.
#[derive(Debug, Clone)]
pub struct RawLook {
    pub dark: Text,
    pub tint: Text,
    pub edge: Option<Text>,
    pub shape: Text,
}

/// Names of checks with the reason why they may fail.
pub type RawAllowed = Vec<(Text, Text)>;

/// A value, or values that hold from a period on.
#[derive(Debug, Clone)]
pub enum RawDated<T> {
    /// Holds always.
    Always(T),
    /// `{from 2019-04: …, from 2020-10: …}`: the periods without the word `from`; never empty.
    From(Vec<(Text, T)>),
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct RawProject {
    /// The texts that places point into.
    pub sources: SourceMap,
    /// `panelpack.yaml`.
    pub manifest: RawManifest,
    /// Indicators under their theme's name, in the order of the files.
    pub themes: Vec<RawTheme>,
    /// Tables of figures.
    pub tables: Vec<RawTable>,
    /// What each figures' file says about itself.
    pub figure_files: Vec<RawFigureFile>,
    /// `benchmarks.yaml`.
    pub releases: Vec<RawRelease>,
    /// `commentary/<period>/*.md`.
    pub commentary: Vec<RawCommentary>,
    /// `actions.yaml`.
    pub actions: Vec<RawAction>,
    /// `corrections.yaml`.
    pub corrections: Vec<RawCorrection>,
    /// What was cleared and published before, with the files that say so, in the order of their names.
    pub records: Vec<(Record, Vec<u8>)>,
    /// Every file that was read, but for records and layouts.
    pub inputs: BTreeMap<String, Vec<u8>>,
    /// A file of definitions could not be read, so that a code nobody knows may be no slip.
    pub definitions_unread: bool,
    /// A file of figures could not be read, so that an indicator without one may have it there.
    pub figures_unread: bool,
    /// Files under `templates/`, by path below it.
    pub templates: BTreeMap<String, FileIndex>,
    /// The bytes of the logo that the manifest names.
    pub logo: Option<Vec<u8>>,
    /// The logo is there and was refused, which has been said.
    pub logo_unread: bool,
    /// Paths of `imports` and `sources` that `sources` names no use of.
    pub unused: Vec<String>,
    /// Workbooks that `sources` names, by their paths.
    pub workbooks: BTreeMap<String, Vec<u8>>,
    /// Cells that were read of them when an edition was made, by the paths of these texts.
    pub cells: BTreeMap<String, String>,
    /// The recipes that `sources` names, by their paths; `None` where one cannot be followed, which has been said.
    pub recipes: BTreeMap<String, Option<Recipe>>,
    /// Files of faces under `fonts/`, where the manifest names a typeface.
    pub faces: Vec<Vec<u8>>,
}

/// `panelpack.yaml`.
#[derive(Debug, Default)]
pub struct RawManifest {
    pub organisation: Option<Text>,
    pub short_name: Option<Text>,
    pub notice: Option<Text>,
    pub calendar: RawCalendar,
    pub brand: Option<RawBrand>,
    pub amber_within: Option<Text>,
    pub rating: Option<Text>,
    pub area: Option<Text>,
    pub neighbours: Option<RawDated<Vec<Text>>>,
    pub benchmark_old_after: Option<Text>,
    pub small_numbers: Option<RawSmallNumbers>,
    pub known_already: Vec<RawKnownAlready>,
    pub adds_up: Vec<RawAddsUp>,
    pub revisions: Option<RawRevisions>,
    pub attach: Option<Text>,
    pub sources: Vec<RawSource>,
    pub papers: Vec<RawPaper>,
    pub meetings: Vec<RawMeeting>,
    pub events: Vec<RawEvent>,
    pub breaks: Vec<RawEvent>,
    pub spc: Option<RawSpcRules>,
}

/// `calendar:`.
#[derive(Debug, Default)]
pub struct RawCalendar {
    pub year_starts: Option<Text>,
    /// Bank holidays beyond those that the law gives England.
    pub bank_holidays: Vec<Text>,
    /// Days, or stretches `2020-12-29 to 2020-12-31`.
    pub closed: Vec<Text>,
    /// Stretches, first and last day of each.
    pub terms: Vec<Text>,
    pub clear_days: Option<Text>,
    /// How long before each meeting.
    pub commentary_due: Option<Text>,
    pub dispatch: Option<Text>,
}

/// An entry of `papers:`.
#[derive(Debug)]
pub struct RawPaper {
    pub key: Text,
    pub title: Option<Text>,
    pub panel: Option<Text>,
    pub layout: Option<Text>,
    pub indicators: Option<Vec<Text>>,
    pub every: Option<Text>,
    /// Of its layout: name and value.
    pub options: Vec<(Text, Text)>,
    pub published: Vec<RawPublishedCounts>,
    pub clear_days: Option<Text>,
}

/// An entry of a paper's `published:`.
#[derive(Debug)]
pub struct RawPublishedCounts {
    pub period: Option<Text>,
    pub measures: Option<Text>,
    pub outside: Option<Text>,
}

/// `brand:`.
#[derive(Debug)]
pub struct RawBrand {
    pub accent: Option<Text>,
    pub rule: Option<Text>,
    pub tint: Option<Text>,
    pub typeface: Option<Text>,
    pub logo: Option<RawLogo>,
}

/// `logo:` of a brand.
#[derive(Debug)]
pub struct RawLogo {
    pub file: Option<Text>,
    pub alt: Option<Text>,
    pub height: Option<Text>,
}

/// An entry of `meetings:`.
#[derive(Debug)]
pub struct RawMeeting {
    pub paper: Option<Text>,
    pub date: Option<Text>,
    pub period: Option<Text>,
    pub item: Option<Text>,
    pub label: Option<Text>,
    pub commentary_due: Option<Text>,
    pub dispatch: Option<Text>,
}

/// An entry of `events:` or `breaks:`.
#[derive(Debug)]
pub struct RawEvent {
    pub period: Text,
    pub until: Option<Text>,
    pub text: Text,
    pub abnormal: Option<Text>,
    pub allow: RawAllowed,
}

/// A theme of `indicators.yaml`.
#[derive(Debug)]
pub struct RawTheme {
    pub name: Text,
    pub indicators: Vec<RawIndicator>,
}

/// An indicator's definition.
#[derive(Debug)]
pub struct RawIndicator {
    pub code: Text,
    pub name: Option<RawDated<Text>>,
    pub plain: Option<Text>,
    pub plain_did: Option<Text>,
    pub plain_target: Option<Text>,
    pub definition: Option<RawDated<Text>>,
    pub count: Option<Text>,
    pub counts: Option<Text>,
    pub out_of: Option<Text>,
    pub did: Option<Text>,
    pub unit: Option<Text>,
    pub decimals: Option<Text>,
    pub better: Option<Text>,
    pub target: Option<RawDated<RawGoal>>,
    pub amber_within: Option<RawDated<Text>>,
    pub green_within: Option<RawDated<Text>>,
    pub rating: Option<Text>,
    pub floor: Option<RawDated<Text>>,
    pub minimum: Option<RawStandard>,
    pub min_change: Option<Text>,
    pub trend_over: Option<Text>,
    pub spc: Option<RawSpc>,
    pub judge_after: Option<Text>,
    pub period_type: Option<Text>,
    pub aggregate: Option<Text>,
    pub replaces: Option<RawReplaces>,
    pub retired: Option<RawRetired>,
    pub when_not_due: Option<Text>,
    pub breakdowns: Vec<RawBreakdown>,
    pub equals: Option<Text>,
    pub owner: Option<RawDated<Text>>,
    pub source: Option<Text>,
    pub note: Option<Text>,
    pub range: Option<Text>,
    pub events: Vec<RawEvent>,
    pub breaks: Vec<RawEvent>,
    pub allow: RawAllowed,
}

/// The rules of statistical process control, of the project or of an indicator.
#[derive(Debug, Default)]
pub struct RawSpcRules {
    pub baseline: Option<Text>,
    pub screen: Option<Text>,
    pub trend_points: Option<Text>,
    pub shift_points: Option<Text>,
    pub two_of_three: Option<Text>,
}

/// `spc:` of an indicator.
#[derive(Debug)]
pub struct RawSpc {
    pub span: Span,
    /// `yes` or `no` in place of a map.
    pub answer: Option<Text>,
    pub rules: RawSpcRules,
    pub show: Option<Text>,
    pub rebases: Vec<RawRebase>,
    pub despite: Vec<Text>,
}

impl RawSpc {
    /// Nothing but a place.
    pub fn at(span: Span) -> Self {
        Self { span, answer: None, rules: RawSpcRules::default(), show: None, rebases: Vec::new(), despite: Vec::new() }
    }
}

/// An entry of `rebase:`.
#[derive(Debug)]
pub struct RawRebase {
    pub at: Text,
    pub reason: Text,
    pub approved_by: Text,
}

/// `minimum:`.
#[derive(Debug)]
pub struct RawStandard {
    pub name: Option<Text>,
    pub target: Option<RawDated<RawGoal>>,
    pub amber_within: Option<RawDated<Text>>,
}

/// `replaces:`.
#[derive(Debug)]
pub struct RawReplaces {
    pub code: Option<Text>,
    pub from: Option<Text>,
    pub breaks: Option<Text>,
    pub reason: Option<Text>,
}

/// `retired:`.
#[derive(Debug)]
pub struct RawRetired {
    pub from: Option<Text>,
    pub reason: Option<Text>,
}

/// An entry of `breakdowns:`.
#[derive(Debug)]
pub struct RawBreakdown {
    pub by: Text,
    pub parts: Vec<Text>,
    pub sums: Option<Text>,
    pub order: Option<Text>,
}

/// A value of `target:`.
#[derive(Debug, Clone)]
pub enum RawGoal {
    /// `90` or `none`.
    Word(Text),
    /// `{green: 95, amber: 85}`, perhaps with the number aimed at.
    CutOffs { target: Option<Text>, green: Text, amber: Text },
    /// `{band: 15 to 20}`.
    Activity(Text),
    /// `{to_be_set: by the Improvement Board}`.
    ToBeSet { by: Text, reason: Option<Text>, owner: Option<Text>, expected: Option<Text> },
}

/// Rows under one header.
#[derive(Debug)]
pub struct RawTable {
    pub header: Vec<Text>,
    /// `Months`, `Quarters` or `Years`, where the header says what its periods are.
    pub word: Option<Text>,
    /// Which of the project's figure files it is from; `None` for a spreadsheet, which says nothing about itself.
    pub file: Option<usize>,
    /// Header cells of a spreadsheet, which may write `Nov-20`.
    pub spreadsheet: bool,
    /// Where the header stands, to show beside a row of another length.
    pub header_span: Span,
    pub rows: Vec<RawRow>,
}

/// One row of figures.
#[derive(Debug)]
pub struct RawRow {
    pub code: Text,
    pub kind: RowKind,
    /// One a header cell; `None` for an empty cell of a spreadsheet.
    pub cells: Vec<Option<RawCell>>,
}

/// What a row holds of its indicator: the words after the code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// Nothing after the code: the indicator's own figures.
    Own,
    /// `CLA18 out of`: denominators.
    OutOf,
    /// `CLA18 percent`: the percentages as another system states them, to be checked.
    Stated,
    /// `AD7 median`.
    Median,
    /// `VISITS minimum`.
    Minimum,
    /// `AD1 year to date`.
    YearToDate,
    /// `CLA11 forecast`.
    Forecast,
    /// `CLA1 by age: Under 1`.
    Part { by: String, part: String },
}

/// One figure.
#[derive(Debug, Clone)]
pub struct RawCell {
    pub text: Text,
    pub published: RawPublished,
    pub note: Option<Text>,
    /// Of the note.
    pub allow: RawAllowed,
}

/// What another paper printed of a figure.
#[derive(Debug, Clone, Default)]
pub struct RawPublished {
    pub rating: Option<Text>,
    /// The rating that it gives the period before.
    pub before: Option<Text>,
    pub change: Option<Text>,
}

/// What a figures' file says about itself.
#[derive(Debug)]
pub struct RawFigureFile {
    pub source: Option<Text>,
    pub extracted: Option<Text>,
    /// Of a short file: its period.
    pub period: Option<Text>,
}

/// An entry of `benchmarks.yaml`.
#[derive(Debug)]
pub struct RawRelease {
    pub release: Option<Text>,
    pub publisher: Option<Text>,
    pub published: Option<Text>,
    pub link: Option<Text>,
    pub header: Vec<Text>,
    pub header_span: Span,
    pub areas: Vec<(Text, Vec<RawBenchmarkRow>)>,
    /// Local authorities: `306 Croydon`.
    pub authorities: Vec<(Text, Vec<RawBenchmarkRow>)>,
    pub complete: Option<Text>,
}

/// The figures of one area and indicator.
#[derive(Debug)]
pub struct RawBenchmarkRow {
    pub code: Text,
    pub cells: Vec<Text>,
}

/// An entry of `actions.yaml`.
#[derive(Debug)]
pub struct RawAction {
    pub reference: Option<Text>,
    pub action: Option<Text>,
    pub owner: Option<Text>,
    pub due: Option<Text>,
    pub closed: Option<Text>,
    pub from: Option<Text>,
    pub indicator: Option<Text>,
    pub allow: RawAllowed,
}

/// An entry of `corrections.yaml`.
#[derive(Debug)]
pub struct RawCorrection {
    pub indicator: Option<Text>,
    pub figure: Option<Text>,
    pub period: Option<Text>,
    pub was: Option<Text>,
    pub now: Option<Text>,
    /// Nothing where the blank is still to be filled.
    pub kind: Option<Text>,
    pub reason: Option<Text>,
    pub allow: RawAllowed,
}

/// How changed back periods are told.
#[derive(Debug)]
pub struct RawRevisions {
    pub routine: Option<Text>,
    pub list_from: Option<Text>,
}
