//! A project whose every text and figure is as long as people have made them.

use panelpack::MemoryFiles;

/// Words without a blank in them: an address, a path, a link, a name with underscores, a compound, and letters alone.
pub const LONG: [&str; 6] = [
    "katherine.featherstonehaugh-cholmondeley@childrens-services.westmorlandandfurness.gov.uk",
    r"\\corp-fs01\Performance\Scorecards\Children_and_Families\Master_2024-25_v7_FINAL.xlsx",
    "https://www.gov.uk/government/statistics/children-looked-after-in-england-including-adoption-2023-to-2024",
    "Llywodraethwr_Cyfarwyddwr_Gwasanaethau_Cymdeithasol_Plant_a_Theuluoedd_Gwynedd_Sir_Fon",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurf",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
];

/// The layouts that need no published edition.
pub const LAYOUTS: [&str; 6] = ["scorecard", "data-report", "monitoring", "exceptions", "one-page", "young-people"];

/// The word of a place among those that are tried there in turn.
fn long(place: usize) -> &'static str {
    LONG[place % LONG.len()]
}

/// A text as YAML reads it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What one indicator has besides its texts: what it is and how it is judged.
const MEASURES: [&str; 12] = [
    "unit: pounds, better: lower, target: 250000000",
    "unit: pounds, decimals: 2, better: lower, range: any, target: {green: 252345678912.25, amber: 352345678912.25}",
    "unit: pounds, better: near target, target: {green: 252345678 to 352345678, amber: 152345678 to 452345678}",
    "count: COUNTED, out_of: OUT OF, better: higher, target: 90, amber_within: 5 points",
    "count: COUNTED, better: lower, target: 252345678, type: in period, breakdowns: {team: [PARTS]}",
    "unit: pounds, better: higher, range: any, target: -152345678",
    "unit: pounds, better: neither, target: {band: 152345678 to 452345678}",
    "unit: pounds, decimals: 2, better: lower, target: 352345678.25, floor: 452345678.25, minimum: {name: LONG, target: 152345678.25}",
    "count: COUNTED, out_of: OUT OF, unit: \"rate per 1,000,000\", better: lower, target: {to_be_set: LONG, reason: LONG}",
    "count: COUNTED, better: higher, target: 252345678912, spc: yes",
    "unit: score, decimals: 3, range: any, better: higher, target: 252345678.125",
    "count: COUNTED, out_of: OUT OF, unit: days, range: any, better: lower, target: 123456789",
];

/// A figure of an indicator in a month, as a cell of its row; `turn` is the number of the month.
fn cell(measure: usize, turn: usize) -> String {
    let n = 252_345_678 + turn * 11_111_111;
    match measure {
        1 | 9 => format!("{}", n as u64 * 1000 + 912),
        3 | 8 => format!("{n}/{}", n + 123_456_789),
        5 => format!("-{n}"),
        7 => format!("{n}.75"),
        10 => format!("{n}.625"),
        11 => format!("{}/3", n as u64 * 3),
        _ => n.to_string(),
    }
}

fn months() -> Vec<String> {
    let month = |turn: usize| format!("{}-{:02}", 2019 + (turn + 10) / 12, (turn + 10) % 12 + 1);
    (0..13).map(month).collect()
}

fn indicators() -> String {
    let mut yaml = String::new();
    for (place, measure) in MEASURES.iter().enumerate() {
        if place % 4 == 0 {
            yaml += &format!("{}:\n", quoted(&format!("{} {}", long(place / 4), place)));
        }
        let text = |of: &str| quoted(&format!("{} {of} {place}", long(place)));
        let parts = [0, 1, 2].map(|part| quoted(&format!("{} {part}", long(place + part)))).join(", ");
        let measure = measure
            .replace("COUNTED", &text("counted"))
            .replace("OUT OF", &text("of"))
            .replace("PARTS", &parts)
            .replace("LONG", &text("so"));
        yaml += &format!(
            "  {}: {{name: {}, plain: {}, definition: {}, owner: {}, source: {}, note: {}, {measure}, \
             events: [{{period: 2020-03, text: {}}}]}}\n",
            code(place),
            text("name"),
            text("plain"),
            text("definition"),
            text("owner"),
            text("source"),
            text("note"),
            text("event"),
        );
    }
    yaml
}

/// The code of an indicator.
pub fn code(place: usize) -> String {
    format!("LONG-{place}.{}", "C".repeat(24 - place.to_string().len()))
}

