//! Commentary blocks as a layout reads them.

use crate::model::{Block, Commentary, Inline};

use crate::page::{BlockView, CommentaryView, RunView};

/// Blocks of one slot.
pub fn view(blocks: &[Block]) -> CommentaryView {
    CommentaryView { blocks: blocks.iter().map(block).collect() }
}

/// Blocks, or nothing where there are none.
pub fn non_empty(blocks: &[Block]) -> Option<CommentaryView> {
    (!blocks.is_empty()).then(|| view(blocks))
}

/// What is behind a figure; where the text is awaited, that and why.
pub fn behind(text: &Commentary) -> Option<CommentaryView> {
    let awaited = text.awaited.as_ref().map(|awaited| {
        let words = format!("Commentary awaited: {}. Decided by {}.", awaited.reason.trim_end_matches('.'), awaited.by);
        view(&[Block::Paragraph(vec![Inline { text: words, ..Inline::default() }])])
    });
    non_empty(&text.body).or(awaited)
}

fn block(block: &Block) -> BlockView {
    match block {
        Block::Paragraph(runs) => BlockView::Paragraph { runs: runs.iter().map(run).collect() },
        Block::List { start, items } => BlockView::List {
            start: *start,
            items: items.iter().map(|item| item.iter().map(self::block).collect()).collect(),
        },
        Block::Quotation(blocks) => BlockView::Quotation { items: vec![blocks.iter().map(self::block).collect()] },
        Block::Table(rows) => {
            let cell = |runs: &Vec<Inline>| BlockView::Paragraph { runs: runs.iter().map(run).collect() };
            BlockView::Table { items: rows.iter().map(|cells| cells.iter().map(cell).collect()).collect() }
        }
    }
}

fn run(inline: &Inline) -> RunView {
    RunView { text: inline.text.clone(), bold: inline.bold, italic: inline.italic, link: inline.link.clone() }
}
