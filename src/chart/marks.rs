//! Labels above the marks of a horizontal scale, each tied to its mark.

use plotters::style::RGBColor;

use super::drawing::Text;
use super::face::{LINE_PITCH, TEXT_SIZE, Weight, text_box, width};
use super::geometry::Spot;
use super::labels::spread;
use super::wrap::{in_lines, narrowest};

/// Between two labels.
const BETWEEN: f64 = 9.0;

/// From the labels down to the marks, where ties run straight and where they slant.
const STRAIGHT: f64 = 4.0;
const SLANTED: f64 = 9.0;

/// How much a tie's start keeps inside its label.
const INSIDE: f64 = 3.0;

/// Lines of a label: more are no label.
const MOST_LINES: usize = 3;

/// A label, and where across its mark stands; the words are tidy and not empty.
#[derive(Debug, Clone)]
pub struct MarkLabel {
    pub words: String,
    pub x: f64,
    pub colour: RGBColor,
}

/// The labels with their places: none touches another, and no tie runs through a label or across another tie.
pub struct MarkLabels {
    pub texts: Vec<Text>,
    pub ties: Vec<[Spot; 2]>,
    /// From the top of the picture down to the marks.
    pub height: f64,
}

impl MarkLabels {
    /// Sets the labels in one row in the order of their marks, in as few lines as it has room for.
    pub fn set(mut labels: Vec<MarkLabel>, picture_width: f64) -> Self {
        labels.sort_by(|a, b| a.x.total_cmp(&b.x));
        let blocks = broken(&labels, picture_width);
        let wanted: Vec<_> = blocks.iter().map(|block| (block.label.x, block.width + BETWEEN)).collect();
        let middles = spread(&wanted, -BETWEEN / 2.0, picture_width + BETWEEN / 2.0);
        let Some(lines) = blocks.iter().map(|block| block.lines.len()).max() else {
            return Self { texts: Vec::new(), ties: Vec::new(), height: STRAIGHT };
        };

        let starts: Vec<_> = blocks.iter().zip(&middles).map(|(block, &middle)| block.start_of_tie(middle)).collect();
        let is_straight = labels.iter().zip(&starts).all(|(label, start)| (label.x - start).abs() < 0.5);
        let height = height(lines) + if is_straight { STRAIGHT } else { SLANTED };
        let tie =
            |(label, &x): (&MarkLabel, &f64)| [Spot::new(x, self::height(lines) + 1.0), Spot::new(label.x, height)];
        let ties = labels.iter().zip(&starts).map(tie).collect();
        let texts = blocks.iter().zip(middles).flat_map(|(block, middle)| block.texts(middle, lines)).collect();
        Self { texts, ties, height }
    }

    /// The height with labels of so many lines and slanted ties.
    pub fn greatest_height(lines: usize) -> f64 {
        height(lines) + SLANTED
    }
}

/// The height of so many lines; at least one.
fn height(lines: usize) -> f64 {
    let line = text_box(Spot::new(0.0, 0.0), 0.0, TEXT_SIZE);
    line.bottom - line.top + (lines - 1) as f64 * LINE_PITCH
}

/// A label broken into its lines.
struct Block<'a> {
    label: &'a MarkLabel,
    lines: Vec<String>,
    width: f64,
}

impl<'a> Block<'a> {
    fn new(label: &'a MarkLabel, lines: Vec<String>) -> Self {
        let width = lines.iter().map(|line| width(line, Weight::Regular)).fold(0.0, f64::max);
        Self { label, lines, width }
    }

    /// The lines, centred on a place, the last of them on the last of so many rows.
    fn texts(&self, middle: f64, rows: usize) -> impl Iterator<Item = Text> {
        let (left, right) = (middle - self.width / 2.0, middle + self.width / 2.0);
        let last_baseline = height(rows) - text_box(Spot::new(0.0, 0.0), 0.0, TEXT_SIZE).bottom;
        let first_baseline = last_baseline - (self.lines.len() - 1) as f64 * LINE_PITCH;
        self.lines.iter().enumerate().map(move |(index, line)| {
            let start = Spot::new(middle, first_baseline + index as f64 * LINE_PITCH);
            Text::new(line.clone(), start, Weight::Regular, self.label.colour).centred(left, right)
        })
    }

    /// The place inside the label from which its tie starts, nearest to the mark.
    fn start_of_tie(&self, middle: f64) -> f64 {
        let half = (self.width / 2.0 - INSIDE).max(0.0);
        self.label.x.clamp(middle - half, middle + half)
    }
}

/// The labels in as few lines as leave room for all, and cut where nothing else helps, the widest first.
fn broken(labels: &[MarkLabel], room: f64) -> Vec<Block<'_>> {
    let in_up_to = |lines: usize| -> Vec<Block<'_>> {
        labels.iter().map(|label| Block::new(label, narrowest(&label.words, Weight::Regular, lines))).collect()
    };
    let taken = |blocks: &[Block<'_>]| blocks.iter().map(|block| block.width + BETWEEN).sum::<f64>() - BETWEEN;
    let whole = (1..=MOST_LINES).map(in_up_to).find(|blocks| taken(blocks) <= room);
    whole.unwrap_or_else(|| {
        let mut widths: Vec<_> = in_up_to(MOST_LINES).iter().map(|block| block.width + BETWEEN).collect();
        widths.sort_by(f64::total_cmp);
        let (mut left, mut wide) = (room + BETWEEN, widths.len() as f64);
        for width in widths {
            if width * wide > left {
                break;
            }
            left -= width;
            wide -= 1.0;
        }
        let limit = left / wide.max(1.0) - BETWEEN;
        let cut = |label| Block::new(label, in_lines(&label.words, Weight::Regular, limit, MOST_LINES));
        labels.iter().map(cut).collect()
    })
}
