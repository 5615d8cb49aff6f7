//! The file format as it was written: texts with their places, nothing interpreted.

use std::collections::BTreeMap;

use crate::diag::{FileIndex, SourceMap, Span};

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// As written, without quotes.
    pub value: String,
    /// Where.
    pub span: Span,
}

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
    /// A file of definitions could not be read, so that a code nobody knows may be no slip.
    pub definitions_unread: bool,
    /// Files under `templates/`, by path below it.
    pub templates: BTreeMap<String, FileIndex>,
}

/// `panelpack.yaml`.
#[derive(Debug, Default)]
pub struct RawManifest {
    pub organisation: Option<Text>,
    pub short_name: Option<Text>,
    pub notice: Option<Text>,
    pub year_starts: Option<Text>,
    pub amber_within: Option<Text>,
    pub small_numbers: Option<RawSmallNumbers>,
    pub attach: Option<Text>,
    pub papers: Vec<RawPaper>,
    pub meetings: Vec<RawMeeting>,
    pub events: Vec<RawEvent>,
}

/// `small_numbers:`.
#[derive(Debug)]
pub struct RawSmallNumbers {
    pub policy: Option<Text>,
    pub decided_by: Option<Text>,
    pub on: Option<Text>,
}

/// An entry of `papers:`.
#[derive(Debug)]
pub struct RawPaper {
    pub key: Text,
    pub title: Option<Text>,
    pub panel: Option<Text>,
    pub layout: Option<Text>,
    pub indicators: Option<Vec<Text>>,
}

/// An entry of `meetings:`.
#[derive(Debug)]
pub struct RawMeeting {
    pub paper: Option<Text>,
    pub date: Option<Text>,
    pub period: Option<Text>,
    pub item: Option<Text>,
}

/// An entry of `events:`.
#[derive(Debug)]
pub struct RawEvent {
    pub period: Text,
    pub text: Text,
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
    pub definition: Option<RawDated<Text>>,
    pub count: Option<Text>,
    pub out_of: Option<Text>,
    pub unit: Option<Text>,
    pub decimals: Option<Text>,
    pub better: Option<Text>,
    pub target: Option<RawDated<RawGoal>>,
    pub amber_within: Option<RawDated<Text>>,
    pub green_within: Option<RawDated<Text>>,
    pub period_type: Option<Text>,
    pub owner: Option<RawDated<Text>>,
    pub source: Option<Text>,
    pub note: Option<Text>,
    pub range: Option<Text>,
    pub events: Vec<RawEvent>,
}

/// A value of `target:`.
#[derive(Debug, Clone)]
pub enum RawGoal {
    /// `90` or `none`.
    Word(Text),
    /// `{green: 95, amber: 85}`.
    CutOffs { green: Text, amber: Text },
    /// `{to_be_set: by the Improvement Board}`.
    ToBeSet(Text),
}

/// Rows under one header.
#[derive(Debug)]
pub struct RawTable {
    pub header: Vec<Text>,
    /// `Months`, `Quarters` or `Years`, where the header says what its periods are.
    pub word: Option<Text>,
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
    /// A spreadsheet's row `CLA18 out of`, whose cells are denominators.
    pub out_of: bool,
    /// One a header cell; `None` for an empty cell of a spreadsheet.
    pub cells: Vec<Option<RawCell>>,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct RawCell {
    pub text: Text,
    pub rating: Option<Text>,
    pub change: Option<Text>,
    pub note: Option<Text>,
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
}

/// A file of commentary.
#[derive(Debug)]
pub struct RawCommentary {
    /// The folder's name, at the start of the file.
    pub period: Text,
    pub author: Option<Text>,
    pub cleared: Option<Text>,
    pub slots: Vec<RawSlot>,
}

/// The text under one heading.
#[derive(Debug)]
pub struct RawSlot {
    pub heading: Text,
    pub expected_back: Option<Text>,
    pub body: Vec<RawBlock>,
    pub next: Vec<RawBlock>,
}

/// A paragraph or a list.
#[derive(Debug)]
pub enum RawBlock {
    Paragraph(Vec<RawInline>),
    List { start: Option<u64>, items: Vec<Vec<RawBlock>> },
}

/// A run of text.
#[derive(Debug)]
pub struct RawInline {
    pub text: Text,
    pub bold: bool,
    pub italic: bool,
    pub link: Option<Text>,
}
