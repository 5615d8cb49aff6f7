//! Periods, longer periods made of shorter ones, windows, and what is not due.

use super::{PERCENT, a1, fact, find, paper, paper_of, with, with_manifest};

#[test]
fn a_year_to_date_is_the_sum_of_its_months_and_a_percentage_is_that_of_the_sums() {
    let months = "Months: [2020-03, 2020-04, 2020-05, 2020-06]\n";
    let count =
        with("count: Children, better: lower, target: none, type: in period", &format!("{months}A1: [50, 1, 0, 3]\n"));
    assert_eq!(fact(&a1(&count), "Year to date").as_deref(), Some("4"));
    let fraction =
        with(&format!("{PERCENT}, target: none, type: in period"), &format!("{months}A1: [9/10, 1/1, 0/0, 0/9]\n"));
    // 1 of 10, not the average of 100% and 0%.
    assert_eq!(fact(&a1(&fraction), "Year to date").as_deref(), Some("10%"));
    let unknown = with(
        "count: Children, better: lower, target: none, type: in period",
        &format!("{months}A1: [50, 1, late, 3]\n"),
    );
    assert_eq!(fact(&a1(&unknown), "Year to date"), None);
    let distinct = with(
        "count: Children, better: lower, target: none, type: in period, aggregate: none",
        &format!("{months}A1: [50, 1, 0, 3]\n"),
    );
    assert_eq!(fact(&a1(&distinct), "Year to date"), None);
}

#[test]
fn a_quarterly_paper_makes_its_quarter_from_the_months() {
    let months: Vec<String> = (4..=12).map(|month| format!("2020-{month:02}")).collect();
    let figures = format!("Months: [{}]\nA1: [1/2, 1/2, 2/2, 3/4, 1/4, 0/4, 1/10, 9/10, 0/1]\n", months.join(", "));
    let files = with(&format!("{PERCENT}, target: 40, type: in period"), &figures);
    let files = files.with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, every: quarter}\n",
    );
    let paper = paper(&files);
    assert_eq!(paper.period.full, "2020/21 Q3, October to December 2020");
    let view = find(&paper, "A1");
    // 10 of 21; the quarter before 4 of 12.
    assert_eq!(
        (view.value.as_str(), view.rating.word, view.change.words.as_str()),
        ("48%", "Green", "15 points better")
    );
    assert_eq!(view.how_long, "");
    let red = find(&paper_of(&files, "2020/21 Q2"), "A1");
    assert_eq!((red.value.as_str(), red.rating.word, red.how_long.as_str()), ("33%", "Red", "1st quarter"));
    // February alone makes no quarter.
    let early = files.with("figures/2021-02.yaml", "A1: 1/2\n");
    assert_eq!(self::paper(&early).period.short, "2020/21 Q3");
}

#[test]
fn the_last_three_years_stand_beside_the_months_given_or_made() {
    let months: Vec<String> = (0..12)
        .map(|n| format!("{}-{:02}", 2019 + (n + 3) / 12, (n + 3) % 12 + 1))
        .chain(["2020-04".to_owned()])
        .collect();
    let files = with(
        "count: Children, better: lower, target: none, type: in period",
        &format!("Months: [{}]\nA1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 5]\n", months.join(", ")),
    )
    .with("figures/years.yaml", "Years: [2016/17, 2017/18, 2018/19]\nA1: [70, 71, 72]\n");
    assert_eq!(fact(&a1(&files), "Outturns").as_deref(), Some("2017/18 71, 2018/19 72, 2019/20 78"));
}

#[test]
fn a_yearly_measure_keeps_its_period_and_is_never_counted_as_changed() {
    let years = "Years: [2018/19, 2019/20]\nA1: [80, 70]\n";
    let define = |more: &str| {
        with(&format!("unit: percent, better: higher, target: 75{more}"), years)
            .with("figures/months.yaml", "Months: [2020-10, 2020-11]\nA2: [5, 6]\n")
    };
    let last = paper(&define(""));
    let view = find(&last, "A1");
    assert_eq!((view.value.as_str(), view.period.as_str(), view.rating.word), ("70%", "2019/20", "Red"));
    assert!(last.movements.is_empty());
    let said = paper(&define(", when_not_due: say so"));
    assert_eq!((find(&said, "A1").value.as_str(), find(&said, "A1").rating.word), ("[nd]", "Not due"));
    assert!(said.movements.is_empty());
    let left_out = paper(&define(", when_not_due: leave out"));
    assert_eq!(left_out.indicators().count(), 1);
}

