//! Files as public bodies publish them: `fixtures/import`, whose PROVENANCE.md says whose.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Figures, Scratch, done, fixture, refused};

/// A table of the test's own reading: heading to text, row by row.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(fixture(name)).expect("the file can be read");
    let headings: Vec<String> = reader
        .headers()
        .expect("headings")
        .iter()
        .map(|heading| heading.trim_start_matches('\u{feff}').to_owned())
        .collect();
    reader
        .records()
        .map(|row| headings.iter().cloned().zip(row.expect("a row").iter().map(str::to_owned)).collect())
        .collect()
}

/// A number without its sign, and without noughts behind its point.
fn plain(text: &str) -> String {
    let text = text.trim_end_matches('%');
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

#[test]
fn every_value_of_the_truth_table_arrives_and_none_that_is_not_there() {
    let scratch = Scratch::new();
    let said = done(&scratch.propose(&[fixture("derived_scorecard_merged_headers.xlsx")], &[]));
    for told in [
        "the hidden sheet `Lookups`",
        "hidden: column C, `Target`",
        "column L, `RAG`",
        "row 14",
        "`years: academic`",
        "REF306 for `REF 306`",
        "ANN1",
    ] {
        assert!(said.contains(told), "{told} is not told: {said}");
    }
    let truth = rows("derived_scorecard_merged_headers_expected.csv");
    let mut annual: Vec<&str> =
        truth.iter().filter(|row| row["sheet"] == "Annual").map(|row| row["ref"].as_str()).collect();
    annual.dedup();
    let expected: Figures = truth
        .iter()
        .map(|row| {
            let code = match annual.iter().position(|name| *name == row["ref"]) {
                Some(at) => format!("ANN{}", at + 1),
                None => row["ref"].replace(' ', ""),
            };
            let year: i32 = row["period"][..4].parse().expect("a year");
            let period = if row["sheet"] == "Annual" {
                format!("{}/{:02}", year - 1, year % 100)
            } else {
                row["period"][..7].to_owned()
            };
            let value = match row["value_true"].as_str() {
                "-" => "c",
                "" => "x",
                value => value,
            };
            ((code, period), value.to_owned())
        })
        .collect();
    let found: Figures = scratch.figures().into_iter().map(|(place, text)| (place, plain(&text))).collect();
    assert_eq!(expected.len(), truth.len());
    assert_eq!(found, expected);
    done(&scratch.check());
}

#[test]
fn a_release_of_the_department_gives_the_rows_of_one_council() {
    let scratch = Scratch::new();
    let file = fixture("ees_cla_number_and_rate.csv");
    let asked = refused(&scratch.propose(std::slice::from_ref(&file), &[]));
    assert!(asked.contains("`la_name`") && asked.contains("--area \"Croydon\""), "{asked}");
    for area in ["Croydon", "306", "E09000008"] {
        let scratch = Scratch::new();
        done(&scratch.propose(std::slice::from_ref(&file), &["--area", area]));
        let found = scratch.figures();
        let own: Vec<BTreeMap<String, String>> =
            rows("ees_cla_number_and_rate.csv").into_iter().filter(|row| row["la_name"] == "Croydon").collect();
        let kinds: BTreeSet<&str> = own.iter().map(|row| row["population_type"].as_str()).collect();
        let mut expected = Figures::new();
        for row in &own {
            let year: i32 = row["time_period"].parse().expect("a year");
            let at = kinds.iter().position(|kind| *kind == row["population_type"]).expect("one of them");
            for (of, column) in ["population_estimate", "children_count", "rate_per_10000"].iter().enumerate() {
                expected.insert(
                    (format!("EES{}", 3 * at + of + 1), format!("{}/{:02}", year - 1, year % 100)),
                    row[*column].clone(),
                );
            }
        }
        assert_eq!(found, expected, "{area}");
        done(&scratch.check());
    }
}

#[test]
fn what_a_release_hides_stays_hidden() {
    let file = "ees_care_leavers_accommodation.csv";
    for (area, sign) in [("Isles of Scilly", "z"), ("Lincolnshire", "c")] {
        let scratch = Scratch::new();
        done(&scratch.propose(&[fixture(file)], &["--area", area]));
        let own = rows(file).into_iter().filter(|row| row["la_name"] == area);
        let mut published: Vec<String> = own
            .flat_map(|row| ["care_leaver_count", "care_leaver_percent"].map(|column| row[column].clone()))
            .collect();
        let mut found: Vec<String> = scratch.figures().into_values().collect();
        published.sort();
        found.sort();
        assert_eq!(found, published, "{area}");
        assert!(found.iter().any(|text| text == sign), "{area}");
    }
}

#[test]
fn months_that_stand_over_columns_lie_in_the_year_of_their_row() {
    let scratch = Scratch::new();
    done(&scratch.propose(&[fixture("ees_referrals_by_month.csv")], &["--area", "Croydon"]));
    let found = scratch.figures();
    let months: Vec<(&String, &String)> = found
        .iter()
        .filter(|((_, period), _)| period.contains('-'))
        .map(|((_, period), text)| (period, text))
        .collect();
    let mut expected = Vec::new();
    for row in rows("ees_referrals_by_month.csv").iter().filter(|row| row["la_name"] == "Croydon") {
        let year: i32 = row["time_period"].parse().expect("a year");
        let names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        for (at, name) in names.iter().enumerate() {
            expected.push((format!("{}-{:02}", if at < 3 { year } else { year - 1 }, at + 1), row[*name].clone()));
        }
    }
    expected.sort();
    assert_eq!(months.len(), 144);
    assert!(months.into_iter().eq(expected.iter().map(|(period, text)| (period, text))));
}

#[test]
fn a_file_a_month_is_read_as_one() {
    let scratch = Scratch::new();
    let names =
        ["nhs-Monthly-AE-June-2024 copy.csv", "nhs-Monthly-AE-July-2024-revised.csv", "nhs-Monthly-AE-August-2024.csv"];
    done(&scratch.propose(&names.map(fixture), &["--area", "RWY"]));
    let found = scratch.figures();
    for (name, month) in names.iter().zip(["2024-06", "2024-07", "2024-08"]) {
        let row = rows(name).into_iter().find(|row| row["Org Code"] == "RWY").expect("the provider is there");
        let headings = fs::read_to_string(fixture(name)).expect("text");
        let headings: Vec<&str> = headings
            .lines()
            .next()
            .expect("headings")
            .split(',')
            .skip(4)
            .filter(|heading| !heading.is_empty())
            .collect();
        for (at, heading) in headings.iter().enumerate() {
            assert_eq!(found[&(format!("NHS{}", at + 1), month.to_owned())], row[*heading], "{name}: {heading}");
        }
    }
    assert!(scratch.read("imports/nhs-monthly-ae.yaml").contains("file: \"nhs-Monthly-AE-*.csv\""));
    // The next month's file goes by the same recipe.
    let next = scratch.path("nhs-Monthly-AE-September-2024.csv");
    let text = fs::read_to_string(fixture(names[2])).expect("text").replace("AUGUST", "SEPTEMBER");
    fs::write(&next, text).expect("a file can be written");
    let said = done(&scratch.import(&[next], &[]));
    assert!(said.contains("new        2024-09"), "{said}");
    assert_eq!(scratch.figures().len(), found.len() / 3 * 4);
}

#[test]
fn financial_years_quarters_and_codes_of_a_file_are_its_own() {
    let scratch = Scratch::new();
    done(&scratch.propose(&[fixture("oflog-asc.csv")], &["--area", "Darlington"]));
    let found = scratch.figures();
    let own = rows("oflog-asc.csv")
        .into_iter()
        .filter(|row| row["Local authority name"] == "Darlington" && !row["Value"].is_empty());
    let expected: Figures =
        own.map(|row| ((row["Code"].clone(), row["Financial year"].replace('-', "/")), row["Value"].clone())).collect();
    assert_eq!(found, expected);
    assert!(scratch.read("figures/oflog-asc-years.yaml").contains('~'), "a gap is read as one");
    done(&scratch.check());

    let scratch = Scratch::new();
    done(&scratch.propose(&[fixture("trafford-planning_applications_major.csv")], &["--area", "E08000009"]));
    let own = rows("trafford-planning_applications_major.csv").into_iter().filter(|row| row["area_name"] == "Trafford");
    let expected: Figures = own.map(|row| (("TRA1".to_owned(), row["period"].clone()), row["value"].clone())).collect();
    assert_eq!(scratch.figures(), expected);
    done(&scratch.check());
}

#[test]
fn a_file_without_periods_says_what_was_seen_in_it() {
    let said = refused(&Scratch::new().propose(&[fixture("derived_dictionary_semicolon_utf8bom.csv")], &[]));
    assert!(said.contains("`Measure_short`, `Measure`, `Polarity`"), "{said}");
}

#[test]
fn what_a_release_says_of_its_columns_names_the_indicators() {
    let scratch = Scratch::new();
    let file = scratch.path("stability.csv");
    fs::copy(fixture("ees_placement_stability.csv"), &file).expect("a copy can be written");
    let about = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n\
                 cla_group,Filter,Group of children,,,,,\nplacement_stability,Filter,Stability,,,,,\n\
                 children_count,Indicator,Number of children,,,,,\nchildren_percent,Indicator,Percentage of children,,%,0,,\n";
    fs::write(scratch.path("stability.meta.csv"), about).expect("a file can be written");
    let said = done(&scratch.propose(std::slice::from_ref(&file), &["--area", "Croydon"]));
    assert!(said.contains("stability.meta.csv: what the columns are"), "{said}");
    let definitions = scratch.read("indicators.yaml");
    assert!(definitions.contains("name: \"CLA on 31 March, Total children, Number of children\""), "{definitions}");
    // Each month the recipe says all that is needed.
    let said = done(&scratch.import(&[file, scratch.path("stability.meta.csv")], &[]));
    assert!(said.contains("nothing to write"), "{said}");
    let said = refused(&scratch.import(&[scratch.path("stability.meta.csv")], &[]));
    assert!(said.contains("holds no figures"), "{said}");
}

/// A median and a rank beside a figure tell no indicators apart, also where the figure is missing.
#[test]
fn statistics_of_others_beside_a_missing_figure_are_no_other_indicator() {
    let scratch = Scratch::new();
    let text = fs::read_to_string(fixture("oflog-asc.csv")).expect("the file is text");
    let line = text.lines().find(|line| line.contains("Darlington") && line.contains(",ASC3,")).expect("a row");
    let cells: Vec<&str> = line.rsplitn(5, ',').collect();
    let [_, _, median, _, rest] = cells[..] else { panic!("{line}") };
    let file = scratch.path("oflog-asc.csv");
    fs::write(&file, text.replace(line, &format!("{rest},,{median},,"))).expect("a copy can be written");
    done(&scratch.propose(&[file], &["--area", "Darlington"]));
    let other = Scratch::new();
    done(&other.propose(&[fixture("oflog-asc.csv")], &["--area", "Darlington"]));
    assert_eq!(scratch.figures().len() + 1, other.figures().len());
}

#[test]
fn durations_are_read_as_the_smaller_unit() {
    let scratch = Scratch::new();
    let text = "time_period,time_identifier,geographic_level,country_code,country_name,stage,number\n\
                2024,Reporting year,National,E92000001,England,Entry to decision,00:10\n\
                2025,Reporting year,National,E92000001,England,Entry to decision,01:02\n\
                2024,Reporting year,National,E92000001,England,Placed within 12 months,1240\n\
                2025,Reporting year,National,E92000001,England,Placed within 12 months,1300\n";
    let file = scratch.path("adoption.csv");
    fs::write(&file, text).expect("a file can be written");
    let said = done(&scratch.propose(std::slice::from_ref(&file), &[]));
    assert!(said.contains("`00:10` and 1 more are read as years and months"), "{said}");
    let figures = scratch.figures();
    let of = |code: &str| figures[&(code.to_owned(), "2024/25".to_owned())].clone();
    assert_eq!([of("ADO1"), of("ADO2")], ["14", "1300"]);
    let definitions = scratch.read("indicators.yaml");
    assert!(definitions.contains("unit: months") && definitions.contains("unit: count"), "{definitions}");
    // What they are is said by the recipe, and by nothing else.
    let recipe = scratch.project().join("imports/adoption.yaml");
    let told = fs::read_to_string(&recipe).expect("a recipe");
    fs::write(&recipe, told.replace("    durations: years and months\n", "")).expect("a recipe can be edited");
    let said = refused(&scratch.import(&[file], &[]));
    assert!(said.contains("G2: `00:10` is a duration") && said.contains("durations: years and months"), "{said}");
}

#[test]
fn every_value_of_the_interactive_tool_arrives_under_a_code_of_its_short_name() {
    let scratch = Scratch::new();
    done(&scratch.propose(&[fixture("lait_cla_adoption_long.csv")], &["--area", "306"]));
    let recipe = scratch.read("imports/lait-cla-adoption-long.yaml");
    let code = |measure: &str| {
        let line = recipe.lines().find(|line| {
            line.contains(&format!("only: {{A: {measure}}}")) || line.contains(&format!("only: {{A: \"{measure}\"}}"))
        });
        line.and_then(|line| line.trim().split_once(':')).unwrap_or_else(|| panic!("{measure}: {recipe}")).0.to_owned()
    };
    let own = rows("lait_cla_adoption_long.csv").into_iter().filter(|row| row["la_number"] == "306");
    let expected: Figures = own
        .map(|row| {
            let year: i32 = row["year"].parse().expect("a year");
            let value = if row["value"] == "-" { "x".to_owned() } else { row["value"].clone() };
            ((code(&row["measure_short"]), format!("{}/{:02}", year - 1, year % 100)), value)
        })
        .collect();
    assert!(expected.len() > 40);
    assert_eq!(scratch.figures(), expected);
    done(&scratch.check());
}
