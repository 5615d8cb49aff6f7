//! How long before a meeting something is due.

use super::{Date, WorkingDays};

/// The clear days that the law asks for between the publication of papers and the meeting, of a council's committees (Local Government Act 1972,
/// section 100B) as of its executive (SI 2012/2089).
pub const CLEAR_DAYS: u32 = 5;

/// Which days a lead counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadKind {
    /// Working days that lie between, so that neither the day itself nor that of the meeting counts.
    Clear,
    /// Working days back from the meeting.
    Working,
    /// All days back from the meeting.
    Calendar,
}

/// `5 clear days` before a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// How many days are counted.
    pub days: u32,
    /// Which days are counted.
    pub kind: LeadKind,
}

impl WorkingDays {
    /// The last day that is so long before a meeting. It is always a working day: where one that is not would do, the one before it is meant.
    ///
    /// `None` before the first year of the calendar.
    ///
    /// # Examples
    ///
    /// ```
    /// use jiff::civil::date;
    /// use panelpack::internals::model::{Lead, LeadKind, WorkingDays};
    ///
    /// let days = WorkingDays::default();
    /// let five_clear = Lead { days: 5, kind: LeadKind::Clear };
    /// // Between Tuesday 5 and Wednesday 13 January 2021 lie five working days.
    /// assert_eq!(days.before(date(2021, 1, 13), five_clear), Some(date(2021, 1, 5)));
    /// // New Year's Day does not count, nor does a day on which the council is closed.
    /// assert_eq!(days.before(date(2021, 1, 8), five_clear), Some(date(2020, 12, 30)));
    /// let closed = WorkingDays::new([date(2020, 12, 30), date(2020, 12, 31)], [], []);
    /// assert_eq!(closed.before(date(2021, 1, 8), five_clear), Some(date(2020, 12, 24)));
    /// // A Sunday would do; Friday is meant.
    /// let three = Lead { days: 3, kind: LeadKind::Calendar };
    /// assert_eq!(days.before(date(2021, 1, 13), three), Some(date(2021, 1, 8)));
    /// ```
    pub fn before(&self, meeting: Date, lead: Lead) -> Option<Date> {
        let (mut day, counted) = match lead.kind {
            LeadKind::Calendar => {
                (meeting.checked_sub(jiff::Span::new().try_days(i64::from(lead.days)).ok()?).ok()?, 0)
            }
            LeadKind::Working => (meeting, lead.days),
            LeadKind::Clear => (meeting, lead.days + 1),
        };
        for _ in 0..counted {
            day = self.working_before(day.yesterday().ok()?)?;
        }
        self.working_before(day)
    }

    /// A day, or the last working day before it.
    fn working_before(&self, mut day: Date) -> Option<Date> {
        while !self.is_working(day) {
            day = day.yesterday().ok()?;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn between(days: &WorkingDays, first: Date, last: Date) -> usize {
        let inner = first.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day < last);
        inner.filter(|day| days.is_working(*day)).count()
    }

    proptest! {
        /// As many working days lie between, and a day later there would be fewer.
        #[test]
        fn clear_days_lie_between(
            year in 1990..2150i16, month in 1..=12i8, day in 1..=28i8, clear in 0..30u32,
            closed in proptest::collection::vec(0..60i32, 0..6),
        ) {
            let meeting = date(year, month, day);
            let closures: Vec<Date> = closed.iter().map(|&back| meeting - jiff::Span::new().days(back)).collect();
            let days = WorkingDays::new(closures, [], []);
            let last = days.before(meeting, Lead { days: clear, kind: LeadKind::Clear }).expect("far from the first year");
            prop_assert!(days.is_working(last) && last < meeting);
            prop_assert_eq!(between(&days, last, meeting), clear as usize);
        }
    }

    #[test]
    fn easter_christmas_and_a_meeting_on_a_holiday() {
        let days = WorkingDays::default();
        let five = Lead { days: 5, kind: LeadKind::Clear };
        for (meeting, last) in [
            (date(2023, 4, 17), date(2023, 4, 5)),    // Good Friday 7, Easter Monday 10 April
            (date(2024, 1, 3), date(2023, 12, 21)),   // 25, 26 December, 1 January
            (date(2022, 12, 27), date(2022, 12, 16)), // itself a bank holiday
            (date(2024, 5, 13), date(2024, 5, 2)),    // early May
        ] {
            assert_eq!(days.before(meeting, five), Some(last), "{meeting}");
        }
        let working = Lead { days: 6, kind: LeadKind::Working };
        assert_eq!(days.before(date(2023, 4, 17), working), days.before(date(2023, 4, 17), five));
    }

    #[test]
    fn before_the_first_day_of_all_there_is_none() {
        for kind in [LeadKind::Clear, LeadKind::Working, LeadKind::Calendar] {
            assert_eq!(WorkingDays::default().before(Date::MIN, Lead { days: 400, kind }), None);
        }
    }
}
