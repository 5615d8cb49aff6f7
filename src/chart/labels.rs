//! The labels at the right end of the lines.

use plotters::style::RGBColor;

use super::canvas::Stroke;
use super::drawing::Text;
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight, width};
use super::geometry::Spot;
use super::palette::QUIET;
use super::wrap::{in_one_line, in_two_lines, tidy};

/// The share of the picture's width up to which a label stays on one line, and the share that no label passes.
const WIDE: f64 = 0.28;
const WIDEST: f64 = 0.40;

/// A label farther from its line than this many points, up or down or across, is tied to it.
const NEEDS_LEADER: f64 = 3.0;
const FAR_ACROSS: f64 = 11.0;

/// Ties of lines that end early, nearer to one another than so many points, would run together into a band: they share one.
const SHARES_TIE: f64 = 3.0;

pub const LEADER: Stroke = Stroke::solid(QUIET, 0.6);

/// The name of a line, to stand at the height of its latest figure.
pub struct EndLabel {
    pub words: String,
    pub weight: Weight,
    pub colour: RGBColor,
    /// Where the line ends.
    pub end: LineEnd,
}

/// Where a line ends: the height as a place in the picture, the place across as a period, for that is known last.
#[derive(Debug, Clone, Copy)]
pub struct LineEnd {
    pub y: f64,
    pub period: usize,
    /// Whether the line goes on for half a period behind the last.
    pub is_stepped: bool,
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
    /// The least height in which so many labels have room.
    pub fn least_height(labels: &[EndLabel]) -> f64 {
        labels.iter().filter(|label| !tidy(&label.words).is_empty()).count() as f64 * LINE_PITCH
    }

    /// Sets the labels one under the other, in the order of their heights, each as near to its own as can be.
    ///
    /// Where they are too high for the room between top and bottom, as many as must keep to one line, first those that
    /// are whole in one.
    pub fn set(labels: Vec<EndLabel>, picture_width: f64, top: f64, bottom: f64) -> Self {
        let mut labels: Vec<_> = labels
            .into_iter()
            .map(|label| EndLabel { words: tidy(&label.words), ..label })
            .filter(|label| !label.words.is_empty())
            .collect();
        labels.sort_by(|a, b| a.end.y.total_cmp(&b.end.y));

        let mut lines: Vec<_> = labels.iter().map(|label| broken(label, picture_width)).collect();
        let has_room = |lines: &[Vec<String>]| height(lines) <= bottom - top;
        for is_loss in [false, true] {
            for (label, lines_of) in labels.iter().zip(0..) {
                let line = in_one_line(&label.words, label.weight, WIDEST * picture_width);
                if !has_room(&lines) && (is_loss || line == label.words) {
                    lines[lines_of] = vec![line];
                }
            }
        }
        let wanted: Vec<_> =
            labels.iter().zip(&lines).map(|(label, lines)| (label.end.y, lines.len() as f64 * LINE_PITCH)).collect();
        let middles = spread(&wanted, top, bottom);

        let widths = labels.iter().zip(&lines).flat_map(|(l, lines)| lines.iter().map(|line| width(line, l.weight)));
        let width = widths.fold(0.0, f64::max);
        let placed = labels.into_iter().zip(lines).zip(middles);
        let placed = placed.map(|((label, lines), middle)| Placed { lines, label, middle }).collect();
        Self { placed, width }
    }

    /// Whether any label was moved so far from its line that the tie between them needs room.
    pub fn needs_leaders(&self) -> bool {
        self.placed.iter().any(Placed::is_moved)
    }

    /// The texts, starting at the given place across.
    pub fn texts(&self, left: f64) -> Vec<Text> {
        self.placed.iter().flat_map(|placed| placed.texts(left)).collect()
    }

    /// The ties from the lines' ends to the labels that stand away from them.
    ///
    /// Each runs level from its line's end, which `across` finds, to `edge`, and from there to its label. Lines that end
    /// early at about the same height share the level part, which starts where the first of them ends. Labels are in the
    /// order of their lines, so no tie crosses another behind the edge.
    pub fn leaders(&self, across: impl Fn(LineEnd) -> f64, edge: f64, to: f64) -> Vec<Vec<Spot>> {
        let ends_early = |placed: &Placed| edge - across(placed.label.end) > FAR_ACROSS;
        let (early, late): (Vec<_>, Vec<_>) = self.placed.iter().partition(|placed| ends_early(placed));
        let late = late.into_iter().filter(|placed| placed.is_moved());
        let late = late.map(|placed| vec![Spot::new(edge, placed.label.end.y), Spot::new(to, placed.middle)]);

        let mut ties: Vec<Vec<Spot>> = late.collect();
        let mut rest = early.as_slice();
        while let [first, ..] = rest {
            let level = first.label.end.y;
            // The first is always among them, also where its height is no number.
            let together = rest.partition_point(|it| it.label.end.y - level < SHARES_TIE).max(1);
            let (together, others) = rest.split_at(together);
            let start = together.iter().map(|placed| across(placed.label.end)).fold(edge, f64::min);
            for (index, placed) in together.iter().enumerate() {
                let start = (index == 0).then(|| Spot::new(start, level));
                let end = if placed.is_moved() { placed.middle } else { level };
                ties.push(start.into_iter().chain([Spot::new(edge, level), Spot::new(to, end)]).collect());
            }
            rest = others;
        }
        ties
    }
}

impl Placed {
    fn is_moved(&self) -> bool {
        (self.middle - self.label.end.y).abs() > NEEDS_LEADER
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
pub fn spread(wanted: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
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

    /// Figures near the end of what a number can be have heights that are none.
    #[test]
    fn a_height_that_is_no_number_has_one_tie_and_not_one_for_ever() {
        let label = |y| EndLabel {
            words: "Target".to_owned(),
            weight: Weight::Regular,
            colour: QUIET,
            end: LineEnd { y, period: 0, is_stepped: false },
        };
        let column = LabelColumn::set(vec![label(f64::NAN), label(f64::INFINITY), label(10.0)], 100.0, 0.0, 50.0);
        assert_eq!(column.leaders(|_| 0.0, 90.0, 95.0).len(), 3);
    }
}
