//! Sheets whose period stands in the name of their tab or file.

use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::Workbook;

use super::workbooks::save;
use super::{Scratch, done, refused};

/// Tabs by their names, with rows of cells between bars.
fn workbook(scratch: &Scratch, name: &str, tabs: &[(&str, &[&str])]) -> PathBuf {
    let mut workbook = Workbook::new();
    for (tab, rows) in tabs {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*tab).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.split('|').enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (row, column) = (row as u32, column as u16);
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number),
                    Err(_) => sheet.write(row, column, cell),
                }
                .expect("a cell");
            }
        }
    }
    save(scratch, name, workbook)
}

fn csv(scratch: &Scratch, name: &str, rows: &[&str]) -> PathBuf {
    let path = scratch.path(name);
    fs::write(&path, rows.join("\n")).expect("a file can be written");
    path
}

/// Figures as `A1 2023-04 111`, in order.
fn figures(scratch: &Scratch) -> Vec<String> {
    scratch.figures().into_iter().map(|((row, period), text)| format!("{row} {period} {text}")).collect()
}

const ROWS: [&str; 3] = ["Ref|Indicator|Value", "A1|Referrals|111", "A2|Closures|222"];

#[test]
fn a_tab_or_a_file_that_is_named_by_its_month_says_the_period() {
    for (file, tab) in [
        ("scorecard.xlsx", "Apr 23"),
        ("scorecard.xlsx", "2023-04"),
        ("scorecard.xlsx", "April 2023"),
        ("scorecard.xlsx", "Apr-2023 final"),
        ("scorecard.xlsx", "30.04.2023"),
        ("Scorecard Apr-23.xlsx", "Sheet1"),
        ("Scorecard_2023-04.xlsx", "Data"),
        ("2023-04.xlsx", "Sheet1"),
        ("Performance report 202304 v2.xlsx", "Scorecard"),
        ("Scorecard Apr-23.xlsx", "Apr 23"),
        ("Scorecard 2023-24.xlsx", "Apr"),
        ("Scorecard 2023-24.xlsx", "April"),
        ("Scorecard 2023-24 M01 (April).xlsx", "Sheet1"),
    ] {
        let scratch = Scratch::new();
        let path = workbook(&scratch, file, &[(tab, &ROWS)]);
        let said = done(&scratch.propose(&[path], &[]));
        assert_eq!(figures(&scratch), ["A1 2023-04 111", "A2 2023-04 222"], "{file} {tab}: {said}");
        assert!(said.contains("says the period: `") && said.contains("is 2023-04"), "{file} {tab}: {said}");
        done(&scratch.check());
    }
}

#[test]
fn whatever_the_column_of_figures_is_called() {
    for heading in [
        "Value",
        "Actual",
        "Figure",
        "%",
        "Result",
        "Outturn",
        "This month",
        "Current",
        "Actual (%)",
        "Number",
        "April",
    ] {
        let scratch = Scratch::new();
        let rows = [&format!("Ref,Indicator,{heading},Target,RAG"), "A1,Referrals,111,100,G", "A2,Closures,222,200,R"];
        let path = csv(&scratch, "Scorecard Apr-23.csv", &rows);
        let said = done(&scratch.propose(&[path], &[]));
        assert_eq!(figures(&scratch), ["A1 2023-04 111", "A2 2023-04 222"], "{heading}: {said}");
        assert!(said.contains("column E, `RAG`"), "{said}");
    }
    let scratch = Scratch::new();
    let rows = ["PI,Description,Num,Denom,%,Target", "A1,Checks,1,2,50%,90", "A2,Plans,3,4,70%,90"];
    let said = done(&scratch.propose(&[csv(&scratch, "Scorecard Apr-23.csv", &rows)], &[]));
    assert_eq!(figures(&scratch), ["A1 2023-04 1", "A1 out of 2023-04 2", "A2 2023-04 3", "A2 out of 2023-04 4"]);
    assert!(said.contains("E3: 70% is not 3 of 4"), "{said}");
}

