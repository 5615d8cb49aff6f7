//! What is read as a figure, and how it is printed.

use panelpack::{MemoryFiles, check};

use super::{a1, fact, with};

/// Codes and hints of everything that `check` finds.
fn said(files: &MemoryFiles) -> Vec<(&'static str, String)> {
    let project = check(files);
    let hints = |diagnostic: &panelpack::Diagnostic| diagnostic.hints().join("; ");
    project.diagnostics().iter().map(|found| (found.code().name(), hints(found))).collect()
}

const COUNTED: &str = "count: In time, out_of: Due, better: higher, target: 90";

fn months(cells: [&str; 3]) -> String {
    format!("Months: [2020-09, 2020-10, 2020-11]\nA1: [{}]\nA2: [1, 2, 3]\n", cells.join(", "))
}

/// 366 people were printed as 366%, green, by who followed the hint that any range may be allowed.
#[test]
fn a_count_alone_is_no_percentage() {
    for range in ["", ", range: any"] {
        let define = format!("{COUNTED}{range}");
        let found = said(&with(&define, &months(["350/380", "352/381", "366"])));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "count-alone", "{range}");
        assert!(found[0].1.contains("`366/388`"), "{found:?}");
        let as_the_hint_says = with(&define, &months(["350/380", "352/381", "366/388"]));
        assert_eq!((said(&as_the_hint_says), a1(&as_the_hint_says).value.as_str()), (vec![], "94%"));
    }
    let any = said(&with(&format!("{COUNTED}, range: any"), &months(["94%", "93%", "366"])));
    assert_eq!((any.len(), any[0].0), (1, "count-alone"), "{any:?}");
    assert!(any[0].1.contains("`366/388`") && any[0].1.contains("`104%`"), "{any:?}");
    let alone = said(&with(COUNTED, &months(["94%", "93%", "366"])));
    assert_eq!((alone.len(), alone[0].0), (1, "count-alone"));
    assert!(alone[0].1.contains("`366/388`") && alone[0].1.contains("`104%`") && alone[0].1.contains("`range: any`"));
}

#[test]
fn a_percentage_that_can_pass_a_hundred_has_its_sign() {
    let over = with(&format!("{COUNTED}, range: any"), &months(["350/380", "352/381", "104%"]));
    assert_eq!((said(&over), a1(&over).value.as_str()), (vec![], "104%"));
    let more_than_all = said(&with(COUNTED, &months(["350/380", "352/381", "388/366"])));
    assert_eq!(more_than_all[0].0, "count-exceeds-out-of");
    assert!(more_than_all[0].1.contains("`range: any`"), "{more_than_all:?}");
    let allowed = with(&format!("{COUNTED}, range: any"), &months(["350/380", "352/381", "388/366"]));
    assert_eq!((said(&allowed), a1(&allowed).value.as_str()), (vec![], "106%"));
}

#[test]
fn a_whole_number_beside_counts_out_of_others_says_what_it_is() {
    let found = said(&with(COUNTED, &months(["350/380", "92", "94"])));
    assert_eq!(found.len(), 1, "one row, one cause: {found:?}");
    assert_eq!(found[0].0, "count-alone");
    assert!(found[0].1.contains("`366/388`") && found[0].1.contains("`84%`"), "{found:?}");
    for fine in [["350/380", "92%", "94%"], ["92", "94", "95"], ["350/380", "0/0", "x"], ["350/380", "92.4", "93.1"]] {
        assert_eq!(said(&with(COUNTED, &months(fine))), vec![], "{fine:?}");
    }
    // The years are known as percentages, the months are counted.
    let years = with(COUNTED, &months(["350/380", "352/381", "366/388"]))
        .with("figures/years.yaml", "Years: [2018/19, 2019/20]\nA1: [91, 92]\n");
    assert_eq!(said(&years), vec![]);
}

/// R, pandas, Power BI and LibreOffice write sixteen digits.
#[test]
fn sixteen_digits_are_a_figure_wherever_numbers_are_read() {
    let define = "unit: score, decimals: 2, better: lower, target: 0.8333333333333334, floor: 2.4166666666666665, \
                  amber_within: 0.3333333333333333 points, min_change: 0.0416666666666667";
    let csv = with(define, "Months: [2020-09]\nA1: [1.0000000000000002]\nA2: [1]\n")
        .with("figures/2020.csv", "Code,Oct-20,Nov-20\nA1,0.9166666666666666,0.8333333333333334\nA2,1,2\n")
        .with("benchmarks.yaml", "- {release: R, period: 2019/20, figures: {England: {A1: 0.7916666666666667}}}\n");
    assert_eq!(said(&csv), vec![]);
    let view = a1(&csv);
    assert_eq!((view.value.as_str(), view.rating.word, view.previous.as_str()), ("0.83", "Green", "0.92"));
    assert_eq!((view.england.value.as_str(), view.target.as_str()), ("0.79", "0.833333333"));
    let fraction = with(
        "count: Days, out_of: Cases, unit: days, decimals: 1, better: lower",
        &months(["1/3", "2/3", "1216.6666666666667/97"]),
    );
    assert_eq!((said(&fraction), a1(&fraction).value.as_str()), (vec![], "12.5 days"));
}

