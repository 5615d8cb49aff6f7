//! One of many small charts: a line with its first and its last figure, and no axis.

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::face::{TEXT_SIZE, Weight};
use super::figures::{Own, Values, drawable, drawable_band, stretches};
use super::frame;
use super::geometry::{Rect, Spot};
use super::palette::{ABNORMAL, NORMAL, Palette, SOFT, TEXT};
use super::rated;
use super::scale::Scale;
use super::sparkline::draw_line;
use super::wrap::{in_one_line, tidy};
use crate::model::RatingLooks;
use crate::page::chart::{LatestFigure, Mark, SmallChart};

/// The least size of a picture, in points.
const LEAST_WIDTH: f64 = 90.0;
const LEAST_HEIGHT: f64 = 38.0;

/// The size of the last figure, and its share of the width at most; so for the first.
const LATEST_SIZE: f64 = 13.0;
const WIDEST: f64 = 0.5;

/// Around the line, in points: room for a disc, and above it and below for the first figure.
const LEFT: f64 = 3.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 6.0;

/// From the last figure's place to its words, and from those to the edge.
const TO_LATEST: f64 = 6.0;
const EDGE: f64 = 1.0;

/// Between the first figure and the line.
const OFF_LINE: f64 = 1.0;

/// Places that are tried for the first figure: so many steps of three points, each at so many heights.
const STEPS_ACROSS: u32 = 8;
const STEPS_DOWN: u32 = 24;

const LATEST_DISC: f64 = 2.8;
const LONELY_DISC: f64 = 1.5;
const LINE: f64 = 1.6;
const OUTLINE: f64 = 1.3;
const TARGET: Stroke = Stroke::solid(TEXT, 0.9).dashed(3.5, 2.5);

/// Draws a small chart.
///
/// Never fails: without any figure it says so, and words that have no room are cut or, of the first figure, left out. It needs 90 points across
/// and 38 down.
pub fn small(chart: &SmallChart, size: Size, palette: Palette, looks: &RatingLooks) -> Drawing {
    let size = size.at_least(LEAST_WIDTH, LEAST_HEIGHT);
    let frame = Rect { left: 0.0, top: 0.0, right: size.width, bottom: size.height };
    let layout = Placed::new(chart, frame, LATEST_SIZE, looks);
    layout.map_or_else(
        || frame::nothing(size),
        |placed| Canvas::paint(size, |canvas| placed.draw(canvas, chart, palette, looks)),
    )
}

/// A small chart in its part of a picture.
pub struct Placed<'a> {
    frame: Rect,
    own: Own,
    /// Up to the latest figure, beside whose words no line may run.
    target: Values,
    band: Vec<Option<(f64, f64)>>,
    scale: Scale,
    latest: Option<(&'a LatestFigure, Spot)>,
    texts: Vec<Text>,
}

impl<'a> Placed<'a> {
    /// `latest_size` is that of the last figure's words. None where there is nothing to draw.
    pub fn new(chart: &'a SmallChart, frame: Rect, latest_size: f64, looks: &RatingLooks) -> Option<Self> {
        let width = frame.right - frame.left;
        let periods = chart.points.len();
        let own = Own::of(&chart.points, periods);
        let (end, _) = own.latest()?;
        let until = |at: usize| at <= end;
        let target = drawable(chart.target.iter().enumerate().map(|(at, it)| it.filter(|_| until(at))), periods);
        let band = drawable_band(chart.band.iter().enumerate().map(|(at, it)| it.filter(|_| until(at))), periods);
        let ends = band.iter().flatten().flat_map(|&(low, high)| [low, high]);
        let amounts: Vec<f64> = own.values.iter().chain(&target).copied().flatten().chain(ends).collect();

        let latest = chart.latest.as_ref().filter(|latest| own.values.get(latest.at).is_some_and(Option::is_some));
        let words =
            |text: &str, weight, size_of: f64| in_one_line(&tidy(text), weight, WIDEST * width * TEXT_SIZE / size_of);
        let label = latest.map(|latest| {
            let words = words(&latest.label, Weight::Bold, latest_size);
            let ink = rated::ink(latest.rating, looks);
            Text::new(words, Spot::new(0.0, 0.0), Weight::Bold, ink).sized(latest_size)
        });
        let taken = label.as_ref().map_or(0.0, |label| label.width);
        let area = Rect {
            left: frame.left + LEFT,
            top: frame.top + TOP,
            right: frame.right - taken - TO_LATEST - EDGE - 2.0,
            bottom: frame.bottom - BOTTOM,
        };
        let possible = (chart.axis.least, chart.axis.greatest);
        let scale = Scale::fit(&amounts, chart.least_span, possible, area, periods)?;

        let place = |latest: &LatestFigure| {
            let amount = own.values[latest.at].unwrap_or_default();
            Spot::new(scale.x(latest.at), scale.y(amount))
        };
        let latest = latest.map(|latest| (latest, place(latest)));
        let label = label.zip(latest).map(|(mut label, (_, spot))| {
            let (least, most) = (frame.top + 0.75 * latest_size, frame.bottom - 0.25 * latest_size);
            let baseline = (spot.y + 0.34 * latest_size).clamp(least, most);
            label.start = Spot::new(spot.x + TO_LATEST, baseline);
            label
        });
        let mut layout = Self { frame, own, target, band, scale, latest, texts: Vec::new() };
        let first = layout.first(words(&chart.first, Weight::Regular, TEXT_SIZE), label.as_ref());
        layout.texts = label.into_iter().chain(first).filter(|text| !text.words.is_empty()).collect();
        Some(layout)
    }

