//! Every accepted text comes out as that text; every refused class is refused in every field.

use std::time::{Duration, Instant};

use panelpack::load::MemoryFiles;
use panelpack::pipeline::{self, Selection};
use proptest::prelude::*;

use crate::common::{codes, compile, small_project};

/// The fields of a project that take free text, each with a project that has `text` in it.
///
/// `text` is written as JSON writes it, which YAML reads as the same text; in commentary each ASCII sign is escaped as
/// Markdown asks for.
fn projects(text: &str) -> Vec<(&'static str, MemoryFiles)> {
    let yaml = serde_json::Value::from(text).to_string();
    let manifest = |organisation: &str, notice: &str, title: &str, panel: &str, item: &str| {
        format!(
            "organisation: {organisation}\nshort_name: Short\nnotice: {notice}\nsmall_numbers: {{policy: none}}\npapers:\n  \
             panel: {{title: {title}, panel: {panel}}}\nmeetings:\n  - {{paper: panel, date: 2021-01-13, period: 2020-11, item: {item}}}\n"
        )
    };
    let indicators = |name: &str,
                      definition: &str,
                      count: &str,
                      out_of: &str,
                      owner: &str,
                      source: &str,
                      note: &str,
                      by: &str| {
        format!(
            "Theme:\n  A1: {{name: {name}, definition: {definition}, count: {count}, out_of: {out_of}, better: higher, owner: {owner}, \
             source: {source}, note: {note}, target: {{to_be_set: {by}}}}}\n  A2: {{name: Visits, count: Visits made, better: neither}}\n"
        )
    };
    let base = small_project();
    let with_manifest = |text: String| base.clone().with("panelpack.yaml", text);
    let with_indicators = |text: String| base.clone().with("indicators.yaml", text);
    let markdown: String =
        text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
    vec![
        ("organisation", with_manifest(manifest(&yaml, "N", "T", "P", "1"))),
        ("notice", with_manifest(manifest("O", &yaml, "T", "P", "1"))),
        ("title", with_manifest(manifest("O", "N", &yaml, "P", "1"))),
        ("panel", with_manifest(manifest("O", "N", "T", &yaml, "1"))),
        ("item", with_manifest(manifest("O", "N", "T", "P", &yaml))),
        (
            "theme",
            base.clone().with(
                "indicators.yaml",
                indicators("N", "D", "C", "O", "W", "S", "T", "by B").replace("Theme:", &format!("{yaml}:")),
            ),
        ),
        ("name", with_indicators(indicators(&yaml, "D", "C", "O", "W", "S", "T", "by B"))),
        ("definition", with_indicators(indicators("N", &yaml, "C", "O", "W", "S", "T", "by B"))),
        ("count", with_indicators(indicators("N", "D", &yaml, "O", "W", "S", "T", "by B"))),
        ("out_of", with_indicators(indicators("N", "D", "C", &yaml, "W", "S", "T", "by B"))),
        ("owner", with_indicators(indicators("N", "D", "C", "O", &yaml, "S", "T", "by B"))),
        ("source", with_indicators(indicators("N", "D", "C", "O", "W", &yaml, "T", "by B"))),
        ("note", with_indicators(indicators("N", "D", "C", "O", "W", "S", &yaml, "by B"))),
        ("to_be_set", with_indicators(indicators("N", "D", "C", "O", "W", "S", "T", &yaml))),
        (
            "release",
            base.clone().with(
                "benchmarks.yaml",
                format!("- {{release: {yaml}, period: 2019/20, figures: {{England: {{A1: 90}}}}}}\n"),
            ),
        ),
        (
            "area",
            base.clone().with(
                "benchmarks.yaml",
                format!("- {{release: R, period: 2019/20, figures: {{{yaml}: {{A1: 90}}}}}}\n"),
            ),
        ),
        ("figures' source", base.clone().with("figures/2020-12.yaml", format!("source: {yaml}\nA1: 90/100\n"))),
        ("cell's note", base.clone().with("figures/2020-12.yaml", format!("A1: {{value: 90/100, note: {yaml}}}\n"))),
        ("action", base.clone().with("actions.yaml", format!("- {{ref: 1/20, action: {yaml}, owner: O}}\n"))),
        ("action's owner", base.clone().with("actions.yaml", format!("- {{ref: 1/20, action: A, owner: {yaml}}}\n"))),
        ("action's number", base.clone().with("actions.yaml", format!("- {{ref: {yaml}, action: A, owner: O}}\n"))),
        ("summary", base.clone().with("commentary/2020-11/a.md", format!("## Summary\nx{markdown}\n"))),
        ("commentary", base.clone().with("commentary/2020-11/a.md", format!("## A1\nx{markdown}\n"))),
        ("bold commentary", base.clone().with("commentary/2020-11/a.md", format!("## A1\nx **x{markdown}x** x\n"))),
        ("author", base.with("commentary/2020-11/a.md", format!("Author: {}\n## A1\nText.\n", text.replace('·', "")))),
    ]
}

/// Letters and signs without spaces, in one case: a page may break a line anywhere and begin a sentence with the text.
fn bare(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

fn assert_comes_out(text: &str) {
    for (field, files) in projects(text) {
        let pages = compile(&files, &Selection::default()).remove(0).document.page_texts().join(" ");
        let expected = bare(&if field == "author" { text.replace('·', "") } else { text.to_owned() });
        assert!(bare(&pages).contains(&expected), "{field}: {text:?} is not on the pages: {pages}");
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
    #![proptest_config(ProptestConfig::with_cases(6))]

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
        for (field, files) in projects(&format!("ab{c}cd")) {
            let found = codes(&files);
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
    let mut project = pipeline::check(&files);
    let messages = format!("{:?}", project.diagnostics_and_notes());
    let selection = Selection::default();
    let chosen = project.select(&selection).into_parts().0;
    let json = serde_json::to_vec(&project.view(&chosen[0], &selection)).expect("a view is JSON");
    let expanded = project.expand(&chosen[0], &selection, &mut pipeline::Timings::default()).into_parts().0;
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
