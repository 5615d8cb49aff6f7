//! The bar chart of a breakdown: each part's label, its bar from zero, and its figure at the bar's end.

use plotters::style::RGBColor;

use super::Size;
use super::bar_scale::{BEFORE_WORDS, Scale, Shares, Side, Words};
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight, width};
use super::geometry::{Rect, Spot};
use super::palette::{PAPER, Palette, QUIET, SOFT, TEXT};
use super::wrap::{in_one_line, in_two_lines, tidy};
use crate::page::chart::{Bar, BarChart};

/// The height of a row in a picture as high as [`bars_height`] says; no row with one line is higher than the second.
const ROW: f64 = 22.0;
const HIGHEST_ROW: f64 = 26.0;

/// The least height of a row whose label has one line or two; between two of the latter a space must show.
const LEAST_ROW: f64 = LINE_PITCH + 0.6;
const LEAST_DOUBLE_ROW: f64 = 2.0 * LINE_PITCH + 2.4;

/// A bar's share of the height of a row, and the least height that holds words.
const THICKNESS: f64 = 0.66;
const HOLDS_WORDS: f64 = 12.4;

/// Labels are broken for the sake of longer bars only where rows stay this high, so that a bar still holds words.
const COMFORTABLE_ROW: f64 = HOLDS_WORDS / THICKNESS;

/// Above and below the rows, so that the zero line shows that it goes past them.
const MARGIN: f64 = 1.5;

/// The reference's label: its first baseline, and from the last down to the rows.
const REFERENCE_BASELINE: f64 = 9.0;
const BELOW_REFERENCE: f64 = 8.5;

/// The share of the picture's width up to which a label stays on one line, the share that no label passes, and the
/// share that labels keep whatever the width of the figures.
const WIDE: f64 = 0.32;
const WIDEST: f64 = 0.45;
const LEAST_WIDE: f64 = 0.25;

const AFTER_LABELS: f64 = 8.0;

/// Kept for the bars whatever the width of labels and figures.
const LEAST_BARS: f64 = 30.0;

/// Words that the reference would run through stand beyond it, if that moves them no farther than this.
const NEAR: f64 = 22.0;

/// Between words and a reference that is hidden behind them.
const BESIDE_WORDS: f64 = 1.5;

/// Half the width of the widest line and what rounding to whole units adds: no line is cut off at an edge.
const EDGE: f64 = 0.8;

const ZERO_LINE: Stroke = Stroke::solid(TEXT, 0.8);
const REFERENCE: Stroke = Stroke::solid(QUIET, 1.4).dashed(3.0, 2.0);
const REFERENCE_ON_BAR: Stroke = Stroke::solid(PAPER, 1.4);

/// Draws the bars of a breakdown as SVG.
///
/// Never fails: without bars the picture is empty, and a value or a reference that is no number counts as none.
pub fn bars(chart: &BarChart, size: Size, palette: Palette) -> Drawing {
    let rows = LEAST_ROW * chart.bars.len() as f64;
    let size = size.at_least(180.0, 2.0 * LINE_PITCH + BELOW_REFERENCE + rows);
    if chart.bars.is_empty() {
        return Canvas::paint(size, |_| {});
    }
    Layout::new(chart, size, palette.own_words()).paint(size)
}

/// The height in points in which so many bars stand at reading size, with room for the label of the whole.
pub fn bars_height(count: usize) -> f64 {
    REFERENCE_BASELINE + BELOW_REFERENCE + MARGIN + ROW * count as f64
}

/// Everything that is drawn, with its place.
struct Layout {
    ink: RGBColor,
    bars: Vec<Rect>,
    zero_line: [Spot; 2],
    reference: Option<[Spot; 2]>,
    /// Labels, of the rows and of the reference.
    labels: Vec<Text>,
    /// The words of the bars, and what each stands on.
    words: Vec<(Text, RGBColor)>,
}

