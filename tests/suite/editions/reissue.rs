//! A correction becomes the next version of a paper, and what it says about itself.

use super::{Desk, tree};

/// One file is corrected: one command makes the reissued paper, and after its publication nothing is out of date.
#[test]
fn a_correction_in_one_file_becomes_the_next_version() {
    let desk = Desk::example("northbridge");
    desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-06", "--by", "Democratic Services"]);
    let first = desk.pdf("November 2020");
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 167/194");
    desk.write(
        "corrections.yaml",
        "- {indicator: CLA11, period: 2020-11, was: 84, now: 86, kind: correction, reason: Four plans were recorded late.}\n",
    );

    let built = desk.done(&["build", ".", "--paper", "parenting"]);
    assert!(built.stderr.contains("CLA11 2020-11 changed"), "the reason is said: {}", built.stderr);
    let second = desk.pdf("(version 2)");
    assert_ne!(first, second);
    assert_eq!(first, desk.pdf("Scorecard November 2020"), "what was published stays");

    let paper = desk.view(&["--paper", "parenting"]);
    assert_eq!(
        paper["version"]["line"],
        "Version 2, which replaces version 1 published on 6 January 2021. Changed: Pathway plans up to date, November 2020: 86%, was 84%."
    );
    let row = &paper["revisions"]["rows"][0];
    assert_eq!(
        (&row["code"], &row["difference"], &row["kind"]),
        (&"CLA11".into(), &"+2 points".into(), &"Correction".into())
    );
    assert_eq!(row["effect"], "Change: 8 points better, was 6 points better.");
    assert!(row["was_in"].as_str().is_some_and(|place| place.starts_with("version 1, page ")), "{row}");

    desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-20"]);
    assert_eq!(second, desk.pdf("(version 2)"), "what is published is what was built");
    let (status, exit) = desk.status();
    assert_eq!((exit, &status[0]["issue"]), (0, &"version 2".into()), "{status:#}");
    desk.done(&["verify"]);
}

/// Both versions come out of their own copies byte for byte, whatever became of the project.
#[test]
fn editions_are_rebuilt_from_their_own_copies() {
    let desk = Desk::example("northbridge");
    desk.done(&["publish", ".", "--paper", "chair", "--on", "2021-01-06"]);
    let published = tree(&desk.path("out"));
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 150/194");
    desk.edit("panelpack.yaml", "Northbridge Council", "Southbridge Council");
    desk.done(&["build", ".", "--edition", "chair-2020-11-v1", "--out", "again"]);
    let again = tree(&desk.path("again"));
    let is_paper = |(name, _): &(&String, &Vec<u8>)| name.ends_with(".pdf");
    assert!(published.iter().filter(is_paper).eq(again.iter().filter(is_paper)));
}

/// The page for the day of dispatch.
#[test]
fn an_addendum_is_one_page_and_there_is_none_without_a_change() {
    let desk = Desk::example("northbridge");
    let none = desk.done(&["build", ".", "--paper", "parenting", "--addendum"]);
    assert!(none.stdout.contains("there is no addendum"), "{}", none.stdout);
    desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-06"]);
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 167/194");
    desk.done(&["build", ".", "--paper", "parenting", "--addendum"]);
    let text = pages(&desk.pdf("(addendum) (version 2)"));
    assert_eq!(text, 1);
}

fn pages(pdf: &[u8]) -> usize {
    let pdf = hayro_syntax::Pdf::new(std::sync::Arc::new(pdf.to_vec())).expect("the PDF can be read");
    pdf.pages().len()
}

const POLICY: &str =
    "revisions: {routine: Back months are refreshed each month, list_from: 2 points or 5% or a changed rating}\n";

/// Case systems restate all back months: small changes are counted in one sentence, others are listed and need a reason.
#[test]
fn routine_changes_are_counted_and_others_listed() {
    let desk = monthly(POLICY);
    desk.done(&["publish", ".", "--on", "2020-10-20"]);
    // September: one point; August: three points; July: below rounding; June: from amber to green by one point.
    desk.write(
        "figures/history.yaml",
        "Months: [2020-06, 2020-07, 2020-08, 2020-09, 2020-10]\n\
         PLANS: [90/100, 160/200, 83/100, 81/100, 85/100]\nCARE: [410, 402, 430, 401, 404]\n",
    );
    let paper = desk.view(&[]);
    let rows = paper["revisions"]["rows"].as_array().expect("rows");
    let listed: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {} {}", row["code"], row["period"], row["was"], row["now"]).replace('"', ""))
        .collect();
    assert_eq!(listed, ["PLANS August 2020 80% 83%", "PLANS June 2020 89% 90%", "CARE August 2020 400 430"]);
    assert_eq!(rows[1]["effect"], "Now green, was amber.");
    let counted = paper["revisions"]["counted"].to_string();
    assert!(
        counted.contains("2 figures of earlier periods changed a little: Back months are refreshed each month."),
        "{counted}"
    );
    assert!(counted.contains("The numbers behind one figure changed by less than its rounding shows."), "{counted}");

    let reasons = desk.run(&["build", ".", "--message-format", "short"]).stderr;
    assert_eq!(reasons.matches("[reason-missing]").count(), 3, "{reasons}");
    let refused = desk.run(&["publish", ".", "--on", "2020-11-20"]);
    assert_eq!(refused.exit, 1);
    assert!(!desk.path("editions/panel-2020-10-v1").exists());

    desk.run(&["status", ".", "--write"]);
    let filled = desk
        .read("corrections.yaml")
        .replace("kind:\n", "kind: revision\n")
        .replace("reason:\n", "reason: Late entries.\n");
    desk.write("corrections.yaml", &filled);
    desk.done(&["publish", ".", "--on", "2020-11-20"]);
    assert_eq!(desk.status().1, 0);
}

