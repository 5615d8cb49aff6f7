//! Layouts and faces that a project brings: looked at by `check`, and held to a limit of time and memory.

use std::fs;
use std::time::{Duration, Instant};

use panelpack::internals::assets;

use crate::editions::Desk;

/// Words of the command line under which a layout without end is stopped soon, and one that grows by what it asks for.
const SOON: [&str; 4] = ["--time-limit", "2", "--memory-limit", "1024"];
const LITTLE: [&str; 4] = ["--time-limit", "60", "--memory-limit", "1024"];

/// A project in order with a layout of its own.
fn desk() -> Desk {
    let desk = Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n",
        ),
        (
            "indicators.yaml",
            "Theme:\n  A1:\n    name: Plans\n    count: Plans in time\n    out_of: Plans due\n    better: higher\n    target: 90\n    amber_within: 5 points\n",
        ),
        ("figures/history.yaml", "Months: [2020-09, 2020-10, 2020-11]\nA1: [85/100, 88/100, 91/100]\n"),
    ]);
    desk.done(&["layout", "eject"]);
    desk
}

fn append(desk: &Desk, path: &str, text: &str) {
    let before = desk.read(path);
    desk.write(path, &format!("{before}\n{text}\n"));
}

/// Markup of a layout's `main.typ.j2`, in a block that scorecard leaves empty.
fn markup(text: &str) -> String {
    format!("{{% block rules %}}\n{text}\n{{%- endblock %}}")
}

#[test]
fn a_layout_that_does_not_end_or_grows_without_end_is_stopped_with_a_message() {
    let theme = "templates/scorecard/theme.typ";
    let main = "templates/scorecard/main.typ.j2";
    let counting = &markup("#{ let n = 0; for i in range(50000) { for j in range(50000) { n += 1 } } }");
    let [range, doubled] = [
        "#{ let all = range(2000000000); all.len() }",
        "#{ let s = \"panel\"; for i in range(40) { s = s + s }; s.len() }",
    ]
    .map(markup);
    let cases = [
        (
            theme,
            "#let n = { let n = 0; for i in range(50000) { for j in range(50000) { n += 1 } }; n }",
            "took longer than 2 s",
        ),
        (main, counting, "took longer than 2 s"),
        (main, &range, "more than 1024 MiB"),
        (main, &doubled, "more than 1024 MiB"),
    ];
    for (path, text, said) in cases {
        let desk = desk();
        append(&desk, path, text);
        let limits = if said.contains("MiB") { LITTLE } else { SOON };
        let begun = Instant::now();
        let built = desk.run(&[&["build", ".", "--message-format", "short"], &limits[..]].concat());
        assert!(begun.elapsed() < Duration::from_secs(55), "{text}: {:?}", begun.elapsed());
        assert_eq!(built.exit, 1, "{text}: {}{}", built.stdout, built.stderr);
        assert!(
            built.stderr.contains("error[layout-limit]") && built.stderr.contains(said),
            "{text}: {}",
            built.stderr
        );
        let papers = fs::read_dir(desk.path("out")).into_iter().flatten().filter_map(Result::ok);
        assert_eq!(papers.filter(|entry| entry.path().extension().is_some_and(|it| it == "pdf")).count(), 0, "{text}");
    }
}

#[test]
fn a_layout_of_the_projects_own_makes_the_same_bytes_as_the_built_in_one() {
    let (own, built_in) = (desk(), desk());
    fs::remove_dir_all(built_in.path("templates")).expect("it was ejected");
    // Without layouts and faces of its own a project is under no limit.
    built_in.done(&["build", ".", "--time-limit", "0", "--memory-limit", "1"]);
    own.done(&["build", "."]);
    assert!(own.pdf("Scorecard") == built_in.pdf("Scorecard"));
}

#[test]
fn what_the_worker_finds_and_says_is_what_the_command_says() {
    let desk = desk();
    let listed = desk.done(&["build", "."]);
    assert!(listed.stdout.contains("Scorecard November 2020.pdf"), "{}", listed.stdout);
    assert_eq!(desk.run(&["build", ".", "--paper", "none"]).exit, 1);
    assert_eq!(desk.run(&["build", ".", "--no-such-option"]).exit, 2);
    desk.write("out/file", "");
    assert_eq!(desk.run(&["build", ".", "--out", "out/file/below"]).exit, 3);
}

