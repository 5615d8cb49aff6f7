//! Hints about what spreadsheets and their files hold.

use super::{COUNTED, found, leads, only, printed, project, sheet};

#[test]
fn a_column_that_is_no_period_is_told_where_its_content_belongs() {
    let right = sheet(COUNTED, "Code,Name,2024-04,2024-05\nA1,Plans,84%,91%\n");
    for (heading, hint) in [
        ("YTD", "the year to date is made of the months, or stands in a row of its own, the code and `year to date`"),
        ("Target", "delete this column: targets stand in indicators.yaml"),
        ("2024/25 target", "targets stand in indicators.yaml"),
        ("RAG", "delete this column: a rating is made of figure and target"),
        ("RAG rating", "a rating is made of figure and target"),
        ("Owner", "owners stand in indicators.yaml, `owner:`"),
        ("Lead officer", "owners stand in indicators.yaml"),
        ("England", "other areas' figures stand in benchmarks.yaml"),
        ("Comments", "`note:`"),
        ("Total", "longer periods are made of shorter ones"),
        ("Trend", "changes are made of the figures"),
        ("", "delete this column, or where its cell is merged"),
    ] {
        let wrong = sheet(COUNTED, &format!("Code,Name,2024-04,{heading},2024-05\nA1,Plans,84%,,91%\n"));
        leads(&wrong, hint, &right, "91%");
    }
    assert!(only(&sheet(COUNTED, "Name,Code,2024-05\nA1,,91%\n")).contains("put this column first"));
}

#[test]
fn a_heading_that_is_a_day_is_told_its_month() {
    for (heading, hint, month) in [
        ("24-Oct", "a month is written `2024-10`", "2024-10"),
        ("13/04/2024", "a month is written `2024-04`", "2024-04"),
        ("09/04/2024", "`2024-04` for 9 April 2024, `2024-09` for 4 September 2024", "2024-04"),
        ("2024-04-01 00:00:00", "a month is written `2024-04`", "2024-04"),
        ("30/06/2024", "a month is written `2024-06`, a quarter `2024/25 Q1`", "2024-06"),
    ] {
        let wrong = sheet(COUNTED, &format!("Code,{heading}\nA1,91%\n"));
        let right = sheet(COUNTED, &format!("Code,{month}\nA1,91%\n"));
        leads(&wrong, hint, &right, "91%");
    }
}

#[test]
fn ends_of_quarters_and_of_years_are_told_as_what_they_are() {
    let wrong = found(&sheet("count: Certificates, better: lower", "Code,2024-06-30,30/09/2024,31-Dec-24\nA1,5,6,7\n"));
    let hints: Vec<_> = wrong.iter().map(|it| it.hints()[0].as_str()).collect();
    let quarter = |n: u8| format!("a quarter is written `2024/25 Q{n}`");
    assert_eq!(hints, [quarter(1), quarter(2), quarter(3)]);
    let right = sheet("count: Certificates, better: lower", "Code,2024/25 Q1,2024/25 Q2,2024/25 Q3\nA1,5,6,7\n");
    assert_eq!(printed(&right), ("7".to_owned(), "October to December 2024".to_owned()));
    let years = found(&sheet("count: Certificates, better: lower", "Code,31/03/2023,31/03/2024\nA1,5,6\n"));
    assert_eq!(
        years.iter().map(|it| it.hints()[0].as_str()).collect::<Vec<_>>(),
        ["a year is written `2022/23`", "a year is written `2023/24`"]
    );
    for months in ["Jun-24,Sep-24,Dec-24", "Apr-24,Jul-24,Oct-24"] {
        let said = only(&sheet("count: Certificates, better: lower", &format!("Code,{months}\nA1,5,6,7\n")));
        assert!(said.contains("if quarters are meant, write `2024/25 Q1`, `2024/25 Q2`"), "{said}");
    }
}

