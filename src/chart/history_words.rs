//! The words beside and under the chart of a block.

use plotters::style::RGBColor;

use super::Size;
use super::drawing::Text;
use super::face::Weight;
use super::figures::{HistoryFigures, Values, latest};
use super::geometry::Spot;
use super::labels::{EndLabel, LineEnd};
use super::palette::{NORMAL_WORDS, SOFT, TEXT};
use super::plot::Plot;
use super::rated;
use super::trend::BENCHMARKS;
use super::wrap::{in_one_line, tidy};
use crate::model::{RatingKey, RatingLooks};
use crate::page::chart::{HistoryChart, NamedLine, PeriodName};

/// Lines that end nearer to one another than this, in points, end alike.
const ALIKE: f64 = 0.1;

/// Between two periods' names.
const BETWEEN: f64 = 6.0;

/// Under the names.
const BELOW: f64 = 2.8;

/// How far a name may reach past the plot.
const PAST_PLOT: f64 = 6.0;

/// A line that has a name, with its end.
struct Named<'a> {
    line: &'a NamedLine,
    end: LineEnd,
    colour: RGBColor,
    weight: Weight,
}

/// The labels at the lines' own ends; lines that end alike share one.
pub fn end_labels(chart: &HistoryChart, figures: &HistoryFigures, plot: &Plot, looks: &RatingLooks) -> Vec<EndLabel> {
    let end = |(period, amount): (usize, f64)| LineEnd { y: plot.y(amount), period, is_stepped: true };
    let named =
        |line, values: &Values, colour, weight| latest(values).map(|at| Named { line, end: end(at), colour, weight });
    let target = named(&chart.target, &figures.target, TEXT, Weight::Regular);
    let floor = named(&chart.floor, &figures.floor, rated::ink(RatingKey::Breach, looks), Weight::Bold);
    let others = chart.benchmarks.iter().zip(&figures.benchmarks).zip(&BENCHMARKS);
    let others = others.filter_map(|((line, values), style)| named(line, values, style.text, Weight::Regular));
    let mut groups: Vec<Vec<Named<'_>>> = Vec::new();
    for line in target.into_iter().chain(floor).chain(others) {
        let is_alike = |group: &&mut Vec<Named<'_>>| {
            (group[0].end.y - line.end.y).abs() < ALIKE && group[0].line.figure == line.line.figure
        };
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let shared = groups.into_iter().map(|group| {
        let Named { end, colour, weight, .. } = group[0];
        EndLabel { words: words(&group), weight, colour, end }
    });

    let middle = |(period, (low, high)): (usize, (f64, f64))| end((period, low / 2.0 + high / 2.0));
    let band = chart.band.as_ref().zip(latest(&figures.band)).map(|(band, at)| {
        let colour = if band.is_green { rated::ink(RatingKey::Green, looks) } else { NORMAL_WORDS };
        EndLabel { words: band.label.clone(), weight: Weight::Regular, colour, end: middle(at) }
    });
    let normal = figures.normal.map(|it| {
        let end = middle((it.last, (it.low, it.high)));
        EndLabel { words: chart.normal_label.clone(), weight: Weight::Regular, colour: NORMAL_WORDS, end }
    });
    let own = chart.latest.as_ref().and_then(|latest| {
        let amount = (*figures.own.values.get(latest.at)?)?;
        let colour = rated::ink(latest.rating, looks);
        Some(EndLabel { words: latest.label.clone(), weight: Weight::Bold, colour, end: end((latest.at, amount)) })
    });
    shared.chain(band).chain(normal).chain(own).collect()
}

/// `Target, England and neighbours 10%`.
fn words(group: &[Named<'_>]) -> String {
    let mut words = String::new();
    for (index, named) in group.iter().enumerate() {
        let (before, name) = match index {
            0 => ("", &named.line.name),
            index if index + 1 == group.len() => (" and ", &named.line.name_within),
            _ => (", ", &named.line.name_within),
        };
        words.push_str(before);
        words.push_str(name);
    }
    format!("{words} {}", group[0].line.figure)
}

/// The names of periods under their places: the last, the first, and between them from the right as many as have room.
pub fn period_texts(periods: &[PeriodName], plot: &Plot, size: Size) -> Vec<Text> {
    let (left, right) = (0.0, (plot.area.right + PAST_PLOT).min(size.width));
    let text = |period: &PeriodName| {
        let words = in_one_line(&tidy(&period.name), Weight::Regular, right / 2.0);
        let start = Spot::new(plot.x(period.at), size.height - BELOW);
        Text::new(words, start, Weight::Regular, SOFT).centred(left, right)
    };
    let mut texts: Vec<Text> = periods.iter().filter(|period| period.at < plot.periods).map(text).collect();
    // The first has its place before those between it and the last.
    if texts.len() > 1 {
        texts[1..].reverse();
        texts.swap(0, 1);
    }
    let mut placed: Vec<Text> = Vec::new();
    for text in texts.into_iter().filter(|text| !text.words.is_empty()) {
        if !placed.iter().any(|other| other.area().padded(BETWEEN, 0.0).overlaps(&text.area())) {
            placed.push(text);
        }
    }
    placed
}
