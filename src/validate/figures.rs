//! Figures and benchmarks: each cell one figure, each figure one cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Span};
use crate::load::RawProject;
use crate::load::raw::{RawCell, RawRelease, RawRow, RawTable, Text};
use crate::model::{
    Date, Frequency, Indicator, IndicatorCode, Observation, Period, PublishedRating, PublishedWords, Release, Series,
    Shown, Theme, Value,
};

use super::Known;
use super::cell::{self, CellError, CellRules};
use super::words::Words;

/// What the figures' files hold.
pub struct Figures {
    /// The periods for which each code has a cell, whether it could be read or not.
    pub rows: BTreeMap<IndicatorCode, BTreeSet<Period>>,
    pub series: BTreeMap<IndicatorCode, Series>,
    pub extracted: BTreeMap<Period, Date>,
    pub sources: Vec<String>,
}

/// Reads every table.
pub fn figures(raw: &RawProject, themes: &[Theme], known: &Known, words: &mut Words) -> Figures {
    let mut reader =
        Reader { themes, known, words, rows: BTreeMap::new(), series: BTreeMap::new(), places: BTreeMap::new() };
    for table in &raw.tables {
        reader.table(table);
    }
    let Reader { rows, series, .. } = reader;
    let mut figures = Figures { rows, series, extracted: BTreeMap::new(), sources: Vec::new() };
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
    rows: BTreeMap<IndicatorCode, BTreeSet<Period>>,
    series: BTreeMap<IndicatorCode, Series>,
    /// Where each figure was first given.
    places: BTreeMap<(IndicatorCode, Period), Span>,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &RawTable) {
        let header: Vec<Option<Period>> = table.header.iter().map(|text| self.header_period(table, text)).collect();
        self.gaps(table, &header);
        let mut denominators: BTreeMap<&str, &RawRow> = BTreeMap::new();
        let mut counts: BTreeMap<&str, Span> = BTreeMap::new();
        for row in &table.rows {
            let name = row.code.value.as_str();
            let first = if row.out_of {
                denominators.insert(name, row).map(|row| row.code.span)
            } else {
                counts.insert(name, row.code.span)
            };
            if let Some(first) = first {
                let kind = if row.out_of { " out of" } else { "" };
                self.words.push(
                    Diagnostic::new(Code::RepeatedKey, format!("the row `{name}{kind}` stands twice"))
                        .at_with(row.code.span, "again here")
                        .also(first, "first here")
                        .hint("keep one of the two"),
                );
            }
        }
        for row in &table.rows {
            let Some(code) = self.words.known_code(&row.code, self.known) else { continue };
            if row.cells.iter().any(Option::is_some) {
                let given =
                    row.cells.iter().zip(&header).filter(|(cell, _)| cell.is_some()).filter_map(|(_, period)| *period);
                self.rows.entry(code.clone()).or_default().extend(given);
            }
            if row.out_of && !counts.contains_key(row.code.value.as_str()) {
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
            let out_of = denominators.get(row.code.value.as_str()).map(|row| &row.cells);
            for (i, (cell, period)) in row.cells.iter().zip(&header).enumerate() {
                let Some(period) = period else { continue };
                let denominator = out_of.map(|cells| cells.get(i).and_then(Option::as_ref));
                match (cell, denominator) {
                    (Some(cell), None) => self.cell(indicator, *period, cell),
                    (Some(cell), Some(Some(out_of))) => self.cell(indicator, *period, &join(cell, out_of)),
                    (Some(cell), Some(None)) if is_count(&cell.text.value) => {
                        self.half(&code, *period, "its `out of`", cell.text.span)
                    }
                    (Some(cell), Some(None)) => self.cell(indicator, *period, cell),
                    (None, Some(Some(out_of))) => self.half(&code, *period, "its count", out_of.text.span),
                    (None, _) => {}
                }
            }
        }
    }

    fn gaps(&mut self, table: &RawTable, header: &[Option<Period>]) {
        for (pair, texts) in header.windows(2).zip(table.header.windows(2)) {
            let (Some(first), Some(next)) = (pair[0], pair[1]) else { continue };
            if first.frequency() == next.frequency() && first < next.previous() {
                self.words.push(
                    Diagnostic::new(Code::HeaderGap, format!("{next} follows {first}: {} is left out", next.previous()))
                        .at(texts[1].span)
                        .hint("see whether the figures stand under their own period; keep the column and write `x` where there is none"),
                );
            }
        }
    }

    /// A spreadsheet's count without its denominator, or the other way round.
    fn half(&mut self, code: &IndicatorCode, period: Period, missing: &str, span: Span) {
        self.words.push(
            Diagnostic::new(Code::NotAFigure, format!("`{code}` lacks {missing} for {period}"))
                .at(span)
                .hint("give both cells, or a state such as `x` in the row of the counts"),
        );
    }

    fn header_period(&mut self, table: &RawTable, text: &Text) -> Option<Period> {
        let period =
            if table.spreadsheet { self.words.spreadsheet_period(text)? } else { self.words.period_in_name(text)? };
        let frequency = match table.word.as_ref().map(|word| word.value.to_lowercase()).as_deref() {
            Some("months") => Frequency::Month,
            Some("quarters") => Frequency::Quarter,
            Some("years") => Frequency::Year,
            _ => return Some(period),
        };
        if period.frequency() == frequency {
            return Some(period);
        }
        let (is, wanted) = (period.frequency().noun(), frequency.noun());
        self.words.push(
            Diagnostic::new(Code::AmbiguousPeriod, format!("`{}` is a {is}, not a {wanted}", text.value))
                .at(text.span)
                .hint("months, quarters and years each have a table of their own"),
        );
        None
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
            Err(error) => {
                let diagnostic =
                    explain(error, indicator).at(cell.text.span).hint_if(habit(&cell.text.value).map(str::to_owned));
                return self.words.push(diagnostic);
            }
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
                        format!("`{}` is given twice for {period}, differently", indicator.code),
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
fn join(count: &RawCell, out_of: &RawCell) -> RawCell {
    if !is_count(&count.text.value) {
        return count.clone();
    }
    let (figure, states) = count.text.value.split_once(' ').unwrap_or((&count.text.value, ""));
    let value = format!("{figure}/{} {states}", out_of.text.value);
    RawCell { text: Text { value, span: count.text.span }, ..count.clone() }
}

fn is_count(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
}

fn find<'t>(themes: &'t [Theme], code: &IndicatorCode) -> Option<&'t Indicator> {
    themes.iter().flat_map(|theme| &theme.indicators).find(|indicator| indicator.code == *code)
}

