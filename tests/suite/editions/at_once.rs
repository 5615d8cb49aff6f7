//! Publishing at the same time, and publishing that is killed: an edition is there whole or not at all.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Desk, quarterly, tree};

const NAME: &str = "scrutiny-2014_15-Q1-v1";

fn spawn(desk: &Desk, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(args).current_dir(desk.path(".")).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("panelpack runs")
}

/// What lies hidden in a folder.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn two_who_publish_at_once_make_one_edition() {
    for _ in 0..3 {
        let desk = quarterly();
        let both = [1, 2].map(|_| spawn(&desk, &["publish", ".", "--on", "2014-08-28"]));
        for mut child in both {
            assert!(child.wait().expect("it ends").success());
        }
        let editions = tree(&desk.path("editions"));
        assert!(editions.keys().all(|path| path.starts_with(NAME)), "{:?}", editions.keys());
        assert_eq!((hidden(&desk.path("editions")), hidden(&desk.path("out"))), (Vec::new(), Vec::new()));
        desk.done(&["verify"]);
    }
}

/// One clears while another publishes: two editions, each whole.
#[test]
fn clearing_and_publishing_at_once_do_not_mix() {
    let desk = quarterly();
    let clear = spawn(&desk, &["clear", ".", "--by", "Director", "--on", "2014-08-28"]);
    for mut child in [clear, spawn(&desk, &["publish", ".", "--on", "2014-08-28"])] {
        assert!(child.wait().expect("it ends").success());
    }
    assert!(desk.path("editions/scrutiny-2014_15-Q1-draft-1/edition.yaml").exists());
    desk.done(&["verify"]);
}

#[test]
#[cfg(unix)]
fn publishing_that_is_killed_leaves_no_half_edition() {
    let whole = {
        let desk = quarterly();
        let started = Instant::now();
        desk.done(&["publish", ".", "--on", "2014-08-28"]);
        (tree(&desk.path("editions")), started.elapsed())
    };
    let staged = format!(".panelpack-new-{NAME}");
    let mut interrupted = 0;
    for turn in 0..16_u32 {
        let desk = quarterly();
        let (editions, started) = (desk.path("editions"), Instant::now());
        let mut child = spawn(&desk, &["publish", ".", "--on", "2014-08-28"]);
        // Half of the kills meet the writing of the edition, the others any moment.
        let is_time = || match turn % 2 {
            0 => editions.join(&staged).exists() || editions.join(NAME).exists(),
            _ => started.elapsed() >= whole.1 * turn / 16,
        };
        while child.try_wait().expect("it can be asked").is_none() && !is_time() {
            std::thread::sleep(Duration::from_micros(50));
        }
        let _ = child.kill();
        child.wait().expect("it ends");
        interrupted += usize::from(!hidden(&editions).is_empty());
        if editions.join(NAME).exists() {
            assert!(tree(&editions.join(NAME)).len() == whole.0.len(), "a half edition");
        }
        // Whoever only builds or asks meets nothing of it.
        assert_eq!(desk.status().1, 0);
        desk.done(&["publish", ".", "--on", "2014-08-28"]);
        assert!(tree(&editions) == whole.0, "the edition is not the one that an undisturbed command makes");
        assert_eq!(hidden(&editions), Vec::<String>::new());
        desk.done(&["verify"]);
    }
    assert!(interrupted > 0, "no kill met a publication that was writing");
}
