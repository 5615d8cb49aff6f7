//! The trend chart: which part stands where, and in what order it is drawn.

use plotters::style::RGBColor;

use super::Size;
use super::axis::{Axis, Tick};
use super::canvas::{Canvas, GRID, OWN, QUIET, Stroke, TEXT, Text};
use super::events::{self, Obstacles};
use super::face::{MIDDLE_TO_BASELINE, Weight, width};
use super::figures::{Figures, MOST_BENCHMARKS, latest, stretches};
use super::geometry::{Rect, Spot};
use super::labels::{EndLabel, LEADER, LabelColumn};
use super::line;
use super::periods::{self, PeriodWords};
use super::plot::Plot;
use super::wrap::{in_one_line, tidy};
use crate::view::chart::TrendChart;

const NOTHING: &str = "No figures to draw";

/// The least height of a step of the axis, in points.
const LEAST_STEP: f64 = 22.0;

/// Above the plot, in points: room for a disc and half a number, or for a row of words.
const TOP: f64 = 6.5;
const TOP_WITH_WORDS: f64 = 19.0;

/// The baseline of the words above the plot.
const HEADING_BASELINE: f64 = 9.0;

/// Between the numbers and the plot, and between the plot and the labels without and with leaders.
const AFTER_NUMBERS: f64 = 5.0;
const BEFORE_LABELS: f64 = 3.0;
const LEADER_LENGTH: f64 = 12.0;

/// How far below the axis a label may reach and still be clear of the last period's word.
const LABELS_BELOW_AXIS: f64 = 6.2;

/// Kept whatever the width of numbers and labels.
const LEAST_PLOT_WIDTH: f64 = 20.0;

/// More than what rounding to whole units adds.
const ROUNDING: f64 = 0.1;

const GRID_LINE: Stroke = Stroke::solid(GRID, 0.6);
const ZERO_LINE: Stroke = Stroke::solid(TEXT, 0.8);
const FOOT_LINE: Stroke = Stroke::solid(QUIET, 0.6);
const UPRIGHT: Stroke = Stroke::solid(TEXT, 0.7).dashed(0.8, 1.8);
const TARGET: Stroke = Stroke::solid(TEXT, 1.2).dashed(4.2, 2.6);
const LIMIT: Stroke = Stroke::solid(TEXT, 1.0).dashed(1.2, 2.2);

/// How another area's line is drawn, and its label: the same hue, dark enough to read on white.
struct BenchmarkStyle {
    stroke: Stroke,
    text: RGBColor,
}

/// Different dashes, so that the lines are told apart without colour.
const BENCHMARKS: [BenchmarkStyle; MOST_BENCHMARKS] = [
    BenchmarkStyle {
        stroke: Stroke::solid(RGBColor(0x28, 0xA1, 0x97), 1.2).dashed(11.0, 1.8),
        text: RGBColor(0x17, 0x6F, 0x68),
    },
    BenchmarkStyle {
        stroke: Stroke::solid(RGBColor(0x80, 0x16, 0x50), 1.2).dashed(1.6, 1.6),
        text: RGBColor(0x80, 0x16, 0x50),
    },
];

/// Draws a trend chart as SVG.
///
/// Never fails: a chart without any figure says so, lists that are too short count as gaps, and an event outside the
/// periods or a third benchmark is not drawn.
pub fn trend(chart: &TrendChart, size: Size) -> String {
    let size = size.at_least(180.0, 100.0);
    let figures = Figures::of(chart);
    let most_steps = ((size.height - TOP_WITH_WORDS - periods::height(&chart.periods)) / LEAST_STEP) as usize;
    match Axis::fit(&figures.all(), &chart.axis, most_steps.min(5)) {
        Some(axis) => Layout::new(chart, figures, axis, size).paint(size),
        None => Canvas::paint(size, |canvas| {
            let middle = Spot::new(size.width / 2.0, size.height / 2.0 + MIDDLE_TO_BASELINE);
            canvas.text(&Text::plain(NOTHING.to_owned(), middle).centred(0.0, size.width));
        }),
    }
}

