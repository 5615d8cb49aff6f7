//! Sheets on which a reader that guesses puts a figure in the wrong place: each is read right, or refused with a way out.

use std::fs;

use super::{Scratch, done, refused};

/// What comes of a sheet with these rows: figures as `A1 2023-04 111`, in order, and what was said.
fn read(rows: &[&str]) -> (Vec<String>, String) {
    let scratch = Scratch::new();
    let file = scratch.path("sheet.csv");
    fs::write(&file, rows.join("\n")).expect("a file can be written");
    let said = done(&scratch.propose(&[file], &[]));
    done(&scratch.check());
    let figures = scratch.figures().into_iter();
    (figures.map(|((row, period), text)| format!("{row} {period} {text}")).collect(), said)
}

fn unread(rows: &[&str]) -> String {
    let scratch = Scratch::new();
    let file = scratch.path("sheet.csv");
    fs::write(&file, rows.join("\n")).expect("a file can be written");
    refused(&scratch.propose(&[file], &[]))
}

#[test]
fn of_target_and_actual_under_a_period_the_actual_is_read() {
    let (figures, said) = read(&[
        "Ref,Name,Apr-23,,May-23,",
        ",,Target,Actual,Target,Actual",
        "A1,Referrals,100,111,100,112",
        "A2,Closures,200,222,200,223",
    ]);
    assert_eq!(figures, ["A1 2023-04 111", "A1 2023-05 112", "A2 2023-04 222", "A2 2023-05 223"]);
    assert!(said.contains("`Target`"), "{said}");
}

#[test]
fn months_stand_under_quarters_under_years() {
    let (figures, _) = read(&[
        ",,2023/24,,,,,,,",
        ",,Q1,,,,Q2,,,",
        "Ref,Name,Apr,May,Jun,Q total,Jul,Aug,Sep,Q total",
        "A1,Referrals,1,2,3,6,4,5,6,15",
    ]);
    let expected = ["2023-04 1", "2023-05 2", "2023-06 3", "2023-07 4", "2023-08 5", "2023-09 6"];
    assert_eq!(figures, expected.map(|figure| format!("A1 {figure}")));
}

#[test]
fn several_columns_of_figures_under_one_period_are_refused_where_nothing_says_which_counts() {
    for second in [",,North,South,North,South", ",,M1,M2,M1,M2", ",,1,2,1,2", ",,Num,Den,Num,Den"] {
        let said = unread(&["Ref,Name,Apr-23,,May-23,", second, "A1,Referrals,1,2,3,4", "A2,Closures,5,6,7,8"]);
        assert!(said.contains("columns C and D have figures and stand under one period, `Apr-23`"), "{second}: {said}");
    }
}

#[test]
fn a_row_of_days_below_the_periods_replaces_none_of_them() {
    let (figures, said) = read(&[
        "Ref,Name,Apr-23,May-23",
        ",Date extracted,05/05/2023,06/06/2023",
        "A1,Referrals,10,11",
        "A2,Closures,20,21",
        ",Last visit,05/05/2023,06/06/2023",
        "A3,Plans,30,31",
    ]);
    let expected =
        ["A1 2023-04 10", "A1 2023-05 11", "A2 2023-04 20", "A2 2023-05 21", "A3 2023-04 30", "A3 2023-05 31"];
    assert_eq!(figures, expected);
    assert!(said.contains("row 2: `Date extracted 05/05/2023 06/06/2023` has no figures"), "{said}");
}

#[test]
fn a_day_that_lost_its_format_among_others_is_a_period() {
    let (figures, said) = read(&["Ref,Name,Apr-23,45047,Jun-23", "A1,Referrals,1,2,3", "A2,Closures,4,5,6"]);
    assert_eq!(figures[..3], ["A1 2023-04 1", "A1 2023-05 2", "A1 2023-06 3"]);
    assert!(said.contains("are read as the days that a spreadsheet counts"), "{said}");
}

#[test]
fn counts_that_look_like_years_days_or_months_are_counts() {
    for (first, counts) in [
        ("Apr-23,May-23,Jun-23", ["2019,2020,2021", "45017,45047,45078", "202304,202305,202306"]),
        ("2022,2023,2024", ["2019,2020,2021", "45017,45382,45747", "2015,2016,2017"]),
    ] {
        for counts in counts {
            let row = format!("A1,Children in need,{counts}");
            let (figures, _) =
                read(&[&format!("Ref,Name,{first}"), &row, "A2,Plans,20,21,22", &row.replace("A1", "A3")]);
            let of = |code: &str| -> Vec<&str> {
                let own = figures.iter().filter(|figure| figure.starts_with(code));
                own.map(|figure| figure.rsplit(' ').next().unwrap()).collect()
            };
            let counts: Vec<&str> = counts.split(',').collect();
            assert_eq!([of("A1"), of("A3")], [counts.clone(), counts], "{first}: {figures:?}");
        }
    }
}

#[test]
fn a_code_holds_for_the_rows_below_it_that_are_about_the_same() {
    let (figures, _) =
        read(&["Ref,Name,Apr-23,May-23", "S1,Conferences,10,", ",Repeat conferences,,32", "S2,Plans,1,2"]);
    assert_eq!(figures, ["M1 2023-05 32", "S1 2023-04 10", "S2 2023-04 1", "S2 2023-05 2"]);
    let (figures, _) = read(&[
        "Ref,Name,Apr-23,May-23",
        "S1,Health checks numerator,1,2",
        ",Health checks denominator,4,5",
        "S2,Plans,7,8",
    ]);
    let expected = ["S1 2023-04 1", "S1 2023-05 2", "S1 out of 2023-04 4", "S1 out of 2023-05 5", "S2 2023-04 7"];
    assert_eq!(figures[..5], expected);
}

