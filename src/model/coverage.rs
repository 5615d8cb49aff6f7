//! Which characters a typeface can show.

use std::collections::BTreeSet;

/// The code points for which a face has a shape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage(BTreeSet<u32>);

impl Coverage {
    /// Whether `c` can be shown. Spaces, line feeds and soft hyphens need no shape.
    pub fn has(&self, c: char) -> bool {
        matches!(c, '\n' | '\u{ad}') || self.0.contains(&(c as u32))
    }
}

impl FromIterator<u32> for Coverage {
    fn from_iter<I: IntoIterator<Item = u32>>(code_points: I) -> Self {
        Self(code_points.into_iter().collect())
    }
}
