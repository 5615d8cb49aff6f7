//! A series cut into stretches of one mean each, and what each of its figures says there.

use crate::model::SpcRules;

use super::{Cause, Mean, baseline, causes};

/// A stretch of a series with one mean and one pair of limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its rows.
    pub rows: std::ops::Range<usize>,
    /// How many of them are figures.
    pub figures: usize,
    /// Of the figures that the limits are made from; `None` where there is no figure.
    pub mean: Option<Mean>,
}

/// The chart of a series: its segments, and what each row says.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    /// In order, without gaps.
    pub segments: Vec<Segment>,
    /// One a row; a row without a figure is common cause.
    pub causes: Vec<Cause>,
}

impl Process {
    /// Makes the chart of a series in order of time.
    ///
    /// A row without a figure has no moving range on either side and ends every run; a period of which the data say nothing is no row,
    /// so the figures on either side of it are neighbours. `starts` are the rows at which a new segment begins, in order; the first row
    /// begins one in any case. Nothing is compared across two segments.
    ///
    /// # Examples
    ///
    /// ```
    /// use panelpack::internals::assess::spc::Process;
    /// use panelpack::internals::model::SpcRules;
    ///
    /// let figures = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1].map(|n| Some(f64::from(n)));
    /// let limits = |rules: SpcRules| {
    ///     let mean = Process::new(&figures, &[], &rules).segments[0].mean.unwrap();
    ///     let limits = mean.limits.unwrap();
    ///     format!("{:.4} {:.4} {:.4}", mean.value, limits.upper, limits.lower)
    /// };
    /// assert_eq!(limits(SpcRules::default()), "1.9444 4.6044 -0.7156");
    /// assert_eq!(limits(SpcRules { screen: false, ..SpcRules::default() }), "1.9444 6.9515 -3.0626");
    /// ```
    pub fn new(values: &[Option<f64>], starts: &[usize], rules: &SpcRules) -> Self {
        let mut bounds: Vec<usize> = starts.iter().copied().filter(|start| (1..values.len()).contains(start)).collect();
        bounds.insert(0, 0);
        bounds.push(values.len());
        let (mut segments, mut all) = (Vec::new(), Vec::new());
        for rows in bounds.windows(2).map(|pair| pair[0]..pair[1]) {
            let own = &values[rows.clone()];
            let mean = baseline(own, rules);
            all.extend(causes(own, mean.as_ref(), rules));
            segments.push(Segment { rows, figures: own.iter().flatten().count(), mean });
        }
        Self { segments, causes: all }
    }
}
