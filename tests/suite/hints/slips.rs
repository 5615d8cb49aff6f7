//! Hints about files of YAML and their names.

use panelpack::{MemoryFiles, check};

use super::{COUNTED, LINES, MANIFEST, defined, found, leads, only, printed, project};

#[test]
fn a_slip_of_yaml_is_named_where_it_is() {
    let right = defined(LINES);
    for (place, instead, line, message, hint) in [
        (
            "    count:",
            "     count:",
            4,
            "this line begins further in than the one above",
            "as far in as the line above: 4 spaces",
        ),
        ("    count:", "   count:", 4, "no line above begins as far in as this one", "2 or 4 spaces"),
        ("    count:", "   \u{a0}count:", 4, "a no-break space stands here", "delete it and type a space"),
        ("count: In", "count:\u{a0}In", 4, "a no-break space stands here", "delete it and type a space"),
        ("count: In", "count:\tIn", 4, "a tab follows the colon", "put a space in its place"),
        ("    count:", "\tcount:", 4, "a tab indents this line", "indent with spaces"),
        ("count: In", "count:In", 4, "a space is missing after this colon", "put a space after it"),
        ("count: In", "count In", 4, "this line has no `: `", "write the key, a colon, a space, the value"),
        ("name: Plans", "name: Plans: all", 3, "a second `: ` stands in this text", "put quotes around"),
        ("name: Plans", "name: \"Plans", 3, "a quote is opened here and not closed", "close it, or delete it"),
        ("name: Plans", "name: @Plans", 3, "a value cannot start with this sign", "put quotes around the text"),
    ] {
        let wrong = LINES.replacen(place, instead, 1);
        let found = check(&defined(&wrong));
        let first = &found.diagnostics()[0];
        assert_eq!(
            (found.diagnostics().len(), first.code().name()),
            (1, "yaml-syntax"),
            "{instead}: {:#?}",
            found.diagnostics()
        );
        assert!(first.message().starts_with(message) && first.hints()[0].contains(hint), "{instead}: {first:#?}");
        let at = first.primary().expect("a place").span();
        assert_eq!(found.sources().position(at).line, line, "{instead}: {first:#?}");
    }
    assert_eq!(printed(&right).0, "94%");
}

#[test]
fn a_brace_that_is_not_closed_is_shown_where_it_is_opened() {
    let lines = "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: {green: 90, amber: 80}}\n  A2: {name: Visits, count: Made, better: lower}\n";
    let right = |lines: &str| defined(lines).with("figures/2024-04.yaml", "A1: 366/388\nA2: 5\n");
    assert_eq!(printed(&right(lines)).0, "94%");
    for (place, instead, hint, column) in [
        ("80}}", "80}", "put `}` behind", "2:7"),
        ("80}}", "80", "put `}}` behind", "2:7"),
        ("lower}", "lower", "put `}` behind", "3:7"),
    ] {
        let found = check(&defined(&lines.replace(place, instead)));
        let first = &found.diagnostics()[0];
        assert!(first.message().contains("a `{` is opened here and never closed"), "{first:#?}");
        assert!(first.hints()[0].contains(hint), "{first:#?}");
        assert_eq!(found.sources().position(first.primary().expect("a place").span()).to_string(), column);
    }
    let wide = check(&project(COUNTED, "h.yaml", "Months: [2024-03, 2024-04\nA1: [84%, 91%]\n"));
    assert!(wide.diagnostics().iter().any(|it| it.message() == "a `[` is opened here and never closed"));
    // Over several lines a brace is fine, and what is wrong inside it is another thing.
    let several = "Theme:\n  A1: {name: Plans, count: In time,\n    out_of: Due, better: higher}\n";
    assert_eq!(printed(&defined(several)).0, "94%");
    assert!(!only(&defined(&several.replace("time,", "time"))).contains("never closed"));
}

#[test]
fn a_line_of_a_theme_that_is_missing_is_said_once() {
    let right = "Performance:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher}\n  A2: {name: Visits, count: Made, better: lower}\n";
    let figures = |lines: &str| defined(lines).with("figures/2024-04.yaml", "A1: 366/388\nA2: 5\n");
    let wrong = right.replace("Performance:\n", "").replace("  A", "A");
    leads(&figures(&wrong), "write a theme in the line above, `Performance:`, and indent", &figures(right), "94%");
    // A theme may have an indicator of the code `name`.
    assert_eq!(
        printed(&defined("count:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher}\n")).0,
        "94%"
    );
}

