//! What figures say about one another: the checks are silent where all is right, and say it where something is not.

mod held;
mod small;
mod texts;

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
