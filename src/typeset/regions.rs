//! Which parts of two pictures differ.
//!
//! Pixels are compared exactly. The same program renders the same page to the same bytes, so no tolerance is needed and none can hide a
//! hairline. Squares of 8 pixels are joined to regions, so that a word is one outline.

/// A part of a picture in pixels; right and bottom lie just outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// The first row.
    pub top: u32,
    /// The first column.
    pub left: u32,
    /// The row after the last.
    pub bottom: u32,
    /// The column after the last.
    pub right: u32,
}

/// Pixels and regions nearer than this are one region.
const NEAR: u32 = 8;

impl Region {
    fn joined(self, other: Self) -> Self {
        Self {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// Whether less than [`NEAR`] lies between two regions.
    fn is_near(self, other: Self) -> bool {
        let near = |end: u32, start: u32| start < end.saturating_add(NEAR);
        near(self.bottom, other.top)
            && near(other.bottom, self.top)
            && near(self.right, other.left)
            && near(other.right, self.left)
    }
}

/// The regions in which pixels differ, from top to bottom; none is near another.
pub fn regions(width: u32, height: u32, differs: impl Fn(u32, u32) -> bool) -> Vec<Region> {
    let columns = width.div_ceil(NEAR);
    let mut found: Vec<Region> = Vec::new();
    // Row by row of squares, so that what belongs together is joined while it is still small.
    for row in 0..height.div_ceil(NEAR) {
        let mut run: Option<Region> = None;
        for column in 0..columns {
            match (square(row, column, width, height, &differs), run) {
                (Some(square), Some(open)) if open.is_near(square) => run = Some(open.joined(square)),
                (Some(square), open) => {
                    found.extend(open);
                    run = Some(square);
                }
                (None, _) => {}
            }
        }
        found.extend(run);
        join(&mut found);
    }
    found.sort_unstable();
    found
}

/// What differs in a square of the grid.
fn square(row: u32, column: u32, width: u32, height: u32, differs: &impl Fn(u32, u32) -> bool) -> Option<Region> {
    let mut found: Option<Region> = None;
    for y in row * NEAR..(row * NEAR + NEAR).min(height) {
        for x in column * NEAR..(column * NEAR + NEAR).min(width) {
            if differs(x, y) {
                let pixel = Region { top: y, left: x, bottom: y + 1, right: x + 1 };
                found = Some(found.map_or(pixel, |found| found.joined(pixel)));
            }
        }
    }
    found
}

/// Joins what is near until nothing is: a joined region may be near to others.
fn join(regions: &mut Vec<Region>) {
    let mut at = 0;
    while at < regions.len() {
        match (at + 1..regions.len()).find(|other| regions[at].is_near(regions[*other])) {
            Some(other) => {
                regions[at] = regions[at].joined(regions[other]);
                regions.swap_remove(other);
                at = 0;
            }
            None => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_near_is_one_region_and_what_is_far_is_two() {
        let two = |gap: u32| regions(100, 20, |x, y| y == 3 && (x == 10 || x == 10 + gap));
        assert_eq!(two(NEAR), [Region { top: 3, left: 10, bottom: 4, right: 11 + NEAR }]);
        assert_eq!(two(NEAR + 1).len(), 2);
        assert_eq!(regions(100, 20, |_, _| false), []);
    }

    proptest! {
        /// No difference is left out, none is made up, and no two outlines run into one another.
        #[test]
        fn every_pixel_that_differs_lies_in_one_region(pixels in prop::collection::vec((0u32..150, 0u32..90), 0..40)) {
            let found = regions(150, 90, |x, y| pixels.contains(&(x, y)));
            let holds = |region: &Region, (x, y): (u32, u32)| {
                (region.left..region.right).contains(&x) && (region.top..region.bottom).contains(&y)
            };
            for pixel in &pixels {
                prop_assert_eq!(found.iter().filter(|region| holds(region, *pixel)).count(), 1);
            }
            for (i, region) in found.iter().enumerate() {
                prop_assert!(pixels.iter().any(|pixel| holds(region, *pixel)));
                prop_assert!(found[i + 1..].iter().all(|other| !region.is_near(*other)));
            }
        }
    }
}