#[test]
fn a_comma_inside_an_amount_between_brackets_is_named() {
    let pounds = |cells: &str| {
        project("unit: pounds, better: lower", "h.yaml", &format!("Months: [2024-03, 2024-04]\nA1: [{cells}]\n"))
    };
    for cells in
        ["£1,250, £1,300", "£1,250, 1300", "1,250, 1300", "£1,250,000, 1250000", "900, 1,300", "1,250, 1,300 p"]
    {
        let said = only(&pounds(cells));
        assert!(said.contains("yaml-comma: the comma inside this amount makes two values of it"), "{cells}: {said}");
        assert!(said.contains("`£1250`") && said.contains("`\"£1,250\"`"), "{said}");
    }
    assert_eq!(printed(&pounds("£1250, \"£1,300\"")).0, "£1,300");
    let counted = project(COUNTED, "h.yaml", "Months: [2024-03, 2024-04]\nA1: [94%, 1,128/1,200]\n");
    assert!(only(&counted).contains("yaml-comma"));
    // As many values as periods: the sign gives it away.
    let said = found(&pounds("£1,250"));
    assert!(said.iter().any(|it| it.code().name() == "yaml-comma"), "{said:#?}");
    for fine in ["900,950", "£900,£950", "900, 950", "9,950"] {
        assert!(found(&pounds(fine)).iter().all(|it| it.code().name() != "yaml-comma"), "{fine}");
    }
    assert!(only(&pounds("900, 950, 970")).contains("row-length"));
}

#[test]
fn an_ending_that_notepad_put_behind_a_name_is_seen() {
    let figures = MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with("indicators.yaml", LINES)
        .with("figures/2024-04.yaml", "A1: 366/388\n");
    assert_eq!(printed(&figures).0, "94%");
    for path in
        ["figures/2024-05.yaml.txt", "figures/sheet.csv.txt", "indicators.yaml.txt", "commentary/2024-04/panel.md.txt"]
    {
        let said = only(&figures.clone().with(path, "A1: 5\n"));
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".txt");
        assert!(said.contains(&format!("stray-file: `{path}` was not loaded; rename it to `{name}`")), "{said}");
    }
    for note in ["notes.txt", "figures/notes.md", "readme.yaml.md"] {
        assert_eq!(found(&figures.clone().with(note, "A note.\n")), Vec::new(), "{note}");
    }
}

#[test]
fn a_definition_is_told_how_it_is_written() {
    let define = |more: &str| {
        project(&format!("count: In time, out_of: Due, better: higher, {more}"), "2024-04.yaml", "A1: 366/388\n")
    };
    for (wrong, hint, right) in [
        (
            "target: TBC",
            "write `{to_be_set: by the Improvement Board}`",
            "target: {to_be_set: by the Improvement Board}",
        ),
        (
            "target: to be confirmed",
            "write `{to_be_set: by the Improvement Board}`",
            "target: {to_be_set: by the Improvement Board}",
        ),
        ("target: n/a", "write `target: none`", "target: none"),
        ("target: {2024/25: 90}", "on `from 2024-04: …`", "target: {from 2024-04: 90}"),
        (
            "target: {2023/24: 80, 2024/25: 90}",
            "write `from 2023/24: …`",
            "target: {from 2023/24: 80, from 2024/25: 90}",
        ),
        ("target: {2024-04: 90}", "write `from 2024-04: …`", "target: {from 2024-04: 90}"),
        (
            "target: 90, amber_within: 0.1",
            "write `10%` (of the target), or `0.1 points`",
            "target: 90, amber_within: 10%",
        ),
        (
            "target: 90, amber_within: 5",
            "write `5 points` (in the indicator's own unit) or `5%`",
            "target: 90, amber_within: 5 points",
        ),
        ("target: 90, amber_within: 5 percent", "write `5%`", "target: 90, amber_within: 5%"),
        ("target: 90, amber_within: 5pp", "write `5 points`", "target: 90, amber_within: 5 points"),
    ] {
        leads(&define(wrong), hint, &define(right), "94%");
    }
}
