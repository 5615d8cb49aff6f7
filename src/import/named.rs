//! Tables whose period stands in the name of their tab or file: an indicator a row, and its figure under `Value`, `Actual` or `%`.

use std::collections::BTreeMap;

use crate::load::recipe::{Named, Periods, Source};
use crate::model::{Calendar, Period};
use crate::workbook::{Cell, Place, Sheet, Workbook, column_name};

use super::across;
use super::fault::Fault;
use super::figure::{self, Figure};
use super::file_names::pattern_of_tabs;
use super::found::{Block, Codes};
use super::heading::{self, Said};
use super::named_period::Names;
use super::row_of_periods::Headings;
use super::words::{self, About, Kind};

/// Rows among which the headings are looked for.
const DEEPEST: usize = 20;

/// The columns of figures under one row of headings.
struct Columns {
    heading: usize,
    figures: Vec<usize>,
}

/// The tables of sheets whose tabs say the period, those of one form as one table.
///
/// # Errors
///
/// Where a tab and a title say two periods, or where tabs have two forms.
pub fn of_tabs(sheets: &[&Sheet], names: Names<'_>, place: &str, codes: &mut Codes) -> Result<Vec<Block>, Fault> {
    let mut blocks: Vec<Block> = Vec::new();
    for sheet in sheets.iter().filter(|sheet| names.is_of_time(&sheet.name)) {
        blocks.extend(one(sheet, Named::Sheet, names, place, codes)?);
    }
    let (refused, blocks): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| block.refused.is_some());
    let mut blocks = blocks.into_iter();
    let Some(mut all) = blocks.next() else { return Ok(refused) };
    let mut tabs = vec![all.table.sheet.clone()];
    for block in blocks {
        if let Some((letter, is, was)) = another_form(&block, &all, names.calendar) {
            return Err(Fault::new(
                format!(
                    "the tabs `{}` and `{}` are not of one form: {letter} is {is} there and {was} here",
                    block.table.sheet, tabs[0]
                ),
                "give all tabs of months the same rows of headings and columns; or hide those that are not wanted",
            ));
        }
        tabs.push(block.table.sheet.clone());
        take(&mut all, block);
    }
    let named: Vec<&str> = tabs.iter().map(String::as_str).collect();
    all.table.sheet = pattern_of_tabs(&named);
    all.decisions.insert(
        0,
        format!(
            "the name of the tab says the period: {}; the next month's tab is read by the same recipe if its name is {}",
            told(&tabs, names, Named::Sheet, &all),
            if all.table.sheet == "*" {
                "its month, as here".to_owned()
            } else {
                format!("`{}` with its month in place of `*`", all.table.sheet)
            }
        ),
    );
    Ok(refused.into_iter().chain([all]).collect())
}

/// The tables of sheets whose file says the period.
///
/// # Errors
///
/// Where the file, a tab and a title say two periods.
pub fn of_file(sheets: &[&Sheet], names: Names<'_>, place: &str, codes: &mut Codes) -> Result<Vec<Block>, Fault> {
    let mut blocks = Vec::new();
    for sheet in sheets {
        blocks.extend(one(sheet, Named::File, names, place, codes)?);
    }
    for block in blocks.iter_mut().filter(|block| block.refused.is_none()) {
        let told = told(std::slice::from_ref(&block.table.sheet), names, Named::File, block);
        block.decisions.insert(
            0,
            format!("the name of the file says the period: {told}; the next month's file is read by the same recipe if its name fits `file`"),
        );
    }
    Ok(blocks)
}

/// Whether a sheet has rows of figures of one period, by its headings.
pub fn is_one(sheet: &Sheet, calendar: Calendar) -> bool {
    columns(sheet, None, calendar).is_some()
}

