//! What is awaited, and from whom.

use super::{awaited, chase, team};
use crate::common::codes;
use panelpack::internals::month::{Kind, letters};

#[test]
fn what_is_awaited_is_named_with_its_owner() {
    let files = team()
        .with("figures/2020-12.yaml", "A1: 79/100\nA3: {value: late, note: The log is read on 4 January.}\n")
        .with(
            "panelpack.yaml",
            "organisation: O\nsmall_numbers: {policy: none}\ncalendar: {commentary_due: 8 clear days, dispatch: 6 clear days}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n\
             meetings:\n  - {paper: panel, date: 2021-01-13, period: 2020-12, item: 6}\n",
        )
        .with(
            "actions.yaml",
            "- {ref: 1/20, action: Report, owner: Head of Plans, due: 2021-01-10}\n- {ref: 2/20, action: Later, owner: Head of Plans, due: 2021-01-14}\n\
             - {ref: 3/20, action: Done, owner: Head of Plans, due: 2021-01-01, closed: 2021-01-01}\n",
        )
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: Plans in time, out_of: Plans due, better: higher, target: 90, amber_within: 5 points, owner: Head of Plans}\n  \
             A2: {name: Visits, count: Visits made, better: higher, target: {to_be_set: by the Board, expected: 2020-11, owner: The Board}}\n  \
             A3: {name: Calls, unit: days, better: lower, target: 5, owner: {from 2020-01: Nobody, from 2020-12: Head of Calls}}\n",
        );
    let seen = chase(&files, None, "2021-01-04");
    assert_eq!(seen.period, "2020-12");
    assert_eq!(
        awaited(&seen),
        [
            (Kind::Figure, "A2"),
            (Kind::Figure, "A3"),
            (Kind::Commentary, "A1"),
            (Kind::Target, "A2"),
            (Kind::Action, "1/20")
        ]
    );
    let people: Vec<_> = seen.by_person().into_iter().map(|(from, awaited)| (from, awaited.len())).collect();
    assert_eq!(people, [(Some("Head of Calls"), 1), (Some("Head of Plans"), 2), (Some("The Board"), 1), (None, 1)]);
    let [deadline] = seen.meetings.as_slice() else { panic!("{:?}", seen.meetings) };
    let days = [deadline.commentary_due, deadline.dispatch, deadline.last_day].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["2020-12-30", "2021-01-04", "2021-01-05"]);
    assert!(seen.awaited.iter().all(|it| it.is_overdue == (it.by.unwrap().to_string().as_str() < "2021-01-04")));
    assert_eq!(seen.awaited[1].note, "The log is read on 4 January.");
    assert_eq!(seen.awaited[2].note, "79%, red, 2nd month; target 90%");

    let letters = letters(&seen);
    assert_eq!(letters.len(), 3, "nobody writes to nobody");
    let plans = letters.iter().find(|letter| letter.to == "Head of Plans").unwrap();
    assert_eq!(plans.subject, "December 2020: 1 text and 1 action, due 30 December 2020");
    for part in [
        "This was due by 30 December 2020. The papers go out on 4 January 2021; the panel meets on 13 January 2021.",
        "- A1 Plans (79%, red, 2nd month; target 90%)",
        "- 1/20 Report (due 10 January 2021)",
    ] {
        assert!(plans.text.contains(part), "{part} is not in\n{}", plans.text);
    }
}

#[test]
fn a_text_that_is_the_last_one_is_awaited_and_one_that_is_decided_on_is_not() {
    let text = "## A1\n80% is too few.\n";
    let files = team()
        .with("commentary/2020-11/plans.md", text)
        .with("figures/2020-12.yaml", "A1: 79/100\nA2: 8\nA3: 4\n")
        .with("commentary/2020-12/plans.md", text)
        .with("commentary/2020-12/visits.md", "## A2\nAwaited: On leave · Decided by: Director\n");
    assert!(codes(&files).contains(&"text-repeated"));
    let seen = chase(&files, Some("2020-12"), "2021-01-04");
    assert_eq!(awaited(&seen), [(Kind::TextRepeated, "A1")]);
    assert_eq!(seen.decided.iter().map(|it| it.of.as_str()).collect::<Vec<_>>(), ["A2"]);
    let done = files.with("commentary/2020-12/plans.md", "## A1\n79% is too few.\n");
    assert_eq!(awaited(&chase(&done, Some("2020-12"), "2021-01-04")), []);
}

#[test]
fn the_period_at_hand_is_that_of_the_next_meeting_else_the_latest_begun() {
    let met = |date: &str| {
        team().with(
            "panelpack.yaml",
            format!(
                "organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\nmeetings:\n  - {{paper: panel, date: {date}, period: 2020-10}}\n"
            ),
        )
    };
    assert_eq!(chase(&met("2021-01-13"), None, "2021-01-13").period, "2020-10");
    assert_eq!(chase(&met("2021-01-13"), None, "2021-01-14").period, "2020-11");
    let begun = met("2021-01-13").with("figures/2020-12.yaml", "A1:\n");
    assert_eq!(chase(&begun, None, "2021-01-14").period, "2020-12");
}
