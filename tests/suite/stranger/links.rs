//! Links, pipes and names in a project's folder.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use super::{CANARY, Desk};

/// A link in the project, with the folders above it.
fn link(desk: &Desk, target: impl AsRef<Path>, path: &str) {
    let path = desk.path(path);
    fs::create_dir_all(path.parent().expect("it lies in the project")).expect("there is room");
    symlink(target, path).expect("links can be made");
}

/// A project in which every kind of file is used.
fn full() -> Desk {
    let desk = Desk::new();
    let manifest = desk.read("panelpack.yaml")
        + "brand:\n  logo: {file: images/logo.svg, alt: Council}\n  typeface: Source Sans 3\n";
    desk.write("panelpack.yaml", manifest.replace("panel: Panel}", "panel: Panel, layout: scorecard}").as_bytes());
    desk.write(
        "images/logo.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>",
    );
    for face in ["SourceSans3_400Regular.ttf", "SourceSans3_700Bold.ttf"] {
        let bytes = fs::read(crate::common::root().join("fonts/source-sans-3").join(face)).expect("a bundled face");
        desk.write(&format!("fonts/{face}"), &bytes);
    }
    desk.write("commentary/2020-11/a.md", b"## A1\nPlans come in time.\n");
    desk.write("benchmarks.yaml", b"- {release: R, period: 2019/20, figures: {England: {A1: 90}}}\n");
    desk.write("actions.yaml", b"- {ref: 1/20, action: Act, owner: O}\n");
    desk.write("corrections.yaml", b"");
    assert_eq!(desk.run(&["layout", "eject"]).exit, 0);
    let said = desk.run(&["check", ".", "--message-format", "short"]);
    assert!(said.exit == 0 && !said.stderr.contains("error"), "{}", said.stderr);
    desk
}

#[test]
fn no_kind_of_file_may_be_a_link_out_of_the_project() {
    for path in [
        "panelpack.yaml",
        "indicators.yaml",
        "benchmarks.yaml",
        "actions.yaml",
        "corrections.yaml",
        "figures/history.yaml",
        "figures/more.csv",
        "commentary/2020-11/a.md",
        "images/logo.svg",
        "fonts/SourceSans3_700Bold.ttf",
        "templates/scorecard/theme.typ",
        "templates/scorecard/main.typ.j2",
        "templates/scorecard/layout.yaml",
        "templates/scorecard/base/parts.typ",
        "editions/panel-2020-11-v1/edition.yaml",
        "images/unused.svg",
    ] {
        for target in ["secret.yaml", "../secret.yaml"] {
            let desk = full();
            let _ = fs::remove_file(desk.path(path));
            let up = "../".repeat(path.matches('/').count() + 1);
            let target = if target.starts_with("..") { format!("{up}secret.yaml").into() } else { desk.beside(target) };
            link(&desk, target, path);
            for words in
                [&["build", "."][..], &["publish", "."], &["check", "."], &["status", "--write", "."], &["expand", "."]]
            {
                let said = desk.refused(words, "link-outside");
                assert!(said.contains(&format!("{path}:1:1: error[link-outside]")), "{path}: {said}");
            }
            assert_eq!(desk.copies_of_the_canary(), Vec::<std::path::PathBuf>::new(), "{path}");
        }
    }
}

#[test]
fn a_folder_that_is_a_link_is_followed_within_the_project_and_refused_out_of_it() {
    for path in ["figures", "commentary", "commentary/2020-11", "templates/scorecard", "fonts", "images"] {
        let desk = full();
        let before = desk.run(&["build", "."]);
        assert_eq!(before.exit, 0, "{}", before.stderr);
        let pdf = |desk: &Desk| fs::read(desk.path("out/Scorecard November 2020.pdf")).expect("it was built");
        let (first, inside, outside) = (pdf(&desk), desk.path("elsewhere"), desk.beside("elsewhere"));
        fs::rename(desk.path(path), &inside).expect("it can be moved");
        link(&desk, &inside, path);
        fs::remove_dir_all(desk.path("out")).expect("it is there");
        assert_eq!(desk.run(&["build", "."]).exit, 0, "{path}");
        assert!(pdf(&desk) == first, "{path}: another paper through a link");

        fs::rename(&inside, &outside).expect("it can be moved");
        fs::remove_file(desk.path(path)).expect("it is a link");
        link(&desk, &outside, path);
        let said = desk.refused(&["build", "."], "link-outside");
        assert!(said.contains(&format!("{path}:1:1: error[link-outside]")), "{path}: {said}");
    }
}

