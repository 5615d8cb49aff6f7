//! Signs, targets, themes and other recipes at the edges of a sheet; figures that the project gives otherwise elsewhere.

use std::fs;
use std::path::PathBuf;

use super::{Scratch, done, refused};

fn write(scratch: &Scratch, name: &str, rows: &[&str]) -> PathBuf {
    let file = scratch.path(name);
    fs::write(&file, rows.join("\n")).expect("a file can be written");
    file
}

fn figures(scratch: &Scratch) -> Vec<String> {
    scratch.figures().into_iter().map(|((row, period), text)| format!("{row} {period} {text}")).collect()
}

fn edit(scratch: &Scratch, path: &str, from: &str, to: &str) {
    let text = scratch.read(path);
    assert!(text.contains(from), "{text}");
    fs::write(scratch.project().join(path), text.replace(from, to)).expect("an edit");
}

#[test]
fn a_formula_that_came_to_nothing_is_a_state_where_a_person_says_so() {
    let scratch = Scratch::new();
    let rows = ["Ref,Name,Apr-23,May-23", "A1,Referrals,#DIV/0!,2", "A2,Plans,1,#DIV/0!"];
    let file = write(&scratch, "sheet.csv", &rows);
    let said = refused(&scratch.propose(std::slice::from_ref(&file), &[]));
    assert!(
        said.contains("C2, D3: the formula comes to `#DIV/0!`") && said.contains("--symbol \"#DIV/0!=x\""),
        "{said}"
    );
    let said = done(&scratch.propose(std::slice::from_ref(&file), &["--symbol", "#DIV/0!=x"]));
    assert!(said.contains("`#DIV/0!` in 2 cells, the first C2 is read as `x`"), "{said}");
    assert_eq!(figures(&scratch), ["A1 2023-04 x", "A1 2023-05 2", "A2 2023-04 1", "A2 2023-05 x"]);
    assert!(done(&scratch.import(std::slice::from_ref(&file), &[])).contains("nothing to write"));
    // Another formula is refused as before, and so is a number in the place of one.
    let file = write(&scratch, "sheet.csv", &["Ref,Name,Apr-23,May-23", "A1,Referrals,#REF!,2", "A2,Plans,1,3"]);
    assert!(refused(&scratch.import(std::slice::from_ref(&file), &[])).contains("C2: the formula comes to `#REF!`"));
    edit(&scratch, "imports/sheet.yaml", "\"#DIV/0!\": x", "\"#REF!\": 0");
    assert!(refused(&scratch.import(&[file], &[])).contains("C2: the formula comes to `#REF!`"));
}

