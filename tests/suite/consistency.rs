//! What figures say about one another: the checks are silent where all is right, and say it where something is not.

use std::fs;

use assert_cmd::Command;
use panelpack::{Code, Diagnostic, MemoryFiles, Severity, check};
use proptest::prelude::*;

use crate::common::{EXAMPLES, example, fixtures};
use crate::errors;

const MANIFEST: &str = "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n";

fn project(indicators: &str, figures: &str) -> MemoryFiles {
    let files = MemoryFiles::default().with("panelpack.yaml", MANIFEST);
    files.with("indicators.yaml", indicators).with("figures/history.yaml", figures)
}

/// Everything that `check --strict` finds.
fn strict(files: &MemoryFiles) -> Vec<Diagnostic> {
    check(files).diagnostics_and_notes()
}

fn codes(files: &MemoryFiles) -> Vec<&'static str> {
    strict(files).iter().map(|diagnostic| diagnostic.code().name()).collect()
}

/// A panel's paper had 36 carers started and 57 ceased in one month, and a net change of minus 13.
#[test]
fn thirty_six_started_and_fifty_seven_ceased_are_no_change_of_minus_thirteen() {
    let with_change = |change: &str| {
        project(
            "Carers:\n  STARTED: {name: Started, count: Carers who started, better: neither}\n  \
             CEASED: {name: Ceased, count: Carers who ceased, better: neither}\n  \
             CHANGE: {name: Net change, count: Carers more than before, range: any, better: neither, equals: STARTED - CEASED}\n",
            &format!("Months: [2020-11]\nSTARTED: [36]\nCEASED: [57]\nCHANGE: [{change}]\n"),
        )
    };
    let found = strict(&with_change("-13"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].code(), found[0].severity()), (Code::IdentityBroken, Severity::Warning));
    assert_eq!(found[0].message(), "`CHANGE` is not `STARTED - CEASED` for 2020-11");
    assert_eq!((found[0].primary().is_some(), found[0].secondary().len(), found[0].hints().len()), (true, 2, 1));
    assert_eq!(codes(&with_change("-21")), Vec::<&str>::new());
}

/// Two months that use whatever the checks look at, and in which everything agrees.
fn clean_project() -> MemoryFiles {
    MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with(
            "indicators.yaml",
            "Carers:\n  \
             CARERS:\n    name: Carers\n    count: Carers at the end of the month\n    better: higher\n    target: none\n    type: snapshot\n    \
             equals: previous + STARTED - CEASED\n    breakdowns: {kind: {parts: [Mainstream, Short breaks], sum_to_whole: yes}}\n  \
             STARTED: {name: Started, count: Carers who started, better: neither, type: in period}\n  \
             CEASED: {name: Ceased, count: Carers who ceased, better: neither, type: in period}\n  \
             ADOPTED: {name: Adopted since April, count: Children adopted, better: higher, target: none, type: year to date}\n\
             Health:\n  \
             ASKED: {name: Asked in time, count: Asked in time, out_of: Children who entered care, better: higher, target: 90, type: in period}\n  \
             SEEN:\n    name: Seen in time\n    count: Seen in time\n    out_of: Children who entered care\n    better: higher\n    target: 90\n    \
             type: in period\n    judge_after: 20 working days\n  \
             COST: {name: Weekly cost, unit: pounds, better: lower, target: {to_be_set: by the Board}}\n",
        )
        .with(
            "figures/2020-04.yaml",
            "extracted: 2020-06-02\nCARERS: 400\n\"CARERS by kind\": {Mainstream: 310, Short breaks: 90}\nSTARTED: 12\nCEASED: 9\nADOPTED: 3\n\
             ASKED: 45/50 90%\nSEEN: 46/50\nSEEN year to date: 46/50\nCOST: £4,210\n",
        )
        .with(
            "figures/2020-05.yaml",
            "extracted: 2020-07-01\nCARERS: 411\n\"CARERS by kind\": {Mainstream: 320, Short breaks: 91}\nSTARTED: 20\nCEASED: 9\nADOPTED: 3\n\
             ASKED: 43/47\nASKED percent: 91.5\nSEEN: 44/47\nSEEN year to date: 90/97\nCOST: £4,230\n",
        )
        .with(
            "benchmarks.yaml",
            "- {release: R, years: [2018/19, 2019/20], figures: {England: {ASKED: [87, 88], SEEN: [89, 90]}}}\n",
        )
        .with(
            "commentary/2020-05/health.md",
            "## SEEN\nThe figure rose by 2 points to 94%, and 44% of the children are under 5.\n\n## COST\nThe weekly cost rose by 1%.\n",
        )
}

