//! Small multiples: a small chart for each part of a breakdown, each on a scale of its own.

use super::Size;
use super::canvas::Canvas;
use super::drawing::{Drawing, Text};
use super::face::{LINE_PITCH, TEXT_SIZE, Weight, width};
use super::figures::Own;
use super::frame;
use super::geometry::{Rect, Spot};
use super::palette::{Palette, SOFT, TEXT};
use super::small::Placed;
use super::wrap::{in_lines, in_one_line, tidy};
use crate::model::{RatingKey, RatingLooks};
use crate::page::chart::{LatestFigure, Panel, SmallChart, SmallMultiples};

/// The least width of a panel, and between two of them.
const LEAST_PANEL: f64 = 104.0;
const GUTTER: f64 = 14.0;

/// A panel's title in one line with the space below it, the place of its first baseline, and between the foot of a panel and the next title.
const TITLE: f64 = 14.0;
const TITLE_BASELINE: f64 = 9.5;
const BELOW_PANEL: f64 = 8.0;

/// The height of a panel's line: at reading size, at least, and of the highest.
const PLOT: f64 = 40.0;
const LEAST_PLOT: f64 = 38.0;
const HIGHEST_PLOT: f64 = 90.0;

/// From a title to the words behind it, and the share of a panel that they may take.
const BEFORE_WORDS: f64 = 6.0;
const WIDEST_WORDS: f64 = 0.6;

/// The size of a last figure.
const LATEST_SIZE: f64 = TEXT_SIZE;

/// Draws small multiples as SVG.
///
/// Panels stand in rows from left to right in the order given, all from the same first period to the same last one. Never fails: without any figure the
/// picture says so. It needs 104 points across, and down 60 for each row, or 73 where a title has two lines; [`multiples_height`] is comfortable.
pub fn multiples(chart: &SmallMultiples, size: Size, palette: Palette, looks: &RatingLooks) -> Drawing {
    let grid = Grid::of(chart.panels.len(), size.width);
    let titles = titles(chart, grid, size.width.max(LEAST_PANEL));
    let least = titles.iter().map(|lines| title_height(*lines) + LEAST_PLOT + BELOW_PANEL).sum::<f64>() - BELOW_PANEL;
    let size = size.at_least(LEAST_PANEL, least);
    let panels: Vec<SmallChart> = chart.panels.iter().map(|panel| small_chart(chart, panel)).collect();
    if panels.iter().all(|panel| Own::of(&panel.points, panel.points.len()).latest().is_none()) {
        return frame::nothing(size);
    }
    Canvas::paint(size, |canvas| {
        for (panel, (frame, lines)) in
            chart.panels.iter().zip(&panels).zip(frames(chart.panels.len(), grid, &titles, size))
        {
            let (panel, small) = panel;
            for text in title(panel, small.latest.is_some(), frame, lines) {
                canvas.text(&text);
            }
            if let Some(placed) = Placed::new(small, frame, LATEST_SIZE, looks) {
                placed.draw(canvas, small, palette, looks);
            }
        }
    })
}

/// The height in points in which so many panels stand at reading size in a picture of this width.
pub fn multiples_height(count: usize, width: f64) -> f64 {
    Grid::of(count, width).rows as f64 * (TITLE + PLOT + BELOW_PANEL) - BELOW_PANEL
}

/// A part's line; its last figure stands at the end where it is that of the last period.
fn small_chart(chart: &SmallMultiples, panel: &Panel) -> SmallChart {
    let last = panel.points.len().saturating_sub(1);
    let is_figure = panel.points.last().is_some_and(|point| point.value.is_some_and(f64::is_finite));
    SmallChart {
        points: panel.points.clone(),
        first: panel.first.clone(),
        latest: is_figure.then(|| LatestFigure { at: last, label: panel.words.clone(), rating: RatingKey::Info }),
        target: chart.target.clone(),
        axis: chart.axis.clone(),
        least_span: panel.least_span,
        ..SmallChart::default()
    }
}

/// How many panels stand beside and below one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grid {
    columns: usize,
    rows: usize,
}