#[test]
fn an_academic_year_has_a_label_of_its_own() {
    let files = with(
        "unit: percent, better: higher, target: none",
        "Academic years: [2017/18, 2018/19, 2019/20]\nA1: [80, 70, 75]\n",
    )
    .with("figures/months.yaml", "Months: [2020-10, 2020-11]\nA2: [5, 6]\n");
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.period.as_str()), ("75%", "2019/20 academic"));
    assert!(view.sentence[0].text.starts_with("Academic year 2019/20: "), "{:?}", view.sentence);
}

#[test]
fn a_target_for_months_says_nothing_about_a_year() {
    let months: Vec<String> = (4..=9).map(|month| format!("2020-{month:02}")).collect();
    let figures = format!("Months: [{}]\nA1: [12, 13, 13, 12, 13, 13]\n", months.join(", "));
    let files = with("count: Children, better: neither, target: {band: 12 to 20}, type: in period", &figures);
    let quarter = find(&paper_of(&files, "2020/21 Q2"), "A1");
    assert_eq!((quarter.value.as_str(), quarter.rating.word, quarter.target.as_str()), ("38", "No target", "none"));
    assert!(quarter.sentence.iter().any(|run| run.text.contains("the target is for shorter periods")));
    assert_eq!(a1(&files).rating.word, "In band");
}

#[test]
fn a_window_that_has_not_closed_leaves_the_headline_to_the_last_closed_month() {
    let define = "count: In time, out_of: Due, better: higher, target: 90, judge_after: 20 working days";
    let files = with(define, "extracted: 2020-12-02\nMonths: [2020-09, 2020-10]\nA1: [95/100, 80/100]\nA2: [1, 1]\n");
    let taken = |day: &str| {
        paper(&files.clone().with("figures/2020-11.yaml", format!("extracted: {day}\nA1: 30/100\nA2: 2\n")))
    };
    // 20 working days from 30 November end on 30 December.
    let closed = find(&taken("2020-12-30"), "A1");
    assert_eq!((closed.value.as_str(), closed.period.as_str(), closed.rating.word), ("30%", "", "Red"));
    let early = taken("2020-12-29");
    let view = find(&early, "A1");
    assert_eq!((view.value.as_str(), view.period.as_str(), view.rating.word), ("80%", "Oct 2020", "Red"));
    assert_eq!(fact(&view, "Nov 2020, too early").as_deref(), Some("30%"));
    assert!(
        view.sentence.iter().any(|run| run
            .text
            .contains("November 2020 is too early to judge: its window closes on 30 December 2020."))
    );
    assert_eq!(early.headline.apart, "Plans is shown for October 2020; November 2020 is too early to judge.");
    assert_eq!(early.key.states.iter().filter(|state| state.letters == "[i]").count(), 1);
    // Closure days of the council move the window.
    let shut = with_manifest(files, "calendar: {closed: [2020-12-24, 2020-12-29 to 2020-12-30]}\n")
        .with("figures/2020-11.yaml", "extracted: 2021-01-04\nA1: 30/100\nA2: 2\n");
    assert_eq!(a1(&shut).too_early, "Nov 2020 too early");
}

#[test]
fn a_quarter_is_mature_when_each_of_its_months_is() {
    let define =
        "count: In time, out_of: Due, better: higher, target: 50, type: in period, judge_after: 20 working days";
    let mut files = with(define, "Months: [2020-03]\nA2: [1]\n");
    for (month, taken) in [("2020-04", "2020-06-10"), ("2020-05", "2020-07-10"), ("2020-06", "2020-08-10")] {
        files = files.with(&format!("figures/{month}.yaml"), format!("extracted: {taken}\nA1: 6/10\nA2: 1\n"));
    }
    assert_eq!(find(&paper_of(&files, "2020/21 Q1"), "A1").rating.word, "Green");
    let early = files.with("figures/2020-06.yaml", "extracted: 2020-07-02\nA1: 6/10\nA2: 1\n");
    assert_eq!(find(&paper_of(&early, "2020/21 Q1"), "A1").rating.word, "Too early");
}

#[test]
fn the_paper_before_spoke_of_what_had_closed_by_its_own_day() {
    let define = "count: In time, out_of: Due, better: higher, target: 90, judge_after: 20 working days";
    let files = with(define, "extracted: 2020-11-04\nMonths: [2020-08, 2020-09]\nA1: [95/100, 95/100]\nA2: [1, 1]\n")
        .with("figures/2020-10.yaml", "extracted: 2020-12-04\nA1: 80/100\nA2: 1\n")
        .with("figures/2020-11.yaml", "extracted: 2020-12-20\nA1: 30/100\nA2: 2\n");
    let october = paper_of(&files, "2020-10");
    assert_eq!(october.movements.len(), 1, "green in September, red in October");
    // November is too early and speaks of October again, which has been told.
    let november = paper(&files);
    assert_eq!((find(&november, "A1").period.as_str(), november.movements.len()), ("Oct 2020", 0));
}
