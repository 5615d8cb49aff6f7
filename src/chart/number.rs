//! Numbers as the vertical axis writes them.

use crate::page::chart::AxisFormat;

/// From here on thousands, millions and so on are named instead of written out.
const NAMED_FROM: f64 = 100_000.0;

/// Figures behind the point at most: far more than any measure has.
const MOST_DECIMALS: usize = 12;

/// How all numbers of one axis are written, so that they read as one column: `0`, `50k`, `100k`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberStyle {
    divisor: f64,
    letters: &'static str,
    decimals: usize,
}

impl NumberStyle {
    /// The style that writes all the numbers exactly, with as few figures as that takes.
    pub fn for_numbers(numbers: &[f64], format: &AxisFormat) -> Self {
        let greatest = numbers.iter().fold(0.0_f64, |greatest, number| greatest.max(number.abs()));
        let (divisor, letters) = match greatest {
            g if g < NAMED_FROM || is_multiple(format.suffix) => (1.0, ""),
            g if g < 1e6 => (1e3, "k"),
            g if g < 1e9 => (1e6, "m"),
            _ => (1e9, "bn"),
        };
        let decimals = numbers.iter().map(|number| decimals_of(number / divisor)).max().unwrap_or(0);
        Self { divisor, letters, decimals }
    }

    /// A number with its prefix and, in the end, the suffix given: `−£1.5m`.
    pub fn write(&self, number: f64, format: &AxisFormat, suffix: &str) -> String {
        let digits = format!("{:.*}", self.decimals, (number / self.divisor).abs());
        let is_zero = !digits.contains(|c: char| c.is_ascii_digit() && c != '0');
        let sign = if number < 0.0 && !is_zero { "\u{2212}" } else { "" };
        let letters = if is_zero { "" } else { self.letters };
        let digits = if is_zero { "0".to_owned() } else { grouped(&digits) };
        format!("{sign}{}{digits}{letters}{suffix}", format.prefix)
    }
}

/// Whether a suffix says what the numbers are multiples of, so that `£300k` of a sheet in thousands is not read as `£300kk`.
fn is_multiple(suffix: &str) -> bool {
    matches!(suffix, "k" | "m")
}

/// How many figures behind the point a number takes, leaving out what only binary fractions add.
fn decimals_of(number: f64) -> usize {
    (0..MOST_DECIMALS)
        .find(|&decimals| {
            let shifted = number * 10_f64.powi(decimals as i32);
            (shifted - shifted.round()).abs() < 1e-6
        })
        .unwrap_or(MOST_DECIMALS)
}

/// Commas between the thousands of a number without a sign.
fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::with_capacity(digits.len() + whole.len() / 3);
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(numbers: &[f64], prefix: &'static str) -> Vec<String> {
        let format = AxisFormat { prefix, suffix: "", least: None, greatest: None };
        let style = NumberStyle::for_numbers(numbers, &format);
        numbers.iter().map(|&number| style.write(number, &format, "")).collect()
    }

    #[test]
    fn numbers_of_a_multiple_are_named_once() {
        let axis = |suffix, numbers: &[f64]| -> Vec<String> {
            let format = AxisFormat { prefix: "£", suffix, least: None, greatest: None };
            let style = NumberStyle::for_numbers(numbers, &format);
            numbers.iter().map(|&number| style.write(number, &format, suffix)).collect()
        };
        assert_eq!(axis("k", &[-150_000.0, 0.0, 300_000.0]), ["\u{2212}£150,000k", "£0k", "£300,000k"]);
        assert_eq!(axis("m", &[0.0, 0.5, 1.0]), ["£0m", "£0.5m", "£1.0m"]);
    }

    #[test]
    fn numbers_of_one_axis_share_their_style() {
        assert_eq!(written(&[0.0, 50_000.0, 99_999.0], ""), ["0", "50,000", "99,999"]);
        assert_eq!(written(&[0.0, 60_000.0, 120_000.0], "£"), ["£0", "£60k", "£120k"]);
        assert_eq!(written(&[0.0, 500_000.0, 1_500_000.0], ""), ["0", "0.5m", "1.5m"]);
        assert_eq!(written(&[-0.002, 0.0, 0.1 + 0.2], ""), ["\u{2212}0.002", "0", "0.300"]);
        assert_eq!(written(&[-5_000.0, -0.0], "£"), ["\u{2212}£5,000", "£0"]);
    }
}
