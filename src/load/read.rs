//! Which file is what, and the refusals that come before any reading: size, encoding, forbidden characters.

use std::io;

use crate::diag::{Checked, Code, Diagnostic, FileIndex, Found, Span};

use super::files::{MANIFEST, ProjectFiles};
use super::raw::{RawProject, RawTable, Text};
use super::record::{self, EDITIONS, RECORD};
use super::yaml::Node;
use super::{benchmarks, corrections, csv, definitions, figures, manifest, markdown, text, yaml};

/// No text file of a project needs more.
const LARGEST: u64 = 4 << 20;

/// No logo needs more, and no face of a Latin script.
const LARGEST_ASSET: u64 = 8 << 20;

/// Reads every file of a project, in the order of their paths.
pub fn load(files: &dyn ProjectFiles) -> Checked<RawProject> {
    let mut loader = Loader { files, project: RawProject::default(), diagnostics: Found::default() };
    loader.run();
    Checked::new(loader.project, loader.diagnostics.into_vec())
}

/// What a path means.
enum Role<'a> {
    Manifest,
    Indicators,
    Figures {
        name: &'a str,
    },
    FiguresCsv,
    Benchmarks,
    Actions,
    Corrections,
    /// The record of an edition.
    Record {
        edition: &'a str,
    },
    Commentary {
        period: &'a str,
    },
    Template {
        path: &'a str,
    },
    Face,
    /// Named and not loaded; the hint says why.
    Stray(&'static str),
    /// Not ours.
    Other,
}

fn role(path: &str) -> Role<'_> {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let file_name = path.rsplit('/').next().unwrap_or(path);
    if let Some(hint) = stray(file_name) {
        return Role::Stray(hint);
    }
    if file_name.starts_with('.') {
        return Role::Other;
    }
    let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    let extension = extension.to_ascii_lowercase();
    let yaml = matches!(extension.as_str(), "yaml" | "yml");
    match folder {
        "" if name == MANIFEST => Role::Manifest,
        "" if yaml => match stem {
            "indicators" => Role::Indicators,
            "benchmarks" => Role::Benchmarks,
            "actions" => Role::Actions,
            "corrections" => Role::Corrections,
            _ => Role::Stray(
                "beside panelpack.yaml are read indicators.yaml, benchmarks.yaml, actions.yaml and corrections.yaml; figures lie in the folder `figures`",
            ),
        },
        "indicators" if yaml => Role::Indicators,
        "figures" if yaml => Role::Figures { name: stem },
        "figures" if extension == "csv" => Role::FiguresCsv,
        "commentary" if extension == "md" => match name.split_once('/') {
            Some((period, _)) => Role::Commentary { period },
            None => Role::Stray("put commentary into a folder named after its period, e.g. `commentary/2020-11/`"),
        },
        // A note to oneself may lie anywhere.
        "indicators" | "figures" | "commentary" if matches!(extension.as_str(), "md" | "") => Role::Other,
        "indicators" => Role::Stray("definitions are read from YAML files"),
        "figures" => Role::Stray("figures are read from YAML and CSV: save a sheet as `CSV UTF-8 (comma delimited)`"),
        "commentary" => Role::Stray("commentary is read from Markdown files: save the text as `.md`"),
        EDITIONS => match name.split_once('/') {
            Some((edition, RECORD)) => Role::Record { edition },
            _ => Role::Other,
        },
        "fonts" if matches!(extension.as_str(), "ttf" | "otf") => Role::Face,
        "templates" if matches!(extension.as_str(), "yaml" | "j2" | "typ") => Role::Template { path: name },
        _ => Role::Other,
    }
}

fn stray(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Some(
            "an office program has the file open, or left this lock file behind; close it, then delete the file",
        );
    }
    let copy = lower.starts_with("copy of ")
        || lower.contains(" - copy")
        || lower.contains("conflicted copy")
        || lower.contains("(conflict");
    copy.then_some("it is a copy: take over what you need from it, then delete it")
}

struct Loader<'a> {
    files: &'a dyn ProjectFiles,
    project: RawProject,
    diagnostics: Found,
}

