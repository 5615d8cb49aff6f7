//! `panelpack layout`.

use std::io;

use crate::assets::{self, BuiltIn};
use crate::compare::unified;
use crate::desk::place::{make_folder, within, write};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::{LAYOUT_MANIFEST, LayoutManifest, ProjectFiles, layout_manifest};

use super::args::{DiffLayoutArgs, EjectArgs, LayoutArgs, LayoutCommand};
use super::exit::Exit;
use super::open::discover;
use super::ui::Ui;

/// Lists layouts, copies one, or says what differs in a copy.
pub fn run(args: &LayoutArgs, ui: &mut Ui) -> Exit {
    match &args.command {
        LayoutCommand::List => {
            let described: Vec<String> = assets::LAYOUTS.iter().filter_map(manifest).map(|it| describe(&it)).collect();
            ui.say(&described.join("\n\n"));
            Exit::Done
        }
        LayoutCommand::Eject(args) => eject(args, ui).err().unwrap_or(Exit::Done),
        LayoutCommand::Diff(args) => diff(args, ui).err().unwrap_or(Exit::Done),
    }
}

fn manifest(layout: &BuiltIn) -> Option<LayoutManifest> {
    let manifest = layout.files.iter().find(|(path, _)| *path == LAYOUT_MANIFEST);
    manifest.and_then(|(_, text)| layout_manifest(text))
}

/// Name and purpose, then what a paper may choose and what its authors may fill.
fn describe(layout: &LayoutManifest) -> String {
    let mut lines = vec![format!("{} ({})", layout.name, layout.paper.name()), format!("  {}", layout.purpose)];
    for (what, names) in [("commentary", &layout.slots), ("charts", &layout.charts), ("columns", &layout.columns)] {
        if !names.is_empty() {
            lines.push(format!("  {what}: {}", names.join(", ")));
        }
    }
    lines.extend(layout.options.iter().map(|(name, option)| format!("  option {name}: {}", option.meaning)));
    lines.join("\n")
}

fn eject(args: &EjectArgs, ui: &Ui) -> Result<(), Exit> {
    let refuse = |diagnostic, exit| {
        ui.report_one(diagnostic);
        exit
    };
    let layout = built_in(&args.layout, ui)?;
    for name in &args.only {
        if !layout.files.iter().chain(assets::BASE).any(|(path, _)| path == name) {
            let files: Vec<&str> = layout.files.iter().chain(assets::BASE).map(|(path, _)| *path).collect();
            let diagnostic =
                Diagnostic::new(Code::UnknownLayout, format!("the layout `{}` has no file `{name}`", layout.name))
                    .hint(format!("files: {}", files.join(", ")));
            return Err(refuse(diagnostic, Exit::Usage));
        }
    }
    let files = discover(&args.project, ui)?;
    let folder = files.root().join("templates").join(layout.name);
    let wanted = |(path, _): &&(&str, &str)| args.only.is_empty() || args.only.iter().any(|name| name == path);
    for (path, text) in layout.files.iter().chain(assets::BASE).filter(wanted) {
        let target = folder.join(path);
        let parent = within(files.root(), target.parent().unwrap_or(&folder).to_path_buf());
        parent.and_then(|parent| make_folder(&parent)).map_err(|diagnostic| refuse(diagnostic, Exit::Failed))?;
        if target.exists() {
            ui.note(&format!("kept {}: it is there already", target.display()));
            continue;
        }
        write(&target, text.as_bytes()).map_err(|diagnostic| refuse(diagnostic, Exit::Failed))?;
        ui.say(&target.display().to_string());
    }
    Ok(())
}

/// The built-in layout of this name.
fn built_in(name: &str, ui: &Ui) -> Result<&'static BuiltIn, Exit> {
    assets::layout(name).ok_or_else(|| {
        let hint = did_you_mean(name, assets::LAYOUTS.iter().map(|layout| layout.name));
        let diagnostic = Diagnostic::new(Code::UnknownLayout, format!("there is no built-in layout `{name}`"));
        ui.report_one(diagnostic.hint_if(hint).hint("`panelpack layout list` prints all"));
        Exit::Usage
    })
}

/// Prints what the project has otherwise than the built-in layout, file by file. A file that it has none of is the built-in one.
fn diff(args: &DiffLayoutArgs, ui: &mut Ui) -> Result<(), Exit> {
    let layout = built_in(&args.layout, ui)?;
    let files = discover(&args.project, ui)?;
    let own = format!("templates/{}/", layout.name);
    let listed = files.list().map_err(|error| unreadable("templates", &error, ui))?;
    let (mut told, mut same) = (Vec::new(), 0);
    for (path, text) in layout.files.iter().chain(assets::BASE) {
        // A file in `templates/base/` takes the place of the shared one for all layouts, and one of the layout's own that of both.
        let places = [format!("{own}{path}"), format!("templates/{path}")];
        let places = &places[..if path.starts_with("base/") { 2 } else { 1 }];
        let Some(place) = places.iter().find(|place| listed.contains(place)) else { continue };
        let kept = files.read(place).map_err(|error| unreadable(place, &error, ui))?;
        let lines = unified(text, &String::from_utf8_lossy(&kept));
        if lines.is_empty() {
            same += 1;
        } else {
            told.push(format!("--- built-in {path}\n+++ {place}\n{}", lines.join("\n")));
        }
    }
    let is_built_in = |path: &str| layout.files.iter().chain(assets::BASE).any(|(known, _)| *known == path);
    let mut alone: Vec<&String> =
        listed.iter().filter(|place| place.strip_prefix(&own).is_some_and(|path| !is_built_in(path))).collect();
    alone.sort();
    told.extend(alone.iter().map(|place| format!("only in the project: {place}")));
    match (told.len(), same) {
        (0, 0) => ui.say(&format!("the project has no file of the layout `{}`: it is the built-in one", layout.name)),
        (0, _) => ui.say(&format!("the project's layout `{}` is the built-in one", layout.name)),
        _ => ui.say(&told.join("\n")),
    }
    Ok(())
}

/// Says that a file of the project cannot be read.
fn unreadable(place: &str, error: &io::Error, ui: &Ui) -> Exit {
    ui.report_one(Diagnostic::new(Code::UnreadableFile, format!("{place} cannot be read: {error}")));
    Exit::ProjectErrors
}
