//! What a wide table prints beside a figure: recent periods, limits, the year to date, prior years, other areas.

use panelpack::MemoryFiles;
use panelpack::internals::page::{AreaView, IndicatorView, PeriodFigureView};

use crate::common::small_project;

use super::{PERCENT, a1, find, paper, with, with_manifest};

fn limits(definition: &str) -> Vec<(&'static str, String)> {
    let view = a1(&with(definition, "Months: [2020-10, 2020-11]\nA1: [16, 16]\nA2: [1, 1]\n"));
    view.cut_offs.into_iter().map(|limit| (limit.rating.word, limit.words)).collect()
}

fn texts(figures: &[PeriodFigureView]) -> Vec<String> {
    let text =
        |it: &PeriodFigureView| [&it.value, &it.marks, &it.period].map(String::as_str).join(" ").trim().to_owned();
    figures.iter().map(text).collect()
}

/// Each list is worst first, and names every figure once.
#[test]
fn limits_are_said_as_they_are_judged() {
    let cases: [(&str, &[(&str, &str)]); 25] = [
        (
            "unit: percent, better: higher, target: 90, amber_within: 8 points",
            &[("Red", "under 82%"), ("Amber", "82 to under 90%"), ("Green", "90% or more")],
        ),
        (
            "unit: days, better: lower, target: 12, amber_within: 3 points",
            &[("Red", "over 15 days"), ("Amber", "over 12 to 15 days"), ("Green", "12 days or less")],
        ),
        ("unit: percent, better: higher, target: 100", &[("Red", "under 100%"), ("Green", "100%")]),
        ("unit: count, better: lower, target: 0", &[("Red", "over 0"), ("Green", "0")]),
        (
            "unit: percent, better: higher, target: {green: 95, amber: 85}, floor: 70",
            &[
                ("Breach", "under 70%"),
                ("Red", "70 to under 85%"),
                ("Amber", "85 to under 95%"),
                ("Green", "95% or more"),
            ],
        ),
        (
            "unit: ratio, decimals: 0, better: near target, target: {green: 15 to 20, amber: 12 to 25}",
            &[("Red", "outside 12 to 25"), ("Amber", "12 to under 15, over 20 to 25"), ("Green", "15 to 20")],
        ),
        (
            "unit: percent, rating: achieved, better: higher, target: 80, amber_within: -2/+1 points",
            &[("Not achieved", "under 78%"), ("Achieved", "78 to 81%"), ("Exceeded", "over 81%")],
        ),
        (
            "unit: days, better: lower, target: 20, amber_within: 5 points, floor: 40",
            &[
                ("Breach", "over 40 days"),
                ("Red", "over 25 to 40 days"),
                ("Amber", "over 20 to 25 days"),
                ("Green", "20 days or less"),
            ],
        ),
        // A floor takes what lies beyond it from whatever rating it would have.
        (
            "unit: percent, better: higher, target: 90, amber_within: 10 points, floor: 80",
            &[("Breach", "under 80%"), ("Amber", "80 to under 90%"), ("Green", "90% or more")],
        ),
        (
            "unit: percent, better: higher, target: 90, amber_within: 10 points, floor: 85",
            &[("Breach", "under 85%"), ("Amber", "85 to under 90%"), ("Green", "90% or more")],
        ),
        ("unit: percent, better: higher, target: 90, floor: 90", &[("Breach", "under 90%"), ("Green", "90% or more")]),
        ("unit: percent, better: higher, target: none, floor: 70", &[("Breach", "under 70%")]),
        (
            "unit: percent, rating: achieved, better: higher, target: 80, amber_within: -2/+1 points, floor: 70",
            &[
                ("Breach", "under 70%"),
                ("Not achieved", "70 to under 78%"),
                ("Achieved", "78 to 81%"),
                ("Exceeded", "over 81%"),
            ],
        ),
        (
            "unit: days, rating: achieved, better: lower, target: 20, amber_within: -2/+1 points",
            &[("Not achieved", "over 21 days"), ("Achieved", "18 to 21 days"), ("Exceeded", "under 18 days")],
        ),
        // Where figures end so do the words, and where they do not neither do these.
        (
            "unit: percent, rating: achieved, better: higher, target: 100, amber_within: 2 points",
            &[("Not achieved", "under 98%"), ("Achieved", "98% or more")],
        ),
        (
            "unit: percent, better: higher, target: 5, amber_within: 10 points",
            &[("Amber", "under 5%"), ("Green", "5% or more")],
        ),
        ("unit: percent, range: any, better: higher, target: 100", &[("Red", "under 100%"), ("Green", "100% or more")]),
        (
            "unit: percent, range: any, better: lower, target: 0, amber_within: 2 points",
            &[("Red", "over 2%"), ("Amber", "over 0 to 2%"), ("Green", "0% or less")],
        ),
        (
            "unit: percent, better: lower, target: {green: 0, amber: 2}",
            &[("Red", "over 2%"), ("Amber", "over 0 to 2%"), ("Green", "0%")],
        ),
        (
            "unit: percent, better: near target, target: 3, green_within: 1, amber_within: 5 points",
            &[("Red", "over 8%"), ("Amber", "0 to under 2%, over 4 to 8%"), ("Green", "2 to 4%")],
        ),
        ("unit: percent, better: near target, target: 100", &[("Red", "under 100%"), ("Green", "100%")]),
        (
            "unit: percent, range: any, better: near target, target: 100, amber_within: 2 points",
            &[("Red", "outside 98 to 102%"), ("Amber", "98 to under 100%, over 100 to 102%"), ("Green", "100%")],
        ),
        ("unit: count, better: neither, target: {band: 15 to 20}", &[]),
        ("unit: percent, better: higher, target: none", &[]),
        ("unit: percent, better: higher, target: {to_be_set: by the Board}", &[]),
    ];
    for (definition, expected) in cases {
        let found = limits(definition);
        let found: Vec<(&str, &str)> = found.iter().map(|(word, words)| (*word, words.as_str())).collect();
        assert_eq!(found, expected, "{definition}");
    }
}

