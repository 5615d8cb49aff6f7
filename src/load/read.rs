//! The files of a project read into what they mean, and the refusals that come before any reading: place, name, size, encoding, forbidden
//! characters.
//!
//! Sizes are looked at before bytes, a file's and then all files' together, so that one that is too large is refused and
//! does not fill the memory. Faults of one kind are told fifty times a file and then counted (`diag::Found`).

use std::io;

use crate::diag::{Checked, Code, Diagnostic, FileIndex, Found, Span, is_in_use, os_words};

use super::files::{EDITIONS, LARGEST_FILE, MANIFEST, ProjectFiles, Refusal, Refused, Survey, is_folder, is_plain};
use super::raw::{RawProject, RawTable, Text};
use super::record;
use super::role::{Role, role};
use super::sources::{self, What};
use super::yaml::Node;
use super::{benchmarks, corrections, csv, definitions, figures, manifest, markdown, recipe, text, word, yaml};

/// No text file of a project needs more.
const LARGEST: u64 = 4 << 20;

/// Definitions, figures, commentary and layouts come to less together: read, they take seventy times the room.
const LARGEST_TEXTS: u64 = 32 << 20;

/// So do all files that are read, the records of hundreds of editions among them.
const LARGEST_PROJECT: u64 = 256 << 20;

/// The folder of figures; that of definitions, or their one file without its ending.
const FIGURES: &str = "figures";
const INDICATORS: &str = "indicators";

/// Forbidden characters of a file that are told: one that has more is no text.
const MOST_FORBIDDEN: usize = 100;

/// Reads every file of a project, in the order of their paths.
pub fn load(files: &dyn ProjectFiles) -> Checked<RawProject> {
    let mut loader = Loader {
        files,
        project: RawProject::default(),
        diagnostics: Found::default(),
        taken: 0,
        texts: 0,
        is_full: false,
        misnamed: None,
        figures_elsewhere: false,
    };
    loader.run();
    Checked::new(loader.project, loader.diagnostics.into_vec())
}

struct Loader<'a> {
    files: &'a dyn ProjectFiles,
    project: RawProject,
    diagnostics: Found,
    /// Bytes of the files that were read.
    taken: u64,
    /// Those of texts but records.
    texts: u64,
    /// No more of them are read.
    is_full: bool,
    /// A file of definitions by another name, and the name that is read.
    misnamed: Option<(String, String)>,
    /// A file that may hold figures was named and not loaded.
    figures_elsewhere: bool,
}

