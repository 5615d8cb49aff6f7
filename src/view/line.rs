//! An indicator in one line of a wide table, where its unit stands in a column of its own.

use crate::assess::{AssessedIndicator, Point};
use crate::model::{Frequency, Goal, Indicator, Multiple, Period, Polarity, Scheme, Unit, Value};
use crate::page::{AreaView, CellView, LineView};

use super::columns::{self, Columns};
use super::format::{number, without_sign};
use super::{block, change, words};

/// The line of an indicator.
pub fn view(assessed: &AssessedIndicator<'_>, columns: &Columns) -> LineView {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let unit = indicator.unit;
    let to_date = columns.to_date(assessed);
    LineView {
        unit: unit_word(unit),
        numbers: block::numbers(current).unwrap_or_default().replace(' ', "\u{a0}"),
        recent: columns.recent_points(assessed).map(|(point, column)| cell(point, column, assessed)).collect(),
        to_date: CellView {
            letters: letters(to_date.is_state, &to_date.value, &to_date.marks),
            value: with_marks(to_date.is_state, &to_date.value, &to_date.marks, unit),
            is_state: to_date.is_state,
            period: to_date.period,
            ..CellView::default()
        },
        outturns: columns.outturn_points(assessed).map(|(point, column)| cell(point, column, assessed)).collect(),
        change: change::bare(&assessed.change, indicator),
        target: target(current, indicator),
        england: area(columns::england(assessed), unit),
        neighbours: area(columns::neighbours(assessed), unit),
        best: area(columns::best_neighbour(assessed), unit),
        best_quarter: area(columns::top_quartile(assessed), unit),
        rank: rank(assessed),
    }
}

/// `%`, `count`, `per 10,000`, `£k`.
fn unit_word(unit: Unit) -> String {
    match unit {
        Unit::Count => "count".to_owned(),
        Unit::Rate { per } => format!("per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Pounds(Multiple::Thousand) => "£k".to_owned(),
        Unit::Pounds(Multiple::Million) => "£m".to_owned(),
        Unit::Percent | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds(_) | Unit::Ratio | Unit::Score => {
            words::unit_label(unit).to_lowercase()
        }
    }
}

fn letters(is_state: bool, value: &str, marks: &str) -> Vec<String> {
    let value = if is_state { value } else { "" };
    value.split_whitespace().chain(marks.split_whitespace()).map(str::to_owned).collect()
}

fn with_marks(is_state: bool, value: &str, marks: &str, unit: Unit) -> String {
    let bare = if is_state { value.to_owned() } else { without_sign(value, unit) };
    if marks.is_empty() { bare } else { format!("{bare} {marks}") }
}

fn cell(point: &Point<'_>, column: Period, assessed: &AssessedIndicator<'_>) -> CellView {
    let indicator = assessed.indicator;
    let words = words::point(point, indicator);
    let period = point.period;
    CellView {
        letters: letters(words.is_state, &words.text, &words.marks),
        value: with_marks(words.is_state, &words.text, &words.marks, indicator.unit),
        is_state: words.is_state,
        period: match period.frequency() {
            _ if period == column => String::new(),
            Frequency::Month | Frequency::Quarter => period.tick(),
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => period.short_label(),
        },
        note: String::new(),
        current: period == assessed.current.period,
    }
}

fn area(view: AreaView, unit: Unit) -> CellView {
    let old = if view.old { "old" } else { "" };
    let notes = [view.note.as_str(), old].into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>();
    CellView {
        letters: letters(view.is_state, &view.value, ""),
        value: with_marks(view.is_state, &view.value, "", unit),
        is_state: view.is_state,
        note: notes.join(", "),
        period: view.period,
        current: false,
    }
}

/// The council's place among its neighbours, where the release holds enough of them.
fn rank(assessed: &AssessedIndicator<'_>) -> CellView {
    let comparison = &assessed.comparison;
    let Some(standing) = &comparison.standing else { return CellView { is_state: true, ..CellView::default() } };
    let own = format!("at\u{a0}{}", number(standing.own, standing.decimals));
    let ranked = comparison.positions.iter().find(|position| position.among_neighbours);
    CellView {
        value: ranked.map_or_else(|| own.clone(), |position| format!("{}, {own}", words::rank(position))),
        period: standing.period.short_label(),
        ..CellView::default()
    }
}

/// The target, and in brackets how far a figure may miss it before it has the worst of its ratings; a limit that no figure can be beyond is none.
fn target(point: &Point<'_>, indicator: &Indicator) -> String {
    let unit = indicator.unit;
    // A line breaks between the two.
    let kept = |words: &str| without_sign(words, unit).replace(' ', "\u{a0}");
    let target = kept(&words::target(point, indicator));
    let limit = limit(point, indicator).map(|(low, high)| match low == high {
        true => kept(&words::limit(low, unit)),
        false => kept(&format!("{} to {}", words::short(low, unit), words::limit(high, unit))),
    });
    match limit.filter(|limit| *limit != target) {
        Some(limit) => format!("{target} ({limit})"),
        None => target,
    }
}

/// The ends of what is better than the worst rating: one and the same where only one side is worse.
fn limit(point: &Point<'_>, indicator: &Indicator) -> Option<(Value, Value)> {
    let (least, greatest) = indicator.range();
    let one = |(low, high): (Value, Value)| match indicator.polarity {
        Polarity::HigherIsBetter => (least.is_none_or(|least| low > least)).then_some((low, low)),
        Polarity::LowerIsBetter => (greatest.is_none_or(|greatest| high < greatest)).then_some((high, high)),
        Polarity::NearTarget | Polarity::Neither => Some((low, high)),
    };
    match point.goal? {
        Goal::Value(value) => one(point.tolerance?.limits(*value)),
        Goal::CutOffs { green, amber, .. } => {
            let at = if indicator.scheme == Scheme::Achieved { *green } else { *amber };
            one((at, at))
        }
        Goal::Ranges { amber, .. } if indicator.scheme == Scheme::RedAmberGreen => Some((amber.low(), amber.high())),
        Goal::Ranges { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => None,
    }
}