/// A target that its own limit names is not said twice; one between the limits is said beside them.
#[test]
fn what_a_target_is_stands_beside_its_words() {
    let cases: [(&str, &str, &[bool]); 6] = [
        ("unit: percent, better: higher, target: 90, amber_within: 8 points", "figure", &[false, false, true]),
        (
            "unit: percent, rating: achieved, better: higher, target: 80, amber_within: -2/+1 points",
            "figure",
            &[false, false, false],
        ),
        ("unit: count, better: neither, target: {band: 15 to 20}", "band", &[]),
        ("unit: percent, better: higher, target: none", "none", &[]),
        ("unit: percent, better: neither", "none", &[]),
        ("unit: percent, better: higher, target: {to_be_set: by the Board}", "to-be-set", &[]),
    ];
    for (definition, kind, names) in cases {
        let view = a1(&with(definition, "Months: [2020-10, 2020-11]\nA1: [16, 16]\nA2: [1, 1]\n"));
        assert_eq!(view.target_kind, kind, "{definition}");
        let found: Vec<bool> = view.cut_offs.iter().map(|limit| limit.names_target).collect();
        assert_eq!(found, names, "{definition}");
        assert!(view.facts.iter().all(|fact| fact.is_given), "{definition}");
    }
    let silent = a1(&with("unit: percent, better: higher", "Months: [2020-10, 2020-11]\nA1: [16, 16]\nA2: [1, 1]\n"));
    assert_eq!(
        (silent.target_kind, silent.target.as_str(), silent.facts[0].is_given),
        ("not-given", "not given", false)
    );
}

#[test]
fn the_last_three_months_stand_under_the_papers_headers() {
    let months =
        "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [80/100, 85/100 r, 88/100, 91/100]\nA2: [5, 6, 7, 8]\n";
    let paper = paper(&with(PERCENT, months));
    assert_eq!((paper.period.recent_header.as_str(), paper.period.outturns.len()), ("Last three months", 0));
    assert_eq!(paper.period.recent, ["Sep 2020", "Oct 2020", "Nov 2020"]);
    let view = find(&paper, "A1");
    assert_eq!(texts(&view.recent), ["85% [r]", "88%", "91%"]);
    assert_eq!(view.recent.iter().map(|it| it.current).collect::<Vec<_>>(), [false, false, true]);
}