#[test]
fn years_with_a_dash_are_asked_about_and_not_read_as_months() {
    let define = "unit: percent, better: higher, target: 90";
    let wrong = "Code,2007-08,2008-09,2009-10,2010-11\nA1,81,82,84,88\n";
    let said = only(&sheet(define, wrong));
    assert!(said.contains("header-gap: `2007-08` is read as August 2007, and may be a year"), "{said}");
    assert!(said.contains("if years are meant, write `2007/08`, `2008/09`"), "{said}");
    let right = sheet(define, &wrong.replace('-', "/"));
    assert_eq!(printed(&right), ("88%".to_owned(), "2010/11".to_owned()));
    let wide = "Months: [2007-08, 2008-09]\nA1: [81, 82]\n";
    assert!(only(&project(define, "h.yaml", wide)).contains("`2007/08`, `2008/09` under a header of their own"));
    let under_years = found(&project(define, "h.yaml", &wide.replace("Months", "Years")));
    assert_eq!(under_years[0].hints(), ["a year is written `2007/08`"]);
    // December 2011 alone, and months in order, are months.
    for months in ["2011-12", "2011-11,2011-12", "2010-11,2010-12"] {
        let cells = ",88".repeat(months.split(',').count());
        assert_eq!(printed(&sheet(define, &format!("Code,{months}\nA1{cells}\n"))).0, "88%", "{months}");
    }
}

#[test]
fn weeks_are_named_and_cannot_be_given() {
    for weeks in [
        "01/04/2024,08/04/2024,15/04/2024",
        "2024-04-05,2024-04-12,2024-04-19",
        "w/c 1 April,w/c 8 April,w/c 15 April",
        "Week 1,Week 2,Week 3",
        "2024-W14,2024-W15,2024-W16",
    ] {
        let said = only(&sheet("count: Referrals, better: lower", &format!("Code,{weeks}\nA1,81,84,88\n")));
        assert!(said.contains("weeks, and a week is no period") && said.contains("a column for each month"), "{said}");
    }
    let months = sheet("count: Referrals, better: lower", "Code,01/04/2024,01/05/2024,01/06/2024\nA1,81,84,88\n");
    assert_eq!(printed(&months).0, "88");
}

#[test]
fn a_cell_of_a_spreadsheet_is_told_what_to_write() {
    let counted = |cell: &str| sheet(COUNTED, &format!("Code,2024-04\nA1,{cell}\n"));
    for (cell, hint, right, value) in [
        ("#DIV/0!", "write `0/0` where there were no cases", "0/0", ""),
        ("#REF!", "write the figure, or `x`", "x", ""),
        ("<5", "write `c`", "c", ""),
        (">95%", "write `c`", "c", ""),
        ("*", "write `c`", "c", ""),
        ("83%*", "write the number alone, without the sign beside it", "83%", "83%"),
        ("83%p", "write the number, a blank and the letter alone", "83% p", "83%"),
        ("83% (p)", "write the number, a blank and the letter alone", "83% p", "83%"),
        ("~83%", "write the number, a blank and `e`", "83% e", "83%"),
        ("n/a", "`z` is not applicable, `x` not available", "z", ""),
        ("TBC", "`late` is data awaited", "late", ""),
    ] {
        let said = only(&counted(cell));
        assert!(said.contains(hint), "{cell}: {said}");
        // A paper without any figure is not made.
        assert_eq!(found(&counted(right)), Vec::new(), "{cell}");
        assert!(value.is_empty() || printed(&counted(right)).0 == value, "{cell}");
    }
    leads(
        &counted("24-Oct"),
        "give the count in a row `A1`, and what it is out of in a row `A1 out of`",
        &sheet(COUNTED, "Code,2024-04\nA1,10\nA1 out of,24\n"),
        "42%",
    );
    let days = |cell: &str| sheet("unit: days, better: lower", &format!("Code,2024-04\nA1,{cell}\n"));
    leads(&days("5 days"), "write the number alone, without its unit", &days("5"), "5 days");
    leads(&days("1 204"), "thousands are parted by a comma", &days("\"1,204\""), "1,204 days");
    assert!(only(&days("#DIV/0!")).contains("write `z`") && found(&days("z")).is_empty());
    for accepted in ["366 / 388", "366/ 388", "366 /388", "366 out of 388"] {
        assert_eq!(printed(&counted(accepted)).0, "94%", "{accepted}");
    }
}

