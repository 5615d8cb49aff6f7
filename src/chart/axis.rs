//! The vertical axis: from where to where, and the numbers beside it.

use super::number::NumberStyle;
use crate::page::chart::AxisFormat;

/// The figures must fill this share of an axis from zero, else the axis starts nearer to them.
const FILLS_ENOUGH: f64 = 0.5;

/// The axis covers at least this share of the greatest amount, so that a change of a trifle stays a trifle.
const LEAST_SPAN: f64 = 0.02;

/// The share of the range that stays free between the foot of an axis above zero and the least figure.
const ROOM_BELOW: f64 = 0.06;

/// A number beside the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub amount: f64,
    pub label: String,
}

/// The vertical axis of a chart; it starts at its lowest tick, and `low < high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<Tick>,
    /// What the reader must know above the axis: that it does not start at zero, or a unit too long for every tick. In
    /// words of different length, the longest first; none where there is nothing to say.
    pub headings: Vec<String>,
}

impl Axis {
    /// The axis that shows all the amounts with at most so many steps; none where there is no amount. There is at least
    /// one, and two where amounts lie on both sides of zero.
    ///
    /// Zero is on it where that leaves the figures half the height. It keeps to the least and the greatest possible
    /// amount, except for a figure that itself lies beyond.
    pub fn fit(amounts: &[f64], format: &AxisFormat, most_steps: usize) -> Option<Self> {
        let range = Range::of(amounts)?;
        let bounds = Range {
            low: format.least.filter(|l| l.is_finite()).unwrap_or(f64::MIN).min(range.low),
            high: format.greatest.filter(|g| g.is_finite()).unwrap_or(f64::MAX).max(range.high),
        };
        let range = range.with_zero_where_cheap(format).not_too_narrow().clear_of_the_foot().within(bounds);
        let are_whole = amounts.iter().all(|amount| amount.fract() == 0.0);
        // one step cannot reach to both sides of zero
        let least_steps = if range.low < 0.0 && range.high > 0.0 { 2 } else { 1 };
        let ticks = ticks(range, bounds, most_steps.max(least_steps) as f64, are_whole);

        let (low, last) = (*ticks.first()?, *ticks.last()?);
        Some(Self {
            low,
            high: last.max(range.high),
            headings: headings(&ticks, format),
            ticks: labelled(&ticks, format),
        })
    }

    /// How far up the axis an amount lies: 0 at the start, 1 at the end.
    pub fn share(&self, amount: f64) -> f64 {
        // halves first: the difference of the two ends may be no number
        let span = self.high / 2.0 - self.low / 2.0;
        ((amount / 2.0 - self.low / 2.0) / span).clamp(0.0, 1.0)
    }
}

/// From one amount to another; `low <= high`.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    fn of(amounts: &[f64]) -> Option<Self> {
        let low = amounts.iter().copied().reduce(f64::min)?;
        let high = amounts.iter().copied().reduce(f64::max)?;
        Some(Self { low, high })
    }

    fn magnitude(self) -> f64 {
        self.low.abs().max(self.high.abs())
    }

    fn with_zero_where_cheap(self, format: &AxisFormat) -> Self {
        let Self { low, high } = self;
        if low == 0.0 && high == 0.0 {
            // nothing but zeros: the axis shows what could have been
            return Self { low, high: format.greatest.filter(|g| g.is_finite() && *g > 0.0).unwrap_or(1.0) };
        }
        let fills = (high - low) / self.magnitude();
        if fills > 0.0 && fills < FILLS_ENOUGH {
            return self;
        }
        Self { low: low.min(0.0), high: high.max(0.0) }
    }

    fn not_too_narrow(self) -> Self {
        let missing = (LEAST_SPAN * self.magnitude() - (self.high - self.low)).max(0.0);
        Self { low: self.low - missing / 2.0, high: self.high + missing / 2.0 }
    }

    /// With room below a range that leaves zero out: its least figure, on the foot of the picture, would look like none.
    fn clear_of_the_foot(self) -> Self {
        let room = if self.low > 0.0 { ROOM_BELOW * (self.high - self.low) } else { 0.0 };
        Self { low: self.low - room, ..self }
    }

    /// The part inside the bounds; where that is a single amount, something above it.
    fn within(self, bounds: Self) -> Self {
        let low = self.low.max(bounds.low);
        let high = self.high.min(bounds.high);
        if low < high { Self { low, high } } else { Self { low, high: low + low.abs().max(1.0) } }
    }
}

/// The amounts to print, from the start of the axis upwards.
///
/// They are multiples of a round step, except that an axis which may go no lower starts exactly there.
fn ticks(range: Range, bounds: Range, most_steps: f64, are_whole: bool) -> Vec<f64> {
    let mut least_step = (range.high / most_steps - range.low / most_steps).max(f64::MIN_POSITIVE);
    if are_whole {
        least_step = least_step.max(1.0);
    }
    let mut step = round_step(least_step);
    // a range that starts between two multiples may take one step more than its length says
    while (range.high / step - 1e-9).ceil() - (range.low / step + 1e-9).floor() > most_steps {
        step = round_step(step * 1.01);
    }

    let first = (range.low / step + 1e-9).floor();
    let steps = ((range.high / step - 1e-9).ceil() - first).clamp(1.0, most_steps) as u32;
    let multiples = (0..=steps).map(|n| (first + f64::from(n)) * step);
    let mut ticks: Vec<f64> =
        multiples.filter(|&t| t >= bounds.low - step * 1e-6 && t <= bounds.high + step * 1e-6).collect();
    if first * step < bounds.low - step * 1e-6 {
        ticks.retain(|tick| tick - range.low > step / 2.0);
        ticks.insert(0, range.low);
    }
    if ticks.is_empty() { vec![range.low] } else { ticks }
}