/// A column of nothing but "not available" told nobody anything.
#[test]
fn columns_without_any_figure_are_left_out() {
    let paper = paper(&with(PERCENT, "Months: [2020-11]\nA1: [91/100]\nA2: [8]\n"));
    assert_eq!(
        (paper.period.recent_header.as_str(), &*paper.period.recent),
        ("Latest month", &["Nov 2020".to_owned()][..])
    );
    assert_eq!((paper.period.to_date.as_str(), paper.period.outturns.len()), ("", 0));
    assert_eq!(texts(&find(&paper, "A1").recent), ["91%"]);
}

#[test]
fn a_month_that_is_too_early_stands_beside_the_one_that_is_rated() {
    let files = with(
        &format!("{PERCENT}, target: 90, judge_after: 20 working days"),
        "extracted: 2020-12-04\nMonths: [2020-09, 2020-10, 2020-11]\nA1: [85/100, 88/100, 20/100]\nA2: [6, 7, 8]\n",
    );
    let view = a1(&files);
    assert_eq!(texts(&view.recent), ["85%", "88%", "20% [i]"]);
    assert_eq!(view.recent.iter().map(|it| it.current).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn figures_of_another_frequency_name_their_periods() {
    let files = |periods: &str| {
        with("unit: percent, better: higher, target: none", "Months: [2020-09, 2020-10, 2020-11]\nA2: [6, 7, 8]\n")
            .with("figures/other.yaml", periods)
    };
    let quarters = a1(&files("Quarters: [2020/21 Q1, 2020/21 Q2]\nA1: [70, 72]\n"));
    assert_eq!(texts(&quarters.recent), ["[x]  2019/20 Q4", "70%  2020/21 Q1", "72%  2020/21 Q2"]);
    let yearly = paper(&files("Years: [2018/19, 2019/20]\nA1: [70, 72]\n"));
    assert_eq!(yearly.period.outturns, ["2018/19", "2019/20"]);
    let view = find(&yearly, "A1");
    assert_eq!(
        (texts(&view.recent), texts(&view.outturns)),
        (vec!["72%  2019/20".into()], vec!["70%".into(), "72%".into()])
    );
}

#[test]
fn a_year_to_date_says_what_it_means() {
    let months = "Months: [2020-04, 2020-05]\nA1: [50/100, 10/50]\nA2: [6, 7]\n";
    let of = |more: &str| {
        let paper = paper(&with(&format!("{PERCENT}{more}"), months));
        (paper.period.to_date.clone(), find(&paper, "A1").to_date)
    };
    let (header, to_date) = of(", type: in period");
    assert_eq!((header.as_str(), to_date.value.as_str()), ("April to May 2020", "40%"));
    assert!(to_date.note.contains("not their average"), "{}", to_date.note);
    let (header, to_date) = of(", type: year to date");
    assert_eq!((header.as_str(), to_date.value.as_str()), ("April to May 2020", "20%"));
    // A state is not counted up; of a measure without a type nobody knows.
    assert_eq!([of(", type: snapshot").1.value, of("").1.value], ["[z]", "[x]"]);
}

const COUNCILS: &str = "- release: All\n  years: [2018/19, 2019/20]\n  complete: yes\n  figures: {England: {A1: [65, 67]}}\n  authorities:\n    \
    900 Own: {A1: [70, 72]}\n    901 Ashby: {A1: [60, 61]}\n    902 Birch: {A1: [x, 90]}\n    903 Carrow: {A1: [80, 82]}\n    904 Dell: {A1: [70, 72]}\n";

fn compared(better: &str, neighbours: &str) -> IndicatorView {
    a1(&among_councils(better, neighbours))
}

fn among_councils(better: &str, neighbours: &str) -> MemoryFiles {
    let definition = format!("unit: percent, better: {better}, target: none");
    let years = "Years: [2017/18, 2018/19, 2019/20]\nA1: [69, 70, 71]\nA2: [1, 1, 1]\n";
    let files =
        with_manifest(with(&definition, years), &format!("area: 900\nshort_name: Own\nneighbours: {neighbours}\n"));
    files.with("benchmarks.yaml", COUNCILS)
}

fn area(view: &AreaView) -> [&str; 3] {
    [&view.value, &view.period, &view.note]
}

#[test]
fn other_areas_are_labelled_as_what_they_are() {
    let view = compared("higher", "[901, 902, 903, 904]");
    assert_eq!(area(&view.neighbours), ["77%", "2019/20", "n\u{a0}4"]);
    assert_eq!(area(&view.best_neighbour), ["90%", "2019/20", "Birch"]);
    assert_eq!(area(&view.england), ["67%", "2019/20", ""]);
    let neither = compared("neither", "[901, 902, 903, 904]");
    assert_eq!([&*neither.best_neighbour.value, &*neither.top_quartile.value], ["[z]", "[z]"]);
    assert_eq!(a1(&small_project()).england.value, "[x]");
}

/// On the upper quartile itself a higher figure is in the second quarter, on the lower one a lower figure in the best: LAIT's rule.
#[test]
fn the_best_quarter_begins_where_the_rank_says_it_does() {
    // 61, 72, 72, 82 and 90: the quartiles are 72 and 82.
    assert_eq!(area(&compared("higher", "[901, 902, 903]").top_quartile), ["over 82%", "2019/20", ""]);
    assert_eq!(area(&compared("lower", "[901, 902, 903]").top_quartile), ["72% or less", "2019/20", ""]);
    let rank = |view: &IndicatorView| super::fact(view, "Rank among all").expect("the release is complete");
    assert!(rank(&compared("lower", "[901, 902, 903]")).ends_with("at 72%, best quarter"));
}

#[test]
fn four_neighbours_have_a_middle_half_and_three_have_none() {
    let view = compared("higher", "[901, 902, 903, 904]");
    // 61, 72, 82 and 90 in the last year; before that one has no figure.
    let band = view.trend.band.as_ref().expect("four neighbours have a figure");
    assert_eq!(band.values, [None, None, Some((69.25, 84.0))]);
    assert!(view.alt.contains("Middle half of neighbours 2019/20 69% to 84%."), "{}", view.alt);
    assert_eq!(compared("higher", "[901, 902, 903]").trend.band, None);
}

#[test]
fn a_position_is_drawn_from_the_figures_of_one_release() {
    let view = compared("higher", "[901, 902, 903, 904]");
    assert!(view.has_position);
    // The release's 72% and not the 71% of the council's own system.
    assert_eq!(view.position.own.label, "Own 72%");
    assert_eq!(view.position.others, [61.0, 90.0, 82.0, 72.0]);
    let named: Vec<&str> = view.position.named.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(named, ["Neighbours 77%", "England 67%", "Birch 90%"]);
    assert_eq!((view.position.better.as_str(), view.position.better_is_right), ("Better", true));
    assert_eq!(view.position_words, "Joint 3rd of 5 in 2019/20.");
    let said = "Dots on one scale: Plans, 2019/20. Own 72%, joint 3rd of 5, where 1st is best. 4 neighbours from 61% to 90%, \
                the middle half from 69% to 84%. Neighbours 77%. England 67%. Birch 90%.";
    assert_eq!(view.position_alt, said);
    assert!(!a1(&small_project()).has_position);
}

/// A letter that stands in a column only was explained nowhere.
#[test]
fn the_key_explains_every_letter_of_the_columns() {
    let files: MemoryFiles =
        with(PERCENT, "Months: [2020-09, 2020-10, 2020-11]\nA1: [85/100 e, late, 91/100]\nA2: [6, 7, 8]\n");
    let states = paper(&files).key.column_states;
    let letters: Vec<(&str, &[&str])> =
        states.iter().map(|state| (state.letters.as_str(), state.columns.as_slice())).collect();
    assert_eq!(letters, [("[e]", ["recent"].as_slice()), ("[late]", &["recent"])]);
}

/// `[z]` stood in the key, for the best quarter of a column that the table had left out.
#[test]
fn the_key_passes_over_columns_that_say_nothing() {
    let files = with(PERCENT, "Months: [2020-10, 2020-11]\nA1: [80/100, 91/100]\nA2: [7, 8]\n");
    let holding = |files: &MemoryFiles, column: &str| {
        let states = paper(files).key.column_states;
        states.into_iter().filter(|state| state.columns.contains(&column)).map(|it| it.letters).collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    assert_eq!((a1(&files).england.value.as_str(), holding(&files, "england")), ("[x]", none.to_vec()));
    let released = among_councils("higher", "[901, 902, 903]");
    assert_eq!(holding(&released, "england"), ["[x]"], "A2 has none beside that of A1");
}

/// In the line of a wide table the limit stands behind the target, both without the sign of the unit.
#[test]
fn a_line_has_the_limit_behind_the_target() {
    let cases = [
        ("unit: percent, better: higher, target: 90, amber_within: 8 points", "90 (82)"),
        ("unit: days, better: lower, target: 12, amber_within: 3 points", "12 (15)"),
        ("unit: percent, better: higher, target: 100", "100"),
        ("unit: percent, better: higher, target: 3, amber_within: 5 points", "3"),
        ("unit: percent, better: higher, target: {green: 95, amber: 85}, floor: 70", "95 (85)"),
        (
            "unit: ratio, decimals: 0, better: near target, target: {green: 15 to 20, amber: 12 to 25}",
            "15 to 20 (12 to 25)",
        ),
        ("unit: percent, rating: achieved, better: higher, target: 80, amber_within: -2/+1 points", "80 (78)"),
        ("unit: pounds, better: lower, target: 4200, amber_within: 5%", "4,200 (4,410)"),
        ("unit: count, better: neither, target: {band: 12 to 20}", "12 to 20"),
        ("unit: count, better: neither", "none"),
        ("unit: count, better: higher", "not given"),
    ];
    for (definition, wanted) in cases {
        let line = a1(&with(definition, "Months: [2020-10, 2020-11]\nA1: [16, 16]\nA2: [1, 1]\n")).line;
        assert_eq!(line.target.replace('\u{a0}', " "), wanted, "{definition}");
    }
}

/// Its figures have no sign of their unit either, but for their letters, which say what they are.
#[test]
fn a_line_names_its_unit_once() {
    let line = |definition: &str, figures: &str| {
        let line = a1(&with(definition, &format!("Months: [2020-10, 2020-11]\nA1: {figures}\nA2: [1, 1]\n"))).line;
        let recent = line.recent.iter().map(|cell| cell.value.clone()).collect::<Vec<_>>().join(" ");
        (line.unit, recent, line.change.words)
    };
    let of = |unit: &str, recent: &str, change: &str| (unit.to_owned(), recent.to_owned(), change.to_owned());
    assert_eq!(line("unit: percent, better: higher", "[70, 50]"), of("%", "70 50", "20 worse"));
    assert_eq!(line("unit: days, better: lower", "[201, 200]"), of("days", "201 200", "1 better"));
    assert_eq!(line("unit: pounds, better: lower", "[4310, 4280]"), of("£", "4,310 4,280", "30 better"));
    assert_eq!(line("unit: \"rate per 10,000\", better: neither", "[79, 78]"), of("per 10,000", "79 78", "down 1"));
    assert_eq!(line("unit: count, better: lower", "[9, 9]"), of("count", "9 9", "no change"));
}

#[test]
fn a_line_marks_what_its_key_explains() {
    let view = a1(&with("unit: percent, better: higher", "Months: [2020-10, 2020-11]\nA1: [70, 50 p]\nA2: [1, 1]\n"));
    let now = &view.line.recent[1];
    assert_eq!((now.value.as_str(), now.letters.join(" ").as_str(), now.current), ("50 [p]", "[p]", true));
    assert_eq!((view.line.england.value.as_str(), view.line.england.letters.join(" ")), ("[x]", "[x]".to_owned()));
}
