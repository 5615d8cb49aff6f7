//! What is hidden reaches nothing that is set: two projects that differ in hidden figures alone make the same papers.

use panelpack::MemoryFiles;

use crate::common::made;

const MANIFEST: &str = "organisation: Testing Council\nshort_name: Testing\n\
    small_numbers: {policy: dfe, decided_by: Board, on: 2020-09-01}\narea: 306 Testing\nneighbours: [301, 302, 303, 304]\n\
    papers:\n  panel: {title: Scorecard, panel: Panel}\n  plain: {title: For you, panel: Panel, layout: young-people}\n";

/// A year of months with everything that is said of one figure beside others.
const DEFINE: &str = "Safety:\n  \
    M1:\n    name: Missing from care\n    count: Children who are missing\n    better: lower\n    target: 3\n    amber_within: 1 points\n    floor: 6\n    \
    type: snapshot\n    trend_over: 3\n    spc: yes\n    minimum: 4\n  \
    V1:\n    name: Plans in time\n    count: Plans in time\n    out_of: Plans\n    better: higher\n    target: 90\n    amber_within: 5 points\n    \
    type: snapshot\n    min_change: 1 points\n    judge_after: 10 days\n";

fn months(row: &[String]) -> String {
    row.join(", ")
}

/// Thirteen months in which every third figure is hidden, the latest too, with what those are.
fn project(hidden: [u32; 5]) -> MemoryFiles {
    let periods: Vec<String> =
        (0..13).map(|at| format!("{}-{:02}", 2019 + (at + 10) / 12, (at + 10) % 12 + 1)).collect();
    let secret = |at: usize| at.is_multiple_of(3).then(|| hidden[at / 3]);
    let count = |at: usize| secret(at).unwrap_or(9 + (at % 4) as u32).to_string();
    let share = |at: usize| format!("{}/40", 40 - secret(at).unwrap_or(11 + (at % 4) as u32));
    let [counts, shares] =
        [&count as &dyn Fn(usize) -> String, &share].map(|cell| (0..13).map(cell).collect::<Vec<_>>());
    let history = format!(
        "extracted: 2020-12-20\nMonths: [{}]\nM1: [{}]\nV1: [{}]\n",
        months(&periods),
        months(&counts),
        months(&shares)
    );
    MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with("indicators.yaml", DEFINE)
        .with("figures/history.yaml", history)
        .with("commentary/2020-11/a.md", "## M1\nThe reasons are not known.\n\n## V1\nPlans came late.\n")
}

#[test]
fn a_hidden_figure_moves_no_word_rating_chart_or_attachment() {
    let first = made(&project([1, 2, 3, 4, 5]));
    assert!(first.contains("Missing from care"));
    for hidden in [[5, 4, 3, 2, 1], [1, 1, 1, 1, 1], [5, 5, 5, 5, 5], [3, 4, 2, 1, 3]] {
        assert!(made(&project(hidden)) == first, "{hidden:?} makes another paper");
    }
    // What is shown is seen.
    assert!(made(&project([1, 2, 3, 4, 6])) != first);
}

/// The rating that another paper gave is said, as somebody decided, and tells no more than that: neither for how long nor since when.
#[test]
fn a_rating_that_was_published_of_a_hidden_figure_says_itself_alone() {
    let rated = |hidden: u32| {
        let files = project([1, 2, 3, 4, hidden]);
        files.with(
            "figures/published.yaml",
            "period: 2020-12\nM1: {value: SECRET, published: {rating: red, before: amber}, allow: {rating-of-hidden: The minutes are public}}\n"
                .replace("SECRET", &hidden.to_string()),
        )
    };
    let first = made(&rated(1));
    assert!(first.contains("in the published paper"), "the rating is printed");
    assert!((2..=5).all(|hidden| made(&rated(hidden)) == first));
}

/// Figures of five authorities in two years, the council's own among them.
fn released(own: [u32; 2], hidden: u32, year: &str) -> MemoryFiles {
    let others = "    301 North: {V1: [70, 80]}\n    302 East: {V1: [75, 85]}\n    303 South: {V1: [80, 90]}\n    304 West: {V1: [85, 95]}\n";
    let [then, now] = own;
    let release = format!(
        "- release: Plans\n  years: [2018/19, {year}]\n  figures:\n    England: {{V1: [77, 88]}}\n    Testing: {{V1: [{then}, {now}]}}\n  authorities:\n    \
         306 Testing: {{V1: [{then}, {now}]}}\n{others}  complete: yes\n"
    );
    MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with(
            "indicators.yaml",
            "T:\n  V1: {name: Plans in time, count: In time, out_of: Plans, better: higher, target: 90}\n",
        )
        .with("figures/history.yaml", format!("Years: [2018/19, 2019/20]\nV1: [30/40, {}/40]\n", 40 - hidden))
        .with("benchmarks.yaml", release)
}

#[test]
fn the_own_figure_of_a_release_stands_nowhere_where_the_ledger_hides_it() {
    // It is shown, and so are its place and its line.
    let shown = made(&released([75, 78], 9, "2019/20"));
    assert!(shown.contains("of 5"), "the council has a place");
    assert!(made(&released([75, 79], 9, "2019/20")) != shown);
    // It is hidden: whatever the release says, the paper is the same, and so is what others say.
    let hidden = made(&released([75, 96], 2, "2019/20"));
    for (own, secret) in [([75, 98], 1), ([75, 89], 4), ([75, 88], 5), ([75, 60], 3)] {
        assert!(made(&released(own, secret, "2019/20")) == hidden, "{own:?}");
    }
    assert!(hidden.contains("England") && hidden.contains("88%"), "other areas are told");
    // A period that the ledger does not hide is told: one of another length, and one before.
    let elsewhere = made(&released([75, 96], 2, "2018/19 academic"));
    assert!(made(&released([75, 97], 2, "2018/19 academic")) != elsewhere);
    assert!(made(&released([76, 96], 2, "2019/20")) != hidden);
}
