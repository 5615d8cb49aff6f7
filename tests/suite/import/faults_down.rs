//! Lists that say one thing in two columns, pairs that are no pairs, and names of files to come: each is read right, decided in words, or refused with a way out.

use std::fs;
use std::path::PathBuf;

use super::{Scratch, done, refused};
use crate::common::root;
use crate::editions::copy;

fn written(scratch: &Scratch, name: &str, rows: &[&str]) -> PathBuf {
    let file = scratch.path(name);
    fs::write(&file, rows.join("\n")).expect("a file can be written");
    file
}

/// What comes of a list with these rows, as `A1 2023-04 111`, in order, in a project that is in order; and what was said.
#[track_caller]
fn read(rows: &[&str]) -> (Vec<String>, String) {
    let scratch = Scratch::new();
    let said = done(&scratch.propose(&[written(&scratch, "list.csv", rows)], &[]));
    done(&scratch.check());
    (all(&scratch), said)
}

fn all(scratch: &Scratch) -> Vec<String> {
    scratch.figures().into_iter().map(|((row, period), text)| format!("{row} {period} {text}")).collect()
}

#[track_caller]
fn unread(rows: &[&str]) -> String {
    let scratch = Scratch::new();
    refused(&scratch.propose(&[written(&scratch, "list.csv", rows)], &[]))
}

#[test]
fn years_and_months_in_two_columns_are_months() {
    let months = ["LIS1 2023-04 1", "LIS1 2024-01 2", "LIS1 2024-04 3"];
    for rows in [
        ["Year,Month,Referrals", "2023/24,April,1", "2023/24,January,2", "2024/25,April,3"],
        ["Financial year,Month,Referrals", "2023/24,Apr,1", ",Jan,2", "2024/25,Apr,3"],
        ["Month,Year,Referrals", "April,2023-24,1", "January,2023-24,2", "April,2024-25,3"],
        ["Year,Month,Referrals", "2023,April,1", "2024,January,2", "2024,April,3"],
        ["Year,Month,Referrals", "2023,4,1", "2024,1,2", "2024,4,3"],
        ["Financial year,Month,Referrals", "2023/24,Apr-23,1", "2023/24,Jan-24,2", "2024/25,Apr-24,3"],
    ] {
        let (figures, said) = read(&rows);
        assert_eq!(figures, months, "{rows:?}: {said}");
        let is_bare = rows[1].starts_with("2023,");
        assert_eq!(said.contains("beside a month is read as the calendar year"), is_bare, "{rows:?}: {said}");
    }
    for rows in [
        ["Year,Quarter,Team,Referrals", "2023/24,Q1,North,1", "2023/24,Q2,North,2"],
        ["Year,Quarter,Team,Referrals", "2023/24,1,North,1", ",2,North,2"],
    ] {
        let (figures, said) = read(&rows);
        assert_eq!(figures, ["LIS1 2023/24 Q1 1", "LIS1 2023/24 Q2 2"], "{rows:?}: {said}");
    }
}

#[test]
fn a_year_of_which_nobody_can_tell_which_it_is_is_refused() {
    for (rows, what) in [
        (["Year,Month,Referrals", "2023,November,1", "2023,December,2", "2023,January,3"], "B4: `January` of `2023`"),
        (["Year,Month,Referrals", "2023,February,1", "2023,January,2", "2023,December,3"], "B4: `December` of `2023`"),
        (["Financial year,Month,Referrals", "2023,April,1", "2023,May,2", "2023,June,3"], "B2: `April` of `2023`"),
        (["Year,Quarter,Referrals", "2023,Q1,1", "2023,Q2,2", "2023,Q3,3"], "B2: `Q1` of `2023`"),
        (["Year,Month,Referrals", "2023/24,1,1", "2023/24,2,2", "2023/24,3,3"], "B2: `1` of `2023/24`"),
        (["Year,Month,Referrals", "2023/24,M1,1", "2023/24,M2,2", "2023/24,M3,3"], "`M1` under `month`"),
        (["Academic year,Month,Referrals", "2023,May,1", "2023,June,2", "2023,July,3"], "a school year"),
        (
            ["Academic year,Month,Referrals", "2023/24,July,1", "2023/24,August,2", "2023/24,September,3"],
            "over the turn",
        ),
    ] {
        let said = unread(&rows);
        assert!(said.contains(what) && said.contains("write years whole"), "{rows:?}: {said}");
    }
}