#[test]
fn the_minus_that_pages_print_can_be_typed() {
    let pounds = with(
        "unit: pounds, better: higher, target: \u{2212}£1000, amber_within: \u{2212}500/+0 points, floor: \u{2212}2000",
        &months(["-£1250", "\"\u{2212}£1,250\"", "\u{2212}1250"]),
    );
    assert_eq!(said(&pounds), vec![]);
    let view = a1(&pounds);
    assert_eq!((view.value.as_str(), view.previous.as_str()), ("\u{2212}£1,250", "\u{2212}£1,250"));
    assert_eq!((view.target.as_str(), view.rating.word), ("\u{2212}£1,000", "Amber"));
    let near = with(
        "unit: pounds, better: near target, target: {green: \u{2212}£20 to £20, amber: \u{2212}50 to 50}",
        &months(["1", "2", "\u{2212}30"]),
    );
    assert_eq!(
        (said(&near), a1(&near).target.as_str(), a1(&near).rating.word),
        (vec![], "\u{2212}£20 to £20", "Amber")
    );
}

#[test]
fn limits_of_pounds_keep_their_decimals() {
    let target = |define: &str, figure: &str| {
        let view = a1(&with(define, &months([figure, figure, figure])));
        (view.value, view.target, view.rating.word)
    };
    let expect = |value: &str, target: &str, word| (value.to_owned(), target.to_owned(), word);
    assert_eq!(
        target("unit: pounds, decimals: 3, better: lower, target: 0.125", "0.124"),
        expect("£0.124", "£0.125", "Green")
    );
    assert_eq!(target("unit: pounds, better: lower, target: 9.995", "9.99"), expect("£10", "£9.995", "Red"));
    assert_eq!(
        target("unit: pounds, decimals: 2, better: lower, target: 9.5", "9.5"),
        expect("£9.50", "£9.50", "Green")
    );
    assert_eq!(target("unit: pounds, better: lower, target: 1200", "1200"), expect("£1,200", "£1,200", "Green"));
}

const MILLIONS: &str = "unit: £m, better: lower, target: 250, amber_within: 2.5 points, floor: £260m, min_change: 0.5";

/// A sheet headed £m holds 252.3: the unit says what the figures are in.
#[test]
fn millions_of_pounds_are_printed_as_such_wherever_they_stand() {
    let files = with(MILLIONS, &months(["£253.9m", "253.5", "252.3"]))
        .with("benchmarks.yaml", "- {release: R, period: 2019/20, figures: {England: {A1: £249.75m}}}\n");
    assert_eq!(said(&files), vec![]);
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.rating.word, view.unit.as_str()), ("£252.3m", "Amber", "£m"));
    assert_eq!((view.change.arrow, view.change.words.as_str()), ("down", "down £1.2m, better"));
    assert_eq!((view.target.as_str(), view.target_note.as_str()), ("£250m", "amber within £2.5m, ceiling £260m"));
    assert_eq!(
        view.cut_offs.iter().map(|it| it.words.as_str()).collect::<Vec<_>>(),
        ["over £260m", "over £252.5m to £260m", "over £250m to £252.5m", "£250m or less"]
    );
    assert_eq!((view.england.value.as_str(), fact(&view, "Target").as_deref()), ("£249.8m", Some("£250m")));
    assert!(view.measured.starts_with("Millions of pounds. Lower is better."), "{}", view.measured);
    assert!(view.measured.ends_with("A change of less than £0.5m counts as none."), "{}", view.measured);
    assert_eq!((view.trend.axis.prefix, view.trend.axis.suffix), ("£", "m"));
    assert!(view.alt.contains("£252.3m"), "{}", view.alt);
}

#[test]
fn thousands_of_pounds_keep_the_digits_of_their_sheet() {
    let files = with(
        "unit: £000, better: near target, target: {green: 250000 to 260000, amber: 240000 to 270000}",
        &months(["251000", "\"£261,346k\"", "262346"]),
    );
    assert_eq!(said(&files), vec![]);
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.unit.as_str(), view.rating.word), ("£262,346k", "£000", "Amber"));
    assert_eq!(
        (view.target.as_str(), view.change.words.as_str()),
        ("£250,000k to £260,000k", "up £1,000k, further off target")
    );
}