impl Loader<'_> {
    fn run(&mut self) {
        let mut paths = match self.files.list() {
            Ok(paths) => paths,
            Err(error) => return self.diagnostics.push(unreadable("the project's folder", &error)),
        };
        // The manifest first, so that its problems stand at the head of the list.
        paths.sort_by_key(|path| (path != MANIFEST, path.clone()));
        if !paths.iter().any(|path| path == MANIFEST) {
            self.diagnostics.push(
                Diagnostic::new(Code::NoProject, format!("there is no `{MANIFEST}`"))
                    .hint("make a project with `panelpack new`"),
            );
        }
        for path in &paths {
            self.file(path);
        }
        if self.project.themes.is_empty() && !self.project.definitions_unread {
            self.project.definitions_unread = true;
            self.diagnostics.push(Diagnostic::new(Code::MissingKey, "the project defines no indicator").hint(
                "write them into indicators.yaml: a theme, under it a code, under it `name`, `count` and `better`",
            ));
        }
    }

    fn file(&mut self, path: &str) {
        let brand = self.project.manifest.brand.as_ref();
        let is_logo = brand
            .and_then(|brand| brand.logo.as_ref()?.file.as_ref())
            .is_some_and(|file| file.value.trim().trim_start_matches("./") == path);
        let names_a_face = brand.is_some_and(|brand| brand.typeface.is_some());
        if is_logo {
            self.project.logo = self.bytes(path, LARGEST_ASSET);
            return;
        }
        match role(path) {
            Role::Other => {}
            Role::Face if names_a_face => {
                let face = self.bytes(path, LARGEST_ASSET);
                self.project.faces.extend(face);
            }
            Role::Face => {}
            Role::Stray(hint) => {
                self.diagnostics.push(Diagnostic::new(Code::StrayFile, format!("`{path}` was not loaded")).hint(hint))
            }
            Role::Manifest => {
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
            Role::Indicators => {
                let found = self.diagnostics.len();
                self.yaml(path, |project, node, diagnostics| {
                    project.themes.extend(definitions::read(node, diagnostics));
                });
                // Where a file or a theme was lost, codes that nobody knows may be in it.
                let lost = self.diagnostics[found..].iter().any(|diagnostic| {
                    let code = diagnostic.code();
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
                });
                self.project.definitions_unread |= lost;
            }
            Role::Figures { name } => {
                let Some((file, text)) = self.text(path) else { return };
                let Some(node) = yaml::parse(&text, file, &mut self.diagnostics) else { return };
                let period = Text { value: name.to_owned(), span: node.span.part(0..0) };
                let (tables, about) = figures::read(node, period, &mut self.diagnostics);
                let file = Some(self.project.figure_files.len());
                self.project.tables.extend(tables.into_iter().map(|table| RawTable { file, ..table }));
                self.project.figure_files.push(about);
            }
            Role::FiguresCsv => {
                let Some((file, text)) = self.text(path) else { return };
                self.project.tables.extend(csv::read(&text, file, &mut self.diagnostics));
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
            Role::Record { edition } => {
                let Some((file, text)) = self.text(path) else { return };
                match record::read(edition, &text, file, &self.project.sources) {
                    Ok(record) => {
                        let bytes = self.project.inputs.remove(path).unwrap_or_default();
                        self.project.records.push((record, bytes));
                    }
                    Err(diagnostic) => self.diagnostics.push(diagnostic),
                }
            }
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
        let bytes = match self.files.size(path) {
            Ok(size) if size > largest => {
                let file = self.project.sources.add(path, "");
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::FileTooLarge,
                        format!("`{path}` has {} MiB, more than the {} MiB allowed", size >> 20, largest >> 20),
                    )
                    .at(Span::new(file, 0, 0))
                    .hint("keep only what the paper needs"),
                );
                return None;
            }
            Ok(_) => self.files.read(path),
            Err(error) => Err(error),
        };
        let bytes = bytes.map_err(|error| self.diagnostics.push(unreadable(path, &error))).ok()?;
        self.project.inputs.insert(path.to_owned(), bytes.clone());
        Some(bytes)
    }

    fn accept(&mut self, path: &str, text: &str) -> (FileIndex, String) {
        let text =
            if path.to_ascii_lowercase().ends_with(".md") { text::with_list_items(text) } else { text.to_owned() };
        let file = self.project.sources.add(path, text.clone());
        let mut readable = text.clone();
        for (at, c) in text.char_indices() {
            if let Some(reason) = text::refusal(c) {
                let span = Span::new(file, at, at + c.len_utf8());
                self.diagnostics.push(text::forbidden(c, reason).at(span));
                readable.replace_range(span.range(), &" ".repeat(c.len_utf8()));
            }
        }
        (file, readable)
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
    Diagnostic::new(Code::UnreadableFile, format!("{path} cannot be read: {error}"))
        .hint("close it where it is open, and see that you may read it")
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
