//! Tables whose periods stand over their columns: an indicator a row, or its count, what it is out of and its percentage in rows one below the other.

use std::collections::BTreeMap;

use crate::load::recipe::{Periods, Source, Years as BareYears};
use crate::model::{Calendar, Date, Period};
use crate::workbook::{Cell, Sheet, column_name};

use super::figure;
use super::found::{Block, Codes, Measure};
use super::heading::{self, Reading, Said};
use super::words::{self, About, Kind};

/// Rows of headings and the periods over each column.
#[derive(Debug, Clone)]
pub struct Headings {
    /// First and last, counted from nought.
    pub rows: (usize, usize),
    pub periods: BTreeMap<usize, Period>,
    pub readings: Vec<Reading>,
}

/// The rows of a sheet over which periods stand, from the top.
pub fn headings(sheet: &Sheet, years: BareYears, calendar: Calendar) -> Vec<Headings> {
    let mut found: Vec<Headings> = Vec::new();
    for row in (0..sheet.height().min(DEEPEST)).filter(|row| !sheet.is_row_hidden(*row)) {
        let Some(headings) = at(sheet, row, years, calendar) else { continue };
        match found.last_mut() {
            // The years over the months, or the months under them.
            Some(before) if before.rows.1 + 1 == row && headings.periods.len() >= before.periods.len() => {
                *before = Headings { rows: (before.rows.0, row), ..headings };
            }
            Some(before) if before.rows.1 + 1 == row => {}
            _ => found.push(headings),
        }
    }
    found
}

/// Rows among which headings are looked for: no scorecard has so many above its last table.
const DEEPEST: usize = 1_000;

/// The periods over columns in one row, or nothing.
pub fn at(sheet: &Sheet, row: usize, years: BareYears, calendar: Calendar) -> Option<Headings> {
    let width = sheet.width();
    let said: Vec<Option<Said>> =
        (0..width)
            .map(|column| {
                if sheet.is_column_hidden(column) {
                    None
                } else {
                    heading::of_heading(sheet.cell(row, column), calendar)
                }
            })
            .collect();
    if said.iter().all(Option::is_none) || is_of_figures(sheet, row, &said) {
        return None;
    }
    let above = row.checked_sub(1);
    let over: Vec<Option<Said>> = (0..width)
        .map(|column| {
            above.and_then(|above| heading::of_heading(&Cell::text(sheet.text_over(above, column)), calendar))
        })
        .collect();
    let beyond = beyond(sheet, row, calendar);
    // A year stands over the first of its months alone where nobody merged the cells.
    let mut group = None;
    let groups: Vec<Option<Said>> = over
        .iter()
        .map(|said| {
            group = (*said).filter(|said| is_year(*said)).or(group);
            group.or(beyond)
        })
        .collect();
    let (found, readings) = heading::periods(&said, &groups, years, calendar);
    let periods: BTreeMap<usize, Period> =
        found.into_iter().enumerate().filter_map(|(column, period)| Some((column, period?))).collect();
    let is_headed =
        (0..width).any(|column| !periods.contains_key(&column) && words::about(sheet.text_over(row, column)).is_some());
    let first = *periods.keys().next()?;
    // A column of periods has periods below as well.
    let below = (row + 1..sheet.height()).map(|row| sheet.cell(row, first)).find(|cell| !cell.shown.is_empty());
    let heads_figures = below.is_some_and(|cell| {
        !matches!(figure::read(cell), figure::Figure::Day)
            && !matches!(heading::of_heading(cell, calendar), Some(Said::Period(_) | Said::Day(_)))
    });
    let is_table = periods.len() > 1 || (is_headed && heads_figures);
    let first_row = if above.is_some_and(|above| over.iter().any(|said| said.is_some_and(is_year)) && above + 1 == row)
    {
        row - 1
    } else {
        row
    };
    (is_table && (first > 0 || is_headed)).then_some(Headings { rows: (first_row, row), periods, readings })
}

/// Fewer numbers that could be days are counts.
const FEWEST_SERIALS: usize = 3;

