//! A sheet in the wrong form has a wrong cell in each of its places: a few are told, the others counted, and neither memory nor the reader is exhausted.

use std::process::Command;

use crate::editions::Desk;

#[test]
fn half_a_million_wrong_rows_are_one_message_and_a_count() {
    let rows: String = (0..500_000).map(|i| format!("Z{i},x\n")).collect();
    let desk = Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n",
        ),
        ("indicators.yaml", "Theme:\n  A1: {name: Plans, count: Plans in time, better: higher}\n"),
        ("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [8, 9]\n"),
        ("figures/export.csv", &format!("Code,Nov-20\n{}", &rows[..rows.len().min((4 << 20) - 12)])),
    ]);
    // It takes 200 MB; telling each of them took 1.4 GB.
    let limited = "ulimit -d 614400 && exec \"$0\" check . --message-format short";
    let mut check = Command::new("sh");
    check.args(["-c", limited, env!("CARGO_BIN_EXE_panelpack")]).current_dir(desk.path("."));
    let check = check.env("MIMALLOC_ARENA_EAGER_COMMIT", "0").output().expect("a shell runs it");
    assert_eq!(check.status.code(), Some(1), "{}", String::from_utf8_lossy(&check.stderr));
    let said = desk.run(&["check", ".", "--message-format", "short"]);
    assert_eq!(said.exit, 1);
    let lines: Vec<&str> = said.stderr.lines().collect();
    assert!(lines.len() <= 5, "{} lines", lines.len());
    assert!(lines[0].contains("430540 rows have codes that belong to no indicator"), "{}", said.stderr);
}
