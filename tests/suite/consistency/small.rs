//! Small numbers in texts that are printed with an indicator of which something is hidden.

use super::*;

const HIDES: &str = "organisation: Testing Council\nsmall_numbers: {policy: dfe, decided_by: Board, on: 2020-09-01}\n";
const PAPERS: &str = "papers:\n  panel: {title: Scorecard, panel: Panel}\n";

/// Children of whom few went missing, and others of whom nothing is hidden.
const DEFINE: &str = "Safety:\n  \
    M1: {name: Missing from care, count: Children who went missing, better: lower, target: none, type: in period}\n  \
    V1: {name: Visits in time, count: Visits in time, out_of: Visits due, better: higher, target: 90, type: in period}\n";

fn figures(hidden: &str) -> String {
    format!("Months: [2020-09, 2020-10, 2020-11]\nM1: [21, {hidden}, 23]\nV1: [80/90, 81/90, 82/90]\n")
}

fn hiding() -> MemoryFiles {
    MemoryFiles::default()
        .with("panelpack.yaml", format!("{HIDES}{PAPERS}"))
        .with("indicators.yaml", DEFINE)
        .with("figures/history.yaml", figures("3"))
}

fn commentary(heading: &str, text: &str) -> MemoryFiles {
    hiding().with("commentary/2020-11/a.md", format!("## {heading}\n{text}\n"))
}

fn named(files: &MemoryFiles) -> Vec<String> {
    let found = strict(files);
    let own = |it: &&Diagnostic| it.code() == Code::SmallNumberInText;
    found.iter().filter(own).map(|it| it.message().to_owned()).collect()
}

#[test]
fn a_small_number_in_a_text_is_an_error_at_its_place_whatever_the_figures_are() {
    let text = "## M1\nThe number fell\nfrom **four** to three.\n";
    let of = |hidden: &str| {
        let files = hiding().with("figures/history.yaml", figures(hidden)).with("commentary/2020-11/a.md", text);
        let project = check(&files);
        let found = project.diagnostics().to_vec();
        assert_eq!(found.len(), 1, "{found:#?}");
        let place = found[0].primary().expect("a place").span();
        assert_eq!(project.sources().excerpt(place), "four");
        assert_eq!(project.sources().position(place).to_string(), "3:8");
        found
    };
    let found = of("3");
    assert_eq!((found[0].code(), found[0].severity()), (Code::SmallNumberInText, Severity::Error));
    assert_eq!(found[0].message(), "`four` in the text of `M1` for 2020-11 may tell a number that the page hides");
    assert_eq!(found[0].secondary().len(), 1);
    assert!(found[0].hints()[0].contains("`Allow: small-number-in-text: …`"), "{:?}", found[0].hints());
    // An error that came only where the number is the hidden one would tell it.
    for hidden in ["1", "2", "4", "5", "c"] {
        assert_eq!(of(hidden), found, "{hidden}");
    }
}

#[test]
fn nothing_is_asked_where_nothing_is_hidden_or_printed() {
    let text = "Three children went missing.";
    for (what, files) in [
        ("no figure is small", commentary("M1", text).with("figures/history.yaml", figures("9"))),
        ("none went missing", commentary("M1", text).with("figures/history.yaml", figures("0"))),
        ("the policy hides nothing", commentary("M1", text).with("panelpack.yaml", MANIFEST)),
        ("of this one nothing is hidden", commentary("V1", text)),
        (
            "no paper shows it",
            commentary("M1", text)
                .with("panelpack.yaml", format!("{HIDES}papers:\n  panel: {{title: S, panel: P, indicators: [V1]}}\n")),
        ),
        ("it counts nobody", commentary("M1", "Two teams met on 3 March, for the last three months.")),
        ("the summary names another", commentary("Summary", "Visits in time fell: two were late.")),
    ] {
        assert_eq!(named(&files), Vec::<String>::new(), "{what}");
    }
}