/// A chain is judged by where it ends, and a way through a folder by that folder.
#[test]
fn no_detour_leads_out() {
    let desk = Desk::new();
    link(&desk, desk.beside("secret.yaml"), "by-the-way");
    link(&desk, "../by-the-way", "figures/a.yaml");
    let said = desk.refused(&["check", "."], "link-outside");
    assert!(said.contains("figures/a.yaml:1:1") && !said.contains("by-the-way:1:1"), "{said}");

    // Out and in again is in.
    let desk = Desk::new();
    fs::rename(desk.path("figures/history.yaml"), desk.path("kept.yaml.txt")).expect("it can be moved");
    symlink(desk.path("kept.yaml.txt"), desk.beside("back")).expect("links can be made");
    link(&desk, desk.beside("back"), "figures/history.yaml");
    assert_eq!(desk.run(&["check", "."]).exit, 0);
}

#[test]
fn links_that_go_round_or_nowhere_end() {
    for (target, path, why) in [
        (".", "figures/again", "a link back to a folder that holds it"),
        ("..", "figures/up", "a link back to a folder that holds it"),
        (".", "commentary", "a link back to a folder that holds it"),
        ("round.yaml", "figures/round.yaml", "a link that leads nowhere"),
        ("../nothing", "figures/more", "a link that leads nowhere"),
        ("nothing", "templates", "a link that leads nowhere"),
    ] {
        let desk = Desk::new();
        link(&desk, target, path);
        let said = desk.refused(&["check", "."], "unreadable-file");
        assert!(said.contains(&format!("{path}:1:1")) && said.contains(why), "{path}: {said}");
    }
    // Many ways round are as short as one.
    let desk = Desk::new();
    for i in 0..100 {
        link(&desk, "../figures", &format!("commentary/{i}"));
        link(&desk, "../commentary", &format!("figures/{i}"));
    }
    desk.refused(&["check", "."], "file-too-large");
}

#[test]
fn pipes_and_sockets_are_refused_unopened() {
    for path in
        ["figures/x.yaml", "panelpack.yaml", "indicators.yaml", "commentary/2020-11/a.md", "templates/own/layout.yaml"]
    {
        let desk = Desk::new();
        let _ = fs::remove_file(desk.path(path));
        fs::create_dir_all(desk.path(path).parent().expect("it lies in the project")).expect("there is room");
        let made = Command::new("mkfifo").arg(desk.path(path)).status().expect("mkfifo runs");
        assert!(made.success());
        let said = desk.refused(&["check", "."], "unreadable-file");
        assert!(
            said.contains(&format!("{path}:1:1")) && said.contains("neither a file nor a folder"),
            "{path}: {said}"
        );
    }
    let desk = Desk::new();
    let _socket = UnixListener::bind(desk.path("figures/s.yaml")).expect("a socket can be made");
    desk.refused(&["check", "."], "unreadable-file");
    // Through a link as well.
    let desk = Desk::new();
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs").success());
    link(&desk, "../pipe", "figures/x.yaml");
    desk.refused(&["check", "."], "unreadable-file");
}

/// They are no part of the project, or are the user's own words.
#[test]
fn other_links_and_pipes_are_left_alone() {
    let desk = Desk::new();
    link(&desk, desk.beside("secret.md"), "notes.txt");
    link(&desk, desk.beside("secret.md"), "README");
    link(&desk, "somebody@machine.1234", "figures/.#history.yaml");
    link(&desk, "/", "archive");
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs").success());
    let real = desk.beside("real out");
    fs::create_dir(&real).expect("there is room");
    symlink(&real, desk.beside("named out")).expect("links can be made");
    symlink(desk.project(), desk.beside("named project")).expect("links can be made");
    let [project, out] = ["named project", "named out"].map(|name| desk.beside(name).to_string_lossy().into_owned());
    let said = desk.run(&["build", &project, "--out", &out]);
    assert!(said.exit == 0 && said.stderr.is_empty(), "{}", said.stderr);
    assert!(real.join("manifest.json").is_file());
}

