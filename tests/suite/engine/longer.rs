//! Papers of quarters and years about what is given in shorter periods: made as the definition lets it, else `[x]` with the reason.

use panelpack::MemoryFiles;
use panelpack::internals::page::IndicatorView;

use super::{PERCENT, find, paper, paper_of, with, with_manifest};

const HALF_YEAR: &str = "Months: [2024-04, 2024-05, 2024-06, 2024-07, 2024-08, 2024-09]\n";

/// A1 with its months from April to September 2024, in a paper of quarters or years.
fn every(frequency: &str, definition: &str, months: &str) -> MemoryFiles {
    let manifest = format!(
        "organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: T, panel: P, layout: data-report, every: {frequency}}}\n"
    );
    with(definition, &format!("{HALF_YEAR}A1: [{months}]\n")).with("panelpack.yaml", manifest)
}

fn quarter(definition: &str, months: &str) -> IndicatorView {
    find(&paper_of(&every("quarter", definition, months), "2024/25 Q2"), "A1")
}

fn recent(view: &IndicatorView) -> Vec<&str> {
    view.recent.iter().map(|figure| figure.value.as_str()).collect()
}

fn sentence(view: &IndicatorView) -> String {
    view.sentence.iter().map(|run| run.text.as_str()).collect()
}

const COUNT: &str = "count: Cases, better: lower, target: 15";

#[test]
fn no_month_stands_under_the_heading_of_a_quarter() {
    let none = "none was given, and its definition lets none be made from shorter periods";
    let no_numbers =
        "none was given, and no quarter's can be made from shorter periods without the numbers behind their figures";
    let bare = "81, 82, 83, 84, 85, 86";
    let cases = [
        (COUNT, "10, 11, 12, 13, 14, 16", none),
        ("unit: pounds, better: lower, target: 15, type: in period", "10, 11, 12, 13, 14, 16", none),
        (&format!("{COUNT}, type: in period, aggregate: none"), "10, 11, 12, 13, 14, 16", none),
        ("unit: percent, better: higher, target: 90", bare, none),
        ("unit: percent, better: higher, target: 90, type: in period", bare, no_numbers),
        ("unit: days, better: lower, target: 90, type: in period", bare, no_numbers),
        (&format!("{PERCENT}, target: 90, type: in period"), "8/10, 9/10, 9/10, 9/10, 80%, 8/10", no_numbers),
        (&format!("{COUNT}, type: in period"), "nd, nd, nd, nd, 5, 6", "there is none for July 2024 (not due)"),
        (&format!("{COUNT}, type: in period"), "1, 2, 3, 4, late, 6", "there is none for August 2024 (data awaited)"),
        (
            &format!("{COUNT}, type: in period"),
            "1, 2, 3, x, x, 6",
            "there is none for August 2024 (not available) and one other period in it",
        ),
        (
            &format!("{PERCENT}, target: 90, type: in period"),
            "1/2, 1/2, 1/2, 1/2, 1/2, k",
            "there is none for September 2024 (rounds to zero)",
        ),
        (&format!("{COUNT}, type: in period"), "1, 2, 3, 4, 5 b, 6", "the series breaks in August 2024"),
        ("count: Waiting, better: lower, target: 15, type: snapshot", "1, 2, 3, 4, 5, late", "[late]"),
    ];
    for (definition, months, why) in cases {
        let view = quarter(definition, months);
        if why == "[late]" {
            assert_eq!((view.value.as_str(), view.rating.word), ("[late]", "Awaited"), "{definition}");
            continue;
        }
        assert_eq!((view.value.as_str(), view.rating.word), ("[x]", "No figure"), "{definition}: {months}");
        assert_eq!(recent(&view).last(), Some(&"[x]"), "{definition}: {months}");
        assert_eq!(sentence(&view), format!("No figure for July to September 2024: {why}."), "{definition}: {months}");
    }
}

#[test]
fn a_quarter_that_can_be_made_stands_beside_one_that_cannot() {
    let view = quarter(&format!("{COUNT}, type: in period"), "nd, nd, 5, 4, 5, 6");
    assert_eq!((view.value.as_str(), recent(&view)), ("15", vec!["15"]));
    // The state at the end is the quarter's, whatever is missing before.
    let stock = quarter("count: Waiting, better: lower, target: 15, type: snapshot", "1, 2, 3, x, x, 6");
    assert_eq!((stock.value.as_str(), stock.rating.word, recent(&stock)), ("6", "Green", vec!["3", "6"]));
}

/// Nobody can read a year off six months, and the months are drawn under their own names.
#[test]
fn a_yearly_paper_waits_for_its_year_and_draws_what_there_is() {
    let files = every("year", &format!("{COUNT}, type: in period"), "1, 2, 3, 4, 5, 6");
    let view = find(&paper_of(&files, "2024/25"), "A1");
    assert_eq!(view.value, "[x]");
    assert!(sentence(&view).starts_with("No figure for 2024/25: there is none for March 2025 and five other periods"));
    let drawn: Vec<&str> = view.table.periods.iter().map(|period| period.short.as_str()).collect();
    assert_eq!(drawn.last(), Some(&"Sep 2024"));
    assert_eq!(view.table.figures[..6], ["1", "2", "3", "4", "5", "6"]);
}

