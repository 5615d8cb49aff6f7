//! Published figures, ratings and accounts are compared as what they are, and not by how they are spelt.

use panelpack::internals::sha256;

use super::Desk;

/// Two measures of one month; `figures` are its file.
fn measures(indicators: &str, figures: &str) -> Desk {
    Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: P}\n",
        ),
        ("indicators.yaml", &format!("Theme:\n{indicators}")),
        ("figures/2020-11.yaml", figures),
        ("commentary/2020-11/a.md", "## A1\nText.\n"),
    ])
}

const RATED: &str = "  A1: {name: Plans, unit: percent, better: higher, target: 90}\n";

#[test]
fn a_rating_that_another_paper_gave_is_told_when_it_changes() {
    for (from, to) in [("green", "red"), ("amber", "achieved"), ("not achieved", "exceeded")] {
        let desk = measures(RATED, &format!("A1: {{value: 84, published: {{rating: {from}}}}}\n"));
        desk.done(&["publish", ".", "--on", "2021-01-06"]);
        desk.edit("figures/2020-11.yaml", &format!("rating: {from}"), &format!("rating: {to}"));
        let (status, exit) = desk.status();
        assert_eq!((exit, &status[0]["out_of_date"]), (1, &true.into()), "{status:#}");
        let change = &status[0]["changes"][0];
        let word = |rating: &str| format!("{}{} (as published)", rating[..1].to_uppercase(), &rating[1..]);
        assert_eq!((&change["was"], &change["now"]), (&word(from).into(), &word(to).into()), "{status:#}");
        let row = desk.view(&[])["revisions"]["rows"][0].clone();
        assert_eq!(row["now"], format!("84% ({to} (as published))"), "{row:#}");
        assert_eq!(row["reason"], "to be given");
        // An entry of the record's words explains it.
        let entry = format!("was: '84, {}', now: '84, {}'", word(from), word(to));
        let entry = format!("- {{indicator: A1, period: 2020-11, {entry}, kind: correction, reason: Misread.}}\n");
        desk.write("corrections.yaml", &entry);
        desk.done(&["publish", ".", "--on", "2021-01-20"]);
        assert_eq!(desk.status().1, 0);
    }
}

#[test]
fn an_entry_means_a_change_however_its_figures_are_written() {
    for (unit, published, now, was_written, now_written) in [
        ("percent", "84", "86", "84", "86"),
        ("percent", "84", "86", "84%", "86.0"),
        ("pounds", "1204", "1300", "£1,204", "1,300"),
        ("days", "12", "13", "12 days", "13"),
        ("count", "1204", "1300", "1,204", "1,300"),
    ] {
        let desk =
            measures(&format!("  A1: {{name: Plans, unit: {unit}, better: neither}}\n"), &format!("A1: {published}\n"));
        desk.done(&["publish", ".", "--on", "2021-01-06"]);
        desk.write("figures/2020-11.yaml", &format!("A1: {now}\n"));
        let entry = format!(
            "- {{indicator: A1, period: 2020-11, was: \"{was_written}\", now: \"{now_written}\", kind: correction}}\n"
        );
        desk.write("corrections.yaml", &entry);
        let said = desk.run(&["status", ".", "--write"]);
        assert!(
            said.stdout.contains("1 entry in corrections.yaml still to be filled in"),
            "{unit}: {}{}",
            said.stdout,
            said.stderr
        );
        assert_eq!(desk.read("corrections.yaml"), entry, "{unit}: a second entry was added");
        // Whoever wrote a second one all the same is heard.
        let whole = entry.replace("kind: correction", "kind: correction, reason: A slip.");
        desk.write("corrections.yaml", &format!("{entry}{whole}"));
        assert_eq!(desk.view(&[])["revisions"]["rows"][0]["reason"], "A slip");
        desk.done(&["publish", ".", "--on", "2021-01-20"]);
    }
}

