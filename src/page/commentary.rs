//! What people wrote, as blocks of runs, never as markup.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Reference;

/// Commentary as blocks of runs, never markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommentaryView {
    pub blocks: Vec<BlockView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    Paragraph {
        runs: Vec<RunView>,
    },
    /// `start` is the first number of an ordered list, else absent.
    List {
        start: Option<u64>,
        items: Vec<Vec<BlockView>>,
    },
    /// What somebody said, in their words: one item, so that a layout which knows lists alone shows it as one.
    Quotation {
        items: Vec<Vec<BlockView>>,
    },
    /// Rows of as many cells each, every cell a paragraph; the first row has the names of the columns.
    Table {
        items: Vec<Vec<BlockView>>,
        /// Which columns hold figures, and so stand on the right, where they can be compared.
        figures: Vec<bool>,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RunView {
    pub text: String,
    /// What the text was put in place of: `{{ CLA18 }}`.
    #[serde(skip)]
    pub reference: Option<Reference>,
    pub bold: bool,
    pub italic: bool,
    pub link: Option<String>,
}

/// Why nothing can stand in place of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// The paper does not show the indicator.
    NotInPaper,
    /// The figure is hidden.
    Hidden,
    /// There is none.
    None,
}