#[test]
fn nothing_is_written_through_a_link_that_was_not_named() {
    let outside = |desk: &Desk| {
        let folder = desk.beside("theirs");
        fs::create_dir(&folder).expect("there is room");
        fs::write(folder.join("page 01.png"), CANARY).expect("there is room");
        folder
    };
    for (path, words) in [
        ("out", &["build", "."][..]),
        ("out", &["publish", "."]),
        ("out", &["expand", "."]),
        ("out/typst", &["expand", "."]),
        ("out/typst/charts", &["expand", "."]),
        ("templates", &["layout", "eject"]),
        ("templates/scorecard", &["layout", "eject"]),
        ("templates/scorecard/base", &["layout", "eject"]),
        ("out", &["diff", ".", ".", "--pages"]),
        ("out/diff", &["diff", ".", ".", "--pages"]),
    ] {
        let desk = Desk::new();
        let theirs = outside(&desk);
        link(&desk, &theirs, path);
        let said = desk.run(&[words, &["--message-format", "short"]].concat());
        assert!(said.exit == 3 && said.stderr.contains("error[output-folder]"), "{path} {words:?}: {}", said.stderr);
        let left: Vec<_> =
            fs::read_dir(&theirs).expect("it is there").filter_map(Result::ok).map(|it| it.file_name()).collect();
        assert_eq!(left, ["page 01.png"], "{path} {words:?}");
    }
    let desk = Desk::new();
    let theirs = outside(&desk);
    link(&desk, &theirs, "editions");
    desk.refused(&["publish", "."], "link-outside");
}

/// What lies in an output folder is read before it is replaced.
#[test]
fn an_output_folder_is_no_trap() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).expect("there is room");
    assert!(Command::new("mkfifo").arg(desk.path("out/manifest.json")).status().expect("mkfifo runs").success());
    assert_eq!(desk.run(&["build", "."]).exit, 0);
    assert!(desk.read("out/manifest.json").starts_with('{'));

    // An entry of it may lead elsewhere by now.
    fs::remove_file(desk.path("out/Scorecard November 2020.pdf")).expect("it was built");
    link(&desk, desk.beside("secret.yaml"), "out/Scorecard November 2020.pdf");
    assert_eq!(desk.run(&["build", "."]).exit, 0);
    assert!(fs::read(desk.path("out/Scorecard November 2020.pdf")).expect("it was built").starts_with(b"%PDF"));
    assert_eq!(fs::read_to_string(desk.beside("secret.yaml")).expect("it is there"), format!("# {CANARY}\n"));
}

#[test]
fn names_in_other_capitals_are_never_passed_over() {
    for (from, to, place, hint) in [
        ("figures", "Figures", "Figures", "rename it to `figures`"),
        ("commentary", "COMMENTARY", "COMMENTARY", "rename it to `commentary`"),
        ("indicators.yaml", "Indicators.yaml", "Indicators.yaml", "rename it to `indicators.yaml`"),
        ("benchmarks.yaml", "Benchmarks.YML", "Benchmarks.YML", "rename it to `benchmarks.yaml`"),
        (
            "templates/scorecard/layout.yaml",
            "templates/scorecard/Layout.yaml",
            "templates/scorecard/Layout.yaml",
            "rename it to `layout.yaml`",
        ),
    ] {
        let desk = full();
        fs::rename(desk.path(from), desk.path(to)).expect("it can be renamed");
        let said = desk.run(&["check", ".", "--message-format", "json"]).stderr;
        let stray: Vec<serde_json::Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let stray: Vec<&serde_json::Value> = stray.iter().filter(|line| line["code"] == "stray-file").collect();
        assert_eq!(stray.len(), 1, "{to}: {said}");
        assert_eq!((stray[0]["place"]["file"].as_str(), stray[0]["hints"][0].as_str()), (Some(place), Some(hint)));
    }
    let desk = full();
    fs::rename(desk.path("figures/history.yaml"), desk.path("figures/HISTORY.YAML")).expect("it can be renamed");
    assert_eq!(desk.run(&["check", "."]).exit, 0);

    fs::rename(desk.path("panelpack.yaml"), desk.path("Panelpack.yaml")).expect("it can be renamed");
    let said = desk.run(&["check", "."]).stderr;
    assert!(said.contains("no-project") && said.contains("rename `Panelpack.yaml` to `panelpack.yaml`"), "{said}");

    // A file where a folder is read.
    let desk = Desk::new();
    desk.write("commentary", b"../elsewhere");
    let said = desk.run(&["check", "."]).stderr;
    assert!(said.contains("`commentary` was not loaded") && said.contains("put a folder in its place"), "{said}");

    // A folder that is both a link and misspelt.
    let desk = Desk::new();
    fs::create_dir(desk.beside("theirs")).expect("there is room");
    link(&desk, desk.beside("theirs"), "Commentary");
    link(&desk, "nowhere", "IMAGES");
    let said = desk.run(&["check", "."]).stderr;
    assert!(said.contains("`Commentary` was not loaded") && said.contains("`IMAGES` was not loaded"), "{said}");
}

