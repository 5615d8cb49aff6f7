//! Why figures that hardly vary have no limits, so that a paper can say what holds of them and not that something is lacking.

/// How the figures that limits would be made from fail to vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steady {
    /// All are the same.
    Always,
    /// All are the same until the row in which they change, and the same from there on.
    Until(usize),
    /// No two of them stand side by side: there is no moving range.
    Apart,
    /// So many of them differ from the one right before, each by so much that screening takes the difference for a special cause.
    Seldom(usize),
}

impl Steady {
    /// Of a stretch's rows in order, each with its place in the chart; limits are made from its first `baseline` figures, otherwise from all.
    /// `same` is the distance below which two amounts are one.
    pub fn of(rows: &[(usize, Option<f64>)], baseline: Option<usize>, same: f64) -> Self {
        let differ = |one: f64, other: f64| (one - other).abs() > same;
        let figures = rows.iter().filter_map(|(row, value)| Some((*row, (*value)?)));
        let figures: Vec<(usize, f64)> = figures.take(baseline.unwrap_or(usize::MAX)).collect();
        let last = figures.last().map_or(0, |(row, _)| *row);
        let neighbours = rows.windows(2).filter(|pair| pair[1].0 <= last).filter_map(|pair| pair[0].1.zip(pair[1].1));
        let neighbours: Vec<(f64, f64)> = neighbours.collect();
        let changes: Vec<usize> =
            figures.windows(2).filter(|pair| differ(pair[0].1, pair[1].1)).map(|pair| pair[1].0).collect();
        match changes.as_slice() {
            [] => Self::Always,
            _ if neighbours.is_empty() => Self::Apart,
            [once] => Self::Until(*once),
            _ => Self::Seldom(neighbours.iter().filter(|(then, now)| differ(*then, *now)).count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[Option<i32>], baseline: Option<usize>) -> Steady {
        let rows: Vec<(usize, Option<f64>)> = values.iter().map(|value| value.map(f64::from)).enumerate().collect();
        Steady::of(&rows, baseline, 1e-9)
    }

    #[test]
    fn a_series_is_told_by_where_it_changes() {
        let all = |values: &[i32]| of(&values.iter().copied().map(Some).collect::<Vec<_>>(), None);
        assert_eq!(all(&[7; 9]), Steady::Always);
        assert_eq!(all(&[7, 7, 7, 7, 7, 5]), Steady::Until(5));
        assert_eq!(all(&[7, 7, 7, 5, 5, 5]), Steady::Until(3));
        assert_eq!(all(&[7, 7, 7, 5, 7, 7]), Steady::Seldom(2));
    }

    #[test]
    fn a_gap_parts_neighbours_and_changes_across_it_are_seen() {
        assert_eq!(of(&[Some(7), Some(7), None, Some(5), Some(5)], None), Steady::Until(3));
        assert_eq!(of(&[Some(7), None, Some(5), None, Some(6)], None), Steady::Apart);
        assert_eq!(of(&[Some(7), None, Some(7)], None), Steady::Always);
        assert_eq!(of(&[Some(7), Some(7), None, Some(5), Some(5), None, Some(7), Some(7)], None), Steady::Seldom(0));
    }

    #[test]
    fn what_comes_after_a_baseline_changes_nothing() {
        assert_eq!(of(&[Some(7), Some(7), Some(7), Some(5), Some(6)], Some(3)), Steady::Always);
    }
}
