//! What people and spreadsheets write where a figure, a code or a period belongs, and what to write instead.
//!
//! A way out is told only where it leads out: followed to the letter, the message is gone and the page says what was meant. No text here
//! repeats a figure, which could be a small number.

use rust_decimal::Decimal;

use crate::model::{Indicator, Value};

use super::cell::CellRules;

/// The letters that stand beside a figure.
const MARKS: [&str; 6] = ["p", "r", "b", "e", "f", "i"];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The way out for a cell that is no figure of an indicator; nothing where it is like nothing that is known.
pub fn cell(written: &str, rules: CellRules, indicator: &Indicator) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let of_counts = rules.fraction && rules.unit.factor().is_some();
    let code = &indicator.code;
    let hint = match lower.as_str() {
        "n/a" | "na" | "-" | "\u{2013}" | "\u{2014}" | "." | ".." | "..." | ":" | "none" | "no data" | "null" => {
            "`z` is not applicable, `x` not available"
        }
        "nil" | "zero" => "write `0`",
        "tbc" | "tba" | "pending" | "awaited" | "awaiting" | "not yet available" => "`late` is data awaited",
        "*" | "**" | "s" | "supp" | "suppressed" => "write `c`, suppressed by the source",
        _ if lower.contains("#div/0") && of_counts => {
            "`#DIV/0!` is a formula that divides by nothing: write `0/0` where there were no cases"
        }
        _ if lower.contains("#div/0") => {
            "`#DIV/0!` is a formula that divides by nothing: write `z` where there was nothing to divide by"
        }
        _ if lower.contains('#') => {
            "a formula failed here, or its column is too narrow: write the figure, or `x` where there is none"
        }
        _ if lower.starts_with(['<', '>', '\u{2264}', '\u{2265}']) || is_fewer(&lower) => {
            "write `c`: the figure is withheld by its source"
        }
        _ if is_date(&lower) && of_counts => {
            return Some(format!(
                "a spreadsheet made a date of this: give the count in a row `{code}`, and what it is out of in a row `{code} out of`"
            ));
        }
        _ if is_date(&lower) => {
            "a spreadsheet made a date of this: set the format of the cell to `Number`, and type the figure again"
        }
        _ => return number(&lower).map(str::to_owned),
    };
    Some(hint.to_owned())
}

fn is_fewer(lower: &str) -> bool {
    ["under ", "fewer than ", "less than ", "below "].iter().any(|word| lower.starts_with(word))
}

/// `24-oct`, `oct-24`, `24/10/2024`, `2024-10-24`.
fn is_date(lower: &str) -> bool {
    let parts: Vec<&str> = lower.split(['-', '/', ' ', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &str| part.get(..3).is_some_and(|start| MONTHS.contains(&start));
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    let of_year = parts.iter().any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    match parts.len() {
        2 | 3 if parts.iter().any(|part| is_month(part)) => numbers + 1 == parts.len(),
        3 => numbers == 3 && of_year,
        _ => false,
    }
}

/// `1.23e+05`, which is short of the digits that lie behind it.
fn is_shortened(lower: &str) -> bool {
    let Some((number, power)) = lower.trim_end_matches('%').split_once('e') else { return false };
    let are = |text: &str, sign: char| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == sign);
    are(number.trim_start_matches(['-', '\u{2212}']), '.') && are(power.trim_start_matches(['+', '-']), '0')
}

/// A number with something about it that is read by nobody.
fn number(lower: &str) -> Option<&'static str> {
    if is_shortened(lower) {
        return Some(
            "a spreadsheet shortened this number: set the format of its cells to `Number`, and save the sheet again",
        );
    }
    let is_of_number =
        |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '/' | ' ' | '£' | '-' | '\u{2212}');
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let start = lower.find(|c: char| c.is_ascii_digit())?;
    let before = lower[..start].trim_matches(|c: char| is_of_number(c));
    if ["~", "c", "ca", "circa", "approx", "approximately", "about", "around"].contains(&before) {
        return Some("write the number, a blank and `e`: it is estimated");
    }
    if lower.starts_with('(') && lower.ends_with(')') {
        return Some("write the number without its brackets, and a minus before it where it is below nought");
    }
    if before.chars().all(|c| matches!(c, '*' | '\u{2020}' | '\u{2021}')) && !before.is_empty() {
        return Some(SIGN);
    }
    if !before.is_empty() {
        return None;
    }
    let Some(end) = lower.find(|c: char| !is_of_number(c)) else {
        let apart = lower.split_whitespace().filter(|word| has_digit(word)).count() > 1;
        return apart.then_some("write one figure; thousands are parted by a comma, `1,204`");
    };
    let rest = lower[end..].trim();
    if MARKS.contains(&rest.trim_matches(['(', ')'])) {
        return Some("write the number, a blank and the letter alone");
    }
    if has_digit(rest) {
        return None;
    }
    if rest.chars().any(char::is_alphabetic) {
        let is_multiple = ["k", "m", "bn", "million", "thousand"].contains(&rest);
        return Some(if is_multiple {
            "write the number in full, `1200`"
        } else {
            "write the number alone, without its unit"
        });
    }
    Some(SIGN)
}

