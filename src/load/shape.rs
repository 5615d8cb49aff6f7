//! What a table is whose first row names no period: the shapes of other people's files, each with the way to ours.

use crate::diag::Span;

use super::text::Text;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Headings of a column of periods, as people and public releases write them.
const PERIODS: [&str; 14] = [
    "period",
    "time period",
    "reporting period",
    "date",
    "month",
    "quarter",
    "year",
    "financial year",
    "academic year",
    "reporting month",
    "reporting year",
    "month year",
    "year month",
    "period end",
];

/// A shape that is not ours.
pub struct Shape {
    /// What is wrong, in one clause.
    pub message: String,
    /// How it is put right.
    pub way: String,
}

/// The shape of a table by its first row and what stands first in the others; `None` where it may be ours.
pub fn other(header: &[Text], firsts: &[&str]) -> Option<Shape> {
    let headings = header.get(1..)?;
    if headings.iter().any(|heading| is_like_period(&heading.value)) {
        return None;
    }
    let filled = || headings.iter().filter(|heading| !heading.value.is_empty());
    let period = header.iter().find(|heading| PERIODS.contains(&plain(&heading.value).as_str()));
    let stands_first = firsts.len() > 1 && firsts.iter().all(|first| is_like_period(first));
    let are_different = (1..firsts.len()).all(|i| !firsts[..i].contains(&firsts[i]));
    if stands_first && are_different && filled().all(|heading| is_like_code(&heading.value)) {
        return Some(Shape {
            message: "the codes stand in the first row and the periods in the first column".to_owned(),
            way: "turn the table: in Excel copy it, then `Paste Special` and `Transpose`".to_owned(),
        });
    }
    if let Some(period) = period {
        let column = &period.value;
        return Some(Shape {
            message: format!("the periods stand in the column `{column}`, and not in the first row"),
            way: format!(
                "make it a row for each indicator and a column for each period: in Excel with a PivotTable of your own area, codes in its rows, `{column}` in its columns"
            ),
        });
    }
    let is_other = |heading: &&Text| !NAMES.contains(&plain(&heading.value).as_str());
    let months = filled().filter(|heading| is_month(&heading.value)).count();
    (months > 0 && months == filled().filter(is_other).count()).then(|| Shape {
        message: "the first row names months without their year".to_owned(),
        way: "write the year with each: `Apr-24`, or `2024-04`".to_owned(),
    })
}

/// The shape of a table whose first row is not the one of its periods, or whose first column is not the one of its codes.
pub fn begins_elsewhere(header: &[Text], rows: &[Vec<Text>]) -> Option<(Span, Shape)> {
    let periods = |row: &[Text]| row.iter().skip(1).filter(|cell| is_named_period(&cell.value)).count();
    let above = periods(header);
    let below = rows.iter().take(MOST_TITLES).find(|row| periods(row) > 1 + above);
    if let Some(first) = below.and_then(|row| row.iter().find(|cell| !cell.value.is_empty())) {
        let message = "the periods stand in this row, and not in the first".to_owned();
        return Some((first.span, Shape { message, way: "delete the rows above it".to_owned() }));
    }
    let column =
        header.iter().position(|heading| CODES.contains(&plain(&heading.value).as_str())).filter(|at| *at > 0)?;
    let codes = |at: usize| rows.iter().filter(|row| row.get(at).is_some_and(|cell| is_like_code(&cell.value))).count();
    let heading = &header[column];
    (codes(column) > codes(0)).then(|| {
        let message = format!("the codes stand in the column `{}`, and not in the first", heading.value);
        (heading.span, Shape { message, way: "put this column first".to_owned() })
    })
}

/// Rows of titles above a table.
const MOST_TITLES: usize = 12;

/// Headings of a column of codes.
const CODES: [&str; 8] = ["code", "ref", "reference", "id", "indicator code", "indicator ref", "kpi", "kpi ref"];

/// Headings of columns that are not read.
pub const NAMES: [&str; 5] = ["name", "indicator", "indicator name", "measure", "description"];

/// A period as it stands above a column, and not among figures: with the name of its month, or its quarter, or a year of four digits.
fn is_named_period(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let has_digit = lower.contains(|c: char| c.is_ascii_digit());
    let word = |is: fn(&str) -> bool| lower.split(|c: char| !c.is_alphanumeric()).any(is);
    let has_name =
        lower.split(|c: char| !c.is_alphabetic()).any(is_month) || word(|it| matches!(it, "q1" | "q2" | "q3" | "q4"));
    let is_year =
        (lower.starts_with("19") || lower.starts_with("20")) && matches!(lower.as_bytes().get(4), Some(b'-' | b'/'));
    lower.len() <= LONGEST_PERIOD && has_digit && (has_name || is_year)
}

/// `September to November 2024` has fewer characters.
const LONGEST_PERIOD: usize = 27;

fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-', '.', '/'], " ")
}

fn is_month(heading: &str) -> bool {
    let lower = heading.trim().to_lowercase();
    lower.get(..3).is_some_and(|start| MONTHS.contains(&start)) && lower.chars().all(char::is_alphabetic)
}

/// Whether a text may be a period, or a slip of one.
fn is_like_period(text: &str) -> bool {
    let lower = text.to_lowercase();
    let digits = |length: usize| lower.as_bytes().windows(length).any(|part| part.iter().all(u8::is_ascii_digit));
    let is_quarter = lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "q1" | "q2" | "q3" | "q4"));
    let has_month = lower.split(|c: char| !c.is_alphabetic()).any(is_month);
    let is_short = digits(2) && lower.contains(['/', '-']);
    is_short || is_quarter || (digits(1) && has_month) || (digits(4) && lower.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_like_code(text: &str) -> bool {
    let is_marked = text.contains(|c: char| c.is_ascii_digit()) || !text.contains(char::is_lowercase);
    !text.trim().contains(' ') && text.starts_with(char::is_alphabetic) && is_marked
}