#[test]
fn a_clean_project_of_two_months_raises_nothing_at_all_even_under_strict() {
    let found = strict(&clean_project());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_examples_raise_no_warning_and_under_strict_only_what_their_sources_do_not_give() {
    for name in EXAMPLES {
        let files = example(name);
        assert!(check(&files).diagnostics().is_empty(), "{name}");
        let not_given = ["target-unexplained", "bare-percentage", "release-left-out"];
        assert!(codes(&files).iter().all(|code| not_given.contains(code)), "{name}: {:#?}", strict(&files));
        assert!(codes(&files).iter().filter(|code| **code == "bare-percentage").count() < 2, "{name}: one cause");
    }
}

#[test]
fn an_allowed_check_is_silent() {
    for check in Code::CHECKS {
        let allow = |text: String| {
            let reason = format!("allow: {{{check}: It is right here.}}");
            let line = |line: &str| match line {
                _ if line.starts_with("  ") && !line.starts_with("   ") => {
                    line.replacen(": {name:", &format!(": {{{reason}, name:"), 1) + "\n"
                }
                _ if line.starts_with("    name:") && !text.contains("allow:") => format!("    {reason}\n{line}\n"),
                _ => format!("{line}\n"),
            };
            text.lines().map(line).collect::<String>()
        };
        let files = |change: &dyn Fn(String) -> String| {
            let case = fixtures().join("invalid").join(check.name());
            errors::project(&case).into_iter().fold(MemoryFiles::default(), |files, (path, content)| {
                let text = String::from_utf8(content).expect("the files of a check are texts");
                files.with(&path, if path == "indicators.yaml" { change(text) } else { text })
            })
        };
        assert!(codes(&files(&|text| text)).contains(&check.name()), "{check} is not raised");
        assert_eq!(codes(&files(&allow)), Vec::<&str>::new(), "{check}");
    }
}

#[test]
fn an_unknown_name_under_allow_is_an_error_that_suggests_the_nearest() {
    let files = project(
        "Theme:\n  A1: {name: Visits, count: Visits, better: neither, allow: {part-total: Some are in two parts.}}\n",
        "Months: [2020-11]\nA1: [501]\n",
    );
    let found = strict(&files);
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::UnknownChoice]);
    assert_eq!(found[0].hints()[0], "did you mean `parts-total`?");
}

#[test]
fn every_check_has_a_name_that_can_be_allowed_and_stops_no_build() {
    for check in Code::CHECKS {
        assert!(check.severity() < Severity::Error, "{check}");
    }
}

/// A census put the carers right in May and a new system began in June: what went before does not add up with it.
#[test]
fn nothing_is_added_up_across_a_break() {
    let with = |mark: &str| {
        project(
            "Carers:\n  CARERS: {name: Carers, count: Carers, better: neither, type: snapshot, equals: previous + STARTED}\n  \
             STARTED: {name: Started, count: Carers who started, better: neither, type: in period}\n",
            &format!(
                "Months: [2020-04, 2020-05, 2020-06]\nCARERS: [400, 390{mark}, 391]\nSTARTED: [2, 3, 1{mark}]\n\
                 STARTED year to date: [2, 5, 1]\n"
            ),
        )
    };
    assert_eq!(codes(&with("")), ["identity-broken", "total-differs", "falling-total"]);
    assert_eq!(codes(&with(" b")), Vec::<&str>::new());
}

#[test]
fn a_hidden_or_missing_part_leaves_the_sum_open() {
    let with = |part: &str| {
        project(
            "Theme:\n  A1: {name: Children, count: Children, better: neither, breakdowns: {age: {parts: [Younger, Older], sum_to_whole: yes}}}\n",
            &format!("Months: [2020-11]\nA1: [700]\n\"A1 by age\": {{Younger: [300], Older: [{part}]}}\n"),
        )
    };
    for state in ["c", "x", "k", "z", "late", "400"] {
        assert_eq!(codes(&with(state)), Vec::<&str>::new(), "{state}");
    }
    assert_eq!(codes(&with("0")), ["parts-total"]);
}

/// Two months with a text for each, of an indicator whose target is 90.
fn expected_back(more: &str, figures: &str, october: &str, november: &str) -> MemoryFiles {
    let define = format!("Theme:\n  A1: {{name: Plans, unit: percent, better: higher, target: 90{more}}}\n");
    let figures = format!("extracted: 2020-12-01\nMonths: [2020-09, 2020-10, 2020-11]\nA1: [{figures}]\n");
    let text = |back: &str| {
        if back.is_empty() {
            "## A1\nWhy.\n".to_owned()
        } else {
            format!("## A1\nExpected back: {back}\n\nStill why.\n")
        }
    };
    project(&define, &figures)
        .with("commentary/2020-10/a.md", text(october))
        .with("commentary/2020-11/a.md", text(november))
}

