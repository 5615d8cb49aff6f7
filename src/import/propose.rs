//! What a file proposes the first time it is seen.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::load::recipe::{Named, Periods, Recipe, Table, Years};
use crate::load::sources::fits;
use crate::load::written::{scalar, slug};
use crate::model::{Calendar, Period};
use crate::workbook::{Place, Sheet, Workbook};

use super::applied::{Applied, FigureFile};
use super::apply::{Entry, apply};
use super::body::body;
use super::decisions::{self, few};
use super::definitions::{self, Definition, shown};
use super::facts::{self, Facts};
use super::fault::Fault;
use super::file_names::any_of;
use super::found::{Block, Codes, Measure, Wanted};
use super::heading::{self, Said};
use super::named_period::Names;
use super::recipe_text::written;
use super::row_of_periods::headings;
use super::signs::{durations, symbols};
use super::words::{self, plain};
use super::{across, comparable, down, named};

/// A recipe with definitions for what it reads, and everything that somebody should know before he trusts it.
#[derive(Debug)]
pub struct Proposal {
    pub recipe: Recipe,
    /// The same in our file format.
    pub recipe_text: String,
    /// Definitions of the indicators that the project has not yet, in our file format; empty where it has all.
    pub definitions: String,
    pub applied: Applied,
    /// What was read, one line a table.
    pub read: Vec<String>,
    pub left_out: Vec<String>,
    /// What a person must decide, the weightier first.
    pub decisions: Vec<String>,
}

/// Proposes how to read a file, or several of one form.
pub fn propose(
    workbooks: &[(String, Workbook)],
    wanted: &Wanted<'_>,
    calendar: Calendar,
) -> Result<Proposal, Vec<Fault>> {
    let Some((name, workbook)) = workbooks.first() else { return Err(Vec::new()) };
    let Seen { mut blocks, facts, mut left_out, refused } =
        see(workbook, Names { file: name, workbook, calendar }, wanted).map_err(|fault| vec![fault])?;
    if blocks.is_empty() {
        let (message, way) = refused.first().and_then(|refused| refused.split_once("; ")).unwrap_or_default();
        let names = Names { file: name, workbook, calendar };
        return Err(vec![if message.is_empty() { nothing(names) } else { Fault::new(message, way) }]);
    }
    name_figures(&mut blocks, wanted.recipe);
    let mut measures = measures(&blocks);
    let mut decisions = refused;
    decisions.extend(blocks.iter().flat_map(Block::what_is_open));
    for facts in &facts {
        let unknown = facts.tell(&mut measures);
        if !unknown.is_empty() {
            decisions.push(format!("the sheet `{}` speaks of {}, which has no figures", facts.sheet, few(&unknown)));
        }
    }
    let tables = blocks.iter().map(|block| block.table.clone()).collect();
    let mut recipe = Recipe { file: wanted.file.to_owned(), tables, ..Recipe::default() };
    let is_by_file = recipe.tables.iter().any(|table| table.periods == Periods::Named(Named::File));
    if is_by_file && !recipe.file.contains('*') {
        recipe.file = any_of(name);
    }
    let is_read = |sheet: &&Sheet| recipe.tables.iter().any(|table| is_of(table, sheet));
    let others = workbook.sheets.iter().filter(|sheet| !is_read(sheet)).map(|sheet| sheet.name.clone());
    recipe.sheets_not_read = others.collect();
    recipe.symbols = symbols(&recipe, workbooks);
    recipe.symbols.extend(wanted.symbols.iter().cloned());
    decisions.extend(durations(&mut recipe, workbooks, &mut measures));
    share_of_one(&mut recipe, &measures, workbooks, calendar);
    let applied = apply(&recipe, workbooks, calendar)?;
    decisions.extend(comparable::compared(&mut recipe, &measures, &applied, workbooks, calendar));
    let definitions = definitions(&measures, &applied);
    left_out.extend(blocks.iter().flat_map(Block::what_is_left_out));
    let of_facts = facts.iter().map(|facts| format!("{}: {} rows about indicators", facts.sheet, facts.rows.len()));
    let of_blocks = blocks.iter().flat_map(|block| std::iter::once(told(block, &applied)).chain(ends(block, &applied)));
    let read = of_blocks.chain(of_facts).collect();
    decisions.extend(decisions::of_reading(&applied, &recipe));
    let is_new = |code: &String| !wanted.defined.contains(code);
    let new: Vec<(String, Definition)> = definitions.into_iter().filter(|(code, _)| is_new(code)).collect();
    measures.retain(|measure| is_new(&measure.code));
    decisions.extend(decisions::of_definitions(&measures, &new));
    let recipe_text = written(&recipe, &left_out);
    let definitions = definitions_text(&new.into_iter().map(|(_, definition)| definition).collect::<Vec<_>>());
    Ok(Proposal { recipe, recipe_text, definitions, applied, read, left_out, decisions })
}

