//! Limits, causes and icons against what the NHS's R package computes: `fixtures/spc-oracle`, whose PROVENANCE.md says how. And laws that
//! hold for any series.

use std::collections::HashMap;

use panelpack::internals::assess::spc::{
    Assurance, Cause, Limits, Mean, Process, Signal, Variation, Way, assurance, baseline, signal, variation,
};
use panelpack::internals::model::{Polarity, SpcRules, TwoOfThree};
use proptest::prelude::*;

use crate::common::fixtures;

type Row = HashMap<String, String>;

fn rows(file: &str) -> Vec<Row> {
    let path = fixtures().join("spc-oracle").join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{file}: {error}"))).collect()
}

fn of_case<'r>(rows: &'r [Row], case: &str) -> Vec<&'r Row> {
    rows.iter().filter(|row| row["case_id"] == case).collect()
}

/// `None` where the reference has nothing.
fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("`{text}` is no number")))
}

/// A case as the reference was given it, in order of date.
struct Case {
    values: Vec<Option<f64>>,
    dates: Vec<String>,
    starts: Vec<usize>,
    rules: SpcRules,
    polarity: Polarity,
    target: Option<f64>,
}

impl Case {
    fn read(case: &Row, inputs: &[Row]) -> Self {
        let mut rows = of_case(inputs, &case["case_id"]);
        rows.sort_by_key(|row| &row["date"]);
        let dates: Vec<String> = rows.iter().map(|row| row["date"].clone()).collect();
        let rebases: Vec<&str> = case["rebase_dates"].split(';').map(str::trim).collect();
        let polarity = match case["improvement_direction"].as_str() {
            "increase" => Polarity::HigherIsBetter,
            "decrease" => Polarity::LowerIsBetter,
            "neutral" => Polarity::Neither,
            other => panic!("direction `{other}`"),
        };
        Self {
            values: rows.iter().map(|row| number(&row["value"])).collect(),
            starts: (0..dates.len()).filter(|row| rebases.contains(&dates[*row].as_str())).collect(),
            dates,
            rules: SpcRules {
                baseline: number(&case["fix_after_n_points"]).map(|n| n as usize),
                screen: case["screen_outliers"] == "TRUE",
                ..SpcRules::default()
            },
            polarity,
            target: number(&case["target"]),
        }
    }

    fn process(&self) -> Process {
        Process::new(&self.values, &self.starts, &self.rules)
    }
}

/// To nine digits; both sides may have none.
fn agree(ours: Option<f64>, theirs: Option<f64>) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-9 * ours.abs().max(theirs.abs()).max(1e-6),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn cause_name(cause: Cause) -> &'static str {
    match cause {
        Cause::Common => "Common Cause",
        Cause::Outside(Way::Up) => "Above UCL",
        Cause::Outside(Way::Down) => "Below LCL",
        Cause::Trend(Way::Up) => "7 Point Trend (Increasing)",
        Cause::Trend(Way::Down) => "7 Point Trend (Decreasing)",
        Cause::TwoOfThree(Way::Up) => "2 in 3 Above CL",
        Cause::TwoOfThree(Way::Down) => "2 in 3 Below CL",
        Cause::Shift(Way::Up) => "7 Points Above CL",
        Cause::Shift(Way::Down) => "7 Points Below CL",
    }
}

fn signal_name(signal: Signal) -> &'static str {
    match signal {
        Signal::Common => "common_cause",
        Signal::Improvement(_) => "special_cause_improvement",
        Signal::Concern(_) => "special_cause_concern",
        Signal::Neutral(Way::Up) => "special_cause_neutral_high",
        Signal::Neutral(Way::Down) => "special_cause_neutral_low",
    }
}

fn variation_name(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "common_cause",
        Variation::Improvement(Way::Up) => "improvement_high",
        Variation::Improvement(Way::Down) => "improvement_low",
        Variation::Concern(Way::Up) => "concern_high",
        Variation::Concern(Way::Down) => "concern_low",
        Variation::Neutral(Way::Up) => "neutral_high",
        Variation::Neutral(Way::Down) => "neutral_low",
        Variation::NotEnough => "not_enough",
    }
}

