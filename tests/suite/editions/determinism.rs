//! The same project gives the same bytes wherever and by whomever it is built.

use super::{Desk, tree};

/// Time zone, locale, home, threads and working folder; the clock stands in no file, because the day is given.
#[test]
fn surroundings_leave_no_trace() {
    let build = |surroundings: &[(&str, &str)], from_inside: bool| {
        let desk = Desk::example("northbridge");
        for step in [
            ["publish", ".", "--paper", "chair", "--on", "2021-01-06"],
            ["build", ".", "--paper", "chair", "--format", "svg"],
        ] {
            let mut command = desk.command(&step);
            surroundings.iter().for_each(|(name, value)| {
                command.env(name, value);
            });
            if from_inside {
                command.current_dir(desk.path("figures"));
            }
            let output = command.output().expect("panelpack runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let mut files = tree(&desk.path("editions"));
        files.extend(tree(&desk.path("out")));
        files
    };
    let plain = build(&[], false);
    assert!(plain.len() > 30, "editions and outputs: {}", plain.len());
    let others: [(&[(&str, &str)], bool); 4] = [
        (&[("TZ", "Pacific/Kiritimati"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")], false),
        (&[("HOME", "/nonexistent"), ("XDG_CONFIG_HOME", "/nonexistent")], false),
        (&[("RAYON_NUM_THREADS", "1"), ("COLUMNS", "40"), ("NO_COLOR", "1")], false),
        (&[("TMPDIR", "/var/tmp"), ("USER", "somebody")], true),
    ];
    for (surroundings, from_inside) in others {
        let built = build(surroundings, from_inside);
        assert!(plain == built, "{surroundings:?} leaves a trace");
    }
}

/// Six papers on one core, on as many as there are papers, and on more than are set at once: the files are the same, and so is the order in which they are told.
#[test]
fn papers_set_side_by_side_are_those_set_one_after_another() {
    let desk = Desk::example("northbridge");
    let build = |threads: &str| {
        let out = format!("out-{threads}");
        let output = desk.command(&["build", ".", "--out", &out]).env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).unwrap();
        (told.replace(&out, "out"), tree(&desk.path(&out)))
    };
    let one_by_one = build("1");
    assert_eq!(one_by_one.0.lines().count(), 6);
    for threads in ["2", "6", "13"] {
        assert!(build(threads) == one_by_one, "{threads} threads leave a trace");
    }
}

/// Files that a clock of another century has dated: what they hold counts, and nothing is made again for their dates.
#[test]
fn the_dates_of_files_leave_no_trace() {
    let desk = Desk::example("northbridge");
    let dated = |year: u64| {
        for path in tree(&desk.path(".")).into_keys().filter(|path| !path.starts_with("out")) {
            let day = std::time::UNIX_EPOCH + std::time::Duration::from_secs(year.saturating_sub(1970) * 31_556_952);
            let file = std::fs::File::options().write(true).open(desk.path(&path)).expect("a file can be opened");
            file.set_modified(day).expect("a file can be dated");
        }
    };
    dated(1971);
    desk.done(&["build", ".", "--paper", "chair"]);
    let past = tree(&desk.path("out"));
    dated(2099);
    let again = desk.done(&["build", ".", "--paper", "chair"]);
    assert!(again.stderr.contains("up to date"), "{}", again.stderr);
    std::fs::remove_dir_all(desk.path("out")).expect("the output can be removed");
    desk.done(&["build", ".", "--paper", "chair"]);
    assert!(past == tree(&desk.path("out")), "the dates of files leave a trace");
}

/// Whoever may read new files decides about the files' rights and about nothing else.
#[cfg(unix)]
#[test]
fn the_umask_changes_rights_alone() {
    let build = |umask: &str| {
        let desk = Desk::example("luton-monthly");
        let line = format!("umask {umask} && exec \"$0\" publish . --on 2024-05-01");
        let status = std::process::Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_panelpack")])
            .current_dir(desk.path("."))
            .env_remove("CI")
            .output()
            .expect("a shell runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        (tree(&desk.path("editions")), tree(&desk.path("out")))
    };
    assert!(build("022") == build("077"));
}
