//! Commentary that its figures or its period contradict.

use super::*;

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
