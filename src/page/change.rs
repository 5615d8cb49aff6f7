//! A change beside a figure.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

/// What changed, as an arrow for the number and words for the judgement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeView {
    /// `up`, `down`, `level`, or `none` where there is nothing to compare.
    pub arrow: &'static str,
    /// `16 points worse`, `1 point better`, `down 4`, `no change`, `not comparable`.
    pub words: String,
    /// `since Oct 2020`, for a place that no header says it for; empty where `words` say it, and for changes of parts and from a year ago.
    pub since: String,
    pub as_published: bool,
}
