//! Releases of the Department for Education: a council's own figures, and those of the areas that it is compared with.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{Scratch, done, figures_of, fixture, refused};
use crate::common::root;
use crate::editions::copy;

const FILE: &str = "ees_placement_stability.csv";

/// Croydon's project, whose area is 306 and whose neighbours are ten, of whom the file has Lewisham, Waltham Forest and Leeds.
fn croydon() -> Scratch {
    let scratch = Scratch::new();
    copy(&root().join("data/croydon-2020"), &scratch.project());
    scratch
}

fn propose(scratch: &Scratch) -> String {
    done(&scratch.import(&[fixture(FILE)], &["--propose", "--recipe", "stability"]))
}

/// Percentages of the test's own reading: by area, group with breakdown, and year.
fn published() -> BTreeMap<(String, String, i32), String> {
    let mut reader = csv::Reader::from_path(fixture(FILE)).expect("the file can be read");
    let headings = reader.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|heading| heading.trim_start_matches('\u{feff}') == name).unwrap();
    let columns = ["time_period", "geographic_level", "region_name", "old_la_code", "la_name", "cla_group"].map(at);
    let [year, level, region, code, name, group] = columns;
    let (breakdown, percent) = (at("placement_stability"), at("children_percent"));
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter(|row| &row[breakdown] != "Total children")
        .map(|row| {
            let area = match &row[level] {
                "National" => "England".to_owned(),
                "Regional" => row[region].to_owned(),
                _ => format!("{} {}", &row[code], &row[name]),
            };
            let measure = format!("{}, {}", &row[group], &row[breakdown]);
            ((area, measure, row[year].parse().expect("a year")), row[percent].to_owned())
        })
        .collect()
}

