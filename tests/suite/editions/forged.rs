//! Records that somebody wrote to lead the program astray, with the fingerprint that belongs to them.

use std::time::{Duration, Instant};

use panelpack::internals::sha256;

use super::{Desk, copy, quarterly, tree};

const EDITION: &str = "scrutiny-2014_15-Q1-v1";
const RECORD: &str = "editions/scrutiny-2014_15-Q1-v1/edition.yaml";
const CANARY: &str = "canary-8c2e";

fn signed(body: &str) -> String {
    format!("{body}sha256: {}\n", sha256(body.as_bytes()))
}

/// The record without its fingerprint.
fn body(desk: &Desk) -> String {
    desk.read(RECORD).rsplit_once("sha256: ").expect("a record ends with its fingerprint").0.to_owned()
}

/// A line of a record by its key, indented as it is, with another value.
fn with(body: &str, key: &str, value: &str) -> String {
    let at = body.find(&format!("\n{key}:")).unwrap_or_else(|| panic!("no {key} in {body}")) + 1;
    let end = at + body[at..].find('\n').expect("lines end");
    format!("{}{key}: {value}{}", &body[..at], &body[end..])
}

#[test]
fn what_no_record_says_is_refused_by_name_within_a_second() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    // In the project, and not in the edition.
    desk.write("out/secret.yaml", CANARY);
    let whole = body(&desk);
    let hash = sha256(CANARY.as_bytes());
    let input = |path: &str| whole.replacen("\ninputs:\n", &format!("\ninputs:\n  {path}: {hash}\n"), 1);
    let cases: Vec<(&str, String)> = vec![
        ("up", input("../../../out/secret.yaml")),
        ("absolute", input("/etc/passwd")),
        ("in between", input("figures/../../../../out/secret.yaml")),
        ("windows", input("'..\\..\\..\\out\\secret.yaml'")),
        ("a drive", input("'c:/secret.yaml'")),
        ("a share", input("'\\\\server\\share'")),
        ("a blank part", input("'figures//x.yaml'")),
        ("a control character", input("\"figures/\\e[2Jx.yaml\"")),
        ("the greatest version", with(&whole, "version", "4294967295")),
        ("a greater version", with(&whole, "version", "4294967296")),
        ("no version", with(&whole, "version", "0")),
        ("a negative version", with(&whole, "version", "-1")),
        ("the greatest draft", whole.replacen("\nversion: 1\n", "\nversion: 1\ndraft: 4294967295\n", 1)),
        ("a huge number", with(&whole, "version", &"9".repeat(400))),
        ("pages", with(&whole, "pages", "18446744073709551615")),
        ("a period", with(&whole, "period", "../../2014")),
        ("no period", with(&whole, "period", "''")),
        ("a day", with(&whole, "date", "'2014-08-28/../x'")),
        ("a signature", whole.replacen("  on: 2014-08-28", "  on: yesterday", 1)),
        ("its name", with(&whole, "edition", "../scrutiny")),
        ("what it is compared with", whole.replacen("\ntool:", "\ncompared_with:\n- ../../theirs\ntool:", 1)),
        ("the PDF's name", whole.replacen("\npdf:\n  name: ", "\npdf:\n  name: ../../", 1)),
        ("the PDF's fingerprint", whole.replacen("\npdf:\n", "\npdf:\n  sha256: ''\n", 1)),
        ("the layout's name", whole.replacen("\nlayout:\n  name: ", "\nlayout:\n  name: ../", 1)),
        ("a title", with(&whole, "title", "\"\\e[2Jgone\"")),
        ("a paper", with(&whole, "paper", "\"a\\0b\"")),
        ("turned round", with(&whole, "title", "\"\\u202Eegap\"")),
        ("a key", whole.replacen("\ninputs:\n", "\nmore: x\ninputs:\n", 1)),
        ("a key again", whole.replacen("\nversion: 1\n", "\nversion: 1\nversion: 2\n", 1)),
        ("brackets", "[".repeat(100_000)),
        ("more brackets", "[".repeat(1 << 20)),
        ("braces", "{a: ".repeat(1 << 18)),
        ("lists", "- ".repeat(1 << 20)),
        ("keys", "? ".repeat(1 << 20)),
        ("aliases", whole.replacen("\ntitle: ", "\ntitle: &a ", 1).replacen("\npaper: ", "\npaper: *a #", 1)),
        ("a list", "- x\n".to_owned()),
        ("nothing", String::new()),
        ("a tag", with(&whole, "title", "!include /etc/passwd")),
        ("another document", format!("{whole}---\n{whole}")),
    ];
    for (name, body) in cases {
        desk.write(RECORD, &signed(&body));
        for words in
            [&["verify"][..], &["check", "."], &["build", "."], &["status", "."], &["publish", "."], &["diff", EDITION]]
        {
            let started = Instant::now();
            let said = desk.run(&[words, &["--message-format", "short"]].concat());
            assert_eq!(said.exit, 1, "{name}: {words:?}: {}{}", said.stdout, said.stderr);
            assert!(said.stderr.contains(&format!("{RECORD}:")), "{name}: {words:?}: {}", said.stderr);
            assert!(said.stderr.contains("error[edition-damaged]"), "{name}: {words:?}: {}", said.stderr);
            assert!(!said.stderr.contains(['\u{1b}', '\u{202e}']) && !said.stderr.contains("panicked"), "{name}");
            assert!(!said.stdout.contains(CANARY) && !said.stderr.contains(CANARY), "{name}");
            assert!(started.elapsed() < Duration::from_secs(2), "{name}: {words:?} took {:?}", started.elapsed());
        }
    }
    // As it was it is read.
    desk.write(RECORD, &signed(&whole));
    desk.done(&["verify"]);
}

