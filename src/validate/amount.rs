//! One number with the sign of its unit, wherever one may stand: figures, targets and limits, benchmarks, published changes.
//!
//! What a page prints can be typed: `84%`, `−£1,250`, `£252.3m`. A sign of another unit, or of another multiple of pounds, is a slip that
//! nobody may guess away.

use crate::model::{Multiple, Unit, Value};

/// Why a text is no amount of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    NotANumber,
    /// It has a per cent sign.
    NotAPercentage,
    /// It has a pound sign.
    NotPounds,
    /// It is in pounds, thousands or millions of them, and the unit in others.
    OtherMultiple,
}

/// A number that fits a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub value: Value,
    /// Whether it says by a sign of its own what it is.
    pub signed: bool,
}

/// The same text with signs and numbers together, and the minus behind the pound sign.
pub fn joined(text: &str) -> String {
    let together = text.replace(" %", "%").replace("£ ", "£").replace(" million", "m").replace(" thousand", "k");
    together.replace("-£", "£-").replace("\u{2212}£", "£\u{2212}")
}

/// Reads a number, with or without its sign, in a text that is already [`joined`].
pub fn read(text: &str, unit: Unit) -> Result<Amount, AmountError> {
    let (rest, has_pound) = text.strip_prefix('£').map_or((text, false), |rest| (rest, true));
    let (rest, multiple) = if has_pound || unit.is_money() { multiple(rest) } else { (rest, None) };
    let (plain, has_per_cent) = rest.strip_suffix('%').map_or((rest, false), |plain| (plain, true));
    let value = Value::parse(plain).ok_or(AmountError::NotANumber)?;
    match unit {
        Unit::Percent if has_pound => Err(AmountError::NotPounds),
        _ if has_per_cent && unit != Unit::Percent => Err(AmountError::NotAPercentage),
        Unit::Pounds(own) if multiple.is_some_and(|multiple| multiple != own) => Err(AmountError::OtherMultiple),
        _ if has_pound && !unit.is_money() => Err(AmountError::NotPounds),
        _ => Ok(Amount { value, signed: has_pound || has_per_cent || multiple.is_some() }),
    }
}

/// What stands before the letter of a multiple, and which it is.
fn multiple(text: &str) -> (&str, Option<Multiple>) {
    let letter =
        |multiple: Multiple| text.strip_suffix(|c: char| multiple.letter() == c.to_ascii_lowercase().to_string());
    let found =
        [Multiple::Thousand, Multiple::Million].into_iter().find_map(|it| letter(it).map(|rest| (rest, Some(it))));
    found.unwrap_or((text, None))
}

/// The other ways out where an amount is in another multiple of pounds than its unit.
pub fn in_the_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds(Multiple::Thousand) => {
            "write it in thousands of pounds, `252346`, or say `unit: £m` or `unit: pounds` if that is what all its figures are in"
        }
        Unit::Pounds(Multiple::Million) => {
            "write it in millions of pounds, `252.3`, or say `unit: £000` or `unit: pounds` if that is what all its figures are in"
        }
        _ => {
            "write it in pounds, `252300000`, or say `unit: £m` or `unit: £000` if that is what all its figures are in"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POUNDS: Unit = Unit::Pounds(Multiple::One);
    const MILLIONS: Unit = Unit::Pounds(Multiple::Million);
    const THOUSANDS: Unit = Unit::Pounds(Multiple::Thousand);

    #[test]
    fn what_a_page_prints_can_be_typed() {
        for (text, unit, value) in [
            ("84 %", Unit::Percent, Value::new(84, 0)),
            ("\u{2212}£1,250", POUNDS, Value::new(-1250, 0)),
            ("-£1,250", POUNDS, Value::new(-1250, 0)),
            ("£-1,250", POUNDS, Value::new(-1250, 0)),
            ("£ 5", POUNDS, Value::new(5, 0)),
            ("\u{2212}£252.3m", MILLIONS, Value::new(-2523, 1)),
            ("252.3", MILLIONS, Value::new(2523, 1)),
            ("£252.3 million", MILLIONS, Value::new(2523, 1)),
            ("£252,346k", THOUSANDS, Value::new(252_346, 0)),
        ] {
            assert_eq!(read(&joined(text), unit).map(|amount| amount.value), Ok(value), "{text}");
        }
    }

    #[test]
    fn a_sign_of_another_unit_or_multiple_is_refused() {
        for (text, unit, error) in [
            ("£5", Unit::Percent, AmountError::NotPounds),
            ("£5m", Unit::Count, AmountError::NotPounds),
            ("84%", POUNDS, AmountError::NotAPercentage),
            ("£252.3m", POUNDS, AmountError::OtherMultiple),
            ("252k", POUNDS, AmountError::OtherMultiple),
            ("£252k", MILLIONS, AmountError::OtherMultiple),
            ("£0.3M", THOUSANDS, AmountError::OtherMultiple),
            ("5m", Unit::Count, AmountError::NotANumber),
            ("£m", MILLIONS, AmountError::NotANumber),
        ] {
            assert_eq!(read(&joined(text), unit), Err(error), "{text}");
        }
    }
}
