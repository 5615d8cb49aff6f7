//! Days as people and spreadsheets write them, to tell what a text means that must be written otherwise.

use jiff::civil::Date;

use super::month::{MONTHS, Month};

/// The days that a text can mean, the likelier first: `09/04/2024` is 9 April here and 4 September elsewhere, `9-Apr-24` one day. None
/// where it is no day.
pub fn written_days(text: &str) -> Vec<Date> {
    let text = text.trim();
    // R, pandas and Excel write a time behind a day.
    let day = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let parts: Vec<&str> = day.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, middle, last] = parts[..] else { return Vec::new() };
    let days = match (year(first, 4), number(middle)) {
        (Some(year), Some(month)) => vec![date(year, month, number(last))],
        (Some(_), None) => Vec::new(),
        (None, month) => {
            let Some(year) = year(last, 4).or_else(|| year(last, 2)) else { return Vec::new() };
            match month {
                None => vec![date(year, named(middle).unwrap_or_default(), number(first.trim_end_matches(ENDINGS)))],
                Some(month) => vec![
                    date(year, month, number(first)),
                    number(first).and_then(|first| date(year, first, Some(month))).filter(|_| number(first) != Some(1)),
                ],
            }
        }
    };
    let mut days: Vec<Date> = days.into_iter().flatten().collect();
    days.dedup();
    days
}

/// `9 April 2024`.
pub fn in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), Month::new(day.year(), day.month()).name(), day.year())
}

/// `1st`, `9th`.
const ENDINGS: [char; 6] = ['s', 't', 'n', 'd', 'r', 'h'];

fn date(year: i16, month: i8, day: Option<i8>) -> Option<Date> {
    Date::new(year, month, day?).ok()
}

fn number(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

/// A year of so many digits, of two the nearest to today's council.
fn year(text: &str, digits: usize) -> Option<i16> {
    let year: i16 = (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())??;
    let year = if digits == 2 { 2000 + year } else { year };
    (1900..=2199).contains(&year).then_some(year)
}

fn named(text: &str) -> Option<i8> {
    let lower = text.to_ascii_lowercase();
    let is = |month: &&str| lower.len() >= 3 && month.to_ascii_lowercase().starts_with(&lower);
    MONTHS.iter().position(is).map(|at| at as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_every_order_that_people_write() {
        for (text, days) in [
            ("09/04/2024", "2024-04-09 2024-09-04"),
            ("30/06/2024", "2024-06-30"),
            ("06/30/2024", "2024-06-30"),
            ("01/11/2020", "2020-11-01"),
            ("4/4/24", "2024-04-04"),
            ("9 April 2024", "2024-04-09"),
            ("9th Apr 2024", "2024-04-09"),
            ("1-Nov-20", "2020-11-01"),
            ("2024-06-30", "2024-06-30"),
            ("2024-04-01 00:00:00", "2024-04-01"),
            ("2024-04-01T00:00:00", "2024-04-01"),
            ("31/02/2024", ""),
            ("2024-04", ""),
            ("Nov-20", ""),
            ("2020-Nov-01", ""),
        ] {
            let found: Vec<String> = written_days(text).iter().map(Date::to_string).collect();
            assert_eq!(found.join(" "), days, "{text}");
        }
        assert_eq!(in_words(jiff::civil::date(2024, 4, 9)), "9 April 2024");
    }
}
