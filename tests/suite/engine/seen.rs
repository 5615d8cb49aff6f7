//! A paper compares with the one that its panel saw last.

use panelpack::MemoryFiles;
use panelpack::internals::page::PaperView;

use super::{find, paper, paper_of, small_project};

const MEETINGS: &str = "meetings:\n  - {paper: panel, date: 2020-09-30, period: 2020-08}\n  - {paper: panel, date: 2021-01-13, period: 2020-11}\n";

/// Five months of two measures, for a panel that may meet twice.
fn project(a1: &str, a2: &str, meetings: &str) -> MemoryFiles {
    small_project()
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Reviews, unit: percent, better: higher, target: 90, type: in period}\n  A2: {name: Visits, unit: percent, better: higher, target: 90, type: in period}\n",
        )
        .with(
            "figures/history.yaml",
            format!("Months: [2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA1: [{a1}]\nA2: [{a2}]\n"),
        )
        .with(
            "panelpack.yaml",
            format!("organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: T, panel: P}}\n{meetings}"),
        )
}

fn movements(paper: &PaperView) -> Vec<(&str, &str, Vec<String>)> {
    paper.movements.iter().map(|it| (it.from.word, it.to.word, it.names.clone())).collect()
}

fn sentence(paper: &PaperView, code: &str) -> String {
    find(paper, code).sentence.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn counts_movements_and_changes_compare_with_the_meeting_before() {
    let seen = paper(&project("95, 95, 70, 71, 72", "95, 95, 95, 95, 95", MEETINGS));
    assert_eq!(seen.moved_since, "August 2020");
    assert_eq!(movements(&seen), [("Green", "Red", vec!["Reviews".to_owned()])]);
    let before: Vec<&str> = seen.tiles.iter().map(|tile| tile.before.as_str()).collect();
    assert_eq!(before, ["0 in August", "0 in August", "2 in August"]);
    assert!(seen.headline.lead.ends_with(", one more than in August."), "{}", seen.headline.lead);
    assert_eq!(seen.period.change_header, "Since Aug 2020");
    let view = find(&seen, "A1");
    assert_eq!((view.previous.as_str(), view.change.since.as_str()), ("95%", "since Aug 2020"));
    assert_eq!((view.change.words.as_str(), view.how_long.as_str()), ("23 points worse", "3rd month"));
    // What each figure of the year was goes on being there, and without meetings the month before is the paper before.
    assert_eq!(view.recent.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), ["70%", "71%", "72%"]);
    let monthly = paper(&project("95, 95, 70, 71, 72", "95, 95, 95, 95, 95", ""));
    assert_eq!(
        (monthly.moved_since.as_str(), monthly.period.change_header.as_str()),
        ("October 2020", "Since Oct 2020")
    );
    assert_eq!((movements(&monthly), find(&monthly, "A1").change.words.as_str()), (Vec::new(), "1 point better"));
}

#[test]
fn a_rating_that_came_and_went_between_two_papers_is_told() {
    let seen = paper(&project("95, 95, 70, 71, 92", "80, 81, 95, 82, 83", MEETINGS));
    assert_eq!(movements(&seen), []);
    assert_eq!(sentence(&seen, "A1"), "In November 2020: 92%. Red in September and October, between the papers.");
    assert!(sentence(&seen, "A2").contains("Green in September, between the papers."), "{}", sentence(&seen, "A2"));
    let monthly = paper(&project("95, 95, 70, 71, 92", "80, 81, 95, 82, 83", ""));
    assert!(!sentence(&monthly, "A1").contains("between the papers"));
}

/// An earlier paper compares with what was there before it, and no later meeting changes that.
#[test]
fn only_an_earlier_period_is_the_paper_before() {
    let files = project("95, 95, 70, 71, 72", "95, 95, 95, 95, 95", MEETINGS);
    assert_eq!(paper_of(&files, "2020-08").period.previous, "July 2020");
    assert_eq!(paper_of(&files, "2020-10").period.previous, "August 2020");
    let other = MEETINGS.replacen("paper: panel", "paper: other", 1);
    let two = project("95, 95, 70, 71, 72", "95, 95, 95, 95, 95", &other);
    let two = two.with(
        "panelpack.yaml",
        format!("organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: T, panel: P}}\n  other: {{title: U, panel: P}}\n{other}"),
    );
    assert_eq!(paper_of(&two, "2020-11").period.previous, "October 2020");
}

/// What is measured by quarters was due since August, though not since October.
#[test]
fn a_quarter_is_due_where_it_ended_since_the_paper_before() {
    let quarterly = |meetings: &str| {
        let files = project("95, 95, 70, 71, 72", "95, 95, 95, 95, 95", meetings).with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Reviews, unit: percent, better: higher, target: 90, type: in period}\n  A2: {name: Visits, unit: percent, better: higher, target: 90, type: in period}\n  A3: {name: Plans, unit: percent, better: higher, target: 90, when_not_due: say so}\n",
        );
        let files = files.with("figures/q.yaml", "Quarters: [2020/21 Q1, 2020/21 Q2]\nA3: [95, 80]\n");
        let view = find(&paper(&files), "A3");
        (view.value, view.change.words)
    };
    assert_eq!(quarterly(MEETINGS), ("80%".to_owned(), "15 points worse since 2020/21\u{a0}Q1".to_owned()));
    assert_eq!(quarterly("").0, "[nd]");
}
