//! `panelpack explain`.

use crate::diag::{Code, did_you_mean};

use super::args::ExplainArgs;
use super::exit::Exit;
use super::ui::Ui;

/// Explains one code, or lists all.
pub fn run(args: &ExplainArgs, ui: &mut Ui) -> Exit {
    let Some(name) = &args.code else {
        for code in Code::ALL {
            ui.say(&format!("{:24} {}", code.name(), code.summary()));
        }
        return Exit::Done;
    };
    let severities = ["error", "warning", "note"];
    let bare = severities.iter().find_map(|word| name.strip_prefix(word)?.strip_prefix('['));
    let name = bare.unwrap_or(name).trim_matches(['[', ']']);
    match Code::from_name(name) {
        Some(code) => {
            ui.say(&format!("{}[{code}]: {}\n\n{}", code.severity().name(), code.summary(), code.explanation()));
            Exit::Done
        }
        None => {
            let names = Code::ALL.iter().map(|code| code.name());
            let hint = did_you_mean(name, names).unwrap_or_else(|| "`panelpack explain` lists all codes".to_owned());
            ui.note(&format!("there is no code `{name}`; {hint}"));
            Exit::Usage
        }
    }
}
