//! Where the council stands among others: a dot an authority on one scale.

use super::Size;
use super::axis::{Axis, Tick};
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight, width};
use super::frame;
use super::geometry::{Rect, Spot};
use super::marks::{MarkLabel, MarkLabels};
use super::palette::{BAND, BAND_EDGE, PAPER, Palette, QUIET, SOFT, TEXT};
use super::swarm::Swarm;
use super::wrap::{in_one_line, tidy};
use crate::page::chart::{PositionChart, PositionMark};

/// The band of the picture in which the dots lie, in points down.
const LEAST_STRIP: f64 = 24.0;
const STRIP: f64 = 32.0;
const HIGHEST_STRIP: f64 = 46.0;

/// From the axis down to the baseline of the numbers, to that of the council's own label below them, and from there to
/// the foot of the picture.
const NUMBERS_BASELINE: f64 = 13.4;
const OWN_BASELINE: f64 = NUMBERS_BASELINE + LINE_PITCH + 0.6;
const FOOT: f64 = 2.8;

const LEAST_WIDTH: f64 = 180.0;

/// From an end of the axis to the edge of the picture or to a word beside it: room for the council's own dot.
const INSET: f64 = 7.0;

/// Radii in points: of the council's own dot with the paper around it, and of others, the largest that has room.
const OWN_DOT: f64 = 4.2;
const HALO: f64 = 1.0;
const DOTS: [f64; 6] = [2.8, 2.4, 2.0, 1.7, 1.4, 1.1];

/// Between two dots.
const BETWEEN_DOTS: f64 = 0.5;

/// Between two numbers, and how many steps they make at most.
const BETWEEN_NUMBERS: f64 = 8.0;
const MOST_STEPS: usize = 6;

/// Between the tie of the council's label and a number.
const BESIDE_TIE: f64 = 2.0;

/// The share of the picture that the word for the good end may take.
const WIDEST_BETTER: f64 = 0.25;

/// The least length of a scale with two numbers.
const LEAST_SCALE: f64 = 40.0;

/// Marks beside the council and the band that have room for a label.
const MOST_NAMED: usize = 4;

const AXIS: Stroke = Stroke::solid(QUIET, 0.8);
const NAMED: Stroke = Stroke::solid(TEXT, 1.1);
const EDGE: Stroke = Stroke::solid(BAND_EDGE, 0.5);
const TIE: Stroke = Stroke::solid(QUIET, 0.6);

/// Draws the council among other areas as SVG.
///
/// Its own label stands below the scale, those of other marks above. Dots of equal or near figures are stacked. The
/// numbers of the scale need not start at zero, since a dot has no length. Never fails: without any figure the picture
/// says so, and what is no number is not drawn. It needs 180 points across, and down at most 98;
/// [`position_height`] is comfortable.
pub fn position(chart: &PositionChart, size: Size, palette: Palette) -> Drawing {
    let below = OWN_BASELINE + FOOT;
    let mut size = size.at_least(LEAST_WIDTH, LEAST_STRIP + below);
    let marks = Marks::of(chart);
    loop {
        let Some(scale) = Scale::fit(chart, &marks.amounts(), size.width) else {
            return frame::nothing(size);
        };
        let least = MarkLabels::set(marks.labels(chart, &scale), size.width).height + LEAST_STRIP + below;
        if size.height >= least {
            return Layout::new(chart, &marks, scale, size, palette).paint();
        }
        // A higher picture is a wider one, in which labels may take more lines; they have a greatest height.
        size = size.at_least(LEAST_WIDTH, least);
    }
}

/// The height in points of a position chart at reading size, with room for labels of two lines.
pub fn position_height() -> f64 {
    MarkLabels::greatest_height(2) + STRIP + OWN_BASELINE + FOOT
}

/// What can be drawn.
struct Marks<'a> {
    own: Option<&'a PositionMark>,
    others: Vec<f64>,
    named: Vec<&'a PositionMark>,
    band: Option<(f64, f64)>,
}

impl<'a> Marks<'a> {
    fn of(chart: &'a PositionChart) -> Self {
        let is_number = |mark: &&PositionMark| mark.value.is_finite();
        let ends = chart.band.filter(|(a, b)| a.is_finite() && b.is_finite());
        Self {
            own: Some(&chart.own).filter(is_number),
            others: chart.others.iter().copied().filter(|value| value.is_finite()).collect(),
            named: chart.named.iter().filter(is_number).take(MOST_NAMED).collect(),
            band: ends.map(|(a, b)| (a.min(b), a.max(b))),
        }
    }

