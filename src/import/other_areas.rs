//! Which other areas a published file has that a council is compared with: England, its region, its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::recipe::Benchmarks;
use crate::workbook::column_name;

use super::body::Body;
use super::words::plain;

/// The areas of a file in the Department for Education's columns, where `own` are the rows of one council and `authorities` the numbers of those that it is
/// compared with, its own among them. Which figures are compared is not known here.
pub fn find(body: &Body<'_>, own: &[usize], authorities: &[String]) -> Option<Benchmarks> {
    let column = |name: &str| body.columns.iter().copied().find(|column| plain(body.name(*column)) == name);
    let level = column("geographic level")?;
    let text = |row: usize, column: Option<usize>| column.map_or("", |column| body.sheet.text(row, column));
    let (region, number, name) = (column("region name"), column("old la code"), column("la name"));
    let rows_of =
        |wanted: &'static str| body.rows.iter().copied().filter(move |row| body.sheet.text(*row, level) == wanted);
    let mut areas: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut add = |area: String, texts: Vec<(usize, &str)>| {
        let only = texts.into_iter().map(|(column, text)| (column_name(column), text.to_owned())).collect();
        areas.push((area, only));
    };
    let national: BTreeSet<&str> = rows_of("National").map(|row| text(row, column("country name"))).collect();
    if let [country] = national.iter().copied().collect::<Vec<_>>()[..] {
        let country = if country.is_empty() { "England" } else { country };
        add(country.to_owned(), vec![(level, "National")]);
    }
    let own_region = own.first().map_or("", |row| text(*row, region));
    if let Some(region) = region
        && !own_region.is_empty()
        && rows_of("Regional").any(|row| body.sheet.text(row, region) == own_region)
    {
        add(own_region.to_owned(), vec![(level, "Regional"), (region, own_region)]);
    }
    for wanted in authorities {
        let row =
            number.and_then(|number| rows_of("Local authority").find(|row| body.sheet.text(*row, number) == wanted));
        if let (Some(row), Some(number)) = (row, number) {
            add(format!("{wanted} {}", text(row, name)).trim().to_owned(), vec![(number, wanted)]);
        }
    }
    (!areas.is_empty()).then(|| Benchmarks { areas, ..Benchmarks::default() })
}
