//! The whole of what a layout may read.
//!
//! Every figure is already text, every enum a stable word, every name as printed. A layout chooses place and form,
//! never a number. Field names are the layouts' interface: renaming one breaks the layouts that councils keep.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

pub mod revisions;
pub mod spc;

use serde::Serialize;

pub use super::breakdown::{BreakdownView, PartView};
use super::chart::{HistoryStrip, PositionChart, Sparkline, TrendChart};
pub use super::columns::{AreaView, PeriodFigureView, ToDateView};
pub use super::cut_offs::CutOffView;
use super::plain::PlainView;
use revisions::{RevisionsView, VersionView};
use spc::{EscalationView, SpcKeyView, SpcView};

/// One paper for one period, ready to be laid out.
#[derive(Debug, Clone, Serialize)]
pub struct PaperView {
    pub organisation: String,
    /// Stands on every page, e.g. that the borough does not exist.
    pub notice: Option<String>,
    pub title: String,
    pub panel: String,
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
    /// The same indicators as blocks: reds first. Headings such as `Red indicators`.
    pub groups: Vec<GroupView>,
    /// Variation by assurance; absent where no indicator is told from chance.
    pub escalation: Option<EscalationView>,
    /// Which version it is.
    pub version: VersionView,
    /// What is no longer what was published; absent where no edition of the paper was published before.
    pub revisions: Option<RevisionsView>,
    pub key: KeyView,
    pub sources: Vec<SourceView>,
    pub brand: BrandView,
    /// Name of the CSV in the virtual files, where the figures travel inside the PDF.
    pub attachment: Option<String>,
}

/// The council's own look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BrandView {
    /// Headings, rules and the council's own line in charts: `#12436d`.
    pub accent: String,
    /// Lines in tables.
    pub rule: String,
    /// Ground behind text.
    pub tint: String,
    pub typeface: String,
    pub logo: Option<LogoView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogoView {
    /// In the virtual files: `/logo.svg`.
    pub path: String,
    pub alt: String,
    /// In millimetres.
    pub height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

#[derive(Debug, Clone, Serialize)]
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
    /// Heads `outturns` of the indicators: `2017/18`, `2018/19`, `2019/20`; none in a yearly paper.
    pub outturns: Vec<String>,
}

/// A count by rating, with the previous period's.
#[derive(Debug, Clone, Serialize)]
pub struct TileView {
    pub rating: RatingView,
    pub count: usize,
    /// `4 in October`.
    pub before: String,
}

/// A rating as word and key of its colour and shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatingView {
    /// `breach`, `red`, `amber`, `green`, `missed`, `achieved`, `exceeded`, `activity`, `unrated` or `info`: what shape and colour hang on.
    pub key: &'static str,
    /// `Breach`, `Red`, `Amber`, `Green`, `Not achieved`, `Achieved`, `Exceeded`, `In band`, `No target`, `Too early`, `No figure`, `Suppressed`, `Info only` …
    pub word: &'static str,
    /// The rating was printed by a paper whose inputs are not public.
    pub as_published: bool,
}

impl RatingView {
    /// Whether the figure misses its target.
    pub fn is_off_target(&self) -> bool {
        matches!(self.key, "breach" | "red" | "amber" | "missed")
    }
}

/// The first page's sentences, made from the figures.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// Names of indicators.
    pub about: String,
    /// What is known, and the question: `red for 10 months, expected back Mar 2021. What will be different by then?`
    pub text: String,
}

