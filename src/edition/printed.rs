//! What a paper prints, as a record keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::load::Record;
use crate::load::record::{FigureText, IndicatorRecord};
use crate::model::FigureKind;
use crate::page::{BlockView, CommentaryView, IndicatorView, PaperView};
use crate::view::FigureRow;

use super::difference::is_told_apart;

/// The texts and figures of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Printed {
    /// Texts of the whole paper and of its themes, by their headings.
    pub texts: BTreeMap<String, String>,
    /// In page order; their pages are known once the document is set.
    pub indicators: Vec<IndicatorRecord>,
}

impl Printed {
    /// What a paper prints.
    pub fn of(paper: &PaperView, rows: &[FigureRow]) -> Self {
        let whole = [("Recommendation", &paper.recommendation), ("Summary", &paper.summary)];
        let whole = whole.into_iter().map(|(heading, text)| (heading.to_owned(), text.as_ref()));
        let themes = paper.themes.iter().map(|theme| (theme.name.clone(), theme.analysis.as_ref()));
        let texts = whole.chain(themes).filter_map(|(heading, text)| Some((heading, plain(text?)))).collect();
        let mut figures: BTreeMap<&str, BTreeMap<String, BTreeMap<String, FigureText>>> = BTreeMap::new();
        let mut units: BTreeMap<&str, &str> = BTreeMap::new();
        for row in rows {
            if row.kind == FigureKind::Value {
                units.entry(&row.code).or_insert(&row.unit);
            }
            let of_kind = figures.entry(&row.code).or_default().entry(row.kind.to_string()).or_default();
            of_kind.insert(row.period.to_string(), text(row));
        }
        let indicator = |view: &IndicatorView| IndicatorRecord {
            unit: units.get(view.code.as_str()).map_or_else(String::new, |unit| (*unit).to_owned()),
            code: view.code.clone(),
            name: view.name.clone(),
            page: None,
            measured: view.measured.clone(),
            definition: view.definition.clone(),
            target: if view.target_line.is_empty() { view.target.clone() } else { view.target_line.clone() },
            rating: view.rating.word.to_owned(),
            shown: [view.value.as_str(), &view.marks].join(" ").trim().to_owned(),
            direction: view.change.words.clone(),
            signal: view.spc.as_ref().map_or_else(String::new, |spc| spc.variation.word.clone()),
            behind: view.behind.as_ref().map_or_else(String::new, plain),
            next: view.next.as_ref().map_or_else(String::new, plain),
            figures: figures.get(view.code.as_str()).cloned().unwrap_or_default(),
        };
        Self { texts, indicators: paper.indicators().map(indicator).collect() }
    }

    /// What a record says was printed.
    pub fn recorded(record: &Record) -> Self {
        let mut indicators = record.indicators.clone();
        indicators.iter_mut().for_each(|indicator| indicator.page = None);
        Self { texts: record.texts.clone(), indicators }
    }

    /// Two prints as far as they can be held against one another where two versions of the program made them: the figures that both
    /// have, with states and ratings, targets by their figures, and what people wrote. A version may find better words, or print and
    /// compute more; that is no news to whoever holds the paper.
    pub fn comparable(&self, other: &Self) -> (Self, Self) {
        (self.beside(other), other.beside(self))
    }

    fn beside(&self, other: &Self) -> Self {
        let indicators = self.indicators.iter().map(|indicator| match other.indicator(&indicator.code) {
            Some(counterpart) => stripped(indicator, counterpart),
            None => indicator.clone(),
        });
        Self { texts: self.texts.clone(), indicators: indicators.collect() }
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<&IndicatorRecord> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }
}

/// An indicator without the program's own words, and without figures that the other print of it has not.
fn stripped(indicator: &IndicatorRecord, other: &IndicatorRecord) -> IndicatorRecord {
    let mut kept = indicator.clone();
    for words in [&mut kept.measured, &mut kept.direction, &mut kept.signal, &mut kept.shown, &mut kept.rating] {
        words.clear();
    }
    let counted = |side: &IndicatorRecord, period: &String| {
        Some(side.figures.get(&FigureKind::Numerator.to_string())?.get(period)?.value.clone())
    };
    kept.figures.retain(|kind, periods| {
        let is_level = kind.parse().is_ok_and(|kind: FigureKind| kind.is_level());
        let theirs = other.figures.get(kind).filter(|_| !is_level);
        periods.retain(|period, figure| {
            let Some(their) = theirs.and_then(|theirs| theirs.get(period)) else { return false };
            if is_told_apart(their, figure) && counted(indicator, period) == counted(other, period) {
                figure.clone_from(their);
            }
            true
        });
        !periods.is_empty()
    });
    // Targets by their figures: the line of the page that says them is the program's.
    let latest =
        |kind: &FigureKind| kept.figures.get(&kind.to_string())?.values().next_back().map(|it| it.value.clone());
    kept.target = FigureKind::TARGETS.iter().filter_map(latest).collect::<Vec<_>>().join(" to ");
    kept
}

/// A row's figure with states and rating.
pub fn text(row: &FigureRow) -> FigureText {
    FigureText { value: row.value.clone(), state: row.state.clone(), rating: row.rating.clone() }
}

/// Commentary as running text, a paragraph, an item or a cell a line.
fn plain(text: &CommentaryView) -> String {
    let mut lines = Vec::new();
    text.blocks.iter().for_each(|block| read(block, "", &mut lines));
    lines.join("\n")
}

fn read(block: &BlockView, before: &str, lines: &mut Vec<String>) {
    match block {
        BlockView::Paragraph { runs } => {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            lines.push(format!("{before}{text}"));
        }
        BlockView::List { items, .. } => {
            items.iter().flatten().for_each(|block| read(block, &format!("{before}- "), lines));
        }
        BlockView::Quotation { items } => {
            items.iter().flatten().for_each(|block| read(block, &format!("{before}> "), lines));
        }
        BlockView::Table { items, .. } => items.iter().flatten().for_each(|cell| read(cell, before, lines)),
    }
}
