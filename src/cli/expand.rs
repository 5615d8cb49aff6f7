//! `panelpack expand`: what a layout reads, and what it comes to.

use crate::desk::place::{self, make_folder, within, write};
use crate::diag::has_errors;
use crate::page;
use crate::pipeline::Timings;

use super::args::{ExpandArgs, ExpandFormat};
use super::exit::Exit;
use super::open::{open, selection};
use super::ui::Ui;

/// Where the Typst files go in the project, if no folder is named.
const FOLDER: &str = "out/typst";

/// Writes what a layout reads, or what it was rendered to.
pub fn run(args: &ExpandArgs, ui: &mut Ui) -> Exit {
    if args.format == ExpandFormat::Schema {
        ui.say(&serde_json::to_string_pretty(&page::schema()).expect("a schema is JSON"));
        return Exit::Done;
    }
    match expand(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn expand(args: &ExpandArgs, ui: &Ui) -> Result<(), Exit> {
    let (files, mut project) = open(&args.project, ui)?;
    let selection = selection(&args.selection);
    let (chosen, diagnostics) = project.select(&selection).into_parts();
    ui.report(&diagnostics, project.sources());
    // One paper at a time: several would overwrite each other's files.
    let [chosen, others @ ..] = chosen.as_slice() else { return Err(Exit::ProjectErrors) };
    if !others.is_empty() {
        ui.note(&format!("expanding `{}`; name another with --paper", project.title(chosen, &selection)));
    }
    let (expanded, diagnostics) = project.expand(chosen, &selection, &mut Timings::default()).into_parts();
    if let Some(view) = expanded.paper.as_ref().filter(|_| args.format == ExpandFormat::Json) {
        ui.say(&serde_json::to_string_pretty(view).expect("a view has text keys only"));
        return Ok(());
    }
    if !diagnostics.is_empty() {
        ui.report(&diagnostics, project.sources());
    }
    if has_errors(&diagnostics) {
        return Err(Exit::ProjectErrors);
    }
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    let folder = place::folder(args.out.as_deref(), files.root(), FOLDER).map_err(failed)?;
    for file in &expanded.files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(&folder);
        if args.out.is_none() {
            within(files.root(), parent.to_path_buf()).map_err(failed)?;
        }
        make_folder(parent).map_err(failed)?;
        write(&path, &file.content).map_err(failed)?;
    }
    ui.say(&folder.join("main.typ").display().to_string());
    Ok(())
}
