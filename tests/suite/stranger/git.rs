//! Repositories that would run programs, lead elsewhere or never end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use panelpack::internals::load::git::{self, NoRevision};

use super::{Desk, Said};

/// A project that is a repository, and a program that leaves a mark where it is run.
pub struct Repository {
    pub desk: Desk,
}

impl Repository {
    /// None where git is not installed.
    pub fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        let repository = Self { desk: Desk::new() };
        fs::create_dir(repository.desk.beside("home")).expect("there is room");
        let script = format!("#!/bin/sh\necho ran >> '{}'\nexit 1\n", repository.mark().display());
        repository.program("evil", &script);
        repository.does(&["init", "--quiet"]);
        repository.commit();
        Some(repository)
    }

    fn mark(&self) -> PathBuf {
        self.desk.beside("it ran")
    }

    /// A program beside the project.
    fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.desk.beside(name);
        fs::create_dir_all(path.parent().expect("it lies beside the project")).expect("there is room");
        fs::write(&path, script).expect("there is room");
        assert!(Command::new("chmod").arg("+x").arg(&path).status().expect("chmod runs").success());
        path
    }

    pub fn evil(&self) -> String {
        self.desk.beside("evil").to_string_lossy().into_owned()
    }

    pub fn git(&self, folder: &Path, words: &[&str]) -> String {
        let author = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
        let run = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(author)
            .args(words)
            .env("HOME", self.desk.beside("home"))
            .output();
        let output = run.expect("git runs");
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn does(&self, words: &[&str]) -> String {
        self.git(&self.desk.project(), words)
    }

    pub fn commit(&self) {
        self.does(&["add", "."]);
        self.does(&["commit", "--quiet", "--allow-empty", "-m", "more"]);
    }

    /// Takes an object away, as a partial clone leaves it at its source.
    fn forget(&self, name: &str) {
        let hash = self.does(&["rev-parse", name]);
        let object = self.desk.path(&format!(".git/objects/{}/{}", &hash[..2], &hash[2..]));
        fs::remove_file(object).expect("the object is loose");
    }

    /// Makes it a partial clone of a source that runs a program.
    fn is_partial(&self) {
        for (name, value) in [
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.url", &*self.desk.project().to_string_lossy()),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialclonefilter", "blob:none"),
            ("remote.origin.uploadpack", &self.evil()),
        ] {
            self.does(&["config", name, value]);
        }
    }

    /// Compares a revision with the project as it is, and makes sure that nothing ran.
    pub fn diff(&self, revision: &str) -> Said {
        self.diff_with(&["diff", revision], &[])
    }

    pub fn diff_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Said {
        let home = self.desk.beside("home").to_string_lossy().into_owned();
        let variables = [&[("HOME", home.as_str())], variables].concat();
        let said = self.desk.run_with(words, &variables);
        assert!(!self.mark().exists(), "{words:?} ran a program: {}", said.stderr);
        said
    }

    pub fn is_read(&self) {
        let said = self.diff("HEAD");
        assert!(said.exit == 0 && said.stdout.starts_with("no difference"), "{}{}", said.stdout, said.stderr);
    }
}

#[test]
fn an_object_that_is_not_here_is_not_fetched() {
    let Some(repository) = Repository::new() else { return };
    repository.is_partial();
    repository.is_read();
    repository.forget("HEAD:figures/history.yaml");
    // The canary works.
    let fetched = Command::new("git")
        .arg("-C")
        .arg(repository.desk.project())
        .args(["show", "HEAD:figures/history.yaml"])
        .output();
    assert!(!fetched.expect("git runs").status.success() && repository.mark().exists());
    fs::remove_file(repository.mark()).expect("it is there");

    let said = repository.diff("HEAD");
    assert_eq!(said.exit, 1);
    let expected = "figures/history.yaml cannot be read: git does not have it here";
    assert!(said.stderr.contains("error[unreadable-file]") && said.stderr.contains(expected), "{}", said.stderr);
    // Folders and the revision itself.
    repository.forget("HEAD:figures");
    assert_ne!(repository.diff("HEAD").exit, 0);
    repository.forget("HEAD");
    assert_ne!(repository.diff("HEAD").exit, 0);
}

