//! A recipe applied to a file: the figures that it names, each with its place, or why nothing is read.

use std::collections::BTreeMap;

use crate::load::recipe::{Periods, Recipe, Source, Table};
use crate::model::{Calendar, Frequency, Period};
use crate::workbook::{Cell, Place, Sheet, Workbook, column_name, column_number};

use super::body;
pub use super::entry::Entry;
use super::fault::{Fault, no_column, same_place};
use super::figure::{self, Figure};
use super::heading::{self, Reading, Said};
use super::row_of_periods::{Headings, at};
use super::rows::{Keyed, keyed};

/// What a recipe reads.
#[derive(Debug, Default)]
pub struct Applied {
    pub files: Vec<FigureFile>,
    /// What was found beside it, in sentences: new rows, columns and sheets that the recipe does not know.
    pub notes: Vec<String>,
    /// What cannot be right, in sentences: percentages that are not what their counts make, months far from all others.
    pub differing: Vec<String>,
    /// Signs in place of figures, with their number and first place.
    pub symbols: BTreeMap<String, (usize, String)>,
    pub readings: Vec<Reading>,
}

/// Months between one that is read and the next to it, from which on a slip is likelier than a gap.
const FAR: i32 = 24;

/// A file of figures of one frequency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFile {
    /// Without its ending.
    pub name: String,
    pub frequency: Frequency,
    /// By the names of rows, in the order of the file that was read.
    pub rows: Vec<(String, BTreeMap<Period, Entry>)>,
}

impl FigureFile {
    /// All its periods in order.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self.rows.iter().flat_map(|(_, row)| row.keys().copied()).collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    }
}

