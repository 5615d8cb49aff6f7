//! The peer: typst and typst-pdf on a folder, with the faces, features and standards of panelpack and nothing else.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, Span, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Result;

struct Folder {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

/// Sets the folder's `main.typ` and writes the PDF.
pub fn compile(folder: &Path, pdf: &Path) -> Result<()> {
    let document = set(&Folder::read(folder)?)?;
    let options = PdfOptions {
        ident: Smart::Custom("bare".to_owned()),
        creator: Smart::Custom(Some("bare".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
            .expect("PDF/UA-1 goes together with PDF/A-3a"),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?;
    Ok(fs::write(pdf, bytes)?)
}

/// Sets the folder's `main.typ` and writes what typst did meanwhile, in the form of Chrome's tracing tool.
pub fn trace(folder: &Path, json: &Path) -> Result<()> {
    let world = Folder::read(folder)?;
    typst_timing::enable();
    set(&world)?;
    Ok(typst_timing::export_json(fs::File::create(json)?, |span| {
        world.place(Span::from_raw(span)).unwrap_or_default()
    })?)
}

fn set(world: &Folder) -> Result<PagedDocument> {
    let warned = typst::compile::<PagedDocument>(world);
    if !warned.warnings.is_empty() {
        return Err(format!("{:?}", warned.warnings).into());
    }
    warned.output.map_err(|errors| format!("{errors:?}").into())
}

impl Folder {
    fn read(folder: &Path) -> Result<Self> {
        let fonts: Vec<Font> =
            panelpack::internals::assets::FACES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
        let mut world = Self {
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file_id("main.typ")?,
            sources: HashMap::new(),
            files: HashMap::new(),
        };
        world.add(folder, "")?;
        Ok(world)
    }

    /// File and line of a span.
    fn place(&self, span: Span) -> Option<(String, u32)> {
        let source = self.sources.get(&span.id()?)?;
        let line = source.lines().byte_to_line(self.range(span)?.start)?;
        Some((source.id().get().vpath().get_without_slash().to_owned(), line as u32 + 1))
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add(&entry.path(), &format!("{path}/"))?;
            } else if path.ends_with(".typ") {
                let id = file_id(&path)?;
                self.sources.insert(id, Source::new(id, fs::read_to_string(entry.path())?));
            } else {
                self.files.insert(file_id(&path)?, Bytes::new(fs::read(entry.path())?));
            }
        }
        Ok(())
    }
}

fn file_id(path: &str) -> Result<FileId> {
    let path = VirtualPath::new(path).map_err(|error| format!("{path}: {error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Folder {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
