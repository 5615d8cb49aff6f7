//! What a row means: time, standards, direction, maturity, benchmarks, breakdowns, breaks, replacement.

use panelpack::load::MemoryFiles;
use panelpack::pipeline::Selection;
use panelpack::view::PaperView;
use panelpack::view::paper::IndicatorView;

use crate::common::{codes, small_project, views};

/// The small project with A1 defined anew, and figures of its own.
fn with(a1: &str, figures: &str) -> MemoryFiles {
    let definitions =
        format!("Theme:\n  A1: {{name: Plans, {a1}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n");
    small_project().with("indicators.yaml", definitions).with("figures/history.yaml", figures)
}

fn with_manifest(files: MemoryFiles, more: &str) -> MemoryFiles {
    let manifest = format!(
        "organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\n{more}"
    );
    files.with("panelpack.yaml", manifest)
}

fn paper(files: &MemoryFiles) -> PaperView {
    views(files, &Selection::default()).remove(0)
}

fn paper_of(files: &MemoryFiles, period: &str) -> PaperView {
    views(files, &Selection { period: Some(period.to_owned()), ..Selection::default() }).remove(0)
}

fn find(paper: &PaperView, code: &str) -> IndicatorView {
    paper.indicators().find(|view| view.code == code).unwrap_or_else(|| panic!("{code} is in the paper")).clone()
}

fn a1(files: &MemoryFiles) -> IndicatorView {
    find(&paper(files), "A1")
}

fn fact(view: &IndicatorView, label: &str) -> Option<String> {
    view.facts.iter().chain(&view.more).find(|fact| fact.label.starts_with(label)).map(|fact| fact.value.clone())
}