/// A line of "Red and amber now".
#[derive(Debug, Clone, Serialize)]
pub struct ConcernView {
    pub code: String,
    pub name: String,
    pub rating: RatingView,
    pub value: String,
    /// Letters beside the figure.
    pub marks: String,
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
#[derive(Debug, Clone, Serialize)]
pub struct MovementView {
    pub from: RatingView,
    pub to: RatingView,
    /// Names, in page order.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    pub reference: String,
    pub action: String,
    pub owner: String,
    /// `due 1 December 2020`, `overdue since 1 December 2020`, `closed 10 January 2021`.
    pub status: String,
    pub overdue: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ThemeView {
    pub name: String,
    /// What its figures say together.
    pub analysis: Option<CommentaryView>,
    /// Of the analysis: `Head of Service, Health`, `5 January 2021`; may be empty.
    pub author: String,
    pub cleared: String,
    pub indicators: Vec<IndicatorView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    pub heading: String,
    /// Codes, in order.
    pub codes: Vec<String>,
}

/// Everything about one indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorView {
    pub code: String,
    pub name: String,
    pub theme: String,
    /// `50%`, `£1,250`, `2.4`, or the shorthand of a state: `[z]`.
    pub value: String,
    /// Letters beside a figure, e.g. `[p]`, `[r] [b]`; empty otherwise.
    pub marks: String,
    /// What stands behind a shorthand or a mark: `data awaited`, `provisional`; empty for a plain figure.
    pub state: String,
    /// `Nov 2020 too early` where a later figure cannot be judged yet; else empty.
    pub too_early: String,
    /// `2019/20` where the indicator's own period is not the paper's; else empty.
    pub period: String,
    pub rating: RatingView,
    /// `10th month`; empty for anything but red and amber, and where it is not known.
    pub how_long: String,
    /// `Mar 2021`; empty where none is given.
    pub expected_back: String,
    /// `95%`, `none`, `to be set`.
    pub target: String,
    /// `Target`, `Activity band`.
    pub target_label: &'static str,
    /// Both in one line: `Target: 90%, amber within 5 points`; empty where there is none.
    pub target_line: String,
    /// `amber within 5 points`, `to be set by the Improvement Board`; may be empty.
    pub target_note: String,
    /// Each rating with its figures, worst first; empty where nothing can be rated.
    pub cut_offs: Vec<CutOffView>,
    /// `Higher is better`, `Lower is better`, `Best near target`, `Neither is better`.
    pub polarity: &'static str,
    /// `%`, `Number`, `Per 10,000`, `Days`, `£` …
    pub unit: String,
    /// Under the paper's columns `recent`, oldest first. Those of another frequency name their own periods; a yearly indicator has one.
    pub recent: Vec<PeriodFigureView>,
    pub to_date: ToDateView,
    /// Under the paper's columns `outturns`.
    pub outturns: Vec<PeriodFigureView>,
    /// The median of the neighbours, with `n`; without it what a release prints for them, whatever average that is.
    pub neighbours: AreaView,
    pub best_neighbour: AreaView,
    pub england: AreaView,
    /// From where on a figure is in the best quarter of all authorities.
    pub top_quartile: AreaView,
    pub change: ChangeView,
    pub change_year: ChangeView,
    /// `Lockdown: an abnormal year, compare with care`; mostly empty.
    pub caution: String,
    /// The figures that the changes start from: `66%`.
    pub previous: String,
    pub last_year: String,
    /// `2018/19` where the indicator's own period is not the paper's; else empty.
    pub last_year_period: String,
    /// What control limits say, where the definition asks for them.
    pub spc: Option<SpcView>,
    /// Bold runs are the figures: `Children seen in time in November 2020: **11 of 22** children who entered care.`
    pub sentence: Vec<RunView>,
    /// The second standard, with the figure that it judges.
    pub minimum: Option<StandardView>,
    /// What the year is expected to end at, held against the year's target.
    pub forecast: Option<StandardView>,
    /// Target, previous period, a year ago, year to date, benchmarks: at most six.
    pub facts: Vec<FactView>,
    /// What finds no room there, and trend, outturns, rank.
    pub more: Vec<FactView>,
    /// By age, team and the like.
    pub breakdowns: Vec<BreakdownView>,
    /// False where fewer than three figures can be drawn: then `chart("trend", …)` must not be asked for.
    pub has_trend: bool,
    /// False where fewer than two figures can be drawn.
    pub has_sparkline: bool,
    /// False where the releases do not hold the council and three of its neighbours.
    pub has_position: bool,
    /// `Joint 3rd of 9 in 2019/20.`; empty without a position.
    pub position_words: String,
    /// False where fewer than two ratings are known.
    pub has_strip: bool,
    /// The months with numerator and denominator.
    pub table: TableView,
    pub behind: Option<CommentaryView>,
    pub next: Option<CommentaryView>,
    /// `Head of Service, Health`, `5 January 2021`; may be empty.
    pub author: String,
    pub cleared: String,
    pub owner: String,
    pub definition: String,
    /// `Percentage: young people with an up-to-date plan, out of young people entitled to one. Higher is better. At the end of the month.`
    pub measured: String,
    /// `Case system`; may be empty.
    pub source: String,
    /// Notes on the data, on marks and events; may be empty.
    pub notes: Vec<String>,
    /// Those of them that explain the numbers which stand for events on the trend chart, for layouts that set the others elsewhere.
    pub event_notes: Vec<String>,
    /// What a chart draws; layouts ask for it by `chart("trend", code, width, height)`.
    #[serde(skip)]
    pub trend: TrendChart,
    #[serde(skip)]
    pub sparkline: Sparkline,
    #[serde(skip)]
    pub strip: HistoryStrip,
    /// The alternative text of the trend chart.
    #[serde(skip)]
    pub alt: String,
    #[serde(skip)]
    pub position: PositionChart,
    #[serde(skip)]
    pub position_alt: String,
    /// That of the strip: `Ratings of Visits on time, November 2019 to November 2020: green until May 2020, amber in June, red since July.`
    #[serde(skip)]
    pub strip_alt: String,
}

/// A second rating beside the indicator's own: of a second standard, or of a forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardView {
    /// `National minimum`, `Year-end forecast 2020/21`.
    pub name: String,
    pub value: String,
    pub marks: String,
    pub rating: RatingView,
    pub target: String,
    /// It judges a figure of its own and not the indicator's.
    pub own_figure: bool,
}

