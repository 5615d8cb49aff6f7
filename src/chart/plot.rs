//! Where figures come to stand in the picture.

use super::axis::Axis;
use super::geometry::{Rect, Spot};

/// From the edge of the plot to the first and from the last period, in points: room for a disc.
const INSET: f64 = 6.0;

/// The part of the picture in which figures are drawn. It has at least one period.
pub struct Plot {
    pub area: Rect,
    pub axis: Axis,
    pub periods: usize,
}

impl Plot {
    /// From one period to the next, in points.
    pub fn pitch(&self) -> f64 {
        match self.periods {
            0 | 1 => self.area.right - self.area.left,
            periods => (self.area.right - self.area.left - 2.0 * INSET) / (periods - 1) as f64,
        }
    }

    /// A single period stands at the right, beside its label.
    pub fn x(&self, period: usize) -> f64 {
        self.area.right - INSET - self.pitch() * (self.periods.saturating_sub(period + 1)) as f64
    }

    pub fn y(&self, amount: f64) -> f64 {
        self.area.bottom - (self.area.bottom - self.area.top) * self.axis.share(amount)
    }

    pub fn spot(&self, period: usize, amount: f64) -> Spot {
        Spot::new(self.x(period), self.y(amount))
    }

    /// The places of a stretch of neighbouring periods.
    pub fn spots(&self, first: usize, amounts: &[f64]) -> Vec<Spot> {
        amounts.iter().enumerate().map(|(offset, &amount)| self.spot(first + offset, amount)).collect()
    }

    /// The places of a stretch drawn in steps: level over each period, from halfway to halfway, and to the edges.
    pub fn steps(&self, first: usize, amounts: &[f64]) -> Vec<Spot> {
        let half = self.pitch() / 2.0;
        let level = |(offset, &amount): (usize, &f64)| {
            let period = first + offset;
            let Spot { x, y } = self.spot(period, amount);
            let from = if period == 0 { self.area.left } else { x - half };
            let to = if period + 1 == self.periods { self.area.right } else { x + half };
            [Spot::new(from, y), Spot::new(to, y)]
        };
        let mut spots: Vec<_> = amounts.iter().enumerate().flat_map(level).collect();
        // a level that goes on is one line, so that its dashes do not start anew with every period
        spots.dedup();
        let is_corner = |three: &[Spot]| three[0].y != three[1].y || three[1].y != three[2].y;
        let corners: Vec<_> = spots.windows(3).filter(|three| is_corner(three)).map(|three| three[1]).collect();
        let ends = (spots.first().copied(), spots.last().copied());
        ends.0.into_iter().chain(corners).chain(ends.1).collect()
    }
}