#[test]
fn a_program_that_reads_the_messages_is_told_the_file() {
    let desk = Desk::new();
    desk.write("figures/2020-11.xlsx", b"PK");
    link(&desk, "nowhere", "figures/2020-12.yaml");
    link(&desk, desk.beside("secret.yaml"), "figures/2021-01.yaml");
    let said = desk.run(&["check", ".", "--message-format", "json"]).stderr;
    for (code, file) in [
        ("stray-file", "figures/2020-11.xlsx"),
        ("unreadable-file", "figures/2020-12.yaml"),
        ("link-outside", "figures/2021-01.yaml"),
    ] {
        let lines: Vec<serde_json::Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let place = lines.iter().find(|line| line["code"] == code).map(|line| line["place"].clone());
        let expected = serde_json::json!({"file": file, "line": 1, "column": 1, "text": ""});
        assert_eq!(place, Some(expected), "{said}");
    }
}

/// Copies are whole, and a link among them later is found.
#[test]
fn an_edition_holds_what_links_led_to_and_none_of_them() {
    let desk = Desk::new();
    fs::create_dir(desk.path("shared")).expect("there is room");
    fs::rename(desk.path("figures/history.yaml"), desk.path("shared/h.yaml")).expect("it can be moved");
    link(&desk, "../shared/h.yaml", "figures/history.yaml");
    let said = desk.run(&["publish", ".", "--on", "2021-01-13"]);
    assert_eq!(said.exit, 0, "{}", said.stderr);
    let copy = desk.path("editions/panel-2020-11-v1/project/figures/history.yaml");
    assert!(fs::symlink_metadata(&copy).expect("it was copied").is_file());
    assert_eq!(desk.run(&["verify"]).exit, 0);

    // The same bytes, but elsewhere.
    fs::rename(&copy, desk.beside("theirs.yaml")).expect("it can be moved");
    symlink(desk.beside("theirs.yaml"), &copy).expect("links can be made");
    let said = desk.run(&["verify"]);
    assert!(
        said.exit == 1 && said.stdout.contains("figures/history.yaml among the copies is not read"),
        "{}",
        said.stdout
    );
    assert_eq!(desk.run(&["build", ".", "--edition", "panel-2020-11-v1"]).exit, 1);

    // The whole folder, within the project and out of it.
    let copies = desk.path("editions/panel-2020-11-v1/project");
    for target in [desk.beside("copies"), desk.path("copies")] {
        fs::rename(&copies, &target).expect("it can be moved");
        symlink(&target, &copies).expect("links can be made");
        let said = desk.run(&["verify"]);
        assert_ne!(said.exit, 0, "{}", said.stdout);
        assert!(!said.stdout.contains("byte for byte"), "{}", said.stdout);
        fs::remove_file(&copies).expect("it is a link");
        fs::rename(&target, &copies).expect("it can be moved");
    }
}
