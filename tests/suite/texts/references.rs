//! Figures that a text names are printed as the page prints them.

use panelpack::internals::page::{BlockView, CommentaryView};
use panelpack::{MemoryFiles, Selection};

use crate::common::{codes, made, small_project, views};

fn plain(text: &CommentaryView) -> String {
    let of_block = |block: &BlockView| match block {
        BlockView::Paragraph { runs } => runs.iter().map(|run| run.text.as_str()).collect(),
        _ => String::new(),
    };
    text.blocks.iter().map(of_block).collect::<Vec<_>>().join("\n")
}

fn with_text(text: &str) -> MemoryFiles {
    small_project().with("commentary/2020-11/text.md", text)
}

/// What the page prints of a text under A1.
fn printed(text: &str) -> String {
    let files = with_text(&format!("## A1\n{text}\n"));
    let paper = views(&files, &Selection::default()).remove(0);
    let view = paper.indicators().find(|view| view.code == "A1").expect("A1 is there").clone();
    plain(&view.behind.expect("it has a text"))
}

#[test]
fn each_name_is_printed_as_the_page_prints_it() {
    let paper = views(&small_project(), &Selection::default()).remove(0);
    let a1 = paper.indicators().find(|view| view.code == "A1").expect("A1 is there");
    for (name, on_page) in [
        ("A1", a1.value.clone()),
        ("A1.of", a1.line.numbers.replace('\u{a0}', " ")),
        ("A1.change", a1.change.words.clone()),
        ("A1.previous", a1.previous.clone()),
        ("A1.target", a1.target.clone()),
        ("A1.rating", a1.rating.word.to_lowercase()),
        ("A1.name", a1.name.clone()),
        ("period", paper.period.label.clone()),
        ("period.before", paper.period.previous.clone()),
        ("counts.indicators", paper.indicators().count().to_string()),
    ] {
        assert!(!on_page.is_empty() && !on_page.starts_with('['), "{name}: {on_page}");
        assert_eq!(printed(&format!("So: {{{{ {name} }}}}.")), format!("So: {on_page}."), "{name}");
        assert_eq!(printed(&format!("So: {{{{{name}}}}}.")), format!("So: {on_page}."), "{name} without blanks");
    }
}

#[test]
fn a_text_that_names_its_figures_is_the_text_in_which_they_were_typed() {
    let paper = views(&small_project(), &Selection::default()).remove(0);
    let a1 = paper.indicators().find(|view| view.code == "A1").expect("A1 is there");
    let (value, numbers) = (&a1.value, a1.line.numbers.replace('\u{a0}', " "));
    let named = "## A1\nIt was {{ A1 }} and **{{ A1.of }}** of them; *not* {{ A1.previous }}.\n\n- {{ A1.target }}\n";
    let typed = format!("## A1\nIt was {value} and **{numbers}** of them; *not* {}.\n\n- {}\n", a1.previous, a1.target);
    assert!(made(&with_text(named)) == made(&with_text(&typed)), "{typed}");
}

/// Names stand for texts, and never for what a reader of Markdown or of a layout would run.
#[test]
fn what_is_named_is_no_markup() {
    let name = "Plans *in* {{ A1 }} `x` #time";
    let definition = format!(
        "Theme:\n  A1: {{name: \"{name}\", unit: percent, better: higher, target: 90}}\n  A2: {{name: Visits, unit: count, better: neither}}\n"
    );
    let files = with_text("## A1\nSo: {{ A1.name }}.\n").with("indicators.yaml", definition);
    let files = files.with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [88, 91]\n");
    let paper = views(&files, &Selection::default()).remove(0);
    let view = paper.indicators().find(|view| view.code == "A1").expect("A1 is there").clone();
    assert_eq!(plain(&view.behind.expect("it has a text")), format!("So: {name}."));
}

#[test]
fn names_of_nothing_are_errors_wherever_they_stand() {
    for text in [
        "{{ A9 }}",
        "{{ A1.wrong }}",
        "{{ counts.pink }}",
        "{{ A1",
        "{{ }}",
        "{{ A1 | upper }}",
        "{{ 1 + 1 }}",
        "{{ A1.of.of }}",
        "> {{ A9 }}",
        "- **{{ A9 }}**",
        "| a |\n|---|\n| {{ A9 }} |",
    ] {
        assert_eq!(codes(&with_text(&format!("## A1\n{text}\n"))), ["unknown-reference"], "{text}");
        assert_eq!(codes(&with_text(&format!("## Summary\n{text}\n"))), ["unknown-reference"], "{text} in the summary");
    }
    for text in ["{ A1 }", "{A1}", "} }", "}}", "\\{\\{ A9 }}"] {
        assert_eq!(codes(&with_text(&format!("## A1\n{text}\n"))), [""; 0], "{text}");
    }
}
