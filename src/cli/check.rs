//! `panelpack check`.

use crate::load::ProjectFiles;
use crate::pipeline::{self, HiddenFigure};

use super::args::CheckArgs;
use super::chase;
use super::exit::Exit;
use super::open::discover;
use super::today::today;
use super::ui::Ui;

/// Reads a project, reports every problem and makes nothing.
pub fn run(args: &CheckArgs, ui: &mut Ui) -> Exit {
    let files = match discover(&args.project, ui) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let mut project = pipeline::check(&files as &dyn ProjectFiles);
    project.look_closer();
    if args.strict {
        ui.report(&project.diagnostics_and_notes(), project.sources());
    } else {
        ui.report(project.diagnostics(), project.sources());
    }
    if args.disclosure {
        tell_hidden(&project.hidden(), ui);
    }
    if project.has_errors() {
        return Exit::ProjectErrors;
    }
    let scorecard = project.scorecard();
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let (indicators, papers) =
        (plural(scorecard.indicators().count(), "indicator"), plural(scorecard.papers.len(), "paper"));
    ui.say(&format!("in order: {indicators}, {} with figures, {papers}", project.figures().iter().count()));
    for deadline in project.coming(args.on.unwrap_or_else(today)) {
        ui.note(&chase::words(&deadline));
    }
    Exit::Done
}

/// Lists what is hidden, under each indicator's code.
fn tell_hidden(hidden: &[HiddenFigure], ui: &Ui) {
    ui.say(&match hidden.len() {
        0 => "internal, not for readers of the papers: no figure is hidden".to_owned(),
        1 => "internal, not for readers of the papers: one figure is hidden".to_owned(),
        n => format!("internal, not for readers of the papers: {n} figures are hidden"),
    });
    let mut code = "";
    for it in hidden {
        if it.code != code {
            ui.say(&it.code);
            code = &it.code;
        }
        ui.say(&format!("  {}: {}", it.figure, it.why));
    }
}
