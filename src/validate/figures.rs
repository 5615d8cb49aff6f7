//! Figures and benchmarks: each cell one figure, each figure one cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::{Figures, Observation, Shown};
use crate::load::RawProject;
use crate::load::raw::{RawCell, RawRow, RawTable, RowKind, Text};
use crate::model::{Companion, Date, Indicator, IndicatorCode, Period, Theme, Value};

use super::cell::{self, Cell, CellRules};
use super::explain::explain;
use super::places::{Bare, Known, Places};
use super::published;
use super::words::{MOST, Words, how_many};
use super::{commas, habits, header};

/// What the figures' files hold.
pub struct Tables {
    /// The periods for which each code has a cell, whether it could be read or not.
    pub rows: BTreeMap<IndicatorCode, BTreeSet<Period>>,
    pub figures: Figures,
    /// Indicators that may have figures in rows whose code has a slip, which is said there.
    pub meant: BTreeSet<IndicatorCode>,
    pub extracted: BTreeMap<Period, Date>,
    /// Which of the project's tables are of one period that their file names, and that period.
    pub period_tables: Vec<(usize, Period)>,
    /// Each source once, with the codes of its files.
    pub sources: Vec<(String, BTreeSet<IndicatorCode>)>,
}

/// Reads every table.
pub fn figures(raw: &RawProject, themes: &[Theme], known: &Known, places: &mut Places, words: &mut Words) -> Tables {
    let mut reader = Reader {
        defined: by_code(themes),
        known,
        words,
        places,
        rows: BTreeMap::new(),
        figures: Figures::default(),
        meant: BTreeSet::new(),
        conflicts: Vec::new(),
        extracted: None,
        faults: Vec::new(),
    };
    let dates: Vec<Option<Date>> =
        raw.figure_files.iter().map(|file| file.extracted.as_ref().and_then(|text| reader.words.date(text))).collect();
    let mut period_tables = Vec::new();
    for (i, table) in raw.tables.iter().enumerate() {
        reader.extracted = table.file.and_then(|file| dates[file]);
        let header = reader.table(table);
        if let ([Some(period)], None, Some(_)) = (header.as_slice(), &table.word, table.file) {
            period_tables.push((i, *period));
        }
    }
    let Reader { rows, figures, meant, .. } = reader;
    let mut tables = Tables { rows, figures, meant, extracted: BTreeMap::new(), period_tables, sources: Vec::new() };
    for (i, (file, date)) in raw.figure_files.iter().zip(dates).enumerate() {
        if let (Some(period), Some(date)) = (&file.period, date)
            && let Some(period) = words.period_in_name(period)
        {
            tables.extracted.insert(period, date);
        }
        let Some(source) = words.optional(file.source.as_ref(), "`source`") else { continue };
        let rows = raw.tables.iter().filter(|table| table.file == Some(i)).flat_map(|table| &table.rows);
        let codes = rows.filter_map(|row| IndicatorCode::new(&row.code.value).ok());
        match tables.sources.iter_mut().find(|(known, _)| *known == source) {
            Some((_, known)) => known.extend(codes),
            None => tables.sources.push((source, codes.collect())),
        }
    }
    tables
}

