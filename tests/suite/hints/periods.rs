//! Hints about days and months above figures that are longer.

use super::{COUNTED, found, leads, printed, project};

#[test]
fn a_day_or_a_month_under_quarters_or_years_is_told_the_one_in_which_it_lies() {
    for (header, heading, hint) in [
        ("Quarters", "30/06/2024", "a quarter is written `2024/25 Q1`"),
        ("Quarters", "2024-06-30", "a quarter is written `2024/25 Q1`"),
        ("Quarters", "Jun-24", "a quarter is written `2024/25 Q1`"),
        ("Quarters", "Apr-24", "a quarter is written `2024/25 Q1`"),
        ("Quarters", "2024-06", "a quarter is written `2024/25 Q1`; months have a header of their own, `Months:`"),
        ("Quarters", "Apr-Jun 2024", "a quarter is written `2024/25 Q1`"),
        ("Quarters", "April to June 24", "a quarter is written `2024/25 Q1`"),
        ("Years", "31/03/2024", "a year is written `2023/24`"),
        ("Years", "Mar-24", "a year is written `2023/24`"),
        ("Years", "2024-03", "a year is written `2023/24`; months have a header of their own, `Months:`"),
        ("Years", "2007-08", "a year is written `2007/08`"),
        ("Academic years", "31/08/2024", "a year is written `2023/24`"),
        ("Academic years", "Aug-24", "a year is written `2023/24`"),
        ("Academic years", "2007-08", "a year is written `2007/08`"),
        ("Calendar years", "31/12/2024", "a year is written `2024`"),
        ("Months", "30/06/2024", "a month is written `2024-06`"),
        ("Months", "Jun-24", "a month is written `2024-06`"),
    ] {
        let file = |period: &str| project(COUNTED, "h.yaml", &format!("{header}: [{period}]\nA1: [91%]\n"));
        let right = hint.split('`').nth(1).expect("a period in quotes");
        leads(&file(heading), hint, &file(right), "91%");
    }
    let unclear = project(COUNTED, "h.yaml", "Quarters: [09/04/2024]\nA1: [91%]\n");
    let hint = "a quarter is written `2024/25 Q1` for 9 April 2024, `2024/25 Q2` for 4 September 2024";
    leads(&unclear, hint, &project(COUNTED, "h.yaml", "Quarters: [2024/25 Q1]\nA1: [91%]\n"), "91%");
}

#[test]
fn a_row_of_ends_of_quarters_is_told_each_of_them() {
    let file = |header: &str| project(COUNTED, "h.yaml", &format!("Quarters: [{header}]\nA1: [81%, 82%, 83%, 91%]\n"));
    let right = "2024/25 Q1, 2024/25 Q2, 2024/25 Q3, 2024/25 Q4";
    for ends in ["Jun-24, Sep-24, Dec-24, Mar-25", "30/06/2024, 2024-09-30, 31-Dec-24, 31 March 2025"] {
        let said: Vec<_> = found(&file(ends)).iter().flat_map(|it| it.hints().to_vec()).collect();
        assert!(said.iter().any(|hint| hint.contains("a quarter is written `2024/25 Q1`")), "{said:#?}");
        assert!(said.iter().all(|hint| !hint.contains("a month is written")), "{said:#?}");
    }
    assert_eq!(printed(&file(right)), ("91%".to_owned(), "January to March 2025".to_owned()));
}
