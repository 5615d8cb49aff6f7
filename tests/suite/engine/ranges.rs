//! Figures of which only a range is known, as another paper may give them.

use panelpack::Selection;
use panelpack::internals::parts;

use super::{a1, find, paper, with, with_manifest};
use crate::common::{codes, compile};

const RATIO: &str = "unit: ratio, decimals: 0, better: lower, target: 18";

#[test]
fn a_range_is_printed_as_it_is_known_and_not_rated() {
    let files = with(RATIO, "Months: [2020-09, 2020-10, 2020-11]\nA1: [16, 17, 15 to 20]\nA2: [1, 2, 3]\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.rating.word), ("15\u{a0}to\u{a0}20", "A range"));
    let sentence: String = view.sentence.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(sentence, "November 2020: 15 to 20. Not rated: it is known only as a range.");
    assert_eq!((view.change.words.as_str(), view.change.arrow), ("not comparable", "none"));
    assert_eq!(view.table.figures, ["16", "17", "15 to 20"]);
    assert!(
        paper(&files).headline.apart.contains("one figure is known only as a range"),
        "{}",
        paper(&files).headline.apart
    );
    let csv = parts(compile(&files, &Selection::default()).remove(0)).1.figures_csv;
    assert!(csv.contains("A1,Plans,2020-11,value,15 to 20,ratio,,A range,"), "{csv}");
}

#[test]
fn a_range_has_the_sign_of_its_unit_and_may_come_with_marks() {
    for (definition, cell, printed) in [
        ("unit: percent, better: higher, target: 90", "80% to 85% p", "80 to 85%"),
        ("unit: pounds, better: lower, target: none", "£1200 to £1,300 e", "£1,200 to £1,300"),
        ("unit: days, better: lower, target: 12", "12 to 14.5", "12 to 14.5 days"),
        ("count: Cases, better: neither", "15 to 20", "15 to 20"),
    ] {
        let view = a1(&with(definition, &format!("Months: [2020-11]\nA1: [\"{cell}\"]\n")));
        assert_eq!(view.value.replace('\u{a0}', " "), printed, "{definition}");
    }
}

/// The rating that the other paper gave stands beside it, and what its figure was before.
#[test]
fn another_papers_rating_of_a_range_is_said() {
    let files = with(RATIO, "Months: [2020-10]\nA1: [17]\n")
        .with("figures/2020-11.yaml", "A1: {value: 15 to 20, published: {rating: amber}}\n");
    let view = a1(&files);
    assert_eq!(
        (view.value.as_str(), view.rating.word, view.rating.as_published),
        ("15\u{a0}to\u{a0}20", "Amber", true)
    );
}

#[test]
fn no_longer_figure_is_made_of_a_range_and_small_ends_are_hidden() {
    let count = "count: Cases, better: neither, target: none, type: in period";
    let months = "Months: [2020-04, 2020-05, 2020-06]\n";
    let files = with(count, &format!("{months}A1: [10, 12 to 15, 11]\n"));
    let files = files.with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, every: quarter}\n",
    );
    let view = find(&paper(&files), "A1");
    let sentence: String = view.sentence.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(
        (view.value.as_str(), sentence.contains("May 2020 (known only as a range)")),
        ("[x]", true),
        "{sentence}"
    );
    let hidden = |cell: &str| {
        let files = with(count, &format!("Months: [2020-10, 2020-11]\nA1: [20, {cell}]\n"));
        let manifest = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
        a1(&files.with("panelpack.yaml", manifest)).value
    };
    assert_eq!((hidden("3 to 9"), hidden("7 to 9")), ("[c]".to_owned(), "7\u{a0}to\u{a0}9".to_owned()));
}

#[test]
fn a_benchmark_is_one_number() {
    let files = with(RATIO, "Months: [2020-10, 2020-11]\nA1: [16, 17]\nA2: [1, 1]\n");
    let release = "- release: R\n  years: [2019/20]\n  figures:\n    England: {A1: [15 to 20]}\n";
    assert_eq!(codes(&with_manifest(files, "").with("benchmarks.yaml", release)), ["not-a-figure"]);
}
