//! What is asked of a project before anything is done with it.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::Record;
use crate::pipeline::Project;

use super::error::Error;

/// The record of a name that somebody wrote.
pub fn find<'p>(project: &'p Project, name: &str) -> Result<&'p Record, Error> {
    project.record(name).ok_or_else(|| {
        let known = || project.records().map(|record| record.edition.as_str());
        let all = known().collect::<Vec<_>>().join(", ");
        let all = if all.is_empty() { "there is none yet".to_owned() } else { format!("editions: {all}") };
        let diagnostic = Diagnostic::new(Code::UnknownEdition, format!("there is no edition `{name}`"));
        Error::refused(diagnostic.hint_if(did_you_mean(name, known())).hint(all))
    })
}

/// Stops where a project has errors: nothing may be made of it.
pub fn in_order(project: &Project) -> Result<(), Error> {
    if project.has_errors() { Err(Error::Project(project.diagnostics().to_vec())) } else { Ok(()) }
}