/// A tag that closes nothing, a brace too many and a field that does not exist were "in order" until a paper was built.
#[test]
fn check_reads_the_layouts_that_papers_use() {
    let unclosed = markup("#let x = (");
    let cases = [
        ("main.typ.j2", "{% endblock %}", "layout-syntax"),
        ("section.typ.j2", "{{ indicator.nmae }}", "layout-field"),
        ("main.typ.j2", &unclosed, "layout-typst"),
        ("theme.typ", "#let x = [", "layout-typst"),
        ("base/parts.typ", "#let", "layout-typst"),
    ];
    for (file, text, code) in cases {
        let desk = desk();
        let path = format!("templates/scorecard/{file}");
        assert!(desk.path(&path).exists(), "the layout has no {file}");
        append(&desk, &path, text);
        let checked = desk.run(&["check", ".", "--message-format", "short"]);
        assert_eq!(checked.exit, 1, "{file} {text}: {}", checked.stdout);
        let line = checked.stderr.lines().next().unwrap_or_default();
        // What was generated is parsed as a whole.
        let place = if code == "layout-typst" && file.ends_with(".j2") { "generated main.typ" } else { &path };
        assert!(
            line.starts_with(place) && line.contains(&format!("error[{code}]")),
            "{file} {text}: {}",
            checked.stderr
        );
    }
}

/// An error that named the layout's `main.typ.j2` would send its author to a file that is in order.
#[test]
fn what_is_wrong_with_an_inherited_template_is_shown_at_its_own_line() {
    let path = "templates/scorecard/base/paper.typ.j2";
    for (from, to, at, code) in [
        ("{{ paper.period.full }}", "{{ paper.period.whole }}", "paper.period.whole", "layout-field"),
        ("{{ paper.panel }}", "\"{{ paper.panel }}\"", "{{ paper.panel }}", "layout-hole"),
        ("{%- block key %}", "{%- bloc key %}", "bloc key", "layout-syntax"),
    ] {
        let desk = desk();
        let base = desk.read(path).replacen(from, to, 1);
        desk.write(path, &base);
        let line = 1 + base.lines().position(|line| line.contains(at)).expect("it was replaced");
        let checked = desk.run(&["check", ".", "--message-format", "short"]);
        let said = checked.stderr.lines().next().unwrap_or_default();
        assert!(said.starts_with(&format!("{path}:{line}:")) && said.contains(code), "{to}: {}", checked.stderr);
    }
}

#[test]
fn a_layout_of_the_projects_own_may_replace_one_block_and_inherits_the_others() {
    let desk = desk();
    let extends = "{% extends \"base/paper.typ.j2\" %}\n";
    desk.write(
        "templates/scorecard/main.typ.j2",
        &format!("{extends}{{% block masthead %}}\n  title()\n{{%- endblock %}}\n{{% block key %}}\n    (\"note\", \"Ours.\"),\n{{{{ super() }}}}{{%- endblock %}}\n"),
    );
    desk.done(&["expand", ".", "--out", "typst"]);
    let main = desk.read("typst/main.typ");
    assert!(main.contains("#{\n  title()\n") && !main.contains("masthead("), "{main}");
    assert!(main.contains("    (\"note\", \"Ours.\"),") && main.contains("    (\"head\", \"Ratings\"),"), "{main}");
    assert!(main.contains("  back-matter((") && main.contains("#show: paper.with(\n  title: \"Scorecard\","), "{main}");
}

/// Minijinja drops what a template says beside its blocks, and blocks under a name that nobody has.
#[test]
fn what_no_page_would_show_is_an_error() {
    for (from, to, line) in
        [("", "#pagebreak()", "#pagebreak()"), ("{% block content %}", "{% block contnt %}", "{% block contnt %}")]
    {
        let desk = desk();
        let path = "templates/scorecard/main.typ.j2";
        let main = if from.is_empty() { desk.read(path) + to } else { desk.read(path).replace(from, to) };
        desk.write(path, &main);
        let line = 1 + main.lines().position(|it| it == line).expect("it was written");
        let checked = desk.run(&["check", ".", "--message-format", "short"]);
        let said = checked.stderr.lines().next().unwrap_or_default();
        assert!(said.starts_with(&format!("{path}:{line}:1: error[layout-syntax]")), "{to}: {}", checked.stderr);
    }
}

/// A file that reads as it should and whose ratings nobody could read is broken, too.
#[test]
fn a_broken_file_of_ratings_is_shown_at_its_line() {
    let path = "templates/scorecard/base/ratings.yaml";
    for (from, to, line, code) in [
        ("shape: diamond}", "shape: diamond", 4, "yaml-syntax"),
        ("tint: \"#fff1cc\"", "tnit: \"#fff1cc\"", 4, "missing-key"),
        (", tint: \"#fff1cc\"", "", 4, "missing-key"),
        ("shape: diamond", "shape: diamond, colour: red", 4, "unknown-key"),
        ("amber:", "ambre:", 4, "unknown-key"),
        ("info: {dark: \"#3c4248\", tint: \"#eceef0\", shape: square}\n", "", 3, "missing-key"),
        ("\"#6b4500\"", "\"6b4500\"", 4, "not-a-colour"),
        ("\"#6b4500\"", "brown", 4, "not-a-colour"),
        ("diamond", "lozenge", 4, "unknown-choice"),
        ("\"#6b4500\"", "\"#9a7a30\"", 4, "pale-colour"),
        ("\"#fff1cc\"", "\"#20180a\"", 4, "pale-colour"),
        ("\"#6b4500\", tint: \"#fff1cc\"", "\"#fff1cc\", tint: \"#6b4500\"", 4, "pale-colour"),
        (", edge: \"#3f050d\"", "", 6, "pale-colour"),
    ] {
        let desk = desk();
        let ratings = desk.read(path);
        assert!(ratings.contains(from), "{from}");
        desk.write(path, &ratings.replacen(from, to, 1));
        let checked = desk.run(&["check", ".", "--message-format", "short"]);
        let is_said =
            |said: &str| said.starts_with(&format!("{path}:{line}:")) && said.contains(&format!("error[{code}]"));
        assert!(
            checked.exit == 1 && checked.stderr.lines().any(is_said),
            "{to}: {code} in line {line}: {}",
            checked.stderr
        );
    }
}

