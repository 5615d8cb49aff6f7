//! The second time: a recipe is followed, what was restated is said first, and a file that is not what it was is refused.

use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook};

use super::workbooks::{months, save, scorecard, targets};
use super::{Scratch, done, refused};

/// A project of a scorecard, and what a change makes of the workbook.
fn imported() -> Scratch {
    let scratch = Scratch::new();
    let file = changed(&scratch, |_| {});
    done(&scratch.propose(&[file], &[]));
    scratch
}

fn changed(scratch: &Scratch, change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    scorecard(sheet);
    change(sheet);
    targets(workbook.add_worksheet());
    save(scratch, "scorecard.xlsx", workbook)
}

#[test]
fn the_same_workbook_changes_nothing() {
    let scratch = imported();
    let before = scratch.read("figures/scorecard.yaml");
    let file = changed(&scratch, |_| {});
    assert!(done(&scratch.import(&[file], &[])).contains("nothing to write"));
    assert_eq!(scratch.read("figures/scorecard.yaml"), before);
}

/// As git on Windows checks it out.
#[test]
fn other_ends_of_lines_are_no_edits() {
    let scratch = imported();
    let path = scratch.project().join("figures/scorecard.yaml");
    let windows = scratch.read("figures/scorecard.yaml").replace('\n', "\r\n");
    fs::write(&path, &windows).expect("the file can be written");
    let file = changed(&scratch, |_| {});
    assert!(done(&scratch.import(&[file], &[])).contains("nothing to write"));
    let file = changed(&scratch, |sheet| {
        sheet.write(10, 3, 5).expect("a count");
    });
    done(&scratch.import(&[file], &["--yes"]));
    let after = scratch.read("figures/scorecard.yaml");
    assert!(
        after.lines().count() == windows.lines().count()
            && after.matches("\r\n").count() == after.matches('\n').count()
    );
}

#[test]
fn a_new_month_is_added_and_an_older_one_stays() {
    let scratch = imported();
    let day = Format::new().set_num_format("mmm-yy");
    let file = changed(&scratch, |sheet| {
        // The window of twelve months moves on by one.
        for (at, month) in months(2023).iter().skip(1).chain(&months(2024)[..1]).enumerate() {
            sheet.write_with_format(4, 3 + at as u16, month, &day).expect("a month");
            sheet.write(10, 3 + at as u16, 6 + at as u32).expect("a count");
        }
    });
    // What was May's column is April's in the moved window, so the other rows are restated, and that is said first.
    let said = refused(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("restated   CLA18 2023-05: 10 was 11   Scorecard!D7"), "{said}");
    assert!(!scratch.read("figures/scorecard.yaml").contains("2024-04"));
    let said = done(&scratch.import(std::slice::from_ref(&file), &["--yes", "--dry-run"]));
    assert!(
        said.contains("new        2024-04") && !scratch.read("figures/scorecard.yaml").contains("2024-04"),
        "{said}"
    );
    done(&scratch.import(&[file], &["--yes"]));
    let found = scratch.figures();
    let of = |row: &str, period: &str| found[&(row.to_owned(), period.to_owned())].clone();
    assert_eq!([of("AD1", "2023-04"), of("AD1", "2023-05"), of("AD1", "2024-04")], ["c", "6", "17"]);
}

#[test]
fn a_moved_column_and_a_changed_heading_are_refused_with_the_difference() {
    let scratch = imported();
    let before = scratch.read("figures/scorecard.yaml");
    let file = changed(&scratch, |sheet| {
        sheet.merge_range(3, 16, 4, 16, "Indicator", &Format::new()).expect("a heading");
        sheet.write(3, 1, "Owner").expect("a heading");
    });
    let said = refused(&scratch.import(&[file], &[]));
    assert!(
        said.contains(
            "Scorecard!B5: column B is headed `Owner` where `Indicator` stood, and `Indicator` stands over column Q"
        ),
        "{said}"
    );
    assert_eq!(scratch.read("figures/scorecard.yaml"), before);
}

#[test]
fn a_row_that_is_gone_is_refused_and_one_that_is_new_is_said() {
    let scratch = imported();
    let file = changed(&scratch, |sheet| {
        sheet.write(11, 0, "AD8").expect("a code");
    });
    let said = refused(&scratch.import(&[file], &[]));
    assert!(said.contains("the row `AD7`, `Days` for AD7 is not in the sheet `Scorecard` any more"), "{said}");
    let file = changed(&scratch, |sheet| {
        sheet.write_row(13, 0, ["AD9", "New", "Number"]).expect("a row");
        sheet.write(13, 3, 7).expect("a figure");
    });
    let said = done(&scratch.import(&[file], &[]));
    assert!(said.contains("Scorecard!A14: the row `AD9`, `Number` is not in the recipe and is not read"), "{said}");
}

