//! `panelpack schema`: what each file may hold, for editors.
//!
//! A project's own schemas lie in a hidden folder: no name of a project's folders can come to be this one, `check`, `publish` and editions
//! see nothing of it, and each file names its schema by a path within the project, which holds on every machine without a network.

use std::path::Path;

use crate::desk::place::{make_folder, write};
use crate::diag::did_you_mean;
use crate::load::keys::{DOCUMENTS, Document, document, document_at, schema};

use super::args::SchemaArgs;
use super::exit::Exit;
use super::ui::Ui;

/// The folder of schemas in a project.
const FOLDER: &str = ".panelpack";

/// Prints which schemas there are, or one; or writes them into a folder.
pub fn run(args: &SchemaArgs, ui: &mut Ui) -> Exit {
    let chosen = match args.name.as_deref().map(|name| (name, document(name))) {
        None => None,
        Some((_, Some(document))) => Some(document),
        Some((name, None)) => {
            let names = DOCUMENTS.iter().map(|document| document.name);
            let hint = did_you_mean(name, names).unwrap_or_else(|| "`panelpack schema` lists all".to_owned());
            ui.refuse(&format!("there is no schema `{name}`; {hint}"));
            return Exit::Usage;
        }
    };
    match (&args.out, chosen) {
        (Some(out), chosen) => return write_into(out, chosen, ui),
        (None, Some(document)) => ui.say(text(document).trim_end()),
        (None, None) => {
            for document in &DOCUMENTS {
                ui.say(&format!("{:12} {}", document.name, document.place));
            }
        }
    }
    Exit::Done
}

fn write_into(folder: &Path, chosen: Option<&Document>, ui: &mut Ui) -> Exit {
    let wanted = DOCUMENTS.iter().filter(|document| chosen.is_none_or(|chosen| chosen.name == document.name));
    let written = make_folder(folder).and_then(|()| {
        for document in wanted {
            let path = folder.join(document.file());
            write(&path, text(document).as_bytes())?;
            ui.say(&path.display().to_string());
        }
        Ok(())
    });
    if let Err(diagnostic) = written {
        ui.report_one(diagnostic);
        return Exit::Failed;
    }
    if folder.ends_with(FOLDER) {
        let lines = ["panelpack.yaml", "figures/2020-11.yaml"].map(|path| format!("`{}` in {path}", line(path)));
        ui.note(&format!("the first line of a file leads an editor there: {}", lines.join(", ")));
    }
    Exit::Done
}

/// A schema as a file.
fn text(document: &Document) -> String {
    serde_json::to_string_pretty(&schema(document)).expect("a schema is JSON") + "\n"
}

/// All schemas, by their paths in a project.
pub fn files() -> impl Iterator<Item = (String, String)> {
    DOCUMENTS.iter().map(|document| (format!("{FOLDER}/{}", document.file()), text(document)))
}

/// The line that leads an editor from a file of a project to its schema; empty where it has none.
pub fn line(path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    document_at(path).map_or_else(String::new, |document| {
        format!("# yaml-language-server: $schema={up}{FOLDER}/{}", document.file())
    })
}

/// A new file of a project that has schemas, with the line at its top.
pub fn with_line(root: &Path, path: &str, content: &str) -> String {
    let has_schema = document_at(path).is_some_and(|document| root.join(FOLDER).join(document.file()).exists());
    if has_schema { format!("{}\n{content}", line(path)) } else { content.to_owned() }
}
