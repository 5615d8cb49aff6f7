//! A recipe applied to a file: the figures that it names, each with its place, or why nothing is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::recipe::{Named, Periods, Recipe, Source, Table};
use crate::load::sources::fits;
use crate::model::{Calendar, Period};
use crate::workbook::{Cell, Place, Sheet, Workbook, column_name, column_number};

use super::applied::Applied;
use super::body;
pub use super::entry::Entry;
use super::fault::{Fault, no_column, no_sign};
use super::figure::{self, Figure};
use super::figures::is_same;
use super::heading::{self, Said};
use super::named_period::Names;
use super::row_of_periods::{Headings, at};
use super::rows::{Keyed, keyed};

/// Reads the figures of one file, or of several that one recipe reads, as a file a month.
pub fn apply(recipe: &Recipe, workbooks: &[(String, Workbook)], calendar: Calendar) -> Result<Applied, Vec<Fault>> {
    let mut reader = Reader {
        recipe,
        calendar,
        found: Vec::new(),
        applied: Applied::default(),
        faults: Vec::new(),
        file: String::new(),
        is_of_several: workbooks.len() > 1,
        formulas: BTreeMap::new(),
    };
    for (name, workbook) in workbooks {
        reader.file = if workbooks.len() > 1 { format!("{name} ") } else { String::new() };
        reader.is_of_several = workbooks.len() > 1;
        let mut read: Vec<&str> = Vec::new();
        for table in &recipe.tables {
            read.extend(reader.of_workbook(table, Names { file: name, workbook, calendar }));
        }
        let known = |sheet: &&Sheet| {
            let is_seen = recipe.sheets_not_read.iter().any(|name| fits(name, &sheet.name));
            read.contains(&sheet.name.as_str()) || is_seen
        };
        let others = workbook.sheets.iter().filter(|sheet| !known(sheet) && !sheet.hidden && !sheet.is_empty());
        for sheet in others {
            // Of several files of one form it is said once.
            let note = format!("the sheet `{}` is new and not read", sheet.name);
            if !reader.applied.notes.contains(&note) {
                reader.applied.notes.push(note);
            }
        }
    }
    reader.end()
}

/// What is being read.
struct Reader<'a> {
    recipe: &'a Recipe,
    calendar: Calendar,
    /// Name of the file of figures, frequency, row, period.
    found: Vec<(String, String, Period, Entry)>,
    applied: Applied,
    faults: Vec<Fault>,
    file: String,
    /// Of several sheets or files of one form one may lack what another has.
    is_of_several: bool,
    /// Formulas that came to nothing, with their cells.
    formulas: BTreeMap<String, Vec<String>>,
}