/// The least of 1, 2, 5, 10, 20, 25, 50, 100 … or their tenths, hundredths … that is not less.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powi(least.log10().floor() as i32);
    let is_whole_quarter = power >= 10.0;
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .filter(|&factor| factor != 2.5 || is_whole_quarter)
        .map(|factor| factor * power)
        .find(|&step| step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Whether a suffix is short enough for every tick: `%`, not ` days`.
fn goes_with_each_tick(suffix: &str) -> bool {
    suffix.chars().count() <= 1
}

fn labelled(amounts: &[f64], format: &AxisFormat) -> Vec<Tick> {
    let style = NumberStyle::for_numbers(amounts, format);
    let suffix = if goes_with_each_tick(format.suffix) { format.suffix } else { "" };
    amounts.iter().map(|&amount| Tick { amount, label: style.write(amount, format, suffix) }).collect()
}

fn headings(amounts: &[f64], format: &AxisFormat) -> Vec<String> {
    let lowest = amounts.first().copied().unwrap_or_default();
    if lowest != 0.0 {
        let style = NumberStyle::for_numbers(amounts, format);
        let with_unit = style.write(lowest, format, format.suffix);
        let without = style.write(lowest, format, if goes_with_each_tick(format.suffix) { format.suffix } else { "" });
        return vec![
            format!("Axis starts at {with_unit}"),
            format!("Axis starts at {without}"),
            format!("From {without}"),
        ];
    }
    if goes_with_each_tick(format.suffix) { Vec::new() } else { vec![format.suffix.trim().to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERCENT: AxisFormat = AxisFormat { prefix: "", suffix: "%", least: Some(0.0), greatest: Some(100.0) };
    const COUNT: AxisFormat = AxisFormat { prefix: "", suffix: "", least: Some(0.0), greatest: None };
    const DAYS: AxisFormat = AxisFormat { prefix: "", suffix: " days", least: None, greatest: None };

    fn labels(amounts: &[f64], format: &AxisFormat) -> Vec<String> {
        let axis = Axis::fit(amounts, format, 4).expect("there are amounts");
        axis.ticks.into_iter().map(|tick| tick.label).collect()
    }

    fn heading_of(amounts: &[f64], format: &AxisFormat) -> Option<String> {
        Axis::fit(amounts, format, 4).expect("there are amounts").headings.first().cloned()
    }

    #[test]
    fn ticks_are_round_numbers_inside_the_possible() {
        assert_eq!(labels(&[50.0, 95.0], &PERCENT), ["40%", "60%", "80%", "100%"]);
        assert_eq!(labels(&[4.0, 31.0], &PERCENT), ["0%", "10%", "20%", "30%", "40%"]);
        assert_eq!(labels(&[99.6, 99.9], &PERCENT), ["98.5%", "99.0%", "99.5%", "100.0%"]);
        assert_eq!(labels(&[0.002, 0.0014], &COUNT), ["0.0012", "0.0014", "0.0016", "0.0018", "0.0020"]);
        assert_eq!(labels(&[1.0, 3.0], &COUNT), ["0", "1", "2", "3"]);
        assert_eq!(labels(&[120_000.0, 20_000.0], &COUNT), ["0", "50k", "100k", "150k"]);
        assert_eq!(labels(&[-20.0, 35.0], &DAYS), ["\u{2212}20", "0", "20", "40"]);
    }

    #[test]
    fn equal_amounts_stand_on_an_axis_from_zero() {
        assert_eq!(labels(&[7.0, 7.0], &COUNT), ["0", "2", "4", "6", "8"]);
        assert_eq!(labels(&[0.0], &PERCENT), ["0%", "25%", "50%", "75%", "100%"]);
        assert_eq!(labels(&[0.0], &COUNT), ["0", "1"]);
    }

    #[test]
    fn an_axis_that_does_not_start_at_zero_says_so() {
        assert_eq!(heading_of(&[50.0, 95.0], &PERCENT).as_deref(), Some("Axis starts at 40%"));
        assert_eq!(heading_of(&[-20.0, 35.0], &DAYS).as_deref(), Some("Axis starts at \u{2212}20 days"));
        assert_eq!(heading_of(&[4.0, 31.0], &DAYS).as_deref(), Some("days"));
        assert_eq!(heading_of(&[4.0, 31.0], &PERCENT), None);
    }

    /// A chart with room for one step went up to 20bn, because no round step reached from -15 to 20.
    #[test]
    fn amounts_on_both_sides_of_zero_have_a_step_on_each() {
        let axis = Axis::fit(&[-15.0, 20.0], &DAYS, 1).expect("there are amounts");
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["\u{2212}20", "0", "20"]);
    }

    #[test]
    fn no_amount_gives_no_axis() {
        assert_eq!(Axis::fit(&[], &COUNT, 4), None);
    }
}