/// Everything that is drawn, with its place.
struct Layout {
    figures: Figures,
    plot: Plot,
    periods: PeriodWords,
    uprights: Vec<[Spot; 2]>,
    event_words: Vec<Text>,
    leaders: Vec<[Spot; 2]>,
    /// Numbers, heading and end labels.
    texts: Vec<Text>,
}

impl Layout {
    fn new(chart: &TrendChart, figures: Figures, axis: Axis, size: Size) -> Self {
        let mut plot = plot_as_wide_as_the_picture(chart, axis, size);
        let lowest_label = plot.area.bottom + LABELS_BELOW_AXIS;
        let column = LabelColumn::set(end_labels(chart, &figures, &plot), size.width, 0.0, lowest_label);
        let label_left = size.width - column.width - ROUNDING;
        let gap = BEFORE_LABELS + if column.needs_leaders() { LEADER_LENGTH } else { 0.0 };
        plot.area.right = (label_left - gap).max(plot.area.left + LEAST_PLOT_WIDTH);

        let leaders = column.leaders(plot.area.right + 1.0, label_left - 2.0);
        let mut texts = number_texts(&plot);
        texts.extend(heading_text(&plot));
        texts.extend(column.texts(label_left));

        let obstacles = Obstacles {
            words: texts.iter().map(Text::area).collect(),
            points: line::point_boxes(&figures, &plot),
            lines: [other_lines(&figures, &plot), line::segments(&figures, &plot), leaders.clone()].concat(),
            frame: Rect { left: 0.0, top: 0.0, ..plot.area },
        };
        Self {
            periods: PeriodWords::set(&chart.periods, &plot, size.width),
            uprights: events::uprights(&chart.events, &plot),
            event_words: events::words(&chart.events, &plot, HEADING_BASELINE, obstacles),
            figures,
            plot,
            leaders,
            texts,
        }
    }

    /// From back to front: what helps to read, other lines, the indicator's own line, words.
    fn paint(&self, size: Size) -> String {
        Canvas::paint(size, |canvas| {
            self.paint_grid(canvas);
            self.paint_events(canvas);
            self.paint_benchmarks(canvas);
            for (first, amounts) in stretches(&self.figures.target, |_| false) {
                canvas.path(&self.plot.steps(first, &amounts), TARGET);
            }
            for (first, amounts) in self.figures.limits.iter().flat_map(|limit| stretches(limit, |_| false)) {
                canvas.path(&self.plot.steps(first, &amounts), LIMIT);
            }
            line::draw(canvas, &self.figures, &self.plot);
            for &[from, to] in &self.leaders {
                canvas.line(from, to, LEADER);
            }
            for text in self.texts.iter().chain(&self.periods.texts).chain(&self.event_words) {
                canvas.text(text);
            }
        })
    }

    fn paint_grid(&self, canvas: &Canvas<'_>) {
        let Rect { left, right, bottom, .. } = self.plot.area;
        for tick in &self.plot.axis.ticks {
            let y = self.plot.y(tick.amount);
            let stroke = if tick.amount == 0.0 { ZERO_LINE } else { GRID_LINE };
            canvas.line(Spot::new(left, y), Spot::new(right, y), stroke);
        }
        if self.plot.axis.low != 0.0 {
            canvas.line(Spot::new(left, bottom), Spot::new(right, bottom), FOOT_LINE);
        }
        for &period in &self.periods.ticked {
            let x = self.plot.x(period);
            canvas.line(Spot::new(x, bottom), Spot::new(x, bottom + 3.0), FOOT_LINE);
        }
    }

    fn paint_events(&self, canvas: &Canvas<'_>) {
        for &[top, bottom] in &self.uprights {
            canvas.line(top, bottom, UPRIGHT);
        }
        for word in &self.event_words {
            canvas.blank(word.area());
        }
    }

