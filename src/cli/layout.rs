//! `panelpack layout`.

use crate::assets::{self, BuiltIn};
use crate::desk::place::{make_folder, within, write};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::{LAYOUT_MANIFEST, LayoutManifest, layout_manifest};

use super::args::{EjectArgs, LayoutArgs, LayoutCommand};
use super::exit::Exit;
use super::open::discover;
use super::ui::Ui;

/// Lists layouts, or copies one.
pub fn run(args: &LayoutArgs, ui: &mut Ui) -> Exit {
    match &args.command {
        LayoutCommand::List => {
            let described: Vec<String> = assets::LAYOUTS.iter().filter_map(manifest).map(|it| describe(&it)).collect();
            ui.say(&described.join("\n\n"));
            Exit::Done
        }
        LayoutCommand::Eject(args) => match eject(args, ui) {
            Ok(()) => Exit::Done,
            Err(exit) => exit,
        },
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
    let Some(layout) = assets::layout(&args.layout) else {
        let hint = did_you_mean(&args.layout, assets::LAYOUTS.iter().map(|layout| layout.name));
        let diagnostic = Diagnostic::new(Code::UnknownLayout, format!("there is no layout `{}`", args.layout))
            .hint_if(hint)
            .hint("`panelpack layout list` prints all");
        return Err(refuse(diagnostic, Exit::Usage));
    };
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
