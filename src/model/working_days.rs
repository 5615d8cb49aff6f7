//! Days that count towards a deadline.

use std::collections::BTreeSet;

use jiff::civil::{Weekday, date};

use super::Date;

/// Which days count as working days or school days: England's bank holidays, and what a council adds by hand.
///
/// Nothing here is looked up: [`is_bank_holiday`] computes, and a day that a proclamation adds after this was written goes
/// into `bank_holidays`.
#[derive(Debug, Clone, Default)]
pub struct WorkingDays {
    closures: BTreeSet<Date>,
    bank_holidays: BTreeSet<Date>,
    terms: Vec<(Date, Date)>,
}

/// Which days a window counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// Every day.
    Calendar,
    /// Monday to Friday without bank holidays and closures.
    Working,
    /// Working days within a term.
    School,
}

/// `20 working days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many days are counted.
    pub days: u32,
    /// Which days are counted.
    pub kind: DayKind,
}

/// Days in a row outside every term after which the terms are taken to be unknown. A summer holiday has some 45.
const LONGEST_HOLIDAY: u32 = 91;

impl WorkingDays {
    /// `closures` are days on which the council is closed, `bank_holidays` are those beyond the computed ones, `terms` are
    /// first and last days, both of the term. Terms may come in any order; a half-term holiday divides a term into two.
    pub fn new(
        closures: impl IntoIterator<Item = Date>,
        bank_holidays: impl IntoIterator<Item = Date>,
        terms: impl IntoIterator<Item = (Date, Date)>,
    ) -> Self {
        Self {
            closures: closures.into_iter().collect(),
            bank_holidays: bank_holidays.into_iter().collect(),
            terms: terms.into_iter().collect(),
        }
    }

    /// Whether it is Monday to Friday, no bank holiday and no closure.
    pub fn is_working(&self, day: Date) -> bool {
        !is_weekend(day) && !is_bank_holiday(day) && !self.bank_holidays.contains(&day) && !self.closures.contains(&day)
    }

    /// Whether it is a working day within a term.
    pub fn is_school(&self, day: Date) -> bool {
        self.in_term(day) && self.is_working(day)
    }

    /// The last day of a window: the n-th counted day after `from`, which itself does not count, so that an enquiry of
    /// Monday with one working day is in time on Tuesday. A window of no days closes on `from`, whatever day that is.
    ///
    /// `None` where school days are counted into a time whose terms are not known: more than 91 days in a row lie
    /// in no term. Also `None` beyond the year 9999.
    ///
    /// # Examples
    ///
    /// ```
    /// use jiff::civil::date;
    /// use panelpack::internals::model::{DayKind, Window, WorkingDays};
    ///
    /// // 25 December is a bank holiday, and so is Monday 28 in place of Saturday 26.
    /// let twenty = Window { days: 20, kind: DayKind::Working };
    /// let computed = WorkingDays::default();
    /// assert_eq!(computed.closes(date(2020, 11, 30), twenty), Some(date(2020, 12, 30)));
    ///
    /// let closed_on_the_29th = WorkingDays::new([date(2020, 12, 29)], [], []);
    /// assert_eq!(closed_on_the_29th.closes(date(2020, 11, 30), twenty), Some(date(2020, 12, 31)));
    ///
    /// let school = Window { days: 1, kind: DayKind::School };
    /// assert_eq!(computed.closes(date(2020, 11, 30), school), None);
    /// ```
    pub fn closes(&self, from: Date, window: Window) -> Option<Date> {
        let mut day = from;
        let mut left = window.days;
        let mut outside_terms = 0;
        while left > 0 {
            day = day.tomorrow().ok()?;
            if window.kind == DayKind::School {
                outside_terms = if self.in_term(day) { 0 } else { outside_terms + 1 };
                if outside_terms > LONGEST_HOLIDAY {
                    return None;
                }
            }
            if self.counts(day, window.kind) {
                left -= 1;
            }
        }
        Some(day)
    }

    fn counts(&self, day: Date, kind: DayKind) -> bool {
        match kind {
            DayKind::Calendar => true,
            DayKind::Working => self.is_working(day),
            DayKind::School => self.is_school(day),
        }
    }

    fn in_term(&self, day: Date) -> bool {
        self.terms.iter().any(|&(first, last)| (first..=last).contains(&day))
    }
}

