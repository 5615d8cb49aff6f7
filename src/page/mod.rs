//! All that a layout may read, and what a chart draws: the contract with layouts.
//!
//! Structs alone. `view` fills them, `render` hands them to templates and `chart` draws; none of them computes here. Every figure is already text, every enum a stable word, every name as
//! printed: a layout chooses place and form, never a number. Field names are the layouts' interface, and councils keep layouts: a field that a kept edition reads cannot go. [`schema`] is the
//! same as JSON Schema, and a test holds every template to it.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

mod all_figures;
mod answer;
mod breakdown;
mod change;
pub mod chart;
mod commentary;
mod indicator;
mod key;
mod line;
mod plain;
mod rating;
mod revisions;
mod spc;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::model::Reference;

pub use all_figures::{AllFiguresView, FiguresRowView, FiguresTableView, FiguresThemeView};
pub use answer::{AnswerView, FigureRowView, OffTargetView};
pub use breakdown::{BreakdownView, PartView};
pub use change::ChangeView;
pub use commentary::{BlockView, CommentaryView, RunView, Unsaid};
pub use indicator::{
    AreaView, CutOffView, FactView, IndicatorView, PeriodFigureView, StandardView, TablePeriodView, TableRowView,
    TableView, ToDateView,
};
pub use key::{ColumnStateView, KeyRatingView, KeyStateView, KeyView};
pub use line::{CellView, LineView};
pub use plain::{DotKeyView, PlainGroupView, PlainItemView, PlainView};
pub use rating::RatingView;
pub use revisions::{RevisionView, RevisionsView, VersionView};
pub use spc::{
    EscalationCellView, EscalationEntryView, EscalationRowView, EscalationView, SignalRowView, SignalView, SpcIconView,
    SpcKeyView, SpcView,
};

/// The contract as JSON Schema: what `paper` is to a template.
pub fn schema() -> Schema {
    schema_for!(PaperView)
}

/// One paper for one period, ready to be laid out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaperView {
    pub organisation: String,
    /// Stands on every page, e.g. that the borough does not exist.
    pub notice: Option<String>,
    pub title: String,
    pub panel: String,
    /// Foot of every page beside its number: title · period and the notice's first sentence, as far as they have room: the notice before the period, that before the title.
    pub foot: String,
    /// `13 January 2021`.
    pub meeting: Option<String>,
    /// `6`.
    pub item: Option<String>,
    /// The document's own date: the meeting's, else that of the extraction, else the period's last day.
    pub date: DateView,
    pub period: PeriodView,
    /// `4 January 2021`: when the source system was asked.
    pub extracted: Option<String>,
    /// One sentence for the PDF's metadata.
    pub description: String,
    pub keywords: Vec<String>,
    /// Breach, red, amber, green, not achieved, achieved, exceeded, activity, not rated, information, in this order; those that count nothing now nor before are left out, but red,
    /// amber and green stand together where anything is rated here.
    pub tiles: Vec<TileView>,
    pub headline: HeadlineView,
    pub answer: AnswerView,
    /// What a chair might ask, the most pressing first; at most five.
    pub questions: Vec<QuestionView>,
    /// `Director of Children's Services`: who wrote the recommendation, else the summary; may be empty.
    pub author: String,
    pub recommendation: Option<CommentaryView>,
    pub summary: Option<CommentaryView>,
    /// Red and amber indicators, worst and longest first.
    pub concerns: Vec<ConcernView>,
    pub movements: Vec<MovementView>,
    /// `October 2020`: what `movements` compares with; empty where nothing was known then.
    pub moved_since: String,
    pub actions: Vec<ActionView>,
    /// The same in words for everybody, without codes.
    pub plain: PlainView,
    /// Codes of the indicators that say who the cohort is: those of the first theme that have breakdowns. Empty where it has
    /// none.
    pub profile: Vec<String>,
    /// Every indicator of the paper, in page order.
    pub themes: Vec<ThemeView>,
    /// Codes of what has a block of its own: what is off target, worst and longest first; in a short paper all.
    pub blocks: Vec<String>,
    /// Whether there are so few indicators that a table or a bar of all would say nothing more.
    pub is_short: bool,
    /// The same indicators as blocks: reds first. Headings such as `Red indicators`.
    pub groups: Vec<GroupView>,
    /// Variation by assurance; absent where no indicator is told from chance.
    pub escalation: Option<EscalationView>,
    /// The same in three rows and three columns, the same in every paper; absent where no indicator has control limits.
    pub signal: Option<SignalView>,
    /// Who answers for which indicators, and which system has their figures.
    pub owners: Vec<OfCodesView>,
    pub systems: Vec<OfCodesView>,
    /// Every figure with what it is made of, so that each stands on paper once.
    pub all_figures: AllFiguresView,
    /// Which version it is.
    pub version: VersionView,
    /// What is no longer what was published; absent where no edition of the paper was published before.
    pub revisions: Option<RevisionsView>,
    pub key: KeyView,
    pub sources: Vec<SourceView>,
    pub brand: BrandView,
    /// Name of the CSV in the virtual files, where the figures travel inside the PDF.
    pub attachment: Option<String>,
    /// What its texts name and it does not print, and why: there they stand as they were written.
    #[serde(skip)]
    pub unsaid: Vec<(Reference, Unsaid)>,
}