#[test]
fn england_region_and_neighbours_come_into_benchmarks_as_they_were_published() {
    let scratch = croydon();
    let before = scratch.read("benchmarks.yaml");
    let said = propose(&scratch);
    assert!(said.contains("come into benchmarks.yaml"), "{said}");
    let text = scratch.read("benchmarks.yaml");
    let written = text.strip_prefix(&before).expect("what stood there stays");
    let releases: serde_yaml::Value = serde_yaml::from_str(written).expect("it is YAML");
    let [release] = &releases.as_sequence().expect("a list")[..] else { panic!("{written}") };
    let definitions: serde_yaml::Value =
        serde_yaml::from_str(&scratch.read("indicators/stability.yaml")).expect("it is YAML");
    let names: BTreeMap<String, String> = definitions
        .as_mapping()
        .expect("themes")
        .values()
        .flat_map(|theme| theme.as_mapping().expect("codes"))
        .map(|(code, it)| (code.as_str().unwrap().to_owned(), it["name"].as_str().unwrap().to_owned()))
        .collect();
    let published = published();
    let (mut compared, mut areas) = (0, Vec::new());
    for key in ["figures", "authorities"] {
        for (area, rows) in release[key].as_mapping().expect("areas") {
            areas.push(area.as_str().unwrap());
            for (code, cells) in rows.as_mapping().expect("codes") {
                let years = release["years"].as_sequence().unwrap().iter().map(|year| year.as_str().unwrap());
                for (year, cell) in years.zip(cells.as_sequence().unwrap()) {
                    let ends: i32 = year[..4].parse::<i32>().unwrap() + 1;
                    let place = (area.as_str().unwrap().to_owned(), names[code.as_str().unwrap()].clone(), ends);
                    let cell = cell.as_str().map_or_else(|| cell.as_u64().unwrap().to_string(), str::to_owned);
                    assert_eq!(published.get(&place), Some(&cell), "{place:?}");
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(areas, ["England", "Outer London", "306 Croydon", "209 Lewisham", "320 Waltham Forest", "383 Leeds"]);
    assert_eq!(compared, 6 * 3 * 5);
    let said = done(&scratch.check());
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn a_count_is_out_of_the_row_of_totals_and_its_percentage_is_checked() {
    let scratch = croydon();
    propose(&scratch);
    let recipe = scratch.read("imports/stability.yaml");
    for line in [
        "STA4: {column: M, only: {K: CLA on 31 March, L: With 3 or more placements during the year}}",
        "STA4 out of: {column: M, only: {K: CLA on 31 March, L: Total children}}",
        "STA4 percent: {column: \"N\", only: {K: CLA on 31 March, L: With 3 or more placements during the year}}",
    ] {
        assert!(recipe.contains(line), "{line}: {recipe}");
    }
    let figures = figures_of(&scratch.project().join("figures/stability-years.yaml"));
    let share = |code: &str| figures[&(code.to_owned(), "2024/25".to_owned())].parse::<f64>().expect("a count");
    let published = &published()
        [&("306 Croydon".to_owned(), "CLA on 31 March, With 3 or more placements during the year".to_owned(), 2025)];
    assert_eq!(format!("{:.0}", 100.0 * share("STA4") / share("STA4 out of")), *published);
}

/// The file with another figure of England.
fn restated(scratch: &Scratch) -> PathBuf {
    let text = fs::read_to_string(fixture(FILE)).expect("the file is text");
    let line = text.lines().find(|line| {
        line.contains("2025,Reporting year,National") && line.contains("With 3 or more placements during the year")
    });
    let line = line.expect("England has a row");
    let (rest, _) = line.rsplit_once(',').expect("cells");
    let path = scratch.path(FILE);
    fs::write(&path, text.replace(line, &format!("{rest},12"))).expect("a copy can be written");
    path
}

#[test]
fn a_restated_benchmark_is_told_before_it_is_written() {
    let scratch = croydon();
    propose(&scratch);
    let file = restated(&scratch);
    // As git on Windows checks it out.
    let before = scratch.read("benchmarks.yaml").replace('\n', "\r\n");
    fs::write(scratch.project().join("benchmarks.yaml"), &before).expect("the copy can be written");
    let said = refused(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("restated   England STA4 2024/25: 12 was 10"), "{said}");
    assert_eq!(scratch.read("benchmarks.yaml"), before);
    done(&scratch.import(&[file], &["--yes"]));
    let after = scratch.read("benchmarks.yaml");
    assert_eq!(after.lines().count(), before.lines().count());
    let differing = after.lines().zip(before.lines()).filter(|(now, was)| now != was).count();
    // The row of England, and the fingerprint.
    assert_eq!(differing, 2, "{after}");
}

#[test]
fn another_release_that_says_otherwise_and_neighbours_that_are_others_are_told() {
    let scratch = croydon();
    propose(&scratch);
    let file = fixture(FILE);
    let said = done(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(!said.contains("decide"), "{said}");
    let write = |path: &str, text: &str| fs::write(scratch.project().join(path), text).expect("a file can be written");
    let text = scratch.read("benchmarks.yaml");
    let other = |england: &str| {
        format!("{text}\n- release: Another page\n  years: [2024/25]\n  figures:\n    England: {{STA4: [{england}]}}\n")
    };
    write("benchmarks.yaml", &other("12"));
    let said = done(&scratch.import(std::slice::from_ref(&file), &[]));
    assert!(said.contains("England STA4 2024/25 is 10 in ") && said.contains("and 12 in `Another page`"), "{said}");
    let said = done(&scratch.check());
    assert!(said.contains("England has two figures of `STA4` for 2024/25"), "{said}");
    // The same but for rounding.
    write("benchmarks.yaml", &other("10.4"));
    assert!(!done(&scratch.import(std::slice::from_ref(&file), &[])).contains("Another page"));
    assert!(!done(&scratch.check()).contains("conflicting-benchmark"));
    write("benchmarks.yaml", &text);
    let recipe = scratch.read("imports/stability.yaml");
    let without: Vec<&str> = recipe.lines().filter(|line| !line.contains("209 Lewisham")).collect();
    write("imports/stability.yaml", &(without.join("\n") + "\n"));
    let manifest = scratch.read("panelpack.yaml");
    write("panelpack.yaml", &manifest.replace("[209, 320, 383, 870,", "[209, 320, 870,"));
    let said = done(&scratch.import(&[file], &["--yes"]));
    assert!(said.contains("panelpack.yaml compares with 209, whose figures are in the file"), "{said}");
    assert!(said.contains("the recipe reads 383 Leeds, with whom panelpack.yaml does not compare"), "{said}");
}

#[test]
fn what_somebody_edited_between_the_lines_is_not_written_over() {
    let scratch = croydon();
    propose(&scratch);
    let text = scratch.read("benchmarks.yaml");
    let edited = text.replace("      STA4: [9, 10, 11, 11, 10]", "      STA4: [9, 10, 11, 11, 99]");
    assert!(edited != text);
    fs::write(scratch.project().join("benchmarks.yaml"), &edited).expect("the copy can be written");
    let file = restated(&scratch);
    let said = refused(&scratch.import(&[file], &["--yes"]));
    assert!(said.contains("what an import wrote into `benchmarks.yaml` was edited since"), "{said}");
    assert_eq!(scratch.read("benchmarks.yaml"), edited);
}

#[test]
fn codes_that_are_made_here_are_none_that_the_project_has() {
    let scratch = croydon();
    propose(&scratch);
    done(&scratch.import(&[fixture("ees_care_leavers_accommodation.csv")], &["--propose", "--recipe", "la"]));
    let codes = |name: &str| -> Vec<String> {
        let text = scratch.read(name);
        let lines = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let (first, second) = (codes("indicators/stability.yaml"), codes("indicators/la.yaml"));
    assert!(!second.is_empty() && second.iter().all(|code| !first.contains(code)), "{first:?} {second:?}");
    let said = done(&scratch.check());
    assert!(!said.contains("error"), "{said}");
}
