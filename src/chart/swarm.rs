//! Dots on one line, moved up and down where they would lie on one another.

/// How far from the line each dot lies, in the order given.
pub struct Swarm {
    pub offsets: Vec<f64>,
    /// Whether no dot had to lie on another.
    pub has_room: bool,
}

impl Swarm {
    /// Sets dots so that no two are nearer than `apart`; equal inputs give equal places.
    ///
    /// `kept_clear` is a place on the line, with the distance that dots keep from it. They take their places from left
    /// to right, each as near to the line as it can, above before below: at steps of `apart` from the line or from what
    /// is kept clear. Where that takes one farther than `reach`, it lies on others at the end of the reach.
    pub fn set(across: &[f64], kept_clear: Option<(f64, f64)>, apart: f64, reach: f64) -> Self {
        let mut order: Vec<_> = (0..across.len()).collect();
        order.sort_by(|&a, &b| across[a].total_cmp(&across[b]));

        let steps = (reach / apart).max(0.0) as u32;
        let beside = kept_clear.map(|(_, least)| least);
        let bases = [Some(0.0), beside].into_iter().flatten();
        let mut heights: Vec<_> =
            bases.flat_map(|base| (0..=steps).map(move |step| base + f64::from(step) * apart)).collect();
        heights.retain(|height| *height <= reach.max(0.0));
        heights.sort_by(f64::total_cmp);
        let heights: Vec<_> = heights.into_iter().flat_map(|height| [-height, height]).collect();
        let mut swarm = Self { offsets: vec![0.0; across.len()], has_room: true };
        let mut placed: Vec<(f64, f64)> = Vec::new();
        for index in order {
            let x = across[index];
            let is_free = |&y: &f64| {
                let near = placed.iter().rev().take_while(|(other, _)| x - other < apart);
                let is_clear = |(other, height): &(f64, f64)| (x - other).hypot(y - height) >= apart * (1.0 - 1e-9);
                near.into_iter().all(is_clear) && kept_clear.is_none_or(|(other, least)| (x - other).hypot(y) >= least)
            };
            let free = heights.iter().copied().find(is_free);
            swarm.has_room &= free.is_some();
            let y = free.unwrap_or(f64::from(steps) * apart);
            swarm.offsets[index] = y;
            placed.push((x, y));
        }
        swarm
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offsets(across: &[f64], kept_clear: Option<(f64, f64)>, reach: f64) -> (Vec<f64>, bool) {
        let swarm = Swarm::set(across, kept_clear, 4.0, reach);
        (swarm.offsets, swarm.has_room)
    }

    #[test]
    fn equal_figures_are_stacked_and_others_stay() {
        assert_eq!(offsets(&[50.0, 10.0, 50.0, 50.0], None, 9.0), (vec![-0.0, -0.0, -4.0, 4.0], true));
    }

    #[test]
    fn dots_keep_clear_of_the_council_itself() {
        assert_eq!(offsets(&[50.0, 60.0], Some((50.0, 7.0)), 9.0), (vec![-7.0, -0.0], true));
    }

    #[test]
    fn what_has_no_room_lies_on_others() {
        assert_eq!(offsets(&[5.0; 4], None, 4.0), (vec![0.0, -4.0, 4.0, 4.0], false));
    }
}