/// Days that a proclamation put in the place of the day that the rule gives: first the rule's, then the actual one.
const MOVED: [(Date, Date); 5] = [
    (date(1995, 5, 1), date(1995, 5, 8)),  // fifty years after the war in Europe
    (date(2002, 5, 27), date(2002, 6, 4)), // Golden Jubilee
    (date(2012, 5, 28), date(2012, 6, 4)), // Diamond Jubilee
    (date(2020, 5, 4), date(2020, 5, 8)),  // seventy-five years after the war in Europe
    (date(2022, 5, 30), date(2022, 6, 2)), // Platinum Jubilee
];

/// Days that a proclamation added.
const ADDED: [Date; 8] = [
    date(1981, 7, 29),  // wedding of the Prince of Wales
    date(1999, 12, 31), // the millennium
    date(2002, 6, 3),   // Golden Jubilee
    date(2011, 4, 29),  // wedding of Prince William
    date(2012, 6, 5),   // Diamond Jubilee
    date(2022, 6, 3),   // Platinum Jubilee
    date(2022, 9, 19),  // funeral of Queen Elizabeth II
    date(2023, 5, 8),   // coronation of King Charles III
];

/// Whether England keeps a bank holiday, Good Friday and Christmas Day included.
///
/// Never a Saturday or Sunday: the substitute day alone is the holiday, as on the list at gov.uk/bank-holidays. Right for
/// 1980 to 2199 as the law stands; what will be proclaimed for a single year cannot be computed. Before 1980 the rule
/// goes on as if it had always held.
///
/// Source: Banking and Financial Dealings Act 1971, schedule 1; the yearly proclamations under its section 1 (New Year's
/// Day since 1974, early May since 1978, substitutes and single days); gov.uk/bank-holidays. Easter is the Gregorian one.
///
/// # Examples
///
/// ```
/// use jiff::civil::date;
/// use panelpack::internals::model::is_bank_holiday;
///
/// // Christmas Day 2021 was a Saturday.
/// assert!(!is_bank_holiday(date(2021, 12, 25)));
/// assert!(is_bank_holiday(date(2021, 12, 27)) && is_bank_holiday(date(2021, 12, 28)));
/// assert!(!is_bank_holiday(date(2020, 5, 4)) && is_bank_holiday(date(2020, 5, 8)));
/// ```
pub fn is_bank_holiday(date: Date) -> bool {
    let moved_away = MOVED.iter().any(|&(rule, _)| rule == date);
    let moved_here = MOVED.iter().any(|&(_, actual)| actual == date);
    !moved_away && (moved_here || ADDED.contains(&date) || is_bank_holiday_by_rule(date))
}

fn is_bank_holiday_by_rule(date: Date) -> bool {
    if is_weekend(date) {
        return false;
    }
    let monday = date.weekday() == Weekday::Monday;
    match date.month() {
        1 => weekdays_since(1, date) == 1,
        3 | 4 => {
            let after_easter = day_from_march(date) - easter_from_march(date.year());
            after_easter == -2 || after_easter == 1
        }
        5 => monday && (date.day() <= 7 || date.day() > 24),
        8 => monday && date.day() > 24,
        // Both substitute days together are the first two weekdays from the 25th on, however Christmas falls.
        12 => (1..=2).contains(&weekdays_since(25, date)),
        _ => false,
    }
}

