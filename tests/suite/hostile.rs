//! Every accepted text comes out as that text; every refused class is refused in every field.

use std::time::{Duration, Instant};

use panelpack::internals::{expand, parts, view};
use panelpack::{MemoryFiles, Selection, check};
use proptest::prelude::*;

use crate::common::{codes, compile, small_project};

/// The fields of a project that take free text.
const FIELDS: [&str; 25] = [
    "organisation",
    "notice",
    "title",
    "panel",
    "item",
    "theme",
    "name",
    "definition",
    "count",
    "out_of",
    "owner",
    "source",
    "note",
    "to_be_set",
    "release",
    "area",
    "figures' source",
    "cell's note",
    "action",
    "action's owner",
    "action's number",
    "summary",
    "commentary",
    "bold commentary",
    "author",
];

/// A project with a text in each of its fields.
///
/// A text is written as JSON writes it, which YAML reads as the same text; in commentary each ASCII sign is escaped as Markdown asks for.
fn project(text: impl Fn(&str) -> String) -> MemoryFiles {
    let yaml = |field: &str| {
        assert!(FIELDS.contains(&field), "{field} is not among the fields");
        serde_json::Value::from(text(field)).to_string()
    };
    let markdown = |field: &str| -> String {
        text(field).chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
    };
    let manifest = format!(
        "organisation: {}\nshort_name: Short\nnotice: {}\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: {}, panel: {}}}\n\
         meetings:\n  - {{paper: panel, date: 2021-01-13, period: 2020-12, item: {}}}\n",
        yaml("organisation"),
        yaml("notice"),
        yaml("title"),
        yaml("panel"),
        yaml("item")
    );
    let indicators = format!(
        "{}:\n  A1: {{name: {}, definition: {}, count: {}, out_of: {}, better: higher, owner: {}, source: {}, note: {}, \
         target: {{to_be_set: {}}}}}\n  A2: {{name: Visits, count: Visits made, better: neither}}\n",
        yaml("theme"),
        yaml("name"),
        yaml("definition"),
        yaml("count"),
        yaml("out_of"),
        yaml("owner"),
        yaml("source"),
        yaml("note"),
        yaml("to_be_set")
    );
    let benchmarks =
        format!("- {{release: {}, period: 2019/20, figures: {{{}: {{A1: 90}}}}}}\n", yaml("release"), yaml("area"));
    let figures =
        format!("source: {}\nA1: {{value: 90/100, note: {}}}\nA2: 9\n", yaml("figures' source"), yaml("cell's note"));
    let actions = format!(
        "- {{ref: {}, action: {}, owner: {}}}\n",
        yaml("action's number"),
        yaml("action"),
        yaml("action's owner")
    );
    let commentary = format!(
        "Author: {}\n## Summary\nx{}\n## A1\nx{} and **x{}x** x\n",
        text("author"),
        markdown("summary"),
        markdown("commentary"),
        markdown("bold commentary")
    );
    small_project()
        .with("panelpack.yaml", manifest)
        .with("indicators.yaml", indicators)
        .with("benchmarks.yaml", benchmarks)
        .with("figures/2020-12.yaml", figures)
        .with("actions.yaml", actions)
        .with("commentary/2020-12/a.md", commentary)
}

