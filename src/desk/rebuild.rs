//! An edition made again from its own copies.

use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::sha256;
use crate::edition::Printed;
use crate::load::files::{Refused, Survey};
use crate::load::record::{COPIES, EDITIONS, Record};
use crate::load::{DirFiles, ProjectFiles};
use crate::pipeline::{Compiled, Project, Selection, Timings, Title, check};

use super::build::BuiltPaper;
use super::error::Error;
use super::event::{Event, Tell, found};
use super::outputs::{Format, output, put};
use super::place::{self, OUT};
use super::project::find;

/// Which edition is built again, and where it goes.
#[derive(Debug, Clone)]
pub struct Again {
    /// The project's folder, in which its editions lie.
    pub root: PathBuf,
    /// As of [`Build`](super::Build).
    pub out: Option<PathBuf>,
    /// The edition's name.
    pub edition: String,
    /// What to make of it.
    pub format: Format,
}

/// Builds an edition again from its own copies, whatever has become of the project.
///
/// # Errors
///
/// [`Error::Refused`] where there is no such edition or its copies are not what they were, [`Error::Project`] where they cannot be set any more, [`Error::Output`] where
/// the folder cannot be written.
pub fn build_again(project: &Project, request: &Again, tell: Tell<'_>) -> Result<BuiltPaper, Error> {
    let folder = place::folder(request.out.as_deref(), &request.root, OUT).map_err(Error::output)?;
    let record = find(project, &request.edition)?;
    let rebuilt = rebuild(&request.root, record).map_err(Error::refused)?;
    let diagnostics = rebuilt.younger.clone();
    let mut compiled = rebuilt.document(tell)?;
    compiled.title = Title::recorded(record);
    let mut wrong = Vec::new();
    let Some(output) = output(&mut compiled, request.format, &mut wrong) else {
        found(tell, &wrong, project.sources());
        return Err(Error::Project(wrong));
    };
    if request.format == Format::Pdf && sha256(&output.files[0].1) != record.pdf.sha256 {
        tell(Event::OtherBytes { edition: &request.edition });
    }
    let (title, files) = (output.title.clone(), output.paths(&folder));
    put(&folder, vec![output], tell)?;
    Ok(BuiltPaper { title, files, made: true, diagnostics })
}

/// What an edition's copies come to.
pub struct Rebuilt {
    /// The copies, read as the project that they are.
    pub project: Project,
    /// What they print.
    pub printed: Printed,
    /// Their document, or why it cannot be set: a layout that was ejected long ago may ask for what is no more.
    pub compiled: Result<Compiled, Vec<Diagnostic>>,
    /// What a check of today finds in them. What was published passed the checks of its day, so all of it is a warning.
    pub younger: Vec<Diagnostic>,
}

/// Makes an edition again.
///
/// # Errors
///
/// The copies are not the files that it was made of, or hold no such paper.
pub fn rebuild(root: &Path, record: &Record) -> Result<Rebuilt, Diagnostic> {
    let changed = |message: String| {
        Diagnostic::new(Code::EditionChanged, message)
            .hint("take the folder back from a backup or from version control")
    };
    if let Some(fault) = changed_copies(root, record).first() {
        return Err(changed(format!("`{}` cannot be rebuilt: {fault}", record.edition)));
    }
    let cannot = |error: io::Error| changed(format!("`{}` cannot be rebuilt: {error}", record.edition));
    let mut project = check(&copies(root, record).map_err(cannot)?);
    let selection = Selection::of_edition(record);
    let Some(chosen) = project.chosen_as(record) else {
        return Err(changed(format!("the copies of `{}` hold no paper `{}`", record.edition, record.paper)));
    };
    project.make_again(record);
    let errors = project.diagnostics().iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let younger = errors.cloned().map(Diagnostic::as_warning).collect();
    let mut timings = Timings::default();
    let (expanded, diagnostics) = project.expand(&chosen, &selection, &mut timings).into_parts();
    let printed = expanded.printed.clone();
    let (compiled, diagnostics) = project.set(&chosen, &selection, expanded, timings, diagnostics).into_parts();
    Ok(Rebuilt { project, printed, compiled: compiled.ok_or(diagnostics), younger })
}

impl Rebuilt {
    /// The document alone; what a younger check finds is told, and so is what stands in its way.
    ///
    /// # Errors
    ///
    /// [`Error::Project`] with what stands in its way.
    pub fn document(self, tell: Tell<'_>) -> Result<Compiled, Error> {
        found(tell, &self.younger, self.project.sources());
        self.compiled.map_err(|diagnostics| {
            found(tell, &diagnostics, self.project.sources());
            Error::Project(diagnostics)
        })
    }
}

/// The copies of an edition. Neither they nor their folder may lead out of the edition's.
fn copies(root: &Path, record: &Record) -> io::Result<DirFiles> {
    DirFiles::at(root).below(&format!("{EDITIONS}/{}", record.edition))?.below(COPIES)
}

/// Copies that are not the files that an edition was made of, in words.
pub fn changed_copies(root: &Path, record: &Record) -> Vec<String> {
    let cannot = |error: io::Error| vec![format!("the copies cannot be read: {error}")];
    let files = match copies(root, record) {
        Ok(files) => files,
        Err(error) => return cannot(error),
    };
    let Survey { files: listed, refused } = match files.survey() {
        Ok(survey) => survey,
        // Each file is missing.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Survey::default(),
        Err(error) => return cannot(error),
    };
    let mut faults = Vec::new();
    for (path, hash) in &record.inputs {
        let is_refused = refused.iter().any(|refused| refused.path == *path);
        match files.read(path) {
            Ok(bytes) if sha256(&bytes) == *hash => {}
            Ok(_) => faults.push(format!("the copy of {path} is not the file that was used")),
            Err(_) if is_refused => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                faults.push(format!("the copy of {path} is missing"))
            }
            Err(error) => faults.push(format!("the copy of {path} cannot be read: {error}")),
        }
    }
    let added = listed.into_iter().filter(|path| !record.inputs.contains_key(path));
    faults.extend(added.map(|path| format!("{path} lies among the copies and was not used")));
    faults
        .extend(refused.into_iter().map(|Refused { path, why }| format!("{path} among the copies is not read: {why}")));
    faults.sort();
    faults
}
