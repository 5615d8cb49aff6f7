//! What is said in words for everybody.

use panelpack::MemoryFiles;
use panelpack::internals::page::{PlainItemView, PlainView};

use super::{PERCENT, paper, with, with_manifest};

fn plain(files: &MemoryFiles) -> PlainView {
    paper(files).plain
}

/// The first indicator, alone with a plain name.
fn one(define: &str, months: &str) -> PlainItemView {
    let define = format!("plain: Young people with a plan, {define}");
    let files = with(&define, &format!("Months: [2020-10, 2020-11]\nA1: {months}\nA2: [9, 9]\n"));
    let view = plain(&files);
    assert_eq!(
        view.groups.iter().map(|group| group.items.len()).sum::<usize>(),
        1,
        "only what has a plain name is told"
    );
    view.groups[0].items[0].clone()
}

#[test]
fn a_large_group_is_told_as_so_many_of_every_hundred() {
    let item = one(&format!("{PERCENT}, target: 90, amber_within: 5 points"), "[152/195, 163/194]");
    assert_eq!((item.name.as_str(), item.figure.as_str()), ("Young people with a plan", "84 of every 100"));
    assert_eq!(item.heading, "Young people with a plan.");
    assert_eq!((item.about.as_str(), item.aim.as_str()), ("", "We aim for 90 of every 100."));
    assert_eq!(item.change, "Better than in October.");
}

#[test]
fn a_small_group_is_told_in_its_own_numbers() {
    let item = one(&format!("{PERCENT}, target: 95"), "[15/20, 11/22]");
    assert_eq!((item.figure.as_str(), item.about.as_str()), ("11 of 22", "That is 50 of every 100."));
    assert_eq!(item.change, "Worse than in October.");
}

#[test]
fn rounding_says_so_and_never_crosses_the_aim() {
    let figure = |decimals: &str, value: &str| {
        one(&format!("{PERCENT}, decimals: {decimals}, target: 95"), &format!("[1%, {value}]")).figure
    };
    assert_eq!(figure("1", "86.4%"), "About 86 of every 100");
    assert_eq!(figure("1", "86.0%"), "86 of every 100");
    assert_eq!(figure("1", "94.6%"), "Just under 95 of every 100");
    assert_eq!(figure("1", "95.4%"), "Just over 95 of every 100");
    assert_eq!(figure("1", "99.6%"), "More than 99 of every 100");
    assert_eq!(figure("1", "0.3%"), "Fewer than 1 of every 100");
    // Printed as 100% and as 0%, but not all and not none.
    assert_eq!(figure("0", "1160/1161"), "More than 99 of every 100");
    assert_eq!(figure("0", "1/1161"), "Fewer than 1 of every 100");
}

#[test]
fn other_units_are_told_as_people_say_them() {
    let said = |define: &str, value: &str| {
        let item = one(define, &format!("[{value}, {value}]"));
        (item.figure, item.about, item.aim)
    };
    let owned = |texts: [&str; 3]| (texts[0].to_owned(), texts[1].to_owned(), texts[2].to_owned());
    assert_eq!(said("count: Children, better: neither", "750"), owned(["750", "", ""]));
    assert_eq!(
        said("unit: days, better: lower, target: 180", "426"),
        owned(["426 days", "That is about 1 year 2 months.", "We aim for no more than 180 days."])
    );
    assert_eq!(said("count: Moves, better: lower, target: 0", "4"), owned(["4", "", "We aim for none."]));
    assert_eq!(
        said(&format!("{PERCENT}, target: {{to_be_set: by the Board}}"), "150/200"),
        owned(["75 of every 100", "", "We have not set an aim yet."])
    );
    // A share of a budget is no share of people.
    assert_eq!(
        said("unit: percent, range: any, better: lower, target: 100", "104"),
        owned(["104%", "", "We aim for no more than 100%."])
    );
}

#[test]
fn a_hidden_number_is_not_told_and_says_why() {
    let define = format!("plain: Young people with a plan, {PERCENT}, target: 95");
    let files = with(&define, "Months: [2020-10, 2020-11]\nA1: [15/20, 3/22]\nA2: [9, 9]\n").with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n",
    );
    let view = plain(&files);
    let item = &view.groups[0].items[0];
    assert_eq!(item.about, "We do not show this number, so that nobody can tell who it is about.");
    assert_eq!((item.figure.as_str(), item.change.as_str()), ("", ""));
    let told = format!("{view:?}");
    assert!(!told.contains("22") && !told.contains("14"), "{told}");
}