/// Each place where people write something that a page prints about an indicator: a file with the text, and with the same text allowed there.
#[test]
fn every_text_about_an_indicator_is_read_and_allowed_at_its_place() {
    let line = "Allow: small-number-in-text: They are teams\n\n";
    let map = "allow: {small-number-in-text: They are teams}";
    let md = "commentary/2020-11/a.md";
    let manifest = |events: &str| format!("{HIDES}{events}\n{PAPERS}");
    let with = |more: &str| DEFINE.replacen("{name: Missing", &format!("{{{more}, name: Missing"), 1);
    let notes = |cell: &str| figures(cell);
    let month = |cell: &str| figures("3").replacen(", 23]", &format!(", {cell}]"), 1);
    let two = |make: &dyn Fn(&str) -> String, allow: &str| (make(""), make(&format!(", {allow}")));
    let slot = |heading: &str, text: &str| (format!("## {heading}\n{text}\n"), format!("## {heading}\n{line}{text}\n"));
    let own = |more: &str| (with(more), with(&format!("{map}, {more}")));
    let cases: Vec<(&str, &str, (String, String))> = vec![
        ("a text", md, slot("M1", "Three were found.")),
        ("a list", md, slot("M1", "- Found\n- Three were found")),
        ("a table", md, slot("M1", "| Found | Not |\n|---|---|\n| 3 | 20 |")),
        ("a quotation", md, slot("M1", "> Three were found.")),
        ("what happens next", md, slot("M1", "### Next\nSee the three again.")),
        ("a text that is awaited", md, {
            let awaited = "Awaited: The three are still spoken with · Decided by: Director\n";
            (format!("## M1\n{awaited}"), format!("## M1\n{}{awaited}", line.trim_end_matches('\n').to_owned() + "\n"))
        }),
        ("a theme that names it", md, slot("Safety", "Missing from care: three were found.")),
        ("a summary with its code", md, slot("Summary", "Of M1 three were found.")),
        ("a summary and its list", md, slot("Summary", "Missing from care:\n\n- three were found")),
        ("a recommendation", md, slot("Recommendation", "Note that missing from care fell to three.")),
        ("another's text", md, slot("V1", "Three are missing from care.")),
        (
            "a note",
            "figures/history.yaml",
            two(&|more| notes(&format!("{{value: 3, note: Three were found{more}}}")), map),
        ),
        (
            "a note on a figure that is shown",
            "figures/history.yaml",
            two(&|more| month(&format!("{{value: 23, note: Three more{more}}}")), map),
        ),
        ("a definition", "indicators.yaml", own("definition: Three of them are counted twice")),
        ("a note on the data", "indicators.yaml", own("note: Three were counted late")),
        (
            "a reason of a retired one",
            "indicators.yaml",
            own("retired: {from: 2021-04, reason: There were only three}"),
        ),
        (
            "an event",
            "indicators.yaml",
            two(&|more| with(&format!("events: [{{period: 2020-10, text: Three found{more}}}]")), map),
        ),
        (
            "a break",
            "indicators.yaml",
            two(&|more| with(&format!("breaks: [{{period: 2020-10, text: Three found{more}}}]")), map),
        ),
        (
            "an event of the project",
            "panelpack.yaml",
            two(&|more| manifest(&format!("events: [{{period: 2020-10, text: Three found{more}}}]")), map),
        ),
        (
            "an action",
            "actions.yaml",
            two(&|more| format!("- {{action: See the three again, indicator: M1{more}}}\n"), map),
        ),
        (
            "an action that names it",
            "actions.yaml",
            two(&|more| format!("- {{action: Missing from care (three){more}}}\n"), map),
        ),
    ];
    for (what, path, (text, allowed)) in cases {
        let found = strict(&hiding().with(path, text.clone()));
        let own: Vec<&Diagnostic> = found.iter().filter(|it| it.code() == Code::SmallNumberInText).collect();
        assert_eq!(own.len(), 1, "{what}: {found:#?}");
        assert!(own[0].primary().is_some(), "{what}");
        let found = strict(&hiding().with(path, allowed.clone()));
        assert!(found.iter().all(|it| it.severity() < Severity::Error), "{what}: {allowed}\n{found:#?}");
    }
}

#[test]
fn an_allowance_needs_the_name_of_the_check_and_a_reason() {
    let allow = |line: &str| codes(&commentary("M1", &format!("Allow: {line}\n\nThree were found.")));
    assert_eq!(allow("small-number-in-text: They are teams"), Vec::<&str>::new());
    assert_eq!(allow("{small-number-in-text: They are teams}"), Vec::<&str>::new());
    for (line, code) in [
        ("small-number-in-text:", "missing-key"),
        ("They are teams", "missing-key"),
        ("small-number: They are teams", "unknown-choice"),
        ("parts-total: They are teams", "unknown-choice"),
    ] {
        let found = allow(line);
        assert!(found.contains(&code) && found.contains(&"small-number-in-text"), "{line}: {found:?}");
    }
    // What a definition allows of its own texts it does not allow of next month's commentary.
    let define = DEFINE.replacen("{name: Missing", "{allow: {small-number-in-text: Teams}, name: Missing", 1);
    assert_eq!(named(&commentary("M1", "Three were found.").with("indicators.yaml", define)).len(), 1);
}