/// Every byte of a record is under its fingerprint, and none is needed for an answer.
#[test]
fn any_damage_is_refused_and_never_a_panic() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    let whole = desk.read(RECORD);
    let step = whole.len() / 40;
    for at in (0..whole.len()).step_by(step).map(|at| whole.floor_char_boundary(at)) {
        let (before, after) = whole.split_at(at);
        let mut rest = after.chars();
        rest.next();
        for harmed in [before.to_owned(), format!("{before}x{after}"), format!("{before}{}", rest.as_str())] {
            desk.write(RECORD, &harmed);
            let said = desk.run(&["verify", "--message-format", "short"]);
            assert!(said.exit == 1 && said.stderr.contains(EDITION), "{at}: {}{}", said.stdout, said.stderr);
        }
    }
}

/// The key of a paper may be anything; the folder of its pictures is not.
#[test]
fn pictures_of_a_paper_stay_in_their_folder() {
    let desk = quarterly();
    let key = "../../../scrutiny";
    desk.edit(
        "panelpack.yaml",
        "papers:\n  scrutiny:",
        &format!("papers:\n  other: {{title: Other, panel: P}}\n  {key}:"),
    );
    let manifest = desk.read("panelpack.yaml").replace("paper: scrutiny", &format!("paper: {key}"));
    desk.write("panelpack.yaml", &manifest);
    let before = tempfile::tempdir().expect("a temporary folder");
    copy(&desk.path("."), before.path());
    desk.edit("figures/2014_15-Q1.yaml", "536", "529");
    let said = desk.done(&["diff", &before.path().to_string_lossy(), ".", "--pages"]);
    assert!(said.stdout.contains("page 01.png"), "{}", said.stdout);
    let pictures: Vec<String> = tree(&desk.path("out/diff")).into_keys().collect();
    assert!(pictures.iter().any(|path| path.starts_with("-..-..-scrutiny/")), "{pictures:?}");
}

/// It could be published and never read again.
#[test]
fn a_name_that_no_record_can_hold_is_refused_before_anything_is_written() {
    let desk = quarterly();
    for by in ["a\u{202e}b", "a\u{1b}[2Jb", "a\u{7f}b"] {
        for words in [&["publish", ".", "--by", by][..], &["clear", ".", "--by", by]] {
            let said = desk.run(words);
            assert!(said.exit == 2 && said.stderr.contains("give `--by` in plain letters"), "{}", said.stderr);
            assert!(!desk.path("editions").exists() && !desk.path("out").exists());
        }
    }
    desk.done(&["clear", ".", "--by", "Zoë O’Neill: \"Head\" of #1, 'x' [y]"]);
    desk.done(&["verify"]);
}
