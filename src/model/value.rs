//! An amount as it is printed.
//!
//! Rounding is half away from zero. A percentage is one rational, divided and rounded once; a change is the difference of the two figures
//! shown. What a spreadsheet computed comes with sixteen digits, of which the last are what binary fractions add: nine decimals are kept,
//! so that 0.12499999999999999 is 0.125, as the spreadsheet shows it.

use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals that are kept of what is read.
const DECIMALS: u32 = 9;

/// Digits behind the point that a program may write of one number; a double has up to seventeen that mean something, after its zeros.
const MOST_DIGITS: usize = 40;

/// An exact decimal amount; never a binary float, so 93.0 is 93.0 and 17.15 to one decimal is 17.2.
///
/// Two values are equal when their amounts are, whatever their decimals: `1.50 == 1.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(Decimal);

impl Value {
    /// `units` scaled by `decimals`: `Value::new(935, 1)` is 93.5.
    ///
    /// # Panics
    ///
    /// When `decimals` is above 28, which no figure has.
    pub fn new(units: i64, decimals: u32) -> Self {
        Self(Decimal::new(units, decimals))
    }

    /// An exact amount.
    pub fn from_decimal(amount: Decimal) -> Self {
        Self(amount)
    }

    /// The exact amount.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Reads plain digits with an optional sign, point and thousands commas: `-1,204.50`; the minus may be the one that pages print.
    /// No hexadecimal. At most twelve digits stand before the point, and of those after it nine are kept, so that no sum of
    /// ours can overflow: `0.8333333333333334` is 0.833333333, and `84.50000000000001` is 84.5.
    ///
    /// Powers of ten are read as R and pandas write them, `1e-05` and `1.5e+07`. `1.23E+05` is none: a spreadsheet wrote so many digits as it
    /// showed, and the others are lost.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        if let Some(at) = digits.find(['e', 'E']) {
            let plain = without_power(&digits[..at], &digits[at + 1..], digits.as_bytes()[at] == b'E')?;
            return Self::parse(&plain).map(|amount| Self(amount.0.normalize() * Decimal::from(sign)));
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let whole = without_thousands_commas(whole)?;
        let digits_up_to =
            |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits_up_to(&whole, 12) || !digits_up_to(fraction, MOST_DIGITS) {
            return None;
        }
        let is_computed = fraction.len() > DECIMALS as usize;
        let amount: Decimal = if digits.contains('.') { format!("{whole}.{fraction}") } else { whole }.parse().ok()?;
        let amount = Self(amount * Decimal::from(sign));
        Some(if is_computed { Self(amount.rounded(DECIMALS).0.normalize()) } else { amount })
    }

    /// Rounds half away from zero, as people do: 17.15 is 17.2 and −0.5 is −1.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Rounded, and written with exactly so many decimals where its scale is what is printed: 15 with one is 15.0.
    #[must_use]
    pub fn with_decimals(self, decimals: u32) -> Self {
        let mut amount = self.rounded(decimals).0;
        amount.rescale(decimals);
        Self(amount)
    }

    /// The nearest binary float, for coordinates only.
    pub fn coordinate(self) -> f64 {
        use rust_decimal::prelude::ToPrimitive;
        self.0.to_f64().unwrap_or_default()
    }

    /// The difference, exact; saturates at the ends of the range, which no figure reaches.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The sum, exact; saturates likewise.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The distance from another value.
    #[must_use]
    pub fn distance(self, other: Self) -> Self {
        Self(self.minus(other).0.abs())
    }
}

/// A number and its power of ten in plain digits.
fn without_power(number: &str, power: &str, is_spreadsheets: bool) -> Option<String> {
    let (is_negative, digits) = match power.as_bytes().first()? {
        b'-' => (true, &power[1..]),
        b'+' => (false, &power[1..]),
        _ => (false, power),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number =
        whole.len() == 1 && are_digits(whole) && are_digits(fraction) && fraction.is_empty() != number.contains('.');
    if !is_number || !(1..=2).contains(&digits.len()) || !are_digits(digits) {
        return None;
    }
    let places: usize = digits.parse().ok()?;
    if is_negative {
        return Some(format!("0.{}{whole}{fraction}", "0".repeat(places.checked_sub(1)?)));
    }
    // What lies behind the digits of a spreadsheet is not known.
    if is_spreadsheets && !fraction.is_empty() && number.contains(|c: char| matches!(c, '1'..='9')) {
        return None;
    }
    let (more, rest) = fraction.split_at(fraction.len().min(places));
    let noughts = "0".repeat(places - more.len());
    Some(format!("{whole}{more}{noughts}{}{rest}", if rest.is_empty() { "" } else { "." }))
}

fn without_thousands_commas(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let well_grouped = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    well_grouped.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_read() {
        for (text, value) in [
            ("84", Value::new(84, 0)),
            ("-1,204.50", Value::new(-120_450, 2)),
            ("012", Value::new(12, 0)),
            ("95.10", Value::new(951, 1)),
            ("\u{2212}3", Value::new(-3, 0)),
        ] {
            assert_eq!(Value::parse(text), Some(value), "{text}");
        }
        for text in [
            "",
            "-",
            "1234567890123",
            "1e",
            "e3",
            "1e+",
            "12e3",
            "1e400",
            "1e+13",
            "1.e3",
            "1e1.5",
            "0x10",
            "1_000",
            "1,2",
            "12,34",
            ".5",
            "5.",
            "NaN",
            "٣",
        ] {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }

    /// R, pandas, Power BI and LibreOffice write them.
    #[test]
    fn what_a_program_computed_is_read_to_nine_decimals() {
        for (text, value, scale) in [
            ("0.8333333333333334", Value::new(833_333_333, 9), 9),
            ("84.50000000000001", Value::new(845, 1), 1),
            ("-0.12499999999999999", Value::new(-125, 3), 3),
            ("0.30000000000000004", Value::new(3, 1), 1),
            ("0.000000000000000001234567890123456", Value::new(0, 0), 0),
        ] {
            let read = Value::parse(text).expect("a number");
            assert_eq!((read, read.decimal().scale()), (value, scale), "{text}");
        }
        assert_eq!(Value::parse("1.123456789").map(|it| it.decimal().scale()), Some(9));
        assert_eq!(Value::parse(&format!("0.{}", "3".repeat(41))), None);
    }

    /// R writes them for whole numbers that end in noughts and for small ones.
    #[test]
    fn powers_of_ten_are_read_where_they_keep_all_digits() {
        for (text, value) in [
            ("1e-05", Value::new(1, 5)),
            ("-1.25E-03", Value::new(-125, 5)),
            ("1e+05", Value::new(100_000, 0)),
            ("1E+03", Value::new(1000, 0)),
            ("1.5e+07", Value::new(15_000_000, 0)),
            ("1.2345e2", Value::new(12_345, 2)),
            ("8e-20", Value::new(0, 0)),
            ("4e0", Value::new(4, 0)),
        ] {
            assert_eq!(Value::parse(text), Some(value), "{text}");
        }
        for text in ["1.23E+05", "1.00E+03", "1E+13", "9e-0"] {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(Value::new(1715, 2).rounded(1), Value::new(172, 1));
        assert_eq!(Value::new(-5, 1).rounded(0), Value::new(-1, 0));
    }
}
