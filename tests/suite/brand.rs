//! The council's own look reaches the page and its charts.

use std::fs;

use panelpack::internals::{self, expand, typeset};
use panelpack::{MemoryFiles, Selection};

use crate::common::{codes, compile, open, pdf, root, small_project};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 20 20 0 40 20Z" fill="#7a1f5c"/></svg>"##;

fn branded(typeface: &str) -> MemoryFiles {
    let face = |name: &str| fs::read(root().join("fonts/source-sans-3").join(name)).expect("a bundled face");
    small_project()
        .with(
            "panelpack.yaml",
            format!(
                "organisation: Testing Council\nsmall_numbers: {{policy: none}}\nbrand:\n  accent: \"#7a1f5c\"\n  typeface: {typeface}\n  \
                 logo: {{file: images/logo.svg, alt: Testing Council}}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\n"
            ),
        )
        .with("images/logo.svg", LOGO)
        .with("fonts/regular.ttf", face("SourceSans3_400Regular.ttf"))
        .with("fonts/bold.ttf", face("SourceSans3_700Bold.ttf"))
}

#[test]
fn colour_logo_and_typeface_reach_the_document() {
    let files = branded("Source Sans 3");
    let mut project = open(&files);
    let chosen = project.select(&Selection::default()).into_parts().0[0];
    let (expanded, found) = expand(&mut project, &chosen, &Selection::default()).into_parts();
    assert!(found.is_empty(), "{found:#?}");
    let text = |path: &str| {
        let file = expanded.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.content.clone()).expect("it is a text")
    };
    assert!(text("settings.typ").contains("\"#7a1f5c\""));
    assert_eq!(text("logo.svg"), LOGO);
    assert!(text("charts/001.svg").contains("#7A1F5C"), "{}", text("charts/001.svg"));
    assert!(!pdf(&mut compile(&files, &Selection::default())[0]).is_empty());
}

/// With its colours in two places, an override of `base/style.typ` turned chips purple and left strips as they were.
#[test]
fn one_file_of_a_layout_turns_chips_and_strips() {
    let built_in = fs::read_to_string(root().join("templates/base/ratings.yaml")).expect("it is a text");
    let (purple, lilac) = ("#5b2a86", "#f0e4fb");
    let ours = built_in.replacen(
        "{dark: \"#8a1020\", tint: \"#fce8e8\", edge: \"#a81d30\"",
        &format!("{{dark: \"{purple}\", tint: \"{lilac}\", edge: \"{purple}\""),
        1,
    );
    let paper = |layout: &str, path: &str| {
        small_project()
            .with("figures/history.yaml", "Months: [2020-09, 2020-10, 2020-11]\nA1: [91/100, 88/100, 80/100]\nA2: [6, 7, 8]\n")
            .with("panelpack.yaml", format!("organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Report, panel: Panel, layout: {layout}}}\n"))
            .with(path, ours.as_str())
    };
    for path in
        ["templates/exceptions/base/ratings.yaml", "templates/base/ratings.yaml", "templates/other/ratings.yaml"]
    {
        let is_ours = !path.contains("other");
        let compiled = compile(&paper("exceptions", path), &Selection::default()).remove(0);
        let (document, made) = internals::parts(compiled);
        let pictures = made.files.iter().filter(|file| file.path.starts_with("charts/"));
        let pictures: Vec<&str> = pictures.map(|file| std::str::from_utf8(&file.content).expect("a text")).collect();
        let pages = typeset::svg(&document).concat();
        // Bars of past ratings have no ground.
        let drawn = format!("fill=\"{}\"", purple.to_uppercase());
        assert_eq!(pictures.iter().any(|svg| svg.contains(&drawn)), is_ours, "{path}: in strips");
        for colour in [purple, lilac] {
            assert_eq!(pages.contains(&format!("fill=\"{colour}\"")), is_ours, "{path}: {colour} in chips");
        }
    }
}

#[test]
fn a_typeface_that_no_file_holds_is_refused() {
    assert_eq!(codes(&branded("Public Sans")), ["typeface"]);
}

/// A commentary in another script had a message for each of its letters, and none named the typeface.
#[test]
fn letters_that_one_typeface_lacks_are_one_message_with_their_number_and_first_places() {
    let summary: String = ('\u{05d0}'..='\u{05ea}').collect();
    let files = small_project().with("commentary/2020-11/a.md", format!("## Summary\nSeen {summary} and {summary}.\n"));
    let project = panelpack::check(&files);
    let found: Vec<_> = project.diagnostics().iter().filter(|it| it.code().name() == "missing-glyph").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        found[0].message(),
        "the typeface Source Sans 3 has no shape for 27 characters: `א` (U+05D0), `ב` (U+05D1), `ג` (U+05D2), `ד` (U+05D3), `ה` (U+05D4) and 22 more"
    );
    assert_eq!(found[0].secondary().len(), 4);
    let one = panelpack::check(&small_project().with("commentary/2020-11/a.md", "## Summary\nSeen א and א.\n"));
    let said: Vec<_> = one.diagnostics().iter().map(|it| it.message()).collect();
    assert_eq!(said, ["the typeface Source Sans 3 has no shape for `א` (U+05D0) in commentary"]);
}
