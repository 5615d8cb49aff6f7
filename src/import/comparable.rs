//! Which figures of a published file can be compared with other areas': percentages, rates and averages, and no numbers of people.

use crate::load::recipe::{Benchmarks, Recipe, Table};
use crate::model::Calendar;
use crate::workbook::Workbook;

use super::applied::Applied;
use super::apply::apply;
use super::benchmarks::comparable;
use super::decisions::few;
use super::definitions::{self, shown};
use super::found::Measure;
use super::words::plain;

/// From which on a whole number is one of people and no rate.
const THOUSAND: f64 = 1000.0;

/// Says of each table which of its figures are compared. What the release is called is not in the file.
pub fn compared(
    recipe: &mut Recipe,
    measures: &[Measure],
    applied: &Applied,
    workbooks: &[(String, Workbook)],
    calendar: Calendar,
) -> Vec<String> {
    let told = |measure: &&Measure| is_told_so(measure, &shown(applied, &measure.code));
    let compared: Vec<&str> = measures.iter().filter(told).map(|measure| measure.code.as_str()).collect();
    let name = workbooks.first().map_or("", |(name, _)| name.as_str());
    let release = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['_', '-'], " ");
    let mut decisions = Vec::new();
    for at in 0..recipe.tables.len() {
        let Some(mut benchmarks) = recipe.tables[at].benchmarks.take() else { continue };
        let table = recipe.tables[at].clone();
        let here = compared.iter().filter(|code| comparable(&table, code).is_some());
        let codes: Vec<String> = here.map(|code| (*code).to_owned()).collect();
        let numbers = numbers_of_people(recipe, &table, &benchmarks, &codes, workbooks, calendar);
        benchmarks.codes = codes.into_iter().filter(|code| !numbers.contains(code)).collect();
        if benchmarks.codes.is_empty() {
            continue;
        }
        benchmarks.release.clone_from(&release);
        let areas: Vec<String> = benchmarks.areas.iter().map(|(area, _)| area.clone()).collect();
        recipe.tables[at].benchmarks = Some(benchmarks);
        decisions.push(format!(
            "the percentages and rates of {} come into benchmarks.yaml: say under `benchmarks` of the recipe what the release is called and who published it when, or delete those lines",
            few(&areas)
        ));
    }
    decisions
}

/// Whether name and unit say that figures do not grow with an area.
fn is_told_so(measure: &Measure, shown: &[&str]) -> bool {
    let Some(unit) = definitions::unit(measure, shown) else { return false };
    let name = plain(&measure.name);
    let has = |words: &[&str]| name.split(' ').any(|word| words.contains(&word));
    let is_rate = has(&["percent", "percentage", "proportion", "pct", "rate", "ratio"]) || name.contains('%');
    let is_number = has(&["count", "counts", "number", "numbers", "headcount", "fte"]);
    let is_average = has(&["average", "averages", "mean", "median"]);
    match unit.as_str() {
        _ if measure.is_count() => false,
        // A count may have its percentage beside it.
        "percent" => true,
        unit if unit.starts_with("rate") => is_rate || !is_number,
        _ => is_rate || is_average && !is_number,
    }
}

/// Those whose figures for the largest area are whole numbers of a thousand and more.
fn numbers_of_people(
    recipe: &Recipe,
    table: &Table,
    benchmarks: &Benchmarks,
    codes: &[String],
    workbooks: &[(String, Workbook)],
    calendar: Calendar,
) -> Vec<String> {
    let Some((_, only)) = benchmarks.areas.first() else { return Vec::new() };
    let rows = codes.iter().filter_map(|code| Some((code.clone(), comparable(table, code)?.clone()))).collect();
    let own = Table { only: only.clone(), rows, benchmarks: None, ..table.clone() };
    // Where it cannot be read, the import says so by and by.
    let Ok(applied) = apply(&Recipe { tables: vec![own], ..recipe.clone() }, workbooks, calendar) else {
        return Vec::new();
    };
    let are_people = |code: &&String| {
        let numbers: Vec<f64> = shown(&applied, code).iter().filter_map(|text| text.parse().ok()).collect();
        numbers.iter().any(|number| *number >= THOUSAND) && numbers.iter().all(|number| number.fract() == 0.0)
    };
    codes.iter().filter(are_people).cloned().collect()
}
