//! What is wrong with a cell, and what to write instead.

use crate::diag::{Code, Diagnostic};
use crate::model::{Indicator, IndicatorCode, Multiple, Unit};

use super::amount;
use super::cell::{CellError, CellRules};
use super::habits;

/// How a count is written where a percentage is made of it.
pub const WHOLE: &str = "write the count and out of how many, `366/388`";

/// What is wrong with a cell of an indicator, and the way out for what was written in it.
pub fn explain(error: CellError, written: &str, rules: CellRules, indicator: &Indicator) -> Diagnostic {
    let code = &indicator.code;
    let states = habits::cell(written, rules, indicator).unwrap_or_else(|| {
        "write a number, `11/22`, or a state: z x c k late nd; beside a figure p r b e f i".to_owned()
    });
    match error {
        CellError::NotAFigure => {
            Diagnostic::new(Code::NotAFigure, format!("this is no figure for `{code}`")).hint(states)
        }
        CellError::UnknownState => {
            Diagnostic::new(Code::NotAFigure, format!("`{code}` has a letter here that is no state beside a figure"))
                .hint(states)
        }
        CellError::TooMuch => {
            Diagnostic::new(Code::NotAFigure, format!("`{code}` has a figure and a state that cannot stand together"))
                .hint(states)
        }
        CellError::NotAPercentage => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not a percentage"))
            .hint("remove the per cent sign, or say `unit: percent`"),
        CellError::NotPounds => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not in pounds"))
            .hint("remove the pound sign, or say `unit: pounds`"),
        CellError::OtherMultiple => {
            Diagnostic::new(Code::UnitMismatch, format!("`{code}` is in {}, and this amount is not", pounds(indicator.unit)))
                .hint(amount::in_the_unit(indicator.unit))
        }
        CellError::CountAlone => above(code)
            .hint(WHOLE)
            .hint("a percentage that can really go there has its sign, `104%`, and `range: any` with the indicator"),
        CellError::NoFraction => Diagnostic::new(Code::UnitMismatch, format!("`{code}` is not a count out of another"))
            .hint("give one number, or say with the indicator what is counted (`count`) and out of what (`out_of`)"),
        CellError::CountExceedsOutOf => {
            Diagnostic::new(Code::CountExceedsOutOf, format!("`{code}` counts more than there are to count from"))
                .hint("see whether the two numbers are the wrong way round, or say `range: any` with the indicator if it can really pass 100 per cent")
        }
        CellError::DivisionByZero => Diagnostic::new(Code::DivisionByZero, format!("`{code}` counts some out of none"))
            .hint("correct one of the two; `0/0` means no cases"),
        CellError::OutOfRange => {
            Diagnostic::new(Code::OutOfRange, format!("`{code}` lies outside what its unit can be"))
                .hint("correct the figure, or say `range: any` with the indicator if it can really go there")
        }
    }
}

/// A number alone that is more than a percentage of a part can be.
pub fn above(code: &IndicatorCode) -> Diagnostic {
    Diagnostic::new(Code::CountAlone, format!("`{code}` is more than 100 per cent, or a count without its `out of`"))
}

fn pounds(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds(Multiple::Thousand) => "thousands of pounds",
        Unit::Pounds(Multiple::Million) => "millions of pounds",
        _ => "pounds",
    }
}
