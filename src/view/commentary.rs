//! Commentary blocks as a layout reads them.

use crate::model::{Block, Commentary, Inline};

use super::format::sentence;
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
        let why = sentence(format!("Commentary awaited: {}", awaited.reason));
        let words = sentence(format!("{why} Decided by {}", awaited.by));
        view(&[Block::Paragraph(vec![Inline { text: words, ..Inline::default() }])])
    });
    non_empty(&text.body).or(awaited)
}

/// How many letters a page prints of texts.
pub fn letters(texts: [&Option<CommentaryView>; 2]) -> usize {
    texts.into_iter().flatten().flat_map(|text| &text.blocks).map(letters_of).sum()
}

fn letters_of(block: &BlockView) -> usize {
    let of = |runs: &[RunView]| runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    match block {
        BlockView::Paragraph { runs } => of(runs),
        BlockView::List { items, .. } | BlockView::Quotation { items } | BlockView::Table { items, .. } => {
            items.iter().flatten().map(letters_of).sum()
        }
    }
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
            let items = rows.iter().map(|cells| cells.iter().map(cell).collect()).collect();
            let columns = rows.first().map_or(0, Vec::len);
            BlockView::Table { items, figures: (0..columns).map(|column| holds_figures(rows, column)).collect() }
        }
    }
}

/// Whether a column has below its name figures alone, and a sign where one is missing. The first column names the rows.
fn holds_figures(rows: &[Vec<Vec<Inline>>], column: usize) -> bool {
    let text = |row: &Vec<Vec<Inline>>| row[column].iter().map(|run| run.text.as_str()).collect::<String>();
    let cells: Vec<String> = rows.iter().skip(1).map(text).collect();
    let is_missing = |cell: &String| !cell.contains(char::is_alphanumeric) || MISSING.contains(&cell.trim());
    let are_figures =
        cells.iter().all(|cell| is_figure(cell) || is_missing(cell)) && cells.iter().any(|it| is_figure(it));
    column > 0 && are_figures
}

/// What stands for a figure that nobody has.
const MISSING: [&str; 6] = ["n/a", "N/A", "c", "x", "z", "[c]"];

/// `1,204`, `84%`, `£1,250`, `-3.5`, `12/14`, `(5)`, `<5`; a day or a period is none.
fn is_figure(cell: &str) -> bool {
    let text: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let signs = ['-', '\u{2212}', '+', '£', '<', '>', '(', '~'];
    let plain = text.trim_start_matches(signs).trim_end_matches([')', '%', '*', 'm', 'k']);
    let of_number = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'))
    };
    plain.split('/').count() < 3 && plain.split('/').all(of_number)
}

fn run(inline: &Inline) -> RunView {
    let Inline { text, reference, bold, italic, link } = inline.clone();
    RunView { text, reference, bold, italic, link }
}
