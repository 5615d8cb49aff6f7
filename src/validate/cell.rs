//! The text of a cell: a figure, a state, or a figure with states beside it.

use rust_decimal::Decimal;

use crate::figures::Shown;
use crate::model::{Marks, Missing, Range, Unit, Value};

use super::amount::{self, AmountError};

/// Why the text of a cell cannot be read. The figure itself is never part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellError {
    NotAFigure,
    /// A state letter that does not exist, or does not stand beside a figure.
    UnknownState,
    /// Two figures, or a figure beside a state that stands alone.
    TooMuch,
    NotAPercentage,
    NotPounds,
    /// It is in thousands or millions of pounds, and the unit is not.
    OtherMultiple,
    NoFraction,
    /// More than a percentage can be, where counts out of others are given: the count of one.
    CountAlone,
    CountExceedsOutOf,
    DivisionByZero,
    OutOfRange,
}

impl From<AmountError> for CellError {
    fn from(error: AmountError) -> Self {
        match error {
            AmountError::NotANumber => CellError::NotAFigure,
            AmountError::NotAPercentage => CellError::NotAPercentage,
            AmountError::NotPounds => CellError::NotPounds,
            AmountError::OtherMultiple => CellError::OtherMultiple,
        }
    }
}

/// What a cell must fit.
#[derive(Debug, Clone, Copy)]
pub struct CellRules {
    pub unit: Unit,
    /// The indicator says what it counts and out of what, so `11/22` makes sense.
    pub fraction: bool,
    pub any_range: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub shown: Shown,
    pub marks: Marks,
    /// The percentage beside a count out of another: `163/194 84%`.
    pub stated: Option<Value>,
    /// A number alone, without a sign, where a count out of another can stand: it may be the count.
    pub is_bare: bool,
}

/// Reads the text of a cell.
pub fn read(text: &str, rules: CellRules) -> Result<Cell, CellError> {
    let text = slashed(&amount::joined(text));
    let words: Vec<&str> = text.split_whitespace().collect();
    let range = range(&words, rules)?;
    let mut shown = range.map(|range| Shown::Missing(Missing::Between(range)));
    let (mut stated, mut is_bare) = (None, false);
    let mut marks = Marks::default();
    for word in words.into_iter().skip(if range.is_some() { RANGE } else { 0 }) {
        if let Some(state) = state(word) {
            if shown.replace(Shown::Missing(state)).is_some() {
                return Err(CellError::TooMuch);
            }
        } else if let Some(mark) = mark(word) {
            if shown.is_none() {
                return Err(CellError::UnknownState);
            }
            mark(&mut marks);
        } else if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '£' | '.' | '\u{2212}')) {
            let (figure, bare) = figure(word, rules)?;
            match (&shown, figure) {
                (None, figure) => (shown, is_bare) = (Some(figure), bare),
                (Some(Shown::Fraction { .. }), Shown::Amount(percentage))
                    if word.ends_with('%') && stated.is_none() =>
                {
                    stated = Some(percentage);
                }
                (Some(_), _) => return Err(CellError::TooMuch),
            }
        } else {
            return Err(if shown.is_none() { CellError::NotAFigure } else { CellError::UnknownState });
        }
    }
    match shown {
        Some(Shown::Missing(state)) if state.range().is_none() && !only_provisional(marks) => Err(CellError::TooMuch),
        Some(shown) => Ok(Cell { shown, marks, stated, is_bare }),
        None => Err(CellError::NotAFigure),
    }
}

/// The words of a range: `15 to 20`.
const RANGE: usize = 3;

/// The range that a cell begins with, if it does: of a figure of which no more is known.
fn range(words: &[&str], rules: CellRules) -> Result<Option<Range>, CellError> {
    let [low, "to", high, ..] = words else { return Ok(None) };
    match (figure(low, rules)?.0, figure(high, rules)?.0) {
        (Shown::Amount(low), Shown::Amount(high)) => Range::new(low, high).map(Some).ok_or(CellError::NotAFigure),
        _ => Err(CellError::NotAFigure),
    }
}

/// The same text with a count and what it is out of as one word: `366 / 388`, `366 of 388` and `366 out of 388` are `366/388`.
fn slashed(text: &str) -> String {
    let text = text.replace(" out of ", "/").replace(" of ", "/");
    text.split('/').map(str::trim).collect::<Vec<_>>().join("/")
}

/// A missing figure can be provisional or revised; anything else speaks of a figure.
fn only_provisional(marks: Marks) -> bool {
    marks == Marks { provisional: marks.provisional, revised: marks.revised, ..Marks::default() }
}

/// The letters of a state, with or without brackets, in either case.
fn letters(word: &str) -> String {
    word.strip_prefix('[').and_then(|word| word.strip_suffix(']')).unwrap_or(word).to_ascii_lowercase()
}

fn state(word: &str) -> Option<Missing> {
    Some(match letters(word).as_str() {
        "z" => Missing::NotApplicable,
        "x" => Missing::NotAvailable,
        "c" => Missing::SuppressedBySource,
        "k" => Missing::RoundsToZero,
        "late" => Missing::Awaited,
        "nd" => Missing::NotDue,
        _ => return None,
    })
}

