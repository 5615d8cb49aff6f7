//! Heights in charts that have no numbers beside them.

use super::geometry::{Rect, Spot};

/// From the lowest amount to the highest, drawn into a part of the picture over equally spaced periods.
pub struct Scale {
    pub area: Rect,
    low: f64,
    high: f64,
    periods: usize,
}

impl Scale {
    /// Covers all amounts and at least so much; what is added stays within the possible where there is room. `None` without an amount.
    pub fn fit(
        amounts: &[f64],
        least_span: f64,
        possible: (Option<f64>, Option<f64>),
        area: Rect,
        periods: usize,
    ) -> Option<Self> {
        let mut low = amounts.iter().copied().reduce(f64::min)?;
        let mut high = amounts.iter().copied().reduce(f64::max)?;
        let missing = least_span - (high - low);
        if missing > 0.0 && missing.is_finite() {
            let least = possible.0.filter(|it| it.is_finite()).unwrap_or(f64::MIN).min(low);
            let greatest = possible.1.filter(|it| it.is_finite()).unwrap_or(f64::MAX).max(high);
            let below = (missing / 2.0).max(missing - (greatest - high)).min(low - least);
            (low, high) = (low - below, (high + missing - below).min(greatest));
        }
        Some(Self { area, low, high, periods })
    }

    /// From one period to the next.
    pub fn pitch(&self) -> f64 {
        (self.area.right - self.area.left) / self.periods.saturating_sub(1).max(1) as f64
    }

    /// The last period stands at the right end.
    pub fn x(&self, period: usize) -> f64 {
        self.area.right - self.pitch() * self.periods.saturating_sub(period + 1) as f64
    }

    /// Equal amounts lie in the middle.
    pub fn y(&self, amount: f64) -> f64 {
        let (span, above) = (self.high / 2.0 - self.low / 2.0, amount / 2.0 - self.low / 2.0);
        let share = if span > 0.0 { (above / span).clamp(0.0, 1.0) } else { 0.5 };
        self.area.bottom - (self.area.bottom - self.area.top) * share
    }

    pub fn spots(&self, first: usize, amounts: &[f64]) -> Vec<Spot> {
        amounts.iter().enumerate().map(|(n, &amount)| Spot::new(self.x(first + n), self.y(amount))).collect()
    }

    /// A stretch in steps: each level begins halfway from the period before.
    pub fn steps(&self, first: usize, amounts: &[f64]) -> Vec<Spot> {
        let (half, Rect { left, right, .. }) = (self.pitch() / 2.0, self.area);
        let mut spots: Vec<Spot> = Vec::new();
        for (n, &amount) in amounts.iter().enumerate() {
            let (x, y) = (self.x(first + n), self.y(amount));
            let (from, to) = (Spot::new((x - half).max(left), y), Spot::new((x + half).min(right), y));
            // A level that goes on is one line, so that its dashes do not start anew with every period.
            match spots.last_mut() {
                Some(last) if last.y == y => *last = to,
                _ => spots.extend([from, to]),
            }
        }
        spots
    }

    /// The width of some periods, each from halfway to halfway.
    pub fn across(&self, first: usize, last: usize) -> (f64, f64) {
        let half = self.pitch() / 2.0;
        ((self.x(first) - half).max(self.area.left - half), (self.x(last) + half).min(self.area.right + half))
    }
}