#[test]
fn the_next_month_s_file_and_tab_are_read_by_the_same_recipe() {
    let scratch = Scratch::new();
    let rows = ["Ref|Indicator|April|YTD", "A1|Referrals|1|1", "A2|Closures|2|2"];
    done(&scratch.propose(&[workbook(&scratch, "Scorecard Apr-23.xlsx", &[("Data", &rows)])], &[]));
    let recipe = scratch.read("imports/scorecard.yaml");
    assert!(recipe.contains("periods: file") && recipe.contains("A1: {row: A1, column: C}"), "{recipe}");
    let rows = ["Ref|Indicator|May|YTD", "A1|Referrals|3|4", "A2|Closures|4|6", "A3|New|5|5"];
    let said = done(&scratch.import(&[workbook(&scratch, "Scorecard May-23.xlsx", &[("Data", &rows)])], &[]));
    assert_eq!(figures(&scratch), ["A1 2023-04 1", "A1 2023-05 3", "A2 2023-04 2", "A2 2023-05 4"], "{said}");
    assert!(said.contains("Data!A4: the row `A3` is not in the recipe"), "{said}");
    // April's heading over what is named May, a name without a month, and a row that is gone.
    for (file, heading, rows, told) in [
        ("Scorecard Jun-23.xlsx", "May", "A1|Referrals|3", "column C is headed `May` where `April` stood"),
        ("Scorecard final.xlsx", "June", "A1|Referrals|3", "says no month, quarter or year"),
        ("Scorecard Jun-23.xlsx", "June", "A2|Closures|3", "the row `A1` for A1 is not in the sheet"),
    ] {
        let heading = format!("Ref|Indicator|{heading}|YTD");
        let said = refused(&scratch.import(&[workbook(&scratch, file, &[("Data", &[&heading, rows])])], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_workbook_has_a_tab_a_month() {
    let scratch = Scratch::new();
    let rows = |one: &str, two: &str| [ROWS[0].to_owned(), format!("A1|Referrals|{one}"), format!("A2|Closures|{two}")];
    let (april, may) = (rows("1", "2"), rows("3", "n/a"));
    let [april, may] = [&april, &may].map(|rows| rows.each_ref().map(String::as_str));
    let notes: &[&str] = &["Notes", "Figures are provisional"];
    let path = workbook(&scratch, "Scorecard.xlsx", &[("Notes", notes), ("Apr 23", &april), ("May 23", &may)]);
    let said = done(&scratch.propose(&[path], &[]));
    assert_eq!(figures(&scratch), ["A1 2023-04 1", "A1 2023-05 3", "A2 2023-04 2", "A2 2023-05 x"], "{said}");
    assert!(said.contains("`Apr 23` is 2023-04, `May 23` is 2023-05"), "{said}");
    assert!(said.contains("by the same recipe if its name is its month"), "{said}");
    assert!(scratch.read("imports/scorecard.yaml").contains("sheet: \"*\""));
    let june = ["Ref|Indicator|Value", "A1|Referrals|7"];
    let path = workbook(
        &scratch,
        "Scorecard.xlsx",
        &[("Notes", notes), ("Apr 23", &april), ("May 23", &may), ("Jun 23", &june), ("Staff", &ROWS)],
    );
    let said = done(&scratch.import(&[path], &[]));
    assert!(said.contains("the sheet `Staff` is new and not read") && said.contains("`A2`"), "{said}");
    assert!(figures(&scratch).contains(&"A1 2023-06 7".to_owned()));
}

#[test]
fn tabs_named_by_months_alone_take_the_year_that_stands_over_them_or_in_the_file_s_name() {
    let scratch = Scratch::new();
    let titled: Vec<&str> = ["Scorecard 2023/24", ""].into_iter().chain(ROWS).collect();
    done(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("Jan", &titled)])], &[]));
    assert_eq!(figures(&scratch), ["A1 2024-01 111", "A2 2024-01 222"]);
    let scratch = Scratch::new();
    let path = workbook(&scratch, "Scorecard.xlsx", &[("Jan", &ROWS)]);
    let said = refused(&scratch.propose(&[path], &[]));
    assert!(said.contains("the tab `Jan` names a month or quarter and no year"), "{said}");
    let path = workbook(&scratch, "Scorecard 2022-23.xlsx", &[("Jan", &titled)]);
    let said = refused(&scratch.propose(&[path], &[]));
    assert!(said.contains("is of 2023-01 or of 2024-01"), "{said}");
}

#[test]
fn two_names_or_a_title_that_say_two_periods_are_refused() {
    let titled = |title: &'static str| -> Vec<&str> { [title, ""].into_iter().chain(ROWS).collect() };
    for (file, tab, rows, told) in [
        (
            "Scorecard.xlsx",
            "Apr 23",
            titled("Scorecard May 2023"),
            "the tab `Apr 23` is of 2023-04 by its name, and Apr 23!A1 says `May 2023`",
        ),
        ("Scorecard.xlsx", "Apr 23", titled("Performance – May"), "Apr 23!A1 says"),
        ("Scorecard.xlsx", "Apr 23", titled("Reporting period|01/05/2023"), "Apr 23!B1 says `01/05/2023`"),
        ("Scorecard.xlsx", "Apr 23", titled("Scorecard 2022/23"), "Apr 23!A1 says `2022/23`"),
        ("Scorecard May-23.xlsx", "Apr 23", ROWS.to_vec(), "the file `Scorecard May-23.xlsx` says `May-23`"),
        (
            "Scorecard Apr-23.xlsx",
            "Data",
            titled("May 2023"),
            "the file `Scorecard Apr-23.xlsx` is of 2023-04 by its name, and Data!A1 says `May 2023`",
        ),
        ("Scorecard Apr-23 and May-23.xlsx", "Data", ROWS.to_vec(), "does not say which one month"),
        ("Scorecard M1 2023-24.xlsx", "Data", ROWS.to_vec(), "does not say which one month"),
    ] {
        let scratch = Scratch::new();
        let said = refused(&scratch.propose(&[workbook(&scratch, file, &[(tab, &rows)])], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
    for title in [
        "Figures may change",
        "Extracted 12/05/2023",
        "Scorecard 2023/24",
        "April 2023, with March 2023 for comparison",
    ] {
        let scratch = Scratch::new();
        done(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("Apr 23", &titled(title))])], &[]));
        assert_eq!(figures(&scratch), ["A1 2023-04 111", "A2 2023-04 222"], "{title}");
    }
}

