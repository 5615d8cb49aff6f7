//! `panelpack export`.

use crate::desk::export::{Spreadsheet, export};
use crate::desk::place::{self, OUT, make_folder, write};

use super::args::{ExportArgs, SpreadsheetFormat};
use super::exit::Exit;
use super::open::{open, papers};
use super::ui::Ui;

/// Writes the disclosed figures of papers as spreadsheets.
pub fn run(args: &ExportArgs, ui: &mut Ui) -> Exit {
    match exported(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn exported(args: &ExportArgs, ui: &Ui) -> Result<(), Exit> {
    let (files, mut project) = open(&args.project, ui)?;
    let selection = papers(&args.papers);
    let (chosen, found) = project.select(&selection).into_parts();
    ui.report(&found, project.sources());
    if chosen.is_empty() {
        return Err(Exit::ProjectErrors);
    }
    let form = match args.format {
        SpreadsheetFormat::Xlsx => Spreadsheet::Xlsx,
        SpreadsheetFormat::Ods => Spreadsheet::Ods,
        SpreadsheetFormat::Csv => Spreadsheet::Csv,
    };
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    let folder = place::folder(args.out.as_deref(), files.root(), OUT).map_err(failed)?;
    // All are made before the first is written.
    let mut made = Vec::new();
    for one in &chosen {
        made.push(export(&mut project, one, &selection, form).map_err(|found| {
            ui.report(&found, project.sources());
            Exit::ProjectErrors
        })?);
    }
    make_folder(&folder).map_err(failed)?;
    for (name, bytes) in made {
        let path = folder.join(name);
        write(&path, &bytes).map_err(failed)?;
        ui.say(&path.display().to_string());
    }
    Ok(())
}