#[test]
fn months_that_pass_the_turn_of_a_bare_year_stop_a_later_import() {
    let scratch = Scratch::new();
    let autumn = ["Year,Month,Referrals", "2023,November,1", "2023,December,2"];
    done(&scratch.propose(&[written(&scratch, "list.csv", &autumn)], &[]));
    let winter = [&autumn[..], &["2023,January,3"]].concat();
    let said = refused(&scratch.import(&[written(&scratch, "list.csv", &winter)], &["--yes"]));
    assert!(said.contains("B4: `January` of `2023`"), "{said}");
    assert_eq!(all(&scratch), ["LIS1 2023-11 1", "LIS1 2023-12 2"]);
}

#[test]
fn a_code_of_a_long_list_has_its_two_numbers() {
    let rows = [
        "Month,Ref,Measure,Numerator,Denominator,Percentage",
        "Apr-23,S1,Health checks,1,4,25%",
        "Apr-23,S2,Reviews,3,4,70%",
        "May-23,S1,Health checks,2,4,50%",
        "May-23,S2,Reviews,4,4,100%",
    ];
    let (figures, said) = read(&rows);
    let expected = [
        "S1 2023-04 1",
        "S1 2023-05 2",
        "S1 out of 2023-04 4",
        "S1 out of 2023-05 4",
        "S2 2023-04 3",
        "S2 2023-05 4",
        "S2 out of 2023-04 4",
        "S2 out of 2023-05 4",
    ];
    assert_eq!(figures, expected);
    assert!(said.contains("F3: 70% is not 3 of 4 (S2, 2023-04)") && !said.contains("no code stands"), "{said}");
}