struct Reader<'r, 'w> {
    defined: Defined<'r>,
    known: &'r Known,
    words: &'r mut Words<'w>,
    places: &'r mut Places,
    rows: BTreeMap<IndicatorCode, BTreeSet<Period>>,
    figures: Figures,
    meant: BTreeSet<IndicatorCode>,
    /// Cells of the table at hand that say otherwise than another.
    conflicts: Vec<(Period, Diagnostic)>,
    /// When the figures of the table at hand were taken.
    extracted: Option<Date>,
    /// What is wrong with cells of the row at hand.
    faults: Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    /// Reads a table, and gives the periods of its header.
    fn table(&mut self, table: &RawTable) -> Vec<Option<Period>> {
        let header = header::read(table, self.words);
        let rows = self.distinct(&table.rows);
        self.unknown_codes(&table.rows);
        for row in &table.rows {
            let Some(code) =
                IndicatorCode::new(row.code.value.trim()).ok().filter(|code| self.known.contains_key(code))
            else {
                continue;
            };
            if matches!(row.kind, RowKind::Own | RowKind::OutOf) && row.cells.iter().any(Option::is_some) {
                let given =
                    row.cells.iter().zip(&header).filter(|(cell, _)| cell.is_some()).filter_map(|(_, period)| *period);
                self.rows.entry(code.clone()).or_default().extend(given);
            }
            if row.kind == RowKind::OutOf && !rows.contains_key(&(row.code.value.as_str(), &RowKind::Own)) {
                self.words.push(
                    Diagnostic::new(Code::MissingKey, format!("there is a row `{code} out of`, but no row `{code}`"))
                        .at(row.code.span)
                        .hint("add the row with the counts"),
                );
            }
            // A definition that could not be read has already been reported.
            let Some(indicator) = self.defined.get(&code).copied() else { continue };
            if row.kind == RowKind::OutOf || !self.fits(table, row) {
                continue;
            }
            if row.kind == RowKind::Stated {
                self.stated(indicator, row, &header);
                continue;
            }
            let Some(companion) = self.companion(indicator, row) else { continue };
            let out_of = match row.kind {
                RowKind::Own => rows.get(&(row.code.value.as_str(), &RowKind::OutOf)).map(|row| &row.cells),
                _ => None,
            };
            self.cells((indicator, companion), row, &header, out_of);
        }
        self.tell_conflicts(table, &header);
        header
    }

