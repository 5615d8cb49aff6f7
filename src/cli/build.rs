//! `panelpack build`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diag::Diagnostic;
use crate::pipeline::{Chosen, Compiled, Project, Selection, Timings};
use crate::typeset;

use super::Exit;
use super::args::{BuildArgs, OutputFormat};
use super::open::{open, selection};
use super::output::{make_folder, write};
use super::ui::Ui;

/// Dots an inch of `--format png`: twice the size of the page on a plain screen.
const DPI: f32 = 144.0;

/// Makes the chosen papers. All are compiled before the first is written, so a project with an error leaves nothing new.
pub fn run(args: &BuildArgs, ui: &mut Ui) -> Exit {
    match build(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

/// A file to be written.
struct Output {
    path: PathBuf,
    content: Vec<u8>,
}

fn build(args: &BuildArgs, ui: &Ui) -> Result<(), Exit> {
    let (files, mut project) = open(&args.project, ui)?;
    let selection = selection(&args.selection);
    let (chosen, diagnostics) = project.select(&selection).into_parts();
    if !diagnostics.is_empty() {
        ui.report(&diagnostics, project.sources());
        return Err(Exit::ProjectErrors);
    }
    let folder = args.out.clone().unwrap_or_else(|| files.root().join("out"));
    let progress = ui.progress(chosen.len());
    let mut outputs = Vec::new();
    for chosen in &chosen {
        progress.step(&project.title(chosen, &selection));
        let (timings, files) = compile(&mut project, chosen, &selection, args.format, &folder, ui)?;
        if args.timings {
            print_timings(ui, project.timings(), &timings);
        }
        outputs.extend(files);
    }
    progress.finish();
    save(&folder, &outputs, ui)
}

fn compile(
    project: &mut Project,
    chosen: &Chosen,
    selection: &Selection,
    format: OutputFormat,
    folder: &Path,
    ui: &Ui,
) -> Result<(Timings, Vec<Output>), Exit> {
    let (compiled, mut diagnostics) = project.compile(chosen, selection).into_parts();
    let outputs = compiled.and_then(|mut compiled| {
        let files = outputs(&mut compiled, format, folder, &mut diagnostics)?;
        Some((compiled.timings, files))
    });
    if !diagnostics.is_empty() {
        ui.report(&diagnostics, project.sources());
    }
    outputs.ok_or(Exit::ProjectErrors)
}

fn outputs(
    compiled: &mut Compiled,
    format: OutputFormat,
    folder: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Output>> {
    let name = file_name(&compiled.title);
    let output = |suffix: &str, content: Vec<u8>| Output { path: folder.join(format!("{name}{suffix}")), content };
    match format {
        OutputFormat::Pdf => {
            let pdf = compiled.pdf().report_to(diagnostics)?;
            let mut outputs = vec![output(".pdf", pdf)];
            if !compiled.info.attachments {
                outputs.push(output(" figures.csv", compiled.figures_csv.clone().into_bytes()));
            }
            Some(outputs)
        }
        OutputFormat::Png => {
            let pages = typeset::png(&compiled.document, DPI).into_iter().enumerate();
            Some(pages.map(|(i, page)| output(&format!(" page {:02}.png", i + 1), page)).collect())
        }
        OutputFormat::Svg => {
            let pages = typeset::svg(&compiled.document).into_iter().enumerate();
            Some(pages.map(|(i, page)| output(&format!(" page {:02}.svg", i + 1), page.into_bytes())).collect())
        }
    }
}

/// The title, without what some file system refuses.
fn file_name(title: &str) -> String {
    let replaced: String = title
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let trimmed = replaced.trim_matches([' ', '.']);
    trimmed.char_indices().take_while(|(at, _)| *at < 180).map(|(_, c)| c).collect()
}

fn save(folder: &Path, outputs: &[Output], ui: &Ui) -> Result<(), Exit> {
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    make_folder(folder).map_err(failed)?;
    for output in outputs {
        write(&output.path, &output.content).map_err(failed)?;
        ui.say(&output.path.display().to_string());
    }
    Ok(())
}

fn print_timings(ui: &Ui, project: &Timings, paper: &Timings) {
    let all: Vec<(&str, Duration)> = project.iter().chain(paper.iter()).collect();
    let total: Duration = all.iter().map(|(_, time)| *time).sum();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    for (stage, time) in &all {
        ui.note(&format!("{stage:>9} {:8.2} ms", milliseconds(*time)));
    }
    ui.note(&format!("{:>9} {:8.2} ms", "together", milliseconds(total)));
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_becomes_a_name_that_every_file_system_takes() {
        assert_eq!(file_name("Item 6 Scorecard 2020/21 Q3"), "Item 6 Scorecard 2020-21 Q3");
        assert_eq!(file_name(" ../etc "), "-etc");
        assert!(file_name(&"é".repeat(300)).len() <= 182);
    }
}
