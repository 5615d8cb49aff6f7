//! The chart of an indicator's block: its line among what it is held against, and the strip of ratings on the same x.

use super::Size;
use super::axis::Axis;
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::events::{self, Obstacles, Upright};
use super::face::Weight;
use super::figures::{HistoryFigures, stretches};
use super::frame::{AFTER_NUMBERS, ROUNDING, UPRIGHT, nothing, number_texts, numbers_width, paint_grid};
use super::geometry::{Rect, Spot};
use super::history_words::{end_labels, period_texts};
use super::labels::{LEADER, LabelColumn};
use super::line::{self, Style};
use super::palette::{ABNORMAL, NORMAL, Palette, QUIET, SOFT, drawn};
use super::plot::Plot;
use super::rated;
use super::small::draw_latest;
use super::trend::{BENCHMARKS, TARGET, segments, steps};
use crate::model::{RatingKey, RatingLooks};
use crate::page::chart::{EventMark, HistoryChart};

/// The least size of a picture in points; a label more takes a line more.
const LEAST_WIDTH: f64 = 240.0;
const LEAST_HEIGHT: f64 = 100.0;

/// Steps of the axis at most, and the least height of one.
const MOST_STEPS: usize = 5;
const LEAST_STEP: f64 = 18.0;

/// Above the plot: half a number, or a row of words.
const TOP: f64 = 7.0;
const TOP_WITH_WORDS: f64 = 17.0;
const WORDS_BASELINE: f64 = 11.5;

/// Under the plot: down to the foot of the bars, whose highest is 13 points, and from there or from the axis to the picture's end.
const TO_BARS: f64 = 22.0;
const BELOW_BARS: f64 = 16.6;

/// Whether there is a strip: not where no rating judges a figure.
fn has_bars(chart: &HistoryChart) -> bool {
    chart.ratings.iter().take(chart.points.len()).any(|rating| rated::judges(*rating))
}

/// From the foot of the plot to that of the bars.
fn to_bars(chart: &HistoryChart) -> f64 {
    if has_bars(chart) { TO_BARS } else { 0.0 }
}

/// Labels and leaders at the right; the plots of a page end at the same place as long as no label is wider than this share.
const LABELS: f64 = 0.237;
const LEADERS: f64 = 12.0;

/// Kept whatever the width of numbers and labels.
const LEAST_PLOT_WIDTH: f64 = 40.0;

/// How far under the axis a label may reach, clear of the bars' own.
const LABELS_BELOW_AXIS: f64 = 6.0;

/// Between two bars, and the widest of them.
const BETWEEN_BARS: f64 = 1.4;
const WIDEST_BAR: f64 = 16.0;

const LATEST_DISC: f64 = 3.4;
const FOOT: Stroke = Stroke::solid(QUIET, 0.7);
const FLOOR_WIDTH: f64 = 1.0;

/// Draws the chart of a block.
///
/// The axis has few round numbers, and a break mark at its foot where that is not nought. Lines that end alike share a label. Never fails: without any
/// figure the picture says so, and a label that has no room is cut before its figure. It needs 240 points across, and down 100 or 12.4 for each
/// label and 33 more, whichever is more.
pub fn history(chart: &HistoryChart, size: Size, palette: Palette, looks: &RatingLooks) -> Drawing {
    let figures = HistoryFigures::of(chart);
    let size = size.at_least(LEAST_WIDTH, LEAST_HEIGHT);
    let Some(fitted) = axis(chart, &figures, size) else { return nothing(size) };
    let labels = end_labels(chart, &figures, &plot(chart, fitted, size), looks);
    let least = LabelColumn::least_height(&labels) + TO_BARS + BELOW_BARS - LABELS_BELOW_AXIS;
    let size = size.at_least(LEAST_WIDTH, least.max(LEAST_HEIGHT));
    match axis(chart, &figures, size) {
        Some(axis) => Layout::new(chart, figures, axis, size, looks).paint(palette),
        None => nothing(size),
    }
}

/// The axis over all amounts, or over as much as it has to cover at least.
fn axis(chart: &HistoryChart, figures: &HistoryFigures, size: Size) -> Option<Axis> {
    let mut amounts = figures.all();
    let low = amounts.iter().copied().reduce(f64::min)?;
    let high = amounts.iter().copied().reduce(f64::max)?;
    let missing = chart.least_span - (high - low);
    if missing > 0.0 && missing.is_finite() {
        let least = chart.axis.least.filter(|it| it.is_finite()).unwrap_or(f64::MIN).min(low);
        let greatest = chart.axis.greatest.filter(|it| it.is_finite()).unwrap_or(f64::MAX).max(high);
        let below = (missing / 2.0).max(missing - (greatest - high)).min(low - least);
        amounts.extend([low - below, (high + missing - below).min(greatest)]);
    }
    let steps = ((size.height - TOP_WITH_WORDS - TO_BARS - BELOW_BARS) / LEAST_STEP) as usize;
    Axis::fit(&amounts, &chart.axis, steps.clamp(1, MOST_STEPS))
}

