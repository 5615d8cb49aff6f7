//! The council's own look reaches the page and its charts.

use std::fs;

use panelpack::load::MemoryFiles;
use panelpack::pipeline::{Selection, Timings};

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
    let (expanded, found) = project.expand(&chosen, &Selection::default(), &mut Timings::default()).into_parts();
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

#[test]
fn a_typeface_that_no_file_holds_is_refused() {
    assert_eq!(codes(&branded("Public Sans")), ["typeface"]);
}