#[test]
fn a_row_is_told_how_its_code_is_written() {
    let right = sheet(COUNTED, "Code,2024-04\nA1,366\nA1 out of,388\n");
    for (row, hint) in [
        ("A1 denominator", "write `A1 out of`"),
        ("A1 (Denominator)", "write `A1 out of`"),
        ("A1-denominator", "write `A1 out of`"),
    ] {
        let wrong = sheet(COUNTED, &format!("Code,2024-04\nA1,94%\n{row},388\n"));
        leads(&wrong, hint, &right, "94%");
    }
    for (row, hint) in [
        ("A1 target", "delete this row: targets stand in indicators.yaml"),
        ("A1 RAG", "delete this row: a rating is made"),
        (",", "write the code in the first cell of each row, also where cells are merged"),
        ("A1: Plans in time", "write `A1` alone; a name may stand in a column headed `Name`"),
    ] {
        let wrong = sheet(COUNTED, &format!("Code,2024-04\nA1,366\nA1 out of,388\n{},9\n", row.trim_end_matches(',')));
        leads(&wrong, hint, &right, "94%");
    }
    let heading = sheet(COUNTED, "Code,2024-04\nChildren's services,\nA1,366\nA1 out of,388\nSource: own system,\n");
    assert!(found(&heading).iter().all(|it| it.hints() == ["delete each row that has no figure"]));
    let headings = "Health,\nH & S,\n,\n* provisional,\nSource: own system,\nDraft,\n";
    let said = only(&sheet(COUNTED, &format!("Code,2024-04\nA1,94%\n{headings}")));
    assert!(said.contains("5 rows have neither a figure nor the code of an indicator"), "{said}");
    let merged = sheet(COUNTED, "Code,2024-04\nA1,366\nA1 out of,388\n,5\n,6\n,7\n");
    assert!(only(&merged).contains("3 rows have no code"), "{}", only(&merged));
}

#[test]
fn a_file_of_another_shape_is_named_with_the_way_to_ours() {
    for long in [
        "time_period,la_name,indicator,value\n202404,Testing,A1,84\n202405,Testing,A1,91\n",
        "Area,Month,Plans in time,Plans due\nNorth,Apr-24,84,100\nSouth,Apr-24,91,100\n",
    ] {
        let said = only(&sheet(COUNTED, long)).replace("`time_period`", "`Month`");
        assert!(said.contains("csv-syntax: the periods stand in the column `Month`"), "{said}");
        assert!(said.contains("PivotTable") && said.contains("`Month` in its columns"), "{said}");
    }
    leads(
        &sheet(COUNTED, "Period,A1,B2\n2024-04,84%,1\n2024-05,91%,2\n"),
        "`Paste Special` and `Transpose`",
        &sheet(COUNTED, "Period,2024-04,2024-05\nA1,84%,91%\n"),
        "91%",
    );
    leads(
        &sheet(COUNTED, "Code,Apr,May\nA1,84%,91%\n"),
        "write the year with each: `Apr-24`",
        &sheet(COUNTED, "Code,Apr-24,May-24\nA1,84%,91%\n"),
        "91%",
    );
}

#[test]
fn a_file_is_told_its_own_month() {
    for (name, hint, right) in [
        ("April 2024", "a month is written `2024-04`", "2024-04"),
        ("Apr 24", "a month is written `2024-04`", "2024-04"),
        ("2024-25 Q1", "a quarter is written `2024_25-Q1`", "2024_25-Q1"),
    ] {
        let wrong = project(COUNTED, &format!("{name}.yaml"), "A1: 91/100\n");
        let said = found(&wrong).iter().flat_map(|it| it.hints().to_vec()).collect::<Vec<_>>().join("; ");
        assert!(said.contains(&format!("rename the file or folder: {hint}")), "{said}");
        assert_eq!(printed(&project(COUNTED, &format!("{right}.yaml"), "A1: 91/100\n")).0, "91%");
    }
    let dated = |day: &str| project(COUNTED, "2024-04.yaml", &format!("extracted: {day}\nA1: 91/100\n"));
    leads(&dated("13/05/2024"), "`2024-05-13`", &dated("2024-05-13"), "91%");
    leads(&dated("9 May 2024"), "`2024-05-09`", &dated("2024-05-09"), "91%");
    leads(
        &dated("09/05/2024"),
        "`2024-05-09` for 9 May 2024, `2024-09-05` for 5 September 2024",
        &dated("2024-05-09"),
        "91%",
    );
}

