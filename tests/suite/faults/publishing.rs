//! `publish` and `clear` as a sequence: the papers in the output folder, then the edition beside the project.

use std::path::Path;

use panelpack::internals::store::{Error, Put, put_folder, replace_files};

use super::faulty::{Faulty, Kind, When, each_fault};
use super::{Files, files, look, put};

const LAST: &str = "manifest.json";
const NAME: &str = "parenting-2020-11-v1";

fn papers() -> Files {
    files(&[("paper.pdf", "the paper"), ("SHA256SUMS", "sums"), (LAST, "all")])
}

fn edition() -> Files {
    files(&[
        ("edition.yaml", "record: 1"),
        ("project/panelpack.yaml", "papers"),
        ("project/figures/2020-11.yaml", "CLA1: 1"),
    ])
}

/// What the commands do once everything is made.
fn publish(store: &Faulty, project: &Path) -> Result<Put, Error> {
    replace_files(store, &project.join("out"), &papers(), &[])?;
    put_folder(store, &project.join("editions"), NAME, &edition())
}

fn seen(folder: &Path) -> (Files, Vec<String>) {
    if folder.exists() { look(folder) } else { Default::default() }
}

#[test]
fn no_fault_leaves_half_an_edition_and_the_next_run_works() {
    let before = files(&[("panelpack.yaml", "papers"), ("out/old.pdf", "an older paper")]);
    let faults = each_fault(
        |project| put(project, &before),
        |store, project| publish(store, project).map(drop),
        |fault, project, _| {
            let (editions, _) = seen(&project.join("editions"));
            let whole: Files =
                edition().into_iter().map(|(name, content)| (format!("{NAME}/{name}"), content)).collect();
            assert!(editions.is_empty() || editions == whole, "{fault}: half an edition: {editions:?}");
            let (out, _) = seen(&project.join("out"));
            // An edition is there only where its paper is.
            assert!(editions.is_empty() || out.contains_key("paper.pdf"), "{fault}: an edition without its paper");
            assert_eq!(out.get("old.pdf"), before.get("out/old.pdf"), "{fault}");
            let again = publish(&Faulty::new(Kind::Full, When::Never), project);
            let again = again.unwrap_or_else(|error| panic!("{fault}: {error}"));
            assert_eq!(again, if editions.is_empty() { Put::New } else { Put::Exists }, "{fault}");
            let (all, hidden) = seen(project);
            assert!(hidden.is_empty(), "{fault}: {hidden:?}");
            assert_eq!(all.len(), before.len() + papers().len() + edition().len(), "{fault}: {:?}", all.keys());
        },
    );
    assert!(faults > 150, "{faults} faults");
}