#[test]
fn what_is_almost_a_number_is_named_as_what_it_is_and_is_no_rule_for_the_next_month() {
    let scratch = Scratch::new();
    let rows = ["Ref;Name;Apr-23;May-23", "A1;Referrals;114*;4,5", "A2;Plans;1;120k"];
    let file = write(&scratch, "sheet.csv", &rows);
    let said = done(&scratch.propose(std::slice::from_ref(&file), &[]));
    for told in [
        "`114*` in C2 is no figure and is left out: a mark stands behind the number",
        "`4,5` in D2 is no figure and is left out: a comma stands where decimals have a point",
        "`120k` in D3 is no figure and is left out: it stands for thousands",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(figures(&scratch), ["A2 2023-04 1"]);
    let said = refused(&scratch.import(&[file], &[]));
    assert!(said.contains("C2: `114*` is no figure") && said.contains("leave the number alone"), "{said}");
    assert!(!said.contains("\"114*\": x"), "{said}");
}

#[test]
fn targets_of_a_long_list_are_no_figures() {
    for rows in [
        ["Month,Measure,Actual,Target", "Apr-23,Referrals,1,10", "May-23,Referrals,2,10"],
        ["Month,Measure,Value,Target value", "Apr-23,Referrals,1,10", "May-23,Referrals,2,10"],
        ["Month,Referrals,Referrals target,Annual target", "Apr-23,1,10,9", "May-23,2,10,9"],
    ] {
        let scratch = Scratch::new();
        let said = done(&scratch.propose(&[write(&scratch, "sheet.csv", &rows)], &[]));
        assert_eq!(figures(&scratch), ["SHE1 2023-04 1", "SHE1 2023-05 2"], "{said}");
        assert!(said.contains("targets"), "{said}");
    }
    let scratch = Scratch::new();
    let rows = [
        "Month,Measure,Type,Value",
        "Apr-23,Referrals,Actual,1",
        "Apr-23,Referrals,Target,10",
        "May-23,Referrals,Target,10",
        "May-23,Referrals,Actual,2",
    ];
    let said = done(&scratch.propose(&[write(&scratch, "sheet.csv", &rows)], &[]));
    assert_eq!(figures(&scratch), ["SHE1 2023-04 1", "SHE1 2023-05 2"], "{said}");
    assert!(said.contains("rows of targets, as column C, `Type` says"), "{said}");
}

#[test]
fn a_line_before_repeated_headings_is_the_theme_of_what_follows() {
    let scratch = Scratch::new();
    let rows = [
        "Scorecard",
        "",
        "Ref,Name,Apr-23,May-23",
        "A1,Referrals,1,2",
        "",
        "Permanence",
        "Ref,Name,Apr-23,May-23",
        "B1,Adoptions,3,4",
    ];
    let said = done(&scratch.propose(&[write(&scratch, "sheet.csv", &rows)], &[]));
    let definitions = scratch.read("indicators.yaml");
    assert!(definitions.contains("Permanence:\n  B1:") && !definitions.contains("Scorecard:"), "{definitions}");
    assert!(!said.contains("row 6"), "{said}");
}

#[test]
fn a_target_that_has_changed_is_told() {
    let scratch = Scratch::new();
    let rows = |target: &str| [String::from("Ref,Name,Good is,Target,Apr-23"), format!("A1,Plans,High,{target},1")];
    let file = |target: &str| write(&scratch, "sheet.csv", &rows(target).each_ref().map(String::as_str));
    done(&scratch.propose(&[file("90%")], &[]));
    for (target, told) in [("95%", "D2: the target of A1 is `95%`, and was `90%`"), ("", "the target of A1 is none")] {
        let said = done(&scratch.import(&[file(target)], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!done(&scratch.import(&[file("90.0%")], &[])).contains("target"));
}

#[test]
fn bare_numbers_that_are_days_are_named_with_their_cells() {
    let scratch = Scratch::new();
    let file = write(&scratch, "sheet.csv", &["Ref,Name,Apr-23,45047,Jun-23", "A1,Referrals,1,2,3"]);
    assert!(
        done(&scratch.propose(&[file], &[])).contains("`45047` in D1: bare numbers over columns are read as the days")
    );
}

#[test]
fn what_another_recipe_reads_of_the_sheet_is_not_new() {
    let scratch = Scratch::new();
    let rows = ["Ref,Name,Apr-23,May-23", "A1,Referrals,1,2", "A2,Plans,3,4"];
    let file = write(&scratch, "sheet.csv", &rows);
    done(&scratch.propose(std::slice::from_ref(&file), &[]));
    let recipe = scratch.read("imports/sheet.yaml");
    let without = |code: &str| {
        let lines: Vec<&str> =
            recipe.lines().filter(|line| !line.trim_start().starts_with(&format!("{code}:"))).collect();
        lines.join("\n") + "\n"
    };
    let put = |path: &str, text: &str| fs::write(scratch.project().join(path), text).expect("a file can be written");
    put("imports/sheet.yaml", &without("A2"));
    put("imports/plans.yaml", &without("A1").replace("figures: sheet", "figures: plans"));
    fs::remove_file(scratch.project().join("figures/sheet.yaml")).expect("a file");
    for recipe in ["sheet", "plans"] {
        let said = done(&scratch.import(std::slice::from_ref(&file), &["--recipe", recipe]));
        assert!(!said.contains("left out"), "{recipe}: {said}");
    }
    // The same by every build.
    fs::remove_dir_all(scratch.project().join("figures")).expect("a folder");
    fs::create_dir_all(scratch.project().join("sources")).expect("a folder");
    fs::copy(&file, scratch.project().join("sources/sheet.csv")).expect("a copy");
    let manifest = scratch.read("panelpack.yaml");
    let sources = "sources:\n  - {workbook: sheet.csv, recipe: sheet}\n  - {workbook: sheet.csv, recipe: plans}\n";
    put("panelpack.yaml", &format!("{manifest}\n{sources}"));
    assert!(!done(&scratch.check()).contains("source-noticed"));
    let more = rows.iter().copied().chain(["A3,New,5,6"]).collect::<Vec<_>>().join("\n");
    put("sources/sheet.csv", &more);
    assert!(done(&scratch.check()).contains("A4: the row `A3` is not in the recipe"));
}

#[test]
fn an_import_that_says_otherwise_than_another_file_is_refused_with_both_cells() {
    let scratch = Scratch::new();
    let file = write(&scratch, "sheet.csv", &["Ref,Name,Apr-23,May-23", "A1,Referrals,1,2", "A2,Plans,3,4"]);
    done(&scratch.propose(std::slice::from_ref(&file), &[]));
    let recipe =
        scratch.read("imports/sheet.yaml").replace("figures: sheet", "figures: team").replace("sheet.csv", "team.csv");
    fs::write(scratch.project().join("imports/team.yaml"), recipe).expect("a recipe");
    let other = write(&scratch, "team.csv", &["Ref,Name,Apr-23,May-23", "A1,Referrals,1,9", "A2,Plans,3,4"]);
    let said = refused(&scratch.import(std::slice::from_ref(&other), &[]));
    assert!(said.contains("A1 is 9 for 2023-05 in D2") && said.contains("figures/sheet.yaml"), "{said}");
    assert!(!scratch.project().join("figures/team.yaml").exists());
    // Beside a workbook that each build reads, its cell is named.
    fs::remove_file(scratch.project().join("figures/sheet.yaml")).expect("a file");
    fs::create_dir_all(scratch.project().join("sources")).expect("a folder");
    fs::copy(&file, scratch.project().join("sources/sheet.csv")).expect("a copy");
    let manifest = scratch.read("panelpack.yaml");
    let manifest = format!("{manifest}\nsources:\n  - {{workbook: sheet.csv, recipe: sheet}}\n");
    fs::write(scratch.project().join("panelpack.yaml"), manifest).expect("a manifest");
    let said = refused(&scratch.import(std::slice::from_ref(&other), &[]));
    assert!(said.contains("A1 is 9 for 2023-05 in D2") && said.contains("sources/sheet.csv D2"), "{said}");
    let same = write(&scratch, "team.csv", &["Ref,Name,Apr-23,May-23", "A1,Referrals,1,2", "A2,Plans,3,4"]);
    done(&scratch.import(&[same], &[]));
}

#[test]
fn years_and_their_months_or_quarters_are_read_where_one_reading_alone_is_possible() {
    for (headings, rows, periods) in [
        ("Academic year,Month", "2023/24,September|2023/24,March|2023/24,August", "2023-09|2024-03|2024-08"),
        ("School year,Month", "2023-24,Oct|2023-24,Jan", "2023-10|2024-01"),
        ("Calendar year,Quarter", "2023,Q1|2023,Q2|2023,3|2023,4", "2022/23 Q4|2023/24 Q1|2023/24 Q2|2023/24 Q3"),
        ("Year,Quarter", "2023,Jan-Mar|2023,Apr-Jun", "2022/23 Q4|2023/24 Q1"),
        ("Year,Quarter", "2023/24,Apr-Jun|2023/24,Q2 (Jul-Sep)|2023/24,3", "2023/24 Q1|2023/24 Q2|2023/24 Q3"),
    ] {
        let scratch = Scratch::new();
        let rows: Vec<String> = rows.split('|').enumerate().map(|(at, row)| format!("{row},{}", at + 1)).collect();
        let text = [&[format!("{headings},Referrals")], &rows[..]].concat();
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        done(&scratch.propose(&[write(&scratch, "sheet.csv", &text)], &[]));
        let expected: Vec<String> =
            periods.split('|').enumerate().map(|(at, period)| format!("{period} {}", at + 1)).collect();
        let found: Vec<String> =
            figures(&scratch).iter().map(|figure| figure.split_once(' ').unwrap().1.to_owned()).collect();
        assert_eq!(found, expected, "{headings}");
    }
    for (headings, rows, told) in [
        ("School year,Month", "2023,September|2023,October", "is no month of a school year that is written whole"),
        ("School year,Month", "2023/24,1|2023/24,2", "is no month of a school year"),
        ("Year,Quarter", "2023,1|2023,2", "is a quarter of the calendar's year or of the council's"),
        ("Year,Quarter", "2023,Q1|2023,Q2", "is a quarter of the calendar's year or of the council's"),
        ("Year,Quarter", "2023,Apr-Jun|2023,Jul-Sep|2023,Oct-Dec|2023,Jan-Mar", "stands over the turn of the year"),
        ("Financial year,Quarter", "2023,Q1|2023,Q2", "of the financial year that begins then"),
    ] {
        let scratch = Scratch::new();
        let rows: Vec<String> = rows.split('|').map(|row| format!("{row},1")).collect();
        let text = [&[format!("{headings},Referrals")], &rows[..]].concat();
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        let said = refused(&scratch.propose(&[write(&scratch, "sheet.csv", &text)], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
}