    /// The first figure as near to the line's beginning as it stands on nothing; none where there is no such place.
    fn first(&self, words: String, latest: Option<&Text>) -> Option<Text> {
        let Self { own, scale, frame, .. } = self;
        let (at, amount) = own.values.iter().enumerate().find_map(|(at, value)| Some((at, (*value)?)))?;
        let text = Text::new(words, Spot::new((scale.x(at) - 2.0).max(frame.left), 0.0), Weight::Regular, SOFT);
        let lines = |stretches: Vec<Vec<Spot>>| -> Vec<[Spot; 2]> {
            let pieces = stretches.into_iter().flat_map(|spots| match spots.as_slice() {
                [alone] => vec![[*alone, *alone]],
                spots => spots.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
            });
            pieces.collect()
        };
        let own_lines = lines(own.stretches().iter().map(|(first, amounts)| scale.spots(*first, amounts)).collect());
        let targets = stretches(&self.target, |_| false);
        let target_lines = lines(targets.iter().map(|(first, amounts)| scale.steps(*first, amounts)).collect());
        let start = Spot::new(scale.x(at), scale.y(amount));
        let height = frame.bottom - frame.top;
        let crosses = |area: Rect, lines: &[[Spot; 2]]| lines.iter().any(|&[from, to]| area.is_crossed_by(from, to));
        let is_free = |text: &Text| {
            let off_latest = latest.is_none_or(|latest| !latest.area().padded(3.0, 0.5).overlaps(&text.area()));
            let disc = self.latest.is_none_or(|(_, spot)| !Rect::around(spot, LATEST_DISC).overlaps(&text.area()));
            off_latest
                && disc
                && frame.encloses(&text.area())
                && !crosses(text.area().padded(OFF_LINE, 1.5), &own_lines)
        };
        // How far from the line's beginning it would stand; to stand on the target is worse than anything else.
        let cost = |text: &Text| {
            let area = text.area();
            let (across, down) = (text.start.x - start.x, (area.top - start.y).max(start.y - area.bottom).max(0.0));
            across.max(0.0) + down + if crosses(area.padded(1.0, 0.0), &target_lines) { height } else { 0.0 }
        };
        let places = (0..=STEPS_ACROSS).flat_map(|across| (0..=STEPS_DOWN).map(move |down| (across, down)));
        let placed = places.map(|(across, down)| {
            let x = text.start.x + 3.0 * f64::from(across);
            let down = (height - TEXT_SIZE) * f64::from(down) / f64::from(STEPS_DOWN);
            let baseline = frame.top + 0.75 * TEXT_SIZE + down;
            Text { start: Spot::new(x, baseline), ..text.clone() }
        });
        placed.filter(is_free).min_by(|one, other| cost(one).total_cmp(&cost(other)))
    }

    /// From back to front: grounds, target, the line, words.
    pub fn draw(&self, canvas: &Canvas<'_>, chart: &SmallChart, palette: Palette, looks: &RatingLooks) {
        let Self { frame, own, scale, .. } = self;
        let periods = chart.points.len();
        for &(first, last) in chart.abnormal.iter().filter(|(first, last)| first <= last && *last < periods) {
            let (left, right) = scale.across(first, last);
            let (top, bottom) = (frame.top + 3.0, frame.bottom - 3.0);
            let right = right.min(frame.right - frame::ROUNDING);
            canvas.fill(Rect { left: left.max(frame.left), top, right, bottom }, ABNORMAL);
        }
        for (first, ends) in stretches(&self.band, |_| false) {
            let (lows, highs): (Vec<f64>, Vec<f64>) = ends.into_iter().unzip();
            let edge = |amounts: &[f64]| scale.steps(first, amounts);
            let corners: Vec<_> = edge(&lows).into_iter().chain(edge(&highs).into_iter().rev()).collect();
            canvas.shape(&corners, NORMAL);
        }
        for (first, amounts) in stretches(&self.target, |_| false) {
            canvas.path(&scale.steps(first, &amounts), TARGET);
        }
        draw_line(canvas, own, scale, Stroke::solid(palette.own(), LINE), LONELY_DISC);
        if let Some((latest, spot)) = self.latest {
            draw_latest(canvas, spot, LATEST_DISC, own.marks[latest.at], rated::disc(latest.rating, looks));
        }
        for text in &self.texts {
            canvas.text(text);
        }
    }
}

/// The disc of the last figure, hollow where that is not settled.
pub fn draw_latest(canvas: &Canvas<'_>, spot: Spot, radius: f64, mark: Mark, colour: plotters::style::RGBColor) {
    match mark {
        Mark::Unsettled => canvas.hollow_disc(spot, radius - OUTLINE / 2.0, Stroke::solid(colour, OUTLINE)),
        Mark::Plain | Mark::Revised | Mark::Break | Mark::Suppressed => canvas.disc(spot, radius, colour),
    }
}