#[test]
fn a_year_is_told_as_it_is_accepted_there() {
    for (header, year, hint, right) in [
        (
            "Years",
            "2020",
            "a year is written `2020/21`; calendar years have a header of their own, `Calendar years:`",
            "2020/21",
        ),
        ("Months", "2020", "a month is written `2020-04`", "2020-04"),
        ("Quarters", "2020", "a quarter is written `2020/21 Q1`", "2020/21 Q1"),
        ("Academic years", "2020", "a year is written `2020/21`", "2020/21"),
        ("Calendar years", "2020-21", "a year is written `2020`", "2020"),
        ("Years", "2020-21", "a year is written `2020/21`", "2020/21"),
        ("Years", "2020-2021", "a year is written `2020/21`", "2020/21"),
    ] {
        let file = |period: &str| project(COUNTED, "h.yaml", &format!("{header}: [{period}]\nA1: [91%]\n"));
        let said = found(&file(year));
        assert_eq!((said.len(), said[0].hints().len()), (1, 1), "{said:#?}");
        assert_eq!(said[0].hints()[0], hint);
        assert_eq!(printed(&file(right)).0, "91%", "{header}");
    }
}

#[test]
fn one_cause_is_told_once_with_how_many_there_are() {
    let months: Vec<String> = (0..47).map(|n| format!("{}-{:02}", 2020 + n / 12, n % 12 + 1)).collect();
    let row = |cell: &str| format!("Months: [{}]\nA1: [{}]\n", months.join(", "), vec![cell; 47].join(", "));
    let outside = found(&project("unit: percent, better: higher", "h.yaml", &row("150")));
    assert_eq!((outside.len(), outside[0].secondary().len()), (1, 2), "{outside:#?}");
    assert_eq!(outside[0].message(), "`A1` lies outside what its unit can be, one of 47 such cells in its row");
    let any = "unit: percent, better: higher, range: any";
    assert_eq!(printed(&project(any, "h.yaml", &row("150"))).0, "150%");

    let many = |figures: &str| {
        let lines: String =
            (1..=14).map(|n| format!("  B{n}: {{name: Visits {n}, count: Made, better: lower}}\n")).collect();
        let plans = "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher}\n";
        project(COUNTED, "h.yaml", figures).with("indicators.yaml", format!("{plans}{lines}"))
    };
    let months = "Months: [2024-03, 2024-04]\nA1: [366/388, 366/388]\n";
    let none = only(&many(months));
    assert!(none.starts_with("no-figures: `B1` has no figure, nor have 13 more indicators"), "{none}");
    let earlier: String = (1..=14).map(|n| format!("B{n}: [5, 6]\n")).collect();
    let forgotten = many(&format!("{months}{earlier}")).with("figures/2024-05.yaml", "A1: 366/388\n");
    let forgotten = only(&forgotten);
    assert!(
        forgotten.contains("`B1` has no figure for 2024-05, though it had one for 2024-04, one of 14 such"),
        "{forgotten}"
    );

    let export: String = (1..=100).map(|n| format!("E{n:08},5\n")).collect();
    let export = only(&sheet(COUNTED, &format!("Code,2024-04\nA1,94%\n{export}")));
    assert!(export.contains("unknown-indicator: 100 rows have codes that belong to no indicator"), "{export}");

    let headings: Vec<String> = (1..=24).map(|n| format!("SN{n}")).collect();
    let export = only(&sheet(COUNTED, &format!("Code,{}\nA1{}\n", headings.join(","), ",5".repeat(24))));
    assert!(export.contains("`SN1` is not a period, one of 24 such headings"), "{export}");
    let months: Vec<String> = (1..=12).map(|n| format!("2024.{n:02}")).collect();
    let months = only(&sheet(COUNTED, &format!("Code,{}\nA1{}\n", months.join(","), ",91%".repeat(12))));
    assert!(months.contains("one of 12 such headings; a month is written `2024-01`"), "{months}");

    let letters: String = ('\u{4e00}'..='\u{4e46}').collect();
    let face = only(&project(&format!("{COUNTED}, note: {letters}"), "2024-04.yaml", "A1: 366/388\n"));
    assert!(face.contains("missing-glyph") && face.contains("71 characters"), "{face}");
}