/// A year is made of its quarters where months are not given for all of it.
#[test]
fn a_year_is_made_of_quarters_and_months_as_they_are_given() {
    let files = every("year", &format!("{COUNT}, type: in period"), "1, 2, 3, 4, 5, 6")
        .with("figures/quarters.yaml", "Quarters: [2024/25 Q3, 2024/25 Q4]\nA1: [30, 40]\n");
    assert_eq!(find(&paper(&files), "A1").value, "91");
    let hidden = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P, every: year}\n";
    let months = format!("{HALF_YEAR}A1: [10, 20, 30, 40, 50, 60]\n");
    let of = |quarters: &str| {
        let quarters = format!("Quarters: [2024/25 Q3, 2024/25 Q4]\nA1: [{quarters}]\n");
        let files = with(&format!("{COUNT}, type: in period"), &months).with("panelpack.yaml", hidden);
        find(&paper(&files.with("figures/quarters.yaml", quarters)), "A1").value
    };
    // The year less what is shown would be the quarter that is not, so another one is hidden too.
    assert_eq!((of("30, 40"), of("3, 40")), ("280".to_owned(), "253".to_owned()));
}

#[test]
fn a_quarterly_paper_makes_its_year_to_date_from_months_and_from_quarters() {
    let manifest = "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, layout: data-report, every: quarter}\n";
    let months: Vec<String> = (4..=12).map(|month| format!("2020-{month:02}")).collect();
    let months = months.join(", ");
    let of = |definition: &str, figures: &str| {
        let files = with(definition, figures).with("panelpack.yaml", manifest);
        let view = find(&paper(&files), "A1");
        (view.value, view.to_date.value)
    };
    let shown = |value: &str, to_date: &str| (value.to_owned(), to_date.to_owned());
    let count = "count: Adoptions, better: neither, target: none, type: in period";
    assert_eq!(of(count, &format!("Months: [{months}]\nA1: [2, 2, 2, 3, 3, 3, 4, 4, 5]\n")), shown("13", "28"));
    assert_eq!(of(count, "Quarters: [2020/21 Q1, 2020/21 Q2, 2020/21 Q3]\nA1: [6, 9, 13]\n"), shown("13", "28"));
    let parts = "8/9, 9/9, 7/9, 9/9, 9/9, 9/9, 8/9, 8/9, 9/9";
    let percent = format!("{PERCENT}, target: 90, type: in period");
    // 76 of 81.
    assert_eq!(of(&percent, &format!("Months: [{months}]\nA1: [{parts}]\n")), shown("93%", "94%"));
    let gap = format!("Months: [{months}]\nA1: [2, late, 2, 3, 3, 3, 4, 4, 5]\n");
    assert_eq!(of(count, &gap), shown("13", "[x]"));
}

/// August is hidden beside July, so quarter and year to date may be told.
#[test]
fn a_year_to_date_of_quarters_tells_no_hidden_month() {
    let months: Vec<String> = (4..=12).map(|month| format!("2020-{month:02}")).collect();
    let figures = format!("Months: [{}]\nA1: [20, 20, 20, 3, 30, 30, 40, 40, 50]\n", months.join(", "));
    let files = with("count: Adoptions, better: neither, target: none, type: in period", &figures).with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P, layout: data-report, every: quarter}\n",
    );
    let view = find(&paper(&files), "A1");
    assert_eq!((view.to_date.value.as_str(), recent(&view)), ("253", vec!["60", "63", "130"]));
}

#[test]
fn what_can_be_judged_is_of_the_papers_length() {
    // A monthly paper of the same project goes on speaking of months.
    let months = with(&format!("{COUNT}, type: in period"), &format!("{HALF_YEAR}A1: [1, 2, 3, 4, 5, 6]\n"));
    assert_eq!(find(&paper(&with_manifest(months, "")), "A1").value, "6");
}

/// A measure of calendar years in a council whose years start in April, beside months and financial years.
#[test]
fn an_indicator_may_have_years_of_its_own() {
    let months = "Months: [2020-10, 2020-11]\nA2: [1, 1]\n";
    let calendar = "Calendar years: [2017, 2018, 2019 calendar]\nA1: [70, 75, 82]\n";
    let files = with("unit: percent, better: higher, target: 80", months).with("figures/years.yaml", calendar);
    let view = find(&paper(&files), "A1");
    assert_eq!((view.value.as_str(), view.period.as_str(), view.rating.word), ("82%", "2019 calendar", "Green"));
    assert_eq!(view.change.words, "7 points better since 2018\u{a0}calendar");
    assert_eq!(sentence(&view), "Calendar year 2019: 82%.");
    let names: Vec<&str> = view.outturns.iter().map(|it| it.period.as_str()).collect();
    assert_eq!(names, ["2017 calendar", "2018 calendar", "2019 calendar"], "no calendar year stands under 2019/20");
    let wide = "Code,2018 calendar,2019 calendar\nA1,75,82\n";
    let wide = with("unit: percent, better: higher, target: 80", months).with("figures/years.csv", wide);
    assert_eq!(find(&paper(&wide), "A1").value, "82%");
}

#[test]
fn a_council_whose_years_start_in_january_names_them_by_one_number() {
    let files = with(
        &format!("{PERCENT}, target: none, type: in period"),
        "Years: [2018, 2019/19, 2020]\nA1: [44/67, 94/109, 111/123]\nA2: [1, 2, 3]\n",
    );
    let files = files.with(
        "panelpack.yaml",
        "organisation: O\ncalendar: {year_starts: january}\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, layout: data-report}\n",
    );
    let paper = paper(&files);
    assert_eq!((paper.period.label.as_str(), paper.period.short.as_str()), ("2020", "2020"));
    assert_eq!((paper.period.previous.as_str(), paper.period.change_header.as_str()), ("2019", "Since 2019"));
    let ticks: Vec<String> = find(&paper, "A1").table.periods.into_iter().map(|period| period.label).collect();
    assert_eq!(ticks, ["2018", "2019", "2020"]);
    assert_eq!(paper_of(&files, "2019").period.label, "2019");
}
