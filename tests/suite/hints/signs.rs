//! Hints about signs that mean something else to YAML, to a program or to a reader.

use panelpack::{MemoryFiles, check};

use super::{COUNTED, LINES, MANIFEST, defined, found, leads, only, printed, project, sheet};

#[test]
fn a_star_before_a_figure_is_told_what_to_write() {
    let month = |cell: &str| project(COUNTED, "2024-04.yaml", &format!("A1: {cell}\n"));
    let wide = |cell: &str| project(COUNTED, "h.yaml", &format!("Months: [2024-03, 2024-04]\nA1: [84%, {cell}]\n"));
    for file in [&month as &dyn Fn(&str) -> MemoryFiles, &wide] {
        for starred in ["*83%", "*83", "**83%", "* 83%"] {
            let said = only(&file(starred));
            assert!(said.contains("yaml-alias: a value that starts with `*` is an alias to YAML"), "{starred}: {said}");
            leads(&file(starred), "write the figure without the star", &file("83% p"), "83%");
        }
        for star in ["*", "**"] {
            let said = only(&file(star));
            assert!(said.contains("write `c` where the figure is withheld by its source"), "{star}: {said}");
            assert_eq!(found(&file("c")), Vec::new());
        }
    }
    let starred = only(&sheet(COUNTED, "Code,2024-04\nA1,*83%\n"));
    assert!(starred.contains("write the number alone, without the sign beside it"), "{starred}");
    let named = |name: &str| defined(&LINES.replace("name: Plans", &format!("name: {name}")));
    leads(&named("*Plans (new)"), "put quotes around a text that starts with `*`", &named("\"*Plans (new)\""), "94%");
    leads(&named("&Plans"), "put quotes around a text that starts with `&`", &named("\"&Plans\""), "94%");
}

#[test]
fn a_hash_that_cuts_a_whole_value_is_named() {
    let named = |name: &str| defined(&LINES.replace("name: Plans", &format!("name: {name}")));
    let hint = "what begins with `#` is a comment: put quotes around a text that does";
    leads(&named("#1 priority of the panel"), hint, &named("\"#1 priority of the panel\""), "94%");
    let owner = |owner: &str| defined(&format!("{LINES}    owner: {owner}\n"));
    leads(&owner("#1 team"), hint, &owner("\"#1 team\""), "94%");
    let item = |item: &str| defined(LINES).with("actions.yaml", format!("- action: {item}\n"));
    leads(&item("#7 of the plan"), hint, &item("\"#7 of the plan\""), "94%");
    // Without a comment there is nothing to put into quotes.
    assert!(!only(&named("")).contains('#'), "{}", only(&named("")));
    // A comment behind a key whose value follows below is one.
    assert_eq!(printed(&defined(&LINES.replace("Theme:", "Theme: # 1 of 3"))).0, "94%");
}

#[test]
fn powers_of_ten_are_figures_where_no_digit_is_lost() {
    let count = |cell: &str| sheet("count: Visits, better: higher", &format!("Code,2024-04\nA1,{cell}\n"));
    for (cell, value) in [("1E+03", "1,000"), ("1e+05", "100,000"), ("1.5e+07", "15,000,000"), ("1e-05", "0")] {
        assert_eq!(printed(&count(cell)).0, value, "{cell}");
    }
    let counted = sheet(COUNTED, "Code,2024-04\nA1,1e+05\nA1 out of,2e+05\n");
    assert_eq!(printed(&counted).0, "50%");
    leads(&count("1.23E+05"), "set the format of its cells to `Number`", &count("123456"), "123,456");
}

#[test]
fn one_cause_is_one_message_where_a_file_is_called_otherwise() {
    let manifest = MemoryFiles::default().with("panelpack.yaml", MANIFEST);
    let files = manifest.clone().with("indicators.yaml", LINES);
    let figures = "A1: 366/388\n";
    let right = files.clone().with("figures/2024-04.yaml", figures);
    assert_eq!(printed(&right).0, "94%");
    for (path, hint) in [
        ("figures/2024-04.yaml.txt", "rename it to `2024-04.yaml`"),
        ("2024-04.yaml.txt", "put it into the folder `figures`, as `2024-04.yaml`"),
        ("2024-04.yaml", "put it into the folder `figures`, as `2024-04.yaml`"),
        ("figures.yaml", "put it into the folder `figures`, as `figures.yaml`"),
        ("figures/april.xlsx", "save a sheet as `CSV UTF-8 (comma delimited)`"),
    ] {
        let said = only(&files.clone().with(path, figures));
        assert!(said.contains(hint), "{path}: {said}");
    }
    // What another file leaves out is another cause.
    let second = LINES.replace("Theme:\n", "Theme:\n  B2: {name: Visits, count: Made, better: lower}\n");
    let said = found(&right.clone().with("indicators.yaml", second).with("notes.yaml", "a: b\n"));
    assert_eq!(said.iter().map(|it| it.code().name()).collect::<Vec<_>>(), ["no-figures", "stray-file"]);
    let unnamed = manifest.with("indicators.yaml.txt", LINES).with("figures/2024-04.yaml", figures);
    let said = check(&unnamed);
    assert_eq!(said.diagnostics().len(), 1, "{:#?}", said.diagnostics());
    assert!(only(&unnamed).contains("rename `indicators.yaml.txt` to `indicators.yaml`"), "{}", only(&unnamed));
}
