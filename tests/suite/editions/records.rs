//! Records that nobody may guess at, and editions that do not come out.

use panelpack::internals::sha256;

use super::{Desk, quarterly};

const RECORD: &str = "editions/scrutiny-2014_15-Q1-v1/edition.yaml";

fn published() -> Desk {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk
}

/// Writes a record with another text and the fingerprint that belongs to it: what only the program can do.
fn forge(desk: &Desk, from: &str, to: &str) {
    let text = desk.read(RECORD);
    let (body, _) = text.rsplit_once("sha256: ").expect("a record ends with its fingerprint");
    assert!(body.contains(from), "{body}");
    let body = body.replacen(from, to, 1);
    desk.write(RECORD, &format!("{body}sha256: {}\n", sha256(body.as_bytes())));
}

/// What befalls a record, how, what is said of it, and what stands in the line that is shown.
type Case<'a> = (&'a str, &'a dyn Fn(&Desk), &'a str, &'a str);

#[test]
fn a_record_is_refused_by_name_and_never_guessed_at() {
    let cases: [Case<'_>; 7] = [
        ("a changed figure", &|desk| desk.edit(RECORD, "536", "529"), "error[edition-damaged]", "sha256: "),
        ("a cut file", &|desk| desk.write(RECORD, &desk.read(RECORD)[..900]), "error[edition-damaged]", ""),
        (
            "a period that is none",
            &|desk| forge(desk, "period: 2014/15 Q1", "period: 2014/15 Q1!"),
            "error[edition-damaged]",
            "Q1!",
        ),
        ("a field that is none", &|desk| forge(desk, "version: 1", "verison: 1"), "error[edition-damaged]", "verison"),
        (
            "a merge conflict",
            &|desk| desk.edit(RECORD, "version: 1", "<<<<<<< HEAD\nversion: 1\n=======\nversion: 2\n>>>>>>> theirs"),
            "error[edition-conflict]",
            "<<<<<<< HEAD",
        ),
        ("a newer form", &|desk| forge(desk, "record: 3", "record: 4"), "error[edition-newer]", "record: 4"),
        (
            "another edition's",
            &|desk| forge(desk, "edition: scrutiny", "edition: panel"),
            "error[edition-damaged]",
            "edition: panel",
        ),
    ];
    for (name, harm, expected, shown) in cases {
        let desk = published();
        harm(&desk);
        let record = desk.read(RECORD);
        let line =
            record.lines().collect::<Vec<_>>().iter().rposition(|line| line.contains(shown)).expect("it is there");
        let line = if shown.is_empty() { record.lines().count() } else { line + 1 };
        for command in [["check", "."], ["build", "."], ["publish", "."], ["status", "."]] {
            let said = desk.run(&[&command[..], &["--message-format", "short"]].concat());
            assert_eq!(said.exit, 1, "{name}: {command:?}");
            let expected = format!("edition.yaml:{line}:1: {expected}");
            assert!(said.stderr.contains(&expected), "{name}: {command:?}: {expected}: {}", said.stderr);
            assert!(said.stderr.contains("scrutiny-2014_15-Q1-v1"), "{name}: {}", said.stderr);
        }
    }
}

/// Version control may change the ends of lines, though it is told not to; the record still says what it said.
#[test]
fn ends_of_lines_are_no_damage() {
    let desk = published();
    desk.write(RECORD, &desk.read(RECORD).replace('\n', "\r\n"));
    assert_eq!(desk.status().1, 0);
}

#[test]
fn a_changed_copy_does_not_stand() {
    let desk = published();
    desk.edit("editions/scrutiny-2014_15-Q1-v1/project/figures/2014_15-Q1.yaml", "536", "529");
    let verified = desk.run(&["verify"]);
    assert_eq!(verified.exit, 1);
    assert!(
        verified.stdout.contains("the copy of figures/2014_15-Q1.yaml is not the file that was used"),
        "{}",
        verified.stdout
    );
    let built = desk.run(&["build", ".", "--edition", "scrutiny-2014_15-Q1-v1", "--message-format", "short"]);
    assert!(built.exit == 1 && built.stderr.contains("error[edition-changed]"), "{}", built.stderr);
    std::fs::remove_file(desk.path("editions/scrutiny-2014_15-Q1-v1/project/indicators.yaml")).expect("it is there");
    let verified = desk.run(&["verify", "--message-format", "json"]);
    assert!(verified.stdout.contains("the copy of indicators.yaml is missing"), "{}", verified.stdout);
}

/// An edition of another program: the bytes may differ, the figures and pages may not.
#[test]
fn another_program_is_named_and_its_figures_still_compared() {
    let desk = published();
    let pdf = sha256(&desk.pdf("Item 7"));
    forge(&desk, &format!("tool: panelpack {}", env!("CARGO_PKG_VERSION")), "tool: panelpack 0.0.9");
    forge(&desk, &pdf, &"0".repeat(64));
    let verified = desk.run(&["verify"]);
    assert_eq!(verified.exit, 0, "{}", verified.stdout);
    let same = "the same figures, ratings and texts on the same 1 page; panelpack 0.0.9 set them";
    assert!(verified.stdout.contains(same), "{}", verified.stdout);
    // The same program has no excuse.
    forge(&desk, "tool: panelpack 0.0.9", &format!("tool: panelpack {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(desk.run(&["verify"]).exit, 1);
    // Nor has a figure that does not come out.
    forge(&desk, "tool: panelpack", "tool: anotherpack");
    forge(&desk, "2014/15 Q1: 536", "2014/15 Q1: 537");
    let verified = desk.run(&["verify"]);
    assert_eq!(verified.exit, 1);
    assert!(verified.stdout.contains("figures, states or ratings are not those"), "{}", verified.stdout);
}

/// A new program does not make a new version of what it prints alike.
#[test]
fn another_program_makes_no_new_version() {
    let desk = published();
    forge(&desk, &format!("tool: panelpack {}", env!("CARGO_PKG_VERSION")), "tool: panelpack 0.0.9");
    assert_eq!(desk.view(&[])["version"]["number"], 1);
}

#[test]
fn an_unknown_edition_suggests_the_nearest() {
    let desk = published();
    let said = desk.run(&["build", ".", "--edition", "scrutiny-2014_15-Q1-v2", "--message-format", "json"]);
    assert_eq!(said.exit, 1);
    assert!(
        said.stderr.contains("unknown-edition") && said.stderr.contains("did you mean `scrutiny-2014_15-Q1-v1`?"),
        "{}",
        said.stderr
    );
}
