//! The coordinates of an indicator's trend chart and sparkline, from disclosed figures alone.

use std::collections::BTreeMap;

use crate::assess::{AssessedIndicator, Assessment, Benchmark, Point};
use crate::model::{Event, Frequency, Goal, Indicator, Period, Range, Unit, Value};

use super::format::{capitalised, printed};
use super::words::{self, MIDDLE_HALF};
use crate::page::chart::{
    self, AxisFormat, BandMark, BenchmarkLine, EventMark, LimitLine, Mark, PeriodTick, TrendChart,
};

/// Figures that a line needs.
const LEAST_TREND: usize = 3;
/// Other areas that a chart has room for.
const MOST_BENCHMARKS: usize = 2;

/// The trend of an indicator.
pub fn chart(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> TrendChart {
    let AssessedIndicator { indicator, shown, .. } = assessed;
    let mut years = YearLabels::default();
    let latest = shown.iter().rev().find_map(|point| point.value.value().map(|value| (point.period, value)));
    let target = |point: &Point<'_>| point.goal.and_then(Goal::value).map(Value::coordinate);
    let last_target = shown.iter().rev().find_map(|point| point.goal.and_then(Goal::value));
    let events = assessment.events.iter().chain(&indicator.events);
    let event = |event: &Event| mark_of(event, &shown.iter().collect::<Vec<_>>());
    TrendChart {
        periods: shown
            .iter()
            .map(|point| PeriodTick { label: point.period.tick(), year: years.next(point.period) })
            .collect(),
        points: shown
            .iter()
            .map(|point| chart::Point { value: point.value.value().map(Value::coordinate), mark: mark(point) })
            .collect(),
        line_label: latest.map_or_else(String::new, |(period, value)| {
            // A figure of another period than the paper's must say so.
            let at =
                if period == assessment.request.period { String::new() } else { format!("{} ", period.short_label()) };
            // The line may end at a figure that cannot be judged yet.
            let early = shown.iter().any(|point| point.period == period && point.marks.too_early);
            let mark = if early { " [i]" } else { "" };
            format!("{} {at}{}{mark}", assessment.short_name, printed(value, indicator))
        }),
        target: shown.iter().map(target).collect(),
        target_label: last_target
            .map_or_else(String::new, |value| format!("Target {}", words::limit(value, indicator.unit))),
        limits: limits(shown, indicator),
        benchmarks: assessed
            .comparison
            .areas
            .iter()
            .take(MOST_BENCHMARKS)
            .map(|benchmark| line(benchmark, assessed))
            .collect(),
        band: band(assessed),
        events: events.filter_map(event).collect(),
        axis: axis(indicator),
    }
}

/// Where the middle half of the neighbours lies in each period shown; like their median under months the latest year's.
fn band(assessed: &AssessedIndicator<'_>) -> Option<BandMark> {
    let quarters = &assessed.comparison.middle_half;
    let values: Vec<Option<(f64, f64)>> = in_each_period(quarters, &assessed.shown, |_| true)
        .map(|ends| ends.map(|(low, high)| (low.coordinate(), high.coordinate())))
        .collect();
    values.iter().any(Option::is_some).then(|| BandMark { label: MIDDLE_HALF.to_owned(), values })
}

/// The floor, and the ends of an activity band or of a green range, where there is one.
fn limits(shown: &[Point<'_>], indicator: &Indicator) -> Vec<LimitLine> {
    let floor = |point: &Point<'_>| point.floor;
    let ends = |point: &Point<'_>| match point.goal {
        Some(Goal::Activity(range) | Goal::Ranges { green: range, .. }) => Some(*range),
        Some(Goal::Value(_) | Goal::CutOffs { .. } | Goal::ToBeSet(_) | Goal::None) | None => None,
    };
    let is_band = |point: &Point<'_>| matches!(point.goal, Some(Goal::Activity(_)));
    let word = if shown.iter().any(is_band) { "Band" } else { "Green" };
    let line = |word: String, of: &dyn Fn(&Point<'_>) -> Option<Value>| {
        let latest = shown.iter().rev().find_map(of)?;
        let values = shown.iter().map(|point| of(point).map(Value::coordinate)).collect();
        Some(LimitLine { label: format!("{word} {}", words::limit(latest, indicator.unit)), values })
    };
    let all = [
        line(capitalised(words::floor(indicator)), &floor),
        line(format!("{word} from"), &|point| ends(point).map(Range::low)),
        line(format!("{word} to"), &|point| ends(point).map(Range::high)),
    ];
    all.into_iter().flatten().collect()
}

/// How a chart writes the indicator's numbers, and where they cannot go.
pub fn axis(indicator: &Indicator) -> AxisFormat {
    let (least, greatest) = indicator.range();
    AxisFormat {
        prefix: if indicator.unit.is_money() { "£" } else { "" },
        suffix: match indicator.unit {
            Unit::Percent => "%",
            Unit::Pounds(multiple) => multiple.letter(),
            Unit::Count | Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Ratio | Unit::Score => "",
        },
        least: least.map(Value::coordinate),
        greatest: greatest.map(Value::coordinate),
    }
}

/// Where an event is marked. On a year's point only what fell in its first half, which it can have touched.
pub fn mark_of(event: &Event, shown: &[&Point<'_>]) -> Option<EventMark> {
    let (start, text) = (event.period.start(), event.text.clone());
    let at = shown.iter().position(|point| point.period.start() <= start && start <= point.period.end())?;
    let period = shown[at].period;
    let early = !period.frequency().is_yearly()
        || start <= period.earlier(1).end().checked_add(jiff::Span::new().months(6)).ok()?;
    early.then_some(EventMark { at, text })
}

/// How a period's point is drawn.
pub fn mark(point: &Point<'_>) -> Mark {
    let marks = point.marks;
    if point.value.is_hidden() {
        Mark::Suppressed
    } else if marks.series_break {
        Mark::Break
    } else if marks.provisional || marks.estimated || marks.forecast || marks.too_early {
        Mark::Unsettled
    } else if marks.revised {
        Mark::Revised
    } else {
        Mark::Plain
    }
}

/// An area's figure in each period shown; under months its latest year by then, so that the line is stepped.
fn line(benchmark: &Benchmark<'_>, assessed: &AssessedIndicator<'_>) -> BenchmarkLine {
    // Medians of other members cannot stand on one line with those of today's.
    let since = benchmark.breaks.last().map(|period| period.start());
    let comparable = |period: &Period| since.is_none_or(|since| period.start() >= since);
    let indicator = assessed.indicator;
    let area = capitalised(words::short_area(benchmark.area));
    BenchmarkLine {
        label: format!("{area} {} {}", benchmark.period.short_label(), words::benchmark(benchmark.value, indicator)),
        values: in_each_period(&benchmark.series, &assessed.shown, comparable)
            .map(|value| value.map(Value::coordinate))
            .collect(),
    }
}

/// What other areas have in each of some periods: the figure of the period, or where they are measured less often the latest by then.
pub fn in_each_period<'a, T: Copy>(
    figures: &'a BTreeMap<Period, T>,
    points: &'a [Point<'_>],
    comparable: impl Fn(&Period) -> bool + 'a,
) -> impl Iterator<Item = Option<T>> + 'a {
    let frequency = points.first().map(|point| point.period.frequency());
    let same_frequency = figures.keys().any(|period| Some(period.frequency()) == frequency);
    points.iter().map(move |point| {
        let in_force = |at: &Period| match same_frequency {
            true => *at == point.period,
            false => at.end() <= point.period.end(),
        };
        let found = figures.iter().filter(|(at, _)| in_force(at) && comparable(at)).max_by_key(|(at, _)| at.end());
        found.map(|(_, figure)| *figure)
    })
}

/// Whether there are enough figures for a line.
pub fn has_trend(assessed: &AssessedIndicator<'_>) -> bool {
    figures(assessed) >= LEAST_TREND
}

fn figures(assessed: &AssessedIndicator<'_>) -> usize {
    assessed.shown.iter().filter(|point| point.value.is_figure()).count()
}

/// Names the year under the first period and wherever it turns; a year needs no name under it.
#[derive(Default)]
pub struct YearLabels {
    last: Option<String>,
}

impl YearLabels {
    /// What stands under a period's label.
    pub fn next(&mut self, period: Period) -> String {
        let year = match period.frequency() {
            Frequency::Month | Frequency::Quarter => period.tick_year(),
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => return String::new(),
        };
        if self.last.as_ref() == Some(&year) {
            return String::new();
        }
        self.last = Some(year.clone());
        year
    }
}