    fn amounts(&self) -> Vec<f64> {
        let marks = self.own.iter().chain(&self.named).map(|mark| mark.value);
        let ends = self.band.into_iter().flat_map(|(low, high)| [low, high]);
        self.others.iter().copied().chain(marks).chain(ends).collect()
    }

    /// The labels above the scale.
    fn labels(&self, chart: &PositionChart, scale: &Scale) -> Vec<MarkLabel> {
        let named =
            self.named.iter().map(|mark| MarkLabel { words: tidy(&mark.label), x: scale.x(mark.value), colour: TEXT });
        let named: Vec<_> = named.collect();
        let band = self.band.map(|(low, high)| {
            let x = clear_place(scale.x(low), scale.x(high), &named);
            MarkLabel { words: tidy(&chart.band_label), x, colour: SOFT }
        });
        named.into_iter().chain(band).filter(|label| !label.words.is_empty()).collect()
    }
}

/// The place in a band that is farthest from all marks, so that nobody takes the band's label for one of theirs.
fn clear_place(left: f64, right: f64, marks: &[MarkLabel]) -> f64 {
    let places = [0.5, 0.3, 0.7, 0.15, 0.85].map(|share| left + share * (right - left));
    let clearance = |x: f64| marks.iter().map(|mark| (mark.x - x).abs()).fold(right - left, f64::min);
    // of places that are as clear, the first
    places.into_iter().rev().max_by(|a, b| clearance(*a).total_cmp(&clearance(*b))).unwrap_or(left)
}

/// The horizontal scale.
struct Scale {
    axis: Axis,
    left: f64,
    right: f64,
    /// What says where the good figures are, with its place across.
    better: Option<(String, f64)>,
}

impl Scale {
    /// The scale over a width with as many steps as their numbers have room for; none without an amount.
    fn fit(chart: &PositionChart, amounts: &[f64], picture_width: f64) -> Option<Self> {
        let better = in_one_line(&tidy(&chart.better), Weight::Regular, WIDEST_BETTER * picture_width);
        let arrow = if chart.better_is_right { format!("{better} →") } else { format!("← {better}") };
        let taken = width(&arrow, Weight::Regular);
        let (mut left, mut right) = (INSET, picture_width - INSET);
        let better = match (better.is_empty(), chart.better_is_right) {
            (true, _) => None,
            (false, true) => {
                right -= taken;
                Some((arrow, picture_width - taken))
            }
            (false, false) => {
                left += taken;
                Some((arrow, 0.0))
            }
        };

        let with = |steps: usize| {
            let axis = Axis::fit(amounts, &chart.axis, steps)?;
            // so that the outer numbers stand below their ticks
            let half = |tick: Option<&Tick>| tick.map_or(0.0, |tick| width(&tick.label, Weight::Regular) / 2.0);
            let (first, last) = (half(axis.ticks.first()), half(axis.ticks.last()));
            let (left, right) = (left.max(first), right.min(picture_width - last));
            (right - left >= LEAST_SCALE).then(|| Self { axis, left, right, better: better.clone() })
        };
        let has_room = |scale: &Self| {
            let areas: Vec<_> = scale.numbers(0.0, picture_width).iter().map(Text::area).collect();
            areas.windows(2).all(|pair| pair[0].right + BETWEEN_NUMBERS <= pair[1].left)
        };
        (1..=MOST_STEPS).rev().filter_map(with).find(has_room).or_else(|| {
            // not even two numbers have room: the first says where the scale starts
            let mut axis = Axis::fit(amounts, &chart.axis, 1)?;
            axis.ticks.truncate(1);
            Some(Self { axis, left, right, better })
        })
    }

    fn x(&self, amount: f64) -> f64 {
        self.left + (self.right - self.left) * self.axis.share(amount)
    }

    fn numbers(&self, axis: f64, picture_width: f64) -> Vec<Text> {
        let number = |tick: &Tick| {
            let place = Spot::new(self.x(tick.amount), axis + NUMBERS_BASELINE);
            Text::plain(tick.label.clone(), place).centred(0.0, picture_width)
        };
        self.axis.ticks.iter().map(number).collect()
    }
}

/// Everything that is drawn, with its place.
struct Layout {
    size: Size,
    palette: Palette,
    scale: Scale,
    strip: Rect,
    labels: MarkLabels,
    band: Option<Rect>,
    named: Vec<f64>,
    own: Option<Spot>,
    own_label: Option<Text>,
    dots: Vec<Spot>,
    radius: f64,
}

