//! Several files replaced together, through a record of what is to be done.
//!
//! ```text
//! .panelpack-next-<n>  the files to come
//! .panelpack-kept-<n>  those that they replace
//! .panelpack-new       the plan
//!   │ rename           decided: from here on the new files win
//! .panelpack-ready     the manifest goes, each file takes its place, the manifest comes
//!   │ remove           done; then all that is hidden goes
//! ```
//!
//! Where a file cannot take its place, e.g. because a reader locks the one that it replaces, `.panelpack-ready` becomes
//! `.panelpack-undo`, and the files that were replaced come back. Each step can be done again after it was done, so
//! whoever finds one of the two records goes on with it from its beginning.
//!
//! A record may also come from somebody else, with a project that was unpacked or on a drive that others write to. None
//! can be told by its looks, since whoever goes on with one may be another user, on another machine, in a copy of the
//! folder. So a record is followed only where it can do no harm: its names are those of papers in this folder, and of
//! each the file that is there, the one to come and the one that was kept have the fingerprints that the plan
//! gives. Then nothing is replaced or removed but what whoever wrote the plan already had in his hands. Any other record is
//! set aside, with the manifest, and the papers are made anew.
//!
//! Everything lies in the folder itself, because renaming and removing follow no link that bears the name, while one
//! that stands for a folder on the way would be followed.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::sha256;

use super::error::Error;
use super::name::MANIFEST;
use super::operations::{Kind, Store};
use super::plan::{self, Change, Content, Plan};
use super::recovered::Recovered;

/// What all hidden names begin with.
pub const OURS: &str = ".panelpack-";

/// What the names of everything begin with that nobody has decided on, or that is done with.
pub const STAGED: &str = ".panelpack-new";

/// What cannot be removed.
const ASIDE: &str = ".panelpack-new-aside-";

const READY: &str = ".panelpack-ready";
const UNDO: &str = ".panelpack-undo";
const NEXT: &str = ".panelpack-next-";
const KEPT: &str = ".panelpack-kept-";

/// Replaces files of a folder in which nothing unfinished lies.
pub fn replace(
    store: &dyn Store,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    gone: &[String],
) -> Result<(), Error> {
    let log = Log { store, folder };
    let decide = |plan| store.rename(&log.at(STAGED), &log.at(READY)).map(|()| plan).map_err(failed_at(folder));
    match log.stage(files, gone).and_then(decide) {
        Ok(plan) => {
            log.complete_or_undo(&plan).map_err(|(error, undone)| if undone { error } else { error.and_begun() })
        }
        Err(error) => {
            log.tidy();
            Err(error)
        }
    }
}

/// Ends what was left unfinished in a folder.
pub fn recover(store: &dyn Store, folder: &Path) -> Result<Recovered, Error> {
    let log = Log { store, folder };
    let names = store.names(folder).map_err(failed_at(folder))?;
    let is_there = |record: &&str| names.iter().any(|name| name == record);
    let recovered = match [READY, UNDO].into_iter().filter(is_there).collect::<Vec<_>>().as_slice() {
        [] => Recovered::Whole,
        [record] => match log.vouched(record) {
            Some(plan) => log.go_on(record, &plan).map(|()| Recovered::Whole)?,
            None => log.set_aside(&[record]).map(|()| Recovered::SetAside)?,
        },
        // We never leave both.
        both => log.set_aside(both).map(|()| Recovered::SetAside)?,
    };
    log.tidy();
    Ok(recovered)
}

/// Removes from a folder what nobody has decided on, and leaves records as they are.
pub fn tidy_staged(store: &dyn Store, folder: &Path) {
    let names = store.names(folder).unwrap_or_default();
    Log { store, folder }.discard_those(&names, |name| name.starts_with(STAGED));
}

fn failed_at(path: &Path) -> impl Fn(io::Error) -> Error + Copy {
    move |error| Error::io(path, error)
}

/// What is asked once more where it failed: what is then still not known counts as unknown.
fn twice<T>(ask: impl Fn() -> io::Result<T>) -> Option<T> {
    ask().or_else(|_| ask()).ok()
}

struct Log<'a> {
    store: &'a dyn Store,
    folder: &'a Path,
}

