//! Tables whose periods stand in a column: an indicator a column, or a row for each area, indicator and period.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::recipe::Years;
use crate::model::Calendar;
use crate::workbook::{Sheet, column_name, column_number};

use super::body::{Body, body, periods};
use super::combination::Combination;
use super::fault::Choice;
use super::figure::{self, Figure};
use super::found::{Block, Codes, Wanted};
use super::heading;
use super::meta::Meta;
use super::other_areas;
use super::totals::Totals;
use super::words::{self, About, plain};

/// Headings of columns that say whose a row is.
const AREAS: [&str; 28] = [
    "area",
    "area name",
    "area code",
    "la name",
    "la code",
    "la number",
    "la num",
    "old la code",
    "new la code",
    "local authority",
    "local authority name",
    "local authority code",
    "authority",
    "authority name",
    "authority code",
    "council",
    "organisation",
    "organisation name",
    "org name",
    "org code",
    "provider",
    "provider name",
    "provider code",
    "geography",
    "geography name",
    "geography code",
    "ons code",
    "la and regions",
];

/// Columns that are about figures and are none: their place among others, and what is made of them.
const STATISTICS: [&str; 9] =
    ["rank", "rank order", "quartile", "median", "mads from median", "lower ci", "upper ci", "year", "sort order"];

/// More indicators than that come from a file that nobody has narrowed.
const MOST: usize = 80;

/// The table of a sheet whose periods stand in a column; nothing where there is none.
pub fn find(
    sheet: &Sheet,
    place: &str,
    wanted: &Wanted<'_>,
    calendar: Calendar,
    codes: &mut Codes,
) -> Result<Option<Block>, Choice> {
    let Some(body) = body(sheet, calendar).map_err(Choice::Unsaid)? else { return Ok(None) };
    let areas = areas(&body);
    let mut only = whose(&body, &areas, wanted)?;
    only.extend(narrowed(&body, wanted)?);
    let is_wanted = |row: &usize| only.iter().all(|(column, text)| sheet.text(*row, *column) == text);
    let mut rows: Vec<usize> = body.rows.iter().copied().filter(is_wanted).collect();
    let mut free: Vec<usize> = body.columns.iter().copied().filter(|column| !areas.contains(column)).collect();
    let actuals = of_actuals(&body, &rows, &free);
    if let Some((column, actual)) = &actuals {
        rows.retain(|row| sheet.text(*row, *column) == actual);
        only.push((*column, actual.clone()));
        free.retain(|other| other != column);
    }
    let parts = parts(&body, &free, &rows, calendar);
    free.retain(|column| !parts.contains(column));
    let values: Vec<usize> =
        free.iter().copied().filter(|column| is_of_figures(&body, &rows, *column, &wanted.meta)).collect();
    free.retain(|column| !values.contains(column) && !STATISTICS.contains(&plain(body.name(*column)).as_str()));
    if values.is_empty() && parts.is_empty() {
        return Ok(None);
    }
    let dimensions = dimensions(&body, &rows, free);
    let combinations: BTreeSet<Vec<&str>> =
        rows.iter().map(|row| dimensions.iter().map(|column| sheet.text(*row, *column)).collect()).collect();
    not_too_many(&body, &rows, &dimensions, combinations.len() * values.len())?;
    let totals = Totals::find(&body, &rows, &dimensions, &combinations, &values);
    let mut block = Block::default();
    block.table.sheet.clone_from(&sheet.name);
    block.table.headings = (body.heading + 1, body.heading + 1);
    block.table.periods = body.periods.clone();
    block.table.benchmarks = other_areas::find(&body, &rows, wanted.authorities)
        .filter(|_| only.iter().any(|(column, _)| areas.contains(column)));
    block.table.only = only.iter().map(|(column, text)| (column_name(*column), text.clone())).collect();
    for texts in &combinations {
        let totals = totals.as_ref();
        let combination = Combination {
            body: &body,
            dimensions: &dimensions,
            texts,
            values: &values,
            place,
            totals,
            meta: &wanted.meta,
        };
        combination.put(&parts, codes, &mut block);
    }
    block.settle_kinds();
    name_columns(&mut block, &body, dimensions.iter().chain(&values).chain(&parts).copied(), &areas);
    if let Some((column, actual)) = actuals {
        leave_targets(&mut block, &body, column, &actual);
    }
    Ok(Some(block))
}

/// The columns that say whose a row is.
fn areas(body: &Body<'_>) -> Vec<usize> {
    body.columns.iter().copied().filter(|column| AREAS.contains(&plain(body.name(*column)).as_str())).collect()
}

