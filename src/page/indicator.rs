//! One indicator: its figures, its changes, its table and what was written about it.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{HistoryChart, HistoryStrip, PositionChart, SmallChart, Sparkline, TrendChart};
use super::{BreakdownView, ChangeView, CommentaryView, FigureRowView, LineView, RatingView, RunView, SpcView};

/// Everything about one indicator.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
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
    /// Every letter of `value` and `marks`, as the key explains them: `[c]`, or `[p]` and `[r]`; empty for a plain figure.
    pub all_letters: Vec<&'static str>,
    /// `Nov 2020 too early` where a later figure cannot be judged yet; else empty.
    pub too_early: String,
    /// `2019/20` where the indicator's own period is not the paper's; else empty.
    pub period: String,
    pub rating: RatingView,
    /// `10th month`; empty for anything but red and amber, and where it is not known.
    pub how_long: String,
    /// `Mar 2021`; empty where none is given.
    pub expected_back: String,
    /// `95%`, `none`, `to be set`, `not given`.
    pub target: String,
    /// What `target` is: `figure`, also for a range; `band` for activity, which nobody has to reach; `to-be-set`; `none`, which is a decision; `not-given`.
    pub target_kind: &'static str,
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
    /// `16 points`: how far it moved, whichever way; empty where it did not, or nothing can be compared.
    #[serde(skip)]
    pub change_by: String,
    /// `Lockdown: an abnormal year, compare with care`; mostly empty.
    pub caution: String,
    /// The figures that the changes start from: `66%`.
    pub previous: String,
    pub last_year: String,
    /// `2018/19` where the indicator's own period is not the paper's, `before a break` where the figure cannot be compared; else empty.
    pub last_year_period: String,
    /// `Red, 13th month`, `Breach, was amber`, `Green`: the rating and since when.
    pub standing: String,
    /// `days`, `provisional`, `2020/21 Q2`: what a line of a table must say of the figure's unit, nature or time behind the name; mostly empty.
    pub beside_name: String,
    /// Value and target of a column whose rows name their unit, where that is a word: `174`.
    pub value_short: String,
    pub target_short: String,
    /// The change where there is little room: `20 pts worse`.
    pub change_short: ChangeView,
    /// `Feb`, with its year where that is not clear: when the figure is expected back on target; empty where nobody has said.
    pub back: String,
    /// Its line in a wide table.
    pub line: LineView,
    /// The sentence of the indicator's block: `**In November 2020 the figure was 59% (24 of 41)**, 20 points lower than in October and below the floor of 65%.`
    pub say: Vec<RunView>,
    /// Whether it stands among the small pictures: it has no block of its own, and a figure to show.
    pub is_small: bool,
    /// Letters of what somebody wrote about it: whether its words find room beside one another.
    pub written: usize,
    /// The figures beside its chart.
    pub rows: Vec<FigureRowView>,
    /// The same in a line, without the current figure: a year ago and the periods before it, oldest first, then the year to date, the last outturn, other areas.
    pub earlier: Vec<FigureRowView>,
    /// The figure, or the latest that there is, or why there is none: `67`, `No cases`.
    pub stated: String,
    /// What a small picture says besides the rating: `706 of 730`, `days, 2019/20`; may be empty.
    pub detail: String,
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
    /// Of those what no table of figures says, in a sentence: `Best neighbour 2019/20 8%, Dunsley Vale; rank with neighbours 2019/20 joint 3rd of 9, at 10%.` May be empty.
    pub compared: String,
    /// By age, team and the like.
    pub breakdowns: Vec<BreakdownView>,
    /// False where fewer than three figures can be drawn: then `chart("trend", …)` must not be asked for.
    pub has_trend: bool,
    /// False where fewer than two figures can be drawn.
    pub has_sparkline: bool,
    /// Of `chart("history", …)`: false where fewer than three figures can be drawn.
    pub has_history: bool,
    /// Of `chart("small", …)`: false where fewer than three figures of the indicator's own frequency can be drawn.
    pub has_small: bool,
    /// How many figures that chart draws, 0 where there is none: a few say as much in words.
    pub small_figures: usize,
    /// Of `chart("severity", …)`: false where fewer than two ratings are known.
    pub has_severity: bool,
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
    /// `Counted: children seen in time, out of children who entered care.` Empty where the definition is silent, or another text of the page says it.
    pub counted: String,
    /// `Case system`; may be empty.
    pub source: String,
    /// Notes on the data, on marks and events, each a whole sentence; may be empty.
    pub notes: Vec<String>,
    /// Those of them that explain the numbers which stand for events on the trend chart, for layouts that set the others elsewhere.
    pub event_notes: Vec<String>,
    /// The same in one sentence: `Event 1, April 2020: lockdown; Event 2, June 2020: new system.` Empty where there is none.
    pub event_sentence: String,
    /// What a chart draws; layouts ask for it by `chart("trend", code, width, height)`.
    #[serde(skip)]
    pub trend: TrendChart,
    #[serde(skip)]
    pub sparkline: Sparkline,
    #[serde(skip)]
    pub strip: HistoryStrip,
    /// Line and ratings of up to 25 periods.
    #[serde(skip)]
    pub history: HistoryChart,
    #[serde(skip)]
    pub history_alt: String,
    #[serde(skip)]
    pub small: SmallChart,
    #[serde(skip)]
    pub small_alt: String,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandardView {
    /// `National minimum`, `Year-end forecast 2020/21`.
    pub name: String,
    pub value: String,
    pub marks: String,
    pub rating: RatingView,
    pub target: String,
    /// `against 90%`; empty where there is nothing to hold it against.
    pub against: String,
    /// It judges a figure of its own and not the indicator's.
    pub own_figure: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactView {
    pub label: String,
    pub value: String,
    /// False for a target that is `not given`: the rating says so as well.
    pub is_given: bool,
}

/// Periods as columns, oldest first; all rows have the length of `periods`. All is empty where a table would say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableView {
    pub periods: Vec<TablePeriodView>,
    pub rows: Vec<TableRowView>,
    /// Heads `figures` where periods are rows: `Figure` of a percentage, otherwise the unit.
    pub figures_header: String,
    /// The indicator's own figures, one a period. Unlike in `rows` those of a percentage bear its sign: `84% [p]`.
    pub figures: Vec<String>,
    /// What they were made from, one a period: `20 of 31`, of a rate the count alone, `[c]` where that stands for both. Empty where nobody has it.
    pub numbers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableRowView {
    /// `%`, `Children seen in time`, `Children who entered care`.
    pub label: String,
    pub cells: Vec<String>,
    /// The indicator's own figure.
    pub strong: bool,
}

/// The figures that have one rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CutOffView {
    /// Breach, red, amber, green, not achieved, achieved or exceeded.
    pub rating: RatingView,
    /// `under 82%`, `82 to under 90%`, `90% or more`, `outside 12 to 25`, `12 to under 15, over 20 to 25`.
    pub words: String,
    /// Whether the words begin with the target, as `90% or more` does, so that it need not be said beside them.
    pub names_target: bool,
}