#[test]
fn a_number_without_its_pair_is_told_and_is_no_figure() {
    let (figures, said) = read(&[
        "Ref,Name,Row,Apr-23,May-23,Jun-23,Jul-23,Aug-23",
        "S1,Health checks,Num,9,2,,5,8",
        "S1,Health checks,Den,n/a,4,6,0,",
    ]);
    let of =
        |row: &str| figures.iter().filter_map(|text| text.strip_prefix(row)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(of("S1 2023-"), ["04 x", "05 2", "06 x", "07 x", "08 x"]);
    assert_eq!(of("S1 out of 2023-"), ["04 x", "05 4", "06 6", "07 0"]);
    assert!(said.contains("D2: 9 is out of `x` (S1, 2023-04)") && said.contains("3 more of its row"), "{said}");
}

#[test]
fn figures_that_no_unit_has_are_told() {
    let (figures, said) = read(&[
        "Ref,Name,Apr-23,May-23",
        "A1,Change of places,(120),5",
        "A2,Visits,11/22,12",
        "A3,Seen in time,11/22,6/7",
        "A4,Growth %,104%,50%",
    ]);
    let expected = [
        "A1 2023-04 -120",
        "A1 2023-05 5",
        "A2 2023-04 x",
        "A2 2023-05 12",
        "A3 2023-04 11/22",
        "A3 2023-05 6/7",
        "A4 2023-04 104%",
        "A4 2023-05 50%",
    ];
    assert_eq!(figures, expected);
    for told in ["C2: -120 of A1 is more or less", "C3: 11/22 is a count out of another", "C5: 104% of A4 is more"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("of A3 is more"), "{said}");
}

#[test]
fn noughts_at_the_end_of_decimals_are_no_restatement() {
    let scratch = Scratch::new();
    let rows = ["Ref,Name,Apr-23,May-23", "A1,Seen in time,85%,86%", "A2,Days taken,12.5,100"];
    done(&scratch.propose(&[written(&scratch, "list.csv", &rows)], &[]));
    let again = ["Ref,Name,Apr-23,May-23", "A1,Seen in time,85.0%,86.4%", "A2,Days taken,12.50,10"];
    let said = refused(&scratch.import(&[written(&scratch, "list.csv", &again)], &[]));
    assert!(said.contains("86.4%") && !said.contains("85.0%") && !said.contains("12.50"), "{said}");
    done(&scratch.import(&[written(&scratch, "list.csv", &again)], &["--yes"]));
    assert_eq!(all(&scratch), ["A1 2023-04 85%", "A1 2023-05 86.4%", "A2 2023-04 12.5", "A2 2023-05 10"]);
}

#[test]
fn names_of_several_files_fit_those_to_come() {
    for (names, pattern, next) in [
        (["kpi 2023-04.csv", "kpi 2023-05.csv"], "kpi *.csv", "kpi 2024-11.csv"),
        (["KPIm April 2023.csv", "KPIm August 2023.csv"], "KPIm *.csv", "KPIm January 2024.csv"),
        (["scorecard June 2023.csv", "scorecard July 2023.csv"], "scorecard *.csv", "scorecard March 2024.csv"),
        (["Apr23_scorecard_v1.csv", "May23_scorecard_v2.csv"], "*_scorecard_*.csv", "Jun24_scorecard_v1.csv"),
        (["KPI 1 May 2023 final.csv", "KPI 12 June 2023 final.csv"], "KPI * final.csv", "KPI 3 July 2024 final.csv"),
        (["KPI Q1 2023-24.csv", "KPI Quarter 2 2023-24 new.csv"], "KPI *.csv", "KPI Q1 2024-25.csv"),
    ] {
        let scratch = Scratch::new();
        let list = |month: &str| [String::from("Month,Ref,Indicator,Value"), format!("{month},A1,Visits,1")];
        let file = |name: &str, month: &str| written(&scratch, name, &list(month).each_ref().map(String::as_str));
        let both = [file(names[0], "2023-04,A1,Visits,5\n2023-05"), file(names[1], "2023-06,A1,Visits,7\n2023-07")];
        done(&scratch.propose(&both, &["--recipe", "kpi"]));
        let recipe = scratch.read("imports/kpi.yaml");
        assert!(recipe.contains(&format!("file: \"{pattern}\"")), "{names:?}: {recipe}");
        done(&scratch.import(&[file(next, "2024-11")], &["--yes"]));
    }
}

#[test]
fn numbers_of_people_are_compared_with_no_other_area() {
    let scratch = Scratch::new();
    copy(&root().join("data/croydon-2020"), &scratch.project());
    let columns = [
        ("assessments_rate", "55.1", "60.2", true),
        ("reviewed_percent", "91", "88", true),
        ("average_days", "31", "30", true),
        ("median_score", "13.9", "14.1", true),
        ("turnover_rate_fte", "15.4", "12", true),
        ("same_day", "9120", "80", false),
        ("sdq_score_is_borderline_children_count", "3420", "12", false),
        ("in_post_fte", "31500.5", "120.4", false),
        ("starters_headcount", "410", "30", false),
        ("mean_days_lost", "252000", "1200", false),
    ];
    let line = |begin: &str, of: fn(&(&str, &str, &str, bool)) -> String| {
        format!("{begin},{}", columns.iter().map(of).collect::<Vec<_>>().join(","))
    };
    let heading = "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,la_name";
    let rows = [
        line(heading, |column| column.0.to_owned()),
        line("2019,Reporting year,National,England,,,", |column| column.1.to_owned()),
        line("2020,Reporting year,National,England,,,", |column| column.1.to_owned()),
        line("2019,Reporting year,Local authority,England,Outer London,306,Croydon", |column| column.2.to_owned()),
        line("2020,Reporting year,Local authority,England,Outer London,306,Croydon", |column| column.2.to_owned()),
    ];
    let files = ["children_2019.csv", "children_2020.csv"]
        .map(|name| written(&scratch, name, &rows.each_ref().map(String::as_str)));
    done(&scratch.import(&files, &["--propose", "--recipe", "children"]));
    let recipe = scratch.read("imports/children.yaml");
    assert!(recipe.contains("release: children 2019\n"), "{recipe}");
    let codes = recipe.lines().find_map(|line| line.trim().strip_prefix("codes: ")).expect("codes that are compared");
    let definitions = scratch.read("indicators/children.yaml");
    for (name, .., is_compared) in columns {
        let words = name.replace('_', " ");
        let words = words.trim_end_matches(" percent").trim_end_matches(" count");
        let line = definitions.lines().position(|line| line == format!("    name: {words}"));
        let line = line.unwrap_or_else(|| panic!("{name}: {definitions}"));
        let code = definitions.lines().nth(line - 1).expect("a code").trim().trim_end_matches(':');
        let is_named = codes.trim_matches(['[', ']']).split(", ").any(|other| other.trim_matches('"') == code);
        assert_eq!(is_named, is_compared, "{name}, {code}: {codes}");
    }
    done(&scratch.check());
}
