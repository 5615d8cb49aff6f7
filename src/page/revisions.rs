//! What a layout may read of versions, and of figures that are no longer what was published.

use schemars::JsonSchema;
use serde::Serialize;

/// Which version a paper is, and what it says about the ones before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionView {
    /// 1 for what is published first.
    pub number: u32,
    /// `Version 2, which replaces version 1 published on 6 January 2021. Changed: Pathway plans up to date, November 2020: 86%, was 84%.` Empty for a
    /// first version.
    pub line: String,
}

impl Default for VersionView {
    fn default() -> Self {
        Self { number: 1, line: String::new() }
    }
}

/// Figures that differ from those that were published; absent where nothing was published before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct RevisionsView {
    /// `None since the edition of 9 December 2020.` Empty where there are some.
    pub none: String,
    /// Those that are listed, in page order.
    pub rows: Vec<RevisionView>,
    /// Sentences about those that are only counted.
    pub counted: Vec<String>,
    /// What else a new version says otherwise: `The text under Pathway plans up to date has changed.`
    pub others: Vec<String>,
}

/// One figure that is another one now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RevisionView {
    pub code: String,
    pub name: String,
    /// Of a figure beside the indicator's own: `Year to date`, `By age: Under 1`, `England`; else empty.
    pub figure: String,
    /// `November 2020`.
    pub period: String,
    /// `536`, `84% [p]`.
    pub was: String,
    /// `version 1, page 5`, `edition of 9 December 2020, page 5`.
    pub was_in: String,
    pub now: String,
    /// `−7`, `+2 points`; empty where one of the two is no figure.
    pub difference: String,
    /// `Correction`, `Revision`; `Not said` where nobody has said it yet.
    pub kind: &'static str,
    /// The same as a key: `correction`, `revision` or `not-said`.
    pub kind_key: &'static str,
    /// Why; `to be given` likewise.
    pub reason: String,
    /// What else it changed: `Now red, was amber.` May be empty.
    pub effect: String,
}