/// What lies in a workbook.
#[derive(Default)]
struct Seen {
    blocks: Vec<Block>,
    facts: Vec<Facts>,
    left_out: Vec<String>,
    /// Tables that cannot be read, with the reason and the way out.
    refused: Vec<String>,
}

/// Whether a table is read of a sheet.
fn is_of(table: &Table, sheet: &Sheet) -> bool {
    match table.periods {
        Periods::Named(_) => fits(&table.sheet, &sheet.name),
        Periods::Across | Periods::Down(_) | Periods::Coded(..) => table.sheet == sheet.name,
    }
}

fn see(workbook: &Workbook, names: Names<'_>, wanted: &Wanted<'_>) -> Result<Seen, Fault> {
    let calendar = names.calendar;
    let mut seen = Seen::default();
    let mut codes = Codes::beside(wanted.defined);
    let mut rest: Vec<&Sheet> = Vec::new();
    for sheet in &workbook.sheets {
        if sheet.hidden {
            seen.left_out.push(format!("the hidden sheet `{}`", sheet.name));
            continue;
        }
        let found = if is_by_name(sheet, names) { Vec::new() } else { tables(sheet, wanted, calendar, &mut codes)? };
        if found.is_empty() {
            rest.push(sheet);
        }
        seen.take(found, sheet);
    }
    // What has no periods of its own may have one by its name.
    let place = wanted.recipe;
    let mut found = named::of_tabs(&rest, names, place, &mut codes)?;
    if found.is_empty() && seen.blocks.is_empty() && seen.refused.is_empty() {
        found = named::of_file(&rest, names, place, &mut codes)?;
    }
    rest.retain(|sheet| !found.iter().any(|block| is_of(&block.table, sheet)));
    for block in found {
        let sheet = workbook.sheets.iter().find(|sheet| is_of(&block.table, sheet)).unwrap_or(&workbook.sheets[0]);
        seen.take(vec![block], sheet);
    }
    for sheet in rest {
        match facts::find(sheet) {
            Some(facts) => seen.facts.push(facts),
            None if !sheet.is_empty() => {
                seen.left_out.push(format!("the sheet `{}`: no periods stand over columns or in one", sheet.name));
            }
            None => {}
        }
    }
    Ok(seen)
}

/// Words over a column that says when something was done, or of which time a row is.
const TIMES: [&str; 9] = ["month", "months", "period", "quarter", "year", "years", "fy", "date", "week"];

/// Whether a tab says the period of its figures, and what else looks like one in it is something else: the day of an update, or last year's month.
fn is_by_name(sheet: &Sheet, names: Names<'_>) -> bool {
    let Ok(Some(period)) = names.period(Named::Sheet, sheet, 0) else { return false };
    if !named::is_one(sheet, names.calendar) {
        return false;
    }
    let over = headings(sheet, Years::default(), names.calendar);
    if !over.is_empty() {
        let is_in = |other: &Period| period.start() <= other.start() && other.end() <= period.end();
        return !over.iter().flat_map(|headings| headings.periods.values()).any(is_in);
    }
    match body(sheet, names.calendar) {
        Ok(Some(body)) => !body.period_columns().iter().any(|column| {
            let name = plain(body.name(*column));
            name.split(' ').any(|word| TIMES.contains(&word))
        }),
        Ok(None) | Err(_) => false,
    }
}

impl Seen {
    fn take(&mut self, found: Vec<Block>, sheet: &Sheet) {
        for block in found {
            match &block.refused {
                Some(refused) if sheet.name.is_empty() => self.refused.push(refused.clone()),
                Some(refused) => self.refused.push(format!("{}, {refused}", sheet.name)),
                None => self.blocks.push(block),
            }
        }
    }
}

/// There is no table; what there is, tells which file was named.
fn nothing(names: Names<'_>) -> Fault {
    let (workbook, calendar) = (names.workbook, names.calendar);
    if let Some(fault) = named::unheaded(names) {
        return fault;
    }
    let first =
        workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(|sheet| {
            (0..sheet.height()).find(|row| sheet.filled(*row).count() > 1).map(|row| sheet.filled(row))
        });
    if let Some(fault) =
        workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(|sheet| unread_heading(sheet, calendar))
    {
        return fault;
    }
    if let Some(fault) = named::without_period(workbook, calendar) {
        return fault;
    }
    let seen: Vec<String> = first.into_iter().flatten().map(|(_, cell)| cell.shown.clone()).collect();
    let seen = if seen.is_empty() { "nothing".to_owned() } else { few(&seen) };
    Fault::new(
        format!("no table with periods and figures was found; its first row has {seen}"),
        "periods stand over the columns (Apr-24, 2023/24, Q1 2023/24) or in a column of their own, and each row or column of figures has a name",
    )
}

