//! `panelpack layout`.

use crate::assets::{self, BuiltIn};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::{LAYOUT_MANIFEST, layout_purpose};

use super::Exit;
use super::args::{EjectArgs, LayoutArgs, LayoutCommand};
use super::open::discover;
use super::output::{make_folder, write};
use super::ui::Ui;

/// Lists layouts, or copies one.
pub fn run(args: &LayoutArgs, ui: &mut Ui) -> Exit {
    match &args.command {
        LayoutCommand::List => {
            for layout in assets::LAYOUTS {
                ui.say(&format!("{:12} {}", layout.name, purpose(layout)));
            }
            Exit::Done
        }
        LayoutCommand::Eject(args) => match eject(args, ui) {
            Ok(()) => Exit::Done,
            Err(exit) => exit,
        },
    }
}

fn purpose(layout: &BuiltIn) -> String {
    let manifest = layout.files.iter().find(|(path, _)| *path == LAYOUT_MANIFEST);
    manifest.and_then(|(_, text)| layout_purpose(text)).unwrap_or_default()
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
        if !layout.files.iter().any(|(path, _)| path == name) {
            let files: Vec<&str> = layout.files.iter().map(|(path, _)| *path).collect();
            let diagnostic =
                Diagnostic::new(Code::UnknownLayout, format!("the layout `{}` has no file `{name}`", layout.name))
                    .hint(format!("files: {}", files.join(", ")));
            return Err(refuse(diagnostic, Exit::Usage));
        }
    }
    let files = discover(&args.project, ui)?;
    let folder = files.root().join("templates").join(layout.name);
    make_folder(&folder).map_err(|diagnostic| refuse(diagnostic, Exit::Failed))?;
    for (path, text) in
        layout.files.iter().filter(|(path, _)| args.only.is_empty() || args.only.iter().any(|name| name == path))
    {
        let target = folder.join(path);
        if target.exists() {
            ui.note(&format!("kept {}: it is there already", target.display()));
            continue;
        }
        write(&target, text.as_bytes()).map_err(|diagnostic| refuse(diagnostic, Exit::Failed))?;
        ui.say(&target.display().to_string());
    }
    Ok(())
}