/// Reads the figures of one file, or of several that one recipe reads, as a file a month.
pub fn apply(recipe: &Recipe, workbooks: &[(String, Workbook)], calendar: Calendar) -> Result<Applied, Vec<Fault>> {
    let mut reader = Reader {
        recipe,
        calendar,
        found: Vec::new(),
        applied: Applied::default(),
        faults: Vec::new(),
        file: String::new(),
    };
    for (name, workbook) in workbooks {
        reader.file = if workbooks.len() > 1 { format!("{name} ") } else { String::new() };
        for table in &recipe.tables {
            let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else {
                let tabs: Vec<String> = workbook.sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
                reader.faults.push(Fault::new(
                    format!("the sheet `{}` is not there any more", table.sheet),
                    format!("sheets: {}", tabs.join(", ")),
                ));
                continue;
            };
            reader.table(table, sheet);
        }
        let known = |sheet: &&Sheet| {
            recipe.tables.iter().any(|table| table.sheet == sheet.name) || recipe.sheets_not_read.contains(&sheet.name)
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
}

impl Reader<'_> {
    fn table(&mut self, table: &Table, sheet: &Sheet) {
        if !self.stands(table, sheet) {
            return;
        }
        match table.periods {
            Periods::Across => self.across(table, sheet),
            Periods::Down(_) | Periods::Coded(..) => self.down(table, sheet),
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
    fn stands(&mut self, table: &Table, sheet: &Sheet) -> bool {
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
            if is != was {
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
        self.name_new_columns(table, sheet, &headings);
        let first_key = table.keys.first().and_then(|letter| column_number(letter)).unwrap_or(0);
        let Keyed { mut rows, nameless, repeated } =
            keyed(table, sheet, &headings, last + 1..self.end_of(table, sheet));
        for row in nameless {
            let place = self.place(sheet, row, first_key);
            self.applied.notes.push(format!("{place}: the row has figures and no name, and is not read"));
        }
        for (row, first) in repeated {
            let place = self.place(sheet, row, first_key);
            self.applied.notes.push(format!("{place}: the row is called like row {}, and is not read", first + 1));
        }
        for (name, source) in &table.rows {
            let Source::Row(key) = source else {
                self.faults.push(Fault::new(
                    format!("the row `{name}` names a column, and the periods stand across"),
                    "name the texts of its keys instead".to_owned(),
                ));
                continue;
            };
            let Some(row) = rows.remove(key) else {
                let (key, sheet) = (key.join("`, `"), &sheet.name);
                self.lacks(
                    format!("the row `{key}` for {name} is not in the sheet `{sheet}` any more"),
                    "where it has another name now, write that into the recipe; where it is gone, delete its line there",
                );
                continue;
            };
            self.compare_name(table, name, sheet, row);
            let is_read = |column: usize| !table.not_read.contains_key(&column_name(column));
            for (column, period) in headings.periods.iter().filter(|(column, _)| is_read(**column)) {
                self.figure(table, name, *period, sheet, row, *column);
            }
        }
        let unknown = rows.into_iter().filter(|(key, _)| !table.rows_not_read.contains(key));
        for (key, row) in unknown {
            let place = self.place(sheet, row, first_key);
            self.applied
                .notes
                .push(format!("{place}: the row `{}` is not in the recipe and is not read", key.join("`, `")));
        }
    }

    /// A row that the recipe names is not there. Of several files one may lack it, as a month lacks what is measured each quarter.
    fn lacks(&mut self, message: String, hint: &str) {
        if self.file.is_empty() {
            self.faults.push(Fault::new(message, hint));
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
                Source::Row(_) => {
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
                        (Source::Column { .. } | Source::Row(_), _) => Some(*period),
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
                        let hint = format!(
                            "write what it stands for under `symbols` of the recipe: `\"{symbol}\": x`, or `\"{symbol}\": \"\"` for no figure"
                        );
                        self.faults.push(Fault::new(
                            format!("{place}: `{symbol}` is no figure, and no sign that the recipe knows"),
                            hint,
                        ));
                        return;
                    }
                }
            }
            Figure::Error => {
                self.faults.push(Fault::new(
                    format!("{place}: {}", formula(&cell.shown)),
                    "open the file, look what the formula refers to, and save it".to_owned(),
                ));
                return;
            }
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
        self.applied.files.iter_mut().for_each(FigureFile::name_by_frequency);
        if self.faults.is_empty() { Ok(self.applied) } else { Err(Fault::few(self.faults)) }
    }
}

/// Whether columns hold these texts in a row.
fn holds(sheet: &Sheet, only: &BTreeMap<String, String>, row: usize) -> bool {
    only.iter().all(|(letter, text)| column_number(letter).is_some_and(|column| sheet.text(row, column) == text))
}

fn formula(shown: &str) -> String {
    if shown.starts_with('#') {
        format!("the formula comes to `{shown}`")
    } else {
        format!("{shown}: the program that wrote the file never computed it")
    }
}

impl Applied {
    fn put(&mut self, name: &str, row: &str, period: Period, entry: Entry) -> Option<Fault> {
        let frequency = period.frequency();
        let at =
            self.files.iter().position(|file| file.name == name && file.frequency == frequency).unwrap_or_else(|| {
                self.files.push(FigureFile { name: name.to_owned(), frequency, rows: Vec::new() });
                self.files.len() - 1
            });
        let rows = &mut self.files[at].rows;
        let at = rows.iter().position(|(other, _)| other == row).unwrap_or_else(|| {
            rows.push((row.to_owned(), BTreeMap::new()));
            rows.len() - 1
        });
        match rows[at].1.get(&period) {
            Some(other) if other.text != entry.text => {
                let message =
                    format!("{} and {} both say {row} for {period}, and not the same", other.place, entry.place);
                Some(Fault::new(message, same_place(&other.place, &entry.place)))
            }
            Some(_) => None,
            None => {
                rows[at].1.insert(period, entry);
                None
            }
        }
    }

    /// A month far from all others has a slip in its heading, as `Apr-32` for `Apr-23`.
    fn name_far_months(&mut self) {
        for file in self.files.iter().filter(|file| file.frequency == Frequency::Month) {
            let periods = file.periods();
            let [first, second, .., before, last] = periods[..] else { continue };
            for (end, next) in [(first, second), (last, before)] {
                if end.months_since(next).abs() > FAR {
                    let entry = file.rows.iter().find_map(|(_, entries)| entries.get(&end));
                    let place = entry.map_or("", |entry| entry.place.as_str());
                    let (end, next) = (end.label(), next.label());
                    self.differing.push(format!(
                        "{place}: {end} is years from {next}, the month next to it: look at its heading"
                    ));
                }
            }
        }
    }

    /// Percentages beside counts are held against them and taken away: figures are made of counts.
    fn compare_percentages(&mut self) {
        for file in &mut self.files {
            let (percentages, rows) =
                std::mem::take(&mut file.rows).into_iter().partition(|(name, _)| name.ends_with(" percent"));
            file.rows = rows;
            let percentages: Vec<(String, BTreeMap<Period, Entry>)> = percentages;
            for (name, stated) in percentages {
                let code = name.trim_end_matches(" percent");
                let row = |name: &str| file.rows.iter().find(|(other, _)| other == name).map(|(_, row)| row);
                let Some((counts, out_of)) = row(code).zip(row(&format!("{code} out of"))) else { continue };
                for (period, entry) in &stated {
                    let Some((count, base)) = counts.get(period).zip(out_of.get(period)) else { continue };
                    if figure::differs(&entry.text, &count.text, &base.text) {
                        self.differing.push(format!(
                            "{}: {} is not {} of {} ({code}, {period})",
                            entry.place, entry.text, count.text, base.text
                        ));
                    }
                }
            }
        }
    }
}

impl FigureFile {
    /// Years and quarters of what has months lie in files of their own, since a code stands once in a file.
    fn name_by_frequency(&mut self) {
        let ending = match self.frequency {
            Frequency::Month => "",
            Frequency::Quarter => "-quarters",
            Frequency::Year => "-years",
            Frequency::AcademicYear => "-academic-years",
            Frequency::CalendarYear => "-calendar-years",
        };
        self.name.push_str(ending);
    }
}