/// A figure of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodFigureView {
    pub value: String,
    /// Whether letters stand in the figure's place.
    pub is_state: bool,
    /// Whether these say no more than that there is nothing: not available, not applicable.
    pub is_blank: bool,
    pub marks: String,
    /// Where it is not the period of its column: `2019/20`; else empty.
    pub period: String,
    /// The figure that the paper speaks of, and rates.
    pub current: bool,
}

/// The year to date, with what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToDateView {
    /// `[z]` for what cannot be counted up, `[x]` where it is not known.
    pub value: String,
    /// Whether letters stand in the figure's place.
    pub is_state: bool,
    /// Whether these say no more than that there is nothing: not available, not applicable.
    pub is_blank: bool,
    pub marks: String,
    /// Where it does not end with the paper's period: `to Oct 2020`; else empty.
    pub period: String,
    /// `Year to date: the months added up.`; empty without a figure.
    pub note: String,
}

/// A figure of other areas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AreaView {
    /// `81%`, for a threshold `over 81%`; `[x]` where none is known, `[z]` where neither way is better.
    pub value: String,
    /// Whether letters stand in the figure's place.
    pub is_state: bool,
    /// `2019/20`; empty without a figure.
    pub period: String,
    /// What kind of figure it is, or whose: `n 8` of a median, `Kettlewick`; may be empty.
    pub note: String,
    /// Older than the project takes for current.
    pub old: bool,
}
