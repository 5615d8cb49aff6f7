//! Changes, trends, records, and the words of long durations.

use super::{a1, fact, paper, with, with_manifest};

#[test]
fn a_change_below_the_least_is_no_change_and_one_as_large_is_one() {
    let change = |now: &str| {
        let files = with(
            "unit: percent, better: higher, target: none, min_change: 2 points",
            &format!("Months: [2020-10, 2020-11]\nA1: [80, {now}]\nA2: [1, 1]\n"),
        );
        let change = a1(&files).change;
        (change.arrow, change.words)
    };
    assert_eq!(change("81"), ("level", "no change of 2 points or more".to_owned()));
    assert_eq!(change("82"), ("up", "2 points better".to_owned()));
    assert_eq!(change("78"), ("down", "2 points worse".to_owned()));
}

#[test]
fn near_its_target_better_is_nearer_and_the_distance_is_said() {
    let files = with(
        "unit: ratio, decimals: 1, better: near target, target: 16, green_within: 1, amber_within: 3 points",
        "Months: [2020-10, 2020-11]\nA1: [20, 18]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    assert_eq!((view.change.words.as_str(), view.rating.word), ("down 2, nearer target", "Amber"));
    assert!(view.sentence.iter().any(|run| run.text.contains("2 above its target.")), "{:?}", view.sentence);
}

/// From one side of a target to the other a figure may move far and be hardly nearer, or be further off.
#[test]
fn across_its_target_a_figure_is_judged_by_its_distance() {
    let change = |unit: &str, then: u32, now: u32| {
        let definition = format!("unit: {unit}, decimals: 0, better: near target, target: 16, amber_within: 3 points");
        let figures = format!("Months: [2020-10, 2020-11]\nA1: [{then}, {now}]\nA2: [1, 1]\n");
        let view = a1(&with(&definition, &figures));
        (view.change.arrow, view.change.words)
    };
    assert_eq!(change("percent", 12, 19), ("up", "up 7 points, nearer target by 1 point".to_owned()));
    assert_eq!(change("ratio", 12, 19), ("up", "up 7, nearer target by 1".to_owned()));
    assert_eq!(change("percent", 14, 19), ("up", "up 5 points, further off target by 1 point".to_owned()));
    assert_eq!(change("percent", 14, 18), ("up", "up 4 points, as far off target".to_owned()));
    assert_eq!(change("percent", 19, 12), ("down", "down 7 points, further off target by 1 point".to_owned()));
    assert_eq!(change("percent", 12, 16), ("up", "up 4 points, on target".to_owned()));
    assert_eq!(change("percent", 18, 21), ("up", "up 3 points, further off target".to_owned()));
}

/// Six points more than in May, and eight behind what June asks for: a running total is no better for having grown.
#[test]
fn a_running_total_is_not_judged_against_an_earlier_one_of_its_year() {
    let target = "{from 2020-04: 10.4, from 2020-05: 19.6, from 2020-06: 28.7}";
    let definition = format!("unit: percent, decimals: 1, better: higher, target: {target}, type: year to date");
    let months = "Months: [2019-06, 2020-04, 2020-05, 2020-06]\n";
    let view = a1(&with(&definition, &format!("{months}A1: [25, 9, 15, 21]\nA2: [1, 1, 1, 1]\n")));
    assert_eq!((view.change.arrow, view.change.words.as_str()), ("up", "up 6 points"));
    assert_eq!(view.change_year.words, "4 points worse", "a year ago it had run as long");
}

#[test]
fn a_trend_says_where_the_figures_tend() {
    let months = "Months: [2020-08, 2020-09, 2020-10, 2020-11]\n";
    let of = |row: &str| {
        fact(
            &a1(&with(
                "unit: percent, better: lower, target: none, trend_over: 4",
                &format!("{months}A1: {row}\nA2: [1, 1, 1, 1]\n"),
            )),
            "Trend over 4 months",
        )
    };
    assert_eq!(of("[80, 82, 81, 85]").as_deref(), Some("up 1.4 points a month, worse"));
    assert_eq!(of("[80, 80, 80, 80]").as_deref(), Some("level"));
    assert_eq!(of("[80, late, 81, 85]"), None);
    assert_eq!(of("[80, 82, 81 b, 85]"), None);
}

/// Inside its range no figure is nearer than another.
#[test]
fn inside_a_range_a_figure_only_moves() {
    let change = |then: u32, now: u32| {
        let definition = "unit: ratio, decimals: 0, better: near target, target: {green: 15 to 20, amber: 12 to 25}";
        a1(&with(definition, &format!("Months: [2020-10, 2020-11]\nA1: [{then}, {now}]\nA2: [1, 1]\n"))).change.words
    };
    assert_eq!(change(16, 19), "up 3");
    assert_eq!(change(14, 18), "up 4, on target");
    assert_eq!(change(18, 22), "up 4, now off target");
    assert_eq!(change(14, 22), "up 8, further off target by 1");
}

#[test]
fn a_running_total_is_no_record_and_no_trend() {
    let months: Vec<String> = (4..=11).map(|month| format!("2020-{month:02}")).collect();
    let files = with(
        "count: Children, better: higher, target: none, type: year to date, trend_over: 6",
        &format!("Months: [{}]\nA1: [1, 2, 4, 6, 8, 9, 10, 12]\n", months.join(", ")),
    );
    let view = a1(&files);
    assert_eq!(fact(&view, "Trend"), None);
    assert!(!view.sentence.iter().any(|run| run.text.contains("highest")), "{:?}", view.sentence);
}

#[test]
fn the_median_stands_beside_the_mean_and_long_durations_are_said_in_years() {
    let files = with(
        "unit: days, better: lower, target: none",
        "Months: [2020-10, 2020-11]\nA1: [400, 426]\nA1 median: [200, 210]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    assert_eq!(fact(&view, "Median").as_deref(), Some("210 days"));
    assert!(view.sentence.iter().any(|run| run.text.contains("(1 year 2 months)")), "{:?}", view.sentence);
    let mean = with(
        "count: Days waited, out_of: Children, unit: days, better: lower, target: none, type: in period",
        "Months: [2020-10, 2020-11]\nA1: [400/4, 200/1]\nA2: [1, 1]\n",
    );
    assert_eq!((a1(&mean).value.as_str(), fact(&a1(&mean), "Year to date")), ("200 days", None));
    let year = with(
        "count: Days waited, out_of: Children, unit: days, better: lower, target: none, type: in period",
        "Months: [2020-04, 2020-05]\nA1: [400/4, 200/1]\nA2: [1, 1]\n",
    );
    // 600 days of 5 children, not the mean of 100 and 200.
    assert_eq!(fact(&a1(&year), "Year to date").as_deref(), Some("120 days"));
}

#[test]
fn a_comparison_with_an_abnormal_year_asks_for_care() {
    let files = with_manifest(
        with(
            "unit: percent, better: higher, target: none",
            "Months: [2020-11, 2021-10, 2021-11]\nA1: [82, 88, 90]\nA2: [1, 1, 1]\n",
        ),
        "events: [{period: 2020-03, until: 2021-03, text: Lockdown, abnormal: yes}]\n",
    );
    assert_eq!(a1(&files).caution, "Lockdown: not a normal time, compare with care.");
    assert!(paper(&files).key.notes.contains(&"March 2020 to March 2021: Lockdown, not a normal time.".to_owned()));
}

#[test]
fn numbers_at_the_ends_of_what_can_be_written_are_no_panic() {
    let figures = "Months: [2020-09, 2020-10, 2020-11]\nA1: [999999999999/0.000000001, 1/999999999999, 999999999999/0.000000001]\nA2: [1, 1, 1]\n";
    for more in ["", ", trend_over: 3", ", type: in period, target: 5, amber_within: 5%, floor: 1"] {
        let files = with(
            &format!(
                "count: A, out_of: B, unit: \"rate per 1,000,000\", better: higher{more}{}",
                if more.contains("target") { "" } else { ", target: none" }
            ),
            figures,
        );
        let _ = paper(&files);
    }
}

#[test]
fn a_target_that_asks_for_more_is_told_as_the_cause() {
    let asked = |better: &str, target: &str, row: &str| {
        let definition = format!("unit: percent, better: {better}, target: {target}, amber_within: 3 points");
        let files = with(&definition, &format!("Months: [2020-10, 2020-11]\nA1: {row}\nA2: [1, 1]\n"));
        paper(&files).questions.remove(0).text
    };
    let rises = "{from 2018-04: 85, from 2020-11: 90}";
    assert_eq!(
        asked("higher", rises, "[86, 86]"),
        "green in October, now red: the target rose from 85% to 90%. What will it take to meet it?"
    );
    assert_eq!(
        asked("higher", rises, "[86, 84]"),
        "green in October, now red, and the target rose from 85% to 90%. What changed?"
    );
    assert_eq!(asked("higher", "90", "[91, 84]"), "green in October, now red. What changed?");
    assert_eq!(
        asked("higher", "{from 2018-04: 85, from 2020-11: 80}", "[86, 70]"),
        "green in October, now red. What changed?"
    );
    assert_eq!(
        asked("lower", "{from 2018-04: 20, from 2020-11: 10}", "[15, 15]"),
        "green in October, now red: the target fell from 20% to 10%. What will it take to meet it?"
    );
}