const SIGN: &str = "write the number alone, without the sign beside it; where that says something, a blank and `p` behind it is provisional, `r` revised, `e` estimated";

/// The way out for a target or a limit that is no number.
pub fn target(written: &str) -> &'static str {
    match written.trim().to_lowercase().as_str() {
        "tbc" | "tba" | "tbd" | "tbs" | "to be set" | "to be confirmed" | "to be agreed" | "to be decided"
        | "pending" | "awaited" | "?" => "write `{to_be_set: by the Improvement Board}`, with who sets it",
        "n/a" | "na" | "-" | "\u{2013}" | "no" | "no target" | "not set" | "monitor" | "monitoring" | "tracking"
        | "z" => "write `target: none` where there is none, or leave the key out",
        _ => "write digits, with a point for decimals: `90`, `2.5`, `1200`",
    }
}

/// The way out for a tolerance that does not say of what it is.
pub fn tolerance(written: &str) -> String {
    let lower = written.trim().to_lowercase();
    let end = lower.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(lower.len());
    let (number, unit) = (lower[..end].trim_end_matches('.'), lower[end..].trim());
    let share = Value::parse(number).map(|value| value.decimal());
    let of_target = |share: Decimal| format!("`{}%` (of the target)", (share * Decimal::ONE_HUNDRED).normalize());
    match (share, unit) {
        (Some(share), "") if share > Decimal::ZERO && share < Decimal::ONE => {
            format!("write {}, or `{number} points` (in the indicator's own unit)", of_target(share))
        }
        (Some(_), "") => {
            format!("write `{number} points` (in the indicator's own unit) or `{number}%` (of the target)")
        }
        (Some(_), "percent" | "per cent" | "pct" | "% of target") => format!("write `{number}%`"),
        (
            Some(_),
            "pp" | "ppt" | "ppts" | "pts" | "pt" | "percentage points" | "percentage point" | "days" | "weeks",
        ) => {
            format!("write `{number} points`, in the indicator's own unit")
        }
        _ => {
            "write `5 points` (in the indicator's own unit), `5%` (of the target), or `-2/+1 points` where it is uneven"
                .to_owned()
        }
    }
}

