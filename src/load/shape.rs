//! What a table is whose first row names no period: the shapes of other people's files, each with the way to ours.

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
    let months = filled().filter(|heading| is_month(&heading.value)).count();
    (months > 0 && months == filled().count()).then(|| Shape {
        message: "the first row names months without their year".to_owned(),
        way: "write the year with each: `Apr-24`, or `2024-04`".to_owned(),
    })
}

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