    /// Figures that are given twice: most often a period stands twice in a header, or a table holds the months of another.
    fn tell_conflicts(&mut self, table: &RawTable, header: &[Option<Period>]) {
        let again = (1..header.len()).find(|at| header[*at].is_some() && header[..*at].contains(&header[*at]));
        let is_again = |period: Period| again.is_some_and(|at| header[at] == Some(period));
        let (twice, conflicts): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.conflicts).into_iter().partition(|(period, _)| is_again(*period));
        if let (Some(at), false) = (again, twice.is_empty()) {
            let first = header.iter().position(|period| *period == header[at]).unwrap_or(at);
            let message = format!("`{}` stands twice in the header, with other figures", table.header[at].value);
            self.words.push(
                Diagnostic::new(Code::ConflictingCell, message)
                    .at_with(table.header[at].span, "again here")
                    .also(table.header[first].span, "first here")
                    .hint("correct one of the two, or delete its column"),
            );
        }
        let conflicts = conflicts.into_iter().map(|(_, fault)| fault).collect();
        self.words.of_one_cause(conflicts, |first, number| {
            format!("{}, one of {} such cells", first.message(), how_many(number))
        });
    }

    /// The cells of a row, `out_of` being the row of what they are out of; faults of one kind are told together.
    fn cells(
        &mut self,
        (indicator, companion): (&Indicator, Option<Companion>),
        row: &RawRow,
        header: &[Option<Period>],
        out_of: Option<&Vec<Option<RawCell>>>,
    ) {
        let code = &indicator.code;
        for (i, (cell, period)) in row.cells.iter().zip(header).enumerate() {
            let Some(period) = period else { continue };
            let denominator = out_of.map(|cells| cells.get(i).and_then(Option::as_ref));
            match (cell, denominator) {
                (Some(cell), None) => self.cell(indicator, companion, *period, cell),
                (Some(cell), Some(Some(out_of))) => self.cell(indicator, companion, *period, &join(cell, out_of)),
                (Some(cell), Some(None)) if is_count(&cell.text.value) => {
                    self.half(code, *period, "its `out of`", cell.text.span)
                }
                (Some(cell), Some(None)) => self.cell(indicator, companion, *period, cell),
                (None, Some(Some(out_of))) => self.half(code, *period, "its count", out_of.text.span),
                (None, _) => {}
            }
        }
        self.tell_faults();
    }

    fn fault(&mut self, fault: Diagnostic) {
        if self.faults.len() < MOST {
            self.faults.push(fault);
        }
    }

    fn tell_faults(&mut self) {
        let faults = std::mem::take(&mut self.faults);
        self.words.by_cause(faults, |first, number| {
            format!("{}, one of {} such cells in its row", first.message(), how_many(number))
        });
    }

    /// Rows whose code is not defined: those without one are told together, and so are many of which nothing better can be said.
    fn unknown_codes(&mut self, rows: &[RawRow]) {
        if !self.words.knows_all_codes() {
            return;
        }
        let is_known = |code: &str| IndicatorCode::new(code).is_ok_and(|code| self.known.contains_key(&code));
        let unknown = || rows.iter().filter(|row| !is_known(row.code.value.trim()));
        let way = |row: &RawRow| habits::row(&row.code.value, is_known);
        let (filled, bare): (Vec<&RawRow>, Vec<_>) = unknown().partition(|row| has_figure(row));
        self.note_meant(&filled);
        self.words.of_one_cause(bare.iter().map(|row| no_figure(row)).collect(), |_, number| {
            format!("{number} rows have neither a figure nor the code of an indicator, this the first of them")
        });
        let (told, plain): (Vec<_>, Vec<_>) =
            filled.into_iter().map(|row| (&row.code, way(row))).partition(|(_, way)| way.is_some());
        let (empty, told): (Vec<_>, Vec<_>) = told.into_iter().partition(|(code, _)| code.value.trim().is_empty());
        for (code, way) in told {
            self.words.unknown_code(code, 1, self.known, way);
        }
        if let [(first, way), ..] = empty.as_slice() {
            self.words.unknown_code(first, empty.len(), self.known, way.clone());
        }
        match plain.as_slice() {
            [(first, _), _, _, _, ..] => self.words.unknown_code(first, plain.len(), self.known, None),
            few => few.iter().for_each(|(code, _)| self.words.unknown_code(code, 1, self.known, None)),
        }
    }

    /// Keeps which indicators the rows may be of whose code nobody knows.
    fn note_meant(&mut self, rows: &[&RawRow]) {
        let codes = || self.known.keys().map(IndicatorCode::as_str);
        for row in rows.iter().take(MOST_MEANT) {
            let written = row.code.value.trim();
            match did_you_mean(written, codes()) {
                _ if written.is_empty() => self.meant.extend(self.known.keys().cloned()),
                Some(hint) => self.meant.extend(hint.split('`').nth(1).and_then(|code| IndicatorCode::new(code).ok())),
                None => {}
            }
        }
    }

    /// The rows of a table by code and kind, each once.
    fn distinct<'t>(&mut self, rows: &'t [RawRow]) -> BTreeMap<(&'t str, &'t RowKind), &'t RawRow> {
        let mut distinct: BTreeMap<(&str, &RowKind), &RawRow> = BTreeMap::new();
        let mut repeated = Vec::new();
        for row in rows.iter().filter(|row| !row.code.value.trim().is_empty()) {
            let name = row.code.value.as_str();
            if let Some(first) = distinct.insert((name, &row.kind), row)
                && repeated.len() < MOST
            {
                let message = format!("the row `{name}{}` stands twice", after_code(&row.kind));
                repeated.push(
                    Diagnostic::new(Code::RepeatedKey, message)
                        .at_with(row.code.span, "again here")
                        .also(first.code.span, "first here")
                        .hint("keep one of the two"),
                );
            }
        }
        self.words.of_one_cause(repeated, |first, number| {
            format!("{}, one of {} such rows", first.message(), how_many(number))
        });
        distinct
    }

    /// Which row beside the indicator's own this is; `None` where the definition does not know it, which is reported.
    fn companion(&mut self, indicator: &Indicator, row: &RawRow) -> Option<Option<Companion>> {
        let (by, part) = match &row.kind {
            RowKind::Own | RowKind::OutOf | RowKind::Stated => return Some(None),
            RowKind::Median => return Some(Some(Companion::Median)),
            RowKind::Minimum if indicator.minimum.is_some() => return Some(Some(Companion::Minimum)),
            RowKind::Minimum => {
                let message = format!("`{}` has no second standard", indicator.code);
                self.unknown_row(row, message, "add `minimum:` with its target to the definition".to_owned());
                return None;
            }
            RowKind::YearToDate => return Some(Some(Companion::YearToDate)),
            RowKind::Forecast => return Some(Some(Companion::Forecast)),
            RowKind::Part { by, part } => (by, part),
        };
        let Some(breakdown) = indicator.breakdowns.iter().position(|breakdown| breakdown.by == *by) else {
            let message = format!("`{}` has no breakdown by {by}", indicator.code);
            let known = indicator.breakdowns.iter().map(|breakdown| breakdown.by.as_str());
            let hint =
                did_you_mean(by, known).unwrap_or_else(|| format!("declare it: `breakdowns: {{{by}: [{part}]}}`"));
            self.unknown_row(row, message, hint);
            return None;
        };
        let parts = &indicator.breakdowns[breakdown].parts;
        let Some(place) = parts.iter().position(|known| known == part) else {
            let hint = did_you_mean(part, parts.iter().map(String::as_str))
                .unwrap_or_else(|| format!("parts: {}", parts.join(", ")));
            self.unknown_row(row, format!("the breakdown by {by} of `{}` has no part `{part}`", indicator.code), hint);
            return None;
        };
        Some(Some(Companion::Part { breakdown, part: place }))
    }

    fn unknown_row(&mut self, row: &RawRow, message: String, hint: String) {
        self.words.push(Diagnostic::new(Code::UnknownBreakdown, message).at(row.code.span).hint(hint));
    }

    /// Percentages that another system states, kept to be checked against the counts.
    fn stated(&mut self, indicator: &Indicator, row: &RawRow, header: &[Option<Period>]) {
        for (cell, period) in row.cells.iter().zip(header) {
            let (Some(cell), Some(period)) = (cell, period) else { continue };
            let rules = CellRules { unit: indicator.unit, fraction: false, any_range: indicator.any_range };
            match cell::read(&cell.text.value, rules) {
                Ok(read) => {
                    if let Ok(value) = read.shown.amount(indicator.unit) {
                        self.places.stated.insert((indicator.code.clone(), *period), (value, cell.text.span));
                    }
                }
                Err(error) => self.fault(explain(error, &cell.text.value, rules, indicator).at(cell.text.span)),
            }
        }
        self.tell_faults();
    }

    /// A spreadsheet's count without its denominator, or the other way round.
    fn half(&mut self, code: &IndicatorCode, period: Period, missing: &str, span: Span) {
        self.fault(
            Diagnostic::new(Code::NotAFigure, format!("`{code}` lacks {missing} for {period}"))
                .at(span)
                .hint("give both cells, or a state such as `x` in the row of the counts"),
        );
    }

    fn fits(&mut self, table: &RawTable, row: &RawRow) -> bool {
        let (length, expected) = (row.cells.len(), table.header.len());
        let split = if table.spreadsheet { Vec::new() } else { commas::split(&row.cells) };
        let has_sign = split.iter().any(|split| split.has_sign);
        if let [first, ..] = split.as_slice()
            && (length == expected && has_sign || length != expected && length - split.len() == expected)
        {
            let found = commas::say(first);
            self.words.push(if length == expected { found.as_warning() } else { found });
            return length == expected;
        }
        if length != expected {
            self.words.push(row_length(&row.code.value, row.code.span, length, expected, table.header_span));
        }
        length == expected
    }

    fn cell(&mut self, indicator: &Indicator, companion: Option<Companion>, period: Period, cell: &RawCell) {
        let fraction = indicator.out_of.is_some() && companion != Some(Companion::Median);
        let rules = CellRules { unit: indicator.unit, fraction, any_range: indicator.any_range };
        let read = match cell::read(&cell.text.value, rules) {
            Ok(read) => read,
            Err(error) => {
                return self.fault(explain(error, &cell.text.value, rules, indicator).at(cell.text.span));
            }
        };
        let note = self.words.optional(cell.note.as_ref(), "`note`");
        let published = published::read(&cell.published, indicator, self.words);
        self.note_form((indicator, companion, period), &read, cell.text.span);
        let mut observation = Observation::new(read.shown).with_published(published);
        (observation.marks, observation.note, observation.extracted) = (read.marks, note, self.extracted);
        let code = &indicator.code;
        if let (Some(stated), None) = (read.stated, companion) {
            self.places.stated.insert((code.clone(), period), (stated, cell.text.span));
        }
        let key = (code.clone(), companion, period);
        let series = self.figures.row_mut(code, companion);
        match series.at(period) {
            None => {
                series.insert(period, observation);
                self.places.cells.insert(key, cell.text.span);
            }
            // The same figure taken again is as recent as its later extraction.
            Some(first) if first.says_the_same(&observation) => {
                observation.extracted = first.extracted.max(observation.extracted);
                series.insert(period, observation);
            }
            Some(_) => {
                let first = self.places.cells[&key];
                self.conflicts.truncate(MOST);
                self.conflicts.push((
                    period,
                    Diagnostic::new(
                        Code::ConflictingCell,
                        format!("`{code}` is given twice for {period}, differently"),
                    )
                    .at_with(cell.text.span, "this one here")
                    .also(first, "another here")
                    .hint("correct or delete one of the two; a restated figure is edited in place"),
                ));
            }
        }
    }

    /// Keeps whether a count out of another or a number alone was written, to be compared with the rest of its row.
    fn note_form(
        &mut self,
        (indicator, companion, period): (&Indicator, Option<Companion>, Period),
        read: &Cell,
        span: Span,
    ) {
        let key = (indicator.code.clone(), companion, period);
        match &read.shown {
            Shown::Fraction { .. } => _ = self.places.fractions.insert(key, span),
            Shown::Amount(value) if read.is_bare => {
                let is_whole = value.decimal().fract().is_zero();
                let is_above = *value > Value::new(100, 0);
                self.places.bare.insert(key, Bare { span, is_whole, is_above });
            }
            Shown::Amount(_) | Shown::Missing(_) => {}
        }
    }
}