#[test]
fn what_no_name_says_is_asked() {
    for (file, tab, rows, told) in [
        (
            "Scorecard.xlsx",
            "Data",
            ROWS.to_vec(),
            "figures stand under `Value` in Data!C1, and nothing says of which month",
        ),
        ("Scorecard 2023.xlsx", "Data", ROWS.to_vec(), "nothing says of which month"),
        ("Scorecard 10-05-2023.xlsx", "Data", ROWS.to_vec(), "nothing says of which month"),
        ("Scorecard.xlsx", "YTD Apr 23", ROWS.to_vec(), "nothing says of which month"),
        (
            "Scorecard.xlsx",
            "Apr 23",
            vec!["Ref|Indicator|Value|Number", "A1|Referrals|1|2"],
            "`Value` in C1 and `Number` in D1 may each be the figure",
        ),
    ] {
        let scratch = Scratch::new();
        let said = refused(&scratch.propose(&[workbook(&scratch, file, &[(tab, &rows)])], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
    let scratch = Scratch::new();
    let other = ["Ref|Indicator|Notes|Value", "A1|Referrals|x|1"];
    let path = workbook(&scratch, "Scorecard.xlsx", &[("Apr 23", &ROWS), ("May 23", &other)]);
    let said = refused(&scratch.propose(&[path], &[]));
    assert!(
        said.contains("the tabs `May 23` and `Apr 23` are not of one form: D1 is `Value` there and not read here"),
        "{said}"
    );
    // Two tabs of one month.
    let rows = ["Ref|Indicator|Value", "A1|Referrals|9", "A2|Closures|222"];
    let path = workbook(&scratch, "Scorecard.xlsx", &[("Apr 23", &ROWS), ("April 2023", &rows)]);
    let said = refused(&scratch.propose(&[path], &[]));
    assert!(said.contains("Apr 23!C2 and April 2023!C2 both say A1 for 2023-04"), "{said}");
}

#[test]
fn days_of_updates_and_last_year_s_month_are_not_the_period_of_a_tab() {
    for rows in [
        ["Ref|Indicator|Actual|Updated", "A1|Referrals|111|10/05/2023", "A2|Closures|222|10/05/2023"],
        ["Ref|Indicator|Actual|Comment", "A1|Referrals|111|May 2023", "A2|Closures|222|May 2023"],
        ["Ref|Indicator|Actual|Apr-22", "A1|Referrals|111|5", "A2|Closures|222|6"],
    ] {
        let scratch = Scratch::new();
        let said = done(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("Apr 23", &rows)])], &[]));
        assert_eq!(figures(&scratch), ["A1 2023-04 111", "A2 2023-04 222"], "{rows:?}: {said}");
        assert!(said.contains("column D"), "{said}");
    }
    // Periods within the tab's own are read as they stand.
    let scratch = Scratch::new();
    let rows = ["Ref|Indicator|Apr-23|May-23|Actual", "A1|Referrals|1|2|3"];
    done(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("2023-24", &rows)])], &[]));
    assert_eq!(figures(&scratch), ["A1 2023-04 1", "A1 2023-05 2"]);
    let scratch = Scratch::new();
    let rows = ["Month|Measure|Value", "Apr-23|Referrals|1", "May-23|Referrals|2"];
    done(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("2023-24", &rows)])], &[]));
    let months: Vec<String> =
        figures(&scratch).iter().map(|figure| figure.split_once(' ').unwrap().1.to_owned()).collect();
    assert_eq!(months, ["2023-04 1", "2023-05 2"]);
    let scratch = Scratch::new();
    let rows = ["Ref|Indicator|Croydon", "A1|Referrals|5"];
    let said = refused(&scratch.propose(&[workbook(&scratch, "Scorecard.xlsx", &[("Apr 23", &rows)])], &[]));
    assert!(said.contains("figures stand under `Croydon` in Apr 23!C1, which does not say"), "{said}");
}