#[test]
fn a_sign_that_the_recipe_does_not_know_is_refused_at_its_place() {
    let scratch = imported();
    let file = changed(&scratch, |sheet| {
        sheet.write(10, 5, "see note").expect("a sign");
    });
    let said = refused(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("Scorecard!F11: `see note` is no figure"), "{said}");
    // It is said under `symbols`, and then it is read.
    let recipe = scratch.project().join("imports/scorecard.yaml");
    let text =
        fs::read_to_string(&recipe).expect("a recipe").replace("  \"<5\": c\n", "  \"<5\": c\n  \"see note\": \"\"\n");
    fs::write(&recipe, text).expect("a recipe can be written");
    let said = done(&scratch.import(&[file], &["--yes"]));
    assert!(said.contains("restated   AD1 2023-06: none was 7"), "{said}");
}

#[test]
fn what_somebody_wrote_is_not_written_over() {
    let scratch = imported();
    let path = scratch.project().join("figures/scorecard.yaml");
    let text = fs::read_to_string(&path).expect("figures");
    for (edited, why) in [
        (text.replace(" 10,", " 99,"), "was edited since an import wrote it"),
        ("Months: [2023-04]\nCLA18: [3]\n".to_owned(), "was written by hand"),
    ] {
        fs::write(&path, &edited).expect("figures can be written");
        let file = changed(&scratch, |_| {});
        let said = refused(&scratch.import(std::slice::from_ref(&file), &["--yes"]));
        assert!(said.contains(why), "{said}");
        assert_eq!(fs::read_to_string(&path).expect("figures"), edited);
    }
    let file = changed(&scratch, |_| {});
    let said = refused(&scratch.propose(&[file], &[]));
    assert!(said.contains("is there already") || said.contains("by hand"), "{said}");
}

#[test]
fn a_file_of_another_name_has_no_recipe() {
    let scratch = imported();
    let mut workbook = Workbook::new();
    scorecard(workbook.add_worksheet());
    let file = save(&scratch, "workforce.xlsx", workbook);
    let said = refused(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("no recipe in `imports` is for `workforce.xlsx`") && said.contains("--propose"), "{said}");
    done(&scratch.import(&[file], &["--recipe", "scorecard"]));
}

#[test]
fn a_recipe_with_a_slip_says_where() {
    let scratch = imported();
    let recipe = scratch.project().join("imports/scorecard.yaml");
    let text = fs::read_to_string(&recipe).expect("a recipe").replace("    periods: across\n", "    period: across\n");
    fs::write(&recipe, text).expect("a recipe can be written");
    let file = changed(&scratch, |_| {});
    let said = refused(&scratch.import(&[file], &[]));
    assert!(said.contains("imports/scorecard.yaml") && said.contains("did you mean `periods`?"), "{said}");
}

#[test]
fn a_cell_that_is_empty_is_a_figure_not_given() {
    let scratch = imported();
    let file = changed(&scratch, |sheet| {
        for (row, column) in [(10, 14), (11, 3), (12, 8)] {
            sheet.clear_cell(row, column);
        }
    });
    let said = done(&scratch.import(std::slice::from_ref(&file), &["--yes"]));
    assert!(said.contains("restated   AD7 2023-04: none was 180"), "{said}");
    done(&scratch.check());
    assert!(done(&scratch.import(&[file], &[])).contains("nothing to write"));
    let file = changed(&scratch, |_| {});
    assert!(done(&scratch.import(&[file], &["--yes"])).contains("restated   AD7 2023-04: 180 was none"));
    done(&scratch.check());
}

#[test]
fn a_code_that_was_renamed_in_the_recipe_is_said_in_one_line() {
    let scratch = imported();
    let recipe = scratch.project().join("imports/scorecard.yaml");
    let text = fs::read_to_string(&recipe).expect("a recipe").replace("AD7:", "AD8:");
    fs::write(&recipe, text).expect("a recipe can be written");
    let file = changed(&scratch, |_| {});
    let said = refused(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("gone       AD7: not in the recipe any more") && !said.contains("restated   "), "{said}");
    done(&scratch.import(&[file], &["--yes"]));
    assert_eq!(scratch.figures()[&("AD8".to_owned(), "2023-04".to_owned())], "180");
    assert!(scratch.figures().keys().all(|(row, _)| row != "AD7"));
}

#[test]
fn a_new_column_and_a_month_far_from_all_others_are_said() {
    let scratch = imported();
    let file = changed(&scratch, |sheet| {
        sheet.write(4, 16, "Owner").expect("a heading");
        sheet.write(4, 17, "Apr-32").expect("a slip");
        sheet.write(10, 17, 7).expect("a figure");
    });
    let said = done(&scratch.import(&[file], &["--dry-run"]));
    assert!(said.contains("Scorecard!Q5: the column `Owner` is new and not read"), "{said}");
    assert!(said.contains("Scorecard!R11: April 2032 is years from March 2024"), "{said}");
}

/// A code that stays while its name changes may hold other figures: somebody should look.
#[test]
fn a_row_with_another_name_is_told() {
    let scratch = imported();
    let file = changed(&scratch, |_| {});
    assert!(!done(&scratch.import(&[file], &[])).contains("is called"));
    let file = changed(&scratch, |sheet| {
        sheet.write(10, 1, "Children adopted or placed").expect("a name");
    });
    let said = done(&scratch.import(&[file], &[]));
    assert!(
        said.contains("Scorecard!B11: AD1 is called `Children adopted or placed`, and was `Children adopted`"),
        "{said}"
    );
}
