use proptest::prelude::*;

use super::*;

fn period(text: &str) -> Period {
    Period::parse(text, Calendar::default()).unwrap()
}

#[test]
fn spellings_come_back_as_they_went_in() {
    for text in
        ["2020-11", "2011-12", "2020/21 Q3", "2020/21 Q4", "2020/21", "1999/00", "2019/20 academic", "2019 calendar"]
    {
        assert_eq!(period(text).to_string(), text);
    }
}

#[test]
fn other_shapes_are_refused_with_the_right_spelling() {
    for (text, suggestion) in [
        ("202011", "a month is written `2020-11`"),
        ("11/2020", "a month is written `2020-11`"),
        ("Nov 2020", "a month is written `2020-11`"),
        ("2020", "a year is written `2020/21`, a calendar year `2020 calendar`, a month `2020-04`"),
        ("2019/19", "a year is written `2019/20`, a calendar year `2019 calendar`"),
        ("2020-1", "a month is written `2020-01`"),
        ("2020-21", "a year is written `2020/21`"),
        ("2020-2021", "a year is written `2020/21`"),
        ("2020/11", "a month is written `2020-11`"),
        ("11/20", "a month is written `2020-11`"),
        ("2020-11-01", "a month is written `2020-11`"),
        ("1/11/2020", "a month is written `2020-11`"),
        ("1-Nov-20", "a month is written `2020-11`"),
        ("20-Nov", "a month is written `2020-11`"),
        ("2020-11-01 00:00:00", "a month is written `2020-11`"),
        ("09/04/2024", "a month is written `2024-04` for 9 April 2024, `2024-09` for 4 September 2024"),
        ("2020/21Q3", "a quarter is written `2020/21 Q3`"),
        ("Q3 2020/21", "a quarter is written `2020/21 Q3`"),
        ("Q3 2024-25", "a quarter is written `2024/25 Q3`"),
        ("24/25 Q3", "a quarter is written `2024/25 Q3`"),
    ] {
        let error = Period::parse(text, Calendar::default()).unwrap_err();
        assert_eq!(error.suggestion(), Some(suggestion), "{text}");
    }
    for text in ["2020/22", "2020-13", "2020/21 Q5", "", "Q3", "2020-11-01", "20-11"] {
        assert!(Period::parse(text, Calendar::default()).is_err(), "{text}");
    }
}

/// Where years start in January they have one number, however they were spelled once; elsewhere such a year has a word.
#[test]
fn a_calendar_year_is_one_number() {
    let january = Calendar::starting_in("January").unwrap();
    let read = |text: &str| Period::parse(text, january);
    for (text, spelled, label) in [
        ("2019", "2019", "2019"),
        ("2019/19", "2019", "2019"),
        ("2019 calendar", "2019", "2019"),
        ("2019 Q3", "2019 Q3", "July to September 2019"),
        ("2019/19 Q3", "2019 Q3", "July to September 2019"),
        ("2019/20 academic", "2019/20 academic", "academic year 2019/20"),
    ] {
        let period = read(text).unwrap();
        assert_eq!((period.to_string().as_str(), period.label().as_str()), (spelled, label), "{text}");
        assert_eq!(read(spelled).unwrap(), period, "{text}");
    }
    assert_eq!(read("2019/20").unwrap_err().suggestion(), Some("a year is written `2019`"));
    assert_eq!(read("2019/20 Q3").unwrap_err().suggestion(), Some("a quarter is written `2019 Q3`"));
    assert_eq!(read("2019-2020").unwrap_err().suggestion(), Some("a year is written `2019`"));

    let own = period("2019 calendar");
    assert_eq!((own.label().as_str(), own.name().as_str()), ("calendar year 2019", "2019"));
    assert_eq!((own.start(), own.end()), (jiff::civil::date(2019, 1, 1), jiff::civil::date(2019, 12, 31)));
    assert_eq!((own.previous(), own.year()), (period("2018 calendar"), own));
    assert_eq!(period("2020-11").latest(Frequency::CalendarYear), own);
    assert_eq!(period("2019-12").latest(Frequency::CalendarYear), own);
    assert_eq!(own.latest(Frequency::Year), period("2018/19"));
    for other in ["February", "September"] {
        let calendar = Calendar::starting_in(other).unwrap();
        assert_eq!(Period::parse("2019/20", calendar).unwrap().to_string(), "2019/20");
        assert!(Period::parse("2019", calendar).is_err());
    }
}

