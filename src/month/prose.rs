//! What people wrote, as lines of Markdown for a comment.

use crate::model::{Block, Inline};

/// The lines of some blocks. A sign that would end a comment does not come through.
pub fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    blocks.iter().for_each(|block| push(block, "", &mut lines));
    lines.into_iter().map(|line| within_comment(&line)).collect()
}

/// A text that may stand within a comment.
pub fn within_comment(text: &str) -> String {
    text.replace("-->", "-- >").replace("<!--", "< !--")
}

fn push(block: &Block, indent: &str, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(runs) => lines.push(format!("{indent}{}", text(runs))),
        Block::List { start, items } => {
            for (place, item) in items.iter().enumerate() {
                let sign = start.map_or_else(|| "-".to_owned(), |first| format!("{}.", first + place as u64));
                let mut within = Vec::new();
                item.iter().for_each(|block| push(block, "", &mut within));
                let below = " ".repeat(sign.len() + 1);
                for (line, text) in within.iter().enumerate() {
                    let lead = if line == 0 { format!("{sign} ") } else { below.clone() };
                    lines.push(format!("{indent}{lead}{text}"));
                }
            }
        }
        Block::Quotation(blocks) => {
            let mut within = Vec::new();
            blocks.iter().for_each(|block| push(block, "", &mut within));
            lines.extend(within.iter().map(|line| format!("{indent}> {line}")));
        }
        Block::Table(rows) => {
            for (place, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| text(cell).replace('|', "\\|")).collect();
                lines.push(format!("{indent}| {} |", cells.join(" | ")));
                if place == 0 {
                    lines.push(format!("{indent}|{}", "---|".repeat(row.len())));
                }
            }
        }
    }
}

fn text(runs: &[Inline]) -> String {
    let run = |run: &Inline| {
        let words = run.text.replace('\n', " ");
        let styled = match (run.bold, run.italic) {
            (true, true) => format!("***{words}***"),
            (true, false) => format!("**{words}**"),
            (false, true) => format!("*{words}*"),
            (false, false) => words,
        };
        run.link.as_ref().map_or_else(|| styled.clone(), |link| format!("[{styled}]({link})"))
    };
    runs.iter().map(run).collect()
}