impl Layout {
    fn new(chart: &BarChart, size: Size, ink: RGBColor) -> Self {
        let shares = Shares::of(chart);
        let mut words = words(chart, &shares);
        let reference_lines = reference_lines(chart, &shares, size.width);
        let top = match reference_lines.len() {
            0 => MARGIN,
            count => REFERENCE_BASELINE + (count - 1) as f64 * LINE_PITCH + BELOW_REFERENCE,
        };

        let room = size.height - MARGIN - top;
        let figures = || words.iter().filter(|words| words.are_figure);
        let needed_beside_labels =
            widest(figures(), Side::Left) + widest(figures(), Side::Right) + LEAST_BARS + AFTER_LABELS;
        let widest = (size.width - needed_beside_labels).clamp(LEAST_WIDE * size.width, WIDEST * size.width);
        let labels = label_lines(&chart.bars, WIDE * size.width, widest, room);
        let rows = Row::stack(&labels, top, room);

        let label_widths = labels.iter().flatten().map(|line| width(line, Weight::Regular));
        let left = label_widths.fold(0.0, f64::max) + AFTER_LABELS;
        let right = size.width - EDGE;
        narrow_words(&mut words, right - left);
        let thickness = rows.iter().map(|row| row.height).fold(HIGHEST_ROW, f64::min) * THICKNESS;
        let room_asked: Vec<_> = words.iter().map(|words| words.room).collect();
        let scale = Scale::fit(&shares, &room_asked, thickness >= HOLDS_WORDS, left, right);

        let bottom = rows.last().map_or(top, |row| row.middle + row.height / 2.0);
        let upright = |x: f64| [Spot::new(x, top - MARGIN), Spot::new(x, bottom + MARGIN)];
        let reference = shares.reference.map(|share| scale.x(share));
        let places = Places { scale, reference, thickness, left, right, ink };
        let zipped = || rows.iter().zip(&shares.bars);
        Self {
            ink,
            bars: zipped().filter_map(|(row, share)| Some(places.bar(row, share.filter(|&s| s != 0.0)?))).collect(),
            zero_line: upright(scale.zero),
            reference: reference.map(upright),
            labels: reference_texts(reference_lines, reference.unwrap_or_default(), size.width)
                .chain(rows.iter().zip(labels).flat_map(|(row, lines)| row.label(lines)))
                .collect(),
            words: zipped().zip(words).map(|((row, share), words)| places.words(row, *share, words)).collect(),
        }
    }

    /// From back to front: bars, lines, words on a ground that no line runs through.
    fn paint(&self, size: Size) -> Drawing {
        Canvas::paint(size, |canvas| {
            for &bar in &self.bars {
                canvas.fill(bar, self.ink);
            }
            if let Some(line) = self.reference {
                self.paint_reference(canvas, line);
            }
            let [from, to] = self.zero_line;
            canvas.line(from, to, ZERO_LINE);
            for (words, ground) in &self.words {
                let area = words.area().padded(BESIDE_WORDS, 0.0);
                if self.reference.is_some_and(|[from, to]| area.is_crossed_by(from, to)) {
                    canvas.fill(area, *ground);
                }
            }
            let words = self.words.iter().map(|(words, _)| words);
            for text in self.labels.iter().chain(words).filter(|text| !text.words.is_empty()) {
                canvas.text(text);
            }
        })
    }

    /// Grey on the paper, white where it crosses a bar: grey on a bar could not be seen.
    fn paint_reference(&self, canvas: &Canvas<'_>, [from, to]: [Spot; 2]) {
        canvas.line(from, to, REFERENCE);
        let x = from.x;
        for bar in self.bars.iter().map(|bar| bar.padded(-REFERENCE.width, 0.0)) {
            if bar.left < x && x < bar.right {
                canvas.line(Spot::new(x, bar.top), Spot::new(x, bar.bottom), REFERENCE_ON_BAR);
            }
        }
    }
}

/// What stands at a bar's end or in its place.
struct BarWords {
    text: String,
    /// False where they stand in the place of a bar.
    are_figure: bool,
    room: Words,
}

fn words(chart: &BarChart, shares: &Shares) -> Vec<BarWords> {
    let words = |(bar, &share): (&Bar, &Option<f64>)| {
        let text = tidy(&bar.words);
        let side = shares.side(share);
        let beyond = shares.reference.filter(|&reference| {
            shares.side(Some(reference)) == side && share.is_some_and(|share| share.abs() < reference.abs())
        });
        let room = Words {
            side,
            share: share.unwrap_or_default().abs(),
            beyond: beyond.map(f64::abs),
            width: width(&text, Weight::Regular),
        };
        BarWords { text, are_figure: share.is_some(), room }
    };
    chart.bars.iter().zip(&shares.bars).map(words).collect()
}