/// Fifteen indicators, of which the last three are red.
fn fifteen(manifest: &str) -> MemoryFiles {
    let define = |n: usize| format!("  B{n}: {{name: Thing {n}, {PERCENT}, target: 90}}\n");
    let definitions: String = (1..=15).map(define).collect();
    let value = |n: usize| if n > 12 { 50 } else { 95 };
    let figures: String = (1..=15).map(|n| format!("B{n}: [{}/1000]\n", value(n) * 10)).collect();
    with_manifest(with(PERCENT, ""), "")
        .with("indicators.yaml", format!("Theme:\n{definitions}"))
        .with("figures/history.yaml", format!("Months: [2020-11]\n{figures}"))
        .with("panelpack.yaml", manifest)
}

#[test]
fn where_not_all_find_room_the_worst_do_and_the_rest_is_counted() {
    let manifest = "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, layout: young-people}\n";
    let view = plain(&fifteen(manifest));
    assert_eq!(view.lead, "We look at 15 things. Three are not good enough yet. 12 are going well.");
    let sizes: Vec<(&str, usize)> = view.groups.iter().map(|group| (group.heading, group.items.len())).collect();
    assert_eq!(sizes, [("Not good enough yet", 3), ("Going well", 9)]);
    assert_eq!(view.more, "Three more are not shown here. You can find them in the table that comes with this paper.");
    let both = format!("{manifest}  full: {{title: The scorecard, panel: P}}\n");
    let more = plain(&fifteen(&both)).more;
    assert_eq!(more, "Three more are not shown here. You can find them in the paper “The scorecard”.");
}

#[test]
fn when_the_aim_is_expected_stands_in_the_same_sentence() {
    let define = format!("plain: Young people with a plan, {PERCENT}, target: 95");
    let files = with(&define, "Months: [2020-11]\nA1: [150/200]\nA2: [9]\n")
        .with("commentary/2020-11/a.md", "## A1\nExpected back: 2021-03\nLate letters.\n");
    assert_eq!(plain(&files).groups[0].items[0].aim, "We aim for 95 of every 100 by March 2021.");
}

#[test]
fn without_plain_names_all_are_told_by_their_names() {
    let view = plain(&with(PERCENT, "Months: [2020-11]\nA1: [50/200]\nA2: [9]\n"));
    let names: Vec<&str> = view.groups.iter().flat_map(|group| &group.items).map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["Plans", "Visits"]);
}

#[test]
fn only_texts_that_were_written_for_it_are_told() {
    let files = with_manifest(with(PERCENT, "Months: [2020-11]\nA1: [50/200]\nA2: [9]\n"), "");
    let common = files.clone().with("commentary/2020-11/a.md", "## Summary\nFor members.\n");
    assert!(plain(&common).intro.is_none() && plain(&common).next.is_none());
    let own = files.with(
        "commentary/2020-11/a.md",
        "## Summary for panel\nFor you.\n## What happens next\nWe talk.\n## Have your say for panel\nWrite to us.\n",
    );
    let view = plain(&own);
    assert!(view.intro.is_some() && view.next.is_some() && view.have_your_say.is_some());
}

/// All that is said below a title, as it is read.
fn said(item: &PlainItemView) -> String {
    item.say.iter().map(|run| run.text.as_str()).collect()
}

/// How many dots there are, filled, missing and too many.
fn counted(define: &str, value: &str) -> Option<[u32; 4]> {
    one(define, &format!("[{value}, {value}]")).dots.map(|dots| [dots.of, dots.filled, dots.missing, dots.over])
}

#[test]
fn a_share_has_a_dot_for_each_of_a_small_group_and_a_hundred_for_a_large_one() {
    let higher = format!("{PERCENT}, target: 95");
    // 95% of 22 are 20.9: of people 21.
    assert_eq!(counted(&higher, "11/22"), Some([22, 11, 10, 0]));
    assert_eq!(counted(&higher, "22/22"), Some([22, 22, 0, 0]));
    assert_eq!(counted(&higher, "163/194"), Some([100, 84, 11, 0]));
    assert_eq!(counted(&higher, "194/194"), Some([100, 100, 0, 0]));
    let none = format!("{PERCENT}, target: none");
    assert_eq!(counted(&none, "50/100"), Some([100, 50, 0, 0]));
    assert_eq!(counted(&none, "0/7"), Some([7, 0, 0, 0]));
}

