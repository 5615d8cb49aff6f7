//! Several files replaced together, through a record of what is to be done.
//!
//! ```text
//! .panelpack-new/    new/ the files to come, old/ those that they replace, plan.json
//!   │ rename         decided: from here on the new files win
//! .panelpack-ready/  the manifest goes, each file takes its place, the manifest comes
//!   │ rename         done
//! .panelpack-new/    removed
//! ```
//!
//! Where a file cannot take its place, e.g. because a reader locks the one that it replaces, `.panelpack-ready` becomes
//! `.panelpack-undo`, and the files that were replaced come back from `old/`. Each step can be done again after it was
//! done, so whoever finds one of the two folders goes on with it from its beginning.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Store};

/// What all hidden names begin with.
pub const OURS: &str = ".panelpack-";

/// What the names of everything begin with that nobody has decided on, or that is done with.
pub const STAGED: &str = ".panelpack-new";

const READY: &str = ".panelpack-ready";
const UNDO: &str = ".panelpack-undo";
const PLAN: &str = "plan.json";

/// What is to be done, by names.
#[derive(Debug, Serialize, Deserialize)]
struct Plan {
    /// Files that replace one.
    replaced: Vec<String>,
    /// Files that do not.
    fresh: Vec<String>,
    /// Files that go.
    gone: Vec<String>,
    /// The file that says what belongs together; in none of the lists.
    last: String,
}

/// Replaces files of a folder in which nothing unfinished lies.
pub fn replace(
    store: &dyn Store,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    gone: &[String],
    last: &str,
) -> Result<(), Error> {
    let log = Log { store, folder };
    let staged = folder.join(STAGED);
    let decided =
        log.stage(files, gone, last).and_then(|()| store.rename(&staged, &folder.join(READY)).map_err(at(folder)));
    if let Err(error) = decided {
        let _ = remove(store, &staged);
        return Err(error);
    }
    log.complete_or_undo().map_err(|(error, undone)| if undone { error } else { error.and_begun() })
}

/// Ends what was left unfinished in a folder.
pub fn recover(store: &dyn Store, folder: &Path) -> Result<(), Error> {
    let log = Log { store, folder };
    let failed = at(folder);
    let (mut ready, mut undo) = (false, false);
    for entry in store.entries(folder).map_err(failed)? {
        let name = entry.name.to_string_lossy();
        ready |= name == READY;
        undo |= name == UNDO;
        if name.starts_with(STAGED) {
            let path = folder.join(&entry.name);
            if entry.folder { remove(store, &path) } else { store.remove_file(&path) }.map_err(failed)?;
        }
    }
    if undo {
        log.undo().map_err(Error::and_begun)?;
    }
    if ready && let Err((error, false)) = log.complete_or_undo() {
        return Err(error.and_begun());
    }
    Ok(())
}

/// Removes a folder with all that it holds; a link in it, not what it leads to.
pub fn remove(store: &dyn Store, folder: &Path) -> io::Result<()> {
    for entry in store.entries(folder)? {
        let path = folder.join(&entry.name);
        if entry.folder { remove(store, &path) } else { store.remove_file(&path) }?;
    }
    store.remove_folder(folder)
}

fn at(path: &Path) -> impl Fn(io::Error) -> Error + Copy {
    move |error| Error::io(path, error)
}

struct Log<'a> {
    store: &'a dyn Store,
    folder: &'a Path,
}

