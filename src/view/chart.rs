//! What a chart shows: disclosed figures as coordinates, and every word already formatted.

#![expect(missing_docs, reason = "coordinates and labels say what they are; words stand where they do not")]

/// A trend line over equally spaced periods.
///
/// All lists that run along the periods have the length of `periods`. Values are the disclosed figures at the
/// decimals shown; whatever may not be shown is `None` and has no coordinate in the picture.
#[derive(Debug, Clone, PartialEq)]
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
    pub events: Vec<EventMark>,
    pub axis: AxisFormat,
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
#[derive(Debug, Clone, PartialEq)]
pub struct AxisFormat {
    pub prefix: &'static str,
    pub suffix: &'static str,
    /// The least and the greatest amount that can exist (0 to 100 for a percentage), where there is one.
    pub least: Option<f64>,
    pub greatest: Option<f64>,
}

/// The small line in a table cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    pub values: Vec<Option<f64>>,
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
