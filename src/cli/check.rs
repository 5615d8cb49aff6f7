//! `panelpack check`.

use crate::load::ProjectFiles;
use crate::pipeline;

use super::args::CheckArgs;
use super::exit::Exit;
use super::open::discover;
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
    if project.has_errors() {
        return Exit::ProjectErrors;
    }
    let scorecard = project.scorecard();
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let (indicators, papers) =
        (plural(scorecard.indicators().count(), "indicator"), plural(scorecard.papers.len(), "paper"));
    ui.say(&format!("in order: {indicators}, {} with figures, {papers}", project.figures().iter().count()));
    Exit::Done
}