/// Whether a row holds figures: a number in it is no period, or numbers that could be periods are not in step.
fn is_of_figures(sheet: &Sheet, row: usize, said: &[Option<Said>]) -> bool {
    let plain = sheet.filled(row).any(|(column, cell)| {
        said[column].is_none()
            && !sheet.is_column_hidden(column)
            && matches!(figure::read(cell), figure::Figure::Number(_))
    });
    let serials: Vec<Date> =
        said.iter().flatten().filter_map(|said| if let Said::Serial(day) = said { Some(*day) } else { None }).collect();
    let apart = |pair: &[Date]| (pair[1] - pair[0]).get_days();
    let in_step = |from: i32, to: i32| serials.windows(2).all(|pair| (from..=to).contains(&apart(pair)));
    plain || (1..FEWEST_SERIALS).contains(&serials.len()) || !(in_step(28, 31) || in_step(89, 92) || in_step(365, 366))
}

fn is_year(said: Said) -> bool {
    match said {
        Said::Period(period) => period.frequency().is_yearly(),
        Said::BareYear(_) => true,
        Said::Day(_) | Said::Serial(_) | Said::Part(_) => false,
    }
}

/// The year that a sheet is of, by its name or by a title over the table.
fn beyond(sheet: &Sheet, row: usize, calendar: Calendar) -> Option<Said> {
    let of = |text: &str| heading::of_cell(&Cell::text(text), calendar).filter(|said| is_year(*said));
    let titles = (0..row).rev().filter_map(|above| sheet.filled(above).next()).map(|(_, cell)| cell.shown.as_str());
    of(&sheet.name).or_else(|| titles.take(6).find_map(of))
}

/// The tables of a sheet, one under another.
pub fn find(sheet: &Sheet, calendar: Calendar, codes: &mut Codes) -> Vec<Block> {
    let headings = headings(sheet, BareYears::default(), calendar);
    let ends: Vec<usize> = headings.iter().skip(1).map(|next| next.rows.0).chain([sheet.height()]).collect();
    headings.iter().zip(ends).filter_map(|(headings, end)| block(sheet, headings, end, codes)).collect()
}

/// What the columns beside the periods are.
struct Columns {
    about: BTreeMap<About, usize>,
    headings: BTreeMap<usize, String>,
}

fn block(sheet: &Sheet, headings: &Headings, end: usize, codes: &mut Codes) -> Option<Block> {
    let rows: Vec<usize> = (headings.rows.1 + 1..end).filter(|row| !sheet.is_row_hidden(*row)).collect();
    let has_figures = |row: usize| {
        headings.periods.keys().any(|column| !matches!(figure::read(sheet.cell(row, *column)), figure::Figure::None))
    };
    let last = rows.iter().rposition(|row| has_figures(*row))?;
    let columns = columns(sheet, headings, &rows[..=last])?;
    let mut block = Block { ..Block::default() };
    let mut reader = Rows {
        sheet,
        columns: &columns,
        theme: None,
        code: String::new(),
        name: String::new(),
        lines: Vec::new(),
        dropped: Vec::new(),
    };
    for row in &rows[..=last] {
        reader.take(*row, has_figures(*row));
    }
    let Rows { lines, dropped, .. } = reader;
    let keys = key_columns(&lines, &columns);
    let mut seen: Vec<Vec<String>> = Vec::new();
    for line in &lines {
        let key: Vec<String> = keys.iter().map(|about| line.key(*about)).collect();
        if seen.contains(&key) {
            block.left_out.push(format!("row {}: `{}` stands in a row above already", line.row + 1, key.join(" ")));
            continue;
        }
        seen.push(key.clone());
        let measure = measure(line, &mut block.measures, sheet, codes);
        let is_first = !block.table.rows.iter().any(|(row, _)| words_begin(row, &measure.code));
        let (name, second) = (measure.code.clone(), line.kind);
        // A percentage beside its counts is compared with them, and they are what is read.
        let row_name = match second {
            Some(Kind::OutOf) => format!("{name} out of"),
            Some(Kind::Percent) => format!("{name} percent"),
            Some(Kind::Count) | None => name,
        };
        let beside = columns.about.get(&About::Name).filter(|_| is_first && !keys.contains(&About::Name));
        let beside = beside.map(|column| sheet.text_over(line.row, *column)).filter(|name| !name.is_empty());
        if let Some(beside) = beside {
            block.table.names.insert(row_name.clone(), beside.to_owned());
        }
        block.table.rows.push((row_name, Source::Row(key)));
    }
    block.settle_kinds();
    block.left_out.extend(left_out(sheet, headings, &columns, &rows[last + 1..]));
    block.left_out.extend(dropped);
    name_columns(&mut block, headings, &columns, &keys);
    block.table.sheet.clone_from(&sheet.name);
    (!block.measures.is_empty()).then_some(block)
}