    fn paint_benchmarks(&self, canvas: &Canvas<'_>) {
        for (values, style) in self.figures.benchmarks.iter().zip(&BENCHMARKS) {
            for (first, amounts) in stretches(values, |_| false) {
                match self.plot.spots(first, &amounts).as_slice() {
                    [lonely] => canvas.disc(*lonely, 1.5, style.stroke.colour),
                    spots => canvas.path(spots, style.stroke),
                }
            }
        }
    }
}

/// The plot between the words above, below and to its left; its right edge waits for the labels.
fn plot_as_wide_as_the_picture(chart: &TrendChart, axis: Axis, size: Size) -> Plot {
    let has_words_above = axis.heading.is_some() || !chart.events.is_empty();
    let numbers = axis.ticks.iter().map(|tick| width(&tick.label, Weight::Regular));
    let area = Rect {
        left: numbers.fold(0.0, f64::max) + AFTER_NUMBERS,
        top: if has_words_above { TOP_WITH_WORDS } else { TOP },
        right: size.width,
        bottom: size.height - periods::height(&chart.periods),
    };
    Plot { area, axis, periods: chart.periods.len() }
}

/// The label of each line that has a figure, at the height of the latest.
fn end_labels(chart: &TrendChart, figures: &Figures, plot: &Plot) -> Vec<EndLabel> {
    let label = |words: &str, values: &[Option<f64>], weight: Weight, colour: RGBColor| {
        let (_, amount) = latest(values)?;
        Some(EndLabel { words: words.to_owned(), weight, colour, y: plot.y(amount) })
    };
    let own = label(&chart.line_label, &figures.own, Weight::Bold, OWN);
    let target = label(&chart.target_label, &figures.target, Weight::Regular, TEXT);
    let limits = chart.limits.iter().zip(&figures.limits);
    let limits = limits.filter_map(|(limit, values)| label(&limit.label, values, Weight::Regular, TEXT));
    let benchmarks = chart.benchmarks.iter().zip(&figures.benchmarks).zip(&BENCHMARKS);
    let benchmarks =
        benchmarks.filter_map(|((line, values), style)| label(&line.label, values, Weight::Regular, style.text));
    [target, own].into_iter().flatten().chain(limits).chain(benchmarks).collect()
}

fn number_texts(plot: &Plot) -> Vec<Text> {
    let right = plot.area.left - AFTER_NUMBERS;
    let number = |tick: &Tick| {
        Text::plain(tick.label.clone(), Spot::new(right, plot.y(tick.amount) + MIDDLE_TO_BASELINE)).ending()
    };
    plot.axis.ticks.iter().map(number).collect()
}

fn heading_text(plot: &Plot) -> Option<Text> {
    let heading = tidy(plot.axis.heading.as_deref()?);
    let words = in_one_line(&heading, Weight::Regular, plot.area.right);
    Some(Text::plain(words, Spot::new(0.0, HEADING_BASELINE)))
}

/// Benchmarks, target and limits as pieces from place to place, for what must not stand on them.
fn other_lines(figures: &Figures, plot: &Plot) -> Vec<[Spot; 2]> {
    let of_benchmarks = figures.benchmarks.iter().flat_map(|values| stretches(values, |_| false));
    let of_benchmarks = of_benchmarks.map(|(first, amounts)| plot.spots(first, &amounts));
    let stepped = [&figures.target].into_iter().chain(&figures.limits);
    let of_target = stepped.flat_map(|values| stretches(values, |_| false));
    let of_target = of_target.map(|(first, amounts)| plot.steps(first, &amounts));
    of_benchmarks.chain(of_target).flat_map(|spots| segments(&spots)).collect()
}

/// A path as its pieces; a lonely place is a piece of no length.
fn segments(spots: &[Spot]) -> Vec<[Spot; 2]> {
    match spots {
        [lonely] => vec![[*lonely, *lonely]],
        spots => spots.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    }
}