/// The council's own look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BrandView {
    /// Headings, rules and the council's own line in charts: `#12436d`.
    pub accent: String,
    /// Lines in tables.
    pub rule: String,
    /// Ground behind text.
    pub tint: String,
    pub typeface: String,
    /// Whether that is another than the built-in one, whose widths are not known before typst sets it.
    pub own_typeface: bool,
    pub logo: Option<LogoView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LogoView {
    /// In the virtual files: `/logo.svg`.
    pub path: String,
    pub alt: String,
    /// In millimetres.
    pub height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateView {
    pub year: i16,
    pub month: i8,
    pub day: i8,
}

impl From<crate::model::Date> for DateView {
    fn from(date: crate::model::Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeriodView {
    /// `November 2020`.
    pub label: String,
    /// The same with the name of a quarter: `2020/21 Q3, October to December 2020`.
    pub full: String,
    /// `Nov 2020`.
    pub short: String,
    /// `October 2020`.
    pub previous: String,
    /// Heads the changes: `Since Oct 2020`; `Change` where only indicators of another frequency have one; empty where none has.
    pub change_header: String,
    /// Heads the figures of a year before: `Nov 2019`, `Year before`, or empty likewise.
    pub last_year_header: String,
    /// What the sparklines span: `13 months`, `Trend` where that differs, empty where there is none.
    pub span: String,
    /// Heads `recent` of the indicators: `Last three months`, and the columns under it: `Sep 2020`, `Oct 2020`, `Nov 2020`. Columns in which no
    /// indicator has anything are left out, the paper's own never.
    pub recent_header: String,
    pub recent: Vec<String>,
    /// `April to November 2020`; empty where no indicator has a year to date.
    pub to_date: String,
    /// The columns of `recent` with the year once: `Sep`, `Oct`, `Nov`.
    pub recent_columns: Vec<TablePeriodView>,
    /// Heads `outturns` of the indicators: `2017/18`, `2018/19`, `2019/20`; none in a yearly paper.
    pub outturns: Vec<String>,
    /// The same without their century, for narrow columns: `17/18`.
    pub outturn_columns: Vec<String>,
}

/// A count by rating, with the previous period's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TileView {
    pub rating: RatingView,
    pub count: usize,
    /// `4 in October`.
    pub before: String,
}

/// The first page's sentences, made from the figures.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeadlineView {
    /// How many indicators have a rating; without any, a page has nothing to say about red and amber.
    pub rated: usize,
    /// `Two of 10 rated indicators are red, two fewer than in October.`
    pub lead: String,
    /// Further sentences about what moved most; may be empty.
    pub rest: String,
    /// Heads the list of what misses its target: `Red and amber now`, `Not achieved now`.
    pub concerns: String,
    /// Stands in its place where there is none.
    pub no_concern: String,
    /// What is more than chance, by control limits: `Special cause concern: …`; empty where there is no such signal.
    pub special_causes: String,
    /// What is counted apart: figures too early to judge, indicators without a rating and why; may be empty.
    pub apart: String,
}

/// A question that follows from the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionView {
    /// Names of indicators.
    pub about: String,
    /// What is known, and the question: `red for 10 months, expected back Mar 2021. What will be different by then?`
    pub text: String,
}

/// A name, and the indicators that it is said of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfCodesView {
    pub name: String,
    /// `CLA16, CLA17`.
    pub codes: String,
}

/// A line of "Red and amber now".
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConcernView {
    pub code: String,
    pub name: String,
    pub rating: RatingView,
    pub value: String,
    /// Letters beside the figure.
    pub marks: String,
    /// Every letter of `value` and `marks`, as the key explains them.
    pub all_letters: Vec<&'static str>,
    /// Where the indicator's own period is not the paper's: `2019/20`; else empty.
    pub period: String,
    pub target: String,
    /// `10th month`, `all 13 months`, `1st month`.
    pub how_long: String,
    /// `Mar 2021`, `not given`.
    pub expected_back: String,
    /// Both in one phrase: `10th month, expected back Mar 2021`, `not known for how long or until when`.
    pub standing: String,
}

/// Indicators that went from one rating to another.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MovementView {
    pub from: RatingView,
    pub to: RatingView,
    /// Names, in page order.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionView {
    pub reference: String,
    pub action: String,
    pub owner: String,
    /// `due 1 December 2020`, `overdue since 1 December 2020`, `closed 10 January 2021`.
    pub status: String,
    pub overdue: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThemeView {
    pub name: String,
    /// What its figures say together.
    pub analysis: Option<CommentaryView>,
    /// Of the analysis: `Head of Service, Health`, `5 January 2021`; may be empty.
    pub author: String,
    pub cleared: String,
    /// How many of its indicators have each rating of `tiles`, in their order.
    pub tally: Vec<usize>,
    /// Places in `indicators`, worst first.
    pub worst_first: Vec<usize>,
    pub indicators: Vec<IndicatorView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupView {
    pub heading: String,
    /// Codes, in order.
    pub codes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceView {
    /// `Children looked after in England including adoptions, Department for Education, published 10 December 2020`.
    pub text: String,
    pub link: Option<String>,
}
