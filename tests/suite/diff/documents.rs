//! The account as a document, and pages as pictures.

use std::fs;
use std::path::{Path, PathBuf};

use panelpack::DirFiles;
use panelpack::internals::print_of;
use panelpack::internals::{self, appendix, scorecard};
use tiny_skia::Pixmap;

use super::{changed_northbridge, compared, folder, latest, record, replace, run, shown, stdout};
use crate::accessibility;
use crate::common::{example, open, root, small_project};

#[test]
fn the_appendix_is_accessible_and_the_same_each_time() {
    let (was, now) = (latest(&example("northbridge")), latest(&changed_northbridge()));
    let comparison = compared(&was, &now);
    let project = open(&example("northbridge"));
    let pdf = || {
        let (pdf, diagnostics) = appendix(&project, &comparison, now[0].date).into_parts();
        pdf.unwrap_or_else(|| panic!("{diagnostics:#?}"))
    };
    let bytes = pdf();
    assert_eq!(bytes, pdf());
    assert_eq!(accessibility::faults(&bytes), Vec::<String>::new());
    let reading = accessibility::Reading::of(&bytes);
    let said = reading.tree.text();
    assert!(reading.facts.title == "Changes from before to after", "{}", reading.facts.title);
    for words in ["CLA18", "First health assessment", "50% (28/56)", "55% (31/56)", "A car fetches those outside"] {
        assert!(said.contains(words), "`{words}` is not in {said}");
    }
    assert_eq!(reading.facts.bookmarks.len(), comparison.papers.len());
}

#[test]
fn the_appendix_is_a_file_named_after_its_sides() {
    let (was, now) = (folder(&small_project()), folder(&small_project()));
    replace(now.path(), "figures/history.yaml", "91/100", "88/100");
    let out = tempfile::tempdir().expect("there is room");
    let words = ["diff", &shown(was.path()), &shown(now.path()), "--format", "pdf", "--out", &shown(out.path())];
    let printed = stdout(&words);
    assert!(printed.contains("Changes from "), "{printed}");
    let bytes = fs::read(printed.trim()).expect("it was written");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(bytes.windows(7).any(|it| it == b"/ObjStm"), "it is packed as papers are");
    // Without a difference it says so, and holds no table.
    let printed =
        stdout(&["diff", &shown(was.path()), &shown(was.path()), "--format", "pdf", "--out", &shown(out.path())]);
    let reading = accessibility::Reading::of(&fs::read(printed.trim()).expect("it was written"));
    assert!(reading.tree.text().contains("No difference."));
}

/// How many pixels of each half of a pair have the colour of outlines.
fn outlined(path: &Path) -> [usize; 2] {
    let picture = Pixmap::decode_png(&fs::read(path).expect("it was written")).expect("it is a PNG");
    let is_outline = |x: u32, y: u32| {
        picture.pixel(x, y).is_some_and(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (255, 0, 200))
    };
    let half = picture.width() / 2;
    [0..half, half..picture.width()]
        .map(|columns| columns.map(|x| (0..picture.height()).filter(|y| is_outline(x, *y)).count()).sum())
}

#[test]
fn a_change_of_a_layout_is_reviewed_page_by_page() {
    let (was, now) = (root().join("data/northbridge"), folder(&example("northbridge")));
    let theme = now.path().join("templates/scorecard/base/indicator.typ");
    fs::create_dir_all(theme.parent().expect("it lies in the folder")).expect("there is room");
    let built_in = fs::read_to_string(root().join("templates/base/indicator.typ")).expect("it is built in");
    // The ground of a block's rating grows: pages with blocks differ, and no others.
    let (from, to) = ("inset: (x: 6pt, y: 4pt), par(text(", "inset: (x: 16pt, y: 4pt), par(text(");
    assert!(built_in.contains(from), "the theme sets the rating of a block in another way");
    fs::write(&theme, built_in.replace(from, to)).expect("there is room");
    let out = tempfile::tempdir().expect("there is room");
    let words = ["diff", &shown(&was), &shown(now.path()), "--paper", "parenting"];
    let account = stdout(&words);
    assert!(account.contains("layout  files  changed base/indicator.typ"), "{account}");
    let printed = stdout(&[&words[..], &["--pages", "--out", &shown(out.path())]].concat());
    let (mut pages, mut same) = (Vec::new(), 0);
    for line in printed.lines() {
        match line.strip_prefix("page ") {
            Some(rest) => pages.push(rest.split(':').next().and_then(|page| page.parse::<usize>().ok()).expect(line)),
            None => same = line.split(' ').next().and_then(|count| count.parse().ok()).expect(line),
        }
    }
    assert!(!pages.is_empty() && same > 0, "{printed}");
    let pictures: Vec<PathBuf> = pages.iter().map(|page| out.path().join(format!("page {page:02}.png"))).collect();
    assert_eq!(fs::read_dir(out.path()).expect("it is a folder").count(), pages.len(), "{printed}");
    for picture in &pictures {
        let [before, after] = outlined(picture);
        assert!(before > 0 && after > 0, "{}: {before} and {after}", picture.display());
    }
}

#[test]
fn an_edition_is_set_from_its_own_copies() {
    let folder = folder(&small_project());
    let project = shown(folder.path());
    let edition = record(folder.path(), "panel", None);
    let same = stdout(&["diff", &edition, "--pages", "--project", &project, "--exit-code"]);
    assert!(same.ends_with("pages are the same\n") && !same.contains("page 1:"), "{same}");
    let pictures = folder.path().join("out/diff");
    assert!(!pictures.exists());
    // A stale picture of another comparison goes, another file stays.
    fs::create_dir_all(&pictures).expect("there is room");
    fs::write(pictures.join("page 97.png"), "old").expect("there is room");
    fs::write(pictures.join("page notes.txt"), "mine").expect("there is room");
    let layout = "layout: one-page, title: Scorecard";
    replace(folder.path(), "panelpack.yaml", "title: Scorecard", layout);
    let printed = stdout(&["diff", &edition, "--pages", "--project", &project]);
    assert!(printed.contains("page 1: ") && printed.contains("page 2: only in panel-2020-11-v1"), "{printed}");
    assert!(!pictures.join("page 97.png").exists() && pictures.join("page notes.txt").exists());
    assert_eq!(outlined(&pictures.join("page 02.png")), [0, 0]);
    fs::remove_file(folder.path().join("editions").join(&edition).join("project/panelpack.yaml")).expect("it is there");
    let (code, _, said) = run(&["diff", &edition, "--pages", "--project", &project]);
    assert_eq!(code, Some(1));
    assert!(said.contains("edition-changed"), "{said}");
}

#[test]
fn the_record_of_an_edition_is_a_side_of_its_own() {
    let folder = folder(&small_project());
    let edition = record(folder.path(), "panel", None);
    let project = open(&DirFiles::discover(folder.path()).expect("it is a project"));
    let record = internals::record(&project, &edition).expect("it was recorded");
    let print = print_of(record, scorecard(&project).calendar);
    assert_eq!((print.title.as_str(), print.name.as_str()), ("Scorecard November 2020", "Scorecard"));
    assert_eq!(print.item, "");
    let now = latest(&DirFiles::discover(folder.path()).expect("it is a project"));
    let comparison = compared(&[print], &now);
    assert!(!comparison.differs, "{comparison:#?}");
}
