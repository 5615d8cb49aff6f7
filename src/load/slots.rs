//! Commentary as it was written: slots and what stands in them.

use super::text::Text;

/// A file of commentary.
#[derive(Debug)]
pub struct RawCommentary {
    /// The folder's name, at the start of the file.
    pub period: Text,
    pub author: Option<Text>,
    pub cleared: Option<Text>,
    pub slots: Vec<RawSlot>,
}

/// The text under one heading.
#[derive(Debug)]
pub struct RawSlot {
    pub heading: Text,
    pub expected_back: Option<Text>,
    /// Why there is no text, and who decided to go on without it.
    pub awaited: Option<Text>,
    pub decided_by: Option<Text>,
    /// Names of checks with the reason why they may fail.
    pub allow: Vec<(Text, Text)>,
    pub body: Vec<RawBlock>,
    pub next: Vec<RawBlock>,
}

impl RawSlot {
    /// Whether nothing stands under the heading but what is not printed: it is still to be written.
    pub fn is_empty(&self) -> bool {
        let Self { expected_back, awaited, decided_by, body, next, .. } = self;
        body.is_empty() && next.is_empty() && [expected_back, awaited, decided_by].iter().all(|key| key.is_none())
    }
}

/// A paragraph, or what holds others.
#[derive(Debug)]
pub enum RawBlock {
    Paragraph(Vec<RawInline>),
    List { start: Option<u64>, items: Vec<Vec<RawBlock>> },
    Quotation(Vec<RawBlock>),
    Table(Vec<Vec<Vec<RawInline>>>),
}

impl RawBlock {
    /// The paragraphs, items and cells that it is made of, in reading order.
    pub fn texts(&self) -> Vec<&[RawInline]> {
        match self {
            Self::Paragraph(runs) => vec![runs],
            Self::List { items, .. } => items.iter().flatten().flat_map(Self::texts).collect(),
            Self::Quotation(blocks) => blocks.iter().flat_map(Self::texts).collect(),
            Self::Table(rows) => rows.iter().flatten().map(Vec::as_slice).collect(),
        }
    }
}

/// A run of text.
#[derive(Debug)]
pub struct RawInline {
    pub text: Text,
    pub bold: bool,
    pub italic: bool,
    pub link: Option<Text>,
}