/// The unit is written into each record and each CSV, and read back from there.
#[test]
fn a_unit_of_pounds_is_spelt_one_way() {
    for unit in ["pounds", "£000", "£m"] {
        let read: panelpack::internals::model::Unit = unit.parse().expect("a unit");
        assert_eq!(read.to_string(), unit);
    }
}

#[test]
fn an_amount_in_another_multiple_of_pounds_is_refused_with_all_ways_out() {
    let found =
        said(&with("unit: pounds, better: lower, target: 250000000", &months(["£251.2m", "251900000", "252300000"])));
    assert_eq!((found.len(), found[0].0), (1, "unit-mismatch"));
    assert!(!found[0].1.contains("without its unit"), "{found:?}");
    let written_out =
        with("unit: pounds, better: lower, target: 250000000", &months(["251200000", "251900000", "252300000"]));
    assert_eq!((said(&written_out), a1(&written_out).value.as_str()), (vec![], "£252,300,000"));
    let other_unit = with("unit: £m, better: lower, target: £250m", &months(["£251.2m", "251.9", "252.3"]));
    assert_eq!((said(&other_unit), a1(&other_unit).value.as_str()), (vec![], "£252.3m"));
    for (spelt, unit) in [("£k", "£000"), ("£'000", "£000"), ("£ million", "£m"), ("£M", "£m")] {
        let found = said(&with(&format!("unit: \"{spelt}\", better: neither"), &months(["1", "2", "3"])));
        assert!(found[0].1.contains(&format!("write `{unit}`")), "{spelt}: {found:?}");
    }
}

#[test]
fn a_published_change_says_which_way_by_how_much_or_both() {
    let published = |change: &str| {
        with(
            "unit: percent, better: higher, target: 90",
            &format!(
                "Months: [2020-10, 2020-11]\nA1: [x, {{value: x, published: {{rating: red, change: {change}}}}}]\nA2: [1, 2]\n"
            ),
        )
    };
    for (written, arrow, words) in [
        ("+6 points", "up", "up 6 points"),
        ("\u{2212}3", "down", "down 3"),
        ("down 2.5 points", "down", "down 2.5 points"),
        ("6 points", "none", "moved 6 points"),
        ("no change", "level", "no change"),
        ("up", "up", "up"),
        ("better", "none", "better"),
        ("1 point worse", "none", "1 point worse"),
    ] {
        let change = a1(&published(written)).change;
        assert_eq!((change.arrow, change.words.as_str(), change.as_published), (arrow, words, true), "{written}");
    }
    for (written, code, way_out) in [
        ("banana", "unknown-choice", "`+6 points`"),
        ("6 bananas", "unknown-choice", "`no change`"),
        ("+6%", "unit-mismatch", "`+6 points`"),
        ("6% better", "unit-mismatch", "`+6 points`"),
    ] {
        let found = said(&published(written));
        assert_eq!((found.len(), found[0].0), (1, code), "{written}: {found:?}");
        assert!(found[0].1.contains(way_out), "{written}: {found:?}");
    }
}

/// November's minutes call pathway plans "still" red, and print no rating of October.
#[test]
fn a_rating_that_another_paper_gives_two_periods_is_still_what_it_was() {
    let published = |words: &str| {
        with(
            "unit: percent, better: higher, target: 90",
            &format!("Months: [2020-10, 2020-11]\nA1: [84, {{value: x, published: {{{words}}}}}]\nA2: [1, 2]\n"),
        )
    };
    let sentence = |view: &panelpack::internals::page::IndicatorView| -> String {
        view.sentence.iter().map(|run| run.text.as_str()).collect()
    };
    let still = a1(&published("rating: red, before: red"));
    assert_eq!((still.rating.word, still.rating.as_published, still.how_long.as_str()), ("Red", true, "still red"));
    assert!(sentence(&still).contains("Rated red in the published paper, as in October 2020."), "{}", sentence(&still));
    let fell = a1(&published("rating: red, before: amber"));
    assert_eq!(fell.how_long, "1st month");
    assert!(
        sentence(&fell).contains("Rated red in the published paper, and amber in October 2020."),
        "{}",
        sentence(&fell)
    );
    let rose = a1(&published("rating: green, before: red"));
    assert_eq!((rose.rating.word, rose.how_long.as_str()), ("Green", ""));
    assert_eq!(a1(&published("rating: red")).how_long, "");
    let alone = said(&published("before: red"));
    assert_eq!((alone.len(), alone[0].0), (1, "missing-key"));
}