fn assurance_name(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Pass => "pass",
        Assurance::HitOrMiss => "inconsistent",
        Assurance::Fail => "fail",
        Assurance::None => "",
    }
}

#[test]
fn every_point_has_the_limits_and_the_cause_of_the_reference() {
    let (inputs, expected) = (rows("inputs.csv"), rows("expected_points.csv"));
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for case in rows("cases.csv") {
        let name = &case["case_id"];
        let case = Case::read(&case, &inputs);
        let process = case.process();
        let points = of_case(&expected, name);
        assert_eq!(points.len(), case.values.len(), "{name}: points");
        for (row, point) in points.into_iter().enumerate() {
            let mut check = |what: &str, ours: String, theirs: &str, agrees: bool| {
                if !agrees {
                    wrong.push(format!("{name}, {}: {what} is {ours}, the reference has {theirs}", case.dates[row]));
                }
            };
            assert_eq!(point["date"], case.dates[row], "{name}: order");
            let group = process.segments.iter().position(|segment| segment.rows.contains(&row)).expect("a segment");
            let mean = process.segments[group].mean;
            let limits = mean.and_then(|mean| mean.limits);
            check("segment", group.to_string(), &point["rebase_group"], group.to_string() == point["rebase_group"]);
            for (what, ours) in [
                ("mean", mean.map(|mean| mean.value)),
                ("lpl", limits.map(|limits| limits.lower)),
                ("upl", limits.map(|limits| limits.upper)),
            ] {
                check(what, format!("{ours:?}"), &point[what], agree(ours, number(&point[what])));
            }
            let side = case.values[row].zip(mean).map(|(value, mean)| f64::from(mean.side(value)));
            let theirs = &point["relative_to_mean"];
            check("side of the mean", format!("{side:?}"), theirs, side == number(theirs));
            let outside = case.values[row].zip(mean).map(|(value, mean)| mean.outside(value) != 0);
            if let Some(outside) = outside.filter(|_| limits.is_some()) {
                let near = mean.zip(case.values[row]).is_some_and(|(mean, value)| mean.beyond_near(value) != 0);
                for (what, ours) in [("outside_limits", outside), ("close_to_limits", near && !outside)] {
                    check(what, ours.to_string(), &point[what], (point[what] == "TRUE") == ours);
                }
            }
            let cause = process.causes[row];
            for (what, ours) in
                [("special_cause_type", cause_name(cause)), ("point_type", signal_name(signal(cause, case.polarity)))]
            {
                check(what, ours.to_owned(), &point[what], ours == point[what]);
            }
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(compared, 1350, "points");
}

/// Below the least number of points too: the functions are pure, and a paper asks them only from 13 points on.
#[test]
fn every_case_has_the_icons_of_the_reference() {
    let (inputs, expected) = (rows("inputs.csv"), rows("expected_summary.csv"));
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for case in rows("cases.csv") {
        let name = &case["case_id"];
        let case = Case::read(&case, &inputs);
        let process = case.process();
        let theirs = of_case(&expected, name)[0];
        let last = signal(process.causes[case.values.len() - 1], case.polarity);
        let mean: Option<Mean> = process.segments.last().expect("a segment").mean;
        let limits = mean.and_then(|mean| mean.limits);
        let same = mean.map_or(0.0, |mean| mean.same);
        let icons = [
            ("variation_icon", variation_name(variation(last))),
            ("assurance_icon", assurance_name(assurance(limits.as_ref(), case.target, case.polarity, same))),
        ];
        for (what, ours) in icons {
            if ours != theirs[what] {
                wrong.push(format!("{name}: {what} is `{ours}`, the reference has `{}`", theirs[what]));
            }
        }
        assert_eq!(process.segments.len().to_string(), theirs["n_groups"], "{name}: segments");
        compared += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(compared, 53, "cases");
}

#[test]
fn limits_are_those_that_textbook_and_package_print() {
    let inputs = rows("inputs.csv");
    let cases = rows("cases.csv");
    let mut wrong = Vec::new();
    for published in rows("published_limits.csv") {
        let name = &published["example_id"];
        let values: Vec<Option<f64>> = match published["values"].as_str() {
            "see inputs.csv" => {
                let case = if name == "ptd_snapshot_r1" { "ptd_rnorm20" } else { "ptd_rnorm20_outlier_unscreened" };
                let case = cases.iter().find(|row| row["case_id"] == case).expect("it is among the cases");
                Case::read(case, &inputs).values
            }
            list => list.split(';').map(number).collect(),
        };
        let screen = published["method"] == "screened";
        let mean = baseline(&values, &SpcRules { screen, ..SpcRules::default() }).expect("there are figures");
        let limits = mean.limits.expect("there are limits");
        for (what, ours, averages) in [
            ("x_average", Some(mean.value), 0.0),
            ("mr_average", mean.moving_range, 0.0),
            ("lnpl", Some(limits.lower), 2.66),
            ("unpl", Some(limits.upper), 2.66),
        ] {
            let Some(printed) = number(&published[what]) else { continue };
            let decimals = published[what].split_once('.').map_or(0, |(_, decimals)| decimals.len());
            // Limits in print may have been made from a moving range that was rounded to as many decimals.
            let most = 0.5 * 10f64.powi(-(decimals as i32)) * (1.0 + averages) * 1.000_001;
            if ours.is_none_or(|ours| (printed - ours).abs() > most) {
                wrong.push(format!("{name}: {what} is {ours:?}, printed is {printed}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn any_series() -> impl Strategy<Value = Vec<Option<f64>>> {
    prop::collection::vec(prop::option::weighted(0.95, (0..400i32).prop_map(f64::from)), 1..60)
}

fn any_rules() -> impl Strategy<Value = SpcRules> {
    let reading = prop_oneof![Just(TwoOfThree::Package), Just(TwoOfThree::Mdc2023)];
    let baseline = prop_oneof![Just(None), (12..20usize).prop_map(Some)];
    (baseline, any::<bool>(), 6..=7usize, 6..=7usize, reading).prop_map(
        |(baseline, screen, trend_points, shift_points, two_of_three)| SpcRules {
            baseline,
            screen,
            trend_points,
            shift_points,
            two_of_three,
        },
    )
}

fn mapped(values: &[Option<f64>], change: impl Fn(f64) -> f64) -> Vec<Option<f64>> {
    values.iter().map(|value| value.map(&change)).collect()
}

fn turned(way: Way) -> Way {
    match way {
        Way::Up => Way::Down,
        Way::Down => Way::Up,
    }
}

fn turned_cause(cause: Cause) -> Cause {
    match cause {
        Cause::Outside(way) => Cause::Outside(turned(way)),
        Cause::Trend(way) => Cause::Trend(turned(way)),
        Cause::TwoOfThree(way) => Cause::TwoOfThree(turned(way)),
        Cause::Shift(way) => Cause::Shift(turned(way)),
        Cause::Common => Cause::Common,
    }
}

proptest! {
    /// Pounds or pence, from nought or from a thousand: the limits go along and no point changes its cause.
    #[test]
    fn scale_and_origin_change_no_cause(values in any_series(), rules in any_rules(), by in 1..9i32, up in -500..500i32) {
        let (by, up) = (f64::from(by) * 0.5, f64::from(up));
        let moved = mapped(&values, |value| value * by + up);
        let (one, other) = (Process::new(&values, &[], &rules), Process::new(&moved, &[], &rules));
        prop_assert_eq!(&one.causes, &other.causes);
        let (one, other) = (one.segments[0].mean, other.segments[0].mean);
        prop_assert_eq!(one.is_some(), other.is_some());
        if let Some((one, other)) = one.zip(other) {
            prop_assert_eq!(one.limits.is_some(), other.limits.is_some());
            let all = |mean: Mean| {
                let of = |it: Limits| [it.lower, it.near_lower, it.near_upper, it.upper];
                [&[mean.value][..], &mean.limits.map_or([mean.value; 4], of)].concat()
            };
            for (one, other) in all(one).into_iter().zip(all(other)) {
                prop_assert!((one * by + up - other).abs() < 1e-7, "{one} {other}");
            }
        }
    }

    /// A series upside down, for a measure whose other way is better, tells the same story.
    #[test]
    fn a_series_upside_down_has_the_causes_upside_down(values in any_series(), rules in any_rules()) {
        let (one, other) = (Process::new(&values, &[], &rules), Process::new(&mapped(&values, |value| -value), &[], &rules));
        let turned: Vec<Cause> = one.causes.iter().copied().map(turned_cause).collect();
        prop_assert_eq!(&turned, &other.causes);
    }

    /// The other polarity makes concern of every improvement, and no signal of nothing.
    #[test]
    fn polarity_swaps_improvement_and_concern(values in any_series(), rules in any_rules()) {
        for cause in Process::new(&values, &[], &rules).causes {
            let all = [Polarity::HigherIsBetter, Polarity::LowerIsBetter, Polarity::Neither];
            let [higher, lower, neither] = all.map(|polarity| signal(cause, polarity));
            let swapped = match higher {
                Signal::Improvement(way) => Signal::Concern(way),
                Signal::Concern(way) => Signal::Improvement(way),
                Signal::Common => Signal::Common,
                Signal::Neutral(_) => unreachable!("a better way makes no neutral signal"),
            };
            prop_assert_eq!(swapped, lower);
            prop_assert_eq!(neither == Signal::Common, higher == Signal::Common);
        }
    }

    /// The mean lies in the middle of its limits, the near ones inside the outer ones; without screening limits are never narrower.
    #[test]
    fn limits_enclose_the_mean(values in any_series(), rules in any_rules()) {
        let of = |screen| baseline(&values, &SpcRules { screen, ..rules });
        if let Some((mean, limits)) = of(rules.screen).and_then(|mean| Some((mean.value, mean.limits?))) {
            prop_assert!(limits.lower <= limits.near_lower && limits.near_lower <= mean);
            prop_assert!(mean <= limits.near_upper && limits.near_upper <= limits.upper);
            prop_assert!((limits.upper + limits.lower - 2.0 * mean).abs() < 1e-9 * (1.0 + mean.abs()));
        }
        let width = |mean: Option<Mean>| mean.and_then(|mean| mean.limits).map(|limits| limits.upper - limits.lower);
        if let Some((screened, plain)) = width(of(true)).zip(width(of(false))) {
            prop_assert!(screened <= plain + 1e-9, "{screened} {plain}");
        }
    }

    /// What came before a rebase moves nothing after it.
    #[test]
    fn segments_know_nothing_of_one_another(before in any_series(), after in any_series(), rules in any_rules()) {
        let both: Vec<Option<f64>> = before.iter().chain(&after).copied().collect();
        let process = Process::new(&both, &[before.len()], &rules);
        prop_assert_eq!(process.segments[0].mean, Process::new(&before, &[], &rules).segments[0].mean);
        prop_assert_eq!(&process.causes[before.len()..], &Process::new(&after, &[], &rules).causes[..]);
    }

    /// A target that is easier to meet never makes the assurance worse.
    #[test]
    fn an_easier_target_is_no_worse_assured(values in any_series(), easier in 0..500i32, harder in 0..500i32) {
        prop_assume!(easier <= harder);
        if let Some(mean) = baseline(&values, &SpcRules::default()) {
            let of = |target: i32, polarity| assurance(mean.limits.as_ref(), Some(f64::from(target)), polarity, mean.same);
            prop_assert!(of(easier, Polarity::HigherIsBetter) <= of(harder, Polarity::HigherIsBetter));
            prop_assert!(of(harder, Polarity::LowerIsBetter) <= of(easier, Polarity::LowerIsBetter));
        }
    }
}