#[test]
fn a_date_back_on_target_that_has_passed_is_named_with_its_place() {
    let files = expected_back("", "80, 81, 82", "", "2020-09");
    let found = strict(&files);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].code(), found[0].severity()), (Code::DatePassed, Severity::Warning));
    assert_eq!(found[0].message(), "`A1` is off target in 2020-11, and 2020-09, when it was expected back, has passed");
    assert_eq!((found[0].primary().is_some(), found[0].secondary().len()), (true, 1));
    for (more, figures, october, november) in [
        ("", "80, 81, 82", "", "2020-11"),
        ("", "80, 81, 82", "2020-11", "2020-10"),
        ("", "80, 81, 82", "", "2019/20"),
        // What cannot be judged yet leaves the last month that can.
        (", judge_after: 20 working days", "80, 81, 82", "", "2020-10"),
    ] {
        let files = expected_back(more, figures, october, november);
        assert!(codes(&files).contains(&"date-passed"), "{more} {figures} {november}");
    }
}

#[test]
fn a_date_that_was_to_come_or_came_true_is_no_slip() {
    for (more, figures, october, november) in [
        ("", "80, 81, 82", "2020-11", "2020-12"),
        ("", "80, 81, 82", "2020-11", ""),
        ("", "80, 81, 82", "2020-09", "2021-01"),
        ("", "80, 81, 91", "", "2020-10"),
        ("", "80, 81, late", "", "2020-10"),
        (", judge_after: 20 working days", "80, 81, 82", "", "2020-11"),
        (", allow: {date-passed: The Board has taken it on}", "80, 81, 82", "", "2020-09"),
    ] {
        let files = expected_back(more, figures, october, november);
        assert!(!codes(&files).contains(&"date-passed"), "{more} {figures} {october} {november}");
    }
}

/// The same text in October and November, under figures of both.
fn same_text(figures: &str, october: &str, november: &str) -> MemoryFiles {
    let define = "Theme:\n  A1: {name: Re-referrals, unit: percent, better: lower, target: 30, decimals: 1}\n";
    let figures = format!("Months: [2020-09, 2020-10, 2020-11]\nA1: [{figures}]\n");
    project(define, &figures)
        .with("commentary/2020-10/a.md", format!("## A1\n{october}\n"))
        .with("commentary/2020-11/a.md", format!("## A1\n{november}\n"))
}

#[test]
fn a_text_of_the_month_before_that_says_the_figure_of_then_is_named() {
    let text = "Re-referrals were 25%, as families came back.";
    for (october, november) in [
        (text, text),
        (text, "Re-referrals were **25%**,\nas families came back."),
        (text, "Re-referrals were 25%, as families came back.\n### Next\nMore visits."),
    ] {
        let found = strict(&same_text("26%, 25.3%, 21.4%", october, november));
        assert_eq!(found.len(), 1, "{november}: {found:#?}");
        assert_eq!((found[0].code(), found[0].severity()), (Code::TextRepeated, Severity::Warning));
        let says = "the text of `A1` for 2020-11 is that of 2020-10, word for word, and says the figure of then";
        assert_eq!((found[0].message(), found[0].secondary().len()), (says, 2));
    }
    // A reason may hold for months.
    let found = strict(&same_text("26%, 25.3%, 21.4%", "Families came back.", "Families came back."));
    assert_eq!(found.iter().map(Diagnostic::severity).collect::<Vec<_>>(), [Severity::Note], "{found:#?}");
}

#[test]
fn a_text_that_is_true_of_both_months_or_is_another_is_left_alone() {
    let text = "Re-referrals were 25%.";
    for (figures, october, november) in [
        ("26%, 25.3%, 25.3%", text, text),
        ("26%, 25.3%, late", text, text),
        ("26%, late, 25.3%", text, text),
        ("26%, 25.3%, 21.4%", text, "Re-referrals were 25%. They are 21% now."),
        ("26%, 25.3%, 21.4%", text, ""),
    ] {
        let files = same_text(figures, october, november);
        assert!(!codes(&files).contains(&"text-repeated"), "{figures} {november}");
    }
    let both = strict(&same_text("26%, 25.3%, 24.9%", text, text));
    assert_eq!(both.iter().map(Diagnostic::severity).collect::<Vec<_>>(), [Severity::Note], "25% is either: {both:#?}");
}