/// Without a policy every change of a figure shown is listed; what was provisional says so itself.
#[test]
fn without_a_policy_every_change_is_listed() {
    let desk = monthly("");
    desk.done(&["publish", ".", "--on", "2020-10-20"]);
    desk.write(
        "figures/history.yaml",
        "Months: [2020-06, 2020-07, 2020-08, 2020-09, 2020-10]\n\
         PLANS: [89/100, 80/100, 80/100, 81/100, 85/100]\nCARE: [410, 402, 400, 400, 404]\n",
    );
    let rows = desk.view(&[])["revisions"]["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&rows[0]["was"], &rows[0]["kind"], &rows[0]["reason"]),
        (&"82% [p]".into(), &"Revision".into(), &"provisional when it was published".into())
    );
    desk.done(&["publish", ".", "--on", "2020-11-20"]);
}

/// September's paper of two indicators, of which one figure is provisional.
fn monthly(more: &str) -> Desk {
    let manifest = format!(
        "organisation: Northbridge Council\nsmall_numbers: {{policy: none}}\n{more}papers:\n  panel: {{title: Scorecard, panel: Panel}}\n"
    );
    Desk::new(&[
        ("panelpack.yaml", &manifest),
        (
            "indicators.yaml",
            "Care:\n  PLANS: {name: Plans up to date, count: With a plan, out_of: Children, better: higher, target: 90, amber_within: 20 points}\n  \
             CARE: {name: Children in care, count: Children in care, better: neither, type: snapshot}\n",
        ),
        (
            "figures/history.yaml",
            "Months: [2020-06, 2020-07, 2020-08, 2020-09]\nPLANS: [89/100, 80/100, 80/100, 82/100 p]\nCARE: [410, 402, 400, 400]\n",
        ),
        ("commentary/2020-09/c.md", "## PLANS\nTeams wrote plans.\n"),
        ("commentary/2020-10/c.md", "## PLANS\nTeams wrote plans.\n"),
    ])
}

/// Reviewing a layout against an edition shows what the layout changes, and not that another layout would make another version.
#[test]
fn a_layout_is_reviewed_as_the_version_that_was_published() {
    let desk = Desk::example("northbridge");
    desk.done(&["publish", ".", "--paper", "chair", "--on", "2021-01-06"]);
    let theme = std::fs::read_to_string(crate::common::root().join("templates/one-page/theme.typ"))
        .expect("the theme is there");
    desk.write("templates/one-page/theme.typ", &format!("{theme}\n// A remark.\n"));
    assert_eq!(desk.view(&["--paper", "chair"])["version"]["number"], 2);
    let same = desk.done(&["diff", "chair-2020-11-v1", ".", "--pages"]);
    assert!(same.stdout.contains("1 page is the same"), "{}", same.stdout);
    let answer = std::fs::read_to_string(crate::common::root().join("templates/base/answer.typ")).expect("it is there");
    assert!(answer.contains("fill: look.tint"), "the ground of the tiles");
    desk.write("templates/base/answer.typ", &answer.replace("fill: look.tint", "fill: look.tint.lighten(30%)"));
    let other = desk.done(&["diff", "chair-2020-11-v1", ".", "--pages"]);
    assert!(other.stdout.contains("page 1: "), "{}", other.stdout);
    assert!(desk.path("out/diff/page 01.png").exists());
}

/// The line under the title names the paper's own figures first, however many back periods changed; each indicator's latest period is listed
/// first.
#[test]
fn the_paper_s_own_figures_are_named_first() {
    let desk = Desk::example("northbridge");
    desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-06"]);
    desk.edit("figures/2020-11.yaml", "CLA18: 28/56", "CLA18: 40/56");
    desk.edit("figures/history.yaml", "135/193,   139/193", "120/193,   125/193");
    let paper = desk.view(&["--paper", "parenting"]);
    let said = paper["version"]["line"].as_str().expect("a line");
    assert!(
        said.contains("Changed: First health assessment in 20 working days, November 2020: 71%, was 50%;"),
        "{said}"
    );
    let rows = paper["revisions"]["rows"].as_array().expect("rows");
    let of_cla11 =
        rows.iter().filter(|row| row["code"] == "CLA11").map(|row| row["period"].as_str().unwrap_or_default());
    let periods: Vec<&str> = of_cla11.collect();
    assert!(periods.ends_with(&["February 2020", "January 2020"]), "the latest first: {periods:?}");
}
