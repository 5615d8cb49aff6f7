//! A rating beside a figure.

use schemars::JsonSchema;
use serde::Serialize;

/// A rating as word and key of its colour and shape.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RatingView {
    /// `breach`, `red`, `amber`, `green`, `missed`, `achieved`, `exceeded`, `activity`, `unrated` or `info`: what shape and colour hang on.
    pub key: &'static str,
    /// `Breach`, `Red`, `Amber`, `Green`, `Not achieved`, `Achieved`, `Exceeded`, `In band`, `No target`, `Too early`, `No figure`, `Suppressed`, `Info only` …
    pub word: &'static str,
    /// The rating was printed by a paper whose inputs are not public.
    pub as_published: bool,
}
