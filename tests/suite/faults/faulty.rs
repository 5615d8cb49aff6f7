//! A store that fails on purpose.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use panelpack::internals::store::{Disk, Kind as What, Store};

use super::scratch;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No space is left: of a file, the first half is written.
    Full,
    /// No permission.
    Denied,
    /// Another program has the file open, so it can be neither replaced nor removed.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Operation `n`, counted from 1, and none after it.
    Once(usize),
    /// Operation `n` and all after it, as if the process had been killed there.
    From(usize),
    Never,
}

/// The disk, with a fault. Nothing is synced: a test does not cut the power, and there are many of them.
pub struct Faulty {
    kind: Kind,
    when: When,
    /// Operations so far; of [`Kind::Open`] only those that can meet an open file.
    done: AtomicUsize,
    /// A file that another program has open all the time.
    open: Option<&'static str>,
    /// A file that cannot be read, and the error's number.
    unreadable: Option<(&'static str, i32)>,
    /// What cannot be removed.
    unremovable: &'static [&'static str],
    /// Whether the next lock's file is removed as soon as it is open.
    lock_goes: AtomicBool,
}

impl Faulty {
    pub fn new(kind: Kind, when: When) -> Self {
        Self {
            kind,
            when,
            done: AtomicUsize::new(0),
            open: None,
            unreadable: None,
            unremovable: &[],
            lock_goes: AtomicBool::new(false),
        }
    }

    /// `name` is open in another program.
    pub fn with_open(name: &'static str) -> Self {
        Self { open: Some(name), ..Self::new(Kind::Open, When::Never) }
    }

    /// `name` cannot be read: the operating system gives this error.
    pub fn with_unreadable(name: &'static str, error: i32) -> Self {
        Self { unreadable: Some((name, error)), ..Self::new(Kind::Full, When::Never) }
    }

    /// What bears these names cannot be removed, and can be renamed.
    pub fn with_unremovable(names: &'static [&'static str]) -> Self {
        Self { unremovable: names, ..Self::new(Kind::Full, When::Never) }
    }

    /// Whoever has the lock removes its file and lets go, just when it has been opened here.
    pub fn with_lock_that_goes() -> Self {
        Self { lock_goes: AtomicBool::new(true), ..Self::new(Kind::Full, When::Never) }
    }

    pub fn operations(&self) -> usize {
        self.done.load(Ordering::SeqCst)
    }

    fn step(&self, meets_open_file: bool) -> io::Result<()> {
        if self.kind == Kind::Open && !meets_open_file {
            return Ok(());
        }
        let now = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = match self.when {
            When::Once(n) => now == n,
            When::From(n) => now >= n,
            When::Never => false,
        };
        match self.kind {
            _ if !fails => Ok(()),
            Kind::Full => Err(ErrorKind::StorageFull.into()),
            Kind::Denied => Err(ErrorKind::PermissionDenied.into()),
            Kind::Open => Err(ErrorKind::ResourceBusy.into()),
        }
    }

    fn meets_unreadable(&self, path: &Path) -> io::Result<()> {
        match self.unreadable {
            Some((name, error)) if path.ends_with(name) => Err(io::Error::from_raw_os_error(error)),
            _ => Ok(()),
        }
    }

    fn step_on(&self, path: &Path) -> io::Result<()> {
        self.step(true)?;
        match self.open {
            Some(name) if path.ends_with(name) => Err(ErrorKind::ResourceBusy.into()),
            _ => Ok(()),
        }
    }
}

impl Store for Faulty {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(false)?;
        Disk.make_folder(folder)
    }

    fn make_new_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(false)?;
        Disk.make_new_folder(folder)
    }

    fn write(&self, path: &Path, content: &[u8], _: Option<&Permissions>) -> io::Result<()> {
        let write = |content: &[u8]| OpenOptions::new().write(true).create_new(true).open(path)?.write_all(content);
        match self.step(false) {
            Err(error) if error.kind() == ErrorKind::StorageFull => {
                write(&content[..content.len() / 2])?;
                Err(error)
            }
            step => step.and_then(|()| write(content)),
        }
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(false)?;
        Disk.keep(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step_on(to)?;
        Disk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step_on(path)?;
        Disk.remove_file(path)
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        self.step_on(path)?;
        if self.unremovable.iter().any(|name| path.ends_with(name)) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Disk.remove_all(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step(false)
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
        self.step(false)?;
        self.meets_unreadable(path)?;
        Disk.read(path, most)
    }

    fn fingerprint(&self, path: &Path) -> io::Result<Option<String>> {
        self.step(false)?;
        self.meets_unreadable(path)?;
        Disk.fingerprint(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.step(false)?;
        Disk.names(folder)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<What>> {
        self.step(false)?;
        Disk.kind(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.step(false)?;
        let opened = Disk.open_lock(path)?;
        if self.lock_goes.swap(false, Ordering::SeqCst) {
            Disk.remove_file(path)?;
        }
        Ok(opened)
    }
}

/// Runs `action` with every fault that can meet it: each kind, once and from then on, at each operation that it takes
/// where nothing fails. `before` makes the folder each time, `after` gets a name for the fault, the folder and the
/// result. Gives how many faults there were.
pub fn each_fault<T>(
    before: impl Fn(&Path),
    action: impl Fn(&Faulty, &Path) -> T,
    after: impl Fn(&str, &Path, T),
) -> usize {
    each_fault_beside(None, before, action, after)
}

/// The same where a file is open in another program all the time.
pub fn each_fault_beside<T>(
    open: Option<&'static str>,
    before: impl Fn(&Path),
    action: impl Fn(&Faulty, &Path) -> T,
    after: impl Fn(&str, &Path, T),
) -> usize {
    let run = |kind, when| {
        let scratch = scratch();
        let (store, folder) = (Faulty { open, ..Faulty::new(kind, when) }, scratch.path().join("out"));
        before(&folder);
        let result = action(&store, &folder);
        after(&format!("{kind:?} {when:?}"), &folder, result);
        store.operations()
    };
    let mut faults = 0;
    for kind in [Kind::Full, Kind::Denied, Kind::Open] {
        let operations = run(kind, When::Never);
        assert!(operations > 0, "{kind:?} can meet no operation");
        for n in 1..=operations {
            run(kind, When::Once(n));
            run(kind, When::From(n));
            faults += 2;
        }
    }
    faults
}
