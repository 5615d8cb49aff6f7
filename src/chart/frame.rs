//! What charts over time share: axis, periods, events, and labels at the right end of the lines.

use super::Size;
use super::axis::{Axis, Tick};
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::events::{self, Obstacles, Upright};
use super::face::{MIDDLE_TO_BASELINE, Weight, width};
use super::geometry::{Rect, Spot};
use super::labels::{EndLabel, LEADER, LabelColumn, LineEnd};
use super::palette::{GRID, QUIET, TEXT};
use super::periods::{self, PeriodWords};
use super::plot::Plot;
use super::wrap::{in_one_line, tidy};
use crate::page::chart::{AxisFormat, EventMark, PeriodTick};

const NOTHING: &str = "No figures to draw";

/// The least width of a picture, the least height of a plot, and that of a step of its axis, in points.
const LEAST_WIDTH: f64 = 180.0;
const LEAST_PLOT: f64 = 22.0;
const LEAST_STEP: f64 = 16.0;

/// Steps of the axis: more numbers than this say no more.
const MOST_STEPS: usize = 5;

/// Above the plot, in points: room for a disc and half a number, or for a row of words.
const TOP: f64 = 6.5;
const TOP_WITH_WORDS: f64 = 19.0;

/// The baseline of the words above the plot.
pub const HEADING_BASELINE: f64 = 9.0;

/// Between the numbers and the plot, and between the plot and the labels without and with leaders.
pub const AFTER_NUMBERS: f64 = 5.0;
const BEFORE_LABELS: f64 = 3.0;
const LEADER_LENGTH: f64 = 12.0;

/// How far below the axis a label may reach and still be clear of the last period's word.
const LABELS_BELOW_AXIS: f64 = 6.2;

/// Kept whatever the width of numbers and labels.
const LEAST_PLOT_WIDTH: f64 = 20.0;

/// From the place of a line's last figure to its tie, past the disc.
const PAST_A_POINT: f64 = 5.0;

/// More than what rounding to whole units adds.
pub const ROUNDING: f64 = 0.1;

const GRID_LINE: Stroke = Stroke::solid(GRID, 0.6);
const ZERO_LINE: Stroke = Stroke::solid(TEXT, 0.8);
const FOOT_LINE: Stroke = Stroke::solid(QUIET, 0.6);
pub const UPRIGHT: Stroke = Stroke::solid(TEXT, 0.7).dashed(0.8, 1.8);

/// What stands around the lines.
pub struct Surroundings<'a> {
    pub periods: &'a [PeriodTick],
    pub events: &'a [EventMark],
    pub axis: &'a AxisFormat,
    /// Periods before which the chart starts anew: their uprights, with an event's word or without, stand halfway to
    /// the period before.
    pub starts: Vec<usize>,
}

/// The lines that make one chart different from another.
pub trait Lines {
    /// Every amount that must be on the axis.
    fn amounts(&self) -> Vec<f64>;

    /// The name of each line that has a figure.
    fn labels(&self, plot: &Plot) -> Vec<EndLabel>;

    /// The lines as pieces from place to place, for what must not stand on them.
    fn pieces(&self, plot: &Plot) -> Vec<[Spot; 2]>;

    /// The space that points take, for what must not stand on them.
    fn point_boxes(&self, plot: &Plot) -> Vec<Rect>;