impl Log<'_> {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn slot(&self, of: &str, number: usize) -> PathBuf {
        self.folder.join(format!("{of}{number}"))
    }

    /// Writes the files to come, keeps those that they replace, and the plan at the end.
    fn stage(&self, files: &BTreeMap<String, Vec<u8>>, gone: &[String]) -> Result<Plan, Error> {
        let mut changes: Vec<Change> = Vec::new();
        for name in files.keys().chain(gone).collect::<BTreeSet<_>>() {
            let target = self.at(name);
            let failed = failed_at(&target);
            let kind = self.store.kind(&target).map_err(failed)?;
            let was = match (kind, files.get(name)) {
                (Some(Kind::Folder), Some(_)) => return Err(failed(io::ErrorKind::IsADirectory.into())),
                (None | Some(Kind::Folder | Kind::Other), None) => continue,
                (None, Some(_)) => None,
                (Some(Kind::File | Kind::Other), _) => {
                    let kept = self.slot(KEPT, changes.len());
                    self.store.keep(&target, &kept).map_err(failed)?;
                    self.content(&kept).map_err(failed)?
                }
            };
            if let Some(content) = files.get(name) {
                self.store.write(&self.slot(NEXT, changes.len()), content, None).map_err(failed)?;
            }
            let will = files.get(name).map(|content| Content::Sha256(sha256(content)));
            changes.push(Change { name: name.clone(), was, will });
        }
        let (plan, failed) = (Plan::new(changes), failed_at(self.folder));
        self.store.write(&self.at(STAGED), &plan.text(), None).map_err(failed)?;
        self.store.sync_folder(self.folder).map_err(failed)?;
        Ok(plan)
    }

    /// What bears a name.
    fn content(&self, path: &Path) -> io::Result<Option<Content>> {
        match self.store.kind(path)? {
            None => Ok(None),
            Some(Kind::File) => Ok(self.store.fingerprint(path)?.map(Content::Sha256)),
            Some(Kind::Other) => Ok(Some(Content::Other)),
            Some(Kind::Folder) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    /// The plan of a record, where all that it names is as a process of ours leaves it, whenever it was killed.
    fn vouched(&self, record: &str) -> Option<Plan> {
        let plan = Plan::read(&twice(|| self.store.read(&self.at(record), plan::LONGEST))??)?;
        let content = |path: &Path| twice(|| self.content(path));
        let state = |(number, change): (usize, &Change)| {
            let [next, kept] = [NEXT, KEPT].map(|of| content(&self.slot(of, number)));
            Some((next?, kept?, content(&self.at(&change.name))?))
        };
        let is_possible = |(number, change): (usize, &Change)| {
            let Some((next, kept, now)) = state((number, change)) else { return false };
            // The manifest goes first and comes last.
            let meanwhile = if change.is_manifest() { &None } else { &change.will };
            let is_between = now == change.was || now == *meanwhile;
            if record == READY {
                kept == change.was && (next == change.will && is_between || next.is_none() && now == change.will)
            } else {
                let is_kept = kept == change.was && is_between || kept.is_none() && now == change.was;
                is_kept && (next == change.will || next.is_none())
            }
        };
        // A build that is done claims nothing about what became of its files since.
        let (number, manifest) = plan.manifest()?;
        let is_done = record == READY
            && state((number, manifest)).is_some_and(|(next, _, now)| next.is_none() && now == manifest.will);
        (is_done || plan.changes.iter().enumerate().all(is_possible)).then_some(plan)
    }

    fn go_on(&self, record: &str, plan: &Plan) -> Result<(), Error> {
        if record == UNDO {
            return self.undo(plan).map_err(Error::and_begun);
        }
        match self.complete_or_undo(plan) {
            Ok(()) | Err((_, true)) => Ok(()),
            Err((error, false)) => Err(error.and_begun()),
        }
    }

    /// Puts the new files into their places or, where that fails, the old ones back. The error says whether all is as it
    /// was before.
    fn complete_or_undo(&self, plan: &Plan) -> Result<(), (Error, bool)> {
        let manifest = plan.manifest().map(|(number, _)| self.slot(NEXT, number)).unwrap_or_default();
        // Where the manifest is in its place all is, and nothing may be undone any more.
        if self.is_there(&manifest).map_err(|error| (error, false))?
            && let Err(error) = self.complete(plan, &manifest)
        {
            let undone = self.store.rename(&self.at(READY), &self.at(UNDO)).is_ok() && self.undo(plan).is_ok();
            return Err((error, undone));
        }
        self.finish(READY);
        Ok(())
    }

    /// After an error the new manifest is not in its place.
    fn complete(&self, plan: &Plan, manifest: &Path) -> Result<(), Error> {
        let (last, failed) = (self.at(MANIFEST), failed_at(self.folder));
        self.remove_file(&last)?;
        self.store.sync_folder(self.folder).map_err(failed)?;
        for (number, change) in plan.changes.iter().enumerate().filter(|(_, change)| !change.is_manifest()) {
            let (next, target) = (self.slot(NEXT, number), self.at(&change.name));
            if change.will.is_none() {
                self.remove_file(&target)?;
            } else if self.is_there(&next)? {
                self.store.rename(&next, &target).map_err(failed_at(&target))?;
            }
        }
        self.store.sync_folder(self.folder).map_err(failed)?;
        self.store.rename(manifest, &last).map_err(failed_at(&last))?;
        let _ = self.store.sync_folder(self.folder);
        Ok(())
    }

    /// Puts back what was replaced before [`complete`](Self::complete) failed. What is still the old file is not touched:
    /// it may be the one that a reader locks.
    fn undo(&self, plan: &Plan) -> Result<(), Error> {
        for (number, change) in plan.changes.iter().enumerate().filter(|(_, change)| !change.is_manifest()) {
            let (next, kept) = (self.slot(NEXT, number), self.slot(KEPT, number));
            let target = self.at(&change.name);
            let is_as_it_was = if change.will.is_some() { self.is_there(&next)? } else { self.is_there(&target)? };
            if !is_as_it_was && change.was.is_some() {
                self.put_back(&kept, &target)?;
            } else if !is_as_it_was {
                self.remove_file(&target)?;
            }
        }
        self.store.sync_folder(self.folder).map_err(failed_at(self.folder))?;
        if let Some((number, _)) = plan.manifest()
            && !self.is_there(&self.at(MANIFEST))?
        {
            self.put_back(&self.slot(KEPT, number), &self.at(MANIFEST))?;
        }
        let _ = self.store.sync_folder(self.folder);
        self.finish(UNDO);
        Ok(())
    }

    /// Takes the record away. Where that fails the next run finds nothing left to do in it.
    fn finish(&self, record: &str) {
        if self.store.remove_file(&self.at(record)).is_ok() {
            self.tidy();
        }
    }

    /// Takes records away that nobody vouches for, and before them the manifest: nothing may claim to be whole.
    fn set_aside(&self, records: &[&str]) -> Result<(), Error> {
        let manifest = self.at(MANIFEST);
        match self.store.kind(&manifest).map_err(failed_at(&manifest))? {
            Some(Kind::File | Kind::Other) => self.remove_file(&manifest)?,
            None | Some(Kind::Folder) => {}
        }
        records.iter().try_for_each(|record| self.discard(&self.at(record)).map_err(failed_at(self.folder)))
    }

    /// Removes all that is hidden, but nothing that a record speaks of. What stays is in nobody's way.
    fn tidy(&self) {
        let names = self.store.names(self.folder).unwrap_or_default();
        let is_decided = names.iter().any(|name| name == READY || name == UNDO);
        self.discard_those(&names, |name| {
            name.starts_with(STAGED) || (!is_decided && (name.starts_with(NEXT) || name.starts_with(KEPT)))
        });
    }

    fn discard_those(&self, names: &[OsString], is_left: impl Fn(&str) -> bool) {
        for name in names.iter().filter(|name| is_left(&name.to_string_lossy())) {
            let _ = self.discard(&self.folder.join(name));
        }
    }

    /// Removes what bears a hidden name, with all that it holds and nothing that it leads to. What cannot be removed, e.g.
    /// a folder with somebody else's files, gets a name that nobody needs, where the next run tries again.
    fn discard(&self, path: &Path) -> io::Result<()> {
        let Err(error) = self.store.remove_all(path) else { return Ok(()) };
        let is_free = |aside: &PathBuf| !matches!(self.store.kind(aside), Ok(Some(_)));
        let is_aside = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(ASIDE));
        match (0..).map(|number| self.slot(ASIDE, number)).find(is_free) {
            Some(aside) if !is_aside => self.store.rename(path, &aside),
            Some(_) | None => Err(error),
        }
    }

    fn is_there(&self, path: &Path) -> Result<bool, Error> {
        self.store.kind(path).map(|kind| kind.is_some()).map_err(failed_at(self.folder))
    }

    fn put_back(&self, kept: &Path, target: &Path) -> Result<(), Error> {
        if self.is_there(kept)? {
            self.store.rename(kept, target).map_err(failed_at(target))?;
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> Result<(), Error> {
        match self.store.remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path, error)),
            _ => Ok(()),
        }
    }
}