/// What changed, as an arrow for the number and words for the judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// `up`, `down`, `level`, or `none` where there is nothing to compare.
    pub arrow: &'static str,
    /// `16 points worse`, `1 point better`, `down 4`, `no change`, `not comparable`.
    pub words: String,
    pub as_published: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactView {
    pub label: String,
    pub value: String,
}

/// Periods as columns, oldest first; all rows have the length of `periods`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableView {
    pub periods: Vec<TablePeriodView>,
    pub rows: Vec<TableRowView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TablePeriodView {
    /// `Nov`, `Q3`, `2019/20`.
    pub label: String,
    /// `Nov 2019`.
    pub short: String,
    /// `2019` in the first column and where the year turns; empty otherwise and where the label says it.
    pub year: String,
    /// `November 2019`: for a reader who hears the header.
    pub full: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRowView {
    /// `%`, `Children seen in time`, `Children who entered care`.
    pub label: String,
    pub cells: Vec<String>,
    /// The indicator's own figure.
    pub strong: bool,
}

/// Commentary as blocks of runs, never markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommentaryView {
    pub blocks: Vec<BlockView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    Paragraph {
        runs: Vec<RunView>,
    },
    /// `start` is the first number of an ordered list, else absent.
    List {
        start: Option<u64>,
        items: Vec<Vec<BlockView>>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunView {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    pub link: Option<String>,
}

/// Explains only what this paper uses.
#[derive(Debug, Clone, Serialize)]
pub struct KeyView {
    /// Red, amber, green and their rule in words.
    pub ratings: Vec<KeyRatingView>,
    /// `[p]` → `provisional: …`.
    pub states: Vec<KeyStateView>,
    /// In their place for a layout that prints recent periods, prior years and other areas in columns, and no figures by period.
    pub column_states: Vec<ColumnStateView>,
    /// Sentences about change, rounding, marks on charts.
    pub notes: Vec<String>,
    /// The same about the charts of parts through time, for layouts that draw them: marks that no other chart has; may be empty.
    pub parts: String,
    /// `Letters of past ratings: G green, A amber, R red.` For layouts that draw strips; may be empty.
    pub strip: String,
    /// Icons and rules of statistical process control, where an indicator uses it.
    pub spc: Option<SpcKeyView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct KeyRatingView {
    pub rating: RatingView,
    pub meaning: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyStateView {
    pub letters: String,
    pub meaning: String,
}

/// Letters of a table whose columns the layout chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnStateView {
    pub letters: String,
    pub meaning: String,
    /// The columns in which they stand, as a layout names them: `recent`, `to date`, `outturns`; `latest` for the figure that every
    /// table prints.
    pub columns: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// `Children looked after in England including adoptions, Department for Education, published 10 December 2020`.
    pub text: String,
    pub link: Option<String>,
}
