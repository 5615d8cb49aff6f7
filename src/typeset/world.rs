//! What typst may see: the files of one document and the bundled faces, nothing of the machine.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::assets;
use crate::diag::FileIndex;

use super::file::VirtualFile;
use super::fonts::Faces;

/// A world in memory. The maps are looked up, never walked, so their order is of no consequence.
pub struct MemoryWorld<'a> {
    faces: &'a Faces,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    places: HashMap<FileId, FileIndex>,
}

impl<'a> MemoryWorld<'a> {
    pub fn new(files: &[VirtualFile], faces: &'a Faces) -> Self {
        let mut world = Self {
            faces,
            main: file_id("main.typ"),
            sources: HashMap::new(),
            files: HashMap::new(),
            places: HashMap::new(),
        };
        for file in files {
            let id = file_id(&file.path);
            let parsed =
                file.parsed.as_ref().filter(|source| source.id() == id).or_else(|| built_in(id, &file.content));
            match std::str::from_utf8(&file.content) {
                Ok(text) if file.path.ends_with(".typ") => {
                    let source = parsed.cloned().unwrap_or_else(|| Source::new(id, text.to_owned()));
                    world.sources.insert(id, source);
                }
                _ => {
                    world.files.insert(id, Bytes::new(file.content.clone()));
                }
            }
            if let Some(place) = file.file {
                world.places.insert(id, place);
            }
        }
        world
    }

    /// The source of a path.
    pub fn source_of(&self, path: &str) -> Option<&Source> {
        self.sources.get(&file_id(path))
    }

    /// The file of the source map in which a typst file is shown.
    pub fn place(&self, id: FileId) -> Option<FileIndex> {
        self.places.get(&id).copied()
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of the document are relative and have no dots");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What all layouts share, parsed once.
static BUILT_IN: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let sources = assets::BASE.iter().filter(|(path, _)| path.ends_with(".typ"));
    sources.map(|(path, text)| Source::new(file_id(path), (*text).to_owned())).collect()
});

/// The built-in source of a file, where it holds nothing else.
fn built_in(id: FileId, content: &[u8]) -> Option<&'static Source> {
    BUILT_IN.iter().find(|source| source.id() == id).filter(|source| source.text().as_bytes() == content)
}

/// Makes what every document needs, whatever it says, so that it is there when the first is set.
pub fn prepare() {
    LazyLock::force(&BUILT_IN);
    LazyLock::force(&LIBRARY);
    Faces::bundled();
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers of tables are behind this feature.
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

impl World for MemoryWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.faces.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| refuse(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| refuse(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.fonts.get(index).cloned()
    }

    /// The clock would make two builds differ.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn refuse(id: FileId) -> FileError {
    match id.get().root() {
        VirtualRoot::Package(_) => FileError::AccessDenied,
        VirtualRoot::Project => FileError::NotFound(id.get().vpath().get_without_slash().into()),
    }
}