/// Says that rows of targets are not read, of the council's own or of others.
fn leave_targets(block: &mut Block, body: &Body<'_>, column: usize, actual: &str) {
    let letter = column_name(column);
    for (_, only) in block.table.benchmarks.iter_mut().flat_map(|benchmarks| &mut benchmarks.areas) {
        only.insert(letter.clone(), actual.to_owned());
    }
    block.left_out.push(format!("rows of targets, as column {letter}, `{}` says", body.name(column)));
}

/// Refuses more indicators than anybody reads.
fn not_too_many(body: &Body<'_>, rows: &[usize], dimensions: &[usize], indicators: usize) -> Result<(), Choice> {
    if indicators > MOST {
        let distinct =
            |column: usize| rows.iter().map(|row| body.sheet.text(*row, column)).collect::<BTreeSet<&str>>().len();
        let columns = dimensions.iter().map(|column| format!("`{}` ({})", body.name(*column), distinct(*column)));
        return Err(Choice::TooMany { indicators, columns: columns.collect() });
    }
    Ok(())
}

/// Says which columns are read, beside those that tell indicators apart or hold figures, and which are not.
fn name_columns(block: &mut Block, body: &Body<'_>, columns: impl Iterator<Item = usize>, areas: &[usize]) {
    let table = &block.table;
    let of_others = table.benchmarks.iter().flat_map(|others| &others.areas).flat_map(|(_, only)| only.keys());
    let of_areas = table.only.keys().chain(of_others).filter_map(|letter| column_number(letter));
    let read: BTreeSet<usize> = columns.chain(of_areas).chain(body.period_columns()).collect();
    block.table.columns = read.iter().map(|column| (column_name(*column), body.name(*column).to_owned())).collect();
    let others = body.columns.iter().filter(|column| !read.contains(column) && !areas.contains(column));
    let why = |column: usize| if words::names_target(body.name(column)) { ": targets" } else { "" };
    block.left_out = others
        .map(|column| format!("column {}, `{}`{}", column_name(*column), body.name(*column), why(*column)))
        .collect();
}

/// The columns and texts by which somebody narrowed the rows, as they stand there.
fn narrowed(body: &Body<'_>, wanted: &Wanted<'_>) -> Result<Vec<(usize, String)>, Choice> {
    let as_there = |(heading, text): &(String, String)| {
        let mut columns = body.columns.iter().copied();
        let column = columns.find(|column| plain(body.name(*column)) == plain(heading));
        let mut texts = body.rows.iter().filter_map(|row| Some(body.sheet.text(*row, column?)));
        let found = texts.find(|shown| plain(shown) == plain(text)).map(str::to_owned);
        column.zip(found).ok_or_else(|| Choice::NotThere { column: heading.clone(), text: text.clone() })
    };
    wanted.only.iter().map(as_there).collect()
}

/// The columns by which rows of one period differ, and those that name them.
fn dimensions(body: &Body<'_>, rows: &[usize], free: Vec<usize>) -> Vec<usize> {
    let is_name = |column: usize| matches!(words::about(body.name(column)), Some(About::Name | About::Code));
    let tells = |column: &usize| {
        let texts: BTreeSet<&str> =
            rows.iter().map(|row| body.sheet.text(*row, *column)).filter(|text| !text.is_empty()).collect();
        texts.len() > 1 || is_name(*column) && !texts.is_empty()
    };
    independent(body, rows, free.into_iter().filter(tells).collect())
}

/// The rows of one area: the columns that name it, and how.
fn whose(body: &Body<'_>, areas: &[usize], wanted: &Wanted<'_>) -> Result<Vec<(usize, String)>, Choice> {
    let sheet = body.sheet;
    let texts = |column: usize| body.rows.iter().map(|row| sheet.text(*row, column)).collect::<BTreeSet<&str>>();
    let Some(named) = areas.iter().copied().find(|column| texts(*column).len() > 1) else { return Ok(Vec::new()) };
    let is = |area: &str| {
        areas.iter().find_map(|column| {
            Some((
                *column,
                texts(*column).into_iter().find(|text| !text.is_empty() && plain(text) == plain(area))?.to_owned(),
            ))
        })
    };
    let found = wanted.areas.iter().find_map(|area| is(area));
    match found {
        Some((column, text)) => {
            // One name, two authorities: their codes tell them apart.
            let rows: Vec<usize> = body.rows.iter().copied().filter(|row| sheet.text(*row, column) == text).collect();
            let codes = areas.iter().copied().filter(|other| {
                plain(body.name(*other)).ends_with("code") || plain(body.name(*other)).ends_with("number")
            });
            let twins = codes
                .map(|other| rows.iter().map(|row| sheet.text(*row, other)).collect::<BTreeSet<&str>>())
                .find(|codes| codes.len() > 1);
            match twins {
                Some(codes) => {
                    Err(Choice::TwoAreas { name: text, codes: codes.into_iter().map(str::to_owned).collect() })
                }
                None => Ok(vec![(column, text)]),
            }
        }
        None => {
            // A name says more than a number.
            let is_name = |column: &&usize| plain(body.name(**column)).ends_with("name") && texts(**column).len() > 1;
            let named = areas.iter().find(is_name).copied().unwrap_or(named);
            let all = texts(named);
            let examples = all.iter().filter(|text| !text.is_empty()).take(3).map(|text| (*text).to_owned()).collect();
            Err(Choice::Area {
                column: body.name(named).to_owned(),
                count: all.len(),
                examples,
                asked: wanted.areas.first().filter(|_| wanted.is_asked).cloned(),
            })
        }
    }
}

