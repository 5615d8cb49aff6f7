//! A paper in words for everybody.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::DotChart;
use super::{CommentaryView, RunView};

/// A paper in words for everybody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlainView {
    /// `We look at nine things. Three are going well.`
    pub lead: String,
    /// The summary that was written for this paper alone; one for all papers is written for members.
    pub intro: Option<CommentaryView>,
    /// What the dots mean, kind by kind, and only of those that are drawn.
    pub dots_key: Vec<DotKeyView>,
    /// What a picture of dots stands for: `A picture with 100 dots shows how many of every 100.` Empty where none is drawn.
    pub dots_say: String,
    /// What is not good enough yet, nearly there, going well, and the rest; those that hold nothing are left out.
    pub groups: Vec<PlainGroupView>,
    /// `Five more are not shown here.` and where they are; mostly empty.
    pub more: String,
    /// The text `You told us`.
    pub you_told_us: Option<CommentaryView>,
    /// The text `What happens next`.
    pub next: Option<CommentaryView>,
    /// `The Corporate Parenting Panel will talk about this on 13 January 2021.`; empty where no meeting is known.
    pub meeting: String,
    /// The text `Have your say`.
    pub have_your_say: Option<CommentaryView>,
}

impl PlainView {
    /// What is told of an indicator, where it is told.
    pub fn item(&self, code: &str) -> Option<&PlainItemView> {
        self.groups.iter().flat_map(|group| &group.items).find(|item| item.code == code)
    }
}

/// A kind of dot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DotKeyView {
    /// `filled`, `missing`, `over` or `rest`: how it is drawn.
    pub dot: &'static str,
    /// `Filled: yes`, `Thick ring: not yet, but we aim for it`.
    pub words: &'static str,
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
    /// The name as a title, without an end: `Your first health check`, `Do you feel safe?`.
    pub title: String,
    /// All that is said below the title; the figure, where there is one, is bold: `11 of 22 had it in their first month in care. We promised 95 of every 100.`
    pub say: Vec<RunView>,
    /// False where its figure is no share of a whole, or none is shown: then `chart("dots", …)` must not be asked for.
    pub has_dots: bool,
    #[serde(skip)]
    pub dots: Option<DotChart>,
    /// The alternative text of the dots.
    #[serde(skip)]
    pub dots_alt: String,
    /// `84 of every 100`, `11 of 22`, `750`; empty where there is none.
    pub figure: String,
    /// What must be said about the figure, or why there is none: `That is 50 of every 100.`
    pub about: String,
    /// `We aim for 90 of every 100.`, `We aim for 90 of every 100 by February 2021.`; may be empty.
    pub aim: String,
    /// `Better than in October.`; may be empty.
    pub change: String,
}