#[test]
fn check_draws_the_logo_and_reads_the_faces() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"";
    let manifest = |brand: &str| {
        format!(
            "organisation: O\nsmall_numbers: {{policy: none}}\nbrand: {brand}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\n"
        )
    };
    let desk = desk();
    desk.write("panelpack.yaml", &manifest("{logo: {file: logo.svg, alt: O}}"));
    desk.write("logo.svg", &format!("{svg}/></svg>"));
    desk.done(&["check", "."]);
    desk.write("logo.svg", svg);
    let checked = desk.run(&["check", ".", "--message-format", "short"]);
    assert!(checked.exit == 1 && checked.stderr.contains("error[logo]"), "{}", checked.stderr);
    desk.write("panelpack.yaml", &manifest("{typeface: Source Sans 3}"));
    let whole = assets::FACES[0];
    fs::create_dir_all(desk.path("fonts")).expect("a folder can be made");
    fs::write(desk.path("fonts/half.ttf"), &whole[..600]).expect("a file can be written");
    let checked = desk.run(&["check", ".", "--message-format", "short"]);
    assert!(checked.exit == 1 && checked.stderr.contains("error[typeface]"), "{}", checked.stderr);
    assert!(checked.stderr.contains("fonts/half.ttf"), "{}", checked.stderr);
}

#[test]
fn a_layout_leads_readers_to_pages_addresses_and_telephones_alone() {
    for (url, is_safe) in [
        ("https://www.gov.uk", true),
        ("mailto:panel@example.org", true),
        ("tel:+441234567890", true),
        ("file:///etc/passwd", false),
        ("javascript:app.alert(1)", false),
        ("smb://server/share", false),
        ("//server/share", false),
    ] {
        let desk = desk();
        append(&desk, "templates/scorecard/main.typ.j2", &markup(&format!("#link(\"{url}\")[Here]")));
        let built = desk.run(&["build", ".", "--message-format", "short"]);
        assert_eq!(built.exit == 0, is_safe, "{url}: {}", built.stderr);
        assert!(is_safe || built.stderr.contains("error[unsafe-link]"), "{url}: {}", built.stderr);
    }
}

#[test]
fn what_a_copy_has_otherwise_than_the_built_in_layout_is_told() {
    let desk = desk();
    let told = || desk.done(&["layout", "diff"]).stdout;
    assert_eq!(told(), "the project's layout `scorecard` is the built-in one\n");
    let theme = desk.read("templates/scorecard/theme.typ");
    // A copy that Windows wrote differs in nothing that is printed.
    desk.write("templates/scorecard/theme.typ", &theme.replace('\n', "\r\n"));
    assert_eq!(told(), "the project's layout `scorecard` is the built-in one\n");
    let (first, rest) = theme.split_once('\n').expect("it has lines");
    desk.write("templates/scorecard/theme.typ", &format!("#let own = [\u{1b}[31m]\n{rest}"));
    desk.write("templates/scorecard/sections/old.typ", "of a version before\n");
    let diff = told();
    let of_theme =
        format!("--- built-in theme.typ\n+++ templates/scorecard/theme.typ\n@@ -1,4 +1,4 @@\n-{first}\n+#let own = [");
    assert!(diff.starts_with(&of_theme), "{diff}");
    assert!(diff.ends_with("only in the project: templates/scorecard/sections/old.typ\n"), "{diff}");
    assert!(!diff.contains('\u{1b}'), "a file of the project's speaks to the terminal");
    // The shared file of all layouts counts where the layout has none of its own.
    fs::remove_dir_all(desk.path("templates/scorecard")).expect("it is there");
    assert_eq!(told(), "the project has no file of the layout `scorecard`: it is the built-in one\n");
    desk.write("templates/base/text.typ", "// nothing\n");
    assert!(told().starts_with("--- built-in base/text.typ\n+++ templates/base/text.typ\n"));
    assert_eq!(desk.run(&["layout", "diff", "scorecart"]).exit, 2);
}
