//! What a revision of a stranger's repository may hold.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use panelpack::internals::load::git;
use panelpack::{DirFiles, ProjectFiles};

use super::CANARY;
use super::git::Repository;

/// What is too large is asked for its size alone.
#[test]
fn a_large_file_is_refused_by_name_before_it_is_read() {
    let Some(repository) = Repository::new() else { return };
    let huge = fs::File::create(repository.desk.path("figures/huge.yaml")).expect("there is room");
    huge.set_len(300 << 20).expect("a hole takes no room");
    let other = fs::File::create(repository.desk.path("film.mp4")).expect("there is room");
    other.set_len(20 << 20).expect("a hole takes no room");
    repository.commit();
    fs::remove_file(repository.desk.path("figures/huge.yaml")).expect("it is there");
    let said = repository.diff("HEAD");
    assert_eq!(said.exit, 1);
    assert!(said.stderr.contains("`figures/huge.yaml` has 300 MiB, more than the 4 MiB allowed"), "{}", said.stderr);
    assert!(!said.stderr.contains("film"), "{}", said.stderr);
    let revision = git::read(&repository.desk.project(), "HEAD").expect("it is a revision");
    assert!(revision.files.read("figures/huge.yaml").is_err());
}

/// A few objects can stand for billions of files.
#[test]
fn a_revision_of_too_many_files_is_refused() {
    let Some(repository) = Repository::new() else { return };
    let file = repository.does(&["rev-parse", "HEAD:panelpack.yaml"]);
    let tree = |lines: &str| {
        let list = repository.desk.beside("list");
        fs::write(&list, lines).expect("there is room");
        let script = format!("git -C '{}' mktree < '{}'", repository.desk.project().display(), list.display());
        let output = Command::new("sh").args(["-c", &script]).output().expect("git runs");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let fold = |kind: &str, of: &str| (0..10).map(|i| format!("{kind} {of}\t{i}\n")).collect::<String>();
    let mut bomb = tree(&fold("100644 blob", &file));
    for _ in 0..9 {
        bomb = tree(&fold("040000 tree", &bomb));
    }
    let root = repository.does(&["ls-tree", "HEAD"]);
    let root = root.lines().filter(|line| !line.ends_with("figures")).collect::<Vec<_>>().join("\n");
    let root = tree(&format!("{root}\n040000 tree {bomb}\tfigures\n"));
    let commit = repository.does(&["commit-tree", "-m", "bomb", &root]);
    let said = repository.diff(&commit);
    assert!(said.exit == 2 && said.stderr.contains("or are too many"), "{}", said.stderr);
}

#[test]
fn links_lead_somewhere_within_the_revision_or_are_refused_by_name() {
    let Some(repository) = Repository::new() else { return };
    let desk = &repository.desk;
    let link = |target: &str, path: &str| {
        let path = desk.path(path);
        fs::create_dir_all(path.parent().expect("it lies in the project")).expect("there is room");
        symlink(target, path).expect("links can be made");
    };
    // Within: a file, and a folder that holds a link itself.
    fs::rename(desk.path("figures"), desk.path("kept")).expect("it can be moved");
    fs::rename(desk.path("kept/history.yaml"), desk.path("h.yaml.txt")).expect("it can be moved");
    link("../h.yaml.txt", "kept/history.yaml");
    link("kept", "figures");
    link("elsewhere", "figures/.#history.yaml");
    repository.commit();
    repository.is_read();
    let listed = |files: &dyn ProjectFiles| {
        let mut paths = files.list().expect("it can be listed");
        paths.sort();
        paths
    };
    let revision = git::read(&desk.project(), "HEAD").expect("it is a revision");
    assert_eq!(listed(&revision.files), listed(&DirFiles::at(&desk.project())));
    assert_eq!(revision.files.read("figures/history.yaml").expect("it is listed"), desk.read("h.yaml.txt").as_bytes());

    for (target, path, code) in [
        ("../../secret.yaml", "commentary/secret.md", "link-outside"),
        ("/etc/passwd", "benchmarks.yaml", "link-outside"),
        ("../project/../..", "templates", "link-outside"),
        ("nothing", "images", "unreadable-file"),
        ("round.md", "commentary/round.md", "unreadable-file"),
        ("..", "commentary/up", "unreadable-file"),
    ] {
        link(target, path);
        repository.commit();
        fs::remove_file(desk.path(path)).expect("it is a link");
        let said = repository.diff_with(&["diff", "HEAD", "--message-format", "short"], &[]);
        assert_eq!(said.exit, 1, "{path}: {}", said.stderr);
        assert!(said.stderr.contains(&format!("{path}:1:1: error[{code}]")), "{path}: {}", said.stderr);
        repository.commit();
    }
    // A link's own content may be anything.
    let long = repository.desk.beside("long");
    fs::write(&long, CANARY.repeat(1 << 18)).expect("there is room");
    let hash = repository.does(&["hash-object", "-w", &long.to_string_lossy()]);
    repository.does(&["update-index", "--add", "--cacheinfo", &format!("120000,{hash},figures.yaml")]);
    repository.does(&["update-index", "--add", "--cacheinfo", &format!("120000,{hash},commentary/long.md")]);
    repository.does(&["commit", "--quiet", "-m", "long"]);
    let said = repository.diff("HEAD");
    assert!(said.exit == 1 && said.stderr.contains("commentary/long.md cannot be read"), "{}", said.stderr);
}

/// Its files are not part of the revision, and figures would be missing without a word.
#[test]
fn a_submodule_is_named() {
    let Some(repository) = Repository::new() else { return };
    let hash = repository.does(&["rev-parse", "HEAD"]);
    for path in ["figures/more", "commentary", "lib"] {
        repository.does(&["update-index", "--add", "--cacheinfo", &format!("160000,{hash},{path}")]);
    }
    let modules = format!(
        "[submodule \"more\"]\npath = figures/more\nurl = ext::{}\nupdate = !{}\n",
        repository.evil(),
        repository.evil()
    );
    repository.desk.write(".gitmodules", modules.as_bytes());
    repository.does(&["add", ".gitmodules"]);
    repository.does(&["commit", "--quiet", "-m", "modules"]);
    let said = repository.diff("HEAD");
    assert_eq!(said.exit, 1);
    for path in ["figures/more", "commentary"] {
        assert!(
            said.stderr.contains(&format!("{path} cannot be read: it is a git repository of its own")),
            "{}",
            said.stderr
        );
    }
    assert!(!said.stderr.contains("lib cannot"), "{}", said.stderr);
}

#[test]
fn names_in_other_capitals_are_named_in_a_revision_too() {
    let Some(repository) = Repository::new() else { return };
    repository.desk.write("Commentary/2020-11/a.md", b"## A1\nText.\n");
    repository.desk.write("Commentary/2020-11/b.md", b"## A1\nText.\n");
    repository.commit();
    let revision = git::read(&repository.desk.project(), "HEAD").expect("it is a revision");
    let refused = revision.files.survey().expect("it can be listed").refused;
    assert_eq!(refused.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["Commentary"]);
}

#[test]
fn a_name_that_cannot_be_used_everywhere_is_refused_by_name() {
    let Some(repository) = Repository::new() else { return };
    let hash = repository.does(&["rev-parse", "HEAD:figures/history.yaml"]);
    repository.does(&["update-index", "--add", "--cacheinfo", &format!("100644,{hash},figures/a\nb.yaml")]);
    repository.does(&["update-index", "--add", "--cacheinfo", &format!("120000,{hash},figures/c\nd.yaml")]);
    repository.does(&["commit", "--quiet", "-m", "names"]);
    let said = repository.diff("HEAD");
    assert_eq!(said.exit, 1);
    assert!(said.stderr.contains("the name of `figures/a?b.yaml` cannot be used"), "{}", said.stderr);
    assert!(said.stderr.contains("figures/c?d.yaml"), "{}", said.stderr);
}