/// A heading that names a month without its year, or a period among other words.
fn unread_heading(sheet: &Sheet, calendar: Calendar) -> Option<Fault> {
    let rows = (0..sheet.height().min(20)).filter(|row| !sheet.is_row_hidden(*row) && sheet.filled(*row).count() > 2);
    let cells = rows.flat_map(|row| sheet.filled(row).map(move |(column, cell)| (Place { row, column }, cell)));
    // `Target 23/24` is a column of its own.
    let mut cells = cells.filter(|(_, cell)| words::about(&cell.shown).is_none());
    cells.find_map(|(place, cell)| {
        let place = if sheet.name.is_empty() { place.to_string() } else { format!("{}!{place}", sheet.name) };
        let what = match heading::of_heading(cell, calendar) {
            Some(Said::Part(_)) => {
                "names a month or quarter, and no year stands over it, in the tab's name or in a title"
            }
            None if cell.shown.len() < 60 && heading::of_other_words(cell, calendar).is_some() => {
                "names a period among words that say something else"
            }
            _ => return None,
        };
        Some(Fault::new(
            format!("no table with periods and figures was found: `{}` in {place} {what}", cell.shown),
            "write the period alone over the column that is read, as `Apr-23` or `Apr-23 Actual`",
        ))
    })
}

fn tables(sheet: &Sheet, wanted: &Wanted<'_>, calendar: Calendar, codes: &mut Codes) -> Result<Vec<Block>, Fault> {
    let found = across::find(sheet, calendar, codes);
    if !found.is_empty() {
        return Ok(found);
    }
    let place = if sheet.name.is_empty() { wanted.recipe } else { &sheet.name };
    let found = down::find(sheet, place, wanted, calendar, codes).map_err(|choice| choice.fault())?;
    Ok(found.into_iter().collect())
}

/// Tables of the same indicators, as a sheet a year, come into one file; each other table has one of its own.
fn name_figures(blocks: &mut [Block], recipe: &str) {
    let codes_of =
        |block: &Block| block.measures.iter().map(|measure| measure.code.clone()).collect::<BTreeSet<String>>();
    let all: Vec<BTreeSet<String>> = blocks.iter().map(codes_of).collect();
    let several = all.iter().any(|codes| codes.is_disjoint(&all[0]));
    let mut named: Vec<(BTreeSet<String>, String)> = Vec::new();
    for (block, codes) in blocks.iter_mut().zip(all) {
        let name = match named.iter().find(|(other, _)| other.intersection(&codes).next().is_some()) {
            Some((_, name)) => name.clone(),
            None if several && !block.table.sheet.is_empty() => format!("{recipe}-{}", slug(&block.table.sheet)),
            None => recipe.to_owned(),
        };
        block.table.figures.clone_from(&name);
        named.push((codes, name));
    }
}

/// What all tables tell of each indicator.
fn measures(blocks: &[Block]) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::new();
    for block in blocks {
        for measure in &block.measures {
            let mut measure = measure.clone();
            // A sheet that is named after its year says nothing of what it holds.
            let name = block.table.sheet.split('*').next().unwrap_or_default().trim_matches([' ', '-', '_', '.', ',']);
            let is_named = name.contains(|c: char| c.is_alphabetic());
            let place = if is_named { name } else { "Indicators" };
            measure.theme = measure.theme.or_else(|| Some(place.to_owned()));
            match all.iter_mut().find(|other| other.code == measure.code) {
                Some(other) => {
                    other.kinds.extend(measure.kinds);
                    measure.said.into_iter().for_each(|(about, text)| _ = other.said.entry(about).or_insert(text));
                }
                None => all.push(measure),
            }
        }
    }
    all
}