/// Weekdays of the month from its day `first` to `date`, both included.
fn weekdays_since(first: i8, date: Date) -> usize {
    (first..=date.day()).filter(|&day| !is_weekend(date.with().day(day).build().unwrap_or(date))).count()
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// 31 for 31 March, 32 for 1 April.
fn day_from_march(date: Date) -> i32 {
    i32::from(date.day()) + if date.month() == 4 { 31 } else { 0 }
}

/// Easter Sunday as [`day_from_march`] counts: 22 to 56. The anonymous Gregorian computus (Nature, 20 April 1876), with the
/// names it has in Meeus, Astronomical Algorithms, chapter 8.
fn easter_from_march(year: i16) -> i32 {
    let year = i32::from(year);
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    h + l - 7 * m + 22
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn working(days: u32) -> Window {
        Window { days, kind: DayKind::Working }
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1980..2199i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| date(year, month, day))
    }

    fn days_after(from: Date, to: Date) -> impl Iterator<Item = Date> {
        from.series(jiff::Span::new().days(1)).skip(1).take_while(move |day| *day <= to)
    }

    proptest! {
        /// In (from, closes] lie exactly n working days, and the last of them is the day on which the window closes.
        #[test]
        fn a_window_holds_its_days_and_closes_on_one(
            from in any_day(),
            days in 0..400u32,
            closed in proptest::collection::vec(0..500i32, 0..10),
        ) {
            let closures: Vec<Date> = closed.iter().map(|&day| from + jiff::Span::new().days(day)).collect();
            let calendar = WorkingDays::new(closures, [], []);
            let closes = calendar.closes(from, working(days)).expect("far from the year 9999");
            prop_assert_eq!(days_after(from, closes).filter(|day| calendar.is_working(*day)).count(), days as usize);
            prop_assert!(days == 0 || calendar.is_working(closes));
        }

        #[test]
        fn calendar_days_are_all_days(from in any_day(), days in 0..2000u32) {
            let closes = WorkingDays::default().closes(from, Window { days, kind: DayKind::Calendar });
            prop_assert_eq!(closes, Some(from + jiff::Span::new().days(days)));
        }

        /// No two rules meet on one day.
        #[test]
        fn a_year_without_proclamations_has_eight_bank_holidays(year in 2024..=2199i16) {
            let days = days_after(date(year - 1, 12, 31), date(year, 12, 31));
            prop_assert_eq!(days.filter(|day| is_bank_holiday(*day)).count(), 8);
        }

        #[test]
        fn easter_is_a_sunday_from_22_march_to_25_april(year in -9998..=9998i16) {
            let easter = date(year, 3, 1) + jiff::Span::new().days(easter_from_march(year) - 1);
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25));
        }
    }

    #[test]
    fn easter_and_three_mondays_of_may_2023_do_not_count() {
        let from = date(2023, 3, 31);
        let calendar = WorkingDays::default();
        for (days, closes) in [
            (4, date(2023, 4, 6)),
            (5, date(2023, 4, 11)), // Good Friday 7, Easter Monday 10
            (18, date(2023, 4, 28)),
            (19, date(2023, 5, 2)),
            (22, date(2023, 5, 5)),
            (23, date(2023, 5, 9)), // the coronation
            (36, date(2023, 5, 26)),
            (37, date(2023, 5, 30)),
        ] {
            assert_eq!(calendar.closes(from, working(days)), Some(closes), "{days} working days");
        }
    }

    #[test]
    fn school_days_skip_the_holidays_and_end_with_the_known_terms() {
        let terms = [
            (date(2023, 9, 4), date(2023, 10, 20)),
            (date(2023, 6, 5), date(2023, 7, 21)), // in any order
        ];
        let calendar = WorkingDays::new([date(2023, 9, 5)], [date(2023, 9, 6)], terms);
        let closes = |from, days| calendar.closes(from, Window { days, kind: DayKind::School });

        assert_eq!(closes(date(2023, 7, 20), 1), Some(date(2023, 7, 21)));
        assert_eq!(closes(date(2023, 7, 21), 1), Some(date(2023, 9, 4)));
        assert_eq!(closes(date(2023, 7, 21), 2), Some(date(2023, 9, 7)), "a closure and an added bank holiday");
        assert_eq!(closes(date(2023, 10, 19), 1), Some(date(2023, 10, 20)));
        assert_eq!(closes(date(2023, 10, 19), 2), None, "the next term is not known");
        assert_eq!(closes(date(2022, 6, 1), 1), None, "a year without terms is no holiday");
        assert!(!calendar.is_school(date(2023, 9, 9)), "a Saturday");
    }

    #[test]
    fn a_window_of_no_days_closes_where_it_opens() {
        let saturday = date(2023, 4, 8);
        assert_eq!(WorkingDays::default().closes(saturday, working(0)), Some(saturday));
    }

    #[test]
    fn the_last_day_of_all_is_no_panic() {
        assert_eq!(WorkingDays::default().closes(Date::MAX, working(1)), None);
        assert_eq!(WorkingDays::default().closes(date(9999, 12, 1), working(u32::MAX)), None);
        assert!(!is_bank_holiday(Date::MIN.last_of_year()), "a Friday, 31 December");
    }
}
