//! Tiles, rows and sentences say the same, on every example.

use panelpack::pipeline::Selection;

use crate::common::{EXAMPLES, example, views};

#[test]
fn tiles_count_the_rows() {
    for name in EXAMPLES {
        for paper in views(&example(name), &Selection::default()) {
            for tile in &paper.tiles {
                let rows = paper.indicators().filter(|view| view.rating.key == tile.rating.key).count();
                assert_eq!(tile.count, rows, "{name}: {}", tile.rating.word);
            }
            let all: usize = paper.tiles.iter().map(|tile| tile.count).sum();
            assert_eq!(all, paper.indicators().count(), "{name}");
        }
    }
}

#[test]
fn every_red_and_amber_row_is_a_concern_and_a_block() {
    for name in EXAMPLES {
        for paper in views(&example(name), &Selection::default()) {
            let mut rows: Vec<&str> = paper
                .indicators()
                .filter(|view| matches!(view.rating.key, "red" | "amber"))
                .map(|view| view.code.as_str())
                .collect();
            let mut concerns: Vec<&str> = paper.concerns.iter().map(|concern| concern.code.as_str()).collect();
            rows.sort_unstable();
            concerns.sort_unstable();
            assert_eq!(rows, concerns, "{name}");

            let mut blocks: Vec<&String> = paper.groups.iter().flat_map(|group| &group.codes).collect();
            blocks.sort();
            blocks.dedup();
            assert_eq!(blocks.len(), paper.indicators().count(), "{name}");
        }
    }
}

#[test]
fn the_last_cell_of_the_table_is_the_figure() {
    let papers = views(&example("northbridge"), &Selection::default());
    for view in papers[0].indicators() {
        let last = view.table.rows[0].cells.last().expect("a table has a period");
        let digits = |text: &str| {
            text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | 'a'..='z')).collect::<String>()
        };
        let figure = format!("{} {}", view.value, view.marks).replace(" days", "");
        assert_eq!(digits(last), digits(&figure), "{}", view.code);
    }
}

#[test]
fn the_chart_ends_at_the_figure_and_its_alternative_text_names_it() {
    let papers = views(&example("northbridge"), &Selection::default());
    for view in papers[0].indicators().filter(|view| view.has_trend && !view.value.starts_with('[')) {
        assert!(view.trend.line_label.ends_with(&view.value), "{}: {}", view.code, view.trend.line_label);
        assert!(view.alt.contains(&format!("Latest {}", view.value)), "{}: {}", view.code, view.alt);
        assert!(view.alt.len() <= 420, "{}: {} bytes", view.code, view.alt.len());
    }
}

#[test]
fn northbridge_is_rated_as_its_makers_worked_out_by_hand() {
    let papers = views(&example("northbridge"), &Selection::default());
    let parenting = &papers[0];
    let with = |key: &str| {
        parenting.indicators().filter(|view| view.rating.key == key).map(|view| view.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with("red"), ["CLA17", "CLA18", "WF1", "FIN2"]);
    assert_eq!(with("amber"), ["CLA11", "CLA12", "CLA16", "CLA30", "WF2"]);
    assert_eq!(with("green").len(), 8);
    assert_eq!(with("info"), ["CLA1", "CLA2"]);
    assert_eq!(parenting.headline.lead, "Four of 17 rated indicators are red, one fewer than in October.");
    let how_long = |code: &str| parenting.indicators().find(|view| view.code == code).map(|view| view.how_long.clone());
    assert_eq!(how_long("CLA18").as_deref(), Some("10th month"));
    assert_eq!(how_long("CLA12").as_deref(), Some("15th month"));
    assert_eq!(how_long("FIN2").as_deref(), Some("2nd quarter"));
    let moved: Vec<(&str, &str, usize)> =
        parenting.movements.iter().map(|m| (m.from.word, m.to.word, m.names.len())).collect();
    let rated = [("Amber", "Red", 1), ("Green", "Amber", 1), ("Red", "Amber", 2), ("Amber", "Green", 2)];
    assert_eq!(moved, [&rated[..], &[("Amber", "Awaited", 1), ("Green", "Too early", 1)]].concat());
}

#[test]
fn october_is_another_paper_from_the_same_files() {
    let selection =
        Selection { paper: Some("parenting".to_owned()), period: Some("2020-10".to_owned()), ..Selection::default() };
    let october = views(&example("northbridge"), &selection).remove(0);
    let counts: Vec<usize> = october.tiles.iter().map(|tile| tile.count).collect();
    assert_eq!(counts, [5, 6, 8, 3, 2]);
    assert_eq!(october.meeting.as_deref(), Some("9 December 2020"));
}