impl Grid {
    /// As few rows as the width allows, and then no more columns than fill them.
    fn of(count: usize, width: f64) -> Self {
        let most = (((width + GUTTER) / (LEAST_PANEL + GUTTER)) as usize).max(1);
        let rows = count.div_ceil(most).max(1);
        Self { columns: count.div_ceil(rows).max(1), rows }
    }

    fn panel_width(self, picture_width: f64) -> f64 {
        (picture_width + GUTTER) / self.columns as f64 - GUTTER
    }
}

/// How many lines the titles of each row have.
fn titles(chart: &SmallMultiples, grid: Grid, picture_width: f64) -> Vec<usize> {
    let width = grid.panel_width(picture_width);
    let lines_of = |panel: &Panel| {
        let ends = panel.points.last().is_some_and(|point| point.value.is_some_and(f64::is_finite));
        Header::new(panel, ends, width, 2).title.len()
    };
    chart.panels.chunks(grid.columns).map(|row| row.iter().map(lines_of).max().unwrap_or(1)).collect()
}

fn title_height(lines: usize) -> f64 {
    TITLE + lines.saturating_sub(1) as f64 * LINE_PITCH
}

/// Where the line of each panel stands, and how many lines the titles of its row have.
fn frames(count: usize, grid: Grid, titles: &[usize], size: Size) -> Vec<(Rect, usize)> {
    let width = grid.panel_width(size.width);
    let room = size.height - titles.iter().copied().map(title_height).sum::<f64>() + BELOW_PANEL;
    let height = (room / grid.rows as f64 - BELOW_PANEL).min(HIGHEST_PLOT);
    let frame = |index: usize| {
        let (column, row) = (index % grid.columns, index / grid.columns);
        let left = column as f64 * (width + GUTTER);
        let above = titles[..=row].iter().copied().map(title_height).sum::<f64>();
        let top = above + row as f64 * (height + BELOW_PANEL);
        (Rect { left, top, right: left + width, bottom: top + height }, titles[row])
    };
    (0..count).map(frame).collect()
}

/// What stands above a panel: its title in one line or two, and at the end of the last, where no figure stands at the line's end, why there is none.
struct Header {
    title: Vec<String>,
    words: String,
}

impl Header {
    fn new(panel: &Panel, has_figure: bool, panel_width: f64, most_lines: usize) -> Self {
        let words = if has_figure { String::new() } else { tidy(&panel.words) };
        let words = in_one_line(&words, Weight::Regular, WIDEST_WORDS * panel_width);
        let taken = if words.is_empty() { 0.0 } else { width(&words, Weight::Regular) + BEFORE_WORDS };
        let (title, room) = (tidy(&panel.label), panel_width - taken);
        let is_short = width(&title, Weight::Bold) <= room;
        let title = if is_short { vec![title] } else { in_lines(&title, Weight::Bold, room, most_lines) };
        Self { title, words }
    }
}

fn title(panel: &Panel, has_figure: bool, frame: Rect, lines: usize) -> Vec<Text> {
    let header = Header::new(panel, has_figure, frame.right - frame.left, lines);
    let last = frame.top - TITLE + TITLE_BASELINE;
    let first = last - (header.title.len().saturating_sub(1)) as f64 * LINE_PITCH;
    let title = header.title.into_iter().enumerate().map(|(index, line)| {
        Text::new(line, Spot::new(frame.left, first + index as f64 * LINE_PITCH), Weight::Bold, TEXT)
    });
    let words = Text::new(header.words, Spot::new(frame.right, last), Weight::Regular, SOFT).ending();
    title.chain([words]).filter(|text| !text.words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fill_their_rows_as_evenly_as_can_be() {
        let grid = |count, width| {
            let Grid { columns, rows } = Grid::of(count, width);
            (columns, rows)
        };
        assert_eq!(grid(6, 503.0), (3, 2));
        assert_eq!(grid(4, 503.0), (4, 1));
        assert_eq!(grid(5, 503.0), (3, 2));
        assert_eq!(grid(12, 344.0), (3, 4));
        assert_eq!(grid(2, 120.0), (1, 2));
        assert_eq!(grid(0, 503.0), (1, 1));
    }
}