/// The room that the widest words on a side take, with the space before them.
fn widest<'a>(words: impl Iterator<Item = &'a BarWords>, side: Side) -> f64 {
    let on_the_side = words.map(|words| words.room).filter(|room| room.side == side && room.width > 0.0);
    on_the_side.map(|room| room.width + BEFORE_WORDS).fold(0.0, f64::max)
}

/// Cuts words that would leave no room for bars, on the side that takes more than its half.
///
/// Words in the place of a bar may fill that room too, unless bars go to the other side.
fn narrow_words(words: &mut [BarWords], room: f64) {
    let [left, right] = [Side::Left, Side::Right].map(|side| widest(words.iter(), side));
    for words in words {
        let other = if words.room.side == Side::Left { right } else { left };
        let has_all = words.room.share == 0.0 && other == 0.0;
        let for_bars = if has_all { 0.0 } else { LEAST_BARS };
        let limit = (room - for_bars - other).max((room - for_bars) / 2.0) - BEFORE_WORDS;
        if words.room.width > limit {
            let cut = if words.are_figure { cut_between_words(&words.text, limit) } else { None };
            words.text = cut.unwrap_or_else(|| in_one_line(&words.text, Weight::Regular, limit));
            words.room.width = width(&words.text, Weight::Regular);
        }
    }
}

/// As many words from the start as fit: cut inside a number, `81% (2,103 of 2,311)` would name another one.
fn cut_between_words(text: &str, limit: f64) -> Option<String> {
    let mut starts = text.rmatch_indices(' ').map(|(space, _)| format!("{}…", &text[..space]));
    starts.find(|start| width(start, Weight::Regular) <= limit)
}

/// The lines of each label: broken where it is wide, as far as the rows have room, and cut where nothing else helps.
fn label_lines(bars: &[Bar], wide: f64, widest: f64, room: f64) -> Vec<Vec<String>> {
    let labels: Vec<_> = bars.iter().map(|bar| tidy(&bar.label)).collect();
    let set = |one_line_up_to: f64| -> Vec<Vec<String>> {
        let fits = |label: &String| width(label, Weight::Regular) <= one_line_up_to;
        let lines = |l: &String| if fits(l) { vec![l.clone()] } else { in_two_lines(l, Weight::Regular, widest) };
        labels.iter().map(lines).collect()
    };
    let fits =
        |labels: &[Vec<String>], single: f64| labels.iter().map(|lines| height(lines, single)).sum::<f64>() <= room;

    let narrow = set(wide.min(widest));
    if fits(&narrow, COMFORTABLE_ROW) {
        return narrow;
    }
    let mut lines = set(widest);
    // the shortest lose the least
    let mut by_width: Vec<_> = (0..labels.len()).filter(|&index| lines[index].len() > 1).collect();
    by_width.sort_by(|&a, &b| width(&labels[a], Weight::Regular).total_cmp(&width(&labels[b], Weight::Regular)));
    for index in by_width {
        if fits(&lines, LEAST_ROW) {
            break;
        }
        lines[index] = vec![in_one_line(&labels[index], Weight::Regular, widest)];
    }
    lines
}

/// The height that a label's row needs, given that of one line.
fn height(label: &[String], single: f64) -> f64 {
    if label.len() > 1 { LEAST_DOUBLE_ROW } else { single }
}

/// The strip of the picture in which one bar lies.
struct Row {
    middle: f64,
    height: f64,
}