#[test]
fn dots_lie_on_the_side_of_the_aim_on_which_the_figure_lies() {
    let exact = |value: &str| counted(&format!("{PERCENT}, decimals: 1, target: 95"), value);
    assert_eq!(exact("94.6%"), Some([100, 94, 1, 0]));
    assert_eq!(exact("95.4%"), Some([100, 95, 0, 0]));
    // Not all, and no longer few: nobody is made to disappear or to appear.
    assert_eq!(exact("99.6%"), Some([100, 99, 0, 0]));
    assert_eq!(exact("0.3%"), None);
    // 35 of 37 are printed as 95% and judged so.
    assert_eq!(counted(&format!("{PERCENT}, target: 95"), "35/37"), Some([37, 35, 0, 0]));
}

#[test]
fn more_than_there_should_be_is_drawn_apart() {
    let define = "count: Moved, out_of: Children, better: lower, target: 10";
    let lower = |value: &str| {
        let define = format!("plain: Moving home, {define}");
        let files = with(&define, &format!("Months: [2020-11]\nA1: [{value}]\nA2: [9]\n"));
        plain(&files).groups[0].items[0].dots.map(|dots| [dots.of, dots.filled, dots.missing, dots.over])
    };
    assert_eq!(lower("26/200"), Some([100, 13, 0, 3]));
    assert_eq!(lower("21/204"), Some([100, 10, 0, 0]));
    assert_eq!(lower("4/30"), Some([30, 4, 0, 1]));
    assert_eq!(lower("3/30"), Some([30, 3, 0, 0]));
}

#[test]
fn what_is_no_share_or_is_not_told_has_no_dots() {
    assert_eq!(counted("unit: days, better: lower, target: 180", "426"), None);
    assert_eq!(counted("unit: percent, range: any, better: lower, target: 100", "104"), None);
    assert_eq!(counted(&format!("{PERCENT}, target: 95"), "50% f"), None);
    let define = format!("plain: Young people with a plan, {PERCENT}, target: 95");
    let files = with(&define, "Months: [2020-10, 2020-11]\nA1: [15/20, 3/22]\nA2: [9, 9]\n").with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n",
    );
    let view = plain(&files);
    assert!(!view.groups[0].items[0].has_dots && view.dots_key.is_empty() && view.dots_say.is_empty());
}

#[test]
fn a_number_is_followed_by_what_those_who_are_counted_did() {
    let define = format!("{PERCENT}, target: 95, plain_did: had theirs in time");
    assert_eq!(
        said(&one(&define, "[15/20, 11/22]")),
        "11 of 22 had theirs in time. That is 50 of every 100. We aim for 95. Worse than in October."
    );
    // A duration is no number of people.
    let days = "unit: days, better: lower, target: 180, plain_did: waited";
    assert_eq!(
        said(&one(days, "[426, 426]")),
        "426 days. That is about 1 year 2 months. We aim for no more than 180 days. The same as in October."
    );
}

#[test]
fn a_promise_is_told_only_where_the_council_says_that_it_made_one() {
    let aim = |more: &str| {
        let define = format!("plain: Young people with a plan, {PERCENT}, target: 95{more}");
        let files = with(&define, "Months: [2020-11]\nA1: [150/200]\nA2: [9]\n")
            .with("commentary/2020-11/a.md", "## A1\nExpected back: 2021-03\nLate letters.\n");
        let view = plain(&files);
        let item = &view.groups[0].items[0];
        (item.aim.clone(), said(item), view.dots_key.iter().map(|key| key.words).collect::<Vec<_>>())
    };
    let (told, said, key) = aim("");
    assert_eq!(told, "We aim for 95 of every 100 by March 2021.");
    assert_eq!(said, "75 of every 100. We aim for 95 by March.");
    assert_eq!(key, ["Filled: yes", "Thick ring: not yet, but we aim for it", "Thin ring: no"]);
    assert_eq!(aim(", plain_target: aimed for").1, said);
    // When it is expected back is a plan, and was not promised.
    let (told, said, key) = aim(", plain_target: promised");
    assert_eq!(told, "We promised 95 of every 100.");
    assert_eq!(said, "75 of every 100. We promised 95. We plan to be there by March.");
    assert_eq!(key, ["Filled: yes", "Thick ring: not yet, but we promised it", "Thin ring: no"]);
}

#[test]
fn what_young_people_said_is_told_in_its_own_place() {
    let files = with_manifest(with(PERCENT, "Months: [2020-11]\nA1: [50/200]\nA2: [9]\n"), "")
        .with("commentary/2020-11/a.md", "## You told us\n| You said | We do |\n|---|---|\n| Late. | Sooner. |\n");
    assert!(plain(&files).you_told_us.is_some());
}