/// `3%` of 100 that are shown is 3, and 3% of 400 is none that is hidden.
#[test]
fn a_percentage_tells_where_it_is_a_small_number_of_one_that_is_shown() {
    let define = DEFINE.replace("count: Children who", "out_of: Children in care, count: Children who");
    let of = |hidden: &str, text: &str| {
        let files = commentary("M1", text).with("indicators.yaml", define.clone());
        let history = figures(hidden).replace("[21,", "[21/100,").replace(" 23]", " 23/100]");
        named(&files.with("figures/history.yaml", history)).len()
    };
    for text in
        ["It was 3% in October.", "97 per cent did not.", "It fell 6 points in October.", "Nearly one in twenty."]
    {
        for hidden in ["2/100", "3/100", "4/100"] {
            let silent = text.starts_with("It fell");
            assert_eq!(of(hidden, text), usize::from(!silent), "{hidden}: {text}");
        }
    }
    for text in
        ["It was 23% in November.", "It stands at 21%.", "It was 12%.", "60% of our workers left.", "up 2 points"]
    {
        assert_eq!(of("3/100", text), 0, "{text}");
    }
    assert_eq!(of("3/400", "It was 3%."), 0);
    assert_eq!(of("3/400", "It was 0.75%."), 1);
    // What a page prints of England tells nothing, and what a release says of the council itself does.
    for (area, times) in [("England", 0), ("Testing Council", 1)] {
        let files = commentary("M1", "It was 3%.").with("indicators.yaml", define.clone());
        let history = figures("3/100").replace("[21,", "[21/100,").replace(" 23]", " 23/100]");
        let release = format!("- {{release: R, years: [2019/20], figures: {{{area}: {{M1: [3]}}}}}}\n");
        let files = files.with("figures/history.yaml", history).with("benchmarks.yaml", release);
        assert_eq!(named(&files).len(), times, "{area}");
    }
    // The latest figure is hidden, so that a step from the one before tells it.
    let steps = |text: &str| {
        let files = commentary("M1", text).with("indicators.yaml", define.clone());
        let history = "Months: [2020-09, 2020-10, 2020-11]\nM1: [20/100, 21/100, 3/100]\nV1: [80/90, 81/90, 82/90]\n";
        named(&files.with("figures/history.yaml", history)).len()
    };
    assert_eq!((steps("It fell 18 points."), steps("It fell 16 points."), steps("It fell 6 points.")), (1, 1, 0));
}

/// A figure that is hidden, or one after it, with what another paper printed of it.
#[test]
fn a_rating_that_another_paper_gave_to_a_hidden_figure_is_asked_about() {
    let define = DEFINE.replace("target: none", "target: 10");
    let of = |october: &str, november: &str| {
        let history = format!(
            "Months: [2020-09, 2020-10, 2020-11]\nM1: [21, {october}, {november}]\nV1: [80/90, 81/90, 82/90]\n"
        );
        hiding().with("indicators.yaml", define.clone()).with("figures/history.yaml", history)
    };
    let rated = |value: &str, rating: &str| format!("{{value: {value}, published: {{{rating}}}}}");
    let allowed = |value: &str| {
        format!("{{value: {value}, published: {{rating: green}}, allow: {{rating-of-hidden: The minutes are public}}}}")
    };
    let asked = |files: &MemoryFiles| codes(files).iter().filter(|code| **code == "rating-of-hidden").count();
    for (october, november, times) in [
        (rated("3", "rating: green"), "23".to_owned(), 1),
        (rated("c", "rating: red"), "23".to_owned(), 1),
        ("3".to_owned(), rated("23", "rating: red, before: green"), 1),
        ("3".to_owned(), "23".to_owned(), 0),
        ("3".to_owned(), rated("23", "rating: red"), 0),
        (rated("x", "rating: red"), "23".to_owned(), 0),
        (rated("9", "rating: green"), rated("23", "rating: red, before: green"), 0),
        (allowed("3"), "23".to_owned(), 0),
    ] {
        let files = of(&october, &november);
        assert_eq!(asked(&files), times, "{october} {november}: {:#?}", strict(&files));
        assert_eq!(asked(&files.with("panelpack.yaml", MANIFEST)), 0, "nothing is hidden");
    }
    let found = strict(&of(&rated("3", "rating: green"), "23"));
    assert_eq!((found[0].severity(), found[0].primary().is_some()), (Severity::Warning, true));
    assert_eq!(
        found[0].message(),
        "the rating of `M1` for 2020-10 says on which side of its target a hidden figure lies"
    );
    let back = |line: &str| {
        of("23", "3").with("commentary/2020-11/a.md", format!("## M1\n{line}Expected back: 2021-03\n\nWhy.\n"))
    };
    assert_eq!(codes(&back("")), ["rating-of-hidden"]);
    assert_eq!(codes(&back("Allow: rating-of-hidden: The minutes are public\n")), Vec::<&str>::new());
}
