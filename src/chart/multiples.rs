//! Small multiples: a panel for each part of a breakdown, all on one scale.

use plotters::style::RGBColor;

use super::Size;
use super::axis::Axis;
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight, width};
use super::figures::{Own, Values, drawable};
use super::frame::{self, AFTER_NUMBERS, HEADING_BASELINE, heading_text, number_texts, numbers_width, paint_grid};
use super::geometry::{Rect, Spot};
use super::line::{self, Style};
use super::palette::{Palette, TEXT};
use super::periods::{self, PeriodWords};
use super::plot::Plot;
use super::trend::steps;
use super::wrap::{in_lines, in_one_line, tidy};
use crate::page::chart::{Panel, SmallMultiples};

/// The least width of a panel, between two of them, and what the numbers at the left are taken to need where the panels
/// of a row are counted.
const LEAST_PANEL: f64 = 104.0;
const GUTTER: f64 = 14.0;
const NUMBERS: f64 = 32.0;

/// Above the panels: what the axis and the target have to say, or a little paper where they say nothing.
const HEADING: f64 = 17.0;
const NO_HEADING: f64 = 1.0;

/// At the right edge of the picture: the last word below a panel reaches as far out of it on either side.
const EDGE: f64 = 4.0;

/// A panel's title in one line with the space below it, and between the foot of a panel and the next title.
const TITLE: f64 = 15.5;
const BELOW_PANEL: f64 = 9.0;

/// The height of a panel's plot: at reading size, at least, and of the highest.
const PLOT: f64 = 46.0;
const LEAST_PLOT: f64 = 20.0;
const HIGHEST_PLOT: f64 = 120.0;

/// The least height of a step of the axis, and their number at most.
const LEAST_STEP: f64 = 17.0;
const MOST_STEPS: usize = 4;

/// From a title to the figure behind it, and the share of a panel that a figure may take.
const BEFORE_FIGURE: f64 = 6.0;
const WIDEST_FIGURE: f64 = 0.6;

/// The piece of line before the target's label.
const SAMPLE: f64 = 16.0;
const AFTER_SAMPLE: f64 = 4.0;

const TARGET: Stroke = Stroke::solid(TEXT, 0.9).dashed(3.6, 2.2);

/// Draws small multiples as SVG.
///
/// Panels stand in rows from left to right in the order given; the periods are named below the lowest panel of each
/// column. Never fails: without any figure the picture says so. It needs 145 points across, and down 38 and for each
/// row 57; [`multiples_height`] is comfortable.
pub fn multiples(chart: &SmallMultiples, size: Size, palette: Palette) -> Drawing {
    let figures = Figures::of(chart);
    let below = periods::height(&chart.periods);
    let rows = Grid::of(chart.panels.len(), size.width).rows as f64;
    let least = HEADING + rows * (TITLE + LINE_PITCH + LEAST_PLOT + BELOW_PANEL) - BELOW_PANEL + below;
    let size = size.at_least(LEAST_PANEL + NUMBERS + AFTER_NUMBERS + EDGE, least);
    match Axis::fit(&figures.all(), &chart.axis, 1) {
        Some(_) => Layout::new(chart, figures, size, palette).paint(),
        None => frame::nothing(size),
    }
}

/// The height in points in which so many panels stand at reading size in a picture of this width.
pub fn multiples_height(count: usize, width: f64) -> f64 {
    let rows = Grid::of(count, width).rows as f64;
    HEADING + rows * (TITLE + PLOT + BELOW_PANEL) - BELOW_PANEL + periods::GREATEST_HEIGHT
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
        let most = (((width - NUMBERS - EDGE + GUTTER) / (LEAST_PANEL + GUTTER)) as usize).max(1);
        let rows = count.div_ceil(most).max(1);
        Self { columns: count.div_ceil(rows).max(1), rows }
    }
}

/// The numbers that can be drawn.
struct Figures {
    panels: Vec<Own>,
    target: Values,
}

impl Figures {
    fn of(chart: &SmallMultiples) -> Self {
        let periods = chart.periods.len();
        Self {
            panels: chart.panels.iter().map(|panel| Own::of(&panel.points, periods)).collect(),
            target: drawable(chart.target.iter().copied(), periods),
        }
    }

    fn all(&self) -> Vec<f64> {
        let own = self.panels.iter().map(|own| &own.values);
        own.chain([&self.target]).flatten().copied().flatten().collect()
    }
}

/// Everything that is drawn, with its place.
struct Layout {
    size: Size,
    palette: Palette,
    figures: Figures,
    plots: Vec<Plot>,
    /// The words below the panels that have any, by the panel's index.
    periods: Vec<(usize, PeriodWords)>,
    sample: Option<[Spot; 2]>,
    texts: Vec<Text>,
}