/// The words of a row after its code, as a message repeats them.
fn after_code(kind: &RowKind) -> String {
    match kind {
        RowKind::Own => String::new(),
        RowKind::OutOf => " out of".to_owned(),
        RowKind::Stated => " percent".to_owned(),
        RowKind::Median => " median".to_owned(),
        RowKind::Minimum => " minimum".to_owned(),
        RowKind::YearToDate => " year to date".to_owned(),
        RowKind::Forecast => " forecast".to_owned(),
        RowKind::Part { by, part } => format!(" by {by}: {part}"),
    }
}

/// A heading, a note or a source among the rows, which says nothing of an indicator.
fn no_figure(row: &RawRow) -> Diagnostic {
    Diagnostic::new(Code::UnknownIndicator, "this row has neither a figure nor the code of an indicator")
        .at(row.code.span)
        .hint("delete each row that has no figure")
}

/// Whether a row has figures: without a code the words of a row of units, `Actual`, are none.
fn has_figure(row: &RawRow) -> bool {
    let has_digit = |cell: &RawCell| cell.text.value.contains(|c: char| c.is_ascii_digit());
    row.cells.iter().flatten().any(|cell| !row.code.value.trim().is_empty() || has_digit(cell))
}

/// Rows without a known code that are looked at for what was meant by it.
const MOST_MEANT: usize = 100;

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

/// Indicators by their codes.
pub type Defined<'t> = BTreeMap<&'t IndicatorCode, &'t Indicator>;

pub fn by_code(themes: &[Theme]) -> Defined<'_> {
    themes.iter().flat_map(|theme| &theme.indicators).map(|indicator| (&indicator.code, indicator)).collect()
}

pub fn row_length(name: &str, span: Span, length: usize, expected: usize, header: Span) -> Diagnostic {
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let (values, periods) = (plural(length, "value"), plural(expected, "period"));
    Diagnostic::new(Code::RowLength, format!("`{name}` has {values} for {periods}"))
        .at_with(span, values)
        .also(header, periods)
        .hint("give one value a period: `x` where there is none")
}