/// Percentages that are written as shares of one, in a text where no format shows them otherwise.
fn share_of_one(recipe: &mut Recipe, measures: &[Measure], workbooks: &[(String, Workbook)], calendar: Calendar) {
    let Ok(applied) = apply(recipe, workbooks, calendar) else { return };
    for measure in measures.iter().filter(|measure| !measure.is_share()) {
        let shown = shown(&applied, &measure.code);
        let is_percent = definitions::unit(measure, &shown).as_deref() == Some("percent");
        let numbers: Vec<f64> = shown.iter().filter_map(|text| text.split(' ').next()?.parse().ok()).collect();
        let are_shares = numbers.len() > 1
            && numbers.iter().all(|number| (0.0..=1.0).contains(number))
            && numbers.iter().any(|number| number.fract() != 0.0);
        if is_percent && are_shares {
            for table in recipe.tables.iter_mut().filter(|table| table.rows.iter().any(|(row, _)| *row == measure.code))
            {
                table.shares_of_one.push(measure.code.clone());
            }
        }
    }
}

fn definitions(measures: &[Measure], applied: &Applied) -> Vec<(String, Definition)> {
    let write = |measure: &Measure| {
        let theme = measure.theme.clone().unwrap_or_else(|| "Indicators".to_owned());
        (measure.code.clone(), definitions::write(measure, applied, &theme))
    };
    measures.iter().map(write).collect()
}

fn definitions_text(definitions: &[Definition]) -> String {
    let mut themes: Vec<&str> = definitions.iter().map(|definition| definition.theme.as_str()).collect();
    let mut seen = BTreeSet::new();
    themes.retain(|theme| seen.insert(*theme));
    let mut text = String::new();
    for theme in themes {
        _ = writeln!(text, "{}:", scalar(theme));
        definitions
            .iter()
            .filter(|definition| definition.theme == theme)
            .for_each(|definition| text.push_str(&definition.text));
    }
    text
}

/// Indicators of a table whose first and last figures are shown.
const SHOWN: usize = 12;

/// The first and the last figure of each indicator with their cells, to be held against the sheet.
fn ends(block: &Block, applied: &Applied) -> Vec<String> {
    let of = |code: &str| {
        let (file, entries) = applied.files.iter().find_map(|file| {
            let (_, entries) = file.rows.iter().find(|(row, entries)| row == code && !entries.is_empty())?;
            Some((file, entries))
        })?;
        let base = file.rows.iter().find(|(row, _)| *row == format!("{code} out of")).map(|(_, entries)| entries);
        let shown = |(period, entry): (&Period, &Entry)| {
            let base =
                base.and_then(|base| base.get(period)).filter(|_| entry.text.starts_with(|c: char| c.is_ascii_digit()));
            let base = base.map_or_else(String::new, |base| format!("/{}", base.text));
            format!("{period} {}{base} ({})", entry.text, entry.place)
        };
        let (first, last) = entries.first_key_value().zip(entries.last_key_value())?;
        let ends = if first.0 == last.0 { shown(first) } else { format!("{} … {}", shown(first), shown(last)) };
        Some(format!("  {code}: {ends}"))
    };
    let mut lines: Vec<String> = block.measures.iter().take(SHOWN).filter_map(|measure| of(&measure.code)).collect();
    if block.measures.len() > SHOWN {
        lines.push(format!("  and {} more", block.measures.len() - SHOWN));
    }
    lines
}

/// One line of what a table gave.
fn told(block: &Block, applied: &Applied) -> String {
    let rows: BTreeSet<&str> = block.table.rows.iter().map(|(row, _)| row.as_str()).collect();
    let own = &block.table.sheet;
    // Several sheets may come into one file; before the sheet may stand the name of its workbook.
    let is_here = |entry: &Entry| {
        let sheet = entry.place.rsplit_once('!').map_or("", |(sheet, _)| sheet);
        let is_named = matches!(block.table.periods, Periods::Named(_));
        let is_own = sheet == own || sheet.strip_suffix(own.as_str()).is_some_and(|file| file.ends_with(' '));
        own.is_empty() || is_own || is_named
    };
    let told = |file: &FigureFile| {
        let of_rows = file.rows.iter().filter(|(row, _)| rows.contains(row.as_str()));
        let here: Vec<Period> =
            of_rows.flat_map(|(_, row)| row).filter(|(_, entry)| is_here(entry)).map(|(period, _)| *period).collect();
        let (first, last) = here.iter().min().zip(here.iter().max())?;
        let ends = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let count = here.len();
        Some(format!("{count} figure{}, {ends}, to figures/{}.yaml", if count == 1 { "" } else { "s" }, file.name))
    };
    let parts: Vec<String> = applied.files.iter().filter_map(told).collect();
    let sheet = if own.is_empty() || own == "*" { String::new() } else { format!("{own}: ") };
    let number = block.measures.len();
    format!("{sheet}{number} indicator{}: {}", if number == 1 { "" } else { "s" }, parts.join("; "))
}