/// Why a sheet is not read whose name says the period: its figures stand under a heading that says nothing of them.
pub fn unheaded(names: Names<'_>) -> Option<Fault> {
    let of = |sheet: &Sheet| {
        let heading = (0..sheet.height().min(DEEPEST)).find(|row| sheet.filled(*row).count() > 1)?;
        let is_name = |column: &usize| {
            matches!(words::about(sheet.text_over(heading, *column)), Some(About::Name | About::Code))
                && holds_words(sheet, heading, *column)
        };
        let first = (0..sheet.width()).find(is_name)?;
        let column = (first + 1..sheet.width()).find(|column| {
            words::about(sheet.text_over(heading, *column)).is_none() && has_figures(sheet, heading, *column, first)
        })?;
        let place = Place { row: heading, column };
        let name = if sheet.name.is_empty() { String::new() } else { format!("{}!", sheet.name) };
        Some(Fault::new(
            format!(
                "figures stand under `{}` in {name}{place}, which does not say that they are of the period in the name",
                sheet.text_over(heading, column)
            ),
            "head the column of figures `Actual` or `Value`, or by its month, as `Apr-23`",
        ))
    };
    let is_named = |sheet: &&Sheet| names.is_of_time(&sheet.name) || names.is_of_time(names.file);
    names.workbook.sheets.iter().filter(|sheet| !sheet.hidden).filter(is_named).find_map(of)
}

/// Why a sheet with columns of figures is not read: no name says its period.
pub fn without_period(workbook: &Workbook, calendar: Calendar) -> Option<Fault> {
    let of = |sheet: &Sheet| {
        let Columns { heading, figures } = columns(sheet, None, calendar)?;
        let place = Place { row: heading, column: *figures.first()? };
        let sheet_name = if sheet.name.is_empty() { String::new() } else { format!("{}!", sheet.name) };
        Some(Fault::new(
            format!(
                "figures stand under `{}` in {sheet_name}{place}, and nothing says of which month they are",
                sheet.text_over(place.row, place.column)
            ),
            "put the month over the column instead, as `Apr-23`, or name the tab or the file by it, as `Apr 23`",
        ))
    };
    workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(of)
}

fn told(tabs: &[String], names: Names<'_>, named: Named, block: &Block) -> String {
    let first = block.table.headings.0 - 1;
    let of = |tab: &String| {
        let sheet = names.workbook.sheets.iter().find(|sheet| sheet.name == *tab)?;
        let period = names.period(named, sheet, first).ok()??;
        let name = if named == Named::File { names.file } else { tab.as_str() };
        Some(format!("`{name}` is {period}"))
    };
    let told: Vec<String> = tabs.iter().filter_map(of).collect();
    match &told[..] {
        [first, .., last] if told.len() > 3 => format!("{first} … {last}"),
        told => told.join(", "),
    }
}

/// The table of one sheet; nothing where it has none, or where the name says no period.
fn one(sheet: &Sheet, named: Named, names: Names<'_>, place: &str, codes: &mut Codes) -> Result<Option<Block>, Fault> {
    let Some(Columns { heading, .. }) = columns(sheet, None, names.calendar) else { return Ok(None) };
    let Some(period) = names.period(named, sheet, heading)? else { return Ok(None) };
    let Some(columns) = columns(sheet, Some(period), names.calendar) else { return Ok(None) };
    let kinds = match kinds(sheet, &columns) {
        Ok(kinds) => kinds,
        Err(refused) => return Ok(Some(Block { refused: Some(refused), ..Block::default() })),
    };
    let periods: BTreeMap<usize, Period> = columns.figures.iter().map(|column| (*column, period)).collect();
    let headings = Headings { rows: (heading, heading), periods, readings: Vec::new(), has_words: false };
    let Some(mut block) = across::block(sheet, place, &headings, sheet.height(), codes) else { return Ok(None) };
    if block.refused.is_none() {
        cells_of_rows(&mut block, &kinds);
        block.table.periods = Periods::Named(named);
        let over =
            columns.figures.iter().map(|column| (column_name(*column), sheet.text_over(heading, *column).to_owned()));
        block.table.columns.extend(over);
    }
    Ok(Some(block))
}