/// Says where headings, keys and names stand, and which columns are read.
fn name_columns(block: &mut Block, headings: &Headings, columns: &Columns, keys: &[About]) {
    block.table.headings = (headings.rows.0 + 1, headings.rows.1 + 1);
    block.table.periods = Periods::Across;
    block.table.keys = keys.iter().map(|about| column_name(columns.about[about])).collect();
    let heading = |column: usize| columns.headings.get(&column).cloned().unwrap_or_default();
    block.table.columns = columns.about.values().map(|column| (column_name(*column), heading(*column))).collect();
    let is_read = |column: &usize| columns.about.values().any(|read| read == column);
    block.table.not_read = columns
        .headings
        .iter()
        .filter(|(column, _)| !is_read(column))
        .map(|(column, heading)| (column_name(*column), heading.clone()))
        .collect();
    if let Some(column) = columns.about.get(&About::Name).filter(|_| !block.table.names.is_empty()) {
        block.table.name_column = column_name(*column);
    }
}

/// Whether the name of a row is a code, or a code and what the row holds of it.
fn words_begin(row: &str, code: &str) -> bool {
    row.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A row of figures with what it says of itself.
struct Line {
    row: usize,
    code: String,
    /// As it stands there, and without the word that says what the row holds.
    name: String,
    base: String,
    kind_word: String,
    kind: Option<Kind>,
    theme: Option<String>,
    said: BTreeMap<About, String>,
}

impl Line {
    fn key(&self, about: About) -> String {
        match about {
            About::Code => self.code.clone(),
            About::Kind => self.kind_word.clone(),
            _ => self.name.clone(),
        }
    }
}

/// Rows one after the other: what stands in the first of several holds for those below.
struct Rows<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    theme: Option<String>,
    code: String,
    name: String,
    lines: Vec<Line>,
    dropped: Vec<String>,
}

impl Rows<'_> {
    fn take(&mut self, row: usize, has_figures: bool) {
        let text = |about: About| {
            self.columns.about.get(&about).map_or("", |column| self.sheet.text_over(row, *column)).to_owned()
        };
        let (code, name, kind_word) = (text(About::Code), text(About::Name), text(About::Kind));
        if !has_figures {
            let only: Vec<&str> = self.sheet.filled(row).map(|(_, cell)| cell.shown.as_str()).collect();
            match only[..] {
                [] => {}
                // A line by itself is the theme of what follows.
                [theme] if theme.len() < 80 => self.theme = Some(theme.to_owned()),
                _ => self.dropped.push(format!(
                    "row {}: `{}` has no figures",
                    row + 1,
                    only.join(" ").chars().take(60).collect::<String>()
                )),
            }
            return;
        }
        let goes_on = code.is_empty() && name.is_empty();
        if goes_on && (kind_word.is_empty() || self.lines.is_empty()) {
            self.dropped.push(format!("row {}: its figures have no name", row + 1));
            return;
        }
        let begins = !code.is_empty() && code != self.code || !self.columns.about.contains_key(&About::Code);
        if begins || !code.is_empty() {
            self.code.clone_from(&code);
        }
        if !name.is_empty() {
            self.name.clone_from(&name);
        }
        let (base, by_name) = words::split_kind(&self.name);
        let kind = words::kind(&kind_word).or(by_name);
        let said =
            self.columns.about.iter().filter(|(about, _)| !matches!(about, About::Code | About::Name | About::Kind));
        let said = said
            .map(|(about, column)| (*about, self.sheet.text_over(row, *column).to_owned()))
            .filter(|(_, text)| !text.is_empty());
        // Where one row says everything, its kind is its unit.
        let unit = Some((About::Unit, kind_word.clone())).filter(|_| {
            words::kind(&kind_word).is_none_or(|kind| kind != Kind::OutOf)
                && words::unit(&kind_word).is_some_and(|unit| unit != "percent" && unit != "count")
        });
        let said = said.chain(unit).collect();
        let theme = self.theme.clone();
        self.lines.push(Line {
            row,
            code: self.code.clone(),
            name: self.name.clone(),
            base: base.to_owned(),
            kind_word,
            kind,
            theme,
            said,
        });
    }
}

