//! The month's round as a user goes it.

use super::{panelpack, team, write};
use std::fs;

#[test]
fn a_month_from_the_first_run_to_nothing_awaited() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("my panel");
    write(&team(), &root);
    let project = root.to_str().unwrap();
    let figures = root.join("figures/2020-12.yaml");

    let (exit, out, err) = panelpack(&["new-month", "2020-12", project, "--dry-run"]);
    assert_eq!((exit, out.as_str()), (0, "figures/2020-12.yaml: 3 figures to fill in\n"));
    assert!(err.contains("dry run: nothing was written") && !figures.exists(), "{err}");

    let (exit, _, err) = panelpack(&["new-month", "2020-12", project]);
    assert_eq!(exit, 0, "{err}");
    assert!(err.contains("next: write the figures, then run `panelpack new-month 2020-12 \""), "{err}");
    assert_eq!(panelpack(&["check", project, "--on", "2020-12-10"]).0, 0);
    let (exit, out, err) = panelpack(&["chase", project, "--on", "2021-01-04"]);
    assert_eq!(exit, 1);
    assert!(out.starts_with("December 2020: awaited 3 figures\n") && err.contains("no figure is in"), "{out}{err}");

    let filled =
        fs::read_to_string(&figures).unwrap().replace("\nA1:\n", "\nA1: 79/100\n").replace("\nA2:\n", "\nA2: 12\n");
    fs::write(&figures, filled.replace("\nA3:\n", "\nA3: 4\n")).unwrap();
    let (exit, out, err) = panelpack(&["new-month", "2020-12", project]);
    assert_eq!((exit, out.as_str()), (0, "commentary/2020-12/plans.md: Summary, A1\n"));
    assert!(err.contains("figures/2020-12.yaml is there and left as it is; no figure is missing"), "{err}");
    let plans = root.join("commentary/2020-12/plans.md");
    let begun = fs::read_to_string(&plans).unwrap();

    let (exit, out, err) = panelpack(&["new-month", "2020-12", project]);
    assert_eq!((exit, out.as_str()), (0, ""));
    assert!(err.contains("December 2020 has a place for every figure and text"), "{err}");
    assert_eq!(fs::read_to_string(&plans).unwrap(), begun);

    let (exit, out, _) = panelpack(&["chase", project, "--on", "2021-01-04"]);
    assert_eq!(exit, 1);
    assert_eq!(
        out,
        "December 2020: awaited 2 texts\nHead of Plans\n  A1 Plans: text (79%, red, 2nd month; target 90%)\n  Summary: text\n  texts go into commentary/2020-12/plans.md\n"
    );
    let (exit, out, _) = panelpack(&["chase", project, "--mail", "--on", "2021-01-04"]);
    assert_eq!(exit, 1);
    assert!(out.starts_with("To: Head of Plans\nSubject: December 2020: 2 texts\n\n"), "{out}");
    assert!(out.contains("Please write under the headings in plans.md, which is attached.\n"), "{out}");
    let (exit, out, _) = panelpack(&["chase", project, "--on", "2021-01-04", "--message-format", "json", "--mail"]);
    let account: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, account["awaited"].as_array().unwrap().len()), (1, 2));
    assert_eq!(account["letters"][0]["to"], "Head of Plans");

    let written = begun.replacen("-->\n\n\n### Next\n", "-->\n\nWe know why.\n\n### Next\nMore.\n", 1);
    let written = written.replacen("-->\n\n\n## A1", "-->\nAll is well.\n\n## A1", 1);
    fs::write(&plans, written).unwrap();
    let (exit, out, _) = panelpack(&["chase", project, "--on", "2021-01-04"]);
    assert_eq!((exit, out.as_str()), (0, "December 2020: nothing is awaited\n"));
}

#[test]
fn what_lies_in_the_way_is_left_and_what_leads_out_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(&team(), folder.path());
    let project = folder.path().to_str().unwrap();
    // A folder of that name is no file of the project, and is in the way.
    fs::create_dir(folder.path().join("figures/2020-12.yaml")).unwrap();
    let (exit, out, err) = panelpack(&["new-month", "2020-12", project]);
    assert_eq!((exit, out.as_str()), (3, ""), "{err}");
    assert!(err.contains("`figures/2020-12.yaml` is there"), "{err}");
    let (exit, _, err) = panelpack(&["new-month", "2020", project]);
    assert_eq!(exit, 2, "{err}");
    fs::write(folder.path().join("figures/2020-11.yaml"), "A1: 80/0\n").unwrap();
    assert_eq!(panelpack(&["new-month", "2020-12", project]).0, 1);
    assert_eq!(panelpack(&["chase", project]).0, 1);
}