impl Row {
    /// The rows from the top downwards, as equal in height as their labels let them be.
    fn stack(labels: &[Vec<String>], top: f64, room: f64) -> Vec<Self> {
        let needed: Vec<_> = labels.iter().map(|lines| height(lines, LEAST_ROW)).collect();
        let mut greatest_first = needed.clone();
        greatest_first.sort_by(|a, b| b.total_cmp(a));
        let (mut left, mut rows) = (room, labels.len() as f64);
        for height in greatest_first {
            if height * rows <= left {
                break;
            }
            left -= height;
            rows -= 1.0;
        }
        let even = if rows > 0.0 { (left / rows).min(HIGHEST_ROW) } else { 0.0 };

        let mut bottom = top;
        let row = |needed: f64| {
            let height = needed.max(even);
            bottom += height;
            Self { middle: bottom - height / 2.0, height }
        };
        needed.into_iter().map(row).collect()
    }

    fn label(&self, lines: Vec<String>) -> impl Iterator<Item = Text> {
        let first = self.middle - lines.len().saturating_sub(1) as f64 * LINE_PITCH / 2.0 + MIDDLE_TO_BASELINE;
        let lines = lines.into_iter().enumerate();
        lines.map(move |(index, line)| Text::plain(line, Spot::new(0.0, first + index as f64 * LINE_PITCH)))
    }
}

/// Where bars and their words come to stand.
struct Places {
    scale: Scale,
    reference: Option<f64>,
    thickness: f64,
    left: f64,
    right: f64,
    /// Of the bars.
    ink: RGBColor,
}

impl Places {
    fn bar(&self, row: &Row, share: f64) -> Rect {
        let (zero, end) = (self.scale.zero, self.scale.x(share));
        let half = self.thickness / 2.0;
        let (top, bottom) = (row.middle - half, row.middle + half);
        Rect { left: zero.min(end), top, right: zero.max(end), bottom }
    }

    /// The words at the end of a bar, outside it where there is room, and the colour of what is behind them.
    fn words(&self, row: &Row, share: Option<f64>, words: BarWords) -> (Text, RGBColor) {
        let end = self.scale.x(share.unwrap_or_default());
        let BarWords { text, room: Words { side, width, .. }, .. } = words;
        let outward = if side == Side::Left { -1.0 } else { 1.0 };
        let is_inside_frame = |text: &Text| {
            self.left - EDGE / 2.0 <= text.start.x && text.start.x + text.width <= self.right + EDGE / 2.0
        };
        let set = |from: f64, towards: f64, colour: RGBColor| {
            let start = if towards < 0.0 { from - width } else { from };
            Text::new(text.clone(), Spot::new(start, row.middle + MIDDLE_TO_BASELINE), Weight::Regular, colour)
        };

        let colour = if share.is_some() { TEXT } else { SOFT };
        let outside = set(end + outward * BEFORE_WORDS, outward, colour);
        if let Some(line) = self.reference {
            let area = outside.area().padded(BEFORE_WORDS, 0.0);
            let beyond = set(line + outward * BEFORE_WORDS, outward, colour);
            let is_in_the_way = area.left < line && line < area.right;
            if is_in_the_way && (line - end).abs() <= NEAR && is_inside_frame(&beyond) {
                return (beyond, PAPER);
            }
        }
        let is_long_enough = (end - self.scale.zero).abs() >= width + 2.0 * BEFORE_WORDS;
        if is_inside_frame(&outside) || !is_long_enough || self.thickness < HOLDS_WORDS {
            return (outside, PAPER);
        }
        (set(end - outward * BEFORE_WORDS, -outward, PAPER), self.ink)
    }
}

fn reference_lines(chart: &BarChart, shares: &Shares, picture_width: f64) -> Vec<String> {
    let label = chart.reference.as_ref().filter(|_| shares.reference.is_some());
    match label.map(|reference| tidy(&reference.label)) {
        None => Vec::new(),
        Some(label) if label.is_empty() => Vec::new(),
        Some(label) if width(&label, Weight::Regular) <= picture_width - EDGE => vec![label],
        Some(label) => in_two_lines(&label, Weight::Regular, picture_width - EDGE),
    }
}

/// The reference's label, its lines centred over the place that it names.
fn reference_texts(lines: Vec<String>, x: f64, picture_width: f64) -> impl Iterator<Item = Text> {
    lines.into_iter().enumerate().map(move |(index, line)| {
        let baseline = REFERENCE_BASELINE + index as f64 * LINE_PITCH;
        Text::plain(line, Spot::new(x, baseline)).centred(0.0, picture_width - EDGE)
    })
}
