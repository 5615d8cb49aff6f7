//! Commentary as blocks, never markup.

use super::{Date, IndicatorCode, Period, Reference};

/// Where a text is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotName {
    /// First page, under the headline; of one paper, or of every paper that has none of its own.
    Summary(Option<String>),
    /// First page: what the panel is asked to do; likewise.
    Recommendation(Option<String>),
    /// What the council does next, in words for everybody; likewise.
    WhatNext(Option<String>),
    /// What those whom the figures are about have said, and what is done about it; likewise.
    YouToldUs(Option<String>),
    /// How those whom the figures are about can say what they think; likewise.
    HaveYourSay(Option<String>),
    /// At the head of a theme's indicators; likewise.
    Theme {
        /// The theme's name.
        theme: String,
        /// Of one paper, or of every paper that has none of its own.
        paper: Option<String>,
    },
    /// Beside an indicator's chart.
    Indicator(IndicatorCode),
}

/// The text of one slot for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commentary {
    /// Where it is printed.
    pub slot: SlotName,
    /// The period it was written for.
    pub period: Period,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was cleared.
    pub cleared: Option<Date>,
    /// What is behind the figure.
    pub body: Vec<Block>,
    /// What happens next.
    pub next: Vec<Block>,
    /// When the figure should be back on target.
    pub expected_back: Option<Period>,
    /// Why there is no text yet.
    pub awaited: Option<Awaited>,
}

/// A text that did not arrive in time for the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// Why.
    pub reason: String,
    /// Who decided to go on without it.
    pub by: String,
}

/// A paragraph, or what holds others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Runs of text.
    Paragraph(Vec<Inline>),
    /// Items, each of them blocks.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// In order.
        items: Vec<Vec<Block>>,
    },
    /// What somebody else said, in their words.
    Quotation(Vec<Block>),
    /// Rows of as many cells each; the first has the names of the columns.
    Table(Vec<Vec<Vec<Inline>>>),
}

impl Block {
    /// The paragraphs, items and cells that it is made of, in reading order.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match self {
            Self::Paragraph(runs) => vec![runs],
            Self::List { items, .. } => items.iter().flatten().flat_map(Self::texts).collect(),
            Self::Quotation(blocks) => blocks.iter().flat_map(Self::texts).collect(),
            Self::Table(rows) => rows.iter().flatten().map(Vec::as_slice).collect(),
        }
    }
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    /// Plain text; of a reference what stands between its braces, and those.
    pub text: String,
    /// What stands here instead of the text, as soon as a paper is made.
    pub reference: Option<Reference>,
    /// Strong.
    pub bold: bool,
    /// Emphasised.
    pub italic: bool,
    /// An address that starts with http://, https:// or mailto:.
    pub link: Option<String>,
}