impl Layout {
    fn new(chart: &SmallMultiples, figures: Figures, size: Size, palette: Palette) -> Self {
        let grid = Grid::of(chart.panels.len(), size.width);
        let below = periods::height(&chart.periods);
        let target = target_text(chart, &figures, size.width);

        // how many lines the titles take depends on the numbers' width, and that on the height that the titles leave
        let set = |titles: Vec<f64>| {
            let height = |top: f64| {
                let room = size.height - top - below - titles.iter().sum::<f64>() + BELOW_PANEL;
                (room / grid.rows as f64 - BELOW_PANEL).min(HIGHEST_PLOT)
            };
            let steps = ((height(HEADING) / LEAST_STEP) as usize).clamp(1, MOST_STEPS);
            let axis = Axis::fit(&figures.all(), &chart.axis, steps).expect("there is an amount");
            let top = if axis.headings.is_empty() && target.is_none() { NO_HEADING } else { HEADING };
            let height = height(top);
            let left = (numbers_width(&axis) + AFTER_NUMBERS).min(size.width - LEAST_PANEL - EDGE);
            let width = (size.width - EDGE - left + GUTTER) / grid.columns as f64 - GUTTER;
            (axis, left, width, top, height, titles)
        };
        let (_, _, width, ..) = set(vec![TITLE; grid.rows]);
        let rows = chart.panels.chunks(grid.columns);
        let lines = rows.map(|row| row.iter().map(|panel| Header::new(panel, width, 2).title.len()).max().unwrap_or(1));
        let lines: Vec<_> = lines.collect();
        let titles = lines.iter().map(|lines| TITLE + (lines - 1) as f64 * LINE_PITCH);
        let (axis, left, width, top, height, titles) = set(titles.collect());

        let plot = |index: usize| {
            let (column, row) = (index % grid.columns, index / grid.columns);
            let left = left + column as f64 * (width + GUTTER);
            let top = top + row as f64 * (height + BELOW_PANEL) + titles[..=row].iter().sum::<f64>();
            let area = Rect { left, top, right: left + width, bottom: top + height };
            Plot { area, axis: axis.clone(), periods: chart.periods.len() }
        };
        let plots: Vec<_> = (0..chart.panels.len()).map(plot).collect();

        let mut texts: Vec<_> = plots.iter().step_by(grid.columns).flat_map(number_texts).collect();
        let free = target.as_ref().map_or(size.width, |text| text.start.x - SAMPLE - AFTER_SAMPLE - BEFORE_FIGURE);
        texts.extend(heading_text(&axis, free));
        for (index, (panel, plot)) in chart.panels.iter().zip(&plots).enumerate() {
            let header = Header::new(panel, width, lines[index / grid.columns]);
            texts.extend(header.texts(plot.area, palette.own_words()));
        }
        let sample = target.as_ref().map(|text| {
            let (y, right) = (text.start.y - MIDDLE_TO_BASELINE, text.start.x - AFTER_SAMPLE);
            [Spot::new(right - SAMPLE, y), Spot::new(right, y)]
        });
        texts.extend(target);
        let lowest = plots.len().saturating_sub(grid.columns)..plots.len();
        let words = |index: usize| {
            let plot = &plots[index];
            let limits = (plot.area.left - EDGE, plot.area.right + EDGE);
            (index, PeriodWords::set(&chart.periods, |period| plot.x(period), plot.area.bottom, limits))
        };
        Self { size, palette, periods: lowest.map(words).collect(), figures, plots, sample, texts }
    }

    fn paint(&self) -> Drawing {
        let style = Style {
            colour: self.palette.own(),
            width: 1.4,
            dense_width: 1.1,
            disc: 1.5,
            latest: 2.6,
            least_pitch: 4.5,
        };
        Canvas::paint(self.size, |canvas| {
            for (index, (own, plot)) in self.figures.panels.iter().zip(&self.plots).enumerate() {
                let words = self.periods.iter().find(|(of, _)| *of == index).map(|(_, words)| words);
                paint_grid(canvas, plot, words.map_or(&[], |words| &words.ticked));
                for spots in steps(&self.figures.target, plot) {
                    canvas.path(&spots, TARGET);
                }
                line::draw(canvas, own, plot, &style);
            }
            if let Some([from, to]) = self.sample {
                canvas.line(from, to, TARGET);
            }
            let words = self.periods.iter().flat_map(|(_, words)| &words.texts);
            for text in self.texts.iter().chain(words) {
                canvas.text(text);
            }
        })
    }
}

/// The label of the target at the right end of the heading; none where there is no target.
fn target_text(chart: &SmallMultiples, figures: &Figures, picture_width: f64) -> Option<Text> {
    figures.target.iter().find(|value| value.is_some())?;
    let room = (picture_width - SAMPLE - AFTER_SAMPLE) / 2.0;
    let words = in_one_line(&tidy(&chart.target_label), Weight::Regular, room);
    let text = Text::plain(words, Spot::new(picture_width - EDGE, HEADING_BASELINE)).ending();
    (!text.words.is_empty()).then_some(text)
}

/// What stands above a panel: its title in one line or two, and at the end of the last its latest figure.
struct Header {
    title: Vec<String>,
    figure: String,
}

impl Header {
    fn new(panel: &Panel, panel_width: f64, most_lines: usize) -> Self {
        let figure = in_one_line(&tidy(&panel.words), Weight::Regular, WIDEST_FIGURE * panel_width);
        let taken = if figure.is_empty() { 0.0 } else { width(&figure, Weight::Regular) + BEFORE_FIGURE };
        let (title, room) = (tidy(&panel.label), panel_width - taken);
        let is_short = width(&title, Weight::Bold) <= room;
        let title = if is_short { vec![title] } else { in_lines(&title, Weight::Bold, room, most_lines) };
        Self { title, figure }
    }

    fn texts(self, plot: Rect, ink: RGBColor) -> impl Iterator<Item = Text> {
        let baseline = plot.top - TITLE + HEADING_BASELINE;
        let first = baseline - (self.title.len() - 1) as f64 * LINE_PITCH;
        let title = self.title.into_iter().enumerate().map(move |(index, line)| {
            Text::new(line, Spot::new(plot.left, first + index as f64 * LINE_PITCH), Weight::Bold, TEXT)
        });
        let figure = Text::new(self.figure, Spot::new(plot.right, baseline), Weight::Regular, ink).ending();
        title.chain([figure]).filter(|text| !text.words.is_empty())
    }
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
        assert_eq!(grid(12, 344.0), (2, 6));
        assert_eq!(grid(2, 120.0), (1, 2));
        assert_eq!(grid(0, 503.0), (1, 1));
    }
}