/// The fewest columns that tell the rows apart.
fn key_columns(lines: &[Line], columns: &Columns) -> Vec<About> {
    let there: Vec<About> =
        [About::Code, About::Kind, About::Name].into_iter().filter(|about| columns.about.contains_key(about)).collect();
    let tells_apart = |keys: &[About]| {
        let mut all: Vec<Vec<String>> =
            lines.iter().map(|line| keys.iter().map(|about| line.key(*about)).collect()).collect();
        let filled = all.iter().all(|key| key.iter().any(|text| !text.is_empty()));
        all.sort();
        filled && all.windows(2).all(|pair| pair[0] != pair[1])
    };
    let choices: [&[About]; 6] = [
        &[About::Code],
        &[About::Name],
        &[About::Code, About::Kind],
        &[About::Name, About::Kind],
        &[About::Code, About::Name],
        &[About::Code, About::Name, About::Kind],
    ];
    let possible = |keys: &&&[About]| keys.iter().all(|key| there.contains(key));
    choices.iter().filter(possible).find(|keys| tells_apart(keys)).map_or(there.clone(), |keys| keys.to_vec())
}

fn measure<'m>(line: &Line, measures: &'m mut Vec<Measure>, sheet: &Sheet, codes: &mut Codes) -> &'m Measure {
    let (base_code, by_code) = words::split_kind(&line.code);
    let is_coded = line.code.is_empty();
    let code = if is_coded {
        codes.of_name(&line.base, &sheet.name)
    } else {
        codes.of_code(if by_code.is_some() { base_code } else { &line.code })
    };
    let at = measures.iter().position(|measure| measure.code == code).unwrap_or_else(|| {
        let was = (!is_coded && code != line.code && by_code.is_none()).then(|| line.code.clone());
        let name = if line.base.is_empty() { line.code.clone() } else { line.base.clone() };
        measures.push(Measure {
            code,
            name,
            theme: line.theme.clone().or_else(|| line.said.get(&About::Theme).cloned()),
            is_coded,
            was,
            ..Measure::default()
        });
        measures.len() - 1
    });
    let measure = &mut measures[at];
    measure.kinds.extend(line.kind.or(by_code));
    for (about, text) in &line.said {
        measure.said.entry(*about).or_insert_with(|| text.clone());
    }
    measure
}