/// Other ways of fetching than a path: programs, helpers, networks.
#[test]
fn no_transport_is_used() {
    for (name, value) in [
        ("remote.origin.url", "ext::{evil} %S"),
        ("remote.origin.url", "evil::somewhere"),
        ("remote.origin.vcs", "evil"),
        ("remote.origin.url", "ssh://localhost/x"),
        ("remote.origin.url", "file://{project}"),
        ("fetch.bundleURI", "{project}/bundle"),
        ("protocol.allow", "always"),
        ("protocol.file.allow", "always"),
        ("protocol.ext.allow", "always"),
    ] {
        let Some(repository) = Repository::new() else { return };
        repository.is_partial();
        repository.program("helpers/git-remote-evil", &fs::read_to_string(repository.evil()).expect("it is there"));
        let value = value.replace("{evil}", &repository.evil());
        let value = value.replace("{project}", &repository.desk.project().to_string_lossy());
        repository.does(&["config", name, &value]);
        repository.does(&["config", "core.sshCommand", &repository.evil()]);
        repository.forget("HEAD:figures/history.yaml");
        let path = std::env::var("PATH").expect("there is a path");
        let path = format!("{}:{path}", repository.desk.beside("helpers").display());
        let said = repository.diff_with(&["diff", "HEAD"], &[("PATH", &path)]);
        assert!(
            said.exit == 1 && said.stderr.contains("figures/history.yaml cannot be read"),
            "{value}: {}",
            said.stderr
        );
    }
}

/// A git that cannot be told not to fetch reads whole clones, and is not asked about partial ones.
#[test]
fn an_old_git_reads_whole_clones_alone() {
    let Some(repository) = Repository::new() else { return };
    let real = std::env::split_paths(&std::env::var_os("PATH").expect("there is a path"))
        .map(|folder| folder.join("git"))
        .find(|path| path.is_file())
        .expect("git is on the path");
    let script = "#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nfor word in \"$@\"; do [ \"$word\" = version ] && echo git version 2.34.1 && exit; done\n";
    repository.program("old/git", &format!("{script}exec '{}' \"$@\"\n", real.display()));
    let path = std::env::var("PATH").expect("there is a path");
    let path = format!("{}:{path}", repository.desk.beside("old").display());
    let old = || repository.diff_with(&["diff", "HEAD"], &[("PATH", &path)]);
    assert_eq!(old().exit, 0);
    repository.is_partial();
    let said = old();
    assert!(said.exit == 2 && said.stderr.contains("a git older than 2.45"), "{}", said.stderr);
}

#[test]
fn no_setting_of_a_repository_runs_a_program() {
    let Some(repository) = Repository::new() else { return };
    let evil = repository.evil();
    for name in [
        "core.fsmonitor",
        "core.pager",
        "pager.ls-tree",
        "pager.cat-file",
        "core.editor",
        "core.sshCommand",
        "core.gitProxy",
        "core.askPass",
        "core.alternateRefsCommand",
        "credential.helper",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "filter.x.smudge",
        "filter.x.clean",
        "filter.x.process",
        "merge.x.driver",
        "gpg.program",
        "gpg.ssh.program",
        "uploadpack.packObjectsHook",
        "sequence.editor",
        "interactive.diffFilter",
        "trace2.eventTarget",
        "trace2.normalTarget",
    ] {
        repository.does(&["config", name, &evil]);
    }
    for command in ["rev-parse", "ls-tree", "cat-file", "config", "version", "show", "fetch"] {
        repository.does(&["config", &format!("alias.{command}"), &format!("!{evil}")]);
    }
    for (name, value) in [("filter.x.required", "true"), ("log.showSignature", "true"), ("submodule.recurse", "true")] {
        repository.does(&["config", name, value]);
    }
    let hooks =
        "post-checkout post-index-change pre-auto-gc reference-transaction fsmonitor-watchman pre-commit update";
    for hook in hooks.split(' ') {
        repository.program(&format!("project/.git/hooks/{hook}"), &fs::read_to_string(&evil).expect("it is there"));
        repository.program(&format!("project/hooks/{hook}"), &fs::read_to_string(&evil).expect("it is there"));
    }
    fs::write(repository.desk.path(".git/more"), format!("[core]\nfsmonitor = {evil}\nhooksPath = hooks\n"))
        .expect("there is room");
    repository.does(&["config", "include.path", "more"]);
    fs::write(repository.desk.path(".git/info/attributes"), "* filter=x diff=x merge=x\n").expect("there is room");
    repository.is_read();
}

/// A folder that is a repository without a working tree can be tracked as ordinary files, with settings of its own.
#[test]
fn a_repository_within_the_clone_is_not_taken_for_the_clone() {
    let Some(repository) = Repository::new() else { return };
    let evil = repository.evil();
    let inner = repository.desk.path("panel");
    let source = repository.desk.project().to_string_lossy().into_owned();
    repository.does(&["clone", "--quiet", "--bare", &source, "panel"]);
    for file in ["panelpack.yaml", "indicators.yaml", "figures/history.yaml"] {
        repository.desk.write(&format!("panel/{file}"), repository.desk.read(file).as_bytes());
    }
    let read = || repository.diff_with(&["diff", "HEAD", "--project", "panel"], &[]);
    for settings in [
        format!("[core]\nbare = true\nfsmonitor = {evil}\n"),
        format!("[core]\nbare = false\nworktree = {}\nfsmonitor = {evil}\n", inner.display()),
        format!("[core]\nbare = false\nworktree = ..\nfsmonitor = {evil}\n"),
    ] {
        fs::write(inner.join("config"), settings).expect("there is room");
        let said = read();
        assert!(said.exit == 2 && said.stderr.contains("the project is not in a git checkout"), "{}", said.stderr);
    }
    // Its parts may lie elsewhere.
    fs::create_dir(repository.desk.path("common")).expect("there is room");
    for part in ["objects", "refs", "config"] {
        fs::rename(inner.join(part), repository.desk.path("common").join(part)).expect("it can be moved");
    }
    fs::write(inner.join("commondir"), "../common\n").expect("there is room");
    assert_eq!(read().exit, 2);

    // Within the repository's own folder git answers that this is no working tree.
    let desk = &repository.desk;
    for file in ["panelpack.yaml", "indicators.yaml", "figures/history.yaml"] {
        desk.write(&format!(".git/panel/{file}"), desk.read(file).as_bytes());
    }
    let said = repository.diff_with(&["diff", "HEAD", "--project", ".git/panel"], &[]);
    assert!(said.exit == 2 && said.stderr.contains("the project is not in a git checkout"), "{}", said.stderr);
}

