//! Rows about single persons, which are no figures and are not taken in.
//!
//! A sheet of cases can lie in any workbook, also hidden. What betrays one are its headings, or cells that only persons have.

use crate::workbook::{Sheet, Workbook, column_name};

/// Headings that only lists of persons have, in small letters without other signs.
const HEADINGS: [&str; 46] = [
    "forename",
    "first name",
    "firstname",
    "given name",
    "surname",
    "last name",
    "lastname",
    "family name",
    "full name",
    "child name",
    "childs name",
    "name of child",
    "pupil name",
    "student name",
    "young persons name",
    "client name",
    "carer name",
    "date of birth",
    "dob",
    "d o b",
    "birth date",
    "birthdate",
    "nhs number",
    "nhs no",
    "upn",
    "unique pupil number",
    "uln",
    "unique learner number",
    "national insurance number",
    "ni number",
    "nino",
    "child id",
    "childid",
    "person id",
    "personid",
    "client id",
    "pupil id",
    "person reference",
    "child reference",
    "mosaic id",
    "liquidlogic id",
    "lcs id",
    "swift id",
    "case id",
    "home address",
    "postcode",
];

/// Rows below a heading from which on it heads a list.
const A_LIST: usize = 2;

/// Cells of the kind that only persons have from which on they are no accident.
const NO_ACCIDENT: usize = 3;

/// Where a file has rows about single persons, in words: `the sheet Children, column C, headed "Date of birth"`.
pub fn found(workbook: &Workbook) -> Option<String> {
    workbook.sheets.iter().find_map(in_sheet)
}

fn in_sheet(sheet: &Sheet) -> Option<String> {
    let whose = if sheet.name.is_empty() { String::new() } else { format!("the sheet `{}`, ", sheet.name) };
    for row in 0..sheet.height().min(30) {
        for (column, cell) in sheet.filled(row) {
            if HEADINGS.contains(&plain(&cell.shown).as_str()) && below(sheet, row, column) >= A_LIST {
                return Some(format!("{whose}column {}, headed `{}`", column_name(column), cell.shown));
            }
        }
    }
    (0..sheet.width()).find_map(|column| {
        let what = (0..sheet.height()).map(|row| sheet.text(row, column)).filter_map(identifier);
        let kinds: Vec<&str> = what.collect();
        let most = kinds.iter().max_by_key(|kind| kinds.iter().filter(|other| other == kind).count())?;
        let count = kinds.iter().filter(|other| *other == most).count();
        // Every eleventh amount of ten digits passes for an NHS number.
        let filled = (0..sheet.height()).filter(|row| !sheet.text(*row, column).is_empty()).count();
        (count >= NO_ACCIDENT && count * 2 >= filled)
            .then(|| format!("{whose}column {}, which holds {most}", column_name(column)))
    })
}

fn below(sheet: &Sheet, row: usize, column: usize) -> usize {
    (row + 1..sheet.height()).filter(|row| !sheet.text(*row, column).is_empty()).take(A_LIST).count()
}

fn plain(heading: &str) -> String {
    let words = heading.to_lowercase().replace(['\'', '’'], "");
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a text identifies a person by.
fn identifier(text: &str) -> Option<&'static str> {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = joined.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    match bytes.len() {
        10 if digits(0..10) && is_nhs_number(bytes) => Some("NHS numbers"),
        13 if letter(0) && digits(1..12) && (bytes[12].is_ascii_digit() || letter(12)) => Some("unique pupil numbers"),
        9 if letter(0) && letter(1) && digits(2..8) && matches!(bytes[8], b'A'..=b'D') => {
            Some("National Insurance numbers")
        }
        6..=8 if is_postcode(text) => Some("postcodes"),
        _ => None,
    }
}

/// Its last digit proves the others; a text with three groups is one however it is proven.
fn is_nhs_number(digits: &[u8]) -> bool {
    let sum: u32 = digits[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = (11 - sum % 11) % 11;
    check == u32::from(digits[9] - b'0')
}

/// `CR0 1EA`: the whole of a postcode names a street, and its first half a district, which is no person.
fn is_postcode(text: &str) -> bool {
    let Some((outward, inward)) = text.split_once(' ') else { return false };
    let inward = inward.as_bytes();
    let outward = outward.as_bytes();
    let begins = (2..=4).contains(&outward.len())
        && outward[0].is_ascii_uppercase()
        && outward.iter().any(u8::is_ascii_digit)
        && outward.iter().all(u8::is_ascii_alphanumeric);
    begins
        && matches!(inward, [digit, first, second] if digit.is_ascii_digit() && first.is_ascii_uppercase() && second.is_ascii_uppercase())
}
