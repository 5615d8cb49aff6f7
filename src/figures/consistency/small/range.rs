//! Which counts are small.

use crate::model::SmallNumbersPolicy;

/// The counts that a policy hides, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Small {
    pub low: i64,
    pub high: i64,
}

impl Small {
    /// Those of a policy; `None` where it hides nothing.
    pub fn of(policy: SmallNumbersPolicy) -> Option<Self> {
        policy.greatest().map(|greatest| Self { low: 1, high: i64::from(greatest) })
    }

    /// Whether it is one of them.
    pub fn holds(self, count: i64) -> bool {
        (self.low..=self.high).contains(&count)
    }
}