#[test]
fn a_sheet_that_begins_elsewhere_is_told_where() {
    let right = sheet(COUNTED, "Ref,Indicator,Apr-24,May-24\nA1,Plans,84%,91%\n");
    for titles in ["Testing Council,,,\nScorecard 2024-25,,,\n", ",,2024,\n", "Data as at 05/11/2024,,,\n\n"] {
        let wrong = sheet(COUNTED, &format!("{titles}Ref,Indicator,Apr-24,May-24\nA1,Plans,84%,91%\n"));
        leads(&wrong, "the periods stand in this row, and not in the first; delete the rows above it", &right, "91%");
    }
    leads(
        &sheet(COUNTED, "Indicator,Ref,Apr-24,May-24\nPlans in time,A1,84%,91%\n"),
        "the codes stand in the column `Ref`, and not in the first; put this column first",
        &right,
        "91%",
    );
    leads(
        &sheet(COUNTED, "Ref,Indicator,April,May\nA1,Plans,84%,91%\n"),
        "write the year with each: `Apr-24`",
        &right,
        "91%",
    );
    leads(
        &sheet(COUNTED, "Ref,Q1\nA1,91%\n"),
        "a quarter is written with its year, as `2020/21 Q1` is of one",
        &sheet(COUNTED, "Ref,2024/25 Q1\nA1,91%\n"),
        "91%",
    );
    // Fractions among the figures are no periods.
    let fractions = sheet(COUNTED, "Code,2024-04,2024-05\nA1,20/22,20/22\n");
    assert_eq!(printed(&fractions).0, "91%");
}

#[test]
fn a_code_with_a_slip_is_one_message() {
    let right = sheet(COUNTED, "Code,2024-04\nA1,91%\n");
    for (row, hint) in [("a1,91%", "did you mean `A1`?"), (",91%", "write the code in the first cell of each row")] {
        leads(&sheet(COUNTED, &format!("Code,2024-04\n{row}\n")), hint, &right, "91%");
    }
    for (row, hint) in [
        (",Actual", "delete each row that has no figure"),
        ("Total,5", "delete this row: it adds up others"),
        ("England,5", "delete this row: other areas' figures stand in benchmarks.yaml"),
    ] {
        leads(&sheet(COUNTED, &format!("Code,2024-04\nA1,91%\n{row}\n")), hint, &right, "91%");
    }
}

#[test]
fn a_period_that_stands_twice_is_one_message() {
    let twice = "Code,Apr-24,Apr-24\nA1,84%,91%\nA1 percent,84%,91%\n";
    let right = sheet(COUNTED, "Code,Apr-24,May-24\nA1,84%,91%\nA1 percent,84%,91%\n");
    leads(&sheet(COUNTED, twice), "`Apr-24` stands twice in the header", &right, "91%");
    assert_eq!(printed(&sheet(COUNTED, "Code,Apr-24,Apr-24\nA1,84%,84%\n")).0, "84%");
    let months: Vec<String> = (1..=12).map(|n| format!("2024-{n:02}")).collect();
    let file = |cell: &str| format!("Code,{}\nA1{}\n", months.join(","), format!(",{cell}").repeat(12));
    let said = only(&sheet(COUNTED, &file("84%")).with("figures/again.csv", file("91%")));
    assert!(said.contains("one of 12 such cells"), "{said}");
}