#[test]
fn a_spreadsheet_may_write_months_in_its_own_way() {
    for text in ["Nov-20", "Nov 2020", "November 2020", "01/11/2020", "2020-11"] {
        assert_eq!(Period::parse_spreadsheet(text, Calendar::default()).unwrap(), period("2020-11"), "{text}");
    }
    for text in ["11/01/2020", "30/11/2020", "Nov", "01/13/2020"] {
        assert!(Period::parse_spreadsheet(text, Calendar::default()).is_err(), "{text}");
    }
}

#[test]
fn the_latest_period_of_another_length_has_ended() {
    assert_eq!(period("2020-11").latest(Frequency::Year), period("2019/20"));
    assert_eq!(period("2020-03").latest(Frequency::Year), period("2019/20"));
    assert_eq!(period("2020-11").latest(Frequency::Quarter), period("2020/21 Q2"));
    assert_eq!(period("2020-12").latest(Frequency::Quarter), period("2020/21 Q3"));
    assert_eq!(period("2020/21 Q3").latest(Frequency::Year), period("2019/20"));
    assert_eq!(period("2019/20").latest(Frequency::Month), period("2020-03"));
}

#[test]
fn periods_know_their_parts_and_the_year_to_date() {
    let spelled = |periods: Vec<Period>| periods.iter().map(Period::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(spelled(period("2020/21 Q3").parts(Frequency::Month).collect()), "2020-10 2020-11 2020-12");
    assert_eq!(period("2020/21").parts(Frequency::Quarter).count(), 4);
    assert_eq!(period("2020-11").parts(Frequency::Month).count(), 0);
    assert_eq!(spelled(period("2020-06").to_date().collect()), "2020-04 2020-05 2020-06");
    assert_eq!(spelled(period("2020/21 Q2").to_date().collect()), "2020/21 Q1 2020/21 Q2");
    assert_eq!(period("2021-03").year(), period("2020/21"));
    assert_eq!(period("2021-03").months_since(period("2019/20")), 12);
}

#[test]
fn a_school_year_runs_from_september() {
    let year = period("2019/20 academic");
    assert_eq!((year.start(), year.end()), (jiff::civil::date(2019, 9, 1), jiff::civil::date(2020, 8, 31)));
    assert_eq!(period("2020-08").latest(Frequency::AcademicYear), year);
    assert_eq!(period("2020-11").latest(Frequency::AcademicYear), year);
    assert_eq!(year.latest(Frequency::Year), period("2019/20"));
    assert_eq!(year.label(), "academic year 2019/20");
    assert_eq!(year.previous(), period("2018/19 academic"));
    assert_eq!(Period::parse_academic("2019/20", Calendar::default()).unwrap(), year);
}

#[test]
fn quarters_and_years_know_their_days() {
    assert_eq!(period("2020/21 Q4").end(), jiff::civil::date(2021, 3, 31));
    assert_eq!(period("2020/21 Q4").label(), "January to March 2021");
    assert_eq!(period("2019/20").end(), jiff::civil::date(2020, 3, 31));
    assert_eq!(period("2019/20").year_before(), period("2018/19"));
    assert_eq!(period("2020/21 Q1").previous(), period("2019/20 Q4"));
}

fn any_period() -> impl Strategy<Value = Period> {
    let frequency = prop_oneof![
        Just(Frequency::Month),
        Just(Frequency::Quarter),
        Just(Frequency::Year),
        Just(Frequency::AcademicYear)
    ];
    (1950..2150i16, 1..=12i8, frequency).prop_map(|(year, month, frequency)| {
        Period::month(Month::new(year, month), Calendar::default()).latest(frequency)
    })
}

proptest! {
    /// Any two periods have an order, it agrees with time, and equal ones are the same.
    #[test]
    fn the_order_of_periods_is_total(a in any_period(), b in any_period(), c in any_period()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert!(!(a <= b && b <= c) || a <= c);
        prop_assert!(a >= b || a.start() <= b.start());
        prop_assert_eq!(a == b, a.to_string() == b.to_string());
    }

    /// What is written is read again, neighbours meet without a gap, and the parts fill the whole.
    #[test]
    fn a_period_is_the_sum_of_its_parts(period in any_period()) {
        prop_assert_eq!(Period::parse(&period.to_string(), Calendar::default()).unwrap(), period);
        prop_assert_eq!(period.previous().end().tomorrow().unwrap(), period.start());
        let months: Vec<Period> = period.parts(Frequency::Month).collect();
        if let (Some(first), Some(last)) = (months.first(), months.last()) {
            prop_assert_eq!((first.start(), last.end()), (period.start(), period.end()));
            prop_assert!(months.windows(2).all(|pair| pair[1].previous() == pair[0]));
        }
    }
}
