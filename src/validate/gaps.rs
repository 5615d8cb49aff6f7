//! Periods that a table or a row leaves out, and how they are named.

use crate::diag::{Code, Diagnostic};
use crate::load::raw::RawTable;
use crate::model::Period;

/// The periods between two of one length, in order; none where they are neighbours.
pub fn between(first: Period, next: Period) -> Vec<Period> {
    let steps = next.months_since(first) / first.frequency().months();
    (1..steps).rev().map(|n| next.earlier(n)).collect()
}

/// Names all of some periods that follow one another: `2020-08`, `2020-08 and 2020-09`, `2020-08 to 2020-11`.
pub fn named(periods: &[Period]) -> String {
    match periods {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other] => format!("{one} and {other}"),
        [first, .., last] => format!("{first} to {last}"),
    }
}

/// What a jump from one period to another says: `2020-10 follows 2020-08: 2020-09 is left out`.
pub fn jump(first: Period, next: Period) -> String {
    let absent = between(first, next);
    let verb = if absent.len() == 1 { "is" } else { "are" };
    format!("{next} follows {first}: {} {verb} left out", named(&absent))
}

/// Columns that a header jumps over.
pub fn in_header(table: &RawTable, header: &[Option<Period>]) -> Vec<Diagnostic> {
    let neighbours = header.windows(2).zip(table.header.windows(2));
    let jumps = neighbours.filter_map(|(pair, texts)| {
        let (first, next) = (pair[0]?, pair[1]?);
        let is_gap = first.frequency() == next.frequency() && first < next.previous();
        let hint =
            "see whether the figures stand under their own period; keep the column and write `x` where there is none";
        is_gap.then(|| Diagnostic::new(Code::HeaderGap, jump(first, next)).at(texts[1].span).hint(hint))
    });
    jumps.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Calendar;

    #[test]
    fn all_that_lies_between_two_periods_is_named() {
        let period = |text: &str| Period::parse(text, Calendar::default()).expect("a period");
        let names = |first, next| named(&between(period(first), period(next)));
        assert_eq!(names("2020-08", "2020-09"), "");
        assert_eq!(names("2020-08", "2020-10"), "2020-09");
        assert_eq!(names("2020-11", "2021-02"), "2020-12 and 2021-01");
        assert_eq!(names("2020/21 Q1", "2021/22 Q1"), "2020/21 Q2 to 2020/21 Q4");
        assert_eq!(names("2016/17", "2018/19"), "2017/18");
    }
}
