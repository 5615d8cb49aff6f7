//! How editions are called.

use crate::load::Record;
use crate::model::{Calendar, Date, Period};

use super::period_of;

/// The name of an edition's folder: `parenting-2020-11-v1`, `parenting-2020-11-draft-2`.
pub fn edition_name(paper: &str, period: Period, version: u32, draft: Option<u32>) -> String {
    let paper: String = paper.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let period = period.file_name();
    match draft {
        Some(draft) => format!("{paper}-{period}-draft-{draft}"),
        None => format!("{paper}-{period}-v{version}"),
    }
}

/// How readers know an edition: `edition of 13 January 2021`, `edition for November 2020, version 2`.
pub fn edition_label(record: &Record, calendar: Calendar) -> String {
    let meeting = record.meeting.as_ref().and_then(|day| day.parse::<Date>().ok());
    let of = match meeting {
        Some(day) => format!("edition of {}", crate::view::long_date(day)),
        None => {
            format!("edition for {}", period_of(record, calendar).map_or_else(|| record.period.clone(), Period::label))
        }
    };
    if record.version > 1 { format!("{of}, version {}", record.version) } else { of }
}
