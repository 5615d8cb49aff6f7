//! Places and boxes of the picture, in points from its top left corner, downwards.

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

impl Spot {
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// An upright box; `left <= right` and `top <= bottom`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// The square box around a place.
    pub fn around(centre: Spot, reach: f64) -> Self {
        Self { left: centre.x, top: centre.y, right: centre.x, bottom: centre.y }.padded(reach, reach)
    }

    pub fn padded(self, across: f64, down: f64) -> Self {
        Self { left: self.left - across, top: self.top - down, right: self.right + across, bottom: self.bottom + down }
    }

    /// Whether the boxes share any area; sharing an edge does not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub fn encloses(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Whether the straight line between two places runs through the box (Liang and Barsky).
    pub fn is_crossed_by(&self, from: Spot, to: Spot) -> bool {
        let (run, rise) = (to.x - from.x, to.y - from.y);
        let edges = [
            (-run, from.x - self.left),
            (run, self.right - from.x),
            (-rise, from.y - self.top),
            (rise, self.bottom - from.y),
        ];

        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (speed, room) in edges {
            if speed == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if speed < 0.0 {
                enters = enters.max(room / speed);
            } else {
                leaves = leaves.min(room / speed);
            }
        }
        enters <= leaves
    }
}
