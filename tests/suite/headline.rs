//! Tiles, rows and sentences say the same, on every example.

use panelpack::Selection;
use panelpack::internals::page::IndicatorView;
use panelpack::internals::parts;

use crate::common::{EXAMPLES, compile, example, small_project, views};

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
                .filter(|view| matches!(view.rating.key, "breach" | "red" | "amber" | "missed"))
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
        // A month that cannot be judged yet stands in the table, and the figure is that of the month before.
        let last =
            if view.too_early.is_empty() { last } else { &view.table.rows[0].cells[view.table.periods.len() - 2] };
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
    let closed = |view: &&IndicatorView| view.has_trend && !view.value.starts_with('[') && view.too_early.is_empty();
    for view in papers[0].indicators().filter(closed) {
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
    assert_eq!(with("breach"), ["MIS1"]);
    assert_eq!(with("red"), ["CLA17", "CLA18", "WF1", "FIN2"]);
    assert_eq!(with("amber"), ["CLA11", "CLA12", "CLA16", "CLA30", "WF2"]);
    assert_eq!(with("green").len(), 10);
    assert_eq!(with("activity"), ["CLA3"]);
    assert_eq!(with("unrated"), ["AD1", "CLA31", "CLA33", "FIN1"]);
    assert_eq!(with("info"), ["CLA0", "CLA1", "CLA2"]);
    let lead = "Five of 20 rated indicators are red or in breach, as many as in October.";
    assert_eq!(parenting.headline.lead, lead);
    let how_long = |code: &str| parenting.indicators().find(|view| view.code == code).map(|view| view.how_long.clone());
    assert_eq!(how_long("CLA18").as_deref(), Some("10th month"));
    assert_eq!(how_long("CLA12").as_deref(), Some("15th month"));
    assert_eq!(how_long("FIN2").as_deref(), Some("2nd quarter"));
    let moved: Vec<(&str, &str, usize)> =
        parenting.movements.iter().map(|m| (m.from.word, m.to.word, m.names.len())).collect();
    let worse = [("Amber", "Breach", 1), ("Amber", "Red", 1), ("Green", "Amber", 1)];
    let better = [("Red", "Amber", 2), ("Amber", "Green", 2)];
    assert_eq!(moved, [&worse[..], &better, &[("Amber", "Awaited", 1)]].concat());
}

/// Worked out from the raw files with a script of its own, not with panelpack.
#[test]
fn northbridges_derived_figures_are_those_of_its_makers() {
    let months = ["2020-10", "2020-11"].map(|period| {
        let selection =
            Selection { paper: Some("parenting".to_owned()), period: Some(period.to_owned()), ..Selection::default() };
        views(&example("northbridge"), &selection).remove(0)
    });
    let fact = |month: usize, code: &str, label: &str| {
        let view = months[month].indicators().find(|view| view.code == code).expect("it is in the paper");
        let mut facts = view.facts.iter().chain(&view.more);
        facts.find(|fact| fact.label.starts_with(label)).map_or_else(String::new, |fact| fact.value.clone())
    };
    for (code, label, october, november) in [
        ("CLA2", "Year to date", "116", "133"),
        ("CLA3", "Year to date", "87", "110"),
        ("MIS1", "Year to date", "81%", "78%"),
        ("AD1", "Year to date", "[c]", "17"),
        ("CLA33", "Year to date", "[c]", "[c]"),
        ("AD7", "Median", "171 days", "166 days"),
        ("CLA11", "Trend over 6 months", "up 2 points a month, better", "up 2.9 points a month, better"),
        ("CLA1", "Neighbours 2019/20", "80, n 8", "80, n 8"),
        ("CLA20", "Neighbours 2019/20", "11%, n 8", "11%, n 8"),
        ("CLA30", "Neighbours 2019/20", "54%, n 7", "54%, n 7"),
        ("CLA20", "Rank with neighbours 2019/20", "joint 3rd of 9, at 10%", "joint 3rd of 9, at 10%"),
        ("CLA30", "Best neighbour 2019/20", "61%, Caldermouth", "61%, Caldermouth"),
    ] {
        assert_eq!([fact(0, code, label), fact(1, code, label)], [october, november], "{code} {label}");
    }
    let parts = |month: usize, code: &str, by: &str| {
        let view = months[month].indicators().find(|view| view.code == code).expect("it is in the paper");
        let breakdown = view.breakdowns.iter().find(|breakdown| breakdown.by == by).expect("it is declared");
        breakdown.parts.iter().map(|part| (part.name.clone(), part.value.clone())).collect::<Vec<_>>()
    };
    let hidden = |month: usize| {
        let parts = parts(month, "CLA0", "placement type").into_iter().filter(|(_, value)| value == "[c]");
        parts.map(|(name, _)| name).collect::<Vec<_>>()
    };
    for month in 0..2 {
        assert_eq!(hidden(month), ["Placed for adoption", "Secure unit or custody"]);
    }
    let values =
        |month: usize| parts(month, "CLA23", "school year").into_iter().map(|(_, value)| value).collect::<Vec<_>>();
    assert_eq!(values(1), ["90%", "87%", "82%", "77%"]);
}

#[test]
fn october_is_another_paper_from_the_same_files() {
    let selection =
        Selection { paper: Some("parenting".to_owned()), period: Some("2020-10".to_owned()), ..Selection::default() };
    let october = views(&example("northbridge"), &selection).remove(0);
    let counts: Vec<usize> = october.tiles.iter().map(|tile| tile.count).collect();
    assert_eq!(counts, [5, 7, 9, 1, 3, 3]);
    assert_eq!(october.meeting.as_deref(), Some("9 December 2020"));
}

/// Two full stops in one: `Do you feel safe?.`
#[test]
fn a_name_that_asks_ends_its_sentence_itself() {
    for layout in ["scorecard", "one-page", "data-report", "exceptions", "monitoring", "young-people"] {
        let files = small_project()
            .with(
                "panelpack.yaml",
                format!("organisation: Council\nsmall_numbers: {{policy: none}}\nevents: [{{period: 2020-10, text: \"What changed?\"}}]\nbreaks: [{{period: 2019-04, text: \"A new form!\"}}]\npapers:\n  panel: {{title: \"How are we doing?\", panel: Panel, layout: {layout}}}\n"),
            )
            .with(
                "indicators.yaml",
                "Theme:\n  A1: {name: \"Do you feel safe?\", count: Safe, out_of: Asked, better: higher, target: 90, floor: 80}\n  \
                 A2: {name: \"Are you heard?\", count: Heard, better: neither}\n",
            )
            .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [91/100, 71/100]\nA2: [12, 14]\n");
        let pages = parts(compile(&files, &Selection::default()).remove(0)).0.page_texts().join(" ");
        assert!(pages.contains("Do you feel safe?"), "{layout}: {pages}");
        assert!(!pages.contains("?.") && !pages.contains("!."), "{layout}: {pages}");
    }
}