/// A folder of the wrong year, or of a month whose figures nobody has given, is read by nobody.
#[test]
fn commentary_of_a_period_without_a_paper_is_named() {
    let with = |folder: &str, manifest: &str| {
        let files = project(
            "Theme:\n  A1: {name: Visits, count: Visits, better: neither, type: in period}\n",
            "Months: [2020-10, 2020-11]\nA1: [501, 502]\n",
        );
        files
            .with("panelpack.yaml", MANIFEST.to_owned() + manifest)
            .with(&format!("commentary/{folder}/a.md"), "## A1\nText.\n")
    };
    for wrong in ["2021-11", "2019-11", "2020-12", "2021_22", "2019_20-Q3"] {
        let found: Vec<Diagnostic> = check(&with(wrong, "")).diagnostics().to_vec();
        assert_eq!(found.len(), 1, "{wrong}: {found:#?}");
        assert_eq!((found[0].code(), found[0].severity()), (Code::UnprintedPeriod, Severity::Warning));
        assert!(found[0].message().contains(&format!("`commentary/{wrong}`")) && found[0].primary().is_some());
        assert!(found[0].hints()[0].contains("rename the folder to `2020-11`"), "{:?}", found[0].hints());
    }
    for right in ["2020-11", "2020-10", "2020_21-Q3", "2020_21"] {
        assert!(!codes(&with(right, "")).contains(&"unprinted-period"), "{right}");
    }
    let to_come = with("2020-12", "meetings:\n  - {paper: panel, date: 2021-02-10, period: 2020-12}\n");
    assert!(!codes(&to_come).contains(&"unprinted-period"), "its figures are to come");
}

/// A row that could not be read would look as if a part were missing.
#[test]
fn figures_are_not_compared_while_some_cannot_be_read_but_a_slip_in_commentary_does_not_matter() {
    let broken =
        clean_project().with("figures/2020-06.yaml", "extracted: 2020-07-30\nCARERS: 500\nSTARTED: 1\nCEASED: 1\n");
    assert!(codes(&broken).contains(&"identity-broken"));
    let unread = broken.clone().with("figures/other.yaml", "Months: [2020-06]\nADOPTED: [three]\n");
    let found = codes(&unread);
    assert!(found.contains(&"not-a-figure") && !found.contains(&"identity-broken"), "{found:?}");
    let slip = broken.with("commentary/2020-06/a.md", "## Summry\nText.\n");
    let found = codes(&slip);
    assert!(found.contains(&"unknown-slot") && found.contains(&"identity-broken"), "{found:?}");
}

fn months(n: usize) -> String {
    (0..n).map(|i| format!("2020-{:02}", i + 4)).collect::<Vec<_>>().join(", ")
}

fn row<T: ToString>(cells: impl IntoIterator<Item = T>) -> String {
    cells.into_iter().map(|cell| cell.to_string()).collect::<Vec<_>>().join(", ")
}

/// Parts by month, of counts or with denominators, and a whole that is their sum but for `off`.
fn with_parts(parts: &[Vec<(u32, u32)>], fractions: bool, off: u32) -> MemoryFiles {
    let names: Vec<String> = (0..parts.len()).map(|part| format!("Part {part}")).collect();
    let cell =
        |(count, more): (u32, u32)| if fractions { format!("{count}/{}", count + more) } else { count.to_string() };
    let last = parts[0].len() - 1;
    let whole = (0..=last).map(|month| {
        let (count, more) = parts.iter().fold((0, 0), |(c, m), part| (c + part[month].0, m + part[month].1));
        cell((count, more + if month == last { off } else { 0 }))
    });
    let whole: Vec<String> = if fractions || off == 0 {
        whole.collect()
    } else {
        let sums = (0..=last).map(|month| parts.iter().map(|part| part[month].0).sum::<u32>());
        sums.enumerate().map(|(month, sum)| (sum + if month == last { off } else { 0 }).to_string()).collect()
    };
    let rows = names
        .iter()
        .zip(parts)
        .map(|(name, part)| format!("\"A1 by team: {name}\": [{}]\n", row(part.iter().copied().map(cell))));
    let out_of = if fractions { "out_of: Plans due, " } else { "" };
    project(
        &format!(
            "Theme:\n  A1: {{name: Plans, count: Plans in time, {out_of}better: neither, breakdowns: {{team: {{parts: [{}], sum_to_whole: yes}}}}}}\n",
            names.join(", ")
        ),
        &format!("Months: [{}]\nA1: [{}]\n{}", months(last + 1), whole.join(", "), rows.collect::<String>()),
    )
}

