//! Where the council stands among its neighbours, from the figures of one release.
//!
//! The council's own figure is the release's too, so that all were counted alike.

use crate::assess::{AssessedIndicator, Assessment, NEIGHBOURS, Standing};
use crate::model::{Indicator, Period, Polarity, Value};

use super::format::{capitalised, plural};
use super::{trend, words};
use crate::page::chart::{PositionChart, PositionMark};

/// A chart with its words.
pub struct Position {
    pub chart: PositionChart,
    pub alt: String,
    /// `Joint 3rd of 9 in 2019/20.`
    pub words: String,
}

/// What is drawn of a council that has neighbours with figures.
pub fn view(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Option<Position> {
    let standing = assessed.comparison.standing.as_ref()?;
    let chart = chart(assessment, assessed, standing);
    let alt = alt(assessment, assessed, standing, &chart);
    Some(Position { chart, alt, words: words(assessment, assessed, standing) })
}

/// What a layout reads where there is nothing to draw.
pub fn empty(indicator: &Indicator) -> PositionChart {
    PositionChart {
        own: PositionMark { value: 0.0, label: String::new() },
        others: Vec::new(),
        named: Vec::new(),
        band: None,
        band_label: String::new(),
        better: String::new(),
        better_is_right: false,
        axis: trend::axis(indicator),
    }
}

fn chart(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, standing: &Standing<'_>) -> PositionChart {
    let indicator = assessed.indicator;
    let mark = |name: &str, value: Value, label: String| PositionMark {
        value: value.coordinate(),
        label: format!("{name} {label}"),
    };
    let of_area = |name, value| mark(name, value, words::benchmark(value, indicator));
    let areas = [(NEIGHBOURS, "Neighbours"), ("England", "England")];
    let of_areas =
        areas.into_iter().filter_map(|(area, name)| Some(of_area(name, at(assessed, area, standing.period)?)));
    let best = assessed.comparison.best.as_ref().filter(|best| best.period == standing.period);
    let best =
        best.map(|best| mark(&capitalised(&words::best_names(best)), best.value, words::ranked(best.value, indicator)));
    let band = assessed.comparison.middle_half.get(&standing.period);
    let directed = matches!(indicator.polarity, Polarity::HigherIsBetter | Polarity::LowerIsBetter);
    PositionChart {
        own: mark(assessment.short_name, standing.own, written(standing, standing.own, indicator)),
        others: standing.others.iter().map(|(_, value)| value.coordinate()).collect(),
        named: of_areas.chain(best).collect(),
        band: band.map(|(low, high)| (low.coordinate(), high.coordinate())),
        band_label: if band.is_some() { words::MIDDLE_HALF.to_owned() } else { String::new() },
        better: if directed { "Better".to_owned() } else { String::new() },
        better_is_right: indicator.polarity == Polarity::HigherIsBetter,
        axis: trend::axis(indicator),
    }
}

/// A figure of the council or of a neighbour.
fn written(standing: &Standing<'_>, value: Value, indicator: &Indicator) -> String {
    words::ranked(value.rounded(standing.decimals), indicator)
}

/// An area's figure of the same period.
fn at(assessed: &AssessedIndicator<'_>, area: &str, period: Period) -> Option<Value> {
    let benchmark = assessed.comparison.areas.iter().find(|benchmark| benchmark.area == area)?;
    benchmark.series.get(&period).copied()
}

fn words(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, standing: &Standing<'_>) -> String {
    let period = standing.period.label();
    let ranked = assessed.comparison.positions.iter().find(|position| position.among_neighbours);
    match ranked {
        Some(position) => format!("{} in {period}.", capitalised(&words::rank(position))),
        None => {
            let own = written(standing, standing.own, assessed.indicator);
            let others = plural(standing.others.len(), "neighbour");
            format!("{} {own} beside {others} in {period}; neither way is better.", assessment.short_name)
        }
    }
}

fn alt(
    assessment: &Assessment<'_>,
    assessed: &AssessedIndicator<'_>,
    standing: &Standing<'_>,
    chart: &PositionChart,
) -> String {
    let indicator = assessed.indicator;
    let mut text = format!(
        "Dots on one scale: {}, {}. {} {}",
        assessed.name,
        standing.period.label(),
        assessment.short_name,
        written(standing, standing.own, indicator)
    );
    if let Some(position) = assessed.comparison.positions.iter().find(|position| position.among_neighbours) {
        text.push_str(&format!(", {}, where 1st is best", words::rank(position)));
    }
    let values = || standing.others.iter().map(|(_, value)| *value);
    if let (Some(lowest), Some(highest)) = (values().min(), values().max()) {
        let neighbours = plural(standing.others.len(), "neighbour");
        let [lowest, highest] = [lowest, highest].map(|value| written(standing, value, indicator));
        text.push_str(&format!(". {neighbours} from {lowest} to {highest}"));
    }
    if let Some((low, high)) = assessed.comparison.middle_half.get(&standing.period) {
        let [low, high] = [low, high].map(|value| words::benchmark(*value, indicator));
        text.push_str(&format!(", the middle half from {low} to {high}"));
    }
    for mark in &chart.named {
        text.push_str(&format!(". {}", mark.label));
    }
    text.push('.');
    text
}