fn figures() -> String {
    let mut yaml = format!("source: {}\nMonths: [{}]\n", quoted(long(1)), months().join(", "));
    for place in 0..MEASURES.len() {
        let cells: Vec<String> = (0..13).map(|turn| cell(place, turn)).collect();
        yaml += &format!("{}: [{}]\n", code(place), cells.join(", "));
        if place == 4 {
            let parts = [0, 1, 2].map(|part| {
                let cells: Vec<String> = (0..13).map(|turn| cell(place, turn + part)).collect();
                format!("{}: [{}]", quoted(&format!("{} {part}", long(place + part))), cells.join(", "))
            });
            yaml += &format!("{} by team: {{{}}}\n", code(place), parts.join(", "));
        }
    }
    yaml
}

fn benchmarks() -> String {
    let rows = |with: u64| {
        let of = |place: usize| format!("{}: {}", code(place), 252_345_678 + with * 1000 + place as u64);
        [0, 2, 4, 5, 6, 10, 11].map(of).join(", ")
    };
    let authorities = (0..8).map(|area| {
        let rows = [3, 4, 5]
            .map(|place| format!("{}: {}", code(place), 40 + area + place * usize::from(place != 3) * 99_999_999));
        format!("{} {}: {{{}}}", 900 + area, LONG[area % LONG.len()].replace([':', '\\'], "."), rows.join(", "))
    });
    let others = format!(
        "- {{release: {}, publisher: {}, published: 2020-11-02, period: 2019/20, authorities: {{{}}}}}\n",
        quoted(long(5)),
        quoted(long(0)),
        authorities.collect::<Vec<_>>().join(", ")
    );
    format!(
        "- {{release: {}, publisher: {}, published: 2020-11-01, period: 2019/20, figures: {{{}: {{{}}}, {}: {{{}}}}}}}\n{others}",
        quoted(long(2)),
        quoted(long(3)),
        quoted(long(3)),
        rows(1),
        quoted(&format!("{} again", long(4))),
        rows(2)
    )
}

fn commentary() -> String {
    let mut text = format!("Author: {} · Cleared: 2021-01-05\n## Summary\n", long(4));
    let escaped = |word: &str| -> String {
        word.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
    };
    for word in LONG {
        text += &format!("It is {0}, or **{0}**, or so.\n\n- {0}\n", escaped(word));
    }
    text += &format!("## Recommendation\n{}\n## What happens next\n{0}\n## Have your say\n{0}\n", escaped(long(0)));
    for place in 0..MEASURES.len() {
        let word = escaped(long(place));
        text += &match place % 3 {
            // Without commentary a block is set in another way.
            1 if place > 9 => continue,
            1 => format!("## {}\nAwaited: {} · Decided by: {}\n", code(place), long(place), long(place + 1)),
            _ => format!("## {}\nBecause of {word}, or **{word}**.\n### Next\n1. See {word}.\n", code(place)),
        };
    }
    text
}

fn manifest(layout: &str, large: bool) -> String {
    let options = if large { ", options: {large_print: 18}" } else { "" };
    format!(
        "organisation: {}\nshort_name: {}\nnotice: {}\nsmall_numbers: {{policy: none}}\narea: 900 {}\nneighbours: [901, 902, 903, 904, 905, 906, 907]\nevents:\n  - {{period: 2020-04, text: {}}}\n\
         papers:\n  panel: {{title: {}, panel: {}, layout: {layout}{options}}}\n\
         meetings:\n  - {{paper: panel, date: 2021-01-13, period: 2020-11, item: {}}}\n",
        quoted(&format!("Council of {}", long(4))),
        quoted(long(3)),
        LONG[0],
        quoted(&format!("A notice of {}", long(2))),
        quoted(long(4)),
        quoted(&format!("Title {}", long(0))),
        quoted(&format!("Panel {}", long(3))),
        quoted(long(5)),
    )
}

fn actions() -> String {
    let action = |place: usize| {
        format!(
            "- {{ref: {}, action: {}, owner: {}, due: 2020-12-01, from: 2020-10}}\n",
            quoted(&format!("{place}/20-{}", &long(place)[..20.min(long(place).len())])),
            quoted(&format!("Send it to {}", long(place))),
            quoted(&format!("{} and others", long(place + 3))),
        )
    };
    (0..6).map(action).collect()
}

/// The project with a paper in a layout.
pub fn project(layout: &str, large: bool) -> MemoryFiles {
    files(layout, large).into_iter().fold(MemoryFiles::default(), |project, (path, text)| project.with(path, text))
}

/// Its files by their paths.
pub fn files(layout: &str, large: bool) -> Vec<(&'static str, String)> {
    vec![
        ("panelpack.yaml", manifest(layout, large)),
        ("indicators.yaml", indicators()),
        ("figures/history.yaml", figures()),
        ("benchmarks.yaml", benchmarks()),
        ("actions.yaml", actions()),
        ("commentary/2020-11/all.md", commentary()),
    ]
}