fn mark(word: &str) -> Option<fn(&mut Marks)> {
    Some(match letters(word).as_str() {
        "p" => |marks| marks.provisional = true,
        "r" => |marks| marks.revised = true,
        "b" => |marks| marks.series_break = true,
        "e" => |marks| marks.estimated = true,
        "f" => |marks| marks.forecast = true,
        "i" => |marks| marks.too_early = true,
        _ => return None,
    })
}

/// A figure, and whether it is a number alone where a count out of another can stand.
fn figure(word: &str, rules: CellRules) -> Result<(Shown, bool), CellError> {
    if let Some((count, out_of)) = word.split_once('/') {
        return fraction(count, out_of, rules).map(|shown| (shown, false));
    }
    let amount = amount::read(word, rules.unit)?;
    let is_bare = rules.fraction && !amount.signed;
    let value = amount.value;
    let (least, greatest) = rules.unit.limits();
    let above = greatest.is_some_and(|greatest| value > greatest);
    match above || least.is_some_and(|least| value < least) {
        true if !rules.any_range && above && is_bare => Err(CellError::CountAlone),
        true if !rules.any_range => Err(CellError::OutOfRange),
        _ => Ok((Shown::Amount(value), is_bare)),
    }
}

fn fraction(count: &str, out_of: &str, rules: CellRules) -> Result<Shown, CellError> {
    if rules.unit.factor().is_none() || !rules.fraction {
        return Err(CellError::NoFraction);
    }
    let count = Value::parse(count).ok_or(CellError::NotAFigure)?.decimal();
    let out_of = Value::parse(out_of).ok_or(CellError::NotAFigure)?.decimal();
    if count < Decimal::ZERO || out_of < Decimal::ZERO {
        return Err(CellError::OutOfRange);
    }
    if out_of.is_zero() {
        return if count.is_zero() { Ok(Shown::Missing(Missing::NoCases)) } else { Err(CellError::DivisionByZero) };
    }
    if rules.unit == Unit::Percent && count > out_of && !rules.any_range {
        return Err(CellError::CountExceedsOutOf);
    }
    Ok(Shown::Fraction { count, out_of })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERCENT: CellRules = CellRules { unit: Unit::Percent, fraction: true, any_range: false };

    #[test]
    fn a_cell_is_a_figure_a_state_or_a_figure_with_marks() {
        let Cell { shown, marks, .. } = read("11/22 p [r]", PERCENT).unwrap();
        assert_eq!(shown, Shown::Fraction { count: 11.into(), out_of: 22.into() });
        assert!(marks.provisional && marks.revised && !marks.estimated);
        assert_eq!(read("[late]", PERCENT).unwrap().shown, Shown::Missing(Missing::Awaited));
        assert_eq!(read("0/0", PERCENT).unwrap().shown, Shown::Missing(Missing::NoCases));
        assert_eq!(read("84%", PERCENT).unwrap().shown, Shown::Amount(Value::new(84, 0)));
        for text in ["11 of 22", "11 out of 22", "11 / 22", "11/ 22", "11 /22"] {
            assert_eq!(read(text, PERCENT), read("11/22", PERCENT), "{text}");
        }
        assert_eq!(
            ["84", "84%", "11/22", "0/0"].map(|text| read(text, PERCENT).unwrap().is_bare),
            [true, false, false, false]
        );
        let between =
            |low, high| Shown::Missing(Missing::Between(Range::new(Value::new(low, 0), Value::new(high, 0)).unwrap()));
        for text in ["15 to 20", "15 to 20%", "15% to 20 %"] {
            assert_eq!(read(text, PERCENT).unwrap().shown, between(15, 20), "{text}");
        }
        assert!(read("15 to 20 e", PERCENT).unwrap().marks.estimated);
        assert_eq!(read("163/194 84%", PERCENT).unwrap().stated, Some(Value::new(84, 0)));
    }

    #[test]
    fn each_impossible_cell_has_its_own_error() {
        for (text, error) in [
            ("22/11", CellError::CountExceedsOutOf),
            ("3/0", CellError::DivisionByZero),
            ("101", CellError::CountAlone),
            ("101%", CellError::OutOfRange),
            ("-1", CellError::OutOfRange),
            ("£5", CellError::NotPounds),
            ("about 80", CellError::NotAFigure),
            ("20 to 15", CellError::NotAFigure),
            ("15 to", CellError::UnknownState),
            ("15 to 1/2", CellError::NotAFigure),
            ("15 to 20 x", CellError::TooMuch),
            ("80 q", CellError::UnknownState),
            ("p", CellError::UnknownState),
            ("80 z", CellError::TooMuch),
            ("80 81", CellError::TooMuch),
            ("", CellError::NotAFigure),
        ] {
            assert_eq!(read(text, PERCENT), Err(error), "{text}");
        }
        let count = CellRules { unit: Unit::Count, fraction: false, any_range: false };
        assert_eq!(read("5/7", count), Err(CellError::NoFraction));
        assert_eq!(read("84%", count), Err(CellError::NotAPercentage));
    }
}