/// Months of an indicator with their years to date, the last of which is more by `off`.
fn with_year_to_date(figures: &[(u32, u32)], fractions: bool, off: u32) -> MemoryFiles {
    let cell =
        |(count, more): (u32, u32)| if fractions { format!("{count}/{}", count + more) } else { count.to_string() };
    let last = figures.len() - 1;
    let to_date = (0..=last).map(|month| {
        let (count, more) = figures[..=month].iter().fold((0, 0), |(c, m), figure| (c + figure.0, m + figure.1));
        let off = if month == last { off } else { 0 };
        if fractions { cell((count, more + off)) } else { cell((count + off, more)) }
    });
    let out_of = if fractions { "out_of: Plans due, " } else { "" };
    project(
        &format!("Theme:\n  A1: {{name: Plans, count: Plans in time, {out_of}better: neither, type: in period}}\n"),
        &format!(
            "Months: [{}]\nA1: [{}]\nA1 year to date: [{}]\n",
            months(last + 1),
            row(figures.iter().copied().map(cell)),
            row(to_date)
        ),
    )
}

fn any_parts() -> impl Strategy<Value = Vec<Vec<(u32, u32)>>> {
    (1..4usize, 1..6usize).prop_flat_map(|(parts, months)| {
        prop::collection::vec(prop::collection::vec((0..900u32, 1..900u32), months), parts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_that_were_made_to_sum_never_raise_and_one_too_many_always_does(parts in any_parts(), fractions: bool) {
        prop_assert!(!codes(&with_parts(&parts, fractions, 0)).contains(&"parts-total"));
        prop_assert!(codes(&with_parts(&parts, fractions, 1)).contains(&"parts-total"));
    }

    #[test]
    fn a_year_to_date_that_is_the_sum_of_its_months_never_raises_and_one_too_many_always_does(
        figures in prop::collection::vec((0..900u32, 1..900u32), 1..9),
        fractions: bool,
    ) {
        let raised = |off| {
            let found = codes(&with_year_to_date(&figures, fractions, off));
            (found.contains(&"total-differs"), found.contains(&"falling-total"))
        };
        prop_assert_eq!(raised(0), (false, false));
        prop_assert_eq!(raised(1), (true, false));
    }

    /// Figures that do no more than double from month to month are no slip of the point.
    #[test]
    fn an_honest_series_is_never_out_of_proportion(
        start in 1..5_000u32,
        steps in prop::collection::vec(50..=200u32, 1..12),
        unit in prop_oneof![Just("count"), Just("percent"), Just("days"), Just("pounds"), Just("rate per 10,000")],
    ) {
        let mut figures = vec![start];
        figures.extend(steps.iter().scan(start, |figure, step| {
            *figure = (*figure * step / 100).clamp(1, 10_000);
            Some(*figure)
        }));
        let files = project(
            &format!("Theme:\n  A1: {{name: Anything, unit: \"{unit}\", better: neither, range: any}}\n"),
            &format!("Months: [{}]\nA1: [{}]\n", (0..figures.len()).map(|i| format!("20{}-{:02}", 18 + i / 12, i % 12 + 1)).collect::<Vec<_>>().join(", "), row(&figures)),
        );
        prop_assert!(!codes(&files).contains(&"hundredfold"));
    }
}

fn run(words: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    let output = command.args(words).env_remove("CI").output().expect("panelpack runs");
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
}

#[test]
fn notes_are_said_under_strict_alone_and_stop_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("project");
    fs::create_dir_all(project.join("figures")).expect("a temporary folder can be written");
    let write =
        |name: &str, text: &str| fs::write(project.join(name), text).expect("a temporary folder can be written");
    write("panelpack.yaml", MANIFEST);
    write(
        "indicators.yaml",
        "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher}\n  \
         A2: {name: Visits, count: In time, out_of: Due, better: higher}\n",
    );
    write("figures/2020-11.yaml", "A1: 160/200 81%\nA2: 161/201\n");
    let project = project.to_string_lossy().into_owned();
    let out = folder.path().join("out").to_string_lossy().into_owned();

    let (said, exit) = run(&["check", &project]);
    assert!(said.ends_with("\n1 warning; more about one: panelpack explain percentage-differs\n"), "{said}");
    assert!(!said.contains("note[") && exit == Some(0), "{said}");
    let (said, exit) = run(&["check", "--strict", &project]);
    assert!(said.ends_with("\n1 warning, 3 notes; more about one: panelpack explain percentage-differs\n"), "{said}");
    assert!(said.contains("note[target-unexplained]") && said.contains("note[denominators-differ]") && exit == Some(0));
    let (said, _) = run(&["check", "--strict", &project, "--message-format", "json"]);
    let severity = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["severity"].clone();
    assert_eq!(said.lines().map(severity).filter(|severity| severity == "note").count(), 3);
    for words in [&["build", &project, "--out", &out][..], &["expand", &project, "--format", "json"]] {
        let (said, exit) = run(words);
        assert!(said.contains("warning[percentage-differs]") && !said.contains("note[") && exit == Some(0), "{said}");
    }
}

/// A new project says nothing under strict either: whoever starts sees no list of reproaches.
#[test]
fn a_new_project_is_quiet_under_strict() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("panel").to_string_lossy().into_owned();
    let flags = ["--organisation", "O", "--panel", "P", "--month", "2020-11", "--small-numbers", "none"];
    assert_eq!(run(&[&["new", project.as_str()], &flags[..]].concat()).1, Some(0));
    assert_eq!(run(&["check", "--strict", &project]), (String::new(), Some(0)));
}

/// Whole numbers and decimals of a text that are neither part of a code nor of a period or date.
fn numbers(text: &str) -> Vec<String> {
    let is_period = |word: &str| {
        let bytes = word.as_bytes();
        bytes.len() >= 6 && bytes[..4].iter().all(u8::is_ascii_digit) && matches!(bytes[4], b'-' | b'/' | b'_')
    };
    let words = text.split(|c: char| c.is_whitespace() || "`'\"()[]{}:;|".contains(c));
    let words = words.map(|word| word.trim_matches(|c: char| matches!(c, '.' | ',' | '£' | '%' | '-')));
    let plain = words.filter(|word| !is_period(word) && !word.contains(|c: char| c.is_alphabetic()));
    let figures = plain.flat_map(|word| word.split(['/', ',']).map(str::to_owned).chain([word.replace(',', "")]));
    figures.filter(|figure| figure.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// A figure may be a small number, and a message may be read aloud, mailed or kept in a log.
#[test]
fn no_message_of_a_fixture_holds_one_of_its_figures() {
    let mut checked = 0;
    for (_, case) in errors::all_cases() {
        let files = errors::project(&case);
        let is_figures = |path: &str| path.starts_with("figures/") || path == "benchmarks.yaml";
        let texts = files.iter().filter(|(path, _)| is_figures(path));
        let texts: Vec<_> = texts.map(|(_, content)| String::from_utf8_lossy(content)).collect();
        let lines = texts.iter().flat_map(|text| text.lines());
        let cells =
            lines.filter(|line| !["#", "extracted:"].iter().any(|start| line.starts_with(start))).flat_map(numbers);
        // A zero is never hidden.
        let figures: Vec<String> = cells.filter(|figure| figure != "0").collect();
        let project = files.into_iter().fold(MemoryFiles::default(), |files, (path, text)| files.with(&path, text));
        // What should have been a period or a date is quoted, where it cannot be a figure.
        let quotes = [Code::AmbiguousPeriod, Code::NotADate];
        for diagnostic in strict(&project).into_iter().filter(|found| !quotes.contains(&found.code())) {
            let labels = diagnostic.primary().into_iter().chain(diagnostic.secondary()).map(|label| label.text());
            let own = Code::CHECKS.contains(&diagnostic.code());
            // A hint of an error may show how a figure is written, in words that are the same for every project.
            let hints = diagnostic.hints().iter().map(String::as_str).filter(|_| own);
            for text in [diagnostic.message()].into_iter().chain(labels).chain(hints) {
                let told: Vec<String> = numbers(text).into_iter().filter(|number| figures.contains(number)).collect();
                assert!(told.is_empty(), "{}: {told:?} in `{text}`", case.display());
                checked += usize::from(own);
            }
        }
    }
    assert!(checked > 50, "only {checked} texts were checked");
}

const PERCENT: &str = "T:\n  A1: {name: Plans, unit: percent, better: ";

/// What `check` says of one percentage and what it is held against.
fn held(definition: &str, figures: &str) -> Vec<String> {
    let files = project(
        &format!("{PERCENT}{definition}}}\n"),
        &format!("Months: [2020-09, 2020-10, 2020-11]\nA1: [{figures}]\n"),
    );
    check(&files).diagnostics().iter().map(|found| format!("{}: {}", found.code(), found.message())).collect()
}

/// `target: 0.85` of a percentage is as loud as a figure of 0.85 among 85s.
#[test]
fn a_target_typed_as_a_fraction_is_named_like_a_figure_typed_so() {
    let fractions = "look like fractions of one and not like percentages";
    let fraction = "looks like a fraction of one and not like a percentage";
    for (definition, names) in [
        ("higher, target: 0.85", format!("the target of `A1` {fraction}")),
        ("higher, target: 1", format!("the target of `A1` {fraction}")),
        ("higher, target: {green: 0.95, amber: 0.85}", format!("the target of `A1` {fraction}")),
        ("higher, target: 90, floor: 0.7", format!("the floor of `A1` {fraction}")),
        ("lower, target: 0.8, floor: 0.95", format!("the target and the ceiling of `A1` {fractions}")),
        ("lower, target: 0.85", format!("the target of `A1` {fraction}")),
        ("near target, target: {green: 0.85 to 0.92, amber: 0.8 to 0.97}", format!("the target of `A1` {fraction}")),
        ("neither, target: {band: 0.8 to 0.9}", format!("the target of `A1` {fraction}")),
        ("higher, target: 90, minimum: 0.75", format!("the second standard of `A1` {fraction}")),
        ("higher, target: 90, amber_within: 0.05 points", format!("the tolerance of `A1` {fraction}")),
        ("higher, target: {from 2019-04: 85, from 2020-10: 0.9}", format!("the target of `A1` {fraction}")),
        (
            "higher, target: 0.85, amber_within: 0.05 points",
            format!("the target and the tolerance of `A1` {fractions}"),
        ),
    ] {
        assert_eq!(held(definition, "83, 84, 88"), [format!("hundredfold: {names}")], "{definition}");
    }
    assert_eq!(held("higher, target: 85, amber_within: 5 points, floor: 70", "83, 84, 88"), Vec::<String>::new());
}

/// Exclusions, cancelled operations, waits of over six weeks: small percentages with small targets, kept and far from kept.
#[test]
fn a_true_target_of_less_than_one_per_cent_is_left_alone() {
    for (definition, figures) in [
        ("lower, decimals: 2, target: 0.05, amber_within: 0.02 points", "0.06, 0.07, 0.06"),
        ("lower, decimals: 1, target: 0.8, floor: 1", "1.1, 0.9, 1.4"),
        ("lower, target: 1", "25, 44, 58"),
        ("lower, target: 0.5", "12, 14, 13"),
        ("lower, target: 0", "12, 14, 13"),
        ("higher, decimals: 1, target: 0.5", "0.4, 0.6, 3.2"),
        ("higher, decimals: 1, target: 95, amber_within: 0.5 points", "94.1, 95.2, 96"),
        ("higher, target: 95, amber_within: 0.5 points", "94, 95, 96"),
        ("higher, target: 95, amber_within: 0 points", "94, 95, 96"),
        ("higher, target: 92.5, amber_within: 0.5%", "94, 95, 96"),
        ("higher, target: 0.9", "x, x, x"),
    ] {
        assert_eq!(held(definition, figures), Vec::<String>::new(), "{definition}");
    }
}

#[test]
fn the_tolerance_of_a_project_typed_as_a_fraction_is_named_once() {
    let indicators = "T:\n  A1: {name: Plans, unit: percent, better: higher, target: 90}\n  A2: {name: Visits, unit: percent, better: higher, target: 85}\n";
    let of = |tolerance: &str| {
        let files = project(indicators, "Months: [2020-10, 2020-11]\nA1: [91, 92]\nA2: [81, 83]\n");
        codes(&files.with("panelpack.yaml", format!("{MANIFEST}amber_within: {tolerance}\n")))
    };
    assert_eq!((of("0.05 points"), of("5 points"), of("5%")), (vec!["hundredfold"], vec![], vec![]));
}

/// A definition in millions, a figure or a target in pounds.
#[test]
fn an_amount_in_pounds_under_millions_is_asked_about() {
    let of = |unit: &str, target: &str, figures: &str| {
        let definition = format!("T:\n  A1: {{name: Spend, unit: {unit}, better: lower, target: {target}}}\n");
        codes(&project(&definition, &format!("Months: [2020-10, 2020-11]\nA1: [{figures}]\n")))
    };
    assert_eq!(of("£m", "250", "251345678, 252345678"), ["hundredfold"]);
    assert_eq!(of("£m", "250000000", "251.3, 252.3"), ["hundredfold"]);
    assert_eq!(of("£000", "250000", "251345678, 252345678"), ["hundredfold"]);
    assert!(of("£m", "250", "251.3, 252.3").is_empty() && of("£000", "250000", "251346, 252346").is_empty());
    assert!(of("pounds", "250000000", "251345678, 252345678").is_empty());
}

#[test]
fn people_with_decimals_are_asked_about_and_parts_that_count_are_not() {
    let of = |decimals: &str, figures: &str| {
        let definition = format!("T:\n  A1: {{name: Children, count: Children, better: neither{decimals}}}\n");
        let periods = ["2020-08", "2020-09", "2020-10", "2020-11"][4 - figures.split(", ").count()..].join(", ");
        codes(&project(&definition, &format!("Months: [{periods}]\nA1: [{figures}]\n")))
    };
    for odd in ["1902, 1.855, 1881", "1.902, 1.855", "1.855", "1902, 1.85, 1881"] {
        assert_eq!(of("", odd), ["decimal-count"], "{odd}");
        assert!(of(", decimals: 1", odd).iter().all(|code| *code != "decimal-count"), "{odd}");
    }
    for fine in ["1902, 1855", "17.4, 18.1, 16.9", "17.5, 18, 16.5, 17", "17.4193548387, 18.064516129", "12.125, 12.5"]
    {
        assert_eq!(of("", fine), Vec::<&str>::new(), "{fine}");
    }
}

#[test]
fn a_percentage_given_alone_is_noted_under_strict() {
    let of = |figures: &str| {
        let definition = "T:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: 90}\n";
        codes(&project(definition, &format!("Months: [2020-10, 2020-11]\nA1: [{figures}]\n")))
    };
    assert_eq!((of("84, 86"), of("84%, 86.2")), (vec!["bare-percentage"], vec!["bare-percentage"]));
    assert!(of("84%, 86%").is_empty() && of("84/100, 86%").is_empty() && of("x, 0/0").is_empty());
}

#[test]
fn an_indicator_that_no_paper_lists_is_named_with_what_it_has() {
    let with = |list: &str, more: &str| {
        let manifest = MANIFEST.replace("panel: Panel}", &format!("panel: Panel{list}}}"));
        let indicators = format!(
            "Theme:\n  A1: {{name: Plans, count: Plans, better: neither}}\n  A2: {{name: Visits, count: Visits, better: neither}}\n  \
             A3: {{name: Checks, count: Checks, better: higher, target: 90{more}}}\n"
        );
        project(&indicators, "Months: [2020-11]\nA1: [501]\nA2: [502]\nA3: [503]\n")
            .with("panelpack.yaml", manifest)
            .with("commentary/2020-11/theme.md", "## A3\nThe checks are made by the school nurses.\n")
    };
    let listed = ", indicators: [A1, A2]";
    let found = strict(&with(listed, ""));
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::NotShown]);
    assert_eq!(found[0].message(), "`A3` has figures, a target and commentary, and no paper shows it");
    for quiet in [with("", ""), with(", indicators: [A1, A2, A3]", ""), with(listed, ", retired: {from: 2020-11}")] {
        assert!(!codes(&quiet).contains(&"not-shown"), "{:?}", strict(&quiet));
    }
    assert!(!codes(&with(", indicators: [A1]", "")).contains(&"not-shown"), "a paper takes a few of a store");
    let compared = with(listed, "").with(
        "indicators.yaml",
        "Theme:\n  A1: {name: Plans, count: Plans, better: neither, equals: A2 + A3}\n  \
         A2: {name: Visits, count: Visits, better: neither}\n  A3: {name: Checks, count: Checks, better: neither}\n",
    );
    assert!(!codes(&compared).contains(&"not-shown"), "a term is compared");
}

/// A council's own file had 99.9, 99.9 and 0 for the uptime of its website.
#[test]
fn a_nought_after_high_and_steady_figures_is_asked_about() {
    let with = |unit: &str, row: &str| {
        let months = ["2020-07", "2020-08", "2020-09", "2020-10", "2020-11"];
        let count = row.split(", ").count();
        let figures = format!("Months: [{}]\nA1: [{row}]\n", months[months.len() - count..].join(", "));
        codes(&project(&format!("Theme:\n  A1: {{name: Uptime, {unit}, better: neither}}\n"), &figures))
            .contains(&"lone-nought")
    };
    let percent = "unit: percent, decimals: 1";
    assert!(with(percent, "99.6, 99.8, 99.9, 99.9, 0"));
    assert!(with(percent, "99.9, 99.9, 0") && with(percent, "84%, 82%, 79%, 0%"));
    assert!(with("unit: days", "23, 21, 24, 0") && with("unit: pounds", "4210, 4230, 0"));
    for quiet in [
        "100, 100, 100, 0",
        "99.9, 0",
        "99.9, 0, 99.9, 99.9",
        "4, 3, 5, 0",
        "60, 20, 55, 0",
        "99.9, 99.8, 0.1",
        "99.9, 99.9, x",
    ] {
        assert!(!with(percent, quiet), "{quiet}");
    }
    assert!(!with("count: Visits", "99, 98, 97, 0"), "a count falls to none rightly");
    assert!(!with("count: Seen, out_of: Due", "49/50, 48/50, 0/50"), "it says itself that it is none");
    assert!(!with("unit: days", "2, 1, 2, 0"));
}