impl Layout {
    fn new(chart: &PositionChart, marks: &Marks<'_>, scale: Scale, size: Size, palette: Palette) -> Self {
        let labels = MarkLabels::set(marks.labels(chart, &scale), size.width);
        let top = labels.height;
        let strip = Rect {
            left: scale.left - INSET + 1.0,
            top,
            right: scale.right + INSET - 1.0,
            bottom: (size.height - OWN_BASELINE - FOOT).min(top + HIGHEST_STRIP),
        };
        let middle = (strip.top + strip.bottom) / 2.0;
        let own = marks.own.map(|own| Spot::new(scale.x(own.value), middle));

        let own_label = own.and_then(|own| {
            let words = in_one_line(&tidy(&chart.own.label), Weight::Bold, size.width);
            let start = Spot::new(own.x, strip.bottom + OWN_BASELINE);
            let text = Text::new(words, start, Weight::Bold, palette.own_words()).centred(0.0, size.width);
            (!text.words.is_empty()).then_some(text)
        });

        let across: Vec<_> = marks.others.iter().map(|&value| scale.x(value)).collect();
        let swarm = |radius: f64| {
            let kept_clear = own.map(|own| (own.x, OWN_DOT + HALO + radius));
            let reach = (strip.bottom - strip.top) / 2.0 - radius - BETWEEN_DOTS;
            (radius, Swarm::set(&across, kept_clear, 2.0 * radius + BETWEEN_DOTS, reach))
        };
        let smallest = DOTS[DOTS.len() - 1];
        let with_room = DOTS.into_iter().map(swarm).find(|(_, swarm)| swarm.has_room);
        let (radius, swarm) = with_room.unwrap_or_else(|| swarm(smallest));
        Self {
            size,
            palette,
            strip,
            labels,
            band: marks.band.map(|(low, high)| Rect { left: scale.x(low), right: scale.x(high), ..strip }),
            named: marks.named.iter().map(|mark| scale.x(mark.value)).collect(),
            own,
            own_label,
            dots: across.iter().zip(swarm.offsets).map(|(&x, y)| Spot::new(x, middle + y)).collect(),
            radius,
            scale,
        }
    }

    /// From back to front: the band, the axis, ties and marks, dots, the council's own, words.
    fn paint(&self) -> Drawing {
        let Self { strip, scale, palette, .. } = self;
        Canvas::paint(self.size, |canvas| {
            if let Some(band) = self.band {
                canvas.fill(band, BAND);
                for x in [band.left, band.right] {
                    canvas.line(Spot::new(x, band.top), Spot::new(x, band.bottom), EDGE);
                }
            }
            canvas.line(Spot::new(strip.left, strip.bottom), Spot::new(strip.right, strip.bottom), AXIS);
            for tick in &scale.axis.ticks {
                let x = scale.x(tick.amount);
                canvas.line(Spot::new(x, strip.bottom), Spot::new(x, strip.bottom + 3.0), AXIS);
            }
            for &[from, to] in &self.labels.ties {
                canvas.line(from, to, TIE);
            }
            for &x in &self.named {
                canvas.line(Spot::new(x, strip.top), Spot::new(x, strip.bottom), NAMED);
            }
            for &dot in &self.dots {
                canvas.disc(dot, self.radius, QUIET);
            }
            let numbers = scale.numbers(strip.bottom, self.size.width);
            if let Some(own) = self.own {
                let foot = Spot::new(own.x, self.foot_of_own_tie(&numbers));
                canvas.line(own, foot, Stroke::solid(palette.own(), 0.9));
                canvas.disc(own, OWN_DOT + HALO, PAPER);
                canvas.disc(own, OWN_DOT, palette.own());
            }
            let better = scale.better.as_ref().map(|(words, left)| {
                let middle = (strip.top + strip.bottom) / 2.0;
                Text::plain(words.clone(), Spot::new(*left, middle + MIDDLE_TO_BASELINE))
            });
            for text in self.labels.texts.iter().chain(&numbers).chain(&better).chain(&self.own_label) {
                canvas.text(text);
            }
        })
    }

    /// Down at the council's label, or at the axis where a number is in the way.
    fn foot_of_own_tie(&self, numbers: &[Text]) -> f64 {
        let x = self.own.map_or(0.0, |own| own.x);
        let is_in_the_way = |area: Rect| area.left - BESIDE_TIE < x && x < area.right + BESIDE_TIE;
        match &self.own_label {
            Some(label) if !numbers.iter().map(Text::area).any(is_in_the_way) => label.area().top - 0.5,
            _ => self.strip.bottom,
        }
    }
}
