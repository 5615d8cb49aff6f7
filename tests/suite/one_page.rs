//! The summary for a chair is one sheet, whatever the project; what finds no room on it is counted.

use crate::common::{compile, example, small_project, views};
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

/// So many indicators, the first of them off target, each with a name of so many letters.
fn project(indicators: usize, off_target: usize, letters: usize, options: &str) -> MemoryFiles {
    let name = |n: usize| {
        let words = "children whose plan was reviewed in time by a worker who knows them well and saw them alone ";
        let name: String = format!("Measure {n:02} of {}", words.repeat(2)).chars().take(letters).collect();
        name.trim_end().to_owned()
    };
    let definitions = (0..indicators).map(|n| {
        format!(
            "  M{n}: {{name: {}, count: In time, out_of: Due, better: higher, target: 90, amber_within: 5 points}}\n",
            name(n)
        )
    });
    // Off target for a different length each, and from another rating each.
    let months = ["2020-06", "2020-07", "2020-08", "2020-09", "2020-10", "2020-11"];
    let figures = (0..indicators).map(|n| {
        let value = |month: usize| match n {
            n if n >= off_target => 95,
            n if month + n % 6 >= 5 => 60 + n,
            _ => 86 + n % 8,
        };
        let cells: Vec<String> = (0..months.len()).map(|month| format!("{}/100", value(month))).collect();
        format!("M{n}: [{}]\n", cells.join(", "))
    });
    let action = |n: usize| {
        let what = "Report why so many plans are late, team by team, and what each team will do about it. ".repeat(n);
        format!("- {{ref: {n}/20, action: \"{what}\", owner: Head of Service, due: 2020-11-0{n}}}\n")
    };
    MemoryFiles::default()
        .with(
            "panelpack.yaml",
            format!(
                "organisation: Testing Council\nnotice: {}\nsmall_numbers: {{policy: none}}\npapers:\n  \
                 chair: {{title: Performance of Children's Services as a Chair Needs to Know It, panel: Panel, layout: one-page{options}}}\n\
                 meetings:\n  - {{paper: chair, date: 2021-01-13, period: 2020-11, item: 6}}\n",
                "Nothing here is real. ".repeat(8)
            ),
        )
        .with("indicators.yaml", format!("Theme:\n{}", definitions.collect::<String>()))
        .with("figures/all.yaml", format!("Months: [{}]\n{}", months.join(", "), figures.collect::<String>()))
        .with("actions.yaml", (1..6).map(action).collect::<String>())
}

/// Letters without spaces: lines and runs break anywhere.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// How many pages, and the text of all.
fn set(files: &MemoryFiles) -> (usize, String) {
    let selection = Selection { layout: Some("one-page".to_owned()), ..Selection::default() };
    let document = parts(compile(files, &selection).remove(0)).0;
    assert_eq!(document.text_outside_pages(), []);
    (document.page_count(), bare(&document.page_texts().join(" ")))
}

#[test]
fn forty_long_names_of_which_25_are_off_target_stay_on_one_page_worst_and_longest_first() {
    let files = project(40, 25, 118, "");
    let (pages, text) = set(&files);
    assert_eq!(pages, 1);
    let paper = views(&files, &Selection::default()).remove(0);
    assert_eq!(paper.concerns.len(), 25);
    let (table, rest) = text.split_once("morered:seethefullpaper").expect("what finds no room is counted by rating");
    let name = |code: &str| paper.indicators().find(|view| view.code == code).map(|view| bare(&view.name));
    let is_shown = |code: &str| name(code).is_some_and(|name| table.contains(&name));
    let shown = paper.concerns.iter().filter(|concern| is_shown(&concern.code)).count();
    assert!(shown >= 6, "{shown} rows of {table}");
    assert!(paper.concerns.iter().take(shown).all(|concern| is_shown(&concern.code)), "the worst come first");
    assert!(table.ends_with(&(25 - shown).to_string()), "{shown} rows of {table}");
    assert!(rest.contains("Action1/20"), "what is overdue stands under the table: {rest}");
}

#[test]
fn every_indicator_stands_on_the_sheet_or_is_counted_by_theme() {
    let (_, few) = set(&project(12, 5, 30, ""));
    assert!(few.contains("Theother7indicators") && !few.contains("Allindicatorsbytheme"), "{few}");
    let (_, many) = set(&project(40, 20, 60, ""));
    assert!(many.contains("Allindicatorsbytheme") && !many.contains("otherindicators"), "{many}");
    // Twenty are red and twenty green, whatever finds room above.
    let (_, counts) = many.split_once("Allindicatorsbytheme").expect("it has been found");
    assert!(counts.contains("Theme2020") || counts.ends_with("2020"), "{counts}");
}

#[test]
fn what_is_off_target_has_its_change() {
    let paper = views(&example("northbridge"), &Selection::default()).remove(0);
    let selection = Selection { paper: Some("chair".to_owned()), ..Selection::default() };
    let document = parts(compile(&example("northbridge"), &selection).remove(0)).0;
    let text = bare(&document.page_texts().join(" "));
    assert_eq!(document.page_count(), 1);
    for row in &paper.answer.rows {
        let told = bare(&format!("{} {}", row.target, row.change.words));
        assert!(text.contains(&told), "{} in {text}", row.name);
    }
}

#[test]
fn a_sheet_is_one_page_for_any_number_of_indicators_and_any_length_of_name() {
    for (indicators, off_target, letters) in
        [(1, 0, 12), (1, 1, 118), (12, 12, 40), (23, 10, 118), (40, 0, 118), (40, 40, 30), (40, 20, 12)]
    {
        let (pages, text) = set(&project(indicators, off_target, letters, ""));
        assert_eq!(pages, 1, "{indicators} indicators, {off_target} off target, names of {letters}");
        assert!(text.contains("Questionstoask") == (off_target > 0), "{text}");
    }
}

#[test]
fn large_print_takes_no_more_than_three_pages() {
    for large in [", options: {large_print: 18}", ", options: {large_print: 24}"] {
        let (pages, _) = set(&project(40, 25, 118, large));
        assert!((2..=3).contains(&pages), "{pages} pages{large}");
    }
}

#[test]
fn where_everything_finds_room_nothing_is_left_out() {
    for files in [example("lincolnshire-2020"), example("croydon-2020"), example("rotherham-2016"), small_project()] {
        let (pages, text) = set(&files);
        assert_eq!(pages, 1);
        let paper = views(&files, &Selection::default()).remove(0);
        assert!(paper.indicators().all(|view| text.contains(&bare(&view.name))), "{text}");
        assert!(!text.contains("seethefullpaper"));
    }
}
