//! Sizes, names and contents that nobody needs.

use std::fs;
use std::io;
use std::time::{Duration, Instant};

use super::Desk;
use crate::common::{codes, small_project};
use panelpack::{Code, MemoryFiles, ProjectFiles, check};

/// Files that claim a size and hold something else.
struct Claimed {
    files: MemoryFiles,
    /// Path, the size that is claimed, the size that is there.
    claims: Vec<(String, u64, usize)>,
}

impl ProjectFiles for Claimed {
    fn list(&self) -> io::Result<Vec<String>> {
        let claimed = self.claims.iter().map(|(path, ..)| path.clone());
        Ok(self.files.list()?.into_iter().chain(claimed).collect())
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        let claim = self.claims.iter().find(|(claimed, ..)| claimed == path);
        claim.map_or_else(|| self.files.size(path), |(_, size, _)| Ok(*size))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let claim = self.claims.iter().find(|(claimed, ..)| claimed == path);
        claim.map_or_else(|| self.files.read(path), |(_, _, size)| Ok(vec![b'#'; *size]))
    }
}

#[test]
fn a_file_that_has_grown_since_it_was_measured_is_refused() {
    let claims = vec![("figures/grown.yaml".to_owned(), 0, 5 << 20)];
    let project = check(&Claimed { files: small_project(), claims });
    let found: Vec<_> = project.diagnostics().iter().map(|it| (it.code(), it.message().to_owned())).collect();
    assert_eq!(found, [(Code::FileTooLarge, "`figures/grown.yaml` has more than the 4 MiB allowed".to_owned())]);
}

#[test]
fn a_project_is_measured_as_a_whole() {
    let branded = with_logo("images/logo", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    let manifest = String::from_utf8(branded.read("panelpack.yaml").expect("it is there")).expect("it is text");
    let branded = branded.with("panelpack.yaml", manifest.replace("brand:\n", "brand:\n  typeface: Source Sans 3\n"));
    for (path, size, few, many, most) in [
        ("figures/{}.yaml", 4 << 20, 7, 20, "texts of the project come to more than the 32 MiB allowed"),
        ("fonts/{}.ttf", 8 << 20, 30, 40, "files of the project come to more than the 256 MiB allowed"),
    ] {
        let messages = |count: usize| {
            let claims = (0..count).map(|i| (path.replace("{}", &i.to_string()), size, 1)).collect();
            let project = check(&Claimed { files: branded.clone(), claims });
            let found = project.diagnostics().iter().filter(|it| it.code() == Code::FileTooLarge);
            found.map(|it| it.message().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(messages(few), Vec::<String>::new());
        let found = messages(many);
        assert!(found.len() == 1 && found[0].ends_with(most), "{found:?}");
    }
}

/// A file that is no text would be told character by character.
#[test]
fn a_file_of_forbidden_characters_is_told_in_short() {
    for text in ["\u{1}".repeat(4 << 20), format!("A1: {}", "\u{202e}".repeat(1 << 20))] {
        let start = Instant::now();
        let found = codes(&small_project().with("figures/x.yaml", text));
        assert!((1..1000).contains(&found.len()) && found.contains(&"forbidden-character"), "{}", found.len());
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
}

#[test]
fn a_project_of_too_many_files_is_refused() {
    let desk = Desk::new();
    for i in 0..20_010 {
        desk.write(&format!("commentary/2020-{i}/a.md"), b"");
    }
    let said = desk.refused(&["check", "."], "file-too-large");
    assert!(said.contains("the project has more than 20000 files"), "{said}");
}

#[test]
fn a_layout_has_names_that_every_computer_can_use() {
    let layout = |path: &str| small_project().with(path, "text");
    for path in [
        "templates/own/a\\b.typ",
        "templates/own/../x.typ",
        "templates/own/a\\..\\x.j2",
        "templates/own/a\nb.typ",
        "templates/own//x.typ",
    ] {
        assert_eq!(codes(&layout(path)), ["file-name"], "{path:?}");
    }
    // They are typeset with the layout that they belong to.
    let desk = Desk::new();
    assert_eq!(desk.run(&["layout", "eject"]).exit, 0);
    desk.write("templates/scorecard/a b (2).typ", b"");
    assert_eq!(desk.run(&["build", "."]).exit, 0);
    if cfg!(unix) {
        desk.write("templates/scorecard/a\\b.typ", b"");
        let said = desk.run(&["build", "."]);
        assert!(said.exit == 1 && said.stderr.contains("error[file-name]"), "{}", said.stderr);
    }
}

#[test]
fn a_layouts_manifest_leads_nowhere() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["layout", "eject"]).exit, 0);
    let whole = desk.read("templates/scorecard/layout.yaml");
    for (from, to) in [
        ("theme: theme.typ", "theme: ../../../secret.typ"),
        ("main: main.typ.j2", "main: ../../../secret.typ"),
        ("section: section.typ.j2", "section: /etc/passwd"),
        ("name: scorecard", "name: ../../../theirs"),
        ("name: scorecard", "name: a/b"),
    ] {
        assert!(whole.contains(from), "{from}");
        desk.write("templates/scorecard/layout.yaml", whole.replacen(from, to, 1).as_bytes());
        desk.refused(&["publish", "."], "layout-manifest");
    }
}

/// A reader of YAML that takes the square of the depth would take hours.
#[test]
fn a_layouts_manifest_is_no_trap() {
    let aliases = (1..30).fold("a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned(), |text, i| {
        let alias = format!("*a{}", i - 1);
        format!("{text}a{i}: &a{i} [{}]\n", vec![alias; 8].join(", "))
    });
    for text in ["[".repeat(1 << 20), "{a: ".repeat(1 << 18), "- ".repeat(1 << 20), "? ".repeat(1 << 20), aliases] {
        let files = small_project().with("templates/scorecard/layout.yaml", text.clone());
        let start = Instant::now();
        assert_eq!(codes(&files), ["layout-manifest"], "{}", &text[..20]);
        assert!(start.elapsed() < Duration::from_secs(1), "{}: {:?}", &text[..20], start.elapsed());
    }
}

