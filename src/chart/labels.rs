//! The labels at the right end of the lines.

use plotters::style::RGBColor;

use super::canvas::{QUIET, Stroke, Text};
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight, width};
use super::geometry::Spot;
use super::wrap::{in_one_line, in_two_lines, tidy};

/// The share of the picture's width up to which a label stays on one line, and the share that no label passes.
const WIDE: f64 = 0.28;
const WIDEST: f64 = 0.40;

/// A label farther from its line than this many points is tied to it.
const NEEDS_LEADER: f64 = 3.0;

pub const LEADER: Stroke = Stroke::solid(QUIET, 0.6);

/// The name of a line, to stand at the height of its latest figure.
pub struct EndLabel {
    pub words: String,
    pub weight: Weight,
    pub colour: RGBColor,
    /// The height that it names, as a place in the picture.
    pub y: f64,
}

/// All labels of a chart, each with its lines and the middle of its height, none touching another.
pub struct LabelColumn {
    placed: Vec<Placed>,
    /// The width of the widest line in points; zero without labels.
    pub width: f64,
}

struct Placed {
    lines: Vec<String>,
    label: EndLabel,
    middle: f64,
}

impl LabelColumn {
    /// Sets the labels one under the other, in the order of their heights, each as near to its own as can be.
    ///
    /// Labels that together are too high for the room between top and bottom keep to one line each.
    pub fn set(labels: Vec<EndLabel>, picture_width: f64, top: f64, bottom: f64) -> Self {
        let mut labels: Vec<_> = labels
            .into_iter()
            .map(|label| EndLabel { words: tidy(&label.words), ..label })
            .filter(|label| !label.words.is_empty())
            .collect();
        labels.sort_by(|a, b| a.y.total_cmp(&b.y));

        let mut lines: Vec<_> = labels.iter().map(|label| broken(label, picture_width)).collect();
        if height(&lines) > bottom - top {
            lines = labels.iter().map(|l| vec![in_one_line(&l.words, l.weight, WIDEST * picture_width)]).collect();
        }
        let wanted: Vec<_> =
            labels.iter().zip(&lines).map(|(label, lines)| (label.y, lines.len() as f64 * LINE_PITCH)).collect();
        let middles = spread(&wanted, top, bottom);

        let widths = labels.iter().zip(&lines).flat_map(|(l, lines)| lines.iter().map(|line| width(line, l.weight)));
        let width = widths.fold(0.0, f64::max);
        let placed = labels.into_iter().zip(lines).zip(middles);
        let placed = placed.map(|((label, lines), middle)| Placed { lines, label, middle }).collect();
        Self { placed, width }
    }

    /// Whether any label stands so far from its line that it must be tied to it.
    pub fn needs_leaders(&self) -> bool {
        self.placed.iter().any(Placed::needs_leader)
    }

    /// The texts, starting at the given place across.
    pub fn texts(&self, left: f64) -> Vec<Text> {
        self.placed.iter().flat_map(|placed| placed.texts(left)).collect()
    }

    /// The ties from the lines' ends to the labels that were moved away from them.
    pub fn leaders(&self, from: f64, to: f64) -> Vec<[Spot; 2]> {
        let moved = self.placed.iter().filter(|placed| placed.needs_leader());
        moved.map(|placed| [Spot::new(from, placed.label.y), Spot::new(to, placed.middle)]).collect()
    }
}

impl Placed {
    fn needs_leader(&self) -> bool {
        (self.middle - self.label.y).abs() > NEEDS_LEADER
    }

    fn texts(&self, left: f64) -> impl Iterator<Item = Text> {
        let first = self.middle - (self.lines.len() - 1) as f64 * LINE_PITCH / 2.0 + MIDDLE_TO_BASELINE;
        self.lines.iter().enumerate().map(move |(index, line)| {
            let start = Spot::new(left, first + index as f64 * LINE_PITCH);
            Text::new(line.clone(), start, self.label.weight, self.label.colour)
        })
    }
}

fn broken(label: &EndLabel, picture_width: f64) -> Vec<String> {
    if width(&label.words, label.weight) <= WIDE * picture_width {
        return vec![label.words.clone()];
    }
    in_two_lines(&label.words, label.weight, WIDEST * picture_width)
}

fn height(labels: &[Vec<String>]) -> f64 {
    labels.iter().map(|lines| lines.len() as f64 * LINE_PITCH).sum()
}

/// Moves boxes apart along a line, keeping their order and the sum of squared moves small.
///
/// Takes the wanted middle and the length of each box in order, returns the middles. Boxes that would touch become a
/// block, which stands where its boxes want it on average. They stay between the limits where there is room at all;
/// where not, they keep the first limit.
fn spread(wanted: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
    struct Block {
        start: f64,
        length: f64,
        /// The sum over the boxes of where each wants the block to start.
        wishes: f64,
        boxes: f64,
    }
    let settle = |block: &mut Block| {
        block.start = (block.wishes / block.boxes).min(to - block.length).max(from);
    };

    let mut blocks: Vec<Block> = Vec::new();
    for &(middle, length) in wanted {
        let wish = middle - length / 2.0;
        let mut block = Block { start: wish, length, wishes: wish, boxes: 1.0 };
        settle(&mut block);
        while let Some(before) = blocks.pop_if(|before| before.start + before.length > block.start) {
            block.wishes += before.wishes - before.length * block.boxes;
            block.length += before.length;
            block.boxes += before.boxes;
            settle(&mut block);
        }
        blocks.push(block);
    }

    let mut lengths = wanted.iter().map(|&(_, length)| length);
    let mut middles = Vec::with_capacity(wanted.len());
    for block in blocks {
        let mut start = block.start;
        for length in lengths.by_ref().take(block.boxes as usize) {
            middles.push(start + length / 2.0);
            start += length;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_want() {
        assert_eq!(spread(&[(20.0, 10.0), (50.0, 10.0)], 0.0, 100.0), [20.0, 50.0]);
    }

    #[test]
    fn labels_that_would_touch_move_apart_evenly() {
        assert_eq!(spread(&[(50.0, 10.0), (50.0, 10.0), (53.0, 10.0)], 0.0, 100.0), [41.0, 51.0, 61.0]);
    }

    #[test]
    fn labels_stay_between_the_limits() {
        assert_eq!(spread(&[(0.0, 10.0), (3.0, 10.0), (99.0, 10.0)], 0.0, 100.0), [5.0, 15.0, 95.0]);
    }
}