#[test]
fn rows_of_targets_are_no_figures_whichever_comes_first() {
    for rows in [["Target,100,100", "Actual,111,112"], ["Actual,111,112", "Target,100,100"]] {
        let [first, second] = rows.map(|row| format!("A1,Referrals,{row}"));
        let (figures, said) = read(&["Ref,Name,Type,Apr-23,May-23", &first, &second]);
        assert_eq!(figures, ["A1 2023-04 111", "A1 2023-05 112"]);
        assert!(said.contains("targets of `A1 Target`"), "{said}");
    }
}

#[test]
fn a_name_is_not_taken_from_the_row_above_and_numbers_beside_names_are_codes() {
    let scratch = Scratch::new();
    let file = scratch.path("sheet.csv");
    fs::write(&file, "KPI,Indicator,Apr-23,May-23\n1,Referrals,1,2\n2,,3,4\n").expect("a file can be written");
    done(&scratch.propose(&[file], &[]));
    let definitions = scratch.read("indicators.yaml");
    assert!(definitions.contains("name: Referrals") && definitions.matches("Referrals").count() == 1, "{definitions}");
}

#[test]
fn of_two_targets_the_later_one_holds() {
    for columns in ["Target 22/23,Target 23/24|20,10", "Target 23/24,Target 22/23|10,20"] {
        let (headings, targets) = columns.split_once('|').expect("two parts");
        let scratch = Scratch::new();
        let file = scratch.path("sheet.csv");
        let text = format!("Ref,Name,Good is,{headings},Apr-22,Apr-23\nA1,Missing,Low,{targets},15,12\n");
        fs::write(&file, text).expect("a file can be written");
        let said = done(&scratch.propose(&[file], &[]));
        let definitions = scratch.read("indicators.yaml");
        assert!(definitions.contains("target: 10") && said.contains("`Target 22/23`"), "{definitions}{said}");
    }
}

#[test]
fn shares_of_one_in_a_row_of_percentages_agree_with_their_counts() {
    let (_, said) =
        read(&["Ref,Name,Row,Apr-23,May-23", "S1,Checks,Num,1,2", "S1,Checks,Den,4,4", "S1,Checks,%,0.25,0.35"]);
    assert!(!said.contains("0.25 is not") && said.contains("0.35 is not 2 of 4"), "{said}");
}

#[test]
fn two_rows_of_one_code_are_told_by_their_cause() {
    let said = unread(&["Ref,Name,Apr-23,May-23", "A1,Referrals,1,2", "A1,Closures,3,4"]);
    assert!(said.contains("C2 and C3 both say A1 for 2023-04") && said.contains("two rows have one code"), "{said}");
}

/// The second month: what the recipe does not read is said, however it came.
#[test]
fn what_is_new_below_and_beside_the_periods_is_told() {
    let scratch = Scratch::new();
    let file = scratch.path("sheet.csv");
    let write = |text: &str| fs::write(&file, text).expect("a file can be written");
    write("Ref,Name,Apr-23,May-23\nA1,Referrals,1,2\nA2,Closures,3,4\n");
    done(&scratch.propose(std::slice::from_ref(&file), &[]));
    write("Ref,Name,Apr-23,May-23,\nA1,Referrals,1,2,5\nA2,Closures,3,4,6\nA1,Other,7,8,\n,,9,9,\n");
    let said = done(&scratch.import(std::slice::from_ref(&file), &[]));
    for told in [
        "E1: the column has figures and no heading",
        "A4: the row is called like row 2",
        "A5: the row has figures and no name",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // A column that somebody does not want is not read.
    let recipe = scratch.project().join("imports/sheet.yaml");
    let text = fs::read_to_string(&recipe).expect("a recipe");
    fs::write(&recipe, text.replace("    periods: across", "    not_read: {E: \"Jun-23\"}\n    periods: across"))
        .expect("an edit");
    write("Ref,Name,Apr-23,May-23,Jun-23\nA1,Referrals,1,2,5\nA2,Closures,3,4,6\n");
    assert!(done(&scratch.import(&[file], &[])).contains("nothing to write"));
}

#[test]
fn a_file_of_several_may_lack_a_row() {
    let scratch = Scratch::new();
    let files = ["sheet June.csv", "sheet July.csv"].map(|name| scratch.path(name));
    fs::write(&files[0], "Ref,Name,Jun-23\nA1,Referrals,1\nA2,Audits,2\n").expect("a file can be written");
    fs::write(&files[1], "Ref,Name,Jul-23\nA1,Referrals,3\n").expect("a file can be written");
    let said = done(&scratch.propose(&files, &[]));
    let figures = scratch.figures();
    assert_eq!((figures.len(), &*figures[&("A1".to_owned(), "2023-07".to_owned())]), (3, "3"), "{said}");
    let said = done(&scratch.import(&files, &[]));
    assert!(said.contains("sheet July.csv: the row `A2` for A2 is not in the sheet"), "{said}");
}