#[test]
fn an_entry_about_no_figure_is_an_error() {
    let desk = measures(RATED, "A1: 84\n");
    desk.write(
        "corrections.yaml",
        "- {indicator: A1, figure: by age, period: 2020-11, was: 84, now: 86, kind: correction, reason: R.}\n",
    );
    let said = desk.run(&["check", ".", "--message-format", "short"]);
    assert!(
        said.stderr.contains("corrections.yaml:1:") && said.stderr.contains("`by age` names no figure"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_comparison_knows_the_unit_whatever_the_page_shows() {
    for (unit, was, now) in [("percent", "84%", "86%"), ("days", "84 days", "86 days"), ("pounds", "£84", "£86")] {
        // The latest figure is awaited, so the page shows none.
        let desk = measures(&format!("  A1: {{name: Plans, unit: {unit}, better: neither}}\n"), "A1: late\n");
        desk.write("figures/history.yaml", "Months: [2020-09, 2020-10]\nA1: [80, 84]\n");
        desk.done(&["publish", ".", "--on", "2021-01-06"]);
        desk.edit("figures/history.yaml", "84", "86");
        let said = desk.done(&["diff"]);
        assert!(said.stdout.contains(&format!("{was} → {now}")), "{unit}: {}", said.stdout);
    }
}

#[test]
fn a_title_is_never_read_back() {
    let desk = measures(RATED, "A1: 84\n");
    desk.edit("panelpack.yaml", "title: Scorecard", "title: Item Response Scorecard");
    desk.done(&["publish", ".", "--on", "2021-01-06"]);
    let manifest = desk.read("panelpack.yaml");
    for meeting in [
        "{paper: panel, date: 2021-01-13, period: 2020-11, item: 7}",
        "{paper: panel, date: 2021-01-13, period: 2020-11}",
    ] {
        desk.write("panelpack.yaml", &format!("{manifest}meetings:\n  - {meeting}\n"));
        let said = desk.done(&["diff", "--format", "json"]);
        let changes: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
        let about = changes["papers"][0]["about"].to_string();
        assert!(about.contains("meeting") && !about.contains("title"), "{about}");
    }
}

/// The README's own walk: the commentary says how many, and the correction is of that number.
#[test]
fn numbers_out_of_one_another_that_were_published_are_named() {
    for written in ["163 of 194", "163 out of 194", "163/194"] {
        let desk = Desk::example("northbridge");
        desk.edit("commentary/2020-11/care-planning.md", "163 of 194", written);
        desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-06"]);
        desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 167/194");
        let (status, _) = desk.status();
        let sentence = &status[0]["sentences"][0];
        let told = (&sentence["under"], &sentence["says"], &sentence["now"]);
        assert_eq!(told, (&"CLA11".into(), &"163 of 194".into(), &"167 of 194".into()), "{status:#}");
        let said = desk.run(&["build", ".", "--paper", "parenting", "--message-format", "short"]);
        assert!(said.stderr.contains("commentary/2020-11/care-planning.md:14:"), "{}", said.stderr);
        // Told as what it was, beside what it is, it is right.
        desk.edit("commentary/2020-11/care-planning.md", written, "167 of 194 (163 of 194 when first published)");
        assert_eq!(desk.status().0[0]["sentences"], serde_json::json!([]));
    }
}

#[test]
fn a_note_that_begins_like_an_event_changes_no_chart() {
    let sources = |note: &str| {
        let indicator = format!("  A1: {{name: Plans, unit: percent, better: neither, note: {note}}}\n");
        let desk = measures(&indicator, "A1: 83\n");
        desk.write("figures/history.yaml", "Months: [2020-08, 2020-09, 2020-10]\nA1: [80, 81, 82]\n");
        let said = desk.done(&["expand", ".", "--layout", "data-report", "--out", "sources"]);
        drop(said);
        let mut files = super::tree(&desk.path("sources"));
        files.retain(|name, _| name.ends_with(".typ"));
        assert!(files.keys().any(|name| name == "main.typ"), "{:?}", files.keys());
        files.into_values().map(|text| String::from_utf8(text).unwrap().replace(note, "NOTE")).collect::<Vec<_>>()
    };
    assert_eq!(sources("Event 1 of the year"), sources("Event after event"));
    assert_eq!(sources("Event 1 of the year"), sources("A note on the data"));
}

/// What a chart of the paper draws is explained, also where only that chart shows it.
#[test]
fn the_key_explains_marks_on_every_chart_of_the_paper() {
    let months: Vec<String> = (0..32).map(|n| format!("{}-{:02}", 2018 + (n + 3) / 12, (n + 3) % 12 + 1)).collect();
    let mut process: Vec<String> = (0..32).map(|n| format!("{}", 76 + n * 7 % 11)).collect();
    (process[3], process[6]) = ("79 p".to_owned(), "c".to_owned());
    let indicators = "  A1: {name: Plans, unit: percent, better: higher, target: 90, spc: yes}\n  \
                      A2: {name: Children, count: Children, better: neither, type: snapshot, breakdowns: {team: [North, South]}}\n";
    let figures = |parts: &str| {
        let all: Vec<String> = (0..32).map(|n| (100 + n).to_string()).collect();
        let south = vec!["50"; 32].join(", ");
        format!(
            "Months: [{}]\nA1: [{}]\nA2: [{}]\nA2 by team: {{North: [{parts}], South: [{south}]}}\n",
            months.join(", "),
            process.join(", "),
            all.join(", ")
        )
    };
    let mut north: Vec<String> = (0..32).map(|n| (50 + n).to_string()).collect();
    let desk = measures(indicators, "");
    std::fs::remove_file(desk.path("figures/2020-11.yaml")).unwrap();
    let key = |north: &[String]| {
        desk.write("figures/history.yaml", &figures(&north.join(", ")));
        desk.view(&[])["key"].clone()
    };
    let plain = key(&north);
    // The trend shows thirteen months without a mark.
    assert!(!plain["notes"].to_string().contains("hollow point"), "{plain:#}");
    let process = "On process behaviour charts a hollow point is provisional, estimated, forecast or too early to judge, \
                   a hatched mark at the foot a suppressed figure.";
    let rules = plain["spc"]["rules"].as_array().unwrap();
    assert_eq!(rules.last().unwrap(), process, "{plain:#}");
    assert_eq!(plain["parts"], "", "{plain:#}");
    // Of a part the last figure alone has a point.
    north[22] = "72 p".to_owned();
    assert_eq!(key(&north)["parts"], "");
    north[31] = "81 p".to_owned();
    assert_eq!(
        key(&north)["parts"],
        "On charts of parts a hollow point is provisional, estimated, forecast or too early to judge."
    );
}

/// Published when 1 of 300 was rounded to none: an upgrade alters neither what the paper says nor what it owes its readers, a correction of the count does.
#[test]
fn a_rating_of_none_that_an_older_version_rounded_is_no_news() {
    let measure = "  A1: {name: Incidents, count: Incidents, out_of: Visits, better: lower, target: 0}\n";
    let desk = measures(measure, "A1: 1/300\n");
    desk.done(&["publish", ".", "--on", "2021-01-06"]);
    let record = "editions/panel-2020-11-v1/edition.yaml";
    let text = desk.read(record);
    assert!(text.contains("0.3, Red"), "{text}");
    let old = text.replace(&format!("tool: panelpack {}", env!("CARGO_PKG_VERSION")), "tool: panelpack 0.4.0");
    let old = old.replace("0.3, Red", "0, Green");
    let body = old.rsplit_once("sha256: ").expect("its last line proves it").0;
    desk.write(record, &format!("{body}sha256: {}\n", sha256(body.as_bytes())));
    assert_eq!(desk.status().1, 0, "{:#}", desk.status().0);
    assert!(desk.view(&[])["revisions"]["rows"].as_array().is_none_or(Vec::is_empty));
    desk.write("figures/2020-11.yaml", "A1: 2/300\n");
    assert_eq!(desk.status().1, 1);
}
