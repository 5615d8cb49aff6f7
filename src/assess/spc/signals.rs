//! The four signs of a special cause.

use crate::model::{Polarity, SpcRules, TwoOfThree};

use super::Mean;

/// Up or down, high or low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Above the mean, or rising.
    Up,
    /// Below the mean, or falling.
    Down,
}

/// Why a figure lies where it lies. Where several signs hold, the first in this order gives the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Strictly beyond a process limit.
    Outside(Way),
    /// In a run of rising or of falling figures.
    Trend(Way),
    /// Near a limit, with another of three consecutive figures.
    TwoOfThree(Way),
    /// In a run of figures on one side of the mean.
    Shift(Way),
    /// Chance explains it.
    Common,
}

/// What a figure says, in the light of which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Nothing: chance explains it.
    Common,
    /// A special cause for the better.
    Improvement(Way),
    /// A special cause for the worse.
    Concern(Way),
    /// A special cause where neither way is better.
    Neutral(Way),
}

/// What a cause says. A measure that should stay near its target has no better way.
pub fn signal(cause: Cause, polarity: Polarity) -> Signal {
    let way = match cause {
        Cause::Common => return Signal::Common,
        Cause::Outside(way) | Cause::Trend(way) | Cause::TwoOfThree(way) | Cause::Shift(way) => way,
    };
    match (polarity, way) {
        (Polarity::HigherIsBetter, Way::Up) | (Polarity::LowerIsBetter, Way::Down) => Signal::Improvement(way),
        (Polarity::HigherIsBetter, Way::Down) | (Polarity::LowerIsBetter, Way::Up) => Signal::Concern(way),
        (Polarity::NearTarget | Polarity::Neither, Way::Up | Way::Down) => Signal::Neutral(way),
    }
}

/// The cause of each row of one segment; all common where there is no mean.
pub fn causes(values: &[Option<f64>], mean: Option<&Mean>, rules: &SpcRules) -> Vec<Cause> {
    let Some(mean) = mean else { return vec![Cause::Common; values.len()] };
    let of = |side: fn(&Mean, f64) -> i8| -> Vec<i8> {
        values.iter().map(|value| value.map_or(0, |value| side(mean, value))).collect()
    };
    let sides = of(Mean::side);
    let outside = of(Mean::outside);
    let near = of(Mean::beyond_near);
    let trend = trend(values, rules.trend_points);
    let two_of_three = two_of_three(&sides, &outside, &near, rules.two_of_three);
    let shift = shift(&sides, rules.shift_points);
    type Sign<'a> = (&'a [i8], fn(Way) -> Cause);
    let signs: [Sign<'_>; 4] = [
        (&outside, Cause::Outside),
        (&trend, Cause::Trend),
        (&two_of_three, Cause::TwoOfThree),
        (&shift, Cause::Shift),
    ];
    let cause = |row: usize| {
        let mut named = signs.iter().filter_map(|(sign, name)| Some(name(way(sign[row])?)));
        named.next().unwrap_or(Cause::Common)
    };
    (0..values.len()).map(cause).collect()
}

fn way(sign: i8) -> Option<Way> {
    match sign {
        1 => Some(Way::Up),
        -1 => Some(Way::Down),
        _ => None,
    }
}

/// Rows in a run of strictly rising (1) or falling (−1) figures; a tie and a missing figure end it. A row at the turn of two runs
/// belongs to the later one.
fn trend(values: &[Option<f64>], points: usize) -> Vec<i8> {
    let mut marks = vec![0; values.len()];
    for (start, window) in values.windows(points).enumerate() {
        let steps = |holds: fn(f64, f64) -> bool| {
            window.windows(2).all(|pair| pair[0].zip(pair[1]).is_some_and(|(then, now)| holds(then, now)))
        };
        let sign = i8::from(steps(|then, now| then < now)) - i8::from(steps(|then, now| then > now));
        if sign != 0 {
            marks[start..start + points].fill(sign);
        }
    }
    marks
}