impl Log<'_> {
    /// Writes the files to come, keeps those that they replace, and the plan at the end.
    fn stage(&self, files: &BTreeMap<String, Vec<u8>>, gone: &[String], last: &str) -> Result<(), Error> {
        let staged = self.folder.join(STAGED);
        let (new, old) = (staged.join("new"), staged.join("old"));
        let failed = at(self.folder);
        self.store.make_folder(&new).map_err(failed)?;
        self.store.make_folder(&old).map_err(failed)?;
        let mut plan = Plan { replaced: Vec::new(), fresh: Vec::new(), gone: Vec::new(), last: last.to_owned() };
        for (name, content) in files {
            let target = self.folder.join(name);
            let replaces = self.keep(&target, &old.join(name))?;
            self.store.write(&new.join(name), content, None).map_err(at(&target))?;
            if name != last {
                let list = if replaces { &mut plan.replaced } else { &mut plan.fresh };
                list.push(name.clone());
            }
        }
        for name in gone.iter().filter(|name| !files.contains_key(*name)) {
            if self.keep(&self.folder.join(name), &old.join(name))? {
                plan.gone.push(name.clone());
            }
        }
        let plan = serde_json::to_vec(&plan).expect("a plan is lists of text");
        self.store.write(&staged.join(PLAN), &plan, None).map_err(failed)?;
        [&new, &old, &staged].into_iter().try_for_each(|folder| self.store.sync_folder(folder)).map_err(failed)
    }

    /// Whether there is a file, which is kept under another name.
    fn keep(&self, file: &Path, to: &Path) -> Result<bool, Error> {
        match self.store.keep(file, to) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::io(file, error)),
        }
    }

    /// Puts the new files into their places or, where that fails, the old ones back. The error says whether all is as it
    /// was before.
    fn complete_or_undo(&self) -> Result<(), (Error, bool)> {
        let ready = self.folder.join(READY);
        let begun = |error| (error, false);
        let plan = self.plan(&ready).map_err(begun)?;
        // Where the manifest is in its place all is, and nothing may be undone any more.
        if self.is_there(&ready.join("new").join(&plan.last)).map_err(begun)?
            && let Err(error) = self.complete(&plan, &ready.join("new"))
        {
            let undone = self.store.rename(&ready, &self.folder.join(UNDO)).is_ok() && self.undo().is_ok();
            return Err((error, undone));
        }
        self.finish(&ready);
        Ok(())
    }

    /// After an error the new manifest is not in its place.
    fn complete(&self, plan: &Plan, new: &Path) -> Result<(), Error> {
        let last = self.folder.join(&plan.last);
        self.remove_file(&last)?;
        self.store.sync_folder(self.folder).map_err(at(self.folder))?;
        for name in plan.replaced.iter().chain(&plan.fresh) {
            let (staged, target) = (new.join(name), self.folder.join(name));
            if self.is_there(&staged)? {
                self.store.rename(&staged, &target).map_err(at(&target))?;
            }
        }
        for name in &plan.gone {
            self.remove_file(&self.folder.join(name))?;
        }
        self.store.sync_folder(self.folder).map_err(at(self.folder))?;
        self.store.rename(&new.join(&plan.last), &last).map_err(at(&last))?;
        let _ = self.store.sync_folder(self.folder);
        Ok(())
    }

    /// Puts back what was replaced before [`complete`](Self::complete) failed. What is still the old file is not touched:
    /// it may be the one that a reader locks.
    fn undo(&self) -> Result<(), Error> {
        let undo = self.folder.join(UNDO);
        let (plan, new, old) = (self.plan(&undo)?, undo.join("new"), undo.join("old"));
        for name in &plan.replaced {
            if !self.is_there(&new.join(name))? {
                self.put_back(&old.join(name), &self.folder.join(name))?;
            }
        }
        for name in &plan.fresh {
            if !self.is_there(&new.join(name))? {
                self.remove_file(&self.folder.join(name))?;
            }
        }
        for name in &plan.gone {
            let target = self.folder.join(name);
            if !self.is_there(&target)? {
                self.put_back(&old.join(name), &target)?;
            }
        }
        self.store.sync_folder(self.folder).map_err(at(self.folder))?;
        let last = self.folder.join(&plan.last);
        if !self.is_there(&last)? {
            self.put_back(&old.join(&plan.last), &last)?;
        }
        let _ = self.store.sync_folder(self.folder);
        self.finish(&undo);
        Ok(())
    }

    /// Takes the record away, under a name that says nothing, so that half of it is never taken for a plan. Where that
    /// fails the next run finds nothing left to do in it.
    fn finish(&self, record: &Path) {
        let staged = self.folder.join(STAGED);
        if self.store.rename(record, &staged).is_ok() {
            let _ = remove(self.store, &staged);
        }
    }

    fn plan(&self, record: &Path) -> Result<Plan, Error> {
        let path = record.join(PLAN);
        let text = self.store.read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::damaged(&path),
            _ => Error::io(self.folder, error),
        })?;
        serde_json::from_slice(&text).map_err(|_| Error::damaged(&path))
    }

    fn is_there(&self, path: &Path) -> Result<bool, Error> {
        self.store.exists(path).map_err(at(self.folder))
    }

    fn put_back(&self, kept: &Path, target: &Path) -> Result<(), Error> {
        if self.is_there(kept)? {
            self.store.rename(kept, target).map_err(at(target))?;
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