/// Gives each row its cells, one in each column of figures.
fn cells_of_rows(block: &mut Block, kinds: &[(usize, Option<Kind>)]) {
    let rows = std::mem::take(&mut block.table.rows);
    for (name, source) in rows {
        let Source::Row(keys) = source else { continue };
        for (column, kind) in kinds {
            let row = match kind {
                Some(Kind::OutOf) => format!("{name} out of"),
                Some(Kind::Percent) if kinds.len() > 1 => format!("{name} percent"),
                Some(Kind::Count | Kind::Percent) | None => name.clone(),
            };
            block.table.rows.push((row, Source::Cell { keys: keys.clone(), letter: column_name(*column) }));
        }
        if let Some(measure) = block.measures.iter_mut().find(|measure| measure.code == name) {
            measure.kinds.extend(kinds.iter().filter_map(|(_, kind)| *kind));
        }
    }
}

/// What each column of figures holds of a row; a sentence where nobody can tell which of them is read.
fn kinds(sheet: &Sheet, columns: &Columns) -> Result<Vec<(usize, Option<Kind>)>, String> {
    let text = |column: usize| sheet.text_over(columns.heading, column);
    let kinds: Vec<(usize, Option<Kind>)> =
        columns.figures.iter().map(|column| (*column, words::kind(text(*column)))).collect();
    let count = |wanted: Option<Kind>| kinds.iter().filter(|(_, kind)| *kind == wanted).count();
    let of_percent = count(Some(Kind::Percent));
    match &kinds[..] {
        // Alone, whatever its heading is, it is the figure.
        [(column, kind)] => {
            Ok(vec![(*column, kind.filter(|kind| *kind == Kind::Percent && text(*column).contains('%')))])
        }
        _ if count(Some(Kind::Count)) == 1
            && count(Some(Kind::OutOf)) == 1
            && of_percent < 2
            && kinds.len() == 2 + of_percent =>
        {
            Ok(kinds)
        }
        _ => {
            let cells: Vec<String> = columns
                .figures
                .iter()
                .map(|column| format!("`{}` in {}", text(*column), Place { row: columns.heading, column: *column }))
                .collect();
            Err(format!(
                "the table below row {} is not read: {} may each be the figure of the month; hide the columns that are not wanted, or head one `Actual` and put what the others are over them",
                columns.heading + 1,
                cells.join(" and ")
            ))
        }
    }
}

/// The row of headings that has a name and figures of the month; `period` where it is known.
fn columns(sheet: &Sheet, period: Option<Period>, calendar: Calendar) -> Option<Columns> {
    (0..sheet.height().min(DEEPEST)).filter(|row| !sheet.is_row_hidden(*row)).find_map(|heading| {
        let visible = (0..sheet.width()).filter(|column| !sheet.is_column_hidden(*column));
        let names: Vec<usize> = visible
            .clone()
            .filter(|column| matches!(words::about(sheet.text_over(heading, *column)), Some(About::Name | About::Code)))
            .collect();
        let first = *names.iter().find(|column| holds_words(sheet, heading, **column))?;
        let is_figure = |column: &usize| {
            let cell = Cell::text(sheet.text_over(heading, *column));
            let is_headed = words::is_of_now(&cell.shown) || is_of_period(&cell, period, calendar);
            is_headed && has_figures(sheet, heading, *column, first)
        };
        let figures: Vec<usize> = visible.filter(|column| *column > first).filter(is_figure).collect();
        let actual: Vec<usize> = figures
            .iter()
            .copied()
            .filter(|column| matches!(words::plain(sheet.text_over(heading, *column)).as_str(), "actual" | "actuals"))
            .collect();
        let has_counts =
            figures.iter().any(|column| words::kind(sheet.text_over(heading, *column)) == Some(Kind::OutOf));
        let figures = if actual.len() == 1 && !has_counts { actual } else { figures };
        (!figures.is_empty()).then_some(Columns { heading, figures })
    })
}