impl Loader<'_> {
    fn run(&mut self) {
        let Survey { files: mut paths, mut refused } = match self.files.survey() {
            Ok(survey) => survey,
            Err(error) => return self.diagnostics.push(unreadable("the project's folder", &error)),
        };
        // The manifest first, so that its problems stand at the head of the list.
        paths.sort_by_key(|path| (path != MANIFEST, path.clone()));
        let is_there = |path: &String| path == MANIFEST;
        if !paths.iter().any(is_there) && !refused.iter().any(|it| is_there(&it.path)) {
            let meant = paths.iter().position(|path| !path.contains('/') && path.eq_ignore_ascii_case(MANIFEST));
            let hint = match meant.map(|at| paths.remove(at)) {
                Some(path) => format!("rename `{path}` to `{MANIFEST}`"),
                None => "make a project with `panelpack new`".to_owned(),
            };
            self.diagnostics.push(Diagnostic::new(Code::NoProject, format!("there is no `{MANIFEST}`")).hint(hint));
        }
        let (manifest, others) = paths.split_at(paths.iter().take_while(|path| is_there(path)).count());
        manifest.iter().for_each(|path| self.file(path));
        // Whether a path that is refused would have been the logo stands in the manifest.
        refused.sort_by(|a, b| a.path.cmp(&b.path));
        refused.into_iter().for_each(|refused| self.refused(refused));
        others.iter().for_each(|path| self.file(path));
        self.project.figures_unread |= self.figures_elsewhere && self.project.tables.is_empty();
        let misnamed = self.misnamed.take();
        if self.project.themes.is_empty() && !self.project.definitions_unread {
            self.project.definitions_unread = true;
            let none = Diagnostic::new(Code::MissingKey, "the project defines no indicator");
            self.diagnostics.push(match misnamed {
                Some((path, meant)) => none.hint(format!("rename `{path}` to `{meant}`")),
                None => none.hint(
                    "write them into indicators.yaml: a theme, under it a code, under it `name`, `count` and `better`",
                ),
            });
        } else if let Some((path, meant)) = misnamed {
            self.stray(&path, &format!("rename it to `{meant}`"));
        }
    }

    fn is_logo(&self, path: &str) -> bool {
        let brand = self.project.manifest.brand.as_ref();
        let logo = brand.and_then(|brand| brand.logo.as_ref()?.file.as_ref());
        logo.is_some_and(|file| file.value.trim().trim_start_matches("./") == path)
    }

    /// Says why a path is not read, where a file of the project could be meant.
    fn refused(&mut self, Refused { path, why }: Refused) {
        let is_logo = self.is_logo(&path);
        let is_other = !path.contains('/') && !is_folder(&path) && matches!(role(&path), Role::Other);
        let (code, message, hint) = match &why {
            Refusal::Misspelt(folder) => {
                self.figures_elsewhere |= *folder == FIGURES;
                (Code::StrayFile, format!("`{path}` was not loaded"), format!("rename it to `{folder}`"))
            }
            Refusal::TooMany => (
                Code::FileTooLarge,
                format!("{why}, and `{path}` is where reading stopped"),
                "keep only what the papers need; what the folder `out` and other folders of your own hold is not counted"
                    .to_owned(),
            ),
            _ if is_other && !is_logo => return,
            Refusal::Outside => (
                Code::LinkOutside,
                format!("`{path}` is a link that leads out of the project"),
                "put what it leads to into the project: only what lies there is printed and kept with an edition".to_owned(),
            ),
            Refusal::Nowhere | Refusal::Loop | Refusal::Special => {
                (Code::UnreadableFile, format!("{path} cannot be read: {why}"), "delete it, or put a file in its place".to_owned())
            }
            Refusal::Submodule => (
                Code::UnreadableFile,
                format!("{path} cannot be read: {why}"),
                "put its files into the project, or compare folders that are checked out".to_owned(),
            ),
            Refusal::NotFetched => (
                Code::UnreadableFile,
                format!("{path} cannot be read: {why}"),
                "check the revision out once: that fetches its files".to_owned(),
            ),
            Refusal::Unreadable(_) => return self.unreadable(&path, &why.into()),
        };
        self.project.logo_unread |= is_logo;
        self.project.definitions_unread |= path.split(['/', '.']).next() == Some(INDICATORS);
        let file = self.project.sources.add(path, "");
        self.diagnostics.push(Diagnostic::new(code, message).at(Span::new(file, 0, 0)).hint(hint));
    }

    fn file(&mut self, path: &str) {
        let is_logo = self.is_logo(path);
        let role = role(path);
        if !is_plain(path)
            && (is_logo || !matches!(role, Role::Other | Role::Stray(_) | Role::Misspelt(_) | Role::Misplaced(_)))
        {
            self.project.logo_unread |= is_logo;
            return self.unusable_name(path);
        }
        if is_logo {
            self.project.logo = self.bytes(path, LARGEST_FILE);
            self.project.logo_unread |= self.project.logo.is_none();
            return;
        }
        match role {
            Role::Other => {}
            Role::Face => self.face(path),
            Role::Source => self.source(path),
            Role::Stray(_) | Role::Misspelt(_) | Role::Misplaced(_) => self.elsewhere(path, role),
            Role::Manifest => self.manifest(path),
            Role::Indicators => self.definitions(path),
            Role::Figures { name } => self.figures(path, name),
            Role::FiguresCsv => {
                let Some((file, text)) = self.text(path) else { return };
                let table = csv::read(&text, file, &mut self.diagnostics);
                self.project.figures_unread |= table.is_none();
                self.project.tables.extend(table);
            }
            Role::Benchmarks => self.yaml(path, |project, node, diagnostics| {
                project.releases.extend(benchmarks::read(node, diagnostics));
            }),
            Role::Actions => self.yaml(path, |project, node, diagnostics| {
                project.actions.extend(benchmarks::read_actions(node, diagnostics));
            }),
            Role::Corrections => self.yaml(path, |project, node, diagnostics| {
                project.corrections.extend(corrections::read(node, diagnostics));
            }),
            Role::Record { edition } => self.record(path, edition),
            Role::Commentary { period } => {
                let Some((file, text)) = self.text(path) else { return };
                let period = Text { value: period.to_owned(), span: Span::new(file, 0, 0) };
                self.project.commentary.push(markdown::read(&text, file, period, &mut self.diagnostics));
            }
            Role::Template { path: below } => {
                if let Some((file, _)) = self.text(path) {
                    self.project.templates.insert(below.to_owned(), file);
                }
            }
        }
    }

    /// A file that is named and not loaded; what it holds is not missed elsewhere.
    fn elsewhere(&mut self, path: &str, role: Role<'_>) {
        let is_of = |folder: &str| path.starts_with(folder);
        match role {
            Role::Stray(hint) => {
                self.figures_elsewhere |= !path.contains('/') || is_of(FIGURES);
                self.stray(path, hint);
            }
            Role::Misspelt(meant) if is_of(INDICATORS) && self.misnamed.is_none() => {
                self.misnamed = Some((path.to_owned(), meant));
            }
            Role::Misspelt(meant) => {
                self.project.figures_unread |= is_of(FIGURES);
                self.stray(path, &format!("rename it to `{meant}`"));
            }
            Role::Misplaced(meant) => {
                self.project.figures_unread = true;
                self.stray(path, &format!("put it into the folder `{FIGURES}`, as `{meant}`"));
            }
            _ => {}
        }
    }

    fn unusable_name(&mut self, path: &str) {
        let file = self.project.sources.add(path, "");
        self.diagnostics.push(
            Diagnostic::new(Code::FileName, format!("the name of `{path}` cannot be used on every computer"))
                .at(Span::new(file, 0, 0))
                .hint("rename it with letters, digits, blanks and `-`"),
        );
    }

    /// A face is read where the manifest names a typeface.
    fn face(&mut self, path: &str) {
        if self.project.manifest.brand.as_ref().is_some_and(|brand| brand.typeface.is_some()) {
            let face = self.bytes(path, LARGEST_FILE);
            self.project.faces.extend(face);
        }
    }

    /// A workbook that the manifest names, which an edition never keeps, or the cells of one, which it does.
    fn source(&mut self, path: &str) {
        match sources::what(&self.project.manifest.sources, path) {
            What::Recipe => {
                let Some((file, text)) = self.text(path) else { return };
                self.project.inputs.remove(path);
                let recipe = recipe::of_text(&text, file).map_err(|found| self.diagnostics.extend(found));
                self.project.recipes.insert(path.to_owned(), recipe.ok());
            }
            What::Cells => {
                let Some((_, text)) = self.text(path) else { return };
                self.project.cells.insert(path.to_owned(), text);
            }
            What::Workbook => {
                let Some(bytes) = self.bytes(path, LARGEST_FILE) else { return };
                self.project.inputs.remove(path);
                self.project.workbooks.insert(path.to_owned(), bytes);
            }
            What::Other => self.project.unused.push(path.to_owned()),
        }
    }

    fn manifest(&mut self, path: &str) {
        let Some((file, text)) = self.text(path) else { return };
        let found = self.diagnostics.len();
        match yaml::parse(&text, file, &mut self.diagnostics) {
            Some(node) => self.project.manifest = manifest::read(node, &mut self.diagnostics),
            None if self.diagnostics.len() > found => {}
            None => self.diagnostics.push(
                Diagnostic::new(Code::MissingKey, "panelpack.yaml is empty")
                    .at(Span::new(file, 0, 0))
                    .hint("it needs the keys `organisation` and `papers`; `panelpack new` writes an example"),
            ),
        }
    }

    fn definitions(&mut self, path: &str) {
        let found = self.diagnostics.len();
        self.yaml(path, |project, node, diagnostics| {
            project.themes.extend(definitions::read(node, diagnostics));
        });
        self.project.definitions_unread |= self.diagnostics[found..].iter().any(|it| loses_definitions(it.code()));
    }

    fn figures(&mut self, path: &str, name: &str) {
        let Some((file, text)) = self.text(path) else { return };
        let found = self.diagnostics.len();
        let Some(node) = yaml::parse(&text, file, &mut self.diagnostics) else {
            self.project.figures_unread |= self.diagnostics.len() > found;
            return;
        };
        let period = Text { value: name.to_owned(), span: node.span.part(0..0) };
        let (tables, about) = figures::read(node, period, &mut self.diagnostics);
        let file = Some(self.project.figure_files.len());
        self.project.tables.extend(tables.into_iter().map(|table| RawTable { file, ..table }));
        self.project.figure_files.push(about);
    }

    fn record(&mut self, path: &str, edition: &str) {
        let Some((file, text)) = self.text(path) else { return };
        match record::read(edition, &text, file, &self.project.sources) {
            Ok(record) => {
                let bytes = self.project.inputs.remove(path).unwrap_or_default();
                self.project.records.push((record, bytes));
            }
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    fn yaml(&mut self, path: &str, read: impl FnOnce(&mut RawProject, Node, &mut Found)) {
        let Some((file, text)) = self.text(path) else { return };
        if let Some(node) = yaml::parse(&text, file, &mut self.diagnostics) {
            read(&mut self.project, node, &mut self.diagnostics);
        }
    }

    /// The text of a file, entered into the source map; `None` where it was refused.
    fn text(&mut self, path: &str) -> Option<(FileIndex, String)> {
        match String::from_utf8(self.bytes(path, LARGEST)?) {
            Ok(text) => Some(self.accept(path, text.strip_prefix('\u{feff}').unwrap_or(&text))),
            Err(error) => {
                self.refuse_encoding(path, &error);
                None
            }
        }
    }

    /// The bytes of a file; `None` where it is too large or cannot be read.
    fn bytes(&mut self, path: &str, largest: u64) -> Option<Vec<u8>> {
        if self.is_full {
            return None;
        }
        let size = match self.files.size(path) {
            Ok(size) => size,
            Err(error) => {
                self.unreadable(path, &error);
                return None;
            }
        };
        if size > largest {
            self.too_large(
                path,
                format!("`{path}` has {} MiB, more than the {} MiB allowed", size >> 20, largest >> 20),
            );
            return None;
        }
        let is_text = largest < LARGEST_FILE && !path.starts_with(EDITIONS);
        let texts = self.texts + if is_text { size } else { 0 };
        let full = match () {
            () if texts > LARGEST_TEXTS => Some(("texts", LARGEST_TEXTS >> 20)),
            () if self.taken + size > LARGEST_PROJECT => Some(("files", LARGEST_PROJECT >> 20)),
            () => None,
        };
        if let Some((what, most)) = full {
            self.is_full = true;
            self.project.definitions_unread = true;
            self.too_large(
                path,
                format!("with `{path}` the {what} of the project come to more than the {most} MiB allowed"),
            );
            return None;
        }
        self.texts = texts;
        // A size is what somebody says: the file may have grown since, or be none that has a size.
        let bytes = self.files.read(path).and_then(|bytes| {
            if bytes.len() as u64 > largest { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
        });
        match bytes {
            Ok(bytes) => {
                self.taken += size.max(bytes.len() as u64);
                self.project.inputs.insert(path.to_owned(), bytes.clone());
                Some(bytes)
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                self.too_large(path, format!("`{path}` has more than the {} MiB allowed", largest >> 20));
                None
            }
            Err(error) => {
                self.unreadable(path, &error);
                None
            }
        }
    }

    fn stray(&mut self, path: &str, hint: &str) {
        let file = self.project.sources.add(path, "");
        self.diagnostics.push(
            Diagnostic::new(Code::StrayFile, format!("`{path}` was not loaded")).at(Span::new(file, 0, 0)).hint(hint),
        );
    }

    fn too_large(&mut self, path: &str, message: String) {
        let file = self.project.sources.add(path, "");
        self.diagnostics.push(
            Diagnostic::new(Code::FileTooLarge, message)
                .at(Span::new(file, 0, 0))
                .hint("keep only what the paper needs"),
        );
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        let file = self.project.sources.add(path, "");
        self.diagnostics.push(unreadable(path, error).at(Span::new(file, 0, 0)));
    }

    fn accept(&mut self, path: &str, text: &str) -> (FileIndex, String) {
        let text = if path.to_ascii_lowercase().ends_with(".md") { word::as_markdown(text) } else { text.to_owned() };
        let file = self.project.sources.add(path, text.clone());
        let forbidden = text.char_indices().filter_map(|(at, c)| Some((at, c, text::refusal(c)?)));
        let told = forbidden.take(MOST_FORBIDDEN).map(|(at, c, reason)| {
            let span = Span::new(file, at, at + c.len_utf8());
            text::forbidden(c, reason).at(span)
        });
        let before = self.diagnostics.len();
        self.diagnostics.extend(told);
        if self.diagnostics.len() == before {
            return (file, text);
        }
        let blank = |c: char| {
            let (shown, times) = if text::refusal(c).is_some() { (' ', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(shown, times)
        };
        (file, text.chars().flat_map(blank).collect())
    }

    fn refuse_encoding(&mut self, path: &str, error: &std::string::FromUtf8Error) {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let file = self.project.sources.add(path, text);
        self.diagnostics.push(
            Diagnostic::new(Code::NotUtf8, format!("`{path}` is not UTF-8 from here on"))
                .at(Span::new(file, good, good))
                .hint("in Excel save as `CSV UTF-8 (comma delimited)`; in an editor choose the encoding UTF-8"),
        );
    }
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    // A refusal of our own has words of its own.
    let why = if error.raw_os_error().is_some() { os_words(error) } else { error.to_string() };
    let hint = if is_in_use(error) {
        "close it in Excel, or wherever it is open, and run the command again"
    } else {
        "close it where it is open, and see that you may read it"
    };
    Diagnostic::new(Code::UnreadableFile, format!("{path} cannot be read: {why}")).hint(hint)
}

/// Where a file or a theme was lost, codes that nobody knows may be in it.
fn loses_definitions(code: Code) -> bool {
    matches!(
        code,
        Code::YamlSyntax
            | Code::YamlAlias
            | Code::YamlDepth
            | Code::YamlPercent
            | Code::NotUtf8
            | Code::FileTooLarge
            | Code::UnreadableFile
            | Code::WrongShape
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project whose figures the operating system refuses to give.
    struct Locked;

    impl ProjectFiles for Locked {
        fn list(&self) -> io::Result<Vec<String>> {
            Ok(vec![MANIFEST.to_owned(), "figures/2020-11.yaml".to_owned()])
        }

        fn size(&self, _path: &str) -> io::Result<u64> {
            Ok(10)
        }

        fn read(&self, path: &str) -> io::Result<Vec<u8>> {
            if path == MANIFEST {
                Ok(b"organisation: O\n".to_vec())
            } else {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let loaded = load(&Locked);
        let unreadable = loaded.diagnostics().iter().find(|diagnostic| diagnostic.code() == Code::UnreadableFile);
        assert!(unreadable.is_some_and(|diagnostic| diagnostic.message().starts_with("figures/2020-11.yaml")));
    }
}