    /// Draws what lies behind the grid.
    fn paint_behind(&self, canvas: &Canvas<'_>, plot: &Plot);

    /// Draws the lines.
    fn paint(&self, canvas: &Canvas<'_>, plot: &Plot);
}

/// Draws a chart over time as SVG; one without any amount says so.
pub fn draw(around: &Surroundings<'_>, lines: &dyn Lines, size: Size) -> Drawing {
    let below = periods::height(around.periods);
    let size = size.at_least(LEAST_WIDTH, TOP_WITH_WORDS + LEAST_PLOT + below);
    let most_steps = |size: Size| (((size.height - TOP_WITH_WORDS - below) / LEAST_STEP) as usize).min(MOST_STEPS);
    let amounts = lines.amounts();
    let Some(axis) = Axis::fit(&amounts, around.axis, most_steps(size)) else {
        return nothing(size);
    };

    let labels = lines.labels(&plot_as_wide_as_the_picture(around, axis, size));
    let size = size.at_least(LEAST_WIDTH, LabelColumn::least_height(&labels) + below - LABELS_BELOW_AXIS);
    match Axis::fit(&amounts, around.axis, most_steps(size)) {
        Some(axis) => Frame::new(around, lines, axis, size).paint(lines, size),
        None => nothing(size),
    }
}

/// A picture that says that it has nothing to show.
pub fn nothing(size: Size) -> Drawing {
    let middle = Spot::new(size.width / 2.0, size.height / 2.0 + MIDDLE_TO_BASELINE);
    Canvas::paint(size, |canvas| canvas.text(&Text::plain(NOTHING.to_owned(), middle).centred(0.0, size.width)))
}

/// Everything around the lines, with its place.
struct Frame {
    plot: Plot,
    periods: PeriodWords,
    uprights: Vec<[Spot; 2]>,
    event_words: Vec<Text>,
    leaders: Vec<Vec<Spot>>,
    /// Numbers, heading and end labels.
    texts: Vec<Text>,
}

impl Frame {
    fn new(around: &Surroundings<'_>, lines: &dyn Lines, axis: Axis, size: Size) -> Self {
        let mut plot = plot_as_wide_as_the_picture(around, axis, size);
        let lowest_label = plot.area.bottom + LABELS_BELOW_AXIS;
        let column = LabelColumn::set(lines.labels(&plot), size.width, 0.0, lowest_label);
        let label_left = size.width - column.width - ROUNDING;
        let gap = BEFORE_LABELS + if column.needs_leaders() { LEADER_LENGTH } else { 0.0 };
        plot.area.right = (label_left - gap).max(plot.area.left + LEAST_PLOT_WIDTH);

        let end = |end: LineEnd| plot.x(end.period) + if end.is_stepped { plot.pitch() / 2.0 } else { PAST_A_POINT };
        let leaders = column.leaders(end, plot.area.right + 1.0, label_left - 2.0);
        let mut texts = number_texts(&plot);
        texts.extend(heading_text(&plot.axis, plot.area.right));
        texts.extend(column.texts(label_left));

        let ties = leaders.iter().flat_map(|tie| tie.windows(2).map(|pair| [pair[0], pair[1]]));
        let obstacles = Obstacles {
            words: texts.iter().map(Text::area).collect(),
            points: lines.point_boxes(&plot),
            lines: lines.pieces(&plot).into_iter().chain(ties).collect(),
            frame: Rect { left: 0.0, top: 0.0, ..plot.area },
        };
        let uprights = uprights(around, &plot);
        Self {
            periods: PeriodWords::set(around.periods, |period| plot.x(period), plot.area.bottom, (0.0, size.width)),
            uprights: uprights.iter().map(|upright| events::line(upright.x, plot.area)).collect(),
            event_words: events::words(&uprights, plot.area, HEADING_BASELINE, obstacles),
            plot,
            leaders,
            texts,
        }
    }

    /// From back to front: what helps to read, the lines, words.
    fn paint(&self, lines: &dyn Lines, size: Size) -> Drawing {
        Canvas::paint(size, |canvas| {
            lines.paint_behind(canvas, &self.plot);
            paint_grid(canvas, &self.plot, &self.periods.ticked);
            for &[top, bottom] in &self.uprights {
                canvas.line(top, bottom, UPRIGHT);
            }
            for word in &self.event_words {
                canvas.blank(word.area());
            }
            for leader in &self.leaders {
                canvas.path(leader, LEADER);
            }
            lines.paint(canvas, &self.plot);
            for text in self.texts.iter().chain(&self.periods.texts).chain(&self.event_words) {
                canvas.text(text);
            }
        })
    }
}

/// Draws a level line at each number, the foot of the plot, and a tick at each of these periods.
pub fn paint_grid(canvas: &Canvas<'_>, plot: &Plot, ticked: &[usize]) {
    let Rect { left, right, bottom, .. } = plot.area;
    for tick in &plot.axis.ticks {
        let y = plot.y(tick.amount);
        let stroke = if tick.amount == 0.0 { ZERO_LINE } else { GRID_LINE };
        canvas.line(Spot::new(left, y), Spot::new(right, y), stroke);
    }
    if plot.axis.low != 0.0 {
        canvas.line(Spot::new(left, bottom), Spot::new(right, bottom), FOOT_LINE);
    }
    for &period in ticked {
        let x = plot.x(period);
        canvas.line(Spot::new(x, bottom), Spot::new(x, bottom + 3.0), FOOT_LINE);
    }
}

/// The numbers beside the axis, from its foot upwards; one that would stand on the number below it is left out, and its line stays.
pub fn number_texts(plot: &Plot) -> Vec<Text> {
    let right = plot.area.left - AFTER_NUMBERS;
    let number = |tick: &Tick| {
        Text::plain(tick.label.clone(), Spot::new(right, plot.y(tick.amount) + MIDDLE_TO_BASELINE)).ending()
    };
    let mut numbers: Vec<Text> = Vec::new();
    for number in plot.axis.ticks.iter().map(number) {
        if numbers.last().is_none_or(|below| !below.area().padded(0.0, 0.5).overlaps(&number.area())) {
            numbers.push(number);
        }
    }
    numbers
}

/// The width of the widest number beside the axis.
pub fn numbers_width(axis: &Axis) -> f64 {
    axis.ticks.iter().map(|tick| width(&tick.label, Weight::Regular)).fold(0.0, f64::max)
}

/// What the axis has to say, above the plot.
pub fn heading_text(axis: &Axis, right: f64) -> Option<Text> {
    let fits = |words: &&String| width(words, Weight::Regular) <= right;
    let words = axis.headings.iter().find(fits).or(axis.headings.last())?;
    let words = in_one_line(&tidy(words), Weight::Regular, right);
    Some(Text::plain(words, Spot::new(0.0, HEADING_BASELINE)))
}

/// The plot between the words above, below and to its left; its right edge waits for the labels.
fn plot_as_wide_as_the_picture(around: &Surroundings<'_>, axis: Axis, size: Size) -> Plot {
    let has_words_above = !axis.headings.is_empty() || !around.events.is_empty();
    let area = Rect {
        left: numbers_width(&axis) + AFTER_NUMBERS,
        top: if has_words_above { TOP_WITH_WORDS } else { TOP },
        right: size.width,
        bottom: size.height - periods::height(around.periods),
    };
    Plot { area, axis, periods: around.periods.len() }
}

/// One upright for each event that lies on the axis, and for each start that no event names.
fn uprights<'a>(around: &Surroundings<'a>, plot: &Plot) -> Vec<Upright<'a>> {
    let x = |period: usize| {
        let before = if around.starts.contains(&period) { plot.pitch() / 2.0 } else { 0.0 };
        (plot.x(period) - before).max(plot.area.left)
    };
    let named = around.events.iter().enumerate().filter(|(_, event)| event.at < plot.periods);
    let named = named.map(|(index, event)| Upright { x: x(event.at), text: &event.text, number: index + 1 });
    let has_event = |start: &usize| around.events.iter().any(|event| event.at == *start);
    let unnamed = around.starts.iter().filter(|start| **start < plot.periods && !has_event(start));
    named.chain(unnamed.map(|&start| Upright { x: x(start), text: "", number: 0 })).collect()
}