#[test]
fn the_environment_leads_git_nowhere() {
    let Some(repository) = Repository::new() else { return };
    let (evil, mark) = (repository.evil(), repository.mark().to_string_lossy().into_owned());
    for (name, value) in [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_COMMON_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nowhere"),
        ("GIT_NAMESPACE", "x"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_EXEC_PATH", "/nowhere"),
        ("GIT_CONFIG_PARAMETERS", "'core.bare'='true'"),
        ("GIT_CONFIG_GLOBAL", "/etc/passwd"),
        ("GIT_CONFIG_SYSTEM", "/etc/passwd"),
        ("GIT_TRACE", &mark),
        ("GIT_TRACE2", &mark),
        ("GIT_TRACE2_EVENT", &mark),
        ("GIT_TRACE_SETUP", &mark),
        ("GIT_PAGER", &evil),
        ("GIT_EXTERNAL_DIFF", &evil),
        ("GIT_SSH_COMMAND", &evil),
        ("GIT_ASKPASS", &evil),
        ("GIT_ALLOW_PROTOCOL", "file"),
        ("GIT_LITERAL_PATHSPECS", "1"),
    ] {
        let said = repository.diff_with(&["diff", "HEAD"], &[(name, value)]);
        assert!(said.exit == 0 && said.stdout.starts_with("no difference"), "{name}: {}{}", said.stdout, said.stderr);
    }
    let variables = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.bare"), ("GIT_CONFIG_VALUE_0", "true")];
    assert_eq!(repository.diff_with(&["diff", "HEAD"], &variables).exit, 0);
    // A program of the project's, where the path leads into the current folder.
    repository.program("project/git", &fs::read_to_string(&evil).expect("it is there"));
    let path = std::env::var("PATH").expect("there is a path");
    for here in [".", "", "./"] {
        assert_eq!(repository.diff_with(&["diff", "HEAD"], &[("PATH", &format!("{here}:{path}"))]).exit, 0);
    }
}

/// A shared drive may be somebody else's; its folder is trusted in the user's settings, which are read.
#[test]
fn somebody_elses_checkout_is_read_where_the_user_trusts_it() {
    let Some(repository) = Repository::new() else { return };
    let project = repository.desk.project();
    let given = Command::new("chown").args(["-R", "65534"]).arg(&project).output().is_ok_and(|it| it.status.success());
    if !given {
        return eprintln!("skipped: files cannot be given away here");
    }
    let said = repository.diff("HEAD");
    assert!(said.exit == 2 && said.stderr.contains("`safe.directory`"), "{}", said.stderr);
    let settings = format!("[safe]\ndirectory = {}\n", project.display());
    fs::write(repository.desk.beside("home/.gitconfig"), settings).expect("there is room");
    repository.is_read();
}

#[test]
fn a_revision_is_never_an_option_nor_two_questions() {
    let Some(repository) = Repository::new() else { return };
    let mark = repository.mark().to_string_lossy().into_owned();
    for revision in [
        "--all",
        "-h",
        "-",
        "--git-dir",
        &format!("--output={mark}"),
        "--parseopt",
        "HEAD\nHEAD",
        "HEAD\n",
        "\u{1b}[2J",
    ] {
        assert!(matches!(git::read(&repository.desk.project(), revision), Err(NoRevision::Unknown(_))), "{revision:?}");
        let said = repository.diff_with(&["diff", "--", revision], &[]);
        assert!(said.exit == 2 && said.stderr.contains("error[unknown-edition]"), "{revision:?}: {}", said.stderr);
        assert!(!said.stderr.contains('\u{1b}'), "{revision:?}");
    }
    for revision in ["HEAD:panelpack.yaml", "HEAD^{tree}", "HEAD --", "HEAD..HEAD", "^HEAD", ":/nothing", "HEAD:"] {
        assert_eq!(repository.diff_with(&["diff", "--", revision], &[]).exit, 2, "{revision:?}");
    }
}