/// `April` over the figures of April 2023.
fn is_of_period(cell: &Cell, period: Option<Period>, calendar: Calendar) -> bool {
    match (heading::of_heading(cell, calendar), period) {
        (Some(Said::Part(_)), None) => true,
        (Some(Said::Part(part)), Some(period)) => {
            heading::part_in(part, Said::Period(period.year()), calendar) == Some(period)
        }
        _ => false,
    }
}

fn holds_words(sheet: &Sheet, heading: usize, column: usize) -> bool {
    (heading + 1..sheet.height()).any(|row| sheet.text(row, column).contains(|c: char| c.is_alphabetic()))
}

/// Whether named rows have numbers there, and nothing but what may stand in a number's place.
fn has_figures(sheet: &Sheet, heading: usize, column: usize, names: usize) -> bool {
    let figures = (heading + 1..sheet.height())
        .filter(|row| !sheet.is_row_hidden(*row) && (0..=names).any(|column| !sheet.text_over(*row, column).is_empty()))
        .map(|row| figure::read(sheet.cell(row, column)));
    let read: Vec<Figure> = figures.filter(|figure| *figure != Figure::None).collect();
    let numbers = read.iter().filter(|figure| matches!(figure, Figure::Number(_) | Figure::Duration(..))).count();
    numbers > 0 && numbers * 3 >= read.len()
}

/// Where a table differs from another: the cell or what it is, and both texts.
fn another_form(block: &Block, first: &Block, calendar: Calendar) -> Option<(String, String, String)> {
    let (table, other) = (&block.table, &first.table);
    if table.headings != other.headings {
        return Some(("the row of headings".to_owned(), table.headings.1.to_string(), other.headings.1.to_string()));
    }
    let is_month = |text: &str| heading::of_heading(&Cell::text(text), calendar).is_some();
    let letters = table.columns.keys().chain(other.columns.keys());
    let said = |columns: &BTreeMap<String, String>, letter: &String| {
        columns.get(letter).filter(|text| !is_month(text)).cloned().unwrap_or_default()
    };
    let differs = |letter: &&String| said(&table.columns, letter) != said(&other.columns, letter);
    let quoted = |text: String| if text.is_empty() { "not read".to_owned() } else { format!("`{text}`") };
    let letter = letters.into_iter().find(differs);
    let columns = letter.map(|letter| {
        (
            format!("{letter}{}", table.headings.1),
            quoted(said(&table.columns, letter)),
            quoted(said(&other.columns, letter)),
        )
    });
    let keys = || {
        (table.keys != other.keys)
            .then(|| ("what tells rows apart".to_owned(), table.keys.join(" and "), other.keys.join(" and ")))
    };
    columns.or_else(keys)
}

/// Puts the rows of another tab of the same form beside those that are known.
fn take(all: &mut Block, block: Block) {
    for (name, source) in block.table.rows {
        if !all.table.rows.iter().any(|(other, _)| *other == name) {
            all.table.rows.push((name, source));
        }
    }
    for (name, text) in block.table.names {
        all.table.names.entry(name).or_insert(text);
    }
    for (name, text) in block.table.targets {
        match all.table.targets.get(&name) {
            Some(other) if *other != text => {
                all.decisions.push(format!(
                    "the target of {name} is `{other}` in one tab and `{text}` in another: say under `target` which holds when"
                ));
                all.table.targets.remove(&name);
            }
            Some(_) => {}
            None if all.measures.iter().any(|measure| measure.code == name) => {}
            None => _ = all.table.targets.insert(name, text),
        }
    }
    if all.table.name_column.is_empty() {
        all.table.name_column = block.table.name_column;
    }
    for keys in block.table.rows_not_read {
        if !all.table.rows_not_read.contains(&keys) {
            all.table.rows_not_read.push(keys);
        }
    }
    all.table.not_read.extend(block.table.not_read);
    for measure in block.measures {
        if !all.measures.iter().any(|other| other.code == measure.code) {
            all.measures.push(measure);
        }
    }
    for (from, to) in [(block.left_out, &mut all.left_out), (block.decisions, &mut all.decisions)] {
        for line in from {
            if !to.contains(&line) {
                to.push(line);
            }
        }
    }
}