fn columns(sheet: &Sheet, headings: &Headings, rows: &[usize]) -> Option<Columns> {
    let heading = |column: usize| {
        let rows = headings.rows.0..=headings.rows.1;
        rows.rev().map(|row| sheet.text_over(row, column)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    let texts = |column: usize| -> Vec<&str> {
        rows.iter().map(|row| sheet.text(*row, column)).filter(|text| !text.is_empty()).collect()
    };
    let beside = (0..sheet.width())
        .filter(|column| !headings.periods.contains_key(column) && !sheet.is_column_hidden(*column))
        .filter(|column| !texts(*column).is_empty() || !heading(*column).is_empty());
    let all: BTreeMap<usize, String> = beside.map(|column| (column, heading(column))).collect();
    let mut about = BTreeMap::new();
    for (column, heading) in &all {
        // `Measure` stands over names, and over words such as `Numerator` as well.
        let is_named = |is: &About| *is != About::Name || !are_kinds(&texts(*column));
        if let Some(is) = words::about(heading).filter(|is| !texts(*column).is_empty() && is_named(is)) {
            about.entry(is).or_insert(*column);
        }
    }
    let first = *headings.periods.keys().next()?;
    let free = |about: &BTreeMap<About, usize>| -> Vec<(usize, Vec<&str>)> {
        let free = all.keys().copied().filter(|column| !about.values().any(|taken| taken == column));
        free.map(|column| (column, texts(column))).filter(|(_, texts)| !texts.is_empty()).collect()
    };
    let kinds = free(&about).into_iter().find(|(_, texts)| are_kinds(texts));
    about.extend(kinds.map(|(column, _)| (About::Kind, column)));
    if !about.contains_key(&About::Name) {
        let before = free(&about).into_iter().filter(|(column, _)| *column < first);
        let longest = before.max_by_key(|(_, texts)| texts.iter().map(|text| text.len()).sum::<usize>());
        about.extend(longest.map(|(column, _)| (About::Name, column)));
    }
    if !about.contains_key(&About::Code) {
        let code = free(&about).into_iter().find(|(column, texts)| *column < first && texts.iter().all(is_like_code));
        about.extend(code.map(|(column, _)| (About::Code, column)));
    }
    // A definition under the heading of a name, and no name.
    let is_nameless = !about.contains_key(&About::Name) && !about.contains_key(&About::Code);
    if is_nameless && let Some(column) = about.remove(&About::Definition) {
        about.insert(About::Name, column);
    }
    let is_named = about.contains_key(&About::Name) || about.contains_key(&About::Code);
    is_named.then_some(Columns { about, headings: all })
}

/// A column of words such as `Numerator` says what its rows are, whatever stands over it; beside them may stand units.
fn are_kinds(texts: &[&str]) -> bool {
    let is = |kind: Kind| texts.iter().any(|text| words::kind(text) == Some(kind));
    let fits = |text: &&str| words::kind(text).is_some() || words::unit(text).is_some();
    is(Kind::Count) && is(Kind::OutOf) && texts.iter().all(fits)
}

fn is_like_code(text: &&str) -> bool {
    text.len() < 16 && text.contains(|c: char| c.is_ascii_digit()) && text.chars().filter(|c| *c == ' ').count() < 2
}

/// What a sheet shows around the table.
fn left_out(sheet: &Sheet, headings: &Headings, columns: &Columns, below: &[usize]) -> Vec<String> {
    let is_read = |column: &usize| columns.about.values().any(|read| read == column);
    let mut left_out: Vec<String> = columns
        .headings
        .iter()
        .filter(|(column, _)| !is_read(column))
        .map(|(column, heading)| {
            if heading.is_empty() {
                format!("column {}, without a heading", column_name(*column))
            } else {
                format!("column {}, `{heading}`", column_name(*column))
            }
        })
        .collect();
    let hidden = (0..sheet.width()).filter(|column| sheet.is_column_hidden(*column));
    left_out.extend(hidden.map(|column| {
        let heading = sheet.text_over(headings.rows.1, column);
        let heading = if heading.is_empty() { String::new() } else { format!(", `{heading}`") };
        format!("hidden: column {}{heading}", column_name(column))
    }));
    let hidden = (headings.rows.1..sheet.height())
        .filter(|row| sheet.is_row_hidden(*row) && sheet.filled(*row).next().is_some());
    let hidden: Vec<String> = hidden.map(|row| (row + 1).to_string()).collect();
    if !hidden.is_empty() {
        left_out.push(format!("hidden: row {}", hidden.join(", ")));
    }
    let notes = below.iter().filter_map(|row| Some((row, sheet.filled(*row).next()?.1)));
    left_out.extend(
        notes.map(|(row, cell)| format!("row {}: `{}`", row + 1, cell.shown.chars().take(60).collect::<String>())),
    );
    left_out
}
