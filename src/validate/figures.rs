//! Figures and benchmarks: each cell one figure, each figure one cell.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Span};
use crate::load::RawProject;
use crate::load::raw::{RawCell, RawRelease, RawTable, Text};
use crate::model::{
    Date, Indicator, IndicatorCode, Observation, Period, PublishedRating, PublishedWords, Release, Series, Shown,
    Theme, Value,
};

use super::Known;
use super::cell::{self, CellError, CellRules};
use super::words::Words;

/// What the figures' files hold.
pub struct Figures {
    pub series: BTreeMap<IndicatorCode, Series>,
    pub extracted: BTreeMap<Period, Date>,
    pub sources: Vec<String>,
}

/// Reads every table.
pub fn figures(raw: &RawProject, themes: &[Theme], known: &Known, words: &mut Words) -> Figures {
    let mut reader = Reader { themes, known, words, series: BTreeMap::new(), places: BTreeMap::new() };
    for table in &raw.tables {
        reader.table(table);
    }
    let series = reader.series;
    let mut figures = Figures { series, extracted: BTreeMap::new(), sources: Vec::new() };
    for file in &raw.figure_files {
        let date = file.extracted.as_ref().and_then(|text| words.date(text));
        if let (Some(period), Some(date)) = (&file.period, date)
            && let Some(period) = words.period_in_name(period)
        {
            figures.extracted.insert(period, date);
        }
        if let Some(source) = words.optional(file.source.as_ref(), "`source`")
            && !figures.sources.contains(&source)
        {
            figures.sources.push(source);
        }
    }
    figures
}

struct Reader<'r, 'w> {
    themes: &'r [Theme],
    known: &'r Known,
    words: &'r mut Words<'w>,
    series: BTreeMap<IndicatorCode, Series>,
    /// Where each figure was first given.
    places: BTreeMap<(IndicatorCode, Period), Span>,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &RawTable) {
        let header: Vec<Option<Period>> =
            table
                .header
                .iter()
                .map(|text| {
                    if table.spreadsheet {
                        self.words.spreadsheet_period(text)
                    } else {
                        self.words.period_in_name(text)
                    }
                })
                .collect();
        let denominators: BTreeMap<&str, &[Option<RawCell>]> = table
            .rows
            .iter()
            .filter(|row| row.out_of)
            .map(|row| (row.code.value.as_str(), row.cells.as_slice()))
            .collect();
        for row in &table.rows {
            let Some(code) = self.words.known_code(&row.code, self.known) else { continue };
            if row.out_of && !table.rows.iter().any(|other| !other.out_of && other.code.value == row.code.value) {
                self.words.push(
                    Diagnostic::new(Code::MissingKey, format!("there is a row `{code} out of`, but no row `{code}`"))
                        .at(row.code.span)
                        .hint("add the row with the counts"),
                );
            }
            // A definition that could not be read has already been reported.
            let Some(indicator) = find(self.themes, &code) else { continue };
            if row.out_of || !self.fits(table, row.cells.len(), &row.code) {
                continue;
            }
            let out_of = denominators.get(row.code.value.as_str());
            for (i, (cell, period)) in row.cells.iter().zip(&header).enumerate() {
                let (Some(cell), Some(period)) = (cell, period) else { continue };
                let joined = out_of
                    .and_then(|cells| cells.get(i))
                    .and_then(Option::as_ref)
                    .and_then(|out_of| join(cell, out_of));
                self.cell(indicator, *period, joined.as_ref().unwrap_or(cell));
            }
        }
    }

    fn fits(&mut self, table: &RawTable, length: usize, code: &Text) -> bool {
        if length == table.header.len() {
            return true;
        }
        self.words.push(row_length(&code.value, code.span, length, table.header.len(), table.header_span));
        false
    }

    fn cell(&mut self, indicator: &Indicator, period: Period, cell: &RawCell) {
        let rules =
            CellRules { unit: indicator.unit, fraction: indicator.out_of.is_some(), any_range: indicator.any_range };
        let (shown, marks) = match cell::read(&cell.text.value, rules) {
            Ok(read) => read,
            Err(error) => return self.words.push(explain(error, indicator).at(cell.text.span)),
        };
        let rating = cell.rating.as_ref().and_then(|text| self.words.choice(text, "rating", RATINGS));
        let change = self.words.optional(cell.change.as_ref(), "`change`");
        let note = self.words.optional(cell.note.as_ref(), "`note`");
        let observation = Observation { shown, marks, published: PublishedWords { rating, change }, note };
        let series = self.series.entry(indicator.code.clone()).or_default();
        let key = (indicator.code.clone(), period);
        match series.at(period) {
            None => {
                series.insert(period, observation);
                self.places.insert(key, cell.text.span);
            }
            Some(first) if *first == observation => {}
            Some(_) => {
                let first = self.places[&key];
                self.words.push(
                    Diagnostic::new(
                        Code::ConflictingCell,
                        format!("`{}` has two different figures for {period}", indicator.code),
                    )
                    .at_with(cell.text.span, "this one here")
                    .also(first, "another here")
                    .hint("correct or delete one of the two; a restated figure is edited in place"),
                );
            }
        }
    }
}

const RATINGS: &[(&str, PublishedRating)] =
    &[("red", PublishedRating::Red), ("amber", PublishedRating::Amber), ("green", PublishedRating::Green)];

