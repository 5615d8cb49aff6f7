//! From amounts to lengths of bars, with room left for the words at their ends.

use crate::page::chart::BarChart;

/// From a bar's end, or a line, to the words.
pub const BEFORE_WORDS: f64 = 3.5;

/// Where the figures fill this share of what can exist, as a percentage of 100, a whole width stands for all of it.
const FILLS_ENOUGH: f64 = 0.5;

/// Words stand outside the bars as long as that leaves the bars this share of the length that they could have.
const LONG_ENOUGH: f64 = 0.6;

/// Every bar's amount and the reference as shares of the greatest magnitude, so that no difference can overflow.
pub struct Shares {
    pub bars: Vec<Option<f64>>,
    pub reference: Option<f64>,
    /// The ends of what is drawn; `low <= 0 <= high`, and both are zero where nothing has a length.
    low: f64,
    high: f64,
}

impl Shares {
    pub fn of(chart: &BarChart) -> Self {
        let finite = |value: Option<f64>| value.filter(|number| number.is_finite());
        let bars: Vec<_> = chart.bars.iter().map(|bar| finite(bar.value)).collect();
        let reference = finite(chart.reference.as_ref().map(|reference| reference.value));

        let amounts = || bars.iter().copied().flatten().chain(reference);
        let low = outermost(amounts().fold(0.0, f64::min), chart.axis.least);
        let high = outermost(amounts().fold(0.0, f64::max), chart.axis.greatest);
        let magnitude = high.max(-low).max(f64::MIN_POSITIVE);
        let share = |amount: f64| amount / magnitude;
        Self {
            bars: bars.into_iter().map(|value| value.map(share)).collect(),
            reference: reference.map(share),
            low: share(low),
            high: share(high),
        }
    }

    /// The side on which the words of an amount stand; those without a length stand where the bars are.
    pub fn side(&self, amount: Option<f64>) -> Side {
        match amount.unwrap_or_default() {
            amount if amount > 0.0 => Side::Right,
            amount if amount < 0.0 => Side::Left,
            _ if self.high == 0.0 && self.low < 0.0 => Side::Left,
            _ => Side::Right,
        }
    }
}

/// The end of what can exist where the outermost amount comes near it, else that amount.
fn outermost(amount: f64, possible: Option<f64>) -> f64 {
    let reaches = |end: f64| end.is_finite() && amount != 0.0 && (FILLS_ENOUGH..=1.0).contains(&(amount / end));
    possible.filter(|&end| reaches(end)).unwrap_or(amount)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Words that take room behind the end of a bar.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    pub side: Side,
    /// The bar's share, without sign.
    pub share: f64,
    /// Where the reference lies farther out on the same side: its share. The words may have to give way to it.
    pub beyond: Option<f64>,
    pub width: f64,
}

impl Words {
    fn fit_inside(&self, scale: &Scale) -> bool {
        self.share * scale.length >= self.width + 2.0 * BEFORE_WORDS
    }
}

/// Where amounts come to stand across the picture.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub zero: f64,
    /// Of the greatest magnitude, in points; never negative.
    length: f64,
}

impl Scale {
    /// The longest bars between two edges that leave room for the words: outside the bars, or inside where that would
    /// make the bars too short and `may_be_inside` holds.
    pub fn fit(shares: &Shares, words: &[Words], may_be_inside: bool, left: f64, right: f64) -> Self {
        let with = |outside: &[Words]| Self::beside(shares, outside, left, right);
        let scale = with(words);
        let most = with(&[]);
        if !may_be_inside || scale.length >= LONG_ENOUGH * most.length {
            return scale;
        }

        // every bar that turns out too short for its words shortens all of them
        let mut scale = most;
        loop {
            let (inside, outside): (Vec<_>, Vec<_>) = words.iter().partition(|words| words.fit_inside(&scale));
            let next = with(&outside);
            if inside.iter().all(|words| words.fit_inside(&next)) {
                return next;
            }
            scale = next;
        }
    }

    /// The longest bars with all of the given words outside them.
    fn beside(shares: &Shares, words: &[Words], left: f64, right: f64) -> Self {
        let on_the_left = Demand::all(Side::Left, -shares.low, words);
        let on_the_right = Demand::all(Side::Right, shares.high, words);

        let mut length = f64::INFINITY;
        for a in &on_the_left {
            for b in on_the_right.iter().filter(|b| a.share + b.share > 0.0) {
                length = length.min((right - left - a.fixed - b.fixed) / (a.share + b.share));
            }
        }
        let length = if length.is_finite() { length.max(0.0) } else { 0.0 };
        let reach = on_the_left.iter().map(|demand| demand.share * length + demand.fixed).fold(0.0, f64::max);
        Self { zero: left + reach, length }
    }

    pub fn x(&self, share: f64) -> f64 {
        self.zero + share * self.length
    }
}

/// Room that is asked for on one side of zero: a share of the bars' length, and points that do not change with it.
struct Demand {
    share: f64,
    fixed: f64,
}

impl Demand {
    fn all(side: Side, outermost: f64, words: &[Words]) -> Vec<Self> {
        let mut demands = vec![Self { share: outermost, fixed: 0.0 }];
        for words in words.iter().filter(|words| words.side == side && words.width > 0.0) {
            let fixed = BEFORE_WORDS + words.width;
            demands.push(Self { share: words.beyond.unwrap_or(words.share), fixed });
        }
        demands
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::chart::{AxisFormat, Bar};

    fn shares(values: &[f64], axis: AxisFormat) -> Shares {
        let bar = |&value: &f64| Bar { label: String::new(), value: Some(value), words: String::new() };
        Shares::of(&BarChart { bars: values.iter().map(bar).collect(), reference: None, axis })
    }

    const PERCENT: AxisFormat = AxisFormat { prefix: "", suffix: "%", least: Some(0.0), greatest: Some(100.0) };

    #[test]
    fn a_whole_width_is_all_there_can_be_where_the_bars_come_near_it() {
        let ends = |values: &[f64]| {
            let shares = shares(values, PERCENT);
            (shares.low, shares.high, shares.bars[0])
        };
        assert_eq!(ends(&[80.0, 20.0]), (0.0, 1.0, Some(0.8)));
        assert_eq!(ends(&[8.0, 2.0]), (0.0, 1.0, Some(1.0)));
        assert_eq!(ends(&[0.0, 0.0]), (0.0, 0.0, Some(0.0)));
    }

    #[test]
    fn words_stand_inside_only_where_they_would_take_too_much_of_the_bars() {
        let shares = shares(&[50.0, 100.0], PERCENT);
        let words = |share, width| Words { side: Side::Right, share, beyond: None, width };
        let length = |width| Scale::fit(&shares, &[words(0.5, width), words(1.0, width)], true, 0.0, 200.0).length;
        assert_eq!(length(40.0), 200.0 - 40.0 - BEFORE_WORDS);
        assert_eq!(length(90.0), 200.0);
    }

    #[test]
    fn bars_on_both_sides_share_the_room() {
        let shares = shares(&[-50.0, 100.0], AxisFormat { least: None, ..PERCENT });
        let words = [(Side::Left, 0.5), (Side::Right, 1.0)];
        let words = words.map(|(side, share)| Words { side, share, beyond: None, width: 21.5 });
        let scale = Scale::fit(&shares, &words, false, 0.0, 200.0);
        assert_eq!((scale.zero, scale.length), (75.0, 100.0));
    }
}
