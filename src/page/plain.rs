//! A paper in words for everybody.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::CommentaryView;

/// A paper in words for everybody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlainView {
    /// `We look at nine things. Three are going well.`
    pub lead: String,
    /// The summary that was written for this paper alone; one for all papers is written for members.
    pub intro: Option<CommentaryView>,
    /// What is going well, nearly there, not good enough yet, and the rest; those that hold nothing are left out.
    pub groups: Vec<PlainGroupView>,
    /// `Five more are not shown here.` and where they are; mostly empty.
    pub more: String,
    /// The text `What happens next`.
    pub next: Option<CommentaryView>,
    /// `The Corporate Parenting Panel will talk about this on 13 January 2021.`; empty where no meeting is known.
    pub meeting: String,
    /// The text `Have your say`.
    pub have_your_say: Option<CommentaryView>,
}

/// Indicators that stand alike.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlainGroupView {
    /// `Going well`, `Nearly there`, `Not good enough yet`, `What else we count`; without any of the others `What we count`.
    pub heading: &'static str,
    /// `green`, `amber`, `red` or `info`: what shape and colour hang on.
    pub key: &'static str,
    pub items: Vec<PlainItemView>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlainItemView {
    /// Only for the place that links lead to; a page does not print it.
    pub code: String,
    /// The definition's `plain`, else its name.
    pub name: String,
    /// The name as a sentence, with an end of its own: `Health checks in time.`, `Do you feel safe?`.
    pub heading: String,
    /// `84 of every 100`, `11 of 22`, `750`; empty where there is none.
    pub figure: String,
    /// What must be said about the figure, or why there is none: `That is 50 of every 100.`
    pub about: String,
    /// `We aim for 90 of every 100.`, `We aim for 90 of every 100 by February 2021.`; may be empty.
    pub aim: String,
    /// `Better than in October.`; may be empty.
    pub change: String,
}