fn row_length(name: &str, span: Span, length: usize, expected: usize, header: Span) -> Diagnostic {
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let (values, periods) = (plural(length, "value"), plural(expected, "period"));
    Diagnostic::new(Code::RowLength, format!("`{name}` has {values} for {periods}"))
        .at_with(span, values)
        .also(header, periods)
        .hint("give one value a period: `x` where there is none")
}

/// What people and spreadsheets write for a state or a figure.
fn habit(cell: &str) -> Option<&'static str> {
    let lower = cell.trim().to_lowercase();
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .any(|month| lower.contains(month));
    match lower.as_str() {
        "n/a" | "na" | "-" | "\u{2013}" => Some("`z` is not applicable, `x` not available"),
        "tbc" | "tba" | "pending" | "awaited" => Some("`late` is data awaited"),
        _ if month => Some("a spreadsheet made a date of this: give the count and its `out of` in two rows"),
        _ if lower.starts_with(|c: char| c.is_ascii_digit()) && lower.contains(|c: char| c.is_alphabetic()) => {
            Some("write the number alone, without its unit")
        }
        _ => None,
    }
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

/// Indicators that had a figure in the period before the latest, and have none now.
pub fn missing(figures: &Figures, known: &Known, words: &mut Words) {
    let frequencies = || figures.series.iter().filter_map(|(code, series)| Some((code, series, series.frequency()?)));
    for (code, series, frequency) in frequencies() {
        let same = frequencies().filter(|(_, _, other)| *other == frequency);
        let Some(latest) = same.filter_map(|(_, series, frequency)| series.periods(frequency).next_back()).max() else {
            continue;
        };
        let given = figures.rows.get(code).is_some_and(|periods| periods.contains(&latest));
        if !given && series.at(latest.previous()).is_some() {
            words.push(
                Diagnostic::new(
                    Code::FigureMissing,
                    format!("`{code}` has no figure for {latest}, though it had one for {}", latest.previous()),
                )
                .at(known[code])
                .hint("write it, or why there is none: `late`, `nd`, `x`"),
            );
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
        Err(CellError::NoFraction) => {
            words.push(
                Diagnostic::new(Code::UnitMismatch, "a benchmark is one number")
                    .at(cell.span)
                    .hint("give the percentage or rate itself"),
            );
            None
        }
        Err(error) => {
            words.push(explain(error, indicator).at(cell.span));
            None
        }
    }
}