/// The way out for a column of a spreadsheet whose heading is no period.
pub fn column(heading: &str) -> Option<&'static str> {
    let plain = heading.trim().to_lowercase().replace(['_', '-', '/'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    Some(match words.as_slice() {
        [] => "delete this column, or where its cell is merged with another write its own period above it",
        _ if words.iter().any(|word| MONTHS.contains(&word.get(..3).unwrap_or_default())) => return None,
        _ if has(&["target", "targets", "goal", "floor", "threshold", "tolerance"]) => {
            "delete this column: targets stand in indicators.yaml"
        }
        ["rag"] | ["rating" | "status" | "performance"] => "delete this column: a rating is made of figure and target",
        _ if has(&["rag"]) => "delete this column: a rating is made of figure and target",
        _ if has(&["owner", "lead", "responsible"]) => "delete this column: owners stand in indicators.yaml, `owner:`",
        ["ytd"] | ["year", "to", "date"] => {
            "delete this column: the year to date is made of the months, or stands in a row of its own, the code and `year to date`"
        }
        ["total" | "totals" | "average" | "mean" | "sum", ..] => {
            "delete this column: longer periods are made of shorter ones as the definition lets them"
        }
        ["trend" | "dot" | "change" | "variance" | "movement" | "direction", ..] => {
            "delete this column: changes are made of the figures"
        }
        ["comment" | "comments" | "commentary" | "note" | "notes" | "narrative" | "action" | "actions", ..] => {
            "delete this column: what is said of a figure stands in `commentary`, `actions.yaml` or with the definition as `note:`"
        }
        ["england" | "national" | "neighbours" | "statistical" | "benchmark" | "sn" | "region" | "regional", ..] => {
            "delete this column: other areas' figures stand in benchmarks.yaml"
        }
        ["code" | "ref" | "reference" | "id" | "no" | "number"] => {
            "put this column first: the codes stand in the first column"
        }
        [
            "unit" | "units" | "polarity" | "better" | "frequency" | "theme" | "directorate" | "service" | "team"
            | "source" | "type" | "priority",
            ..,
        ] => "delete this column: what an indicator is stands in indicators.yaml",
        ["numerator" | "denominator", ..] => {
            "delete this column: a count stands in the row of its code, what it is out of in a row of its own, the code and `out of`"
        }
        _ => return None,
    })
}

/// The way out for a row of figures whose first cell is no code.
pub fn row(written: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let written = written.trim();
    if written.is_empty() {
        return Some(
            "write the code in the first cell of each row, also where cells are merged: `A1`, and `A1 out of` where it is out of how many".to_owned(),
        );
    }
    let lower = written.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match first {
        "total" | "totals" | "subtotal" | "average" | "mean" | "sum" | "overall" if !is_known(written) => {
            return Some("delete this row: it adds up others, and is no indicator".to_owned());
        }
        "england" | "national" | "region" | "regional" | "neighbours" | "statistical" if !is_known(written) => {
            return Some("delete this row: other areas' figures stand in benchmarks.yaml".to_owned());
        }
        _ => {}
    }
    let code = written.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ',' | ';')).next()?;
    let dashed = || written.split_once('-').map(|(code, _)| code).filter(|code| is_known(code));
    let code = Some(code).filter(|code| is_known(code)).or_else(dashed)?;
    let rest = written[code.len()..].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let has = |known: &[&str]| rest.split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word));
    Some(if has(&["denominator", "denom", "den", "base", "cohort", "population"]) {
        format!("write `{code} out of`")
    } else if has(&["numerator", "num", "count", "number", "actual", "figure", "value"]) {
        format!("write `{code}` alone")
    } else if has(&["percentage", "pct", "rate"]) {
        format!("write `{code} percent` beside its counts, or `{code}` where there are none")
    } else if has(&["target", "targets"]) {
        "delete this row: targets stand in indicators.yaml".to_owned()
    } else if has(&["rag", "rating"]) {
        "delete this row: a rating is made of figure and target".to_owned()
    } else if has(&["england", "national", "neighbours", "region", "sn"]) {
        "delete this row: other areas' figures stand in benchmarks.yaml".to_owned()
    } else {
        format!("write `{code}` alone; a name may stand in a column headed `Name`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_from_a_number() {
        for text in ["24-oct", "oct-24", "24 october", "1-nov-20", "24/10/2024", "2024-10-24", "may 5"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["24", "24/10", "march", "24-oct-x", "1.2.3", "mar-x", "366 / 388"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