/// The plot as wide as the picture; its right edge waits for the labels.
fn plot(chart: &HistoryChart, axis: Axis, size: Size) -> Plot {
    let has_words = !chart.spans.is_empty() || !chart.events.is_empty();
    let area = Rect {
        left: numbers_width(&axis) + AFTER_NUMBERS + 2.0,
        top: if has_words { TOP_WITH_WORDS } else { TOP },
        right: size.width,
        bottom: size.height - to_bars(chart) - BELOW_BARS,
    };
    Plot { area, axis, periods: chart.points.len() }
}

struct Layout<'a> {
    chart: &'a HistoryChart,
    looks: &'a RatingLooks,
    size: Size,
    figures: HistoryFigures,
    plot: Plot,
    /// Left and right end of each span.
    spans: Vec<(f64, f64)>,
    uprights: Vec<[Spot; 2]>,
    event_words: Vec<Text>,
    leaders: Vec<Vec<Spot>>,
    texts: Vec<Text>,
}

impl<'a> Layout<'a> {
    fn new(chart: &'a HistoryChart, figures: HistoryFigures, axis: Axis, size: Size, looks: &'a RatingLooks) -> Self {
        let mut plot = plot(chart, axis, size);
        let lowest = plot.area.bottom + LABELS_BELOW_AXIS;
        let column = LabelColumn::set(end_labels(chart, &figures, &plot, looks), size.width, 0.0, lowest);
        let room = column.width.max(LABELS * size.width).min(size.width - plot.area.left - LEADERS - LEAST_PLOT_WIDTH);
        let label_left = size.width - room.max(column.width) - ROUNDING;
        plot.area.right = (label_left - LEADERS).max(plot.area.left + LEAST_PLOT_WIDTH);

        let edge = plot.area.right + 1.0;
        let leaders = column.leaders(|_| edge, edge, label_left - 2.0);
        let mut texts = number_texts(&plot);
        texts.extend(column.texts(label_left));
        let bars = plot.area.bottom + TO_BARS;
        if has_bars(chart) {
            let label =
                Text::new(chart.ratings_label.clone(), Spot::new(label_left, bars - 1.0), Weight::Regular, SOFT);
            texts.extend(Some(label).filter(|label| label.start.x + label.width <= size.width));
        }
        texts.extend(period_texts(&chart.periods, &plot, size));

        let periods = chart.points.len();
        let is_there = |first: usize, last: usize| first <= last && last < periods;
        let across = |first: usize, last: usize| {
            let half = plot.pitch() / 2.0;
            ((plot.x(first) - half).max(plot.area.left), (plot.x(last) + half).min(plot.area.right))
        };
        let shown = chart.spans.iter().filter(|span| is_there(span.first, span.last));
        let spans: Vec<_> = shown.clone().map(|span| across(span.first, span.last)).collect();
        let named_spans = shown.zip(&spans).map(|(span, (left, right))| ((left + right) / 2.0, span.text.as_str()));
        let events: Vec<&EventMark> = chart.events.iter().filter(|event| event.at < periods).collect();
        let named_events = events.iter().map(|event| (plot.x(event.at), event.text.as_str()));
        // A number in a word's place would be explained nowhere.
        let named: Vec<_> = named_spans.chain(named_events).map(|(x, text)| Upright { x, text, number: 0 }).collect();
        let obstacles = Obstacles {
            words: texts.iter().map(Text::area).collect(),
            points: line::point_boxes(&figures.own, &plot, &style(Palette::default())),
            lines: pieces(&figures, &plot).into_iter().chain(leaders.iter().flat_map(|tie| segments(tie))).collect(),
            frame: Rect { left: 0.0, top: 0.0, right: size.width, bottom: plot.area.bottom },
        };
        let event_words = events::words(&named, plot.area, WORDS_BASELINE, obstacles);
        let uprights = events.iter().map(|event| events::line(plot.x(event.at), plot.area)).collect();
        Self { chart, looks, size, figures, spans, uprights, event_words, leaders, texts, plot }
    }

    /// From back to front: grounds, grid, what the line is held against, the line, bars, words.
    fn paint(&self, palette: Palette) -> Drawing {
        let Self { looks, figures, plot, .. } = self;
        Canvas::paint(self.size, |canvas| {
            self.paint_grounds(canvas);
            paint_grid(canvas, plot, &[]);
            for &[top, bottom] in &self.uprights {
                canvas.line(top, bottom, UPRIGHT);
            }
            for word in &self.event_words {
                if word.start.y > plot.area.top {
                    canvas.blank(word.area());
                }
            }
            for leader in &self.leaders {
                canvas.path(leader, LEADER);
            }
            self.paint_references(canvas);
            line::draw(canvas, &figures.own, plot, &style(palette));
            if let Some((at, rating, spot)) = self.latest() {
                draw_latest(canvas, spot, LATEST_DISC, figures.own.marks[at], rated::disc(rating, looks));
            }
            self.paint_foot(canvas);
            self.paint_bars(canvas);
            for text in self.texts.iter().chain(&self.event_words) {
                canvas.text(text);
            }
        })
    }