/// Letters and signs without spaces, in one case: a page may break a line anywhere and begin a sentence with the text.
fn bare(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// Every field begins and ends with the text; between them is what tells fields apart.
fn assert_comes_out(text: &str) {
    let said = |field: &str| {
        let place = FIELDS.iter().position(|other| *other == field).expect("it is one of them");
        let said = format!("{text} field {place} {text}");
        // A point in the middle parts an author from what follows.
        if field == "author" { said.replace('·', "") } else { said }
    };
    let pages = bare(&parts(compile(&project(said), &Selection::default()).remove(0)).0.page_texts().join(" "));
    for field in FIELDS {
        assert!(pages.contains(&bare(&said(field))), "{field}: {text:?} is not on the pages: {pages}");
    }
}

#[test]
fn markup_of_every_language_comes_out_as_text() {
    for text in [
        "#panic() ] \" */ ` $x$ {{ 7*7 }} {% raw %} #{",
        "\\\" #eval(\"1+1\") \\u{41} <b>b</b> &amp; @ref ~ -- ... //x /* x",
        "= Heading * b * _ i _ - list + list 1. one https://x.example/#a",
    ] {
        assert_comes_out(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any printable ASCII and the Latin letters and signs of the face.
    #[test]
    fn every_accepted_text_comes_out(text in "[!-~£é€–’“”]{1,12}( [!-~]{1,6})?") {
        assert_comes_out(&text);
    }
}

#[test]
fn forbidden_characters_are_refused_in_every_field() {
    for (c, code) in [
        ('\u{202e}', "forbidden-character"),
        ('\u{1}', "forbidden-character"),
        ('\u{e000}', "forbidden-character"),
        ('\u{1f600}', "missing-glyph"),
        ('漢', "missing-glyph"),
    ] {
        for field in FIELDS {
            let text = |of: &str| if of == field { format!("ab{c}cd") } else { "Text".to_owned() };
            let found = codes(&project(text));
            assert!(found.contains(&code), "{field}: U+{:04X} gives {found:?}", c as u32);
        }
    }
}

#[test]
fn hostile_files_are_refused_within_a_second() {
    let bomb = (1..40).fold("a0: &a0 [x, x, x, x]\n".to_owned(), |text, i| {
        let alias = format!("*a{}", i - 1);
        format!("{text}a{i}: &a{i} [{alias}, {alias}, {alias}, {alias}]\n")
    });
    let cases = [
        ("yaml-depth", "[".repeat(10_000)),
        ("yaml-depth", format!("a: {}", "{a: ".repeat(10_000))),
        ("yaml-alias", bomb),
        ("file-too-large", "# padding\n".repeat(1_050_000)),
    ];
    for (code, text) in cases {
        let files = small_project().with("figures/hostile.yaml", text);
        let start = Instant::now();
        let found = codes(&files);
        assert_eq!(found, [code]);
        assert!(start.elapsed() < Duration::from_secs(1), "{code} took {:?}", start.elapsed());
    }
}

#[test]
fn a_large_but_allowed_file_is_read_in_reasonable_time() {
    let row = |i: usize| format!("A1: [{}]\n", vec![format!("{}/100", i % 100); 12].join(", "));
    let months: Vec<String> = (1..=12).map(|month| format!("2019-{month:02}")).collect();
    let text = format!("# {}\nMonths: [{}]\n{}", "x".repeat(3 << 20), months.join(", "), row(7));
    let start = Instant::now();
    assert_eq!(codes(&small_project().with("figures/large.yaml", text)), Vec::<&str>::new());
    assert!(start.elapsed() < Duration::from_secs(5));
}

/// Everything that is made of a project with one hidden figure.
fn made_with(hidden: &str, count: &str) -> Vec<(String, Vec<u8>)> {
    let files = small_project()
        .with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n")
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: Plans in time, out_of: Plans due, better: higher, target: 90, decimals: 3}\n  \
             A2: {name: Visits, count: Visits made, better: higher, target: 9}\n",
        )
        .with(
            "figures/history.yaml",
            format!(
                "Months: [2019-11, 2020-08, 2020-09, 2020-10, 2020-11]\nA1: [{hidden}, 80/103, 85/103, {hidden}, 91/103]\n\
                 A2: [10, {count}, 10, 10, {{value: {count}, published: {{rating: red, change: \"-7\"}}}}]\n"
            ),
        );
    let mut project = check(&files);
    let messages = format!("{:?}", project.diagnostics_and_notes());
    let selection = Selection::default();
    let chosen = project.select(&selection).into_parts().0;
    let json = serde_json::to_vec(&view(&project, &chosen[0], &selection)).expect("a view is JSON");
    let expanded = expand(&mut project, &chosen[0], &selection).into_parts().0;
    let files = expanded.files.into_iter().map(|file| (file.path, file.content));
    files
        .chain([
            ("json".to_owned(), json),
            ("csv".to_owned(), expanded.figures_csv.into_bytes()),
            ("messages".to_owned(), messages.into_bytes()),
        ])
        .collect()
}

/// Whatever can be read from the output reads the same with another small number in its place.
#[test]
fn a_hidden_figure_is_nowhere_in_the_output() {
    let (three, four) = (made_with("3/7919", "3"), made_with("4/7919", "4"));
    assert_eq!(three.len(), four.len());
    for ((path, three), (_, four)) in three.iter().zip(&four) {
        assert!(three == four, "{path} tells a 3 from a 4");
    }
    let csv = three.iter().find(|(path, _)| path == "csv").expect("figures are disclosed");
    assert!(String::from_utf8_lossy(&csv.1).contains("[c]"));
    let pages = String::from_utf8_lossy(&three.iter().find(|(path, _)| path == "main.typ").expect("a page is made").1)
        .into_owned();
    assert!(!pages.contains("down 7"), "a published change gives a hidden figure away");
}