/// The columns over which all months or quarters of a year stand, where each row is a year.
fn parts(body: &Body<'_>, free: &[usize], rows: &[usize], calendar: Calendar) -> Vec<usize> {
    let is_part = |column: &usize| {
        matches!(heading::of_heading(body.sheet.cell(body.heading, *column), calendar), Some(heading::Said::Part(_)))
    };
    let parts: Vec<usize> = free.iter().copied().filter(is_part).collect();
    let (periods, _) = periods(body.sheet, rows, &body.periods, Years::default(), calendar);
    let are_years = periods.iter().flatten().all(|period| period.frequency().is_yearly());
    if are_years && matches!(parts.len(), 4 | 12) { parts } else { Vec::new() }
}

/// The column that says of each row whether it holds a target or a figure, and its word for figures.
fn of_actuals(body: &Body<'_>, rows: &[usize], free: &[usize]) -> Option<(usize, String)> {
    free.iter().find_map(|column| {
        let texts: BTreeSet<&str> =
            rows.iter().map(|row| body.sheet.text(*row, *column)).filter(|text| !text.is_empty()).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let mut actuals = texts.iter().filter(|text| words::is_actual(text));
        let actual = actuals.next()?;
        (words::are_targets(&texts) && actuals.next().is_none()).then(|| (*column, (*actual).to_owned()))
    })
}

fn is_of_figures(body: &Body<'_>, rows: &[usize], column: usize, meta: &Meta) -> bool {
    let name = plain(body.name(column));
    let said = meta.of(&name).map(|column| column.is_of_figures);
    if said == Some(false) {
        return false;
    }
    let is_other = STATISTICS.contains(&name.as_str())
        || words::names_target(&name)
        || matches!(words::about(body.name(column)), Some(About::Target | About::Amber))
        || name.ends_with("code")
        || name.ends_with(" id")
        || matches!(words::about(body.name(column)), Some(About::Code | About::Name)) && !name.contains("number");
    let read: Vec<Figure> = rows
        .iter()
        .map(|row| figure::read(body.sheet.cell(*row, column)))
        .filter(|figure| *figure != Figure::None)
        .collect();
    let fits = |figure: &&Figure| match figure {
        Figure::Number(_) | Figure::Duration(..) => true,
        Figure::Symbol(symbol) => figure::standard(symbol).is_some() || !figure::usual(symbol).is_empty(),
        Figure::None | Figure::Error | Figure::Day => false,
    };
    let fitting = read.iter().filter(fits).count();
    // One council's may all be hidden; then others' are not.
    let has_number = body
        .rows
        .iter()
        .any(|row| matches!(figure::read(body.sheet.cell(*row, column)), Figure::Number(_) | Figure::Duration(..)));
    (!is_other || said == Some(true)) && has_number && !read.is_empty() && fitting * 10 >= read.len() * 8
}

/// Of columns that say the same, the first: a code beside its name.
fn independent(body: &Body<'_>, rows: &[usize], dimensions: Vec<usize>) -> Vec<usize> {
    let says = |column: usize, other: usize| {
        let mut told: BTreeMap<&str, &str> = BTreeMap::new();
        rows.iter().all(|row| {
            *told.entry(body.sheet.text(*row, column)).or_insert(body.sheet.text(*row, other))
                == body.sheet.text(*row, other)
        })
    };
    let is_code = |column: &usize| words::about(body.name(*column)) == Some(About::Code);
    let mut kept: Vec<usize> = Vec::new();
    let ordered =
        dimensions.iter().copied().filter(is_code).chain(dimensions.iter().copied().filter(|column| !is_code(column)));
    for column in ordered {
        if !kept.iter().any(|other| says(*other, column)) {
            kept.push(column);
        }
    }
    kept.sort_unstable();
    kept
}