    fn latest(&self) -> Option<(usize, RatingKey, Spot)> {
        let latest = self.chart.latest.as_ref()?;
        let amount = (*self.figures.own.values.get(latest.at)?)?;
        Some((latest.at, latest.rating, self.plot.spot(latest.at, amount)))
    }

    fn paint_grounds(&self, canvas: &Canvas<'_>) {
        let Self { figures, plot, .. } = self;
        for &(left, right) in &self.spans {
            canvas.fill(Rect { left, right, ..plot.area }, ABNORMAL);
        }
        if let Some(it) = figures.normal {
            let ends = [it.low, it.high].map(|amount| plot.steps(it.first, &vec![amount; it.last - it.first + 1]));
            let corners: Vec<_> = ends[0].iter().chain(ends[1].iter().rev()).copied().collect();
            canvas.shape(&corners, NORMAL);
        }
        let is_green = self.chart.band.as_ref().is_some_and(|band| band.is_green);
        let ground = if is_green { drawn(self.looks.of(RatingKey::Green).tint) } else { NORMAL };
        for (first, ends) in stretches(&figures.band, |_| false) {
            let (lows, highs): (Vec<f64>, Vec<f64>) = ends.into_iter().unzip();
            let edges = [plot.steps(first, &lows), plot.steps(first, &highs)];
            let corners: Vec<_> = edges[0].iter().chain(edges[1].iter().rev()).copied().collect();
            canvas.shape(&corners, ground);
        }
    }

    fn paint_references(&self, canvas: &Canvas<'_>) {
        let Self { figures, plot, looks, .. } = self;
        for (values, style) in figures.benchmarks.iter().zip(&BENCHMARKS) {
            for spots in steps(values, plot) {
                canvas.path(&spots, style.stroke);
            }
        }
        for spots in steps(&figures.target, plot) {
            canvas.path(&spots, TARGET);
        }
        let floor = Stroke::solid(rated::ink(RatingKey::Breach, looks), FLOOR_WIDTH);
        for spots in steps(&figures.floor, plot) {
            canvas.path(&spots, floor);
        }
    }

    /// Two slanted strokes where the axis does not start at nought.
    fn paint_foot(&self, canvas: &Canvas<'_>) {
        let Plot { area, axis, .. } = &self.plot;
        if axis.low <= 0.0 && axis.high >= 0.0 {
            return;
        }
        for up in [2.0, 5.0] {
            let foot = Spot::new(area.left - 3.0, area.bottom - up);
            canvas.line(foot, Spot::new(foot.x + 5.0, foot.y - 4.0), FOOT);
        }
    }

    fn paint_bars(&self, canvas: &Canvas<'_>) {
        let Self { chart, plot, looks, .. } = self;
        let foot = plot.area.bottom + to_bars(chart);
        let half = (plot.pitch() - BETWEEN_BARS).clamp(0.4, WIDEST_BAR) / 2.0;
        let bars = chart.ratings.iter().enumerate().take(plot.periods).filter(|_| has_bars(chart));
        for (period, rating) in bars {
            let (height, colour) = rated::bar(*rating, looks);
            let x = plot.x(period);
            canvas.fill(Rect { left: x - half, top: foot - height, right: x + half, bottom: foot }, colour);
        }
        if has_bars(chart) {
            canvas.line(Spot::new(plot.area.left, foot + 0.4), Spot::new(plot.area.right, foot + 0.4), FOOT);
        }
        for period in chart.periods.iter().filter(|period| period.at < plot.periods) {
            let x = plot.x(period.at);
            canvas.line(Spot::new(x, foot + 0.4), Spot::new(x, foot + 3.4), FOOT);
        }
    }
}

/// All lines as pieces from place to place, for what must not stand on them.
fn pieces(figures: &HistoryFigures, plot: &Plot) -> Vec<[Spot; 2]> {
    let others = [&figures.target, &figures.floor].into_iter().chain(&figures.benchmarks);
    let others = others.flat_map(|values| steps(values, plot)).flat_map(|spots| segments(&spots));
    others.chain(line::segments(&figures.own, plot)).collect()
}

fn style(palette: Palette) -> Style {
    let least_pitch = f64::INFINITY;
    Style { colour: palette.own(), width: 1.9, dense_width: 1.9, disc: 2.1, latest: 2.1, least_pitch }
}