/// Rows beyond a near limit that are one of two or three such in three consecutive rows on one side of the mean.
fn two_of_three(sides: &[i8], outside: &[i8], near: &[i8], rule: TwoOfThree) -> Vec<i8> {
    let counts = |row: usize| match rule {
        TwoOfThree::Package => near[row] != 0 && outside[row] == 0,
        TwoOfThree::Mdc2023 => near[row] != 0,
    };
    let mut marks = vec![0; sides.len()];
    for start in 0..sides.len().saturating_sub(2) {
        let rows = start..start + 3;
        let side = sides[start];
        let together = side != 0 && rows.clone().all(|row| sides[row] == side);
        if together && rows.clone().filter(|row| counts(*row)).count() >= 2 {
            rows.filter(|row| counts(*row)).for_each(|row| marks[row] = side);
        }
    }
    marks
}

/// Rows in a run strictly on one side of the mean; a figure on it and a missing one end the run.
fn shift(sides: &[i8], points: usize) -> Vec<i8> {
    let mut marks = vec![0; sides.len()];
    for (start, window) in sides.windows(points).enumerate() {
        if window[0] != 0 && window.iter().all(|side| *side == window[0]) {
            marks[start..start + points].fill(window[0]);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[i32]) -> Vec<Option<f64>> {
        values.iter().map(|value| Some(f64::from(*value))).collect()
    }

    #[test]
    fn a_turning_point_belongs_to_the_later_trend() {
        let marks = trend(&figures(&[1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]), 7);
        assert_eq!(marks, [1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1]);
        assert_eq!(trend(&figures(&[1, 2, 3, 3, 4, 5, 6, 7]), 7), [0; 8], "a tie ends the run");
        assert_eq!(trend(&figures(&[1, 2, 3, 4, 5, 6]), 6), [1; 6]);
        let mut gap = figures(&[1, 2, 3, 4, 5, 6, 7]);
        gap[3] = None;
        assert_eq!(trend(&gap, 6), [0; 7], "a missing figure ends the run");
    }

    #[test]
    fn six_points_are_a_shift_where_the_rules_say_so() {
        let sides = [1, 1, 1, 1, 1, 1, 0, -1, -1];
        assert_eq!(shift(&sides, 6), [1, 1, 1, 1, 1, 1, 0, 0, 0]);
        assert_eq!(shift(&sides, 7), [0; 9]);
    }

    /// The two readings differ where one of the three is beyond the outer limit.
    #[test]
    fn a_point_outside_counts_towards_two_of_three_by_the_reading_of_2023_alone() {
        let (sides, outside, near) = ([1, 1, 1], [1, 0, 0], [1, 1, 0]);
        assert_eq!(two_of_three(&sides, &outside, &near, TwoOfThree::Package), [0, 0, 0]);
        assert_eq!(two_of_three(&sides, &outside, &near, TwoOfThree::Mdc2023), [1, 1, 0]);
        assert_eq!(two_of_three(&[1, -1, 1], &[0; 3], &[1, 0, 1], TwoOfThree::Mdc2023), [0; 3], "on both sides");
    }

    #[test]
    fn direction_is_the_slope_for_a_trend_and_the_side_for_the_rest() {
        assert_eq!(signal(Cause::Trend(Way::Down), Polarity::LowerIsBetter), Signal::Improvement(Way::Down));
        assert_eq!(signal(Cause::Outside(Way::Up), Polarity::LowerIsBetter), Signal::Concern(Way::Up));
        assert_eq!(signal(Cause::Shift(Way::Up), Polarity::NearTarget), Signal::Neutral(Way::Up));
        // All below the mean of what came before, and rising.
        let mut values = figures(&[50, 52, 50, 52, 50, 52, 50, 52, 50, 52, 50, 52]);
        values.extend(figures(&[1, 2, 3, 4, 5, 6, 7]));
        let rules = SpcRules { baseline: Some(12), screen: false, ..SpcRules::default() };
        let wide = Mean { limits: None, ..super::super::baseline(&values, &rules).unwrap() };
        assert_eq!(causes(&values, Some(&wide), &rules)[12..], [Cause::Trend(Way::Up); 7]);
    }
}