impl Reader<'_> {
    /// Reads a table of each sheet that it is for. Back come the names of these.
    fn of_workbook<'w>(&mut self, table: &Table, names: Names<'w>) -> Vec<&'w str> {
        let sheets = &names.workbook.sheets;
        if table.periods == Periods::Named(Named::Sheet) {
            return self.of_tabs(table, names);
        }
        let Some(sheet) = sheets.iter().find(|sheet| sheet.name == table.sheet) else {
            let tabs: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
            self.faults.push(Fault::new(
                format!("the sheet `{}` is not there any more", table.sheet),
                format!("sheets: {}", tabs.join(", ")),
            ));
            return Vec::new();
        };
        self.table(table, sheet, names);
        vec![&sheet.name]
    }

    /// Reads a table of each tab that names a period.
    fn of_tabs<'w>(&mut self, table: &Table, names: Names<'w>) -> Vec<&'w str> {
        let of_others = self.recipe.tables.iter().filter(|other| !matches!(other.periods, Periods::Named(_)));
        let mut others: Vec<&str> = of_others.map(|other| other.sheet.as_str()).collect();
        others.extend(self.recipe.sheets_not_read.iter().map(String::as_str));
        let series = names.series(table, &names.workbook.sheets, &others);
        let (hidden, shown): (Vec<&Sheet>, Vec<&Sheet>) = series.into_iter().partition(|sheet| sheet.hidden);
        self.is_of_several |= shown.len() > 1;
        for sheet in &hidden {
            self.applied.notes.push(format!("the sheet `{}` is hidden and not read", sheet.name));
        }
        if shown.is_empty() {
            self.faults.push(Fault::new(
                format!("no sheet is called `{}` with a month, quarter or year in place of `*`", table.sheet),
                "name the tab by its month, as `Apr 23`; where its name has another form now, write that under `sheet` of the recipe",
            ));
        }
        for sheet in &shown {
            self.table(table, sheet, names);
        }
        shown.into_iter().chain(hidden).map(|sheet| sheet.name.as_str()).collect()
    }

    fn table(&mut self, table: &Table, sheet: &Sheet, names: Names<'_>) {
        let period = match table.periods {
            Periods::Named(named) => match names.period(named, sheet, table.headings.0 - 1) {
                Ok(Some(period)) => Some(period),
                Ok(None) => {
                    let name = if named == Named::File { names.file } else { &sheet.name };
                    self.faults.push(Fault::new(
                        format!("the name `{name}` says no month, quarter or year, and the recipe takes the period from there"),
                        "name it by its month, as `Apr 23`",
                    ));
                    return;
                }
                Err(fault) => {
                    self.faults.push(fault);
                    return;
                }
            },
            Periods::Across | Periods::Down(_) | Periods::Coded(..) => None,
        };
        if !self.stands(table, sheet, period) {
            return;
        }
        match (&table.periods, period) {
            (_, Some(period)) => {
                let letters = table.rows.iter().filter_map(|(_, source)| match source {
                    Source::Cell { letter, .. } => column_number(letter),
                    Source::Row(_) | Source::Column { .. } | Source::Parts { .. } => None,
                });
                let (first, last) = (table.headings.0 - 1, table.headings.1 - 1);
                let periods = letters.map(|column| (column, period)).collect();
                let headings = Headings { rows: (first, last), periods, readings: Vec::new(), has_words: false };
                self.rows(table, sheet, &headings);
            }
            (Periods::Across | Periods::Named(_), None) => self.across(table, sheet),
            (Periods::Down(_) | Periods::Coded(..), None) => self.down(table, sheet),
        }
    }

    fn place(&self, sheet: &Sheet, row: usize, column: usize) -> String {
        let place = Place { row, column };
        if sheet.name.is_empty() {
            format!("{}{place}", self.file)
        } else {
            format!("{}{}!{place}", self.file, sheet.name)
        }
    }

    /// Whether every heading stands where it stood.
    fn stands(&mut self, table: &Table, sheet: &Sheet, period: Option<Period>) -> bool {
        let before = self.faults.len();
        let (first, last) = (table.headings.0 - 1, table.headings.1 - 1);
        let heading = |column: usize| {
            (first..=last)
                .rev()
                .map(|row| sheet.text_over(row, column))
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        };
        for (letter, was) in &table.columns {
            let Some(column) = column_number(letter) else {
                self.faults.push(no_column(letter));
                continue;
            };
            let is = heading(column);
            if is != was && !self.is_headed_by_month(is, was, period) {
                let now = (0..sheet.width()).find(|other| !was.is_empty() && heading(*other) == was);
                let moved = now
                    .map_or_else(String::new, |now| format!(", and `{was}` stands over column {}", column_name(now)));
                let is = if is.is_empty() { "has no heading".to_owned() } else { format!("is headed `{is}`") };
                let message =
                    format!("{}: column {letter} {is} where `{was}` stood{moved}", self.place(sheet, last, column));
                self.faults.push(Fault::new(message, "look whether this is the right file; if its form has changed, propose a recipe anew with `--propose`, or edit the one there is".to_owned()));
            }
        }
        self.faults.len() == before
    }

    /// `May` over the figures of May, where `April` stood over those of April.
    fn is_headed_by_month(&self, is: &str, was: &str, period: Option<Period>) -> bool {
        let Some(period) = period else { return false };
        let of = |text: &str| match heading::of_heading(&Cell::text(text), self.calendar) {
            Some(Said::Part(part)) => heading::part_in(part, Said::Period(period.year()), self.calendar),
            _ => None,
        };
        of(was).is_some() && of(is) == Some(period)
    }

    fn across(&mut self, table: &Table, sheet: &Sheet) {
        let last = table.headings.1 - 1;
        let Some(headings) = at(sheet, last, self.recipe.years, self.calendar) else {
            self.faults.push(Fault::new(
                format!("{}: no periods stand in row {}", self.place(sheet, last, 0), last + 1),
                "propose a recipe anew with `--propose`".to_owned(),
            ));
            return;
        };
        self.applied.readings.extend(&headings.readings);
        for column in headings.periods.keys() {
            let cell = sheet.cell(last, *column);
            if matches!(heading::of_heading(cell, self.calendar), Some(Said::Serial(_))) {
                self.applied.serials.push(format!("`{}` in {}", cell.shown, self.place(sheet, last, *column)));
            }
        }
        self.rows(table, sheet, &headings);
    }

    /// The rows below headings.
    fn rows(&mut self, table: &Table, sheet: &Sheet, headings: &Headings) {
        let last = headings.rows.1;
        self.name_new_columns(table, sheet, headings);
        let first_key = table.keys.first().and_then(|letter| column_number(letter)).unwrap_or(0);
        let Keyed { rows, nameless, repeated } = keyed(table, sheet, headings, last + 1..self.end_of(table, sheet));
        let mut read: BTreeSet<&[String]> = BTreeSet::new();
        for row in nameless {
            let place = self.place(sheet, row, first_key);
            self.applied.notes.push(format!("{place}: the row has figures and no name, and is not read"));
        }
        for (row, first) in repeated {
            let place = self.place(sheet, row, first_key);
            self.applied.notes.push(format!("{place}: the row is called like row {}, and is not read", first + 1));
        }
        for (name, source) in &table.rows {
            let is_named = matches!(table.periods, Periods::Named(_));
            let (key, letter) = match source {
                Source::Row(key) if !is_named => (key, None),
                Source::Cell { keys, letter } if is_named => (keys, Some(letter)),
                Source::Row(_) | Source::Cell { .. } | Source::Column { .. } | Source::Parts { .. } => {
                    self.faults.push(not_of_rows(name, is_named));
                    continue;
                }
            };
            read.insert(key);
            let Some(row) = rows.get(key).copied() else {
                let (key, sheet) = (key.join("`, `"), &sheet.name);
                self.lacks(
                    format!("the row `{key}` for {name} is not in the sheet `{sheet}` any more"),
                    "where it has another name now, write that into the recipe; where it is gone, delete its line there",
                );
                continue;
            };
            self.compare_name(table, name, sheet, row);
            self.compare_target(table, name, sheet, row);
            let is_read = |column: usize| match letter {
                Some(letter) => column_number(letter) == Some(column),
                None => !table.not_read.contains_key(&column_name(column)),
            };
            for (column, period) in headings.periods.iter().filter(|(column, _)| is_read(**column)) {
                self.figure(table, name, *period, sheet, row, *column);
            }
        }
        let is_known = |key: &Vec<String>| read.contains(key.as_slice()) || table.rows_not_read.contains(key);
        let unknown = rows.into_iter().filter(|(key, _)| !is_known(key));
        for (key, row) in unknown {
            let place = self.place(sheet, row, first_key);
            self.applied
                .notes
                .push(format!("{place}: the row `{}` is not in the recipe and is not read", key.join("`, `")));
        }
    }

    /// A row that the recipe names is not there. Of several files one may lack it, as a month lacks what is measured each quarter.
    fn lacks(&mut self, message: String, hint: &str) {
        if !self.is_of_several {
            self.faults.push(Fault::new(message, hint));
        } else if self.file.is_empty() {
            self.applied.notes.push(message);
        } else {
            self.applied.notes.push(format!("{}: {message}", self.file.trim_end()));
        }
    }

    /// A row that has another name than it had may hold other figures.
    fn compare_name(&mut self, table: &Table, name: &str, sheet: &Sheet, row: usize) {
        let (Some(was), Some(column)) = (table.names.get(name), column_number(&table.name_column)) else { return };
        let is = sheet.text_over(row, column);
        if is != was {
            let place = self.place(sheet, row, column);
            self.applied.notes.push(format!(
                "{place}: {name} is called `{is}`, and was `{was}`: look whether it is the same, then write it under `names`"
            ));
        }
    }

    /// A target that is another than it was stands in the definitions as it was.
    fn compare_target(&mut self, table: &Table, name: &str, sheet: &Sheet, row: usize) {
        let (Some(was), Some(column)) = (table.targets.get(name), column_number(&table.target_column)) else { return };
        let is = sheet.text_over(row, column);
        if !is_same(is, was) {
            let place = self.place(sheet, row, column);
            let is = if is.is_empty() { "none".to_owned() } else { format!("`{is}`") };
            self.applied.notes.push(format!(
                "{place}: the target of {name} is {is}, and was `{was}`: change it in the definitions if it holds, then write it under `targets` of the recipe"
            ));
        }
    }

    /// Columns that the recipe does not know: they are not read, and somebody should know.
    fn name_new_columns(&mut self, table: &Table, sheet: &Sheet, headings: &Headings) {
        let row = table.headings.1 - 1;
        let first = headings.periods.keys().next().copied().unwrap_or(0);
        for column in 0..sheet.width() {
            let (letter, heading) = (column_name(column), sheet.text_over(row, column));
            let is_known = table.columns.contains_key(&letter) || headings.periods.contains_key(&column);
            let is_seen = table.not_read.contains_key(&letter) || table.not_read.values().any(|was| was == heading);
            if is_known || is_seen {
                continue;
            }
            let said = heading::of_heading(sheet.cell(row, column), self.calendar);
            let has_figures = column > first
                && (row + 1..sheet.height())
                    .any(|row| matches!(figure::read(sheet.cell(row, column)), Figure::Number(_)));
            let what = match (sheet.is_column_hidden(column), heading) {
                (true, heading) if said.is_some() && has_figures => {
                    format!("the column `{heading}` is hidden and not read")
                }
                (false, "") if has_figures => "the column has figures and no heading, and is not read".to_owned(),
                (true, _) | (_, "") => continue,
                (false, heading) => format!("the column `{heading}` is new and not read"),
            };
            let place = self.place(sheet, row, column);
            self.applied.notes.push(format!("{place}: {what}"));
        }
    }

    /// Where the next table of the sheet begins.
    fn end_of(&self, table: &Table, sheet: &Sheet) -> usize {
        let starts =
            self.recipe.tables.iter().filter(|other| other.sheet == table.sheet).map(|other| other.headings.0 - 1);
        starts.filter(|start| *start >= table.headings.1).min().unwrap_or(sheet.height())
    }

    fn down(&mut self, table: &Table, sheet: &Sheet) {
        let rows: Vec<usize> = (table.headings.1..sheet.height())
            .filter(|row| !sheet.is_row_hidden(*row) && sheet.filled(*row).next().is_some())
            .filter(|row| holds(sheet, &table.only, *row))
            .collect();
        if rows.is_empty() {
            let only: Vec<String> =
                table.only.iter().map(|(letter, text)| format!("`{text}` in column {letter}")).collect();
            let message = format!("no row has {}", only.join(" and "));
            self.faults.push(Fault::new(message, "look whether this is the right file"));
            return;
        }
        let (periods, readings) = body::periods(sheet, &rows, &table.periods, self.recipe.years, self.calendar);
        self.faults.extend(super::years::unsaid(sheet, table.headings.1 - 1, &rows, &table.periods, self.calendar));
        self.applied.readings.extend(readings);
        let dated: Vec<(usize, Period)> =
            rows.into_iter().zip(periods).filter_map(|(row, period)| Some((row, period?))).collect();
        for (name, source) in &table.rows {
            let (letters, only) = match source {
                Source::Column { letter, only } => (std::slice::from_ref(letter), only),
                Source::Parts { letters, only } => (letters.as_slice(), only),
                Source::Row(_) | Source::Cell { .. } => {
                    let message = format!("the row `{name}` names a row, and the periods stand in a column");
                    self.faults.push(Fault::new(message, "write `{column: C}`"));
                    continue;
                }
            };
            let before = self.found.len();
            for letter in letters {
                let Some(column) = column_number(letter) else {
                    self.faults.push(no_column(letter));
                    continue;
                };
                let part = heading::of_heading(sheet.cell(table.headings.1 - 1, column), self.calendar);
                for (row, period) in dated.iter().filter(|(row, _)| holds(sheet, only, *row)) {
                    let period = match (source, part) {
                        (Source::Parts { .. }, Some(Said::Part(part))) => {
                            heading::part_in(part, Said::Period(*period), self.calendar)
                        }
                        (Source::Parts { .. }, _) => None,
                        (Source::Column { .. } | Source::Row(_) | Source::Cell { .. }, _) => Some(*period),
                    };
                    if let Some(period) = period {
                        self.figure(table, name, period, sheet, *row, column);
                    }
                }
            }
            if self.found.len() == before && !only.is_empty() {
                let only: Vec<&str> = only.values().map(String::as_str).collect();
                self.lacks(
                    format!("no row of the file is `{}` any more, which is {name}", only.join("`, `")),
                    "where it has another name now, write that into the recipe; where it is gone, delete its line there",
                );
            }
        }
    }

    fn figure(&mut self, table: &Table, name: &str, period: Period, sheet: &Sheet, row: usize, column: usize) {
        let cell: &Cell = sheet.cell(row, column);
        let place = self.place(sheet, row, column);
        let text = match figure::read(cell) {
            Figure::None => return,
            Figure::Number(text) if table.shares_of_one.iter().any(|code| code == name) => figure::hundredfold(&text),
            Figure::Number(text) => text,
            Figure::Duration(larger, smaller) => match table.durations {
                Some(durations) => durations.figure(larger, smaller).to_string(),
                None => {
                    self.faults.push(Fault::new(
                        format!("{place}: `{}` is a duration, of what the recipe does not say", cell.shown),
                        "write `durations: years and months` for its table, or `hours and minutes`, or `minutes and seconds`",
                    ));
                    return;
                }
            },
            Figure::Symbol(symbol) => {
                let (count, _) = self.applied.symbols.entry(symbol.clone()).or_insert((0, place.clone()));
                *count += 1;
                match figure::meant(&symbol, &self.recipe.symbols) {
                    Some("") => return,
                    Some(meant) => meant.to_owned(),
                    None => {
                        self.faults.push(no_sign(&place, &symbol));
                        return;
                    }
                }
            }
            Figure::Error => match self.recipe.symbols.get(&cell.shown).filter(|_| cell.shown.starts_with('#')) {
                Some(meant) if meant.is_empty() || figure::is_state(meant) => {
                    let (count, _) = self.applied.symbols.entry(cell.shown.clone()).or_insert((0, place.clone()));
                    *count += 1;
                    if meant.is_empty() {
                        return;
                    }
                    meant.clone()
                }
                _ => {
                    self.formulas.entry(cell.shown.clone()).or_default().push(place);
                    return;
                }
            },
            Figure::Day => {
                let hint = "a spreadsheet makes days of fractions such as 11/22, and shows numbers as days under a format of days: put the figure there, as a number or in two cells";
                self.faults.push(Fault::new(
                    format!("{place}: `{}` is a day where a figure belongs", cell.shown),
                    hint.to_owned(),
                ));
                return;
            }
        };
        self.found.push((table.figures.clone(), name.to_owned(), period, Entry { text, place }));
    }

    fn end(mut self) -> Result<Applied, Vec<Fault>> {
        let formulas = std::mem::take(&mut self.formulas);
        self.faults.extend(formulas.iter().map(|(shown, places)| Fault::of_formula(shown, places)));
        for (file, row, period, entry) in std::mem::take(&mut self.found) {
            if let Some(fault) = self.applied.put(&file, &row, period, entry) {
                self.faults.push(fault);
            }
        }
        let rows = self.applied.files.iter_mut().map(|file| &mut file.rows);
        rows.for_each(|rows| super::pairs::settle(rows, &mut self.applied.differing));
        self.applied.compare_percentages();
        self.applied.name_far_months();
        self.applied.readings.sort_unstable();
        self.applied.readings.dedup();
        self.applied.files.iter_mut().for_each(|file| file.name_by_frequency());
        if self.faults.is_empty() { Ok(self.applied) } else { Err(Fault::few(self.faults)) }
    }
}

/// Whether columns hold these texts in a row.
fn holds(sheet: &Sheet, only: &BTreeMap<String, String>, row: usize) -> bool {
    only.iter().all(|(letter, text)| column_number(letter).is_some_and(|column| sheet.text(row, column) == text))
}

/// A row whose place is told in the words of another kind of table.
fn not_of_rows(name: &str, is_named: bool) -> Fault {
    if is_named {
        Fault::new(
            format!("the row `{name}` does not say both its row and its column, and a name says the period"),
            "write `{row: A1, column: D}`",
        )
    } else {
        Fault::new(
            format!("the row `{name}` names a column, and the periods stand across"),
            "name the texts of its keys instead",
        )
    }
}