fn with_logo(name: &str, logo: &[u8]) -> MemoryFiles {
    let manifest = format!(
        "organisation: Testing Council\nsmall_numbers: {{policy: none}}\nbrand:\n  logo: {{file: '{name}', alt: Council}}\n\
         papers:\n  panel: {{title: Scorecard, panel: Panel}}\n"
    );
    small_project().with("panelpack.yaml", manifest).with("images/logo", logo)
}

#[test]
fn a_logo_is_a_file_of_the_project() {
    for name in
        ["../secret.svg", "/etc/passwd", "images/../../secret.svg", "images\\logo", "images/logo/", "C:/secret.svg"]
    {
        let desk = Desk::of(&with_logo(name, b"<svg/>"));
        let said = desk.refused(&["build", "."], "logo");
        assert!(said.contains("was not found"), "{name}: {said}");
    }
}

#[test]
fn a_logo_that_would_take_gigabytes_is_refused_at_once() {
    let png = |width: u32, height: u32| {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &width.to_be_bytes()[..], &height.to_be_bytes(), b"\x08\x06\0\0\0"].concat()
    };
    let svg =
        |body: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{body}</svg>").into_bytes();
    let laughs = (1..30).fold("<path id='a0' d='M0 0h1'/>".to_owned(), |text, i| {
        let twice = format!("<use href='#a{0}'/><use href='#a{0}'/>", i - 1);
        format!("{text}<g id='a{i}'>{twice}</g>")
    });
    for (logo, why) in [
        (png(60_000, 60_000), "has more than 40 million dots"),
        (png(u32::MAX, u32::MAX), "has more than 40 million dots"),
        (svg(&laughs), "is too elaborate to be drawn"),
        (svg(&"<g>".repeat(50_000)), "is damaged"),
        (svg("<image href='/etc/passwd'/>"), "holds another picture"),
        (svg("<image href='data:image/svg+xml;base64,AAAA'/>"), "holds another picture"),
        (svg("<path filter='blur(9)'/>"), "has effects or markers"),
    ] {
        let start = Instant::now();
        let project = check(&with_logo("images/logo", &logo));
        let found: Vec<_> = project.diagnostics().iter().map(|it| (it.code(), it.message().to_owned())).collect();
        assert_eq!(found, [(Code::Logo, format!("the logo `images/logo` {why}"))]);
        assert!(start.elapsed() < Duration::from_secs(1), "{why}: {:?}", start.elapsed());
    }
}

/// What a layout's author may do with a picture: typst sees the document's files alone.
#[test]
fn no_picture_reads_a_file_of_the_machine() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["layout", "eject"]).exit, 0);
    let secret = desk.beside("secret.svg").to_string_lossy().into_owned();
    fs::write(&secret, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>")
        .expect("there is room");
    let main = desk.read("templates/scorecard/main.typ.j2");
    let through = format!(
        "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='{secret}'/></svg>\"))"
    );
    for picture in [
        format!("image(\"{secret}\")"),
        "image(\"../../secret.svg\")".to_owned(),
        "image(\"/../secret.svg\")".to_owned(),
        "read(\"/etc/passwd\")".to_owned(),
        "include \"../../../secret.typ\"".to_owned(),
        through,
    ] {
        desk.write(
            "templates/scorecard/main.typ.j2",
            format!("{main}\n{{% block rules %}}\n#{picture}\n{{%- endblock %}}\n").as_bytes(),
        );
        let said = desk.run(&["build", "."]);
        assert!(said.exit == 1 && said.stderr.contains("error[layout-typst]"), "{picture}: {}", said.stderr);
    }
}
