//! What a chart shows: disclosed figures as coordinates, and every word already formatted.

#![expect(missing_docs, reason = "coordinates and labels say what they are; words stand where they do not")]

use crate::model::RatingKey;

/// A trend line over equally spaced periods.
///
/// All lists that run along the periods have the length of `periods`. Values are the disclosed figures at the
/// decimals shown; whatever may not be shown is `None` and has no coordinate in the picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrendChart {
    /// Short labels of the periods in order (`Nov`, `Dec`, `Jan` …, `Q3`, `2019/20`).
    pub periods: Vec<PeriodTick>,
    /// The indicator's own line.
    pub points: Vec<Point>,
    /// Stands at the end of the line: `Northbridge 50%`.
    pub line_label: String,
    /// The target in force in each period; drawn stepped, absent where there was none.
    pub target: Vec<Option<f64>>,
    /// `Target 95%`, the latest.
    pub target_label: String,
    /// At most two limits beside the target: a floor, or the ends of a band or a green range; drawn stepped and dotted.
    pub limits: Vec<LimitLine>,
    /// At most two other areas.
    pub benchmarks: Vec<BenchmarkLine>,
    /// Where the middle half of the neighbours lies.
    pub band: Option<BandMark>,
    pub events: Vec<EventMark>,
    pub axis: AxisFormat,
}

/// A stretch of heights behind the lines, from the lower to the upper quartile of the neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct BandMark {
    /// `Middle half of neighbours`.
    pub label: String,
    /// Lower and upper end, one a period.
    pub values: Vec<Option<(f64, f64)>>,
}

/// One period of the horizontal axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodTick {
    /// `Nov`, `Q3`, `2019/20`.
    pub label: String,
    /// Printed under the label of the first period and where the year turns: `2020`; empty where the label says it already.
    pub year: String,
}

/// One period of the indicator's own line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub value: Option<f64>,
    pub mark: Mark,
}

/// How a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A plain point; or, without a value, a gap.
    Plain,
    /// Hollow: provisional, estimated, forecast or too early to judge. The segment that leads to it is dashed.
    Unsettled,
    /// Restated since it was published: a ring around the point.
    Revised,
    /// Hidden by disclosure control: a hatched mark on the axis, never at a height.
    Suppressed,
    /// The series starts anew here: the line is not drawn across.
    Break,
}

/// A limit that is no target.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitLine {
    /// `Floor 65%`, `Band from 12`.
    pub label: String,
    pub values: Vec<Option<f64>>,
}

/// The line of another area.
#[derive(Debug, Clone, PartialEq)]
pub struct BenchmarkLine {
    /// `England 2019/20 90%`.
    pub label: String,
    pub values: Vec<Option<f64>>,
}

/// A dated note, drawn as a dotted upright with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMark {
    /// Index into the periods.
    pub at: usize,
    pub text: String,
}

/// How numbers of the vertical axis are written, and where it may not go.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AxisFormat {
    pub prefix: &'static str,
    /// `%`, or the multiple of pounds, `m` or `k`: of numbers that have one no other is named.
    pub suffix: &'static str,
    /// The least and the greatest amount that can exist (0 to 100 for a percentage), where there is one.
    pub least: Option<f64>,
    pub greatest: Option<f64>,
}

/// The chart of an indicator's block: its line among what it is held against, and under it the ratings of the same periods.
///
/// All lists that run along the periods have the length of `points`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HistoryChart {
    pub points: Vec<Point>,
    /// What each period's figure was rated; none where there is no figure, or none that may be shown.
    pub ratings: Vec<Option<RatingKey>>,
    /// Stands under the bars' end: `rating`.
    pub ratings_label: String,
    /// Under the axis, in order: the first period, the last, and between them those a year or more before the last.
    pub periods: Vec<PeriodName>,
    /// The figure that the paper speaks of.
    pub latest: Option<LatestFigure>,
    pub target: NamedLine,
    /// The figure that must never be missed.
    pub floor: NamedLine,
    /// At most two other areas.
    pub benchmarks: Vec<NamedLine>,
    /// A band in which activity is expected, or a green range.
    pub band: Option<GoalBand>,
    /// Where chance alone puts the figures.
    pub normal: Option<NormalStretch>,
    /// `Normal variation`.
    pub normal_label: String,
    /// Events that last.
    pub spans: Vec<SpanMark>,
    pub events: Vec<EventMark>,
    pub axis: AxisFormat,
    /// The axis covers at least this much, so that a small change looks small.
    pub least_span: f64,
}

/// A period with the name that stands under an axis: `Nov 2018`, `Q3 2018/19`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodName {
    /// Index into the periods.
    pub at: usize,
    pub name: String,
}

/// The figure at the end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestFigure {
    /// Index into the periods.
    pub at: usize,
    /// `59% now`, `59% in Oct`; on a small chart `59%`.
    pub label: String,
    /// Its colour hangs on this.
    pub rating: RatingKey,
}

/// A line with its name and its latest figure apart, so that equal ones can share a label: `Target and England 10%`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NamedLine {
    /// `Target`, `Neighbours`.
    pub name: String,
    /// The same within a sentence: `target`, `neighbours`, `England`.
    pub name_within: String,
    /// `85%`.
    pub figure: String,
    pub values: Vec<Option<f64>>,
}

/// A stretch of amounts that a goal names.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalBand {
    /// `Range 15 to 17`, `Band 12 to 20`.
    pub label: String,
    /// Lower and upper end, one a period.
    pub values: Vec<Option<(f64, f64)>>,
    /// To lie within is green; of an activity band it is neither good nor bad.
    pub is_green: bool,
}

/// Process limits over some periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalStretch {
    /// Index of the first and of the last period.
    pub first: usize,
    pub last: usize,
    /// Cut at what can exist.
    pub low: f64,
    pub high: f64,
}