const PERCENT: &str = "count: In time, out_of: Due, better: higher";

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
fn a_hidden_month_hides_the_total_that_would_give_it_away() {
    let files = with(
        "count: Children, better: lower, target: none, type: in period",
        "Months: [2020-04, 2020-05, 2020-06]\nA1: [50, 3, 40]\n",
    )
    .with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n");
    assert_eq!(fact(&a1(&files), "Year to date").as_deref(), Some("[c]"));
    let given = files.with("figures/2020-06.yaml", "A1 year to date: 93\n");
    assert_eq!(fact(&a1(&given), "Year to date").as_deref(), Some("[c]"));
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
fn two_standards_are_judged_in_one_row() {
    let files = with(
        "unit: percent, decimals: 1, better: higher, target: 90, minimum: {name: National minimum standard, target: 90}",
        "Months: [2016-04]\nA1: [77.2]\nA1 minimum: [97.7]\nA2: [1]\n",
    );
    let view = a1(&files);
    let minimum = view.minimum.clone().expect("it has a second standard");
    assert_eq!((view.value.as_str(), view.rating.word), ("77.2%", "Red"));
    assert_eq!(
        (minimum.name.as_str(), minimum.value.as_str(), minimum.rating.word),
        ("National minimum standard", "97.7%", "Green")
    );
    // Without a row of its own it judges the same figure.
    let same = with(
        "unit: percent, decimals: 1, better: higher, target: 90, minimum: 75",
        "Months: [2016-04]\nA1: [77.2]\nA2: [1]\n",
    );
    let minimum = a1(&same).minimum.expect("it has a second standard");
    assert_eq!((minimum.value.as_str(), minimum.rating.word, minimum.own_figure), ("77.2%", "Green", false));
}

#[test]
fn a_breach_of_the_floor_is_louder_than_red() {
    let define = "unit: percent, better: higher, target: 90, amber_within: 5 points, floor: 70";
    let at =
        |value: &str| paper(&with(define, &format!("Months: [2020-10, 2020-11]\nA1: [95, {value}]\nA2: [1, 1]\n")));
    assert_eq!(find(&at("70"), "A1").rating.word, "Red");
    let breached = at("69");
    let view = find(&breached, "A1");
    assert_eq!((view.rating.key, view.rating.word), ("breach", "Breach"));
    assert!(view.sentence.iter().any(|run| run.text.contains("Below the floor of 70%.")));
    assert_eq!(breached.tiles[0].rating.word, "Breach");
    assert_eq!(breached.groups[0].codes, ["A1"]);
    assert!(breached.headline.rest.starts_with("In breach: Plans."), "{}", breached.headline.rest);
    let ceiling = with("unit: days, better: lower, target: 20, floor: 30", "Months: [2020-11]\nA1: [31]\nA2: [1]\n");
    assert!(a1(&ceiling).sentence.iter().any(|run| run.text.contains("Above the ceiling of 30 days.")));
}

#[test]
fn three_states_with_an_uneven_tolerance() {
    let at = |value: &str| {
        let files = with(
            "unit: percent, decimals: 1, better: higher, target: 80, rating: achieved, amber_within: -2/+1 points",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        );
        a1(&files).rating.word
    };
    assert_eq!([at("77.9"), at("78"), at("81"), at("81.1")], ["Not achieved", "Achieved", "Achieved", "Exceeded"]);
    let files = with(
        "unit: percent, better: higher, target: 80, rating: achieved, amber_within: -2/+1 points",
        "Months: [2020-10, 2020-11]\nA1: [85, 70]\nA2: [1, 1]\n",
    );
    let paper = paper(&files);
    assert_eq!(paper.headline.lead, "The one rated indicator is not achieved.");
    assert_eq!(paper.headline.concerns, "Not achieved now");
    assert_eq!(find(&paper, "A1").target_note, "achieved within 2 points below and 1 point above");
    assert_eq!((paper.movements[0].from.word, paper.movements[0].to.word), ("Exceeded", "Not achieved"));
}

#[test]
fn an_activity_band_is_neither_good_nor_bad() {
    let at = |value: &str| {
        paper(&with(
            "unit: ratio, decimals: 1, better: neither, target: {band: 15 to 20}",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        ))
    };
    let words = [at("14.9"), at("20"), at("20.1")].map(|paper| find(&paper, "A1").rating.word);
    assert_eq!(words, ["Below band", "In band", "Above band"]);
    let inside = at("17");
    let view = find(&inside, "A1");
    assert_eq!((view.target.as_str(), view.rating.key), ("15 to 20", "activity"));
    assert!(inside.tiles.iter().any(|tile| tile.rating.word == "Activity" && tile.count == 1));
    assert_eq!(inside.headline.rated, 0);
}

#[test]
fn a_pending_target_says_why_and_by_whom() {
    let files = with(
        "unit: percent, better: higher, target: {to_be_set: by the Improvement Board, reason: The measure is new, owner: Head of Health, expected: 2021-03}",
        "Months: [2020-11]\nA1: [50]\nA2: [1]\n",
    );
    let paper = paper(&files);
    let view = find(&paper, "A1");
    assert_eq!((view.target.as_str(), view.rating.word), ("to be set", "No target"));
    let said = "The target is to be set by the Improvement Board, lead: Head of Health, expected March 2021: the measure is new.";
    assert!(view.sentence.iter().any(|run| run.text.contains(said)), "{:?}", view.sentence);
}

#[test]
fn a_forecast_has_a_rating_of_its_own_against_the_years_target() {
    let files = with(
        "unit: percent, better: higher, target: {from 2020-04: 80, from 2021-03: 95}",
        "Months: [2020-10, 2020-11]\nA1: [84, 85]\nA1 forecast: [90, 92]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    let forecast = view.forecast.expect("it has a forecast");
    assert_eq!(view.rating.word, "Green");
    assert_eq!(
        (forecast.name.as_str(), forecast.value.as_str(), forecast.target.as_str(), forecast.rating.word),
        ("Year-end forecast 2020/21", "92%", "95%", "Red")
    );
}

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
    assert_eq!((view.change.words.as_str(), view.rating.word), ("down 2, better", "Amber"));
    assert!(view.sentence.iter().any(|run| run.text.contains("2 above its target.")), "{:?}", view.sentence);
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

const PARTS: &str = "count: Children, better: neither, type: snapshot, breakdowns: {age: {parts: [Under 5, 5 to 9, 10 to 17], sum_to_whole: yes}}";

#[test]
fn a_breakdown_is_a_table_and_bars() {
    let files = with(
        PARTS,
        "Months: [2020-10, 2020-11]\nA1: [90, 100]\nA1 by age:\n  Under 5: [20, 25]\n  5 to 9: [30, 25]\n  10 to 17: [40, 50]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    let breakdown = &view.breakdowns[0];
    assert_eq!((breakdown.heading.as_str(), breakdown.has_chart), ("Plans by age, at the end of November 2020", true));
    let parts: Vec<(&str, &str, &str, &str)> = breakdown
        .parts
        .iter()
        .map(|part| (part.name.as_str(), part.value.as_str(), part.share.as_str(), part.change.words.as_str()))
        .collect();
    assert_eq!(
        parts,
        [("Under 5", "25", "25%", "up 5"), ("5 to 9", "25", "25%", "down 5"), ("10 to 17", "50", "50%", "up 10")]
    );
    assert_eq!(breakdown.alt, "Bar chart of Plans by age, November 2020. Highest 10 to 17: 50, lowest Under 5: 25.");
}

#[test]
fn where_one_part_is_hidden_a_second_one_is_hidden_with_it() {
    let files =
        with(PARTS, "Months: [2020-11]\nA1: [100]\nA1 by age: {Under 5: [3], 5 to 9: [27], 10 to 17: [70]}\nA2: [1]\n")
            .with(
                "panelpack.yaml",
                "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n",
            );
    let values: Vec<String> = a1(&files).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect();
    assert_eq!(values, ["[c]", "[c]", "70"]);
    // Parts that nobody declared to add up are worked out just as easily where they do.
    let undeclared = files.with(
        "indicators.yaml",
        format!(
            "Theme:\n  A1: {{name: Plans, {}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n",
            PARTS.replace(", sum_to_whole: yes", "")
        ),
    );
    let values: Vec<String> = a1(&undeclared).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect();
    assert_eq!(values, ["[c]", "[c]", "70"]);
}

#[test]
fn a_spreadsheet_has_a_row_for_each_part() {
    let files = with(PARTS, "Months: [2020-11]\nA2: [1]\n").with(
        "figures/parts.csv",
        "Code,Oct-20,Nov-20\nA1,90,100\nA1 by age: Under 5,20,25\nA1 by age: 5 to 9,30,25\nA1 by age: 10 to 17,40,50\n",
    );
    assert_eq!(a1(&files).breakdowns[0].parts[2].previous, "40");
}

#[test]
fn a_break_stops_every_comparison_across_it_and_says_why() {
    let files = with(
        "unit: percent, better: higher, target: none, breaks: [{period: 2020-11, text: New recording system}]",
        "Months: [2019-11, 2020-10, 2020-11]\nA1: [80, 82, 90]\nA2: [1, 1, 1]\n",
    );
    let view = a1(&files);
    assert_eq!((view.change.words.as_str(), view.change_year.words.as_str()), ("not comparable", "not comparable"));
    assert_eq!(view.marks, "[b]");
    assert!(
        view.notes.contains(&"Break in the series from November 2020 on: new recording system".to_owned()),
        "{:?}",
        view.notes
    );
    let everywhere = with_manifest(
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [82, 90]\nA2: [1, 1]\n"),
        "breaks: [{period: 2020-11, text: New recording system}]\n",
    );
    let paper = paper(&everywhere);
    assert!(paper.indicators().all(|view| view.change.words == "not comparable"));
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
    assert_eq!(a1(&files).caution, "Lockdown: not a normal time, compare with care");
    assert!(paper(&files).key.notes.contains(&"March 2020 to March 2021: Lockdown, not a normal time.".to_owned()));
}

#[test]
fn an_indicator_goes_on_under_a_new_code_with_the_targets_of_its_day() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  OLD: {name: Old plans, unit: percent, better: higher, target: 70}\n  A1: {name: Plans, unit: percent, better: higher, target: 90, replaces: {code: OLD, from: 2020-10, reason: New definition}}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA2: [1, 1, 1, 1]\n")
        .with("figures/old.yaml", "Months: [2020-08, 2020-09]\nOLD: [75, 76]\n")
        .with("figures/new.yaml", "Months: [2020-10, 2020-11]\nA1: [80, 85]\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    let november = find(&paper(&files), "A1");
    assert_eq!(november.table.rows[0].cells, ["75", "76", "80 [b]", "85"]);
    assert_eq!(november.trend.target, [Some(70.0), Some(70.0), Some(90.0), Some(90.0)]);
    assert_eq!(november.how_long, "2nd month");
    assert!(paper(&files).indicators().all(|view| view.code != "OLD"));
    let said = "Plans takes the place of Old plans from October 2020 on: new definition.";
    assert!(paper(&files).key.notes.contains(&said.to_owned()), "{:?}", paper(&files).key.notes);
    let september = paper_of(&files, "2020-09");
    assert_eq!((find(&september, "OLD").rating.word, september.indicators().count()), ("Green", 2));
    let october = find(&paper_of(&files, "2020-10"), "A1");
    assert_eq!(october.change.words, "not comparable");
}

#[test]
fn a_retired_indicator_leaves_the_paper_from_its_date() {
    let files = with(
        "unit: percent, better: higher, target: 70, retired: {from: 2020-11, reason: No longer collected}",
        "Months: [2020-10, 2020-11]\nA2: [1, 1]\n",
    )
    .with("figures/old.yaml", "Months: [2020-09, 2020-10]\nA1: [75, 76]\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    assert_eq!(paper(&files).indicators().count(), 1);
    let said = "Plans is not reported from November 2020 on: no longer collected.";
    assert!(paper(&files).key.notes.contains(&said.to_owned()), "{:?}", paper(&files).key.notes);
    assert_eq!(paper_of(&files, "2020-10").indicators().count(), 2);
}

/// A release in which 902 has no figure.
const RELEASE: &str = "- release: Looked after\n  published: 2020-11-10\n  years: [2018/19, 2019/20]\n  figures: {England: {A1: [65, 67]}}\n  authorities:\n    900 Testing: {A1: [70, 72]}\n    901 Ashby: {A1: [60, 61]}\n    902 Birch: {A1: [x, x]}\n    903 Carrow: {A1: [80, 82]}\n    904 Dell: {A1: [70, 72]}\n    905 Elm: {A1: [75, 77]}\n";

fn compared(neighbours: &str) -> IndicatorView {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n");
    a1(&with_manifest(files, &format!("area: 900\nneighbours: {neighbours}\n"))
        .with("benchmarks.yaml", format!("{RELEASE}  complete: yes\n")))
}

#[test]
fn neighbours_are_a_median_of_those_that_have_a_figure() {
    let view = compared("[901, 902, 903, 904]");
    assert_eq!(fact(&view, "England 2019/20").as_deref(), Some("67%"));
    assert_eq!(fact(&view, "Neighbours 2019/20").as_deref(), Some("72%, n 3"));
    assert_eq!(fact(&view, "Best neighbour 2019/20").as_deref(), Some("82%, Carrow"));
    // Dell's 72% ties with our own: both are second.
    assert_eq!(fact(&view, "Rank with neighbours 2019/20").as_deref(), Some("joint 2nd of 4, at 72%"));
    // At the lowest cut point, which LAIT counts to the last quarter.
    let of_all = fact(&view, "Rank among all authorities 2019/20");
    assert_eq!(of_all.as_deref(), Some("joint 3rd of 5, at 72%, last quarter"));
    assert_eq!(fact(&compared("[901, 902, 903]"), "Neighbours"), None, "two make no median");
}

#[test]
fn a_new_set_of_neighbours_is_a_break() {
    let years = "Years: [2017/18, 2018/19, 2019/20]\nA1: [68, 70, 72]\nA2: [1, 1, 1]\n";
    let sets = "area: 900\nneighbours: {from 2010-04: [901, 903, 904], from 2019-04: [901, 903, 905]}\n";
    let files = with_manifest(with("unit: percent, better: higher, target: none", years), sets);
    let view = a1(&files.with("benchmarks.yaml", RELEASE.replace("  published: 2020-11-10\n", "")));
    assert_eq!(view.trend.benchmarks[1].values, [None, None, Some(77.0)]);
    assert_eq!(fact(&view, "Neighbours 2019/20").as_deref(), Some("77%, n 3"));
    let said = "The statistical neighbours are others from 2019/20 on; their earlier medians cannot be compared";
    assert!(view.notes.contains(&said.to_owned()), "{:?}", view.notes);
}

#[test]
fn an_old_benchmark_is_marked() {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n")
            .with("benchmarks.yaml", "- release: Old\n  period: 2017/18\n  figures: {England: {A1: 65}}\n");
    assert_eq!(fact(&a1(&files), "England 2017/18, old").as_deref(), Some("65%"));
    let patient = with_manifest(files, "benchmark_old_after: 36 months\n");
    assert_eq!(fact(&a1(&patient), "England 2017/18").as_deref(), Some("65%"));
    assert_eq!(fact(&a1(&patient), "England 2017/18, old"), None);
}

#[test]
fn what_a_paper_printed_about_measures_it_does_not_name_is_said() {
    let files = small_project().with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: none}\nrating: achieved\npapers:\n  panel: {title: T, panel: P, published: [{period: 2020-11, measures: 14, outside: 7}]}\n")
        .with("figures/history.yaml", "Months: [2020-11]\nA1: [{value: x, published: {rating: not achieved}}]\nA2: [8]\n");
    let paper = paper(&files);
    assert_eq!(paper.headline.lead, "Seven of 14 measures were published as outside their target.");
    assert_eq!(paper.headline.rest, "One of them is named here; the other six are not named, and not available.");
    assert_eq!((find(&paper, "A1").value.as_str(), find(&paper, "A1").rating.word), ("[x]", "Not achieved"));
}

#[test]
fn what_is_not_rated_is_counted_apart_with_its_reasons() {
    let files = small_project().with("indicators.yaml", "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: 90}\n  A2: {name: Visits, count: Made, better: higher, target: none}\n  A3: {name: Reviews, count: Held, better: higher, target: {to_be_set: by the Board}}\n  A4: {name: Checks, count: Done, better: higher, target: {to_be_set: by the Board}}\n")
        .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [80/100, 85/100]\nA2: [7, 8]\nA3: [1, 2]\nA4: [1, 2]\n");
    assert_eq!(paper(&files).headline.apart, "Not rated: one has no target, two targets are to be set.");
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
fn nothing_is_added_up_across_a_break() {
    let months = "Months: [2020-04, 2020-05, 2020-06]\n";
    let files =
        with("count: Children, better: lower, target: none, type: in period", &format!("{months}A1: [10, 50 b, 60]\n"));
    assert_eq!(find(&paper_of(&files, "2020/21 Q1"), "A1").value, "60", "the quarter cannot be made");
    assert_eq!(fact(&a1(&files), "Year to date"), None);
}

#[test]
fn a_rank_among_all_is_taken_from_releases_that_hold_all() {
    let files = with_manifest(
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n"),
        "area: 900\n",
    );
    let complete = "- release: All\n  years: [2018/19]\n  complete: yes\n  authorities:\n    900 Own: {A1: 70}\n    901 Ashby: {A1: 80}\n    902 Birch: {A1: 60}\n";
    let some = "- release: Some\n  years: [2019/20]\n  authorities:\n    900 Own: {A1: 90}\n    901 Ashby: {A1: 80}\n";
    let view = a1(&files.with("benchmarks.yaml", format!("{complete}{some}")));
    assert_eq!(fact(&view, "Rank among all authorities 2018/19").as_deref(), Some("2nd of 3, at 70%, third quarter"));
    assert_eq!(fact(&view, "Rank among all authorities 2019/20"), None);
}

#[test]
fn a_release_of_a_later_day_takes_the_place_of_an_earlier_one_wherever_it_stands() {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n");
    let of = |published: &str, value: u32| {
        format!("- release: R\n  published: {published}\n  period: 2018/19\n  figures: {{England: {{A1: {value}}}}}\n")
    };
    for (first, second) in [(of("2020-11-02", 77), of("2019-11-02", 33)), (of("2019-11-02", 33), of("2020-11-02", 77))]
    {
        let view = a1(&files.clone().with("benchmarks.yaml", format!("{first}{second}")));
        assert_eq!(fact(&view, "England 2018/19").as_deref(), Some("77%"));
    }
}

#[test]
fn an_indicator_begins_where_one_of_its_own_periods_begins() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  OLD: {name: Old, unit: percent, better: higher, target: none}\n  A1: {name: New, unit: percent, better: higher, target: none, replaces: {code: OLD, from: 2020-10}}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-11]\nA2: [1]\n")
        .with("figures/years.yaml", "Years: [2019/20, 2020/21]\nOLD: [55, 56]\nA1: [80, 80]\n");
    assert_eq!(codes(&files), ["bad-relation"]);
}

#[test]
fn a_tolerance_near_a_target_counts_as_achieved_on_either_side() {
    let at = |value: &str| {
        a1(&with(
            "unit: ratio, decimals: 1, better: near target, target: 16, amber_within: 3 points, rating: achieved",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        ))
        .rating
        .word
    };
    assert_eq!([at("12.9"), at("13"), at("19"), at("19.1")], ["Not achieved", "Achieved", "Achieved", "Not achieved"]);
}

#[test]
fn a_month_beyond_the_floor_was_red_as_well() {
    let files = with(
        "unit: percent, better: higher, target: 90, floor: 70",
        "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [95, 80, 60, 75]\nA2: [1, 1, 1, 1]\n",
    );
    assert_eq!(a1(&files).how_long, "3rd month");
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
fn neighbours_are_named_once_and_are_not_the_council() {
    let files = |neighbours: &str| with_manifest(small_project(), &format!("area: 306\nneighbours: {neighbours}\n"));
    assert_eq!(codes(&files("[301, 301, 302]")), ["bad-relation"]);
    assert_eq!(codes(&files("[301, 302, 306]")), ["bad-relation"]);
    assert!(codes(&files("[301, 302, 303]")).is_empty());
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
fn a_past_paper_keeps_the_name_target_and_tolerance_of_its_day() {
    let define = "count: In time, out_of: Due, better: higher, target: {from 2020-04: 80, from 2020-11: 95}, amber_within: {from 2020-04: 10 points, from 2020-11: 2 points}";
    let files = with(define, "Months: [2020-10, 2020-11]\nA1: [75/100, 75/100]\nA2: [1, 1]\n");
    let renamed = "name: {from 2020-04: Plans made, from 2020-11: Plans kept}";
    let definitions =
        format!("Theme:\n  A1: {{{renamed}, {define}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n");
    let files = files.with("indicators.yaml", definitions);
    let of = |period: &str| {
        let view = find(&paper_of(&files, period), "A1");
        (view.name.clone(), view.target.clone(), view.rating.word)
    };
    assert_eq!(of("2020-10"), ("Plans made".to_owned(), "80%".to_owned(), "Amber"));
    assert_eq!(of("2020-11"), ("Plans kept".to_owned(), "95%".to_owned(), "Red"));
}

#[test]
fn one_indicator_is_split_into_two() {
    let part = |code: &str, name: &str| {
        format!(
            "  {code}: {{name: {name}, count: Children, better: lower, target: none, replaces: {{code: ALL, from: 2020-11, reason: Told apart}}}}\n"
        )
    };
    let definitions = format!(
        "Theme:\n  ALL: {{name: Moves, count: Children, better: lower, target: none}}\n{}{}",
        part("NEAR", "Moves nearby"),
        part("FAR", "Moves far away")
    );
    let files = small_project()
        .with("indicators.yaml", definitions)
        .with("figures/history.yaml", "Months: [2020-09, 2020-10]\nALL: [30, 32]\n")
        .with("figures/2020-11.yaml", "NEAR: 20\nFAR: 11\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    let paper = paper(&files);
    let shown: Vec<(&str, &str)> =
        paper.indicators().map(|view| (view.code.as_str(), view.change.words.as_str())).collect();
    assert_eq!(shown, [("NEAR", "not comparable"), ("FAR", "not comparable")]);
    assert_eq!(find(&paper_of(&files, "2020-10"), "ALL").value, "32");
    assert!(
        paper
            .key
            .notes
            .contains(&"Moves far away takes the place of Moves from November 2020 on: told apart.".to_owned())
    );
}

#[test]
fn a_cell_may_say_of_instead_of_a_stroke_and_state_its_percentage() {
    let files = with(&format!("{PERCENT}, target: none"), "Months: [2020-11]\nA2: [1]\n")
        .with("figures/sheet.csv", "Code,Oct-20,Nov-20\nA1,11 of 22,12 of 22 55%\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    assert_eq!((a1(&files).value.as_str(), a1(&files).previous.as_str()), ("55%", "50%"));
    let wrong = files.with("figures/sheet.csv", "Code,Oct-20,Nov-20\nA1,11 of 22,12 of 22 59%\n");
    assert_eq!(codes(&wrong), ["percentage-differs"]);
}