/// A spreadsheet's count and denominator as one cell; a state in the count's cell stands for both.
fn join(count: &RawCell, out_of: &RawCell) -> Option<RawCell> {
    let (figure, states) = count.text.value.split_once(' ').unwrap_or((&count.text.value, ""));
    let is_figure = figure.starts_with(|c: char| c.is_ascii_digit());
    let value = format!("{figure}/{} {states}", out_of.text.value);
    is_figure.then(|| RawCell { text: Text { value, span: count.text.span }, ..count.clone() })
}

fn find<'t>(themes: &'t [Theme], code: &IndicatorCode) -> Option<&'t Indicator> {
    themes.iter().flat_map(|theme| &theme.indicators).find(|indicator| indicator.code == *code)
}

fn row_length(name: &str, span: Span, length: usize, expected: usize, header: Span) -> Diagnostic {
    Diagnostic::new(Code::RowLength, format!("`{name}` has {length} values for {expected} periods"))
        .at_with(span, format!("{length} values"))
        .also(header, format!("{expected} periods"))
        .hint("give one value a period: `x` where there is none")
}

fn explain(error: CellError, indicator: &Indicator) -> Diagnostic {
    let code = &indicator.code;
    let states = "write a number, `11/22`, or a state: z x c k late nd; beside a figure p r b e f i";
    match error {
        CellError::NotAFigure => {
            Diagnostic::new(Code::NotAFigure, format!("this is no figure for `{code}`")).hint(states)
        }
        CellError::UnknownState => {
            Diagnostic::new(Code::NotAFigure, format!("`{code}` has a letter here that is no state beside a figure"))
                .hint(states)
        }
        CellError::TooMuch => {
            Diagnostic::new(Code::NotAFigure, format!("`{code}` has a figure and a state that cannot stand together"))
                .hint(states)
        }
        CellError::NotAPercentage => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not a percentage"))
            .hint("remove the per cent sign, or say `unit: percent`"),
        CellError::NotPounds => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not in pounds"))
            .hint("remove the pound sign, or say `unit: pounds`"),
        CellError::NoFraction => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not a count out of another"))
            .hint("give one number, or say with the indicator what is counted (`count`) and out of what (`out_of`)"),
        CellError::CountExceedsOutOf => {
            Diagnostic::new(Code::CountExceedsOutOf, format!("`{code}` counts more than there are to count from"))
                .hint("see whether the two numbers are the wrong way round")
        }
        CellError::DivisionByZero => Diagnostic::new(Code::DivisionByZero, format!("`{code}` counts some out of none"))
            .hint("correct one of the two; `0/0` means no cases"),
        CellError::OutOfRange => {
            Diagnostic::new(Code::OutOfRange, format!("`{code}` lies outside what its unit can be"))
                .hint("correct the figure, or say `range: any` with the indicator if it can really go there")
        }
    }
}

/// Reads the releases of benchmarks.
pub fn releases(raw: &RawProject, themes: &[Theme], known: &Known, words: &mut Words) -> Vec<Release> {
    raw.releases.iter().map(|raw| release(raw, themes, known, words)).collect()
}

fn release(raw: &RawRelease, themes: &[Theme], known: &Known, words: &mut Words) -> Release {
    let header: Vec<Option<Period>> = raw.header.iter().map(|text| words.period(text)).collect();
    let mut areas = Vec::new();
    for (area, rows) in &raw.areas {
        let mut by_code: BTreeMap<IndicatorCode, BTreeMap<Period, Value>> = BTreeMap::new();
        for row in rows {
            let Some(code) = words.known_code(&row.code, known) else { continue };
            let Some(indicator) = find(themes, &code) else { continue };
            if row.cells.len() != header.len() {
                words.push(row_length(&row.code.value, row.code.span, row.cells.len(), header.len(), raw.header_span));
                continue;
            }
            let figures = by_code.entry(code).or_default();
            for (cell, period) in row.cells.iter().zip(&header) {
                if let (Some(value), Some(period)) = (benchmark(cell, indicator, words), period) {
                    figures.insert(*period, value);
                }
            }
        }
        areas.push((words.text(area, "the area's name"), by_code));
    }
    if let Some(link) = &raw.link {
        words.safe_link(link);
    }
    Release {
        title: words.optional(raw.release.as_ref(), "`release`").unwrap_or_default(),
        publisher: words.optional(raw.publisher.as_ref(), "`publisher`"),
        published: raw.published.as_ref().and_then(|text| words.date(text)),
        link: raw.link.as_ref().map(|link| link.value.trim().to_owned()),
        areas,
    }
}

/// A benchmark is a plain amount, or a state where the area has none.
fn benchmark(cell: &Text, indicator: &Indicator, words: &mut Words) -> Option<Value> {
    let rules = CellRules { unit: indicator.unit, fraction: false, any_range: indicator.any_range };
    match cell::read(&cell.value, rules) {
        Ok((Shown::Amount(value), _)) => Some(value),
        Ok((Shown::Missing(_), _)) => None,
        Ok((Shown::Fraction { .. }, _)) => unreachable!("a benchmark's rules allow no fraction"),
        Err(error) => {
            words.push(explain(error, indicator).at(cell.span));
            None
        }
    }
}