/// An event that lasts, as a band over its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanMark {
    /// Index of the first and of the last period.
    pub first: usize,
    pub last: usize,
    pub text: String,
}

/// One of many small charts: a line with its first and its last figure.
///
/// All lists that run along the periods have the length of `points`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SmallChart {
    pub points: Vec<Point>,
    /// `92%`, at the start of the line; empty where the first figure is the last.
    pub first: String,
    pub latest: Option<LatestFigure>,
    pub target: Vec<Option<f64>>,
    pub band: Vec<Option<(f64, f64)>>,
    /// First and last period of each time that was not normal.
    pub abnormal: Vec<(usize, usize)>,
    pub axis: AxisFormat,
    /// The height covers at least this much.
    pub least_span: f64,
}

/// The small line in a table cell.
///
/// All lists that run along the periods have the length of `points`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sparkline {
    pub points: Vec<Point>,
    pub target: Vec<Option<f64>>,
    /// First and last period of each time that was not normal.
    pub abnormal: Vec<(usize, usize)>,
    /// What the disc at the end takes its colour from: the rating that the row says. The line's own colour where there is none.
    pub rating: Option<RatingKey>,
}

/// Bars of a breakdown: one a part, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    pub bars: Vec<Bar>,
    /// The whole's figure, drawn across every bar; absent where the parts add up to the whole.
    pub reference: Option<BarReference>,
    pub axis: AxisFormat,
}

/// One part of a breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// `10 to 15`, `Team North`.
    pub label: String,
    /// Where none may be shown there is no bar, and `words` stands in its place.
    pub value: Option<f64>,
    /// Stands at the bar's end: `84%`, `[c]`, `no cases [z]`.
    pub words: String,
}

/// The figure of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct BarReference {
    pub value: f64,
    /// `All 84%`.
    pub label: String,
}

/// A process behaviour chart (XmR): points, mean and process limits of each segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SpcChart {
    pub periods: Vec<PeriodTick>,
    /// As long as `periods`.
    pub points: Vec<SpcPoint>,
    /// `Northbridge 50%`.
    pub line_label: String,
    /// In order, without overlap; a new one starts at each rebase.
    pub segments: Vec<SpcSegment>,
    pub target: Vec<Option<f64>>,
    pub target_label: String,
    pub events: Vec<EventMark>,
    pub axis: AxisFormat,
}

/// One period of a process behaviour chart.
#[derive(Debug, Clone, PartialEq)]
pub struct SpcPoint {
    pub value: Option<f64>,
    pub mark: Mark,
    pub signal: Signal,
}

/// What a point says, told by shape and by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// A disc.
    CommonCause,
    /// A filled triangle that points the way the figures went.
    Concern { up: bool },
    /// A hollow one.
    Improvement { up: bool },
    /// A square, for an indicator that has no good side; the way is seen from where it stands.
    Neutral { up: bool },
}

/// The stretch of a series that one mean and one pair of limits speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct SpcSegment {
    /// Index of the first and of the last period.
    pub first: usize,
    pub last: usize,
    pub mean: f64,
    /// Lower and upper process limit as drawn, cut at what can exist; none for a run chart.
    pub limits: Option<(f64, f64)>,
    /// From few points: dashed.
    pub trial: bool,
    /// `Mean 84%`, `Upper limit 97%`, `Lower limit 71%`; of the last segment alone, empty in the others and where there is none.
    pub mean_label: String,
    pub upper_label: String,
    pub lower_label: String,
}

/// The ratings of past periods as a strip of cells with letters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HistoryStrip {
    pub cells: Vec<HistoryCell>,
}

/// One period of a strip.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryCell {
    pub period: PeriodTick,
    /// What its colours hang on; none where there is no figure.
    pub rating: Option<RatingKey>,
    /// `R`, `A`, `G`, `–`.
    pub letter: String,
}

/// Where the council stands among its neighbours: a dot an authority on one scale.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PositionChart {
    /// The council itself.
    pub own: PositionMark,
    /// The other areas, in no order.
    pub others: Vec<f64>,
    /// Those named beside the council: median of the neighbours, England, the best.
    pub named: Vec<PositionMark>,
    /// The middle half of the neighbours.
    pub band: Option<(f64, f64)>,
    /// `Middle half of neighbours`.
    pub band_label: String,
    /// `Better`, at the end of the scale where the good figures are; empty without a polarity.
    pub better: String,
    /// Whether the good figures are those at the right.
    pub better_is_right: bool,
    pub axis: AxisFormat,
}

/// A figure with its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PositionMark {
    pub value: f64,
    /// `Northbridge 84%`.
    pub label: String,
}

/// So many dots, a dot one of every hundred or one person: the filled ones first, then those that are missing, then the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DotChart {
    /// All dots, from 1 to 100.
    pub of: u32,
    /// What the figure counts.
    pub filled: u32,
    /// How many more there should be; with the filled ones no more than all.
    pub missing: u32,
    /// How many of the filled ones there should not be. One of the two is nought.
    pub over: u32,
    /// What the colour hangs on.
    pub key: RatingKey,
}

/// The parts of a breakdown over time: a small chart each, on a scale of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallMultiples {
    /// All from the same first period to the same last one.
    pub panels: Vec<Panel>,
    /// In force for every part, one a period.
    pub target: Vec<Option<f64>>,
    pub axis: AxisFormat,
}

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// `Team North`.
    pub label: String,
    /// `84%`, `[c]`: its latest figure.
    pub words: String,
    /// `79%`, at the start of its line; empty where the first figure is the last.
    pub first: String,
    pub points: Vec<Point>,
    /// The height covers at least this much.
    pub least_span: f64,
}
