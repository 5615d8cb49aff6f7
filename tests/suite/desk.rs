//! What the commands do, called as another program calls it: typed requests, reports, events and errors.

use std::fs;
use std::path::Path;

use panelpack::desk::{self, Again, Build, Clear, Error, Event, Format, Outcome, Publish, Recorded, Which, Why};
use panelpack::{Change, Code, Date, DirFiles, Project, ProjectFiles, Selection, check};
use tempfile::TempDir;

use crate::common::small_project;

const EDITION: &str = "panel-2020-11-v1";

/// The small project, in a folder.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let files = small_project();
    for path in files.list().expect("it is in memory") {
        let target = folder.path().join(&path);
        fs::create_dir_all(target.parent().expect("it lies in the folder")).expect("there is room");
        fs::write(target, files.read(&path).expect("it is in memory")).expect("there is room");
    }
    folder
}

fn open(folder: &Path) -> Project {
    check(&DirFiles::at(folder))
}

/// November is another one from now on.
fn correct(folder: &Path) {
    let path = folder.join("figures/history.yaml");
    let text = fs::read_to_string(&path).expect("it is a project");
    fs::write(path, text.replace("91/100", "93/100")).expect("there is room");
}

fn which(folder: &Path) -> Which {
    let on = Date::new(2021, 1, 6).expect("it is a day");
    Which { root: folder.to_path_buf(), out: None, selection: Selection::default(), on }
}

fn publish(folder: &Path) -> Recorded {
    let request = Publish { which: which(folder), by: None, version: None };
    desk::publish(&mut open(folder), &request, &mut |_| {}).expect("it is in order").remove(0)
}

#[test]
fn papers_are_made_once_and_it_is_told_why_they_are_made_again() {
    let folder = project();
    let request = Build::at(folder.path());
    let build = |whys: &mut Vec<Why>| {
        let mut tell = |event: Event<'_>| {
            if let Event::MadeAgain { why, .. } = event {
                whys.push(why.clone());
            }
        };
        desk::build(&mut open(folder.path()), &request, &mut tell).expect("it is in order").remove(0)
    };
    let mut whys = Vec::new();
    let first = build(&mut whys);
    assert!(first.made && first.files == [folder.path().join("out/Scorecard November 2020.pdf")], "{first:?}");
    assert!(fs::read(&first.files[0]).expect("it was made").starts_with(b"%PDF-1.7"));
    let again = build(&mut whys);
    assert!(!again.made && again.files == first.files && whys.is_empty(), "{again:?} {whys:?}");
    correct(folder.path());
    assert!(build(&mut whys).made);
    let [Why::Changed(differences)] = whys.as_slice() else { panic!("{whys:?}") };
    assert!(differences.iter().any(|it| (it.what, it.of.as_str()) == (Change::Figure, "A1")), "{differences:?}");
}

#[test]
fn what_was_published_stands_until_a_figure_is_another_one() {
    let folder = project();
    let recorded = publish(folder.path());
    assert_eq!((recorded.edition.as_str(), recorded.outcome), (EDITION, Outcome::New));
    let again = publish(folder.path());
    assert_eq!((again.outcome, again.files.len()), (Outcome::Unchanged, 0));
    let status = desk::status(&open(folder.path())).expect("it is in order");
    assert!(status.standings.len() == 1 && !status.is_out_of_date());
    correct(folder.path());
    let status = desk::status(&open(folder.path())).expect("it is in order");
    assert!(status.is_out_of_date() && status.missing().count() > 0);
    let files = DirFiles::at(folder.path());
    let added = desk::begin_corrections(&files, &status).expect("there is room").expect("reasons are missing");
    assert_eq!((added.entries, &added.path), (status.missing().count(), &folder.path().join("corrections.yaml")));
    let project = open(folder.path());
    let verdicts = desk::verify(&project, folder.path(), &[]).expect("no name is wrong");
    assert!(verdicts.len() == 1 && verdicts[0].stands() && verdicts[0].bytes, "{verdicts:?}");
    let out = Some(folder.path().join("again"));
    let request = Again { root: folder.path().to_path_buf(), out, edition: EDITION.to_owned(), format: Format::Pdf };
    let rebuilt = desk::build_again(&project, &request, &mut |_| {}).expect("its copies are there");
    assert_eq!(fs::read(&rebuilt.files[0]).unwrap(), fs::read(&recorded.files[0]).unwrap());
}

#[test]
fn an_edition_is_a_paper_in_its_own_layout() {
    let folder = project();
    let mut which = which(folder.path());
    which.selection.layout = Some("one-page".to_owned());
    let request = Clear { which, by: "A. Director".to_owned() };
    let recorded = desk::clear(&mut open(folder.path()), &request, &mut |_| {}).expect("it is in order").remove(0);
    assert_eq!(recorded.outcome, Outcome::New);
    let verdicts = desk::verify(&open(folder.path()), folder.path(), &[recorded.edition]).expect("it was recorded");
    assert!(verdicts[0].bytes, "{verdicts:?}");
}

#[test]
fn errors_are_typed_and_nothing_is_written() {
    let folder = project();
    let selection = Selection { paper: Some("pannel".to_owned()), ..Selection::default() };
    let request = Build { selection, ..Build::at(folder.path()) };
    let mut told = 0;
    let mut tell = |event: Event<'_>| told += usize::from(matches!(event, Event::Found { .. }));
    let error = desk::build(&mut open(folder.path()), &request, &mut tell).expect_err("there is no such paper");
    assert_eq!((error.to_string().as_str(), told), ("there is no paper `pannel`", 1));
    assert!(matches!(error, Error::Project(found) if found[0].code() == Code::UnknownPaper));
    let error = desk::verify(&open(folder.path()), folder.path(), &["v9".to_owned()]).expect_err("there is none");
    assert!(matches!(error, Error::Refused(it) if it.code() == Code::UnknownEdition));
    fs::remove_file(folder.path().join("indicators.yaml")).expect("it is there");
    let error = desk::build(&mut open(folder.path()), &Build::at(folder.path()), &mut |_| {});
    assert!(matches!(error, Err(Error::Project(found)) if !found.is_empty()));
    assert!(!folder.path().join("out").exists());
}
